"""`Motion`: a moving body, as the server sends it."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..rig.skeleton import JOINT_NAMES, PARENTS
from . import quaternion


@dataclass(frozen=True)
class Motion:
    """A moving body in motion space: metres, Y up, facing +Z at heading 0, the floor at y = 0.

    root_translation (T, 3): the pelvis joint's position. joint_rotations (T, 22, 4): unit quaternions w, x, y, z, local to the
    parent, relative to the rest T-pose, in SMPL's order. Raises ValueError where shapes do not fit or a number is not finite.
    """

    root_translation: np.ndarray
    joint_rotations: np.ndarray
    fps: float

    def __post_init__(self) -> None:
        translation, rotations = np.asarray(self.root_translation, np.float64), np.asarray(self.joint_rotations, np.float64)
        frames = len(translation)
        if not frames or translation.shape != (frames, 3) or rotations.shape != (frames, len(JOINT_NAMES), 4):
            raise ValueError(f"a motion needs (T, 3) and (T, 22, 4), not {translation.shape} and {rotations.shape}")
        if not (np.isfinite(translation).all() and np.isfinite(rotations).all() and 0 < self.fps < 1e4):
            raise ValueError("a motion holds numbers that are not finite")
        object.__setattr__(self, "root_translation", translation)
        object.__setattr__(self, "joint_rotations", quaternion.normalized(rotations))

    def __len__(self) -> int:
        return len(self.root_translation)


def forward_kinematics(motion: Motion, rest_joints: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """World rotations (22, 4) and places (22, 3) of the joints at the first frame. rest_joints: (22, 3) metres, the rest pose."""
    turns, places = np.empty((len(JOINT_NAMES), 4)), np.empty((len(JOINT_NAMES), 3))
    for joint, parent in enumerate(PARENTS):
        local = motion.joint_rotations[0, joint]
        if parent < 0:
            turns[joint], places[joint] = local, motion.root_translation[0]
        else:
            turns[joint] = quaternion.multiply(turns[parent], local)
            places[joint] = places[parent] + quaternion.rotate(turns[parent], rest_joints[joint] - rest_joints[parent])
    return turns, places


def start_heading(motion: Motion, rest_joints: np.ndarray) -> float:
    """Radians about +Y that the first frame faces (0: +Z), from hips and shoulders together.

    rest_joints: (22, 3) metres, the rest pose. Where the body lies on its side these give none, and the pelvis decides.
    """
    turns, places = forward_kinematics(motion, rest_joints)
    place = dict(zip(JOINT_NAMES, places))
    across = place["left_hip"] - place["right_hip"] + place["left_shoulder"] - place["right_shoulder"]
    if np.hypot(across[0], across[2]) < 0.1 * np.linalg.norm(across):
        across = np.cross([0.0, 1.0, 0.0], quaternion.rotate(turns[0], np.array([0.0, 0.0, 1.0])))
    return float(np.arctan2(-across[2], across[0]))
