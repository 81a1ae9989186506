"""HumanML3D's own files (Guo et al. 2022): 263 numbers a frame at 20 fps, and texts that may speak of a part of a motion.

Of the 263 the root's four and the 63 joint positions are read. The 126 rotations come from an IK that knows no twist and leaves the pelvis
out, so they say nothing that the positions do not: rotations are recovered from those (models/io/position_ik.py).
"""
from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models import rotation
from models.cleanup import settle
from models.io.bvh import MotionFileError
from models.io.position_ik import motion_of_positions
from models.motion import FPS, Motion

WIDTH = 263
SOURCE_FPS = 20.0


@dataclass(frozen=True)
class Text:
    """What somebody wrote of a motion, or of its part from `start` to `end` seconds; end None: to its end."""

    text: str
    start: float = 0.0
    end: float | None = None


def read_humanml3d(path: str | Path) -> Motion:
    """The motion of a file of `new_joint_vecs` at 30 fps, soles on the floor. Raises MotionFileError with a sentence."""
    path = Path(path)
    try:
        vectors = np.load(path, allow_pickle=False)
    except FileNotFoundError as error:
        raise MotionFileError(f"“{path.name}” is not there. Complete the folder, or take it out of the lists.") from error
    except (OSError, ValueError, EOFError) as error:
        raise MotionFileError(f"“{path.name}” is damaged or not a NumPy file. Get the file again.") from error
    if vectors.ndim != 2 or vectors.shape[1] != WIDTH or not len(vectors):
        raise MotionFileError(f"“{path.name}” does not hold {WIDTH} numbers a frame. Choose HumanML3D's new_joint_vecs.")
    if not np.isfinite(vectors).all():
        raise MotionFileError(f"“{path.name}” holds numbers that are not finite. Leave it out, as HumanML3D's authors advise.")
    motion = motion_of_positions(joint_positions(vectors.astype(np.float64)), SOURCE_FPS)
    return settle(motion.resampled(FPS))


def joint_positions(vectors: np.ndarray) -> np.ndarray:
    """Joints in the world (T, 22, 3), metres, of vectors (T, 263).

    Numbers 0 to 3 are half the angle of the turn *into* the heading frame since the frame before (so that the heading is minus twice their
    sum), the way along x and z since the frame before, both written one frame early, and the pelvis's height.
    """
    heading = rotation.yaw(-2 * _summed(vectors[:, 0]))
    step = np.zeros((len(vectors), 3))
    step[1:, [0, 2]] = vectors[:-1, 1:3]
    root = np.cumsum(rotation.rotate(heading, step), axis=0)
    joints = rotation.rotate(heading[:, None], vectors[:, 4:67].reshape(len(vectors), 21, 3)) + root[:, None]
    root[:, 1] = vectors[:, 3]
    return np.concatenate([root[:, None], joints], axis=1)


def _summed(steps: np.ndarray) -> np.ndarray:
    """The sum of what was written before each frame."""
    return np.cumsum(steps) - steps


def read_texts(path: str | Path) -> list[Text]:
    """The texts of a file of `texts`: a line each, “caption#words with their kinds#start#end”. Lines of another form are left out."""
    texts = []
    for line in Path(path).read_text(encoding="utf-8", errors="replace").splitlines():
        caption, *rest = line.strip().split("#")
        if not caption or len(rest) < 3:
            continue
        start, end = _seconds(rest[-2]), _seconds(rest[-1])
        texts.append(Text(caption.strip(), start, end) if end > start else Text(caption.strip()))
    return texts


def _seconds(text: str) -> float:
    """0 where it is no number: the files also say “nan”, and mean the whole motion."""
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if math.isfinite(value) and value > 0 else 0.0
