"""LEAD's Table 6: each variant leaves out what its name says, is trained once, and stands in its row."""
from __future__ import annotations

import json

import pytest
import torch

from models.evaluation import lead
from models.evaluation.ablations import AblationEvaluation, ablation_table
from models.evaluation.lead_report import LeadEvaluation
from models.evaluation.metrics import frechet_distance
from models.features import encode
from models.training import projector_variants
from models.training.batches import MotionBatches
from models.training.captions import captions, label
from models.training.denoiser_task import Latents
from models.training.projector_task import LossWeights, SampledPool
from models.training.projector_variants import VARIANTS, RecordedPool, VariantTask, trained_variants
from models.training.sequences import TrainingSequence
from models.training.text_table import MAX_WORDS, TextTable
from tests.models.test_evaluation import CLIPS, SMALL, FakeText, evaluator, pipeline  # noqa: F401 (fixtures)


def data() -> tuple[MotionBatches, MotionBatches, TextTable]:
    sequences = [TrainingSequence(encode(one.motion)[0], captions(*one.labels)[:2], label(*one.labels), "seldom") for one in CLIPS]
    texts = sorted({text for sequence in sequences for text in sequence.captions})
    pooled = FakeText().encode(texts).pooled
    table = TextTable({text: row for row, text in enumerate(texts)}, pooled, torch.zeros(len(texts), MAX_WORDS, 384),
                      torch.ones(len(texts), MAX_WORDS, dtype=torch.bool))
    return MotionBatches(sequences, 4), MotionBatches(sequences, 4), table


@pytest.fixture()
def small_pools(monkeypatch):
    for name, value in {"_RECORDED": 8, "_SAMPLED": 8, "_SAMPLED_STEPS": 2}.items():
        monkeypatch.setattr(projector_variants, name, value)


def test_each_variant_leaves_out_what_its_name_says(pipeline):
    model, (batches, validation, table) = pipeline.model, data()
    latents = Latents(model.vae, model.normalization, model.latent_mean, model.latent_deviation)
    recorded = RecordedPool.of(latents, batches, table, 8)
    sampled = SampledPool.of(model.denoiser, SMALL, latents, batches, table, 8, 2)
    torch.manual_seed(0)
    projector = VARIANTS["LEAD"][0](SMALL).eval()

    def loss(weights: LossWeights) -> tuple[float, dict[str, float]]:
        task = VariantTask(SMALL, latents, batches, validation, table, sampled, weights, recorded=recorded)
        task.module = projector
        value, parts = task.loss(0, torch.Generator().manual_seed(0))
        return float(value.detach()), parts

    whole, parts = loss(VARIANTS["LEAD"][1])
    full = LossWeights()
    left_out = {
        "LEAD without KL": full.variance * parts["variance"] + full.sampled_variance * parts["sampled_variance"],
        "LEAD without alignment": full.align * (parts["align"] + parts["sampled_align"]),
        "LEAD without reconstruction": full.reconstruct * parts["reconstruct"] + full.kept * parts["sampled_kept"],
    }
    assert sum(left_out.values()) == pytest.approx(whole, rel=1e-4)
    for name, share in left_out.items():
        assert share > 1e-3 and loss(VARIANTS[name][1])[0] == pytest.approx(whole - share, rel=1e-4), name


@pytest.mark.parametrize(("name", "looks_around"), [("LEAD", True), ("LEAD (skip)", True), ("LEAD (mlp)", False)])
def test_transformers_see_the_other_latents_and_not_what_pads(name, looks_around):
    torch.manual_seed(0)
    projector = VARIANTS[name][0](SMALL).eval()
    latents, other = torch.randn(1, 5, 48), torch.randn(1, 2, 48)
    real = torch.tensor([[True] * 3 + [False] * 2])
    made = projector.realign(latents, real)
    padded_otherwise = projector.realign(torch.cat([latents[:, :3], other], dim=1), real)
    assert torch.allclose(made[:, :3], padded_otherwise[:, :3], atol=1e-5)
    changed = projector.realign(torch.cat([latents[:, :2], other[:, :1], latents[:, 3:]], dim=1), real)
    assert torch.allclose(made[:, 0], changed[:, 0], atol=1e-6) != looks_around


def test_variants_are_trained_once_for_these_weights(pipeline, tmp_path, small_pools):
    asked = []

    def counted():
        asked.append(1)
        return data()

    first = trained_variants(pipeline.model, counted, tmp_path, 2)
    again = trained_variants(pipeline.model, counted, tmp_path, 2)
    assert list(first) == list(VARIANTS) and len(asked) == 1
    latents = torch.randn(1, 3, 48)
    for name in first:
        assert torch.equal(first[name].realign(latents), again[name].realign(latents))
    assert not torch.equal(first["LEAD"].realign(latents), first["LEAD without KL"].realign(latents))
    pipeline.model.projector = first["LEAD (mlp)"]  # what is frozen stays
    trained_variants(pipeline.model, counted, tmp_path, 2)
    assert len(asked) == 1
    next(pipeline.model.denoiser.parameters()).add_(1)
    trained_variants(pipeline.model, counted, tmp_path, 2)
    assert len(asked) == 2


def test_the_table_has_the_papers_rows_and_the_figures_of_the_first_table(pipeline, evaluator, monkeypatch):  # noqa: F811
    monkeypatch.setattr("models.evaluation.ablations._GUIDANCE", (1.5, 3.0))
    torch.manual_seed(0)
    projectors = {"LEAD (mlp)": VARIANTS["LEAD (mlp)"][0](SMALL).eval(), "LEAD": pipeline.model.projector}
    evaluation = LeadEvaluation(pipeline, evaluator, CLIPS, steps=2)
    report = json.loads(json.dumps(AblationEvaluation(evaluation, projectors, 7).report()))
    rows = {row["system"]: row for row in report["rows"]}
    assert list(rows) == ["Ground truth", "MLD (no projector)", "LEAD (mlp)", "LEAD"]
    items = lead.items_of(evaluation.real_clips)
    for name, realigned in (("MLD (no projector)", False), ("LEAD", True)):
        latents = lead.sampled_latents(pipeline, items, rows[name]["guidance"], 2)
        made = evaluation.measured(lead.decoded(pipeline.model, latents, items, realigned))
        fid = frechet_distance(made.embeddings, evaluation.measured([item.motion for item in items]).embeddings)
        assert rows[name]["figures"]["FID"]["value"] == pytest.approx(fid, rel=1e-4)
        assert rows[name]["guidance"] == float(min(rows[name]["FID on val"], key=rows[name]["FID on val"].get))
    assert rows["LEAD (mlp)"]["figures"]["FID"] != rows["LEAD"]["figures"]["FID"]
    table = ablation_table(report)
    assert "7 steps" in table and "0.757, 0.180" in table and table.count("\n| ") == 6
