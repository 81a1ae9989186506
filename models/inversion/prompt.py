"""Style tokens in a prompt: "a <grumpy> person walks up and waves"."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_TOKEN = re.compile(r"<([^<>]*)>")
#: Between what is done first and what is done next.
_NEXT = re.compile(r"[,;]?\s+(?:and\s+)?(?:then|afterwards|followed by)\s+|[;.]\s+", re.IGNORECASE)
#: The same token once more, with nothing that counts between.
_REPEATED = re.compile(r"(<[^<>]*>)(?:,?\s*(?:and|&)?\s*\1)+")
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


@dataclass(frozen=True)
class Turn:
    """A part of a prompt that means one style, or none. text: its words. span: the share of the motion's time."""

    text: str
    styles: frozenset[str]
    span: tuple[float, float]


def turns_of(text: str) -> list[Turn]:
    """The prompt as one turn, or as several where a token is named after another ("a <shy> person walks, then a <proud> person waves"),
    everything that is done taking as long as the next thing. What comes without a token goes on as before. Styles at once ("a <shy> <proud>
    person walks") are turns at the same time, each in words that name no other."""
    clauses = [(start, end) for start, end in _clauses(text) if text[start:end].strip()]
    meant = next((names for names in (frozenset(tokens_in(text[start:end])) for start, end in clauses) if names), frozenset())
    turns: list[Turn] = []
    for at, (start, end) in enumerate(clauses):
        meant = frozenset(tokens_in(text[start:end])) or meant
        begins = at / len(clauses)
        if turns and turns[-1].styles == meant:
            start, begins = begun, turns.pop().span[0]
        begun = start
        turns.append(Turn(text[start:end].strip(), meant, (begins, (at + 1) / len(clauses))))
    whole = turns if len(turns) > 1 else [Turn(text, meant, ALWAYS[0])]
    return [alone for turn in whole for alone in _alone(turn)]


def _alone(turn: Turn) -> list[Turn]:
    """A turn of each of its styles, the others' tokens in its words replaced by its own."""
    if len(turn.styles) < 2:
        return [turn]
    words = {name: replaced(turn.text, lambda _, name=name: f"<{name}>") for name in tokens_in(turn.text)}
    return [Turn(_REPEATED.sub(r"\1", text), frozenset([name]), turn.span) for name, text in words.items()]


def _clauses(text: str) -> list[tuple[int, int]]:
    """From where to where each thing that is done is told."""
    gaps = [found.span() for found in _NEXT.finditer(text)]
    return list(zip([0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)]))


def spans_of(text: str) -> dict[str, Spans]:
    """When each token of the text is meant: in its turns."""
    turns = turns_of(text)
    return {name: tuple(turn.span for turn in turns if name in turn.styles) for name in tokens_in(text)}


def replaced(text: str, word: Callable[[str], str]) -> str:
    """The text with `word(name)` in place of each token."""
    return _TOKEN.sub(lambda match: word(match.group(1).strip().casefold()), text)
