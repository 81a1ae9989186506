"""F-curves of few keys as Blender evaluates them: values as linear functions of the keys' values and slopes. NumPy only.

A handle lies a third of the way to the next key, so that time is linear in the curve's parameter and the segment is the cubic Hermite
polynomial with the slopes at its ends, which may differ on the two sides of a key. Everything is (4, …): up to four channels a
track, whose keys lie at the same frames.
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
    first and the last of every track among them.
    """

    values: np.ndarray
    held: np.ndarray


@dataclass(frozen=True)
class Basis:
    """What the R keys' parameters (3, 4, R) make at K·T times.

    before, after (K·T,): the keys around each time. weights: of the value and the slope at the key before, and at the one after, (K·T,)
    each. rows (R,): the keys' frames among the K·T. shape: (4, K, T).
    """

    before: np.ndarray
    after: np.ndarray
    weights: tuple[np.ndarray, ...]
    rows: np.ndarray
    shape: tuple[int, ...]

    def values(self, parameters: np.ndarray) -> np.ndarray:
        """The values (4, K, T)."""
        value, right, left = parameters
        weights, before, after = self.weights, self.before, self.after
        values = weights[0] * value[:, before] + weights[1] * right[:, before] + weights[2] * value[:, after] + weights[3] * left[:, after]
        return values.reshape(self.shape)

    def transposed(self, values: np.ndarray) -> np.ndarray:
        """The transpose of `values`: (3, 4, R) of (4, K, T)."""
        return gathered([self.summed(weight * values.reshape(4, -1)) for weight in self.weights])

    def gram(self, weights: np.ndarray) -> np.ndarray:
        """transpose · weights · values for weights (K, T), segment by segment: (4, 4, R), of the value and the slope at the key before
        and those at the key after."""
        weighted = [weight * weights.ravel() for weight in self.weights]
        gram = np.empty((4, 4, len(self.rows)))
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
    return gathered((gram[:, :, None] * ends).sum(axis=1))


def gathered(ends: np.ndarray) -> np.ndarray:
    """Segments' parts (4, 4, R), of the value and the slope at the key before and those at the key after, as parameters (3, 4, R)."""
    value_a, slope_a, value_b, slope_b = ends
    result = np.zeros((3, *value_a.shape))
    result[0], result[1] = value_a, slope_a
    result[0, :, 1:] += value_b[..., :-1]
    result[2, :, 1:] = slope_b[..., :-1]
    return result


def blocks(gram: np.ndarray) -> np.ndarray:
    """What a gram holds for each key by itself: (3, 3, R)."""
    result = np.zeros((3, 3, gram.shape[2]))
    result[:2, :2] = gram[:2, :2]
    for one, of_one in ((0, 2), (2, 3)):
        for two, of_two in ((0, 2), (2, 3)):
            result[one, two, 1:] += gram[of_one, of_two, :-1]
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
        return parameters

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
        rest = 1.0 - share
        value_a, slope_a = rest**2 * (1.0 + 2.0 * share), rest**2 * share * length
        value_b, slope_b = share**2 * (1.0 + 2.0 * rest), -rest * share**2 * length
        counted = inside | (later == 0.0)
        return Basis(before, after, tuple(weight * counted for weight in (value_a, slope_a, value_b, slope_b)), self.rows, self.dense.values.shape)
