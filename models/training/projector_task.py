"""Stage 3: the projector, everything else frozen."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.lead.config import LeadConfig
from models.lead.projector import Projector, pooled
from models.training.batches import MotionBatches
from models.training.denoiser_task import Latents
from models.training.text_table import TextTable
from models.weights_file import save_weights

#: LEAD, section 5.1: λ_align, λ_rec, λ_var of Eq. 7.
ALIGN, RECONSTRUCT, VARIANCE = 2.1591, 4.7036, 0.0596


@dataclass
class ProjectorTask:
    """LEAD, Eq. 4–7: z_proj's mean points where the caption does, D_proj gives the latent back, and a batch of what it gives has the
    spread of a batch of real latents."""

    config: LeadConfig
    latents: Latents
    batches: MotionBatches
    validation: MotionBatches
    table: TextTable
    learning_rate: float = 5e-4
    total_steps: int = 20_000
    #: Spread of the noise on the latents read (in latent deviations): what a sampler hands over is never quite a real latent.
    input_noise: float = 0.15
    name: str = "projector"

    def __post_init__(self):
        self.module = Projector(self.config)

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        parts = self._parts(self.module, self.batches, self.input_noise, generator)
        loss = ALIGN * parts["align"] + RECONSTRUCT * parts["reconstruct"] + VARIANCE * parts["variance"]
        return loss, {name: float(value.detach()) for name, value in parts.items()}

    def _parts(self, module: nn.Module, batches: MotionBatches, noise: float, generator: torch.Generator) -> dict[str, Tensor]:
        batch = batches.draw(generator)
        clean, real = self.latents.encode(batch.features, batch.frames)
        text = self.table.pooled[self.table.rows(batch.captions)]
        amount = noise * torch.rand(len(clean), 1, 1, generator=generator) * 2
        projected = module.encode(clean + amount * torch.randn(clean.shape, generator=generator), real)
        rebuilt = module.decode(projected, real).float()
        return {
            "align": (1 - functional.cosine_similarity(pooled(projected.float(), real), text)).mean(),
            "reconstruct": (rebuilt - clean)[real].square().mean(),
            "variance": gaussian_kl(rebuilt[real], clean[real]),
        }

    def validate(self, module: nn.Module) -> dict[str, float]:
        generator = torch.Generator().manual_seed(0)
        parts = [self._parts(module, self.validation, 0.0, generator) for _ in range(8)]
        return {name: float(torch.stack([part[name] for part in parts]).mean()) for name in parts[0]}

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        tensors = {f"projector.{name}": value for name, value in module.state_dict().items()}
        save_weights(path, tensors, {"config": self.config.to_dict(), "provenance": provenance})


def gaussian_kl(made: Tensor, real: Tensor) -> Tensor:
    """KL(P‖Q) between the diagonal Gaussians of two batches (N, D), P of `made`, Q of `real` (LEAD, Eq. 6), mean over D."""
    made_variance, real_variance = made.var(dim=0) + 1e-6, real.var(dim=0) + 1e-6
    shift = (made.mean(dim=0) - real.mean(dim=0)).square()
    return 0.5 * (made_variance / real_variance + shift / real_variance - 1 + real_variance.log() - made_variance.log()).mean()
