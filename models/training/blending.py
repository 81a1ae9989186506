"""Two clips blended as an animator would: brought in step, then halfway between. What two styles at once look like."""
from __future__ import annotations

import numpy as np

from models.cleanup import plant_feet, settle
from models.features import SLICES, decode, encode
from models.motion import Motion

#: Velocities beside positions (seconds): a leg that swings forward is not one that swings back.
_VELOCITIES = 0.1
#: The later clip may begin so many frames later, for the steps to agree.
_LATEST = 45
#: Frames that the two may go on by at a time: neither goes more than twice as fast as the other.
_STEPS = ((1, 1), (2, 1), (1, 2))


def halfway(one: Motion, other: Motion) -> Motion:
    """The motion in the middle of two that do the same, at the models' frame rate: frames that fit best are blended (dynamic time warping, as in
    Kovar and Gleicher 2003, section 3.1), pose, pace and timing alike."""
    features = [encode(motion)[0].astype(np.float64) for motion in (one, other)]
    path = in_step(*(_compared(each) for each in features))
    time = path.mean(axis=1) - path[0].mean()
    places = [np.interp(np.arange(int(time[-1]) + 1), time, path[:, side]) for side in (0, 1)]
    return plant_feet(settle(decode(sum(_at(each, place) for each, place in zip(features, places)) / 2)))


def _compared(features: np.ndarray) -> np.ndarray:
    return np.concatenate([features[:, SLICES["positions"]], _VELOCITIES * features[:, SLICES["velocities"]]], axis=1)


def _at(features: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Features at fractional frames, played along them: the root's velocities grow with the pace."""
    before = places.astype(int)
    after, part = np.minimum(before + 1, len(features) - 1), (places - before)[:, None]
    found = features[before] * (1 - part) + features[after] * part
    found[:, :3] *= np.gradient(places)[:, None]
    return found


def in_step(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Pairs of frames (K, 2), both growing, along which the two (T, D) are nearest to each other; neither goes more than twice as fast as the other.
    Begins at the start of one of them, ends at the end of one of them."""
    cost = np.linalg.norm(one[:, None] - other[None], axis=-1)
    total, steps = np.full(cost.shape, np.inf), np.zeros(cost.shape, dtype=int)
    total[0, :_LATEST], total[:_LATEST, 0] = cost[0, :_LATEST], cost[:_LATEST, 0]
    for row in range(1, len(one)):
        for number, (back, aside) in enumerate(_STEPS, 1):
            if row < back:
                continue
            # What a longer step leaps over counts too.
            here = cost[row, aside:]
            between = cost[row - back + 1, 1 : 1 + len(here)] if back != aside else here
            found = total[row - back, : len(here)] + between + here
            better = found < total[row, aside:]
            total[row, aside:][better], steps[row, aside:][better] = found[better], number
    return _path(total, steps)


def _path(total: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """From the cheapest end (in cost a frame) back to the beginning."""
    half = [length // 2 for length in total.shape]
    last = [length - 1 for length in total.shape]
    ends = [(last[0], column) for column in range(half[1], last[1] + 1)] + [(row, last[1]) for row in range(half[0], last[0] + 1)]
    place = min(ends, key=lambda end: total[end] / sum(end))
    path = [place]
    while number := steps[place]:
        place = tuple(int(frame - step) for frame, step in zip(place, _STEPS[number - 1]))
        path.append(place)
    return np.array(path[::-1], dtype=np.float64)
