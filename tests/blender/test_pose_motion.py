"""Motion from Pose: what stands at the playhead and the pose become pins, and completion goes from one to the other."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.animation import keyframes, pins, pose_io, pose_preview
from blender_addon.animation.motion import Motion
from blender_addon.connection import jobs, problems
from blender_addon.connection.messages import unpacked
from fake_server import completion_of, pose_of
from motions import NAMES, expected_joints
from posing import ask, bones, deep_pose, joints_now, joints_of, keys, settings, step, turned
from test_completion import own_bytes, pin, pose, select, server, tables  # noqa: F401 - a fixture


def make(**values) -> None:
    """Presses Motion from Pose and waits for the takes."""
    bpy.context.scene.motion_prompt.seed, bpy.context.scene.motion_prompt.lock_seed = 1, True
    bpy.context.scene.motion_prompt_completion.variations = 2
    settings(**values)
    assert bpy.ops.motion_prompt.motion_from_pose() == {"FINISHED"}
    assert jobs.wait(20)


def joints_at(character, frame: int) -> np.ndarray:
    bpy.context.scene.frame_set(frame)
    return joints_now(character)


def listed(character) -> list[tuple[int, str]]:
    return [(item.frame, pins.in_words(item.joint_mask, item.root_mask)) for item in character.motion_prompt_pins]


def test_from_what_stands_to_the_pose(character, server):
    deep_pose(character)
    bpy.context.scene.frame_set(10)
    before = joints_now(character)
    ask()
    step(2)
    make(text=" squats down ", duration=2.0)
    assert problems.shown() is None and len(character.motion_prompt.takes) == 2
    assert listed(character) == [(10, "whole body"), (70, "whole body")]
    np.testing.assert_allclose(joints_at(character, 10), before, atol=1e-5)
    end = joints_at(character, 70)
    np.testing.assert_allclose(end - end[0] * [1, 1, 0], turned(joints_of(2), 0.7), atol=1e-4)
    assert end[0, :2] == pytest.approx(before[0, :2], abs=1e-4)
    assert not pose_preview.waiting(character)
    assert {item.frame for item in character.motion_prompt.pin_errors} == {10, 70}


def test_the_words_are_the_prompt_and_the_server_is_asked_twice(character, server):
    """First free to go, then with the pose's place on the floor."""
    ask()
    make(text="squats down", duration=1.0)
    assert server.tasks == ["pose", "complete", "complete"]
    scouting, final = server.requests[1:]
    assert scouting["prompt"] == final["prompt"] == "squats down" and final["takes"] == 2 and final["frames"] == 31
    assert [pin["root_mask"] for pin in scouting["constraints"]] == [True, False]
    assert [pin["root_mask"] for pin in final["constraints"]] == [True, True]
    end = final["constraints"][1]
    assert end["frame"] == 30 and end["root_translation"] == pytest.approx(
        [0, pose_of(1, 0).root_translation[0, 1], 0], abs=1e-5)
    np.testing.assert_allclose(unpacked(end["joint_rotations"]), pose_of(1, 0).joint_rotations[0], atol=1e-5)


def test_words_that_travel_take_the_pose_along(character, server):
    server.travel = 1.5
    ask()
    make(text="walks forward and squats")
    end = joints_at(character, 61)
    assert end[0, 0] == pytest.approx(1.5, abs=1e-3)
    np.testing.assert_allclose(end - end[0] * [1, 1, 0], joints_of(0), atol=1e-4)


def test_a_sway_is_no_travel(character, server):
    server.travel = 0.1
    ask()
    make()
    assert joints_at(character, 61)[0, :2] == pytest.approx([0, 0], abs=1e-4)


def test_without_candidates_it_asks_for_them_first(character, server):
    make(text="hands on hips", duration=1.0)
    assert server.tasks == ["pose", "complete", "complete"] and len(character.motion_prompt.takes) == 2
    np.testing.assert_allclose(joints_at(character, 31), joints_of(0), atol=1e-4)


def test_on_a_platform_both_ends_are(character, server):
    character.pose.bones["pelvis"].location.y = 1.0
    start = joints_now(character)
    lifted = start[0, 2] - 0.93
    make(duration=1.0)
    end = joints_at(character, 31)
    assert end[0, 2] == pytest.approx(pose_of(1, 0).root_translation[0, 1] + lifted, abs=2e-2)


def test_another_frame_rate_and_a_scaled_character(character, server):
    bpy.context.scene.render.fps, bpy.context.scene.render.fps_base = 24, 1.001
    character.scale, character.location = (0.01,) * 3, (1, 2, 3)
    bpy.context.view_layer.update()
    make(duration=2.0)
    assert listed(character) == [(1, "whole body"), (49, "whole body")]
    assert server.requests[-1]["fps"] == pytest.approx(24 / 1.001)
    np.testing.assert_allclose(joints_at(character, 49), joints_of(0, size=0.01) + [1, 2, 3], atol=2e-6)


@pytest.mark.parametrize("mode", ["XYZ", "AXIS_ANGLE"])
def test_every_rotation_mode(character, server, mode):
    for bone in character.pose.bones:
        bone.rotation_mode = mode
    make(duration=1.0)
    np.testing.assert_allclose(joints_at(character, 31), joints_of(0), atol=1e-4)


def test_a_moving_object_is_followed(character, server):
    for frame, x in ((1, 0.0), (31, 3.0)):
        character.location.x = x
        character.keyframe_insert("location", frame=frame)
    bpy.context.scene.frame_set(1)
    make(duration=1.0)
    np.testing.assert_allclose(joints_at(character, 31), joints_of(0), atol=1e-4)


def test_the_animators_keys_in_between_and_around_hold(character, server):
    pin(character, 1, 1)
    pin(character, 90, 2)
    bpy.context.scene.frame_set(45)
    knee = character.pose.bones["left_knee"]
    knee.rotation_quaternion = (0.8, 0.6, 0, 0)
    knee.keyframe_insert("rotation_quaternion")
    bpy.context.scene.frame_set(30)
    before = own_bytes(character.animation_data.action, lambda time: time in (1, 45, 90))
    outside = [joints_at(character, frame) for frame in (1, 15, 29, 90)]
    bpy.context.scene.frame_set(30)
    make(duration=1.0)
    after = own_bytes(character.animation_data.action, lambda time: time in (1, 45, 90))
    assert after.keys() == before.keys()
    for path, table in tables(character.animation_data.action).items():
        assert {1.0, 30.0, 60.0, 90.0} <= set(table["co"][:, 0].tolist())
    assert joints_at(character, 45)[NAMES.index("left_ankle")].shape == (3,)
    assert tuple(knee.rotation_quaternion) == pytest.approx((0.8, 0.6, 0, 0), abs=1e-6)
    np.testing.assert_allclose([joints_at(character, frame) for frame in (1, 90)], [outside[0], outside[3]], atol=1e-5)
    assert {pin["frame"] for pin in server.requests[-1]["constraints"]} == {0, 15, 30}


def test_selected_bones_only_pins_these_at_the_end(character, server):
    select(character, ("left_shoulder", "left_elbow"))
    make(selected_only=True, duration=1.0)
    assert listed(character) == [(1, "whole body"), (31, "left shoulder, left elbow")]
    assert server.tasks == ["pose", "complete"]
    mask = server.requests[-1]["constraints"][1]["joint_mask"]
    assert [NAMES[joint] for joint in np.flatnonzero(mask)] == ["left_shoulder", "left_elbow"]


def test_the_pose_that_stands_without_keys_is_the_start(character, server):
    """Also over keys at this frame: as Pin Pose would."""
    pin(character, 1, 1)
    pin(character, 31, 2)
    bpy.context.scene.frame_set(31)
    pose(character, 9)
    before, stood = joints_now(character), pose_io.read_pose(bpy.context, character)
    make(duration=1.0)
    asked = server.requests[-1]["constraints"][0]
    np.testing.assert_allclose(unpacked(asked["joint_rotations"]), stood.joint_rotations[0], atol=1e-5)
    np.testing.assert_allclose(asked["root_translation"], stood.root_translation[0], atol=1e-5)
    np.testing.assert_allclose(joints_at(character, 31), before, atol=1e-5)


def test_the_playhead_may_move_while_the_motion_is_made(character, server):
    pin(character, 1, 1)
    pin(character, 90, 2)
    bpy.context.scene.frame_set(30)
    pose(character, 9)
    before = joints_now(character)
    ask()
    settings(duration=1.0)
    bpy.ops.motion_prompt.motion_from_pose()
    bpy.context.scene.frame_set(80)
    assert jobs.wait(20) and bpy.context.scene.frame_current == 80
    assert [item.frame for item in character.motion_prompt_pins] == [1, 30, 60, 90]
    np.testing.assert_allclose(joints_at(character, 30), before, atol=1e-5)


def test_reject_and_keep_are_completes(character, server):
    make(duration=1.0)
    bpy.ops.motion_prompt.reject_takes()
    assert listed(character) == [(1, "whole body"), (31, "whole body")]
    for table in tables(character.animation_data.action).values():
        assert table["co"][:, 0].tolist() == [1, 31]
    bpy.ops.motion_prompt.complete()
    assert jobs.wait(20)
    bpy.ops.motion_prompt.keep_take()
    np.testing.assert_allclose(joints_at(character, 31), joints_of(0), atol=1e-4)


def test_another_candidate_at_the_same_place_replaces_the_first(character, server):
    make(duration=1.0)
    former = character.motion_prompt.former_action
    bpy.context.scene.frame_set(1)
    ask()
    step()
    make(duration=1.0)
    assert character.motion_prompt.former_action == former and len(listed(character)) == 2
    np.testing.assert_allclose(joints_at(character, 31), joints_of(1), atol=1e-4)


def test_one_undo_brings_the_tried_pose_back(character, server):
    deep_pose(character)
    bpy.ops.ed.undo_push(message="before")
    before = bones(character)
    ask()
    make(duration=1.0)
    bpy.ops.ed.undo()
    again = bpy.data.objects["Character"]
    assert pose_preview.standing(again) and keys(again) == 0 and not len(again.motion_prompt_pins) and not len(bpy.data.actions)
    bpy.ops.ed.undo()
    assert bones(bpy.data.objects["Character"]) == before


def test_few_keys(character, server):
    bpy.context.scene.motion_prompt_completion.few_keys = True
    make(duration=2.0)
    assert max(len(table) for table in tables(character.animation_data.action).values()) < 40
    np.testing.assert_allclose(joints_at(character, 61), joints_of(0), atol=1e-4)


@pytest.mark.parametrize(("server", "sentence"), [
    ("failed", "not enough memory"), ("short", "does not fit"), ("dies", "stopped in the middle"),
], indirect=["server"])
def test_a_failure_changes_nothing_and_the_poses_wait(character, server, sentence):
    deep_pose(character)
    before = bones(character)
    how, server.how = server.how, ""
    ask()
    server.how = how
    make(duration=1.0)
    assert sentence in problems.shown().sentence and problems.shown().action
    assert bones(character) == before and keys(character) == 0 and not len(character.motion_prompt_pins)
    server.how = ""
    step(0)
    np.testing.assert_allclose(joints_now(character)[0, :2], [0.4, 0.3], atol=1e-4)
    make(duration=1.0)
    assert len(character.motion_prompt.takes) == 2


def test_a_character_deleted_meanwhile(character, server):
    ask()
    bpy.ops.motion_prompt.motion_from_pose()
    bpy.data.objects.remove(character)
    assert jobs.wait(20) and "has gone" in problems.shown().sentence


def test_channels_locked_meanwhile_are_said_and_the_motion_waits(character, server):
    pin(character, 1, 1)
    ask()
    bpy.ops.motion_prompt.motion_from_pose()
    curve = next(iter(keyframes.fcurves(character.animation_data.action)))
    curve.lock = True
    assert jobs.wait(20) and "is locked" in problems.shown().sentence and not len(character.motion_prompt.takes)
    curve.lock = False
    assert bpy.ops.motion_prompt.receive_takes() == {"FINISHED"}
    assert len(character.motion_prompt.takes) == 4 and len(listed(character)) == 2


def obstacle_scaled(character):
    character.pose.bones["left_knee"].scale = (2, 1, 1)
    return "left_knee is scaled at frame 1"


def obstacle_locked(character):
    pin(character, 1, 1)
    next(iter(keyframes.fcurves(character.animation_data.action))).lock = True
    return "pelvis .* is locked"


def obstacle_driver(character):
    character.driver_add('pose.bones["head"].rotation_quaternion', 0)
    return "head is moved by a driver"


@pytest.mark.parametrize("obstacle", [obstacle_scaled, obstacle_locked, obstacle_driver])
def test_obstacles_are_said(character, server, obstacle):
    ask()
    sentence = obstacle(character)
    with pytest.raises(RuntimeError, match=sentence):
        bpy.ops.motion_prompt.motion_from_pose()
    assert server.tasks == ["pose"]


@pytest.mark.parametrize(("values", "sentence"), [
    ({"duration": 0.2}, "0.7 to 10"), ({"duration": 40.0}, "0.7 to 10"), ({"text": " "}, "no description"),
])
def test_what_cannot_be_made_is_said_before_anything_is_asked(character, server, values, sentence):
    settings(**values)
    with pytest.raises(RuntimeError, match=sentence):
        bpy.ops.motion_prompt.motion_from_pose()
    assert not server.requests


def test_the_longest_and_the_shortest(character, server):
    for duration, last in ((0.7, 22), (10.0, 301)):
        make(duration=duration)
        assert problems.shown() is None and listed(character)[-1][0] == last
        bpy.ops.motion_prompt.reject_takes()


def test_the_motion_between_is_the_servers(character, server):
    """Not only its ends."""
    make(duration=1.0)
    made = completion_of(server.requests[-1], 0, 0)
    motion = Motion(unpacked(made["root_translation"]), unpacked(made["joint_rotations"]), 30.0)
    np.testing.assert_allclose(joints_at(character, 16), expected_joints(motion, 15), atol=1e-4)
