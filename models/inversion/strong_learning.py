"""Strong mode: low-rank updates, of the decoder so that the body can be held in the style's way, of the denoiser so that the token means it."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor

from models.inversion.halves import descend
from models.inversion.low_rank import DECODER, DENOISER, Updates, arrays_of, learning, parameters_of
from models.inversion.objective import OneStepEstimate
from models.inversion.segments import Segments
from models.inversion.sentences import Sentences
from models.inversion.teaching import Teaching
from models.kinematics import joint_velocities, local_joint_positions
from models.lead.denoiser import Condition
from models.lead.pipeline import LeadModel, LeadPipeline
from models.lead.sampling import TRAIN_STEPS

#: Steps, learning rate, rank; segments in half of a batch; longest gradient.
DECODER_STEPS, _DECODER_RATE, _DECODER_RANK = 180, 3e-3, 8
DENOISER_STEPS, _DENOISER_RATE, _DENOISER_RANK = 360, 3e-3, 8
_HALF, _LONGEST = 8, 1.0
#: Frames of a window that is decoded, and how far (standard deviations) latents are moved before: sampled ones are not exact either.
_WINDOW, _SHAKEN = 64, 0.15
#: Share of sentences withheld, so that guidance still has an unconditional prediction to go by.
_DROPPED = 0.1


def learn_decoder(model: LeadModel, teaching: Teaching, seed: int, on_step: Callable[[float], None]) -> Updates:
    """Updates with which the decoder makes the taught clips of their latents, realigned by the projector or not."""
    generator = torch.Generator().manual_seed(seed)
    with learning(model.vae.decoder, _DECODER_RANK, generator) as updates:
        optimizer = torch.optim.AdamW(parameters_of(updates), lr=_DECODER_RATE)
        for step in range(DECODER_STEPS):
            _set_rate(optimizer, _DECODER_RATE, step / DECODER_STEPS)
            on_step(descend(optimizer, parameters_of(updates), partial(_decoder_loss, model, teaching.taught), generator, _LONGEST))
        return arrays_of(DECODER, updates)


def _decoder_loss(model: LeadModel, taught: Segments, generator: torch.Generator) -> Tensor:
    """Of a random window of random segments."""
    part = taught.of_rows(torch.randint(len(taught), (_HALF,), generator=generator))
    with torch.no_grad():
        shaken = part.latents + _SHAKEN * torch.randn(part.latents.shape, generator=generator)
        realigned = torch.rand(len(part), 1, 1, generator=generator) < 0.5
        latents = torch.where(realigned, model.projector.realign(shaken, part.real), shaken)
    per_latent = model.config.vae.frames_per_latent
    start = int(torch.randint(max(1, part.latents.shape[1] - _WINDOW // per_latent + 1), (), generator=generator))
    return _decoding_error(model, latents, part.features, part.frames, start * per_latent)


def _decoding_error(model: LeadModel, latents: Tensor, features: Tensor, frames: Tensor, start: int) -> Tensor:
    """The VAE's own loss (features and their steps; joint positions and velocities in metres) in a window of the segments."""
    made = model.features(latents, features.shape[1])
    window = slice(start, min(start + _WINDOW, features.shape[1]))
    real = (torch.arange(features.shape[1])[None] < frames[:, None])[:, window]
    made, wanted = made[:, window], features[:, window]
    difference = (made - wanted) / model.normalization.deviation
    made_joints, joints = local_joint_positions(made), local_joint_positions(wanted)
    position = (made_joints - joints).square().sum(-1)
    speed = (joint_velocities(made, made_joints) - joint_velocities(wanted, joints)).square().sum(-1)
    both = real[:, 1:] & real[:, :-1]
    return (difference[real].square().mean() + 5 * (difference[:, 1:] - difference[:, :-1])[both].square().mean()
            + 30 * position[real].mean() + 0.5 * speed[both].mean())


def learn_denoiser(
    lead: LeadPipeline, teaching: Teaching, sentences: Sentences, vectors: Tensor, seed: int, on_step: Callable[[float], None],
) -> Updates:
    """Updates with which the denoiser predicts the taught clips from sentences with the token (`vectors`, which stay)."""
    generator, estimate = torch.Generator().manual_seed(seed), OneStepEstimate(lead.model)
    with learning(lead.model.denoiser, _DENOISER_RANK, generator) as updates:
        optimizer = torch.optim.AdamW(parameters_of(updates), lr=_DENOISER_RATE)
        for step in range(DENOISER_STEPS):
            _set_rate(optimizer, _DENOISER_RATE, step / DENOISER_STEPS)
            loss = partial(_denoiser_loss, lead.model, estimate, teaching.taught, sentences, vectors)
            on_step(descend(optimizer, parameters_of(updates), loss, generator, _LONGEST))
        return arrays_of(DENOISER, updates)


def _denoiser_loss(
    model: LeadModel, estimate: OneStepEstimate, taught: Segments, sentences: Sentences, vectors: Tensor, generator: torch.Generator,
) -> Tensor:
    """Of random segments with random noise."""
    part = taught.of_rows(torch.randint(len(taught), (_HALF,), generator=generator))
    with torch.no_grad():
        told = sentences.drawn(vectors, part.clip, generator)
    present = torch.rand(len(part), generator=generator) >= _DROPPED
    at = torch.randint(TRAIN_STEPS, (len(part),), generator=generator)
    noisy = estimate.noised(part.latents, torch.randn(part.latents.shape, generator=generator), at)
    prediction = model.denoiser(noisy, at, part.frames, Condition(told.pooled, told.words, told.mask, present), part.real)
    squared = (estimate(noisy, at, prediction) - part.latents).square().mean(dim=-1)[part.real]
    # The error of the clean estimate, weighed as the error of v is (Salimans and Ho 2022, section 4).
    weight = 1 / (1 - estimate.schedule.alphas_cumprod[at])[:, None].expand(part.real.shape)[part.real]
    return (weight * squared).mean()


def _set_rate(optimizer: torch.optim.Optimizer, rate: float, share: float) -> None:
    """Warm-up over the first tenth, then down to a twentieth."""
    for group in optimizer.param_groups:
        group["lr"] = rate * min(1.0, 0.05 + 10 * share) * max(0.05, 1 - share)
