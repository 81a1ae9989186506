"""Pose: the best candidate stands at the playhead, where the character stands and faces, and no key is written."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.animation import pose_io, pose_preview
from blender_addon.animation.candidate import floor_under
from blender_addon.animation.motion import start_heading
from blender_addon.connection import endpoint, jobs, problems
from blender_addon.connection.client import Endpoint
from blender_addon.rig import character_file
from fake_server import TOKEN, pose_of
from mathutils import Matrix
from motions import NAMES, land, lowest_point, tumbling
from posing import ask, bones, deep_pose, joints_now, joints_of, keys, settings, stand, step, turned
from test_completion import select, server  # noqa: F401 - a fixture

PELVIS = NAMES.index("pelvis")


def lowest(character) -> float:
    """Height of the lowest vertex of the mannequin in the world."""
    bpy.context.view_layer.update()
    body = next(item for item in character.children if item.type == "MESH").evaluated_get(bpy.context.evaluated_depsgraph_get())
    return min((body.matrix_world @ vertex.co).z for vertex in body.to_mesh().vertices)


def test_the_request_holds_what_the_panel_says(character, server):
    ask(seed=11, text=" hands on hips ", count=5)
    assert server.tasks == ["pose"] and server.requests == [{"text": "hands on hips", "count": 5, "seed": 11, "style_strengths": {}}]


def test_an_unlocked_seed_changes(character, server):
    ask(seed=3)
    bpy.context.scene.motion_prompt.lock_seed = False
    bpy.ops.motion_prompt.pose()
    assert jobs.wait(20) and server.requests[1]["seed"] not in (3, server.requests[0]["seed"])


def test_the_best_candidate_stands_and_no_key_is_written(character, server):
    ask()
    assert problems.shown() is None and character.animation_data is None
    np.testing.assert_allclose(joints_now(character), joints_of(0), atol=1e-4)
    assert len(character.motion_prompt_pose.candidates) == 8 and pose_preview.standing(character)


def test_it_stands_where_the_character_stands_and_faces(character, server):
    deep_pose(character)
    before = joints_now(character)[PELVIS]
    ask()
    now = joints_now(character)
    assert now[PELVIS, :2] == pytest.approx(before[:2], abs=1e-5)
    np.testing.assert_allclose(now - now[PELVIS] * [1, 1, 0], turned(joints_of(0), 0.7), atol=1e-4)
    assert lowest(character) == pytest.approx(0.0, abs=1e-3)


def test_a_twisted_pose_is_read_by_hips_and_shoulders(character, server):
    """The pelvis alone looks elsewhere."""
    character.pose.bones["pelvis"].rotation_quaternion = Matrix.Rotation(0.4, 3, "Y").to_quaternion()
    heading = start_heading(pose_io.read_pose(bpy.context, character), character_file.load().rest_joints)
    assert 0.1 < heading < 0.5
    ask()
    now = joints_now(character)
    np.testing.assert_allclose(now - now[PELVIS] * [1, 1, 0], turned(joints_of(0), heading), atol=1e-4)


@pytest.mark.parametrize("size", [0.01, 2.5])
def test_a_scaled_turned_and_moved_character(character, server, size):
    character.location, character.rotation_euler, character.scale = (3, -2, 1.5), (0, 0, 2.0), (size,) * 3
    bpy.context.view_layer.update()
    ask()
    expected = turned(joints_of(0, size=size), 2.0) + [3, -2, 1.5]
    np.testing.assert_allclose(joints_now(character), expected, atol=2e-4 * size)
    assert lowest(character) == pytest.approx(1.5, abs=1e-3 * size)


def test_a_character_under_a_turned_and_scaled_parent(character, server):
    parent = bpy.data.objects.new("Parent", None)
    bpy.context.collection.objects.link(parent)
    parent.location, parent.rotation_euler, parent.scale = (1, 2, 0.5), (0, 0, -0.8), (2, 2, 2)
    character.parent = parent
    bpy.context.view_layer.update()
    ask()
    np.testing.assert_allclose(joints_now(character), turned(joints_of(0, size=2.0), -0.8) + [1, 2, 0.5], atol=5e-4)


@pytest.mark.parametrize("height", [1.0, -0.6])
def test_on_a_platform_the_feet_are_on_the_platform(character, server, height):
    character.pose.bones["pelvis"].location.y = height  # the pelvis's bone points up, nearly
    before = lowest(character)
    ask()
    assert lowest(character) == pytest.approx(before, abs=1e-3) and abs(before) > 0.5


def test_a_knee_that_lifts_the_body_a_little_is_no_platform(character, server):
    character.pose.bones["pelvis"].location.y = 0.1
    ask()
    assert lowest(character) == pytest.approx(0.0, abs=1e-3)


@pytest.mark.parametrize("mode", ["XYZ", "ZYX", "AXIS_ANGLE"])
def test_every_rotation_mode(character, server, mode):
    for bone in character.pose.bones:
        bone.rotation_mode = mode
    ask()
    np.testing.assert_allclose(joints_now(character), joints_of(0), atol=1e-4)
    assert {bone.rotation_mode for bone in character.pose.bones} == {mode}


def test_euler_angles_stay_near_those_that_were_there(character, server):
    elbow = character.pose.bones["left_elbow"]
    elbow.rotation_mode = "XYZ"
    elbow.rotation_euler = (2 * np.pi, 0, 0)
    ask()
    assert elbow.rotation_euler.x > np.pi


def test_in_an_animation_it_stands_at_the_playhead_and_the_action_stays(character, server):
    land(character, tumbling(frames=40), start=1)
    bpy.ops.motion_prompt.keep_take()
    bpy.context.scene.frame_set(20)
    count, before = keys(character), joints_now(character)[PELVIS]
    ask()
    now = joints_now(character)
    assert now[PELVIS, :2] == pytest.approx(before[:2], abs=1e-4) and keys(character) == count
    apart = np.linalg.norm(now[:, None] - now, axis=-1) - np.linalg.norm(joints_of(0)[:, None] - joints_of(0), axis=-1)
    assert np.abs(apart).max() < 1e-4


def test_selected_bones_only(character, server):
    deep_pose(character)
    before = bones(character)
    select(character, ("left_shoulder", "left_elbow"))
    ask(selected_only=True)
    now = bones(character)
    assert {name for name in now if now[name] != before[name]} == {"left_shoulder", "left_elbow"}
    settings(selected_only=False)
    assert sum(now != former for now, former in zip(bones(character).values(), before.values())) == 22
    settings(selected_only=True)
    assert bones(character) == now


def test_selected_bones_follow_the_selection_with_the_next_step(character, server):
    select(character, ("head",))
    before = bones(character)
    ask(selected_only=True)
    select(character, ("neck", "left_knee"))
    step(0)
    now = bones(character)
    assert {name for name in now if now[name] != before[name]} == {"neck", "left_knee"}


def test_no_bone_selected_is_said(character, server):
    settings(selected_only=True)
    with pytest.raises(RuntimeError, match="Switch to Pose Mode"):
        bpy.ops.motion_prompt.pose()
    select(character, ())
    with pytest.raises(RuntimeError, match="no bone of the body is selected"):
        bpy.ops.motion_prompt.pose()
    assert not server.requests


def test_deselected_while_the_poses_came(character, server):
    """Nothing is posed, nothing is lost, and the next step poses what is selected then."""
    select(character, ("head",))
    settings(selected_only=True)
    before = bones(character)
    bpy.ops.motion_prompt.pose()
    select(character, ())
    assert jobs.wait(20) and bones(character) == before
    with pytest.raises(RuntimeError, match="no bone of the body is selected"):
        bpy.ops.motion_prompt.key_pose()
    select(character, ("head",))
    step()
    assert bones(character)["head"] != before["head"]


def test_locked_bones_stay_as_they_are(character, server):
    for name in ("left_elbow", "head"):
        character.pose.bones[name].lock_rotation = (True, True, True)
    character.pose.bones["pelvis"].lock_location = (True, True, True)
    before = bones(character)
    ask()
    now = bones(character)
    assert {name for name in now if now[name] == before[name]} == {"left_elbow", "head"}
    assert now["pelvis"][0] == before["pelvis"][0]


def test_fingers_and_other_bones_stay(character, server):
    bpy.ops.object.mode_set(mode="EDIT")
    finger = character.data.edit_bones.new("finger")
    finger.head, finger.tail = (0.8, 0, 1.3), (0.85, 0, 1.3)
    bpy.ops.object.mode_set(mode="OBJECT")
    character.pose.bones["finger"].rotation_quaternion = (0.8, 0.6, 0, 0)
    before = bones(character)["finger"]
    ask()
    assert bones(character)["finger"] == before


def test_two_characters_the_active_one_is_posed(character, server):
    bpy.ops.motion_prompt.add_character()
    second, before = bpy.context.active_object, bones(character)
    character.select_set(True)
    ask()
    assert bones(character) == before and not pose_preview.waiting(character) and pose_preview.standing(second)


def test_a_hidden_character_is_posed(character, server):
    character.hide_set(True)
    ask()
    assert pose_preview.standing(character)


@pytest.mark.parametrize("playhead", [(7, 0.4), (-12, 0.0)])
def test_between_frames_and_before_the_first(character, server, playhead):
    bpy.context.scene.frame_set(playhead[0], subframe=playhead[1])
    bpy.context.scene.render.fps, bpy.context.scene.render.fps_base = 24, 1.001
    ask()
    assert (bpy.context.scene.frame_current, bpy.context.scene.frame_subframe) == (playhead[0], pytest.approx(playhead[1], abs=1e-6))
    np.testing.assert_allclose(joints_now(character), joints_of(0), atol=1e-4)


@pytest.mark.parametrize(("text", "sentence"), [
    ("", "no description"), (" \n ", "no description"), ("hips " * 800, "has 4000 characters. Shorten it to 500"),
])
def test_words_that_are_none_or_too_many(character, server, text, sentence):
    settings(text=text)
    with pytest.raises(RuntimeError, match=sentence):
        bpy.ops.motion_prompt.pose()
    assert not server.requests


def test_emoji_are_words(character, server):
    ask(text="🧘")
    assert server.requests[0]["text"] == "🧘" and pose_preview.standing(character)


def test_without_a_character_it_says_so(server):
    bpy.ops.object.armature_add()
    with pytest.raises(RuntimeError, match="Add Character"):
        bpy.ops.motion_prompt.pose()


def test_edit_mode_tweak_mode_and_a_mirrored_character_are_refused(character, server):
    bpy.ops.object.mode_set(mode="EDIT")
    with pytest.raises(RuntimeError, match="Edit Mode"):
        bpy.ops.motion_prompt.pose()
    bpy.ops.object.mode_set(mode="OBJECT")
    character.scale = (1, 1, -1)
    bpy.context.view_layer.update()
    with pytest.raises(RuntimeError, match="mirrored"):
        bpy.ops.motion_prompt.pose()
    character.scale = (1, 1, 1)
    bpy.context.view_layer.update()
    tweak(character)
    with pytest.raises(RuntimeError, match="tweak"):
        bpy.ops.motion_prompt.pose()
    assert not server.requests


def tweak(character) -> None:
    data = character.animation_data_create()
    data.nla_tracks.new().strips.new("walk", 100, bpy.data.actions.new("walk")).select = True
    data.nla_tracks.active = data.nla_tracks[0]
    data.use_tweak_mode = True
    assert data.use_tweak_mode


@pytest.mark.parametrize("how", ["EDIT", "tweak", "mirrored"])
def test_what_happened_meanwhile_is_said_and_nothing_is_touched(character, server, how):
    before = bones(character)
    bpy.ops.motion_prompt.pose()
    if how == "EDIT":
        bpy.ops.object.mode_set(mode="EDIT")
    elif how == "tweak":
        tweak(character)
    else:
        character.scale = (1, 1, -1)
        bpy.context.view_layer.update()
    assert jobs.wait(20)
    assert {"EDIT": "Edit Mode", "tweak": "tweaked", "mirrored": "mirrored"}[how] in problems.shown().sentence
    assert "press Pose again" in problems.shown().action and not pose_preview.waiting(character) and bones(character) == before


def test_a_linked_character_is_refused_and_an_override_is_posed(character, server, tmp_path):
    path = str(tmp_path / "library.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    with bpy.data.libraries.load(path, link=True) as (source, target):
        target.objects = ["Character"]
    linked = target.objects[0]
    bpy.context.collection.objects.link(linked)
    bpy.context.view_layer.objects.active = linked
    with pytest.raises(RuntimeError, match="linked"):
        bpy.ops.motion_prompt.pose()
    own = linked.override_create(remap_local_usages=True)
    bpy.context.view_layer.objects.active = own
    bpy.context.view_layer.update()
    ask()
    np.testing.assert_allclose(joints_now(own), joints_of(0), atol=1e-4)
    before = bones(own)
    bpy.ops.motion_prompt.key_pose()
    bpy.context.scene.frame_set(30)
    bpy.context.scene.frame_set(1)
    assert max(np.abs(np.array(now[1]) - was[1]).max() for now, was in zip(bones(own).values(), before.values())) < 1e-6


def test_a_character_deleted_meanwhile(character, server):
    bpy.ops.motion_prompt.pose()
    bpy.data.objects.remove(character)
    assert jobs.wait(20)
    assert "has gone" in problems.shown().sentence and "press Pose again" in problems.shown().action


def test_undo_meanwhile_still_poses_the_same_character(character, server):
    bpy.ops.ed.undo_push(message="one")
    bpy.ops.object.empty_add()
    bpy.ops.ed.undo_push(message="two")
    bpy.context.view_layer.objects.active = character
    bpy.ops.motion_prompt.pose()
    bpy.ops.ed.undo()
    assert jobs.wait(20) and pose_preview.standing(bpy.data.objects["Character"])


@pytest.mark.parametrize(("server", "sentence"), [
    ("failed", "not enough memory"), ("busy", "Too many"), ("garbage", "cannot be read"), ("truncated", "cannot be read"),
    ("dies", "stopped in the middle"),
], indirect=["server"])
def test_failures_become_a_sentence_and_change_nothing(character, server, sentence):
    before = bones(character)
    ask()
    assert sentence in problems.shown().sentence and problems.shown().action
    assert bones(character) == before and bpy.ops.motion_prompt.pose.poll()


def test_a_wrong_token_is_said(character, server, monkeypatch):
    monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint(server.address, "wrong"))
    ask()
    assert "token" in problems.shown().sentence and not pose_preview.waiting(character)


def test_a_server_that_cannot_be_started_is_said(character, monkeypatch, tmp_path):
    monkeypatch.setenv("MOTION_PROMPT_PYTHON", str(tmp_path / "python"))
    with pytest.raises(RuntimeError, match="no Python at"):
        bpy.ops.motion_prompt.pose()


@pytest.mark.parametrize("server", ["wait"], indirect=True)
def test_while_one_is_made_no_other_can_be_asked_for_and_cancel_works(character, server):
    bpy.ops.motion_prompt.pose()
    for operator in (bpy.ops.motion_prompt.pose, bpy.ops.motion_prompt.generate, bpy.ops.motion_prompt.motion_from_pose):
        with pytest.raises(RuntimeError, match="A pose is being made"):
            operator()
    bpy.ops.motion_prompt.cancel()
    assert jobs.running() is None and not pose_preview.waiting(character) and bpy.ops.motion_prompt.pose.poll()


def test_the_floor_is_measured_as_the_tests_do():
    for seed in range(5):
        pose = pose_of(seed, 0)
        lifted = type(pose)(pose.root_translation + [0, 1.0, 0], pose.joint_rotations, 30.0)
        assert floor_under(pose, character_file.load()) == 0.0
        assert floor_under(lifted, character_file.load()) == pytest.approx(lowest_point(lifted), abs=1e-6)


def test_the_heading_of_where_it_stood_is_kept_after_flipping(character, server):
    stand(character, x=1.0, z=2.0, heading=-1.2)
    ask()
    for _ in range(8):
        step()
    now = joints_now(character)
    np.testing.assert_allclose(now - now[PELVIS] * [1, 1, 0], turned(joints_of(0), -1.2), atol=1e-4)
    assert now[PELVIS, :2] == pytest.approx([1.0, -2.0], abs=1e-5)
