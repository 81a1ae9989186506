"""How a table of phrases becomes sayings: for the left, the right, both sides and exactly one, as states and as actions.

A table's phrases hold slots. ``{hand}`` is the limb that the saying is about, with its owner: "their left hand", "both hands",
"one hand". ``{same hip}`` and ``{other hip}`` are a part on that side and on the other. ``{their}`` is the owner. Verbs carry a
star, as in `models.training.caption_grammar`. Alternatives are parted by semicolons.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from models.training.caption_grammar import base, ing_form, third_person
from models.pose.geometry.posecodes import INDEX

_SLOT = re.compile(r"\{(?!their\})(same |other )?([a-z ]+)\}")
_PLURALS = {"foot": "feet", "toes": "toes", "fingers": "fingers", "biceps": "biceps"}
#: Limbs that have no sides, whatever is said of them.
_MIDLINE = frozenset({"head", "face", "gaze", "neck", "torso", "trunk", "upper body", "chest", "back"})
_OPPOSITE = {"left": "right", "right": "left"}


@dataclass(frozen=True)
class State:
    """A limb and how it is, "{their} left hand", "above {their} head", or with a star what it does: "*rest on {their} hip"."""

    limb: str
    predicate: str
    plural: bool


@dataclass(frozen=True)
class Saying:
    """Something that a sentence can say. It claims `codes`; two sayings of one sentence share no topic."""

    codes: tuple[str, ...]
    topics: frozenset[str]
    weight: float
    states: tuple[State, ...]
    actions: tuple[str, ...]

    @property
    def columns(self) -> tuple[int, ...]:
        return tuple(INDEX[code] for code in self.codes)


@dataclass(frozen=True)
class Entry:
    """A row of a phrase table.

    code: the posecode, or several, with {S} and {O} for the sides, or without. topics: what the saying takes up, with {S}. limbs:
    for each limb, the predicates that can be said of it ("hand": "above {their} head; …"). do: actions. one: the posecode of
    exactly one side. both: whether both sides can have it at once.
    """

    code: str
    topics: str
    weight: float
    limbs: dict[str, str]
    do: str
    one: str | None = None
    both: bool = True

    def sayings(self) -> Iterable[Saying]:
        if "{S}" not in self.code:
            yield self._saying(split(self.code), ("",))
            return
        sides = [split(self.code.format(S=side, O=other)) for side, other in _OPPOSITE.items()]
        for side, codes in zip(_OPPOSITE, sides):
            yield self._saying(codes, (side,))
        if self.both:
            yield self._saying(list(dict.fromkeys(sides[0] + sides[1])), ("left", "right"))
        if self.one:
            yield self._saying([self.one], ("one",))

    def _saying(self, codes: list[str], sides: tuple[str, ...]) -> Saying:
        touched = ("left", "right") if sides == ("one",) else sides
        topics = frozenset(topic.format(S=side) for topic in split(self.topics) for side in touched)
        states = tuple(
            State(limb, predicate, plural)
            for noun, predicates in self.limbs.items()
            for limb, plural in _limb(noun, sides)
            for predicate in _phrases(predicates, sides)
        )
        # What both sides do is one thing to tell, and tells more than each by itself.
        weight = self.weight * (2.5 if len(sides) > 1 else 1.0)
        return Saying(tuple(codes), topics, weight, states, tuple(_phrases(self.do, sides)))


def row(code: str, topics: str, weight: float, do: str = "", one: str | None = None, both: bool = True, **limbs: str) -> Entry:
    """An Entry; limbs by keyword ("upper_arm": the upper arm)."""
    return Entry(code, topics, weight, {noun.replace("_", " "): phrases for noun, phrases in limbs.items()}, do, one, both)


def more(code: str, do: str = "", **limbs: str) -> Entry:
    """Further words for the row of that code; see `with_more`."""
    return row(code, "", 0, do, **limbs)


def with_more(table: Iterable[Entry], further: Iterable[Entry]) -> tuple[Entry, ...]:
    """The table, each row with the words that `further` has for the same code. Raises KeyError for a code that no row has."""
    words = {entry.code: entry for entry in further}
    joined = []
    for entry in table:
        added = words.pop(entry.code, None)
        if added is not None:
            limbs = {noun: "; ".join(filter(None, (entry.limbs.get(noun), added.limbs.get(noun)))) for noun in {**entry.limbs, **added.limbs}}
            entry = replace(entry, limbs=limbs, do="; ".join(filter(None, (entry.do, added.do))))
        joined.append(entry)
    if words:
        raise KeyError(f"No row of the table has the code {next(iter(words))!r}.")
    return tuple(joined)


def sayings_of(table: Iterable[Entry]) -> tuple[Saying, ...]:
    return tuple(saying for entry in table for saying in entry.sayings())


def split(alternatives: str) -> list[str]:
    return [part.strip() for part in alternatives.split(";") if part.strip()]


def tidy(text: str) -> str:
    """One space where there were more, "squating" spelled right."""
    return re.sub(r"\s+", " ", text.replace("squating", "squatting")).replace(" ,", ",").strip()


def listed(parts: list[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def owned(phrase: str, their: str) -> str:
    """A phrase with its owner: "the", "their", … or nobody, "" (telegram style)."""
    return tidy(phrase.replace("{their}", their).replace("both the ", "both "))


def commanded(action: str, their: str = "your") -> str:
    return owned(base(action, their), their)


def told(action: str, plural: bool, their: str) -> str:
    """After its subject: "raises their left hand", after "they" "raise …"."""
    return owned(re.sub(r"\*be\b", "are", action).replace("*", "") if plural else third_person(action, their), their)


def doing(action: str, their: str) -> str:
    # "on all fours", for nobody says "being on all fours"
    return owned(ing_form(action.replace("*be ", ""), their), their)


def _plural(noun: str) -> str:
    return _PLURALS.get(noun, noun + "s")


def _limb(noun: str, sides: tuple[str, ...]) -> list[tuple[str, bool]]:
    """How a limb can be called, and whether it is plural."""
    if sides == ("",) or noun in _MIDLINE:
        return [("{their} " + noun, noun.endswith("s") or noun == "feet")]
    if sides == ("one",):
        return [] if _plural(noun) == noun else [(f"one {noun}", False)]
    if len(sides) == 2:
        return [(f"both {_plural(noun)}", True), ("{their} " + _plural(noun), True), ("both {their} " + _plural(noun), True)]
    return [("{their} " + f"{sides[0]} {noun}", _plural(noun) == noun)]


def _phrases(alternatives: str, sides: tuple[str, ...]) -> list[str]:
    """The alternatives with sides and slots filled in; those that name a side are left out where no one side is meant."""
    named = len(sides) == 1 and sides[0] in _OPPOSITE
    templates = [template for template in split(alternatives) if named or not re.search(r"\{[SO]\}", template)]
    if named:
        templates = [template.replace("{S}", sides[0]).replace("{O}", _OPPOSITE[sides[0]]) for template in templates]
    return [phrase for template in templates for phrase in _filled(template, sides)]


def _filled(template: str, sides: tuple[str, ...]) -> list[str]:
    """A template with its slots filled, once for each way to call what fills the first of them."""
    found = _SLOT.search(template)
    if not found:
        return [template]
    which, noun = found[1], found[2]
    if not which:
        words = [limb for limb, _ in _limb(noun, sides)]
    elif len(sides) == 2:
        words = ["{their} " + _plural(noun)] if which == "same " else [f"the opposite {_plural(noun)}", f"the other {noun}"]
    elif sides == ("one",):
        words = ["{their} " + noun]
    else:
        side = sides[0] if which == "same " else _OPPOSITE[sides[0]]
        words = ["{their} " + f"{side} {noun}"]
        words += ["{their} " + noun] if which == "same " else []
    return [filled for word in words for filled in _filled(template[: found.start()] + word + template[found.end() :], sides)]
