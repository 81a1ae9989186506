"""Key reduction: the error, the keys that stay, and how few are left, as Blender evaluates the curves."""
from __future__ import annotations

import time

import bpy
import numpy as np
import pytest
from blender_addon.animation import feet, key_table, keyframes, pose_io, quaternion, reduction
from blender_addon.animation.motion import Motion
from mathutils import Matrix, Vector
from motions import NAMES, REST, joints_in_scene, land
from test_feet import shuffling

FRAMES = 120


def walking(frames: int = FRAMES) -> Motion:
    """A synthetic walk: every joint swings at the step's rate with an overtone, the root goes forward and bobs."""
    random = np.random.default_rng(3)
    seconds = np.arange(frames)[:, None] / 30.0
    phase, size = random.uniform(0, 6, (2, 22)), np.radians(random.uniform(5, 30, 22))
    angles = size * (np.sin(6 * seconds + phase[0]) + 0.3 * np.sin(12 * seconds + phase[1]))
    axes = random.normal(size=(22, 3))
    axes /= np.linalg.norm(axes, axis=-1, keepdims=True)
    rotations = np.concatenate([np.cos(angles / 2)[..., None], np.sin(angles / 2)[..., None] * axes], axis=-1)
    root = np.concatenate([0.02 * np.sin(6 * seconds), REST[0, 1] + 0.03 * np.sin(12 * seconds), 1.2 * seconds], axis=-1)
    return Motion(root, rotations, 30.0)


def poses(character, first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
    """Rotations (T, 22, 4) and the pelvis's location (T, 3) that Blender shows."""
    turns, places = [], []
    for frame in range(first, last + 1):
        bpy.context.scene.frame_set(frame)
        bones = [character.pose.bones[name] for name in NAMES]
        turns.append([bone.matrix_basis.to_quaternion() for bone in bones])
        places.append(Vector(bones[0].location))
    return np.array(turns), np.array(places)


def difference(before, after) -> tuple[float, float]:
    """The worst turn in degrees and the worst way in metres."""
    between = quaternion.multiply(quaternion.inverse(before[0]), after[0])
    turn = 2 * np.arctan2(np.linalg.norm(between[..., 1:], axis=-1), np.abs(between[..., 0]))
    return float(np.degrees(turn).max()), float(np.linalg.norm(before[1] - after[1], axis=-1).max())


def generated(action) -> int:
    return sum(int((key_table.read(curve)["type"] == keyframes.GENERATED["type"]).sum()) for curve in keyframes.fcurves(action))


def own_keys(action) -> dict:
    """Every byte of the keys that are not generated."""
    tables = {(curve.data_path, curve.array_index): key_table.read(curve) for curve in keyframes.fcurves(action)}
    return {at: table[table["type"] != keyframes.GENERATED["type"]].tobytes() for at, table in tables.items()}


def own(character, names, frames, **attributes) -> None:
    """Makes the keys of bones at frames the animator's own, with any attributes."""
    for curve in keyframes.fcurves(character.animation_data.action):
        if any(f'"{name}"' in curve.data_path for name in names):
            for key in curve.keyframe_points:
                if key.co.x in frames:
                    key.type = "KEYFRAME"
                    for name, value in attributes.items():
                        setattr(key, name, value)


def joints_at(character, times) -> np.ndarray:
    """World positions (T, 22, 3) of the bones' heads at times between frames."""
    places = []
    for time_ in times:
        bpy.context.scene.frame_set(int(time_), subframe=time_ % 1)
        posed = character.evaluated_get(bpy.context.evaluated_depsgraph_get())
        places.append([posed.matrix_world @ posed.pose.bones[name].head for name in NAMES])
    return np.array(places)


def reduced(character, action, first: int, last: int, degrees: float) -> tuple[int, int]:
    """Half a centimetre goes with every degree."""
    limits = reduction.Limits(degrees, 0.005 * degrees)
    return reduction.reduce_keys(character, pose_io.space_of(bpy.context, character), action, first, last, limits, 30.0)


@pytest.fixture
def walk(character):
    land(character, walking())
    return character


@pytest.mark.parametrize("degrees", [0.3, 1.0, 4.0])
def test_every_frame_stays_within_the_error(walk, degrees):
    before = poses(walk, 1, FRAMES)
    reduced(walk, walk.animation_data.action, 1, FRAMES, degrees)
    turn, way = difference(before, poses(walk, 1, FRAMES))
    assert 0.3 * degrees < turn <= degrees and way <= 0.005 * degrees


def test_few_keys_are_left_and_said(walk):
    action = walk.animation_data.action
    before, after = reduced(walk, action, 1, FRAMES, 1.0)
    assert before == FRAMES * (22 * 4 + 3) and after == generated(action)
    assert after < 0.09 * before


@pytest.mark.parametrize("mode", ["XYZ", "ZXY", "AXIS_ANGLE"])
def test_other_rotation_modes(character, mode):
    for bone in character.pose.bones:
        bone.rotation_mode = mode
    land(character, walking())
    before = poses(character, 1, FRAMES)
    old, new = reduced(character, character.animation_data.action, 1, FRAMES, 1.0)
    turn, way = difference(before, poses(character, 1, FRAMES))
    assert turn <= 1.0 and way <= 0.005 and new < 0.25 * old


def test_a_rotation_has_its_keys_at_the_same_frames_in_all_channels(walk):
    reduced(walk, walk.animation_data.action, 1, FRAMES, 1.0)
    times: dict[str, set] = {}
    for curve in keyframes.fcurves(walk.animation_data.action):
        keys = key_table.read(curve)
        times.setdefault(curve.data_path, set()).add(tuple(keys["co"][:, 0]))
        assert {key.interpolation for key in curve.keyframe_points} == {"BEZIER"}
        assert {key.type for key in curve.keyframe_points} == {"GENERATED"}
        assert {key.handle_left_type for key in curve.keyframe_points} == {"FREE"}
        frames, left, right = (keys[name][:, 0] for name in ("co", "handle_left", "handle_right"))
        assert (left[1:] > frames[:-1]).all() and (right[:-1] < frames[1:]).all()
        # Time goes on: the two handles of a segment do not pass each other.
        assert (right[:-1] <= left[1:] + 1e-3).all()
    assert all(len(different) == 1 for different in times.values()) and len(set.union(*times.values())) > 5


def test_a_still_bone_keeps_two_keys_and_a_moving_one_more(character):
    land(character, shuffling(seconds=2.0, slide=0.0, sink=0.0))
    reduced(character, character.animation_data.action, 1, 60, 2.0)
    counts = {curve.data_path.split('"')[1]: len(curve.keyframe_points) for curve in keyframes.fcurves(character.animation_data.action)}
    assert counts["left_wrist"] == counts["head"] == 2 and counts["left_hip"] > 4


def test_feet_that_stand_go_on_standing_and_no_joint_is_away(character):
    land(character, feet.planted(shuffling(seconds=2.0, slide=0.0, sink=0.0), REST))
    before = np.array([joints_in_scene(character, frame) for frame in range(1, 61)])
    dense, few = reduced(character, character.animation_data.action, 1, 60, 2.0)
    after = np.array([joints_in_scene(character, frame) for frame in range(1, 61)])
    assert few < 0.15 * dense and 0.002 < np.linalg.norm(after - before, axis=-1).max() <= 0.01
    for joint in [NAMES.index(f"{side}_{part}") for side in ("left", "right") for part in ("ankle", "foot")]:
        steps, heights = np.diff(before[:, joint, :2], axis=0), before[:, joint, 2] - REST[joint, 1]
        stands = (np.linalg.norm(steps, axis=-1) < 1e-4) & (heights[1:] < 0.004) & (heights[:-1] < 0.004)
        slides = 30 * np.linalg.norm(np.diff(after[:, joint, :2], axis=0), axis=-1)[stands]
        assert stands.sum() > 10 and slides.max() < 0.02
        assert np.abs(after[1:, joint, 2] - before[1:, joint, 2])[stands].max() < 0.0035


def test_between_two_frames_the_curves_do_not_swing_out(walk):
    between = [frame + 0.5 for frame in range(1, FRAMES)]
    before = joints_at(walk, between)
    reduced(walk, walk.animation_data.action, 1, FRAMES, 2.0)
    assert np.linalg.norm(joints_at(walk, between) - before, axis=-1).max() < 0.02


@pytest.mark.parametrize("interpolation", ["BEZIER", "LINEAR", "CONSTANT", "BOUNCE"])
def test_own_keys_stay_byte_for_byte_and_the_error_holds_around_them(walk, interpolation):
    action = walk.animation_data.action
    own(walk, ("left_knee", "pelvis", "head"), (1, 30, 77), interpolation=interpolation, handle_left_type="AUTO")
    for curve in keyframes.fcurves(action):
        for key in curve.keyframe_points:
            if key.type == "KEYFRAME":
                key.handle_left_type = key.handle_right_type = "FREE"
                key.handle_left, key.handle_right = key.co - Vector((9, 0.1)), key.co + Vector((5, 0.02))
    keys, before = own_keys(action), poses(walk, 1, FRAMES)
    reduced(walk, action, 1, FRAMES, 1.0)
    assert own_keys(action) == keys and any(keys.values())
    turn, way = difference(before, poses(walk, 1, FRAMES))
    assert turn <= 1.0 and way <= 0.005


def test_automatic_handles_of_own_keys_stay(walk):
    action = walk.animation_data.action
    own(walk, NAMES, (30, 31, 77), interpolation="BEZIER", handle_left_type="AUTO_CLAMPED", handle_right_type="VECTOR")
    keys, before = own_keys(action), poses(walk, 1, FRAMES)
    reduced(walk, action, 1, FRAMES, 2.0)
    assert own_keys(action) == keys
    assert difference(before, poses(walk, 1, FRAMES))[0] <= 2.0


def test_keys_outside_the_span_stay_and_nothing_there_moves(walk):
    action = walk.animation_data.action
    outside = {
        (curve.data_path, curve.array_index): key_table.read(curve)[[*range(0, 39), *range(80, FRAMES)]].tobytes()
        for curve in keyframes.fcurves(action)}
    before = poses(walk, 1, FRAMES)
    reduced(walk, action, 40, 80, 1.0)
    for curve in keyframes.fcurves(action):
        table = key_table.read(curve)
        times = table["co"][:, 0]
        assert table[(times < 40) | (times > 80)].tobytes() == outside[curve.data_path, curve.array_index]
    after = poses(walk, 1, FRAMES)
    assert difference(before, after)[0] <= 1.0
    for part in (slice(0, 40), slice(79, None)):
        assert difference([each[part] for each in before], [each[part] for each in after])[0] < 1e-4


def test_a_curve_that_swings_into_the_span_and_out_of_it_stays(walk):
    action = walk.animation_data.action
    for curve in keyframes.fcurves(action):
        table = key_table.read(curve)
        table = table[(table["co"][:, 0] <= 30) | (table["co"][:, 0] >= 40)]
        table = table[(table["co"][:, 0] <= 80) | (table["co"][:, 0] >= 90)]
        table["interpolation"][np.isin(table["co"][:, 0], (30, 80))] = keyframes.enum_value("interpolation", "BEZIER")
        table["handle_left"] = table["co"] - [5, 0.2]
        table["handle_right"] = table["co"] + [5, 0.2]
        key_table.write(curve, table)
    before = poses(walk, 1, FRAMES)
    reduced(walk, action, 40, 80, 1.0)
    after = poses(walk, 1, FRAMES)
    for part in (slice(0, 40), slice(79, None)):
        assert difference([each[part] for each in before], [each[part] for each in after])[0] < 1e-4


def test_an_own_key_on_one_channel_and_one_between_frames(walk):
    action = walk.animation_data.action
    curve = keyframes.channelbag(action).fcurves.find('pose.bones["left_elbow"].rotation_quaternion', index=2)
    curve.keyframe_points[49].type = "BREAKDOWN"
    key = curve.keyframe_points.insert(70.5, curve.evaluate(70.5))
    key.type = "EXTREME"
    keys, before = own_keys(action), poses(walk, 1, FRAMES)
    reduced(walk, action, 1, FRAMES, 1.0)
    assert own_keys(action) == keys
    assert difference(before, poses(walk, 1, FRAMES))[0] <= 1.0


def test_frames_with_a_pin_stay_keys_and_exact(walk):
    pin = walk.motion_prompt_pins.add()
    pin.frame, pin.joint_mask, pin.root_mask = 53, [True] * 22, True
    before = poses(walk, 53, 53)
    reduced(walk, walk.animation_data.action, 1, FRAMES, 3.0)
    assert difference(before, poses(walk, 53, 53))[0] < 1e-4
    for curve in keyframes.fcurves(walk.animation_data.action):
        assert 53 in key_table.read(curve)["co"][:, 0]


def test_a_jump_to_the_other_sign_stays_a_jump(walk):
    for curve in keyframes.fcurves(walk.animation_data.action):
        if "right_hip" in curve.data_path:
            curve.keyframe_points[59].interpolation = "CONSTANT"
            for key in list(curve.keyframe_points)[60:]:
                key.co.y *= -1
            curve.update()
    before = poses(walk, 1, FRAMES)
    reduced(walk, walk.animation_data.action, 1, FRAMES, 1.0)
    assert difference(before, poses(walk, 1, FRAMES))[0] <= 1.0
    curve = keyframes.channelbag(walk.animation_data.action).fcurves.find('pose.bones["right_hip"].rotation_quaternion', index=0)
    assert [key.co.x for key in curve.keyframe_points if key.interpolation == "CONSTANT"] == [60]


def test_centimetre_armatures_have_the_error_of_a_body(character):
    character.data.transform(Matrix.Scale(100.0, 4))
    character.scale = (0.01,) * 3
    bpy.context.view_layer.update()
    land(character, walking())
    before = poses(character, 1, FRAMES)
    reduced(character, character.animation_data.action, 1, FRAMES, 2.0)
    assert 0.05 < difference(before, poses(character, 1, FRAMES))[1] <= 1.0


def test_bones_without_generated_keys_and_short_spans_are_left_alone(character):
    action = keyframes.new_action("empty", character)
    assert reduced(character, action, 1, 40, 1.0) == (0, 0)
    assert not list(keyframes.fcurves(action))
    land(character, walking(3))
    assert reduced(character, character.animation_data.action, 2, 2, 1.0) == (91, 91)


@pytest.mark.parametrize("degrees", [0.0, -1.0, float("nan")])
def test_an_error_of_nothing_is_refused(walk, degrees):
    with pytest.raises(ValueError, match="above 0"):
        reduced(walk, walk.animation_data.action, 1, FRAMES, degrees)


def test_five_seconds_are_quick(character):
    land(character, walking(150))
    start = time.process_time()
    reduced(character, character.animation_data.action, 1, 150, 2.0)
    assert time.process_time() - start < 1.0
