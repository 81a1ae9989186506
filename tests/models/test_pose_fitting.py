"""Poses are drawn to what a text claims: nearer than before, still a body's, and only where something is claimed."""
from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest
import torch

from models.kinematics import Bodies
from models.pose.anatomy import sane
from models.pose.claimed import claimed, of_either_side
from models.pose.clpp import Clpp
from models.pose.fitting import Wanted, fitted
from models.pose.geometry.named import NAMED
from models.pose.geometry.posecodes import INDEX, NAMES
from models.pose.pipeline import PoseModel, PosePipeline
from models.pose.prior import PosePrior, mirrored_poses
from models.pose.request import PoseRequest
from models.text import load_text_encoder
from models.text.clauses import clauses
from models.weights_file import WEIGHTS
from tests.models.test_pose_pipeline import share_with


@pytest.fixture(scope="module")
def encoder():
    return load_text_encoder("minilm")


@pytest.fixture(scope="module")
def model():
    return PoseModel.load()


def claims_of(*names: str) -> torch.Tensor:
    claims = torch.zeros(len(NAMES) + len(NAMED), dtype=torch.bool)
    for name in names:
        claims[INDEX[name] if name in INDEX else len(NAMES) + [pose.name for pose in NAMED].index(name)] = True
    return claims


def missed(bodies: Bodies, claims: torch.Tensor) -> float:
    return float(Wanted(claims).missed(bodies.joints, bodies.turns).mean())


def moved(prior: PosePrior, latents: torch.Tensor, claims: torch.Tensor) -> Bodies:
    """The latents' bodies, drawn to the claims."""
    bodies, wanted = Bodies.of(prior.decode(latents)), Wanted(claims)
    return fitted(prior, latents, bodies, wanted.missed(bodies.joints, bodies.turns), wanted)[0]


def told_by(model: PoseModel, encoder, text: str, parts: Sequence[str] = ()) -> set[str]:
    likely = claimed(model.clpp, model.clpp.text_head.read(encoder.encode([text, *parts])))
    names = [*NAMES, *(pose.name for pose in NAMED)]
    return {names[column] for column in likely.nonzero()[:, 0].tolist()}


@pytest.mark.parametrize("names", [("left hand on the left hip", "looking up"), ("hands on hips",)])
def test_poses_come_nearer_to_what_is_claimed_and_stay_bodies(names):
    prior, claims = PosePrior.load(), claims_of(*names)
    latents = 0.7 * torch.randn(8, 32, generator=torch.Generator().manual_seed(0))
    before = Bodies.of(prior.decode(latents))
    after = moved(prior, latents, claims)
    assert missed(after, claims) < 0.8 * missed(before, claims)
    assert sane(after[sane(before)]).all()


def test_nothing_moves_where_nothing_is_claimed():
    prior = PosePrior.load()
    latents = torch.randn(4, 32, generator=torch.Generator().manual_seed(0))
    assert torch.equal(moved(prior, latents, claims_of()).poses, prior.decode(latents))
    assert missed(Bodies.of(prior.decode(latents)), claims_of()) == 0


@pytest.mark.parametrize("text, claims", [
    ("left hand on the left hip", {"left hand on the left hip"}),
    ("standing with both hands on the hips, chest out", {"left hand on the left hip", "right hand on the right hip"}),
    ("get down on your left knee and put the right hand on the floor", {"right hand on the floor"}),
])
def test_the_text_head_tells_what_a_text_claims(model, encoder, text, claims):
    assert claims <= told_by(model, encoder, text)


@pytest.mark.parametrize("text, claims", [
    ("left arm straight up, right hand on the right hip", {"left arm stretched up", "right hand on the right hip"}),
    ("sitting on the floor with the legs crossed and the back straight", {"sitting on the floor", "legs crossed"}),
])
def test_a_text_claims_what_its_clauses_claim(encoder, model, text, claims):
    assert claims <= told_by(model, encoder, text, clauses(text))


def test_a_clause_gives_way_to_what_the_whole_text_says_of_the_same_limbs():
    """Hands on the knees is also the name of a pose for standing, which nobody takes who sits."""
    head = SimpleNamespace(config=SimpleNamespace(claims=1), text_head=SimpleNamespace(claims=lambda logits: logits))

    def told(*rows: torch.Tensor) -> torch.Tensor:
        return claimed(head, 20 * torch.stack(rows).float() - 10) > 0

    sitting, knees, nothing = claims_of("sitting with crossed legs"), claims_of("hands on the knees"), claims_of()
    assert told(nothing, sitting, knees).tolist() == (sitting | knees).tolist()
    assert told(sitting, sitting, knees).tolist() == sitting.tolist()


def test_of_two_hands_that_one_text_can_mean_the_likelier_counts():
    rivals = {"left hand on the right knee": 0.7, "left hand on the left knee": 0.4, "left hand above the head": 0.2}
    head = SimpleNamespace(config=SimpleNamespace(claims=1), text_head=SimpleNamespace(claims=lambda logits: logits))
    likely = sum(value * claims_of(name) for name, value in rivals.items())
    told = claimed(head, torch.logit(likely, eps=1e-6)[None]) > 0
    assert told.tolist() == claims_of("left hand on the right knee", "left hand above the head").tolist()


def test_what_names_no_side_claims_neither():
    """Heard by mistake for a left-handed one, a wave is a wave; and one hand is the right one."""
    open_ = of_either_side(claims_of("waving, mirrored", "left hand above the head", "left knee straight").float())
    assert open_.tolist() == claims_of("waving", "right hand above the head", "right knee straight").float().tolist()


def test_a_name_without_a_side_is_rather_right_handed_and_one_with_a_side_is_not():
    prior = PosePrior.load()
    latents = 0.7 * torch.randn(64, 32, generator=torch.Generator().manual_seed(0))
    right = Bodies.of(prior.decode(latents))
    left = Bodies.of(mirrored_poses(right.poses))

    def missed_by(bodies: Bodies, name: str, right_handed: bool) -> torch.Tensor:
        return Wanted(claims_of(name), right_handed).missed(bodies.joints, bodies.turns)

    torch.testing.assert_close(missed_by(left, "salute", False), missed_by(right, "salute", False))
    told, mirror = missed_by(right, "salute, as told", True), missed_by(left, "salute, as told", True)
    nearer = told < mirror
    assert (missed_by(right, "salute", True) < missed_by(left, "salute", True))[nearer].all()
    torch.testing.assert_close(missed_by(right, "one hand on the hip", True), missed_by(left, "one hand on the hip", True))


def test_words_that_say_nothing_of_a_body_claim_nothing_for_sure(model, encoder):
    assert claimed(model.clpp, model.clpp.text_head.read(encoder.encode(["the treaty of Westphalia"]))).max() < 0.35


def test_candidates_are_what_the_prior_can_rebuild(encoder):
    """Being drawn to the claims does not take poses away from the bodies that the prior has seen."""
    prior, claims = PosePrior.load(), claims_of("left hand on the left hip", "right arm stretched up")
    latents = torch.randn(16, 32, generator=torch.Generator().manual_seed(0))
    before, after = (prior.rebuilding_error(poses).mean() for poses in (prior.decode(latents), moved(prior, latents, claims).poses))
    assert after < before


def test_a_clpp_without_claims_tells_none(encoder):
    clpp = Clpp().eval()
    assert not claimed(clpp, clpp.text_head.read(encoder.encode(["left hand on the left hip"]))).any()


@pytest.mark.parametrize("text, code", [
    ("standing with both hands on the hips, chest out", "left hand on the left hip"),
    ("get down on your left knee and put the right hand on the floor", "right hand on the floor"),
    ("right hand on the opposite shoulder", "right hand on the left shoulder"),
    ("sitting with the left elbow on the left knee", "left elbow on the left knee"),
    ("the left hand grips the right elbow", "left hand on the right elbow"),
])
def test_hands_touch_what_they_are_to_touch(encoder, text, code):
    assert share_with(PosePipeline.load(WEIGHTS, encoder)(PoseRequest(text)), code) >= 0.75
