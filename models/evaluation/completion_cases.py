"""What completion is measured on: real clips, and pins taken from them."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.completion.request import LONGEST, SHORTEST, CompletionRequest, PoseConstraint
from models.features import headings
from models.motion import FPS, Motion
from models.skeleton import JOINT_NAMES
from models.training.data import Clip

#: Numbers of pins of OhMG's Table 3, and of the exactness table.
PINS = (1, 2, 3)
EXACT_PINS = (1, 2, 3, 10, 50)
#: Scene rates that exactness is checked at, in turn.
_RATES = (24.0, FPS, 60.0)
_ARM = ("left_collar", "left_shoulder", "left_elbow", "left_wrist")
_LEGS = tuple(f"{side}_{part}" for side in ("left", "right") for part in ("hip", "knee", "ankle", "foot"))
_UPPER = tuple(name for name in JOINT_NAMES if name not in ("pelvis", *_LEGS))
#: What a pin holds: the joints, and whether the pelvis's position.
PARTS = {
    "whole body": (JOINT_NAMES, True), "an arm": (_ARM, False), "the legs": (_LEGS, False),
    "root only": (("pelvis",), True), "upper body": (_UPPER, False),
}


@dataclass(frozen=True, eq=False)
class Case:
    """A real motion, and the request whose pins were taken from it."""

    motion: Motion
    request: CompletionRequest


def usable(clips: Sequence[Clip]) -> list[Motion]:
    """The clips' motions: cropped to 10 s, those shorter than 0.7 s left out."""
    shortest, longest = round(SHORTEST * FPS), round(LONGEST * FPS)
    return [clip.motion[:longest] for clip in clips if len(clip.motion) >= shortest]


def table_cases(motions: Sequence[Motion], pins: int) -> list[Case]:
    """Each motion with `pins` whole-body pins at random frames, always the same ones."""
    return [_case(motion, number, pins, "whole body") for number, motion in enumerate(motions)]


def exactness_cases(motions: Sequence[Motion]) -> Iterator[tuple[str, int, Case]]:
    """(part, number of pins, case) for every part and number, at 24, 30 and 60 frames a second in turn.

    A motion with fewer frames than pins is pinned at every frame.
    """
    for number, motion in enumerate(motions):
        at_rate = motion.resampled(_RATES[number % len(_RATES)])
        for part in PARTS:
            for pins in EXACT_PINS:
                yield part, pins, _case(at_rate, number, min(pins, len(at_rate)), part)


def _case(motion: Motion, number: int, pins: int, part: str) -> Case:
    # One draw a motion, whatever the number of pins: the second of two pins is added to the first.
    frames = np.random.default_rng(number).permutation(len(motion))[:pins]
    joints, root = PARTS[part]
    mask = np.isin(JOINT_NAMES, joints)
    constraints = tuple(
        PoseConstraint(int(frame), motion.root_translation[frame], motion.joint_rotations[frame], mask, root)
        for frame in sorted(frames)
    )
    x, _, z = motion.root_translation[0].tolist()
    heading = float(headings(motion)[0])
    return Case(motion, CompletionRequest(len(motion), motion.fps, constraints, seed=number, start_position=(x, z),
                                          start_heading=heading))
