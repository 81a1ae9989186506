"""Few Bézier keys through many values, as Blender evaluates them. NumPy only; all tracks of a character in one go.

A key's handle that is free lies a third of the way to the next key, so that time is linear in the curve's parameter and the
segment is the cubic Hermite polynomial with the key's slope. A handle that is given may lie anywhere; time is then solved for
the parameter, after Blender's own rule that shortens a handle which reaches beyond the next key. Either way the values
are linear in the slopes, and for given keys the slopes come from least squares (compare Schneider, "An algorithm for
automatically fitting digitized curves", Graphics Gems, 1990, which fits the handles' lengths).
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

#: Pulls slopes that no frame decides (keys one frame apart) to the values' own.
_PULL = 1e-3
#: Gauss–Seidel sweeps: the normal equations of Hermite slopes are diagonally dominant, each sweep leaves about half the error.
_SWEEPS = 10


@dataclass(frozen=True)
class Dense:
    """What is to be fitted: N rows, one a frame, of `tracks` tracks of the same length (2 frames or more), one after the other.

    values (N, C): the channels. held (N,) bool: frames that must stay keys; the first and the last of every track stay anyway.
    left, right (N, C, 2): given handles as (frames, value) from the key, NaN where the handle is free. error: takes rows (n,) and
    fitted values (n, C), returns each row's error (n,) as a share of what is allowed.
    """

    tracks: int
    values: np.ndarray
    held: np.ndarray
    left: np.ndarray
    right: np.ndarray
    error: Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Keys:
    """The keys to keep: rows (K,) of the dense values, ascending, and the slopes (K, C) of their free handles, values a frame."""

    rows: np.ndarray
    slopes: np.ndarray


def fit(dense: Dense) -> Keys:
    """The keys whose curves have an error of at most 1 at every frame.

    From the held frames on, every segment that errs gets a key at its worst frame, until none errs; then keys that are not held
    are taken out again, the least missed first, where the slopes of their neighbours can make up for it.
    """
    fitter = _Fitter(dense)
    return _thinned(fitter, _inserted(fitter))


def _inserted(fitter: _Fitter) -> Keys:
    rows = np.flatnonzero(fitter.held)
    slopes = fitter.gradient[rows]
    while True:
        segments = fitter.segments(rows[:-1], rows[1:])
        slopes = fitter.slopes(segments, rows, slopes)
        errors = fitter.errors(segments, slopes[:-1], slopes[1:])
        worst = _maxima(segments, errors)[segments.owner]
        added = np.flatnonzero((errors == worst) & (errors > 1.0))
        if not len(added):
            return Keys(rows, slopes)
        added = segments.rows[added[np.unique(segments.owner[added], return_index=True)[1]]]
        places = np.searchsorted(rows, added)
        rows, slopes = np.insert(rows, places, added), np.insert(slopes, places, fitter.gradient[added], axis=0)


def _thinned(fitter: _Fitter, keys: Keys) -> Keys:
    """Takes keys out in rounds: in each, all that are missed least for three keys around, so that none shares a neighbour."""
    rows, slopes = keys.rows, keys.slopes.copy()
    missed, before, after = np.full(len(rows), np.inf), np.empty_like(slopes), np.empty_like(slopes)
    changed = np.ones(len(rows), dtype=bool)
    while True:
        places = np.flatnonzero(changed & ~fitter.held[rows])
        if len(places):
            missed[places], before[places], after[places] = fitter.without(rows, slopes, places)
        padded = np.pad(missed, 3, constant_values=np.inf)
        around = np.lib.stride_tricks.sliding_window_view(padded, 7)
        # The first of equals only: argmin finds the least, and 3 is the middle of the window.
        out = np.flatnonzero((missed <= 1.0) & (np.argmin(around, axis=1) == 3))
        if not len(out):
            return Keys(rows, slopes)
        slopes[out - 1], slopes[out + 1] = before[out], after[out]
        changed[:] = False
        for step in range(-3, 4):
            changed[np.clip(out + step, 0, len(rows) - 1)] = True
        rows, slopes, missed, before, after, changed = (
            np.delete(each, out, axis=0) for each in (rows, slopes, missed, before, after, changed))


@dataclass(frozen=True)
class _Segments:
    """S segments between keys, with their n frames in between: values = base + from_a · slope_a + from_b · slope_b.

    rows (n,), owner (n,): the frame and its segment. base, from_a, from_b (n, C). aa, ab, bb, to_a, to_b (S, C): the sums over a
    segment's frames that least squares needs, of products of from_a and from_b and of both with what base leaves.
    """

    rows: np.ndarray
    owner: np.ndarray
    base: np.ndarray
    from_a: np.ndarray
    from_b: np.ndarray
    aa: np.ndarray
    ab: np.ndarray
    bb: np.ndarray
    to_a: np.ndarray
    to_b: np.ndarray


class _Fitter:
    """Segments, slopes and errors for any choice of keys."""

    def __init__(self, dense: Dense) -> None:
        self.dense = dense
        by_track = dense.values.reshape(dense.tracks, -1, dense.values.shape[1])
        self.gradient = np.gradient(by_track, axis=1).reshape(dense.values.shape)
        self.held = dense.held.copy()
        self.held.reshape(dense.tracks, -1)[:, [0, -1]] = True
        free_left, free_right = np.isnan(dense.left).any(axis=-1), np.isnan(dense.right).any(axis=-1)
        self._given_left, self._given_right = ~free_left.all(axis=-1), ~free_right.all(axis=-1)

    def segments(self, a: np.ndarray, b: np.ndarray) -> _Segments:
        """The segments from keys a (S,) to keys b (S,)."""
        values = self.dense.values
        counts = np.maximum(b - a - 1, 0)
        owner = np.repeat(np.arange(len(a)), counts)
        rows = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts) + a[owner] + 1
        start, end = a[owner], b[owner]
        length = (end - start)[:, None].astype(float)
        parameter, long_a, long_b, given_a, given_b = self._handles(start, end, (rows - start)[:, None] / length, length)
        rest = 1.0 - parameter
        weight_a, weight_b = 3.0 * rest**2 * parameter, 3.0 * rest * parameter**2
        base = (rest**3 + weight_a) * values[start] + (parameter**3 + weight_b) * values[end]
        base += weight_a * given_a + weight_b * given_b
        from_a, from_b, left_over = weight_a * long_a, -weight_b * long_b, values[rows] - base
        products = (from_a * from_a, from_a * from_b, from_b * from_b, from_a * left_over, from_b * left_over)
        return _Segments(rows, owner, base, from_a, from_b, *(_sums(product, counts) for product in products))

    def slopes(self, segments: _Segments, rows: np.ndarray, start: np.ndarray) -> np.ndarray:
        """The least-squares slopes (K, C) of all keys, sought from `start` on."""
        slopes = start.copy()
        diagonal = np.full((len(rows), segments.aa.shape[1]), _PULL)
        diagonal[:-1] += segments.aa
        diagonal[1:] += segments.bb
        right = _PULL * self.gradient[rows]
        right[:-1] += segments.to_a
        right[1:] += segments.to_b
        before, after = np.zeros_like(diagonal), np.zeros_like(diagonal)
        before[1:], after[:-1] = segments.ab, segments.ab
        padded = np.pad(slopes, ((1, 1), (0, 0)))
        for _ in range(_SWEEPS):
            for parity in (0, 1):
                every = slice(parity, None, 2)
                known = before[every] * padded[:-2][every] + after[every] * padded[2:][every]
                padded[1:-1][every] = (right[every] - known) / diagonal[every]
        return padded[1:-1]

    def errors(self, segments: _Segments, slope_a: np.ndarray, slope_b: np.ndarray) -> np.ndarray:
        """The error (n,) at every frame between keys, for slopes (S, C) at the segments' two ends."""
        if not len(segments.rows):
            return np.zeros(0)
        owner = segments.owner
        fitted = segments.base + segments.from_a * slope_a[owner] + segments.from_b * slope_b[owner]
        return self.dense.error(segments.rows, fitted)

    def without(self, rows: np.ndarray, slopes: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For each key at `places` (M,), were it alone taken out: the worst error around it (M,), and the slopes (M, C) that least
        squares then gives the key before and the key after."""
        count, last = len(places), len(rows) - 1
        near = [np.clip(places + step, 0, last) for step in (-2, -1, 1, 2)]
        keys, old = [rows[place] for place in near], [slopes[place] for place in near]
        segments = self.segments(np.concatenate(keys[:3]), np.concatenate(keys[1:]))
        aa, ab, bb, to_a, to_b = (
            each.reshape(3, count, -1) for each in (segments.aa, segments.ab, segments.bb, segments.to_a, segments.to_b))
        first, second, shared = bb[0] + aa[1] + _PULL, bb[1] + aa[2] + _PULL, ab[1]
        right_first = to_b[0] + to_a[1] - ab[0] * old[0] + _PULL * self.gradient[keys[1]]
        right_second = to_b[1] + to_a[2] - ab[2] * old[3] + _PULL * self.gradient[keys[2]]
        determinant = first * second - shared**2
        before = (second * right_first - shared * right_second) / determinant
        after = (first * right_second - shared * right_first) / determinant
        errors = self.errors(segments, np.concatenate([old[0], before, after]), np.concatenate([before, after, old[3]]))
        return _maxima(segments, errors).reshape(3, count).max(axis=0), before, after

    def _handles(
        self, a: np.ndarray, b: np.ndarray, share: np.ndarray, length: np.ndarray,
    ) -> tuple[np.ndarray, ...]:
        """For frames (n,) between keys a and b: the curve's parameter, the lengths of the free handles in frames (0 where given)
        and the given handles' values (0 where free)."""
        some = np.flatnonzero(self._given_right[a] | self._given_left[b])
        if not len(some):
            return share, length / 3.0, length / 3.0, np.zeros(1), np.zeros(1)
        shape = (len(a), self.dense.values.shape[1])
        parameter, long_a, long_b = (np.broadcast_to(each, shape).copy() for each in (share, length / 3.0, length / 3.0))
        given_a, given_b = np.zeros(shape), np.zeros(shape)
        handle_a, handle_b = self.dense.right[a[some]], self.dense.left[b[some]]
        free_a, free_b = np.isnan(handle_a[..., 0]), np.isnan(handle_b[..., 0])
        third = length[some] / 3.0
        wide_a, wide_b = np.where(free_a, third, np.abs(handle_a[..., 0])), np.where(free_b, third, np.abs(handle_b[..., 0]))
        short_a, short_b = (np.minimum(1.0, length[some] / np.maximum(wide, 1e-9)) for wide in (wide_a, wide_b))
        parameter[some] = _parameters(share[some], short_a * wide_a / length[some], 1.0 - short_b * wide_b / length[some])
        long_a[some], long_b[some] = np.where(free_a, third, 0.0), np.where(free_b, third, 0.0)
        given_a[some] = np.where(free_a, 0.0, short_a * handle_a[..., 1])
        given_b[some] = np.where(free_b, 0.0, short_b * handle_b[..., 1])
        return parameter, long_a, long_b, given_a, given_b


def _parameters(share: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Solves 3(1−t)²t·first + 3(1−t)t²·second + t³ = share for t, by bisection: time never runs backwards."""
    middle = np.full(first.shape, 0.5)
    for step in 0.5 ** np.arange(2, 26):
        rest = 1.0 - middle
        early = 3.0 * rest * middle * (rest * first + middle * second) + middle**3 < share
        middle += np.where(early, step, -step)
    return middle


def _sums(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Sums (S, C) of runs of `counts` (S,) rows; 0 for empty runs."""
    totals = np.zeros((len(counts), values.shape[1]))
    some = counts > 0
    if some.any():
        totals[some] = np.add.reduceat(values, (np.cumsum(counts) - counts)[some], axis=0)
    return totals


def _maxima(segments: _Segments, errors: np.ndarray) -> np.ndarray:
    """The worst error (S,) of each segment; 0 where no frame lies between its keys."""
    worst = np.zeros(len(segments.aa))
    np.maximum.at(worst, segments.owner, errors)
    return worst
