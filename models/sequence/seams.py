"""The seams between blocks: which frames they have, and how the completion model makes two motions one there."""
from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from models import rotation
from models.cleanup import settle
from models.completion.config import STEPS
from models.completion.pipeline import CompletionPipeline
from models.completion.request import CompletionRequest, PoseConstraint
from models.motion import Motion
from models.sequence.choice import flaws
from models.sequence.request import Block, SequenceRequest
from models.sequence.weld import weld

#: Seconds of motion on either side of a seam that are given with it.
_CONTEXT = 0.5
#: Of each block at least this share stays as it was made.
_UNTOUCHED = 0.2
#: Seeds of the takes of a seam lie this far apart.
_SEED_STEP = 7919
#: A seam of touching blocks is also tried this much longer: where much changes, or a foot has to step, the time asked for can be too short.
_WIDER = 1.5
#: How many tries a seam gets, of which the best is taken; and what it costs (`choice.flaws`) that a wider one takes more of the blocks.
_TRIES, _WIDER_COST = 8, 0.3


@dataclass(frozen=True)
class Seam:
    """Frames `first` to before `end` are made anew from those known around them, from `known_first` on and to before `known_end`."""

    first: int
    end: int
    known_first: int
    known_end: int
    seed: int
    prompt: str = ""
    guidance_scale: float = 1.0


def between(request: SequenceRequest, one: Block, other: Block, wider: float = 1.0) -> Seam:
    """The seam of two neighbours."""
    gap, fps = other.first - one.end, request.fps
    reach = max(0, math.ceil((wider * request.transition * fps - gap) / 2))
    return _seam(one.end - _share(one, reach), other.first + _share(other, reach), one.first, other, fps, other.seed)


def tried(request: SequenceRequest, one: Block, other: Block) -> list[Seam]:
    """The seam of two neighbours as it is tried: as long as it is asked for, and longer."""
    options = [between(request, one, other), between(request, one, other, _WIDER)]
    return options if options[0] != options[1] else options[:1]


def over(request: SequenceRequest, block: Block, before: Block | None, after: Block) -> Seam:
    """A block that is completed as a whole, with its prompt, between neighbours that stay."""
    end = between(request, block, after).end
    first, earliest = (between(request, before, block).first, before.first) if before else (1, 0)
    seam = _seam(first, end, earliest, after, request.fps, block.seed)
    return replace(seam, prompt=block.prompt.strip(), guidance_scale=min(request.guidance_scale, 4.0))


def touching(request: SequenceRequest) -> list[tuple[Block, Block]]:
    """The neighbours between which there is a seam, by time. Where two blocks that stay touch there is none."""
    return [(one, other) for one, other in pairwise(request.blocks) if not (one.stays and other.stays and one.end == other.first)]


def _seam(first: int, end: int, earliest: int, last: Block, fps: float, seed: int) -> Seam:
    context = max(1, round(_CONTEXT * fps))
    return Seam(first, end, max(earliest, first - context), min(last.end, end + context), seed)


def _share(block: Block, reach: int) -> int:
    return min(reach, int(block.frames * (1 - _UNTOUCHED) / 2))


def complete(
    pipeline: CompletionPipeline, motion: Motion, options: Sequence[Seam], take: int, on_step: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> tuple[Motion, Seam]:
    """The motion with the frames of a seam made anew, in the way that is the best of some tries, and the option that was it. `on_step` as
    often as one completion's for each option. Raises Cancelled, StyleError, CompletionError."""
    best: tuple[float, Motion, Seam] | None = None
    for number, seam in enumerate(options):
        if seam.first >= seam.end:  # at one to three frames a second the transition may be shorter than a frame
            return motion, seam
        def report(step: int, steps: int, before: int = number * STEPS) -> None:
            on_step(before + step, steps)

        span = motion[seam.known_first : seam.known_end]
        first, end = seam.first - seam.known_first, seam.end - seam.known_first
        for made in _completed(pipeline, span, seam, take, _TRIES // len(options), report, cancelled):
            part = weld(made, span, first, end)
            cost = flaws(part, first, end) + number * _WIDER_COST
            if best is None or cost < best[0]:
                best = cost, part[first:end], seam
    return inserted(motion, best[1], best[2].first), best[2]


def _completed(
    pipeline: CompletionPipeline, span: Motion, seam: Seam, take: int, tries: int, on_step: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> list[Motion]:
    """What the completion makes of the motion around the seam, as long as `span`."""
    pins = tuple(PoseConstraint(frame, span.root_translation[frame], span.joint_rotations[frame]) for frame in range(len(span))
                 if not seam.first <= seam.known_first + frame < seam.end)
    request = CompletionRequest(len(span), span.fps, pins, seam.prompt, (seam.seed + _SEED_STEP * take) % 2**31, tries,
                                guidance_scale=seam.guidance_scale)
    return [settle(made).resampled(span.fps)[: len(span)] for made in pipeline.raw(request, on_step, cancelled)]


def inserted(motion: Motion, part: Motion, first: int) -> Motion:
    """The motion with `part` in place of its frames from `first` on; everywhere else it stays as it is, to the bit."""
    translation, rotations = motion.root_translation.copy(), motion.joint_rotations.copy()
    translation[first : first + len(part)] = part.root_translation
    rotations[first : first + len(part)] = part.joint_rotations
    return Motion(translation, rotations, motion.fps)


def joined(parts: list[tuple[int, Motion]]) -> Motion:
    """Motions, each with its first frame, as one; what lies between two goes evenly from one to the other."""
    origin, end = parts[0][0], parts[-1][0] + len(parts[-1][1])
    known = np.concatenate([np.arange(first, first + len(part)) for first, part in parts]) - origin
    places = np.concatenate([part.root_translation for _, part in parts])
    poses = np.concatenate([part.joint_rotations for _, part in parts])
    frames = np.arange(end - origin)
    before = np.searchsorted(known, frames, "right") - 1
    after = np.minimum(before + 1, len(known) - 1)
    weight = (frames - known[before]) / np.maximum(known[after] - known[before], 1)
    rotations = rotation.slerp(poses[before], poses[after], weight[:, None])
    rotations[known] = poses
    return Motion(places[before] + (places[after] - places[before]) * weight[:, None], rotations, parts[0][1].fps)
