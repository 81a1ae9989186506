"""Captions for the denoiser's training alone: other people, and verbs that say the manner, true to the clip's sides and style."""
from __future__ import annotations

import re
from itertools import product

import numpy as np
import pytest

from models.training.caption_actions import ACTIONS
from models.training.caption_cc0 import CC0_ACTIONS
from models.training.caption_styles import STYLES
from models.training.caption_variety import PHRASES, varied, with_variety
from models.training.captions import captions, label, unseen_captions
from models.training.sequences import TrainingSequence
from tests.models.test_captions import NEVER_WRITTEN

EVERY = [(content, style, "") for content, style in product(ACTIONS, STYLES)] + [(text, "", text) for text in CC0_ACTIONS]


@pytest.fixture(scope="module")
def added() -> dict[tuple[str, str, str], set[str]]:
    return {labels: set(varied(captions(*labels), label(*labels))) - set(captions(*labels)) for labels in EVERY}


def test_every_label_is_said_of_other_people_too_and_keeps_its_own_captions(added):
    assert all(len(more) >= 0.2 * len(captions(*labels)) for labels, more in added.items())
    assert varied(captions(*EVERY[0]), "walk|normal")[: len(captions(*EVERY[0]))] == captions(*EVERY[0])
    assert varied(captions(*EVERY[0]), "walk|normal") == varied(captions(*EVERY[0]), "walk|normal")


def test_words_kept_for_the_evaluation_stay_out(added):
    said = set().union(*added.values())
    assert not [caption for caption in said if re.search("|".join(NEVER_WRITTEN), caption)]
    assert said.isdisjoint(caption for labels in EVERY for caption in unseen_captions(*labels))
    verbs = {word for action in ACTIONS.values() for phrase in action.unseen for word in re.findall(r"\*([\w-]+)", phrase)}
    known = {word for action in ACTIONS.values() for phrase in action.phrases for word in re.findall(r"\*([\w-]+)", phrase)}
    manners = {word for phrases in PHRASES.values() for phrase in phrases for word in re.findall(r"\*([\w-]+)", phrase)}
    assert manners.isdisjoint(verbs - known)


def test_sides_and_grammar_hold(added):
    for (content, _, _), more in added.items():
        own = set(content.split("-")) & {"left", "right"}
        for caption in more:
            assert not re.search(r"[*{}]|\s\s|,,|^\s|\s$", caption), caption
            assert not content.startswith(("walk", "wave", "raise")) or set(re.findall(r"\w+", caption)) & {"left", "right"} <= own
            assert not ("his" in caption.split() or "her" in caption.split()) or re.search(r"\b(man|woman|boy|guy|lady|grandfather)\b", caption), caption


def test_a_manner_s_verb_is_said_of_its_style_alone(added):
    trudging = {labels[:2] for labels, more in added.items() if any("trudge" in caption for caption in more)}
    assert trudging == {("walk", "exhausted")}
    assert set(PHRASES) <= {label(*labels) for labels in EVERY}


def test_what_waves_after_something_else_is_said_without_its_hand_too():
    texts = ("a person walks and waves their left arm", "a man bows before waving hello with the right hand", "someone waves with both hands")
    of = [TrainingSequence(np.zeros((30, 269), np.float32), texts, "then|walk|wave-left-hand", "seldom"),
          TrainingSequence(np.zeros((30, 269), np.float32), ("a person walks",), "walk|normal", "seldom")]
    two, plain = with_variety(of)
    assert two.captions == (*texts, "a person walks and waves", "a man bows before waving")
    assert sum(text.endswith(" walks") for text in plain.captions) > 1
