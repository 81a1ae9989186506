"""Training after the three stages: bodies that turn over, and hands as fast as people's; everything else as before."""
from __future__ import annotations

import numpy as np
import pytest
import torch

from models import rotation
from models.features import encode
from models.lead.pipeline import LeadModel
from models.motion import Motion
from models.training.acrobatics_task import AcrobaticsTask, turns_over
from models.training.denoiser_task import Latents
from models.training.energy_task import EnergyTask
from models.training.sampled_movement import SampledMovement, _numbers, part_speeds
from models.training.sequences import TrainingSequence
from models.weights_file import WEIGHTS, load_weights
from tests.models.synthetic import standing, walking


@pytest.fixture()
def lead() -> LeadModel:
    return LeadModel.load(WEIGHTS / "lead.safetensors")


@pytest.fixture()
def latents(lead) -> Latents:
    return Latents(lead.vae, lead.normalization, lead.latent_mean, lead.latent_deviation)


def somersault(frames: int = 64) -> Motion:
    """Standing, and turned once about the lateral axis."""
    motion = standing(frames)
    turn = np.zeros((frames, 3))
    turn[:, 0] = -np.linspace(0, 2 * np.pi, frames)
    rotations = motion.joint_rotations.astype(np.float64)
    rotations[:, 0] = rotation.multiply(rotation.from_axis_angle(turn), rotations[:, 0])
    return Motion(motion.root_translation, rotations.astype(np.float32), motion.fps)


def pool(latents: Latents, rows: int = 8) -> SampledMovement:
    """Walks whose samples are the walks themselves, beside clips that are half as fast again."""
    features = torch.stack([torch.from_numpy(encode(walking(128, turning=10 * row))[0]) for row in range(rows)])
    frames = torch.full((rows,), 128)
    encoded, real = latents.encode(features, frames)
    return SampledMovement(encoded, encoded, real, frames, 1.5 * part_speeds(features), torch.zeros(rows, dtype=torch.long))


def test_only_what_is_upside_down_turns_over():
    assert turns_over(encode(somersault())[0])
    assert not turns_over(encode(walking(60))[0])


def test_left_and_right_count_as_one_content_and_rare_ones_as_another():
    numbers = _numbers(["wave-left-hand", "wave-right-hand"] * 30 + ["walk"] * 60 + ["kick", "punch"])
    assert numbers[0] == numbers[1] != numbers[60]
    assert numbers[-1] == numbers[-2] == 0


def test_energy_training_quickens_the_samples_and_keeps_the_old_projector(lead, latents):
    torch.manual_seed(0)
    task = EnergyTask(lead.config, latents, lead.projector, pool(latents))
    before = {name: value.clone() for name, value in lead.projector.state_dict().items()}
    lacking = task.validate(task.module)["hands_lacking"]
    assert lacking > 0.1
    optimizer, generator = torch.optim.Adam(task.module.parameters(), lr=2e-4), torch.Generator().manual_seed(0)
    for step in range(12):
        optimizer.zero_grad()
        task.loss(step, generator)[0].backward()
        optimizer.step()
    assert task.validate(task.module)["hands_lacking"] < 0.9 * lacking
    assert all(torch.equal(value, before[name]) for name, value in lead.projector.state_dict().items())


def test_acrobatics_training_learns_the_turn_and_leaves_every_latent(lead, latents, tmp_path):
    torch.manual_seed(0)
    sequences = [TrainingSequence(encode(motion)[0], ("a text",), group, "seldom")
                 for motion, group in ((somersault(), "cc0|flip"), (walking(128), "walk|normal"), (standing(60), "bow|normal"))]
    task = AcrobaticsTask(lead.config, latents, sequences, pool(latents))
    wrong = task.validate(task.module)["pelvis"]
    optimizer, generator = torch.optim.Adam(task.module.decoder.parameters(), lr=4e-4), torch.Generator().manual_seed(0)
    for step in range(12):
        optimizer.zero_grad()
        task.loss(step, generator)[0].backward()
        optimizer.step()
    assert task.validate(task.module)["pelvis"] < 0.9 * wrong
    task.save(task.module, tmp_path / "acrobatics.safetensors", {})
    saved, shipped = load_weights(tmp_path / "acrobatics.safetensors")[0], load_weights(WEIGHTS / "lead.safetensors")[0]
    changed = {name for name in saved if not torch.equal(saved[name], shipped[name])}
    assert changed and all(name.startswith("vae.decoder") for name in changed)


def test_without_anything_that_turns_over_it_says_so(lead, latents):
    walk = TrainingSequence(encode(walking(60))[0], ("a text",), "walk|normal", "seldom")
    with pytest.raises(ValueError, match="turns over"):
        AcrobaticsTask(lead.config, latents, [walk], pool(latents))
