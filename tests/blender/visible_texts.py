"""Every text of the add-on that an animator can see, found in the registered classes and in the source."""
from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import bpy

ROOT = Path(__file__).resolve().parents[2]
ADDON = ROOT / "blender_addon"
#: Keywords of Blender's calls whose texts are shown, however short.
_SHOWN = {"text", "name", "description", "title", "message", "confirm_text", "heading"}
#: Where nothing is said to an animator: data, and what the models read.
_SILENT = ("translations/", "examples.py", "licences.py", "presets/")


def of_classes() -> dict[str, str]:
    """Labels, tooltips and items of all that is registered: text -> where it is."""
    found: dict[str, str] = {}
    for kind in (bpy.types.Operator, bpy.types.Panel, bpy.types.Menu, bpy.types.UIList, bpy.types.PropertyGroup, bpy.types.AddonPreferences):
        for each in _subclasses(kind):
            if each.__module__.startswith("blender_addon") and hasattr(each, "bl_rna"):
                for text in _of_class(each):
                    found.setdefault(text, each.__name__)
    found.pop("", None)
    return found


def _subclasses(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from _subclasses(each)


def _of_class(each: type) -> Iterator[str]:
    yield from (getattr(each, name, None) or "" for name in ("bl_label", "bl_description"))
    for prop in each.bl_rna.properties:
        own = prop.identifier in getattr(each, "__annotations__", {}) or any(
            prop.identifier in getattr(base, "__annotations__", {}) and base.__module__.startswith("blender_addon") for base in each.__mro__)
        if not own or prop.is_hidden or not prop.description:
            continue
        yield from (prop.name, prop.description)
        for item in getattr(prop, "enum_items", ()):
            yield from (item.name, item.description)


def of_source(place: Path = ADDON) -> dict[str, str]:
    """Sentences and words in the code that are shown: text, with `{}` where something is put in -> where it is."""
    found: dict[str, str] = {}
    for path in sorted(place.rglob("*.py")):
        name = path.relative_to(place).as_posix()
        if name.startswith(_SILENT):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for text, line in _texts(tree):
            found.setdefault(text, f"{name}:{line}")
    return found


def _texts(tree: ast.AST) -> Iterator[tuple[str, int]]:
    silent = _docstrings(tree) | _inside_formats(tree)
    shown = {
        id(node) for call in ast.walk(tree) if isinstance(call, ast.Call)
        for value in _shown_by(call) for node in _branches(value)}
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        text = _template(node)
        if text is not None and (id(node) in shown and any(letter.isalpha() for letter in text.replace("{}", "")) or _is_sentence(text)):
            yield text, node.lineno


def _shown_by(call: ast.Call) -> Iterator[ast.AST]:
    """What a call shows, translates or reports."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name != "Thread":
        yield from (keyword.value for keyword in call.keywords if keyword.arg in _SHOWN)
    if name in ("tr", "tr_piece", "report", "poll_message_set"):
        yield from call.args[-1:]


def _branches(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.IfExp):
        yield from _branches(node.body)
        yield from _branches(node.orelse)
    else:
        yield node


def _template(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def _is_sentence(text: str) -> bool:
    """Several words that begin like a sentence."""
    letters = text.replace("{}", "").strip()
    begins = text[:1].isupper() or text[:1] in "<“{"
    return begins and len(letters.split()) >= 2 and sum(letter.islower() for letter in letters) > 5 and "_" not in letters


def _docstrings(tree: ast.AST) -> set[int]:
    """Docstrings, and other texts that stand alone."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _inside_formats(tree: ast.AST) -> set[int]:
    """The pieces of f-strings: they are looked at as a whole."""
    return {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values if isinstance(part, ast.Constant)
    } | {id(inner) for node in ast.walk(tree) if isinstance(node, ast.FormattedValue) and node.format_spec for inner in ast.walk(node.format_spec)}
