"""DDIM sampling with classifier-free guidance, through `diffusers`' scheduler."""
from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from models.beside import core_is_idle, side_by_side
from models.imports import hidden
from models.lead.config import LeadConfig
from models.lead.denoiser import Condition, Denoiser

TRAIN_STEPS = 1000
#: Words in a batch from which on the unconditioned prediction is quicker by itself, without them (a core, 6 s: at 66 both take as long, at 132 the two
#: passes 0.85 of the one's time, at 264 0.79).
_APART = 96
#: Motions from which on the two predictions are made side by side, each by a thread of its own (two cores, 6 s, 50 steps: one motion takes 0.66 s so
#: and 0.42 s in one pass, four 0.79 and 0.95, eight 1.19 and 1.88).
_BESIDE = 4


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

    Guidance (Ho & Salimans 2022, Eq. 6): conditioned and unconditioned predictions come from one pass of twice the batch, unless that has so many
    words that leaving them out of a pass of its own saves more than the pass costs; or from two passes side by side, where there are many motions.
    """
    schedule = noise_schedule(config, timestep_spacing)
    schedule.set_timesteps(steps)
    guided = guidance_scale != 1
    latents = noise * schedule.init_noise_sigma
    for done, step in enumerate(schedule.timesteps):
        if cancelled():
            raise Cancelled
        rows, told = step.expand(len(latents)).to(noise.device), condition.at(step)
        if guided:
            with_text, without = both(denoiser, latents, rows, frames, told, real)
            prediction = without + guidance_scale * (with_text - without)
        else:
            prediction = denoiser(latents, rows, frames, told, real)
        latents = schedule.step(prediction, step, latents, eta=0.0).prev_sample
        on_step(done + 1, steps)
    return latents


def both(denoiser: Denoiser, latents: Tensor, step: Tensor, frames: Tensor, condition: Condition, real: Tensor | None) -> tuple[Tensor, Tensor]:
    """The conditioned and the unconditioned prediction."""
    if len(latents) >= _BESIDE and _can_run_beside(denoiser):
        predict = torch.inference_mode()(denoiser)
        return side_by_side(lambda: predict(latents, step, frames, condition, real), lambda: predict(latents, step, frames, condition.dropped(), real))
    if condition.words is not None and condition.words[..., 0].numel() >= _APART:
        return denoiser(latents, step, frames, condition, real), denoiser(latents, step, frames, condition.dropped(), real)
    twice = [torch.cat([each, each]) if each is not None else None for each in (latents, step, frames, real)]
    return denoiser(*twice[:3], condition.with_dropped(), twice[3]).chunk(2)


def _can_run_beside(denoiser: Callable[..., Tensor]) -> bool:
    """Whether a second core has nothing to do, and nobody asks for gradients. What predicts for several turns changes the weights on the way, and
    is not run twice at once."""
    return core_is_idle() and torch.is_inference_mode_enabled() and isinstance(denoiser, Denoiser)
