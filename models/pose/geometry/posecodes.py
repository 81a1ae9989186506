"""Posecodes: what can be said of a body, each decided by its geometry (after PoseScript, Delmas et al. 2022, section 3.2).

A code is a name and a few ranges that measures of `Landmarks` must lie in. Left is the character's left.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from models.pose.geometry.landmarks import Landmarks, Measure
from models.pose.geometry.measures import Range
from models.pose.geometry.posecode_table import SIDED, SIDES, UNSIDED, Code


@dataclass(frozen=True)
class Posecode:
    """One thing that can be said of a pose. It holds where every range holds."""

    name: str
    ranges: tuple[Range, ...]

    def holds(self, landmarks: Landmarks) -> Tensor:
        """(N,) bool."""
        return torch.stack([part.holds(landmarks) for part in self.ranges]).all(dim=0)

    def distance(self, landmarks: Landmarks, margin: float = 0.0) -> Tensor:
        """Metres (N,) that poses are away from the code, 0 where it holds; a degree counts `METRES_PER_DEGREE`. Differentiable.

        margin: metres by which every limit is drawn inwards, for a pose that shows the code clearly.
        """
        return torch.stack([part.distance(landmarks, margin) for part in self.ranges]).sum(dim=0)

    @property
    def mirrored(self) -> str:
        """The name of the code that the mirrored pose has where this pose has this one."""
        return mirrored(self.name)


def mirrored(name: str) -> str:
    """A code's name with left and right changed over; codes of both sides keep their name."""
    return " ".join({"left": "right", "right": "left"}.get(word, word) for word in name.split(" "))


def holding(landmarks: Landmarks) -> np.ndarray:
    """bool (N, P): which code of `NAMES` holds for which pose."""
    with torch.no_grad():
        return torch.stack([code.holds(landmarks) for code in POSECODES.values()], dim=1).cpu().numpy()


#: What is said of exactly one side, whichever it is: "one hand on the hip".
_EITHER = {
    "one hand on the hip": "left hand on the left hip",
    "one hand above the head": "left hand above the head",
    "one arm stretched up": "left arm stretched up",
    "one arm stretched forward": "left arm stretched forward",
    "one arm stretched out to the side": "left arm stretched out to the side",
    "one hand at the face": "left hand at the face",
    "one hand on the chest": "left hand on the chest",
    "one hand on top of the head": "left hand on top of the head",
    "one hand behind the back": "left hand behind the back",
    "one hand on the floor": "left hand on the floor",
    "one knee on the floor": "left knee on the floor",
    "one knee pulled up": "left knee pulled up",
    "standing on one leg": "standing on the left leg",
    "kneeling on one knee": "kneeling on the left knee",
    "lunging with one leg in front": "lunging with the left leg in front",
    "one leg lifted forward": "left leg lifted forward",
}
#: Metres by which the other side must miss what is said of exactly one.
_CLEARLY_NOT = 0.03


def _exactly_one(left: Posecode, right: Posecode) -> Measure:
    """Metres that a pose is away from having one of two codes without the other."""

    def measure(body: Landmarks) -> Tensor:
        distances = torch.stack([left.distance(body), right.distance(body)])
        return distances.amin(dim=0) + functional.relu(_CLEARLY_NOT - distances.amax(dim=0))

    return measure


def _all_codes() -> Iterable[Code]:
    sided = {name: ranges for sides in SIDES for codes in SIDED for name, ranges in codes(*sides)}
    yield from sided.items()
    for codes in UNSIDED:
        yield from codes()
    for name, left in _EITHER.items():
        pair = (Posecode(side, sided[side]) for side in (left, mirrored(left)))
        yield name, (Range(_exactly_one(*pair), high=0.0),)


#: Every code by its name; the order is that of `holding`'s columns.
POSECODES: dict[str, Posecode] = {name: Posecode(name, ranges) for name, ranges in _all_codes()}
NAMES: tuple[str, ...] = tuple(POSECODES)
INDEX: dict[str, int] = {name: column for column, name in enumerate(NAMES)}
