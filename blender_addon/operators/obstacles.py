"""What about a character's keys keeps motion from landing among them, in a sentence. Looks at every curve: not for drawing."""
from __future__ import annotations

import bpy

from ..animation import pins


def to_keys(armature: bpy.types.Object) -> str:
    """Why the character's bones cannot be keyed; empty where they can."""
    data = armature.animation_data
    if data is not None and data.action is not None and data.action.library is not None:
        return "The character's action is linked from another file. Make it local, then try again."
    for _channel, curve in pins.curves_of(armature):
        if curve.lock or (curve.group is not None and curve.group.lock):
            return f"{_channel_name(curve)} is locked. Unlock it in the Dope Sheet's channels, then try again."
    return ""


def to_completion(armature: bpy.types.Object) -> str:
    """Why motion cannot be made among the character's keys; empty where it can."""
    return to_keys(armature) or _in_curves(armature) or _in_drivers(armature) or _in_nla(armature)


def _in_curves(armature: bpy.types.Object) -> str:
    for _channel, curve in pins.curves_of(armature):
        name = _channel_name(curve)
        if curve.mute or (curve.group is not None and curve.group.mute):
            return f"{name} is muted, so nothing made there would be seen. Unmute it in the Dope Sheet's channels, then try again."
        if len(curve.modifiers):
            return f"{name} has a modifier ({curve.modifiers[0].type.title()}) that would bend the new keys. Bake or remove it, then try again."
        if len(curve.sampled_points):
            return f"{name} holds samples instead of keys. Use Samples to Keys in the Graph Editor, then try again."
    return ""


def _in_drivers(armature: bpy.types.Object) -> str:
    driven = {driver.data_path for driver in armature.animation_data.drivers} if armature.animation_data is not None else set()
    for _channel, bone, prop in pins.channels_of(armature):
        if bone.path_from_id(prop) in driven:
            return f"The bone {bone.name} is moved by a driver, so keys on it do nothing. Remove the driver, then try again."
    return ""


def _in_nla(armature: bpy.types.Object) -> str:
    data = armature.animation_data
    tracks = [track for track in data.nla_tracks if len(track.strips) and not track.mute] if data is not None and data.use_nla else []
    if not tracks:
        return ""
    if data.action_blend_type != "REPLACE" or data.action_influence < 1:
        return "The action is mixed with NLA strips. Set its blending to Replace and its influence to 1, or mute the strips."
    keyed = {channel for channel, _curve in pins.curves_of(armature)}
    if len(keyed) < len({channel for channel, _bone, _prop in pins.channels_of(armature)}):
        return "NLA strips move bones that the action does not key. Mute the strips, or bake them into the action, then try again."
    return ""


def _channel_name(curve: bpy.types.FCurve) -> str:
    path = curve.data_path.split('"')
    return f"The channel {path[1]} {path[2].rpartition('.')[2].replace('_', ' ')}"
