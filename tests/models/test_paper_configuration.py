"""The papers' own sizes: every stage takes a step, whole motions have latents of their own, and the parameters are MLD's."""
from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from models.evaluation.sizes import parameter_table, parameters_of, published_mld
from models.features import encode
from models.lead.config import PAPER
from models.lead.denoiser import Denoiser
from models.lead.pipeline import LeadModel
from models.lead.projector import Projector
from models.lead.vae import build_vae
from models.normalization import Normalization
from models.training import __main__ as command
from models.training import completion_task
from models.training.batches import MotionBatches
from models.training.denoiser_task import DenoiserTask, Latents
from models.training.few_step_task import FewStepTask
from models.training.projector_task import ProjectorTask
from models.training.schedule import PAPER_SCHEDULES
from models.training.sequences import TrainingSequence
from models.training.text_table import MAX_WORDS, TextTable
from models.training.vae_task import VAETask
from tests.models.synthetic import standing, walking

SEQUENCES = [
    TrainingSequence(encode(walking(40 + 3 * number))[0], ("a person walks",), "walk|normal", "seldom") for number in range(3)
] + [TrainingSequence(encode(standing(30))[0], ("a person stands",), "stand|normal", "seldom")]


def table(texts, encoder: str) -> TextTable:
    """What CLIP would say, as far as the networks can tell: unit features of ViT-L/14's width."""
    assert encoder == PAPER.text_encoder
    torch.manual_seed(1)
    unique = sorted(set(texts))
    pooled = torch.nn.functional.normalize(torch.randn(len(unique), PAPER.text_width), dim=-1)
    words = torch.zeros(len(unique), MAX_WORDS, PAPER.text_width, dtype=torch.float16)
    return TextTable({text: row for row, text in enumerate(unique)}, pooled, words, torch.ones(len(unique), MAX_WORDS, dtype=torch.bool))


def step_of(task) -> float:
    """One optimiser step as the loop makes it; gives the loss, and every part that trains must have changed."""
    before = {name: [value.detach().clone() for value in some_of(part)] for name, part in task.module.named_children()}
    optimizer = torch.optim.AdamW(task.module.parameters(), lr=task.learning_rate)
    loss, _ = task.loss(0, torch.Generator().manual_seed(0))
    loss.backward()
    optimizer.step()
    for name, part in task.module.named_children():
        assert not before[name] or any(not torch.equal(*pair) for pair in zip(before[name], some_of(part))), name
    return float(loss.detach())


def some_of(part: torch.nn.Module) -> list[torch.Tensor]:
    """Two of the parameters that train: copies of all would be half a gigabyte."""
    return [value for value in part.parameters() if value.requires_grad][-2:]


def test_every_stage_takes_a_step_at_the_papers_size(tmp_path, monkeypatch):
    torch.manual_seed(0)
    monkeypatch.setattr(command, "cached_sequences", lambda *arguments: SEQUENCES)
    monkeypatch.setattr(command, "validation_sequences", lambda *arguments: SEQUENCES)
    monkeypatch.setattr(command, "cached_text_table", table)
    monkeypatch.setattr(command, "PAPER_SCHEDULES", {name: replace(one, batch=3) for name, one in PAPER_SCHEDULES.items()})
    tasks = {}
    for stage in ("vae", "denoiser", "projector"):
        tasks[stage] = command.build_task(stage, PAPER, Path("nowhere"), tmp_path)
        assert tasks[stage].learning_rate == 1e-4 and tasks[stage].total_steps == PAPER_SCHEDULES[stage].epochs
        assert 0 < step_of(tasks[stage]) < 1e4
        if stage != "projector":  # a quarter of a gigabyte that nothing reads
            tasks[stage].save(tasks[stage].module, tmp_path / f"{stage}.safetensors", {})
    model = lead_model(*(tasks[stage].module for stage in ("vae", "denoiser", "projector")))
    batches = MotionBatches(SEQUENCES, 3)
    assert step_of(FewStepTask(model, batches, batches, table(["a person walks", "a person stands"], PAPER.text_encoder))) > 0
    features = model.features(model.projector.realign(torch.randn(1, 1, 256)), 45)
    assert features.shape == (1, 45, 269) and bool(features.isfinite().all())


def lead_model(vae, denoiser, projector) -> LeadModel:
    for module in (vae, denoiser, projector):
        module.eval().requires_grad_(False)
    return LeadModel(PAPER, vae, denoiser, projector, Normalization(torch.zeros(269), torch.ones(269)), torch.zeros(256), torch.ones(256), {})


@pytest.mark.parametrize("stage", ["vae", "denoiser", "projector", "few-step"])
def test_a_stage_follows_its_networks_to_another_device(stage, monkeypatch):
    """PyTorch's "meta" device stands in for a GPU: it computes nothing, and refuses tensors that stayed behind."""
    monkeypatch.setattr(torch.Tensor, "__float__", lambda value: 0.0)
    monkeypatch.setattr(torch, "autocast", lambda *arguments, **options: nullcontext())
    normalization, batches = Normalization(torch.zeros(269), torch.ones(269)), MotionBatches(SEQUENCES, 2)
    with torch.device("meta"):
        vae, denoiser = build_vae(PAPER.vae), Denoiser(PAPER)
        projector = Projector(replace(PAPER, projector=replace(PAPER.projector, layers=1)))
    texts = table(["a person walks", "a person stands"], PAPER.text_encoder)
    latents = Latents(build_vae(PAPER.vae), normalization, torch.zeros(256), torch.ones(256))
    if stage == "vae":
        task = VAETask(PAPER, [sequence.features for sequence in SEQUENCES], np.ones(len(SEQUENCES)), {}, normalization, batch=2)
        task.module = vae
    elif stage == "few-step":
        task = FewStepTask(lead_model(latents.vae, Denoiser(PAPER), torch.nn.Identity()), batches, batches, texts)
        task.module.to("meta")
    else:
        kind, network = {"denoiser": (DenoiserTask, denoiser), "projector": (ProjectorTask, projector)}[stage]
        monkeypatch.setattr(f"{kind.__module__}.{type(network).__name__}", lambda config: network)
        task = kind(PAPER, latents, batches, batches, texts)
    loss, _ = task.loss(0, torch.Generator().manual_seed(0))
    loss.backward()
    assert task.on_gpu and loss.device.type == "meta"


def test_completion_says_that_it_needs_latents_along_the_motion(tmp_path, monkeypatch):
    monkeypatch.setattr(completion_task.LeadModel, "load", lambda path, with_student: lead_model(build_vae(PAPER.vae), Denoiser(PAPER), torch.nn.Identity()))
    with pytest.raises(SystemExit, match="--config starter"):
        completion_task.build_task(SEQUENCES, SEQUENCES, table(["a person walks"], PAPER.text_encoder), tmp_path)


def test_a_motions_latent_is_the_same_in_a_longer_batch():
    torch.manual_seed(0)
    vae = build_vae(PAPER.vae).eval()
    features, frames = torch.randn(1, 50, 269), torch.tensor([30])
    alone = vae.encode(features[:, :30])[0]
    assert torch.allclose(alone, vae.encode(features, frames)[0], atol=1e-4)
    assert not torch.allclose(alone, vae.encode(features)[0], atol=1e-2)
    assert torch.allclose(vae.decode(alone, 30), vae.decode(alone, 50, frames)[:, :30], atol=1e-4)


@pytest.mark.parametrize("prediction", ["epsilon", "v_prediction"])
def test_a_few_step_student_of_either_kind_of_teacher_learns_clean_latents(prediction):
    """The consistency function at a teacher that knows the noise exactly gives the latents that were noised."""
    model = lead_model(build_vae(PAPER.vae), Denoiser(PAPER), torch.nn.Identity())
    model.config = replace(PAPER, prediction_type=prediction)
    task = FewStepTask(model, MotionBatches(SEQUENCES, 2), MotionBatches(SEQUENCES, 2), table(["a person walks"], PAPER.text_encoder))
    clean, noise, step = torch.randn(2, 1, 256), torch.randn(2, 1, 256), torch.tensor([199, 799])
    noisy = task.schedule.add_noise(clean, noise, step)
    target = noise if prediction == "epsilon" else task.schedule.get_velocity(clean, noise, step)
    rebuilt = task._consistency(lambda *arguments: target, noisy, step, None, None, None, None)
    assert torch.allclose(rebuilt, clean, atol=1e-2)


def test_vae_and_denoiser_are_as_large_as_mlds():
    ours, theirs = parameters_of(PAPER), published_mld()
    for part in ("VAE", "denoiser"):
        assert ours[part] == pytest.approx(theirs[part], rel=0.05)
    assert f"{theirs['VAE'] / 1e6:.2f} M" in parameter_table()


def test_the_denoisers_step_predicts_noise_at_the_papers_size():
    """What a step of the paper's denoiser is measured against is ε, not v: a network that answers zero is off by the noise's own variance."""
    vae = build_vae(PAPER.vae)
    latents = Latents(vae, Normalization(torch.zeros(269), torch.ones(269)), torch.zeros(256), torch.full((256,), 1e-3))
    task = DenoiserTask(PAPER, latents, MotionBatches(SEQUENCES, 4), MotionBatches(SEQUENCES, 4), table(["a person walks", "a person stands"], PAPER.text_encoder))
    task.module.forward = lambda noisy, *rest: torch.zeros_like(noisy)
    assert float(task.loss(0, torch.Generator().manual_seed(0))[0]) == pytest.approx(1, abs=0.2)


def test_what_a_stage_costs_is_said_before_it_is_begun(capsys):
    command.main(["denoiser", "--config", "paper", "--estimate", "--tflops", "10"])
    said = capsys.readouterr().out
    assert "3,000 epochs of 23,384 motions, 64 a step = 1,095,000 steps" in said
    hours = float(said.split(" takes ")[1].split(" hours")[0].replace(",", ""))
    flop = float(said.split("Counted: ")[1].split(" TFLOP")[0])
    # The frozen encoder (8.0 M parameters) reads 64 motions forward, about 200 tokens each; the denoiser's three tokens hardly count.
    assert flop == pytest.approx(2 * 8.0e6 * 64 * 200 / 1e12, rel=0.5)
    assert hours == pytest.approx(1_095_000 * flop / 10 / 3600, rel=0.05)


def test_a_stage_without_a_schedule_says_so(capsys):
    with pytest.raises(SystemExit):
        command.main(["vae", "--estimate"])
    assert "--minutes" in capsys.readouterr().err
