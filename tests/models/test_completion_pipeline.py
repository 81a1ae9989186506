"""Completion with the shipped weights: what a caller of the pipeline can see."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from models import rotation
from models.completion.pipeline import CompletionPipeline
from models.completion.request import CompletionError, CompletionRequest, PoseConstraint
from models.lead.pipeline import LeadPipeline
from models.lead.sampling import Cancelled
from models.motion import Motion
from models.skeleton import JOINT_INDEX
from models.weights_file import WEIGHTS, WeightsError
from tests.models.synthetic import standing, walking

WALK = walking(120, turning=15)


@pytest.fixture(scope="module")
def lead() -> LeadPipeline:
    return LeadPipeline.load()


@pytest.fixture(scope="module")
def pipeline(lead) -> CompletionPipeline:
    return CompletionPipeline.load(WEIGHTS, lead)


def pins(motion: Motion, frames, joints=range(22), root=True) -> tuple[PoseConstraint, ...]:
    mask = np.isin(np.arange(22), list(joints))
    return tuple(PoseConstraint(int(frame), motion.root_translation[frame], motion.joint_rotations[frame], mask, root) for frame in frames)


TWO = CompletionRequest(120, 30.0, pins(WALK, [10, 100]), seed=3)


def same(one: Motion, other: Motion) -> bool:
    return np.allclose(one.joint_positions(), other.joint_positions(), atol=1e-3)


@pytest.mark.parametrize("count", [1, 2, 3, 10, 50])
@pytest.mark.parametrize("joints, root", [(range(22), True), ([16, 18, 20], False), ([0, 1, 2, 4, 5, 7, 8], True), ([0], True)],
                         ids=["whole", "arm", "legs", "root"])
def test_pins_are_met_exactly(pipeline, count, joints, root):
    frames = np.linspace(5, 115, count).round().astype(int)
    request = CompletionRequest(120, 30.0, pins(WALK, frames, joints, root), takes=2)
    answer = pipeline(request)
    assert [error.frame for error in answer.pin_errors] == list(frames)
    for motion in answer.motions:
        for pin in request.constraints:
            turned = rotation.angle_between(motion.joint_rotations[pin.frame].astype(float), pin.joint_rotations.astype(float))
            assert np.degrees(turned[pin.joint_mask]).max() < 0.005
            assert not root or np.array_equal(motion.root_translation[pin.frame], pin.root_translation)
    assert max(error.degrees for error in answer.pin_errors) < 0.005 and max(error.centimetres for error in answer.pin_errors) == 0


def test_the_networks_alone_come_near_the_pins(pipeline):
    """What is left for the correction is small: the prior and the decoder have read the pins."""
    request = CompletionRequest(120, 30.0, pins(WALK, [10, 60, 110]), takes=4)
    off = []
    for motion in pipeline.raw(request):
        for pin in request.constraints:
            off.append(np.degrees(rotation.angle_between(motion.joint_rotations[pin.frame, 1:], pin.joint_rotations[1:])).mean())
    # Without reading the pins it is 20 and more.
    assert np.mean(off) < 10


def test_the_same_request_gives_the_same_motion(pipeline):
    one, again = pipeline(TWO).motions[0], pipeline(TWO).motions[0]
    assert np.array_equal(one.joint_rotations, again.joint_rotations) and np.array_equal(one.root_translation, again.root_translation)


def test_variations_differ_and_the_first_is_what_one_gives(pipeline):
    takes = pipeline(replace(TWO, constraints=TWO.constraints[:1], takes=3)).motions
    assert not same(takes[0], takes[1]) and not same(takes[1], takes[2])
    assert same(takes[0], pipeline(replace(TWO, constraints=TWO.constraints[:1])).motions[0])


def test_another_seed_is_another_motion(pipeline):
    assert not same(pipeline(TWO).motions[0], pipeline(replace(TWO, seed=4)).motions[0])


@pytest.mark.parametrize("fps", [23.976, 24.0, 60.0])
def test_time_runs_at_the_scenes_rate(pipeline, fps):
    walk = WALK.resampled(fps)
    frames = [3, len(walk) // 2, len(walk) - 1]
    answer = pipeline(CompletionRequest(len(walk), fps, pins(walk, frames)))
    assert answer.motions[0].fps == fps and len(answer.motions[0]) == len(walk)
    assert max(error.degrees for error in answer.pin_errors) < 0.005


def test_where_the_motion_is_in_the_world_does_not_matter(pipeline):
    moved = WALK.placed((4.0, -3.0), 2.0)
    here = pipeline(TWO).motions[0]
    there = pipeline(replace(TWO, constraints=pins(moved, [10, 100]))).motions[0]
    back = there.placed(here.root_translation[0, [0, 2]], 0.0).joint_positions()
    apart = np.linalg.norm(back - here.placed(here.root_translation[0, [0, 2]], 0.0).joint_positions(), axis=-1)
    assert np.median(apart) < 0.02


def test_words_steer_what_the_pins_leave_open(pipeline):
    still = CompletionRequest(120, 30.0, pins(standing(120), [0]), seed=1)
    waving = pipeline(replace(still, prompt="a person waves with the right hand")).motions[0].joint_positions()
    walking_off = pipeline(replace(still, prompt="a person walks forward")).motions[0]
    assert waving[60:, JOINT_INDEX["right_wrist"], 1].max() > waving[60:, JOINT_INDEX["left_wrist"], 1].max() + 0.2
    assert np.linalg.norm((walking_off.root_translation[-1] - walking_off.root_translation[0])[[0, 2]]) > 1.5


def test_without_a_pinned_place_it_begins_where_the_character_stands(pipeline):
    request = CompletionRequest(60, 30.0, pins(WALK, [30], [16, 18, 20], root=False), start_position=(2.0, 1.0), start_heading=1.0)
    assert np.allclose(pipeline(request).motions[0].root_translation[0, [0, 2]], [2.0, 1.0], atol=1e-4)


def test_progress_is_told_and_cancelling_stops(pipeline):
    steps = []
    pipeline(TWO, lambda done, of: steps.append((done, of)))
    assert steps == [(number + 1, len(steps)) for number in range(len(steps))] and len(steps) > 3
    with pytest.raises(Cancelled):
        pipeline(TWO, cancelled=lambda: True)


def test_pins_nobody_could_reach_are_met_and_named(pipeline):
    far = Motion(WALK.root_translation + np.linspace(0, 100, 120)[:, None] * np.array([1.0, 0, 0]), WALK.joint_rotations)
    answer = pipeline(CompletionRequest(120, 30.0, pins(far, [0, 10])))
    assert "m apart" in answer.notes[0] and max(error.centimetres for error in answer.pin_errors) == 0


def test_a_bad_request_is_refused_before_any_work(pipeline):
    with pytest.raises(CompletionError):
        pipeline(replace(TWO, constraints=()))


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(path.read_bytes()[:1000]), Path.unlink])
def test_damaged_weights_get_a_sentence(lead, tmp_path, damage):
    path = tmp_path / "completion.safetensors"
    path.write_bytes((WEIGHTS / "completion.safetensors").read_bytes())
    damage(path)
    with pytest.raises(WeightsError, match="Install Motion Prompt again"):
        CompletionPipeline.load(tmp_path, lead)


def test_weights_of_something_else_get_a_sentence(lead, tmp_path):
    (tmp_path / "completion.safetensors").write_bytes((WEIGHTS / "evaluator.safetensors").read_bytes())
    with pytest.raises(WeightsError, match="another version"):
        CompletionPipeline.load(tmp_path, lead)
