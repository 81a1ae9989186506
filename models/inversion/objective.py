"""What a token is optimised for: the distance between an exemplar and its one-step clean estimate (LEAD, Eq. 9 and 10)."""
from __future__ import annotations

from typing import Literal

import torch
from torch import Tensor

from models.inversion.segments import Segments
from models.lead.pipeline import LeadModel
from models.lead.sampling import noise_schedule

#: Where the distance is measured: in the realigned space (MTI_lead, Eq. 9), the VAE's latents (MTI_mld), or decoded features (MTI_feat).
Objective = Literal["lead", "mld", "feat"]

#: Directions of the realigned space in which the exemplars vary less than this, beside the widest one, are noise.
_LEAST_SPREAD = 1e-3


class OneStepEstimate:
    """F of Eq. 10: the clean latents that a prediction of the frozen denoiser stands for."""

    def __init__(self, model: LeadModel):
        self.prediction_type = model.config.prediction_type
        self.schedule = noise_schedule(model.config)

    def noised(self, clean: Tensor, noise: Tensor, step: Tensor) -> Tensor:
        """z_t (B, n, D) of clean latents and noise of that shape at diffusion steps (B,)."""
        return self.schedule.add_noise(clean, noise, step)

    def __call__(self, noisy: Tensor, step: Tensor, prediction: Tensor) -> Tensor:
        """ẑ_0 (B, n, D): (z_t − √(1−ᾱ_t)·ε)/√ᾱ_t, or the same in terms of v (Salimans and Ho 2022, section 4)."""
        share = self.schedule.alphas_cumprod.to(noisy)[step][:, None, None]
        if self.prediction_type == "v_prediction":
            return share.sqrt() * noisy - (1 - share).sqrt() * prediction
        return (noisy - (1 - share).sqrt() * prediction) / share.sqrt()


class Distance:
    """`distance(exemplars, estimate)`: squared distance (B,) of segments and their estimate (B, n, D), the mean over what is real.

    In the realigned space (Eq. 9) it is measured along the directions in which `taught` spread, each divided by the square root of
    its spread there (standard deviation). What the captions tell apart, the projector spreads wide, for it aligns with them; how
    the same is done spreads little, and in the plain distance hardly counts.
    """

    def __init__(self, model: LeadModel, objective: Objective, taught: Segments):
        self.model, self.objective = model, objective
        self._directions = _directions(model, taught) if objective == "lead" else None

    def __call__(self, exemplars: Segments, estimate: Tensor) -> Tensor:
        if self.objective == "mld":
            return _mean((estimate - exemplars.latents).square(), exemplars.real)
        if self.objective == "lead":
            with torch.no_grad():
                target = self.model.projector.encode(exemplars.latents, exemplars.real)
            apart = self.model.projector.encode(estimate, exemplars.real) - target
            return _mean((apart @ self._directions).square(), exemplars.real)
        longest = int(exemplars.frames.max())
        with torch.no_grad():
            target = _decoded(self.model, exemplars.latents, longest)
        return _mean((_decoded(self.model, estimate, longest) - target).square(), torch.arange(longest)[None] < exemplars.frames[:, None])


@torch.no_grad()
def _directions(model: LeadModel, segments: Segments) -> Tensor:
    """The principal directions (W, k) of the realigned segments, each divided by the square root of its standard deviation."""
    realigned = model.projector.encode(segments.latents, segments.real)[segments.real]
    variance, axes = torch.linalg.eigh(torch.cov(realigned.float().T))
    kept = variance > _LEAST_SPREAD * variance.max()
    return axes[:, kept] * variance[kept].pow(-0.25)


def _decoded(model: LeadModel, latents: Tensor, frames: int) -> Tensor:
    """Normalised features (B, frames, 269)."""
    return model.vae.decode(latents * model.latent_deviation + model.latent_mean, frames)


def _mean(squared: Tensor, real: Tensor) -> Tensor:
    each = squared.mean(dim=-1)
    return (each * real).sum(dim=1) / real.sum(dim=1)
