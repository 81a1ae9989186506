"""Keys on a rig's own switches, IK or FK above all, so that what is keyed on its controls shows; other keys before and after show as they did."""
from __future__ import annotations

from collections.abc import Iterable

import bpy
import numpy as np

from ..rig import own_rig
from ..rig.rigify import Switch
from . import key_table, keyframes

_CONSTANT = keyframes.enum_value("interpolation", "CONSTANT")
_GENERATED = keyframes.GENERATED["type"]


def write(armature: bpy.types.Object, action: bpy.types.Action, first: int, last: int | None = None) -> None:
    """Keys every switch of the rig to what the motion is keyed on, from frame `first` on, to `last` or without end, in `action` (one slot)."""
    if own_rig.is_own_rig(armature):
        key(armature, action, own_rig.switches_of(armature), first, last)


def key(armature: bpy.types.Object, action: bpy.types.Action, switches: Iterable[Switch], first: int, last: int | None = None) -> None:
    """Keys some switches. Keys on a switch that the animator set stay, but after `first` where there is no end.

    Before and after, the rig is as it was, if it has keys there: where the motion is all that is keyed, it holds on either side like the
    motion itself, and the action is exactly as long as the motion (exporters and strips play an action from its first key to its last).
    """
    bag, switches = keyframes.channelbag(action), list(switches)
    earlier, later = _keyed_outside(bag, {switch.path for switch in switches}, first, last)
    for switch in switches:
        curve = keyframes.ensure_fcurve(bag, switch.path, 0, switch.bone)
        table = key_table.read(curve)
        former = _values(curve, table, switch.read(armature), (first - 1, last))
        times = table["co"][:, 0]
        inside = (times >= first) & (times <= (np.inf if last is None else last))
        kept = table[~(inside & ((table["type"] == _GENERATED) | (last is None)))]
        frames, values = [first], [switch.value]
        if earlier:
            frames, values = [first - 1, *frames], [former[0], *values]
        if later:
            frames, values = [*frames, last + 1], [*values, former[1]]
        new = key_table.generated(np.array(frames), np.array(values))
        new["interpolation"] = _CONSTANT
        table = key_table.merged(kept, new)
        # What led up to the switch must not fade into it.
        before = np.flatnonzero(table["co"][:, 0] < first)
        table["interpolation"][before[-1:]] = _CONSTANT
        key_table.write(curve, table)
        curve.extrapolation = "CONSTANT"


def _keyed_outside(bag: bpy.types.ID, switches: set[str], first: int, last: int | None) -> tuple[bool, bool]:
    """Whether bones have keys before `first`, and after `last`; those of the switches themselves are told by the keys of the animator."""
    earlier = later = False
    for curve in bag.fcurves:
        if not len(curve.keyframe_points) or not curve.data_path.startswith("pose.bones"):
            continue
        if curve.data_path in switches:
            table = key_table.read(curve)
            times = table["co"][:, 0][table["type"] != _GENERATED]
        else:
            # Keys are in order of time.
            times = np.array([curve.keyframe_points[0].co[0], curve.keyframe_points[-1].co[0]])
        earlier, later = earlier or bool((times < first).any()), later or (last is not None and bool((times > last).any()))
    return earlier, later


def insert(armature: bpy.types.Object, frame: float) -> None:
    """Sets the rig's switches and keys them at a frame, as the animator does."""
    if own_rig.is_own_rig(armature):
        for switch in own_rig.switches_of(armature):
            switch.set(armature)
            armature.keyframe_insert(switch.path, frame=frame, group=switch.bone, keytype="EXTREME")


def _values(curve: bpy.types.FCurve, table: np.ndarray, now: float, frames: tuple[int, int | None]) -> list[float]:
    return [now if not len(table) or frame is None else curve.evaluate(frame + (1 if index else 0)) for index, frame in enumerate(frames)]
