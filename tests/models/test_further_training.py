"""Training after the three stages: bodies that turn over, and hands as fast as people's; everything else as before."""
from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from models import rotation
from models.features import encode
from models.lead.pipeline import LeadModel
from models.motion import Motion
from models.training import __main__ as command
from models.training import sampled_movement
from models.training.acrobatics_task import AcrobaticsTask, turns_over
from models.training.batches import MotionBatches
from models.training.denoiser_task import Latents
from models.training.energy_task import EnergyTask
from models.training.sampled_movement import SampledMovement, _numbers, part_speeds
from models.training.sequences import LONGEST, TrainingSequence
from models.training.text_table import TextTable
from models.weights_file import WEIGHTS, load_weights, save_weights
from tests.models.synthetic import standing, walking


@pytest.fixture()
def lead() -> LeadModel:
    return LeadModel.load(WEIGHTS / "lead.safetensors")


@pytest.fixture()
def latents(lead) -> Latents:
    return Latents(lead.vae, lead.normalization, lead.latent_mean, lead.latent_deviation)


def somersault(frames: int = 64, degrees: float = 360.0) -> Motion:
    """Standing, and turned once about the lateral axis, or only so far."""
    motion = standing(frames)
    turn = np.zeros((frames, 3))
    turn[:, 0] = -np.linspace(0, np.radians(degrees), frames)
    rotations = motion.joint_rotations.astype(np.float64)
    rotations[:, 0] = rotation.multiply(rotation.from_axis_angle(turn), rotations[:, 0])
    return Motion(motion.root_translation, rotations.astype(np.float32), motion.fps)


def pool(latents: Latents, rows: int = 8) -> SampledMovement:
    """Walks whose samples are the walks themselves, beside clips that are half as fast again."""
    features = torch.stack([torch.from_numpy(encode(walking(128, turning=10 * row))[0]) for row in range(rows)])
    frames = torch.full((rows,), 128)
    encoded, real = latents.encode(features, frames)
    return SampledMovement(encoded, encoded, real, frames, 1.5 * part_speeds(features), torch.zeros(rows, dtype=torch.long), torch.zeros(rows, dtype=torch.bool))


def test_what_is_sampled_lies_beside_what_was_recorded_of_the_same_captions(lead, latents, monkeypatch):
    monkeypatch.setattr(sampled_movement, "_PROMPTS", 8)
    monkeypatch.setattr(sampled_movement, "_STEPS", 2)
    sequences = [TrainingSequence(encode(walking(96 + 16 * row))[0], ("walk",), "walk|normal", "seldom") for row in range(2)]
    generator = torch.Generator().manual_seed(0)
    table = TextTable({"walk": 0}, torch.randn(1, 384, generator=generator), torch.randn(1, 32, 384, generator=generator).half(), torch.ones(1, 32, dtype=torch.bool))
    found = SampledMovement.of(lead.denoiser, lead.config, latents, MotionBatches(sequences, 4), table)
    assert found.sampled.shape == found.recorded.shape == (8, 19, 48) and found.speeds.shape == (8, LONGEST - 1, 3)
    assert torch.equal(found.real.sum(dim=1), -(-found.frames // 16))
    assert all(speeds[: frames - 1, 0].mean() > 0.1 and not speeds[frames + 15 :].any() for speeds, frames in zip(found.speeds, found.frames))


def test_only_what_is_upside_down_turns_over():
    assert turns_over(encode(somersault())[0])
    assert not turns_over(encode(somersault(degrees=100))[0])


def test_left_and_right_are_measured_together_styles_apart_and_rare_styles_with_their_content():
    waves = ["wave-left-hand|normal", "wave-right-hand|normal"] * 6
    walks = ["walk|sad"] * 12 + ["walk|proud"] * 11 + ["walk|happy"] * 11 + ["walk|angry"] * 2
    numbers = _numbers([*waves, *walks, "kick|normal", "punch|normal"]).tolist()
    wave, sad, others, rarest = numbers[:12], numbers[12:24], numbers[24:48], numbers[48:]
    assert [len(set(part)) for part in (wave, sad, others)] == [1, 1, 1]
    assert len({wave[0], sad[0], others[0], 0}) == 4
    assert rarest == [0, 0]


def test_energy_training_quickens_the_samples_and_keeps_the_old_projector(lead, latents):
    torch.manual_seed(0)
    slow = pool(latents)
    task = EnergyTask(lead.config, latents, lead.projector, replace(slow, waves=torch.ones_like(slow.waves)))
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


def test_hands_that_wave_always_gain_and_nothing_else_does(lead, latents):
    slow = pool(latents)
    waving = replace(slow, waves=torch.ones_like(slow.waves))
    near = replace(waving, speeds=waving.speeds / 1.5)  # as fast as the samples, or nearly
    walking_on, far, quick = (EnergyTask(lead.config, latents, lead.projector, one).gains[0].tolist() for one in (slow, waving, near))
    assert walking_on == [1, 1, 1]
    assert quick[0] == quick[2] == far[0] == far[2] == 1 and far[1] > quick[1] + 0.1 >= 1.18


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


def test_what_was_trained_on_replaces_its_part_and_the_header_names_every_stage(lead, tmp_path):
    tensors, _ = load_weights(WEIGHTS / "lead.safetensors")
    parts = {"vae": ("vae.", "normalization."), "denoiser": ("denoiser.",), "projector": ("projector.",), "latents": ("latent.",),
             "acrobatics": ("vae.", "normalization."), "energy": ("projector.",)}
    for stage, prefixes in parts.items():
        # Zeros where a later stage is to have the last word.
        stale = 0.0 if stage in ("vae", "projector") else 1.0
        part = {name: stale * value for name, value in tensors.items() if name.startswith(prefixes)}
        save_weights(tmp_path / f"{stage}.safetensors", part, {"config": lead.config.to_dict(), "provenance": {"step": len(stage)}})
    command.assemble(tmp_path)
    assembled, header = load_weights(tmp_path / "lead.safetensors")
    assert all(torch.equal(value, tensors[name]) for name, value in assembled.items()) and len(assembled) == len(tensors)
    assert {"vae", "denoiser", "projector", "acrobatics", "energy"} <= set(header["provenance"])
    assert LeadModel.load(tmp_path / "lead.safetensors").provenance["energy"] == {"step": 6}
