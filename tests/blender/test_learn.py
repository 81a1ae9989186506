"""Learn Style: from the button to a style in the list, and everything that can come between."""
from __future__ import annotations

import os
import time

import bpy
import numpy as np
import pytest
from blender_addon.connection import endpoint, errands, jobs, problems, styles
from blender_addon.connection.client import Endpoint
from blender_addon.connection.messages import unpacked
from fake_server import TOKEN, FakeServer, style_of
from motions import tumbling
from rigs import MIXAMO, perform, rig
from test_clips import everything, gentle, keyed, settings


@pytest.fixture
def server(request, monkeypatch):
    """A fake server, used as one that the preferences name; its parameter says what goes wrong."""
    with FakeServer(getattr(request, "param", "")) as fake:
        monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint(fake.address, TOKEN))
        yield fake


@pytest.fixture
def clip(character):
    """The character with a clip of 1.5 s in the list, and everything typed."""
    keyed(character)
    bpy.ops.motion_prompt.add_clips()
    fill()
    return settings().clips[0]


def fill(**values) -> None:
    for name, value in {"name": "grumpy", "descriptor": "tired", **values}.items():
        setattr(settings(), name, value)


def learn(**values) -> None:
    """Presses Learn Style and waits for the end, list and all."""
    for name, value in values.items():
        setattr(settings(), name, value)
    assert bpy.ops.motion_prompt.learn_style() == {"FINISHED"}
    assert jobs.wait(20) and errands.wait(20)


def listed() -> list[str]:
    return [item.name for item in bpy.context.window_manager.motion_prompt_styles.styles]


def why_not() -> str:
    """What the button's tooltip says."""
    with pytest.raises(RuntimeError) as refused:
        bpy.ops.motion_prompt.learn_style()
    return str(refused.value)


def test_a_clip_becomes_a_style_in_the_list(clip, server):
    clip.does = " tumbles "
    server.styles["proud"] = style_of("proud")
    server.notes.append("The clip hardly moves.")
    learn(mode="STRONG", name=" grumpy ")
    assert problems.shown() is None
    request = server.requests[0]
    assert server.tasks == ["invert"]
    assert {key: request[key] for key in request if key != "exemplars"} == {
        "name": "grumpy", "descriptor": "tired", "strong": True, "seed": 0, "replace": False}
    exemplar, = request["exemplars"]
    assert exemplar["does"] == "tumbles" and exemplar["bvh"] is None and exemplar["motion"]["fps"] == 30
    motion = tumbling(45)
    np.testing.assert_allclose(unpacked(exemplar["motion"]["root_translation"]), motion.root_translation, atol=1e-3)
    assert np.abs(np.sum(unpacked(exemplar["motion"]["joint_rotations"]) * motion.joint_rotations, axis=-1)).min() > 0.999
    shown = bpy.context.window_manager.motion_prompt_styles
    assert listed() == ["proud", "grumpy"] and shown.chosen().name == "grumpy" and shown.chosen().strong
    answer = styles.learned()
    assert (answer.loss_before, answer.loss_after, answer.notes) == (0.5, 0.125, ("The clip hardly moves.",))


def test_rigs_and_files_are_sent_as_bvh(character, server, tmp_path):
    armature = rig(MIXAMO)
    perform(armature, MIXAMO, gentle(30))
    bpy.ops.motion_prompt.add_clips()
    (tmp_path / "walk.bvh").write_text("HIERARCHY\nMOTION\nFrames: 60\nFrame Time: 0.0333\n")
    bpy.ops.motion_prompt.add_bvh_files(directory=str(tmp_path), files=[{"name": "walk.bvh"}])
    fill()
    learn()
    first, second = server.requests[0]["exemplars"]
    assert first["motion"] is None and "JOINT mixamorig:LeftArm" in first["bvh"]
    assert second["bvh"].startswith("HIERARCHY") and second["name"] == "walk"


def test_progress_tells_the_step_and_the_loss(clip, server):
    texts = []
    bpy.ops.motion_prompt.learn_style()
    deadline = time.monotonic() + 20
    while jobs.running() is not None and time.monotonic() < deadline:
        event = jobs._events.get(timeout=20)
        if isinstance(event, jobs.Progressed):
            texts.append((event.text, event.fraction))
        else:
            jobs._handle(event)
    assert texts == [("Asking the server", 0.0), ("Waiting", 0.0), ("Step 1 of 2 · loss 0.250", 0.5), ("Step 2 of 2 · loss 0.167", 1.0)]


def test_learning_changes_nothing_in_the_scene(clip, server):
    bpy.context.scene.frame_set(20)
    before, counts = everything(), (len(bpy.data.objects), len(bpy.data.actions))
    bpy.ops.ed.undo_push(message="before")
    learn()
    bpy.context.view_layer.update()
    after = everything()
    assert {key for key in before if before[key] != after[key]} == set()
    assert (len(bpy.data.objects), len(bpy.data.actions)) == counts and len(settings().clips) == 1


@pytest.mark.parametrize(("values", "sentence"), [
    ({"name": ""}, "has no name"), ({"name": "very grumpy"}, "with hyphens: very-grumpy"), ({"name": "<grumpy>"}, "letters, digits"),
    ({"name": "g" * 41}, "at most 40"), ({"descriptor": " "}, "no descriptor"), ({"descriptor": "tired 2"}, "one plain word"),
])
def test_what_is_missing_is_said_before_anything_is_asked(clip, server, values, sentence):
    fill(**values)
    assert sentence in why_not() and not server.requests


def test_no_clip_is_said(server):
    fill()
    assert "no clip to learn from" in why_not()


@pytest.mark.parametrize(("frames", "said"), [(15, "too short: the longest has 0.5 seconds"), (1800, ""), (18100, "10 minutes of them")])
def test_too_short_and_too_long(character, server, frames, said):
    action = bpy.data.actions.new("clip")
    character.animation_data_create().action = action
    for frame in (1, frames):
        character.pose.bones["head"].keyframe_insert("rotation_quaternion", frame=frame)
    bpy.ops.motion_prompt.add_clips()
    fill()
    if said:
        assert said in why_not()
    else:
        learn()
        assert len(unpacked(server.requests[0]["exemplars"][0]["motion"]["root_translation"])) == 1800


def test_too_many_clips(character, server):
    keyed(character)
    for _ in range(65):
        clip = settings().clips.add()
        clip.armature, clip.action = character, character.animation_data.action
    fill()
    assert "65 clips are too many" in why_not()


def test_a_clip_that_has_gone_is_named_with_what_to_do(clip, character, server):
    name = clip.name
    bpy.data.actions.remove(character.animation_data.action)
    assert f"The clip {name} has lost its action" in why_not() and "remove it from the list" in why_not()


def test_a_file_that_cannot_be_read_is_said(server, tmp_path):
    (tmp_path / "walk.bvh").write_text("HIERARCHY\nMOTION\nFrames: 60\nFrame Time: 0.0333\n")
    bpy.ops.motion_prompt.add_bvh_files(directory=str(tmp_path), files=[{"name": "walk.bvh"}])
    fill()
    os.unlink(tmp_path / "walk.bvh")
    assert "has gone" in why_not()


def test_a_taken_name_needs_leave_to_replace(clip, server):
    server.styles["Grumpy"] = style_of("Grumpy")
    bpy.ops.motion_prompt.refresh_styles()
    assert errands.wait()
    assert "There is a style <grumpy> already" in why_not() and "Replace" in why_not()
    settings().replace = True
    learn()
    assert server.requests[0]["replace"] is True
    settings().name = "proud"
    assert not settings().replace


@pytest.mark.parametrize("server", ["taken"], indirect=True)
def test_a_name_that_turns_out_to_be_taken_can_be_replaced_then(clip, server):
    learn()
    assert "There is a style <grumpy> already" in problems.shown().sentence and jobs.asked_in() == "style"
    assert listed() == ["grumpy"] and "Replace" in why_not()
    learn(replace=True)
    assert problems.shown() is None and styles.learned().style.name == "grumpy"


@pytest.mark.parametrize(("server", "sentence"), [
    ("failed", "not enough memory"), ("full", "could not be saved"), ("dies", "stopped in the middle"), ("garbage", "cannot be read"),
    ("busy", "Too many motions"),
], indirect=["server"])
def test_failures_become_a_sentence_and_no_style(clip, server, sentence):
    learn()
    assert sentence in problems.shown().sentence and jobs.asked_in() == "style"
    assert styles.learned() is None and listed() == [] and jobs.running() is None
    assert bpy.ops.motion_prompt.learn_style.poll()


@pytest.mark.parametrize("server", ["wait"], indirect=True)
def test_cancel_reaches_the_server_and_leaves_no_style(clip, server):
    bpy.ops.motion_prompt.learn_style()
    deadline = time.monotonic() + 20
    while not server.requests and time.monotonic() < deadline:
        jobs.wait(0.05)
    with pytest.raises(RuntimeError, match="<grumpy> is being learned"):
        bpy.ops.motion_prompt.generate()
    bpy.ops.motion_prompt.cancel()
    assert jobs.running() is None and server.cancelled.wait(10)
    assert errands.wait() and problems.shown() is None and listed() == [] and styles.learned() is None


@pytest.mark.parametrize("server", ["wait"], indirect=True)
def test_cancel_before_the_server_has_answered(clip, server):
    bpy.ops.motion_prompt.learn_style()
    bpy.ops.motion_prompt.cancel()
    assert jobs.running() is None and errands.wait()
    deadline = time.monotonic() + 10
    while server.requests and not server.cancelled.is_set() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert server.cancelled.is_set() or not server.requests
    assert listed() == []


def test_without_a_python_for_the_server_it_says_so(clip, monkeypatch, tmp_path):
    monkeypatch.setenv("MOTION_PROMPT_PYTHON", str(tmp_path / "python"))
    with pytest.raises(RuntimeError, match="no Python at"):
        bpy.ops.motion_prompt.learn_style()
    assert jobs.asked_in() == "style"
