"""Captions of the clips in plain English, written by hand.

The words are in ``caption_styles`` (how), ``caption_actions`` (Bandai-Namco contents), ``caption_cmu`` and ``caption_cc0`` (clips
known by their description); here they are put into sentences. Everything is deterministic: the same labels give the same
captions in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from models.text.sides import mirrored

from .caption_actions import ACTIONS, ARM, RUN, WALK, Action, content_of
from .caption_cc0 import CC0_ACTIONS
from .caption_cmu import CMU_ACTIONS
from .caption_grammar import base, ing_form, possessive, third_person, unique, with_article, without_article
from .caption_styles import PEOPLE, STYLES, Style, style_of, style_words

__all__ = ["Labels", "at_once", "captions", "content_of", "in_sequence", "in_two_manners", "label", "mirrored", "mirrored_content", "style_of",
           "unseen_captions"]

Labels = tuple[str, str, str]
"""A clip's content, style and description, as ``clips.csv`` has them."""

#: Who is in two moods at once.
_NOUNS = ("person", "man", "person", "woman", "figure")
#: Phrases of each of two clips together, and with how many of the other's each is said.
_VARIANTS, _PARTNERS = 6, 3


def captions(content: str, style: str, description: str) -> tuple[str, ...]:
    """All training captions of a clip, at least six.

    A label that nobody has written for (somebody else's clips) gives captions that quote it.
    """
    action = _action(content, description)
    if action is None:
        return _quoting(_words_of(content, description), style)
    if description:
        return unique(_described(action, action.phrases))
    return unique(_styled(action, style_words(style), _offset(content, style)))


def unseen_captions(content: str, style: str, description: str) -> tuple[str, ...]:
    """At least two paraphrases with verbs that no training caption of the clip has. For the evaluation only."""
    action = _action(content, description)
    if action is None:
        words = _words_of(content, description)
        return f"the performer goes through this: {words}", f"please show {words}"
    if description:
        return unique(_described(action, action.unseen))
    return unique(_unseen_styled(action, style_words(style), style_of(style) == "normal"))


def label(content: str, style: str, description: str) -> str:
    """What a clip counts as, for balancing and R-precision: ``"walk|angry"``, ``"cmu|walk"``, ``"cc0|backflip"``."""
    if description in CC0_ACTIONS and content == description:
        return f"cc0|{CC0_ACTIONS[description].label}"
    if description:
        known = CMU_ACTIONS.get(description)
        return f"cmu|{known.label if known else description}"
    return f"{content_of(content)}|{style_of(style)}"


def mirrored_content(content: str) -> str:
    """The content of the mirrored clip: ``"walk-turn-left"`` gives ``"walk-turn-right"``."""
    return mirrored(content)


def in_sequence(first: Labels, then: Labels) -> tuple[str, ...]:
    """Captions of one clip followed by another, with one subject: "an angry man walks, then waves with the left hand"."""
    pairs = _pairs(first, then)
    if pairs is None:
        return _joined(first, then, ("{}, then {}", "{} and then {}", "first {}, then {}", "{}, followed by {}"))
    forms = []
    for subject, a, b in pairs:
        their = possessive(subject)
        a_does, b_does = third_person(a, their), third_person(b, their)
        forms += [f"{subject} {a_does}, then {b_does}", f"{subject} {a_does} and {b_does}",
                  f"{subject} {a_does} and then {b_does}", f"{subject} {a_does} before {ing_form(b, their)}",
                  f"after {ing_form(a, their)}, {subject} {b_does}"]
    forms += [f"{base(a)}, then {base(b)}" for _, a, b in pairs[1::2]]
    forms += [f"{base(a)} and {base(b)}" for _, a, b in pairs[::2]]
    return unique(forms)


def at_once(first: Labels, meanwhile: Labels) -> tuple[str, ...]:
    """Captions of two things done at the same time: "a person walks forward while waving with the left hand"."""
    pairs = _pairs(first, meanwhile)
    if pairs is None:
        return _joined(first, meanwhile, ("{} while also: {}", "{} and {} at the same time", "{} and at once {}", "{} with {}"))
    forms = []
    for subject, a, b in pairs:
        their = possessive(subject)
        a_does, b_does = third_person(a, their), third_person(b, their)
        forms += [f"{subject} {a_does} while {ing_form(b, their)}", f"{subject} {b_does} while {ing_form(a, their)}",
                  f"{subject} {a_does} and {b_does} at the same time"]
    forms += [f"{base(a)} while {ing_form(b)}" for _, a, b in pairs[1::2]]
    forms += [f"{ing_form(a)} and {ing_form(b)} at the same time" for _, a, b in pairs[::2]]
    return unique(forms)


def in_two_manners(one: Labels, other: Labels) -> tuple[str, ...]:
    """Captions of one content in two styles at once, either of them first: "a happy and proud person walks", "a sad man walks angrily"."""
    action = _action(one[0], "")
    if action is None:
        return _quoting(_words_of(one[0], ""), f"{one[1]} and {other[1]}")
    forms = []
    for turn, phrase in enumerate(action.phrases * 2):
        first, then = (style_words(labels[1]) for labels in ((one, other) if turn % 2 else (other, one)))
        adjectives = [_pick(style.adjectives, turn // 2) for style in (first, then)]
        adverbs = [_pick(_adverbs(action, style), turn) for style in (first, then)]
        noun, person, subject = _pick(_NOUNS, turn), _pick(PEOPLE, turn), _pick(first.subjects, turn)
        does, theirs = third_person(phrase, possessive(noun)), third_person(phrase, possessive(subject))
        forms += [with_article(f"{' '.join(adjectives)} {noun} {does}"), with_article(f"{' and '.join(adjectives)} {noun} {does}"),
                  f"{subject} {theirs} {adverbs[1]}", f"{person} {third_person(phrase, possessive(person))} {' and '.join(adverbs)}",
                  f"{base(phrase)} {' and '.join(adverbs)}"]
    return unique(forms)


def _action(content: str, description: str) -> Action | None:
    if not description:
        return ACTIONS.get(content_of(content))
    if content == description and description in CC0_ACTIONS:
        return CC0_ACTIONS[description]
    return CMU_ACTIONS.get(description)


def _styled(action: Action, style: Style, offset: int) -> Iterator[str]:
    """Every phrase in four sentence forms; the words rotate, from another place for every content and style."""
    adverbs, clauses = _adverbs(action, style), _clauses(action, style)
    for number, phrase in enumerate(action.phrases):
        turn = number + offset
        subject, plain = _pick(style.subjects, turn), _pick(PEOPLE, turn + 1)
        adverb, way, clause = _pick(adverbs, turn), _pick(style.ways, turn), _pick(clauses, turn)
        yield f"{subject} {third_person(phrase, possessive(subject))}"
        yield _with_adverb(plain, phrase, adverb, before=turn % 2 == 0)
        yield _with_manner(plain, phrase, way, clause, turn)
        yield _fragment(phrase, subject, adverb, way, turn)
        if style is STYLES["normal"]:
            yield from _bare(phrase)
    for number, noun in enumerate(action.nouns):
        adjective = _pick(style.adjectives, number + offset)
        yield f"{adjective} {noun}"
        yield with_article(f"{_pick(style.adjectives, number + offset + 1)} {noun}")


def _bare(phrase: str) -> tuple[str, str, str]:
    """What people type first: "a person walks", "walk", "walking"."""
    return f"a person {third_person(phrase)}", base(phrase), ing_form(phrase)


def _with_adverb(subject: str, phrase: str, adverb: str, before: bool) -> str:
    their = possessive(subject)
    if before and " " not in adverb:
        return f"{subject} {adverb} {third_person(phrase, their)}"
    return f"{subject} {third_person(phrase, their)} {adverb}"


def _with_manner(subject: str, phrase: str, way: str, clause: str, turn: int) -> str:
    their = possessive(subject)
    does = third_person(phrase, their)
    said = f"{does} {way}" if turn % 2 else f"{does}, {clause}"
    return f"{subject} {said}".replace("{their}", their)


def _fragment(phrase: str, subject: str, adverb: str, way: str, turn: int) -> str:
    forms = (f"{base(phrase)} {adverb}", f"{subject} {ing_form(phrase, possessive(subject))}", f"{base(phrase)} {way}",
             f"{without_article(subject)} {ing_form(phrase, possessive(subject))}", f"{ing_form(phrase)} {adverb}")
    return forms[turn % len(forms)].replace("{their}", "the")


def _adverbs(action: Action, style: Style) -> tuple[str, ...]:
    return style.adverbs if action.kind == RUN else style.unhurried + style.adverbs


def _clauses(action: Action, style: Style) -> tuple[str, ...]:
    if action.kind in (WALK, RUN):
        return style.leg_clauses + style.clauses
    return style.arm_clauses + style.clauses if action.kind == ARM else style.clauses


def _unseen_styled(action: Action, style: Style, plain: bool) -> Iterator[str]:
    for number, phrase in enumerate(action.unseen):
        subject = _pick(PEOPLE if plain else style.unseen_subjects, number)
        adverb = _pick(style.unseen_adverbs, number)
        yield f"{subject} {third_person(phrase, possessive(subject))}"
        yield f"{base(phrase)} {adverb}"
        yield f"{_pick(PEOPLE if plain else style.subjects, number)} {third_person(phrase, 'the')}"


def _described(action: Action, phrases: tuple[str, ...]) -> Iterator[str]:
    for number, phrase in enumerate(phrases):
        subject, other = _pick(action.subjects, number), _pick(action.subjects, number + 1)
        yield f"{subject} {third_person(phrase, possessive(subject))}"
        yield base(phrase)
        yield f"{other} is {ing_form(phrase, possessive(other))}" if number % 2 else ing_form(phrase)


def _pairs(one: Labels, other: Labels) -> list[tuple[str, str, str]] | None:
    """A subject and a phrase of each clip, with the style in the subject or in adverbs; None where a phrase is not known."""
    actions = [_action(content, description) for content, _, description in (one, other)]
    if actions[0] is None or actions[1] is None:
        return None
    (a, b), styles = actions, [style_words(style) for _, style, _ in (one, other)]
    one_style = style_of(one[1]) == style_of(other[1])
    pairs = []
    for turn in range(_VARIANTS * _PARTNERS):
        round_, number = divmod(turn, _VARIANTS)
        does, does_too = _pick(_simple(a.phrases), number), _pick(_simple(b.phrases), number + round_)
        if one_style and (turn % 2 == 0 or styles[0] is STYLES["normal"]):
            pairs.append((_pick(styles[0].subjects, turn), does, does_too))
            continue
        does = _qualified(does, _pick(_adverbs(a, styles[0]), turn), turn)
        if not one_style:
            does_too = _qualified(does_too, _pick(_adverbs(b, styles[1]), turn), turn)
        pairs.append((_pick(PEOPLE, turn), does, does_too))
    return pairs


def _qualified(phrase: str, adverb: str, turn: int) -> str:
    """The phrase with an adverb, before the verb every other time where it is one word."""
    before = turn % 4 < 2 and " " not in adverb
    return f"{adverb} {phrase}" if before else f"{phrase} {adverb}"


def _simple(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """The phrases that can stand beside another one: a single verb, no clause of their own."""
    return tuple(phrase for phrase in phrases if not any(word in phrase for word in (" and ", " while ", ","))) or phrases


def _joined(one: Labels, other: Labels, forms: tuple[str, ...]) -> tuple[str, ...]:
    words = [_fragment_of(labels) for labels in (one, other)]
    return unique(form.format(*words) for form in forms)


def _fragment_of(labels: Labels) -> str:
    content, _, description = labels
    action = _action(content, description)
    return base(action.phrases[0]) if action else _words_of(content, description)


def _words_of(content: str, description: str) -> str:
    return (description or content).replace("-", " ").replace("_", " ").strip() or "an action"


def _quoting(words: str, style: str) -> tuple[str, ...]:
    plain = (words, f"a person performs this: {words}", f"someone acting out {words}", f"a man shows {words}",
             f"a performance of {words}", f"somebody does this: {words}")
    if style_of(style) == "normal":
        return plain
    manner = style.replace("-", " ").replace("_", " ")
    return unique(chain((f"{caption}, {manner}" for caption in plain), (f"{manner} {words}",)))


def _pick(words: tuple[str, ...], turn: int) -> str:
    return words[turn % len(words)]


def _offset(content: str, style: str) -> int:
    """A number that differs between neighbouring labels, so that they do not all begin with the same words."""
    return sum(map(ord, content_of(content) + style_of(style)))
