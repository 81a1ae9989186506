"""How much of each of two manners there is in a motion: where the body is held, how far it swings and how fast it goes, as a mixture of theirs.

A judge that was taught one style a clip cannot tell this: the middle of two styles often is a third, even where real clips are blended.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.features import SLICES, encode
from models.motion import FPS, Motion

#: Metres a second that weigh as much as a metre in where every joint is.
_PACE = 3.0
#: Styles that differ so little from a plain motion (metres) do not differ.
_NOTHING = 1e-3


def described(motion: Motion) -> np.ndarray:
    """Of a motion and its mirror image together: the joints' mean places about the root and how far they swing from there (metres), mean
    pace over the floor and its spread."""
    return np.mean([_described(side) for side in (motion.resampled(FPS), motion.resampled(FPS).mirrored())], axis=0)


def _described(motion: Motion) -> np.ndarray:
    features = encode(motion)[0].astype(np.float64)
    places, pace = features[:, SLICES["positions"]], np.linalg.norm(features[:, 1:3], axis=1) / _PACE
    return np.concatenate([places.mean(axis=0), places.std(axis=0), [pace.mean(), pace.std()]])


@dataclass(frozen=True, eq=False)
class Manners:
    """What a motion in no particular style and one in each style look like (`described`), the mean over several."""

    plain: np.ndarray
    styles: Mapping[str, np.ndarray]

    @classmethod
    def of(cls, plain: Sequence[Motion], styles: Mapping[str, Sequence[Motion]]) -> Manners:
        return cls(np.mean([described(motion) for motion in plain], axis=0),
                   {style: np.mean([described(motion) for motion in motions], axis=0) for style, motions in styles.items()})

    def shares(self, motion: Motion, first: str, second: str) -> tuple[float, float, float]:
        """How much of what tells each of the two from a plain motion is there (0 none, 1 as in that style alone; least squares), and how
        much is neither's, beside what the middle of the two would have."""
        axes = np.stack([self.styles[style] - self.plain for style in (first, second)], axis=1)
        found = described(motion) - self.plain
        shares = np.linalg.lstsq(axes, found, rcond=None)[0]
        neither = np.linalg.norm(found - axes @ shares) / max(np.linalg.norm(axes.mean(axis=1)), _NOTHING)
        return float(shares[0]), float(shares[1]), float(neither)
