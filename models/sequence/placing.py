"""Where in its motion a block begins, and where it stands, so that it goes on from how the last one ends."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.ndimage import gaussian_filter1d

from models import rotation
from models.cleanup import plant_feet
from models.completion.exact import bend_path
from models.completion.request import PoseConstraint
from models.features import headings
from models.motion import Motion

#: Metres of mismatch that a difference of one metre a second in the joints' speed counts as.
_SPEED_WEIGHT = 0.15
#: Metres of mismatch that beginning at the end of the slack counts as: what the prompt asks for should not be cut away for nothing.
_LATENESS = 0.06
#: Seconds over which the way and the facing at an end are measured.
_MEASURED, _FACING_BLUR = 0.3, 0.1
#: Seconds for which a body goes on as it went on either side of a gap, and for which it goes on turning.
_DRIFT, _TURNING = 1.0, 0.2


@dataclass(frozen=True, eq=False)
class Candidate:
    """A motion of which `frames` frames are to be used, beginning at any of its first `starts` frames."""

    motion: Motion
    frames: int

    @property
    def starts(self) -> int:
        return len(self.motion) - self.frames + 1

    @cached_property
    def facing(self) -> np.ndarray:
        """Heading (T,) without the sway of a step."""
        return gaussian_filter1d(headings(self.motion), _FACING_BLUR * self.motion.fps, mode="nearest")

    @cached_property
    def posture(self) -> np.ndarray:
        """(T, 2, 22, 3): the joints about the point on the floor under the pelvis, and their speed, as the body sees them."""
        positions = self.motion.joint_positions().astype(np.float64)
        speed = np.gradient(positions, axis=0) * self.motion.fps
        unturn = rotation.yaw(-headings(self.motion, positions))[:, None]
        under = positions[:, :1] * np.array([1, 0, 1])
        return np.stack([rotation.rotate(unturn, positions - under), _SPEED_WEIGHT * rotation.rotate(unturn, speed)], axis=1)


def choose_starts(candidates: Sequence[Candidate]) -> list[int]:
    """Where each begins, so that all ends and beginnings fit best together (Viterbi over the starts)."""
    costs, pointers = _lateness(candidates[0]), []
    for one, other in zip(candidates, candidates[1:]):
        ends = one.posture[one.frames - 1 : one.frames - 1 + one.starts]
        beginnings = other.posture[: other.starts]
        apart = np.linalg.norm(ends[:, None] - beginnings[None], axis=-1).mean(axis=-1).sum(axis=-1)
        through = costs[:, None] + apart
        pointers.append(through.argmin(axis=0))
        costs = through.min(axis=0) + _lateness(other)
    starts = [int(costs.argmin())]
    for pointer in reversed(pointers):
        starts.append(int(pointer[starts[-1]]))
    return starts[::-1]


def _lateness(candidate: Candidate) -> np.ndarray:
    return _LATENESS * np.arange(candidate.starts) / max(1, candidate.starts - 1)


@dataclass(frozen=True)
class Place:
    """A point on the floor (x, z in metres) and a heading (radians about +Y)."""

    position: np.ndarray
    heading: float


def standing(motion: Motion, place: Place, start: int, frames: int) -> Motion:
    """`frames` frames of the motion from `start` on, turned and moved so that they begin at the place."""
    facing = Candidate(motion, frames).facing[start]
    part = motion[start : start + frames]
    turned = part.turned(place.heading - float(facing))
    shift = np.array([place.position[0], 0, place.position[1]]) - turned.root_translation[0] * np.array([1, 0, 1])
    return replace(turned, root_translation=turned.root_translation + shift.astype(np.float32))


def following(motion: Motion, coming: Motion, start: int, gap: int) -> Place:
    """Where `coming` has to be at its frame `start` to go on from the end of `motion` after `gap` frames between them."""
    fps, facing = motion.fps, Candidate(motion, len(motion)).facing
    turn = facing[-1] + _rate(facing[-_few(fps):]) * min(gap + 1, _TURNING * fps)
    leaving, arriving = _velocity(motion[-_few(fps):]), _velocity(coming[start : start + _few(fps)])
    arriving = rotation.rotate(rotation.yaw(np.array(turn - Candidate(coming, len(coming)).facing[start])), arriving)
    reach = min((gap + 1) / 2, _DRIFT * fps)
    return Place((motion.root_translation[-1] + (leaving + arriving) * reach)[[0, 2]], float(turn))


def bent(motion: Motion, end: Motion) -> Motion:
    """The motion with its way bent so that it begins where it did and ends where the one-frame motion `end` stands."""
    pins = [_root_pin(0, motion[:1]), _root_pin(len(motion) - 1, end)]
    return plant_feet(bend_path(motion, pins), stepping_as=motion)


def _root_pin(frame: int, pose: Motion) -> PoseConstraint:
    return PoseConstraint(frame, pose.root_translation[0], pose.joint_rotations[0])


def _few(fps: float) -> int:
    return max(2, round(_MEASURED * fps))


def _rate(values: np.ndarray) -> float:
    """Mean change a frame."""
    return float((values[-1] - values[0]) / max(1, len(values) - 1))


def _velocity(motion: Motion) -> np.ndarray:
    """Mean movement (3,) of the root over the floor, a frame."""
    moved = motion.root_translation[-1].astype(np.float64) - motion.root_translation[0]
    return moved / max(1, len(motion) - 1) * np.array([1, 0, 1])
