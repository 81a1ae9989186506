"""Pins: the frames at which a character's bones hold, and what else holds there because the animator keyed it.

A pin (`object.motion_prompt_pins`) says which bones at which frame; its pose is what the action shows there.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import bpy
import numpy as np

from ..rig import joint_bones
from ..rig.skeleton import JOINT_NAMES
from . import key_table, keyframes

_JOINTS = len(JOINT_NAMES)
_PATH = re.compile(r'^pose\.bones\["(.+)"\]\.(\w+)$')
_GENERATED, _EXTREME = (keyframes.enum_value("type", name) for name in ("GENERATED", "EXTREME"))

_ARM, _LEG = ("collar", "shoulder", "elbow", "wrist"), ("hip", "knee", "ankle", "foot")
#: What animators call groups of bones; the largest come first.
_GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("arms", frozenset(f"{side}_{name}" for side in ("left", "right") for name in _ARM)),
    ("legs", frozenset(f"{side}_{name}" for side in ("left", "right") for name in _LEG)),
    *((f"{side} {word}", frozenset(f"{side}_{name}" for name in names))
      for side in ("left", "right") for word, names in (("arm", _ARM), ("leg", _LEG))),
    ("spine", frozenset(("spine1", "spine2", "spine3"))),
    ("head", frozenset(("neck", "head"))),
)


@dataclass
class Hold:
    """What is pinned at a frame, and the time at which each value is read (a key may lie between frames).

    joint_mask (22,), root_mask; times (23,) for the joints' rotations and, last, the pelvis's place.
    """

    frame: int
    joint_mask: np.ndarray = field(default_factory=lambda: np.zeros(_JOINTS, dtype=bool))
    root_mask: bool = False
    times: np.ndarray = field(default_factory=lambda: np.zeros(_JOINTS + 1))

    def add(self, channel: int, time: float) -> None:
        """Pins a joint, or with 22 the pelvis's place, as it is at `time`; what was added first stays."""
        held = self.root_mask if channel == _JOINTS else self.joint_mask[channel]
        if held:
            return
        self.times[channel] = time
        if channel == _JOINTS:
            self.root_mask = True
        else:
            self.joint_mask[channel] = True

    def holds(self, channel: int) -> bool:
        return bool(self.root_mask if channel == _JOINTS else self.joint_mask[channel])


def pin(armature: bpy.types.Object, frame: int, joint_mask: np.ndarray, root_mask: bool) -> bpy.types.PropertyGroup:
    """Pins bones at a frame; a pin that is there already holds these as well. The list stays in order of time."""
    pins = armature.motion_prompt_pins
    item = next((item for item in pins if item.frame == frame), None)
    if item is None:
        place = sum(item.frame < frame for item in pins)
        pins.add().frame = frame
        pins.move(len(pins) - 1, place)
        item = pins[place]
    item.joint_mask = [bool(old or new) for old, new in zip(item.joint_mask, joint_mask)]
    item.root_mask = bool(item.root_mask or root_mask)
    armature.motion_prompt_active_pin = list(pins).index(item)
    return item


def in_words(joint_mask: Iterable[bool], root_mask: bool) -> str:
    """Which bones, as an animator says it: "whole body", "right arm, head", "3 bones"."""
    names = {name for name, held in zip(JOINT_NAMES, joint_mask) if held}
    if len(names) == _JOINTS:
        return "whole body" if root_mask else "whole body, not its place"
    count, words, rest = len(names), [], set(names)
    for word, group in _GROUPS:
        if group <= rest:
            words.append(word)
            rest -= group
    if len(rest) <= 2:
        words += [name.replace("_", " ") for name in JOINT_NAMES if name in rest]
    if root_mask and "pelvis" not in names:
        words.append("place of the pelvis")
    if len(rest) > 2 or len(words) > 3:
        return f"{count} bones"
    return ", ".join(words) or "nothing"


def channels_of(armature: bpy.types.Object) -> Iterator[tuple[int, bpy.types.PoseBone, str]]:
    """What a motion is keyed on: (channel, bone, property), the joints' rotations in each bone's mode, then the location of the bone that carries the place."""
    for joint, bone in joint_bones.keyed_bones(armature):
        yield joint, bone, keyframes.rotation_property(bone)
    yield _JOINTS, joint_bones.carrier(armature), "location"


def curves_of(armature: bpy.types.Object) -> Iterator[tuple[int, bpy.types.FCurve]]:
    """(channel, F-curve) of everything that the character plays on `channels_of`."""
    wanted = {(bone.name, prop): channel for channel, bone, prop in channels_of(armature)}
    for curve in keyframes.own_curves(armature):
        found = _PATH.match(curve.data_path)
        channel = wanted.get(found.groups()) if found else None
        if channel is not None:
            yield channel, curve


def held(armature: bpy.types.Object, first: int, last: int) -> list[Hold]:
    """Everything that holds from frame `first` to `last`: the pins, and bone by bone the keys that the animator set."""
    holds: dict[int, Hold] = {}
    for item in armature.motion_prompt_pins:
        if first <= item.frame <= last:
            hold = holds.setdefault(item.frame, Hold(item.frame))
            for channel, wanted in enumerate((*item.joint_mask, item.root_mask)):
                if wanted:
                    hold.add(channel, item.frame)
    for channel, curve in curves_of(armature):
        for time in own_times(key_table.read(curve), first, last):
            frame = round(float(time))
            holds.setdefault(frame, Hold(frame)).add(channel, float(time))
    return [holds[frame] for frame in sorted(holds)]


def own_times(table: np.ndarray, first: int, last: int) -> np.ndarray:
    """When the animator's own keys are, of those from `first` to `last`."""
    times = table["co"][:, 0]
    return times[(table["type"] != _GENERATED) & (times >= first) & (times <= last)]


def key_times(armature: bpy.types.Object, selected: bool = False) -> np.ndarray:
    """When the character has keys on its joints, in order; with `selected` only those that are selected."""
    times: set[float] = set()
    for _channel, curve in curves_of(armature):
        table = key_table.read(curve)
        times.update(table["co"][table["select_control_point"] if selected else slice(None), 0].tolist())
    return np.array(sorted(times))


def pin_selected_keys(armature: bpy.types.Object) -> int:
    """Pins bones at the frames where they have selected keys; generated ones become the animator's. Returns how many frames."""
    masks: dict[int, np.ndarray] = {}
    for channel, curve in curves_of(armature):
        table = key_table.read(curve)
        chosen = table["select_control_point"]
        for time in table["co"][chosen, 0]:
            masks.setdefault(round(float(time)), np.zeros(_JOINTS + 1, dtype=bool))[channel] = True
        generated = chosen & (table["type"] == _GENERATED)
        if generated.any():
            table["type"][generated] = _EXTREME
            key_table.write(curve, table)
    for frame in sorted(masks):
        pin(armature, frame, masks[frame][:_JOINTS], masks[frame][_JOINTS])
    return len(masks)


def insert_keys(armature: bpy.types.Object, frame: float, joint_mask: np.ndarray, root_mask: bool) -> None:
    """Keys the bones as they are now, typed EXTREME, in their own rotation modes. Raises RuntimeError where Blender refuses."""
    for channel, bone, prop in channels_of(armature):
        if root_mask if channel == _JOINTS else joint_mask[channel]:
            bone.keyframe_insert(prop, frame=frame, group=bone.name, keytype="EXTREME")


def selected_mask(armature: bpy.types.Object) -> np.ndarray:
    """The joints (22,) whose bones are selected in Pose Mode; all of them in other modes or where no bone is."""
    nothing_chosen = armature.mode != "POSE" or not any(_is_selected(bone) for bone in armature.pose.bones)
    return np.ones(_JOINTS, dtype=bool) if nothing_chosen else chosen_joints(armature)


def chosen_joints(armature: bpy.types.Object) -> np.ndarray:
    """The joints (22,) whose bones are selected in Pose Mode; none in other modes."""
    if armature.mode != "POSE":
        return np.zeros(_JOINTS, dtype=bool)
    chosen = np.zeros(_JOINTS, dtype=bool)
    for joint, bone in joint_bones.keyed_bones(armature):
        chosen[joint] |= _is_selected(bone)
    return chosen


def _is_selected(bone: bpy.types.PoseBone) -> bool:
    # 5.0 moved the selection from the bone to the pose bone.
    return (bone if hasattr(bone, "select") else bone.bone).select
