"""The little grammar that captions need: inflecting marked verbs, possessives, articles, and swapping left with right.

A phrase marks each of its verbs with a star and leaves the owner of a limb open:
``"*walk forward and *raise {their} left hand"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_VERB = re.compile(r"\*([\w-]+)")
# run, sit, step and, in British spelling, signal, level: the last letter doubles before -ing
_DOUBLING_VERB = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]|\w*[^aeiou][aeiou]l")
_ING_EXCEPTIONS = {"sidestep": "sidestepping", "backflip": "backflipping", "eavesdrop": "eavesdropping", "duel": "duelling"}
_S_EXCEPTIONS = {"be": "is", "have": "has"}
_HIS = frozenset({"man", "boy", "guy", "grandfather", "gentleman", "he", "lad", "bloke"})
_HER = frozenset({"woman", "girl", "lady", "grandmother", "she", "lass"})


def base(phrase: str, their: str = "the") -> str:
    """The plain form, as a command says it: ``"*wave {their} hand"`` gives ``"wave the hand"``."""
    return _VERB.sub(r"\1", phrase).replace("{their}", their)


def third_person(phrase: str, their: str = "their") -> str:
    """The form after "a person": ``"*lift {their} arm and *wave"`` gives ``"lifts their arm and waves"``."""
    return _VERB.sub(lambda verb: _with_s(verb[1]), phrase).replace("{their}", their)


def ing_form(phrase: str, their: str = "the") -> str:
    """The -ing form of every marked verb: ``"*run and *wave"`` gives ``"running and waving"``."""
    return _VERB.sub(lambda verb: _with_ing(verb[1]), phrase).replace("{their}", their)


def possessive(subject: str) -> str:
    """"his", "her" or "their", by the person whom the subject names."""
    words = set(subject.split())
    if words & _HIS:
        return "his"
    return "her" if words & _HER else "their"


def without_article(subject: str) -> str:
    """``"an old man"`` gives ``"old man"``; "someone" stays."""
    return re.sub(r"^(a|an) ", "", subject)


def with_article(noun: str) -> str:
    """``"angry walk"`` gives ``"an angry walk"``."""
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def unique(captions: Iterable[str]) -> tuple[str, ...]:
    """The captions in their first order, each once."""
    return tuple(dict.fromkeys(captions))


def _with_s(verb: str) -> str:
    if verb in _S_EXCEPTIONS:
        return _S_EXCEPTIONS[verb]
    if re.search(r"(s|x|z|ch|sh|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


def _with_ing(verb: str) -> str:
    if verb in _ING_EXCEPTIONS:
        return _ING_EXCEPTIONS[verb]
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if _DOUBLING_VERB.fullmatch(verb) else verb + "ing"
