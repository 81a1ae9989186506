"""Style tokens in a prompt: "a <grumpy> person walks up and waves"."""
from __future__ import annotations

import re
from collections.abc import Callable

_TOKEN = re.compile(r"<([^<>]*)>")
#: Between what is done first and what is done next.
_NEXT = re.compile(r"[,;]?\s+(?:and\s+)?(?:then|afterwards|followed by)\s+|[;.]\s+", re.IGNORECASE)
#: Shares of a motion's time, from and to.
Spans = tuple[tuple[float, float], ...]
ALWAYS: Spans = ((0.0, 1.0),)


def tokens_in(text: str) -> tuple[str, ...]:
    """The names between < and >, in their order, each once; upper and lower case are one."""
    names = (match.group(1).strip().casefold() for match in _TOKEN.finditer(text))
    return tuple(dict.fromkeys(names))


def pieces(text: str) -> list[tuple[str, bool]]:
    """The text cut at its tokens: (words, False) and (name, True), in their order, empty words left out."""
    result, end = [], 0
    for match in _TOKEN.finditer(text):
        result += [(text[end : match.start()].strip(), False), (match.group(1).strip().casefold(), True)]
        end = match.end()
    result.append((text[end:].strip(), False))
    return [(part, is_token) for part, is_token in result if part or is_token]


def spans_of(text: str) -> dict[str, Spans]:
    """When each token of the text is meant: all the time, or, where one is named after another ("a <shy> person walks, then a <proud> person
    waves"), in its own part, everything that is done taking as long as the next thing. What comes without a token goes on as before."""
    clauses = [part for part in _NEXT.split(text) if part.strip()]
    named = [set(tokens_in(clause)) for clause in clauses]
    first = next((names for names in named if names), set())
    meant = [first]
    for names in named:
        meant.append(names or meant[-1])
    meant = meant[1:]
    if all(names == first for names in meant):
        return {name: ALWAYS for name in tokens_in(text)}
    parts = len(meant)
    return {name: tuple((at / parts, (at + 1) / parts) for at in range(parts) if name in meant[at]) for name in tokens_in(text)}


def replaced(text: str, word: Callable[[str], str]) -> str:
    """The text with `word(name)` in place of each token."""
    return _TOKEN.sub(lambda match: word(match.group(1).strip().casefold()), text)
