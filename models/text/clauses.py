"""Where a description falls into parts: "left arm out to the side, right arm up" says two things, each plainer alone."""
from __future__ import annotations

import re

_BETWEEN = re.compile(r"\s*(?:[,;:.–—+/]|\b(?:and|with|while|plus|but|whose)\b)\s*", re.IGNORECASE)
_LIMB = r"(?:hands?|arms?|fists?|fingers?|elbows?|palms?|foot|feet|heels?|legs?|knees?|toes?)"
#: A limb and nothing of it: "the left hand".
_BARE = re.compile(rf"(?:\b(?:the|a|his|her|their|your|my|its|one|both|two|left|right)\s+)*{_LIMB}(?=\s*(?:$|[,;:.–—+/]|and\b))", re.IGNORECASE)
_ENDS, _BEGINS = re.compile(rf"\b{_LIMB}$", re.IGNORECASE), re.compile(rf"{_LIMB}\b", re.IGNORECASE)


def clauses(text: str) -> list[str]:
    """The parts of a text between commas, "and", "with" …, those of one word left out; none where it has only one. What is done "with
    the left hand", or on "hands and knees", stays together."""
    parts, start = [], 0
    for found in _BETWEEN.finditer(text):
        if not _inside(text, found):
            parts.append(text[start : found.start()])
            start = found.end()
    parts = [part for part in [*parts, text[start:]] if len(part.split()) > 1]
    return parts if len(parts) > 1 else []


def _inside(text: str, found: re.Match) -> bool:
    """Whether what was found only joins words of one part."""
    word = found[0].strip().lower()
    if word == "with":
        return _BARE.match(text, found.end()) is not None
    return word == "and" and bool(_ENDS.search(text[: found.start()])) and bool(_BEGINS.match(text, found.end()))
