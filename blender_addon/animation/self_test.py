"""What a rig loses on the way to SMPL's joints and back: its own clip, or a little exercise where it has none."""
from __future__ import annotations

from dataclasses import dataclass

import bpy
import numpy as np

from ..rig import humanoid_map, ik_limbs, joint_bones, own_rig
from ..rig.bone_matrices import rotations_of
from ..rig.skeleton import JOINT_NAMES
from . import clip_playing, keyframes, pins, pose_io, pose_preview, quaternion
from .motion import Motion

#: Poses that are compared: enough for a clip, few enough for a heavy rig.
_POSES = 24


@dataclass(frozen=True)
class Loss:
    """The largest error over all joints and poses. joint: where it is, as an animator says it. clip: the action's name, empty for the exercise."""

    degrees: float
    centimetres: float
    joint: str
    poses: int
    clip: str


def measure(context: bpy.types.Context, armature: bpy.types.Object) -> Loss:
    """Takes what the rig plays to SMPL and back onto its bones, and compares what shows. The rig and the scene stay as they are.

    Raises ValueError where the rig cannot be measured.
    """
    space = pose_io.space_of(context, armature)
    action, slot = _clip(armature)
    if action is not None:
        # The body's own keys: before and after them a rig may be in IK, which stretches limbs as FK cannot.
        keyed = pins.key_times(armature)
        times = np.unique(np.round(np.linspace(keyed[0], keyed[-1], _POSES), 3))
        played = clip_playing.sampled(context, armature, action, slot, times.tolist())
        wanted = {name: played.bones[:, played.names.index(name)] for name in space.body.shown if name}
        motion = space.shown(wanted, clip_playing.CLIP_FPS)
        shown = _put_on(context, armature, space.channels(motion), len(motion))
    else:
        once = _put_on(context, armature, space.channels(_exercise()), _POSES)
        wanted = once
        shown = _put_on(context, armature, space.channels(space.shown(once, clip_playing.CLIP_FPS)), _POSES)
    return _difference(wanted, shown, armature, action.name if action is not None else "")


def _clip(armature: bpy.types.Object) -> tuple[bpy.types.Action | None, str]:
    data = armature.animation_data
    if data is None or data.action is None or not any(len(curve.keyframe_points) for curve in keyframes.own_curves(armature)) or not len(pins.key_times(armature)):
        return None, ""
    return data.action, keyframes.assigned_slot(armature)


def _put_on(context: bpy.types.Context, armature: bpy.types.Object, channels: pose_io.Channels, poses: int) -> dict[str, np.ndarray]:
    """The bones that show (poses, 4, 4), in armature space, with each row of the channels on the rig."""
    names = [name for name in own_rig.body_of(armature).shown if name]
    matrices = {name: np.empty((poses, 4, 4)) for name in names}
    whole = np.ones(len(JOINT_NAMES), dtype=bool)
    switches = [(armature.pose.bones[each.bone], each.prop, armature.pose.bones[each.bone][each.prop]) for each in own_rig.switches_of(armature)]
    try:
        with ik_limbs.muted(armature), clip_playing.at_rest(context, armature) as scene:
            for row in range(poses):
                pose_preview.put(armature, channels.rows(slice(row, row + 1)), whole)
                armature.update_tag()
                scene.view_layers[0].update()
                posed = armature.evaluated_get(scene.view_layers[0].depsgraph).pose.bones
                for name in names:
                    matrices[name][row] = np.array(posed[name].matrix)
    finally:
        for bone, prop, value in switches:
            bone[prop] = value
    return matrices


def _exercise() -> Motion:
    """Every joint sways in its own time, on the spot."""
    random, time = np.random.default_rng(0), np.linspace(0.0, 2.0 * np.pi, _POSES)
    axes = quaternion.normalized(random.normal(size=(len(JOINT_NAMES), 3)))
    angles = 0.35 * np.sin(time[:, None] + random.uniform(0.0, 2.0 * np.pi, len(JOINT_NAMES)))
    turns = np.concatenate([np.cos(angles / 2)[..., None], np.sin(angles / 2)[..., None] * axes], axis=-1)
    return Motion(np.tile([0.0, 0.93, 0.0], (_POSES, 1)), turns, clip_playing.CLIP_FPS)


def _difference(wanted: dict[str, np.ndarray], shown: dict[str, np.ndarray], armature: bpy.types.Object, clip: str) -> Loss:
    body, metre = own_rig.body_of(armature), joint_bones.units_a_metre(armature)
    worst = (0.0, 0.0, 0.0, "")
    poses = 0
    for joint, name in enumerate(body.shown):
        if not name:
            continue
        a, b = (quaternion.from_matrix(rotations_of(each[name])) for each in (wanted, shown))
        degrees = float(np.degrees(2.0 * np.arccos(np.minimum(np.abs(np.sum(a * b, axis=-1)), 1.0))).max())
        away = float(np.linalg.norm(wanted[name][:, :3, 3] - shown[name][:, :3, 3], axis=-1).max()) / metre * 100.0
        poses = len(a)
        score = max(degrees, away)
        worst = (max(worst[0], score), max(worst[1], degrees), max(worst[2], away), humanoid_map.WORDS[JOINT_NAMES[joint]] if score > worst[0] else worst[3])
    return Loss(worst[1], worst[2], worst[3], poses, clip)
