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


def tr_piece(text: str) -> str:
    """Words of ours that stand alone where they are shown, though elsewhere they are part of a sentence: "left arm, head"."""
    language = _language()
    return _piece(text, language) if language in LANGUAGES else text


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
    return _found(text, language, LANGUAGES[language], _templates(language, "texts"))


def _found(text: str, language: str, texts: Mapping[str, str], templates: tuple[_Template, ...]) -> str | None:
    if text in texts:
        return texts[text]
    for template in templates:
        found = template.pattern.fullmatch(text)
        if found:
            return template.translation.format(*(_piece(part, language) for part in found.groups()))
    return None


def _piece(text: str, language: str) -> str:
    """What stands in a place: a piece of ours, several of them with commas between, or sentences."""
    pieces = PIECES[language]
    found = _found(text, language, pieces, _templates(language, "pieces"))
    if found is not None:
        return found
    if ", " in text and all(part in pieces for part in text.split(", ")):
        return ("、" if language == "ja_JP" else ", ").join(pieces[part] for part in text.split(", "))
    return _translated(text, language) if text.endswith(".") else text


@cache
def _templates(language: str, which: str) -> tuple[_Template, ...]:
    """What has places, those with the most letters of their own first: "texts" or "pieces"."""
    texts = (LANGUAGES if which == "texts" else PIECES)[language]
    with_places = sorted((text for text in texts if "{}" in text), key=lambda text: -len(text.replace("{}", "")))
    return tuple(_Template(_pattern(text), texts[text]) for text in with_places)


def _pattern(text: str) -> re.Pattern[str]:
    """What a template's texts look like. Where hardly a letter is the template's own ("{} of {}") its places hold numbers, or any two
    names with that word between them would be one."""
    place = r"([\d.,]+)" if sum(map(str.isalpha, text)) < 4 else "(.*?)"
    return re.compile(place.join(map(re.escape, text.split("{}"))), re.DOTALL)


def tables() -> dict[str, dict[tuple[str, str], str]]:
    """What Blender translates by itself, as it takes it: {language: {(context, text): translation}}."""
    return {
        language: {(context, text): translation for text, translation in texts.items() if "{}" not in text for context in _CONTEXTS}
        for language, texts in LANGUAGES.items()
    }


def register() -> None:
    bpy.app.translations.register(__package__, tables())


def unregister() -> None:
    bpy.app.translations.unregister(__package__)
