"""From the server's frame rate to the scene's."""
from __future__ import annotations

import bpy
import numpy as np

from . import quaternion
from .motion import Motion


def scene_fps(scene: bpy.types.Scene) -> float:
    """Frames per second, with the base: 24 / 1.001 is 23.976."""
    return scene.render.fps / scene.render.fps_base


def frames_within(count: int, source_fps: float, target_fps: float) -> int:
    """How many frames at `target_fps` fit into the time from the first to the last of `count` frames at `source_fps`."""
    return int(np.floor((count - 1) / source_fps * target_fps + 1e-6)) + 1


def resampled(motion: Motion, fps: float) -> Motion:
    """The same motion at `fps`: positions interpolated linearly, rotations spherically; the first frame stays as it is."""
    if abs(fps - motion.fps) < 1e-6 or len(motion) == 1:
        return Motion(motion.root_translation, motion.joint_rotations, fps)
    time = np.arange(frames_within(len(motion), motion.fps, fps)) * (motion.fps / fps)
    before = np.minimum(time.astype(int), len(motion) - 2)
    weight = np.clip(time - before, 0.0, 1.0)[:, None]
    translation = motion.root_translation[before] * (1 - weight) + motion.root_translation[before + 1] * weight
    rotations = quaternion.slerp(motion.joint_rotations[before], motion.joint_rotations[before + 1], weight)
    return Motion(translation, rotations, fps)
