"""The demo's camera keeps the whole body in every picture, however it moves."""
from __future__ import annotations

import numpy as np
import pytest

bpy = pytest.importorskip("bpy")

from bpy_extras.object_utils import world_to_camera_view  # noqa: E402
from mathutils import Vector  # noqa: E402

from tools import pictures, studio  # noqa: E402

FRAMES = np.arange(1, 41)


@pytest.fixture
def traveller():
    """An armature that goes 4 m to the side while it jumps, with a 1.8 m box on it."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    armature = bpy.data.objects.new("Traveller", bpy.data.armatures.new("Traveller"))
    scene.collection.objects.link(armature)
    mesh = bpy.data.meshes.new("Box")
    corners = [(x, y, z) for x in (-0.4, 0.4) for y in (-0.2, 0.2) for z in (0.0, 1.8)]
    mesh.from_pydata(corners, [], [(0, 1, 3, 2), (4, 5, 7, 6)])
    box = bpy.data.objects.new("Box", mesh)
    scene.collection.objects.link(box)
    box.parent = armature
    box.modifiers.new("Armature", "ARMATURE").object = armature
    for frame in FRAMES:
        share = (frame - 1) / 39
        armature.location = (4 * share, 0, 0.6 * np.sin(np.pi * share))
        armature.keyframe_insert("location", frame=int(frame))
    return armature


@pytest.mark.parametrize("size", [pictures.TILE, pictures.FILM])
def test_whole_body_is_in_the_picture(traveller, size):
    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y = size
    shot = studio.plan_shot(traveller, FRAMES, size[0] / size[1])
    studio.build(traveller, shot)
    for frame, points in zip(FRAMES, studio.body_points(traveller, FRAMES)):
        scene.frame_set(int(frame))
        seen = np.array([world_to_camera_view(scene, scene.camera, Vector(point)) for point in points])
        assert (seen[:, :2] > 0.02).all() and (seen[:, :2] < 0.98).all() and (seen[:, 2] > 0).all(), frame


def test_contact_sheet_has_two_rows_of_four_under_the_prompt():
    tiles = [pictures.Image.new("RGBA", pictures.TILE, (255, 0, 0, 255)) for _ in range(8)]
    sheet = pictures.contact_sheet(tiles, ["0.0 s"] * 8, "a " + "very " * 60 + "long prompt", "seed 0")
    width, height = pictures.TILE
    assert min(pictures.TILE) >= 320 and sheet.width >= 4 * width and sheet.height >= 2 * height
    red = np.all(np.asarray(sheet) == (255, 0, 0), axis=-1).sum()
    assert red > 0.95 * 8 * width * height


def test_eight_moments_spread_over_the_whole_clip():
    assert pictures.evenly(1, 120) == [1, 18, 35, 52, 69, 86, 103, 120]


def test_pinned_frames_are_among_the_pictures():
    assert pictures.evenly_with(1, 120, [1, 60, 120]) == [1, 18, 35, 60, 69, 86, 103, 120]
    assert pictures.evenly_with(1, 120, []) == pictures.evenly(1, 120)
