"""Clips and styles for the tests, on the wire."""
from __future__ import annotations

import re
import sys

import numpy as np
from conftest import ROOT, packed

from models.inversion.style import Style, StyleInfo
from models.io.bvh import write_bvh
from models.motion import Motion

sys.path.append(str(ROOT / "tests" / "models"))
from synthetic import STUDIO_NAMES, walking  # noqa: E402

#: The weights that the null server's styles belong to.
FINGERPRINT = "0123456789abcdef"


def at(motion: Motion, x: float) -> Motion:
    """The motion, moved along x (metres)."""
    return Motion(motion.root_translation + np.float32([x, 0, 0]), motion.joint_rotations, motion.fps)


def packed_motion(motion: Motion) -> dict:
    """A motion on the wire."""
    return {
        "fps": motion.fps, "root_translation": packed(motion.root_translation), "joint_rotations": packed(motion.joint_rotations),
    }  # fmt: skip


def clip(frames: int = 60, x: float = 0.0, fps: float = 30.0, **changes) -> dict:
    """An exemplar that is a motion: a walk from x."""
    motion = at(walking(frames), x)
    return {"name": f"walk {frames}", "does": "walks", "motion": {**packed_motion(motion), "fps": fps}, **changes}


def bvh(folder, motion: Motion | None = None, studio: bool = True) -> str:
    """The text of a BVH file: a walk on a studio's rig, or on SMPL's own joints."""
    write_bvh(folder / "a.bvh", motion or walking(60))
    text = (folder / "a.bvh").read_text()
    return re.sub(r"(ROOT|JOINT) (\w+)", lambda joint: f"{joint[1]} {STUDIO_NAMES[joint[2]]}", text) if studio else text


def request(name: str = "grumpy", **changes) -> dict:
    """Two clips that teach a style."""
    return {"name": name, "descriptor": "angry", "exemplars": [clip(60, 1.0), clip(45, 2.0)], **changes}


def style_file(name: str = "grumpy", **changes) -> bytes:
    """A style file that teaches little."""
    info = {"descriptor": "angry", "strong": False, "model": FINGERPRINT, "provenance": {"clips": [], "seed": 0}, **changes}
    vectors = np.arange(8, dtype=np.float32).reshape(2, 4)
    return Style(StyleInfo(name, **info), vectors, np.zeros_like(vectors)).to_bytes()
