"""Standing: soles flat on the floor where feet are near it, else the lowest part of the body on it."""
from __future__ import annotations

import numpy as np
import pytest

from models import rotation
from models.motion import forward_kinematics
from models.pose.grounding import stand
from models.skeleton import JOINT_INDEX, JOINT_NAMES, REST_PELVIS_HEIGHT, REST_POSITIONS
from tests.models.synthetic import turn


def pose(**turns) -> np.ndarray:
    rotations = np.tile(rotation.IDENTITY, (1, len(JOINT_NAMES), 1)).astype(np.float64)
    for name, (axis, degrees) in turns.items():
        rotations[0, JOINT_INDEX[name]] = turn(axis, np.array(float(degrees)))
    return rotations


def joints(rotations: np.ndarray, height: np.ndarray) -> np.ndarray:
    return forward_kinematics(np.array([[0, height[0], 0]]), rotations)[0][0]


def test_the_rest_pose_stands_as_it_is():
    rotations, height = stand(pose())
    assert height[0] == pytest.approx(REST_PELVIS_HEIGHT, abs=1e-6)
    assert np.degrees(rotation.angle_between(rotations, pose())).max() < 0.01


def test_a_squat_lowers_the_body_onto_flat_feet():
    bent = {f"{side}_{joint}": ("x", degrees) for side in ("left", "right") for joint, degrees in (("hip", -80), ("knee", 110), ("ankle", -25))}
    rotations, height = stand(pose(**bent))
    assert height[0] < 0.7
    placed = joints(rotations, height)
    for side in ("left", "right"):
        assert placed[JOINT_INDEX[f"{side}_ankle"], 1] == pytest.approx(REST_POSITIONS[JOINT_INDEX["left_ankle"], 1], abs=2e-3)
        assert placed[JOINT_INDEX[f"{side}_foot"], 1] == pytest.approx(REST_POSITIONS[JOINT_INDEX["left_foot"], 1], abs=2e-3)


def test_a_foot_a_little_off_the_floor_comes_down_and_the_other_stays():
    rotations, height = stand(pose(left_hip=("x", -12), left_knee=("x", 20)))
    placed = joints(rotations, height)
    assert placed[JOINT_INDEX["left_ankle"], 1] == pytest.approx(placed[JOINT_INDEX["right_ankle"], 1], abs=5e-3)
    assert np.degrees(rotation.angle_between(rotations[0, 2], rotation.IDENTITY.astype(float))) < 0.1  # the right hip


def test_a_lifted_leg_stays_lifted():
    kick = pose(left_hip=("x", -80))
    rotations, height = stand(kick)
    assert np.degrees(rotation.angle_between(rotations[0, JOINT_INDEX["left_hip"]], kick[0, JOINT_INDEX["left_hip"]])) < 0.01
    assert height[0] == pytest.approx(REST_PELVIS_HEIGHT, abs=1e-3)


def test_a_lying_body_lies_on_the_floor():
    _, height = stand(pose(pelvis=("x", -90)))
    assert 0.05 < height[0] < 0.2


def test_hands_carry_a_body_on_its_hands():
    rotations, height = stand(pose(pelvis=("x", 180), left_shoulder=("z", 90), right_shoulder=("z", -90)))
    placed = joints(rotations, height)
    assert placed[JOINT_INDEX["left_wrist"], 1] < 0.2 and placed[JOINT_INDEX["left_ankle"], 1] > 1.5
