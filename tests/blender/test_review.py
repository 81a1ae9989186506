"""Keep, Reject and stars: what stays, what plays, on NLA tracks too, and the list of kept takes."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.animation import key_table, keyframes, nla, takes
from motions import joints_in_scene, land, standing, tumbling
from posing import bones
from test_takes import own_action  # noqa: F401

FRAMES = (-20, 1, 9, 10, 17, 29, 30, 45, 80)


def shown_at(character, frames=FRAMES) -> np.ndarray:
    """Every channel of every bone, and the object's place, at each frame."""
    rows = []
    for frame in frames:
        bpy.context.scene.frame_set(frame)
        evaluated = character.evaluated_get(bpy.context.evaluated_depsgraph_get())
        values = [np.array(bone.matrix) for bone in evaluated.pose.bones]
        rows.append(np.stack([*values, np.array(evaluated.matrix_world)]))
    bpy.context.scene.frame_set(1)
    return np.array(rows)


def everything(character) -> tuple:
    """All that Reject must bring back: actions with every byte of their keys, who plays what, every bone, every strip."""
    data = character.animation_data
    actions = {
        action.name: (action.use_fake_user, action.users, [
            (curve.data_path, curve.array_index, curve.extrapolation, curve.mute, len(curve.modifiers), key_table.read(curve).tobytes())
            for curve in keyframes.fcurves(action)]) for action in bpy.data.actions}
    playing = None if data is None else (
        data.action and data.action.name, keyframes.assigned_slot(character), data.action_extrapolation, data.action_blend_type,
        data.action_influence, stack(character))
    return actions, playing, bones(character), [item.action.name for item in character.motion_prompt.kept]


def stack(character) -> list[tuple]:
    return [
        (track.name, track.mute, track.is_solo, [
            (strip.name, strip.action.name, keyframes.strip_slot(strip), strip.frame_start, strip.frame_end, strip.blend_type,
             strip.extrapolation, strip.influence, strip.mute) for strip in track.strips])
        for track in character.animation_data.nla_tracks]


def with_strip(character, mute=False) -> bpy.types.NlaTrack:
    """An NLA track of the animator's own, with a strip that moves and turns the pelvis from frame 1 to 12."""
    action = keyframes.new_action("own strip", character)
    bag = keyframes.channelbag(action)
    for path, values in (("location", (0.5, 0.2, 0.1)), ("rotation_quaternion", (0.9, 0.1, 0.3, 0.0))):
        for index, value in enumerate(values):
            curve = keyframes.ensure_fcurve(bag, f'pose.bones["pelvis"].{path}', index, "pelvis")
            keyframes.write_keys(curve, 1, value * np.linspace(0.5, 1, 12))
    track = character.animation_data_create().nla_tracks.new()
    track.name, track.mute = "own track", mute
    strip = track.strips.new("own strip", 1, action)
    if keyframes.HAS_SLOTS:
        strip.action_slot = action.slots[0]
    return track


def no_action(_character):
    """Nothing was there."""


def a_pose(character):
    character.pose.bones["left_elbow"].rotation_quaternion = (0.8, 0, 0, 0.6)


def two_slots(character):
    """The second of two slots plays."""
    if not keyframes.HAS_SLOTS:
        return pytest.skip("no slots before 4.4")
    action = keyframes.new_action("two slots", character)
    other = action.slots.new(id_type="OBJECT", name="other")
    keyframes.assign(character, action, other.identifier)
    character.pose.bones["head"].keyframe_insert("rotation_quaternion", frame=4)


def no_slot(character):
    if not keyframes.HAS_SLOTS:
        return pytest.skip("no slots before 4.4")
    keyframes.assign(character, keyframes.new_action("asleep", character))
    character.animation_data.action_slot = None


def strips(character):
    with_strip(character)


def strips_and_action(character):
    with_strip(character)
    character.pose.bones["head"].keyframe_insert("rotation_quaternion", frame=4)
    character.animation_data.action_extrapolation = "NOTHING"


@pytest.mark.parametrize("before", [no_action, a_pose, two_slots, no_slot, strips, strips_and_action])
def test_reject_restores_everything_byte_for_byte(character, before):
    before(character)
    bpy.context.scene.frame_set(10)
    wanted = everything(character)
    land(character, tumbling(), tumbling(seed=1), start=10)
    bpy.ops.motion_prompt.star_take()
    bpy.ops.motion_prompt.show_take()
    bpy.context.scene.frame_set(10)
    bpy.ops.motion_prompt.reject_takes()
    assert everything(character) == wanted
    bpy.context.scene.frame_set(10)
    assert everything(character) == wanted


def test_stars_keep_several(character, own_action):  # noqa: F811
    land(character, *(standing(x=x) for x in range(4)))
    bpy.ops.motion_prompt.star_take()
    bpy.ops.motion_prompt.show_take()
    bpy.ops.motion_prompt.star_take()
    bpy.ops.motion_prompt.star_take()
    bpy.ops.motion_prompt.show_take()
    kept = [character.motion_prompt.takes[index].action for index in (0, 2)]
    bpy.ops.motion_prompt.keep_take()
    assert takes.kept_actions(character) == kept and character.animation_data.action == kept[1]
    assert set(bpy.data.actions) == {own_action, *kept}


def keep_on_tracks():
    bpy.context.scene.motion_prompt_review.nla_track = True
    assert bpy.ops.motion_prompt.keep_take() == {"FINISHED"}


def test_kept_on_tracks_of_their_own_with_the_former_action_muted(character, own_action):  # noqa: F811
    land(character, *(standing(x=x) for x in range(3)), start=10)
    bpy.ops.motion_prompt.star_take()
    bpy.ops.motion_prompt.show_take()
    keep_on_tracks()
    assert [(name, mute, [strip[1] for strip in strips]) for name, mute, _, strips in stack(character)] == [
        ("by hand", True, ["by hand"]), ("walks · take 1", True, ["walks · take 1"]), ("walks · take 2", False, ["walks · take 2"])]
    assert character.animation_data.action is None and own_action.use_fake_user
    assert nla.played(character).name == "walks · take 2"


def cycles(character):
    for curve in keyframes.fcurves(character.animation_data.action):
        if curve.data_path == "location":
            curve.modifiers.new("CYCLES")


def slope(character):
    for curve in keyframes.fcurves(character.animation_data.action):
        if curve.data_path == "location":
            curve.extrapolation = "LINEAR"


def mixed(character):
    with_strip(character)
    character.animation_data.action_influence = 0.6
    character.animation_data.action_extrapolation = "NOTHING"


def second_strip(character):
    """The former action as a strip of its own: what is played after Keep goes on from it."""
    land(character, tumbling(frames=9, seed=4))
    keep_on_tracks()


@pytest.mark.parametrize("before", [no_action, strips, strips_and_action, second_strip])
@pytest.mark.parametrize("tracks", [False, True])
def test_what_plays_after_keep_is_what_was_shown(character, before, tracks):
    before(character)
    untouched = stack(character) if character.animation_data else []
    land(character, tumbling(), tumbling(seed=1), start=10)
    bpy.ops.motion_prompt.show_take()
    wanted = shown_at(character)
    bpy.context.scene.motion_prompt_review.nla_track = tracks
    bpy.ops.motion_prompt.keep_take()
    np.testing.assert_allclose(shown_at(character), wanted, atol=1e-6)
    assert stack(character)[:len(untouched)] == untouched
    assert (character.animation_data.action is None) == tracks


@pytest.mark.parametrize("before", [cycles, slope, mixed])
def test_what_plays_after_keep_with_curves_that_go_on_and_an_action_that_is_mixed(character, own_action, before):  # noqa: F811
    bpy.context.scene.frame_start, bpy.context.scene.frame_end = 0, 100
    before(character)
    land(character, tumbling(), start=10)
    wanted = shown_at(character, range(0, 101, 3))
    keep_on_tracks()
    np.testing.assert_allclose(shown_at(character, range(0, 101, 3)), wanted, atol=1e-6)


def test_a_take_goes_on_from_a_strip_without_hiding_it(character):
    land(character, tumbling(frames=9, seed=4))
    keep_on_tracks()
    wanted = shown_at(character, range(1, 10))
    land(character, standing(), start=10)
    np.testing.assert_allclose(shown_at(character, range(1, 10)), wanted, atol=1e-6)
    assert joints_in_scene(character, 12)[0, 0] == pytest.approx(0, abs=1e-4)


def test_nla_that_is_switched_off_is_said_and_nothing_happens(character):
    land(character, standing())
    character.animation_data.use_nla = False
    bpy.context.scene.motion_prompt_review.nla_track = True
    with pytest.raises(RuntimeError, match="Switch it on in the NLA editor"):
        bpy.ops.motion_prompt.keep_take()
    assert takes.waiting(character) and not len(character.animation_data.nla_tracks)


@pytest.mark.parametrize("tracks", [False, True])
def test_one_keep_one_undo(character, tracks):
    land(character, tumbling(), tumbling(seed=1))
    bpy.context.scene.motion_prompt_review.nla_track = tracks
    bpy.ops.ed.undo_push(message="before")
    wanted = everything(character)
    bpy.ops.motion_prompt.keep_take("EXEC_DEFAULT", True)
    bpy.ops.ed.undo()
    character = bpy.data.objects["Character"]
    assert everything(character) == wanted and len(character.motion_prompt.takes) == 2


@pytest.mark.parametrize("tracks", [False, True])
def test_going_back_to_a_kept_take(character, own_action, tracks):  # noqa: F811
    bpy.context.scene.motion_prompt_review.nla_track = tracks
    land(character, standing(x=1), standing(x=2), start=10)
    bpy.ops.motion_prompt.star_take()
    wanted = [joints_in_scene(character, 15)[0, 0] - character.matrix_world.translation.x]
    bpy.ops.motion_prompt.show_take()
    wanted.append(joints_in_scene(character, 15)[0, 0] - character.matrix_world.translation.x)
    bpy.ops.motion_prompt.keep_take()
    assert wanted[1] - wanted[0] == pytest.approx(1.0, abs=1e-3)
    for number in (1, 2):
        bpy.ops.motion_prompt.play_kept_take(name=f"walks · take {number}")
        assert joints_in_scene(character, 15)[0, 0] - character.matrix_world.translation.x == pytest.approx(wanted[number - 1], abs=1e-3)
    keyframes.assign(character, own_action)
    own_action.use_fake_user = False
    bpy.ops.motion_prompt.play_kept_take(name="walks · take 1")
    assert own_action.use_fake_user
    bpy.ops.motion_prompt.forget_kept_take(name="walks · take 2")
    assert [action.name for action in takes.kept_actions(character)] == ["walks · take 1"]
    assert ("walks · take 2" in bpy.data.actions) == tracks


def test_kept_takes_survive_saving_and_opening(character, tmp_path):
    land(character, standing(), standing(x=1))
    bpy.ops.motion_prompt.star_take()
    bpy.ops.motion_prompt.show_take()
    bpy.ops.motion_prompt.keep_take()
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "kept.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "kept.blend"))
    names = [action.name for action in takes.kept_actions(bpy.data.objects["Character"])]
    assert names == ["walks · take 1", "walks · take 2"]


def test_while_takes_wait_no_kept_one_is_played(character):
    land(character, standing())
    bpy.ops.motion_prompt.keep_take()
    land(character, standing(x=1))
    with pytest.raises(RuntimeError, match="Keep or reject them first"):
        bpy.ops.motion_prompt.play_kept_take(name="walks · take 1")


def test_tweak_mode_is_refused(character, monkeypatch):
    with_strip(character)
    land(character, standing())
    bpy.ops.motion_prompt.keep_take()
    land(character, standing(), start=5)
    character.animation_data.action = None
    strip = character.animation_data.nla_tracks[0].strips[0]
    strip.select, character.animation_data.nla_tracks[0].select = True, True
    character.animation_data.use_tweak_mode = True
    assert character.animation_data.use_tweak_mode
    for operator in ("keep_take", "reject_takes", "show_take", "star_take", "try_again"):
        with pytest.raises(RuntimeError, match="tweak mode"):
            getattr(bpy.ops.motion_prompt, operator)()
