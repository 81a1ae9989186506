"""More ways to say what a clip shows, for the denoiser's training alone: other people do it, and verbs that say the manner with it.

The captions of ``captions`` are what everything is measured with, so they stay as they are. With these beside them, a "knight" or a
"monster" changes nothing about the walk, and "trudges" is a tired walk; words that nobody wrote ("zombie", "salute") then find a
nearer neighbour.
"""
from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .caption_grammar import base, ing_form, possessive, third_person, unique
from .caption_styles import PEOPLE, style_words
from .sequences import TrainingSequence

#: Whom animators animate. Nobody here moves in a way of their own: those who do (a child, an old man) are the styles' subjects.
CAST = (
    "a nurse", "a knight", "a robot", "a policeman", "a teacher", "a monster", "a king", "a sailor", "a guard", "a pirate", "a waiter", "a ghost",
    "an officer", "a farmer", "a queen", "a student", "an alien", "a doctor", "a warrior", "a mummy", "a thief", "a hero", "a wizard", "a worker",
    "a vampire", "an actor", "a creature", "a soldier", "a neighbour", "a cowboy", "an astronaut", "a villain", "a priest", "a clown", "a skeleton",
    "a ninja", "the player", "the enemy", "a monk", "the main character",
)
#: Verbs that say content and style together, by label.
MANNERS = {
    "walk|exhausted": ("*trudge along", "*trudge forward", "*plod along", "*drag {their} feet along", "*shuffle along", "*lurch forward",
                       "*stagger forward", "*shuffle forward with hanging arms"),
    "walk|elderly": ("*hobble along", "*totter forward", "*shuffle along with a bent back", "*dodder along"),
    "walk|proud": ("*strut", "*strut along", "*stride ahead", "*parade along"),
    "walk|masculine": ("*swagger along", "*swagger ahead", "*stride along with broad shoulders"),
    "walk|angry": ("*stomp along", "*storm ahead", "*march off in a temper", "*stamp along"),
    "walk|sad": ("*mope along", "*slouch along", "*slink along with a hanging head"),
    "walk|active": ("*march along", "*march ahead", "*power-walk", "*stride briskly"),
    "walk|feminine": ("*sashay along", "*glide along", "*walk the catwalk"),
    "walk|not-confident": ("*creep along", "*steal along", "*walk on eggshells"),
    "walk|childish": ("*toddle along", "*bounce along", "*frolic along"),
    "walk|happy": ("*bounce along in high spirits", "*walk with a spring in {their} step"),
    "walk|musical": ("*groove along", "*walk to the beat"),
    "walk|youthful": ("*breeze along", "*walk along lightly"),
    "run|exhausted": ("*stagger along at a run", "*run on heavy legs"),
    "wave-right-hand|normal": ("*greet someone", "*greet somebody with one hand", "*say hello", "*give a greeting"),
}


def with_variety(sequences: Sequence[TrainingSequence]) -> list[TrainingSequence]:
    """The sequences with more captions each; motions of two clips ("then|…", "while|…") and sentences of others' stay as they are."""
    return [sequence if sequence.group.startswith(("then|", "while|")) else replace(sequence, captions=varied(sequence.captions, sequence.group))
            for sequence in sequences]


def varied(captions: Sequence[str], group: str) -> tuple[str, ...]:
    """The captions of a label, what its manner's verbs add, and those that begin with just anybody once more with one of the `CAST`."""
    said = unique((*captions, *_manners(group)))
    return unique((*said, *(other for caption in said for other in _recast(caption, group))))


def _manners(group: str) -> Iterator[str]:
    style = style_words(group.partition("|")[2])
    for number, phrase in enumerate(MANNERS.get(group, ())):
        subject = PEOPLE[number % len(PEOPLE)]
        styled = style.subjects[number % len(style.subjects)]
        yield f"{subject} {third_person(phrase, possessive(subject))}"
        yield f"{styled} {third_person(phrase, possessive(styled))}"
        yield base(phrase)
        yield ing_form(phrase)


def _recast(caption: str, group: str) -> Iterator[str]:
    """Which of the cast is the caption's own, always the same; "their" stays right for all of them."""
    subject = next((person for person in PEOPLE if caption.startswith(f"{person} ")), None)
    if subject is None or " his " in caption:
        return
    number = int(hashlib.sha256(f"{caption}{group}".encode()).hexdigest(), 16)
    yield CAST[number % len(CAST)] + caption.removeprefix(subject)
