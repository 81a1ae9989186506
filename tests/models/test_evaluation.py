"""Metrics against closed forms, and the evaluation's own workings on small random networks."""
from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from models import rotation
from models.evaluation import card, lead, measured, metrics, prompt_sheet
from models.evaluation.evaluator import Evaluator, EvaluatorConfig, padded
from models.evaluation.evaluator_task import EvaluatorTask, Example, contrastive_loss
from models.evaluation.labels import content_part, merged, mirrored_label
from models.evaluation.lead_report import LeadEvaluation
from models.evaluation.lead_tables import _markdown, lead_tables
from models.features import encode
from models.lead.config import STARTER, TransformerConfig
from models.lead.denoiser import Denoiser
from models.lead.pipeline import LeadModel, LeadPipeline
from models.lead.projector import Projector
from models.lead.vae import build_vae
from models.motion import Motion
from models.normalization import Normalization
from models.skeleton import JOINT_INDEX, REST_PELVIS_HEIGHT
from models.text import TextFeatures
from models.training.data import Clip
from models.weights_file import WeightsError


def still(frames: int, speed: float = 0.0, height: float = REST_PELVIS_HEIGHT) -> Motion:
    """The rest pose, moved forward without a step at `speed` m/s."""
    translation = np.zeros((frames, 3))
    translation[:, 1] = height
    translation[:, 2] = speed * np.arange(frames) / 30
    return Motion(translation, np.tile(rotation.IDENTITY, (frames, 22, 1)))


def arms_swinging(frames: int, rate: float, phase: float = 0.0) -> Motion:
    """The right arm swings `rate` times a second by 30 degrees."""
    rotations = np.tile(rotation.IDENTITY, (frames, 22, 1))
    angle = np.radians(30) * np.sin(2 * np.pi * rate * np.arange(frames) / 30 + phase)
    rotations[:, JOINT_INDEX["right_shoulder"]] = rotation.from_axis_angle(angle[:, None] * np.array([0, 0, 1.0]))
    return Motion(still(frames).root_translation, rotations)


class TestFrechetDistance:
    def test_shifted_gaussians(self):
        sample = np.random.default_rng(0).normal(size=(500, 8))
        shift = np.linspace(0, 1, 8)
        assert metrics.frechet_distance(sample, sample) == pytest.approx(0, abs=1e-9)
        assert metrics.frechet_distance(sample, sample + shift) == pytest.approx(np.sum(shift**2), rel=1e-6)

    def test_scaled_gaussians(self):
        sample = np.random.default_rng(0).normal(size=(400, 5))
        sample -= sample.mean(axis=0)
        expected = np.trace(np.cov(sample.T)) * (3 - 1) ** 2  # tr(Σ + 9Σ − 2·3Σ)
        assert metrics.frechet_distance(sample, 3 * sample) == pytest.approx(expected, rel=1e-6)

    def test_matches_the_matrix_square_root(self):
        from scipy.linalg import sqrtm

        generator = np.random.default_rng(1)
        a, b = generator.normal(size=(90, 6)) @ generator.normal(size=(6, 6)), generator.normal(size=(70, 6)) + 0.3
        covariances = np.cov(a.T), np.cov(b.T)
        cross = sqrtm(covariances[0] @ covariances[1]).real
        expected = np.sum((a.mean(0) - b.mean(0)) ** 2) + np.trace(sum(covariances) - 2 * cross)
        assert metrics.frechet_distance(a, b) == pytest.approx(expected, rel=1e-6)


class TestRetrieval:
    LABELS = [f"label {number % 50}" for number in range(200)]

    def test_perfect_matcher(self):
        points = np.random.default_rng(0).normal(size=(200, 16))
        assert (metrics.retrieval_ranks(points, points, self.LABELS, draws=2) == 0).all()

    def test_random_matcher_is_right_once_in_32(self):
        generator = np.random.default_rng(0)
        motion, text = generator.normal(size=(2, 200, 16))
        ranks = metrics.retrieval_ranks(motion, text, self.LABELS, draws=20)
        assert (ranks < 1).mean() == pytest.approx(1 / 32, abs=0.015)
        assert (ranks < 3).mean() == pytest.approx(3 / 32, abs=0.03)
        assert ranks.max() == 31

    def test_texts_of_the_same_label_are_no_candidates(self):
        labels = [f"label {number // 4}" for number in range(160)]
        centres = np.random.default_rng(0).normal(size=(40, 16))
        text = np.repeat(centres, 4, axis=0) + 0.05 * np.random.default_rng(1).normal(size=(160, 16))
        # Every motion lies on another text of its own label: were that a candidate, it would win.
        motion = text[np.arange(160) ^ 1]
        assert (metrics.retrieval_ranks(motion, text, labels, draws=3) == 0).all()

    def test_no_two_candidates_share_a_label(self):
        numbers = np.repeat(np.arange(10), 5)
        chosen = metrics._one_a_label(np.random.default_rng(0).permutation(50), numbers, own=3)
        assert sorted(numbers[chosen]) == [0, 1, 2, 4, 5, 6, 7, 8, 9]


class TestOtherMetrics:
    def test_bootstrap_interval_of_a_mean(self):
        values = np.random.default_rng(0).normal(2.0, 1.0, size=400)
        figure = metrics.bootstrap(lambda rows: values[rows].mean(), 400, rounds=500)
        assert figure.value == pytest.approx(values.mean())
        assert figure.high - figure.low == pytest.approx(2 * 1.96 / 20, rel=0.2)
        assert figure.low < figure.value < figure.high

    def test_a_share_stays_a_share(self):
        figure = metrics.bootstrap(lambda rows: (rows > 0).mean(), 20, most=1)
        assert 0 < figure.low < figure.value < figure.high <= 1

    def test_diversity_of_two_points(self):
        points = np.array([[0.0, 0.0], [3.0, 4.0]])
        assert metrics.diversity(points) == pytest.approx(5)

    def test_multimodality(self):
        takes = np.array([[[0.0, 0.0], [3.0, 4.0]], [[1.0, 1.0], [1.0, 1.0]]])
        assert metrics.multimodality(takes) == pytest.approx([5, 0])

    def test_matching_distance(self):
        assert metrics.matching_distance(np.array([[0.0, 3.0]]), np.array([[4.0, 0.0]])) == pytest.approx([5])

    @pytest.mark.parametrize("speed", [0.0, 0.1, 2.0])
    def test_skate_of_a_slide_of_known_speed(self, speed):
        slide, weight = metrics.foot_skate(still(31, speed).joint_positions(), 30)
        assert weight == pytest.approx(30 * 4, rel=1e-4)
        assert slide / weight == pytest.approx(speed, abs=1e-4)

    def test_skate_counts_less_the_higher_the_foot(self):
        lifted = metrics.foot_skate(still(31, 1.0, REST_PELVIS_HEIGHT + 0.02).joint_positions(), 30)
        assert lifted[1] == pytest.approx(120 * (2 - 2**0.5), rel=1e-3)

    def test_feet_in_the_air_do_not_skate(self):
        assert metrics.foot_skate(still(31, 1.0, REST_PELVIS_HEIGHT + 0.2).joint_positions(), 30) == (0.0, 0)

    def test_energy_of_a_motion_played_at_half_speed(self):
        fast, slow = (metrics.part_speeds(arms_swinging(121, rate).joint_positions(), 30) for rate in (1.0, 0.5))
        assert metrics.energy_ratio(np.array([slow[1]]), np.array([fast[1]])) == pytest.approx(0.5, rel=0.01)
        assert fast[0] == pytest.approx(0, abs=1e-5)

    def test_energy_against_a_statue_is_no_number(self):
        assert np.isnan(metrics.energy_ratio(np.ones(2), np.zeros(2)))

    def test_reconstruction_error(self):
        real = still(10)
        raised = Motion(real.root_translation + np.array([5.0, 0.03, 0.0]), real.joint_rotations)
        centimetres, degrees = metrics.reconstruction_error(real, raised)
        assert (centimetres, degrees) == (pytest.approx(3, abs=1e-3), pytest.approx(0, abs=1e-3))
        turned = real.joint_rotations.copy()
        turned[:, JOINT_INDEX["head"]] = rotation.from_axis_angle(np.array([0, np.radians(22), 0]))
        assert metrics.reconstruction_error(real, Motion(real.root_translation, turned))[1] == pytest.approx(1, abs=1e-3)


class TestLabels:
    def test_duplicates_among_the_sources_are_one(self):
        assert merged("cmu|walk") == merged("walk|normal") == "walk|normal"
        assert merged("cmu|ballet: turning leap") == merged("cmu|ballet: glides, arabesque")
        assert merged("walk|angry") == "walk|angry"

    def test_parts(self):
        assert content_part("walk|angry") == "walk" and content_part("cmu|salsa dance") == "cmu|salsa dance"
        assert mirrored_label("walk-turn-left|sad") == "walk-turn-right|sad"


NORMALIZATION = Normalization(torch.full((269,), 0.5), torch.ones(269))


@pytest.fixture()
def evaluator() -> Evaluator:
    torch.manual_seed(0)
    return Evaluator(EvaluatorConfig(width=32, embedding=16, feed_forward=32), NORMALIZATION).eval().requires_grad_(False)


class TestEvaluator:
    def test_neighbours_in_the_batch_change_nothing(self, evaluator):
        generator = np.random.default_rng(0)
        sequences = [generator.normal(size=(frames, 269)).astype(np.float32) for frames in (21, 90, 46)]
        together = evaluator.embed_motions(sequences)
        alone = np.concatenate([evaluator.embed_motions([sequence]) for sequence in sequences])
        assert together == pytest.approx(alone, abs=1e-5)
        assert np.linalg.norm(together, axis=-1) == pytest.approx(1, abs=1e-5)

    def test_weights_come_back(self, evaluator, tmp_path):
        evaluator.save(tmp_path / "evaluator.safetensors", {"step": 3})
        again = Evaluator.load(tmp_path / "evaluator.safetensors")
        sequence = [np.random.default_rng(0).normal(size=(40, 269)).astype(np.float32)]
        assert again.embed_motions(sequence) == pytest.approx(evaluator.embed_motions(sequence), abs=5e-3)

    def test_missing_weights_are_a_sentence(self, tmp_path):
        with pytest.raises(WeightsError, match="is missing"):
            Evaluator.load(tmp_path / "evaluator.safetensors")

    def test_pairs_of_one_label_are_no_negatives(self):
        points = torch.nn.functional.normalize(torch.randn(4, 8, generator=torch.Generator().manual_seed(0)), dim=-1)
        twice = torch.cat([points, points])
        labels = torch.arange(4).repeat(2)
        filtered, _ = contrastive_loss(twice, twice, labels, torch.tensor(4.0))
        unfiltered, _ = contrastive_loss(twice, twice, torch.arange(8), torch.tensor(4.0))
        assert filtered < 0.05 and unfiltered > 0.6

    def test_training_learns_to_match(self):
        generator = np.random.default_rng(0)
        centres = generator.normal(size=(8, 269))
        examples = [
            Example((centres[label] + 0.5 * generator.normal(size=(12, 269))).astype(np.float32), str(label), (label,))
            for label in list(range(8)) * 8
        ]
        sentences = torch.nn.functional.normalize(torch.randn(8, 384, generator=torch.Generator().manual_seed(1)), dim=-1)
        torch.manual_seed(0)
        task = EvaluatorTask(examples, examples, sentences, NORMALIZATION, EvaluatorConfig(width=32, feed_forward=32), batch=16)
        optimizer = torch.optim.Adam(task.module.parameters(), 3e-3)
        draws = torch.Generator().manual_seed(0)
        for step in range(30):
            optimizer.zero_grad()
            task.loss(step, draws)[0].backward()
            optimizer.step()
        assert task.validate(task.module.eval())["val_R@1"] > 0.9
        crops = [example.features[: 12 - number % 5] for number, example in enumerate(examples[:20])]
        with torch.inference_mode():
            grouped = task._motions(crops, torch.device("cpu")).numpy()
        assert grouped == pytest.approx(task.module.embed_motions(crops), abs=1e-5)

    def test_padding(self):
        together, frames = padded([np.ones((2, 269), np.float32), np.ones((5, 269), np.float16)])
        assert together.shape == (2, 5, 269) and frames.tolist() == [2, 5]
        assert together[0].sum() == 2 * 269


SMALL = replace(STARTER, vae=replace(STARTER.vae, encoder_width=16, decoder_width=16), denoiser=TransformerConfig(32, 3, 2, 32),
                projector=TransformerConfig(32, 1, 2, 32))


class FakeText:
    """Sentence features that depend on nothing but the letters."""

    name, width = "minilm", 384

    def encode(self, texts):
        rows = [torch.randn(384, generator=torch.Generator().manual_seed(sum(map(ord, text)))) for text in texts]
        pooled = torch.nn.functional.normalize(torch.stack(rows), dim=-1)
        return TextFeatures(pooled, pooled[:, None].repeat(1, 3, 1), torch.ones(len(texts), 3, dtype=torch.bool))


def clip(number: int, content: str, style: str, split: str) -> Clip:
    return Clip(f"x/{content}_{style}_{number}.bvh", content, style, "", split, False, arms_swinging(40 + number, 1.0, number))


CLIPS = [clip(number, content, style, split) for number, (split, content, style) in enumerate(
    (split, content, style)
    for split in ("train", "val", "test") for content in ("walk", "run") for style in ("angry", "sad", "normal")
    if not (split == "train" and (content, style) == ("run", "sad"))
)]


@pytest.fixture()
def pipeline() -> LeadPipeline:
    torch.manual_seed(0)
    parts = {"vae": build_vae(SMALL.vae), "denoiser": Denoiser(SMALL), "projector": Projector(SMALL)}
    for module in parts.values():
        module.eval().requires_grad_(False)
    normalization = Normalization.of(np.concatenate([encode(one.motion)[0] for one in CLIPS]))
    return LeadPipeline(LeadModel(SMALL, **parts, normalization=normalization, latent_mean=torch.zeros(48),
                                  latent_deviation=torch.ones(48), provenance={}), FakeText())


class TestLead:
    def test_texts_are_the_same_every_time_and_lengths_fit(self):
        items = lead.items_of(CLIPS)
        assert [item.text for item in items] == [item.text for item in lead.items_of(CLIPS)]
        assert all(item.frames % 8 == 0 and abs(item.frames - len(one.motion)) <= 4 for item, one in zip(items, CLIPS))
        long = clip(0, "walk", "sad", "test")
        longer = Clip(**{**long.__dict__, "motion": still(900)})
        assert (lead.items_of([longer])[0].frames, len(lead.items_of([longer])[0].motion)) == (300, 300)

    def test_unrecorded_pairs_are_in_no_split(self):
        few = [one for one in CLIPS if (one.content, one.style) != ("walk", "angry")]
        items = lead.unrecorded_items(few)
        assert [item.pair for item in items] == ["walk|angry"] and items[0].motion is None

    def test_labels_take_turns(self):
        items = lead.items_of(CLIPS)
        assert len({item.label for item in lead.one_a_label(items, 6)}) == 6

    def test_a_batch_of_prompts_gives_what_each_gives_alone(self, pipeline):
        items = lead.items_of(CLIPS)[:5]
        together = lead.sampled_latents(pipeline, items, 3.0, 3)
        alone = [lead.sampled_latents(pipeline, [item], 3.0, 3)[0] for item in items]
        for one, other in zip(together, alone):
            assert torch.allclose(one, other, atol=1e-3)

    def test_takes_of_a_prompt_differ(self, pipeline):
        takes = lead.takes_of(lead.items_of(CLIPS)[:2], 3)
        assert len({item.seed for item in takes}) == 6 and takes[0].text == takes[2].text
        first, second, _ = lead.sampled_latents(pipeline, takes[:3], 1.0, 1)
        assert not torch.allclose(first, second, atol=0.1)

    def test_retrieval_answers_with_the_clip_whose_caption_it_is(self):
        items = lead.items_of([one for one in CLIPS if one.split == "test" and (one.content, one.style) == ("walk", "angry")])
        [found] = lead.TextRetrieval(CLIPS, FakeText())(items)
        [expected] = [one.motion for one in CLIPS if one.split == "train" and (one.content, one.style) == ("walk", "angry")]
        assert np.array_equal(found.joint_rotations, expected.joint_rotations)

    def test_a_sheet_shows_each_prompt_as_both_weights_make_it(self, pipeline, tmp_path):
        small = lambda request: pipeline(replace(request, steps=2))
        prompt_sheet.write_sheet({"before": small, "after": small}, tmp_path / "sheet.png", ("a person walks", "a person bows"))
        with Image.open(tmp_path / "sheet.png") as page:
            colours = np.asarray(page.convert("L")).astype(int)
        rows = colours[44:].reshape(2, 190, -1)
        left, right = rows[:, :, 210:1178], rows[:, :, 1178:]
        assert (left.std(axis=(1, 2)) > 5).all(), "each row holds bodies"
        assert np.array_equal(left[:, :, :940], right[:, :, :940]), "the same weights make the same motion"

    def test_the_whole_report_and_its_tables(self, pipeline, evaluator, monkeypatch):
        monkeypatch.setattr("models.evaluation.lead_report.GUIDANCE_GRID", (1.5, 3.0))
        report = json.loads(json.dumps(LeadEvaluation(pipeline, evaluator, CLIPS, steps=2).report()))
        assert set(report["systems"]) == {"Ground truth", "VAE alone", "Retrieval by text", "MLD", "LEAD"}
        assert report["splits"]["pairs not in train"]["texts"] == 1
        assert set(report["guidance"]["chosen"]) == {"MLD", "LEAD"}
        assert report["energy"]["LEAD"]["all"]["clips"] == 6
        assert "FID" not in report["systems"]["Ground truth"] and report["systems"]["LEAD"]["FID"]["value"] > 0
        table = lead_tables(report)
        assert "0.00 / " not in table  # the feet of these clips stand still: no ratio
        assert "| LEAD |" in table and "unseen paraphrases (6)" in table

    def test_recognition_by_the_nearest_text(self):
        text = np.eye(4)
        names = ["a", "a", "b", "b"]
        assert measured.recognition(text, text, names).value == 1
        assert measured.recognition(text[::-1], text, names).value == 0


def test_labels_do_not_part_the_columns_of_a_table():
    table = _markdown(["", "clips"], [["cmu|ballet", "3"]])
    assert table.splitlines()[-1] == "| cmu: ballet | 3 |"


class TestCard:
    def test_only_the_table_changes(self, tmp_path):
        path = tmp_path / "MODEL_CARD.md"
        path.write_text("before\n<!-- lead table -->\nold\n<!-- /lead table -->\nafter\n", encoding="utf-8")
        card.rewrite(path, "lead", "| new |")
        assert path.read_text(encoding="utf-8") == "before\n<!-- lead table -->\n| new |\n<!-- /lead table -->\nafter\n"

    def test_a_card_is_made_where_there_is_none(self, tmp_path):
        path = tmp_path / "MODEL_CARD.md"
        card.rewrite(path, "lead", "| new |")
        card.rewrite(path, "lead", "| newer |")
        text = path.read_text(encoding="utf-8")
        assert text.count("lead table") == 2 and "| newer |" in text and "| new |" not in text
