"""What a named pose is: the words that people type for it, and its geometry."""
from __future__ import annotations

import re
from dataclasses import dataclass

import torch
from torch import Tensor

from models.text.sides import mirrored as mirrored_words
from models.pose.geometry.named_targets import Body, Target, TargetTable

PARTS = frozenset({"arms", "legs", "torso", "head"})
#: Poses of the arms that are as usual with either hand.
_OF_EITHER_HAND = frozenset({"one hand on the hip"})
_SIDED_WORD = re.compile(r"\b(left|right)", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class NamedPose:
    """A pose that has a name.

    phrases: what people type for it, for training; unseen: in other words, for the judge. after_with: how it follows "with" where
    another pose says the rest ("with the arms crossed"); the last is the judge's. ways: the geometry, any one of which is the
    pose (a pose with a side that the words leave open has two). parts: which of PARTS it determines. base: the name of the pose
    that leaves the side open, where this one names it; its own name otherwise.
    """

    name: str
    phrases: tuple[str, ...]
    unseen: tuple[str, ...]
    ways: tuple[tuple[Target, ...], ...]
    parts: frozenset[str]
    after_with: tuple[str, ...] = ()
    base: str = ""

    @property
    def right_handed(self) -> bool:
        """Whether the first of its ways is as right-handed people do it: who salutes, throws or plays the violin is meant to. Poses of arms
        that leave their side open are written that way round, but for those that no hand is for."""
        return len(self.ways) == 2 and "arms" in self.parts and self.name not in _OF_EITHER_HAND

    def holds(self, body: Body, tolerance: float = 0.02) -> Tensor:
        """(N,) bool; tolerance in a target's units."""
        with torch.no_grad():
            return torch.stack([(TargetTable([way]).missed(body) < tolerance).all(-1) for way in self.ways]).any(0)


def named(name: str, parts: str, geometry: tuple[Target, ...], phrases: str, unseen: str, after_with: str = "") -> list[NamedPose]:
    """A pose without sides. Phrases are parted by "|"."""
    return [NamedPose(name, _split(phrases), _split(unseen), (tuple(geometry),), frozenset(parts.split()), _split(after_with), name)]


def sided(name: str, parts: str, geometry: tuple[Target, ...], phrases: str, unseen: str, after_with: str = "") -> list[NamedPose]:
    """The pose with its side left open, and one for each side where phrases name a side; they do it for the geometry as written."""
    way = tuple(geometry)
    mirror = tuple(target.mirrored() for target in way)
    texts = [_split(words) for words in (phrases, unseen, after_with)]
    open_texts = [tuple(text for text in part if not _SIDED_WORD.search(text)) for part in texts]
    told = [tuple(text for text in part if _SIDED_WORD.search(text)) for part in texts]
    swapped = [tuple(map(mirrored_words, part)) for part in told]
    whole = frozenset(parts.split())
    poses = [NamedPose(name, *open_texts[:2], (way, mirror), whole, open_texts[2], name)]
    if told[0] or told[2]:
        poses.append(NamedPose(f"{name}, as told", *told[:2], (way,), whole, told[2], name))
        poses.append(NamedPose(f"{name}, mirrored", *swapped[:2], (mirror,), whole, swapped[2], name))
    return poses


def _split(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split("|") if part.strip())
