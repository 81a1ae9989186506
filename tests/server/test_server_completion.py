"""The real server with the shipped completion weights."""
from __future__ import annotations

import numpy as np
import pytest
from conftest import REAL, START, ServerProcess, array, wait_for
from pins import pin, rotations
from pins import request as pinned

from server.limits import COMPLETION_STEPS


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    with ServerProcess(tmp_path_factory.mktemp("completion"), program=REAL) as server:
        server.wait_until("ready", START)
        yield server


def complete(server: ServerProcess, **changes) -> dict:
    job = server.complete(pinned(**changes))
    assert server.finish(job)["state"] == "done", server.output()
    return server.result(job)


@pytest.mark.parametrize("prompt", ["", "a person walks forward"])
def test_pins_are_met_to_the_bit(real, prompt):
    result = complete(real, prompt=prompt, takes=2, seed=3)
    for motion in result["motions"]:
        places, poses = array(motion["root_translation"]), array(motion["joint_rotations"])
        assert places.shape == (49, 3) and poses.shape == (49, 22, 4) and motion["fps"] == 24.0
        np.testing.assert_allclose(np.linalg.norm(poses, axis=-1), 1, atol=1e-4)
        for frame in (0, 20, 48):
            np.testing.assert_array_equal(places[frame], np.float32([frame / 100, 0.93, 0.25]))
            np.testing.assert_array_equal(poses[frame], rotations(frame))
    assert all(error["degrees"] < 0.005 and error["centimetres"] < 0.005 for error in result["pin_errors"])
    assert result["motions"][0] != result["motions"][1], "takes differ"


def test_a_hand_alone(real):
    result = complete(real, constraints=[pin(30, joint_mask=[joint == 20 for joint in range(22)], root_mask=False)])
    np.testing.assert_array_equal(array(result["motions"][0]["joint_rotations"])[30, 20], rotations(30)[20])


def test_the_same_request_gives_the_same_motion(real):
    first, again, other = (complete(real, seed=seed) for seed in (7, 7, 8))
    assert first == again != other


def test_cancel(real):
    job = real.complete(pinned(frames=1201, fps=120.0, takes=16, prompt="a person runs"))
    wait_for(lambda: real.job(job)["state"] != "queued", 20)
    real.cancel(job)
    assert wait_for(lambda: real.job(job)["state"] != "running", 20) < 5
    assert real.job(job)["state"] in ("cancelled", "done")
    complete(real)


def test_the_steps_that_are_told_before_the_first():
    from models.completion.pipeline import STEPS

    assert STEPS == COMPLETION_STEPS
