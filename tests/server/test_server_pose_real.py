"""The real server with text-to-pose inside: with the shipped weights, and with random ones of the same shapes."""
from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from conftest import REAL, ROOT, START, ServerProcess, array, expect_problem, wait_for
from pins import request as pinned

from server import pose
from server.engine import LoadError

SHIPPED = ROOT / "models" / "weights"


def write_random_weights(folder: Path) -> Path:
    """The shipped weights, but for an untrained text-to-pose."""
    import torch
    from models.pose.clpp import Clpp
    from models.pose.generator import PoseGenerator
    from models.pose.pipeline import PoseModel
    from models.pose.prior import PosePrior

    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("*.part"))
    torch.manual_seed(0)
    PoseModel(Clpp(), PoseGenerator(), PosePrior.load(), torch.zeros(1, 384), {"name": "random"}).save(folder / "pose.safetensors")
    return folder


@pytest.fixture(scope="module", params=["random", "shipped"])
def real(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pose")
    weights = SHIPPED if request.param == "shipped" else write_random_weights(folder / "weights")
    with ServerProcess(folder / "state", "--weights", str(weights), program=REAL) as server:
        server.wait_until("ready", START)
        yield server


def ask(server: ServerProcess, text: str, **settings) -> dict:
    job = server.pose(text, **settings)
    assert server.finish(job)["state"] == "done", server.output()
    return server.result(job)


@pytest.mark.parametrize("text", ["hands on the hips", "squatting with arms stretched forward 🧍", "qwertz asdf yxcv"])
def test_words_become_poses_best_first(real, text):
    result = ask(real, text, count=6, seed=3)
    rotations, heights, scores = (array(result[name]) for name in ("joint_rotations", "pelvis_heights", "scores"))
    assert rotations.shape == (6, 22, 4) and heights.shape == scores.shape == (6,)
    np.testing.assert_allclose(np.linalg.norm(rotations, axis=-1), 1, atol=1e-4)
    assert (heights > 0).all() and (heights < 1.5).all()
    assert (np.abs(scores) <= 1 + 1e-5).all() and (np.diff(scores) <= 0).all()
    for other in range(1, 6):
        assert np.abs(rotations[0] - rotations[other]).max() > 1e-2, "candidates differ"


def test_the_words_matter(real):
    standing, sitting = (array(ask(real, text, count=1)["joint_rotations"]) for text in ("arms raised above the head", "sitting on the floor"))
    assert np.abs(standing - sitting).max() > 0.1


def test_the_same_request_gives_the_same_poses(real):
    first, again, other = (ask(real, "hands on the hips", seed=seed) for seed in (7, 7, 8))
    assert first == again != other


def test_all_tasks_in_one_server(real):
    jobs = [real.submit(duration=1, steps=5), real.complete(pinned()), real.pose()]
    assert [real.finish(job)["state"] for job in jobs] == ["done"] * 3
    assert all(real.client.get("/v1/capabilities").json()["tasks"].values())


@pytest.mark.parametrize("damage, words", [("missing", "is missing"), ("truncated", "is damaged"), ("empty", "is damaged")])
def test_weights_that_cannot_be_read(tmp_path, damage, words):
    weights = write_random_weights(tmp_path / "weights")
    path = weights / "pose.safetensors"
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[: 100_000 if damage == "truncated" else 0])
    with ServerProcess(tmp_path / "state", "--weights", str(weights), program=REAL) as server:
        server.wait_until("ready", START)
        wait_for(lambda: server.client.get("/v1/capabilities").json()["tasks"]["pose"] is None, START)
        expect_problem(server.client.post("/v1/jobs/pose", json={"text": "a"}), 503, words, "pose.safetensors")
        jobs = [server.submit(duration=1, steps=5), server.complete(pinned())]
        assert [server.finish(job)["state"] for job in jobs] == ["done", "done"]
        assert "Traceback" not in server.output()


def test_it_shares_leads_text_encoder_and_styles(monkeypatch, tmp_path):
    given = []
    stand_in = ModuleType("models.pose.pipeline")
    stand_in.PosePipeline = SimpleNamespace(load=lambda *parts: given.append(parts))
    monkeypatch.setitem(sys.modules, "models.pose.pipeline", stand_in)
    encoder, library = object(), object()
    pose.load(SimpleNamespace(pipeline=SimpleNamespace(text_encoder=encoder, library=library)), tmp_path)
    assert given == [(tmp_path, encoder, library)]


def test_weights_that_do_not_load_say_so_in_the_models_words(monkeypatch):
    from models.weights_file import WeightsError

    def refuse(*parts):
        raise WeightsError("The pose model is of another version. Install Motion Prompt again.")

    stand_in = ModuleType("models.pose.pipeline")
    stand_in.PosePipeline = SimpleNamespace(load=refuse)
    monkeypatch.setitem(sys.modules, "models.pose.pipeline", stand_in)
    with pytest.raises(LoadError, match="of another version"):
        pose.load(SimpleNamespace(pipeline=SimpleNamespace(text_encoder=None, library=None)))
