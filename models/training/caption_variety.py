"""More ways to say what a clip shows, for the denoiser's training alone: other people do it, somewhere, with verbs that say the manner too.

The captions of ``captions`` are what everything is measured with, so they stay as they are. With these beside them, a "knight" or a
"monster" changes nothing about the walk, and "trudges" is a tired walk; words that nobody wrote ("zombie", "salute") then find a
nearer neighbour.
"""
from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .caption_grammar import base, ing_form, possessive, third_person, unique
from .caption_styles import PEOPLE, style_words
from .sequences import TrainingSequence, composite

#: Whom animators animate. Nobody here moves in a way of their own: those who do (a child, an old man) are the styles' subjects. Soldiers are
#: many, because those of the recorded clips only shoot.
CAST = (
    "a nurse", "a knight", "a robot", "a policeman", "a teacher", "a monster", "a king", "a sailor", "a guard", "a pirate", "a waiter", "a ghost",
    "an officer", "a farmer", "a queen", "a student", "an alien", "a doctor", "a warrior", "a mummy", "a thief", "a hero", "a wizard", "a worker",
    "a vampire", "an actor", "a creature", "a soldier", "a neighbour", "a cowboy", "an astronaut", "a villain", "a priest", "a clown", "a skeleton",
    "a trooper", "a recruit", "a marine", "a sergeant", "a captain", "a guardsman", "a soldier", "a ninja", "a soldier", "the player", "the enemy", "a monk", "the main character",
)
#: By label: verbs that say content and style together, where a way leads, what a raised hand is for.
PHRASES = {
    "walk|normal": ("*walk away", "*walk home", "*walk towards us", "*walk down the street", "*walk to the door", "*walk through the hall",
                    "*walk up to someone", "*come closer", "*approach", "*approach someone", "*head home", "*head for the door", "*go ahead",
                    "*go on {their} way", "*make {their} way forward", "*come along", "*cross the street", "*hike along", "*tramp along",
                    "*stride forward", "*leave", "*advance", "*follow someone", "*enter the room", "*pass by", "*travel on foot", "*march forward"),
    "walk|exhausted": ("*trudge along", "*trudge forward", "*plod along", "*drag {their} feet along", "*shuffle along", "*lurch forward",
                       "*stagger forward", "*stagger along", "*shuffle towards us", "*drag one foot after the other"),
    "walk|elderly": ("*hobble along", "*hobble to the door", "*totter forward", "*shuffle along with a bent back", "*dodder along"),
    "walk|proud": ("*strut", "*strut along", "*stride ahead", "*parade along"),
    "walk|masculine": ("*swagger along", "*swagger ahead", "*stride along with broad shoulders"),
    "walk|angry": ("*stomp along", "*storm ahead", "*storm off", "*march off in a temper", "*stamp along"),
    "walk|sad": ("*mope along", "*slouch along", "*slink along with a hanging head"),
    "walk|active": ("*march along", "*march ahead", "*march down the street", "*power-walk", "*stride briskly"),
    "walk|feminine": ("*sashay along", "*glide along", "*walk the catwalk"),
    "walk|not-confident": ("*creep along", "*steal along", "*steal away", "*walk on eggshells"),
    "walk|childish": ("*toddle along", "*bounce along", "*frolic along"),
    "walk|happy": ("*bounce along in high spirits", "*walk with a spring in {their} step"),
    "walk|musical": ("*groove along", "*walk to the beat"),
    "walk|youthful": ("*breeze along", "*walk along lightly"),
    "run|normal": ("*run away", "*run home", "*run towards us", "*run down the street", "*run to the door", "*run up to someone", "*hurry ahead",
                   "*flee", "*chase someone", "*run to catch a bus", "*run through the hall"),
    "run|exhausted": ("*stagger along at a run", "*run on heavy legs"),
    "wave-right-hand|normal": ("*greet the crowd", "*greet a neighbour", "*greet an officer", "*greet the guests", "*greet someone formally",
                               "*greet a general with one hand"),
    "raise-up-right-hand|normal": ("*reach up for something", "*take an oath", "*swear an oath", "*pledge allegiance", "*ask a question in class",
                                   "*honour the flag", "*stand to attention and *raise the right hand", "*stop the traffic with a raised hand"),
    "bow|normal": ("*bend forward", "*thank the audience with a bow", "*show respect with a bow"),
    "punch|normal": ("*box", "*attack with {their} fist", "*hit someone", "*strike an enemy"),
    "kick|normal": ("*kick a ball", "*kick the door", "*attack with a kick"),
    "slash|normal": ("*attack with a sword", "*fight with a sword", "*draw a sword and *strike", "*strike with a blade"),
    "respond|normal": ("*talk", "*talk to someone", "*explain something", "*discuss something", "*speak with {their} hands"),
}

#: By content, in every style: most people greet with one hand, and most with the right one.
OF_ONE_HAND = {
    "wave-right-hand": ("*greet someone", "*greet somebody with one hand", "*say hello", "*give a greeting"),
    "raise-up-right-hand": ("*raise a hand", "*put a hand up", "*hold a hand up", "*raise one arm", "*lift an arm"),
}
#: A hand that is named where it need not be: "waves their left arm", "waving hello with the right hand".
_NAMED_HAND = re.compile(r"\b(wav(?:e|es|ing))(?: hello)? (?:with )?(?:the|his|her|their) (?:left|right) (?:hand|arm)\b")


def with_variety(sequences: Sequence[TrainingSequence]) -> list[TrainingSequence]:
    """The sequences with more captions each; those of two clips once more without the hand that waves."""
    return [replace(sequence, captions=_either_hand(sequence.captions) if composite(sequence.group)
                    else varied(sequence.captions, sequence.group)) for sequence in sequences]


def varied(captions: Sequence[str], group: str) -> tuple[str, ...]:
    """The captions of a label, what its own phrases add, and those that begin with just anybody once more with one of the `CAST`."""
    said = unique((*captions, *_phrases(group)))
    return unique((*said, *(other for caption in said for other in _recast(caption, group))))


def _either_hand(captions: Sequence[str]) -> tuple[str, ...]:
    """The captions, and those that name a waving hand once more without it; "with both hands" stays."""
    return unique((*captions, *(_NAMED_HAND.sub(r"\1", caption) for caption in captions)))


def _phrases(group: str) -> Iterator[str]:
    content, _, name = group.partition("|")
    style = style_words(name)
    for number, phrase in enumerate(PHRASES.get(group, ())):
        anybody, styled = (_told(people, number, phrase) for people in (PEOPLE, style.subjects))
        yield from (anybody, styled, base(phrase), ing_form(phrase))
    for number, phrase in enumerate(OF_ONE_HAND.get(content, ())):
        anybody, styled = (_told(people, number, phrase) for people in (PEOPLE, style.subjects))
        yield from (styled, f"{anybody} {style.adverbs[number % len(style.adverbs)]}")
        if name == "normal":
            yield from (anybody, base(phrase))


def _told(people: Sequence[str], number: int, phrase: str) -> str:
    subject = people[number % len(people)]
    return f"{subject} {third_person(phrase, possessive(subject))}"


def _recast(caption: str, group: str) -> Iterator[str]:
    """Which of the cast is the caption's own, always the same; "their" stays right for all of them."""
    subject = next((person for person in PEOPLE if caption.startswith(f"{person} ")), None)
    if subject is None or " his " in caption:
        return
    number = int(hashlib.sha256(f"{caption}{group}".encode()).hexdigest(), 16)
    yield CAST[number % len(CAST)] + caption.removeprefix(subject)
