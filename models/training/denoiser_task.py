"""Stage 2: the denoiser, on the frozen VAE's latents."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.lead.config import LeadConfig
from models.lead.denoiser import Denoiser
from models.lead.sampling import TRAIN_STEPS, noise_schedule
from models.normalization import Normalization
from models.training.batches import MotionBatches, condition_of, strayed
from models.training.text_table import TextTable
from models.weights_file import save_weights


@dataclass
class Latents:
    """A frozen VAE seen from the latent side: standardised latents of features, and which of them are real."""

    vae: nn.Module
    normalization: Normalization
    mean: Tensor
    deviation: Tensor

    @classmethod
    def of(cls, vae: nn.Module, normalization: Normalization, batches: MotionBatches, generator: torch.Generator) -> Latents:
        """Mean and spread (latent_width,) of the latents of some batches."""
        latents = cls(vae.eval().requires_grad_(False), normalization, torch.tensor(0.0), torch.tensor(1.0))
        collected = []
        for _ in range(24):
            batch = batches.draw(generator)
            encoded, real = latents.encode(batch.features, batch.frames)
            collected.append(encoded[real])
        values = torch.cat(collected)
        latents.mean, latents.deviation = values.mean(dim=0), values.std(dim=0)
        return latents

    def on(self, device: torch.device) -> Latents:
        """The same on another device; the VAE moves there."""
        return Latents(self.vae.to(device), self.normalization, self.mean.to(device), self.deviation.to(device))

    @torch.no_grad()
    def encode(self, features: Tensor, frames: Tensor) -> tuple[Tensor, Tensor]:
        """Standardised latents (B, n, latent_width) and the mask (B, n) of those that stand for real frames."""
        mean, _ = self.vae.encode(self.normalization.apply(features), frames)
        real = torch.arange(mean.shape[1], device=mean.device)[None] < self.vae.latent_count(frames)[:, None]
        return (mean.float() - self.mean) / self.deviation, real


@dataclass
class DenoiserTask:
    """Predicts v (Salimans & Ho 2022, section 4) of noised latents; the starter learns motion from it that ε leaves static. The `paper`
    configuration predicts ε."""

    on_gpu = True

    config: LeadConfig
    latents: Latents
    batches: MotionBatches
    validation: MotionBatches
    table: TextTable
    learning_rate: float = 5e-4
    total_steps: int = 60_000
    condition_dropout: float = 0.1
    word_dropout: float = 0.15
    name: str = "denoiser"

    def __post_init__(self):
        self.module = Denoiser(self.config)
        self.schedule = noise_schedule(self.config)

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        error = self._error(self.module, self.batches, self.condition_dropout, self.word_dropout, generator)
        return error.mean(), {"loss": float(error.detach().mean())}

    def _error(self, module: nn.Module, batches: MotionBatches, drop: float, drop_words: float, generator: torch.Generator) -> Tensor:
        device = next(module.parameters()).device
        batch = batches.draw(generator).to(device)
        clean, real = self.latents.on(device).encode(batch.features, batch.frames)
        condition = condition_of(self.table, batch.captions, drop, drop_words, generator)
        # In training alone; the papers' networks are taught as the papers teach them.
        if drop_words and self.config.word_tokens:
            condition = strayed(condition, batch.groups, generator)
        condition = condition.to(device)
        noise = torch.randn(clean.shape, generator=generator).to(device)
        step = torch.randint(TRAIN_STEPS, (len(clean),), generator=generator).to(device)
        noisy = self.schedule.add_noise(clean, noise, step)
        if self.config.prediction_type == "v_prediction":
            target = self.schedule.get_velocity(clean, noise, step)
        else:
            target = noise
        predicted = module(noisy, step, batch.frames, condition, real).float()
        squared = functional.mse_loss(predicted, target, reduction="none").mean(dim=-1)
        return (squared * real).sum(dim=1) / real.sum(dim=1)

    def validate(self, module: nn.Module) -> dict[str, float]:
        generator = torch.Generator().manual_seed(0)
        errors = [self._error(module, self.validation, 0.0, 0.0, generator).mean() for _ in range(8)]
        return {"validation_loss": float(torch.stack(errors).mean())}

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        tensors = {f"denoiser.{name}": value for name, value in module.state_dict().items()}
        save_weights(path, tensors, {"config": self.config.to_dict(), "provenance": provenance})
