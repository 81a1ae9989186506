"""Takes: actions that come and go, and what was there before."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.animation import key_table, keyframes, takes
from motions import joints_in_scene, land, standing, tumbling


def curve_values(action) -> dict:
    """Everything that an action's curves hold, to compare before and after."""
    return {
        (curve.data_path, curve.array_index): [(tuple(key.co), key.interpolation, key.type) for key in curve.keyframe_points]
        for curve in keyframes.fcurves(action)
    }


@pytest.fixture
def own_action(character):
    """The animator's own action: the pelvis, a knee and the object itself, keyed by hand at frames 1 and 40."""
    knee, pelvis = character.pose.bones["left_knee"], character.pose.bones["pelvis"]
    for frame, turn in ((1, (1, 0, 0, 0)), (40, (0.8, 0.6, 0, 0))):
        knee.rotation_quaternion = turn
        knee.keyframe_insert("rotation_quaternion", frame=frame)
        pelvis.location = (0, 0, frame / 100)
        pelvis.keyframe_insert("location", frame=frame)
        character.location = (frame / 10, 0, 0)
        character.keyframe_insert("location", frame=frame)
    character.animation_data.action.name = "by hand"
    bpy.context.scene.frame_set(1)
    return character.animation_data.action


def test_keys_are_generated_linear_and_one_a_frame(character):
    land(character, tumbling(frames=12), start=5)
    curves = list(keyframes.fcurves(character.animation_data.action))
    assert len(curves) == 22 * 4 + 3
    for curve in curves:
        assert [key.co.x for key in curve.keyframe_points] == list(range(5, 17))
        assert {(key.type, key.interpolation) for key in curve.keyframe_points} == {("GENERATED", "LINEAR")}
        assert {key.handle_left_type for key in curve.keyframe_points} == {"AUTO_CLAMPED"}
        assert curve.group.name in curve.data_path


def test_each_take_is_an_action_with_a_readable_name(character):
    land(character, standing(), standing(x=1), standing(x=2), prompt="a person walks and waves")
    names = [take.action.name for take in character.motion_prompt.takes]
    assert names == [f"walks and waves · take {number}" for number in (1, 2, 3)]
    assert character.animation_data.action.name == names[0]


@pytest.mark.parametrize(("prompt", "label"), [
    ("someone waves with the left hand.", "waves with the left hand"), ("an old man walks slowly", "an old man walks slowly"),
    ("  jump ", "jump"), ("a person", "a person"), ("🕺 dances 💃", "🕺 dances 💃"),
    ("a person walks forward very slowly and then turns around and sits down", "walks forward very slowly and then turns…"),
])
def test_labels(prompt, label):
    assert takes.label(prompt) == label


def test_flipping_through_takes_plays_them_and_wraps_around(character):
    land(character, *(standing(x=x) for x in range(3)))
    seen = []
    for _ in range(4):
        seen.append(round(joints_in_scene(character, 3)[0, 0], 3))
        bpy.ops.motion_prompt.show_take(step=1)
    bpy.ops.motion_prompt.show_take(step=-2)
    assert seen == [0, 1, 2, 0] and character.motion_prompt.shown == 2


def test_keep_keeps_the_take_shown_and_removes_the_others(character, own_action):
    land(character, *(standing(x=x) for x in range(3)))
    bpy.ops.motion_prompt.show_take(step=1)
    kept = character.animation_data.action
    bpy.ops.motion_prompt.keep_take()
    assert {action.name for action in bpy.data.actions} == {"by hand", kept.name} and kept.name.endswith("take 2")
    assert own_action.use_fake_user and character.animation_data.action == kept
    assert not takes.waiting(character)


def test_the_former_action_is_not_touched(character, own_action):
    before = curve_values(own_action)
    land(character, tumbling(), tumbling(seed=1), start=10)
    bpy.ops.motion_prompt.show_take(step=1)
    bpy.ops.motion_prompt.keep_take()
    assert curve_values(own_action) == before and own_action.name == "by hand"


def test_reject_restores_action_slot_and_pose(character, own_action):
    before, pose = curve_values(own_action), joints_in_scene(character, 20)
    slot = keyframes.assigned_slot(character)
    land(character, tumbling(frames=60), tumbling(seed=1))
    assert np.abs(joints_in_scene(character, 20) - pose).max() > 0.1
    bpy.ops.motion_prompt.reject_takes()
    assert character.animation_data.action == own_action and keyframes.assigned_slot(character) == slot
    assert curve_values(own_action) == before and not own_action.use_fake_user
    np.testing.assert_allclose(joints_in_scene(character, 20), pose, atol=1e-6)
    assert list(bpy.data.actions) == [own_action]


def test_reject_without_a_former_action_restores_the_pose(character):
    character.pose.bones["left_elbow"].rotation_quaternion = (0.8, 0, 0, 0.6)
    pose = joints_in_scene(character, 1)
    land(character, tumbling())
    bpy.context.scene.frame_set(7)
    bpy.ops.motion_prompt.reject_takes()
    assert character.animation_data is None and not bpy.data.actions
    np.testing.assert_allclose(joints_in_scene(character, 7), pose, atol=1e-6)


def test_a_take_carries_on_from_the_former_action(character, own_action):
    earlier = [joints_in_scene(character, frame) for frame in (1, 5, 9)]
    bpy.context.scene.frame_set(10)
    motion = standing(x=2.0)
    land(character, motion, start=10)
    for frame, pose in zip((1, 9), (earlier[0], earlier[2])):
        np.testing.assert_allclose(joints_in_scene(character, frame), pose, atol=1e-4)
    action = character.animation_data.action
    locations = [curve for curve in keyframes.fcurves(action) if curve.data_path == "location"]
    assert len(locations) == 3 and all(len(curve.keyframe_points) == 2 for curve in locations)
    knee = [curve for curve in keyframes.fcurves(action) if "left_knee" in curve.data_path][0]
    assert max(key.co.x for key in knee.keyframe_points) == 29


def test_cycles_of_the_former_action_do_not_bend_the_take(character, own_action):
    for curve in keyframes.fcurves(own_action):
        curve.modifiers.new("CYCLES")
    land(character, standing(frames=200), start=50)
    action = character.animation_data.action
    assert not [curve for curve in keyframes.fcurves(action) if "bones" in curve.data_path and len(curve.modifiers)]


def test_another_try_leaves_the_takes_with_a_star(character, own_action):
    land(character, *(standing(x=x) for x in range(3)))
    for _ in range(2):
        bpy.ops.motion_prompt.show_take(step=1)
        bpy.ops.motion_prompt.star_take()
    for x in (5, 6):
        land(character, standing(x=x))
    state = character.motion_prompt
    assert [take.starred for take in state.takes] == [True, True, False] and state.shown == 2
    assert len(bpy.data.actions) == 4 and own_action in list(bpy.data.actions)
    seen = []
    for _ in range(3):
        seen.append(round(joints_in_scene(character, 3)[0, 0]))
        bpy.ops.motion_prompt.show_take(step=1)
    assert seen == [6, 1, 2]
    bpy.ops.motion_prompt.reject_takes()
    assert list(bpy.data.actions) == [own_action] and character.animation_data.action == own_action


def test_a_take_is_keyed_alike_whichever_comes_first(character, own_action):
    list(keyframes.fcurves(own_action))[0].modifiers.new("CYCLES")
    character.pose.bones["right_knee"].rotation_mode = "YXZ"
    motions = [tumbling(seed=1), standing(x=2.0), tumbling(frames=12), tumbling(seed=2)]

    def keyed(order: list[int]) -> dict:
        land(character, *(motions[number] for number in order), start=30)
        actions = [take.action for take in character.motion_prompt.takes]
        return {number: [(curve.data_path, curve.array_index, curve.extrapolation, curve.group and curve.group.name, key_table.read(curve).tobytes())
                         for curve in keyframes.fcurves(action)] for number, action in zip(order, actions)}

    first = keyed([0, 1, 2, 3])
    assert len({str(curves) for curves in first.values()}) == 4
    assert keyed([3, 2, 0, 1]) == first


def test_another_try_at_the_same_frame_replaces_the_takes_that_wait(character, own_action):
    land(character, standing(), standing(x=1))
    land(character, standing(x=5))
    assert len(character.motion_prompt.takes) == 1 and len(bpy.data.actions) == 2
    bpy.ops.motion_prompt.reject_takes()
    assert character.animation_data.action == own_action


def test_going_on_from_another_frame_keeps_the_take_shown(character):
    land(character, standing(), standing(x=1))
    first = character.animation_data.action
    bpy.context.scene.frame_set(21)
    land(character, standing(x=3), start=21)
    assert character.motion_prompt.former_action == first and first.use_fake_user
    assert joints_in_scene(character, 10)[0, 0] == pytest.approx(0, abs=1e-4)
    assert joints_in_scene(character, 30)[0, 0] == pytest.approx(3, abs=1e-4)


def test_takes_survive_saving_and_opening(character, own_action, tmp_path):
    land(character, tumbling(), standing(x=1))
    wanted = joints_in_scene(character, 8)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "takes.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "takes.blend"))
    again = bpy.data.objects["Character"]
    np.testing.assert_allclose(joints_in_scene(again, 8), wanted, atol=1e-5)
    assert len(again.motion_prompt.takes) == 2 and again.motion_prompt.former_action.name == "by hand"
    bpy.context.view_layer.objects.active = again
    bpy.ops.motion_prompt.reject_takes()
    assert again.animation_data.action.name == "by hand" and len(bpy.data.actions) == 1


def test_a_take_that_the_animator_deleted_is_left_out(character):
    land(character, standing(), standing(x=1), standing(x=2))
    bpy.data.actions.remove(character.motion_prompt.takes[1].action)
    bpy.ops.motion_prompt.show_take(step=1)
    assert len(character.motion_prompt.takes) == 2
    assert joints_in_scene(character, 3)[0, 0] == pytest.approx(2, abs=1e-4)


def test_the_animators_finger_keys_are_in_the_take(character, own_action):
    bpy.ops.object.mode_set(mode="EDIT")
    finger = character.data.edit_bones.new("finger")
    finger.head, finger.tail = (0.8, 0, 1.3), (0.85, 0, 1.3)
    finger.parent = character.data.edit_bones["left_wrist"]
    bpy.ops.object.mode_set(mode="OBJECT")
    character.pose.bones["finger"].keyframe_insert("rotation_quaternion", frame=25)
    land(character, standing())
    fingers = [curve for curve in keyframes.fcurves(character.animation_data.action) if "finger" in curve.data_path]
    assert len(fingers) == 4
    assert {(key.co.x, key.type) for curve in fingers for key in curve.keyframe_points} == {(25, "KEYFRAME")}


def test_most_frames_cuts_the_take(character):
    land(character, tumbling(frames=40), most=25)
    assert character.animation_data.action.frame_range[1] == 25

