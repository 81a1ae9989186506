"""Shares with their intervals where what is measured comes in groups: the walks of one set of exemplars are not independent."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.evaluation.metrics import Figure

_ROUNDS = 1000

#: Hits (n,) of every group (a set of exemplars, or a real clip) of every stratum (a style); styles count alike, however many clips each has.
Strata = Sequence[Sequence[np.ndarray]]


def share(hits: Strata) -> Figure:
    """The mean of the strata's shares, with a 95 % interval from groups drawn with replacement within each stratum."""
    return _figure(_mean(hits), _redrawn(hits, 0), 0.0, 1.0)


def mean(values: Strata) -> Figure:
    """As `share`, of any values instead of hits."""
    return _figure(_mean(values), _redrawn(values, 0), -float("inf"), float("inf"))


def difference(hits: Strata, others: Strata) -> Figure:
    """How much more often, in points (percent of all)."""
    return _figure(100 * (_mean(hits) - _mean(others)), 100 * (_redrawn(hits, 0) - _redrawn(others, 1)), -100.0, 100.0)


def ratio(hits: Strata, others: Strata) -> Figure | None:
    """How many times as often; None where the others never hit."""
    if not _mean(others):
        return None
    above, below = _redrawn(hits, 0), _redrawn(others, 1)
    return _figure(_mean(hits) / _mean(others), above[below > 0] / below[below > 0], 0.0, float("inf"))


def _figure(value: float, drawn: np.ndarray, least: float, most: float) -> Figure:
    """The value, and the spread of redrawn ones about their mean laid about it, as `metrics.bootstrap` does."""
    low, high = np.clip(value + np.percentile(drawn - drawn.mean(), [2.5, 97.5]), least, most)
    return Figure(float(value), float(low), float(high))


def _mean(hits: Strata) -> float:
    return float(np.mean([np.concatenate(groups).mean() for groups in hits]))


def _redrawn(hits: Strata, seed: int) -> np.ndarray:
    """The mean of the strata's shares (_ROUNDS,), each time of as many groups drawn with replacement."""
    generator = np.random.default_rng(seed)
    shares = []
    for groups in hits:
        sums, sizes = np.array([group.sum() for group in groups]), np.array([len(group) for group in groups])
        drawn = generator.integers(len(groups), size=(_ROUNDS, len(groups)))
        shares.append(sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1))
    return np.mean(shares, axis=0)
