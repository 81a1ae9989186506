"""Limbs that meet limbs, made for training: they do meet, as a body can, and the sentences say so."""
from __future__ import annotations

import numpy as np
import pytest
import torch

from models.pose.anatomy import is_sane
from models.pose.geometry.landmarks import Landmarks
from models.pose.geometry.posecodes import NAMES, POSECODES, holding
from models.pose.prior import PosePrior
from models.training.poses import contacts
from models.training.poses.described import DescribedPoses


@pytest.fixture(scope="module")
def made() -> tuple[torch.Tensor, list[tuple[str, ...]]]:
    prior, generator = PosePrior.load(), torch.Generator().manual_seed(0)
    starts = prior.decode(torch.randn(256, 32, generator=generator))
    return contacts.contact_poses(prior, starts, [("left hand on the right knee",), ("right foot on the left thigh",), ("arms crossed on the chest",)], generator)


def test_what_came_out_shows_what_it_was_made_for_as_a_body_can(made):
    poses, made_for = made
    body = Landmarks.of(poses)
    assert len({recipe for recipe in made_for}) == 3 and len(poses) == len(made_for) >= 12 and is_sane(poses).all()
    for row, recipe in enumerate(made_for):
        assert all(POSECODES[code].distance(body)[row] < 1e-3 for code in recipe)


def test_every_contact_is_made_in_turn_and_beside_other_things():
    made = contacts.recipes(2000, np.random.default_rng(0))
    firsts = {recipe[0] for recipe in made}
    assert firsts >= {"left hand on the right knee", "right hand touching the left toes", "left elbow on the left knee", "hands together behind the back"}
    assert {"left", "right"} == {name.split()[0] for name in contacts.SIDED_CONTACTS} and "left hand on the floor" not in firsts
    assert ("left hand on the left knee", "right hand on the right knee") in made and any("arm stretched up" in recipe[-1] for recipe in made)


def test_sentences_say_something_of_it_and_nothing_that_is_false(made):
    poses, made_for = made
    codes, rng = holding(Landmarks.of(poses)), np.random.default_rng(0)
    said = [(row, told) for row, recipe in enumerate(made_for) for _ in range(4) for told in contacts._said(codes[row], recipe, rng)]
    assert len(said) > 4 * len(poses)
    for row, told in said:
        assert set(told.codes) & set(made_for[row]) and all(codes[row, NAMES.index(code)] for code in told.codes), told
    assert any("opposite" in told.text or "other" in told.text for _, told in said)


def test_joined_sentences_keep_their_poses_and_are_drawn_by_their_share():
    def described(word: str, count: int) -> DescribedPoses:
        rows = torch.arange(count)
        return DescribedPoses(torch.full((count, 132), float(count)), torch.zeros(count, 3, dtype=torch.bool), -rows, tuple(f"{word} {row}" for row in rows.tolist()), rows,
                              torch.zeros(count, 3, dtype=torch.bool), -rows, torch.ones(count))

    joined = described("one", 6).joined(described("other", 2), 0.25)
    drawn = joined.draw(4000, torch.Generator().manual_seed(0))
    others = torch.tensor([text.startswith("other") for text in joined.texts])
    assert abs(float(others[drawn].float().mean()) - 0.25) < 0.03
    assert [float(joined.poses[row, 0]) for row in joined.pose_of[others]] == [2, 2]
