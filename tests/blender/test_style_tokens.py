"""Tokens in prompts: found, and put where they read well."""
from __future__ import annotations

import pytest
from blender_addon.style_tokens import tokens_in, with_token


@pytest.mark.parametrize(("text", "wanted"), [
    ("a person walks", "a <grumpy> person walks"),
    ("an old man waves", "an old <grumpy> man waves"),
    ("The tired little girl runs", "The tired little <grumpy> girl runs"),
    ("walks, then a woman jumps", "walks, then a <grumpy> woman jumps"),
    ("someone jumps", "<grumpy> someone jumps"),
    ("walks slowly", "<grumpy> walks slowly"),
    ("  hands on hips", "  <grumpy> hands on hips"),
    ("", "a <grumpy> person"),
    ("a <proud> person walks", "a <proud> <grumpy> person walks"),
    ("a < Grumpy > person walks", "a < Grumpy > person walks"),
    ("a personal walk", "<grumpy> a personal walk"),
])
def test_it_goes_before_the_person_once(text, wanted):
    once = with_token(text, "grumpy")
    assert once == wanted and with_token(once, "Grumpy") == once


def test_names_are_read_as_the_server_reads_them():
    assert tokens_in("a <Grumpy> person, < proud >ly, a <grumpy> one <>") == ("grumpy", "proud", "")
