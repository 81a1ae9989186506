"""Anatomy: what bodies do passes, what they do not is found and can be pulled away from."""
from __future__ import annotations

import numpy as np
import pytest
import torch

from models import rotation
from models.pose.anatomy import deepest_knot, is_sane, unnatural
from models.pose.prior import poses_of
from models.skeleton import JOINT_INDEX, JOINT_NAMES, MIRROR
from tests.models.synthetic import standing, turn, walking


def pose(**turns) -> torch.Tensor:
    """(1, 132): the T-pose with some joints turned, each by (axis, degrees)."""
    rotations = np.tile(rotation.IDENTITY, (len(JOINT_NAMES), 1)).astype(np.float64)
    for name, (axis, degrees) in turns.items():
        rotations[JOINT_INDEX[name]] = turn(axis, np.array(float(degrees)))
    return torch.from_numpy(rotation.to_6d(rotations).reshape(1, -1)).float()


@pytest.mark.parametrize("motion", [standing(4), walking(30)], ids=["standing", "walking"])
def test_ordinary_poses_are_sane(motion):
    poses = torch.from_numpy(poses_of(motion))
    assert is_sane(poses).all()
    assert all(float(amount.max()) < 1e-3 for amount in unnatural(poses).values())


@pytest.mark.parametrize("turns, part", [
    ({"left_knee": ("x", -30)}, "bent"), ({"right_knee": ("x", -30)}, "bent"), ({"left_knee": ("z", 50)}, "bent"),
    ({"left_elbow": ("y", 30)}, "bent"), ({"right_elbow": ("y", -30)}, "bent"),
    ({"head": ("y", 110)}, "turned"), ({"spine1": ("x", 95)}, "turned"), ({"left_hip": ("z", -80)}, "turned"),
    ({"left_hip": ("z", -35), "right_hip": ("z", 35)}, "knots"),
])
def test_what_no_body_does_is_found(turns, part):
    found = unnatural(pose(**turns))
    assert float(found[part]) > 0.05
    assert not is_sane(pose(**turns)).any()


@pytest.mark.parametrize("turns", [
    {"left_knee": ("x", 120)}, {"right_elbow": ("y", 120)}, {"left_elbow": ("y", -120)}, {"left_hip": ("x", -100)}, {"head": ("y", 50)},
])
def test_full_bends_the_right_way_pass(turns):
    assert is_sane(pose(**turns)).all()


def test_left_and_right_are_judged_alike():
    generator = torch.Generator().manual_seed(0)
    six = pose().unflatten(-1, (22, 6)) + 0.5 * torch.randn(64, 22, 6, generator=generator)
    mirrored = six[:, list(MIRROR)] * torch.tensor([1.0, -1, -1, -1, 1, 1])
    for name, amount in unnatural(six.flatten(1)).items():
        assert torch.allclose(amount, unnatural(mirrored.flatten(1))[name], atol=1e-4), name


def test_a_pose_can_be_pulled_out_of_a_knot():
    # Legs crossed exactly alike say nothing of which is to give way.
    crossed = pose(left_hip=("z", -35), right_hip=("z", 34)).requires_grad_(True)
    optimizer = torch.optim.Adam([crossed], lr=0.02)
    assert float(deepest_knot(crossed)) > 0.02
    for _ in range(60):
        optimizer.zero_grad()
        sum(amount.sum() for amount in unnatural(crossed).values()).backward()
        optimizer.step()
    assert float(deepest_knot(crossed)) < 0.005 and torch.isfinite(crossed).all()
