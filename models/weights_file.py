"""Weights on disk: safetensors in half precision, with configuration and provenance in the header."""
from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

#: The folder of the shipped weights.
WEIGHTS = Path(__file__).parent / "weights"


class WeightsError(RuntimeError):
    """Weights that cannot be loaded; the message is a sentence for the user."""


def save_weights(path: Path, tensors: dict[str, Tensor], header: dict) -> None:
    """Writes tensors (floats as fp16) and the header, whole or not at all."""
    halves = {name: (value.half() if value.dtype.is_floating_point else value).cpu().contiguous() for name, value in tensors.items()}
    part = path.with_suffix(".part")
    save_file(halves, part, metadata={name: json.dumps(value) for name, value in header.items()})
    os.replace(part, path)


def load_weights(path: Path) -> tuple[dict[str, Tensor], dict]:
    """Tensors (floats as fp32) and header. Raises WeightsError with a sentence where the file is missing or damaged."""
    if not path.is_file():
        raise WeightsError(f"The motion model “{path.name}” is missing from {path.parent}. Install Motion Prompt again.")
    try:
        with safe_open(path, framework="pt") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}
            header = {name: json.loads(value) for name, value in (file.metadata() or {}).items()}
    except (SafetensorError, OSError, ValueError) as error:
        raise WeightsError(f"The motion model “{path.name}” is damaged. Install Motion Prompt again.") from error
    return {name: value.float() if value.dtype == torch.float16 else value for name, value in tensors.items()}, header


def fingerprint(path: Path) -> str:
    """16 hex digits that tell a weights file from any other."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
