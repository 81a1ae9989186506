"""The few-step student: latent consistency distillation of LEAD's denoiser (Luo et al. 2023, Algorithm 1; MotionLCM, section 3.2)."""
from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from models.lead.denoiser import Condition
from models.lead.few_step import GUIDANCE, MOST_STEPS, SOLVER_STEPS, FewStepDenoiser, consistency_schedule, sample_few, save_student
from models.lead.pipeline import LeadModel
from models.lead.sampling import TRAIN_STEPS, noise_schedule, sample
from models.training.batches import MotionBatches, condition_of, strayed
from models.training.denoiser_task import Latents
from models.training.text_table import TextTable

#: Scale of the pseudo-Huber loss, in a latent's standard deviations.
_HUBER = 0.03
#: How slowly the student that sets the target follows the one in training (Luo et al. 2023, μ).
_DECAY = 0.95
_SKIP = TRAIN_STEPS // SOLVER_STEPS


@dataclass
class FewStepTask:
    """The consistency function of step t is to equal that of the step before it on the guided teacher's path (Eq. 12 and 14)."""

    on_gpu = True

    model: LeadModel
    batches: MotionBatches
    validation: MotionBatches
    table: TextTable
    learning_rate: float = 1e-3
    total_steps: int = 20_000
    name: str = "few_step"

    def __post_init__(self):
        self.teacher = self.model.denoiser
        self.module = FewStepDenoiser(self.teacher)
        self.target: FewStepDenoiser | None = None
        self.latents = Latents(self.model.vae, self.model.normalization, self.model.latent_mean, self.model.latent_deviation)
        self.schedule = noise_schedule(self.model.config)
        self.alphas = self.schedule.alphas_cumprod
        self.boundary = consistency_schedule(self.model.config)

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        self._follow()
        loss = self._error(self.module, self.target, self.batches, generator)
        return loss, {"loss": float(loss.detach())}

    def _move(self, device: torch.device) -> None:
        """Teacher, target and latents follow the student."""
        self.latents, self.alphas = self.latents.on(device), self.alphas.to(device)
        self.teacher.to(device)
        if self.target is not None:
            self.target.to(device)

    @torch.no_grad()
    def _follow(self) -> None:
        """The target begins where the student does, wherever a training before left it, and follows slowly."""
        if self.target is None:
            self.target = copy.deepcopy(self.module).requires_grad_(False)
            return
        for mine, theirs in zip(self.target.parameters(), self.module.parameters()):
            if theirs.requires_grad:
                mine.lerp_(theirs, 1 - _DECAY)

    def _error(self, student: nn.Module, target: nn.Module, batches: MotionBatches, generator: torch.Generator) -> Tensor:
        device = next(student.parameters()).device
        self._move(device)
        batch = batches.draw(generator).to(device)
        clean, real = self.latents.encode(batch.features, batch.frames)
        condition = strayed(condition_of(self.table, batch.captions, 0.0, 0.15, generator), batch.groups, generator).to(device)
        guidance = torch.empty(len(clean)).uniform_(*GUIDANCE, generator=generator).to(device)
        later = (torch.randint(1, SOLVER_STEPS + 1, (len(clean),), generator=generator) * _SKIP - 1).to(device)
        noisy = self.schedule.add_noise(clean, torch.randn(clean.shape, generator=generator).to(device), later)
        with torch.no_grad():
            earlier, before = later - _SKIP, self._solved(noisy, later, batch.frames, condition, guidance, real)
            there = self._consistency(target, before, earlier.clamp(min=0), batch.frames, condition, guidance, real)
            there = torch.where((earlier < 0)[:, None, None], before, there)
        here = self._consistency(student, noisy, later, batch.frames, condition, guidance, real)
        distance = ((here - there).pow(2) + _HUBER**2).sqrt() - _HUBER
        return ((distance.mean(dim=-1) * real).sum(dim=1) / real.sum(dim=1)).mean()

    def _solved(self, noisy: Tensor, later: Tensor, frames: Tensor, condition: Condition, guidance: Tensor, real: Tensor) -> Tensor:
        """One DDIM step of the guided teacher; clean latents where it is the last (Eq. 13)."""
        both = self.teacher(torch.cat([noisy, noisy]), torch.cat([later, later]), torch.cat([frames, frames]), condition.with_dropped(),
                            torch.cat([real, real])).float()
        with_text, without = both.chunk(2)
        velocity = self._velocity(without + guidance[:, None, None] * (with_text - without), noisy, later)
        alpha = self.alphas[later][:, None, None]
        clean = alpha.sqrt() * noisy - (1 - alpha).sqrt() * velocity
        noise = alpha.sqrt() * velocity + (1 - alpha).sqrt() * noisy
        before = self.alphas[(later - _SKIP).clamp(min=0)][:, None, None]
        solved = before.sqrt() * clean + (1 - before).sqrt() * noise
        return torch.where((later < _SKIP)[:, None, None], clean, solved)

    def _velocity(self, predicted: Tensor, noisy: Tensor, step: Tensor) -> Tensor:
        """v of what the networks predict (Salimans & Ho 2022, appendix D): that itself, or from ε, v = (ε − √(1−ᾱ)·z_t) / √ᾱ."""
        if self.model.config.prediction_type == "v_prediction":
            return predicted
        alpha = self.alphas[step][:, None, None]
        return (predicted - (1 - alpha).sqrt() * noisy) / alpha.sqrt()

    def _consistency(self, student: nn.Module, noisy: Tensor, step: Tensor, frames: Tensor, condition: Condition, guidance: Tensor, real: Tensor) -> Tensor:
        """f = c_skip · z_t + c_out · ẑ_0 (Eq. 9)."""
        velocity = self._velocity(student(noisy, step, frames, condition, guidance, real).float(), noisy, step)
        alpha = self.alphas[step][:, None, None]
        clean = alpha.sqrt() * noisy - (1 - alpha).sqrt() * velocity
        skip, out = self.boundary.get_scalings_for_boundary_condition_discrete(step)
        return skip[:, None, None] * noisy + out[:, None, None] * clean

    def validate(self, module: nn.Module) -> dict[str, float]:
        """How far one step and four land from where the teacher's 50 lead from the same noise, and how far those spread, as a share of the teacher's."""
        generator = torch.Generator().manual_seed(0)
        device = next(module.parameters()).device
        self._move(device)
        batch = self.validation.draw(generator).to(device)
        clean, real = self.latents.encode(batch.features, batch.frames)
        condition = condition_of(self.table, batch.captions, 0.0, 0.0, generator).to(device)
        noise, scale = torch.randn(clean.shape, generator=generator).to(device), self.model.config.guidance_scale
        goal = sample(self.teacher, self.model.config, noise, batch.frames, condition, scale, SOLVER_STEPS, real=real)[real]
        figures = {}
        for steps in (1, MOST_STEPS):
            generators = [torch.Generator().manual_seed(row) for row in range(len(noise))]
            made = sample_few(module, self.model.config, noise, generators, batch.frames, condition, scale, steps, real=real)[real]
            figures |= {f"apart_{steps}": float((made - goal).pow(2).mean()), f"spread_{steps}": float(made.std() / goal.std())}
        return figures

    def save(self, module: FewStepDenoiser, path: Path, provenance: dict) -> None:
        save_student(module, path, self.model.fingerprint, provenance)
