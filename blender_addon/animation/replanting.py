"""Feet on the floor of a user's rig: its legs and feet are not SMPL's, so what stood on SMPL is put down again on the rig's own."""
from __future__ import annotations

from collections.abc import Iterable

import bpy
import numpy as np

from ..rig import character_file, joint_bones, own_rig
from . import feet, quaternion
from .motion import Motion

#: Seconds over which feet are let go towards a pose that has to stay as it is.
_BLEND = 0.25


def replanted(armature: bpy.types.Object, motion: Motion, fixed: Iterable[int] = ()) -> Motion:
    """The motion with its feet where they stand on SMPL, on the rig's own proportions. A character of the add-on's own has SMPL's.

    fixed: frames of the motion, counted from 0, that stay as they are.
    """
    if not own_rig.is_own_rig(armature):
        return motion
    standing = feet.contacts(motion, character_file.load().rest_joints)
    planted = feet.planted(motion, joint_bones.rest_joints(armature), standing)
    share = _freedom(len(motion), np.array(sorted(fixed), dtype=int), motion.fps)
    if share.min() >= 1.0:
        return planted
    return Motion(
        motion.root_translation + share[:, None] * (planted.root_translation - motion.root_translation),
        quaternion.slerp(motion.joint_rotations, planted.joint_rotations, np.repeat(share[:, None], motion.joint_rotations.shape[1], axis=1)),
        motion.fps)


def _freedom(frames: int, fixed: np.ndarray, fps: float) -> np.ndarray:
    """0 at fixed frames, rising smoothly to 1 away from them."""
    if not len(fixed):
        return np.ones(frames)
    away = np.abs(np.arange(frames)[:, None] - fixed).min(axis=1)
    share = np.clip(away / max(1.0, _BLEND * fps), 0.0, 1.0)
    return share * share * (3.0 - 2.0 * share)
