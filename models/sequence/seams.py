"""The seams between blocks: which frames they have, and how the completion model makes two motions one there."""
from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from models import rotation
from models.cleanup import settle
from models.completion.pipeline import CompletionPipeline
from models.completion.request import CompletionRequest, PoseConstraint
from models.motion import Motion
from models.sequence.request import Block, SequenceRequest
from models.sequence.weld import weld

#: Seconds of motion on either side of a seam that are given with it.
_CONTEXT = 0.5
#: Of each block at least this share stays as it was made.
_UNTOUCHED = 0.2
#: Seeds of the takes of a seam lie this far apart.
_SEED_STEP = 7919


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


def between(request: SequenceRequest, one: Block, other: Block) -> Seam:
    """The seam of two neighbours."""
    gap, fps = other.first - one.end, request.fps
    reach = max(0, math.ceil((request.transition * fps - gap) / 2))
    return _seam(one.end - _share(one, reach), other.first + _share(other, reach), one.first, other, fps, other.seed)


def over(request: SequenceRequest, block: Block, before: Block | None, after: Block) -> Seam:
    """A block that is completed as a whole, with its prompt, between neighbours that stay."""
    end = between(request, block, after).end
    first, earliest = (between(request, before, block).first, before.first) if before else (1, 0)
    seam = _seam(first, end, earliest, after, request.fps, block.seed)
    return replace(seam, prompt=block.prompt.strip(), guidance_scale=min(request.guidance_scale, 4.0))


def seams(request: SequenceRequest) -> list[Seam]:
    """All seams, by time. Where two blocks that stay touch there is none."""
    return [between(request, one, other) for one, other in pairwise(request.blocks)
            if not (one.stays and other.stays and one.end == other.first)]


def _seam(first: int, end: int, earliest: int, last: Block, fps: float, seed: int) -> Seam:
    context = max(1, round(_CONTEXT * fps))
    return Seam(first, end, max(earliest, first - context), min(last.end, end + context), seed)


def _share(block: Block, reach: int) -> int:
    return min(reach, int(block.frames * (1 - _UNTOUCHED) / 2))


def complete(
    pipeline: CompletionPipeline, motion: Motion, seam: Seam, take: int, on_step: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Motion:
    """The motion with the frames of the seam made anew. Raises Cancelled, StyleError, CompletionError."""
    span = motion[seam.known_first : seam.known_end]
    first, end = seam.first - seam.known_first, seam.end - seam.known_first
    pins = tuple(PoseConstraint(frame, span.root_translation[frame], span.joint_rotations[frame])
                 for frame in range(len(span)) if not first <= frame < end)
    request = CompletionRequest(len(span), motion.fps, pins, seam.prompt, (seam.seed + _SEED_STEP * take) % 2**31,
                                guidance_scale=seam.guidance_scale)
    made = settle(pipeline.raw(request, on_step, cancelled)[0]).resampled(motion.fps)[: len(span)]
    return inserted(motion, weld(made, span, first, end)[first:end], seam.first)


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
