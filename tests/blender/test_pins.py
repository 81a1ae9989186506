"""Pins: what Pin Pose keys, what the list says, and what else holds."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.animation import key_table, keyframes, pins
from motions import NAMES, land, standing, tumbling
from test_completion import own_bytes, pin, select, tables

WHOLE = [True] * 22


def mask(*names: str) -> list[bool]:
    return [name in names for name in NAMES]


def listed(character) -> list[tuple[int, str]]:
    return [(item.frame, pins.in_words(item.joint_mask, item.root_mask)) for item in character.motion_prompt_pins]


def test_pin_pose_keys_all_bones_as_extremes(character):
    pin(character, 12, 3)
    assert listed(character) == [(12, "whole body")]
    keys = tables(character.animation_data.action)
    assert len(keys) == 22 * 4 + 3 and {table["co"][0, 0] for table in keys.values()} == {12}
    for curve in keyframes.fcurves(character.animation_data.action):
        assert {key.type for key in curve.keyframe_points} == {"EXTREME"} and curve.group.name in curve.data_path
    elbow = character.pose.bones["left_elbow"].rotation_quaternion
    assert [keys['pose.bones["left_elbow"].rotation_quaternion', index]["co"][0, 1] for index in range(4)] == pytest.approx(list(elbow))


def test_pin_pose_keys_only_the_selected_bones(character):
    pin(character, 5, bones=("left_elbow", "left_wrist"))
    assert listed(character) == [(5, "left elbow, left wrist")]
    assert {path for path, _ in tables(character.animation_data.action)} == {
        f'pose.bones["left_{name}"].rotation_quaternion' for name in ("elbow", "wrist")}


def test_the_pelvis_is_pinned_with_its_place(character):
    pin(character, 5, bones=("pelvis",))
    assert character.motion_prompt_pins[0].root_mask
    assert {path.rsplit(".")[-1] for path, _ in tables(character.animation_data.action)} == {"location", "rotation_quaternion"}


def test_each_bone_is_keyed_in_its_own_rotation_mode(character):
    character.pose.bones["neck"].rotation_mode = "ZXY"
    character.pose.bones["head"].rotation_mode = "AXIS_ANGLE"
    pin(character, 1, 2)
    keys = tables(character.animation_data.action)
    assert ('pose.bones["neck"].rotation_euler', 2) in keys and ('pose.bones["neck"].rotation_quaternion', 0) not in keys
    assert ('pose.bones["head"].rotation_axis_angle', 3) in keys


def test_pins_are_listed_in_order_and_a_second_one_at_a_frame_adds_bones(character):
    for frame, bones in ((30, ()), (10, ("head", "neck")), (20, ("left_knee",)), (10, ("left_knee",))):
        pin(character, frame, bones=bones)
    assert listed(character) == [(10, "head, left knee"), (20, "left knee"), (30, "whole body")]
    assert character.motion_prompt_active_pin == 0


def test_a_bone_outside_the_body_cannot_be_pinned(character):
    bpy.ops.object.mode_set(mode="EDIT")
    finger = character.data.edit_bones.new("finger")
    finger.head, finger.tail = (0.8, 0, 1.3), (0.85, 0, 1.3)
    bpy.ops.object.mode_set(mode="OBJECT")
    select(character, ("finger",))
    with pytest.raises(RuntimeError, match="None of the selected bones"):
        bpy.ops.motion_prompt.pin_pose()
    assert not len(character.motion_prompt_pins) and character.animation_data is None


def test_locked_channels_are_said(character):
    pin(character, 1)
    next(iter(keyframes.fcurves(character.animation_data.action))).lock = True
    before = own_bytes(character.animation_data.action)
    bpy.context.scene.frame_set(10)
    with pytest.raises(RuntimeError, match="pelvis .* is locked"):
        bpy.ops.motion_prompt.pin_pose()
    assert len(character.motion_prompt_pins) == 1 and own_bytes(character.animation_data.action) == before


@pytest.mark.parametrize(("joints", "root", "words"), [
    (WHOLE, True, "whole body"), (WHOLE, False, "whole body, not its place"),
    (mask("right_collar", "right_shoulder", "right_elbow", "right_wrist"), False, "right arm"),
    (mask("left_hip", "left_knee", "left_ankle", "left_foot", "right_hip", "right_knee", "right_ankle", "right_foot"), False, "legs"),
    (mask("neck", "head", "left_wrist"), False, "head, left wrist"), (mask("spine1", "left_knee", "right_wrist"), False, "3 bones"),
    (mask(), True, "place of the pelvis"), (mask("pelvis"), True, "pelvis"), (mask(), False, "nothing"),
])
def test_which_bones_in_words(joints, root, words):
    assert pins.in_words(joints, root) == words


def test_pins_from_selected_keys(character):
    land(character, tumbling(frames=40), start=1)
    bpy.ops.motion_prompt.keep_take()
    for curve in keyframes.fcurves(character.animation_data.action):
        for key in curve.keyframe_points:
            key.select_control_point = ("elbow" in curve.data_path and key.co.x in (10, 20)) or (
                curve.data_path.endswith("location") and key.co.x == 30)
    assert bpy.ops.motion_prompt.pin_selected_keys() == {"FINISHED"}
    assert listed(character) == [
        (10, "left elbow, right elbow"), (20, "left elbow, right elbow"), (30, "place of the pelvis")]
    # Generated keys that were chosen are the animator's from now on: Complete must not replace them.
    own = own_bytes(character.animation_data.action)
    assert set(own) == {(f'pose.bones["{side}_elbow"].rotation_quaternion', index) for side in ("left", "right") for index in range(4)} | {
        ('pose.bones["pelvis"].location', index) for index in range(3)}
    table = tables(character.animation_data.action)['pose.bones["left_elbow"].rotation_quaternion', 0]
    assert table["co"][table["type"] == keyframes.enum_value("type", "EXTREME"), 0].tolist() == [10, 20] and len(table) == 40


def test_no_keys_selected_is_said(character):
    with pytest.raises(RuntimeError, match="no action"):
        bpy.ops.motion_prompt.pin_selected_keys()
    land(character, standing())
    with pytest.raises(RuntimeError, match="No keys of Character's body are selected"):
        bpy.ops.motion_prompt.pin_selected_keys()


def test_jump_delete_and_clear_leave_the_keys(character):
    for frame in (10, 20, 30):
        pin(character, frame)
    before = own_bytes(character.animation_data.action)
    bpy.ops.motion_prompt.jump_to_pin(index=1)
    assert bpy.context.scene.frame_current == 20
    bpy.ops.motion_prompt.delete_pin(index=0)
    assert [item.frame for item in character.motion_prompt_pins] == [20, 30]
    bpy.ops.motion_prompt.clear_pins()
    assert not len(character.motion_prompt_pins) and own_bytes(character.animation_data.action) == before
    with pytest.raises(RuntimeError, match="no pins"):
        bpy.ops.motion_prompt.jump_to_pin()


def test_pins_survive_undo_saving_and_opening(character, tmp_path):
    pin(character, 10, bones=("head",))
    bpy.ops.ed.undo_push(message="one pin")
    pin(character, 20)
    bpy.ops.ed.undo_push(message="two pins")
    bpy.ops.ed.undo()
    again = bpy.data.objects["Character"]
    assert listed(again) == [(10, "head")]
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "pins.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "pins.blend"))
    assert listed(bpy.data.objects["Character"]) == [(10, "head")]


def test_what_holds_is_the_pins_and_the_animators_keys_not_the_generated(character):
    land(character, tumbling(frames=40), start=1)
    bpy.ops.motion_prompt.keep_take()
    pin(character, 10, bones=("head",))
    character.pose.bones["neck"].keyframe_insert("rotation_quaternion", frame=20.4)
    holds = pins.held(character, 1, 40)
    assert [(hold.frame, np.flatnonzero(hold.joint_mask).tolist(), hold.root_mask) for hold in holds] == [
        (10, [NAMES.index("head")], False), (20, [NAMES.index("neck")], False)]
    assert holds[1].times[NAMES.index("neck")] == pytest.approx(20.4)
    assert pins.held(character, 11, 19) == []


def test_a_curve_read_and_written_again_is_the_same(character):
    pin(character, 1, 1)
    pin(character, 20, 2)
    curve = next(iter(keyframes.fcurves(character.animation_data.action)))
    for key, kind, interpolation in zip(curve.keyframe_points, ("FREE", "ALIGNED"), ("ELASTIC", "BACK")):
        key.handle_left_type = key.handle_right_type = kind
        key.handle_right, key.interpolation, key.easing = (key.co.x + 3, key.co.y + 1), interpolation, "EASE_OUT"
        key.back, key.amplitude, key.period, key.select_left_handle = 2.0, 0.5, 3.0, True
    table, shown = key_table.read(curve), [curve.evaluate(frame / 4) for frame in range(100)]
    key_table.write(curve, table)
    assert key_table.read(curve).tobytes() == table.tobytes()
    assert [curve.evaluate(frame / 4) for frame in range(100)] == shown
