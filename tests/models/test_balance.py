"""Balance: who stands over their feet is in balance, who leans like a plank is not."""
from __future__ import annotations

import numpy as np
import pytest
import torch

from models import rotation
from models.pose.balance import imbalance
from models.pose.prior import poses_of
from models.skeleton import JOINT_INDEX, JOINT_NAMES
from tests.models.synthetic import standing, turn


def pose(**turns) -> torch.Tensor:
    rotations = np.tile(rotation.IDENTITY, (len(JOINT_NAMES), 1)).astype(np.float64)
    for name, (axis, degrees) in turns.items():
        rotations[JOINT_INDEX[name]] = turn(axis, np.array(float(degrees)))
    return torch.from_numpy(rotation.to_6d(rotations).reshape(1, -1)).float()


def test_who_stands_is_in_balance():
    assert float(imbalance(torch.from_numpy(poses_of(standing(2)))).max()) < 0.1


def test_who_lies_on_the_floor_is_in_balance():
    assert float(imbalance(pose(pelvis=("x", -90)))) < 0.2


@pytest.mark.parametrize("axis, degrees", [("x", 35), ("x", -35), ("z", 35)])
def test_a_plank_that_leans_would_fall(axis, degrees):
    assert float(imbalance(pose(pelvis=(axis, degrees)))) > 0.3


def test_a_leaning_body_can_be_put_upright():
    leaning = pose(pelvis=("z", 35)).requires_grad_(True)
    optimizer = torch.optim.Adam([leaning], lr=0.02)
    for _ in range(80):
        optimizer.zero_grad()
        imbalance(leaning).sum().backward()
        optimizer.step()
    assert float(imbalance(leaning)) < 0.1
