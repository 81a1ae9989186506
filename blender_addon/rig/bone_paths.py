"""Paths from bone to bone, upwards, and what joints the bones of a spine are."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

import bpy


def spine_of(between: Sequence[str]) -> Bones:
    """The bones of spine1 to spine3, of those from above the pelvis up to the chest."""
    if not between:
        return {}
    names = {"spine3": between[-1]}
    if len(between) > 1:
        names["spine1"] = between[0]
    if len(between) > 2:
        names["spine2"] = between[-2]
    return names


def up(bones: bpy.types.bpy_prop_collection, name: str) -> list[str]:
    """The bone and those above it, upwards."""
    return [name, *(above.name for above in bones[name].parent_recursive)]


def meeting(bones: bpy.types.bpy_prop_collection, names: Iterable[str]) -> str:
    """The lowest bone that all of these hang on; empty where there is none."""
    paths = [up(bones, name)[1:] if name else [] for name in names]
    return next((name for name in paths[0] if all(name in path for path in paths[1:])), "")


def between(bones: bpy.types.bpy_prop_collection, upper: str, lower: str) -> list[str]:
    """The bones of the path from below `upper`'s end: those above `lower` (left out) up to `upper` (included), upwards.

    Where `upper` does not hang on `lower` itself, from the bone on which both hang.
    """
    path = up(bones, upper)
    stop = next((name for name in up(bones, lower) if name in path), None) if lower else None
    return path[:path.index(stop)][::-1] if stop is not None else [upper]
