"""Prompts one after another with the shipped weights: what a caller of the pipeline can see."""
from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.cleanup import SKIN
from models.completion.pipeline import CompletionPipeline
from models.evaluation.metrics import foot_skate
from models.lead.pipeline import LeadPipeline
from models.lead.sampling import Cancelled
from models.motion import Motion
from models.sequence.generation import batches
from models.sequence.pipeline import SequencePipeline, steps_of
from models.sequence.request import Block, SequenceError, SequenceRequest
from models.sequence.weld import weld
from models.weights_file import WEIGHTS
from tests.models.synthetic import walking

WALK, WAVE, RUN = "a person walks forward", "a person waves with the right hand", "a person runs"


@pytest.fixture(scope="module")
def pipeline() -> SequencePipeline:
    lead = LeadPipeline.load()
    return SequencePipeline(lead, CompletionPipeline.load(WEIGHTS, lead))


def request(*blocks: Block, fps: float = 30.0, **settings) -> SequenceRequest:
    return SequenceRequest(blocks, fps, steps=settings.pop("steps", 20), **settings)


TWO = request(Block(WALK, 0, 75, seed=1), Block(WAVE, 75, 75, seed=2))


@pytest.fixture(scope="module")
def two(pipeline):
    return pipeline(TWO)


def jumps(motion: Motion) -> np.ndarray:
    """How much each joint's speed changes from frame to frame (T − 2, 22), m/s; row i is at frame i + 1."""
    speed = np.diff(motion.joint_positions().astype(np.float64), axis=0) * motion.fps
    return np.linalg.norm(np.diff(speed, axis=0), axis=-1)


def test_two_blocks_become_one_motion(two):
    assert [len(motion) for motion in two.motions] == [150] and two.transitions in {((66, 83),), ((61, 88),)}, "as long as asked for, or longer where that is better"
    motion = two.motions[0]
    travelled = motion.root_translation[:, 2] - motion.root_translation[0, 2]
    assert travelled[70] > 1.5 and abs(travelled[149] - travelled[90]) < 0.3, "it walks, then it stands"
    hands = motion.joint_positions()[90:, [20, 21], 1].max(axis=0)
    assert hands[1] > 1.4 > hands[0], "the right hand is up"


def test_only_blocks_of_one_style_or_of_the_same_words_share_a_batch():
    both, turns = "a <shy> and <proud> person walks", "a <proud> person waves, then a <shy> one bows"
    prompts = ("a <shy> person walks", both, "a <Shy> person runs", turns, "a <proud> person walks", turns, both, "a person walks")
    made = batches(request(*(Block(prompt, 75 * number, 75) for number, prompt in enumerate(prompts))))
    assert made == [[0, 2], [1, 6], [3, 5], [4], [7]]


@pytest.mark.parametrize("first, second", [(WALK, WAVE), (RUN, "a person bows"), ("a person sits down", "a person stands up")])
def test_no_seam_is_felt(pipeline, first, second):
    motion = pipeline(request(Block(first, 0, 75, seed=3), Block(second, 75, 75, seed=4))).motions[0]
    change, window = jumps(motion), slice(59, 90)
    inside = np.concatenate([change[:59], change[90:]])
    # As jerky as what the model makes by itself, not more; a cut without a transition is tens of times that.
    assert change[window, 0].max() < max(1.5 * np.percentile(inside[:, 0], 99), 0.4)
    assert np.percentile(change[window], 95) < 1.2 * np.percentile(inside, 99)
    positions = motion.joint_positions().astype(np.float64)
    skate, weight = foot_skate(positions[60:91], motion.fps)
    assert skate / max(weight, 1e-6) < 0.2


@pytest.mark.parametrize("seconds, down", [(0.2, False), (0.8, True)], ids=["a step of a run", "hovering"])
def test_what_keeps_above_the_floor_comes_down_and_a_flight_stays(seconds, down):
    known, first, end = walking(90), 30, 60
    share = np.clip((np.arange(90) - 45) / (seconds * 30) + 0.5, 0, 1)
    raised = known.root_translation + np.outer(0.08 * np.sin(np.pi * share) ** 2, [0, 1, 0]).astype(np.float32)
    # Straight legs that go on fast: no foot stands, so nothing else brings the body down.
    made = replace(known, root_translation=raised + np.outer(np.arange(90) * 0.05, [0, 0, 1]).astype(np.float32))
    known = replace(known, root_translation=known.root_translation + np.outer(np.arange(90) * 0.05, [0, 0, 1]).astype(np.float32))
    result = weld(made, known, first, end)
    lowest = ((result.joint_positions()[..., 1] - SKIN).min(axis=1) - (known.joint_positions()[..., 1] - SKIN).min(axis=1))[first:end]
    # At the ends of the window a foot is lifted so that it is not dragged.
    assert (lowest[8:-8].max() < 0.055) == down and lowest.min() > -0.02
    for stays in (slice(0, first), slice(end, None)):
        np.testing.assert_array_equal(result.root_translation[stays], known.root_translation[stays])
    heights = (np.abs(np.diff(each.root_translation[:, 1], 2)).max() for each in (result, made))
    assert next(heights) < 1.3 * next(heights)


def test_it_begins_where_it_is_told(pipeline):
    motion = pipeline(replace(TWO, start_position=(2.0, -1.0), start_heading=np.pi / 2)).motions[0]
    np.testing.assert_allclose(motion.root_translation[0, [0, 2]], [2.0, -1.0], atol=1e-4)
    assert motion.root_translation[70, 0] > 3.2, "it walks the way it faces"


def test_the_same_request_gives_the_same_motion_and_takes_differ(pipeline, two):
    again = pipeline(replace(TWO, takes=2))
    np.testing.assert_allclose(again.motions[0].joint_positions(), two.motions[0].joint_positions(), atol=5e-3)
    assert np.abs(again.motions[1].joint_positions() - two.motions[0].joint_positions()).max() > 0.1
    once_more = pipeline(TWO).motions[0]
    assert np.array_equal(once_more.root_translation, two.motions[0].root_translation)
    assert np.array_equal(once_more.joint_rotations, two.motions[0].joint_rotations)


@pytest.mark.parametrize("fps", [24.0, 60.0])
def test_gaps_and_other_frame_rates(pipeline, fps):
    second = int(fps)
    asked = request(Block(WALK, 0, 2 * second, seed=1), Block(RUN, 3 * second, 2 * second, seed=2), fps=fps)
    answer = pipeline(asked)
    assert len(answer.motions[0]) == 5 * second == asked.frames and answer.motions[0].fps == fps
    (first, last), = answer.transitions
    assert first <= 2 * second and last >= 3 * second - 1
    assert jumps(answer.motions[0])[:, 0].max() < 2


def kept(motion: Motion, first: int, frames: int, at: int) -> Block:
    return Block("", at, frames, motion=motion[first : first + frames])


@pytest.mark.parametrize("prompt", [WALK, WAVE])
def test_one_block_is_made_anew_between_neighbours_that_stay(pipeline, prompt):
    walk = walking(240)
    before, after = kept(walk, 0, 40, 0), kept(walk, 130, 40, 130)
    answer = pipeline(request(before, Block(prompt, 40, 90, seed=5), after))
    motion, (one, other) = answer.motions[0], answer.transitions
    for frame in (*range(0, one[0]), *range(other[1] + 1, 170)):
        assert np.array_equal(motion.root_translation[frame], walk.root_translation[frame])
        turned = np.abs(np.sum(motion.joint_rotations[frame] * walk.joint_rotations[frame], axis=-1))
        np.testing.assert_allclose(turned, 1, atol=1e-6)
    assert one[0] >= 20 and other[1] < 150, "most of the neighbours stays"
    assert jumps(motion)[:, 0].max() < 1.5, "and the block leads from one to the other"
    assert np.abs(motion.joint_positions()[45:125] - walk.joint_positions()[45:125]).max() > 0.1


def test_what_cannot_be_walked_is_told(pipeline):
    walk = walking(200)
    far = replace(walk, root_translation=walk.root_translation + np.float32([0, 0, 30]))
    answer = pipeline(request(kept(walk, 0, 40, 0), Block("a person stands still", 40, 60), kept(far, 100, 40, 100)))
    assert any("“a person stands still” would end" in note for note in answer.notes)


def test_a_minute_of_twelve_blocks(pipeline):
    blocks = [Block(prompt, 150 * number, 150, seed=number) for number, prompt in enumerate([WALK, RUN, WAVE] * 4)]
    answer = pipeline(request(*blocks, steps=4))
    assert len(answer.motions[0]) == 1800 and len(answer.transitions) == 11
    assert jumps(answer.motions[0])[:, 0].max() < 3


def test_progress_and_cancelling_at_every_step(pipeline):
    asked = request(Block(WALK, 0, 30), Block(WAVE, 30, 30), Block(RUN, 60, 30), steps=3)
    seen: list[tuple[int, int]] = []
    pipeline(asked, on_step=lambda done, steps: seen.append((done, steps)))
    assert seen == [(step, steps_of(asked)) for step in range(1, steps_of(asked) + 1)] and len(seen) == 3 + 2 * 2 * 12
    for stop in (0, 2, 3, 5, 20):
        done: list[int] = []
        with pytest.raises(Cancelled):
            pipeline(asked, on_step=lambda step, steps: done.append(step), cancelled=lambda: len(done) >= stop)
        assert len(done) == stop


@pytest.mark.parametrize("blocks, words", [
    ((), "no block"),
    ((Block(" ", 0, 60),), "Block 1 has no prompt"),
    ((Block(WALK, 0, 15),), "Block 1 lasts 0.5 seconds"),
    ((Block(WALK, 0, 320),), "split it in two"),
    ((Block(WALK, 3, 60),), "first frame"),
    ((Block(WALK, 0, 60), Block(RUN, 59, 60)), "Blocks 1 and 2 overlap"),
    ((Block(WALK, 0, 60), Block(RUN, 400, 60)), "a gap may last 8"),
    (tuple(Block(WALK, 60 * number, 60) for number in range(33)), "at most 32"),
    (tuple(Block(WALK, 300 * number, 300) for number in range(19)), "180 fit"),
    ((Block(WALK, 0, 60), Block("", 60, 30, motion=walking(31))), "motion of block 2 does not fit"),
])
def test_refused_in_a_sentence(pipeline, blocks, words):
    with pytest.raises(SequenceError, match=words):
        pipeline(request(*blocks))
