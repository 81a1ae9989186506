"""Captions: enough of them, true to their clip's sides, mirrored with it, grammatical, and apart from the evaluation's words."""

from __future__ import annotations

import re
from itertools import permutations, product

import pytest

from models.training.caption_actions import ACTIONS
from models.training.caption_cc0 import CC0_ACTIONS
from models.training.caption_cmu import CMU_ACTIONS
from models.training.caption_grammar import ing_form, third_person
from models.training.caption_styles import STYLES
from models.training.captions import (
    at_once,
    captions,
    content_of,
    in_sequence,
    in_two_manners,
    label,
    mirrored,
    mirrored_content,
    style_of,
    unseen_captions,
)

STYLED = [(content, style, "") for content, style in product(ACTIONS, STYLES)]
RAW = [("byebye", "tired", ""), ("dance-long", "masculinity", ""), ("dance-short", "normal", ""), ("walk", "old", "")]
DESCRIBED = [("some content", "", description) for description in CMU_ACTIONS] + [(text, "", text) for text in CC0_ACTIONS]
EVERY = STYLED + RAW + DESCRIBED
WALK, WAVE_RIGHT, BOW = ("walk", "angry", ""), ("wave-right-hand", "angry", ""), ("bow", "elderly", "")
# Words of the model card's ten prompts that nobody wrote a training caption with.
NEVER_WRITTEN = ("jog", "stroll", "salute", "zombie")


def _words(caption: str) -> set[str]:
    return set(re.findall(r"[\w-]+", caption))


@pytest.fixture(scope="module")
def written() -> set[str]:
    one_style = {caption for labels in EVERY for caption in captions(*labels)}
    pairs = [((content, one, ""), (content, other, "")) for content in ("walk", "run", "wave-left-hand", "bow") for one, other in permutations(STYLES, 2)]
    return one_style | {caption for pair in pairs for caption in in_two_manners(*pair)}


@pytest.mark.parametrize("labels", EVERY, ids="|".join)
def test_enough_captions_without_repeats_or_leftover_marks(labels):
    said = captions(*labels)
    assert len(said) >= 12 and len(set(said)) == len(said)
    assert said == captions(*labels)
    for caption in said + unseen_captions(*labels):
        assert not re.search(r"[*{}]|\s\s|,,|^\s|\s$|\b(\w+) \1\b", caption), caption


@pytest.mark.parametrize("content", ACTIONS)
def test_sides_agree_with_the_content(content):
    own = set(content.split("-")) & {"left", "right"}
    for style in STYLES:
        for said in (captions(content, style, ""), unseen_captions(content, style, "")):
            named = [_words(caption) & {"left", "right"} for caption in said]
            assert all(sides <= own for sides in named)
            assert sum(sides == own for sides in named) >= 0.7 * len(said)


@pytest.mark.parametrize("content", [name for name in ACTIONS if "left" in name])
def test_mirrored_captions_are_those_of_the_mirrored_content(content):
    other = mirrored_content(content)
    assert other == content.replace("left", "right") and other in ACTIONS
    assert set(map(mirrored, ACTIONS[content].phrases)) == set(ACTIONS[other].phrases)


@pytest.mark.parametrize(("before", "after"), [
    ("turn left, then right", "turn right, then left"),
    ("a left-handed wave leftwards", "a right-handed wave rightwards"),
    ("spin clockwise", "spin counterclockwise"),
    ("Left foot first", "Right foot first"),
    ("an upright man in bright light eats the leftover food", "an upright man in bright light eats the leftover food"),
])
def test_mirroring_swaps_sides_and_nothing_else(before, after):
    assert mirrored(before) == after
    assert mirrored(after) == before


def test_anticlockwise_mirrors_to_clockwise():
    assert mirrored("turn anticlockwise") == "turn clockwise"


def test_mirroring_twice_gives_every_caption_back(written):
    assert all(mirrored(mirrored(caption)) == caption for caption in written)


def test_unseen_captions_never_occur_in_training(written):
    for labels in EVERY:
        unseen = unseen_captions(*labels)
        assert len(unseen) >= 2
        assert written.isdisjoint(unseen)


def test_words_kept_for_the_evaluation_are_in_no_training_caption(written):
    assert not [caption for caption in written if re.search("|".join(NEVER_WRITTEN), caption)]
    styles = {word for style in STYLES.values() for word in style.unseen_adverbs}
    assert not [caption for caption in written if _words(caption) & styles]


@pytest.mark.parametrize("actions", [ACTIONS, CMU_ACTIONS, CC0_ACTIONS], ids=["bandai", "cmu", "cc0"])
def test_unseen_phrases_begin_with_verbs_of_their_own(actions):
    for action in actions.values():
        seen = set(re.findall(r"\*([\w-]+)", " ".join(action.phrases)))
        assert seen.isdisjoint(re.findall(r"\*([\w-]+)", phrase)[0] for phrase in action.unseen), action.label


@pytest.mark.parametrize(("phrase", "does", "doing"), [
    ("*walk and *turn left", "walks and turns left", "walking and turning left"),
    ("*wave {their} hand", "waves her hand", "waving her hand"),
    ("*dash", "dashes", "dashing"), ("*run", "runs", "running"), ("*lie down", "lies down", "lying down"),
    ("*carry", "carries", "carrying"), ("*go", "goes", "going"), ("*backflip", "backflips", "backflipping"),
    ("*signal", "signals", "signalling"), ("*pull", "pulls", "pulling"), ("*hail", "hails", "hailing"),
    ("*walk up", "walks up", "walking up"), ("*show", "shows", "showing"), ("*play", "plays", "playing"),
])
def test_inflection(phrase, does, doing):
    assert third_person(phrase, "her") == does
    assert ing_form(phrase, "her") == doing


def test_owners_agree_with_the_subject(written):
    for caption in written:
        words, subject = _words(caption), set(caption.split()[:3])
        assert not (subject & {"man", "boy", "guy", "grandfather"} and "her" in words), caption
        assert not (subject & {"woman", "lady"} and "his" in words), caption


def test_every_caption_of_a_style_names_it_except_for_normal():
    plain = set(captions("walk", "normal", ""))
    for style in set(STYLES) - {"normal"}:
        assert plain.isdisjoint(captions("walk", style, ""))
    assert {"a person walks", "walk", "walking"} <= plain


def test_synonyms_are_merged():
    assert (content_of("byebye"), content_of("dance-long"), content_of("walk")) == ("bye", "dance", "walk")
    assert [style_of(style) for style in ("old", "tired", "masculinity", "proud", "")] == [
        "elderly", "exhausted", "masculine", "proud", "normal"]
    assert captions("byebye", "old", "") == captions("bye", "elderly", "")


def test_labels():
    assert label("byebye", "tired", "") == "bye|exhausted"
    assert label("tai chi, walk", "", "walk") == label("walk", "", "walk") == "cmu|walk"
    assert label("backflip", "", "backflip") == "cc0|backflip"
    assert label("pottery", "", "throw a pot") == "cmu|throw a pot"


def test_mirrored_descriptions_are_known_too():
    jab = mirrored_content("jab with the left fist from a boxing stance")
    assert label(jab, "", jab) == "cc0|right jab"
    assert "throw a right jab" in captions(jab, "", jab)


def test_two_clips_in_a_row_share_a_subject():
    said = in_sequence(WALK, WAVE_RIGHT)
    assert "an angry person walks, then waves with the right hand" in said
    assert "an angry person walks before waving with the right hand" in said
    assert len(said) >= 4 and len(set(said)) == len(said)
    mixed = in_sequence(WALK, BOW)
    assert not [caption for caption in mixed if "angry person" in caption or "old man" in caption]
    assert any("angrily" in caption and "slowly" in caption for caption in mixed)


def test_two_clips_at_once():
    said = at_once(("walk", "normal", ""), ("wave-left-hand", "normal", ""))
    assert "a person waves with the left hand while walking" in said
    assert "a person walks while waving with the left hand" in said
    assert len(said) >= 4 and not [caption for caption in said if "right" in caption]


def test_two_manners_at_once_are_both_said():
    said = in_two_manners(("walk", "happy", ""), ("walk", "proud", ""))
    assert {"a proud happy person walks", "a happy and proud man walks forward"} <= set(said) and len(set(said)) == len(said)
    words = {name: {word for word in (*STYLES[name].adjectives, *STYLES[name].adverbs, *STYLES[name].unhurried)} for name in ("happy", "proud")}
    subjects = {name: " ".join(STYLES[name].subjects) for name in words}
    for caption in said:
        assert all(_words(caption) & words[name] or re.match(r"^\w+ [\w-]+ \w+", caption)[0] in subjects[name] for name in words), caption
    assert any("throw pot" in caption and "happy" in caption and "proud" in caption
               for caption in in_two_manners(("throw-pot", "happy", ""), ("throw-pot", "proud", "")))


def test_labels_nobody_wrote_for_are_quoted():
    said = captions("throw-pot", "groggy", "")
    assert len(said) >= 6 and all("throw pot" in caption and "groggy" in caption for caption in said)
    assert len(unseen_captions("throw-pot", "groggy", "")) >= 2
    assert set(said).isdisjoint(unseen_captions("throw-pot", "groggy", ""))
    assert any("groggy person walks" in caption for caption in captions("walk", "groggy", ""))
    assert "walk, then throw pot" in in_sequence(WALK, ("throw-pot", "", ""))
    assert len(at_once(WALK, ("throw-pot", "", ""))) >= 4
