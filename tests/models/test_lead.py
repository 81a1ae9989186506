"""LEAD with the shipped weights: what a caller of the pipeline can see."""
from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from models.features import headings
from models.lead.pipeline import Cancelled, GenerationRequest, LeadPipeline
from models.skeleton import JOINT_INDEX
from models.weights_file import WEIGHTS, WeightsError

FAST = GenerationRequest("a person walks forward", duration=3.0, seed=1, steps=12)


@pytest.fixture(scope="module")
def pipeline() -> LeadPipeline:
    return LeadPipeline.load()


def same(one, other) -> bool:
    return np.allclose(one.root_translation, other.root_translation, atol=1e-4) and np.allclose(
        one.joint_positions(), other.joint_positions(), atol=1e-3
    )


def test_the_same_request_gives_the_same_motion(pipeline):
    one, again = pipeline(FAST)[0], pipeline(FAST)[0]
    assert np.array_equal(one.joint_rotations, again.joint_rotations)
    assert np.array_equal(one.root_translation, again.root_translation)


def test_another_seed_gives_another_motion(pipeline):
    assert not same(pipeline(FAST)[0], pipeline(replace(FAST, seed=2))[0])


def test_takes_differ_and_the_first_is_what_one_take_gives(pipeline):
    takes = pipeline(replace(FAST, takes=3))
    assert len(takes) == 3
    assert same(takes[0], pipeline(FAST)[0])
    assert not same(takes[0], takes[1]) and not same(takes[1], takes[2])


def test_many_words_and_takes_change_nothing_but_the_time(pipeline):
    long = replace(FAST, prompt="a person walks forward, then stops, looks around and waves with the right hand, then turns around and walks back slowly")
    takes = pipeline(replace(long, takes=5))  # so many that the words are left out where the condition is dropped
    assert same(takes[0], pipeline(long)[0]) and not same(takes[0], takes[4])


def test_many_takes_on_two_cores_are_what_one_core_makes(pipeline, monkeypatch):
    """The two predictions are then made side by side, the conditioned one by a thread of its own."""
    seen = set()
    denoiser = pipeline.model.denoiser
    hook = denoiser.register_forward_hook(lambda *_: seen.add(threading.current_thread().name))
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        made = {}
        for cores in (1, 2):
            monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
            seen.clear()
            made[cores] = pipeline(replace(FAST, takes=4))
            assert len(seen) == cores
    finally:
        torch.set_num_threads(threads)
        hook.remove()
    assert all(same(*pair) for pair in zip(*made.values()))


@pytest.mark.parametrize("seconds", [0.7, 2.45, 10.0])
def test_the_motion_is_as_long_as_asked(pipeline, seconds):
    motion = pipeline(replace(FAST, duration=seconds))[0]
    assert motion.fps == 30 and len(motion) == round(30 * seconds)


def test_the_motion_starts_where_and_as_the_character_stands(pipeline):
    motion = pipeline(replace(FAST, start_position=(2.0, -3.0), start_heading=2.2))[0]
    assert np.allclose(motion.root_translation[0, [0, 2]], [2, -3], atol=1e-4)
    assert abs(headings(motion)[0] - 2.2) < 1e-3
    here = pipeline(FAST)[0]
    travelled = np.linalg.norm(motion.root_translation[-1, [0, 2]] - motion.root_translation[0, [0, 2]])
    assert abs(travelled - np.linalg.norm(here.root_translation[-1, [0, 2]] - here.root_translation[0, [0, 2]])) < 1e-3


def test_a_walk_travels_forward_and_a_wave_lifts_the_hand_that_was_named(pipeline):
    walk = pipeline(GenerationRequest("a person walks forward", 4.0, seed=3, takes=4, steps=20))
    assert np.median([take.root_translation[-1, 2] - take.root_translation[0, 2] for take in walk]) > 1.5
    for side, other in (("left", "right"), ("right", "left")):
        takes = pipeline(GenerationRequest(f"a person waves with the {side} hand", 4.0, seed=3, takes=4, steps=20))
        heights = {hand: [take.joint_positions()[:, JOINT_INDEX[f"{hand}_wrist"], 1].max() for take in takes] for hand in (side, other)}
        assert np.median(heights[side]) > 1.15 > np.median(heights[other])


def test_every_step_is_told_and_cancelling_stops_at_the_next(pipeline):
    told = []
    pipeline(FAST, on_step=lambda done, steps: told.append((done, steps)))
    assert told == [(done, 12) for done in range(1, 13)]
    told.clear()
    with pytest.raises(Cancelled):
        pipeline(FAST, on_step=lambda done, steps: told.append(done), cancelled=lambda: len(told) >= 4)
    assert told == [1, 2, 3, 4]


def test_feet_stand_still_while_they_stand(pipeline):
    motion = pipeline(GenerationRequest("a person waves with both hands", 4.0, seed=5, steps=20))[0]
    feet = motion.joint_positions()[:, [JOINT_INDEX["left_foot"], JOINT_INDEX["right_foot"]]]
    standing = feet[:-1, :, 1] < 0.04
    speed = 30 * np.linalg.norm(np.diff(feet[..., [0, 2]], axis=0), axis=-1)
    assert standing.mean() > 0.5
    assert np.median(speed[standing]) < 0.02


def test_missing_weights_are_named(tmp_path):
    with pytest.raises(WeightsError, match="missing"):
        LeadPipeline.load(tmp_path)


@pytest.mark.parametrize("spoil", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"x" * 1000])
def test_damaged_weights_are_named(tmp_path, spoil):
    Path(tmp_path / "lead.safetensors").write_bytes(spoil((WEIGHTS / "lead.safetensors").read_bytes()))
    with pytest.raises(WeightsError, match="damaged"):
        LeadPipeline.load(tmp_path)


def test_weights_of_another_version_are_named(tmp_path):
    from models.weights_file import save_weights

    save_weights(tmp_path / "lead.safetensors", {"vae.x": torch.zeros(1)}, {"config": {"name": "old"}})
    with pytest.raises(WeightsError, match="another version"):
        LeadPipeline.load(tmp_path)


def test_the_shipped_weights_keep_their_budget_and_name_their_licence(pipeline):
    assert (WEIGHTS / "lead.safetensors").stat().st_size < 16 * 2**20
    assert pipeline.provenance["licence"] == "CC BY-NC 4.0"
    assert "Bandai" in pipeline.provenance["trained_on"]
