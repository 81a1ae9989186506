"""The task `sequence` on the wire: blocks in, one motion out; bad input, a model that is missing; and with the shipped weights."""
from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from conftest import REAL, START, ServerProcess, array, expect_problem, packed, wait_for


def block(prompt: str, first: int, frames: int = 48, **changes) -> dict:
    return {"prompt": prompt, "first": first, "frames": frames, **changes}


def request(*blocks: dict, **changes) -> dict:
    """Two blocks of two seconds at 24 frames a second, on the wire, or those given."""
    return {"blocks": list(blocks) or [block("a person walks", 0, seed=3), block("a person waves", 48, seed=4)], "fps": 24.0, **changes}


def standing(frames: int = 24, **changes) -> dict:
    """A motion that stays."""
    rotations = np.zeros((frames, 22, 4), np.float32)
    rotations[..., 0] = 1
    places = np.tile(np.float32([7, 0.9, 5]), (frames, 1))
    return {"fps": 24.0, "root_translation": packed(places), "joint_rotations": packed(rotations), **changes}


def test_blocks_become_one_motion(server):
    job = server.sequence(request(takes=2))
    assert job["task"] == "sequence"
    ended = server.finish(job)
    assert ended["state"] == "done" and ended["step"] == ended["steps"] == 20
    result = server.result(job)
    assert set(result) == {"motions", "transitions", "notes"} and len(result["motions"]) == 2
    places = array(result["motions"][1]["root_translation"])
    assert places.shape == (96, 3) and set(places[:48, 0]) == {3} and set(places[48:, 0]) == {4} and set(places[:, 2]) == {1}
    assert result["transitions"] == [{"first": 39, "last": 56}] and result["notes"] == ["2 blocks were made."]


def test_motion_that_stays(server):
    job = server.sequence(request(block("", 0, 24, motion=standing()), block("a person walks", 24, seed=2)))
    assert server.finish(job)["state"] == "done"
    places = array(server.result(job)["motions"][0]["root_translation"])
    np.testing.assert_array_equal(places[:24], np.tile(np.float32([7, 0.9, 5]), (24, 1)))
    assert set(places[24:, 0]) == {2}


def test_cancel_while_running(server):
    job = server.sequence(request(block("hold", 0)))
    wait_for(lambda: server.job(job)["step"] > 1, 20)
    server.cancel(job)
    assert wait_for(lambda: server.job(job)["state"] == "cancelled", 5) < 1
    expect_problem(server.client.get(f"/v1/jobs/{job['id']}/result"), 409, "cancelled")


@pytest.mark.parametrize("prompt, status, words", [
    ("crash", 500, "could not be generated"), ("broken", 500, "could not be generated"), ("unreachable", 422, "Nobody can do this")])
def test_a_failing_model_is_explained(server, prompt, status, words):
    job = server.sequence(request(block(prompt, 0)))
    error = server.finish(job)["error"]
    assert error["status"] == status and words in error["detail"] and "secret" not in str(error)


SCALED = np.full((24, 22, 4), 0.7, np.float32)
NO_NUMBER = np.full((24, 3), np.nan, np.float32)


@pytest.mark.parametrize("body, words", [
    (request(blocks=[]), ["no block", "Add a block"]),
    (request(blocks=None), ["list of blocks is not readable"]),
    (request(blocks=[5]), ["Block 1 is not readable"]),
    (request(blocks=[block("a person walks", 60 * number) for number in range(33)]), ["33 blocks", "at most 32"]),
    (request(block("  ", 0)), ["Block 1 has no prompt"]),
    (request(block("x" * 501, 0)), ["Block 1 has a prompt", "500"]),
    (request(block("a person walks", 0, 12)), ["Block 1 lasts 0.5 seconds", "longer"]),
    (request(block("a person walks", 0, 300)), ["Block 1 lasts 12.5 seconds", "split"]),
    (request(block("a person walks", 0, 10**9)), ["Block 1 has no length"]),
    (request(block("a person walks", 0), block("a person runs", 40)), ["Blocks 1 and 2 overlap"]),
    (request(block("a person walks", 0), block("a person runs", 300)), ["gap may last 8"]),
    (request(block("a person walks", 0, seed=-1)), ["Block 1 has a seed"]),
    (request(block("a person walks", 0, speed=1)), ["does not know the setting “speed”"]),
    (request(block("", 0, 24, motion=standing())), ["no block to make motion for"]),
    (request(block("", 0, 30, motion=standing()), block("a person runs", 30)), ["motion of block 1 does not fit"]),
    (request(block("", 0, 24, motion=standing(root_translation=packed(NO_NUMBER))), block("a person runs", 24)), ["number that is none"]),
    (request(block("", 0, 24, motion=standing(joint_rotations=packed(SCALED))), block("a person runs", 24)), ["scaled"]),
    (request(block("", 0, 24, motion=standing(joint_rotations={"shape": [24, 22, 4], "data": "AA"})), block("a person runs", 24)), ["damaged"]),
    (request(block("", 0, 24, motion={"fps": 24.0}), block("a person runs", 24)), ["Block 1 does not hold the motion"]),
    (request(fps=0), ["frame rate must be a number"]),
    (request(transition=5), ["length of the transitions must be a number between 0.1 and 2 seconds"]),
    (request(takes=17), ["number of takes"]),
    ({"fps": 24.0}, ["list of blocks is missing"]),
])
def test_refused_with_a_sentence(server, body, words):
    answer = server.client.post("/v1/jobs/sequence", content=json.dumps(body), headers={"Content-Type": "application/json"})
    expect_problem(answer, 422, *words)


def test_a_style_that_is_not_there_is_refused_before_it_runs(server):
    body = request(block("a person walks", 0), block("a <nobody> person walks", 48))
    expect_problem(server.client.post("/v1/jobs/sequence", json=body), 422, "nobody")


def test_its_limits_are_told(server):
    limits = server.client.get("/v1/capabilities").json()["tasks"]["sequence"]
    assert limits == {
        "blocks": [1, 32], "duration": [0.7, 10.0], "gap": 8.0, "seconds": 180.0, "transition": [0.1, 2.0], "fps": [1.0, 120.0],
        "takes": [1, 16], "guidance_scale": [1.0, 15.0], "steps": [1, 250], "prompt_characters": 500,
    }  # fmt: skip


def test_without_its_model_the_rest_works(tmp_path):
    with ServerProcess(tmp_path, load="sequence:fail") as server:
        server.wait_until("ready")
        wait_for(lambda: server.client.get("/v1/capabilities").json()["tasks"]["sequence"] is None, 10)
        expect_problem(server.client.post("/v1/jobs/sequence", json=request()), 503, "damaged")
        assert server.finish(server.submit())["state"] == "done"


def test_the_wire_is_the_models_own_request():
    from models.sequence import request as model
    from server import schemas as wire

    for name, other in (("SequenceRequest", "SequenceRequest"), ("Block", "BlockData")):
        fields = getattr(wire, other).model_fields
        defaults = {field.name: {} if field.name == "style_strengths" else field.default for field in dataclasses.fields(getattr(model, name))}
        assert set(fields) == set(defaults)
        assert all(field.is_required() or field.default == defaults[key] for key, field in fields.items())


def test_with_the_shipped_weights(tmp_path):
    with ServerProcess(tmp_path, program=REAL) as server:
        server.wait_until("ready", START)
        first = server.sequence(request(steps=10))
        assert server.finish(first)["state"] == "done", server.output()
        made = server.result(first)["motions"][0]
        places, turns = array(made["root_translation"]), array(made["joint_rotations"])
        assert places.shape == (96, 3) and np.allclose(np.linalg.norm(turns, axis=-1), 1, atol=1e-4)
        kept = {"fps": 24.0, "root_translation": packed(places[:48]), "joint_rotations": packed(turns[:48])}
        again = server.sequence(request(block("", 0, motion=kept), block("a person runs", 48, seed=9), steps=10))
        assert server.finish(again)["state"] == "done", server.output()
        result = server.result(again)
        edge = result["transitions"][0]["first"]
        np.testing.assert_array_equal(array(result["motions"][0]["root_translation"])[:edge], places[:edge])
