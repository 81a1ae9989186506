"""The bones of a character's joints: those of the add-on's own armature, or those of a user's rig, where a joint may have none."""
from __future__ import annotations

from collections.abc import Iterator

import bpy
import numpy as np

from . import character_file, own_rig
from .character_space import similarity
from .skeleton import JOINT_NAMES


def bone_of(armature: bpy.types.Object, joint: int) -> bpy.types.PoseBone | None:
    """The bone that is turned for a joint; None where the rig has none."""
    name = own_rig.body_of(armature).bones[joint] if own_rig.is_own_rig(armature) else JOINT_NAMES[joint]
    return armature.pose.bones[name] if name else None


def keyed_bones(armature: bpy.types.Object) -> Iterator[tuple[int, bpy.types.PoseBone]]:
    """(joint, bone) of everything that a motion turns, parents first; on a user's rig a joint may have several bones, or none."""
    if own_rig.is_own_rig(armature):
        for each in own_rig.body_of(armature).keyed:
            yield each.joint, armature.pose.bones[each.name]
    else:
        for joint, name in enumerate(JOINT_NAMES):
            yield joint, armature.pose.bones[name]


def carrier(armature: bpy.types.Object) -> bpy.types.PoseBone:
    """The bone whose location carries the body's place."""
    return armature.pose.bones[own_rig.body_of(armature).carrier if own_rig.is_own_rig(armature) else JOINT_NAMES[0]]


def mapped(armature: bpy.types.Object) -> np.ndarray:
    """The joints (22,) that have a bone."""
    return own_rig.body_of(armature).mapped if own_rig.is_own_rig(armature) else np.ones(len(JOINT_NAMES), dtype=bool)


def rest_joints(armature: bpy.types.Object) -> np.ndarray:
    """The joints (22, 3) of the character's own proportions in the T-pose, metres of motion space, with SMPL's ankles on its floor."""
    return own_rig.body_of(armature).rest_joints if own_rig.is_own_rig(armature) else character_file.load().rest_joints


def units_a_metre(armature: bpy.types.Object) -> float:
    """How long a metre of motion space is in the armature's own units."""
    if own_rig.is_own_rig(armature):
        return own_rig.body_of(armature).scale
    heads = np.array([armature.data.bones[name].head_local for name in JOINT_NAMES])
    return similarity(character_file.load().rest_joints, heads)[0]
