"""Rotations out of bone matrices."""
from __future__ import annotations

import numpy as np


def rotations_of(matrices: np.ndarray) -> np.ndarray:
    """The rotations (..., 3, 3) in matrices (..., 4, 4) that may also scale and shear; a bone's own axis, y, keeps its direction."""
    x, y = matrices[..., :3, 0], matrices[..., :3, 1]
    y = y / np.maximum(np.linalg.norm(y, axis=-1, keepdims=True), 1e-12)
    x = x - np.sum(x * y, axis=-1, keepdims=True) * y
    x = x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-12)
    return np.stack([x, y, np.cross(x, y)], axis=-1)
