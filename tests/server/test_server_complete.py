"""The task `complete` on the wire: results, progress, cancelling, bad input, a model that is missing."""
from __future__ import annotations

import dataclasses
import json
import time

import numpy as np
import pytest
from conftest import ServerProcess, array, expect_problem, packed, wait_for
from pins import pin, request, rotations

from server.limits import COMPLETION_STEPS


def test_pins_become_motions(server):
    job = server.complete(request(takes=3, seed=5, prompt="a person walks 🚶", guidance_scale=3, start_position=[1, -2.5]))
    assert job["task"] == "complete" and job["state"] in ("queued", "running", "done")
    ended = server.finish(job)
    assert ended["state"] == "done" and ended["error"] is None and ended["seconds"] >= 0 and server.job(job) == ended
    result = server.result(job)
    assert set(result) == {"motions", "pin_errors", "notes"} and len(result["motions"]) == 3
    for motion in result["motions"]:
        assert motion["fps"] == 24.0
        places, poses = array(motion["root_translation"]), array(motion["joint_rotations"])
        assert places.shape == (49, 3) and poses.shape == (49, 22, 4)
        for frame in (0, 20, 48):
            np.testing.assert_array_equal(places[frame], np.float32([frame / 100, 0.93, 0.25]))
            np.testing.assert_array_equal(poses[frame], rotations(frame))
    assert result["motions"][0] != result["motions"][1]
    assert result["pin_errors"] == [{"frame": frame, "degrees": 0.0, "centimetres": 0.0} for frame in (0, 20, 48)]
    assert result["notes"] == ["3 pins are met."]


def test_the_same_request_gives_the_same_bytes(server):
    first, again, other = (server.complete(request(seed=seed, takes=2)) for seed in (4, 4, 5))
    answers = []
    for job in (first, again, other):
        server.finish(job)
        answers.append(server.client.get(f"/v1/jobs/{job['id']}/result").content)
    assert answers[0] == answers[1] != answers[2]


def test_a_part_of_a_pose(server):
    hand = [joint == 20 for joint in range(22)]
    job = server.complete(request(constraints=[pin(10, joint_mask=hand, root_mask=False)]))
    assert server.finish(job)["state"] == "done"
    np.testing.assert_array_equal(array(server.result(job)["motions"][0]["joint_rotations"])[10, 20], rotations(10)[20])


def test_progress_in_the_models_own_steps(server):
    with server.busy():
        job = server.complete(request(prompt="slow"))
        assert job["state"] == "queued" and (job["step"], job["steps"], job["ahead"]) == (0, COMPLETION_STEPS, 1)
    events = [event for event in server.events(job) if event["state"] == "running" and event["step"]]
    assert [event["step"] for event in events] == list(range(events[0]["step"], 26))
    assert {event["steps"] for event in events} == {25}
    ended = server.job(job)
    assert ended["state"] == "done" and ended["step"] == ended["steps"] == 25


def test_cancel_while_running(server):
    job = server.complete(request(prompt="hold"))
    wait_for(lambda: server.job(job)["step"] > 1, 20)
    server.cancel(job)
    assert wait_for(lambda: server.job(job)["state"] == "cancelled", 5) < 1, "one step takes 0.1 s, the rest of the job 2 s"
    assert server.job(job)["error"] is None
    expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, "cancelled")


def test_cancel_while_waiting(server):
    with server.busy():
        job = server.complete(request())
        assert server.cancel(job)["state"] == "cancelled"
    assert server.finish(server.complete(request()))["state"] == "done"


def test_both_tasks_take_turns(server):
    with server.busy(client="greedy"):
        jobs = [server.submit(client="greedy"), *(server.complete(request(), client=client) for client in ("greedy", "modest"))]
        assert [server.job(job)["ahead"] for job in jobs] == [2, 3, 1]
    assert [server.finish(job)["task"] for job in jobs] == ["generate", "complete", "complete"]
    assert {server.job(job)["state"] for job in jobs} == {"done"}


@pytest.mark.parametrize(
    "prompt, status, words",
    [("crash", 500, "could not be generated"), ("memory", 500, "memory"), ("broken", 500, "could not be generated"),
     ("unreachable", 422, "No body reaches both poses")],
)  # fmt: skip
def test_a_failing_model_is_explained_and_outlived(server, prompt, status, words):
    job = server.complete(request(prompt=prompt))
    error = server.finish(job)["error"]
    assert server.job(job)["state"] == "failed" and error["status"] == status and words in error["detail"]
    assert "secret" not in str(error)
    expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, words)
    assert server.finish(server.complete(request()))["state"] == "done"


NOT_A_NUMBER = rotations()
NOT_A_NUMBER[3, 1] = np.nan
INFINITE = rotations()
INFINITE[21, 0] = np.inf
NO_JOINTS, ALL_BUT_ONE = [False] * 22, [True] * 21


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"constraints": []}, ["no pinned poses", "Pin at least one"]),
        ({"constraints": None}, ["list of pinned poses is not readable"]),
        ({"constraints": {"frame": 1}}, ["list of pinned poses is not readable"]),
        ({"constraints": [5]}, ["Pin 1 is not readable"]),
        ({"constraints": [pin(0)] * 1202}, ["more pinned poses than the 1201"]),
        ({"constraints": [pin(0), pin(49)]}, ["pin at frame 49 lies outside the 49 frames", "Lengthen"]),
        ({"constraints": [pin(0, frame=-1)]}, ["pin at frame -1 lies outside"]),
        ({"constraints": [pin(0, frame=10**400)]}, ["Pin 1 has no frame"]),
        ({"constraints": [pin(0, frame=2.5)]}, ["Pin 1 has no frame"]),
        ({"constraints": [pin(0), pin(0, frame=True)]}, ["Pin 2 has no frame"]),
        ({"constraints": [pin(7), pin(8), pin(7)]}, ["Frame 7 is pinned twice"]),
        ({"constraints": [pin(0, root_translation=[0, float("nan"), 0])]}, ["Pin 1 does not say where", "three numbers"]),
        ({"constraints": [pin(0, root_translation=[0, float("inf"), 0])]}, ["three numbers"]),
        ({"constraints": [pin(0, root_translation=[0, 1e9, 0])]}, ["within 100 km"]),
        ({"constraints": [pin(0, root_translation=[0, 0])]}, ["three numbers"]),
        ({"constraints": [pin(0, root_translation=["0", 0, 0])]}, ["three numbers"]),
        ({"constraints": [pin(12, joint_rotations=packed(NOT_A_NUMBER))]}, ["frame 12", "number that is none"]),
        ({"constraints": [pin(12, joint_rotations=packed(INFINITE))]}, ["frame 12", "number that is none"]),
        ({"constraints": [pin(12, joint_rotations=packed(1.1 * rotations()))]}, ["frame 12", "scaled", "Clear the scale"]),
        ({"constraints": [pin(12, joint_rotations=packed(0 * rotations()))]}, ["scaled"]),
        ({"constraints": [pin(12, joint_rotations=packed(1e30 * rotations()))]}, ["scaled"]),
        ({"constraints": [pin(0, joint_rotations=packed(rotations()[:21]))]}, ["Pin 1 does not hold a rotation for each"]),
        ({"constraints": [pin(0, joint_rotations={"shape": [10**400], "data": ""})]}, ["rotation for each of the 22"]),
        ({"constraints": [pin(0, joint_rotations={"shape": [22, 4], "data": "AAAA"})]}, ["numbers of pin 1 arrived damaged"]),
        ({"constraints": [pin(0, joint_rotations={"shape": [22, 4], "data": "not base64!"})]}, ["arrived damaged"]),
        ({"constraints": [pin(0, joint_rotations={"shape": [22, 4], "data": "é"})]}, ["arrived damaged"]),
        ({"constraints": [pin(0, joint_rotations={"shape": [22, 4]})]}, ["rotation for each of the 22"]),
        ({"constraints": [pin(0, joint_rotations=[[1, 0, 0, 0]] * 22)]}, ["rotation for each of the 22"]),
        ({"constraints": [pin(0, joint_mask=ALL_BUT_ONE)]}, ["Pin 1 does not say of each of the 22 joints"]),
        ({"constraints": [pin(0, joint_mask=ALL_BUT_ONE + [1])]}, ["each of the 22 joints"]),
        ({"constraints": [pin(0, joint_mask=NO_JOINTS, root_mask=False)]}, ["frame 0 pins nothing"]),
        ({"constraints": [pin(0, root_mask=None)]}, ["place of the body is pinned"]),
        ({"constraints": [pin(0, weight=1)]}, ["does not know the setting “weight”", "Update"]),
        ({"constraints": [pin(0, joint_rotations={**packed(rotations()), "dtype": "f8"})]}, ["setting “dtype”"]),
        ({"constraints": [{"frame": 0}]}, ["Pin 1 does not say where the body is"]),
        ({"speed": 2}, ["does not know the setting “speed”", "Update"]),
        ({"steps": 5}, ["does not know the setting “steps”"]),
        ({"frames": 302, "fps": 30}, ["span 10.1 seconds", "0.7 to 10 seconds"]),
        ({"frames": 15, "fps": 30, "constraints": [pin(0)]}, ["span 0.5 seconds"]),
        ({"frames": 0}, ["number of frames must be a whole number between 1 and 1201"]),
        ({"frames": 10**400}, ["between 1 and 1201"]),
        ({"frames": 48.5}, ["whole number"]),
        ({"fps": 0}, ["frame rate must be a number between 1 and 120 frames a second"]),
        ({"fps": float("nan")}, ["frame rate must be a number"]),
        ({"fps": "24"}, ["frame rate must be a number"]),
        ({"takes": 17}, ["number of takes must be a whole number between 1 and 16"]),
        ({"seed": -1}, ["seed must be a whole number"]),
        ({"guidance_scale": float("inf")}, ["guidance must be a number between 1 and 15"]),
        ({"prompt": "x" * 501}, ["too long", "501", "Shorten"]),
        ({"prompt": None}, ["not text"]),
        ({"start_position": [1]}, ["two numbers, x and z"]),
        ({"start_heading": float("nan")}, ["start direction"]),
    ],
)  # fmt: skip
def test_refused_with_a_sentence(server, changes, words):
    body = json.dumps(request(**changes))
    answer = server.client.post("/v1/jobs/complete", content=body, headers={"Content-Type": "application/json"})
    problem = expect_problem(answer, 422, *words)
    assert len(problem["detail"]) < 160


@pytest.mark.parametrize("name, words", [("frames", "number of frames"), ("fps", "frame rate"), ("constraints", "pinned poses")])
def test_what_must_be_there(server, name, words):
    body = request()
    del body[name]
    expect_problem(server.client.post("/v1/jobs/complete", json=body), 422, f"{words} is missing")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"pins"'])
def test_unreadable(server, body):
    answer = server.client.post("/v1/jobs/complete", content=body, headers={"Content-Type": "application/json"})
    expect_problem(answer, 422, "not readable")


@pytest.mark.parametrize("declared", [True, False])
def test_a_huge_body(server, declared):
    body = b'{"prompt": "' + b"x" * 3_000_000 + b'"}'
    content = body if declared else (body[start : start + 100_000] for start in range(0, len(body), 100_000))
    expect_problem(server.client.post("/v1/jobs/complete", content=content), 413, "larger than the 2048 KiB")
    assert server.finish(server.complete(request()))["state"] == "done"


@pytest.mark.parametrize("frames, fps", [(301, 30.0), (21, 30), (240, 23.976), (1201, 120.0)])
def test_every_frame_of_the_edges_pinned(server, frames, fps):
    pins = [pin(frame, root_translation=[-0.12345678901234567, 0.9123456789012345, -frame / 7]) for frame in range(frames)]
    job = server.complete(request(frames=frames, fps=fps, constraints=pins))
    assert server.finish(job)["state"] == "done"
    assert len(server.result(job)["pin_errors"]) == frames


@pytest.mark.parametrize(
    "load, words", [("fail", ["completion.safetensors is damaged", "Download"]), ("crash", ["could not be loaded"])]
)
def test_without_its_model_the_rest_works(tmp_path, load, words):
    with ServerProcess(tmp_path, load=f"complete:{load}") as server:
        server.wait_until("ready")
        wait_for(lambda: server.client.get("/v1/capabilities").json()["tasks"]["complete"] is None, 10)
        expect_problem(server.client.post("/v1/jobs/complete", json=request()), 503, *words)
        assert server.finish(server.submit())["state"] == "done"
        assert server.client.get("/v1/health").json()["status"] == "ready"
        assert server.client.get("/v1/capabilities").json()["tasks"]["generate"]


def test_a_job_that_waited_for_a_model_that_does_not_load(tmp_path):
    with ServerProcess(tmp_path, load="complete:slow-fail") as server:
        server.wait_until("ready")
        job, other = server.complete(request()), server.submit()
        ended = server.finish(job)
        assert ended["state"] == "failed" and "damaged" in ended["error"]["detail"] and ended["error"]["status"] == 503
        assert server.finish(other)["state"] == "done"


def test_generation_is_ready_no_later(tmp_path):
    with ServerProcess(tmp_path, load="complete:slow") as server:
        server.wait_until("ready")
        job = server.complete(request())
        time.sleep(0.2)
        assert server.job(job)["state"] == "queued", "the null completion takes two seconds to load"
        assert server.finish(job)["state"] == "done"


def test_without_any_model(tmp_path):
    with ServerProcess(tmp_path, load="generate:fail") as server:
        server.wait_until("failed")
        expect_problem(server.client.post("/v1/jobs/complete", json=request()), 503, "lead.safetensors is damaged")


def test_one_line_a_job(tmp_path):
    with ServerProcess(tmp_path) as server:
        server.wait_until("ready")
        jobs = [server.complete(request(prompt=prompt, takes=2)) for prompt in ("a private sentence", "unreachable")]
        for job in jobs:
            server.finish(job)
            wait_for(lambda: job["id"] in server.output(), 2)
            assert server.output().count(job["id"]) == 1
        assert "(2.0 s, 2 takes, 3 pins)" in server.output() and "(complete)" in server.output()
        assert "private" not in server.output() and "Traceback" not in server.output()


def test_the_wire_is_the_models_own_request():
    from models.completion import request as model
    from server import schemas as wire

    for name in ("CompletionRequest", "PoseConstraint"):
        model_fields = dataclasses.fields(getattr(model, name))
        defaults = {field.name: {} if field.name == "style_strengths" else field.default for field in model_fields}
        fields = getattr(wire, name).model_fields
        assert set(fields) == set(defaults)
        for key, field in fields.items():
            assert field.is_required() or field.default == defaults[key]
