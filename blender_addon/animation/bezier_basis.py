"""Bézier F-curves at given times as linear functions of their keys' parameters. NumPy only.

A key has a value, the slopes of the curve after and before it, and the lengths of the handles after and before it as shares of the way to
the next key: five parameters a channel. Lengths act on time as well, so that what they make is linear for small changes only. Everything is
(4, …): up to four channels a track, whose keys lie at the same frames.
"""
from __future__ import annotations

from collections.abc import Callable

import numpy as np

#: Steps of Newton's method from a time to its place on the curve; after that nothing is left but rounding.
_NEWTON = 6
#: What a segment's shape is made of: the parameter, and whether it is that of the key after the segment. The lengths come last.
_ENDS = ((0, False), (1, False), (0, True), (2, True), (3, False), (4, True))
_FIXED = 4


class Basis:
    """What the parameters (5, 4, R) of R keys make at K·T times, around those that it was made for; `fixed` leaves the lengths out (3, 4, R).

    weights (6 or 4, 4, K·T): what each of `_ENDS` adds. before (K·T,): the key before each time. rows (R,): the keys' frames among the K·T.
    shape: (4, K, T).
    """

    def __init__(self, weights: np.ndarray, before: np.ndarray, rows: np.ndarray, shape: tuple[int, ...]) -> None:
        self.weights, self.before, self.rows, self.shape = weights, before, rows, shape

    def fixed(self) -> Basis:
        """The basis without lengths. What it makes of values and slopes is exact."""
        return Basis(self.weights[:_FIXED], self.before, self.rows, self.shape)

    def values(self, parameters: np.ndarray) -> np.ndarray:
        """What a change of the parameters adds (4, K, T)."""
        return np.einsum("ecn,ecn->cn", _ends(parameters).take(self.before, axis=-1), self.weights).reshape(self.shape)

    def transposed(self, values: np.ndarray) -> np.ndarray:
        """The transpose of `values`: (5 or 3, 4, R) of (4, K, T)."""
        return _gathered(self._summed(self.weights * values.reshape(4, -1)))

    def normal(self, parameters: np.ndarray, weighted: Callable[[np.ndarray], np.ndarray], gram: np.ndarray) -> np.ndarray:
        """transpose · weighted · values, and a `gram` as well, of a change of the parameters, in one go."""
        ends = _ends(parameters)
        values = np.einsum("ecn,ecn->cn", ends.take(self.before, axis=-1), self.weights).reshape(self.shape)
        summed = self._summed(self.weights * weighted(values).reshape(4, -1))
        return _gathered(summed + np.einsum("abcr,bcr->acr", gram, ends))

    def gram(self, weights: np.ndarray) -> np.ndarray:
        """transpose · weights · values for weights (K, T), segment by segment: (6 or 4, 6 or 4, 4, R)."""
        count, weighted = len(self.weights), self.weights * weights.ravel()
        gram = np.empty((count, count, 4, len(self.rows)))
        for end in range(count):
            gram[end, end:] = self._summed(weighted[end] * self.weights[end:])
            gram[end:, end] = gram[end, end:]
        return gram

    def _summed(self, values: np.ndarray) -> np.ndarray:
        """Sums over the times from every key to the next."""
        return np.add.reduceat(values, self.rows, axis=-1)


def basis(
    parameters: np.ndarray, before: np.ndarray, rows: np.ndarray, share: np.ndarray, frames: np.ndarray, counts: np.ndarray,
    shape: tuple[int, ...],
) -> Basis:
    """The basis around parameters (5, 4, R), at times that are `share` (K·T,) of the way from the key before them to the next, `frames` (K·T,)
    long; where it `counts` (K·T,)."""
    ends = _ends(parameters).take(before, axis=-1)
    place, speed = _on_curve(share, ends[4], ends[5])
    rest = 1.0 - place
    one, two = 3.0 * rest**2 * place, 3.0 * rest * place**2
    leave, arrive = ends[4] * frames, ends[5] * frames
    out, back = ends[0] + ends[1] * leave, ends[2] - ends[3] * arrive
    slope = 3.0 * (rest**2 * (out - ends[0]) + 2.0 * rest * place * (back - out) + place**2 * (ends[2] - back)) / (speed * frames)
    # A longer handle takes its end along the slope of the key, and time with it: what is left is the difference of the two slopes.
    weights = np.stack([
        rest**3 + one, one * leave, place**3 + two, -two * arrive, one * frames * (ends[1] - slope), two * frames * (slope - ends[3])])
    return Basis(weights * counts, before, rows, shape)


def blocks(gram: np.ndarray) -> np.ndarray:
    """What a gram holds for each key by itself: (5, 5, 4, R) or (3, 3, 4, R)."""
    count = 3 if len(gram) == _FIXED else 5
    result = np.zeros((count, count, *gram.shape[2:]))
    for row, (one, after) in zip(gram, _ENDS):
        for part, (two, also) in zip(row, _ENDS):
            if after and also:
                result[one, two, :, 1:] += part[:, :-1]
            elif not (after or also):
                result[one, two] += part
    return result


def _on_curve(share: np.ndarray, out: np.ndarray, back: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where on their segment's curve (0 to 1) times are, and how fast time goes there; out, back: the handles' lengths."""
    linear, square = 3.0 * out, 3.0 * (1.0 - back) - 6.0 * out
    cube = 1.0 - linear - square
    place = np.broadcast_to(share, out.shape).copy()
    for _ in range(_NEWTON):
        place -= (((cube * place + square) * place + linear) * place - share) / ((3.0 * cube * place + 2.0 * square) * place + linear)
        np.clip(place, 0.0, 1.0, out=place)
    return place, (3.0 * cube * place + 2.0 * square) * place + linear


def _ends(parameters: np.ndarray) -> np.ndarray:
    """Parameters (5 or 3, 4, R) as what the segment after each key is made of, (6 or 4, 4, R)."""
    chosen = [end for end in _ENDS if end[0] < len(parameters)]
    result = np.empty((len(chosen), *parameters.shape[1:]))
    for part, (number, after) in zip(result, chosen):
        if after:
            part[..., :-1], part[..., -1] = parameters[number, ..., 1:], parameters[number, ..., 0]
        else:
            part[:] = parameters[number]
    return result


def _gathered(ends: np.ndarray) -> np.ndarray:
    """The transpose of `_ends`."""
    result = np.zeros((3 if len(ends) == _FIXED else 5, *ends.shape[1:]))
    for part, (number, after) in zip(ends, _ENDS):
        if after:
            result[number, :, 1:] += part[:, :-1]
        else:
            result[number] += part
    return result
