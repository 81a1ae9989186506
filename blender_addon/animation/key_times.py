"""Where the keys go: for each track the fewest segments that a cubic follows, by dynamic programming. NumPy only; all tracks in one go."""
from __future__ import annotations

from collections.abc import Iterator

import numpy as np

#: The longest segment in frames; longer ones are only tried from one held frame to the next.
_LONGEST = 128
#: So many lengths in a row must fail before longer segments from the same frame are given up.
_PATIENCE = 3
#: What a segment's error (a share of what is allowed, squared) costs against a key: it decides between ways with as many keys.
_ERROR = 0.01


def fewest(values: np.ndarray, measure: np.ndarray, held: np.ndarray) -> np.ndarray:
    """The frames (K, T) bool that become keys, so that a cubic from key to key, with slopes of its own at both ends, keeps each
    track within what is allowed. It goes through the values at its ends.

    values: (4, K, T), the channels. measure: (3, 4, K, T), from a change of the channels to the error as a share of what is
    allowed. held: (K, T) bool, frames that are keys anyway, the first and the last of every track among them.
    """
    tracks, frames = held.shape
    ahead = _to_next(held)
    lengths = [length for length in _lengths() if length < frames]
    costs = np.full((len(lengths) + 1, tracks, frames), np.inf)
    costs[0] = np.where(ahead > 0, 1.0, np.inf)
    failed = np.zeros((tracks, frames), dtype=int)
    for number, length in enumerate(lengths[1:], 1):
        track, start = np.nonzero((ahead >= length) & (failed < _PATIENCE))
        if not len(track):
            break
        worst = _errors(values, measure, track, start, length)
        costs[number, track, start] = np.where(worst <= 1.0, 1.0 + _ERROR * worst**2, np.inf)
        failed[track, start] = np.where(worst <= 1.0, 0, failed[track, start] + 1)
    spans = np.where(held, ahead, 0)
    costs[-1] = np.inf
    for length in np.unique(spans[(spans > lengths[-1]) | ~np.isin(spans, lengths)]):
        if length > 1:
            track, start = np.nonzero(spans == length)
            worst = _errors(values, measure, track, start, int(length))
            costs[-1, track, start] = np.where(worst <= 1.0, 1.0 + _ERROR * worst**2, np.inf)
    return _shortest(costs, np.array([*lengths, 0]), spans)


def _lengths() -> Iterator[int]:
    """Every length up to 16 frames, then in steps of an eighth."""
    length = 1
    while length <= _LONGEST:
        yield length
        length += max(1, length // 8)


def _to_next(held: np.ndarray) -> np.ndarray:
    """How far (K, T) it is from each frame to the next that is held; 0 for the last."""
    frames = held.shape[1]
    places = np.where(held, np.arange(frames), frames)
    following = np.minimum.accumulate(places[:, ::-1], axis=1)[:, ::-1]
    following = np.concatenate([following[:, 1:], np.full((len(held), 1), frames)], axis=1)
    return np.where(following < frames, following - np.arange(frames), 0)


def _errors(values: np.ndarray, measure: np.ndarray, track: np.ndarray, start: np.ndarray, length: int) -> np.ndarray:
    """The worst error (M,) of the best cubic over `length` frames from the frames `start` (M,) of `track` (M,)."""
    share = np.arange(1, length) / length
    rest = 1.0 - share
    slopes = np.stack([rest**2 * share, -rest * share**2], axis=-1) * length
    # What least squares leaves: I − S (SᵀS)⁻¹ Sᵀ.
    leaves = np.eye(length - 1) - slopes @ np.linalg.pinv(slopes)
    inner = start[:, None] + np.arange(1, length)
    way = rest**3 + 3.0 * rest**2 * share
    left = values[:, track[:, None], inner] - way * values[:, track, start][..., None] - (1.0 - way) * values[:, track, start + length][..., None]
    left = left @ leaves
    scaled = (measure[:, :, track[:, None], inner] * left).sum(axis=1)
    return np.sqrt((scaled**2).sum(axis=0).max(axis=-1, initial=0.0))


def _shortest(costs: np.ndarray, lengths: np.ndarray, spans: np.ndarray) -> np.ndarray:
    """The keys (K, T) on the cheapest way through each track; the last length stands for the way from a held frame to the next."""
    _count, tracks, frames = costs.shape
    cheapest, came = np.full((tracks, frames), np.inf), np.zeros((tracks, frames), dtype=int)
    cheapest[:, 0] = 0.0
    rows, ways = np.arange(tracks), lengths[:-1]

    def go(frame: int, targets: np.ndarray, cost: np.ndarray) -> None:
        at, reached = (rows, targets), cheapest[:, frame] + cost
        better = reached < cheapest[at]
        cheapest[at], came[at] = np.where(better, reached, cheapest[at]), np.where(better, frame, came[at])

    for frame in range(frames - 1):
        within = ways[ways < frames - frame]
        go(frame, (frame + within)[:, None], costs[:len(within), :, frame])
        if spans[:, frame].any():
            go(frame, frame + spans[:, frame], costs[-1, :, frame])
    keys = np.zeros((tracks, frames), dtype=bool)
    at = np.full(tracks, frames - 1)
    while True:
        keys[rows, at] = True
        if not at.any():
            return keys
        at = came[rows, at]
