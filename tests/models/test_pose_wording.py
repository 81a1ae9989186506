"""Sentences about poses claim what holds and nothing else, keep left and right, and the judge speaks otherwise."""
from __future__ import annotations

import re
import time
from dataclasses import replace

import numpy as np
import pytest

from models.training.caption_grammar import base
from models.pose.geometry.landmarks import Landmarks
from models.pose.geometry.posecodes import INDEX, NAMES, holding
from models.training.poses.wording import FRAMES, Dice, Writer, clause_words, describe, state_words
from models.training.poses.wording_everyday import EVERYDAY
from models.training.poses.wording_forms import FORMS, describe_widely, reworded
from models.training.poses.wording_grammar import more, row, sayings_of, split, with_more
from models.training.poses.wording_judge import FRAMES as JUDGES_FRAMES
from models.training.poses.wording_judge import PHRASES_OF_THE_JUDGE, describe_for_judge
from models.training.poses.wording_phrases import PHRASES
from tests.models.test_posecodes import ARMS_DOWN, BUILT, pose, random_poses

WORDINGS = {"training": (describe, PHRASES, FRAMES), "wide": (describe_widely, with_more(PHRASES, EVERYDAY), FORMS), "judge": (describe_for_judge, PHRASES_OF_THE_JUDGE, JUDGES_FRAMES)}


@pytest.fixture(scope="module")
def holds() -> np.ndarray:
    built = np.concatenate([holding(Landmarks.of(pose(**turns))) for turns, _, _ in BUILT.values()])
    return np.concatenate([built, holding(Landmarks.of(random_poses(300)))])


def only(*names: str) -> np.ndarray:
    row = np.zeros(len(NAMES), dtype=bool)
    row[[INDEX[name] for name in names]] = True
    return row


def said(row: np.ndarray, wording: str, count: int = 60) -> list[str]:
    rng = np.random.default_rng(0)
    return [WORDINGS[wording][0](row, rng).text.lower() for _ in range(count)]


@pytest.mark.parametrize("wording", WORDINGS)
def test_claimed_codes_always_hold(wording, holds):
    rng = np.random.default_rng(1)
    for row in holds:
        description = WORDINGS[wording][0](row, rng)
        assert description.codes and all(row[INDEX[code]] for code in description.codes)
        assert len(set(description.codes)) == len(description.codes)


@pytest.mark.parametrize("wording", WORDINGS)
def test_every_code_can_be_said_and_its_words_have_no_slots_left(wording):
    rng = np.random.default_rng(2)
    for name in NAMES:
        for _ in range(12):
            text = WORDINGS[wording][0](only(name), rng).text
            assert text and not re.search(r"[{}*]|  |\bone left|both left|the the", text), text


@pytest.mark.parametrize("wording", WORDINGS)
def test_words_name_the_side_they_claim_and_no_other(wording):
    """A code of one side is never told by words of the other side, unless the code names both."""
    for saying in sayings_of(WORDINGS[wording][1]):
        claimed = {side for code in saying.codes for side in ("left", "right") if side in code.split()}
        words = [f"{state.limb} {state.predicate}" for state in saying.states] + list(saying.actions)
        for phrase in words:
            for side in {"left", "right"} - claimed:
                assert not re.search(rf"\b{side}(wards)?\b(?! (angle|down|next|on the ground))", phrase), (saying.codes, phrase)
        if len(claimed) == 1:
            side = claimed.pop()
            told = [phrase for phrase in words if re.search(rf"\b{side}", phrase)]
            assert len(told) > 0.5 * len(words), (saying.codes, words)


@pytest.mark.parametrize("wording", WORDINGS)
def test_nothing_is_said_twice(wording, holds):
    _, table, frames = WORDINGS[wording]
    writer, dice = Writer(sayings_of(table), frames), Dice(np.random.default_rng(3))
    for row in holds:
        chosen = writer._choose(row, dice)
        topics = [topic for saying in chosen for topic in saying.topics]
        assert len(topics) == len(set(topics)) and 1 <= len(chosen) <= 5


def test_both_hands_are_told_together():
    texts = said(only("left hand on the left hip", "right hand on the right hip"), "training")
    assert any("hands" in text and "hips" in text and "left" not in text for text in texts)


def test_standing_is_claimed_where_it_is_said(holds):
    rng = np.random.default_rng(4)
    for row in holds:
        for _ in range(4):
            description = describe(row, rng)
            if re.search(r"\b(stand|stands|standing)\b", description.text.lower()):
                assert any(code.startswith("standing") or code == "on tiptoe" for code in description.codes) or \
                    re.search(r"in a lunge|on (their|the|his|her|your) knees|on knees", description.text.lower()), description


def test_people_and_verbs_agree():
    texts = " ".join(f" {text} ." for text in said(only("left knee pulled up", "looking up", "squatting"), "training", 400))
    assert not re.search(r"\bthey (squats|looks|pulls|is)\b|\b(he|she|someone|person) (squat|look|pull|are)\b|squating", texts)


def test_sentences_vary():
    row = holding(Landmarks.of(pose(**BUILT["left hand on the hip"][0])))[0]
    assert len(set(said(row, "training", 300))) > 200
    assert any(text.startswith("with ") for text in said(row, "training", 300))


def _templates(table) -> set[str]:
    phrases = {base(phrase, "their") for entry in table for phrase in split(entry.do)}
    states = [(limb, phrase) for entry in table for limb, said in entry.limbs.items() for phrase in split(said)]
    return phrases | {f"{limb} {phrase}" for limb, phrase in states}


def test_the_judge_shares_no_phrase_and_no_frame():
    learned = with_more(PHRASES, EVERYDAY)
    assert not _templates(learned) & _templates(PHRASES_OF_THE_JUDGE)
    predicates = [{phrase for entry in table for phrases in entry.limbs.values() for phrase in split(phrases)}
                  for table in (learned, PHRASES_OF_THE_JUDGE)]
    assert not predicates[0] & predicates[1]
    assert not {frame for _, frame in (*FRAMES, *FORMS)} & {frame for _, frame in JUDGES_FRAMES}
    rows = [holding(Landmarks.of(pose(**turns)))[0] for turns, _, _ in BUILT.values()]
    texts = {wording: {text for row in rows for text in said(row, wording, 60)} for wording in WORDINGS}
    assert not (texts["training"] | texts["wide"]) & texts["judge"]


def test_words_are_swapped_for_others_and_the_sides_stay():
    told = [reworded("raise the left hand above the head, the right hand on the hip", Dice(np.random.default_rng(seed))) for seed in range(80)]
    assert len(set(told)) > 12
    assert all(re.search(r"\b(left|L)\b.*\b(right|R)\b", text) for text in told)


def test_a_limb_can_do_what_it_is_told_to_have():
    """A starred predicate is a verb: it agrees with its limb, and turns into "resting" after "with"."""
    table = with_more([row("left hand on the left hip", "left place", 1, hands="there")],
                      [more("left hand on the left hip", hands="*rest on {their} hips")])
    sayings, dice = sayings_of(table), Dice(np.random.default_rng(0))
    resting = replace(sayings[0], states=sayings[0].states[1:])
    assert clause_words(resting, dice, "her") == "her hands rest on her hips" and state_words(resting, dice, "her") == "her hands resting on her hips"


def test_further_words_belong_to_a_row():
    with pytest.raises(KeyError, match="standing on the moon"):
        with_more(PHRASES, [more("standing on the moon", "*float")])


def test_a_pose_without_codes_has_no_sentence():
    assert describe(only(), np.random.default_rng(0)) is None and describe_for_judge(only(), np.random.default_rng(0)) is None


def test_the_same_seed_gives_the_same_sentence():
    row = holding(Landmarks.of(pose(**ARMS_DOWN)))[0]
    assert describe(row, np.random.default_rng(7)) == describe(row, np.random.default_rng(7))


def test_it_is_fast(holds):
    rng = np.random.default_rng(5)
    started = time.perf_counter()
    for number in range(1000):
        describe(holds[number % len(holds)], rng)
    assert time.perf_counter() - started < 1.5
