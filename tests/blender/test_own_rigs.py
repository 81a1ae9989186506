"""The user's own rigs: their bones are found, motion goes onto them and comes back, and their feet stand on the floor."""
from __future__ import annotations

import addon_utils
import bpy
import numpy as np
import pytest
from blender_addon.animation import pose_io, pose_reading, quaternion
from blender_addon.animation.motion import Motion
from blender_addon.rig import humanoid_map, own_rig, smpl_armature
from motions import NAMES, REST, land, standing
from own_rigs import KINDS, build, rest_places

#: What each kind has no bone for.
LACKING = {
    "biped": {"spine2", "spine1"}, "german": {"spine2"}, "japanese": {"spine2"},
    "plain": {"spine1", "spine2", "neck", "left_foot", "right_foot", "left_collar", "right_collar"}}


@pytest.fixture
def rigify() -> bpy.types.Object:
    """Rigify's own rig of a human without face and fingers, as it generates it, in use."""
    addon_utils.enable("rigify", default_set=True)
    bpy.ops.object.armature_basic_human_metarig_add()
    assert bpy.ops.pose.rigify_generate() == {"FINISHED"}
    armature = bpy.context.active_object
    assert bpy.ops.motion_prompt.use_rig() == {"FINISHED"}
    yield armature
    addon_utils.disable("rigify", default_set=True)


@pytest.fixture(params=list(KINDS))
def kind(request) -> str:
    return request.param


def in_use(kind: str) -> bpy.types.Object:
    armature = build(KINDS[kind])
    assert bpy.ops.motion_prompt.use_rig() == {"FINISHED"}
    return armature


def swaying(frames: int = 30, seed: int = 0) -> Motion:
    """Every joint sways; the body wanders at the height of standing."""
    random = np.random.default_rng(seed)
    axes = random.normal(size=(22, 3))
    axes /= np.linalg.norm(axes, axis=-1, keepdims=True)
    angles = random.uniform(0.2, 0.7, 22) * np.sin(np.linspace(0, 5, frames)[:, None] + random.uniform(0, 6, 22))
    rotations = np.concatenate([np.cos(angles / 2)[..., None], np.sin(angles / 2)[..., None] * axes], axis=-1)
    places = np.cumsum(random.normal(scale=0.003, size=(frames, 3)), axis=0) + [0.3, REST[0, 1] + 0.4, -0.2]
    return Motion(places, rotations, 30.0)


def world_turns(motion: Motion) -> np.ndarray:
    from blender_addon.rig.retarget import world_turns as turns

    return turns(motion.joint_rotations)


def degrees(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return 2 * np.degrees(np.arccos(np.clip(np.abs(np.sum(a * b, axis=-1)), 0, 1)))


def test_the_bones_are_found(kind):
    armature = build(KINDS[kind])
    found = humanoid_map.guess(armature)
    expected = {}
    for bone, joint in KINDS[kind].bones.items():
        if joint in NAMES and not bone.startswith("ik_"):
            expected.setdefault(joint, bone)
    wrong = {joint: (bone, expected.get(joint)) for joint, bone in found.items() if bone != expected.get(joint)}
    print(kind, wrong, set(NAMES) - set(found))
    assert not {joint for joint in wrong if joint not in ("pelvis", "spine1", "spine2", "spine3", "neck")}
    assert set(NAMES) - set(found) <= LACKING.get(kind, set())


def test_motion_comes_back_as_it_went_on(kind):
    armature = in_use(kind)
    armature.location = (1, 2, 0.5)
    bpy.context.view_layer.update()
    motion = swaying()
    space = pose_io.space_of(bpy.context, armature)
    back = space.motion(space.channels(motion), 30.0)
    there = own_rig.body_of(armature).mapped
    assert degrees(world_turns(motion), world_turns(back))[:, there].max() < 0.05
    np.testing.assert_allclose(back.root_translation, motion.root_translation, atol=1e-5)


def test_what_shows_is_the_motion(kind):
    armature = in_use(kind)
    motion = swaying()
    land(armature, motion)
    planted = pose_io.read_motion(bpy.context, armature, 1, 30)
    there = own_rig.body_of(armature).mapped
    legs = [joint for joint, name in enumerate(NAMES) if there[joint] and not any(part in name for part in ("hip", "knee", "ankle", "foot"))]
    assert degrees(world_turns(motion), world_turns(planted))[:, legs].max() < 0.2


def test_standing_it_stands_on_its_own_feet(kind):
    armature = in_use(kind)
    land(armature, standing(20, x=0.5, z=1.0, heading=0.6))
    bpy.context.scene.frame_set(10)
    posed = armature.evaluated_get(bpy.context.evaluated_depsgraph_get())
    found = own_rig.bones_of(armature)
    for side in ("left", "right"):
        ankle = posed.matrix_world @ posed.pose.bones[found[f"{side}_ankle"]].head
        assert abs(ankle.z - rest_places(0)[f"{side}_ankle"][2]) < 0.01


# Rigify's generated rig

def test_motion_shows_on_what_the_controls_move(rigify):
    motion = swaying()
    land(rigify, motion)
    shown = pose_io.read_motion(bpy.context, rigify, 1, 30)
    assert degrees(world_turns(motion), world_turns(shown)).max() < 0.1
    np.testing.assert_allclose(shown.root_translation, motion.root_translation, atol=1e-4)


def test_limbs_are_in_fk_for_the_take_and_as_before_afterwards(rigify):
    limb = rigify.pose.bones["thigh_parent.L"]
    assert limb["IK_FK"] == 0.0
    land(rigify, swaying(), start=10)
    values = []
    for frame in (9, 10, 30):
        bpy.context.scene.frame_set(frame)
        values.append(limb["IK_FK"])
    assert values == [0.0, 1.0, 1.0]
    assert bpy.ops.motion_prompt.reject_takes() == {"FINISHED"}
    bpy.context.scene.frame_set(20)
    assert limb["IK_FK"] == 0.0
