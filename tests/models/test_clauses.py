"""A description falls into what it says of each part of the body, and not inside of what belongs together."""
from __future__ import annotations

import pytest

from models.text.clauses import clauses


@pytest.mark.parametrize("text, parts", [
    ("left arm out to the side, right arm straight up", ["left arm out to the side", "right arm straight up"]),
    ("standing with both hands on the hips, chest out", ["both hands on the hips", "chest out"]),
    ("crouched down; looking up and pointing ahead", ["crouched down", "looking up", "pointing ahead"]),
    ("scratching the head with the left hand, knees bent", ["scratching the head with the left hand", "knees bent"]),
    ("on hands and knees, head down", ["on hands and knees", "head down"]),
])
def test_a_description_falls_into_its_clauses(text, parts):
    assert clauses(text) == parts


@pytest.mark.parametrize("text", ["", "kneeling", "hands on hips", "waving with the right hand", "creeping on hands and knees", "!?!?!? ..."])
def test_what_says_one_thing_has_no_clauses(text):
    assert clauses(text) == []
