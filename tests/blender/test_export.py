"""A kept take leaves Blender through its own exporters and comes back the same."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from motions import NAMES, joints_in_scene, land, tumbling

FRAMES = (1, 8, 15)


@pytest.fixture
def kept(character):
    """A character with a kept take, and where its joints are at some frames."""
    bpy.context.scene.frame_start, bpy.context.scene.frame_end = 1, 15
    land(character, tumbling(frames=15), tumbling(frames=15, seed=2))
    bpy.ops.motion_prompt.keep_take()
    return character, [joints_in_scene(character, frame) for frame in FRAMES]


def imported() -> bpy.types.Object:
    armature = next(item for item in bpy.data.objects if item.type == "ARMATURE")
    assert set(NAMES) <= set(armature.data.bones.keys())
    assert any(item.type == "MESH" and item.vertex_groups for item in bpy.data.objects)
    return armature


def assert_same(armature: bpy.types.Object, wanted: list[np.ndarray], first: int) -> None:
    for frame, places in zip(FRAMES, wanted):
        np.testing.assert_allclose(joints_in_scene(armature, frame - FRAMES[0] + first), places, atol=1e-3)


def test_fbx(kept, tmp_path):
    _, wanted = kept
    path = str(tmp_path / "take.fbx")
    bpy.ops.export_scene.fbx(filepath=path, bake_anim_simplify_factor=0.0, add_leaf_bones=False)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.scene.render.fps = 30
    bpy.ops.import_scene.fbx(filepath=path)
    armature = imported()
    assert_same(armature, wanted, round(armature.animation_data.action.frame_range[0]))


def test_gltf(kept, tmp_path):
    _, wanted = kept
    path = str(tmp_path / "take.glb")
    bpy.ops.export_scene.gltf(filepath=path, export_force_sampling=True)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.scene.render.fps = 30
    bpy.ops.import_scene.gltf(filepath=path)
    armature = imported()
    assert_same(armature, wanted, round(armature.animation_data.action.frame_range[0]))
