"""What the tests of text-to-pose share: the panel's buttons, and what the bones show."""
from __future__ import annotations

import bpy
import numpy as np
from blender_addon.animation import keyframes, pose_io
from blender_addon.connection import jobs
from fake_server import pose_of
from motions import NAMES, expected_joints, standing

POSED = ("location", "rotation_quaternion", "rotation_euler", "rotation_axis_angle", "scale")


def settings(**values) -> None:
    for name, value in values.items():
        setattr(bpy.context.scene.motion_prompt_pose, name, value)


def ask(seed: int = 1, **values) -> None:
    """Presses Pose and waits until the best candidate stands."""
    bpy.context.scene.motion_prompt.seed, bpy.context.scene.motion_prompt.lock_seed = seed, True
    settings(**values)
    assert bpy.ops.motion_prompt.pose() == {"FINISHED"}
    assert jobs.wait(20)


def step(by: int = 1) -> None:
    assert bpy.ops.motion_prompt.show_pose(step=by) == {"FINISHED"}


def bones(character) -> dict[str, tuple]:
    """Every number of every bone."""
    return {bone.name: tuple(tuple(getattr(bone, name)) for name in POSED) for bone in character.pose.bones}


def keys(character) -> int:
    return sum(len(curve.keyframe_points) for curve in keyframes.own_curves(character))


def joints_now(character) -> np.ndarray:
    """World positions (22, 3) of the bones' heads, without moving the playhead."""
    bpy.context.view_layer.update()
    evaluated = character.evaluated_get(bpy.context.evaluated_depsgraph_get())
    return np.array([evaluated.matrix_world @ evaluated.pose.bones[name].head for name in NAMES])


def joints_of(candidate: int, seed: int = 1, size: float = 1.0, floor: float = 0.0) -> np.ndarray:
    """Where the joints (22, 3) of the fake server's candidate are in Blender's world, over the origin."""
    return expected_joints(pose_of(seed, candidate), 0, size, floor)


def deep_pose(character) -> None:
    """A pose of its own, without keys: arms, spine and legs, somewhere else, turned by 0.7 radians."""
    for name, turn in (("left_elbow", (0.8, 0, 0, 0.6)), ("spine2", (0.96, 0.28, 0, 0)), ("right_knee", (0.8, 0.6, 0, 0))):
        character.pose.bones[name].rotation_quaternion = turn
    stand(character, x=0.4, z=-0.3, heading=0.7)


def stand(character, x: float, z: float, heading: float) -> None:
    """Puts the pelvis there, in motion space, facing there."""
    motion = standing(1, x, z, heading)
    channels = pose_io.space_of(bpy.context, character).channels(motion)
    pelvis = character.pose.bones["pelvis"]
    pelvis.location, pelvis.rotation_quaternion = channels.location[0], channels.rotations[0, 0]


def turned(points: np.ndarray, angle: float) -> np.ndarray:
    """Points (…, 3) turned about Blender's vertical."""
    cosine, sine = np.cos(angle), np.sin(angle)
    return points @ np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]]).T
