"""The task `invert` on the wire: clips become a style, whole or not at all; styles in the words of the other tasks."""
from __future__ import annotations

import dataclasses
import errno
import json
import os
import re
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest
from clips import at, bvh, clip, packed_motion, request, style_file, walking
from conftest import ServerProcess, array, expect_problem, packed, wait_for
from pins import request as pinned
from safetensors.numpy import load

from server.limits import CLIPS_BODY_BYTES, INVERSION_STEPS, STRONG_INVERSION_STEPS

SUFFIX = ".style.safetensors"
#: Steps of the null inversion.
STEPS = 12


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with ServerProcess(tmp_path_factory.mktemp("invert")) as running:
        running.wait_until("ready")
        yield running


@pytest.fixture
def server(shared):
    """The shared server, without styles."""
    for name in shared.styles():
        shared.client.delete(f"/v1/styles/{name}").raise_for_status()
    return shared


def post(server, body):
    content = body if isinstance(body, bytes) else json.dumps(body)
    return server.client.post("/v1/jobs/invert", content=content, headers={"Content-Type": "application/json"})


def learn(server, name: str = "grumpy", **changes) -> dict:
    job = server.invert(request(name, **changes))
    assert server.finish(job)["state"] == "done"
    return server.result(job)


def files(server) -> list[str]:
    folder = server.state_file.parent / "styles"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def places(server, name: str) -> np.ndarray:
    """Where each clip began, as the null server learned it."""
    return load(server.client.get(f"/v1/styles/{name}/file").content)["vectors"]


# The way of a style


def test_clips_become_a_style(server):
    job = server.invert(request("Grumpy-ärger", strong=True, seed=5))
    assert job["task"] == "invert" and job["state"] in ("queued", "running", "done")
    ended = server.finish(job)
    assert ended["state"] == "done" and ended["error"] is None and ended["seconds"] >= 0 and server.job(job) == ended
    assert (ended["step"], ended["steps"], ended["loss"]) == (STEPS, STEPS, 2.0**-STEPS)
    result = server.result(job)
    clips = [{"name": "walk 60", "does": "walks", "seconds": 2.0}, {"name": "walk 45", "does": "walks", "seconds": 1.5}]
    style = {"name": "Grumpy-ärger", "descriptor": "angry", "strong": True, "usable": True, "reason": "",
             "provenance": {"clips": clips, "seed": 5}}  # fmt: skip
    assert result == {"style": style, "loss_before": 1.0, "loss_after": 0.5, "notes": ["2 clips were learned from."]}
    assert server.client.get("/v1/styles").json() == {"styles": [style]}
    np.testing.assert_allclose(places(server, "grumpy-ärger")[:, 0], [1, 2], atol=1e-6)


def test_the_style_can_be_typed_at_once(server):
    learn(server)
    for job in (server.submit("a <grumpy> person walks"), server.complete(pinned(prompt="<GRUMPY> walk")), server.pose("< grumpy >")):
        assert server.finish(job)["state"] == "done"


def test_the_same_request_gives_the_same_file(server):
    contents = []
    for seed in (4, 4, 5):
        learn(server, seed=seed, replace=True)
        contents.append(server.client.get("/v1/styles/grumpy/file").content)
    assert contents[0] == contents[1] != contents[2]


def test_progress_and_loss(server):
    with server.busy():
        fast, strong = server.invert(request(descriptor="slow")), server.invert(request("b", strong=True))
        assert fast["state"] == "queued" and (fast["step"], fast["steps"], fast["ahead"], fast["loss"]) == (0, INVERSION_STEPS, 1, None)
        assert strong["steps"] == STRONG_INVERSION_STEPS
    events = [event for event in server.events(fast) if event["state"] == "running" and event["step"]]
    assert [event["step"] for event in events] == list(range(events[0]["step"], STEPS + 1))
    assert {event["steps"] for event in events} == {STEPS}
    assert [event["loss"] for event in events] == [2.0 ** -event["step"] for event in events]
    for job in (server.submit(), server.complete(pinned()), server.pose()):
        assert {event["loss"] for event in server.events(job)} == {None}
    server.finish(strong)


def test_a_loss_that_is_no_number(server):
    events = server.events(server.invert(request(descriptor="nowhere")))
    assert events[-1]["state"] == "done" and {event["loss"] for event in events} == {None}


def test_all_tasks_take_turns(server):
    with server.busy(client="greedy"):
        jobs = [server.submit(client="greedy"), server.invert(request(), client="greedy"), server.invert(request("b"), client="modest"),
                server.pose(client="modest")]  # fmt: skip
        assert [server.job(job)["ahead"] for job in jobs] == [2, 4, 1, 3]
    assert [server.finish(job)["task"] for job in jobs] == ["generate", "invert", "invert", "pose"]
    assert {server.job(job)["state"] for job in jobs} == {"done"} and server.styles() == ["b", "grumpy"]


# Nothing but whole styles


def test_cancelled_at_any_step_it_leaves_nothing(server):
    ends = []
    for last in range(STEPS + 1):
        job = server.invert(request(f"at{last}", descriptor="slow"))
        wait_for(lambda: (status := server.job(job))["step"] >= last or status["state"] == "done", 20)
        server.cancel(job)
        ended = server.finish(job)
        ends.append(ended["state"])
        assert ended["state"] in ("cancelled", "done") and (f"at{last}" in server.styles()) == (ended["state"] == "done")
        if ended["state"] == "cancelled":
            expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, "The style was cancelled")
    # Only a busy machine is too late for more than the last.
    assert ends[0] == "cancelled" and not [name for name in files(server) if name.endswith(".part")]


@pytest.mark.parametrize("last", range(STEPS + 1))
def test_cancelled_right_after_a_step_it_leaves_nothing(tmp_path, last):
    from models.inversion.request import Exemplar, InversionRequest, Learned
    from models.inversion.style import Style
    from server.engine import Engine
    from server.exemplars import Inversion
    from server.inversion import Inverter
    from server.jobs import JobQueue
    from server.styles import SharedLibrary

    class Stopped:
        """Learns on after the last step that it could have stopped at."""

        def __call__(self, request, on_step, cancelled):
            for step in range(STEPS + 1):
                if step:
                    on_step(step, STEPS, 0.5)
                if step == last:
                    queue.cancel(job)
                if cancelled() and step < STEPS:
                    raise InterruptedError
            return Learned(Style.from_bytes(style_file()), 1.0, 0.5, ())

    queue, library = JobQueue(), SharedLibrary(tmp_path)
    engine = Engine({Inversion: lambda loaded: Inverter(Stopped(), library)}, queue)
    job = queue.find(queue.submit(Inversion(InversionRequest("grumpy", "angry", (Exemplar(walking(30)),)), False), "").id)
    engine.start()
    wait_for(lambda: job.state not in ("queued", "running"), 5)
    engine.stop()
    assert engine.join(5) and job.state == "cancelled" and job.step == last and job.result is None
    assert library.list() == [] and list(tmp_path.iterdir()) == []


def test_cancelled_while_it_waits(server):
    with server.busy():
        job = server.invert(request())
        expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, "The style is not ready", "Wait")
        assert server.cancel(job)["state"] == "cancelled"
    assert server.finish(server.submit())["state"] == "done" and server.styles() == []


def test_cancelled_it_leaves_the_style_it_was_to_replace(server):
    learn(server)
    before = server.client.get("/v1/styles/grumpy/file").content
    job = server.invert(request(descriptor="hold", replace=True))
    wait_for(lambda: server.job(job)["step"] > 1, 20)
    server.cancel(job)
    assert wait_for(lambda: server.job(job)["state"] == "cancelled", 5) < 1, "one step takes 0.1 s, the rest of the job 1 s"
    assert server.client.get("/v1/styles/grumpy/file").content == before


@pytest.mark.parametrize(
    "descriptor, status, words, action",
    [("crash", 500, "The style could not be learned", "other clips"), ("memory", 500, "memory for this style", "fewer or shorter clips"),
     ("broken", 500, "could not be learned", "other clips"), ("unreachable", 422, "These clips have no style in common. Choose others.", None)],
)  # fmt: skip
def test_a_failing_model_is_explained_and_outlived(server, descriptor, status, words, action):
    job = server.invert(request(descriptor=descriptor))
    error = server.finish(job)["error"]
    assert server.job(job)["state"] == "failed" and error["status"] == status and words in error["detail"]
    assert error["action"] is None if action is None else action in error["action"]
    assert "secret" not in str(error) and server.styles() == files(server) == []
    expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, words)
    assert server.finish(server.invert(request()))["state"] == "done"


def test_a_full_disk(tmp_path):
    with ServerProcess(tmp_path) as server:
        server.wait_until("ready")
        learn(server)
        before = server.client.get("/v1/styles/grumpy/file").content
    with ServerProcess(tmp_path, load="disk:full") as server:
        server.wait_until("ready")
        for body in (request("new"), request(descriptor="old", replace=True)):
            job = server.invert(body)
            ended = server.finish(job)
            assert ended["state"] == "failed" and ended["error"]["status"] == 422
            for words in ("could not be saved", "No space left", "Free some space"):
                assert words in ended["error"]["detail"]
            expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, "could not be saved")
        assert server.styles() == ["grumpy"] and files(server) == [f"grumpy{SUFFIX}"]
        assert server.client.get("/v1/styles/grumpy/file").content == before
        assert "Traceback" not in server.output()


@pytest.mark.parametrize("end", ["SIGKILL", "SIGTERM"])
def test_ended_in_the_middle_of_saving(tmp_path, end):
    with ServerProcess(tmp_path) as server:
        server.wait_until("ready")
        learn(server)
        before = server.client.get("/v1/styles/grumpy/file").content
    with ServerProcess(tmp_path, load="disk:stuck") as server:
        server.wait_until("ready")
        job = server.invert(request(descriptor="old", replace=True))
        wait_for(lambda: any(name.endswith(".part") for name in files(server)), 20)
        assert server.styles() == ["grumpy"] and server.job(job)["state"] == "running"
        assert server.cancel(job)["state"] == "running", "too late to take it back"
        server.process.send_signal(getattr(signal, end))
        assert wait_for(lambda: server.process.poll() is not None, 20) < 5
        assert len(files(server)) == 2
    with ServerProcess(tmp_path) as server:
        server.wait_until("ready")
        assert files(server) == [f"grumpy{SUFFIX}"], "what was half-written is gone"
        assert server.client.get("/v1/styles/grumpy/file").content == before
        learn(server, descriptor="old", replace=True)


class Saving:
    """An engine with a pipeline that can be held in the middle of learning and of keeping."""

    def __init__(self):
        from server.engine import Engine
        from server.jobs import JobQueue
        from server.schemas import GenerationRequest

        self.learned, self.saved = threading.Event(), threading.Event()
        self.keeping, self.kept = threading.Event(), []
        self.queue = JobQueue()
        self.engine = Engine({GenerationRequest: lambda loaded: self}, self.queue)
        self.engine.start()
        self.job = self.queue.find(self.queue.submit(GenerationRequest(prompt="a"), "").id)
        wait_for(lambda: self.job.state == "running", 5)

    provenance = {}

    def __call__(self, request, on_step, cancelled):
        assert self.learned.wait(5)
        return [1]

    def keep(self, request, result):
        self.keeping.set()
        assert self.saved.wait(5)
        self.kept.append(result)

    def end(self) -> str:
        self.learned.set()
        self.saved.set()
        wait_for(lambda: self.job.state != "running", 5)
        self.engine.stop()
        assert self.engine.join(5)
        return self.job.state


def test_cancelling_comes_before_saving_or_not_at_all():
    early = Saving()
    early.queue.cancel(early.job)
    assert early.end() == "cancelled" and early.kept == []
    late = Saving()
    late.learned.set()
    assert late.keeping.wait(5)
    assert late.queue.cancel(late.job).state == "running"
    assert late.end() == "done" and late.kept == [[1]] and late.job.result == [1]


def test_stopping_comes_before_saving_or_not_at_all():
    early = Saving()
    early.engine.stop()
    assert early.job.state == "cancelled" and early.end() == "cancelled" and early.kept == []
    late = Saving()
    late.learned.set()
    assert late.keeping.wait(5)
    late.engine.stop()
    assert late.job.state == "running", "nobody is told that it was cancelled"
    assert late.end() == "done" and late.kept == [[1]]


def test_a_disk_that_fails_in_the_middle(tmp_path, monkeypatch):
    from models.inversion.request import StyleError
    from models.inversion.style import Style
    from server.styles import SharedLibrary

    library = SharedLibrary(tmp_path)
    library.save(Style.from_bytes(style_file()))
    for call in ("replace", "fsync"):
        def fail(*_):
            raise OSError(errno.EIO, "Input/output error")

        with monkeypatch.context() as patch:
            patch.setattr(os, call, fail)
            with pytest.raises(StyleError, match="could not be saved"):
                library.save(Style.from_bytes(style_file(descriptor="old")), replace=True)
        assert [path.name for path in tmp_path.iterdir()] == [f"grumpy{SUFFIX}"] and library.read("grumpy").info.descriptor == "angry"


# Names


def test_a_name_that_is_taken(server):
    learn(server)
    problem = expect_problem(post(server, request("GRUMPY")), 409, "There is a style <GRUMPY> already", "another name")
    assert problem["type"] == "urn:motion-prompt:style-taken"
    learn(server, "GRUMPY", descriptor="old", replace=True)
    assert server.styles() == ["GRUMPY"] and server.client.get("/v1/styles/grumpy").json()["descriptor"] == "old"


def test_a_name_that_is_taken_while_the_job_waits(server):
    with server.busy():
        first, second, third = (server.invert(request(descriptor=word, replace=word == "third")) for word in ("first", "second", "third"))
    assert server.finish(first)["state"] == "done"
    ended = server.finish(second)
    assert ended["state"] == "failed" and ended["step"] == 0, "nothing is learned in vain"
    assert ended["error"]["type"] == "urn:motion-prompt:style-taken" and ended["error"]["status"] == 409
    assert server.finish(third)["state"] == "done" and server.client.get("/v1/styles/grumpy").json()["descriptor"] == "third"


def test_a_name_that_is_taken_while_the_job_runs(server):
    job = server.invert(request(descriptor="slow"))
    wait_for(lambda: server.job(job)["step"] > 0, 20)
    server.client.post("/v1/styles", content=style_file("Grumpy")).raise_for_status()
    ended = server.finish(job)
    assert ended["state"] == "failed" and ended["error"]["status"] == 409 and "<grumpy> already" in ended["error"]["detail"]
    expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, "<grumpy> already")
    assert server.client.get("/v1/styles/grumpy/file").content == style_file("Grumpy")


@pytest.mark.parametrize("name", ["a", "9lives", "walk_2", "naïve", "злой", "悲しい", "STRASSE", "x" * 40])
def test_names_that_can_be_typed(server, name):
    assert learn(server, name)["style"]["name"] == name
    assert server.finish(server.submit(f"a <{name.upper()}> person"))["state"] == "done"


@pytest.mark.parametrize(
    "name, words",
    [
        ("", ["no name", "for example: grumpy"]),
        ("  ", ["no name"]),
        ("old man", ["one word", "old-man"]),
        ("../x", ["letters, digits"]),
        ("..", ["letters, digits"]),
        ("a/b", ["letters, digits"]),
        ("a\\b", ["letters, digits"]),
        ("C:x", ["letters, digits"]),
        ("a.b", ["letters, digits"]),
        ("<grumpy>", ["letters, digits"]),
        ("a\x00b", ["letters, digits"]),
        ("a\nb", ["letters, digits"]),
        ("-rf", ["letters, digits"]),
        ("😠", ["letters, digits"]),
        ("x" * 41, ["name of the style is too long", "41", "40", "Shorten"]),
        ("x y" * 2000, ["too long", "6,000 characters"]),
        (5, ["name of the style holds something that is not text"]),
        (None, ["not text"]),
    ],
)
def test_names_that_cannot(server, name, words):
    problem = expect_problem(post(server, request(name)), 422, *words)
    assert len(problem["detail"]) < 160 and files(server) == []


# Clips


def test_a_bvh_file_of_any_skeleton(server, tmp_path):
    exemplars = [
        {"name": "studio.bvh", "bvh": bvh(tmp_path, at(walking(75), 3))},
        clip(60, 1.0),
        {"name": "smpl.bvh", "bvh": bvh(tmp_path, at(walking(90), 2), studio=False), "does": "walks", "motion": None},
        {"name": "studio again.bvh", "bvh": bvh(tmp_path, at(walking(30), 4)).replace("\n", "\r\n")},
    ]
    result = learn(server, exemplars=exemplars)
    clips = result["style"]["provenance"]["clips"]
    assert [clip["name"] for clip in clips] == ["studio.bvh", "walk 60", "smpl.bvh", "studio again.bvh"]
    assert [clip["seconds"] for clip in clips] == [2.5, 2.0, 3.0, 1.0] and [clip["does"] for clip in clips] == ["", "walks", "walks", ""]
    np.testing.assert_allclose(places(server, "grumpy")[:, 0], [3, 1, 2, 4], atol=0.02)


def test_exemplars_of_one_skeleton_share_one_calibration(monkeypatch, tmp_path):
    from server import exemplars
    from server.schemas import InversionRequest

    groups = []

    def calibrate(clips, label):
        groups.append((len(clips), label))
        return SimpleNamespace(to_smpl=lambda source: walking(len(source.translations)))

    monkeypatch.setattr(exemplars, "humanoid_map", calibrate)
    studio, smpl = bvh(tmp_path), bvh(tmp_path, studio=False)
    taller = studio.replace("OFFSET 0.0", "OFFSET 0.1").replace("OFFSET -0.0", "OFFSET -0.1")
    texts = {"a": studio, "b": smpl, "c": bvh(tmp_path, walking(90, speed=0.5)), "d": taller}
    clips = [{"name": name, "bvh": text} for name, text in texts.items()] + [clip(45)]
    inversion = exemplars.read(InversionRequest.model_validate(request(exemplars=clips)))
    assert sorted(groups) == [(1, "“b”"), (1, "“d”"), (2, "“a”")]
    assert [len(exemplar.motion) for exemplar in inversion.request.exemplars] == [60, 60, 90, 60, 45]


def test_any_frame_rate(server):
    result = learn(server, exemplars=[clip(30, fps=24.0), clip(60, fps=29.97), clip(240, fps=120.0), clip(30, fps=1.0)])
    seconds = [clip["seconds"] for clip in result["style"]["provenance"]["clips"]]
    np.testing.assert_allclose(seconds, [30 / 24, 60 / 29.97, 2, 30], atol=1.05)


def test_short_clips_among_longer_ones(server):
    assert learn(server, exemplars=[clip(1), clip(15), clip(21)])["style"]["provenance"]["clips"][0]["seconds"] == pytest.approx(1 / 30, abs=1e-3)


def test_the_edges_are_allowed(server):
    learn(server, "many", exemplars=[clip(30)] * 64, seed=2**31 - 1)
    learn(server, "long", exemplars=[clip(1800)] * 10)
    learn(server, "short", exemplars=[clip(21, name="n" * 255, does="d" * 120)], descriptor="d" * 40, seed=0)


NAN_PLACES, NAN_TURNS = walking(30).root_translation.copy(), walking(30).joint_rotations.copy()
NAN_PLACES[7, 1], NAN_TURNS[3, 21, 2] = np.nan, np.inf
WALK = walking(30)


def motion(**changes) -> dict:
    return {"name": "walk.001", "motion": {**packed_motion(WALK), **changes}}


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"exemplars": []}, ["no clip to learn from", "Learn Style"]),
        ({"exemplars": [clip(30)] * 65}, ["65 clips are too many", "up to 64", "Remove some"]),
        ({"exemplars": None}, ["list of clips is not readable"]),
        ({"exemplars": {"name": "a"}}, ["list of clips is not readable"]),
        ({"exemplars": [clip(30), 5]}, ["Clip 2 is not readable"]),
        ({"exemplars": [clip(20), clip(15)]}, ["too short", "the longest has 0.7 seconds", "at least 0.7"]),
        ({"exemplars": [clip(1800)] * 10 + [clip(60)]}, ["10 min 2 s together", "most telling 10 minutes"]),
        ({"exemplars": [clip(30, fps=1.0)] * 25}, ["12 min 30 s together"]),
        ({"exemplars": [{"name": "a"}]}, ["clip “a” must be either a motion or a BVH file"]),
        ({"exemplars": [{**motion(), "bvh": "HIERARCHY"}]}, ["“walk.001” must be either"]),
        ({"exemplars": [{"bvh": ""}]}, ["Clip 1 has no name"]),
        ({"exemplars": [clip(30, name="n" * 256)]}, ["Clip 1 has no name, or one of more than 255"]),
        ({"exemplars": [clip(30, does="d" * 121)]}, ["Clip 1", "at most 120 characters"]),
        ({"exemplars": [clip(30, does=3)]}, ["Clip 1", "no text"]),
        ({"exemplars": [{"name": "a", "bvh": 5}]}, ["Clip 1 does not hold the text of a BVH file"]),
        ({"exemplars": [{"name": "a", "motion": "walk"}]}, ["Clip 1 does not hold a motion"]),
        ({"exemplars": [{"name": "a", "motion": {"fps": 30.0}}]}, ["Clip 1 does not hold a motion"]),
        ({"exemplars": [motion(fps=0)]}, ["Clip 1", "at 1 to 120 of them a second"]),
        ({"exemplars": [motion(fps=240.0)]}, ["at 1 to 120"]),
        ({"exemplars": [motion(fps=float("nan"))]}, ["at 1 to 120"]),
        ({"exemplars": [motion(fps="30")]}, ["Clip 1 does not hold a motion"]),
        ({"exemplars": [motion(speed=2)]}, ["does not know the setting “speed”", "Update"]),
        ({"exemplars": [clip(30, weight=2)]}, ["does not know the setting “weight”"]),
        ({"exemplars": [motion(root_translation=packed(NAN_PLACES))]}, ["“walk.001” holds a number that is none"]),
        ({"exemplars": [clip(30), motion(joint_rotations=packed(NAN_TURNS))]}, ["“walk.001” holds a number that is none"]),
        ({"exemplars": [motion(joint_rotations=packed(1.1 * WALK.joint_rotations))]}, ["“walk.001”", "scaled", "Clear its scale"]),
        ({"exemplars": [motion(joint_rotations=packed(0 * WALK.joint_rotations))]}, ["scaled"]),
        ({"exemplars": [motion(joint_rotations=packed(1e38 * WALK.joint_rotations))]}, ["scaled"]),
        ({"exemplars": [motion(root_translation=packed(1e9 + WALK.root_translation))]}, ["100 km", "closer"]),
        ({"exemplars": [motion(root_translation=packed(WALK.root_translation[:29]))]}, ["22 rotations for each frame"]),
        ({"exemplars": [motion(joint_rotations=packed(WALK.joint_rotations[:, :21]))]}, ["22 rotations for each frame"]),
        ({"exemplars": [motion(root_translation=packed(np.float32(1)))]}, ["22 rotations for each frame"]),
        ({"exemplars": [motion(root_translation=packed(np.zeros((0, 3))), joint_rotations=packed(np.zeros((0, 22, 4))))]}, ["no frames"]),
        ({"exemplars": [motion(root_translation={"shape": [30, 3], "data": "AAAA"})]}, ["numbers of “walk.001” arrived damaged"]),
        ({"exemplars": [motion(root_translation={"shape": [30, 3], "data": "not base64!"})]}, ["arrived damaged"]),
        ({"exemplars": [motion(root_translation={"shape": [10**400], "data": ""})]}, ["clip 1 arrived damaged"]),
        ({"exemplars": [motion(root_translation={"shape": [-1] * 50, "data": "AAAA"})]}, ["arrived damaged"]),
        ({"exemplars": [{**motion(root_translation=packed(NAN_PLACES)), "name": ""}, clip(30)]}, ["clip 1 holds a number"]),
        ({"descriptor": ""}, ["no descriptor", "for example: tired"]),
        ({"descriptor": "very very very old man"}, ["up to four"]),
        ({"descriptor": "<grumpy>"}, ["without < >"]),
        ({"descriptor": "x" * 41}, ["descriptor is too long", "40"]),
        ({"descriptor": None}, ["descriptor holds something that is not text"]),
        ({"strong": "yes"}, ["strong"]),
        ({"replace": 1}, ["replace"]),
        ({"seed": -1}, ["seed must be a whole number between 0 and 2147483647"]),
        ({"seed": 2**31}, ["seed must be a whole number"]),
        ({"steps": 5}, ["does not know the setting “steps”", "Update"]),
    ],
)  # fmt: skip
def test_refused_with_a_sentence(server, changes, words):
    problem = expect_problem(post(server, request(**changes)), 422, *words)
    assert len(problem["detail"]) < 160 and "Clip" not in (problem["action"] or "")


@pytest.mark.parametrize("name, words", [("name", "The name of the style is empty"), ("descriptor", "The descriptor is empty"),
                                         ("exemplars", "The list of clips is missing")])  # fmt: skip
def test_what_must_be_there(server, name, words):
    body = request()
    del body[name]
    expect_problem(post(server, body), 422, words)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"clips"', b"\xff\xfe{}", b"[" * 20000, b'{"name": "\\ud800"}'])
def test_unreadable(server, body):
    expect_problem(post(server, body), post(server, body).status_code)
    assert post(server, body).status_code in (400, 422)


def frames_of(text: str, number: int) -> str:
    """The BVH file with so many of its frames."""
    head, _, rest = text.partition("Frames: ")
    _, frame_time, *rows = rest.splitlines()
    return "\n".join([f"{head}Frames: {number}", frame_time, *rows[:number], ""])


JUNK = {
    "empty": (lambda text: "", "not a BVH file"),
    "not one": (lambda text: "a person walks", "not a BVH file"),
    "binary": (lambda text: "\x00\x01 Kaydara FBX Binary \x00" * 99, "not a BVH file"),
    "no frames": (lambda text: frames_of(text, 0), "holds no frames"),
    "no rows": (lambda text: text[: text.index("Frame Time")] + "Frame Time: 0.033333\n", "no frames"),
    "cut in a row": (lambda text: text[:-200], "cut short"),
    "cut in the header": (lambda text: text[: text.index("MOTION")], "not a BVH file"),
    "cut before its frames": (lambda text: text[: text.index("Frames")], "damaged"),
    "not numbers": (lambda text: text.replace("0.0", "zero", 5), "damaged"),
    "not finite": (lambda text: text[: text.rindex(" ")] + " nan\n", "not finite"),
    "no time": (lambda text: text.replace("Frame Time: 0.03333333", "Frame Time: 0"), "damaged"),
    "no rate": (lambda text: text.replace("Frame Time: 0.03333333", "Frame Time: 1e-320"), "damaged"),
    "endless frames": (lambda text: text.replace("Frame Time: 0.03333333", "Frame Time: inf"), "many hours together"),
    "frames of a year": (lambda text: text.replace("Frame Time: 0.03333333", "Frame Time: 31557600"), "many hours together"),
    "unknown channels": (lambda text: text.replace("Zrotation", "Wrotation"), "damaged"),
    "unknown places": (lambda text: text.replace("Zposition", "Wposition"), "damaged"),
    "no person": (lambda text: text.replace("UpLeg", "Wing").replace("Leg", "Tail"), "does not look like a person"),
    "no skeleton": (lambda text: "HIERARCHY\nMOTION\nFrames: 1\nFrame Time: 0.1\n0\n", "damaged"),
    "nothing closed": (lambda text: text.replace("}", ""), "damaged"),
    "all closed": (lambda text: text.replace("{", "}"), "damaged"),
    "a body without length": (lambda text: re.sub(r"OFFSET.*", "OFFSET 0 0 0", text), "more than 100 km"),
}


@pytest.mark.parametrize("damage, words", JUNK.values(), ids=JUNK)
def test_bvh_files_that_are_none(server, tmp_path, damage, words):
    text = damage(bvh(tmp_path))
    problem = expect_problem(post(server, request(exemplars=[clip(30), {"name": "wave.bvh", "bvh": text}])), 422, words)
    assert "wave.bvh" in problem["detail"] or "together" in problem["detail"]
    assert server.finish(server.invert(request()))["state"] == "done"


def test_one_frame_is_a_file_too(server, tmp_path):
    exemplars = [clip(60), {"name": "pose.bvh", "bvh": frames_of(bvh(tmp_path), 1)}]
    assert learn(server, exemplars=exemplars)["notes"] == ["2 clips were learned from."]
    expect_problem(post(server, request("b", exemplars=exemplars[1:])), 422, "too short")


@pytest.mark.parametrize("declared", [True, False])
def test_too_much_of_it(server, declared):
    size = CLIPS_BODY_BYTES + 2**20
    content = bytes(size) if declared else (bytes(2**20) for _ in range(size // 2**20))
    problem = expect_problem(server.client.post("/v1/jobs/invert", content=content), 413, "48 MiB", "fewer or shorter clips")
    assert "Update" not in problem["action"]
    assert server.finish(server.invert(request()))["state"] == "done"


def test_as_much_as_fits(server):
    body = json.dumps(request(exemplars=[clip(2250, fps=120.0)] * 32)).encode()
    body += b" " * (CLIPS_BODY_BYTES - len(body))
    answer = post(server, body)
    assert answer.status_code == 202 and server.finish(answer.json())["state"] == "done"


def test_the_server_answers_while_clips_are_read(server, tmp_path):
    text = bvh(tmp_path, walking(3600))
    body, slowest = request(exemplars=[{"name": f"{number}.bvh", "bvh": text} for number in range(4)]), 0.0
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(server.invert, body)
        while not reading.done():
            begin = time.monotonic()
            server.client.get("/v1/health").raise_for_status()
            slowest = max(slowest, time.monotonic() - begin)
    assert server.finish(reading.result())["state"] == "done"
    assert slowest < 2, "all four take 4 s"


def test_what_has_ended_keeps_no_clips():
    from models.inversion.request import Exemplar, InversionRequest
    from server.exemplars import Inversion
    from server.jobs import JobQueue
    from server.problems import problem

    queue = JobQueue()
    inversion = Inversion(InversionRequest("a", "b", (Exemplar(walking(30)),)), False)
    done, cancelled, closed = (queue.find(queue.submit(inversion, "").id) for _ in range(3))
    assert queue.take() is done and done.request is inversion
    queue.finish(done, error=problem("generation-failed", "It failed."))
    queue.cancel(cancelled)
    queue.close(problem("shutting-down", "It stops."))
    assert [len(job.request.request.exemplars) for job in (done, cancelled, closed)] == [0, 0, 0]


# Styles in the words of the other tasks


def ask(server, task: str, words: str, **settings):
    body = {"generate": {"prompt": words}, "complete": pinned(prompt=words), "pose": {"text": words}}[task]
    return server.client.post(f"/v1/jobs/{task}", json={**body, **settings})


@pytest.mark.parametrize("task", ["generate", "complete", "pose"])
def test_an_unknown_style_is_refused_and_the_known_ones_named(server, task):
    expect_problem(ask(server, task, "a <happy> person"), 422, "no style <happy>", "No style has been learned yet")
    learn(server), learn(server, "zany")
    problem = expect_problem(ask(server, task, "a <grumpy> and <happy> person"), 422, "There are <grumpy>, <zany>.")
    assert problem["type"] == "urn:motion-prompt:invalid-request"
    expect_problem(ask(server, task, "a <> person"), 422, "no style <>")
    expect_problem(ask(server, task, "a <../grumpy> person"), 422, "no style <../grumpy>")
    answers = [ask(server, task, words) for words in ("a <grumpy>, <Zany> person", "2 > 1")]
    assert [answer.status_code for answer in answers] == [202, 202]


def test_a_style_that_is_deleted_while_the_job_waits(server):
    learn(server)
    with server.busy():
        job = server.submit("a <grumpy> person walks")
        server.client.delete("/v1/styles/grumpy").raise_for_status()
    ended = server.finish(job)
    assert ended["state"] == "failed" and ended["error"]["status"] == 422
    assert "There is no style <grumpy>" in ended["error"]["detail"] and "Learn Style" in ended["error"]["detail"]
    expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, "no style <grumpy>")
    assert "Traceback" not in server.output().split(job["id"])[-1]


def test_an_unknown_style_while_the_models_load(tmp_path):
    with ServerProcess(tmp_path, load="generate:slow") as server:
        job, style = server.submit("a <happy> person"), server.invert(request())
        ended = server.finish(job)
        assert ended["state"] == "failed" and ended["error"]["status"] == 422 and "no style <happy>" in ended["error"]["detail"]
        assert server.finish(style)["state"] == "done" and server.result(style)["style"]["usable"]


def test_how_strongly_a_style_is_used(server):
    learn(server)
    for strengths, height in (({}, 0.93), ({"grumpy": 1}, 1.93), ({"grumpy": 0.25, "other": 0}, 1.18)):
        answer = ask(server, "generate", "a <grumpy> person", style_strengths=strengths)
        job = answer.json()
        assert answer.status_code == 202 and server.finish(job)["state"] == "done"
        result = server.result(job)
        assert result["request"]["style_strengths"] == strengths
        assert array(result["motions"][0]["root_translation"])[0, 1] == pytest.approx(height)
    for task in ("complete", "pose"):
        assert server.finish(ask(server, task, "a <grumpy> person", style_strengths={"grumpy": 0.5}).json())["state"] == "done"


@pytest.mark.parametrize("task", ["generate", "complete", "pose"])
@pytest.mark.parametrize("strengths", [{"grumpy": 1.01}, {"grumpy": -0.1}, {"grumpy": float("nan")}, {"grumpy": "1"}, {"grumpy": None},
                                       {"grumpy": True}, [], 0.5, None, {str(number): 1 for number in range(200)}])  # fmt: skip
def test_strengths_that_are_none(server, task, strengths):
    body = {"generate": {"prompt": "a"}, "complete": pinned(), "pose": {"text": "a"}}[task]
    content = json.dumps({**body, "style_strengths": strengths})
    answer = server.client.post(f"/v1/jobs/{task}", content=content, headers={"Content-Type": "application/json"})
    expect_problem(answer, 422, "strength of a style must be a number between 0 and 1")


# The server around it


@pytest.mark.parametrize(
    "load, words", [("fail", ["lead.safetensors is damaged", "Download"]), ("crash", ["The model that learns styles could not be loaded"])]
)
def test_without_its_model_the_rest_works(tmp_path, load, words):
    with ServerProcess(tmp_path, load=f"invert:{load}") as server:
        server.wait_until("ready")
        wait_for(lambda: server.client.get("/v1/capabilities").json()["tasks"]["invert"] is None, 10)
        expect_problem(post(server, request()), 503, *words)
        server.client.post("/v1/styles", content=style_file()).raise_for_status()
        assert server.styles() == ["grumpy"] and server.finish(server.submit("a <grumpy> person"))["state"] == "done"


def test_a_job_that_waited_for_a_model_that_does_not_load(tmp_path):
    with ServerProcess(tmp_path, load="invert:slow-fail") as server:
        server.wait_until("ready")
        job, other = server.invert(request()), server.submit()
        ended = server.finish(job)
        assert ended["state"] == "failed" and "damaged" in ended["error"]["detail"] and ended["error"]["status"] == 503
        assert server.finish(other)["state"] == "done" and server.styles() == []


def test_it_works_where_completion_and_poses_did_not_load(tmp_path):
    with ServerProcess(tmp_path, load="complete:fail") as server:
        server.wait_until("ready")
        learn(server)
        assert server.client.get("/v1/capabilities").json()["tasks"]["complete"] is None


def test_without_any_model(tmp_path):
    with ServerProcess(tmp_path, load="generate:fail") as server:
        server.wait_until("failed")
        expect_problem(post(server, request()), 503, "lead.safetensors is damaged")
        expect_problem(server.client.get("/v1/styles"), 503, "lead.safetensors is damaged")


def test_one_line_a_job(tmp_path):
    with ServerProcess(tmp_path) as server:
        server.wait_until("ready")
        jobs = [server.invert(request("secretive", descriptor=word, exemplars=[clip(60, name="private.bvh")], strong=word == "calm"))
                for word in ("unreachable", "calm")]  # fmt: skip
        for job in jobs:
            server.finish(job)
            wait_for(lambda: job["id"] in server.output(), 2)
            assert server.output().count(job["id"]) == 1
        assert "(1 clips, 2.0 s, fast)" in server.output() and "(1 clips, 2.0 s, strong)" in server.output() and "(invert)" in server.output()
        assert "private" not in server.output() and "secretive" not in server.output() and "Traceback" not in server.output()


def test_the_wire_is_the_models_own_request():
    from models.inversion import request as model
    from server import schemas as wire

    defaults = {field.name: field.default for field in dataclasses.fields(model.InversionRequest)}
    fields = wire.InversionRequest.model_fields
    assert set(fields) == {*defaults, "replace"}
    for name, field in fields.items():
        assert field.is_required() or name == "replace" or field.default == defaults[name]
    assert {field.name for field in dataclasses.fields(model.Exemplar)} | {"bvh"} == set(wire.Exemplar.model_fields)
