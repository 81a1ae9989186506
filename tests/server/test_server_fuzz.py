"""Anything at all is asked of a real server, after its own OpenAPI document: no 5xx, and no answer that the document does not announce.

MOTION_PROMPT_FUZZ=20 asks twenty times as much. Measured beside other work: half a minute, twenty times as much 17 minutes, no 5xx in either.
"""
from __future__ import annotations

import copy
import math
import os
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import schemathesis
from clips import request as to_learn
from clips import style_file
from conftest import ServerProcess, expect_problem, packed
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as some
from pins import request as pinned
from schemathesis import checks
from test_server_sequence import block, standing
from test_server_sequence import request as blocks

from server.app import create_app
from server.engine import Engine
from server.jobs import JobQueue
from server.styles import SharedLibrary

MORE = int(os.environ.get("MOTION_PROMPT_FUZZ", "1"))
#: The same cases every time. What takes long on a busy machine is no fault.
BOUNDED = {
    "derandomize": True, "deadline": None, "database": None, "suppress_health_check": list(HealthCheck), "phases": [Phase.explicit, Phase.generate],
}  # fmt: skip
#: What is asked of every answer. Left out are that valid data be accepted (no schema can say which words name a style that is there, or which pins a
#: body reaches: 422 with a sentence is announced for these), and that what was deleted be gone (DELETE cancels a job; it stays to be asked about).
CHECKS = [
    checks.not_a_server_error, checks.status_code_conformance, checks.content_type_conformance, checks.response_schema_conformance,
    checks.response_headers_conformance, checks.negative_data_rejection, checks.missing_required_header, checks.unsupported_method,
    checks.allow_header_conformance, checks.ignored_auth,
]  # fmt: skip

_queue = JobQueue()
schema = schemathesis.openapi.from_dict(
    create_app(Engine({}, _queue), _queue, SharedLibrary(Path("nowhere")), "token", "127.0.0.1").openapi())
#: A job and a style that are there: every other path leads to them.
there = SimpleNamespace(job_id="", name="grumpy")


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory):
    with ServerProcess(tmp_path_factory.mktemp("fuzzed")) as running:
        running.wait_until("ready")
        yield running
        assert running.process.poll() is None and "Traceback" not in running.output()


@pytest.fixture
def server(fuzzed):
    """With a style, and a job that is done."""
    fuzzed.client.post("/v1/styles?replace=true", content=style_file(there.name)).raise_for_status()
    job = fuzzed.submit(duration=1)
    assert fuzzed.finish(job)["state"] == "done"
    there.job_id = job["id"]
    return fuzzed


def test_the_document_is_the_servers_own(server):
    assert server.client.get("/openapi.json").json() == schema.raw_schema


@schema.parametrize()
@settings(max_examples=12 * MORE, **BOUNDED)
def test_every_answer_is_announced(case, server):
    for name, value in (case.path_parameters or {}).items():
        if len(str(value)) % 2:
            case.path_parameters[name] = getattr(there, name)
    case.call_and_validate(base_url=server.state["address"], headers=server.authorization, checks=CHECKS)


def floats(shape: tuple[int, ...]) -> some.SearchStrategy:
    """Numbers at the edges of float32, packed."""
    edge = some.sampled_from([0.0, -0.0, 1.0, -1.0, 1e-38, 1e-45, 3.4e38, -3.4e38, 1e5, 100_001.0, float("nan"), float("inf"), -float("inf")])
    return edge.map(lambda number: packed(np.full(shape, number, np.float32)))


#: Arrays that say of themselves what is not so.
ARRAYS = some.one_of(
    *(floats(shape) for shape in [(0, 3), (1, 3), (24, 3), (0, 22, 4), (24, 22, 4), (22, 4), (24, 22, 3), ()]),
    some.fixed_dictionaries({
        "shape": some.lists(some.sampled_from([-1, 0, 1, 3, 4, 22, 24, 2**31 - 1, 2**31, 2**63, 10**30, True, 1.5, None, "3"]), max_size=40),
        "data": some.sampled_from(["", "AAAA", "AAAAAA==", "=", "AAA", "AAAA\n", "é", "\x00", 5, None]),
    }),
)


@settings(max_examples=60 * MORE, **BOUNDED)
@given(part=some.sampled_from(["root_translation", "joint_rotations"]), array=ARRAYS, fps=some.sampled_from([1, 24, 119.999, 1e-300, 0, -1, 1e300]))
def test_arrays_that_lie(server, part, array, fps):
    motion = {**standing(), "fps": fps, part: array}
    pin = copy.deepcopy(pinned())
    pin["constraints"][1]["joint_rotations"] = array
    clip = {"name": "a clip", "does": "walks", "motion": motion}
    for task, body in [("sequence", blocks(block("", 0, 24, motion=motion), block("a person walks", 24))),
                       ("invert", to_learn("lie", exemplars=[clip], replace=True)), ("complete", pin)]:
        answer = server.client.post(f"/v1/jobs/{task}", json=body)
        if answer.status_code == 202:
            assert server.finish(answer.json())["state"] == "done"
        else:
            expect_problem(answer, 422)


NUMBERS = {
    "takes": some.integers(1, 2), "steps": some.integers(1, 5), "guidance_scale": some.sampled_from([1, 1.0001, 4, 15]), "seed": some.sampled_from([0, 2**31 - 1]),
    "start_position": some.sampled_from([[0, 0], [100_000, -100_000]]), "start_heading": some.sampled_from([0, 1000, -1e-30]),
}  # fmt: skip
WORDS = some.one_of(
    some.text(min_size=1, max_size=40),
    some.sampled_from(["<", "<>", "<a", "walks <", "a <grumpy> person", "‮", "\x00a", "走る", "🚶" * 500, "a " * 249, "walk, " * 80, "%s {} \\"]),
)


@settings(max_examples=20 * MORE, **BOUNDED)
@given(words=WORDS, numbers=some.fixed_dictionaries(NUMBERS), frames=some.integers(1, 40), fps=some.sampled_from([1, 7.3, 30, 120]),
       at=some.sampled_from([0, 1, 20, 39]), away=some.sampled_from([0, 1e-30, 50, 100_000]))  # fmt: skip
@example("walks", {name: 1 for name in NUMBERS} | {"start_position": [0, 0]}, 1, 1, 0, 0)
@example("walks", {name: 1 for name in NUMBERS} | {"start_position": [0, 0]}, 2, 1, 0, 0)
def test_whatever_a_real_model_accepts_it_answers(real, words, numbers, frames, fps, at, away):
    length = max(frames, math.ceil(0.7 * fps))
    pins = pinned(frames=frames, fps=fps)["constraints"][:1]
    pins[0] |= {"frame": at, "root_translation": [away, 0.9, -away]}
    of = {name: {key: numbers[key] for key in keys} for name, keys in {
        "pose": ("seed",), "complete": ("takes", "seed", "guidance_scale", "start_position", "start_heading"),
        "sequence": ("takes", "steps", "guidance_scale", "start_position", "start_heading"),
    }.items()}
    for task, body in [
        ("generate", {"prompt": words, "duration": 0.7 + frames / 30, **numbers}), ("pose", {"text": words, "count": numbers["takes"], **of["pose"]}),
        ("complete", {"prompt": words, "frames": frames, "fps": fps, "constraints": pins, **of["complete"]}),
        ("sequence", blocks(block(words, 0, length), block("a person waves", length + at, length), fps=fps, **of["sequence"])),
    ]:
        answer = real.client.post(f"/v1/jobs/{task}", json=body)
        if answer.status_code != 202:
            expect_problem(answer, 422)
            continue
        ended = real.finish(answer.json())
        assert ended["state"] == "done" or ended["error"]["status"] == 422, (ended["error"], real.output()[-2000:])
        if ended["state"] == "done":
            real.result(ended)
