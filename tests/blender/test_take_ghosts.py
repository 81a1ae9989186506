"""Compare: where the takes that wait stand beside the character, and that looking at them changes nothing."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.animation import keyframes
from blender_addon.viewport import take_ghosts
from motions import land, standing, tumbling


@pytest.fixture(autouse=True)
def forgotten():
    take_ghosts.forget()
    yield
    take_ghosts.forget()


def mesh_in_scene(character, frame: int) -> np.ndarray:
    bpy.context.scene.frame_set(frame)
    body = next(child for child in character.children if child.type == "MESH")
    mesh = body.evaluated_get(bpy.context.evaluated_depsgraph_get()).to_mesh()
    places = np.empty(3 * len(mesh.vertices), dtype=np.float32)
    mesh.vertices.foreach_get("co", places)
    return places.reshape(-1, 3)


def test_bodies_are_the_other_takes_as_blender_would_play_them(character):
    land(character, tumbling(), tumbling(seed=1), tumbling(seed=2))
    wanted = {}
    for number in (1, 2, 3):
        wanted[number] = mesh_in_scene(character, 14)
        bpy.ops.motion_prompt.show_take()
    bpy.ops.motion_prompt.show_take()
    action, found = character.animation_data.action, take_ghosts.beside(character, bpy.context.scene)
    assert [each.number for each in found] == [1, 3] and character.animation_data.action == action
    for each in found:
        assert np.abs(each.body.vertices - wanted[each.number]).mean() < 1e-4
    assert len({each.colour for each in found}) == 2


def test_they_stand_at_the_sides_in_order_as_far_as_asked(character):
    land(character, *(standing(heading=np.pi / 2) for _ in range(4)))
    bpy.context.scene.motion_prompt_review.distance = 0.8
    bpy.ops.motion_prompt.show_take()
    found = {each.number: np.array(each.offset) for each in take_ghosts.beside(character, bpy.context.scene)}
    # Facing +X in Blender's world, its left is +Y.
    for number, steps in ((1, -1), (3, 1), (4, 2)):
        np.testing.assert_allclose(found[number], [0, 0.8 * steps, 0], atol=1e-4)


def test_a_frame_is_worked_out_once_and_again_after_a_change(character):
    land(character, tumbling(), tumbling(seed=1))
    scene = bpy.context.scene
    first = take_ghosts.beside(character, scene)[0].body
    scene.frame_set(9)
    assert take_ghosts.beside(character, scene)[0].body is not first
    scene.frame_set(1)
    assert take_ghosts.beside(character, scene)[0].body is first
    curve = next(curve for curve in keyframes.fcurves(character.motion_prompt.takes[1].action) if "left_knee" in curve.data_path)
    curve.keyframe_points[0].co.y += 0.5
    take_ghosts.forget()
    assert np.abs(take_ghosts.beside(character, scene)[0].body.vertices - first.vertices).max() > 0.01


def test_many_frames_do_not_fill_the_memory(character, monkeypatch):
    monkeypatch.setattr(take_ghosts, "_MOST", 5)
    land(character, tumbling(), tumbling(seed=1))
    for frame in range(1, 12):
        bpy.context.scene.frame_set(frame)
        take_ghosts.beside(character, bpy.context.scene)
    assert len(take_ghosts._bodies) == 5


def test_a_take_that_was_deleted_is_left_out(character):
    land(character, standing(), standing(x=1), standing(x=2))
    bpy.data.actions.remove(character.motion_prompt.takes[1].action)
    assert [each.number for each in take_ghosts.beside(character, bpy.context.scene)] == [3]


def test_nothing_is_installed_without_a_window_and_the_switch_is_off():
    assert not take_ghosts._handles and take_ghosts.forget not in bpy.app.handlers.depsgraph_update_post
    assert not take_ghosts.shown(bpy.context.scene)
