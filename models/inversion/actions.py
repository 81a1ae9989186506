"""What an exemplar shows: as its name says ("Grumpy_Run_02"), else guessed by the denoiser itself, as the words under which it predicts the clip best."""
from __future__ import annotations

import re
from collections.abc import Sequence

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


#: Words of ACTIONS that tell nothing.
_FILLING = frozenset(("with", "the", "a", "while", "to", "something", "does"))
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


@torch.inference_mode()
def guess_actions(lead: LeadPipeline, segments: Segments, seed: int, names: Sequence[str] = ()) -> list[str]:
    """For each exemplar the one of ACTIONS whose words give the least error of the denoiser's prediction (Li et al. 2023, "Your diffusion
    model is secretly a zero-shot classifier", Eq. 4), over its segments, the same noise for all of them. names: the exemplars' own, which
    narrow the choice where they name an action: how somebody moves can make a run look like a dance."""
    condition = lead.told(lead.text_encoder.encode([f"a person {action}" for action in ACTIONS]))
    count = int(segments.clip.max()) + 1
    choices = [actions_named(name) for name in names] or [[]] * count
    clips = [torch.nonzero(segments.clip == clip)[:, 0] for clip in range(count)]
    return [choice[0] if len(choice) == 1 else ACTIONS[_best(lead, segments.of_rows(rows), condition, seed, choice or ACTIONS)]
            for rows, choice in zip(clips, choices)]


def actions_named(name: str) -> list[str]:
    """Those of ACTIONS that a clip's name names best, several where it leaves open which ("wave": with which hand?); none where it names none."""
    words = {_stem(word) for word in _WORD.findall(name)}
    scores = {}
    for action in ACTIONS:
        verb, *others = (_stem(word) for word in action.split() if word not in _FILLING)
        if verb in words:
            scores[action] = sum(1 if word in words else -1 for word in others)
    return [action for action, score in scores.items() if score == max(scores.values())]


def _stem(word: str) -> str:
    """What "walk", "Walks" and "walking" have in common."""
    stem = re.sub(r"(ing|es|ed|e|s)$", "", word.lower())
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem


def _best(lead: LeadPipeline, segments: Segments, condition: Condition, seed: int, choice: Sequence[str]) -> int:
    """The number of the one of ACTIONS among `choice` that explains the segments best; those far behind are dropped on the way."""
    generator = torch.Generator().manual_seed(seed)
    left = torch.tensor([ACTIONS.index(action) for action in choice])
    errors = torch.zeros(len(left))
    for step, count in _STEPS:
        best = errors.argsort()[:count]
        left, errors = left[best], errors[best]
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
