"""Motion on and off the bones of a character."""
from __future__ import annotations

from dataclasses import dataclass

import bpy
import numpy as np

from ..rig import character_file, joint_bones, own_rig
from ..rig.character_space import Channels, CharacterSpace, character_space
from ..rig.retarget import RigSpace
from ..rig.skeleton import JOINT_NAMES
from .motion import Motion, start_heading
from .resample import scene_fps


Space = CharacterSpace | RigSpace


@dataclass(frozen=True)
class Start:
    """Where a character stands and faces: x and z in metres, and radians about the vertical, in motion space."""

    position: tuple[float, float]
    heading: float


def space_of(context: bpy.types.Context, armature: bpy.types.Object) -> Space:
    """The character's space at the current frame. Raises ValueError where it is flattened or mirrored."""
    if own_rig.is_own_rig(armature):
        return own_rig.space_of(context, armature)
    return character_space(context, armature, character_file.load().rest_joints)


def read_channels(armature: bpy.types.Object) -> Channels:
    """The bones' own channels at the current frame, as one frame."""
    rotations, followers = np.tile([1.0, 0.0, 0.0, 0.0], (1, len(JOINT_NAMES), 1)), {}
    for joint, bone in joint_bones.keyed_bones(armature):
        turn = np.array(bone.matrix_basis.to_quaternion(), dtype=np.float64)
        if bone == joint_bones.bone_of(armature, joint):
            rotations[0, joint] = turn
        else:
            followers[bone.name] = turn[None]
    return Channels(np.array(joint_bones.carrier(armature).location, dtype=np.float64)[None], rotations, followers)


def read_pose(context: bpy.types.Context, armature: bpy.types.Object) -> Motion:
    """The pose at the playhead, as a motion of one frame; of a user's rig what shows, whatever constraints and IK do to it."""
    if own_rig.is_own_rig(armature):
        return own_rig.read(context, armature, scene_fps(context.scene))
    return space_of(context, armature).motion(read_channels(armature), scene_fps(context.scene))


def read_motion(context: bpy.types.Context, armature: bpy.types.Object, first: int, last: int) -> Motion:
    """The frames from `first` to `last`, both included, at the scene's rate; the playhead ends where it was."""
    scene, playhead = context.scene, context.scene.frame_current
    poses = []
    for frame in range(first, last + 1):
        scene.frame_set(frame)
        poses.append(read_pose(context, armature))
    scene.frame_set(playhead)
    return Motion(
        np.concatenate([pose.root_translation for pose in poses]), np.concatenate([pose.joint_rotations for pose in poses]),
        scene_fps(scene),
    )


def read_start(context: bpy.types.Context, armature: bpy.types.Object) -> Start:
    """Where the character stands and faces at the playhead."""
    pose = read_pose(context, armature)
    x, _, z = pose.root_translation[0]
    return Start((float(x), float(z)), start_heading(pose, character_file.load().rest_joints))
