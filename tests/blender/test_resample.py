"""From 30 fps to the scene's rate."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.animation import resample
from blender_addon.operators import checks
from motions import expected_joints, joints_in_scene, land, tumbling


def test_23_976_keeps_the_pace(character):
    scene = bpy.context.scene
    scene.render.fps, scene.render.fps_base = 24, 1.001
    assert resample.scene_fps(scene) == pytest.approx(23.976, abs=1e-3)
    motion = tumbling(frames=121)
    land(character, motion)
    last = int(4.0 * 24 / 1.001 + 1e-6)
    assert character.animation_data.action.frame_range[1] == 1 + last
    for frame in (0, 13, last):
        time = frame * 1.001 / 24
        near = round(time * 30)
        around = [expected_joints(motion, max(near - 1, 0)), expected_joints(motion, min(near + 1, 120))]
        here = joints_in_scene(character, 1 + frame)
        assert np.abs(here - (around[0] + around[1]) / 2).max() < 0.06
    np.testing.assert_allclose(joints_in_scene(character, 1), expected_joints(motion, 0), atol=1e-4)


def test_every_second_frame_at_60_is_a_frame_of_the_motion():
    motion = tumbling(frames=31)
    double = resample.resampled(motion, 60.0)
    assert len(double) == 61
    np.testing.assert_allclose(double.root_translation[::2], motion.root_translation, atol=1e-9)
    np.testing.assert_allclose(np.abs(np.sum(double.joint_rotations[::2] * motion.joint_rotations, -1)), 1.0, atol=1e-9)
    halves = double.joint_rotations[1::2]
    one = np.abs(np.sum(halves * motion.joint_rotations[:-1], -1))
    other = np.abs(np.sum(halves * motion.joint_rotations[1:], -1))
    np.testing.assert_allclose(one, other, atol=1e-9)


def test_a_single_frame_stays_one():
    assert len(resample.resampled(tumbling(frames=1), 24.0)) == 1


@pytest.mark.parametrize(("fps", "base"), [(24, 1.0), (24, 1.001), (25, 1.0), (30, 1.0), (60, 1.0), (120, 1.0)])
def test_the_scene_range_is_filled_to_its_last_frame(fps, base):
    scene = bpy.context.scene
    scene.render.fps, scene.render.fps_base = fps, base
    scene.motion_prompt.length_mode = "SCENE_RANGE"
    scene.frame_current = 11
    scene.frame_end = 10 + fps * 3
    count = round(checks.seconds(scene) * 30)
    assert resample.frames_within(count, 30.0, resample.scene_fps(scene)) >= fps * 3 == checks.frame_limit(scene)
