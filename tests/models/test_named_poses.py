"""The named poses: their words, their sides, and that their geometry says what it should of poses made by hand."""
from __future__ import annotations

import math
import re
from collections import Counter

import pytest
import torch

from models.skeleton import JOINT_INDEX, JOINT_NAMES
from models.text.sides import mirrored
from models.pose.prior import mirrored_poses
from models.pose.geometry.named import BY_NAME, NAMED, named_held
from models.pose.geometry.named_pose import sided
from models.pose.geometry.named_targets import POINT_INDEX, TargetTable, aims, apart, bent, body_of, height, near, offset

BASES = [pose for pose in NAMED if pose.name == pose.base]


def posed(**turns: tuple[float, float, float]) -> torch.Tensor:
    """A pose (1, 132): the rest pose, with joints turned by degrees about x, y or z, in that order."""
    local = torch.eye(3).repeat(len(JOINT_NAMES), 1, 1)
    for name, degrees in turns.items():
        for axis, angle in enumerate(map(math.radians, degrees)):
            first, second = (axis + 1) % 3, (axis + 2) % 3
            turn = torch.eye(3)
            turn[first, first] = turn[second, second] = math.cos(angle)
            turn[second, first], turn[first, second] = math.sin(angle), -math.sin(angle)
            local[JOINT_INDEX[name]] = local[JOINT_INDEX[name]] @ turn
    return torch.cat([local[..., 0], local[..., 1]], dim=-1).flatten()[None]


def held(pose: torch.Tensor) -> set[str]:
    return {named.name for named, holds in zip(NAMED, named_held(pose)[0].tolist()) if holds}


def words_of(base: str, which: str) -> int:
    """Phrases for the pose: those that leave its side open, and those of one of its sides."""
    return sum(len(getattr(pose, which)) for pose in NAMED if pose.base == base and not pose.name.endswith("mirrored"))


def test_there_are_many_names_and_each_has_words_enough():
    assert len(BASES) >= 200
    assert all(words_of(pose.base, "phrases") >= 6 and words_of(pose.base, "unseen") >= 2 for pose in BASES)


def test_no_phrase_means_two_poses_and_the_judge_has_words_of_its_own():
    assert [name for name, count in Counter(pose.name for pose in NAMED).items() if count > 1] == []
    assert [text for text, count in Counter(text for pose in NAMED for text in pose.phrases).items() if count > 1] == []
    said = {text.lower() for pose in NAMED for text in pose.phrases}
    assert [text for pose in NAMED for text in pose.unseen if text.lower() in said] == []


def test_a_mirrored_name_says_left_where_the_other_says_right():
    for pose in NAMED:
        if pose.name.endswith(", mirrored"):
            told = BY_NAME[pose.name.replace(", mirrored", ", as told")]
            assert pose.phrases == tuple(map(mirrored, told.phrases))
            assert pose.ways[0] == tuple(target.mirrored() for target in told.ways[0])


def test_words_that_leave_the_side_open_name_none():
    for pose in BASES:
        if len(pose.ways) == 2:
            assert not any(re.search(r"\b(left|right)\b", text) for text in pose.phrases)


def test_every_interval_can_be_met_and_names_real_points():
    for pose in NAMED:
        for target in (target for way in pose.ways for target in way):
            assert target.low < target.high, (pose.name, target)
            assert {target.start, target.end, *(target.against or ())} <= set(POINT_INDEX)


def test_the_rest_pose_is_a_t_pose_and_no_salute():
    names = held(posed())
    assert {"T-pose", "standing", "arms out to the sides"} <= names
    assert not names & {"salute", "A-pose", "I-pose", "squat", "lying on the back", "arms raised"}


def test_lowered_arms_are_an_a_pose():
    names = held(posed(left_shoulder=(0, 0, -45), right_shoulder=(0, 0, 45)))
    assert "A-pose" in names and "T-pose" not in names


def test_a_pose_on_its_back_lies_on_its_back():
    names = held(posed(pelvis=(-90, 0, 0)))
    assert "lying on the back" in names and not names & {"standing", "lying on the front", "handstand"}


def test_seated_legs_are_sitting_on_a_chair():
    legs = {f"{side}_{joint}": (turn, 0, 0) for side in ("left", "right") for joint, turn in (("hip", -90), ("knee", 90))}
    names = held(posed(**legs))
    assert "sitting on a chair" in names and not names & {"standing", "sitting with the legs stretched", "kneeling"}


def test_a_raised_right_arm_is_told_from_a_raised_left_one():
    pose = posed(right_shoulder=(0, 0, -85), left_shoulder=(0, 0, -85))
    assert {"one arm raised", "one arm raised, as told"} <= held(pose)
    assert "one arm raised, mirrored" not in held(pose)
    assert {"one arm raised", "one arm raised, mirrored"} <= held(mirrored_poses(pose))


def test_phrases_that_name_a_side_go_to_that_side():
    base, told, other = sided("kick", "legs", (bent("left_knee", 0, 10),), "kick | kick with the left leg", "boot | boot with the left foot")
    assert base.phrases == ("kick",) and len(base.ways) == 2
    assert told.phrases == ("kick with the left leg",) and other.phrases == ("kick with the right leg",)
    assert other.unseen == ("boot with the right foot",) and other.ways[0] == (bent("right_knee", 0, 10),)


@pytest.mark.parametrize("target, value", [
    (near("left_wrist", "right_wrist"), 1.38), (apart("left_hip", "right_hip", 0.1), 0.176), (height("crown", 0), 1.727), (height("left_sole", 0), 0.0),
    (offset("pelvis", "left_wrist", "left", 0), 0.69), (aims("left_shoulder", "left_wrist", "left"), 0.6), (aims("left_shoulder", "left_wrist", "up"), 90.0),
    (bent("left_elbow", 0, 10), 3.3),
])
def test_measures_of_the_rest_pose(target, value):
    measured = TargetTable([[target]]).measure(body_of(posed()))
    assert measured.item() == pytest.approx(value, abs=0.1 if target.kind == "angle" or target.against else 0.005)


def test_a_miss_counts_in_its_unit():
    table = TargetTable([[height("crown", 1.9, 2.0), bent("left_knee", 30, 60)]])
    missed = table.missed(body_of(posed()))[0].tolist()
    assert missed[0] == pytest.approx((1.9 - 1.727) / 0.1, abs=0.05)
    assert missed[1] == pytest.approx((30 - 5.8) / 15, abs=0.1)


def test_rows_of_different_length_are_measured_each_by_its_own():
    poses = torch.cat([posed(), posed(left_knee=(60, 0, 0))])
    rows = [[bent("left_knee", 0, 90), height("crown", 0)], [bent("left_knee", 0, 90)]]
    measured = TargetTable(rows).measure(body_of(poses))
    assert measured[1, 0] - measured[0, 0] == pytest.approx(60, abs=12) and measured.shape == (2, 2)
    assert TargetTable(rows).missed(body_of(poses))[1, 1] == 0
