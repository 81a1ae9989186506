"""Keys in bulk, and the one place that knows how actions differ between Blender versions.

4.4 put F-curves into channelbags, one for each slot of an action; 5.0 removed `Action.fcurves`.
"""
from __future__ import annotations

from collections.abc import Iterable

import bpy
import numpy as np
from mathutils import Euler, Quaternion

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


def strip_slot(strip: bpy.types.NlaStrip) -> str:
    """The identifier of the slot that an NLA strip plays; empty where there is none."""
    slot = strip.action_slot if HAS_SLOTS else None
    return slot.identifier if slot is not None else ""


def own_curves(owner: bpy.types.Object) -> list[bpy.types.FCurve]:
    """The F-curves that `owner` plays: those of its slot."""
    data = owner.animation_data
    return [] if data is None or data.action is None else curves_in_slot(data.action, assigned_slot(owner))


def curves_in_slot(action: bpy.types.Action, slot_identifier: str) -> list[bpy.types.FCurve]:
    """The F-curves of an action's slot; of an action without slots (before 4.4) all."""
    if not HAS_SLOTS:
        return list(action.fcurves)
    slots = [slot for slot in action.slots if slot.identifier == slot_identifier]
    bags = [strip.channelbag(slot) for slot in slots for layer in action.layers for strip in layer.strips]
    return [curve for bag in bags if bag is not None for curve in bag.fcurves]


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
    if kept:
        points.foreach_get("co", coordinates)
    coordinates[2 * kept::2] = first_frame + np.arange(count)
    coordinates[2 * kept + 1::2] = values
    points.foreach_set("co", coordinates)
    for attribute, value in (*GENERATED.items(), *_UNSELECTED.items()):
        numbers = np.full(kept + count, value, dtype=np.bool_ if attribute in _UNSELECTED else np.int32)
        if kept:
            points.foreach_get(attribute, numbers)
            numbers[kept:] = value
        points.foreach_set(attribute, numbers)
    curve.update()


def change_values(curve: bpy.types.FCurve, values: np.ndarray) -> None:
    """Other values for the last keys that the curve has. A fraction of the time of writing keys: nothing else of them is touched."""
    points = curve.keyframe_points
    coordinates = np.empty(2 * len(points), dtype=np.float32)
    points.foreach_get("co", coordinates)
    coordinates[1::2][len(points) - len(values):] = values
    points.foreach_set("co", coordinates)
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


def rotation_property(bone: bpy.types.PoseBone) -> str:
    """The property that the bone's rotation mode uses."""
    return {"QUATERNION": "rotation_quaternion", "AXIS_ANGLE": "rotation_axis_angle"}.get(bone.rotation_mode, "rotation_euler")


def rotation_channel(
    bone: bpy.types.PoseBone, turns: np.ndarray, near: np.ndarray | None = None,
) -> tuple[str, np.ndarray]:
    """The property that the bone's rotation mode uses, and its values (T, 4 or 3) for quaternions `turns` (T, 4).

    Values stay near their neighbours in time, and the first near the values `near`, or where the bone is now: no flipped signs,
    no jumps by a whole turn.
    """
    channel = rotation_property(bone)
    near = np.array(getattr(bone, channel) if near is None else near, dtype=np.float64)
    if bone.rotation_mode == "QUATERNION":
        return channel, quaternion.continuous(turns, near)
    if bone.rotation_mode == "AXIS_ANGLE":
        return channel, _axis_angles(turns, near)
    angles, before = np.empty((len(turns), 3)), Euler(near, bone.rotation_mode)
    for frame, turn in enumerate(turns):
        before = Quaternion(turn).to_euler(bone.rotation_mode, before)
        angles[frame] = before
    return channel, angles


def turn_of(bone: bpy.types.PoseBone, values: np.ndarray) -> np.ndarray:
    """The unit quaternion (4,) of the bone's rotation property with these values: the inverse of `rotation_channel`."""
    if bone.rotation_mode == "QUATERNION":
        return quaternion.normalized(values)
    if bone.rotation_mode == "AXIS_ANGLE":
        return np.array(Quaternion(values[1:], values[0]))
    return np.array(Euler(values, bone.rotation_mode).to_quaternion())


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


def enum_value(attribute: str, name: str) -> int:
    """The number that `foreach_get` gives for a key's attribute, "interpolation" for example, of that name."""
    return bpy.types.Keyframe.bl_rna.properties[attribute].enum_items[name].value


#: How a generated key is marked. Automatic handles, so that a key made Bezier later curves as expected.
GENERATED = {
    "interpolation": enum_value("interpolation", "LINEAR"),
    "type": enum_value("type", "GENERATED"),
    "handle_left_type": enum_value("handle_left_type", "AUTO_CLAMPED"),
    "handle_right_type": enum_value("handle_right_type", "AUTO_CLAMPED"),
}
#: New keys come selected, and then they would pass for the animator's choice.
_UNSELECTED = dict.fromkeys(("select_control_point", "select_left_handle", "select_right_handle"), False)
