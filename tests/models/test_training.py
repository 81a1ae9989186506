"""Training: each stage learns, stops at its time, resumes where it stopped; both sizes take a step."""
from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn import functional

from models.completion.pipeline import CompletionPipeline
from models.completion.request import CompletionRequest, PoseConstraint
from models.features import SLICES, decode, encode
from models.io.bvh import write_bvh
from models.lead.config import PAPER, STARTER
from models.lead.denoiser import Condition, Denoiser
from models.lead.pipeline import GenerationRequest, LeadPipeline
from models.lead.projector import Projector
from models.lead.vae import build_vae
from models.normalization import Normalization
from models.training import __main__ as command
from models.training import completion_task, projector_task
from models.training.batches import strayed
from models.training.clip import Clip
from models.training.data import load_clips
from models.training.loop import train
from models.training.projector_task import gaussian_kl
from models.training.sequences import TrainingSequence, sampling_weights, training_sequences
from models.training.sources import sources_of, terms
from models.training.vae_task import reconstruction_loss
from models.weights_file import WEIGHTS, load_weights
from tests.models.synthetic import bent, lean, standing, walking


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """A data folder of a few made-up clips."""
    folder = tmp_path_factory.mktemp("data")
    rows = []
    for split, count in (("train", 6), ("val", 2)):
        for number in range(count):
            for content, motion in (("walk", walking(100 + 5 * number, turning=10 * number)), ("bow", standing(60 + number))):
                name = f"made/{content}_{split}_{number}.bvh"
                (folder / "made").mkdir(exist_ok=True)
                write_bvh(folder / name, motion)
                rows.append({"file": name, "content": content, "style": "normal", "description": "", "split": split, "loop": ""})
    with open(folder / "clips.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return folder


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


def test_clips_come_back_with_their_labels(data):
    clips = load_clips(data, "val")
    assert [clip.content for clip in clips] == ["walk", "bow", "walk", "bow"]
    expected = walking(100)
    assert np.abs(clips[0].motion.joint_positions() - expected.joint_positions()).max() < 2e-3


def test_sequences_are_the_same_every_time_and_mirrors_say_so(data):
    sequences, again = training_sequences(load_clips(data, "train")), training_sequences(load_clips(data, "train"))
    assert all(np.array_equal(a.features, b.features) and a.captions == b.captions for a, b in zip(sequences, again, strict=True))
    assert any(sequence.group.startswith("then|walk") for sequence in sequences)
    assert max(len(sequence.features) for sequence in sequences) <= 304
    assert np.isclose(sampling_weights(sequences).sum(), 1)


def test_one_thing_after_another_shows_both_however_short(data):
    both = [one.features for one in training_sequences(load_clips(data, "train")) if one.group == "then|walk|bow"]
    # Features 1 and 2 are the root's velocity along the floor: the walk moves, the bow stands.
    moving = [int((np.hypot(features[:, 1], features[:, 2]) > 0.3).sum()) for features in both]
    lengths = [len(features) for features in both]
    assert len(both) > 20 and min(moving) >= 20 and min(length - part for length, part in zip(lengths, moving)) >= 35
    assert min(lengths) < 100 and max(moving) > 76


def test_two_styles_are_blended_and_drawn_often_enough_to_be_learned():
    clips = [Clip(f"{style}{number}", "walk", style, "", "train", False, motion)
             for number in range(2) for style, motion in (("happy", walking(120)), ("proud", bent(walking(130), 40.0)), ("normal", walking(110)))]
    sequences = training_sequences(clips)
    blends = [sequence for sequence in sequences if sequence.group == "blend|walk"]
    assert len(blends) > 100 and all(len(blend.features) >= 60 for blend in blends)
    leaning = [lean(decode(blend.features)) for blend in blends[:5]]
    assert leaning == pytest.approx([20] * 5, abs=3), "one of them leans by 40°, the other stands upright"
    share = sum(weight for weight, sequence in zip(sampling_weights(sequences), sequences) if sequence.group == "blend|walk")
    assert share == pytest.approx(0.08, abs=0.01)
    assert not any("normal" in caption for blend in blends for caption in blend.captions)


def test_what_was_recorded_twice_is_drawn_beside_what_was_recorded_a_hundred_times():
    def of(group, count):
        return [TrainingSequence(np.zeros((30, 269), np.float32), ("a text",), group, "seldom")] * count

    sequences = [*of("walk|normal", 300), *of("walk|old", 300), *of("run|normal", 300), *of("punch|normal", 1), *of("then|walk|wave", 200)]
    weights = sampling_weights(sequences)
    share = {name: sum(weight for weight, sequence in zip(weights, sequences) if sequence.group.startswith(name)) for name in ("walk", "run", "punch", "then")}
    assert share["punch"] > 0.0095 and share["walk"] > share["run"] > share["punch"]
    assert share["then"] == pytest.approx(0.25, abs=0.01)
    # With more contents than a hundred, each has at most its even share to claim.
    many = sampling_weights([sequence for number in range(150) for sequence in of(f"content {number}|normal", 1 + number % 3)])
    assert many.min() > 0 and np.isclose(many.sum(), 1)


def test_a_stage_taken_out_of_finished_weights_trains_on_from_them(data, tmp_path, monkeypatch):
    shutil.copy(WEIGHTS / "lead.safetensors", tmp_path)
    command.main(["take-apart", "--out", str(tmp_path)])
    monkeypatch.setattr(command, "_BATCH", 4)
    finished, header = load_weights(WEIGHTS / "lead.safetensors")
    os.utime(tmp_path / "vae.safetensors")  # as in a folder that was copied: the latents keep their scale
    command.main(["denoiser", "--data", str(data), "--out", str(tmp_path), "--onward", "--minutes", "0"])
    command.main(["denoiser", "--data", str(data), "--out", str(tmp_path), "--resume", str(tmp_path / "denoiser.state.pt"), "--minutes", "0"])
    command.assemble(tmp_path)
    again, new_header = load_weights(tmp_path / "lead.safetensors")
    assert again.keys() == finished.keys() and all(torch.equal(value, finished[name]) for name, value in again.items())
    assert new_header["provenance"]["denoiser"]["before"] == header["provenance"]["denoiser"]
    assert new_header["provenance"]["projector"]["energy"] == header["provenance"]["energy"]


def test_the_three_stages_train_resume_and_assemble(data, tmp_path, monkeypatch):
    torch.manual_seed(0)
    monkeypatch.setattr(projector_task, "_POOL", 8)
    monkeypatch.setattr(projector_task, "_POOL_STEPS", 2)
    monkeypatch.setattr(command, "_BATCH", 4)
    for stage in ("vae", "denoiser", "projector"):
        task = command.build_task(stage, STARTER, data, tmp_path)
        task.total_steps = 3
        if stage == "vae":
            task.batch = 4
        train(task, tmp_path, minutes=1)
        state = torch.load(tmp_path / f"{stage}.state.pt", weights_only=True)
        assert state["step"] == 3
        task.total_steps = 5
        train(task, tmp_path, minutes=1, resume=tmp_path / f"{stage}.state.pt")
        assert torch.load(tmp_path / f"{stage}.state.pt", weights_only=True)["step"] == 5
    command.assemble(tmp_path)
    motion = LeadPipeline.load(tmp_path)(GenerationRequest("a person walks", 1.0, steps=2))[0]
    assert len(motion) == 30


def test_weights_say_whose_clips_they_were_trained_on(data, tmp_path):
    assert sources_of(data) == ["made"]
    (tmp_path / "HumanML3D").mkdir()
    assert sources_of(tmp_path / "HumanML3D") == ["HumanML3D"]
    ours = terms(("bandai_namco", "cc0", "cmu"))
    assert ours["licence"] == "CC BY-NC 4.0" and ours["trained_on"] == LeadPipeline.load().provenance["trained_on"]
    theirs = terms(("HumanML3D",))
    assert theirs == {"licence": "what the clips' owners allow", "trained_on": "HumanML3D"}


def test_completion_trains_on_top_of_lead_and_leaves_lead_alone(data, tmp_path, monkeypatch):
    torch.manual_seed(0)
    monkeypatch.setattr(completion_task, "_BATCH", 6)
    shutil.copy(WEIGHTS / "lead.safetensors", tmp_path)
    task = command.build_task("completion", STARTER, data, tmp_path)
    before = {name: value.clone() for name, value in task.module.state_dict().items()}
    task.total_steps = 2
    train(task, tmp_path, minutes=1)
    changed = {name for name, value in task.module.state_dict().items() if not torch.equal(value, before[name])}
    assert changed and changed <= set(task.module.trained_state())
    lead = LeadPipeline.load()
    walk = walking(60)
    pin = PoseConstraint(20, walk.root_translation[20], walk.joint_rotations[20])
    assert len(CompletionPipeline.load(tmp_path, lead)(CompletionRequest(60, 30.0, (pin,))).motions[0]) == 60


def test_more_training_of_the_decoder_leaves_every_latent_as_it_was(data, tmp_path):
    torch.manual_seed(0)
    for stage in ("vae", "decoder"):
        task = command.build_task(stage, STARTER, data, tmp_path)
        task.batch, task.total_steps = 4, 3
        train(task, tmp_path, minutes=1)
    (before, _), (after, _) = (load_weights(tmp_path / f"{stage}.safetensors") for stage in ("vae", "decoder"))
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed and all(name.startswith("vae.decoder") for name in changed)


def test_training_stops_at_its_time(data, tmp_path):
    task = command.build_task("vae", STARTER, data, tmp_path)
    task.batch = 2
    train(task, tmp_path, minutes=0.0)
    assert torch.load(tmp_path / "vae.state.pt", weights_only=True)["step"] == 0


@pytest.mark.parametrize("config", [STARTER, PAPER], ids=lambda config: config.name)
def test_a_step_of_every_network_changes_every_part(config):
    """Both sizes, one optimiser step each on a tiny batch."""
    torch.manual_seed(0)
    features = torch.randn(2, 32, 269)
    vae, denoiser, projector = build_vae(config.vae), Denoiser(config), Projector(config)
    mean, log_variance = vae.encode(features)
    assert mean.shape == (2, vae.latent_count(32), config.vae.latent_width)
    (vae.decode(mean + (0.5 * log_variance).exp() * torch.randn_like(mean), 32) - features).square().mean().backward()
    words = torch.randn(2, 3, config.text_width) if config.word_tokens else None
    condition = Condition(torch.randn(2, config.text_width), words, None if words is None else torch.ones(2, 3, dtype=torch.bool),
                          torch.tensor([True, False]))
    denoiser(mean.detach(), torch.tensor([5, 900]), torch.tensor([32, 32]), condition).square().mean().backward()
    projector.realign(mean.detach()).square().mean().backward()
    for module in (vae, denoiser, projector):
        # Part by part: attention to a single latent (the paper's) leaves its queries without a gradient.
        for name, part in module.named_children():
            assert sum(float(parameter.grad.abs().sum()) for parameter in part.parameters() if parameter.grad is not None) > 0, name


def test_padding_does_not_change_a_prediction():
    torch.manual_seed(0)
    denoiser = Denoiser(STARTER).eval()
    noisy, pad = torch.randn(1, 5, 48), torch.randn(1, 3, 48)
    condition = Condition(torch.randn(1, 384), torch.randn(1, 4, 384), torch.ones(1, 4, dtype=torch.bool), torch.ones(1, dtype=torch.bool))
    step, frames = torch.tensor([10]), torch.tensor([80])
    alone = denoiser(noisy, step, frames, condition)
    real = torch.tensor([[True] * 5 + [False] * 3])
    padded = denoiser(torch.cat([noisy, pad], dim=1), step, frames, condition, real)[:, :5]
    assert torch.allclose(alone, padded, atol=1e-5)


def test_gaussian_kl_is_the_closed_form():
    torch.manual_seed(0)
    wide, narrow = torch.randn(200_000, 2) * 2 + 1, torch.randn(200_000, 2)
    assert abs(float(gaussian_kl(wide, narrow)) - 0.5 * (4 + 1 - 1 - np.log(4))) < 0.03
    assert abs(float(gaussian_kl(narrow, wide)) - 0.5 * (1 / 4 + 1 / 4 - 1 + np.log(4))) < 0.03
    assert abs(float(gaussian_kl(wide, wide))) < 1e-6


def test_a_body_held_otherwise_throughout_costs_more_than_one_that_wavers_as_much():
    normalization = Normalization(torch.zeros(269), torch.ones(269))
    features = torch.from_numpy(encode(walking(64))[0])[None]
    latents = torch.zeros(1, 4, 48)
    contacts = slice(SLICES["contacts"].start, None)  # no part of the skeleton, so that features alone are compared
    slow = torch.linspace(0, np.pi, 64).cos()[:, None]
    held, wavering = features.clone(), features.clone()
    held[..., contacts] += float(slow.square().mean().sqrt())
    wavering[..., contacts] += slow
    costs = [float(reconstruction_loss(made, features, latents, latents, normalization, 0.0)[0]) for made in (held, wavering)]
    assert costs[0] > 1.5 * costs[1] > 0


def test_a_caption_strays_a_little_and_as_the_seed_says():
    generator = torch.Generator().manual_seed(3)
    told = Condition(functional.normalize(torch.randn(400, 384, generator=generator), dim=-1), torch.randn(400, 12, 384, generator=generator),
                     torch.arange(12) < torch.randint(4, 13, (400, 1), generator=generator), torch.ones(400, dtype=torch.bool))
    groups = ["walk|sad"] * 200 + ["then|walk|bow"] * 100 + ["while|walk|wave-left-hand"] * 100
    moved, again, other = (strayed(told, groups, torch.Generator().manual_seed(seed)) for seed in (1, 1, 2))
    assert torch.equal(moved.words, again.words) and not torch.equal(moved.pooled, other.pooled)
    assert torch.equal(moved.mask, told.mask) and torch.allclose(moved.pooled.norm(dim=-1), torch.ones(400))
    near = (moved.pooled * told.pooled).sum(dim=-1)
    assert 0.7 < near[:200].min() < 0.85 and 0.99 < near[:200].max()
    assert 0.97 < near[200:].min() < 0.99
