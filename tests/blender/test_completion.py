"""Complete and Fill Gap: between and around what the animator keyed, and nothing else."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.animation import key_table, keyframes
from blender_addon.connection import endpoint, jobs, problems
from blender_addon.animation.motion import Motion
from blender_addon.connection.client import Endpoint
from blender_addon.connection.messages import unpacked
from fake_server import TOKEN, FakeServer, completion_of
from mathutils import Matrix
from motions import NAMES, expected_joints, joints_in_scene, land, tumbling

GENERATED = keyframes.GENERATED["type"]


@pytest.fixture
def server(request, monkeypatch):
    """A fake server, used as one that the preferences name; its parameter says what goes wrong."""
    with FakeServer(getattr(request, "param", "")) as fake:
        monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint(fake.address, TOKEN))
        yield fake


def pose(character, seed: int) -> None:
    """A pose of its own for each seed, in whatever rotation modes the bones have."""
    random = np.random.default_rng(seed)
    for name in NAMES:
        bone, turn = character.pose.bones[name], random.normal(size=4) * 0.2 + [1, 0, 0, 0]
        bone.rotation_quaternion = turn / np.linalg.norm(turn)
        bone.rotation_euler = random.uniform(-0.5, 0.5, 3)
        bone.rotation_axis_angle = (random.uniform(-0.5, 0.5), *(random.normal(size=3) + [0, 0, 3]))
    character.pose.bones["pelvis"].location = random.uniform(-0.3, 0.3, 3)


def pin(character, frame: int, seed: int | None = None, bones: tuple[str, ...] = ()) -> None:
    """Sets a pose at a frame and presses Pin Pose, for some bones or all."""
    bpy.context.scene.frame_set(frame)
    if seed is not None:
        pose(character, seed)
    select(character, bones)
    assert bpy.ops.motion_prompt.pin_pose() == {"FINISHED"}
    bpy.ops.object.mode_set(mode="OBJECT")


def select(character, bones: tuple[str, ...]) -> None:
    bpy.ops.object.mode_set(mode="POSE")
    for bone in character.pose.bones:
        (bone if hasattr(bone, "select") else bone.bone).select = bone.name in bones


def complete(operator=None, **values) -> None:
    for name, value in values.items():
        setattr(bpy.context.scene.motion_prompt_completion, name, value)
    assert (operator or bpy.ops.motion_prompt.complete)() == {"FINISHED"}
    assert jobs.wait(20)


def fill_gap(first: int, last: int, **values) -> None:
    scene = bpy.context.scene
    scene.use_preview_range, scene.frame_preview_start, scene.frame_preview_end = True, first, last
    complete(bpy.ops.motion_prompt.fill_gap, **values)


def tables(action) -> dict:
    return {(curve.data_path, curve.array_index): key_table.read(curve) for curve in keyframes.fcurves(action)}


def own_bytes(action, keep=lambda time: True) -> dict:
    """Every byte of the keys that are the animator's, or at times that are to be kept, curve by curve."""
    result = {}
    for path, table in tables(action).items():
        kept = table[[keep(time) and kind != GENERATED for time, kind in zip(table["co"][:, 0], table["type"])]]
        if len(kept):
            result[path] = kept.tobytes()
    return result


def values(action, frames) -> dict:
    return {(curve.data_path, curve.array_index): np.array([curve.evaluate(frame) for frame in frames])
            for curve in keyframes.fcurves(action)}


def joints(character, frames) -> np.ndarray:
    return np.array([joints_in_scene(character, frame) for frame in frames])


def test_motion_comes_between_the_pins_and_the_pins_stay_to_the_byte(character, server):
    for frame, seed in ((10, 1), (25, 2), (40, 3)):
        pin(character, frame, seed)
    former = character.animation_data.action
    before, wanted = own_bytes(former), joints(character, (10, 25, 40))
    complete(variations=3)
    assert problems.shown() is None and len(character.motion_prompt.takes) == 3
    for take in character.motion_prompt.takes:
        assert own_bytes(take.action) == before
        for table in tables(take.action).values():
            assert table["co"][:, 0].tolist() == list(range(10, 41))
            assert set(table["type"][~np.isin(table["co"][:, 0], (10, 25, 40))]) == {GENERATED}
    np.testing.assert_allclose(joints(character, (10, 25, 40)), wanted, atol=1e-6)
    assert own_bytes(former) == before


def test_the_request_holds_the_poses_of_the_pins(character, server):
    bpy.context.scene.render.fps = 24
    character.location, character.scale = (1.0, 2.0, 0.0), (0.01, 0.01, 0.01)
    character.data.transform(Matrix.Scale(100.0, 4))
    land(character, tumbling(frames=40, fps=24.0), start=1)
    bpy.ops.motion_prompt.keep_take()
    for frame in (5, 30):
        pin(character, frame)
    complete(prompt=" waves ", variations=2, before=0.5, after=0.25)
    request, motion = server.requests[0], tumbling(frames=40)
    assert (request["frames"], request["fps"], request["prompt"], request["takes"]) == (12 + 26 + 6, 24.0, "waves", 2)
    assert [item["frame"] for item in request["constraints"]] == [12, 37]
    for item, frame in zip(request["constraints"], (4, 29)):
        turns = unpacked(item["joint_rotations"])
        np.testing.assert_allclose(np.abs(np.sum(turns * motion.joint_rotations[frame], axis=-1)), 1, atol=1e-5)
        np.testing.assert_allclose(item["root_translation"], motion.root_translation[frame], atol=1e-4)
        assert all(item["joint_mask"]) and item["root_mask"]
    assert set(request) == {
        "frames", "fps", "constraints", "prompt", "seed", "takes", "guidance_scale", "start_position", "start_heading", "style_strengths"}


@pytest.mark.parametrize("mode", ["QUATERNION", "XYZ", "ZYX", "AXIS_ANGLE"])
def test_it_lands_where_it_was_asked_in_every_rotation_mode(character, server, mode):
    for bone in character.pose.bones:
        bone.rotation_mode = mode
    pin(character, 1, 1)
    pin(character, 31, 2)
    before = own_bytes(character.animation_data.action)
    complete(variations=1)
    assert own_bytes(character.animation_data.action) == before
    half = joints(character, (16,))[0]
    # What the same server makes of the same poses where the bones are in quaternion mode.
    bpy.ops.motion_prompt.reject_takes()
    request = server.requests[0]
    made = completion_of(request, 0, 0)
    motion = Motion(unpacked(made["root_translation"]), unpacked(made["joint_rotations"]), 30.0)
    np.testing.assert_allclose(half, expected_joints(motion, 15), atol=1e-4)


def test_the_animators_keys_between_the_pins_hold_bone_by_bone(character, server):
    pin(character, 1, 1)
    pin(character, 41, 2)
    knee = character.pose.bones["left_knee"]
    knee.rotation_quaternion = (0.8, 0.6, 0, 0)
    knee.keyframe_insert("rotation_quaternion", frame=20)
    before = own_bytes(character.animation_data.action)
    complete(variations=1)
    masks = {item["frame"]: item["joint_mask"] for item in server.requests[0]["constraints"]}
    assert set(masks) == {0, 19, 40} and np.flatnonzero(masks[19]).tolist() == [NAMES.index("left_knee")]
    assert own_bytes(character.animation_data.action) == before
    bpy.context.scene.frame_set(20)
    assert tuple(knee.rotation_quaternion) == pytest.approx((0.8, 0.6, 0, 0), abs=1e-6)


def test_outside_the_span_nothing_looks_different(character, server):
    """The animator's Bézier keys lie far on both sides; the pins are of an arm only."""
    for frame, seed in ((1, 1), (30, 2), (90, 3)):
        bpy.context.scene.frame_set(frame)
        pose(character, seed)
        for name in NAMES[:15]:
            character.pose.bones[name].keyframe_insert("rotation_quaternion", frame=frame)
        character.pose.bones["pelvis"].keyframe_insert("location", frame=frame)
    for curve in keyframes.fcurves(character.animation_data.action):
        for key in curve.keyframe_points:
            key.interpolation = ("BEZIER", "LINEAR", "CONSTANT", "SINE")[curve.array_index]
        if curve.array_index == 0:
            curve.extrapolation = "LINEAR"
    arm = ("left_shoulder", "left_elbow")
    pin(character, 40, bones=arm)
    pin(character, 70, bones=arm)
    former = character.animation_data.action
    before, outside = own_bytes(former), [*range(-20, 40), *range(71, 120)]
    shown, curves = joints(character, outside), values(former, outside)
    complete(variations=1)
    action = character.animation_data.action
    assert action != former and own_bytes(action) == before
    for path, track in values(action, outside).items():
        if path in curves:
            np.testing.assert_allclose(track, curves[path], atol=2e-5, err_msg=str(path))
    np.testing.assert_allclose(joints(character, outside), shown, atol=1e-4)
    assert np.abs(joints(character, (55,)) - joints_of(character, former, 55)).max() > 0.02


def test_a_curve_that_goes_on_for_ever_with_a_slope_still_does(character, server):
    """Its slope comes from the first and last two keys, and new keys come to lie between these."""
    pin(character, 10, 1)
    pin(character, 40, 2)
    for curve in keyframes.fcurves(character.animation_data.action):
        curve.extrapolation = "LINEAR"
        for key in curve.keyframe_points:
            key.interpolation = "LINEAR"
    outside = (-20, 0, 9, 41, 60, 90)
    before = values(character.animation_data.action, outside)
    complete(variations=1)
    for path, track in values(character.animation_data.action, outside).items():
        np.testing.assert_allclose(track, before[path], atol=1e-4, err_msg=str(path))


def joints_of(character, action, frame) -> np.ndarray:
    shown = character.animation_data.action
    keyframes.assign(character, action)
    result = joints(character, (frame,))
    keyframes.assign(character, shown)
    return result


def test_generated_keys_in_the_span_are_replaced_and_those_outside_stay(character, server):
    land(character, tumbling(frames=60), start=1)
    bpy.ops.motion_prompt.keep_take()
    for frame in (20, 45):
        pin(character, frame)
    former = tables(character.animation_data.action)
    complete(variations=1)
    for path, table in tables(character.animation_data.action).items():
        outside = [(time < 20 or time > 45) for time in table["co"][:, 0]]
        was = [(time < 20 or time > 45) for time in former[path]["co"][:, 0]]
        assert table[outside].tobytes() == former[path][was].tobytes()
        assert len(table) == 60
    assert any((table["co"] != former[path]["co"]).any() for path, table in tables(character.animation_data.action).items())


def test_keys_between_frames_stay_and_no_key_crowds_them(character, server):
    pin(character, 1, 1)
    pin(character, 31, 2)
    neck = character.pose.bones["neck"]
    neck.rotation_quaternion = (0.8, 0, 0.6, 0)
    neck.keyframe_insert("rotation_quaternion", frame=15.3)
    before = own_bytes(character.animation_data.action)
    complete(variations=1)
    assert own_bytes(character.animation_data.action) == before
    given = next(item for item in server.requests[0]["constraints"] if item["frame"] == 14)
    assert abs(unpacked(given["joint_rotations"])[NAMES.index("neck"), 0]) == pytest.approx(0.8, abs=1e-5)
    times = tables(character.animation_data.action)['pose.bones["neck"].rotation_quaternion', 0]["co"][:, 0]
    assert 15 not in times and times[14] == pytest.approx(15.3) and 14 in times and 16 in times
    bpy.context.scene.frame_set(15, subframe=0.3)
    assert neck.rotation_quaternion[2] == pytest.approx(0.6, abs=1e-5)


def test_a_pin_without_keys_holds_all_the_same(character, server):
    """Keys may be deleted from a pinned frame; the pin's pose is what the action shows."""
    for frame, seed in ((1, 1), (16, 2), (31, 3)):
        pin(character, frame, seed)
    for curve in keyframes.fcurves(character.animation_data.action):
        curve.keyframe_points.remove(curve.keyframe_points[1])
        curve.update()
    wanted = joints(character, (16,))
    complete(variations=1)
    np.testing.assert_allclose(joints(character, (16,)), wanted, atol=1e-5)
    assert np.abs(joints(character, (10,)) - joints_of(character, character.motion_prompt.former_action, 10)).max() > 0.01


def test_other_turns_at_a_pin_do_not_spin_the_bone(character, server):
    """The same rotation may be keyed with the other sign, or a whole turn more."""
    pin(character, 1)
    pin(character, 31)
    elbow = character.pose.bones["left_elbow"]
    elbow.rotation_mode = "XYZ"
    for frame, angle in ((1, 0.1), (31, 0.1 + 2 * np.pi)):
        elbow.rotation_euler = (angle, 0, 0)
        elbow.keyframe_insert("rotation_euler", frame=frame)
    knee = character.pose.bones["left_knee"]
    knee.rotation_quaternion = (-0.9, -0.4359, 0, 0)
    knee.keyframe_insert("rotation_quaternion", frame=31)
    complete(variations=1)
    scene, places = bpy.context.scene, []
    for step in range(121):
        scene.frame_set(1 + step // 4, subframe=step % 4 / 4)
        places.append([np.array(character.pose.bones[name].matrix)[:3, :3] for name in ("left_elbow", "left_knee")])
    assert np.abs(np.diff(np.array(places), axis=0)).max() < 0.2


def test_bones_without_keys_get_them_and_look_as_before_outside(character, server):
    pose(character, 5)
    arm = ("right_shoulder", "right_elbow", "right_wrist")
    pin(character, 10, bones=arm)
    pin(character, 40, bones=arm)
    shown = joints(character, (1, 9, 41, 60))
    complete(variations=1)
    assert len(tables(character.animation_data.action)) == 22 * 4 + 3
    np.testing.assert_allclose(joints(character, (1, 9, 41, 60)), shown, atol=1e-5)


def test_time_before_and_after_the_whole_animation_holds_its_last_pose(character, server):
    pin(character, 30, 1)
    complete(variations=1, before=0.5, after=1.0)
    table = tables(character.animation_data.action)['pose.bones["head"].rotation_quaternion', 1]
    assert table["co"][:, 0].tolist() == list(range(15, 61))
    np.testing.assert_allclose(joints(character, (80,)), joints(character, (60,)), atol=1e-6)


def test_a_gap_is_filled_from_what_lies_around_it(character, server):
    land(character, tumbling(frames=90), start=1)
    bpy.ops.motion_prompt.keep_take()
    character.pose.bones["head"].keyframe_insert("rotation_quaternion", frame=45)
    former = tables(character.animation_data.action)
    fill_gap(40, 60, variations=2)
    request = server.requests[0]
    assert [item["frame"] for item in request["constraints"]] == [*range(15), *range(36, 51)] and request["frames"] == 51
    assert all(all(item["joint_mask"]) and item["root_mask"] for item in request["constraints"])
    for path, table in tables(character.animation_data.action).items():
        outside = (table["co"][:, 0] < 40) | (table["co"][:, 0] > 60)
        was = (former[path]["co"][:, 0] < 40) | (former[path]["co"][:, 0] > 60)
        assert table[outside].tobytes() == former[path][was].tobytes()
        assert set(table["type"][~outside]) == {GENERATED} and (~outside).sum() == 21
    assert tables(character.motion_prompt.former_action).keys() == former.keys()
    assert all(table.tobytes() == former[path].tobytes() for path, table in tables(character.motion_prompt.former_action).items())


def test_a_hole_with_no_keys_inside_is_a_gap_between_two_selected_keys(character, server):
    land(character, tumbling(frames=90), start=1)
    bpy.ops.motion_prompt.keep_take()
    for curve in keyframes.fcurves(character.animation_data.action):
        table = key_table.read(curve)
        times = table["co"][:, 0]
        table["select_control_point"] = (times == 30) | (times == 61)
        key_table.write(curve, table[(times <= 30) | (times >= 61)])
    outside = [*range(1, 31), *range(61, 91)]
    shown = joints(character, outside)
    complete(bpy.ops.motion_prompt.fill_gap, variations=1)
    table = tables(character.animation_data.action)['pose.bones["head"].rotation_quaternion', 1]
    assert table["co"][:, 0].tolist() == list(range(1, 91))
    np.testing.assert_allclose(joints(character, outside), shown, atol=1e-6)


@pytest.mark.parametrize(("gap", "frames"), [((41, 70), range(26, 71)), ((-20, 0), range(-20, 16))])
def test_with_motion_on_one_side_it_goes_on_from_there(character, server, gap, frames):
    land(character, tumbling(frames=40), start=1)
    bpy.ops.motion_prompt.keep_take()
    shown = joints(character, range(1, 41))
    fill_gap(*gap, variations=1)
    assert server.requests[0]["frames"] == len(frames) and len(server.requests[0]["constraints"]) == 15
    np.testing.assert_allclose(joints(character, range(1, 41)), shown, atol=1e-6)
    assert tuple(character.animation_data.action.frame_range) == (min(1, gap[0]), max(40, gap[1]))


def test_few_keys_leaves_few_and_never_fewer_pins(character, server):
    for frame, seed in ((10, 1), (40, 2), (70, 3)):
        pin(character, frame, seed)
    before = own_bytes(character.animation_data.action)
    wanted = joints(character, (10, 40, 70))
    complete(variations=1, few_keys=False)
    dense = joints(character, range(10, 71))
    complete(variations=2, few_keys=True, tolerance=1.0)
    for take in character.motion_prompt.takes:
        assert own_bytes(take.action) == before
        assert np.mean([len(table) for table in tables(take.action).values()]) < 30
    np.testing.assert_allclose(joints(character, (10, 40, 70)), wanted, atol=1e-6)
    assert np.abs(joints(character, range(10, 71)) - dense).max() < 0.1


def test_a_moving_object_is_followed(character, server):
    """The object itself is animated: the pinned poses stay where they are in the world, and so does the motion."""
    for frame, x in ((1, 0.0), (31, 3.0)):
        character.location.x = x
        character.keyframe_insert("location", frame=frame)
    pin(character, 1, 1)
    pin(character, 31, 1)
    wanted = joints(character, (1, 31))
    complete(variations=1)
    np.testing.assert_allclose(joints(character, (1, 31)), wanted, atol=1e-5)
    roots = [item["root_translation"][0] for item in server.requests[0]["constraints"]]
    assert roots[1] - roots[0] == pytest.approx(3.0, abs=1e-4)
    travelled = joints(character, range(1, 32))[:, 0, 0]
    np.testing.assert_allclose(travelled - travelled[0], np.linspace(0, 3, 31), atol=1e-3)


def test_one_undo_brings_everything_back(character, server):
    pin(character, 1, 1)
    pin(character, 31, 2)
    before = own_bytes(character.animation_data.action)
    bpy.ops.ed.undo_push(message="before")
    complete(variations=4)
    assert len(bpy.data.actions) == 5 and len(character.motion_prompt.pin_errors) == 2
    bpy.ops.ed.undo()
    again = bpy.data.objects["Character"]
    assert len(bpy.data.actions) == 1 and own_bytes(again.animation_data.action) == before
    assert len(again.motion_prompt_pins) == 2 and not len(again.motion_prompt.takes) and not len(again.motion_prompt.pin_errors)


def test_undo_in_the_middle_still_lands_and_loses_nothing(character, server):
    pin(character, 1, 1)
    bpy.ops.ed.undo_push(message="one")
    pin(character, 31, 2)
    bpy.ops.ed.undo_push(message="two")
    bpy.ops.motion_prompt.complete()
    bpy.ops.ed.undo()
    again = bpy.data.objects["Character"]
    before = own_bytes(again.animation_data.action)
    assert jobs.wait(20) and problems.shown() is None
    assert len(again.motion_prompt.takes) == 4 and own_bytes(again.animation_data.action) == before


def test_another_try_goes_back_first_but_an_edited_take_is_kept(character, server):
    pin(character, 1, 1)
    pin(character, 31, 2)
    former = character.animation_data.action
    complete(variations=2)
    complete(variations=2)
    assert len(bpy.data.actions) == 3 and character.motion_prompt.former_action == former
    pin(character, 16, 7)
    edited = character.animation_data.action
    wanted = joints(character, (16,))
    complete(variations=2)
    assert character.motion_prompt.former_action == edited
    np.testing.assert_allclose(joints(character, (16,)), wanted, atol=1e-6)


def test_flip_and_reject(character, server):
    pin(character, 1, 1)
    pin(character, 31, 2)
    former = character.animation_data.action
    before = own_bytes(former)
    complete(variations=3)
    bpy.ops.motion_prompt.show_take()
    bpy.ops.motion_prompt.reject_takes()
    assert character.animation_data.action == former and own_bytes(former) == before and len(bpy.data.actions) == 1
    assert not len(character.motion_prompt.pin_errors)


def test_the_playhead_and_a_pose_without_keys_stay(character, server):
    pin(character, 1, 1)
    pin(character, 31, 2)
    bpy.context.scene.frame_set(17, subframe=0.25)
    character.pose.bones["head"].rotation_quaternion = (0.6, 0.8, 0, 0)
    assert bpy.ops.motion_prompt.complete() == {"FINISHED"}
    assert (bpy.context.scene.frame_current, bpy.context.scene.frame_subframe) == (17, 0.25)
    assert tuple(character.pose.bones["head"].rotation_quaternion) == pytest.approx((0.6, 0.8, 0, 0))
    bpy.ops.motion_prompt.cancel()


def test_what_the_server_says_is_told_in_frames_of_the_scene(character, server):
    server.notes = ["No body can get from frame 0 to frame 5 in time. Frames 3, 4 and 5 are met all the same; 22 bones."]
    pin(character, 101, 1)
    pin(character, 131, 2)
    complete(variations=1)
    assert [item.frame for item in character.motion_prompt.pin_errors] == [101, 131]
    assert character.motion_prompt.notes[0].text == (
        "No body can get from frame 101 to frame 106 in time. Frames 104, 105 and 106 are met all the same; 22 bones.")


def test_two_characters_the_active_one_is_completed(character, server):
    bpy.ops.motion_prompt.add_character()
    second = bpy.context.active_object
    character.select_set(True)
    pin(second, 1, 1)
    pin(second, 31, 2)
    complete(variations=1)
    assert len(second.motion_prompt.takes) == 1 and character.animation_data is None and not len(character.motion_prompt_pins)


def test_an_empty_action_and_none_at_all(character, server):
    for make in (lambda: None, lambda: keyframes.assign(character, keyframes.new_action("empty", character))):
        character.animation_data_clear()
        make()
        for frame in (1, 31):
            item = character.motion_prompt_pins.add()
            item.frame, item.root_mask, item.joint_mask = frame, True, [True] * 22
        pose(character, 4)
        wanted = joints(character, (1, 31))
        complete(variations=1)
        np.testing.assert_allclose(joints(character, (1, 31)), wanted, atol=1e-5)
        assert np.abs(joints(character, (16,)) - wanted[0]).max() > 0.01
        bpy.ops.motion_prompt.reject_takes()
        character.motion_prompt_pins.clear()


def obstacle_scaled(character):
    character.pose.bones["left_knee"].scale = (2, 1, 1)
    return "left_knee is scaled at frame 1"


def obstacle_muted(character):
    next(iter(keyframes.fcurves(character.animation_data.action))).mute = True
    return "pelvis .* is muted"


def obstacle_locked(character):
    next(iter(keyframes.fcurves(character.animation_data.action))).lock = True
    return "pelvis .* is locked"


def obstacle_modifier(character):
    next(iter(keyframes.fcurves(character.animation_data.action))).modifiers.new("NOISE")
    return r"has a modifier \(Noise\)"


def obstacle_driver(character):
    character.driver_add('pose.bones["head"].rotation_quaternion', 0)
    return "head is moved by a driver"


def obstacle_mixed(character):
    character.animation_data.nla_tracks.new().strips.new("walk", 1, bpy.data.actions.new("walk"))
    character.animation_data.action_blend_type = "ADD"
    return "mixed with NLA strips"


@pytest.mark.parametrize("obstacle", [
    obstacle_scaled, obstacle_muted, obstacle_locked, obstacle_modifier, obstacle_driver, obstacle_mixed,
])
def test_obstacles_are_said_and_nothing_is_lost(character, server, obstacle):
    pin(character, 1, 1)
    pin(character, 31, 2)
    before = own_bytes(character.animation_data.action)
    sentence = obstacle(character)
    with pytest.raises(RuntimeError, match=sentence):
        bpy.ops.motion_prompt.complete()
    assert not server.requests and own_bytes(character.animation_data.action) == before


@pytest.mark.parametrize(("frames", "settings", "sentence"), [
    ((), {}, "No pose is pinned"), ((10,), {}, "Only frame 10 is pinned"), ((10, 14), {}, "From frame 10 to 14: 0.2 seconds"),
    ((10, 500), {}, "From frame 10 to 500: 16.4 seconds"), ((10,), {"after": 0.1}, "Around frame 10, with the time"),
    ((1, 31), {"prompt": "walk " * 200}, "Shorten it"),
])
def test_what_cannot_be_made_is_said_before_anything_is_asked(character, server, frames, settings, sentence):
    for frame in frames:
        pin(character, frame)
    for name, value in settings.items():
        setattr(bpy.context.scene.motion_prompt_completion, name, value)
    with pytest.raises(RuntimeError, match=sentence):
        bpy.ops.motion_prompt.complete()
    assert not server.requests


def test_gaps_that_cannot_be_filled_are_said(character, server):
    with pytest.raises(RuntimeError, match="no action"):
        bpy.ops.motion_prompt.fill_gap()
    pin(character, 10)
    for curve in keyframes.fcurves(character.animation_data.action):
        curve.keyframe_points[0].select_control_point = False
    with pytest.raises(RuntimeError, match="No gap is chosen"):
        bpy.ops.motion_prompt.fill_gap()
    scene = bpy.context.scene
    scene.use_preview_range, scene.frame_preview_start, scene.frame_preview_end = True, 5, 20
    with pytest.raises(RuntimeError, match="no motion before frame 5 or after frame 20"):
        bpy.ops.motion_prompt.fill_gap()
    scene.frame_preview_start, scene.frame_preview_end = 11, 900
    with pytest.raises(RuntimeError, match="choose a shorter gap"):
        bpy.ops.motion_prompt.fill_gap()


@pytest.mark.parametrize(("server", "sentence"), [
    ("failed", "not enough memory"), ("busy", "Too many motions"), ("garbage", "cannot be read"),
    ("dies", "stopped in the middle"), ("short", "does not fit"),
], indirect=["server"])
def test_failures_become_a_sentence_and_change_nothing(character, server, sentence):
    pin(character, 1, 1)
    pin(character, 31, 2)
    action = character.animation_data.action
    before = own_bytes(action)
    complete()
    assert sentence in problems.shown().sentence and problems.shown().action
    assert character.animation_data.action == action and own_bytes(action) == before and len(bpy.data.actions) == 1
    assert bpy.ops.motion_prompt.complete.poll()


def test_tweak_mode_entered_meanwhile_keeps_the_answer(character, server):
    pin(character, 1, 1)
    pin(character, 31, 2)
    bpy.ops.motion_prompt.complete()
    data, action = character.animation_data, character.animation_data.action
    strip = data.nla_tracks.new().strips.new("walk", 100, bpy.data.actions.new("walk"))
    strip.select = True
    data.nla_tracks.active = data.nla_tracks[0]
    data.use_tweak_mode = True
    assert data.use_tweak_mode
    assert jobs.wait(20)
    assert "tweaked" in problems.shown().sentence
    data.use_tweak_mode = False
    assert data.action == action and bpy.ops.motion_prompt.receive_takes() == {"FINISHED"}
    assert len(character.motion_prompt.takes) == 4
