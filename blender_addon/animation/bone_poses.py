"""What the bones of a character show, taken down and put back."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import bpy
import numpy as np
from mathutils import Euler, Quaternion

from ..rig import fingers, ik_limbs, joint_bones, own_rig
from ..rig.rigify import Switch
from . import keyframes


@dataclass(frozen=True)
class BonePose:
    """A bone's location, and its rotation in its own mode: four numbers, or three and a zero. `MotionPromptBonePose` is its like.

    setting: instead of all that one of the bone's other properties (see `Switch`), whose value is the rotation's first number.
    """

    name: str
    location: tuple[float, ...]
    rotation: tuple[float, ...]
    rotation_mode: str
    setting: str = ""


def taken(armature: bpy.types.Object) -> list[BonePose]:
    """The joints' bones as they are now."""
    bones = dict.fromkeys((*(bone for _joint, bone in joint_bones.keyed_bones(armature)), joint_bones.carrier(armature), *_besides(armature)))
    poses = [BonePose(bone.name, tuple(bone.location), _rotation(bone), bone.rotation_mode) for bone in bones]
    switches = (*own_rig.switches_of(armature), *ik_limbs.poles_of(armature)) if own_rig.is_own_rig(armature) else ()
    return poses + [
        BonePose(switch.bone, (0.0, 0.0, 0.0), (switch.read(armature), 0.0, 0.0, 0.0), "", switch.prop)
        for switch in switches]


def _besides(armature: bpy.types.Object) -> Iterator[bpy.types.PoseBone]:
    """What else a motion may move on a user's rig."""
    if own_rig.is_own_rig(armature):
        yield from (armature.pose.bones[curl.bone] for curl in fingers.relaxed(armature))
        yield from (armature.pose.bones[name] for limb in ik_limbs.chosen(armature) for name in limb.controls)


def remember(armature: bpy.types.Object, items: bpy.types.bpy_prop_collection) -> None:
    """Writes the joints' bones as they are now into `items`, of `MotionPromptBonePose`; what was in there goes."""
    items.clear()
    for pose in taken(armature):
        item = items.add()
        for name, value in vars(pose).items():
            setattr(item, name, value)


def put_back(armature: bpy.types.Object, items: Iterable[BonePose]) -> None:
    """The bones as they were, also where their rotation mode has changed since; bones that have gone are left out."""
    for item in items:
        bone = armature.pose.bones.get(item.name)
        if bone is None:
            continue
        if item.setting:
            Switch(item.name, item.setting, item.rotation[0]).set(armature)
            continue
        bone.location = item.location
        if bone.rotation_mode == item.rotation_mode:
            prop = keyframes.rotation_property(bone)
            setattr(bone, prop, item.rotation[:len(getattr(bone, prop))])
        else:
            prop, values = keyframes.rotation_channel(bone, _turn(item)[None])
            setattr(bone, prop, values[0])


@contextmanager
def borrowed(armature: bpy.types.Object) -> Iterator[None]:
    """Lets the bones be posed for a moment."""
    former = taken(armature)
    try:
        yield
    finally:
        put_back(armature, former)


def _rotation(bone: bpy.types.PoseBone) -> tuple[float, ...]:
    return (*getattr(bone, keyframes.rotation_property(bone)), 0.0)[:4]


def _turn(item: BonePose) -> np.ndarray:
    """The unit quaternion (4,) that was remembered."""
    if item.rotation_mode == "QUATERNION":
        return np.array(Quaternion(item.rotation).normalized())
    if item.rotation_mode == "AXIS_ANGLE":
        return np.array(Quaternion(item.rotation[1:], item.rotation[0]))
    return np.array(Euler(item.rotation[:3], item.rotation_mode).to_quaternion())
