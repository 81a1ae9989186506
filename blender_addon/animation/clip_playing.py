"""What an armature does while it plays an action, read without moving the playhead.

The armature plays in a scene of its own, which exists only meanwhile and holds nothing else: what stands in the animator's scene
is not evaluated anew, and hidden or heavy things around it do not matter. Blender writes evaluated values back only for the scene
in a window, so that the bones keep what they show; what the change of the action overwrites is put back.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import bpy
import numpy as np

from . import keyframes
from .resample import frames_within

#: Frames per second that clips are read at: the server's.
CLIP_FPS = 30.0
_TRANSFORM = ("location", "rotation_quaternion", "rotation_euler", "rotation_axis_angle", "scale")
AT_REST = {
    "location": (0.0, 0.0, 0.0), "rotation_quaternion": (1.0, 0.0, 0.0, 0.0), "rotation_euler": (0.0, 0.0, 0.0),
    "rotation_axis_angle": (0.0, 0.0, 1.0, 0.0), "scale": (1.0, 1.0, 1.0),
}


@dataclass(frozen=True)
class Sampled:
    """An armature over T frames at `CLIP_FPS`.

    names: its B bones. world (T, 4, 4): the object in Blender's world. bones (T, B, 4, 4): the bones as they end up, constraints
    included, in armature space.
    """

    names: tuple[str, ...]
    world: np.ndarray
    bones: np.ndarray


def frame_range(action: bpy.types.Action, slot: str) -> tuple[float, float]:
    """The first and the last frame that the slot of the action animates; the animator's own range where one is set."""
    if action.use_frame_range or not keyframes.HAS_SLOTS or len(action.slots) < 2:
        return tuple(action.frame_range)
    ranges = [tuple(curve.range()) for curve in keyframes.curves_in_slot(action, slot)]
    return (min(first for first, _ in ranges), max(last for _, last in ranges)) if ranges else tuple(action.frame_range)


def sample_times(first: float, last: float, fps: float) -> np.ndarray:
    """The frames of a scene at `fps`, whole or not, that are `CLIP_FPS` apart in time, from `first` on to at most `last`."""
    return first + np.arange(frames_within(last - first + 1, fps, CLIP_FPS)) * (fps / CLIP_FPS)


def sampled(
    context: bpy.types.Context, armature: bpy.types.Object, action: bpy.types.Action, slot: str, times: Sequence[float],
    each: Callable[[], None] = lambda: None,
) -> Sampled:
    """The armature at each time (frames, ascending) while it plays the action's slot; `each` is called after every frame.

    An action that the armature does not play now is read on the rest pose: bones that it does not key have no say.
    """
    with _own_scene(armature) as scene, _playing(context, armature, action, slot):
        names = tuple(bone.name for bone in armature.pose.bones)
        world, bones = np.empty((len(times), 4, 4)), np.empty((len(times), len(names), 4, 4), dtype=np.float32)
        for row, time in enumerate(times):
            whole = int(np.floor(time))
            scene.frame_set(whole, subframe=float(time - whole))
            evaluated = armature.evaluated_get(scene.view_layers[0].depsgraph)
            world[row] = evaluated.matrix_world
            evaluated.pose.bones.foreach_get("matrix", bones[row].reshape(-1))
            each()
    # Blender's memory holds a matrix column by column.
    return Sampled(names, world, bones.swapaxes(-1, -2).astype(np.float64))


@contextmanager
def _own_scene(armature: bpy.types.Object) -> Iterator[bpy.types.Scene]:
    scene = bpy.data.scenes.new("Motion Prompt Clip")
    try:
        scene.collection.objects.link(armature)
        yield scene
    finally:
        bpy.data.scenes.remove(scene)


@contextmanager
def at_rest(context: bpy.types.Context, armature: bpy.types.Object) -> Iterator[bpy.types.Scene]:
    """Lets the armature be posed from its rest pose, playing nothing, in a scene of its own, for a moment."""
    with _own_scene(armature) as scene, _playing(context, armature, None, ""):
        yield scene


@contextmanager
def _playing(
    context: bpy.types.Context, armature: bpy.types.Object, action: bpy.types.Action | None, slot: str,
) -> Iterator[None]:
    """Lets the armature play an action (or none), and nothing of the NLA, for a moment; Blender does not work out what is hidden."""
    had_data = armature.animation_data is not None
    data = armature.animation_data or armature.animation_data_create()
    former, former_slot, use_nla = data.action, data.action_slot if keyframes.HAS_SLOTS else None, data.use_nla
    last_slot = data.last_slot_identifier if keyframes.HAS_SLOTS else ""
    plays_already = action is not None and former == action and (not slot or keyframes.assigned_slot(armature) == slot)
    values, hidden = [*_animated(armature), *_pose(armature)], armature.hide_viewport
    try:
        data.use_nla, armature.hide_viewport = False, False
        if not plays_already:
            keyframes.assign(armature, action, slot)
            _rest(armature)
        yield
    finally:
        data.action, data.use_nla, armature.hide_viewport = former, use_nla, hidden
        if keyframes.HAS_SLOTS:
            if former is not None:
                data.action_slot = former_slot
            data.last_slot_identifier = last_slot
        if not had_data:
            armature.animation_data_clear()
        # Blender works the former action out once more; then what had no key comes back.
        context.view_layer.update()
        for owner, name, value in values:
            _set(owner, name, value)


def _rest(armature: bpy.types.Object) -> None:
    for bone in armature.pose.bones:
        for name, value in AT_REST.items():
            setattr(bone, name, value)


def _pose(armature: bpy.types.Object) -> list[tuple[Any, str, Any]]:
    return [(bone, name, getattr(bone, name)[:]) for bone in armature.pose.bones for name in _TRANSFORM]


def _animated(armature: bpy.types.Object) -> list[tuple[Any, str, Any]]:
    """Everything that the armature's action or its NLA animates, as (owner, property, value): a bone's custom properties too."""
    data, curves = armature.animation_data, keyframes.own_curves(armature)
    for strip in [strip for track in data.nla_tracks for strip in track.strips]:
        curves += keyframes.fcurves(strip.action) if strip.action is not None else []
    found = []
    for path in dict.fromkeys(curve.data_path for curve in curves):
        owner_path, name = _split(path)
        try:
            owner = armature.path_resolve(owner_path) if owner_path else armature
            value = owner[name] if path.endswith("]") else getattr(owner, name)
        except (ValueError, KeyError, AttributeError, TypeError):
            continue  # a curve that leads nowhere animates nothing
        found.append((owner, f'["{name}"]' if path.endswith("]") else name, value[:] if hasattr(value, "__len__") else value))
    return found


def _split(path: str) -> tuple[str, str]:
    """The owner's path and the property's name: of `pose.bones["a.b"]["c"]` or of `pose.bones["a.b"].location`."""
    if path.endswith('"]'):
        owner, _, name = path[:-2].rpartition('["')
        return owner, name
    owner, _, name = path.rpartition(".")
    return owner, name


def _set(owner: Any, name: str, value: Any) -> None:
    try:
        if name.startswith('["'):
            owner[name[2:-2]] = value
        else:
            setattr(owner, name, value)
    except (AttributeError, TypeError):
        pass  # what cannot be written has not been overwritten
