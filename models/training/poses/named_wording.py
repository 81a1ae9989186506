"""What people type for poses with names: one name, or names together ("kneeling with the arms crossed")."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from models.training.poses.named import NAMED

#: Longer phrases, and those with a comma, take no "with …" after them.
_MOST_WORDS = 6
_JOINING = ("{body} with {addition}", "{body}, {addition}", "{body} and {addition}", "{addition}, {body}")
_JUDGES_JOINING = ("{addition} while {body}", "{body}; {addition}")
_WHO = ("", "", "", "", "a person ", "someone ", "a man ", "a woman ", "the character ", "he is ", "she is ")


@dataclass(frozen=True)
class NamedText:
    """A text and the columns of `NAMED` that a pose must show for it to be true."""

    text: str
    columns: tuple[int, ...]


def named_text(recipe: Sequence[int], held: np.ndarray, rng: np.random.Generator, unseen: bool = False) -> NamedText | None:
    """A text for a pose made for `recipe`, columns of `NAMED`, that shows `held` (len(NAMED),); the side is named where the words
    drawn do so. `unseen`: the judge's words. None where there are no words for it."""
    if len(recipe) == 1:
        options = [(text, column) for column in _told(recipe[0], held) for text in _phrases(column, unseen)]
        if not options:
            return None
        text, column = options[rng.integers(len(options))]
        return NamedText(_with_subject(text, rng), (column,))
    bodies = [(text, column) for column in _told(recipe[0], held) for text in _phrases(column, unseen) if _joinable(text)]
    additions = [(text, column) for column in _told(recipe[1], held) for text in _additions(column, unseen)]
    if not bodies or not additions:
        return None
    (body, first), (addition, second) = bodies[rng.integers(len(bodies))], additions[rng.integers(len(additions))]
    joining = _JUDGES_JOINING if unseen else _JOINING
    return NamedText(joining[rng.integers(len(joining))].format(body=body, addition=addition), (first, second))


def _told(column: int, held: np.ndarray) -> list[int]:
    """The pose whose side is open, and that of the side which the pose shows."""
    return [other for other in _family(NAMED[column].base) if held[other]]


@lru_cache(maxsize=None)
def _family(base: str) -> tuple[int, ...]:
    return tuple(column for column, pose in enumerate(NAMED) if pose.base == base)


def _phrases(column: int, unseen: bool) -> tuple[str, ...]:
    return NAMED[column].unseen if unseen else NAMED[column].phrases


def _additions(column: int, unseen: bool) -> tuple[str, ...]:
    """The last of several is the judge's."""
    texts = NAMED[column].after_with
    if len(texts) < 2:
        return texts
    return texts[-1:] if unseen else texts[:-1]


def _joinable(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS and not any(sign in text for sign in ",;:!?…")


def _with_subject(text: str, rng: np.random.Generator) -> str:
    """Somebody who does it, before an -ing form: "a person kneeling on one knee"."""
    if not text.split()[0].endswith("ing") or text.split()[0] in ("king", "ring"):
        return text
    return _WHO[rng.integers(len(_WHO))] + text
