"""Bad input gets a sentence, and the server goes on."""
from __future__ import annotations

import pytest
from conftest import expect_problem


def post(server, body) -> object:
    if isinstance(body, dict):
        return server.client.post("/v1/jobs/generate", json={"prompt": "a person walks", **body})
    return server.client.post("/v1/jobs/generate", content=body, headers={"Content-Type": "application/json"})


@pytest.mark.parametrize(
    "body, words",
    [
        ({"prompt": ""}, ["The prompt is empty.", "Write what"]),
        ({"prompt": " \n\t\u200b"}, ["The prompt is empty."]),
        (b"{}", ["The prompt is empty."]),
        ({"prompt": "x" * 501}, ["too long", "501", "500", "Shorten"]),
        ({"prompt": "x" * 4000}, ["4,000 characters"]),
        ({"prompt": 5}, ["not text"]),
        (b'{"prompt": "\\ud800"}', ["not text"]),
        ({"duration": 0}, ["length must be a number between 0.7 and 10 seconds"]),
        ({"duration": 3600}, ["between 0.7 and 10 seconds"]),
        ({"duration": "4"}, ["length must be a number"]),
        ({"duration": None}, ["length must be a number"]),
        ({"duration": True}, ["length must be a number"]),
        (b'{"prompt": "a", "duration": NaN}', ["between 0.7 and 10 seconds"]),
        (b'{"prompt": "a", "duration": Infinity}', ["between 0.7 and 10 seconds"]),
        (b'{"prompt": "a", "duration": 1e999}', ["between 0.7 and 10 seconds"]),
        (b'{"prompt": "a", "seed": NaN}', ["seed must be a whole number"]),
        ({"takes": 0}, ["number of takes must be a whole number between 1 and 16"]),
        ({"takes": 1000}, ["between 1 and 16"]),
        ({"takes": 2.5}, ["whole number"]),
        ({"seed": -1}, ["seed must be a whole number between 0 and 2147483647"]),
        ({"seed": 2**31}, ["between 0 and 2147483647"]),
        ({"seed": 10**400}, ["between 0 and 2147483647"]),
        ({"guidance_scale": 0.5}, ["guidance must be a number between 1 and 15"]),
        ({"steps": 251}, ["number of steps", "between 1 and 250"]),
        ({"start_position": [1]}, ["two numbers, x and z"]),
        ({"start_position": [1, 2, 3]}, ["two numbers, x and z"]),
        ({"start_position": ["1", 2]}, ["two numbers, x and z"]),
        ({"start_position": [1e9, 0]}, ["two numbers, x and z", "closer"]),
        (b'{"prompt": "a", "start_heading": -Infinity}', ["start direction"]),
        ({"speed": 2}, ["does not know the setting “speed”", "Update"]),
        ({"y" * 5000: 2}, ["does not know the setting"]),
        (b"[]", ["not readable"]),
        (b'"a person walks"', ["not readable"]),
        (b"{", ["not readable"]),
        (b"", ["not readable"]),
    ],
)
def test_refused_with_a_sentence(server, body, words):
    problem = expect_problem(post(server, body), 422, *words)
    assert len(problem["detail"]) < 160


@pytest.mark.parametrize("body", [b"\xff\xfe{}", b'{"prompt": "a", "seed": ' + b"9" * 5000 + b"}", b"[" * 20000])
def test_unreadable_json(server, body):
    assert expect_problem(post(server, body), post(server, body).status_code)["status"] in (400, 422)


def test_not_json(server):
    expect_problem(server.client.post("/v1/jobs/generate", data={"prompt": "a"}), 422, "not readable")


@pytest.mark.parametrize("declared", [True, False])
def test_too_large(server, declared):
    body = b'{"prompt": "' + b"x" * 300_000 + b'"}'
    content = body if declared else iter([body[:100_000], body[100_000:]])
    expect_problem(post(server, content), 413, "larger than the 64 KiB")


def test_the_longest_prompt_in_any_script_fits(server):
    for character in ("x", "é", "走", "🚶"):
        assert server.finish(server.submit(character * 500))["state"] == "done"


def test_the_edges_are_allowed(server):
    low = server.submit(duration=0.7, seed=0, takes=1, guidance_scale=1, steps=1)
    high = server.submit(duration=10, seed=2**31 - 1, takes=16, guidance_scale=15, steps=250, start_heading=-3.2)
    assert server.finish(low)["state"] == server.finish(high)["state"] == "done"
    assert len(server.result(high)["motions"]) == 16
