"""DDIM sampling with classifier-free guidance, through `diffusers`' scheduler."""
from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from models.imports import hidden
from models.lead.config import LeadConfig
from models.lead.denoiser import Condition, Denoiser

TRAIN_STEPS = 1000


class Cancelled(Exception):
    """The request was withdrawn while it ran."""


def noise_schedule(config: LeadConfig, timestep_spacing: str = "leading"):
    """The DDIM scheduler that training and sampling share (Chen et al. 2023: scaled-linear β 0.00085–0.012, 1000 steps).

    timestep_spacing: "leading" as in MLD; "trailing" begins at the last step, where there is nothing but noise, which matters
    when there are few steps (Lin et al. 2024, section 3.3).
    """
    # It marks functions for PyTorch's compiler, which nothing here uses, and whose import takes longer than everything else of the server.
    with hidden("torch._dynamo"):
        from diffusers.schedulers.scheduling_ddim import DDIMScheduler

    return DDIMScheduler(
        num_train_timesteps=TRAIN_STEPS,
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        clip_sample=False,
        set_alpha_to_one=False,
        steps_offset=1,
        prediction_type=config.prediction_type,
        timestep_spacing=timestep_spacing,
    )


def sample(
    denoiser: Denoiser,
    config: LeadConfig,
    noise: Tensor,
    frames: Tensor,
    condition: Condition,
    guidance_scale: float,
    steps: int,
    on_step: Callable[[int, int], None] = lambda done, steps: None,
    cancelled: Callable[[], bool] = lambda: False,
    real: Tensor | None = None,
    timestep_spacing: str = "leading",
) -> Tensor:
    """Clean latents (B, n, latent_width) from `noise` of that shape. Raises Cancelled at the step after `cancelled()` turns true.

    frames: (B,) how long each motion is to be. real: (B, n) False at latents that only pad shorter motions of the batch.

    Guidance (Ho & Salimans 2022, Eq. 6): conditioned and unconditioned predictions come from one pass of twice the batch.
    """
    schedule = noise_schedule(config, timestep_spacing)
    schedule.set_timesteps(steps)
    guided = guidance_scale != 1
    both = condition.with_dropped() if guided else condition
    lengths = torch.cat([frames, frames]) if guided else frames
    padding = torch.cat([real, real]) if guided and real is not None else real
    latents = noise * schedule.init_noise_sigma
    for done, step in enumerate(schedule.timesteps):
        if cancelled():
            raise Cancelled
        doubled = torch.cat([latents, latents]) if guided else latents
        prediction = denoiser(doubled, step.expand(len(doubled)).to(noise.device), lengths, both, padding)
        if guided:
            with_text, without = prediction.chunk(2)
            prediction = without + guidance_scale * (with_text - without)
        latents = schedule.step(prediction, step, latents, eta=0.0).prev_sample
        on_step(done + 1, steps)
    return latents
