"""Choosing among candidates: arrows, Mirror, Key, Pin, Discard; and nothing of the animator's is lost on the way."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.animation import keyframes, pins, pose_handlers, pose_preview
from blender_addon.connection import jobs
from blender_addon.connection.messages import unpacked
from fake_server import pose_of
from motions import NAMES, land, tumbling
from posing import ask, bones, deep_pose, joints_now, joints_of, keys, settings, step
from test_completion import own_bytes, pin, pose, select, server, tables  # noqa: F401 - a fixture

MIRROR = np.array([-1.0, 1.0, 1.0])


def sides(points: np.ndarray) -> np.ndarray:
    """Joints (22, 3) with left and right changed over."""
    return points[[NAMES.index(swapped(name)) for name in NAMES]]


def swapped(name: str) -> str:
    return name.replace("left", "right") if "left" in name else name.replace("right", "left")


def no_preview(character) -> bool:
    state = character.motion_prompt_pose
    return not any(len(each) for each in (state.candidates, state.former_pose, state.notes)) and not pose_preview.standing(character)


def test_the_arrows_go_round(character, server):
    ask(count=3)
    for expected in (1, 2, 0):
        step()
        np.testing.assert_allclose(joints_now(character), joints_of(expected), atol=1e-4)
        assert character.motion_prompt_pose.shown == expected
    step(-1)
    np.testing.assert_allclose(joints_now(character), joints_of(2), atol=1e-4)


def test_discard_puts_back_exactly_what_stood_there(character, server):
    pose(character, 5)
    for name, mode in (("neck", "ZXY"), ("head", "AXIS_ANGLE")):
        character.pose.bones[name].rotation_mode = mode
    before = bones(character)
    ask()
    step()
    bpy.ops.motion_prompt.mirror_pose()
    assert bones(character) != before
    bpy.ops.motion_prompt.discard_pose()
    assert bones(character) == before and character.animation_data is None and no_preview(character)


def test_a_pose_without_keys_over_an_animation_comes_back_too(character, server):
    pin(character, 1, 1)
    pin(character, 31, 2)
    bpy.context.scene.frame_set(15)
    pose(character, 9)
    before = bones(character)
    ask()
    bpy.ops.motion_prompt.discard_pose()
    assert bones(character) == before


def test_a_rotation_mode_changed_meanwhile(character, server):
    deep_pose(character)
    before = joints_now(character)
    ask()
    for name in ("left_elbow", "pelvis"):
        character.pose.bones[name].rotation_mode = "YXZ"
    bpy.ops.motion_prompt.discard_pose()
    np.testing.assert_allclose(joints_now(character), before, atol=1e-5)


def test_mirror_changes_left_and_right_over(character, server):
    ask()
    bpy.ops.motion_prompt.mirror_pose()
    np.testing.assert_allclose(joints_now(character), sides(joints_of(0)) * MIRROR, atol=1e-4)
    step()
    np.testing.assert_allclose(joints_now(character), joints_of(1), atol=1e-4)
    step(-1)
    bpy.ops.motion_prompt.mirror_pose()
    np.testing.assert_allclose(joints_now(character), joints_of(0), atol=1e-4)


def test_key_keys_every_bone_as_an_extreme_and_ends_the_preview(character, server):
    bpy.context.scene.frame_set(12)
    ask()
    step()
    shown = bones(character)
    assert bpy.ops.motion_prompt.key_pose() == {"FINISHED"}
    assert len(tables(character.animation_data.action)) == 22 * 4 + 3 and no_preview(character)
    for curve in keyframes.fcurves(character.animation_data.action):
        assert [(key.co.x, key.type) for key in curve.keyframe_points] == [(12, "EXTREME")]
    assert not len(character.motion_prompt_pins)
    bpy.context.scene.frame_set(40)
    assert bones(character) == shown


def test_key_between_frames_keys_there(character, server):
    bpy.context.scene.frame_set(12, subframe=0.5)
    ask()
    bpy.ops.motion_prompt.key_pose()
    assert {table["co"][0, 0] for table in tables(character.animation_data.action).values()} == {12.5}


def test_key_with_selected_bones_only_keys_these(character, server):
    deep_pose(character)
    before = bones(character)
    select(character, ("left_elbow", "head"))
    ask(selected_only=True)
    bpy.ops.motion_prompt.key_pose()
    assert {path for path, _ in tables(character.animation_data.action)} == {
        f'pose.bones["{name}"].rotation_quaternion' for name in ("left_elbow", "head")}
    assert {name for name, now in bones(character).items() if now != before[name]} == {"left_elbow", "head"}


def test_what_the_animator_corrected_by_hand_is_keyed(character, server):
    ask()
    character.pose.bones["left_elbow"].rotation_quaternion = (0.8, 0.6, 0, 0)
    bpy.ops.motion_prompt.key_pose()
    bpy.context.scene.frame_set(2)
    assert tuple(character.pose.bones["left_elbow"].rotation_quaternion) == pytest.approx((0.8, 0.6, 0, 0))


@pytest.mark.parametrize("operator", ["key_pose", "pin_candidate", "discard_pose", "show_pose", "mirror_pose"])
def test_what_the_animator_does_to_other_bones_meanwhile_stays(character, server, operator):
    select(character, ("left_elbow", "head"))
    ask(selected_only=True)
    character.pose.bones["right_knee"].rotation_quaternion = (0.8, 0.6, 0, 0)
    getattr(bpy.ops.motion_prompt, operator)()
    assert tuple(character.pose.bones["right_knee"].rotation_quaternion) == pytest.approx((0.8, 0.6, 0, 0))


def test_a_bone_corrected_before_it_takes_the_pose_goes_back_to_that(character, server):
    select(character, ("head",))
    ask(selected_only=True)
    character.pose.bones["right_knee"].rotation_quaternion = (0.8, 0.6, 0, 0)
    settings(selected_only=False)
    assert tuple(character.pose.bones["right_knee"].rotation_quaternion) != pytest.approx((0.8, 0.6, 0, 0))
    bpy.ops.motion_prompt.discard_pose()
    assert tuple(character.pose.bones["right_knee"].rotation_quaternion) == pytest.approx((0.8, 0.6, 0, 0))


def test_keys_at_other_frames_stay_to_the_byte(character, server):
    pin(character, 1, 1)
    pin(character, 31, 2)
    bpy.context.scene.frame_set(1)
    ask()
    before = own_bytes(character.animation_data.action, lambda time: time != 1)
    bpy.ops.motion_prompt.key_pose()
    # The handle that looks towards the new key may follow it; the key itself may not.
    now = own_bytes(character.animation_data.action, lambda time: time != 1)
    assert now.keys() == before.keys()
    for path, table in tables(character.animation_data.action).items():
        assert table["co"][:, 0].tolist() == [1, 31]


def test_pin_keys_and_lists_the_pose_for_completion(character, server):
    bpy.context.scene.frame_set(20)
    ask()
    shown = joints_now(character)
    assert bpy.ops.motion_prompt.pin_candidate() == {"FINISHED"}
    item = character.motion_prompt_pins[0]
    assert (item.frame, pins.in_words(item.joint_mask, item.root_mask)) == (20, "whole body") and no_preview(character)
    pin(character, 50, 3)
    bpy.ops.motion_prompt.complete()
    assert jobs.wait(20)
    bpy.context.scene.frame_set(20)
    np.testing.assert_allclose(joints_now(character), shown, atol=1e-5)


def test_pin_with_selected_bones_only(character, server):
    select(character, ("left_elbow", "left_wrist"))
    ask(selected_only=True)
    bpy.ops.motion_prompt.pin_candidate()
    item = character.motion_prompt_pins[0]
    assert pins.in_words(item.joint_mask, item.root_mask) == "left elbow, left wrist"


def test_pin_pose_of_some_bones_takes_these_and_discard_the_rest(character, server):
    before = bones(character)
    ask()
    shown = bones(character)
    select(character, ("head",))
    bpy.ops.motion_prompt.pin_pose()
    assert pose_preview.standing(character)
    bpy.ops.motion_prompt.discard_pose()
    after = bones(character)
    assert after["head"] == shown["head"] and {name for name in after if after[name] != before[name]} == {"head"}


@pytest.mark.parametrize("operator", ["key_pose", "pin_candidate"])
def test_locked_channels_are_said_and_the_pose_goes_on_standing(character, server, operator):
    pin(character, 1)
    next(iter(keyframes.fcurves(character.animation_data.action))).lock = True
    before = own_bytes(character.animation_data.action)
    bpy.context.scene.frame_set(10)
    ask()
    shown = bones(character)
    with pytest.raises(RuntimeError, match="pelvis .* is locked"):
        getattr(bpy.ops.motion_prompt, operator)()
    assert own_bytes(character.animation_data.action) == before and bones(character) == shown and pose_preview.standing(character)


@pytest.mark.parametrize("operator", ["show_pose", "mirror_pose", "key_pose", "pin_candidate", "discard_pose"])
def test_without_poses_the_buttons_say_so(character, operator):
    with pytest.raises(RuntimeError, match="Press Pose first"):
        getattr(bpy.ops.motion_prompt, operator)()


def test_asking_again_goes_back_first(character, server):
    deep_pose(character)
    before = bones(character)
    ask()
    ask(seed=2)
    assert len(character.motion_prompt_pose.candidates) == 8
    bpy.ops.motion_prompt.discard_pose()
    assert bones(character) == before


def test_each_character_has_its_own_preview(character, server):
    ask()
    first = bones(character)
    bpy.ops.motion_prompt.add_character()
    second = bpy.context.active_object
    with pytest.raises(RuntimeError, match="no poses to choose from"):
        bpy.ops.motion_prompt.key_pose()
    ask(seed=2)
    assert bones(character) == first and pose_preview.standing(character)
    bpy.ops.motion_prompt.discard_pose()
    bpy.context.view_layer.objects.active = character
    bpy.ops.motion_prompt.discard_pose()
    assert bones(second) == bones(character)


def test_the_playhead_goes_and_comes_back(character, server):
    """Elsewhere the animation is as if nothing were tried; back at the frame the pose stands again."""
    pin(character, 1, 1, bones=("left_elbow", "pelvis"))
    pin(character, 31, 2, bones=("left_elbow", "pelvis"))
    character.pose.bones["head"].rotation_quaternion = (0.8, 0.6, 0, 0)
    scene = bpy.context.scene
    without = {}
    for frame in (20, 15):
        scene.frame_set(frame)
        without[frame] = bones(character)
    ask()
    shown = bones(character)
    scene.frame_set(20)
    assert bones(character) == without[20] and not pose_preview.standing(character)
    with pytest.raises(RuntimeError, match="does not stand here"):
        bpy.ops.motion_prompt.key_pose()
    scene.frame_set(15)
    assert bones(character) == shown and pose_preview.standing(character)
    bpy.ops.motion_prompt.discard_pose()
    assert bones(character) == without[15]
    scene.frame_set(20)
    assert bones(character) == without[20]


def test_the_same_frame_worked_out_again(character, server):
    pin(character, 1, 1)
    ask()
    shown = bones(character)
    bpy.context.scene.frame_set(1)
    assert bones(character) == shown


@pytest.mark.parametrize("how", ["mirrored", "bone gone"])
def test_a_character_that_cannot_be_posed_any_more_waits(character, server, how, capsys):
    ask()
    bpy.context.scene.frame_set(20)
    if how == "mirrored":
        character.scale = (1, 1, -1)
        bpy.context.view_layer.update()
    else:
        bpy.ops.object.mode_set(mode="EDIT")
        character.data.edit_bones.remove(character.data.edit_bones["head"])
        bpy.ops.object.mode_set(mode="OBJECT")
    before = bones(character)
    bpy.context.scene.frame_set(1)
    assert bones(character) == before and not pose_preview.standing(character)
    assert "Traceback" not in capsys.readouterr().err


def test_an_arrow_elsewhere_brings_the_pose_there(character, server):
    land(character, tumbling(frames=40), start=1)
    bpy.ops.motion_prompt.keep_take()
    scene = bpy.context.scene
    scene.frame_set(10)
    ask()
    scene.frame_set(30)
    there = bones(character)
    place = joints_now(character)[0, :2]
    step(0)
    assert pose_preview.standing(character) and joints_now(character)[0, :2] == pytest.approx(place, abs=1e-4)
    scene.frame_set(10)
    assert not pose_preview.standing(character)
    scene.frame_set(30)
    bpy.ops.motion_prompt.discard_pose()
    assert bones(character) == there


def test_discard_elsewhere_leaves_what_is_there(character, server):
    pin(character, 1, 1)
    pin(character, 31, 2)
    bpy.context.scene.frame_set(15)
    ask()
    bpy.context.scene.frame_set(20)
    before = bones(character)
    bpy.ops.motion_prompt.discard_pose()
    assert bones(character) == before and no_preview(character)


def test_one_undo_takes_the_pose_away_and_redo_brings_it_back(character, server):
    pin(character, 1, 1)
    pin(character, 31, 2)
    bpy.context.scene.frame_set(15)
    pose(character, 9)
    bpy.ops.ed.undo_push(message="before")
    before = bones(character)
    ask()
    shown = bones(character)
    bpy.ops.ed.undo()
    again = bpy.data.objects["Character"]
    assert bones(again) == before and no_preview(again)
    bpy.ops.ed.redo()
    again = bpy.data.objects["Character"]
    assert bones(again) == shown and pose_preview.standing(again)
    bpy.ops.motion_prompt.discard_pose()
    assert bones(again) == before


@pytest.mark.parametrize("operator", ["key_pose", "pin_candidate", "discard_pose", "mirror_pose"])
def test_one_accept_one_undo(character, server, operator):
    ask()
    bpy.ops.ed.undo_push(message="shown")
    shown = bones(character)
    getattr(bpy.ops.motion_prompt, operator)("EXEC_DEFAULT", True)
    bpy.ops.ed.undo()
    again = bpy.data.objects["Character"]
    assert pose_preview.standing(again) and bones(again) == shown and keys(again) == 0 and not len(again.motion_prompt_pins)
    step()
    np.testing.assert_allclose(joints_now(again), joints_of(1), atol=1e-4)


def test_a_file_is_saved_and_opened_without_the_preview(character, server, tmp_path):
    deep_pose(character)
    before = bones(character)
    ask()
    step()
    shown = bones(character)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "tried.blend"))
    assert bones(character) == shown and pose_preview.standing(character) and character.motion_prompt_pose.shown == 1
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "copy.blend"), copy=True)
    with bpy.data.libraries.load(str(tmp_path / "copy.blend"), link=True) as (source, target):
        target.objects = ["Character"]
    assert bones(target.objects[0]) == before and no_preview(target.objects[0])
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "tried.blend"))
    again = bpy.data.objects["Character"]
    assert bones(again) == before and no_preview(again) and again.motion_prompt_pose.text == ""


def test_a_preview_that_waits_elsewhere_is_not_saved_either(character, server, tmp_path):
    ask()
    bpy.context.scene.frame_set(30)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "tried.blend"))
    assert len(character.motion_prompt_pose.candidates) == 8
    bpy.context.scene.frame_set(1)
    assert pose_preview.standing(character)
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "tried.blend"))
    assert no_preview(bpy.data.objects["Character"])


def test_an_automatic_backup_with_a_preview_opens_without_it(character, server, tmp_path, monkeypatch):
    """Blender writes these without asking add-ons."""
    deep_pose(character)
    before = bones(character)
    ask()
    monkeypatch.setattr(pose_preview, "packed", lambda armature: None)
    monkeypatch.setattr(pose_preview, "unpacked", lambda context, armature, kept: None)
    path = str(tmp_path / "backup.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    again = bpy.data.objects["Character"]
    assert bones(again) == before and no_preview(again)


def test_deleting_the_character_and_undoing_that(character, server):
    ask()
    bpy.ops.ed.undo_push(message="shown")
    bpy.data.objects.remove(character)
    bpy.ops.ed.undo_push(message="deleted")
    bpy.context.scene.frame_set(5)
    with pytest.raises(RuntimeError, match="no poses to choose from"):
        bpy.ops.motion_prompt.key_pose()
    bpy.ops.ed.undo()
    assert pose_preview.standing(bpy.data.objects["Character"])


def test_generated_takes_do_not_start_from_a_pose_that_was_only_tried(character, server):
    deep_pose(character)
    before = bones(character)
    ask()
    bpy.ops.motion_prompt.generate()
    step()
    assert jobs.wait(20) and len(character.motion_prompt.takes)
    bpy.ops.motion_prompt.reject_takes()
    assert bones(character) == before


def test_complete_reads_what_the_action_shows(character, server):
    pin(character, 1, 1)
    pin(character, 31, 2)
    wanted = [bones(character)]
    ask()
    bpy.ops.motion_prompt.complete()
    assert bones(character) == wanted[0] and jobs.wait(20)
    given = unpacked(server.requests[-1]["constraints"][-1]["joint_rotations"])
    tried = pose_of(1, 0).joint_rotations[0]
    assert np.abs(np.sum(given * tried, axis=-1)).min() < 0.99
    step(0)
    bpy.ops.motion_prompt.show_take()
    assert not pose_preview.standing(character) and len(character.motion_prompt_pose.candidates) == 8


def test_selected_only_is_remembered_and_read_with_each_step(character, server):
    ask()
    settings(selected_only=True)
    assert not any(character.motion_prompt_pose.joint_mask)
    settings(selected_only=False)
    assert all(character.motion_prompt_pose.joint_mask)


def test_playing_costs_nothing_without_a_preview(character, monkeypatch):
    monkeypatch.setattr(pose_handlers, "_looks", False)
    looked = []
    monkeypatch.setattr(pose_preview, "everywhere", lambda objects: looked.append(1) or ())
    bpy.context.scene.frame_set(7)
    assert not looked
