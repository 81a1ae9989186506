"""Which parts of a training motion are pinned: as animators pin them, at random."""
from __future__ import annotations

import numpy as np

from models.skeleton import JOINT_INDEX, JOINT_NAMES

_JOINTS = len(JOINT_NAMES)


def _named(*parts: str) -> np.ndarray:
    return np.array([any(part in name for part in parts) for name in JOINT_NAMES])


_ARM = ("collar", "shoulder", "elbow", "wrist")
_LEG = ("hip", "knee", "ankle", "foot")
_PELVIS = np.arange(_JOINTS) == JOINT_INDEX["pelvis"]
#: What is pinned together, and whether the place of the pelvis comes with it.
PARTS: dict[str, tuple[np.ndarray, bool]] = {
    "left arm": (_named(*(f"left_{part}" for part in _ARM)), False),
    "right arm": (_named(*(f"right_{part}" for part in _ARM)), False),
    "arms": (_named(*_ARM), False),
    "legs": (_named(*_LEG) | _PELVIS, True),
    "upper body": (_named("spine", "neck", "head", *_ARM), False),
    "head": (_named("neck", "head"), False),
    "root": (_PELVIS, True),
    "pose without place": (np.ones(_JOINTS, dtype=bool), False),
}
_FEW = (1, 2, 3, 4, 5, 6, 8, 12, 20, 50)
_FEW_CHANCES = np.array([0.16, 0.2, 0.17, 0.12, 0.1, 0.07, 0.06, 0.05, 0.04, 0.03])
_KINDS = ("poses", "gap", "beginning", "end", "parts", "path", "nothing")
_KIND_CHANCES = np.array([0.5, 0.12, 0.06, 0.04, 0.18, 0.06, 0.04])


def random_pins(frames: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Joint mask (frames, 22) and root mask (frames,) of a motion of `frames`."""
    joints, root = np.zeros((frames, _JOINTS), dtype=bool), np.zeros(frames, dtype=bool)
    kind = random.choice(_KINDS, p=_KIND_CHANCES)
    edge = int(random.integers(1, max(2, min(20, frames // 3))))
    if kind in ("poses", "parts", "path"):
        _pin(joints, root, _frames_of_poses(frames, random), np.ones(_JOINTS, dtype=bool), True)
    if kind in ("gap", "beginning"):
        _pin(joints, root, np.arange(edge), np.ones(_JOINTS, dtype=bool), True)
    if kind in ("gap", "end"):
        _pin(joints, root, np.arange(frames - edge, frames), np.ones(_JOINTS, dtype=bool), True)
    if kind == "parts":
        if random.random() < 0.5:
            joints[:], root[:] = False, False
        for _ in range(int(random.integers(1, 4))):
            part, placed = PARTS[random.choice(list(PARTS))]
            _pin(joints, root, _frames_of_poses(frames, random), part, placed)
    if kind == "path":
        _pin(joints, root, np.arange(0, frames, int(random.integers(1, 12))), _PELVIS, True)
    return joints, root


def _frames_of_poses(frames: int, random: np.random.Generator) -> np.ndarray:
    """A few frames, often with the first and the last among them; sometimes evenly spread."""
    count = min(frames, int(random.choice(_FEW, p=_FEW_CHANCES)))
    if count > 1 and random.random() < 0.3:
        return np.linspace(0, frames - 1, count).round().astype(int)
    chosen = random.choice(frames, size=count, replace=False)
    if random.random() < 0.5:
        chosen[0] = 0
    if count > 1 and random.random() < 0.5:
        chosen[1] = frames - 1
    return chosen


def _pin(joints: np.ndarray, root: np.ndarray, frames: np.ndarray, part: np.ndarray, placed: bool) -> None:
    joints[frames] |= part
    root[frames] |= placed
