"""Channels of bones that the animator has locked: nothing is keyed on them."""
from __future__ import annotations

import bpy
import numpy as np
from mathutils import Euler, Quaternion

#: The order in which Blender understands a lock on one axis of a rotation that is no Euler angle.
_ORDER = "XYZ"


def is_held(bone: bpy.types.PoseBone) -> bool:
    """Whether its rotation is locked as a whole."""
    return all(bone.lock_rotation)


def respected(bone: bpy.types.PoseBone, prop: str, values: np.ndarray) -> np.ndarray:
    """The values (T, C) of a property as far as its locks let them be: what is locked has what the bone shows now.

    A turn that is locked about some axes keeps its Euler angles about these.
    """
    locked = np.array(bone.lock_location if prop == "location" else bone.lock_rotation)
    if not locked.any():
        return values
    now = np.array(getattr(bone, prop), dtype=np.float64)
    if locked.all() or values.shape[1] == 3:
        return np.where(locked if values.shape[1] == 3 else True, now, values)
    kept = bone.matrix_basis.to_euler(_ORDER)
    result, before = np.empty_like(values), kept
    for frame, row in enumerate(values):
        turn = Quaternion(row) if prop == "rotation_quaternion" else Quaternion(row[1:], row[0])
        before = turn.to_euler(_ORDER, before)
        mixed = Euler([old if lock else new for old, lock, new in zip(kept, locked, before)], _ORDER).to_quaternion()
        result[frame] = mixed if prop == "rotation_quaternion" else (mixed.angle, *mixed.axis)
        if frame and prop == "rotation_quaternion" and result[frame] @ result[frame - 1] < 0:
            result[frame] *= -1.0
    return result


def open_channels(bone: bpy.types.PoseBone, prop: str) -> list[int]:
    """The indices of the property that may be keyed."""
    count = len(getattr(bone, prop))
    locked = list(bone.lock_location if prop == "location" else bone.lock_rotation)
    if count == 3:
        return [index for index in range(3) if not locked[index]]
    return [] if all(locked) else list(range(count))


def about(bones: list[bpy.types.PoseBone], carrier: bpy.types.PoseBone) -> str:
    """What stays as it is because it is locked, in a sentence; empty where nothing does."""
    held = list(dict.fromkeys(bone.name for bone in bones if any(bone.lock_rotation)))
    if any(carrier.lock_location):
        held = list(dict.fromkeys([*held, carrier.name]))
    if not held:
        return ""
    listed = ", ".join(held[:3]) + (" …" if len(held) > 3 else "")
    return f"Locked channels stay as they are: {listed}. To have all of the motion, unlock them in the sidebar's tab Item and press Again."
