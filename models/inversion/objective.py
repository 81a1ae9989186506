"""What a token is optimised for: the distance between an exemplar and its one-step clean estimate (LEAD, Eq. 9 and 10)."""
from __future__ import annotations

from typing import Literal

import torch
from torch import Tensor

from models.inversion.segments import Segments
from models.lead.denoiser import Condition
from models.lead.pipeline import LeadModel
from models.lead.sampling import noise_schedule

#: What is compared: clean estimates, realigned (MTI_lead, Eq. 9); the noise (MTI_mld, LEAD, section 5.5, as textual inversion of pictures);
#: clean estimates as the VAE's latents, which no paper has; decoded features (MTI_feat, section 5.5).
Objective = Literal["lead", "mld", "latents", "feat"]


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
        share = self.share(noisy, step)
        if self.prediction_type == "v_prediction":
            return share.sqrt() * noisy - (1 - share).sqrt() * prediction
        return (noisy - (1 - share).sqrt() * prediction) / share.sqrt()

    def noise(self, noisy: Tensor, step: Tensor, clean: Tensor) -> Tensor:
        """ε (B, n, D): what has been added, if the latents were `clean`."""
        share = self.share(noisy, step)
        return (noisy - share.sqrt() * clean) / (1 - share).sqrt()

    def share(self, noisy: Tensor, step: Tensor) -> Tensor:
        """ᾱ_t (B, 1, 1)."""
        return self.schedule.alphas_cumprod.to(noisy)[step][:, None, None]


class Distance:
    """`distance(exemplars, noisy, step, condition)`: squared distance (B,) of segments and of what the frozen denoiser makes of their noisy latents
    (B, n, D) at diffusion steps (B,); the mean over what is real.

    In the realigned space (Eq. 9), points are as far apart as what D_proj makes of them. E_proj spreads wide what captions tell apart, for it is
    aligned with them; how the same is done spreads little there, and in its plain distance hardly counts.
    """

    def __init__(self, model: LeadModel, objective: Objective):
        self.model, self.objective, self.estimate = model, objective, OneStepEstimate(model)

    def __call__(self, exemplars: Segments, noisy: Tensor, step: Tensor, condition: Condition) -> Tensor:
        prediction = self.model.denoiser(noisy, step, exemplars.frames, condition, exemplars.real)
        return self.of_estimate(exemplars, noisy, step, self.estimate(noisy, step, prediction))

    def of_estimate(self, exemplars: Segments, noisy: Tensor, step: Tensor, estimate: Tensor) -> Tensor:
        """The same of a clean estimate (B, n, D)."""
        with torch.no_grad():
            wanted = self._compared(exemplars, noisy, step, exemplars.latents)
        squared = (self._compared(exemplars, noisy, step, estimate) - wanted).square()
        if self.objective != "feat":
            return _mean(squared, exemplars.real)
        return _mean(squared, torch.arange(squared.shape[1])[None] < exemplars.frames[:, None])

    def _compared(self, exemplars: Segments, noisy: Tensor, step: Tensor, clean: Tensor) -> Tensor:
        """What the objective compares, of clean latents (B, n, D)."""
        if self.objective == "lead":
            return self.model.projector.realign(clean, exemplars.real)
        if self.objective == "mld":
            return self.estimate.noise(noisy, step, clean)
        if self.objective == "feat":
            return self.model.vae.decode(clean * self.model.latent_deviation + self.model.latent_mean, int(exemplars.frames.max()))
        return clean


def _mean(squared: Tensor, real: Tensor) -> Tensor:
    each = squared.mean(dim=-1)
    return (each * real).sum(dim=1) / real.sum(dim=1)
