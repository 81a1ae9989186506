"""What is said of a constructed pose by name: one of its name's phrases, or two names in one breath."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.training.poses.constructed import ConstructedPoses
from models.pose.geometry.named import NAMED

_JOINED = ("{} with {}", "{}, {}", "{} with {}", "{} and {}")
_JOINED_BY_JUDGE = ("{}, and with {}", "{} – {}")
#: The columns of NAMED that have the same base: the pose with its side left open, and as told on either side.
_KIN: dict[str, list[int]] = {}
for _column, _pose in enumerate(NAMED):
    _KIN.setdefault(_pose.base, []).append(_column)


def said(poses: ConstructedPoses, row: int, rng: np.random.Generator, judges: bool) -> tuple[str, tuple[str, ...]] | None:
    """A sentence for one of the poses and the names that it claims; None where the pose was made for posecodes or has no words left.

    judges: in the words that are the judge's. The last of a name's `unseen` is nobody's: with it both are tested.
    """
    recipe = poses.made_for[row]
    if not recipe:
        return None
    column = _shown(poses, row, recipe[0], rng)
    phrases = _phrases(column, judges)
    if not phrases:
        return None
    text, names = _any(phrases, rng), [NAMED[column].name]
    for addition in recipe[1:]:
        addition = _shown(poses, row, addition, rng, following=True)
        text = _any(_JOINED_BY_JUDGE if judges else _JOINED, rng).format(text, _any(_following(addition, judges), rng))
        names.append(NAMED[addition].name)
    return text, tuple(names)


def _shown(poses: ConstructedPoses, row: int, column: int, rng: np.random.Generator, following: bool = False) -> int:
    """The name itself or, where the pose shows which, the one that names the side."""
    kin = [other for other in _KIN[NAMED[column].base]
           if poses.held[row, other] and (_following(other, False) if following else NAMED[other].phrases)]
    return int(rng.choice(kin)) if kin else column


def _phrases(column: int, judges: bool) -> Sequence[str]:
    return NAMED[column].unseen[:-1] if judges else NAMED[column].phrases


def _following(column: int, judges: bool) -> Sequence[str]:
    """How a name follows "with"; where there is one way only, the judge says it as well."""
    words = NAMED[column].after_with
    return words[-1:] if judges else words[:-1] or words


def _any(words: Sequence[str], rng: np.random.Generator) -> str:
    return words[int(rng.integers(len(words)))]
