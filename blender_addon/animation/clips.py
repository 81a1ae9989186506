"""The list of clips to learn a style from: what goes in, how long each is, what is wrong with one, and what is sent of it."""
from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import bpy

from ..rig import own_rig
from ..rig.deform_skeleton import deform_skeleton
from . import keyframes
from .bvh_text import bvh_text
from .clip_motion import is_smpl, motion_of
from .clip_playing import frame_range, sample_times, sampled
from .motion import Motion
from .resample import scene_fps

_BONE_PATH = re.compile(r'^pose\.bones\["((?:[^"\\]|\\.)*)"\]')
_FRAMES = re.compile(r"^\s*Frames:\s*(\d+)\s+Frame Time:\s*([0-9.eE+-]+)", re.MULTILINE)


class UnusableClip(ValueError):
    """A clip cannot be read; says why, and what mends it, in a sentence for an animator."""


@dataclass(frozen=True)
class Source:
    """An action, or one slot of it, on an armature."""

    armature: bpy.types.Object
    action: bpy.types.Action
    slot: str = ""


def sources_of(armature: bpy.types.Object) -> Iterator[Source]:
    """What the armature plays: its action, and the actions of its NLA strips that are not muted."""
    data = armature.animation_data
    if data is None:
        return
    if data.action is not None:
        yield Source(armature, data.action, keyframes.assigned_slot(armature))
    for strip in (strip for track in data.nla_tracks if not track.mute for strip in track.strips if not strip.mute):
        if strip.action is not None:
            yield Source(armature, strip.action, keyframes.strip_slot(strip))


def fitting_slot(armature: bpy.types.Object, action: bpy.types.Action) -> str | None:
    """The slot of the action that moves bones of this armature ("" before slots); None where none does."""
    for slot in [slot.identifier for slot in action.slots] if keyframes.HAS_SLOTS else [""]:
        for curve in keyframes.curves_in_slot(action, slot):
            bone = _BONE_PATH.match(curve.data_path)
            if bone and bone[1] in armature.data.bones:
                return slot
    return None


def add(clips: bpy.types.bpy_prop_collection, sources: Iterable[Source]) -> int:
    """Puts actions into the list that are not in it yet; how many."""
    there = {(clip.armature, clip.action, clip.slot) for clip in clips}
    count = 0
    for source in sources:
        if (source.armature, source.action, source.slot) not in there:
            there.add((source.armature, source.action, source.slot))
            clip = clips.add()
            clip.armature, clip.action, clip.slot, clip.name = source.armature, source.action, source.slot, source.action.name
            count += 1
    return count


def add_file(clips: bpy.types.bpy_prop_collection, path: str) -> bool:
    """Puts a BVH file into the list; False where it is in it already. Raises UnusableClip where it is none."""
    full = bpy.path.abspath(path)
    if any(clip.path and bpy.path.abspath(clip.path) == full for clip in clips):
        return False
    length = seconds_of_text(_text_of(full), os.path.basename(full))
    clip = clips.add()
    clip.path, clip.name, clip.seconds = path, os.path.splitext(os.path.basename(full))[0], length
    return True


def seconds_of_text(text: str, name: str) -> float:
    """How long the motion of a BVH file lasts. Raises UnusableClip where it is none."""
    found = _FRAMES.search(text)
    try:
        if "HIERARCHY" not in text or found is None:
            raise ValueError
        return int(found[1]) * float(found[2])
    except ValueError:
        raise UnusableClip(f"“{name}” is not a BVH file. Export it again as BVH (Biovision Hierarchy).") from None


def seconds(clip: bpy.types.PropertyGroup, fps: float) -> float:
    """How long the clip lasts in a scene at `fps`; 0 where it has gone."""
    if clip.path:
        return clip.seconds
    if clip.action is None:
        return 0.0
    first, last = frame_range(clip.action, clip.slot)
    return (last - first + 1) / fps


def why_unusable(clip: bpy.types.PropertyGroup, context: bpy.types.Context) -> str:
    """Why the clip cannot be read, as the end of "The clip X …"; empty where it can. Quick: panels ask at every draw."""
    if clip.path:
        return "" if os.path.isfile(bpy.path.abspath(clip.path)) else "is a file that has gone"
    if clip.action is None:
        return "has lost its action"
    armature = clip.armature
    if armature is None or not armature.users_scene:
        return "has lost its armature"
    if context.scene not in armature.users_scene:
        return "is on an armature of another scene"
    if armature.library is not None:
        return "is on an armature that is linked from another file (make a library override of it)"
    if armature.mode == "EDIT":
        return "is on an armature in Edit Mode"
    if armature.animation_data is not None and armature.animation_data.use_tweak_mode:
        return "is on an armature whose NLA strip is being tweaked (leave tweak mode with Tab)"
    if min(abs(size) for size in armature.matrix_world.to_scale()) <= 1e-6 or armature.matrix_world.is_negative:
        return "is on an armature that is mirrored or has no size"
    return ""


def read(
    clip: bpy.types.PropertyGroup, context: bpy.types.Context, each: Callable[[], None] = lambda: None,
) -> Motion | str:
    """What a usable clip shows: a motion where the armature is SMPL's or has a rig map, else the text of a BVH file. `each`: called after every frame.

    Raises UnusableClip.
    """
    if clip.path:
        return _text_of(bpy.path.abspath(clip.path))
    times = times_of(clip, context)
    try:
        frames = sampled(context, clip.armature, clip.action, clip.slot, times, each)
        if is_smpl(clip.armature):
            return motion_of(clip.armature, frames)
        motion = own_rig.clip(clip.armature, frames)
        if motion is not None:
            return motion
        # The server finds the joints by itself.
        return bvh_text(deform_skeleton(clip.armature), frames)
    except (ValueError, RuntimeError) as failure:
        raise UnusableClip(f"The clip {clip.name} cannot be read ({failure}). Remove it from the list.") from failure


def times_of(clip: bpy.types.PropertyGroup, context: bpy.types.Context) -> list[float]:
    """The frames at which an action is read."""
    return sample_times(*frame_range(clip.action, clip.slot), scene_fps(context.scene)).tolist()


def _text_of(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError as failure:
        raise UnusableClip(
            f"The file {os.path.basename(path)} cannot be read ({failure.strerror}). Choose another file.") from failure
