"""The shared skeleton: SMPL's joints in SMPL's order, a symmetric adult standing on the floor in a T-pose."""
from __future__ import annotations

import numpy as np

from models.skeleton import (
    JOINT_INDEX, JOINT_NAMES, LEG_LENGTH, MIRROR, PARENTS, REST_OFFSETS, REST_PELVIS_HEIGHT, REST_POSITIONS, SMPL_JOINT_NAMES,
    SMPL_PARENTS, SMPL_REST_POSITIONS,
)

#: As in the SMPL paper's code and smplx/joint_names.py.
SMPL_ORDER = (
    "pelvis left_hip right_hip spine1 left_knee right_knee spine2 left_ankle right_ankle spine3 left_foot right_foot neck "
    "left_collar right_collar head left_shoulder right_shoulder left_elbow right_elbow left_wrist right_wrist left_hand right_hand"
).split()
SMPL_TREE = (-1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19, 20, 21)


def test_joints_are_smpls_in_smpls_order():
    assert list(SMPL_JOINT_NAMES) == SMPL_ORDER and SMPL_PARENTS == SMPL_TREE
    assert JOINT_NAMES == SMPL_JOINT_NAMES[:22] and PARENTS == SMPL_TREE[:22]


def test_parents_come_before_their_children():
    assert all(parent < joint for joint, parent in enumerate(SMPL_PARENTS))


def test_offsets_add_up_to_the_rest_pose():
    for joint in range(22):
        position, ancestor = np.zeros(3), joint
        while ancestor > 0:
            position, ancestor = position + REST_OFFSETS[ancestor], PARENTS[ancestor]
        np.testing.assert_allclose(position + REST_POSITIONS[0], REST_POSITIONS[joint], atol=1e-6)
    assert not REST_OFFSETS[0].any()


def test_mirror_pairs_left_with_right_and_keeps_the_midline():
    for joint, partner in enumerate(MIRROR):
        assert MIRROR[partner] == joint
        sides = {JOINT_NAMES[joint].split("_")[0], JOINT_NAMES[partner].split("_")[0]}
        assert sides == {"left", "right"} if "_" in JOINT_NAMES[joint] else partner == joint


def test_left_is_plus_x_and_the_body_is_symmetric():
    np.testing.assert_allclose(REST_POSITIONS[list(MIRROR)] * [-1, 1, 1], REST_POSITIONS, atol=1e-6)
    for name, (x, _, _) in zip(SMPL_JOINT_NAMES, SMPL_REST_POSITIONS):
        assert (x > 0) == name.startswith("left_") and (x < 0) == name.startswith("right_")


def test_the_rest_pose_is_an_adult_standing_in_a_t_pose():
    assert 1.45 < REST_POSITIONS[JOINT_INDEX["head"], 1] < 1.65
    assert REST_PELVIS_HEIGHT == REST_POSITIONS[0, 1] and 0.7 < LEG_LENGTH < 0.95
    assert (SMPL_REST_POSITIONS[:, 1] > 0).all() and REST_POSITIONS[JOINT_INDEX["left_foot"], 1] < 0.05
    arm = [JOINT_INDEX[f"left_{name}"] for name in ("shoulder", "elbow", "wrist", "hand")]
    assert np.ptp(SMPL_REST_POSITIONS[arm, 1]) < 0.01 and (np.diff(SMPL_REST_POSITIONS[arm, 0]) > 0).all()
    for side in ("left", "right"):
        assert REST_OFFSETS[JOINT_INDEX[f"{side}_foot"], 2] > 0.05, "toes point forward"


def test_leg_length_is_thigh_and_shin():
    hip, knee, ankle = (REST_POSITIONS[JOINT_INDEX[f"right_{name}"]].astype(float) for name in ("hip", "knee", "ankle"))
    assert abs(np.linalg.norm(hip - knee) + np.linalg.norm(knee - ankle) - LEG_LENGTH) < 1e-6
