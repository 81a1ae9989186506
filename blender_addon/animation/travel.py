"""Where a motion goes by itself: its line over the floor without the sway of the steps, and how far it has come on it. NumPy only."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import kinematics
from .motion import Motion
from .smoothing import low_passed

#: What the root does slower than this (Hz) is travel, what it does faster is sway.
_TRAVEL = 0.4
#: Slower than this (m/s) a body shifts its weight and has no direction of travel.
MOVES = 0.15
#: Seconds: the direction of travel is that of about this time around, and changes over about that.
_AROUND, _CHANGES = 0.5, 0.25
#: Metres that say which way along its line a motion goes at first.
_AT_FIRST = 0.3


@dataclass(frozen=True, eq=False)
class Travel:
    """Where a motion goes by itself: its line over the floor (T, 2), the direction of travel (T,) in radians, and how far it has come (T,) in
    metres; walking back over the way it came counts backwards."""

    places: np.ndarray
    angles: np.ndarray
    along: np.ndarray

    @property
    def furthest(self) -> float:
        """How far the motion ever gets."""
        return float(np.abs(self.along).max())

    def at(self, time: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """All three at times (N,) between frames."""
        frames = np.arange(len(self.along))
        places = np.stack([np.interp(time, frames, column) for column in self.places.T], axis=-1)
        return places, np.interp(time, frames, self.angles), np.interp(time, frames, self.along)


def travelled(motion: Motion, rest_joints: np.ndarray) -> Travel:
    """Where a motion goes by itself."""
    places = low_passed(motion.root_translation[:, [0, 2]], motion.fps, _TRAVEL)
    if len(motion) < 3:
        return Travel(places, np.zeros(len(motion)), np.zeros(len(motion)))
    angles = _axis(np.gradient(places, axis=0) * motion.fps, motion.fps)
    if angles is None:
        angles = np.full(len(motion), kinematics.headings(motion, rest_joints)[0])
    steps = np.diff(places, axis=0)
    ways = np.stack([np.sin(angles), np.cos(angles)], axis=-1)
    along = np.concatenate([[0.0], np.cumsum(np.sum(steps * 0.5 * (ways[1:] + ways[:-1]), axis=-1))])
    first = int(np.argmax(np.abs(along) >= min(_AT_FIRST, np.abs(along).max())))
    # An axis has two directions: the one in which it sets out.
    return Travel(places, angles, along) if along[first] >= 0 else Travel(places, angles + np.pi, -along)


def _axis(velocity: np.ndarray, fps: float) -> np.ndarray | None:
    """The direction of travel (T,), up to half a turn, of a velocity (T, 2); None where it never travels.

    Angles are doubled before they are averaged, so that the way out and the way back are one line; faster counts more.
    """
    speed = np.linalg.norm(velocity, axis=-1)
    weight = np.maximum(speed**2 - MOVES**2, 0.0)
    if not weight.any():
        return None
    doubled = weight * np.exp(2j * np.arctan2(velocity[:, 0], velocity[:, 1]))
    doubled = _averaged(doubled.real, _AROUND * fps) + 1j * _averaged(doubled.imag, _AROUND * fps)
    known = np.flatnonzero(np.abs(doubled) > 1e-3 * np.abs(doubled).max())
    angles = np.interp(np.arange(len(velocity)), known, 0.5 * np.unwrap(np.angle(doubled[known])))
    return _averaged(angles, _CHANGES * fps)


def _averaged(values: np.ndarray, spread: float) -> np.ndarray:
    """Values (T,) under a Gaussian of `spread` frames; at the ends of those that are there."""
    reach = max(1, round(3 * spread))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / spread) ** 2)
    return np.convolve(values, kernel)[reach:-reach] / np.convolve(np.ones(len(values)), kernel)[reach:-reach]
