"""The task `pose` on the wire: results, progress, cancelling, bad input, a model that is missing."""
from __future__ import annotations

import dataclasses
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from conftest import ServerProcess, array, expect_problem, wait_for
from pins import request as pinned


def post(server, body):
    if isinstance(body, dict):
        return server.client.post("/v1/jobs/pose", json={"text": "hands on the hips", **body})
    return server.client.post("/v1/jobs/pose", content=body, headers={"Content-Type": "application/json"})


def test_words_become_poses(server):
    job = server.pose("hands on the hips 🧍‍♀️ в тишине", count=5, seed=7)
    assert job["task"] == "pose" and job["state"] in ("queued", "running", "done")
    ended = server.finish(job)
    assert ended["state"] == "done" and ended["error"] is None and ended["seconds"] >= 0 and server.job(job) == ended
    result = server.result(job)
    assert set(result) == {"joint_rotations", "pelvis_heights", "scores", "notes"}
    rotations = array(result["joint_rotations"])
    assert rotations.shape == (5, 22, 4)
    np.testing.assert_allclose(rotations[:, 0, 2], np.sin(np.arange(5) / 20), atol=1e-6)
    np.testing.assert_array_equal(array(result["pelvis_heights"]), np.full(5, 0.97, np.float32))
    np.testing.assert_array_equal(array(result["scores"]), np.float32([1, 0.75, 0.5, 0.25, 0]))
    assert result["notes"] == ["5 poses were found."]


def test_eight_poses_where_nothing_else_is_said(server):
    job = server.pose()
    assert server.finish(job)["state"] == "done"
    assert array(server.result(job)["scores"]).shape == (8,)


def test_the_same_request_gives_the_same_bytes(server):
    first, again, other = (server.pose(seed=seed) for seed in (4, 4, 5))
    answers = []
    for job in (first, again, other):
        server.finish(job)
        answers.append(server.client.get(f"/v1/jobs/{job['id']}/result").content)
    assert answers[0] == answers[1] != answers[2]


def test_progress_in_the_models_own_steps(server):
    with server.busy():
        job = server.pose("slow")
        assert job["state"] == "queued" and (job["step"], job["steps"], job["ahead"]) == (0, 1, 1)
    events = [event for event in server.events(job) if event["state"] == "running" and event["step"]]
    assert [event["step"] for event in events] == list(range(events[0]["step"], 21))
    assert {event["steps"] for event in events} == {20}
    ended = server.job(job)
    assert ended["state"] == "done" and ended["step"] == ended["steps"] == 20


def test_cancel_while_running(server):
    job = server.pose("hold")
    wait_for(lambda: server.job(job)["step"] > 1, 20)
    server.cancel(job)
    assert wait_for(lambda: server.job(job)["state"] == "cancelled", 5) < 1, "one step takes 0.1 s, the rest of the job 2 s"
    assert server.job(job)["error"] is None
    expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, "The pose was cancelled", "again")


def test_cancel_while_waiting(server):
    with server.busy():
        job = server.pose()
        expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, "The pose is not ready", "Wait")
        ended = server.cancel(job)
        assert ended["state"] == "cancelled"
    assert server.finish(server.pose())["state"] == "done"
    assert server.job(job) == ended, "it was not run after all"


def test_all_tasks_take_turns(server):
    with server.busy(client="greedy"):
        jobs = [server.submit(client="greedy"), server.pose(client="greedy"), server.pose(client="modest"),
                server.complete(pinned(), client="modest")]  # fmt: skip
        assert [server.job(job)["ahead"] for job in jobs] == [2, 4, 1, 3]
    assert [server.finish(job)["task"] for job in jobs] == ["generate", "pose", "pose", "complete"]
    assert {server.job(job)["state"] for job in jobs} == {"done"}


def test_twenty_clients_get_their_own_poses(server):
    def ask(seed: int) -> float:
        job = server.pose(f"person number {seed}", client=str(seed), seed=seed, count=1)
        assert server.finish(job)["state"] == "done"
        return round(float(array(server.result(job)["pelvis_heights"])[0]), 4)

    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(ask, range(20))) == [round(0.9 + seed / 100, 4) for seed in range(20)]


@pytest.mark.parametrize(
    "text, status, words, action",
    [("crash", 500, "The pose could not be generated", "seed"), ("memory", 500, "memory for this pose", "fewer poses"),
     ("broken", 500, "could not be generated", "seed"), ("unreachable", 422, "No body can do this. Describe another pose.", None)],
)  # fmt: skip
def test_a_failing_model_is_explained_and_outlived(server, text, status, words, action):
    job = server.pose(text)
    error = server.finish(job)["error"]
    assert server.job(job)["state"] == "failed" and error["status"] == status and words in error["detail"]
    assert error["action"] is None if action is None else action in error["action"]
    assert "secret" not in str(error)
    expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, words)
    assert server.finish(server.pose())["state"] == "done"


@pytest.mark.parametrize(
    "body, words",
    [
        ({"text": ""}, ["The description of the pose is empty.", "“hands on the hips”"]),
        ({"text": " \n\t\u200b"}, ["description of the pose is empty"]),
        (b"{}", ["description of the pose is empty"]),
        ({"text": "x" * 501}, ["description of the pose is too long", "501", "500", "Shorten"]),
        ({"text": "🧍" * 4000}, ["4,000 characters"]),
        ({"text": None}, ["not text", "Type the description"]),
        ({"text": ["hands on the hips"]}, ["not text"]),
        (b'{"text": "\\ud800"}', ["not text"]),
        ({"count": 0}, ["number of poses must be a whole number between 1 and 16", "Change the number of poses"]),
        ({"count": 17}, ["between 1 and 16"]),
        ({"count": 10**400}, ["between 1 and 16"]),
        ({"count": 2.5}, ["whole number"]),
        ({"count": "8"}, ["whole number"]),
        ({"count": True}, ["whole number"]),
        ({"count": None}, ["whole number"]),
        (b'{"text": "a", "count": NaN}', ["number of poses"]),
        ({"seed": -1}, ["seed must be a whole number between 0 and 2147483647"]),
        ({"seed": 2**31}, ["between 0 and 2147483647"]),
        (b'{"text": "a", "seed": Infinity}', ["seed must be a whole number"]),
        ({"prompt": "hands on the hips"}, ["does not know the setting “prompt”", "Update"]),
        ({"takes": 2}, ["does not know the setting “takes”"]),
        ({"start_heading": 1.0}, ["does not know the setting “start_heading”"]),
        ({"y" * 5000: 2}, ["does not know the setting"]),
        (b"[]", ["not readable"]),
        (b'"hands on the hips"', ["not readable"]),
        (b"{", ["not readable"]),
        (b"", ["not readable"]),
    ],
)
def test_refused_with_a_sentence(server, body, words):
    problem = expect_problem(post(server, body), 422, *words)
    assert len(problem["detail"]) < 160


@pytest.mark.parametrize("body", [b"\xff\xfe{}", b'{"text": "a", "seed": ' + b"9" * 5000 + b"}", b"[" * 20000])
def test_unreadable_json(server, body):
    assert expect_problem(post(server, body), post(server, body).status_code)["status"] in (400, 422)


@pytest.mark.parametrize("declared", [True, False])
def test_a_huge_body(server, declared):
    body = b'{"text": "' + b"x" * 300_000 + b'"}'
    content = body if declared else iter([body[:100_000], body[100_000:]])
    expect_problem(post(server, content), 413, "larger than the 64 KiB")
    assert server.finish(server.pose())["state"] == "done"


def test_the_longest_text_in_any_script_fits(server):
    for character in ("x", "é", "走", "🧍"):
        assert server.finish(server.pose(character * 500))["state"] == "done"


def test_the_edges_are_allowed(server):
    low, high = server.pose("!", count=1, seed=0), server.pose(count=16, seed=2**31 - 1)
    assert server.finish(low)["state"] == server.finish(high)["state"] == "done"
    assert array(server.result(low)["scores"]).shape == (1,) and array(server.result(high)["scores"]).shape == (16,)


@pytest.mark.parametrize(
    "load, words",
    [("fail", ["pose.safetensors is damaged", "Download"]), ("crash", ["The model that poses from words could not be loaded"])],
)
def test_without_its_model_the_rest_works(tmp_path, load, words):
    with ServerProcess(tmp_path, load=f"pose:{load}") as server:
        server.wait_until("ready")
        wait_for(lambda: server.client.get("/v1/capabilities").json()["tasks"]["pose"] is None, 10)
        expect_problem(server.client.post("/v1/jobs/pose", json={"text": "a"}), 503, *words)
        assert server.finish(server.submit())["state"] == server.finish(server.complete(pinned()))["state"] == "done"
        assert server.client.get("/v1/health").json()["status"] == "ready"
        tasks = server.client.get("/v1/capabilities").json()["tasks"]
        assert tasks["generate"] and tasks["complete"]


def test_it_works_where_completion_did_not_load(tmp_path):
    with ServerProcess(tmp_path, load="complete:fail") as server:
        server.wait_until("ready")
        assert server.finish(server.pose())["state"] == "done"
        tasks = server.client.get("/v1/capabilities").json()["tasks"]
        assert tasks["pose"] and tasks["complete"] is None


def test_a_job_that_waited_for_a_model_that_does_not_load(tmp_path):
    with ServerProcess(tmp_path, load="pose:slow-fail") as server:
        server.wait_until("ready")
        job, other = server.pose(), server.submit()
        ended = server.finish(job)
        assert ended["state"] == "failed" and "damaged" in ended["error"]["detail"] and ended["error"]["status"] == 503
        assert server.finish(other)["state"] == "done"


def test_generation_is_ready_no_later(tmp_path):
    with ServerProcess(tmp_path, load="pose:slow") as server:
        server.wait_until("ready")
        job = server.pose()
        time.sleep(0.2)
        assert server.job(job)["state"] == "queued", "the null poses take two seconds to load"
        assert server.finish(job)["state"] == "done"


def test_without_any_model(tmp_path):
    with ServerProcess(tmp_path, load="generate:fail") as server:
        server.wait_until("failed")
        expect_problem(server.client.post("/v1/jobs/pose", json={"text": "a"}), 503, "lead.safetensors is damaged")


def test_one_line_a_job(tmp_path):
    with ServerProcess(tmp_path) as server:
        server.wait_until("ready")
        jobs = [server.pose(text, count=3) for text in ("a private sentence", "unreachable")]
        for job in jobs:
            server.finish(job)
            wait_for(lambda: job["id"] in server.output(), 2)
            assert server.output().count(job["id"]) == 1
        assert "(3 poses)" in server.output() and "(pose)" in server.output()
        assert "private" not in server.output() and "Traceback" not in server.output()


def test_the_wire_is_the_models_own_request():
    from models.pose.request import PoseRequest as Model
    from server.schemas import PoseRequest as Wire

    defaults = {field.name: field.default for field in dataclasses.fields(Model)} | {"style_strengths": {}}
    assert set(Wire.model_fields) == set(defaults)
    for name, field in Wire.model_fields.items():
        assert field.is_required() or field.default == defaults[name]
