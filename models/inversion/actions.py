"""What an exemplar shows, guessed by the denoiser itself: the words under which it predicts the clip best."""
from __future__ import annotations

import torch
from torch import Tensor

from models.inversion.objective import OneStepEstimate
from models.inversion.segments import Segments
from models.lead.denoiser import Condition
from models.lead.pipeline import LeadPipeline

#: What people do in clips that a style is learned from.
ACTIONS = (
    "walks forward", "walks backwards", "walks sideways to the left", "walks sideways to the right", "turns left while walking",
    "turns right while walking", "runs", "dashes forward", "jumps", "stands still", "waves with the left hand", "waves with the right hand",
    "waves with both hands", "raises the left hand", "raises the right hand", "raises both hands", "bows", "points the way",
    "kicks", "punches", "slashes with a sword", "dances", "sits down", "stands up", "sits", "crouches", "crawls", "climbs", "throws something",
    "picks something up", "plays basketball", "kicks a ball", "does tai chi", "does push-ups", "washes a window", "swims", "falls down",
    "does jumping jacks",
)
#: Diffusion steps at which predictions are compared, where there is neither hardly any noise nor hardly anything else; and how many
#: actions are still compared at each.
_STEPS = ((550, len(ACTIONS)), (400, 10), (700, 5), (250, 5))


@torch.inference_mode()
def guess_actions(lead: LeadPipeline, segments: Segments, seed: int) -> list[str]:
    """For each exemplar the one of ACTIONS whose words give the least error of the denoiser's prediction (Li et al. 2023, "Your diffusion
    model is secretly a zero-shot classifier", Eq. 4), over its segments, the same noise for all of them."""
    condition = lead.told(lead.text_encoder.encode([f"a person {action}" for action in ACTIONS]))
    clips = [torch.nonzero(segments.clip == clip)[:, 0] for clip in range(int(segments.clip.max()) + 1)]
    return [ACTIONS[_best(lead, segments.of_rows(rows), condition, seed)] for rows in clips]


def _best(lead: LeadPipeline, segments: Segments, condition: Condition, seed: int) -> int:
    """The condition that explains the segments best; those far behind are dropped on the way."""
    generator = torch.Generator().manual_seed(seed)
    left, errors = torch.arange(len(condition.pooled)), torch.zeros(len(condition.pooled))
    for step, count in _STEPS:
        left = left[errors.argsort()[:count]]
        errors = errors[errors.argsort()[:count]]
        noise = torch.randn(segments.latents.shape, generator=generator)
        errors = errors + sum(_errors(lead, segments.of_rows(row), noise[row], step, condition.of_rows(left)) for row in torch.arange(len(segments))[:, None])
    return int(left[errors.argmin()])


def _errors(lead: LeadPipeline, segment: Segments, noise: Tensor, at: int, condition: Condition) -> Tensor:
    """Mean squared error (A,) of the prediction of one segment under each condition."""
    estimate, count = OneStepEstimate(lead.model), len(condition.pooled)
    step = torch.full((count,), at)
    noisy = estimate.noised(segment.latents, noise, step[:1]).expand(count, -1, -1)
    prediction = lead.model.denoiser(noisy, step, segment.frames.expand(count), condition, segment.real.expand(count, -1))
    squared = (estimate(noisy, step, prediction) - segment.latents).square().mean(dim=-1)
    # The error of the clean estimate, weighed as the error of v is: by how little noise is left over.
    return (squared * segment.real).sum(dim=1) / segment.real.sum() / (1 - float(estimate.schedule.alphas_cumprod[at]))
