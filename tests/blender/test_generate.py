"""Generate: from the button to takes on the character, and everything that can come between."""
from __future__ import annotations

import threading

import bpy
import pytest
from blender_addon.connection import endpoint, jobs, problems
from blender_addon.connection.client import Client, Endpoint
from blender_addon.connection.messages import Answer
from fake_server import TOKEN, FakeServer
from motions import joints_in_scene


@pytest.fixture
def server(request, monkeypatch):
    """A fake server, used as one that the preferences name; its parameter says what goes wrong."""
    with FakeServer(getattr(request, "param", "")) as fake:
        monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint(fake.address, TOKEN))
        yield fake


def settings(**values):
    for name, value in values.items():
        setattr(bpy.context.scene.motion_prompt, name, value)


def generate(**values) -> None:
    """Presses Generate and waits for the end."""
    settings(**values)
    assert bpy.ops.motion_prompt.generate() == {"FINISHED"}
    assert jobs.wait(20)


def test_takes_land_at_the_playhead(character, server):
    bpy.context.scene.frame_set(31)
    generate(prompt="a person waves", takes=3)
    assert problems.shown() is None and len(character.motion_prompt.takes) == 3
    assert character.animation_data.action.name == "waves · take 1"
    assert tuple(character.animation_data.action.frame_range) == (31, 60)
    assert jobs.last_seconds() > 0


def test_the_request_holds_all_settings_and_the_start(character, server):
    character.location, character.rotation_euler = (2, -1, 0), (0, 0, 0.5)
    generate(prompt=" jump ", takes=2, seed=11, lock_seed=True, duration=0.7, guidance_scale=3.3, steps=20)
    request = server.requests[0]
    assert request.pop("start_position") == pytest.approx([2, 1], abs=1e-5)
    assert request.pop("start_heading") == pytest.approx(0.5, abs=1e-5)
    assert request == {
        "prompt": "jump", "duration": 0.7, "seed": 11, "takes": 2, "guidance_scale": 3.3, "steps": 20, "style_strengths": {}}


def test_a_locked_seed_stays_and_a_free_one_changes(character, server):
    generate(seed=5, lock_seed=True)
    generate()
    generate(lock_seed=False)
    generate()
    seeds = [request["seed"] for request in server.requests]
    assert seeds[:2] == [5, 5] and len(set(seeds[1:])) == 3
    assert bpy.context.scene.motion_prompt.seed == seeds[-1]


def test_the_scene_range_is_the_length(character, server):
    bpy.context.scene.frame_start, bpy.context.scene.frame_end = 1, 25
    bpy.context.scene.frame_set(1)
    generate(length_mode="SCENE_RANGE", takes=1)
    assert server.requests[0]["duration"] == pytest.approx(25 / 30, abs=1e-4)
    assert tuple(character.animation_data.action.frame_range) == (1, 25)


def test_one_undo_brings_everything_back(character, server):
    character.pose.bones["left_elbow"].rotation_quaternion = (0.8, 0, 0, 0.6)
    character.keyframe_insert("location", frame=1)
    character.animation_data.action.name = "by hand"
    bpy.ops.ed.undo_push(message="before")
    generate(takes=2)
    assert len(bpy.data.actions) == 3
    bpy.ops.ed.undo()
    again = bpy.data.objects["Character"]
    assert [action.name for action in bpy.data.actions] == ["by hand"] and again.animation_data.action.name == "by hand"
    assert not len(again.motion_prompt.takes) and not again.animation_data.action.use_fake_user
    assert again.pose.bones["left_elbow"].rotation_quaternion[3] == pytest.approx(0.6)


@pytest.mark.parametrize(("values", "sentence"), [
    ({"prompt": ""}, "prompt is empty"), ({"prompt": " \n "}, "prompt is empty"), ({"prompt": "walk " * 800}, "Shorten it to 500"),
    ({"duration": 0.0}, "0.7 to 10"), ({"duration": 3600.0}, "0.7 to 10"),
    ({"length_mode": "SCENE_RANGE"}, "0.7 to 10 seconds"),
])
def test_what_cannot_be_made_is_said_before_anything_is_asked(character, server, values, sentence):
    bpy.context.scene.frame_end = 5000
    settings(**values)
    with pytest.raises(RuntimeError, match=sentence):
        bpy.ops.motion_prompt.generate()
    assert not server.requests


def test_emoji_are_a_prompt(character, server):
    generate(prompt="💃🕺")
    assert server.requests[0]["prompt"] == "💃🕺" and character.animation_data.action.name.startswith("💃🕺")


def test_without_a_character_it_says_so(server):
    with pytest.raises(RuntimeError, match="Add Character"):
        bpy.ops.motion_prompt.generate()


def test_a_linked_character_is_refused(character, server, tmp_path):
    path = str(tmp_path / "library.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    with bpy.data.libraries.load(path, link=True) as (source, target):
        target.objects = ["Character"]
    bpy.context.collection.objects.link(target.objects[0])
    bpy.context.view_layer.objects.active = target.objects[0]
    with pytest.raises(RuntimeError, match="linked"):
        bpy.ops.motion_prompt.generate()


def test_edit_mode_and_a_flat_character_are_refused(character, server):
    bpy.ops.object.mode_set(mode="EDIT")
    with pytest.raises(RuntimeError, match="Edit Mode"):
        bpy.ops.motion_prompt.generate()
    bpy.ops.object.mode_set(mode="OBJECT")
    character.scale = (1, 1, -1)
    bpy.context.view_layer.update()
    with pytest.raises(RuntimeError, match="mirrored"):
        bpy.ops.motion_prompt.generate()


def test_generate_in_pose_mode(character, server):
    bpy.ops.object.mode_set(mode="POSE")
    generate(takes=1)
    assert character.animation_data.action is not None


@pytest.mark.parametrize("server", ["wait"], indirect=True)
def test_cancel_frees_the_panel_at_once_and_reaches_the_server(character, server):
    bpy.ops.motion_prompt.generate()
    deadline = 200
    while not server.requests and deadline:
        jobs.wait(0.05)
        deadline -= 1
    with pytest.raises(RuntimeError, match="is being made"):
        bpy.ops.motion_prompt.generate()
    bpy.ops.motion_prompt.cancel()
    assert jobs.running() is None
    assert server.cancelled.wait(10)
    jobs.wait(0.1)
    assert problems.shown() is None and character.animation_data is None


@pytest.mark.parametrize("server", ["wait"], indirect=True)
def test_opening_another_file_forgets_the_job(character, server, tmp_path):
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "during.blend"))
    bpy.ops.motion_prompt.generate()
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "during.blend"))
    assert jobs.running() is None
    assert bpy.data.objects["Character"].animation_data is None
    bpy.context.view_layer.objects.active = bpy.data.objects["Character"]
    assert bpy.ops.motion_prompt.generate.poll()


def test_saving_during_a_job_changes_nothing(character, server, tmp_path):
    bpy.ops.motion_prompt.generate()
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "during.blend"))
    assert jobs.wait(20)
    assert len(character.motion_prompt.takes) == 4


def test_a_job_that_has_ended_leaves_the_server_and_blender_alone(character, server):
    """Nothing to cancel, and no thread of the job is at work beside the landing."""
    generate()
    assert not server.cancelled.is_set()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("motion-prompt-")]


@pytest.mark.parametrize("server", ["wait"], indirect=True)
def test_late_answers_are_dropped(character, server):
    """An answer to a job that was cancelled does not pass for the answer to the next."""
    bpy.ops.motion_prompt.generate()
    late = jobs.running()
    bpy.ops.motion_prompt.cancel()
    bpy.ops.motion_prompt.generate()
    jobs._events.put(jobs.Arrived(late.id, Answer([])))
    jobs._events.put(jobs.Failed(late.id, problems.Problem("too late")))
    jobs.drain()
    assert jobs.running() is not None and jobs.running().id != late.id
    assert problems.shown() is None and character.animation_data is None


def test_a_character_deleted_meanwhile_loses_nothing(character, server):
    settings(takes=2)
    bpy.ops.motion_prompt.generate()
    bpy.data.objects.remove(character)
    assert jobs.wait(20)
    assert "has gone" in problems.shown().sentence and problems.shown().remedy[0] == "motion_prompt.receive_takes"
    bpy.ops.motion_prompt.add_character()
    assert bpy.ops.motion_prompt.receive_takes() == {"FINISHED"}
    assert len(bpy.context.active_object.motion_prompt.takes) == 2 and problems.shown() is None


def test_a_renamed_character_gets_its_takes(character, server):
    bpy.ops.motion_prompt.generate()
    character.name = "Hero"
    bpy.ops.motion_prompt.add_character()
    assert jobs.wait(20)
    assert len(character.motion_prompt.takes) == 4 and not len(bpy.context.active_object.motion_prompt.takes)


@pytest.mark.parametrize(("server", "sentence", "button"), [
    ("failed", "not enough memory", None), ("busy", "Too many motions", None), ("garbage", "cannot be read", None),
    ("truncated", "cannot be read", None), ("dies", "stopped in the middle", "motion_prompt.start_server"),
], indirect=["server"])
def test_failures_become_a_sentence_and_change_nothing(character, server, sentence, button):
    generate()
    problem = problems.shown()
    assert sentence in problem.sentence and problem.action
    assert (problem.remedy[0] if problem.remedy else None) == button
    assert character.animation_data is None and bpy.ops.motion_prompt.generate.poll()


@pytest.mark.parametrize("server", ["quiet"], indirect=True)
def test_without_an_event_stream_the_job_is_asked_for(character, server):
    generate(takes=1)
    assert len(character.motion_prompt.takes) == 1


def test_a_wrong_token_is_said(character, server, monkeypatch):
    monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint(server.address, "wrong"))
    generate()
    assert "token" in problems.shown().sentence
    bpy.ops.motion_prompt.dismiss_problem()
    assert problems.shown() is None


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "nonsense", "http://127.0.0.1:port"])
def test_an_address_where_nothing_is(character, monkeypatch, address):
    monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint(address, TOKEN))
    generate()
    assert problems.shown().action


def test_a_web_proxy_does_not_stand_between(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert Client(Endpoint(server.address, TOKEN)).health().status == "ready"


def test_a_python_that_is_not_there_is_said(character, monkeypatch, tmp_path):
    monkeypatch.setenv("MOTION_PROMPT_PYTHON", str(tmp_path / "python"))
    with pytest.raises(RuntimeError, match="no Python at"):
        bpy.ops.motion_prompt.generate()
    assert problems.shown().remedy[0] == "motion_prompt.open_preferences"


def test_the_take_shown_moves_the_character(character, server):
    generate(takes=2)
    bpy.ops.motion_prompt.show_take()
    assert joints_in_scene(character, 5)[0, 0] == pytest.approx(1.0, abs=1e-4)
