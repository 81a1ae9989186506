"""Text to pose with the shipped weights: the pose shows what the text says, candidates differ, stand and repeat, bad input gets a sentence."""
from __future__ import annotations

import shutil

import numpy as np
import pytest
import torch

from models import rotation
from models.features import headings
from models.lead.sampling import Cancelled
from models.motion import FPS, Motion
from models.kinematics import forward_kinematics
from models.pose.anatomy import is_sane
from models.pose.grounding import stand
from models.pose.pipeline import FILE_NAME, PosePipeline, chosen_candidates
from models.pose.prior import PosePrior
from models.pose.request import PoseError, PoseRequest
from models.skeleton import JOINT_INDEX, JOINT_NAMES
from models.text import load_text_encoder
from models.pose.geometry.landmarks import Landmarks
from models.pose.geometry.posecodes import POSECODES
from models.weights_file import WEIGHTS, WeightsError


@pytest.fixture(scope="module")
def encoder():
    return load_text_encoder("minilm")


@pytest.fixture(scope="module")
def pipeline(encoder):
    return PosePipeline.load(WEIGHTS, encoder)


def vectors(candidates) -> torch.Tensor:
    rotations = candidates.joint_rotations.astype(np.float64)
    return torch.from_numpy(rotation.to_6d(rotations).reshape(len(rotations), -1)).float()


def share_with(candidates, code: str) -> float:
    return float(POSECODES[code].holds(Landmarks.of(vectors(candidates))).float().mean())


@pytest.mark.parametrize("text, code", [
    ("left hand above the head", "left hand above the head"),
    ("right hand above the head", "right hand above the head"),
    ("standing with the arms stretched out to the sides", "left arm stretched out to the side"),
    ("hands on hips", "right hand on the right hip"),
    ("a person leans far forward", "torso leaning forward"),
    ("kneeling on the right knee", "right knee on the floor"),
    ("squatting deeply", "squatting"),
    ("lying on the back", "lying on the back"),
])
def test_the_candidates_show_what_the_text_says(pipeline, text, code):
    assert share_with(pipeline(PoseRequest(text, count=8)), code) >= 0.75, text


def test_left_is_not_right(pipeline):
    assert share_with(pipeline(PoseRequest("left hand above the head, right arm hanging down")), "right hand above the head") == 0
    assert share_with(pipeline(PoseRequest("right hand above the head, left arm hanging down")), "left hand above the head") == 0


@pytest.mark.parametrize("text", ["a soldier salutes", "waving hello", "she points at the sky"])
def test_what_has_no_side_is_done_with_the_right_hand_first_and_with_the_left_too(pipeline, text):
    joints = forward_kinematics(vectors(pipeline(PoseRequest(text))))[0]
    higher = joints[:, JOINT_INDEX["right_wrist"], 1] - joints[:, JOINT_INDEX["left_wrist"], 1]
    assert higher[0] > 0.3 and (higher < -0.3).any()


def test_the_hand_that_is_named_does_it(pipeline):
    joints = forward_kinematics(vectors(pipeline(PoseRequest("a soldier salutes with the left hand"))))[0]
    assert (joints[:, JOINT_INDEX["left_wrist"], 1] - joints[:, JOINT_INDEX["right_wrist"], 1] > 0.3).all()


def test_the_same_request_gives_the_same_poses_and_another_seed_others(pipeline):
    one, again, other = (pipeline(PoseRequest("hands on hips", seed=seed)) for seed in (3, 3, 4))
    assert np.array_equal(one.joint_rotations, again.joint_rotations) and np.array_equal(one.pelvis_heights, again.pelvis_heights)
    assert not np.array_equal(one.joint_rotations, other.joint_rotations)


def test_candidates_are_ranked_and_differ(pipeline):
    candidates = pipeline(PoseRequest("waving with the right hand", count=8))
    assert candidates.joint_rotations.shape == (8, len(JOINT_NAMES), 4) and candidates.pelvis_heights.shape == candidates.scores.shape == (8,)
    assert (np.diff(candidates.scores) <= 1e-6).all()
    joints = forward_kinematics(vectors(candidates))[0]
    apart = torch.cdist(joints.flatten(1), joints.flatten(1)) / len(JOINT_NAMES) ** 0.5 + torch.eye(8)
    assert float(apart.min()) > 0.02


def test_the_first_candidates_do_not_depend_on_how_many_are_asked_for(pipeline):
    few, many = (pipeline(PoseRequest("arms crossed", count=count)) for count in (1, 8))
    assert np.array_equal(few.joint_rotations[0], many.joint_rotations[0])


def test_candidates_face_forward_and_rest_on_the_floor(pipeline):
    for text in ("standing with hands on hips", "kneeling, arms crossed", "walking"):
        candidates = pipeline(PoseRequest(text))
        for rotations, height in zip(candidates.joint_rotations, candidates.pelvis_heights):
            motion = Motion(np.array([[0, height, 0]]), rotations[None], FPS)
            assert abs(np.degrees(headings(motion)[0])) < 25, text
        assert np.abs(stand(candidates.joint_rotations)[1] - candidates.pelvis_heights).max() < 0.01, text


@pytest.mark.parametrize("text", ["flibber gromp zzyx", "the mortgage rate of a blue Tuesday", "🤸🤸🤸", "asdf " * 400])
def test_nonsense_is_still_a_human_pose(pipeline, text):
    candidates = pipeline(PoseRequest(text))
    assert is_sane(vectors(candidates)).all()


def test_words_that_say_little_are_said_to(pipeline):
    for text in ("the Treaty of Westphalia", "interest rates rose by a quarter of a percent", "a hydrogen atom"):
        assert "arms, legs and head" in pipeline(PoseRequest(text)).notes[0]
    for text in ("left hand above the head", "a soldier saluting", "warrior two", "kneeling"):
        assert not pipeline(PoseRequest(text)).notes


def test_the_priors_own_poses_are_sane():
    prior = PosePrior.load()
    with torch.no_grad():
        poses = prior.decode(torch.randn(1000, 32, generator=torch.Generator().manual_seed(11)))
    assert float(is_sane(poses).float().mean()) >= 0.99


@pytest.mark.parametrize("request_, words", [(PoseRequest("  "), "no description"), (PoseRequest("standing", 0), "1 to 16"), (PoseRequest("standing", 17), "1 to 16")])
def test_what_cannot_be_done_gets_a_sentence(pipeline, request_, words):
    with pytest.raises(PoseError, match=words):
        pipeline(request_)


def test_it_can_be_cancelled_and_tells_its_steps(pipeline):
    steps = []
    pipeline(PoseRequest("standing"), lambda done, of: steps.append((done, of)))
    assert steps == [(1, 2), (2, 2)]
    with pytest.raises(Cancelled):
        pipeline(PoseRequest("standing"), cancelled=lambda: True)


def test_the_best_comes_first_and_a_twin_last():
    poses = torch.from_numpy(np.tile(rotation.to_6d(rotation.IDENTITY.astype(float)).reshape(-1), (3, 22))).float()
    poses[2, 16 * 6 : 17 * 6] = torch.tensor([0.0, 1, 0, -1, 0, 0])  # the left arm up
    joints, scores = forward_kinematics(poses)[0], torch.tensor([0.90, 0.89, 0.88])
    assert chosen_candidates(joints, scores, 2).tolist() == [0, 2]
    assert chosen_candidates(joints, scores, 3).tolist() == [0, 1, 2]


def test_weights_for_another_text_encoder_say_so(encoder):
    class Other:
        name = "clip-vit-b-32"

    with pytest.raises(WeightsError, match="another text encoder"):
        PosePipeline.load(WEIGHTS, Other())


def test_missing_and_damaged_weights_say_so(encoder, tmp_path):
    with pytest.raises(WeightsError, match="missing"):
        PosePipeline.load(tmp_path, encoder)
    shutil.copy(WEIGHTS / "pose_prior.safetensors", tmp_path)
    (tmp_path / FILE_NAME).write_bytes((WEIGHTS / FILE_NAME).read_bytes()[:5000])
    with pytest.raises(WeightsError, match="damaged"):
        PosePipeline.load(tmp_path, encoder)
