"""Completion requests for the tests: seeded poses, pinned at frames."""
from __future__ import annotations

import numpy as np
from conftest import packed


def rotations(seed: int = 0) -> np.ndarray:
    """A pose near the rest pose: unit quaternions (22, 4), float32."""
    quaternions = np.random.default_rng(seed).normal(scale=0.1, size=(22, 4)) + [1, 0, 0, 0]
    return (quaternions / np.linalg.norm(quaternions, axis=-1, keepdims=True)).astype(np.float32)


def pin(frame: int, /, **changes) -> dict:
    """A pin of the whole body, on the wire."""
    return {
        "frame": frame, "root_translation": [frame / 100, 0.93, 0.25], "joint_rotations": packed(rotations(frame)),
        "joint_mask": [True] * 22, "root_mask": True, **changes,
    }  # fmt: skip


def request(**changes) -> dict:
    """Two seconds at 24 frames a second between three pins, on the wire."""
    return {"frames": 49, "fps": 24.0, "constraints": [pin(0), pin(20), pin(48)], **changes}
