"""A clip of a character with SMPL's joints as a motion."""
from __future__ import annotations

import bpy
import numpy as np

from ..rig import character_file
from ..rig.bone_matrices import rotations_of
from ..rig.character_space import TO_WORLD, similarity
from ..rig.skeleton import JOINT_NAMES, PARENTS
from . import quaternion
from .clip_playing import CLIP_FPS, Sampled
from .motion import Motion

#: How far (share of the body's size) joints may lie from SMPL's for their rotations to mean the same.
_LIKENESS = 0.1


def is_smpl(armature: bpy.types.Object) -> bool:
    """Whether the armature has SMPL's joints, by name, resting in SMPL's T-pose."""
    bones = armature.data.bones
    if any(name not in bones for name in JOINT_NAMES):
        return False
    rest, heads = character_file.load().rest_joints, _heads(armature)
    scale, turn, origin = similarity(rest, heads)
    missed = heads - (scale * rest @ turn.T + origin)
    return bool(np.abs(missed).max() < _LIKENESS * np.ptp(heads, axis=0).max())


def motion_of(armature: bpy.types.Object, sampled: Sampled) -> Motion:
    """The motion, in motion space: metres on the body's own scale, the floor where the character stands in the first frame.

    Unlike the poses that are read for pins this follows what constraints do.
    """
    scale, turn, origin = similarity(character_file.load().rest_joints, _heads(armature))
    places = [sampled.names.index(name) for name in JOINT_NAMES]
    rest = rotations_of(np.array([armature.data.bones[name].matrix_local for name in JOINT_NAMES]))
    pose, world = rotations_of(sampled.bones[:, places]), rotations_of(sampled.world)
    in_armature = turn.T @ pose @ rest.swapaxes(-1, -2) @ turn
    joints = (TO_WORLD.T @ world @ turn)[:, None] @ in_armature
    local = joints.copy()
    for joint, parent in enumerate(PARENTS):
        if parent >= 0:
            local[:, joint] = joints[:, parent].swapaxes(-1, -2) @ joints[:, joint]
    pelvis = _moved(sampled.world, sampled.bones[:, places[0], :3, 3])
    pelvis[:, 2] -= _moved(sampled.world[:1], origin[None])[0, 2]
    size = scale * np.cbrt(np.linalg.det(sampled.world[0, :3, :3]))
    return Motion(pelvis @ TO_WORLD / size, quaternion.continuous(quaternion.from_matrix(local)), CLIP_FPS)


def _heads(armature: bpy.types.Object) -> np.ndarray:
    return np.array([armature.data.bones[name].head_local for name in JOINT_NAMES])


def _moved(matrices: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Points (T, 3), each moved by its matrix (T, 4, 4)."""
    return np.einsum("tij,tj->ti", matrices[:, :3, :3], points) + matrices[:, :3, 3]
