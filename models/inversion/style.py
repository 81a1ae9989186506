"""A learned style: one small file."""
from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load, save

from models.inversion.request import StyleError, check_descriptor, check_name

SUFFIX = ".style.safetensors"
#: Raised when what is in the file changes its meaning.
_VERSION = 1
#: A style holds some numbers a layer; nobody's is larger than this (bytes).
LARGEST_FILE = 16 * 2**20


@dataclass(frozen=True)
class StyleInfo:
    """What a list of styles shows. strong: whether it updates the denoiser. model: the fingerprint of the LEAD weights it was learned
    with. provenance: the clips' names, seconds of them, steps, losses."""

    name: str
    descriptor: str
    strong: bool
    model: str
    provenance: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, eq=False)
class Style:
    """info, and what was learned. vectors: float32 (k, W) input embeddings of the text encoder, put where the token stands; start:
    (k, W) those of the descriptor that they started from. updates: for each adapted linear layer of the denoiser, by its name,
    float32 (down (rank, in), up (out, rank)); empty where the style is not strong (Hu et al. 2022, Eq. 3)."""

    info: StyleInfo
    vectors: np.ndarray
    start: np.ndarray
    updates: Mapping[str, tuple[np.ndarray, np.ndarray]] = field(default_factory=lambda: MappingProxyType({}))

    def to_bytes(self) -> bytes:
        """The file's content: safetensors, with the style's `info` in the header. The same style gives the same bytes."""
        arrays = {"vectors": self.vectors, "start": self.start}
        for layer, (down, up) in self.updates.items():
            arrays |= {f"{layer}.down": down, f"{layer}.up": up}
        header = {"format": "motion-prompt-style", "version": _VERSION, **vars(self.info), "provenance": dict(self.info.provenance)}
        tensors = {name: np.ascontiguousarray(array, dtype=np.float32) for name, array in sorted(arrays.items())}
        return save(tensors, {"style": json.dumps(header, sort_keys=True)})

    @classmethod
    def from_bytes(cls, content: bytes, label: str = "This file") -> Style:
        """Raises StyleError with a sentence where `content` is no style file, or a damaged one."""
        info = _info(_header(content), label)
        try:
            arrays = load(content)
            vectors, start = arrays.pop("vectors"), arrays.pop("start")
            layers = sorted({name.rpartition(".")[0] for name in arrays})
            updates = {layer: (arrays.pop(f"{layer}.down"), arrays.pop(f"{layer}.up")) for layer in layers}
        except (SafetensorError, KeyError, ValueError) as error:
            raise StyleError(_damaged(label)) from error
        style = cls(info, vectors, start, MappingProxyType(updates))
        if arrays or not style._is_sound():
            raise StyleError(_damaged(label))
        return style

    def _is_sound(self) -> bool:
        every = [self.vectors, self.start, *(array for pair in self.updates.values() for array in pair)]
        shaped = self.vectors.ndim == 2 and self.vectors.shape == self.start.shape and len(self.vectors) > 0
        ranked = all(down.ndim == up.ndim == 2 and down.shape[0] == up.shape[1] for down, up in self.updates.values())
        return shaped and ranked and all(array.dtype == np.float32 and np.isfinite(array).all() for array in every)


def read_info(path: Path) -> StyleInfo:
    """What the file's header says, without its numbers. Raises StyleError where it is no style file, or a damaged one."""
    try:
        with safe_open(path, framework="np") as file:
            return _info((file.metadata() or {}).get("style"), f"“{path.name}”")
    except (SafetensorError, OSError) as error:
        raise StyleError(_damaged(f"“{path.name}”")) from error


def write(path: Path, content: bytes) -> None:
    """Writes the file whole or not at all. Raises StyleError where the disk does not take it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(part, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise StyleError(f"The style could not be saved ({error.strerror}). Free some space on the disk, then try again.") from error


def _header(content: bytes) -> str | None:
    try:
        size = int.from_bytes(content[:8], "little")
        return json.loads(content[8 : 8 + size]).get("__metadata__", {}).get("style") if size < len(content) else None
    except (ValueError, AttributeError, RecursionError):  # the last: brackets within brackets, thousands deep
        return None


def _info(header: str | None, label: str) -> StyleInfo:
    try:
        values = json.loads(header or "")
        if values.pop("format") != "motion-prompt-style":
            raise KeyError("format")
        if values.pop("version") != _VERSION:
            raise StyleError(f"{label} was made by another version of Motion Prompt. Learn the style again.")
        info = StyleInfo(**values)
        check_name(info.name)
        check_descriptor(info.descriptor)
        if not (isinstance(info.strong, bool) and isinstance(info.model, str) and isinstance(info.provenance, dict)):
            raise TypeError("a value of another kind")
        return info
    except StyleError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise StyleError(f"{label} is no style of Motion Prompt. Choose a file that was exported from its list of styles.") from error


def _damaged(label: str) -> str:
    return f"{label} is damaged. Export the style again, or learn it again."
