"""Completion: prior and decoder learn in one step, LEAD's own weights frozen."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from models.completion.config import STARTER, CompletionConfig
from models.completion.networks import CompletionNetworks
from models.completion.prompt import MotionPrompt, of_features
from models.features import SLICES
from models.kinematics import joint_velocities, local_joint_positions
from models.lead.pipeline import LeadModel
from models.lead.sampling import TRAIN_STEPS, noise_schedule
from models.normalization import Normalization
from models.training.batches import MotionBatch, MotionBatches, condition_of, mean_over
from models.training.denoiser_task import Latents
from models.training.pins import random_pins
from models.training.sequences import TrainingSequence
from models.training.text_table import TextTable
from models.weights_file import save_weights

#: Frames of each batch that the decoder learns from; the prior learns from all.
_DECODED_FRAMES = 2048
#: The decoder sees the prior's one-step estimates up to this diffusion step: those that differ much from the pins as well, so that it
#: learns to come to a pin smoothly and not in one frame.
_BLURRED = 950
#: Completion is used without words more often than with them.
_DROP_TEXT = 0.4
_DROP_WORDS = 0.1


_BATCH = 40


def build_task(sequences: Sequence[TrainingSequence], validation: Sequence[TrainingSequence], table: TextTable, out: Path) -> CompletionTask:
    """The task on top of the LEAD weights that `assemble` wrote into `out`."""
    lead = LeadModel.load(out / "lead.safetensors", with_student=False)
    if lead.config.vae.kind != "convolutional":
        raise SystemExit(f"Completion reads pins at a latent every few frames, and {out / 'lead.safetensors'} has one for a whole motion. "
                         "Train LEAD with --config starter for it.")
    return CompletionTask(STARTER, lead, MotionBatches(sequences, _BATCH), MotionBatches(validation, _BATCH), table)


@dataclass
class CompletionTask:
    """Losses: v of the noised latents, and the clean latents from the pins alone (the prior); pose, joint positions and velocities,
    the pinned frames again, and the way from one pinned place to the next (the decoder; OhMG, Eq. 5, whose KL was paid when LEAD's
    encoder was trained)."""

    config: CompletionConfig
    lead: LeadModel
    batches: MotionBatches
    validation: MotionBatches
    table: TextTable
    learning_rate: float = 1e-3
    total_steps: int = 60_000
    name: str = "completion"

    def __post_init__(self):
        self.module = CompletionNetworks(self.config, self.lead.config, self.lead.denoiser)
        self.latents = Latents(self.lead.vae, self.lead.normalization, self.lead.latent_mean, self.lead.latent_deviation)
        self.schedule = noise_schedule(self.lead.config)

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        parts = self._losses(self.module, self.batches.draw(generator), _DROP_TEXT, generator)
        shown = {name: float(value.detach()) for name, value in parts.items()}
        return parts["prior"] + 0.5 * parts["estimate"] + self._decoder_loss(parts), shown

    def validate(self, module: nn.Module) -> dict[str, float]:
        generator = torch.Generator().manual_seed(0)
        rows = [self._losses(module, self.validation.draw(generator), 0.5, generator) for _ in range(6)]
        return {name: float(torch.stack([row[name] for row in rows]).mean()) for name in rows[0]}

    def save(self, module: CompletionNetworks, path: Path, provenance: dict) -> None:
        save_weights(path, module.trained_state(), {"config": self.config.to_dict(), "provenance": provenance})

    @staticmethod
    def _decoder_loss(parts: dict[str, Tensor]) -> Tensor:
        return (parts["feature"] + 5 * parts["change"] + 30 * parts["position"] + 0.5 * parts["speed"] + parts["pinned"]
                + 30 * parts["pinned_position"] + 10 * parts["path"])

    def _losses(self, module: CompletionNetworks, batch: MotionBatch, drop_text: float, generator: torch.Generator) -> dict[str, Tensor]:
        with torch.autocast(batch.features.device.type, enabled=False):
            whole = of_features(batch.features, batch.frames)
        prompt = whole.masked(*_pins(batch, generator))
        clean, real = self.latents.encode(batch.features, batch.frames)
        noise = torch.randn(clean.shape, generator=generator)
        step = torch.randint(TRAIN_STEPS, (len(clean),), generator=generator)
        rows = torch.arange(min(len(clean), _DECODED_FRAMES // batch.features.shape[1]))
        step[rows] = torch.randint(_BLURRED, rows.shape, generator=generator)
        noisy = self.schedule.add_noise(clean, noise, step)
        condition = condition_of(self.table, batch.captions, drop_text, _DROP_WORDS, generator)
        known = module.knowledge(prompt)
        predicted = module.prior(noisy, step, batch.frames, condition, real, known)
        squared = functional.mse_loss(predicted, self.schedule.get_velocity(clean, noise, step), reduction="none").mean(dim=-1)
        error = ((squared * real).sum(dim=1) / real.sum(dim=1)).mean()
        estimate = self._clean_estimate(noisy, predicted, step)[rows].detach()
        estimated = mean_over((known.estimate.float() - clean).square().mean(dim=-1), real)
        parts = self._decoded(module, estimate, batch.features[rows], prompt.of_rows(rows))
        return {"prior": error, "estimate": estimated} | parts

    def _clean_estimate(self, noisy: Tensor, velocity: Tensor, step: Tensor) -> Tensor:
        """x̂₀ = √ᾱ·x_t − √(1−ᾱ)·v (Salimans & Ho 2022, appendix D)."""
        alpha = self.schedule.alphas_cumprod[step][:, None, None]
        return alpha.sqrt() * noisy - (1 - alpha).sqrt() * velocity

    def _decoded(self, module: CompletionNetworks, latents: Tensor, features: Tensor, prompt: MotionPrompt) -> dict[str, Tensor]:
        normalization = self.lead.normalization
        with torch.no_grad():
            decoded = self.lead.features(latents, features.shape[1]).float()
        with torch.autocast(features.device.type, enabled=False):
            disagreement = prompt.disagreement(decoded)
        made = module.decoder(normalization.apply(decoded), module.masked_motion(prompt), disagreement).float()
        with torch.autocast(features.device.type, enabled=False):
            return _decoder_parts(made, features, prompt, normalization)


def _decoder_parts(made: Tensor, features: Tensor, prompt: MotionPrompt, normalization: Normalization) -> dict[str, Tensor]:
    """Mean squares over the real frames; `made` is normalised, `features` in their own units (B, T, 269)."""
    target = normalization.apply(features)
    real = torch.arange(features.shape[1])[None] < prompt.frames[:, None]
    squared = (made - target).square()
    plain = normalization.undo(made)
    positions, true_positions = local_joint_positions(plain), local_joint_positions(features)
    apart = (positions - true_positions).square().sum(-1).mean(-1)
    speed = (joint_velocities(plain, positions) - joint_velocities(features, true_positions)).square().sum(-1)
    given = prompt.joint_mask.repeat_interleave(6, dim=-1) & real[..., None]
    made_path = of_features(plain, prompt.frames)
    return {
        "feature": mean_over(squared.mean(-1), real),
        "change": mean_over((made[:, 1:] - made[:, :-1] - target[:, 1:] + target[:, :-1]).square().mean(-1), real[:, 1:]),
        "position": mean_over(apart, real),
        "speed": mean_over(speed.mean(-1) + 2 * speed[..., [7, 8, 10, 11]].mean(-1), real[:, 1:]),
        "pinned": mean_over(squared[..., SLICES["rotations"]], given),
        "pinned_position": mean_over(apart, prompt.whole & real),
        "path": _path_error(made_path, prompt),
    }


def _path_error(made: MotionPrompt, prompt: MotionPrompt) -> Tensor:
    """Between neighbouring pinned places: how far (m) and how much turned (rad) the made root ends beside the next."""
    lacking = prompt.disagreement_of_path(made)
    return functional.huber_loss(lacking, torch.zeros_like(lacking), delta=0.5)


def _pins(batch: MotionBatch, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Random joint masks (B, T, 22) and root masks (B, T), within each motion's own length."""
    random = np.random.default_rng(int(torch.randint(2**31, (), generator=generator)))
    count, width = batch.features.shape[:2]
    joints, root = np.zeros((count, width, 22), dtype=bool), np.zeros((count, width), dtype=bool)
    for row, frames in enumerate(batch.frames.tolist()):
        joints[row, :frames], root[row, :frames] = random_pins(frames, random)
    return torch.from_numpy(joints), torch.from_numpy(root)
