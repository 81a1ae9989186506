"""Clean Up, pressed as an animator does: what the take shows, what the former action keeps."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.animation import feet, key_table, keyframes, pose_reading, takes
from blender_addon.animation.motion import Motion
from blender_addon.connection import problems
from motions import NAMES, REST, joints_in_scene, land
from test_feet import LEGS, shuffling

FRAMES = 60
STEPS = ("retime", "mirror", "smooth", "loop", "floor", "feet", "in_place", "reduce")


def clean_up(*steps: str, **numbers) -> set[str]:
    settings = bpy.context.scene.motion_prompt_clean_up
    for step in STEPS:
        setattr(settings, step, step in steps)
    for name, value in numbers.items():
        setattr(settings, name, value)
    return bpy.ops.motion_prompt.clean_up()


def shown(character, first: int, last: int) -> Motion:
    """What the character shows, as a motion."""
    poses = pose_reading.read_poses(bpy.context, character, [float(frame) for frame in range(first, last + 1)])
    poses = [poses[time] for time in sorted(poses)]
    return Motion(np.concatenate([each.root_translation for each in poses]), np.concatenate([each.joint_rotations for each in poses]), poses[0].fps)


def content(action) -> dict:
    return {(curve.data_path, curve.array_index): key_table.read(curve).tobytes() for curve in keyframes.fcurves(action)}


def frames_of(action) -> tuple[float, float]:
    return tuple(action.frame_range)


@pytest.fixture
def sliding(character):
    """Steps that slide and sink, kept, in frames 1 to 60."""
    land(character, shuffling(seconds=2.0))
    takes.keep(character)
    return character


def test_feet_stop_sliding_on_the_floor_and_the_numbers_say_so(sliding):
    former, before = sliding.animation_data.action, content(sliding.animation_data.action)
    assert clean_up("floor", "feet") == {"FINISHED"}
    after = feet.measured(shown(sliding, 1, FRAMES), REST)
    assert after.slide < 0.02 and abs(after.lowest) < 0.001
    take = sliding.animation_data.action
    assert take != former and content(former) == before and takes.waiting(sliding)
    assert "cm/s, now 0.0;" in take["motion_prompt_clean_up"] and "−2.0 cm, now 0.0" in take["motion_prompt_clean_up"]
    takes.reject(sliding)
    assert sliding.animation_data.action == former and content(former) == before


def test_pressing_again_replaces_the_take_that_waits(sliding):
    former = sliding.animation_data.action
    clean_up("floor", "feet")
    clean_up("mirror")
    assert len(sliding.motion_prompt.takes) == 1 and sliding.motion_prompt.former_action == former
    assert feet.measured(shown(sliding, 1, FRAMES), REST).slide > 0.09
    bpy.context.scene.frame_set(10)
    sliding.pose.bones["head"].rotation_quaternion = (0.9, 0.1, 0.0, 0.4)
    sliding.pose.bones["head"].keyframe_insert("rotation_quaternion", frame=10)
    edited = sliding.animation_data.action
    clean_up("floor", "feet")
    assert sliding.motion_prompt.former_action == edited


def test_the_animator_s_keys_stay_in_the_former_action(character):
    for frame, height in ((1, 0.0), (20, 0.2), (40, 0.0)):
        for name in NAMES:
            character.pose.bones[name].keyframe_insert("rotation_quaternion", frame=frame)
        character.pose.bones["pelvis"].location.y = height
        character.pose.bones["pelvis"].keyframe_insert("location", frame=frame)
    former = character.animation_data.action
    before = content(former)
    clean_up("in_place", "reduce")
    assert content(former) == before and former.use_fake_user


def test_a_mirror_swaps_the_sides_about_where_the_character_stands(sliding):
    sliding.location = (3.0, 1.0, 0.0)
    before = [joints_in_scene(sliding, frame) for frame in (1, 25)]
    clean_up("mirror")
    after = [joints_in_scene(sliding, frame) for frame in (1, 25)]
    swapped = [NAMES.index(name.replace("left", "X").replace("right", "left").replace("X", "right")) for name in NAMES]
    for was, now in zip(before, after):
        np.testing.assert_allclose(now, (was * [-1, 1, 1] + [6, 0, 0])[swapped], atol=1e-5)


@pytest.mark.parametrize("travel", ["KEEP", "REMOVE"])
def test_a_loop_ends_as_it_starts(sliding, travel):
    clean_up("loop", "floor", "feet", loop_travel=travel, find_loop=True)
    first, last = (int(frame) for frame in frames_of(sliding.animation_data.action))
    assert first == 1 and 25 < last <= FRAMES
    start, end, second, before = (joints_in_scene(sliding, frame) for frame in (1, last, 2, last - 1))
    moved = end - start
    np.testing.assert_allclose(moved, np.broadcast_to(moved[0], moved.shape), atol=1e-5)
    assert travel == "KEEP" or np.abs(moved).max() < 1e-5
    # The legs of this made-up motion are straight, and a straight leg's knee moves far for a millimetre of leg.
    knees = [NAMES.index(f"{side}_knee") for side in ("left", "right")]
    apart = np.abs((second - start) - (end - before))
    assert np.delete(apart, knees, axis=0).max() < 0.02 and apart[knees].max() < 0.04


def test_in_place_stays_on_the_spot(character):
    land(character, shuffling(seconds=2.0, slide=1.0))
    clean_up("in_place")
    places = np.array([joints_in_scene(character, frame)[0] for frame in (1, 15, 30, 45, 60)])
    assert np.ptp(places[:, :2], axis=0).max() < 0.05


def test_retime_to_a_length_and_to_the_scene_s_rate(sliding):
    before = joints_in_scene(sliding, FRAMES)
    clean_up("retime", retime_to="LENGTH", seconds=1.0)
    assert frames_of(sliding.animation_data.action) == (1, 31)
    np.testing.assert_allclose(joints_in_scene(sliding, 31), before, atol=1e-5)
    takes.reject(sliding)
    bpy.context.scene.render.fps, bpy.context.scene.render.fps_base = 24, 1.001
    middle = joints_in_scene(sliding, 31)
    clean_up("retime", retime_to="RATE", former_fps=30.0)
    assert frames_of(sliding.animation_data.action) == (1, 48)
    np.testing.assert_allclose(joints_in_scene(sliding, 25), middle, atol=0.01)


def test_smoothing_takes_the_shaking_out_and_leaves_feet_standing(character):
    motion = shuffling(seconds=2.0, slide=0.0, sink=0.0)
    shaking = 0.01 * np.random.default_rng(0).normal(size=motion.joint_rotations.shape)
    land(character, Motion(motion.root_translation, motion.joint_rotations + shaking, 30.0))
    before = np.array([joints_in_scene(character, frame) for frame in range(1, 61)])
    clean_up("smooth", "feet", cutoff=5.0)
    after = np.array([joints_in_scene(character, frame) for frame in range(1, 61)])
    jerk = [np.linalg.norm(np.diff(each[:, NAMES.index("left_wrist")], 3, axis=0), axis=-1).mean() for each in (before, after)]
    assert jerk[1] < 0.4 * jerk[0]
    knees = [each[:, LEGS["left"][1], 2].max() for each in (before, after)]
    assert abs(knees[1] - knees[0]) < 0.02
    assert feet.measured(shown(character, 1, 60), REST).slide < 0.02


def test_a_part_of_the_motion_fades_into_the_rest(sliding):
    bpy.context.scene.use_preview_range = True
    bpy.context.scene.frame_preview_start, bpy.context.scene.frame_preview_end = 20, 50
    before = [joints_in_scene(sliding, frame) for frame in range(1, 61)]
    clean_up("floor", extent="PREVIEW")
    after = [joints_in_scene(sliding, frame) for frame in range(1, 61)]
    for frame in (*range(1, 21), *range(50, 61)):
        np.testing.assert_allclose(after[frame - 1], before[frame - 1], atol=1e-4)
    np.testing.assert_allclose(after[34] - before[34], np.broadcast_to([0, 0, 0.02], (22, 3)), atol=1e-3)


@pytest.mark.parametrize(("which", "word"), [("PREVIEW", "no preview range"), ("SELECTED", "No keys are selected")])
def test_frames_that_are_not_there_are_said(sliding, which, word):
    with pytest.raises(RuntimeError, match=word):
        clean_up("floor", extent=which)
    assert word in problems.shown().sentence and not takes.waiting(sliding)


def test_nothing_to_do_is_said(character):
    with pytest.raises(RuntimeError, match="no action"):
        clean_up("floor")
    land(character, shuffling(seconds=1.0))
    with pytest.raises(RuntimeError, match="No step is switched on"):
        clean_up()


def test_fewer_keys_hold_every_joint_in_its_place(sliding):
    before = [joints_in_scene(sliding, frame) for frame in range(1, 61)]
    clean_up("floor", "feet", "reduce", degrees=2.0, centimetres=1.0)
    assert feet.measured(shown(sliding, 1, FRAMES), REST).slide < 0.02
    takes.reject(sliding)
    clean_up("reduce", degrees=2.0, centimetres=1.0)
    after = [joints_in_scene(sliding, frame) for frame in range(1, 61)]
    assert np.linalg.norm(np.subtract(before, after), axis=-1).max() <= 0.01
    assert sum(len(curve.keyframe_points) for curve in keyframes.fcurves(sliding.animation_data.action)) < 0.15 * 60 * 91


@pytest.mark.parametrize("mode", ["XYZ", "AXIS_ANGLE"])
def test_other_rotation_modes_and_a_centimetre_armature(character, mode):
    for bone in character.pose.bones:
        bone.rotation_mode = mode
    character.scale = (0.5,) * 3
    land(character, shuffling(seconds=1.0))
    clean_up("floor", "feet", "reduce")
    after = feet.measured(shown(character, 1, 30), REST)
    assert abs(after.lowest) < 0.01
    assert {curve.data_path.rpartition(".")[2] for curve in keyframes.fcurves(character.animation_data.action)} == {
        "location", "rotation_euler" if mode == "XYZ" else "rotation_axis_angle"}
