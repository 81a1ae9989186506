"""The pose prior: poses and headings part and come together again, the network learns, a file that does not fit says so."""
from __future__ import annotations

import json

import numpy as np
import pytest
import torch

from models import rotation
from models.features import encode, headings
from models.pose.prior import PosePrior, PosePriorConfig, poses_of, rotations_of
from models.training.loop import parameter_count, train
from models.training.pose_prior_task import build_task
from models.training.sequences import TrainingSequence
from models.weights_file import WeightsError, save_weights
from tests.models.synthetic import standing, walking


def sequence(motion, group: str = "walk") -> TrainingSequence:
    return TrainingSequence(encode(motion)[0], ("a person moves",), group, "anywhere")


@pytest.fixture
def task():
    torch.manual_seed(0)
    moving = [sequence(walking(120, turning=30 * number, stride=15 + 5 * number)) for number in range(3)]
    made = build_task([*moving, sequence(standing(80), "stand")], [sequence(walking(60, stride=22))])
    made.batch = 64
    return made


def test_poses_and_headings_give_the_rotations_back():
    motion = walking(60, turning=90)
    back = rotations_of(poses_of(motion), headings(motion))
    assert np.degrees(rotation.angle_between(back, motion.joint_rotations.astype(np.float64))).max() < 0.05


def test_poses_do_not_say_where_a_body_faces():
    motion = walking(30)
    assert np.abs(poses_of(motion) - poses_of(motion.placed((3.0, -2.0), 2.0))).max() < 1e-5


def test_sequences_count_by_group_not_by_length(task):
    shares = task.weights.reshape(-1)
    assert len(task.poses) == len(shares) == 3 * 30 + 20
    assert float(shares[:90].sum()) < 3 * float(shares[90:].sum())
    drawn = torch.searchsorted(task.running, torch.rand(20_000, dtype=torch.float64, generator=torch.Generator().manual_seed(0)))
    assert float((drawn >= 90).double().mean()) == pytest.approx(float(shares[90:].sum()), abs=0.02)


def test_it_learns_and_comes_back_from_its_file(task, tmp_path):
    with torch.inference_mode():
        before = task.validate(task.module.eval())
    task.total_steps = 60
    train(task, tmp_path, minutes=1)
    figures = json.loads((tmp_path / "pose_prior.log.jsonl").read_text().splitlines()[-1])
    assert figures["cm"] < 0.6 * before["cm"] and figures["degrees"] < 0.6 * before["degrees"]
    loaded = PosePrior.load(tmp_path / "pose_prior.safetensors")
    mean, _ = loaded.encode(task.validation)
    assert loaded.decode(mean).shape == task.validation.shape and mean.shape[-1] == 32
    assert np.abs(loaded.mean.numpy() - task.poses.mean(dim=0).numpy()).max() < 1e-3


def test_the_shipped_size_fits_its_budget():
    assert 2 * parameter_count([PosePrior()]) < 1e6


def test_a_file_of_another_version_says_so(tmp_path):
    PosePrior().save(tmp_path / "good.safetensors", {})
    assert PosePrior.load(tmp_path / "good.safetensors").config == PosePriorConfig()
    save_weights(tmp_path / "pose_prior.safetensors", {"nothing": torch.zeros(1)}, {"config": {"width": 8}, "provenance": {}})
    with pytest.raises(WeightsError, match="another version"):
        PosePrior.load(tmp_path / "pose_prior.safetensors")
    with pytest.raises(WeightsError, match="missing"):
        PosePrior.load(tmp_path / "none.safetensors")
