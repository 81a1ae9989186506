"""The real server learns styles with the shipped weights, in few steps, and uses them."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from clips import bvh, clip, packed_motion, request
from clips import walking as walk
from conftest import REAL, START, ServerProcess, array, expect_problem, wait_for
from pins import request as pinned
from synthetic import standing
from test_server_lead import write_random_weights

from models.inversion.pipeline import DECODER_STEPS, DENOISER_STEPS, STEPS
from server.limits import INVERSION_STEPS, STRONG_INVERSION_STEPS


QUICK = (str(Path(__file__).with_name("quick_learner.py")),)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("learned")


@pytest.fixture(scope="module")
def real(folder, tmp_path_factory):
    with ServerProcess(tmp_path_factory.mktemp("invert"), "--styles", str(folder), program=QUICK) as server:
        server.wait_until("ready", START)
        wait_for(lambda: "ready" in server.output(), START)
        yield server


def exemplars(tmp_path) -> list[dict]:
    """Three clips of a stiff way to walk: two motions, a file."""
    clips = [{"name": f"stiff {turning:.0f}", "does": "walks", "motion": packed_motion(walk(75, 0.4, turning, 8.0))} for turning in (-20, 20)]
    return [*clips, {"name": "stiff.bvh", "bvh": bvh(tmp_path, walk(90, 0.4, 0.0, 8.0))}]


def generate(server, prompt: str, **settings) -> np.ndarray:
    job = server.submit(prompt, duration=2, steps=10, seed=3, **settings)
    assert server.finish(job)["state"] == "done", server.output()
    return array(server.result(job)["motions"][0]["joint_rotations"])


def furthest(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.abs(a - b).max())


@pytest.fixture(scope="module")
def learned(real, tmp_path_factory):
    """A style that the real server has learned: the events, and the result."""
    job = real.invert(request("stiff", descriptor="stiff", exemplars=exemplars(tmp_path_factory.mktemp("clips"))))
    events = real.events(job)
    assert events[-1]["state"] == "done", events[-1]["error"]
    assert job["steps"] == events[-1]["steps"], "the steps that are told before the first"
    return events, real.result(job)


def test_the_steps_that_are_told_are_those_that_are_taken():
    assert (INVERSION_STEPS, STRONG_INVERSION_STEPS) == (STEPS, STEPS + DECODER_STEPS + DENOISER_STEPS)


def test_clips_become_a_style(real, learned):
    events, result = learned
    steps = [event for event in events if event["step"]]
    assert steps[-1]["step"] == steps[-1]["steps"]
    assert all(np.isfinite(event["loss"]) and event["loss"] > 0 for event in steps)
    assert 0 < result["loss_after"] <= result["loss_before"] and all(note.endswith(".") for note in result["notes"])
    style = result["style"]
    assert (style["name"], style["descriptor"], style["strong"], style["usable"], style["reason"]) == ("stiff", "stiff", False, True, "")
    assert style["provenance"] and style in real.client.get("/v1/styles").json()["styles"]
    assert len(real.client.get("/v1/styles/stiff/file").content) < 1_000_000


def test_the_style_shows_as_strongly_as_it_is_asked_to(real, learned):
    plain = generate(real, "a stiff person walks forward")
    full, half, none = (generate(real, "a <stiff> person walks forward", style_strengths=strengths)
                        for strengths in ({}, {"Stiff": 0.5}, {"stiff": 0}))  # fmt: skip
    np.testing.assert_allclose(none, plain, atol=1e-3)
    assert furthest(full, plain) > 1e-2 and furthest(half, plain) > 1e-3 and furthest(half, full) > 1e-3
    np.testing.assert_array_equal(generate(real, "a <STIFF> person walks forward", style_strengths={"stiff": 1}), full)


def test_every_task_reads_the_token(real, learned):
    jobs = [real.complete(pinned(prompt="a <stiff> person walks")), real.pose("a <stiff> person with the hands on the hips")]
    assert [real.finish(job)["state"] for job in jobs] == ["done", "done"], real.output()
    for task, body in (("generate", {"prompt": "<happy>"}), ("complete", pinned(prompt="<happy>")), ("pose", {"text": "<happy>"})):
        expect_problem(real.client.post(f"/v1/jobs/{task}", json=body), 422, "no style <happy>", "There are <stiff>.")


@pytest.mark.parametrize("strong, at", [(False, 0), (False, 3), (True, 3), (True, 12)])
def test_cancelled_it_leaves_nothing_in_the_list_or_the_model(real, learned, tmp_path, strong, at):
    before = generate(real, "a <stiff> person walks forward")
    job = real.invert(request("other", strong=strong, exemplars=exemplars(tmp_path)))
    wait_for(lambda: (status := real.job(job))["state"] == "running" and status["step"] >= at, START)
    real.cancel(job)
    assert wait_for(lambda: real.job(job)["state"] == "cancelled", START) < 20
    assert real.styles() == ["stiff"]
    np.testing.assert_array_equal(generate(real, "a <stiff> person walks forward"), before)


def test_a_strong_style(real, learned, tmp_path):
    before = generate(real, "a person walks forward")
    job = real.invert(request("stiffest", descriptor="stiff", strong=True, exemplars=exemplars(tmp_path)))
    ended = real.finish(job)
    assert ended["state"] == "done"
    assert real.result(job)["style"]["strong"] and job["steps"] == ended["steps"]
    assert len(real.client.get("/v1/styles/stiffest/file").content) < 4_000_000
    strong, none = (generate(real, "a <stiffest> person walks forward", style_strengths={"stiffest": strength}) for strength in (1, 0))
    assert furthest(strong, none) > 1e-2
    np.testing.assert_allclose(none, generate(real, "a stiff person walks forward"), atol=1e-3)
    np.testing.assert_array_equal(generate(real, "a person walks forward"), before)
    both = generate(real, "a <stiff> and <stiffest> person walks forward")
    assert furthest(both, strong) > 1e-3
    real.client.delete("/v1/styles/stiffest").raise_for_status()


@pytest.mark.parametrize(
    "clips",
    [
        pytest.param(lambda: [{"name": "still", "motion": packed_motion(standing(90))}], id="a clip that stands still"),
        pytest.param(lambda: [clip(21)], id="0.7 s"),
        pytest.param(lambda: [clip(15), clip(1800, does="")], id="half a second and a minute"),
    ],
)
def test_odd_clips_teach_or_are_refused_with_a_sentence(real, learned, clips):
    job = real.invert(request("odd", exemplars=clips()))
    ended = real.finish(job)
    assert ended["state"] == "done" or ended["error"]["status"] == 422, ended
    assert ("odd" in real.styles()) == (ended["state"] == "done")
    if ended["state"] == "done":
        assert np.isfinite(generate(real, "an <odd> person walks")).all()
        real.client.delete("/v1/styles/odd").raise_for_status()


def test_a_style_outlives_its_server_and_belongs_to_its_model(real, learned, folder, tmp_path):
    weights = tmp_path / "weights"
    weights.mkdir()
    arguments = ("--weights", str(write_random_weights(weights)), "--styles", str(folder))
    with ServerProcess(tmp_path / "state", *arguments, program=REAL) as server:
        server.wait_until("ready", START)
        style = server.client.get("/v1/styles/stiff").json()
        assert not style["usable"] and "another version of the motion model" in style["reason"]
        expect_problem(server.client.post("/v1/jobs/generate", json={"prompt": "<stiff>"}), 422, "another version", "Learn it again")
        assert server.client.get("/v1/capabilities").json()["tasks"]["invert"]
