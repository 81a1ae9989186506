"""A pose on a rig whose limbs show nothing of their own turns: its IK targets are put where these would have hands and feet.

Such limbs are posed as a whole: one of their joints alone shows nothing.
"""
from __future__ import annotations

import bpy
import numpy as np
from mathutils import Matrix

from ..rig import ik_limbs, locks, own_rig
from ..rig.ik_limbs import IkLimb
from ..rig.skeleton import JOINT_NAMES
from . import ik_keys, keyframes


def limbs_of(armature: bpy.types.Object, mask: np.ndarray) -> list[IkLimb]:
    """The limbs that IK constraints alone pose, of which `mask` (22,) has a joint."""
    chosen = ik_limbs.chosen(armature) if own_rig.is_own_rig(armature) else []
    return [limb for limb in chosen if limb.muted and mask[_joints(armature, limb)].any()]


def widened(armature: bpy.types.Object, mask: np.ndarray) -> np.ndarray:
    """The joints in `mask` (22,), and with them all others of such limbs."""
    result = mask.copy()
    for limb in limbs_of(armature, mask):
        result[_joints(armature, limb)] = True
    return result


def hidden(armature: bpy.types.Object) -> np.ndarray:
    """The joints (22,) of such limbs."""
    result = np.zeros(len(JOINT_NAMES), dtype=bool)
    for limb in limbs_of(armature, ~result):
        result[_joints(armature, limb)] = True
    return result


def put(context: bpy.types.Context, armature: bpy.types.Object, mask: np.ndarray) -> None:
    """Poses the targets and poles of such limbs so that what shows is the pose of their own bones. No key is written."""
    limbs = limbs_of(armature, mask)
    if not limbs:
        return
    with ik_limbs.muted(armature):
        shown = _shown(context, armature, limbs)
    for limb in limbs:
        _place(armature, limb.target, ik_keys.at_end(armature, limb, shown)[0], limb.turns)
    poles = {limb.pole: ik_keys.pole_of(armature, limb, shown) for limb in limbs if limb.pole}
    for name, pole in poles.items():
        _place(armature, name, pole[0], False)
    posed = _shown(context, armature, limbs)
    for limb in limbs:
        if limb.pole:
            _place(armature, limb.pole, ik_keys.corrected(armature, limb, shown, posed, poles[limb.pole])[0], False)
    context.view_layer.update()


def insert_keys(armature: bpy.types.Object, frame: float, mask: np.ndarray) -> None:
    """Keys the targets and poles of such limbs as they are now, typed EXTREME. Raises RuntimeError where Blender refuses."""
    for limb in limbs_of(armature, mask):
        for name in limb.controls:
            bone = armature.pose.bones[name]
            turning = name == limb.target and limb.turns
            for prop in ("location", *([keyframes.rotation_property(bone)] if turning else ())):
                bone.keyframe_insert(prop, frame=frame, group=name, keytype="EXTREME")


def _joints(armature: bpy.types.Object, limb: IkLimb) -> list[int]:
    found = own_rig.bones_of(armature)
    return [joint for joint, name in enumerate(JOINT_NAMES) if found.get(name) in (limb.upper, limb.lower, limb.end)]


def _shown(context: bpy.types.Context, armature: bpy.types.Object, limbs: list[IkLimb]) -> dict[str, np.ndarray]:
    """The limbs' bones and controls (1, 4, 4) as they show now, in armature space."""
    armature.update_tag()
    context.view_layer.update()
    posed = armature.evaluated_get(context.evaluated_depsgraph_get()).pose.bones
    names = {name for limb in limbs for name in (limb.upper, limb.lower, limb.end, *limb.controls)}
    return {name: np.array(posed[name].matrix, dtype=np.float64)[None] for name in names}


def _place(armature: bpy.types.Object, name: str, wanted: np.ndarray, turning: bool) -> None:
    """Moves a control to `wanted` (4, 4), and turns it, as far as its locks let it."""
    bone = armature.pose.bones[name]
    own = armature.convert_space(pose_bone=bone, matrix=Matrix(wanted.tolist()), from_space="POSE", to_space="LOCAL")
    bone.location = locks.respected(bone, "location", np.array([own.to_translation()], dtype=np.float64))[0]
    if turning:
        prop, values = keyframes.rotation_channel(bone, np.array([own.to_quaternion()], dtype=np.float64))
        setattr(bone, prop, locks.respected(bone, prop, values)[0])
