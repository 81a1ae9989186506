"""Scope: a range of frames and some bones, blended into the keys that are there; everything else stays to the byte."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.animation import key_table, keyframes, pose_io, scope, takes
from blender_addon.connection import endpoint, jobs, problems
from blender_addon.connection.client import Endpoint
from blender_addon.rig.skeleton import JOINT_NAMES
from fake_server import TOKEN, FakeServer
from motions import NAMES, joints_in_scene, land, standing, tumbling
from test_completion import complete, fill_gap, pin, select
from test_generate import generate
from test_panels import drawn

ARM = ("right_collar", "right_shoulder", "right_elbow", "right_wrist")
LEGS = [NAMES.index(f"{side}_{name}") for side in ("left", "right") for name in ("hip", "knee", "ankle", "foot")]


@pytest.fixture
def server(monkeypatch):
    with FakeServer() as fake:
        monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint(fake.address, TOKEN))
        yield fake


@pytest.fixture
def walk(character):
    """An action with a key a frame on every bone, from 1 to 90."""
    land(character, tumbling(frames=90))
    bpy.ops.motion_prompt.keep_take()
    return character.animation_data.action


def tables(action) -> dict[tuple[str, int], np.ndarray]:
    return {(curve.data_path, curve.array_index): key_table.read(curve) for curve in keyframes.fcurves(action)}


def is_arm(path: str) -> bool:
    return any(f'"{name}"' in path for name in ARM)


def land_scoped(character, motion, first=30, last=60, bones=ARM, blend=8) -> bpy.types.Action:
    batch = scope.Scoped(
        (motion,), "waves", {}, first, span=scope.plan(character, first, last), joints=tuple(name in bones for name in JOINT_NAMES),
        blend=blend)
    takes.land(character, bpy.context.scene, pose_io.space_of(bpy.context, character), batch)
    return character.animation_data.action


def turns(character, bone: str, frames) -> np.ndarray:
    rows = []
    for frame in frames:
        bpy.context.scene.frame_set(frame)
        rows.append(np.array(character.pose.bones[bone].matrix_basis.to_quaternion()))
    return np.array(rows)


def apart(one: np.ndarray, two: np.ndarray) -> np.ndarray:
    """Degrees between quaternions (T, 4)."""
    return np.degrees(2 * np.arccos(np.clip(np.abs(np.sum(one * two, axis=-1)), 0, 1)))


@pytest.mark.parametrize("mode", ["QUATERNION", "XYZ"])
def test_other_bones_and_other_frames_stay_byte_for_byte(character, walk, mode):
    for bone in character.pose.bones:
        bone.rotation_mode = mode
    if mode == "XYZ":
        land(character, tumbling(frames=90))
        bpy.ops.motion_prompt.keep_take()
    before = tables(character.animation_data.action)
    after = tables(land_scoped(character, tumbling(frames=40, seed=3)))
    assert before.keys() == after.keys()
    for (path, index), table in after.items():
        old = before[path, index]
        if is_arm(path) and "location" not in path and ("quaternion" in path) == (mode == "QUATERNION"):
            times, old_times = table["co"][:, 0], old["co"][:, 0]
            assert (table[(times < 30) | (times > 60)] == old[(old_times < 30) | (old_times > 60)]).all()
            inside = (times >= 30) & (times <= 60)
            assert inside.sum() == 31 and not np.array_equal(table[inside], old[(old_times >= 30) & (old_times <= 60)])
        else:
            assert np.array_equal(table, old)


def test_the_legs_go_on_walking_and_the_arm_does_what_was_asked(character, walk):
    frames = range(20, 71)
    legs = np.array([joints_in_scene(character, frame)[LEGS] for frame in frames])
    motion = tumbling(frames=40, seed=3)
    wanted = pose_io.space_of(bpy.context, character).channels(motion).rotations[8:23, JOINT_NAMES.index("right_elbow")]
    land_scoped(character, motion)
    np.testing.assert_allclose([joints_in_scene(character, frame)[LEGS] for frame in frames], legs, atol=1e-6)
    assert apart(turns(character, "right_elbow", range(38, 53)), wanted).max() < 0.1


def test_the_blend_rises_and_falls_like_a_smoothstep(character, walk):
    frames = range(30, 61)
    former = turns(character, "right_elbow", frames)
    motion = tumbling(frames=31, seed=3)
    new = pose_io.space_of(bpy.context, character).channels(motion).rotations[:, JOINT_NAMES.index("right_elbow")]
    land_scoped(character, motion, blend=8)
    found = turns(character, "right_elbow", frames)
    share = np.minimum(np.minimum(np.arange(1, 32), np.arange(31, 0, -1)) / 9, 1)
    np.testing.assert_allclose(apart(found, former), apart(new, former) * share**2 * (3 - 2 * share), atol=0.2)


def test_a_blend_of_nothing_cuts(character, walk):
    motion = tumbling(frames=31, seed=3)
    new = pose_io.space_of(bpy.context, character).channels(motion).rotations[:, JOINT_NAMES.index("right_elbow")]
    land_scoped(character, motion, blend=0)
    assert apart(turns(character, "right_elbow", range(30, 61)), new).max() < 0.1


def test_the_body_does_not_jump_where_the_motion_ends_elsewhere(character):
    land(character, standing(frames=90))
    bpy.ops.motion_prompt.keep_take()
    motion = standing(frames=31)
    motion.root_translation[:, 0] += np.linspace(0, 1.5, 31)
    land_scoped(character, motion, bones=JOINT_NAMES)
    places = np.array([joints_in_scene(character, frame)[0] for frame in range(25, 66)])
    assert np.linalg.norm(np.diff(places, axis=0), axis=-1).max() < 0.09
    np.testing.assert_allclose(places[[0, -1]], joints_in_scene(character, 1)[0][None].repeat(2, 0), atol=1e-5)


def test_the_last_pose_holds_where_nothing_comes_after(character, walk):
    motion = tumbling(frames=40, seed=3)
    new = pose_io.space_of(bpy.context, character).channels(motion).rotations[-1:, JOINT_NAMES.index("right_elbow")]
    land_scoped(character, motion, first=70, last=109)
    assert apart(turns(character, "right_elbow", (109, 150)), new).max() < 0.1


def test_the_animators_keys_inside_stay_in_the_former_action(character, walk):
    bone = character.pose.bones["right_elbow"]
    bone.rotation_quaternion = (0.8, 0.6, 0, 0)
    bone.keyframe_insert("rotation_quaternion", frame=45)
    before = {path: table.tobytes() for path, table in tables(walk).items()}
    land_scoped(character, tumbling(frames=40, seed=3))
    bpy.ops.motion_prompt.keep_take()
    assert {path: table.tobytes() for path, table in tables(walk).items()} == before and walk.use_fake_user


def test_bones_without_keys_come_out_of_the_pose_they_hold_and_go_back(character):
    character.pose.bones["left_knee"].keyframe_insert("rotation_quaternion", frame=1)
    character.pose.bones["left_knee"].keyframe_insert("rotation_quaternion", frame=90)
    character.pose.bones["right_elbow"].rotation_quaternion = (0.8, 0, 0, 0.6)
    land_scoped(character, tumbling(frames=40, seed=3))
    still = turns(character, "right_elbow", (5, 29, 61, 80))
    assert apart(still, np.array([0.8, 0, 0, 0.6])).max() < 0.1
    assert apart(turns(character, "right_elbow", (45,)), np.array([0.8, 0, 0, 0.6]))[0] > 5


def settings(**values) -> None:
    for name, value in values.items():
        setattr(bpy.context.scene.motion_prompt_scope, name, value)


def preview(first: int, last: int) -> None:
    scene = bpy.context.scene
    scene.use_preview_range, scene.frame_preview_start, scene.frame_preview_end = True, first, last


def test_generate_fills_the_preview_range_from_where_the_character_is_then(character, walk, server):
    preview(31, 60)
    bpy.context.scene.frame_set(5)
    x, y, _ = joints_in_scene(character, 31)[0]
    bpy.context.scene.frame_set(5)
    settings(frames="PREVIEW")
    generate(takes=2)
    assert problems.shown() is None and bpy.context.scene.frame_current == 5
    assert server.requests[0]["start_position"] == pytest.approx([x, -y], abs=1e-4)
    assert server.requests[0]["duration"] == pytest.approx(1.0)
    assert len(character.motion_prompt.takes) == 2 and character.motion_prompt.start_frame == 31
    outside = {path: table[table["co"][:, 0] > 60].tobytes() for path, table in tables(walk).items()}
    assert {path: table[table["co"][:, 0] > 60].tobytes() for path, table in tables(character.animation_data.action).items()} == outside


def test_between_the_selected_keys(character, server):
    knee = character.pose.bones["left_knee"]
    for frame in (1, 20, 51, 90):
        knee.keyframe_insert("rotation_quaternion", frame=frame)
    for curve in keyframes.fcurves(character.animation_data.action):
        for key in curve.keyframe_points:
            key.select_control_point = key.co.x in (20, 51)
    settings(frames="KEYS")
    generate(takes=1)
    assert tuple(np.round(server.requests[0]["duration"], 4).flat) == (1.0,) and character.motion_prompt.start_frame == 21


def test_only_the_selected_bones_from_the_playhead(character, walk, server):
    before = tables(walk)
    select(character, ARM)
    bpy.context.scene.frame_set(20)
    settings(bones="SELECTED")
    generate(takes=1, duration=1.0)
    for (path, index), table in tables(character.animation_data.action).items():
        assert np.array_equal(table, before[path, index]) != ("rotation" in path and is_arm(path))
    assert character.mode == "POSE"


@pytest.mark.parametrize("at", ["waiting", "kept"])
def test_scoped_takes_are_made_again(character, walk, server, at):
    select(character, ARM)
    preview(31, 60)
    settings(frames="PREVIEW", bones="SELECTED", blend=5)
    generate(takes=2)
    made = {path: table.tobytes() for path, table in tables(character.animation_data.action).items()}
    bpy.ops.object.mode_set(mode="OBJECT")
    settings(frames="PLAYHEAD", bones="ALL", blend=0)
    if at == "kept":
        bpy.ops.motion_prompt.keep_take()
        bpy.ops.motion_prompt.rerun_take()
        assert jobs.wait(20) and server.requests[0] == server.requests[1]
    else:
        bpy.ops.motion_prompt.try_again()
        assert jobs.wait(20) and problems.shown() is None and len(character.motion_prompt.takes) == 2
    again = tables(character.animation_data.action)
    # What is blended twice into itself may move by less than anything one sees.
    worst = max(np.abs(again[path]["co"] - np.frombuffer(made[path], key_table.KEY)["co"]).max() for path in again)
    assert worst < (1e-6 if at == "waiting" else 0.2)


def test_another_scope_at_the_same_frame_keeps_the_take_shown(character, walk, server):
    preview(31, 60)
    select(character, ARM)
    settings(frames="PREVIEW", bones="SELECTED")
    generate(takes=2)
    first = character.animation_data.action
    generate(takes=1)
    assert len(character.motion_prompt.takes) == 1 and first not in set(bpy.data.actions)
    second = character.animation_data.action
    select(character, ("head",))
    generate(takes=1)
    assert character.motion_prompt.former_action == second


@pytest.mark.parametrize(("values", "frames", "sentence"), [
    ({"bones": "SELECTED"}, None, "Switch to Pose Mode"), ({"frames": "PREVIEW"}, None, "no preview range"),
    ({"frames": "PREVIEW"}, (31, 40), "Frames 31 to 40: 0.3 seconds.*choose more frames"),
    ({"frames": "PREVIEW"}, (1, 900), "choose fewer frames"), ({"frames": "KEYS"}, None, "No keys are selected"),
])
def test_what_cannot_be_filled_is_said_before_anything_is_asked(character, walk, server, values, frames, sentence):
    for curve in keyframes.fcurves(walk):
        for key in curve.keyframe_points:
            key.select_control_point = False
    if frames:
        preview(*frames)
    settings(**values)
    with pytest.raises(RuntimeError, match=sentence):
        bpy.ops.motion_prompt.generate()
    assert not server.requests


def test_pose_mode_without_a_selected_bone_is_said(character, server):
    select(character, ())
    settings(bones="SELECTED")
    assert "no bone of the body is selected" in " ".join(drawn("generate")).replace("  ", " ")
    with pytest.raises(RuntimeError, match="no bone of the body is selected"):
        bpy.ops.motion_prompt.generate()


def test_a_range_without_keys_around_it_and_a_motion_that_ends_far_away_are_said(character, server):
    preview(31, 60)
    settings(frames="PREVIEW")
    generate(takes=1)
    assert "no keys before or after frames 31 to 60" in " ".join(drawn("takes"))
    bpy.ops.motion_prompt.reject_takes()
    motion = standing(frames=90)
    motion.root_translation[:, 0] += np.linspace(0, 3, 90)
    land(character, motion)
    bpy.ops.motion_prompt.keep_take()
    generate(takes=1)
    text = " ".join(drawn("takes"))
    assert "The keys after frame 60 go on 2.0 m from where" in text and "Fill Gap" in text and "Fill Gap with" not in " ".join(drawn("complete"))


def test_the_panel_says_the_range(character):
    preview(31, 60)
    assert "duration" in drawn("generate")
    settings(frames="PREVIEW")
    assert "Frames 31 to 60, 1.0 s" in drawn("generate") and "duration" not in drawn("generate")
    assert {"frames", "bones", "blend"} <= set(drawn("scope"))


@pytest.mark.parametrize("few", [False, True])
def test_fill_gap_and_complete_on_selected_bones(character, walk, server, few):
    before = tables(walk)
    select(character, ARM)
    settings(bones="SELECTED")
    fill_gap(40, 70, few_keys=few, variations=1)
    assert problems.shown() is None
    for (path, index), table in tables(character.animation_data.action).items():
        assert np.array_equal(table, before[path, index]) != ("rotation" in path and is_arm(path))
    bpy.ops.motion_prompt.reject_takes()
    bpy.ops.object.mode_set(mode="OBJECT")
    pin(character, 10)
    pin(character, 60)
    select(character, ARM)
    before = tables(walk)
    complete(variations=1)
    for (path, index), table in tables(character.animation_data.action).items():
        assert is_arm(path) or np.array_equal(table, before[path, index])
