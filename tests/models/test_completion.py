"""What completion is told and asked."""
from dataclasses import replace

import numpy as np
import pytest
import torch

from models.completion.feasibility import notes
from models.completion.pipeline import motion_prompt
from models.completion.prompt import of_features
from models.completion.request import CompletionError, CompletionRequest, PoseConstraint
from models.features import encode
from models.motion import Motion
from models.skeleton import JOINT_INDEX
from models.training.pins import random_pins
from tests.models.synthetic import turn, walking


def request(motion: Motion, frames, **changes) -> CompletionRequest:
    pins = tuple(PoseConstraint(frame, motion.root_translation[frame], motion.joint_rotations[frame]) for frame in frames)
    return CompletionRequest(len(motion), motion.fps, pins, **changes)


def one(pin: PoseConstraint, frames: int = 90) -> CompletionRequest:
    return CompletionRequest(frames, 30.0, (pin,))


WALK = walking(90, turning=25)
PIN = PoseConstraint(10, WALK.root_translation[10], WALK.joint_rotations[10])
SCALED = WALK.joint_rotations[10] * np.where(np.arange(22) == 4, 1.2, 1.0)[:, None]
EMPTY = np.zeros(22, dtype=bool)


@pytest.mark.parametrize("bad, words", [
    (CompletionRequest(90, 30.0, ()), "no pinned poses"),
    (one(PIN, frames=10), "0.3 seconds"),
    (one(PIN, frames=400), "13.3 seconds"),
    (one(replace(PIN, frame=90)), "outside"),
    (one(replace(PIN, frame=-1)), "outside"),
    (CompletionRequest(90, 30.0, (PIN, PIN)), "twice"),
    (one(replace(PIN, joint_rotations=np.full((22, 4), np.nan))), "number that is none"),
    (one(replace(PIN, root_translation=np.array([0, np.inf, 0]))), "number that is none"),
    (one(replace(PIN, joint_rotations=SCALED)), "scaled"),
    (one(replace(PIN, joint_mask=EMPTY, root_mask=False)), "pins nothing"),
    (one(replace(PIN, joint_rotations=np.zeros((21, 4)))), "22 joints"),
])
def test_what_cannot_be_done_gets_a_sentence(bad, words):
    with pytest.raises(CompletionError, match=words) as caught:
        bad.check()
    assert str(caught.value).endswith(".")


def test_numbers_that_are_not_pinned_do_not_matter():
    arm = np.arange(22) == JOINT_INDEX["left_elbow"]
    rotations = np.where(arm[:, None], WALK.joint_rotations[10], np.nan)
    one(PoseConstraint(10, np.full(3, np.nan), rotations, arm, root_mask=False)).check()


@pytest.mark.parametrize("fps", [23.976, 24.0, 30.0, 60.0])
def test_the_model_sees_at_least_the_whole_span(fps):
    span = CompletionRequest(round(4 * fps), fps, ())
    assert (span.frames - 1) / fps <= (span.model_frames - 1) / 30 < (span.frames - 1) / fps + 1 / 30


def test_the_prompt_of_pins_is_what_training_saw_of_the_same_motion():
    frames = [5, 40, 80]
    made = motion_prompt(request(WALK, frames))
    seen = of_features(torch.from_numpy(encode(WALK)[0])[None], torch.tensor([90])).masked(made.joint_mask, made.root_mask)
    for ours, theirs in zip(made.channels(), seen.channels()):
        assert torch.allclose(ours.float(), theirs.float(), atol=2e-3)
    assert torch.allclose(made.path(), seen.path(), atol=2e-2)


def test_turning_and_moving_the_whole_motion_does_not_change_the_prompt():
    elsewhere = WALK.placed((3.0, -2.0), 2.0)
    here, there = (motion_prompt(request(motion, [5, 40, 80])) for motion in (WALK, elsewhere))
    assert torch.allclose(here.channels()[0], there.channels()[0], atol=1e-4)
    assert torch.allclose(here.path(), there.path(), atol=1e-4)


def test_a_mirrored_path_is_another_prompt():
    here, there = (motion_prompt(request(motion, [5, 80])) for motion in (WALK, WALK.mirrored()))
    assert not torch.allclose(here.path(), there.path(), atol=1e-2)


def test_pins_that_agree_with_the_motion_find_nothing_to_correct():
    features = torch.from_numpy(encode(WALK)[0])[None]
    prompt = motion_prompt(request(WALK, [5, 40, 80]))
    assert prompt.disagreement(features).abs().max() < 2e-2


def test_pins_that_lie_farther_on_ask_for_more_speed():
    features = torch.from_numpy(encode(WALK)[0])[None]
    far = Motion(WALK.root_translation * np.array([1.5, 1, 1.5]), WALK.joint_rotations)
    lacking = motion_prompt(request(far, [5, 80])).disagreement(features)[0, :, -3:-1].norm(dim=-1)
    assert lacking[40] > 0.3 and lacking[2] == 0 and lacking[88] == 0


def test_pins_out_of_reach_are_named_and_possible_ones_are_not():
    assert notes(request(WALK, [0, 45, 89])) == ()
    far = Motion(WALK.root_translation + np.linspace(0, 200, 90)[:, None] * np.array([1.0, 0, 0]), WALK.joint_rotations)
    (sentence,) = notes(request(far, [0, 1]))
    assert "m apart" in sentence and sentence.endswith(".")


def test_a_joint_that_would_have_to_snap_is_named():
    rotations = WALK.joint_rotations.copy()
    rotations[11, JOINT_INDEX["left_elbow"]] = turn("y", np.array(-150.0))
    sentences = notes(request(Motion(WALK.root_translation, rotations), [10, 11]))
    assert any("left elbow" in sentence for sentence in sentences)


def test_random_pins_stay_within_the_motion_and_pin_what_animators_pin():
    random = np.random.default_rng(0)
    drawn = [random_pins(80, random) for _ in range(400)]
    counts = np.array([joints.all(axis=1).sum() for joints, _ in drawn])
    assert all(joints.shape == (80, 22) and root.shape == (80,) for joints, root in drawn)
    assert {1, 2, 3} <= set(counts.tolist()) and (counts == 0).any() and (counts > 20).any()
    parts = [joints for joints, _ in drawn if joints.any() and not joints.all(axis=1).any()]
    assert len(parts) > 10
