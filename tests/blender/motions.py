"""Small motions made here, and a forward kinematics that shares no code with the add-on: 4×4 matrices, joint by joint."""
from __future__ import annotations

from pathlib import Path

import bpy
import numpy as np
from blender_addon.animation import pose_io, takes
from blender_addon.animation.motion import Motion

CHARACTER = np.load(Path(__file__).resolve().parents[2] / "blender_addon" / "rig" / "character.npz")
NAMES = [str(name) for name in CHARACTER["joint_names"]][:22]
REST = CHARACTER["rest_joints"].astype(float)


def tumbling(frames: int = 20, seed: int = 0, fps: float = 30.0) -> Motion:
    """Every joint turns smoothly about a random axis, up to most of a turn; the root wanders."""
    random = np.random.default_rng(seed)
    axes = random.normal(size=(22, 3))
    axes /= np.linalg.norm(axes, axis=-1, keepdims=True)
    angles = random.uniform(0.5, 5.0, 22) * np.linspace(-0.5, 0.5, frames)[:, None] + random.uniform(-1, 1, 22)
    rotations = np.concatenate([np.cos(angles / 2)[..., None], np.sin(angles / 2)[..., None] * axes], axis=-1)
    translation = np.cumsum(random.normal(scale=0.02, size=(frames, 3)), axis=0) + [0.3, 0.9, -0.2]
    return Motion(translation, rotations, fps)


def standing(frames: int = 20, x: float = 0.0, z: float = 0.0, heading: float = 0.0) -> Motion:
    rotations = np.zeros((frames, 22, 4))
    rotations[..., 0] = 1.0
    rotations[:, 0] = np.cos(heading / 2), 0.0, np.sin(heading / 2), 0.0
    return Motion(np.tile([x, REST[0, 1], z], (frames, 1)), rotations, 30.0)


def joint_matrices(motion: Motion, frame: int) -> np.ndarray:
    """World matrices (22, 4, 4) of the joints in motion space."""
    matrices = []
    for joint, parent in enumerate(CHARACTER["parents"][:22]):
        local = np.eye(4)
        local[:3, :3] = _matrix(*motion.joint_rotations[frame, joint])
        local[:3, 3] = motion.root_translation[frame] if parent < 0 else REST[joint] - REST[parent]
        matrices.append(local if parent < 0 else matrices[parent] @ local)
    return np.array(matrices)


def expected_joints(motion: Motion, frame: int, size: float = 1.0, floor: float = 0.0) -> np.ndarray:
    """Where the joints (22, 3) must be in Blender's world: Z up, facing −Y, `size` times as large, standing at height `floor`."""
    x, y, z = joint_matrices(motion, frame)[:, :3, 3].T
    return size * np.stack([x, -z, y], axis=-1) + [0.0, 0.0, floor]


def joints_in_scene(armature: bpy.types.Object, frame: int) -> np.ndarray:
    """World positions (22, 3) of the bones' heads."""
    bpy.context.scene.frame_set(frame)
    evaluated = armature.evaluated_get(bpy.context.evaluated_depsgraph_get())
    return np.array([evaluated.matrix_world @ evaluated.pose.bones[name].head for name in NAMES])


def lowest_point(motion: Motion, frame: int = 0) -> float:
    """Height (m) of the mannequin's lowest vertex: its skin, moved by the joints, the hands with the wrists."""
    rest, weights = CHARACTER["vertices"].astype(float), CHARACTER["weights"].astype(float)
    heights = np.zeros(len(rest))
    matrices = joint_matrices(motion, frame)
    for joint in range(weights.shape[1]):
        carrier = joint if joint < 22 else CHARACTER["parents"][joint]
        moved = matrices[carrier] @ np.c_[rest - REST[carrier], np.ones(len(rest))].T
        heights += weights[:, joint] * moved[1]
    return float(heights.min())


def land(armature: bpy.types.Object, *motions: Motion, start: int = 1, prompt: str = "a person walks", most: int | None = None):
    """Puts takes on the character as the operator does."""
    space = pose_io.space_of(bpy.context, armature)
    takes.land(armature, bpy.context.scene, space, takes.Batch(motions, prompt, {"prompt": prompt}, start, most))


def _matrix(w: float, x: float, y: float, z: float) -> np.ndarray:
    across = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + 2 * w * across + 2 * across @ across
