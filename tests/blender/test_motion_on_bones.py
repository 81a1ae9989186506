"""Motion written to bones and read back: forward kinematics, transforms of the object, rotation modes."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.animation import pose_io
from blender_addon.rig.character_space import Channels
from mathutils import Euler, Matrix, Quaternion
from motions import NAMES, expected_joints, joint_matrices, joints_in_scene, land, standing, tumbling

FRAMES = (1, 7, 20)


def assert_joints(armature, motion, **expected):
    bpy.context.view_layer.update()
    land(armature, motion)
    for frame in FRAMES:
        np.testing.assert_allclose(
            joints_in_scene(armature, frame), expected_joints(motion, frame - 1, **expected), atol=1e-4)


def test_joints_are_where_forward_kinematics_puts_them(character):
    assert_joints(character, tumbling())


def test_an_object_that_was_moved_and_turned_changes_nothing_in_the_world(character):
    character.location = (3.0, -2.0, 0.0)
    character.rotation_mode = "XYZ"
    character.rotation_euler = (0.0, 0.0, 1.1)
    assert_joints(character, tumbling())


def test_an_object_on_a_platform_stands_on_it(character):
    character.location = (0.0, 0.0, 2.5)
    assert_joints(character, tumbling(), floor=2.5)


def test_a_tilted_object_still_moves_upright(character):
    character.rotation_euler = (0.4, -0.3, 0.2)
    assert_joints(character, tumbling())


def test_scale_a_hundredth_on_centimetre_bones(character):
    character.data.transform(Matrix.Scale(100.0, 4))
    character.scale = (0.01, 0.01, 0.01)
    assert_joints(character, tumbling())


def test_a_small_character_takes_small_steps(character):
    character.scale = (0.01, 0.01, 0.01)
    motion = tumbling()
    bpy.context.view_layer.update()
    land(character, motion)
    for frame in FRAMES:
        np.testing.assert_allclose(
            joints_in_scene(character, frame), expected_joints(motion, frame - 1, size=0.01), atol=1e-6)


def test_an_import_like_armature_y_up_and_turned_back_by_its_object(character):
    character.data.transform(Matrix.Rotation(-np.pi / 2, 4, "X") @ Matrix.Scale(100.0, 4))
    character.rotation_euler = (np.pi / 2, 0.0, 0.0)
    character.scale = (0.01, 0.01, 0.01)
    assert_joints(character, tumbling())


def test_a_parented_armature(character):
    parent = bpy.data.objects.new("Vehicle", None)
    bpy.context.collection.objects.link(parent)
    parent.location, parent.rotation_euler, parent.scale = (1.0, 2.0, 0.3), (0.0, 0.0, 0.7), (2.0, 2.0, 2.0)
    character.parent = parent
    character.scale = (0.5, 0.5, 0.5)
    assert_joints(character, tumbling(), floor=0.3)


def test_a_bone_turns_by_its_rest_inverse_times_rotation_times_rest(character):
    """B⁻¹·R·B in armature space, computed here with mathutils."""
    motion = tumbling()
    land(character, motion)
    bpy.context.scene.frame_set(5)
    to_blender = Matrix.Rotation(np.pi / 2, 3, "X")
    for joint, name in enumerate(NAMES):
        turn = to_blender @ Quaternion(motion.joint_rotations[4, joint]).to_matrix() @ to_blender.transposed()
        rest = character.data.bones[name].matrix_local.to_3x3()
        wanted = (rest.transposed() @ turn @ rest).to_quaternion()
        assert wanted.rotation_difference(character.pose.bones[name].rotation_quaternion).angle == pytest.approx(0, abs=2e-3)


def test_orientations_match_forward_kinematics(character):
    motion = tumbling()
    land(character, motion)
    bpy.context.scene.frame_set(9)
    to_blender = np.array(Matrix.Rotation(np.pi / 2, 3, "X"))
    for joint, name in enumerate(NAMES):
        bone = character.pose.bones[name]
        turned = np.array(bone.matrix.to_3x3() @ bone.bone.matrix_local.to_3x3().transposed())
        np.testing.assert_allclose(
            turned, to_blender @ joint_matrices(motion, 8)[joint, :3, :3] @ to_blender.T, atol=1e-4)


def test_motion_to_bones_and_back_is_exact(character):
    character.location, character.rotation_euler, character.scale = (1.0, 2.0, 0.5), (0.1, 0.2, 0.3), (2.0, 2.0, 2.0)
    bpy.context.view_layer.update()
    motion = tumbling()
    space = pose_io.space_of(bpy.context, character)
    again = space.motion(space.channels(motion), motion.fps)
    np.testing.assert_allclose(again.root_translation, motion.root_translation, atol=1e-6)
    np.testing.assert_allclose(np.abs(np.sum(again.joint_rotations * motion.joint_rotations, axis=-1)), 1.0, atol=1e-9)


def test_bones_to_motion_reads_what_is_keyed(character):
    motion = tumbling()
    land(character, motion, start=11)
    bpy.context.scene.frame_set(4)
    again = pose_io.read_motion(bpy.context, character, 11, 30)
    assert bpy.context.scene.frame_current == 4
    np.testing.assert_allclose(again.root_translation, motion.root_translation, atol=1e-5)
    np.testing.assert_allclose(np.abs(np.sum(again.joint_rotations * motion.joint_rotations, axis=-1)), 1.0, atol=1e-6)


@pytest.mark.parametrize("mode", ["XYZ", "ZXY", "AXIS_ANGLE"])
def test_other_rotation_modes_keep_their_channels_and_jump_nowhere(character, mode):
    for bone in character.pose.bones:
        bone.rotation_mode = mode
    motion = tumbling(frames=60)
    land(character, motion)
    assert {bone.rotation_mode for bone in character.pose.bones} == {mode}
    channel = "rotation_axis_angle" if mode == "AXIS_ANGLE" else "rotation_euler"
    from blender_addon.animation.keyframes import fcurves
    paths = {curve.data_path.rsplit(".", 1)[1] for curve in fcurves(character.animation_data.action)}
    assert paths == {channel, "location"}
    for frame in (1, 30, 60):
        np.testing.assert_allclose(joints_in_scene(character, frame), expected_joints(motion, frame - 1), atol=1e-4)
    # Between the frames as well: a jump by a whole turn would fling the limb around.
    halfway = np.array([_joints_at(character, frame, 0.5) for frame in range(1, 60)])
    on_frame = np.array([joints_in_scene(character, frame) for frame in range(1, 61)])
    swing = np.linalg.norm(halfway - (on_frame[1:] + on_frame[:-1]) / 2, axis=-1)
    assert swing.max() < 0.05


def test_quaternions_never_flip_sign(character):
    motion = tumbling(frames=60)
    flipped = motion.joint_rotations * np.where(np.arange(60) % 2, -1.0, 1.0)[:, None, None]
    land(character, type(motion)(motion.root_translation, flipped, 30.0))
    for frame in range(2, 61):
        previous = _quaternions_at(character, frame - 1)
        assert np.sum(previous * _quaternions_at(character, frame), axis=-1).min() > 0.9


def test_the_start_is_where_the_character_stands_and_faces(character):
    character.location, character.rotation_euler = (2.0, -3.0, 0.0), Euler((0, 0, 0.6))
    bpy.context.view_layer.update()
    start = pose_io.read_start(bpy.context, character)
    assert start.position == pytest.approx((2.0, 3.0), abs=1e-5)
    assert start.heading == pytest.approx(0.6, abs=1e-5)


def test_the_start_follows_the_pose_at_the_playhead(character):
    land(character, standing(x=1.5, z=-0.5, heading=-2.0))
    bpy.context.scene.frame_set(10)
    start = pose_io.read_start(bpy.context, character)
    assert start.position == pytest.approx((1.5, -0.5), abs=1e-5)
    assert start.heading == pytest.approx(-2.0, abs=1e-5)


def test_a_character_without_size_is_refused(character):
    character.scale = (0.0, 0.0, 0.0)
    bpy.context.view_layer.update()
    with pytest.raises(ValueError, match="scale"):
        pose_io.space_of(bpy.context, character)


def test_a_pelvis_under_a_control_bone(character):
    bpy.ops.object.mode_set(mode="EDIT")
    control = character.data.edit_bones.new("control")
    control.head, control.tail = (0, 0, 0), (0, 0.3, 0.1)
    character.data.edit_bones["pelvis"].parent = control
    bpy.ops.object.mode_set(mode="OBJECT")
    character.pose.bones["control"].location = (0.4, 0.1, -0.3)
    character.pose.bones["control"].rotation_quaternion = (0.8, 0.0, 0.6, 0.0)
    assert_joints(character, tumbling())


def test_channels_have_one_row_a_frame(character):
    channels = pose_io.space_of(bpy.context, character).channels(tumbling(frames=5))
    assert isinstance(channels, Channels)
    assert channels.location.shape == (5, 3) and channels.rotations.shape == (5, 22, 4)


def _joints_at(armature, frame, subframe):
    bpy.context.scene.frame_set(frame, subframe=subframe)
    evaluated = armature.evaluated_get(bpy.context.evaluated_depsgraph_get())
    return np.array([evaluated.matrix_world @ evaluated.pose.bones[name].head for name in NAMES])


def _quaternions_at(armature, frame):
    bpy.context.scene.frame_set(frame)
    return np.array([armature.pose.bones[name].rotation_quaternion for name in NAMES])
