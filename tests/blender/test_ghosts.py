"""Ghosts of pinned poses: where their bones are, when they are worked out again, and that drawing comes and goes cleanly."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.rig import character_file
from blender_addon.rig.skeleton import JOINT_NAMES
from blender_addon.viewport import ghosts, pinned_pose
from mathutils import Matrix
from motions import NAMES, land, tumbling


@pytest.fixture(autouse=True)
def forgotten():
    ghosts._forget()
    yield
    ghosts._forget()


def pin(armature, frame, joints=JOINT_NAMES):
    item = armature.motion_prompt_pins.add()
    item.frame, item.joint_mask, item.root_mask = frame, [name in joints for name in JOINT_NAMES], True
    return item


def matrices_in_scene(armature, frame):
    bpy.context.scene.frame_set(frame)
    evaluated = armature.evaluated_get(bpy.context.evaluated_depsgraph_get())
    return np.array([evaluated.pose.bones[name].matrix for name in NAMES])


def assert_bones(armature, frame):
    bpy.context.scene.frame_set(1)
    found = pinned_pose.bone_matrices(armature, pinned_pose.curves_of(armature), frame)
    np.testing.assert_allclose([found[name] for name in NAMES], matrices_in_scene(armature, frame), atol=2e-5)


@pytest.mark.parametrize("mode", ["QUATERNION", "AXIS_ANGLE", "XYZ", "YZX"])
def test_bones_are_where_blender_puts_them_without_moving_the_scene(character, mode):
    for bone in character.pose.bones:
        bone.rotation_mode = mode
    land(character, tumbling())
    for frame in (1, 9, 20, 40):
        assert_bones(character, frame)
    bpy.context.scene.frame_set(3)
    before = matrices_in_scene(character, 3)
    pinned_pose.bone_matrices(character, pinned_pose.curves_of(character), 15)
    assert bpy.context.scene.frame_current == 3
    np.testing.assert_array_equal([character.pose.bones[name].matrix for name in NAMES], before)


def test_bones_without_keys_scaled_bones_and_a_control_bone(character):
    bpy.ops.object.mode_set(mode="EDIT")
    control = character.data.edit_bones.new("control")
    control.head, control.tail = (0, 0, 0), (0, 0.3, 0.1)
    character.data.edit_bones["pelvis"].parent = control
    bpy.ops.object.mode_set(mode="OBJECT")
    bones = character.pose.bones
    bones["control"].location, bones["spine1"].scale = (0.4, 0.1, -0.3), (1.2, 1.0, 0.9)
    bones["head"].rotation_quaternion = (0.8, 0.0, 0.6, 0.0)
    character.data.bones["left_knee"].use_inherit_rotation = False
    bones["left_hip"].rotation_quaternion = (1, 0, 0, 0)
    bones["left_hip"].keyframe_insert("rotation_quaternion", frame=1)
    bones["left_hip"].rotation_quaternion = (0.6, 0.8, 0, 0)
    bones["left_hip"].keyframe_insert("rotation_quaternion", frame=20)
    assert_bones(character, 12)


def test_without_an_action_the_pose_as_it_is(character):
    character.pose.bones["left_elbow"].rotation_quaternion = (0.8, 0.0, 0.0, 0.6)
    bpy.context.view_layer.update()
    assert_bones(character, 7)


@pytest.mark.parametrize("size", [1.0, 100.0])
def test_the_body_is_the_mannequin_as_blender_bends_it(character, size):
    body = next(child for child in character.children if child.type == "MESH")
    for item in (character, body):
        item.data.transform(Matrix.Scale(size, 4))
    bpy.context.view_layer.update()
    land(character, tumbling())
    pin(character, 14)
    bpy.context.scene.frame_set(1)
    found = ghosts.current(character)[0].vertices
    bpy.context.scene.frame_set(14)
    mesh = body.evaluated_get(bpy.context.evaluated_depsgraph_get()).to_mesh()
    wanted = np.empty(3 * len(mesh.vertices), dtype=np.float32)
    mesh.vertices.foreach_get("co", wanted)
    np.testing.assert_allclose(found, wanted.reshape(-1, 3), atol=2e-3 * size)
    assert np.abs(found - wanted.reshape(-1, 3)).mean() < 1e-4 * size


def test_one_ghost_a_pin_in_order_of_time(character):
    land(character, tumbling())
    pin(character, 12)
    pin(character, 4)
    assert [ghost.pin.frame for ghost in ghosts.current(character)] == [4, 12]


def test_what_is_pinned_is_more_solid(character):
    pin(character, 5, ("left_shoulder", "left_elbow", "left_wrist"))
    alpha = ghosts.current(character)[0].colours[:, 3]
    left = character_file.load().weights[:, JOINT_NAMES.index("left_elbow")] > 0.9
    right = character_file.load().weights[:, JOINT_NAMES.index("right_elbow")] > 0.9
    assert alpha[left].min() > 3 * alpha[right].max() > 0


def test_ghosts_are_worked_out_again_only_where_a_pose_changed(character):
    land(character, tumbling())
    pin(character, 4)
    pin(character, 12)
    first = ghosts.current(character)
    assert all(one is two for one, two in zip(first, ghosts.current(character)))
    ghosts._changed()
    assert all(one is two for one, two in zip(first, ghosts.current(character)))
    bone = character.pose.bones["left_knee"]
    bone.rotation_quaternion = (0.0, 1.0, 0.0, 0.0)
    bone.keyframe_insert("rotation_quaternion", frame=12)
    ghosts._changed()
    second = ghosts.current(character)
    assert second[0] is first[0] and np.abs(second[1].vertices - first[1].vertices).max() > 0.1
    character.motion_prompt_pins.remove(0)
    assert [ghost.pin.frame for ghost in ghosts.current(character)] == [12]


def test_the_switch(character):
    assert not ghosts.shown(bpy.context.scene)
    bpy.context.scene.motion_prompt_completion.show_ghosts = True
    assert ghosts.shown(bpy.context.scene)


def test_nothing_is_installed_without_a_window():
    ghosts.register()
    assert not ghosts._handles and ghosts._changed not in bpy.app.handlers.depsgraph_update_post
    ghosts.unregister()


def test_handlers_come_and_go(monkeypatch):
    class Window:
        background = False
        handlers = bpy.app.handlers

    added, removed = [], []

    class Space:
        draw_handler_add = staticmethod(lambda *arguments: added.append(arguments) or len(added))
        draw_handler_remove = staticmethod(lambda handle, region: removed.append(handle))

    stand_in = type("bpy", (), {"app": Window, "types": type("types", (), {"SpaceView3D": Space})})
    monkeypatch.setattr(ghosts, "bpy", stand_in)
    ghosts.register()
    assert [arguments[-1] for arguments in added] == ["POST_VIEW", "POST_PIXEL"]
    assert ghosts._changed in bpy.app.handlers.depsgraph_update_post and ghosts._forget in bpy.app.handlers.load_post
    ghosts.unregister()
    assert sorted(removed) == [1, 2] and not ghosts._handles
    assert ghosts._changed not in bpy.app.handlers.depsgraph_update_post and ghosts._forget not in bpy.app.handlers.load_post
    ghosts.unregister()
