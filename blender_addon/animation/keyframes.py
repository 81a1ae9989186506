"""Keys in bulk, and the one place that knows how actions differ between Blender versions.

4.4 put F-curves into channelbags, one for each slot of an action; 5.0 removed `Action.fcurves`.
"""
from __future__ import annotations

from collections.abc import Iterable

import bpy
import numpy as np
from mathutils import Quaternion

from . import quaternion

HAS_SLOTS = bpy.app.version >= (4, 4, 0)


def new_action(name: str, owner: bpy.types.Object) -> bpy.types.Action:
    """An empty action with a slot for `owner`."""
    action = bpy.data.actions.new(name)
    if HAS_SLOTS:
        slot = action.slots.new(id_type="OBJECT", name=owner.name)
        action.layers.new("Layer").strips.new(type="KEYFRAME").channelbag(slot, ensure=True)
    return action


def copied_action(name: str, source: bpy.types.Action, slot_identifier: str) -> bpy.types.Action:
    """A copy of `source` that holds nothing but the slot named (4.4 and later; before, an action is one slot)."""
    action = source.copy()
    action.name = name
    if HAS_SLOTS:
        for slot in list(action.slots):
            if slot.identifier != slot_identifier:
                action.slots.remove(slot)
    return action


def assign(owner: bpy.types.Object, action: bpy.types.Action | None, slot_identifier: str = "") -> None:
    """Makes `owner` play `action`, by its slot of that name or else its first slot for objects."""
    data = owner.animation_data or owner.animation_data_create()
    data.action = action
    if HAS_SLOTS and action is not None:
        # Left to itself the slot may stay empty, and then nothing moves and nothing says why.
        slots = [slot for slot in action.slots if slot.target_id_type in ("OBJECT", "UNSPECIFIED")]
        named = [slot for slot in slots if slot.identifier == slot_identifier]
        if slots:
            data.action_slot = (named or slots)[0]


def assigned_slot(owner: bpy.types.Object) -> str:
    """The identifier of the slot that `owner` plays; empty where there is none."""
    slot = owner.animation_data.action_slot if HAS_SLOTS and owner.animation_data else None
    return slot.identifier if slot is not None else ""


def channelbag(action: bpy.types.Action) -> bpy.types.Action | bpy.types.ID:
    """What holds the F-curves of an action with one slot, made where it is missing: `.fcurves` and `.groups`."""
    if not HAS_SLOTS:
        return action
    layer = action.layers[0] if action.layers else action.layers.new("Layer")
    strip = layer.strips[0] if layer.strips else layer.strips.new(type="KEYFRAME")
    return strip.channelbag(action.slots[0], ensure=True)


def fcurves(action: bpy.types.Action) -> Iterable[bpy.types.FCurve]:
    """Every F-curve of an action, of all its slots."""
    if not HAS_SLOTS:
        return list(action.fcurves)
    return [
        curve for layer in action.layers for strip in layer.strips for bag in strip.channelbags for curve in bag.fcurves
    ]


def ensure_fcurve(bag: bpy.types.ID, path: str, index: int, group: str) -> bpy.types.FCurve:
    """The F-curve for a channel, made and put into `group` where it is missing. `bag` comes from `channelbag`."""
    curve = bag.fcurves.find(path, index=index)
    if curve is not None:
        return curve
    if bpy.app.version >= (5, 0, 0):
        return bag.fcurves.new(path, index=index, group_name=group)
    if not HAS_SLOTS:
        return bag.fcurves.new(path, index=index, action_group=group)
    curve = bag.fcurves.new(path, index=index)
    curve.group = bag.groups.get(group) or bag.groups.new(group)
    return curve


def write_keys(curve: bpy.types.FCurve, first_frame: int, values: np.ndarray) -> None:
    """One linear key a frame from `first_frame` on, typed GENERATED, after the keys that the curve has."""
    points = curve.keyframe_points
    kept, count = len(points), len(values)
    points.add(count)
    coordinates = np.empty(2 * (kept + count), dtype=np.float32)
    points.foreach_get("co", coordinates)
    coordinates[2 * kept::2] = first_frame + np.arange(count)
    coordinates[2 * kept + 1::2] = values
    points.foreach_set("co", coordinates)
    for attribute, value in _GENERATED.items():
        numbers = np.empty(kept + count, dtype=np.int32)
        points.foreach_get(attribute, numbers)
        numbers[kept:] = value
        points.foreach_set(attribute, numbers)
    curve.update()


def end_before(curve: bpy.types.FCurve, frame: int, first_frame: int) -> None:
    """Removes the keys from `frame` on and leaves what comes earlier as it looks: the frame before is keyed, and a curve with
    modifiers (cycles, noise) is baked from `first_frame` on, because they would shape the new keys too."""
    points = curve.keyframe_points
    if len(curve.modifiers):
        values = np.array([curve.evaluate(earlier) for earlier in range(first_frame, frame)])
        for modifier in list(curve.modifiers):
            curve.modifiers.remove(modifier)
        _remove_from(points, 0)
        if len(values):
            write_keys(curve, first_frame, values)
    elif len(points):
        last_value = curve.evaluate(frame - 1)
        times = np.empty(2 * len(points), dtype=np.float32)
        points.foreach_get("co", times)
        earlier = int(np.sum(times[0::2] < frame))
        _remove_from(points, earlier)
        if earlier and times[2 * (earlier - 1)] < frame - 1:
            write_keys(curve, frame - 1, np.array([last_value]))
    curve.extrapolation = "CONSTANT"
    curve.mute = False
    curve.update()


def _remove_from(points: bpy.types.FCurveKeyframePoints, first: int) -> None:
    for index in reversed(range(first, len(points))):
        points.remove(points[index], fast=True)


def rotation_channel(bone: bpy.types.PoseBone, turns: np.ndarray) -> tuple[str, np.ndarray]:
    """The property that the bone's rotation mode uses, and its values (T, 4 or 3) for quaternions `turns` (T, 4).

    Values stay near their neighbours in time and near where the bone is now: no flipped signs, no jumps by a whole turn.
    """
    if bone.rotation_mode == "QUATERNION":
        return "rotation_quaternion", quaternion.continuous(turns, np.array(bone.rotation_quaternion))
    if bone.rotation_mode == "AXIS_ANGLE":
        return "rotation_axis_angle", _axis_angles(turns, np.array(bone.rotation_axis_angle))
    angles, before = [], bone.rotation_euler.copy()
    for turn in turns:
        before = Quaternion(turn).to_euler(bone.rotation_mode, before)
        angles.append(before)
    return "rotation_euler", np.array(angles)


def _axis_angles(turns: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Angle and axis (T, 4), the axis on the side of the one before it and the angle within half a turn of the one before it."""
    result, angle, axis = np.empty_like(turns), before[0], before[1:]
    for frame, turn in enumerate(turns):
        sine = np.linalg.norm(turn[1:])
        if sine > 1e-6:
            nearer = 1.0 if np.dot(turn[1:], axis) >= 0 else -1.0
            axis, raw = nearer * turn[1:] / sine, nearer * 2.0 * np.arctan2(sine, turn[0])
        else:
            raw = 0.0
        angle = raw + 2.0 * np.pi * np.round((angle - raw) / (2.0 * np.pi))
        result[frame] = angle, *axis
    return result


def _value(attribute: str, name: str) -> int:
    return bpy.types.Keyframe.bl_rna.properties[attribute].enum_items[name].value


#: How a generated key is marked. Automatic handles, so that a key made Bezier later curves as expected.
_GENERATED = {
    "interpolation": _value("interpolation", "LINEAR"),
    "type": _value("type", "GENERATED"),
    "handle_left_type": _value("handle_left_type", "AUTO_CLAMPED"),
    "handle_right_type": _value("handle_right_type", "AUTO_CLAMPED"),
}
