"""Style tokens in a prompt: "a <grumpy> person walks up and waves"."""
from __future__ import annotations

import re
from collections.abc import Callable

_TOKEN = re.compile(r"<([^<>]*)>")


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


def replaced(text: str, word: Callable[[str], str]) -> str:
    """The text with `word(name)` in place of each token."""
    return _TOKEN.sub(lambda match: word(match.group(1).strip().casefold()), text)
