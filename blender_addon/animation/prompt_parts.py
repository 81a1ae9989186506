"""A prompt that tells one thing after another, in its parts: "a man walks, then waves" is "a man walks" and "a man waves"."""
from __future__ import annotations

import re

#: What parts a prompt: "then" and its like, and a semicolon or the end of a sentence.
_THEN = re.compile(
    r"\s*(?:[,;.]\s*|\s)(?:and\s+)?(?:then|after\s+that|afterwards|finally)\b,?\s*|\s*[;.]\s+(?=\S)|\s*;\s*", re.IGNORECASE)
_PRONOUN = re.compile(r"\A(?:he|she|it|they)\s+", re.IGNORECASE)
_OWN_SUBJECT = re.compile(r"(?:an?|the|some(?:one|body))\b", re.IGNORECASE)
_ARTICLES = {"a", "an", "the"}
#: Who does it where a prompt does not say.
_SOMEONE = "a person"


def parts(prompt: str) -> list[str]:
    """The parts of a prompt, in order; each says who does it if the first one does. One that tells one thing is its only part."""
    found = [part.strip(" ,;.") for part in _THEN.split(prompt.strip())]
    found = [part for part in found if part]
    if len(found) < 2:
        return [prompt.strip()] if prompt.strip() else []
    subject = _subject(found[0])
    return [found[0], *(part if _OWN_SUBJECT.match(part) else f"{subject} {_PRONOUN.sub('', part, count=1)}" for part in found[1:])]


def _subject(part: str) -> str:
    """What stands before the first verb in the third person: "an old man" in "an old man slowly walks"."""
    words = part.split()
    for place, word in enumerate(words):
        if re.fullmatch(r"[a-z-]*[a-rt-z]s", word.lower()):
            before = [each for each in words[:place] if not each.lower().endswith("ly")]
            return " ".join(before) if before and before[-1].lower() not in _ARTICLES else _SOMEONE
    return _SOMEONE
