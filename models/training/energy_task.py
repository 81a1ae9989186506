"""After stage 3: the projector once more, so that hands that wave move, decoded, as fast as the recorded clips'."""
from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from models.lead.config import LeadConfig
from models.lead.projector import Projector
from models.training.denoiser_task import Latents
from models.training.sampled_movement import PARTS, SampledMovement, part_speeds
from models.weights_file import save_weights

_HANDS = list(PARTS).index("hands")
#: Weights of the decoded speed, and of staying with what the projector made before.
_SPEED, _KEPT = 5.0, 2.0
#: Motions a step that are decoded, latents of each, motions that are only kept; most motions that a gain is measured on.
_DECODED, _LATENTS, _COMPANY, _MEASURED = 12, 8, 64, 96
#: Feet, hands and head slower than this (m/s) hardly count as moving; no hands are to wave more than this much faster.
_STILL, _MOST = torch.tensor([0.1, 0.05, 0.05]), 1.35
#: What hands that wave gain at least. Recorded left hands wave quicker than right ones, whose mirror images they are learned among: on `val`
#: the left reaches 0.83 of its speed, the right 0.94. So much more brings both within a tenth of it.
_WAVING = 1.08


@dataclass
class EnergyTask:
    """For each group of waves (a content in a style) a gain is measured: how much faster the hands of the recorded clips are than
    those of the same captions' samples, realigned by `projector` and decoded. Then every realigned sample is to be that much
    faster than before, and what does not wave stays as it was.

    Why it takes this: nothing in Eq. 4–7 sees a hand's speed, and projector and decoder both damp what is quick. Waves alone,
    because everything else reaches its speed and every change costs a little FID. Style by style, because neutral waves lack a third
    where styled ones lack little. Pairing each motion with its own former self tells the gain apart from the differences between
    two draws.
    """

    config: LeadConfig
    latents: Latents
    projector: Projector
    pool: SampledMovement
    learning_rate: float = 4e-4
    total_steps: int = 100
    name: str = "energy"

    def __post_init__(self):
        self.module = copy.deepcopy(self.projector).train().requires_grad_(True)
        self.projector.eval().requires_grad_(False)
        groups = self.pool.group.unique().tolist()
        self.gains = {group: self._wanted(group) for group in groups}
        lacking = [float(gain.log().max()) * len(self.pool.of_group(group)) for group, gain in self.gains.items()]
        self._chances = torch.tensor(lacking) + 1e-6

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        group = list(self.gains)[int(torch.multinomial(self._chances, 1, generator=generator))]
        found = self.pool.of_group(group)
        rows = self.pool.of_rows(found[torch.randint(len(found), (_DECODED,), generator=generator)])
        with torch.no_grad():
            before = self._speeds(self.projector, rows)
        change = (self._speeds(self.module, rows) / before).log()
        speed = (change - self.gains[group].log()).square().sum(dim=-1).mean()
        company = self.pool.of_rows(torch.randint(len(self.pool.real), (_COMPANY,), generator=generator))
        kept = self._apart(company.sampled, company.real) + self._apart(company.recorded, company.real)
        return _SPEED * speed + _KEPT * kept, {"speed": float(speed.detach()), "kept": float(kept.detach())}

    def _wanted(self, group: int) -> Tensor:
        """How many times as fast as before the parts of a group are to be: (parts,)."""
        wanted = torch.ones(len(PARTS))
        if self.pool.waves[self.pool.of_group(group)].all():
            wanted[_HANDS] = self._gain(self.projector, group)[_HANDS].clamp(_WAVING, _MOST)
        return wanted

    def validate(self, module: nn.Module) -> dict[str, float]:
        """How much too slow each part still is: the mean over groups of the log of the gain it would need."""
        lacking = [self._gain(module, group).clamp(min=1).log() for group in self.gains]
        return {f"{part}_lacking": value for part, value in zip(PARTS, torch.stack(lacking).mean(dim=0).tolist())}

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        tensors = {f"projector.{name}": value for name, value in module.state_dict().items()}
        save_weights(path, tensors, {"config": self.config.to_dict(), "provenance": provenance})

    @torch.no_grad()
    def _gain(self, module: nn.Module, group: int) -> Tensor:
        """How many times as fast as its realigned samples the recorded clips of a group are: (parts,)."""
        rows = self.pool.of_rows(self.pool.of_group(group)[:_MEASURED])
        return self._mean_speeds(rows.speeds, rows).mean(dim=0) / self._speeds(module, rows).mean(dim=0)

    def _speeds(self, module: nn.Module, rows: SampledMovement) -> Tensor:
        """Mean speeds (B, parts) of the samples, realigned and decoded."""
        vae = self.latents.vae
        with torch.autocast(rows.sampled.device.type, dtype=torch.bfloat16):
            latents = module.realign(rows.sampled, rows.real)[:, :_LATENTS].float()
            decoded = vae.decode(latents * self.latents.deviation + self.latents.mean, _compared_frames(vae)).float()
        with torch.autocast(rows.sampled.device.type, enabled=False):
            return self._mean_speeds(part_speeds(self.latents.normalization.undo(decoded)), rows)

    def _mean_speeds(self, speeds: Tensor, rows: SampledMovement) -> Tensor:
        speeds = speeds[:, : _compared_frames(self.latents.vae) - 1]
        there = (torch.arange(speeds.shape[1])[None] < rows.frames[:, None] - 1)[..., None]
        return (speeds * there).sum(dim=1) / there.sum(dim=1) + _STILL

    def _apart(self, latents: Tensor, real: Tensor) -> Tensor:
        """Mean square between what module and former projector make of the same latents."""
        with torch.no_grad():
            before = self.projector.realign(latents, real).float()
        return (self.module.realign(latents, real).float() - before)[real].square().mean()


def _compared_frames(vae: nn.Module) -> int:
    return _LATENTS * vae.config.frames_per_latent
