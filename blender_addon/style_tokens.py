"""Style tokens in a prompt: "a <grumpy> person walks up and waves"."""
from __future__ import annotations

import re

_TOKEN = re.compile(r"<([^<>]*)>")
#: Somebody after an article, with at most three words in between: an old man, the tired little girl.
_SOMEBODY = re.compile(
    r"\b(?:an?|the|one|this|that)\s+(?:[\w<>'-]+\s+){0,3}?(?=(?:person|man|woman|someone|human|character|figure|boy|girl|child|guy|lady)\b)",
    re.IGNORECASE)


def tokens_in(text: str) -> tuple[str, ...]:
    """The names between < and >, in their order, each once and in lower case; the server reads them so."""
    return tuple(dict.fromkeys(found[1].strip().casefold() for found in _TOKEN.finditer(text)))


def has_token(text: str, name: str) -> bool:
    return name.casefold() in tokens_in(text)


def with_token(text: str, name: str) -> str:
    """The text with <name> before the person that it is about, or else in front; unchanged where it is in there already."""
    if has_token(text, name):
        return text
    if not text.strip():
        return f"a <{name}> person"
    somebody = _SOMEBODY.search(text)
    at = somebody.end() if somebody else len(text) - len(text.lstrip())
    return f"{text[:at]}<{name}> {text[at:]}"
