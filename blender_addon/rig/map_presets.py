"""Humanoid maps that the animator has saved: JSON files in the extension's own folder, found again by the names of the bones."""
from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from .. import places
from .skeleton import JOINT_NAMES

_KIND = "motion prompt humanoid map"


def folder() -> Path:
    """Where the presets lie, made where it is missing. Raises OSError."""
    path = places.rigs_folder()
    path.mkdir(parents=True, exist_ok=True)
    return path


def save(name: str, bones: Mapping[str, str]) -> Path:
    """Writes a preset whole or not at all; one of the same name goes. Raises OSError, and ValueError for a name without a letter."""
    file = re.sub(r"[^\w\- .()]", "_", name).strip(" .")
    if not file:
        raise ValueError("the preset needs a name")
    path = folder() / f"{file}.json"
    part = path.with_suffix(".part")
    part.write_text(json.dumps({"kind": _KIND, "bones": dict(bones)}, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(part, path)
    return path


def load(path: Path) -> dict[str, str]:
    """The bones by joint name. Raises OSError, and ValueError where the file is no humanoid map."""
    found = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict) or found.get("kind") != _KIND or not isinstance(found.get("bones"), dict):
        raise ValueError(f"{path.name} is no saved rig map")
    return {joint: str(bone) for joint, bone in found["bones"].items() if joint in JOINT_NAMES and bone}


def names() -> list[str]:
    """The saved presets' names, sorted."""
    try:
        return sorted(path.stem for path in folder().glob("*.json"))
    except OSError:
        return []


def fitting(bones: Iterable[str]) -> dict[str, str] | None:
    """The preset with the most joints, of those whose bones are all there; None where none fits."""
    there, best = set(bones), None
    for name in names():
        try:
            found = load(folder() / f"{name}.json")
        except (OSError, ValueError):
            continue  # what is damaged fits nothing; Load Preset says so
        if found and set(found.values()) <= there and (best is None or len(found) > len(best)):
            best = found
    return best
