"""Sentences about poses: of what holds, a few telling things, in the words and moods that animators type.

`describe` writes for training. The judge's sentences (`wording_judge`) come from another table and other frames.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.pose.geometry.posecodes import NAMES
from models.training.poses.wording_grammar import Saying, commanded, doing, listed, owned, sayings_of, tidy, told
from models.training.poses.wording_phrases import PHRASES


@dataclass(frozen=True)
class Description:
    """A sentence and every posecode that it claims: it is true of a pose exactly where all of them hold."""

    text: str
    codes: tuple[str, ...]


class Dice:
    """Fast choices from one generator: draws are made in blocks."""

    def __init__(self, rng: np.random.Generator):
        self._rng = rng
        self._drawn: list[float] = []

    def roll(self) -> float:
        if not self._drawn:
            self._drawn = self._rng.random(64).tolist()
        return self._drawn.pop()

    def of(self, options: Sequence):
        return options[int(self.roll() * len(options))]

    def weighted(self, weights: Sequence[float]) -> int:
        left = self.roll() * sum(weights)
        for index, weight in enumerate(weights):
            left -= weight
            if left < 0:
                return index
        return len(weights) - 1


Frame = Callable[[Sequence[Saying], Dice], str]
#: How many things a sentence says: chances of one, two, …, five.
_COUNTS = (0.34, 0.32, 0.20, 0.10, 0.04)


class Writer:
    """Chooses what to say of a pose from a table of sayings, and says it in one of its frames."""

    def __init__(self, sayings: Sequence[Saying], frames: Sequence[tuple[float, Frame]]):
        self._frames = [frame for _, frame in frames]
        self._chances = [chance for chance, _ in frames]
        # Every saying is looked up under one of its codes, so that a pose's few codes find its few sayings.
        self._by_code: list[list[tuple[Saying, tuple[int, ...]]]] = [[] for _ in NAMES]
        for saying in sayings:
            self._by_code[saying.columns[-1]].append((saying, saying.columns[:-1]))

    def write(self, holds: np.ndarray, rng: np.random.Generator) -> Description | None:
        """Of `holds`, bool (P,) in the order of `posecodes.NAMES`; None where nothing holds that has words."""
        dice = Dice(rng)
        chosen = self._choose(holds, dice)
        if not chosen:
            return None
        text = self._frames[dice.weighted(self._chances)](chosen, dice)
        codes = dict.fromkeys(code for saying in chosen for code in saying.codes)
        return Description(text, tuple(codes))

    def _choose(self, holds: np.ndarray, dice: Dice) -> list[Saying]:
        true = np.flatnonzero(holds).tolist()
        known = set(true)
        open_ = [saying for column in true for saying, others in self._by_code[column] if all(other in known for other in others)]
        chosen: list[Saying] = []
        wanted = 1 + dice.weighted(_COUNTS)
        while open_ and len(chosen) < wanted:
            pick = open_[dice.weighted([saying.weight for saying in open_])]
            chosen.append(pick)
            open_ = [saying for saying in open_ if not saying.topics & pick.topics]
        if len(chosen) > 1 and dice.roll() < 0.85:
            chosen.sort(key=lambda saying: "stance" not in saying.topics)
        return chosen


#: Subjects and what they own; the commonest stand twice.
PEOPLE = (
    ("a person", "their"), ("a person", "the"), ("someone", "their"), ("they", "their"), ("they", "their"), ("he", "his"),
    ("she", "her"), ("a man", "his"), ("a woman", "her"), ("the character", "their"), ("the person", "their"),
    ("the figure", "the"), ("somebody", "their"),
)
_SHOWN = (
    ("a person", "their"), ("someone", "their"), ("a pose", "the"), ("pose", ""), ("a man", "his"), ("a woman", "her"),
    ("a figure", "the"),
)


def pronoun(subject: str, their: str) -> str:
    """What a subject is called the second time."""
    return {"his": "he", "her": "she"}.get(their, "they") if their != "the" else ("they" if "person" in subject else "it")


def is_doing(subject: str, dice: Dice) -> str:
    """"he is", "they're" … """
    if subject == "they":
        return dice.of(("they are", "they're"))
    return dice.of((f"{subject} is", f"{subject}'s")) if subject in ("he", "she") else f"{subject} is"


def as_state(saying: Saying, dice: Dice, chance: float) -> bool:
    """Whether to tell how a limb is (by `chance`) or what the body does; only one may have words."""
    return bool(saying.states) and (not saying.actions or dice.roll() < chance)


def state_words(saying: Saying, dice: Dice, their: str) -> str:
    """ "their left hand above their head" """
    state = dice.of(saying.states)
    return doing(f"{state.limb} {state.predicate}", their)


def clause_words(saying: Saying, dice: Dice, their: str) -> str:
    """ "their left hand is above their head" """
    state = dice.of(saying.states)
    if "*" in state.predicate:
        return told(f"{state.limb} {state.predicate}", state.plural, their)
    return owned(f"{state.limb} {'are' if state.plural else 'is'} {state.predicate}", their)


def punctuated(text: str, drawn: float) -> str:
    """Now and then with a capital letter, a full stop, or both; drawn: 0 to 1."""
    if drawn < 0.2:
        text = text[0].upper() + text[1:]
    return text + "." if 0.1 < drawn < 0.25 else text


def _fragments(sayings: Sequence[Saying], dice: Dice) -> str:
    their = dice.of(("", "", "the", "the", "their"))
    parts = [
        state_words(saying, dice, their) if as_state(saying, dice, 0.75) else doing(dice.of(saying.actions), their)
        for saying in sayings
    ]
    return ", ".join(parts) if dice.roll() < 0.6 else listed(parts)


def _with(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "squatting with both arms stretched forward" """
    their = dice.of(("the", "the", "their", ""))
    lead = next((saying for saying in sayings if saying.actions and ("stance" in saying.topics or not saying.states)), None)
    rest = [saying for saying in sayings if saying is not lead]
    return _joined(doing(dice.of(lead.actions), their) if lead else "", rest, dice, their)


def _joined(lead: str, rest: Sequence[Saying], dice: Dice, their: str) -> str:
    held = [state_words(saying, dice, their) for saying in rest if saying.states]
    done = [doing(dice.of(saying.actions), their) for saying in rest if not saying.states]
    text = " ".join(part for part in (lead, f"with {listed(held)}" if held else "") if part)
    return tidy(", ".join([text, *done] if text else done))


def _sentence(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "a person squats with both arms stretched forward and looks up" """
    subject, their = dice.of(PEOPLE)
    plural = subject == "they"
    done = [saying for saying in sayings if not as_state(saying, dice, 0.4)]
    held = [state_words(saying, dice, their) for saying in sayings if saying not in done]
    if not done:
        return f"{subject} {dice.of(('have', 'hold', 'keep') if plural else ('has', 'holds', 'keeps'))} {listed(held)}"
    verbs = [told(dice.of(saying.actions), plural, their) for saying in done]
    return f"{subject} {listed(verbs)}" + (f" with {listed(held)}" if held else "")


def _being(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "she's kneeling on her right knee with both hands on the hips" """
    subject, their = dice.of(PEOPLE)
    lead = next((saying for saying in sayings if saying.actions), None)
    if lead is None:
        return f"{subject} with {listed([state_words(saying, dice, their) for saying in sayings])}".replace("they with", "with")
    rest = [saying for saying in sayings if saying is not lead]
    return _joined(f"{is_doing(subject, dice)} {doing(dice.of(lead.actions), their)}", rest, dice, their)


def _clauses(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "their right knee is bent at a right angle and they lean forward" """
    subject, their = dice.of(PEOPLE)
    parts = []
    for number, saying in enumerate(sayings):
        if as_state(saying, dice, 0.7):
            parts.append(clause_words(saying, dice, their))
        else:
            who = subject if number == 0 else pronoun(subject, their)
            parts.append(f"{who} {told(dice.of(saying.actions), who == 'they', their)}")
    return listed(parts)


def _command(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "bend over and touch your toes" """
    their = dice.of(("your", "your", "your", "the", ""))
    parts = []
    for saying in sayings:
        if not as_state(saying, dice, 0.25):
            parts.append(commanded(dice.of(saying.actions), their))
        else:
            parts.append(f"{dice.of(('keep', 'hold', 'have'))} {state_words(saying, dice, their)}")
    return listed(parts) if dice.roll() < 0.7 else ", ".join(parts)


def _someone_with(sayings: Sequence[Saying], dice: Dice) -> str:
    """ "a person with the hands on the hips", "pose with …" """
    opening, their = dice.of(_SHOWN)
    held = [saying for saying in sayings if saying.states]
    done = [doing(dice.of(saying.actions), their) for saying in sayings if not saying.states]
    if opening.endswith("pose"):
        return ", ".join([f"{opening} {_joined('', held, dice, their)}", *done]) if held else _joined("", sayings, dice, their)
    lead = " ".join([opening, listed(done)] if done else [opening])
    return _joined(lead, held, dice, their)


FRAMES = (
    (0.24, _fragments), (0.18, _with), (0.17, _sentence), (0.13, _being), (0.10, _clauses), (0.13, _command),
    (0.05, _someone_with),
)
_WRITER = Writer(sayings_of(PHRASES), FRAMES)


def describe(holds: np.ndarray, rng: np.random.Generator) -> Description | None:
    """A training sentence for a pose of which `holds` (P,) bool says which of `posecodes.NAMES` are true.

    One to five things that hold, the rarer the likelier, none that repeats or contradicts another; `codes` lists all that the
    words claim. None where nothing holds that has words.
    """
    written = _WRITER.write(holds, rng)
    return replace(written, text=punctuated(written.text, rng.random())) if written else None
