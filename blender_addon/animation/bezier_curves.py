"""F-curves of few keys as Blender evaluates them: the keys' parameters (see `bezier_basis`), and how curves get more keys. NumPy only.

Everything is (4, …): up to four channels a track, whose keys lie at the same frames.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import bezier_basis
from .bezier_basis import Basis

#: How long a handle is to begin with, as a share of the way to the next key: then time is linear in the curve's parameter.
THIRD = 1.0 / 3.0
#: The shortest and the longest handle, and the two of a segment together: animators must be able to take hold of them, and time must go on.
_SHORTEST, _LONGEST, _BOTH = 0.1, 0.7, 0.98
#: Pulls slopes that no frame decides (keys one frame apart) to the values' own.
_PULL = 1e-3


@dataclass(frozen=True)
class Dense:
    """What is to be fitted: K tracks of T frames (2 or more).

    values (4, K, T): the channels, 0 where a track has fewer. held (K, T) bool: frames that must stay keys, with their values, the
    first and the last of every track among them.
    """

    values: np.ndarray
    held: np.ndarray


class Curves:
    """The curves that given keys (K, T) make, in the R keys' parameters (5, 4, R): the values, the slopes after them and the slopes
    before them, in values a frame, the lengths of the handles after and before them, as shares of the way to the next key.

    rows (R,): the keys among the K·T frames, ascending. free (5, 4, R): what may change. own (5, 4, R): the dense values, their slopes, thirds.
    """

    def __init__(self, dense: Dense, keys: np.ndarray) -> None:
        self.dense, self.keys = dense, keys
        flat, frames = keys.ravel(), keys.shape[1]
        self.rows = np.flatnonzero(flat)
        self._before = np.cumsum(flat) - 1
        slopes = np.gradient(dense.values, axis=-1).reshape(4, -1)[:, self.rows]
        self.own = np.stack([dense.values.reshape(4, -1)[:, self.rows], slopes, slopes, *np.full((2, *slopes.shape), THIRD)])
        # From the last key of a track to the first of the next there is no way.
        ways = np.where(self.rows % frames == frames - 1, 1, np.diff(self.rows, append=flat.size))
        self._ways = ways[self._before]
        self._share = (np.arange(flat.size) - self.rows[self._before]) / self._ways
        self.free = np.ones(self.own.shape, dtype=bool)
        self.free[0, :, dense.held.ravel()[self.rows]] = False
        # One frame between two keys says nothing about handles.
        self.free[3, :, ways < 3] = self.free[4, :, np.roll(ways, 1) < 3] = False

    def whole(self, parameters: np.ndarray) -> Basis:
        """The curves around these parameters, at every frame."""
        return self._basis(parameters, self._share, np.ones(len(self._share)))

    def half(self, parameters: np.ndarray) -> Basis:
        """The curves around these parameters, half a frame after every frame; 0 after a track's last."""
        ends = np.zeros(self.keys.shape, dtype=bool)
        ends[:, -1] = True
        return self._basis(parameters, self._share + 0.5 / self._ways, ~ends.ravel())

    def values(self, parameters: np.ndarray) -> np.ndarray:
        """The values (4, K, T) at every frame."""
        return self.whole(parameters).fixed().values(parameters[:3])

    def start(self) -> np.ndarray:
        """Parameters to begin with: the dense values at the keys, handles of a third, and for every segment by itself the slopes that come nearest."""
        parameters = self.own.copy()
        parameters[1:3] = 0.0
        basis = self.whole(parameters).fixed()
        gram, following = basis.gram(np.ones(self.keys.shape)), np.minimum(np.arange(len(self.rows)) + 1, len(self.rows) - 1)
        left = basis.weights * (self.dense.values - basis.values(parameters[:3])).reshape(4, -1)
        _value_a, to_a, _value_b, to_b = np.add.reduceat(left, self.rows, axis=-1)
        to_a, to_b = to_a + _PULL * self.own[1], to_b + _PULL * self.own[2][:, following]
        aa, ab, bb = gram[1, 1] + _PULL, gram[1, 3], gram[3, 3] + _PULL
        determinant = aa * bb - ab**2
        parameters[1] = (bb * to_a - ab * to_b) / determinant
        parameters[2, :, 1:] = ((aa * to_b - ab * to_a) / determinant)[:, :-1]
        return parameters

    def moved(self, dense: Dense, parameters: np.ndarray, keys: np.ndarray) -> tuple[Curves, np.ndarray]:
        """The curves with more keys (K, T), and the parameters with which they look much the same but where `dense` holds more."""
        values, more = self.values(parameters), Curves(dense, keys)
        result = Curves(Dense(values, dense.held), keys).start()
        # Where no key has come between two, everything stays.
        was = self._before[more.rows]
        old = self.keys.ravel()[more.rows]
        after = np.zeros(len(more.rows), dtype=bool)
        after[:-1] = old[:-1] & old[1:]
        before = np.roll(after, 1)
        for number, same in ((1, after), (3, after), (2, before), (4, before)):
            result[number][:, same] = parameters[number][:, was[same]]
        return more, np.where(more.free, result, more.own)

    def bounded(self, parameters: np.ndarray) -> np.ndarray:
        """The parameters with handles that are neither too short nor too long."""
        lengths = np.clip(parameters[3:], _SHORTEST, _LONGEST)
        both = lengths[0] + np.roll(lengths[1], -1, axis=-1)
        shrink = np.minimum(1.0, _BOTH / both)
        lengths = lengths * np.stack([shrink, np.roll(shrink, 1, axis=-1)])
        return np.concatenate([parameters[:3], np.where(self.free[3:], lengths, THIRD)])

    def _basis(self, parameters: np.ndarray, share: np.ndarray, counts: np.ndarray) -> Basis:
        return bezier_basis.basis(parameters, self._before, self.rows, share, self._ways, counts, self.dense.values.shape)
