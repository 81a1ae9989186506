"""What sentences claim, measured on poses; examples pull the generator towards it; CLPP learns to tell what the generator makes apart."""
from __future__ import annotations

import json

import numpy as np
import pytest
import torch

from models import rotation
from models.lead.config import TransformerConfig
from models.pose.clpp import Clpp, ClppConfig, SentenceTeacher
from models.pose.generator import GeneratorConfig, PoseGenerator
from models.pose.pose_encoder import PoseEncoderConfig
from models.pose.prior import PosePrior
from models.skeleton import JOINT_INDEX, JOINT_NAMES
from models.text import load_text_encoder
from models.training.clpp_refinement_task import ClppRefinementTask, MadePoses, all_hold_each
from models.training.loop import train
from models.training.pose_generator_task import PoseGeneratorTask
from models.training.poses.described import DescribedPoses
from models.pose.geometry.landmarks import Landmarks
from models.pose.geometry.named import NAMED, named_held
from models.pose.geometry.posecodes import INDEX, NAMES, holding
from models.pose.geometry.claims import Claims
from tests.models.synthetic import turn

TEXTS = ("left hand above the head", "right hand above the head")


def t_pose(**turns) -> torch.Tensor:
    rotations = np.tile(rotation.IDENTITY, (len(JOINT_NAMES), 1)).astype(np.float64)
    for name, (axis, degrees) in turns.items():
        rotations[JOINT_INDEX[name]] = turn(axis, np.array(float(degrees)))
    return torch.from_numpy(rotation.to_6d(rotations).reshape(1, -1)).float()


def required(*names: str) -> torch.Tensor:
    row = torch.zeros(1, len(NAMES) + len(NAMED), dtype=torch.bool)
    columns = {pose.name: len(NAMES) + index for index, pose in enumerate(NAMED)}
    row[0, [INDEX.get(name, columns.get(name)) for name in names]] = True
    return row


@pytest.fixture(scope="module")
def described() -> DescribedPoses:
    """Poses of the prior that hold one hand or the other over the head, and what is true of each."""
    with torch.no_grad():
        drawn = PosePrior.load().decode(1.2 * torch.randn(6000, 32, generator=torch.Generator().manual_seed(0)))
    holds = torch.from_numpy(holding(Landmarks.of(drawn)))
    rows = [(holds[:, INDEX[text]] & ~holds[:, INDEX[other]]).nonzero()[:40, 0] for text, other in (TEXTS, TEXTS[::-1])]
    poses = drawn[torch.cat(rows)]
    claims = torch.cat([torch.from_numpy(holding(Landmarks.of(poses))), named_held(poses)], dim=1)
    texts = tuple(text for text, part in zip(TEXTS, rows) for _ in part)
    nothing = torch.full((len(poses),), -1)
    return DescribedPoses(poses, claims, nothing, texts, torch.arange(len(poses)), torch.cat([required(text) for text in texts]), nothing,
                          torch.ones(len(poses)))


@pytest.fixture(scope="module")
def teacher() -> SentenceTeacher:
    torch.manual_seed(0)
    config = ClppConfig(head=TransformerConfig(layers=1, heads=2, width=32, feed_forward=64, dropout=0.0),
                        pose_encoder=PoseEncoderConfig(feature_width=32, width=64, blocks=1))
    return SentenceTeacher(load_text_encoder("minilm"), Clpp(config).eval().requires_grad_(False))


def test_what_is_true_is_missed_by_nothing_and_the_rest_by_how_far_it_is():
    claims, arms_out = Claims(), t_pose()
    assert float(claims.distance(arms_out, required("left elbow straight", "right elbow straight"))) == 0
    near = float(claims.distance(t_pose(left_elbow=("y", -35)), required("left elbow straight")))
    far = float(claims.distance(t_pose(left_elbow=("y", -110)), required("left elbow straight")))
    assert 0 < near < far


def test_names_are_measured_by_their_geometry():
    claims, name = Claims(), "T-pose"
    assert float(claims.distance(t_pose(), required(name))) == pytest.approx(0, abs=0.02)
    assert float(claims.distance(t_pose(left_shoulder=("z", -80), right_shoulder=("z", 80)), required(name))) > 0.3


def test_a_row_with_no_claims_misses_nothing():
    assert Claims().distance(t_pose().repeat(2, 1), torch.cat([required(), required("squatting")]))[0] == 0


def test_truth_can_be_climbed():
    pose = t_pose(left_shoulder=("z", -70)).requires_grad_(True)
    optimizer, claims = torch.optim.Adam([pose], lr=0.03), Claims()
    for _ in range(80):
        optimizer.zero_grad()
        claims.distance(pose, required("left hand above the head")).sum().backward()
        optimizer.step()
    assert holding(Landmarks.of(pose.detach()))[0, INDEX["left hand above the head"]]


def test_with_examples_the_generator_makes_what_is_true(described, teacher, tmp_path):
    config = GeneratorConfig(feature_width=32, width=64, blocks=1)
    texts = teacher.text_features(described.texts)
    task = PoseGeneratorTask(teacher, PosePrior.load(), described, texts, texts, "NTLCE", batch=64, learning_rate=3e-3, total_steps=150, config=config)
    train(task, tmp_path, minutes=2)
    variety = torch.randn(len(texts), config.variety_width, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        made = task.prior.decode(task.module(texts, variety))
    true = torch.from_numpy(holding(Landmarks.of(made)))[torch.arange(len(made)), torch.tensor([INDEX[text] for text in described.texts])]
    assert float(true.float().mean()) > 0.8


def test_what_the_generator_made_is_judged_by_its_geometry(described, teacher):
    torch.manual_seed(1)
    generator = PoseGenerator(GeneratorConfig(feature_width=32, width=64, blocks=1)).eval()
    made = MadePoses.of(generator, PosePrior.load(), described, teacher.text_features(described.texts), 50, 0)
    assert made.poses.shape == (50, 132) and made.claims.shape[1] == described.claims.shape[1]
    assert torch.equal(made.claims[:, : len(NAMES)], torch.from_numpy(holding(Landmarks.of(made.poses))))


def test_refined_it_tells_true_from_untrue(described, teacher, tmp_path):
    texts = teacher.text_features(described.texts)
    sentences = torch.arange(len(described.texts))
    swapped = torch.cat([sentences[::2], sentences.flip(0)[1::2]])  # half of the poses are the other hand's
    order = torch.cat([sentences[::2], sentences[1::2]])
    made = MadePoses(order, described.poses[swapped], described.claims[swapped])
    assert 0.3 < float(all_hold_each(described.required[made.sentences], made.claims).float().mean()) < 0.7
    task = ClppRefinementTask(teacher.clpp, described, texts, made, made, batch=64, learning_rate=3e-3, total_steps=80)
    with torch.no_grad():
        before = task.validate(task.module)["told_apart"]
    train(task, tmp_path, minutes=2)
    after = json.loads((tmp_path / "clpp_refined.log.jsonl").read_text().splitlines()[-1])["told_apart"]
    assert after > max(0.75, before + 0.05)
