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


@dataclass(frozen=True)
class Basis:
    """What the R keys' parameters (3, 4, R) make at times (4, K, T): the values weighed and what given handles add.

    before, after (K·T,): the keys around each time. weights: of the value and the slope at the key before, and at the one after, (4 or 1, K·T)
    each. given: what given handles add. rows (R,): the keys' frames among the K·T.
    """

    before: np.ndarray
    after: np.ndarray
    weights: tuple[np.ndarray, ...]
    given: np.ndarray
    rows: np.ndarray
    shape: tuple[int, ...]

    def values(self, parameters: np.ndarray) -> np.ndarray:
        """The values (4, K, T)."""
        return self.changes(parameters) + self.given.reshape(-1, *self.shape[1:])

    def changes(self, parameters: np.ndarray) -> np.ndarray:
        """How the values (4, K, T) change with a change of the parameters."""
        value, right, left = parameters
        weights, before, after = self.weights, self.before, self.after
        changes = weights[0] * value[:, before] + weights[1] * right[:, before] + weights[2] * value[:, after] + weights[3] * left[:, after]
        return changes.reshape(self.shape)

    def transposed(self, values: np.ndarray) -> np.ndarray:
        """The transpose of `changes`: (3, 4, R) of (4, K, T)."""
        return gathered([self.summed(weight * values.reshape(4, -1)) for weight in self.weights])

    def gram(self, weights: np.ndarray) -> np.ndarray:
        """transpose · weights · changes for weights (K, T), segment by segment: (4, 4, 4 or 1, R), of the value and the slope at the key before
        and those at the key after."""
        weighted = [weight * weights.ravel() for weight in self.weights]
        gram = np.empty((4, 4, len(weighted[0]), len(self.rows)))
        for one in range(4):
            for two in range(one, 4):
                gram[one, two] = gram[two, one] = self.summed(weighted[one] * self.weights[two])
        return gram

    def summed(self, values: np.ndarray) -> np.ndarray:
        """Sums over the times from every key to the next."""
        return np.add.reduceat(values, self.rows, axis=-1)


def applied(gram: np.ndarray, parameters: np.ndarray) -> np.ndarray:
    """A gram (see `Basis.gram`) times parameters (3, 4, R)."""
    value, right, left = parameters
    ends = np.stack([value, right, np.roll(value, -1, axis=-1), np.roll(left, -1, axis=-1)])
    return gathered((gram * ends).sum(axis=1))


def gathered(ends: np.ndarray) -> np.ndarray:
    """Segments' parts (4, 4, R), of the value and the slope at the key before and those at the key after, as parameters (3, 4, R)."""
    value_a, slope_a, value_b, slope_b = ends
    result = np.zeros((3, *value_a.shape))
    result[0], result[1] = value_a, slope_a
    result[0, :, 1:] += value_b[..., :-1]
    result[2, :, 1:] = slope_b[..., :-1]
    return result


def blocks(gram: np.ndarray) -> np.ndarray:
    """What a gram holds for each key by itself: (3, 3, 4 or 1, R)."""
    result = np.zeros((3, 3, *gram.shape[2:]))
    result[:2, :2] = gram[:2, :2]
    for one, of_one in ((0, 2), (2, 3)):
        for two, of_two in ((0, 2), (2, 3)):
            result[one, two, :, 1:] += gram[of_one, of_two, :, :-1]
    return result


class Curves:
    """The curves that given keys (K, T) make, in the R keys' parameters (3, 4, R): the values, the slopes after them and the slopes
    before them, in values a frame. rows (R,): the keys among the K·T frames, ascending. free (3, 4, R): what may change. own (3, 4, R): the
    dense values and their slopes. whole, half: the curves at every frame, and half a frame after it (0 after a track's last)."""

    def __init__(self, dense: Dense, keys: np.ndarray) -> None:
        self.dense, self.keys = dense, keys
        flat = keys.ravel()
        self.rows = np.flatnonzero(flat)
        before = np.cumsum(flat) - 1
        after = np.minimum(before + 1, len(self.rows) - 1)
        self.whole = self._basis(before, after, 0.0, ~flat)
        ends = np.zeros(keys.shape, dtype=bool)
        ends[:, -1] = True
        self.half = self._basis(before, after, 0.5, ~ends.ravel())
        values = dense.values.reshape(4, -1)
        slopes = np.gradient(dense.values, axis=-1).reshape(4, -1)[:, self.rows]
        self.own = np.stack([values[:, self.rows], slopes, slopes])
        self.free = np.ones(self.own.shape, dtype=bool)
        self.free[0, :, dense.held.ravel()[self.rows]] = False
        self.free[1] = np.isnan(dense.right[..., 0].reshape(4, -1)[:, self.rows])
        self.free[2] = np.isnan(dense.left[..., 0].reshape(4, -1)[:, self.rows])

    def start(self) -> np.ndarray:
        """Parameters to begin with: the dense values at the keys, and for every segment by itself the slopes that come nearest."""
        parameters, basis = self.own.copy(), self.whole
        _value_a, slope_a, _value_b, slope_b = basis.weights
        parameters[1:] = 0.0
        left = (self.dense.values - basis.values(parameters)).reshape(4, -1)
        following = np.minimum(np.arange(len(self.rows)) + 1, len(self.rows) - 1)
        aa, ab, bb = (basis.summed(product) for product in (slope_a**2, slope_a * slope_b, slope_b**2))
        aa, bb = aa + _PULL, bb + _PULL
        to_a = basis.summed(slope_a * left) + _PULL * self.own[1]
        to_b = basis.summed(slope_b * left) + _PULL * self.own[2][:, following]
        determinant = aa * bb - ab**2
        parameters[1] = (bb * to_a - ab * to_b) / determinant
        parameters[2, :, 1:] = ((aa * to_b - ab * to_a) / determinant)[:, :-1]
        return np.where(self.free, parameters, self.own)

    def moved(self, dense: Dense, parameters: np.ndarray, keys: np.ndarray) -> tuple[Curves, np.ndarray]:
        """The curves with more keys (K, T), and the parameters with which they look the same but where `dense` holds more."""
        more = Curves(dense, keys)
        values = self.whole.values(parameters).reshape(4, -1)[:, more.rows]
        before, after = self.whole.before[more.rows], self.whole.after[more.rows]
        length = np.maximum(self.rows[after] - self.rows[before], 1)
        share = (more.rows - self.rows[before]) / length
        rest = 1.0 - share
        slopes = 6.0 * share * rest * (parameters[0][:, after] - parameters[0][:, before]) / length
        slopes = slopes + rest * (rest - 2.0 * share) * parameters[1][:, before] + share * (share - 2.0 * rest) * parameters[2][:, after]
        result = np.stack([values, slopes, slopes])
        was = self.keys.ravel()[more.rows]
        result[..., was] = parameters[..., before[was]]
        return more, np.where(more.free, result, more.own)

    def _basis(self, before: np.ndarray, after: np.ndarray, later: float, inside: np.ndarray) -> Basis:
        """The basis `later` frames after every frame that is `inside` (K·T,); at the others the key's own value, or 0 later on."""
        start, end = self.rows[before], self.rows[after]
        length = np.where(inside, end - start, 1).astype(float)
        share = np.where(inside, (np.arange(len(start)) + later - start) / length, 0.0)
        parameter, long_a, long_b, given_a, given_b = self._handles(start, end, share, length, inside)
        rest = 1.0 - parameter
        weight_a, weight_b = 3.0 * rest**2 * parameter, 3.0 * rest * parameter**2
        weights = rest**3 + weight_a, weight_a * long_a, parameter**3 + weight_b, -weight_b * long_b
        counted = inside | (later == 0.0)
        weights = tuple(weight * counted for weight in weights)
        given = np.broadcast_to(weight_a * given_a + weight_b * given_b, (parameter.shape[0], len(start)))
        return Basis(before, after, weights, given, self.rows, self.dense.values.shape)

    def _handles(
        self, start: np.ndarray, end: np.ndarray, share: np.ndarray, length: np.ndarray, inside: np.ndarray,
    ) -> tuple[np.ndarray, ...]:
        """At every time: the curve's parameter, the lengths of the free handles in frames (0 where given) and the given handles'
        values (0 where free)."""
        right, left = (given.reshape(4, -1, 2) for given in (self.dense.right, self.dense.left))
        some = np.flatnonzero(inside & ~(np.isnan(right[:, start, 0]) & np.isnan(left[:, end, 0])).all(axis=0))
        if not len(some):
            return share[None], length[None] / 3.0, length[None] / 3.0, np.zeros(1), np.zeros(1)
        shape = (4, len(start))
        parameter, long_a, long_b = (np.broadcast_to(each, shape).copy() for each in (share, length / 3.0, length / 3.0))
        given_a, given_b = np.zeros(shape), np.zeros(shape)
        handle_a, handle_b = right[:, start[some]], left[:, end[some]]
        free_a, free_b = np.isnan(handle_a[..., 0]), np.isnan(handle_b[..., 0])
        third, whole = length[some] / 3.0, length[some]
        wide_a, wide_b = np.where(free_a, third, np.abs(handle_a[..., 0])), np.where(free_b, third, np.abs(handle_b[..., 0]))
        short_a, short_b = (np.minimum(1.0, whole / np.maximum(wide, 1e-9)) for wide in (wide_a, wide_b))
        parameter[:, some] = _parameters(share[some], short_a * wide_a / whole, 1.0 - short_b * wide_b / whole)
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
