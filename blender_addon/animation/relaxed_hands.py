"""Fingers that nobody has touched get a relaxed pose with the first motion of a user's rig: no motion here moves them."""
from __future__ import annotations

import bpy

from ..rig import fingers, own_rig
from . import keyframes


def curls_of(armature: bpy.types.Object) -> list[fingers.Curl]:
    """The fingers that may be relaxed: those at rest, without keys; none of the add-on's own character, which has none."""
    if not own_rig.is_own_rig(armature):
        return []
    curls = fingers.relaxed(armature)
    return curls if curls and fingers.are_free(armature, curls) else []


def write(armature: bpy.types.Object, action: bpy.types.Action, curls: list[fingers.Curl], frame: int) -> None:
    """One key a finger's bone at `frame`: it holds before and after."""
    bag = keyframes.channelbag(action)
    for curl in curls:
        bone = armature.pose.bones[curl.bone]
        prop, values = keyframes.rotation_channel(bone, curl.turn[None])
        for index in range(values.shape[1]):
            keyframes.write_keys(keyframes.ensure_fcurve(bag, bone.path_from_id(prop), index, bone.name), frame, values[:, index])
