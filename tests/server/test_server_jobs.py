"""Jobs: states, progress, order, cancelling, results."""
from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from conftest import ServerProcess, array, expect_problem, read_events, wait_for


def test_a_prompt_becomes_motions(server):
    job = server.submit("a person walks 🚶‍♀️ durch die Straße 歩く", seed=7, takes=3, duration=2, start_position=[1, -2.5])
    assert job["state"] in ("queued", "running", "done") and job["task"] == "generate"
    ended = server.finish(job)
    assert ended["state"] == "done" and ended["step"] == ended["steps"] == 50
    assert ended["error"] is None and ended["seconds"] >= 0 and server.job(job) == ended
    result = server.result(job)
    assert len(result["motions"]) == 3
    for take, motion in enumerate(result["motions"]):
        assert motion["fps"] == 30.0 and array(motion["joint_rotations"]).shape == (60, 22, 4)
        np.testing.assert_array_equal(array(motion["root_translation"]), np.tile(np.float32([7, 0.93, take]), (60, 1)))
    assert result["request"] == {
        "prompt": "a person walks 🚶‍♀️ durch die Straße 歩く", "duration": 2.0, "seed": 7, "takes": 3, "guidance_scale": 4.0, "steps": 50,
        "style_strengths": {}, "start_position": [1.0, -2.5], "start_heading": 0.0,
    }  # fmt: skip


def test_every_step_is_told_to_every_listener(server):
    with ThreadPoolExecutor(4) as pool, server.busy():
        job, begun = server.submit("slow", steps=25), threading.Barrier(5)

        def listen(_) -> list[dict]:
            with server.client.stream("GET", f"/v1/jobs/{job['id']}/events") as answer:
                events = read_events(answer)
                first = next(events)
                begun.wait()
                return [first, *events]

        streams = [pool.submit(listen, number) for number in range(4)]
        begun.wait()
    for events in (stream.result() for stream in streams):
        assert events[0]["state"] == "queued" and events[0]["ahead"] == 1
        assert [event["step"] for event in events if event["state"] == "running"] == list(range(26))
        assert [event["state"] for event in events].count("done") == 1 and events[-1]["state"] == "done"
    assert server.events(job) == [server.job(job)], "a listener that comes late hears the end at once"


def test_a_listener_that_leaves_does_not_disturb(server):
    job = server.submit("slow", steps=40)
    with server.client.stream("GET", f"/v1/jobs/{job['id']}/events") as answer:
        next(read_events(answer))
    assert server.finish(job)["state"] == "done"


def test_cancel_while_running(server):
    job = server.submit("slow", steps=250)
    wait_for(lambda: server.job(job)["step"] > 2, 20)
    server.cancel(job)
    assert wait_for(lambda: server.job(job)["state"] == "cancelled", 5) < 1, "one step takes 0.02 s, the rest of the job 5 s"
    assert server.job(job)["step"] < 250 and server.job(job)["error"] is None
    expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, "cancelled")
    assert server.finish(server.submit())["state"] == "done", "the next job runs"


def test_cancel_while_waiting(server):
    with server.busy() as running:
        waiting, after = server.submit(), server.submit()
        assert [server.job(job)["ahead"] for job in (running, waiting, after)] == [0, 1, 2]
        assert server.cancel(waiting)["state"] == "cancelled" and server.finish(waiting)["step"] == 0
        assert server.job(after)["ahead"] == 1
    assert server.finish(after)["state"] == "done"
    assert server.job(waiting)["state"] == "cancelled"


def test_cancelling_what_has_ended_changes_nothing(server):
    job = server.submit(seed=5)
    server.finish(job)
    assert server.cancel(job)["state"] == "done"
    assert server.result(job)["request"]["seed"] == 5


def test_result_before_the_end(server):
    with server.busy():
        job = server.submit()
        expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, "not ready", "Wait")
    server.finish(job)
    server.result(job)


@pytest.mark.parametrize("prompt, words", [("crash", "could not be generated"), ("memory", "memory"), ("broken", "could not be generated")])
def test_a_failing_model_is_explained_and_outlived(server, prompt, words):
    job = server.submit(prompt)
    error = server.finish(job)["error"]
    assert server.job(job)["state"] == "failed" and words in error["detail"] and error["action"]
    assert "secret" not in str(error)
    expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, words)
    assert server.finish(server.submit())["state"] == "done"


@pytest.mark.parametrize("call", ["", "/events", "/result"])
def test_unknown_job(server, call):
    expect_problem(server.client.get(f"/v1/jobs/0123456789abcdef{call}"), 404, "does not know this job")
    expect_problem(server.client.delete("/v1/jobs/0123456789abcdef"), 404, "does not know this job")


def test_unknown_calls(server):
    expect_problem(server.client.get("/v1/dance"), 404, "does not know this call")
    expect_problem(server.client.post("/v1/jobs/dance", json={}), 405, "does not offer")
    expect_problem(server.client.get("/docs"), 404)


def test_clients_take_turns(server):
    with server.busy(client="greedy"):
        greedy = [server.submit(client="greedy") for _ in range(4)]
        modest = [server.submit(client="modest") for _ in range(2)]
        late = server.submit(client="late")
        assert [server.job(job)["ahead"] for job in modest + [late]] == [1, 4, 2]
        assert [server.job(job)["ahead"] for job in greedy] == [3, 5, 6, 7]
    for job in (*greedy, *modest, late):
        assert server.finish(job)["state"] == "done"


def test_twenty_clients_get_their_own_answers(server):
    def ask(seed: int) -> tuple[int, float, str]:
        job = server.submit(f"person number {seed}", client=str(seed), seed=seed, duration=1)
        assert server.finish(job)["state"] == "done"
        result = server.result(job)
        return result["request"]["seed"], array(result["motions"][0]["root_translation"])[0, 0], result["request"]["prompt"]

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(ask, range(20)))
    assert answers == [(seed, float(seed), f"person number {seed}") for seed in range(20)]


def test_a_full_queue_refuses_and_recovers(tmp_path):
    with ServerProcess(tmp_path) as server:
        server.wait_until("ready")
        capacity = server.client.get("/v1/capabilities").json()["max_waiting_jobs"]
        with server.busy():
            waiting = [server.submit() for _ in range(capacity)]
            answer = server.client.post("/v1/jobs/generate", json={"prompt": "one more"})
            expect_problem(answer, 429, f"{capacity} requests are waiting", "Wait")
            assert int(answer.headers["Retry-After"]) > 0
        assert {server.finish(job)["state"] for job in waiting} == {"done"}
        assert server.finish(server.submit())["state"] == "done"


def test_old_results_are_let_go(server):
    from server.limits import FINISHED_JOBS

    first = server.submit()
    server.finish(first)
    for _ in range(FINISHED_JOBS):
        server.finish(server.submit(duration=0.7, steps=1))
    expect_problem(server.client.get(f"/v1/jobs/{first['id']}"), 404, "ended long ago", "again")
