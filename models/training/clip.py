"""One clip of a training set."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.io.humanml3d import Text
from models.motion import Motion

#: A part shorter than this (0.7 s) says too little to be drawn by itself.
_SHORTEST = 21


@dataclass(frozen=True)
class Clip:
    """One clip and its labels. `loop`: made to be played round and round, on the spot. `texts`: sentences that came with it, where they did;
    then the labels are empty but for `description`, which is the first of them."""

    file: str
    content: str
    style: str
    description: str
    split: str
    loop: bool
    motion: Motion
    texts: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, str, str]:
        return self.content, self.style, self.description


def parts_of(file: str, split: str, motion: Motion, texts: Sequence[Text]) -> Iterator[Clip]:
    """A clip for each part of the motion that texts speak of, with all that is said of that part."""
    parts = defaultdict(list)
    for text in texts:
        end = len(motion) if text.end is None else min(len(motion), round(text.end * motion.fps))
        parts[round(text.start * motion.fps), end].append(text.text)
    for (start, end), said in parts.items():
        if end - start >= _SHORTEST:
            yield Clip(file, "", "", said[0], split, False, motion[start:end], tuple(dict.fromkeys(said)))
