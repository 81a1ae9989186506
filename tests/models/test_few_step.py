"""LEAD in one to four steps: the student and its distillation."""
from __future__ import annotations

import shutil
from dataclasses import replace

import numpy as np
import pytest
import torch

from models.lead.denoiser import Condition
from models.lead.few_step import FewStepDenoiser, load_student, sample_few, save_student
from models.lead.pipeline import Cancelled, GenerationRequest, LeadModel, LeadPipeline
from models.lead.sampling import noise_schedule
from models.skeleton import JOINT_INDEX
from models.training.__main__ import load_stage
from models.training.batches import MotionBatch
from models.training.few_step_task import FewStepTask
from models.training.text_table import TextTable
from models.weights_file import WEIGHTS, WeightsError

FAST = GenerationRequest("a person walks forward", duration=3.0, seed=1, steps=4)


@pytest.fixture(scope="module")
def pipeline() -> LeadPipeline:
    return LeadPipeline.load()


@pytest.fixture(scope="module")
def lead(pipeline) -> LeadModel:
    return pipeline.model


def told(pipeline: LeadPipeline, count: int) -> tuple[torch.Tensor, torch.Tensor, Condition]:
    """Noise of motions of 64 frames, their lengths and a prompt."""
    noise = torch.randn(count, 4, 48, generator=torch.Generator().manual_seed(0))
    return noise, torch.full((count,), 64), pipeline.condition("a person waves", count)


def test_before_training_the_student_predicts_what_the_denoiser_does(pipeline):
    noise, frames, condition = told(pipeline, 2)
    student, step = FewStepDenoiser(pipeline.model.denoiser), torch.tensor([499, 19])
    with torch.no_grad():
        theirs = pipeline.model.denoiser(noise, step, frames, condition)
        assert torch.allclose(student(noise, step, frames, condition, torch.tensor([2.0, 7.0])), theirs, atol=1e-6)


def test_the_same_request_gives_the_same_motion_and_other_takes_change_nothing(pipeline):
    one, takes = pipeline(FAST)[0], pipeline(replace(FAST, takes=3))
    assert np.array_equal(one.joint_rotations, pipeline(FAST)[0].joint_rotations)
    assert np.allclose(takes[0].joint_positions(), one.joint_positions(), atol=1e-3)
    assert not np.allclose(takes[1].joint_positions(), one.joint_positions(), atol=0.05)


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_few_steps_are_told_and_can_be_cancelled(pipeline, steps):
    seen = []
    pipeline(replace(FAST, steps=steps), on_step=lambda done, of: seen.append((done, of)))
    assert seen == [(done, steps) for done in range(1, steps + 1)]
    with pytest.raises(Cancelled):
        pipeline(replace(FAST, steps=steps), cancelled=lambda: True)


def test_four_steps_walk_forward_and_wave_the_hand_that_was_named(pipeline):
    walk = pipeline(GenerationRequest("a person walks forward", 4.0, seed=3, takes=4, steps=4))
    assert np.median([take.root_translation[-1, 2] - take.root_translation[0, 2] for take in walk]) > 1.5
    for side, other in (("left", "right"), ("right", "left")):
        takes = pipeline(GenerationRequest(f"a person waves with the {side} hand", 4.0, seed=3, takes=4, steps=4))
        heights = {hand: [take.joint_positions()[:, JOINT_INDEX[f"{hand}_wrist"], 1].max() for take in takes] for hand in (side, other)}
        assert np.median(heights[side]) > 1.15 > np.median(heights[other])


def test_the_guidance_reaches_the_student(pipeline):
    gentle, strong = (pipeline(replace(FAST, guidance_scale=scale))[0] for scale in (1.5, 8.0))
    assert not np.allclose(gentle.joint_positions(), strong.joint_positions(), atol=0.01)


def test_high_guidance_pulls_as_far_as_in_many_steps(pipeline):
    def pulled(steps: int) -> float:
        own, high = (pipeline.latents(replace(FAST, takes=4, steps=steps, guidance_scale=scale)) for scale in (4.0, 8.0))
        return float((high - own).pow(2).mean().sqrt())

    assert 0.5 < pulled(4) / pulled(20) < 2


def test_a_student_of_another_model_is_refused_with_a_sentence(lead, tmp_path):
    path = tmp_path / "few_step.safetensors"
    save_student(FewStepDenoiser(lead.denoiser), path, "of another model", {})
    with pytest.raises(WeightsError, match="does not belong to the others. Install Motion Prompt again"):
        load_student(path, lead.denoiser, lead.fingerprint)
    shutil.copy(WEIGHTS / "lead.safetensors", tmp_path)
    with pytest.raises(WeightsError, match="does not belong to the others"):
        LeadModel.load(tmp_path / "lead.safetensors")
    assert LeadModel.load(tmp_path / "lead.safetensors", with_student=False).student is None  # one that is to be trained may be old


def test_weights_without_a_student_take_as_few_steps_of_the_denoiser(pipeline, lead):
    alone = LeadPipeline(replace(lead, student=None), pipeline.text_encoder)
    assert not np.allclose(alone(FAST)[0].joint_positions(), pipeline(FAST)[0].joint_positions(), atol=0.01)


class OneBatch:
    """The same motions again and again."""

    def __init__(self, size: int):
        generator = torch.Generator().manual_seed(3)
        features = torch.randn(size, 64, 269, generator=generator) * 0.1
        self.batch = MotionBatch(features, torch.full((size,), 64), ("a person walks",) * size, ("walk|",) * size)

    def draw(self, generator: torch.Generator) -> MotionBatch:
        return self.batch


def validated(task: FewStepTask) -> dict[str, float]:
    with torch.inference_mode():
        return task.validate(task.module)


def test_distillation_brings_one_step_nearer_to_fifty_and_leaves_the_teacher(pipeline, lead, tmp_path):
    task = FewStepTask(replace(lead, student=None), OneBatch(8), OneBatch(8), TextTable.of(["a person walks"], pipeline.text_encoder))
    before, teacher = validated(task), {name: value.clone() for name, value in lead.denoiser.state_dict().items()}
    optimizer = torch.optim.AdamW([each for each in task.module.parameters() if each.requires_grad], lr=5e-3)
    generator = torch.Generator().manual_seed(0)
    for step in range(80):
        optimizer.zero_grad()
        task.loss(step, generator)[0].backward()
        optimizer.step()
    assert validated(task)["apart_1"] < 0.95 * before["apart_1"]
    assert all(torch.equal(value, teacher[name]) for name, value in lead.denoiser.state_dict().items())
    task.save(task.module, tmp_path / "few_step.safetensors", {})
    student, (noise, frames, condition) = load_student(tmp_path / "few_step.safetensors", lead.denoiser, lead.fingerprint), told(pipeline, 1)
    made, saved = (sample_few(each, lead.config, noise, [torch.Generator().manual_seed(1)], frames, condition, 4.0, 2) for each in (task.module, student))
    assert torch.allclose(made, saved, atol=0.02)  # kept in half precision
    onward = FewStepTask(task.model, task.batches, task.validation, task.table)
    assert load_stage(onward, tmp_path) == {}
    assert validated(onward)["apart_1"] == pytest.approx(validated(task)["apart_1"], rel=0.02)
    onward.loss(0, generator)
    assert all(torch.equal(mine, theirs) for mine, theirs in zip(onward.target.parameters(), onward.module.parameters()))


def test_the_schedules_are_the_same_noise(lead):
    from models.lead.few_step import consistency_schedule

    assert torch.allclose(consistency_schedule(lead.config).alphas_cumprod, noise_schedule(lead.config).alphas_cumprod)
