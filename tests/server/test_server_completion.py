"""The real server with completion inside: with the shipped weights, and with random ones of the same shapes."""
from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from conftest import REAL, ROOT, START, ServerProcess, array, wait_for
from pins import pin, rotations
from pins import request as pinned

from server.limits import COMPLETION_STEPS

SHIPPED = ROOT / "models" / "weights"
needs_shipped = pytest.mark.skipif(not (SHIPPED / "completion.safetensors").exists(), reason="the weights are not trained yet")


def write_random_weights(folder: Path) -> Path:
    """Untrained completion on the shipped LEAD: pins are met all the same."""
    import torch
    from models.completion.config import STARTER
    from models.completion.networks import CompletionNetworks
    from models.lead.pipeline import LeadModel
    from models.weights_file import save_weights

    shutil.copy(SHIPPED / "lead.safetensors", folder)
    lead = LeadModel.load(folder / "lead.safetensors")
    torch.manual_seed(0)
    networks = CompletionNetworks(STARTER, lead.config, lead.denoiser)
    save_weights(folder / "completion.safetensors", networks.trained_state(), {"config": STARTER.to_dict(), "provenance": {}})
    return folder


@pytest.fixture(scope="module", params=["random", pytest.param("shipped", marks=needs_shipped)])
def real(request, tmp_path_factory):
    weights = SHIPPED if request.param == "shipped" else write_random_weights(tmp_path_factory.mktemp("weights"))
    with ServerProcess(tmp_path_factory.mktemp("completion"), "--weights", str(weights), program=REAL) as server:
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
