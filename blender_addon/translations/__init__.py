"""The add-on in German and Japanese.

The code speaks English. Labels, tooltips and the items of lists are translated by Blender once their texts are registered. What has
numbers or names in it Blender cannot know: `tr` finds the template that such a sentence was made from, and fills its translation with
what stood in the places. So the server's sentences, and those of threads that may not touch Blender, are translated as well, where they
are shown.

A template is a text with `{}` for each place; its translation may name them `{0}`, `{1}` where their order differs.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import bpy

from . import german, japanese

LANGUAGES: dict[str, Mapping[str, str]] = {"de_DE": german.TEXTS, "ja_JP": japanese.TEXTS}
#: Words that stand in the places of templates; translated there only, so that an action called "Pose" keeps its name.
PIECES: dict[str, Mapping[str, str]] = {"de_DE": german.PIECES, "ja_JP": japanese.PIECES}
#: Blender looks for the texts of operators in a context of their own.
_CONTEXTS = ("*", "Operator")
#: Where one sentence ends and the next begins.
_BETWEEN = re.compile(r"(?<=[.!?…]) (?=\S)")


@dataclass(frozen=True)
class _Template:
    pattern: re.Pattern[str]
    translation: str


def tr(text: str) -> str:
    """A text of the add-on or the server in the language of Blender's interface; the text itself where it has no translation."""
    language = _language()
    return _translated(text, language) if language in LANGUAGES else text


def _language() -> str:
    view = bpy.context.preferences.view
    return bpy.app.translations.locale if view.use_translate_interface else ""


@lru_cache(maxsize=2048)
def _translated(text: str, language: str) -> str:
    whole = _whole(text, language)
    if whole is not None:
        return whole
    sentences = _BETWEEN.split(text)
    # The longest run of sentences that is known as one, then the rest.
    for count in range(len(sentences) - 1, 0, -1):
        head = _whole(" ".join(sentences[:count]), language)
        if head is not None:
            return _joined(head, _translated(" ".join(sentences[count:]), language), language)
    return _joined(sentences[0], _translated(" ".join(sentences[1:]), language), language) if len(sentences) > 1 else text


def _joined(first: str, then: str, language: str) -> str:
    return f"{first}{then}" if language == "ja_JP" and first.endswith("。") else f"{first} {then}"


def _whole(text: str, language: str) -> str | None:
    """The translation of what is one text of ours; None where it is not."""
    known = LANGUAGES[language].get(text)
    if known is not None:
        return known
    for template in _templates(language):
        found = template.pattern.fullmatch(text)
        if found:
            return template.translation.format(*(_piece(piece, language) for piece in found.groups()))
    return None


def _piece(text: str, language: str) -> str:
    """What stands in a place: a word of `PIECES`, several of them with commas between, or a text that has places itself."""
    pieces = PIECES[language]
    if text in pieces:
        return pieces[text]
    if ", " in text and all(part in pieces for part in text.split(", ")):
        return ("、" if language == "ja_JP" else ", ").join(pieces[part] for part in text.split(", "))
    if _BETWEEN.search(text) or text.endswith("."):
        return _translated(text, language)
    return text


@cache
def _templates(language: str) -> tuple[_Template, ...]:
    """What has places, those with the most letters of their own first."""
    with_places = [text for text in LANGUAGES[language] if "{}" in text]
    with_places.sort(key=lambda text: -len(text.replace("{}", "")))
    return tuple(
        _Template(re.compile("(.*?)".join(map(re.escape, text.split("{}"))), re.DOTALL), LANGUAGES[language][text]) for text in with_places)


def register() -> None:
    bpy.app.translations.register(__package__, {
        language: {(context, text): translation for text, translation in texts.items() if "{}" not in text for context in _CONTEXTS}
        for language, texts in LANGUAGES.items()
    })


def unregister() -> None:
    bpy.app.translations.unregister(__package__)
