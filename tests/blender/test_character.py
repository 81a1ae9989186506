"""Add Character: the armature and the mannequin on it."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.rig import smpl_armature
from motions import CHARACTER, NAMES, REST


def test_bones_are_smpls_joints_where_they_belong(character):
    heads = np.array([character.data.bones[name].head_local for name in NAMES])
    assert {bone.name for bone in character.data.bones} == set(NAMES)
    np.testing.assert_allclose(heads, np.stack([REST[:22, 0], -REST[:22, 2], REST[:22, 1]], axis=-1), atol=1e-6)
    for joint, parent in enumerate(CHARACTER["parents"][1:22], 1):
        assert character.data.bones[NAMES[joint]].parent.name == NAMES[parent]


def test_it_stands_at_the_cursor_on_the_floor_facing_minus_y_left_to_plus_x():
    bpy.context.scene.cursor.location = (2.0, -1.0, 0.5)
    bpy.ops.motion_prompt.add_character()
    armature = bpy.context.active_object
    bpy.context.view_layer.update()
    assert tuple(armature.matrix_world.translation) == (2.0, -1.0, 0.5)
    body = next(child for child in armature.children if child.type == "MESH")
    heights = [(body.matrix_world @ vertex.co).z for vertex in body.data.vertices]
    assert min(heights) == pytest.approx(0.5, abs=0.02)
    bones = armature.data.bones
    assert bones["left_hip"].head_local.x > 0 > bones["right_hip"].head_local.x
    assert bones["left_foot"].head_local.y < bones["left_ankle"].head_local.y - 0.05


@pytest.mark.parametrize(("bone", "child"), [
    ("left_knee", "left_ankle"), ("right_hip", "right_knee"), ("left_shoulder", "left_elbow"), ("right_elbow", "right_wrist"),
    ("spine1", "spine2"), ("left_ankle", "left_foot"),
])
def test_bones_point_along_the_limbs(character, bone, child):
    upper, lower = character.data.bones[bone], character.data.bones[child]
    along = (lower.head_local - upper.head_local).normalized()
    assert along.dot((upper.tail_local - upper.head_local).normalized()) > 0.98
    assert along.dot(upper.matrix_local.to_3x3().col[1]) > 0.98


@pytest.mark.parametrize("bone", ["left_knee", "right_knee", "left_elbow", "right_elbow", "left_ankle", "spine2"])
def test_limbs_bend_about_their_x_axis(character, bone):
    axis = character.data.bones[bone].matrix_local.to_3x3().col[0]
    hinge = (0, 0, 1) if "elbow" in bone else (1, 0, 0)
    assert abs(axis.dot(hinge)) > 0.95


def test_bones_are_in_quaternion_mode_and_only_the_pelvis_travels(character):
    assert {bone.rotation_mode for bone in character.pose.bones} == {"QUATERNION"}
    assert {bone.name for bone in character.pose.bones if not any(bone.lock_location)} == {"pelvis"}


def test_the_mannequin_follows_the_bones(character):
    body = next(child for child in character.children if child.type == "MESH")
    weights = {group.name: group.index for group in body.vertex_groups}
    assert set(weights) == set(NAMES)
    for vertex in body.data.vertices:
        assert sum(group.weight for group in vertex.groups) == pytest.approx(1.0, abs=2e-3)

    def hand() -> np.ndarray:
        mesh = body.evaluated_get(bpy.context.evaluated_depsgraph_get()).data
        return max((vertex.co.copy() for vertex in mesh.vertices), key=lambda place: place.x)

    outstretched = hand()
    character.pose.bones["left_shoulder"].rotation_mode = "XYZ"
    character.pose.bones["left_shoulder"].rotation_euler = (0, 0, 1.5)
    bpy.context.view_layer.update()
    assert hand().x < outstretched.x - 0.3


def test_the_mannequin_has_a_material_with_a_colour(character):
    body = next(child for child in character.children if child.type == "MESH")
    shader = next(node for node in body.active_material.node_tree.nodes if node.type == "BSDF_PRINCIPLED")
    assert tuple(shader.inputs["Base Color"].default_value)[:3] != pytest.approx((0.8, 0.8, 0.8))
    assert all(polygon.use_smooth for polygon in body.data.polygons)


def test_a_character_is_recognised_and_found_through_its_body(character):
    body = next(child for child in character.children if child.type == "MESH")
    bpy.context.view_layer.objects.active = body
    assert smpl_armature.find_character(bpy.context) == character
    bpy.context.view_layer.objects.active = None
    assert smpl_armature.find_character(bpy.context) == character
    other = bpy.data.objects.new("Rig", bpy.data.armatures.new("Rig"))
    assert not smpl_armature.is_character(other)


def test_with_two_characters_one_must_be_selected(character):
    bpy.ops.motion_prompt.add_character()
    assert smpl_armature.find_character(bpy.context) == bpy.context.active_object != character
    bpy.context.view_layer.objects.active = None
    assert smpl_armature.find_character(bpy.context) is None


def test_a_character_that_lost_a_joint_is_none(character):
    bpy.ops.object.mode_set(mode="EDIT")
    character.data.edit_bones.remove(character.data.edit_bones["left_knee"])
    bpy.ops.object.mode_set(mode="OBJECT")
    assert not smpl_armature.is_character(character)


def test_a_greyed_button_says_why(character):
    bpy.ops.object.mode_set(mode="POSE")
    with pytest.raises(RuntimeError, match="Object Mode"):
        bpy.ops.motion_prompt.add_character()


def test_adding_is_one_undo():
    bpy.ops.ed.undo_push(message="before")
    bpy.ops.motion_prompt.add_character("EXEC_DEFAULT", True)
    assert len(bpy.data.armatures) == 1
    bpy.ops.ed.undo()
    assert not bpy.data.objects
