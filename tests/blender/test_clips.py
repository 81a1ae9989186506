"""The clips to learn from: how they get into the list, what is read of them, and that reading leaves the file as it was."""
from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import bpy
import numpy as np
import pytest
from blender_addon.animation import clip_motion, clips, keyframes, quaternion
from blender_addon.animation.motion import Motion
from blender_addon.operators import style_clips
from blender_addon.rig.deform_skeleton import deform_skeleton
from motions import NAMES, REST, joint_matrices, land, tumbling
from rigs import METARIG, MIXAMO, perform, rig

ROOT = Path(__file__).resolve().parents[2]
PYTHON = os.environ.get("MOTION_PROMPT_PYTHON", "")

_READ = """
import json, sys
import numpy as np
from models.io.bvh import MotionFileError, parse_bvh
from models.io.humanoid import humanoid_map
sys.path.insert(0, sys.argv[1])
for text in json.load(sys.stdin):
    try:
        source = parse_bvh(text)
        motion = humanoid_map([source]).to_smpl(source)
        print(json.dumps([motion.fps, motion.root_translation.tolist(), motion.joint_rotations.tolist()]))
    except MotionFileError as error:
        print(json.dumps(str(error)))
"""


def settings() -> bpy.types.PropertyGroup:
    return bpy.context.scene.motion_prompt_style


def gentle(frames: int = 45, seed: int = 0, fps: float = 30.0) -> Motion:
    """Every joint sways, as a body can; the pelvis wanders at the height of standing."""
    random = np.random.default_rng(seed)
    axes = random.normal(size=(22, 3))
    axes /= np.linalg.norm(axes, axis=-1, keepdims=True)
    angles = random.uniform(0.2, 0.7, 22) * np.sin(np.linspace(0, 5, frames)[:, None] + random.uniform(0, 6, 22))
    angles[:, 0] *= 0.3
    rotations = np.concatenate([np.cos(angles / 2)[..., None], np.sin(angles / 2)[..., None] * axes], axis=-1)
    places = np.cumsum(random.normal(scale=0.003, size=(frames, 3)), axis=0) * [1, 0.3, 1] + [0.3, REST[0, 1], -0.2]
    return Motion(places, rotations, fps)


def as_smpl(*texts: str) -> list[Motion | str]:
    """What the server makes of BVH texts: motions, or its sentences."""
    done = subprocess.run(
        [PYTHON, "-c", _READ, str(ROOT)], input=json.dumps(texts), capture_output=True, text=True, cwd=ROOT, timeout=120,
        env={**os.environ, "OMP_NUM_THREADS": "1"})
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return [answer if isinstance(answer, str) else Motion(np.array(answer[1]), np.array(answer[2]), answer[0]) for answer in answers]


def degrees_between(a: Motion, b: Motion) -> np.ndarray:
    """Angles (T, 22) between the joints' local rotations."""
    return 2 * np.degrees(np.arccos(np.clip(np.abs(np.sum(a.joint_rotations * b.joint_rotations, axis=-1)), 0, 1)))


def added(armature: bpy.types.Object) -> bpy.types.PropertyGroup:
    """The armature's action as the list's only clip."""
    settings().clips.clear()
    assert clips.add(settings().clips, clips.sources_of(armature)) == 1
    return settings().clips[0]


def keyed(character, frames: int = 45, seed: int = 0, start: int = 1) -> Motion:
    """A motion as the character's own action."""
    motion = tumbling(frames, seed)
    land(character, motion, start=start)
    bpy.ops.motion_prompt.keep_take()
    return motion


# What is read

def test_a_clip_of_a_character_is_the_motion_on_it(character):
    """Wherever the character stands, however large it is, at any playhead."""
    character.location, character.rotation_euler, character.scale = (1, 2, 0.5), (0, 0, 0.7), (2, 2, 2)
    motion = keyed(character, start=11)
    bpy.context.scene.frame_set(300)
    read = clips.read(added(character), bpy.context)
    assert len(read) == 45 and read.fps == 30
    assert degrees_between(read, motion).max() < 0.1
    np.testing.assert_allclose(read.root_translation, motion.root_translation, atol=1e-4)


def test_real_seconds_at_the_scenes_rate(character):
    bpy.context.scene.render.fps, bpy.context.scene.render.fps_base = 24, 1.0
    motion = keyed(character, frames=61)
    clip = added(character)
    read = clips.read(clip, bpy.context)
    assert len(read) == 61 and clips.seconds(clip, 24) == pytest.approx(49 / 24)
    assert degrees_between(Motion(read.root_translation[:49:5], read.joint_rotations[:49:5], 30), Motion(
        motion.root_translation[:49:5], motion.joint_rotations[:49:5], 30)).max() < 2


def test_the_animators_own_frame_range_counts(character):
    keyed(character, frames=60)
    action = character.animation_data.action
    action.use_frame_range, action.frame_start, action.frame_end = True, 11, 40
    assert len(clips.read(added(character), bpy.context)) == 30


def test_what_constraints_do_is_read(character):
    keyed(character)
    clip = added(character)
    plain = clips.read(clip, bpy.context)
    limit = character.pose.bones["head"].constraints.new("LIMIT_ROTATION")
    limit.owner_space = "LOCAL"
    limit.use_limit_x = limit.use_limit_y = limit.use_limit_z = True
    held = clips.read(clip, bpy.context)
    head = NAMES.index("head")
    assert degrees_between(plain, held)[:, head].max() > 20 and np.delete(degrees_between(plain, held), head, axis=1).max() < 0.1
    assert np.abs(held.joint_rotations[:, head, 1:]).max() < 1e-3


def test_an_action_that_does_not_play_is_read_on_the_rest_pose(character):
    keyed(character, seed=1)
    other = bpy.data.actions.new("nod")
    keyframes.assign(character, None)
    character.animation_data.action = other
    for frame, turn in ((1, 0.0), (31, 0.5)):
        character.pose.bones["head"].rotation_quaternion = (np.cos(turn / 2), np.sin(turn / 2), 0, 0)
        character.pose.bones["head"].keyframe_insert("rotation_quaternion", frame=frame)
    keyframes.assign(character, None)
    character.pose.bones["left_elbow"].rotation_quaternion = (0.8, 0.6, 0, 0)
    clips.add(settings().clips, [clips.Source(character, other, clips.fitting_slot(character, other))])
    read = clips.read(settings().clips[0], bpy.context)
    assert np.abs(read.joint_rotations[:, NAMES.index("left_elbow"), 1:]).max() < 1e-5
    assert np.abs(read.joint_rotations[-1, NAMES.index("head"), 1:]).max() > 0.2


def test_hidden_armatures_are_read_too(character):
    motion = keyed(character)
    clip = added(character)
    character.hide_set(True)
    assert degrees_between(clips.read(clip, bpy.context), motion).max() < 0.1
    character.hide_set(False)
    character.hide_viewport = True
    assert degrees_between(clips.read(clip, bpy.context), motion).max() < 0.1
    assert character.hide_viewport


@pytest.mark.skipif(not PYTHON, reason="MOTION_PROMPT_PYTHON names no Python")
@pytest.mark.parametrize(("bones", "drop", "scale"), [(MIXAMO, 0.0, 0.01), (MIXAMO, 0.6, 1.0), (METARIG, 0.0, 1.0), (METARIG, 0.6, 1.7)])
def test_a_rigs_clip_is_the_same_motion_on_smpl(bones, drop, scale):
    """Names, rest pose, bone axes and size are the rig's own; control bones and fingers lie between and beyond."""
    armature, motion = rig(bones, drop=drop), gentle()
    perform(armature, bones, motion, drop=drop)
    holder = bpy.data.objects.new("Holder", None)
    bpy.context.collection.objects.link(holder)
    holder.rotation_euler, holder.location = (0, 0, 0.9), (3, 1, 0)
    armature.parent, armature.scale = holder, (scale, scale, scale)
    text = clips.read(added(armature), bpy.context)
    read, = as_smpl(text)
    assert degrees_between(read, motion)[:, 1:].max() < 3
    heights = np.array([joint_matrices(read, frame)[[10, 11], 1, 3] for frame in range(len(read))])
    wanted = np.array([joint_matrices(motion, frame)[[10, 11], 1, 3] for frame in range(len(motion))])
    assert np.abs(heights - heights.min() - wanted + wanted.min()).max() < 0.03 and -0.03 < heights.min() < 0.06
    turn = np.array([np.cos(0.45), 0, np.sin(0.45), 0])
    ahead = Motion(read.root_translation, np.concatenate([
        quaternion.multiply(quaternion.inverse(turn), read.joint_rotations[:, :1]), read.joint_rotations[:, 1:]], axis=1), 30)
    assert degrees_between(ahead, motion)[:, 0].max() < 3


@pytest.mark.skipif(not PYTHON, reason="MOTION_PROMPT_PYTHON names no Python")
def test_stretched_and_loose_bones_end_up_where_they_are(character):
    """A forearm that has left its elbow: the text carries its place."""
    armature = rig(MIXAMO)
    perform(armature, MIXAMO, gentle(30))
    hand = armature.pose.bones["mixamorig:LeftHand"]
    for frame, far in ((1, 0.0), (30, 0.4)):
        hand.location = (0, far, 0)
        hand.keyframe_insert("location", frame=frame)
    text = clips.read(added(armature), bpy.context)
    line = next(number for number, line in enumerate(text.splitlines()) if line.strip() == "JOINT mixamorig:LeftHand")
    assert "CHANNELS 6" in text.splitlines()[line + 3]
    assert sum("CHANNELS 6" in row for row in text.splitlines()) == 2


def test_the_text_leaves_control_bones_out_and_says_nothing_of_still_ones():
    armature = rig(METARIG)
    perform(armature, METARIG, gentle(30))
    text = clips.read(added(armature), bpy.context)
    assert "MCH-arm" not in text and "ROOT spine\n" in text and "JOINT upper_arm.L" in text
    rows = [row.strip() for row in text.splitlines()]
    assert rows[rows.index("JOINT finger") + 3] == "CHANNELS 0" and "JOINT head" in rows


def test_a_bone_that_hangs_on_a_control_bone_is_under_the_bone_beside_it():
    """As in Rigify's rigs: the arm that deforms hangs on a control bone that lies where the collar bone lies."""
    armature = rig(MIXAMO, extra=False)
    bpy.context.view_layer.objects.active = armature
    bpy.ops.object.mode_set(mode="EDIT")
    edit = armature.data.edit_bones
    collar, arm = edit["mixamorig:LeftShoulder"], edit["mixamorig:LeftArm"]
    control = edit.new("ORG-shoulder.L")
    control.head, control.tail, control.use_deform = collar.head, collar.tail, False
    arm.parent = control
    bpy.ops.object.mode_set(mode="OBJECT")
    skeleton = deform_skeleton(armature)
    parent = skeleton.parents[skeleton.bones.index("mixamorig:LeftArm")]
    assert skeleton.bones[parent] == "mixamorig:LeftShoulder" and skeleton.parents.count(-1) == 1


@pytest.mark.skipif(not PYTHON, reason="MOTION_PROMPT_PYTHON names no Python")
def test_names_that_mean_something_in_a_bvh_file_and_several_roots():
    armature = rig(MIXAMO)
    for bone, name in (("finger", "MOTION {1}"), ("root", "End Site")):
        armature.data.bones[bone].name = name
    armature.data.bones["End Site"].use_deform = True
    bpy.ops.object.mode_set(mode="EDIT")
    prop = armature.data.edit_bones.new("prop")
    prop.head, prop.tail = (1, 0, 0), (1, 0, 1)
    bpy.ops.object.mode_set(mode="OBJECT")
    perform(armature, MIXAMO, gentle(30))
    text = clips.read(added(armature), bpy.context)
    assert text.count("ROOT ") == 1 and "JOINT prop\n" in text
    read, = as_smpl(text)
    assert degrees_between(read, gentle(30)).max() < 3


@pytest.mark.skipif(not PYTHON, reason="MOTION_PROMPT_PYTHON names no Python")
def test_an_armature_that_is_nobody_gets_the_servers_sentence():
    armature = rig({"tail": "pelvis", "tail.001": "spine1"}, extra=False)
    perform(armature, {"tail": "pelvis"}, gentle(30))
    assert "does not look like a person" in as_smpl(clips.read(added(armature), bpy.context))[0]


def test_smpls_joints_resting_in_another_pose_are_not_taken_for_smpl(character):
    assert clip_motion.is_smpl(character)
    bpy.ops.object.mode_set(mode="EDIT")
    for name in ("left_elbow", "left_wrist"):
        bone = character.data.edit_bones[name]
        bone.head.z -= 0.4
    bpy.ops.object.mode_set(mode="OBJECT")
    assert not clip_motion.is_smpl(character)


# What is left behind

def everything() -> dict:
    """Every number of the file that reading could change."""
    state = {"frame": bpy.context.scene.frame_current_final, "scenes": [scene.name for scene in bpy.data.scenes]}
    for item in bpy.data.objects:
        state[item.name, "place"] = [tuple(row) for row in item.matrix_world] + [tuple(row) for row in item.matrix_basis]
        state[item.name, "shown"] = (item.hide_get(), item.hide_viewport, item.select_get(), len(item.users_scene), item.users)
        data = item.animation_data
        state[item.name, "plays"] = data and (
            data.action, keyframes.assigned_slot(item), data.use_nla, data.action_influence, data.action_blend_type,
            [(track.mute, track.is_solo, [(strip.mute, strip.action) for strip in track.strips]) for track in data.nla_tracks],
            data.last_slot_identifier if keyframes.HAS_SLOTS else "")
        for bone in item.pose.bones if item.pose else ():
            state[item.name, bone.name] = [
                tuple(getattr(bone, name)) for name in (
                    "location", "rotation_quaternion", "rotation_euler", "rotation_axis_angle", "scale")] + [dict(bone.items())]
            state[item.name, bone.name, "seen"] = [tuple(row) for row in bone.matrix]
    for action in bpy.data.actions:
        state[action.name] = (action.users, action.use_fake_user, [
            (curve.data_path, curve.array_index, [tuple(point.co) for point in curve.keyframe_points]) for curve in keyframes.fcurves(action)])
        if keyframes.HAS_SLOTS:
            state[action.name, "slots"] = [(slot.identifier, slot.target_id_type) for slot in action.slots]
    return state


def test_the_file_is_as_before(character):
    """Tweaks without keys, custom properties, muted NLA, another character, objects of the scene: all as they were."""
    keyed(character, seed=1)
    first = character.animation_data.action
    keyed(character, seed=2)
    character.pose.bones["head"]["fk"] = 0.5
    character.pose.bones["head"].keyframe_insert('["fk"]', frame=5)
    track = character.animation_data.nla_tracks.new()
    track.strips.new("walk", 1, first)
    track.mute = True
    clips.add(settings().clips, clips.sources_of(character))
    clips.add(settings().clips, [clips.Source(character, first, clips.fitting_slot(character, first))])
    bpy.ops.motion_prompt.add_character()
    other = bpy.context.active_object
    keyed(other, seed=3)
    bpy.context.scene.frame_set(9, subframe=0.25)
    character.pose.bones["left_elbow"].rotation_quaternion = (0.8, 0, 0.6, 0)
    character.pose.bones["head"]["fk"] = 0.75
    other.pose.bones["left_elbow"].rotation_quaternion = (0.6, 0, 0.8, 0)
    character.location.x = 3
    bpy.context.view_layer.update()
    before = everything()
    for clip in settings().clips:
        clips.read(clip, bpy.context)
    bpy.context.view_layer.update()
    after = everything()
    assert len(settings().clips) == 2 and {key: after[key] for key in before if after[key] != before[key]} == {}
    assert set(after) == set(before) and character.pose.bones["head"]["fk"] == 0.75


def test_a_character_without_animation_has_none_afterwards(character):
    keyed(character)
    action = character.animation_data.action
    clip = added(character)
    character.animation_data_clear()
    bpy.context.view_layer.update()
    before = everything()
    clips.read(clip, bpy.context)
    bpy.context.view_layer.update()
    assert character.animation_data is None and everything() == before and clip.action == action


def test_a_failure_in_the_middle_leaves_nothing_behind(character):
    keyed(character)
    clip = added(character)
    before = everything()

    def fail() -> None:
        raise RuntimeError("out of memory")

    with pytest.raises(clips.UnusableClip, match="cannot be read"):
        clips.read(clip, bpy.context, fail)
    bpy.context.view_layer.update()
    assert everything() == before


# The list

def test_add_clips_takes_the_action_and_the_strips_that_are_heard(character):
    keyed(character, seed=1)
    first = character.animation_data.action
    keyed(character, seed=2)
    second = character.animation_data.action
    keyed(character, seed=3)
    for action, mute in ((first, False), (second, True)):
        track = character.animation_data.nla_tracks.new()
        track.strips.new(action.name, 1, action).mute = mute
    assert bpy.ops.motion_prompt.add_clips() == {"FINISHED"}
    assert [clip.action for clip in settings().clips] == [character.animation_data.action, first]
    assert bpy.ops.motion_prompt.add_clips() == {"CANCELLED"} and len(settings().clips) == 2


def test_add_clips_takes_any_rig_and_what_a_selected_mesh_hangs_on(character):
    keyed(character)
    armature = rig(MIXAMO)
    perform(armature, MIXAMO, gentle(30))
    body = character.children[0]
    body.select_set(True)
    bpy.ops.motion_prompt.add_clips()
    assert {clip.armature for clip in settings().clips} == {character, armature}


def test_each_addition_and_removal_is_one_undo_step(character):
    keyed(character)
    bpy.ops.ed.undo_push(message="before")
    bpy.ops.motion_prompt.add_clips("EXEC_DEFAULT", True)
    bpy.ops.motion_prompt.remove_clip("EXEC_DEFAULT", True)
    assert not len(settings().clips)
    bpy.ops.ed.undo()
    assert len(settings().clips) == 1 and settings().clips[0].action is not None
    bpy.ops.ed.undo()
    assert not len(settings().clips) and bpy.data.objects["Character"].animation_data.action is not None


def test_nothing_to_add_is_said(character):
    with pytest.raises(RuntimeError, match="plays no action"):
        bpy.ops.motion_prompt.add_clips()
    bpy.ops.object.select_all(action="DESELECT")
    with pytest.raises(RuntimeError, match="No armature is selected"):
        bpy.ops.motion_prompt.add_clips()


def test_any_action_that_moves_these_bones_can_be_picked(character):
    keyed(character)
    action = character.animation_data.action
    keyframes.assign(character, None)
    unrelated = bpy.data.objects.new("Cube", None)
    unrelated.keyframe_insert("location", frame=1)
    offered = [name for name, _, _ in style_clips._actions(None, bpy.context)]
    assert offered == [action.name]
    assert bpy.ops.motion_prompt.add_action(action=action.name) == {"FINISHED"}
    assert settings().clips[0].action == action and settings().clips[0].armature == character


def test_several_bvh_files_at_once(tmp_path, character):
    text = clips.read(added(rig_performing()), bpy.context)
    settings().clips.clear()
    for name in ("sad walk.bvh", "sad wave.bvh"):
        (tmp_path / name).write_text(text)
    (tmp_path / "notes.bvh").write_text("these are notes")
    files = [{"name": name} for name in ("sad walk.bvh", "notes.bvh", "sad wave.bvh", "gone.bvh")]
    assert bpy.ops.motion_prompt.add_bvh_files(directory=str(tmp_path), files=files) == {"FINISHED"}
    assert [clip.name for clip in settings().clips] == ["sad walk", "sad wave"]
    assert settings().clips[0].seconds == pytest.approx(1.0, abs=0.01)
    assert clips.read(settings().clips[0], bpy.context) == text
    with pytest.raises(RuntimeError, match="“notes.bvh” is not a BVH file"):
        bpy.ops.motion_prompt.add_bvh_files(directory=str(tmp_path), files=[{"name": "notes.bvh"}])


def rig_performing() -> bpy.types.Object:
    armature = rig(MIXAMO)
    perform(armature, MIXAMO, gentle(30))
    return armature


def test_a_clip_that_has_gone_is_named(tmp_path, character):
    keyed(character)
    clip = added(character)
    assert clips.why_unusable(clip, bpy.context) == ""
    bpy.data.actions.remove(character.animation_data.action)
    assert "lost its action" in clips.why_unusable(clip, bpy.context)
    keyed(character)
    clip = added(character)
    bpy.ops.object.select_all(action="DESELECT")
    character.select_set(True)
    bpy.ops.object.delete()
    assert "lost its armature" in clips.why_unusable(clip, bpy.context)
    clip.path = str(tmp_path / "gone.bvh")
    assert "gone" in clips.why_unusable(clip, bpy.context)


def test_the_list_is_kept_in_the_file(character, tmp_path):
    keyed(character)
    added(character).does = "waves"
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "clips.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "clips.blend"))
    clip = settings().clips[0]
    assert clip.does == "waves" and clip.action is not None and clip.armature == bpy.data.objects["Character"]
    assert len(clips.read(clip, bpy.context)) == 45
