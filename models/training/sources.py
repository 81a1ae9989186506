"""Whose clips a model was trained on: what its weights say of their licence."""
from __future__ import annotations

import csv
from collections.abc import Collection
from pathlib import Path

#: The folders of the project's own set (its README has the terms), what they are called, and the terms that bind the weights.
_KNOWN = {
    "bandai_namco": "Bandai-Namco Research Motiondataset (CC BY-NC 4.0)",
    "cmu": "CMU Graphics Lab Motion Capture Database",
    "cc0": "Quaternius and Mesh2Motion (CC0)",
}


def sources_of(data: Path) -> list[str]:
    """The folders that clips.csv names, or the data folder's own name where it has no list or names files alone."""
    if not (data / "clips.csv").is_file():
        return [data.resolve().name]
    with open(data / "clips.csv", newline="", encoding="utf-8") as file:
        folders = {row["file"].rpartition("/")[0].partition("/")[0] for row in csv.DictReader(file)}
    return sorted(folder or data.resolve().name for folder in folders)


def terms(sources: Collection[str]) -> dict[str, str]:
    """`trained_on` and `licence` for the header of weights trained on these sources."""
    known = [text for folder, text in _KNOWN.items() if folder in sources]
    others = sorted(set(sources) - set(_KNOWN))
    licence = "CC BY-NC 4.0" if "bandai_namco" in sources and not others else "what the clips' owners allow"
    return {"licence": licence, "trained_on": ", ".join([*known, *others])}
