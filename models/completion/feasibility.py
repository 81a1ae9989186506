"""Pins that no body can reach in the time they leave: they are met all the same, and the animator is told."""
from __future__ import annotations

from itertools import pairwise

import numpy as np

from models import rotation
from models.completion.request import CompletionRequest, PoseConstraint
from models.skeleton import JOINT_NAMES

#: Faster than a sprinter's pelvis goes (m/s), and than the fastest joint turns (degrees a second: a pitcher's shoulder).
_FASTEST_ROOT, _FASTEST_TURN = 11.0, 3000.0
#: No more sentences than an animator reads.
_MOST = 3


def notes(request: CompletionRequest) -> tuple[str, ...]:
    """A sentence for each pair of neighbouring pins that nobody could get from and to, the worst first."""
    found = sorted((*_far_apart(request), *_turned_too_far(request)), reverse=True)
    return tuple(sentence for _, sentence in found[:_MOST])


def _far_apart(request: CompletionRequest) -> list[tuple[float, str]]:
    found = []
    for first, last, seconds in _pairs([pin for pin in request.constraints if pin.root_mask], request.fps):
        metres = float(np.linalg.norm(last.root_translation - first.root_translation))
        if metres / seconds > _FASTEST_ROOT:
            found.append((metres / seconds / _FASTEST_ROOT, (
                f"The pins at frames {first.frame} and {last.frame} are {metres:.1f} m apart, which nobody covers in {seconds:.2f} s. "
                "They are met, but the body leaps between them: move one of them, or give it more time."
            )))
    return found


def _turned_too_far(request: CompletionRequest) -> list[tuple[float, str]]:
    found = []
    for joint, name in enumerate(JOINT_NAMES):
        for first, last, seconds in _pairs([pin for pin in request.constraints if pin.joint_mask[joint]], request.fps):
            turns = [rotation.normalize(pin.joint_rotations[joint].astype(np.float64)) for pin in (first, last)]
            speed = float(np.degrees(rotation.angle_between(*turns))) / seconds
            if speed > _FASTEST_TURN:
                found.append((speed / _FASTEST_TURN, (
                    f"Between the pins at frames {first.frame} and {last.frame} the {name.replace('_', ' ')} turns by {speed * seconds:.0f}°, "
                    f"which is too far for {seconds:.2f} s. They are met, but it snaps: give it more time."
                )))
    return found


def _pairs(pins: list[PoseConstraint], fps: float) -> list[tuple[PoseConstraint, PoseConstraint, float]]:
    ordered = sorted(pins, key=lambda pin: pin.frame)
    return [(first, last, (last.frame - first.frame) / fps) for first, last in pairwise(ordered)]

