"""Where the bones are at another frame, from the F-curves alone: the scene is not moved, so this may run while drawing."""
from __future__ import annotations

from collections.abc import Mapping

import bpy
import numpy as np
from mathutils import Euler, Matrix, Quaternion

from ..animation import keyframes

Curves = Mapping[tuple[str, int], bpy.types.FCurve]


def curves_of(armature: bpy.types.Object) -> dict[tuple[str, int], bpy.types.FCurve]:
    """The F-curves that the armature plays, by path and index; muted ones left out."""
    return {(curve.data_path, curve.array_index): curve for curve in keyframes.own_curves(armature) if not curve.mute}


def bone_matrices(armature: bpy.types.Object, curves: Curves, frame: float) -> dict[str, np.ndarray]:
    """Every bone's matrix (4, 4) in armature space at `frame`: forward kinematics on the rest pose.

    Channels without keys are as they are now. Constraints, drivers and the NLA are left out.
    """
    posed: dict[str, Matrix] = {}
    for bone in _parents_first(armature):
        rest, basis = bone.bone.matrix_local, _basis(bone, curves, frame)
        if bone.parent is None:
            posed[bone.name] = bone.bone.convert_local_to_pose(basis, rest)
        else:
            posed[bone.name] = bone.bone.convert_local_to_pose(
                basis, rest, parent_matrix=posed[bone.parent.name], parent_matrix_local=bone.parent.bone.matrix_local)
    return {name: np.array(matrix) for name, matrix in posed.items()}


def _parents_first(armature: bpy.types.Object) -> list[bpy.types.PoseBone]:
    waiting = [bone for bone in armature.pose.bones if bone.parent is None]
    ordered = []
    while waiting:
        bone = waiting.pop()
        ordered.append(bone)
        waiting.extend(bone.children)
    return ordered


def _basis(bone: bpy.types.PoseBone, curves: Curves, frame: float) -> Matrix:
    prop = keyframes.rotation_property(bone)
    location, rotation, scale = (_values(bone, name, curves, frame) for name in ("location", prop, "scale"))
    if prop == "rotation_quaternion":
        turn = Quaternion(rotation).normalized()
    elif prop == "rotation_axis_angle":
        turn = Quaternion(rotation[1:], rotation[0])
    else:
        turn = Euler(rotation, bone.rotation_mode).to_quaternion()
    return Matrix.LocRotScale(location, turn, scale)


def _values(bone: bpy.types.PoseBone, prop: str, curves: Curves, frame: float) -> list[float]:
    path = bone.path_from_id(prop)
    values = list(getattr(bone, prop))
    for index in range(len(values)):
        curve = curves.get((path, index))
        if curve is not None and not curve.is_empty:
            values[index] = curve.evaluate(frame)
    return values
