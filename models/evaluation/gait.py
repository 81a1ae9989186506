"""Whether a motion is a walk, told from how the feet go and not from how the body is held: a style judge takes a slumped walk for something else."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.features import headings
from models.motion import FPS, Motion
from models.skeleton import JOINT_INDEX

#: Metres a second over the floor from which on somebody goes somewhere, and from which on, forwards, it is no walk.
_SLOWEST, _FASTEST = 0.35, 1.75
#: A step: one ankle at least so far (metres) before the other where the other was before; least steps a second.
_STEP, _FEWEST = 0.1, 1.0
#: In the air: the lower foot this far (metres) over where it stands; most of the time that a walk has of it.
_LIFTED, _MOST_IN_AIR = 0.05, 0.08
#: Straight on: turned by less in all (radians), and no faster to a side (metres a second).
_STRAIGHT, _ASIDE = 0.7, 0.28
#: Frames over which speeds are averaged: about a step.
_SMOOTH = 15
#: Heights (metres) of a standing foot's two joints.
_STANDING = {"foot": 0.02, "ankle": 0.08}


@dataclass(frozen=True)
class Gait:
    """ahead, aside: median speeds (metres a second) along and across the heading, aside without sign. steps: a second. turned: radians from first to
    last frame. in_air: share of the time in which no foot is near the floor."""

    ahead: float
    aside: float
    steps: float
    turned: float
    in_air: float

    @classmethod
    def of(cls, motion: Motion) -> Gait:
        motion = motion.resampled(FPS)
        joints = motion.joint_positions().astype(np.float64)
        heading = headings(motion, joints)
        facing = np.stack([np.sin(heading), np.cos(heading)], axis=1)
        speed = _smooth(np.gradient(motion.root_translation[:, [0, 2]].astype(np.float64), axis=0) * FPS)
        apart = joints[:, JOINT_INDEX["left_ankle"]] - joints[:, JOINT_INDEX["right_ankle"]]
        lowest = np.min([joints[:, JOINT_INDEX[f"{side}_{joint}"], 1] - height for side in ("left", "right") for joint, height in _STANDING.items()], axis=0)
        return cls(
            ahead=float(np.median((speed * facing).sum(axis=1))),
            aside=float(np.median(np.abs(speed[:, 0] * facing[:, 1] - speed[:, 1] * facing[:, 0]))),
            steps=_changes((apart[:, [0, 2]] * facing).sum(axis=1)) / motion.duration,
            turned=float(abs(heading[-1] - heading[0])),
            in_air=float(np.mean(lowest > np.percentile(lowest, 5) + _LIFTED)),
        )

    @property
    def walks(self) -> bool:
        """In any direction: forwards, backwards, sideways, turning."""
        return abs(self.ahead) + self.aside >= _SLOWEST and self.ahead <= _FASTEST and self.steps >= _FEWEST and self.in_air <= _MOST_IN_AIR

    @property
    def walks_straight(self) -> bool:
        return self.walks and self.ahead >= _SLOWEST and self.turned < _STRAIGHT and self.aside <= _ASIDE


def _smooth(speed: np.ndarray) -> np.ndarray:
    """(T, 2), each frame the mean of those about it; fewer of them at the ends."""
    window = np.ones(min(_SMOOTH, len(speed)))
    near = np.convolve(np.ones(len(speed)), window, "same")[:, None]
    return np.stack([np.convolve(part, window, "same") for part in speed.T], axis=1) / near


def _changes(ahead: np.ndarray) -> int:
    """How often the other foot comes to be in front."""
    sides = np.sign(ahead[np.abs(ahead) > _STEP])
    return int(np.count_nonzero(np.diff(sides)))
