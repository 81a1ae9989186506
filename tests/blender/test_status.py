"""The sentence at the top of the tab: in every state of the server and of a job it says what is so, and nothing that was."""
from __future__ import annotations

import time
from pathlib import Path

import bpy
import pytest
from blender_addon.connection import endpoint, jobs, local_server, problems, status
from blender_addon.connection.client import Client, Endpoint
from blender_addon.connection.local_server import State, Status
from blender_addon.connection.problems import Problem, ServerProblem
from blender_addon.setup import session, steps
from fake_server import TOKEN, FakeServer

HERE = Endpoint("http://127.0.0.1:1", "t")
#: What went wrong itself stands in the panel, once.
SEE = "That did not work: see the panel Generate."


@pytest.fixture
def server(request, monkeypatch):
    """A fake server, used as one that the preferences name; its parameter says what goes wrong."""
    with FakeServer(getattr(request, "param", "")) as fake:
        monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint(fake.address, TOKEN))
        yield fake


def said() -> str:
    return status.line().text


def is_(monkeypatch, kind: Status, **values) -> None:
    """This computer's server is in that state now."""
    monkeypatch.setattr(local_server, "_state", State(kind, **values))


def follow(start) -> list[str]:
    """Every sentence from the press of a button to the end of its job."""
    start()
    sentences, deadline = [said()], time.monotonic() + 20
    while jobs.running() is not None and time.monotonic() < deadline:
        event = jobs._events.get(timeout=20)
        if event.job == jobs.running().id:  # a job that was cancelled may still speak
            jobs._handle(event)
        sentences.append(said())
    return sentences


@pytest.mark.parametrize(("kind", "sentence"), [
    (Status.STOPPED, "not running"), (Status.STARTING, "starting"), (Status.LOADING, "loading its models"), (Status.READY, "Ready."),
])
def test_the_servers_state_is_said(monkeypatch, kind, sentence):
    is_(monkeypatch, kind, endpoint=HERE if kind is Status.READY else None)
    assert sentence in said() and not status.line().cancellable


def test_why_the_server_failed_is_said(monkeypatch):
    is_(monkeypatch, Status.FAILED, problem=Problem("The motion server's port is in use.", "Try again."))
    assert said() == "The motion server's port is in use." and status.line().icon == "ERROR"


def test_a_server_that_is_not_set_up_is_not_said_to_start_by_itself(monkeypatch):
    monkeypatch.setattr(endpoint, "why_not_local", lambda: Problem("The motion server is not set up yet.", "Press Set Up."))
    assert said() == "The motion server is not set up yet."


def test_set_up_is_told_step_by_step(monkeypatch):
    monkeypatch.setattr(session, "state", lambda: steps.State(steps.Stage.RUNNING, steps.Step.TORCH))
    assert said() == "Setting up the motion server. Installing PyTorch."


def test_a_server_elsewhere_that_may_not_be_asked_says_why(monkeypatch):
    monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint("http://10.1.2.3:8000", "t"))
    monkeypatch.setattr(endpoint, "why_not_elsewhere", lambda _: Problem("Blender may not go online, and the motion server is elsewhere."))
    assert said() == "Blender may not go online, and the motion server is elsewhere."


def test_a_server_elsewhere_is_named_and_not_said_to_be_ready(server):
    assert said() == f"Uses the motion server at {server.address}."


def test_a_job_is_told_from_its_start_to_its_end(character, server):
    sentences = follow(bpy.ops.motion_prompt.generate)
    assert sentences == [
        "Making a motion. Starting.", "Making a motion. Asking the server.", "Making a motion. Waiting.", "Making a motion. Step 1 of 2.",
        "Making a motion. Fetching what was made.", sentences[-1]]
    assert sentences[-1].startswith("Made the motion in ") and status.line().icon == "CHECKMARK"


def test_while_a_job_waits_for_the_server_the_servers_state_is_said(character, monkeypatch, tmp_path):
    launch = local_server.Launch("python", Path(tmp_path), Path(tmp_path), tmp_path / "log")
    monkeypatch.setattr(endpoint, "launch", lambda: launch)
    monkeypatch.setattr(local_server, "start", lambda _: None)
    is_(monkeypatch, Status.STARTING)
    assert bpy.ops.motion_prompt.generate() == {"FINISHED"}
    assert said() == "Making a motion. The motion server is starting." and status.line().cancellable
    is_(monkeypatch, Status.LOADING)
    assert said() == "Making a motion. The motion server is loading its models."
    is_(monkeypatch, Status.FAILED, problem=Problem("The motion server could not be started.", "Check the Python."))
    assert jobs.wait(20)
    assert problems.shown().sentence == "The motion server could not be started." and said() == SEE


def test_a_place_in_the_queue_is_said(character, monkeypatch):
    job = jobs.RunningJob(1, jobs.GenerationRequest("walk"), connecting=False)
    monkeypatch.setattr(jobs, "_running", job)
    jobs._handle(jobs.Progressed(1, *(vars(jobs._progress(1, jobs.Job("a", "queued", ahead=2)))[name] for name in ("text", "fraction"))))
    assert said() == "Making a motion. Waiting, 2 ahead."


@pytest.mark.parametrize("server", ["wait"], indirect=True)
def test_cancelled_is_said_at_once_and_only_until_the_next_job(character, server):
    bpy.ops.motion_prompt.generate()
    bpy.ops.motion_prompt.cancel()
    assert said() == "Cancelled." and not status.line().cancellable
    bpy.ops.motion_prompt.generate()
    assert said().startswith("Making a motion.")


@pytest.mark.parametrize("server", ["failed"], indirect=True)
def test_a_failure_is_said_until_it_is_dismissed(character, server):
    follow(bpy.ops.motion_prompt.generate)
    assert problems.shown().sentence == "There is not enough memory." and said() == SEE and status.line().icon == "ERROR"
    bpy.ops.motion_prompt.dismiss_problem()
    assert said() == f"Uses the motion server at {server.address}."


def test_a_landing_that_fails_is_not_said_to_be_done(character, server):
    bpy.ops.motion_prompt.generate()
    bpy.data.objects.remove(character)
    assert jobs.wait(20)
    assert problems.shown().sentence == "The character that this motion is for has gone. The takes are not lost." and said() == SEE


def test_a_chain_of_jobs_is_one_with_one_time(character, server):
    sentences = follow(bpy.ops.motion_prompt.motion_from_pose)
    assert not any("Made" in sentence for sentence in sentences[:-1]) and server.tasks == ["pose", "complete", "complete"]
    assert sentences[-1].startswith("Made the motion in ")


def test_what_was_made_is_no_news_once_the_server_is_another(character, server, monkeypatch):
    follow(bpy.ops.motion_prompt.generate)
    monkeypatch.setattr(endpoint, "elsewhere", lambda: None)
    assert "not running" in said()
    is_(monkeypatch, Status.FAILED, problem=Problem("The motion server stopped by itself."))
    assert said() == "The motion server stopped by itself."


def test_another_file_forgets_what_was_made(character, server):
    follow(bpy.ops.motion_prompt.generate)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    assert "Made" not in said()


def test_a_style_and_a_pose_are_called_so(character, server, monkeypatch):
    assert follow(bpy.ops.motion_prompt.pose)[-1].startswith("Made the pose in ")
    request = jobs.InversionRequest("grumpy", "tired", ())
    monkeypatch.setattr(jobs, "_running", jobs.RunningJob(1, request, "Step 1 of 20 · loss 0.250", connecting=False))
    assert said() == "Learning the style <grumpy>. Step 1 of 20 · loss 0.250."


def test_no_sentence_outlives_its_connection(character, monkeypatch):
    """A server that can be asked, then none: what the client says of it is the last thing that was so."""
    monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint("http://127.0.0.1:9", TOKEN))
    with pytest.raises(ServerProblem) as gone:
        Client(Endpoint("http://127.0.0.1:9", TOKEN), patience=1.0).health()
    assert gone.value.problem.sentence == "The motion server does not answer."
    jobs.ask_in("pose")
    problems.show(gone.value.problem)
    assert said() == "That did not work: see the panel Pose."
