"""Poses of a character at any frames, and the spaces they lie in; the scene is left as it was."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from itertools import groupby
from typing import Any

import bpy
import numpy as np

from ..rig import ik_limbs, joint_bones, own_rig
from ..rig.character_space import Channels
from . import keyframes, pose_io
from .pose_io import Space
from .motion import Motion
from .resample import scene_fps

_SCALE_TOLERANCE = 1e-3
_POSE = ("location", "scale", "rotation_quaternion", "rotation_euler", "rotation_axis_angle")


class UnreadablePose(ValueError):
    """The character's pose cannot be used; says why, and what mends it, in a sentence for an animator."""


@dataclass(frozen=True)
class MovingSpace:
    """A character whose object moves: its space at every frame of a motion."""

    spaces: tuple[Space, ...]

    def channels(self, motion: Motion) -> Channels:
        """The motion as bone channels, each frame in its own space."""
        return Channels.joined([
            space.channels(Motion(motion.root_translation[part], motion.joint_rotations[part], motion.fps)) for space, part in self._stretches()])

    def motion(self, channels: Channels, fps: float) -> Motion:
        """The bone channels as a motion, each frame in its own space."""
        parts = [space.motion(channels.rows(part), fps) for space, part in self._stretches()]
        return Motion(
            np.concatenate([part.root_translation for part in parts]), np.concatenate([part.joint_rotations for part in parts]), fps)

    def _stretches(self) -> Iterator[tuple[Space, slice]]:
        """The frames as stretches in which the space stays the same."""
        first = 0
        for _, same in groupby(self.spaces, key=id):
            spaces = list(same)
            yield spaces[0], slice(first, first + len(spaces))
            first += len(spaces)


@contextmanager
def scrubbing(scene: bpy.types.Scene, armature: bpy.types.Object) -> Iterator[None]:
    """Lets the playhead move and puts it back, with the bones as they were: a pose that has no key yet is not lost."""
    frame, subframe = scene.frame_current, scene.frame_subframe
    pose = {bone: {name: getattr(bone, name)[:] for name in _POSE} for bone in armature.pose.bones}
    try:
        yield
    finally:
        scene.frame_set(frame, subframe=subframe)
        for bone, values in pose.items():
            for name, value in values.items():
                setattr(bone, name, value)


def read_poses(context: bpy.types.Context, armature: bpy.types.Object, times: Iterable[float]) -> dict[float, Motion]:
    """The pose at each time (frames, also between them), as motions of one frame.

    Raises UnreadablePose where a bone is scaled or a number is not finite.
    """
    ordered = sorted(set(times))
    with scrubbing(context.scene, armature):
        if own_rig.is_own_rig(armature):
            return _read_rig(context, armature, ordered)
        if not _moves(armature):
            try:
                return dict(zip(ordered, _read_still(context, armature, ordered)))
            except UnreadablePose:
                raise
            except ValueError:
                pass  # At which frame, comes out frame by frame.
        poses = {}
        for time in ordered:
            _set_time(context.scene, time)
            poses[time] = read_here(context, armature)
    return poses


def read_space(
    context: bpy.types.Context, armature: bpy.types.Object, first: int, last: int,
) -> Space | MovingSpace:
    """The character's space from frame `first` to `last`: one where what the body hangs on rests, else one a frame."""
    with scrubbing(context.scene, armature), ik_limbs.unseen_resting(armature, range(first, last + 1)):
        _set_time(context.scene, first)
        spaces = [pose_io.space_of(context, armature)]
        for frame in range(first + 1, last + 1) if _moves(armature) else ():
            context.scene.frame_set(frame)
            space = pose_io.space_of(context, armature)
            spaces.append(spaces[-1] if _equal(space, spaces[-1]) else space)
    return MovingSpace(tuple(spaces)) if any(space is not spaces[0] for space in spaces) else spaces[0]


def _equal(one: Any, other: Any) -> bool:
    """Whether two spaces, or what they are made of, are the same to the bit."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other)
    if isinstance(one, Mapping):
        return one.keys() == other.keys() and all(_equal(one[key], other[key]) for key in one)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(_equal, one, other))
    if is_dataclass(one):
        return all(_equal(getattr(one, each.name), getattr(other, each.name)) for each in fields(one))
    return one == other


def _set_time(scene: bpy.types.Scene, time: float) -> None:
    whole = int(np.floor(time))
    scene.frame_set(whole, subframe=time - whole)


def read_here(context: bpy.types.Context, armature: bpy.types.Object) -> Motion:
    """The pose that stands at the playhead, keyed or not, as a motion of one frame.

    Raises UnreadablePose where a bone is scaled or a number is not finite.
    """
    _refuse_scale(context, armature)
    time = context.scene.frame_current_final
    try:
        return pose_io.read_pose(context, armature)
    except ValueError as failure:
        raise _unreadable(time, failure) from failure


def _read_rig(context: bpy.types.Context, armature: bpy.types.Object, times: Sequence[float]) -> dict[float, Motion]:
    """What a user's rig shows, turned into motion space all in one go for as long as its object rests."""
    looks = []
    with ik_limbs.unseen_resting(armature, times):
        for time in times:
            _set_time(context.scene, time)
            _refuse_scale(context, armature)
            looks.append(own_rig.look_at(context, armature))
    poses: list[Motion] = []
    for _, same in groupby(looks, key=lambda look: look.world.tobytes()):
        part = list(same)
        try:
            for pose in own_rig.poses(armature, part[0].world, np.stack([look.bones for look in part]), scene_fps(context.scene)):
                poses.append(pose)
        except ValueError as failure:
            raise _unreadable(times[len(poses)], failure) from failure
    return dict(zip(times, poses))


def _unreadable(time: float, failure: ValueError) -> UnreadablePose:
    return UnreadablePose(f"The pose at frame {time:g} cannot be read ({failure}). Set it again, then try again.")


def _read_still(context: bpy.types.Context, armature: bpy.types.Object, times: Sequence[float]) -> Iterator[Motion]:
    """The poses of a character whose object rests, turned into motion space all in one go."""
    rows = []
    for time in times:
        _set_time(context.scene, time)
        _refuse_scale(context, armature)
        rows.append(pose_io.read_channels(armature))
    if not rows:
        return
    motion = pose_io.space_of(context, armature).motion(Channels.joined(rows), scene_fps(context.scene))
    for root, turns in zip(motion.root_translation, motion.joint_rotations):
        yield Motion(root[None], turns[None], motion.fps)


def _refuse_scale(context: bpy.types.Context, armature: bpy.types.Object) -> None:
    for _joint, bone in joint_bones.keyed_bones(armature):
        if max(abs(scale - 1.0) for scale in bone.scale) > _SCALE_TOLERANCE:
            raise UnreadablePose(
                f"The bone {bone.name} is scaled at frame {context.scene.frame_current_final:g}. Clear its scale (Alt S in Pose Mode; delete "
                "scale keys), then try again.")


def _moves(armature: bpy.types.Object) -> bool:
    """Whether anything may move what the pelvis hangs on: keys, drivers or constraints of the object, a parent, a parent bone."""
    if joint_bones.carrier(armature).parent is not None or len(armature.constraints):
        return True
    if any(not curve.data_path.startswith("pose.bones") for curve in _animation(armature)):
        return True
    parent = armature.parent
    while parent is not None:
        if parent.type == "ARMATURE" or len(parent.constraints) or _animation(parent):
            return True
        parent = parent.parent
    return False


def _animation(item: bpy.types.Object) -> list[bpy.types.FCurve]:
    data = item.animation_data
    if data is None:
        return []
    strips = [curve for track in data.nla_tracks for strip in track.strips if strip.action for curve in keyframes.fcurves(strip.action)]
    return [*keyframes.own_curves(item), *data.drivers, *strips]
