"""Two clips blended as an animator would: brought in step, then halfway between. What two styles at once can look like at best."""
from __future__ import annotations

import numpy as np

from models.cleanup import plant_feet, settle
from models.features import SLICES, decode, encode
from models.motion import Motion

#: Velocities beside positions (seconds): a leg that swings forward is not one that swings back.
_VELOCITIES = 0.1
#: The later clip may begin so many frames later, for the steps to agree.
_LATEST = 45


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
    total, steps = np.full(cost.shape, np.inf), np.zeros((*cost.shape, 2), dtype=int)
    total[0, :_LATEST], total[:_LATEST, 0] = cost[0, :_LATEST], cost[:_LATEST, 0]
    for row in range(1, len(one)):
        for column in range(1, len(other)):
            for back, aside in ((1, 1), (2, 1), (1, 2)):
                if row < back or column < aside:
                    continue
                # What a longer step leaps over counts too.
                between = cost[row - back + 1, column - aside + 1] if back != aside else cost[row, column]
                found = total[row - back, column - aside] + between + cost[row, column]
                if found < total[row, column]:
                    total[row, column], steps[row, column] = found, (back, aside)
    half = [length // 2 for length in cost.shape]
    ends = [(len(one) - 1, column) for column in range(half[1], len(other))] + [(row, len(other) - 1) for row in range(half[0], len(one))]
    place = min(ends, key=lambda end: total[end] / sum(end))
    path = [place]
    while steps[place].any():
        place = tuple(int(each) for each in np.array(place) - steps[place])
        path.append(place)
    return np.array(path[::-1], dtype=np.float64)
