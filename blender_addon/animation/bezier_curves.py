"""F-curves of few keys as Blender evaluates them: values as linear functions of the keys' values and slopes. NumPy only.

A handle that is free lies a third of the way to the next key, so that time is linear in the curve's parameter and the
segment is the cubic Hermite polynomial with the slopes at its ends, which may differ on the two sides of a key. A handle that
is given may lie anywhere; time is then solved for the parameter, after Blender's own rule that shortens a handle which reaches
beyond the next key. Everything is (4, …): up to four channels a track, whose keys lie at the same frames.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: Pulls slopes that no frame decides (keys one frame apart) to the values' own.
_PULL = 1e-3


@dataclass(frozen=True)
class Dense:
    """What is to be fitted: K tracks of T frames (2 or more).

    values (4, K, T): the channels, 0 where a track has fewer. held (K, T) bool: frames that must stay keys, with their values, the
    first and the last of every track among them. left, right (4, K, T, 2): given handles as (frames, value) from the key, NaN where
    the handle is free.
    """

    values: np.ndarray
    held: np.ndarray
    left: np.ndarray
    right: np.ndarray


class Curves:
    """The curves that given keys (K, T) make, in the R keys' parameters (3, 4, R): the values, the slopes after them and the slopes
    before them, in values a frame. rows (R,): the keys among the K·T frames, ascending. free (3, 4, R): what may change."""

    def __init__(self, dense: Dense, keys: np.ndarray) -> None:
        self.dense, self.keys = dense, keys
        flat = keys.ravel()
        self.rows = np.flatnonzero(flat)
        self._before = np.cumsum(flat) - 1
        self._after = np.minimum(self._before + 1, len(self.rows) - 1)
        start, end = self.rows[self._before], self.rows[self._after]
        length = np.where(flat, 1, end - start).astype(float)
        self.share = np.where(flat, 0.0, (np.arange(len(flat)) - start) / length)
        self._weights, self._given = self._basis(start, end, length, ~flat)
        values = dense.values.reshape(4, -1)
        slopes = np.gradient(dense.values, axis=-1).reshape(4, -1)[:, self.rows]
        self.own = np.stack([values[:, self.rows], slopes, slopes])
        self.free = np.ones(self.own.shape, dtype=bool)
        self.free[0, :, dense.held.ravel()[self.rows]] = False
        self.free[1] = np.isnan(dense.right[..., 0].reshape(4, -1)[:, self.rows])
        self.free[2] = np.isnan(dense.left[..., 0].reshape(4, -1)[:, self.rows])

    def values(self, parameters: np.ndarray) -> np.ndarray:
        """The values (4, K, T) at every frame."""
        return (self._linear(parameters) + self._given).reshape(self.dense.values.shape)

    def changes(self, parameters: np.ndarray) -> np.ndarray:
        """How the values (4, K, T) change with a change of the parameters."""
        return self._linear(parameters).reshape(self.dense.values.shape)

    def transposed(self, values: np.ndarray) -> np.ndarray:
        """The transpose of `changes`: (3, 4, R) of (4, K, T)."""
        return self._gathered([weight * values.reshape(4, -1) for weight in self._weights])

    def squares(self, weights: np.ndarray) -> np.ndarray:
        """The diagonal (3, 4, R) of transpose · weights · changes, for weights (K, T)."""
        return self._gathered([weight**2 * weights.ravel() for weight in self._weights])

    def start(self) -> np.ndarray:
        """Parameters to begin with: the dense values at the keys, and for every segment by itself the slopes that come nearest."""
        parameters = self.own.copy()
        values, before, after = self.dense.values.reshape(4, -1), self._before, self._after
        value_a, slope_a, value_b, slope_b = self._weights
        left = values - self._given - value_a * parameters[0][:, before] - value_b * parameters[0][:, after]
        following = np.minimum(np.arange(len(self.rows)) + 1, len(self.rows) - 1)
        aa, ab, bb = (self._summed(product) for product in (slope_a**2, slope_a * slope_b, slope_b**2))
        aa, bb = aa + _PULL, bb + _PULL
        to_a = self._summed(slope_a * left) + _PULL * self.own[1]
        to_b = self._summed(slope_b * left) + _PULL * self.own[2][:, following]
        determinant = aa * bb - ab**2
        parameters[1] = (bb * to_a - ab * to_b) / determinant
        parameters[2, :, 1:] = ((aa * to_b - ab * to_a) / determinant)[:, :-1]
        return np.where(self.free, parameters, self.own)

    def moved(self, parameters: np.ndarray, keys: np.ndarray) -> tuple[Curves, np.ndarray]:
        """The curves with more keys (K, T), and the parameters with which they look the same."""
        more = Curves(self.dense, keys)
        values = self.values(parameters).reshape(4, -1)[:, more.rows]
        before, after = self._before[more.rows], self._after[more.rows]
        share = self.share[more.rows]
        length = np.maximum(self.rows[after] - self.rows[before], 1)
        rest = 1.0 - share
        slopes = 6.0 * share * rest * (parameters[0][:, after] - parameters[0][:, before]) / length
        slopes = slopes + rest * (rest - 2.0 * share) * parameters[1][:, before] + share * (share - 2.0 * rest) * parameters[2][:, after]
        result = np.stack([values, slopes, slopes])
        was = self.keys.ravel()[more.rows]
        result[..., was] = parameters[..., before[was]]
        return more, np.where(more.free, result, more.own)

    def _linear(self, parameters: np.ndarray) -> np.ndarray:
        value, right, left = parameters
        before, after = self._before, self._after
        weights = self._weights
        return weights[0] * value[:, before] + weights[1] * right[:, before] + weights[2] * value[:, after] + weights[3] * left[:, after]

    def _summed(self, values: np.ndarray) -> np.ndarray:
        """Sums over every key's segment, itself included."""
        return np.add.reduceat(values, self.rows, axis=-1)

    def _gathered(self, parts: list[np.ndarray]) -> np.ndarray:
        value_a, slope_a, value_b, slope_b = (self._summed(part) for part in parts)
        result = np.zeros((3, 4, len(self.rows)))
        result[0], result[1] = value_a, slope_a
        result[0, :, 1:] += value_b[..., :-1]
        result[2, :, 1:] = slope_b[..., :-1]
        return result

    def _basis(self, start: np.ndarray, end: np.ndarray, length: np.ndarray, inside: np.ndarray) -> tuple[list[np.ndarray], np.ndarray]:
        """What the values before, the slopes after the key before, the values after and the slopes before the key after weigh at every
        frame, (4 or 1, N) each, and what given handles add."""
        parameter, long_a, long_b, given_a, given_b = self._handles(start, end, length, inside)
        rest = 1.0 - parameter
        weight_a, weight_b = 3.0 * rest**2 * parameter, 3.0 * rest * parameter**2
        weights = [rest**3 + weight_a, weight_a * long_a, parameter**3 + weight_b, -weight_b * long_b]
        return weights, weight_a * given_a + weight_b * given_b

    def _handles(self, start: np.ndarray, end: np.ndarray, length: np.ndarray, inside: np.ndarray) -> tuple[np.ndarray, ...]:
        """At every frame: the curve's parameter, the lengths of the free handles in frames (0 where given) and the given handles'
        values (0 where free)."""
        right, left = (given.reshape(4, -1, 2) for given in (self.dense.right, self.dense.left))
        some = np.flatnonzero(inside & ~(np.isnan(right[:, start, 0]) & np.isnan(left[:, end, 0])).all(axis=0))
        if not len(some):
            return self.share[None], length[None] / 3.0, length[None] / 3.0, np.zeros(1), np.zeros(1)
        shape = (4, len(start))
        parameter, long_a, long_b = (np.broadcast_to(each, shape).copy() for each in (self.share, length / 3.0, length / 3.0))
        given_a, given_b = np.zeros(shape), np.zeros(shape)
        handle_a, handle_b = right[:, start[some]], left[:, end[some]]
        free_a, free_b = np.isnan(handle_a[..., 0]), np.isnan(handle_b[..., 0])
        third, whole = length[some] / 3.0, length[some]
        wide_a, wide_b = np.where(free_a, third, np.abs(handle_a[..., 0])), np.where(free_b, third, np.abs(handle_b[..., 0]))
        short_a, short_b = (np.minimum(1.0, whole / np.maximum(wide, 1e-9)) for wide in (wide_a, wide_b))
        parameter[:, some] = _parameters(self.share[some], short_a * wide_a / whole, 1.0 - short_b * wide_b / whole)
        long_a[:, some], long_b[:, some] = np.where(free_a, third, 0.0), np.where(free_b, third, 0.0)
        given_a[:, some] = np.where(free_a, 0.0, short_a * handle_a[..., 1])
        given_b[:, some] = np.where(free_b, 0.0, short_b * handle_b[..., 1])
        return parameter, long_a, long_b, given_a, given_b


def _parameters(share: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Solves 3(1−t)²t·first + 3(1−t)t²·second + t³ = share for t, by bisection: time never runs backwards."""
    middle = np.full(first.shape, 0.5)
    for step in 0.5 ** np.arange(2, 26):
        rest = 1.0 - middle
        early = 3.0 * rest * middle * (rest * first + middle * second) + middle**3 < share
        middle += np.where(early, step, -step)
    return middle
