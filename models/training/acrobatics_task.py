"""More training of the decoder alone: bodies that turn over, while everything else comes out as before."""
from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from models.features import SLICES
from models.kinematics import local_joint_positions, matrices
from models.lead.config import LeadConfig
from models.normalization import Normalization
from models.training.denoiser_task import Latents
from models.training.sampled_movement import SampledMovement
from models.training.sequences import TrainingSequence, sampling_weights
from models.training.vae_task import held, reconstruction_loss
from models.weights_file import save_weights

#: Windows a step that turn over, recorded ones that do not, sampled ones; frames of each.
_OVERTURNED, _RECORDED, _SAMPLED, _WINDOW = 4, 12, 16, 128
#: Weights of the recorded clip, of the pelvis's rotation in it, and of what the decoder made before.
_NEW, _PELVIS, _KEPT = 0.1, 5.0, 5.0
#: How far (standard deviations, uniform from 0) latents are moved before decoding: sampled backflips lie about one away.
_NEW_NOISE, _KEPT_NOISE = 0.7, 0.2
#: How much of the way to the trained weights is taken (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"):
#: at 0.7 bodies still turn over, and what else had changed has changed less than half as much.
_SHARE = 0.7
_PELVIS_ROTATION = slice(SLICES["rotations"].start, SLICES["rotations"].start + 6)


@dataclass
class AcrobaticsTask:
    """For the decoder of a VAE that denoiser, projector and completion already stand on: the encoder, and so every latent, stays.

    A pelvis's rotation is six of 269 numbers, and a decoder that is unsure of it tips a backflip to the horizontal and back.
    Sequences whose pelvis is upside down somewhere are learned with a loss of its own for that rotation, from latents as
    inaccurate as sampled ones; of all others, recorded and sampled, the decoder is to make what it made before.
    """

    config: LeadConfig
    latents: Latents
    sequences: Sequence[TrainingSequence]
    sampled: SampledMovement
    learning_rate: float = 2e-4
    total_steps: int = 1000
    name: str = "acrobatics"

    def __post_init__(self):
        self.former = self.latents.vae.eval().requires_grad_(False)
        self.module = copy.deepcopy(self.former).requires_grad_(True)
        self.module.freeze_encoder()
        overturned = [_window(one.features, 0) for one in self.sequences if turns_over(one.features)]
        if not overturned:
            raise ValueError("No clip in this folder turns over, so there is nothing for this stage to learn. Leave it out.")
        self.overturned = torch.stack(overturned)
        self.others = [one for one in self.sequences if not turns_over(one.features)]
        self.chances = torch.as_tensor(sampling_weights(self.others))

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        normalization = self.latents.normalization
        features = self.overturned[torch.randint(len(self.overturned), (_OVERTURNED,), generator=generator)]
        others = torch.cat([self._encoded(self._recorded(generator)), self._samples(generator)])
        others = self._shaken(others, _KEPT_NOISE, generator)
        with torch.no_grad():
            before = self.former.decode(others, _WINDOW).float()
        latents = torch.cat([self._shaken(self._encoded(features), _NEW_NOISE, generator), others])
        made, kept = self.module.decode(latents, _WINDOW).float().tensor_split([_OVERTURNED])
        pelvis = _pelvis_error(normalization.undo(made), features)
        new = _difference(made, features, normalization) + _PELVIS * pelvis
        old = _difference(kept, normalization.undo(before), normalization)
        return _NEW * new + _KEPT * old, {"pelvis": float(pelvis.detach()), "kept": float(old.detach())}

    def validate(self, module: nn.Module) -> dict[str, float]:
        """Of the weights as they are saved: how far (mm) joints of sampled motions are from where they were, and how wrong the
        pelvis's rotation is where bodies turn over (mean squared difference of matrices, 0–8)."""
        module = self._part_way(module)
        latents = self._plain(self.sampled.sampled[-64:, : _WINDOW // self.config.vae.frames_per_latent])
        joints = [self._joints(vae.decode(latents, _WINDOW)) for vae in (module, self.former)]
        made = self.latents.normalization.undo(module.decode(self._encoded(self.overturned), _WINDOW))
        moved = (joints[0] - joints[1]).norm(dim=-1).mean()
        return {"moved_mm": float(1000 * moved), "pelvis": float(_pelvis_error(made, self.overturned))}

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        tensors = {f"vae.{name}": value for name, value in self._part_way(module).state_dict().items()}
        normalization = self.latents.normalization
        tensors |= {"normalization.mean": normalization.mean, "normalization.deviation": normalization.deviation}
        save_weights(path, tensors, {"config": self.config.to_dict(), "provenance": provenance})

    def _part_way(self, module: nn.Module) -> nn.Module:
        result = copy.deepcopy(self.former)
        trained = module.state_dict()
        result.load_state_dict({name: value.lerp(trained[name], _SHARE) for name, value in self.former.state_dict().items()})
        return result

    def _recorded(self, generator: torch.Generator) -> Tensor:
        """Windows (B, T, 269) of sequences that do not turn over."""
        chosen = torch.multinomial(self.chances, _RECORDED, replacement=True, generator=generator).tolist()
        starts = torch.rand(_RECORDED, generator=generator).tolist()
        features = [self.others[index].features for index in chosen]
        return torch.stack([_window(one, int(start * max(1, len(one) - _WINDOW + 1))) for one, start in zip(features, starts)])

    def _samples(self, generator: torch.Generator) -> Tensor:
        """Latents (B, n, latent_width) of what the denoiser samples."""
        rows = torch.randint(len(self.sampled.real), (_SAMPLED,), generator=generator)
        width = _WINDOW // self.config.vae.frames_per_latent
        room = (self.sampled.real[rows].sum(dim=1) - width).clamp(min=0)
        starts = (torch.rand(_SAMPLED, generator=generator) * (room + 1)).long()
        windows = [self.sampled.sampled[row, start : start + width] for row, start in zip(rows.tolist(), starts.tolist())]
        return self._plain(torch.stack(windows))

    def _encoded(self, features: Tensor) -> Tensor:
        return self.former.encode(self.latents.normalization.apply(features))[0].float()

    def _shaken(self, latents: Tensor, most: float, generator: torch.Generator) -> Tensor:
        noise = most * torch.rand(len(latents), 1, 1, generator=generator) * torch.randn(latents.shape, generator=generator)
        return latents + noise * self.latents.deviation

    def _plain(self, standardised: Tensor) -> Tensor:
        return standardised * self.latents.deviation + self.latents.mean

    def _joints(self, decoded: Tensor) -> Tensor:
        return local_joint_positions(self.latents.normalization.undo(decoded))


def turns_over(features: np.ndarray) -> bool:
    """Whether the pelvis is upside down in some frame of features (T, 269): its own up points down."""
    # The second axis of the 6-d form is the pelvis's up; its second number how far that points up in the world.
    return bool(features[:, _PELVIS_ROTATION.start + 4].min() < -0.5)


def _window(features: np.ndarray, first: int) -> Tensor:
    return torch.from_numpy(held(features[first : first + _WINDOW], _WINDOW))


def _pelvis_error(made: Tensor, real: Tensor) -> Tensor:
    """Mean squared difference of the pelvis's rotation matrices, of features (B, T, 269) in their own units."""
    return (matrices(made[..., _PELVIS_ROTATION]) - matrices(real[..., _PELVIS_ROTATION])).square().sum((-1, -2)).mean()


def _difference(made: Tensor, features: Tensor, normalization: Normalization) -> Tensor:
    """`reconstruction_loss` without its KL: nothing is encoded here."""
    nothing = torch.zeros(1)
    return reconstruction_loss(made, features, nothing, nothing, normalization, 0.0)[0]
