"""The evaluation of learned styles: what is asked, what is counted, and the judge, on small motions and stand-ins."""
from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
import torch

from models import rotation
from models.evaluation import __main__ as command
from models.evaluation import inversion_cases as cases
from models.evaluation import inversion_figures as figures
from models.evaluation import inversion_at_once, inversion_made, inversion_paper, inversion_report, style_judge_task
from models.evaluation.evaluator import Evaluator, EvaluatorConfig
from models.evaluation.gait import Gait
from models.evaluation.inversion_at_once import ALONE, BLENDED, BLENDED_REBUILT, REAL_ALONE
from models.evaluation.inversion_cases import Asked
from models.evaluation.inversion_report import LEAD, METHODS, PLAIN, REAL, STRONG, InversionEvaluation
from models.evaluation.inversion_tables import inversion_tables
from models.evaluation.manner_shares import Manners
from models.evaluation.style_judge import StyleJudge, StyleJudgeConfig
from models.evaluation.style_judge_task import Shown, StyleJudgeTask, through_vae
from models.features import decode, encode
from models.inversion.library import StyleLibrary
from models.inversion.low_rank import adapted_layers
from models.inversion.request import Learned
from models.inversion.style import Style, StyleInfo
from models.io.bvh import MotionFileError
from models.lead.config import STARTER, TransformerConfig
from models.lead.denoiser import Denoiser
from models.lead.pipeline import LeadModel, LeadPipeline
from models.lead.projector import Projector
from models.lead.vae import build_vae
from models.motion import Motion
from models.normalization import Normalization
from models.skeleton import JOINT_INDEX
from models.text import TextFeatures, TokenBatch
from models.training.blending import halfway
from models.training.data import Clip
from models.weights_file import WeightsError
from synthetic import bent, lean, standing, walking

STYLES = ("elderly", "exhausted")
CONTENTS = ("walk", "walk-turn-left", "run", "wave-left-hand", "wave-right-hand", "raise-up-both-hands")
#: How far each style bends, and its pace beside anybody's.
BENT = {"elderly": 40.0, "exhausted": 20.0, "normal": 0.0, "between": 30.0}
PACE = {"elderly": 1.0, "exhausted": 0.7, "normal": 1.0, "between": 0.85}


def shown(content: str, style: str, frames: int = 120) -> Motion:
    motion = walking(frames, PACE[style] * (3.0 if content == "run" else 1.1)) if content[:3] in ("wal", "run") else standing(frames)
    return bent(motion, BENT[style])


def clip(content: str, style: str, split: str, number: int = 0) -> Clip:
    return Clip(f"x/{content}_{style}_{split}_{number}.bvh", content, style, "", split, False, shown(content, style))


CLIPS = [clip(content, style, split, number) for split in ("train", "val", "test") for content in CONTENTS for style in BENT for number in range(2)]


class RuleJudge:
    """Knows the styles by how far the back is bent, and the contents by the speed over the floor."""

    config = StyleJudgeConfig(("elderly", "exhausted", "normal"), CONTENTS)

    names = StyleJudge.names

    def chances(self, sequences):
        """A style's chance is how near its bend is."""
        motions = [decode(sequence) for sequence in sequences]
        styles = np.array([[1 / (1 + abs(BENT[style] - lean(motion))) for style in self.config.styles] for motion in motions])
        contents = np.array([[content == found for content in CONTENTS] for found in self.recognised(motions)[1]])
        return styles, contents

    def recognised(self, motions):
        styles, contents = [], []
        for motion in motions:
            styles.append(min(self.config.styles, key=lambda style: abs(BENT[style] - lean(motion))))
            speed = np.linalg.norm(motion.root_translation[-1, [0, 2]] - motion.root_translation[0, [0, 2]]) / max(motion.duration, 1e-6)
            contents.append("run" if speed > 2 else "walk" if speed > 0.4 else "wave-right-hand")
        return styles, contents


class WordVectors:
    """A text encoder whose words are random vectors and whose sentences are their mean."""

    name, width, most_tokens, device = "minilm", 384, 32, torch.device("cpu")

    def tokenize(self, texts):
        rows = [[1, *(2 + sum(map(ord, word)) % 997 for word in text.split()), 0] for text in texts]
        longest = max(map(len, rows))
        ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
        return TokenBatch(ids, torch.arange(longest)[None] < torch.tensor([len(row) for row in rows])[:, None])

    def token_embeddings(self, ids):
        table = torch.randn(1000, 384, generator=torch.Generator().manual_seed(0))
        return table[ids]

    def encode_embeddings(self, embeddings, mask):
        words = embeddings * mask[..., None]
        pooled = torch.nn.functional.normalize(words.sum(dim=1), dim=-1)
        return TextFeatures(pooled, words, mask)

    def encode(self, texts):
        tokens = self.tokenize(texts)
        return self.encode_embeddings(self.token_embeddings(tokens.ids), tokens.mask)


SMALL = replace(STARTER, vae=replace(STARTER.vae, encoder_width=16, decoder_width=16), denoiser=TransformerConfig(32, 3, 2, 32),
                projector=TransformerConfig(32, 1, 2, 32))
NORMALIZATION = Normalization.of(np.concatenate([encode(one.motion)[0] for one in CLIPS]))


def small_lead(folder) -> LeadPipeline:
    torch.manual_seed(0)
    parts = {"vae": build_vae(SMALL.vae), "denoiser": Denoiser(SMALL), "projector": Projector(SMALL)}
    for module in parts.values():
        module.eval().requires_grad_(False)
    model = LeadModel(SMALL, **parts, normalization=NORMALIZATION, latent_mean=torch.zeros(48), latent_deviation=torch.ones(48),
                      provenance={"vae": {"without_styles": list(STYLES)}}, fingerprint="0123456789abcdef")
    return LeadPipeline(model, WordVectors(), StyleLibrary(folder, model.fingerprint))


def small_evaluator() -> Evaluator:
    torch.manual_seed(0)
    return Evaluator(EvaluatorConfig(width=32, embedding=16, feed_forward=32), NORMALIZATION).eval().requires_grad_(False)


@pytest.fixture()
def lead(tmp_path) -> LeadPipeline:
    return small_lead(tmp_path / "styles")


class StandIn:
    """Learns at once: a style with the name that was asked for. `requests`: what it was asked."""

    requests: list = []

    def __init__(self, lead: LeadPipeline, objective: str):
        self.lead, self.objective = lead, objective

    def __call__(self, request, on_step=lambda done, steps, loss: None, cancelled=lambda: False) -> Learned:
        request.check()
        StandIn.requests.append((self.objective, request))
        vectors = np.full((2, 384), len(StandIn.requests), dtype=np.float32)
        info = StyleInfo(request.name, request.descriptor, request.strong, self.lead.model.fingerprint)
        return Learned(Style(info, vectors, vectors), 0.5, 0.25, ())


def said(text: str) -> str:
    """The style that a fake generator answers with: that of the token; what is between two; a plain word brings about nothing."""
    named = [style for style in STYLES if f"<{style}" in text]
    return "between" if len(named) == 2 else (named or ["normal"])[0]


def fake_answers(lead, asked):
    """Without realignment, whatever is asked comes out as for everybody."""
    made = {project: [] for project in (False, True)}
    for one in asked:
        first, _, then = one.text.partition(", then ")
        for project in made:
            parts = [shown("wave-right-hand" if "wave" in part else "run" if "runs" in part else "walk",
                           said(part) if project else "normal", one.frames // (1 + bool(then))) for part in filter(None, (first, then))]
            made[project].append(following(parts))
    return made


def turned_about_up(rotations: np.ndarray, angles: np.ndarray) -> np.ndarray:
    """Joint rotations (T, 22, 4) with each frame's pelvis turned about the vertical."""
    return np.concatenate([rotation.multiply(rotation.yaw(angles), rotations[:, 0])[:, None], rotations[:, 1:]], axis=1)


def along(walk: Motion, angles: np.ndarray) -> np.ndarray:
    """The way of a walk that turns by these angles (T,)."""
    steps = np.linalg.norm(np.diff(walk.root_translation[:, [0, 2]], axis=0, prepend=walk.root_translation[:1, [0, 2]]), axis=1)
    way = np.cumsum(steps[:, None] * np.stack([np.sin(angles), np.cos(angles)], axis=1), axis=0)
    return np.stack([way[:, 0], walk.root_translation[:, 1], way[:, 1]], axis=1)


def following(parts: list[Motion]) -> Motion:
    """The motions one after the other, each from where the one before it ended."""
    places, rotations = [parts[0].root_translation], [parts[0].joint_rotations]
    for part in parts[1:]:
        places.append(part.root_translation + (places[-1][-1] - part.root_translation[0]) * np.array([1, 0, 1]))
        rotations.append(part.joint_rotations)
    return Motion(np.concatenate(places), np.concatenate(rotations))


class TestCases:
    def test_a_model_that_knows_every_style_is_refused(self):
        assert cases.held_out_styles({"vae": {"without_styles": ["sad"]}}) == ("sad",)
        for provenance in ({}, {"vae": {}}, {"vae": {"without_styles": []}}):
            with pytest.raises(WeightsError, match="--without-styles"):
                cases.held_out_styles(provenance)

    def test_exemplars_are_three_kinds_and_no_walk(self):
        for draw in range(8):
            found = cases.exemplars(CLIPS, "elderly", draw)
            assert [one.content.split("-")[0] for one in found] == ["run", "wave", "raise"]
            assert {(one.style, one.split) for one in found} == {("elderly", "train")}
        draws = [tuple(one.file for one in cases.exemplars(CLIPS, "elderly", draw)) for draw in range(8)]
        assert len(set(draws)) > 2 and draws[0] == tuple(one.file for one in cases.exemplars(CLIPS, "elderly", 0))

    def test_synonyms_of_a_style_are_its_clips(self):
        assert cases.exemplars([clip("run", "normal", "train"), replace(clip("run", "elderly", "train"), style="old")], "elderly", 0)

    def test_a_style_without_clips_is_a_sentence(self):
        with pytest.raises(MotionFileError, match="No clip teaches “elderly”"):
            cases.exemplars([one for one in CLIPS if one.split == "test"], "elderly", 0)

    def test_words(self):
        assert cases.plain_person("elderly") == "an old person" and cases.plain_person("feminine") == "a feminine person"
        text = cases.told_of(clip("wave-left-hand", "elderly", "test"), "a <x> person")
        assert text.startswith("a <x> person ") and "wav" in text + "hail greet" and "old" not in text.split()
        walks = cases.walks_asked("a <x> person", 2, seed=3)
        assert len(walks) == 2 * len(cases.WALKS) and len({one.seed for one in walks}) == len(walks)
        assert [one.seed for one in walks] == [one.seed for one in cases.walks_asked("an old person", 2, seed=3)]
        assert not {one.seed for one in walks} & {one.seed for one in cases.walks_asked("a <x> person", 2, seed=4)}

    def test_pieces_are_as_long_as_what_is_generated(self):
        def of(frames):
            return [len(part) for part in cases.pieces(replace(clip("walk", "elderly", "test"), motion=walking(frames)))]

        assert (of(240), of(215), of(180), of(50)) == ([120, 120], [120, 95], [120], [50])

    @pytest.mark.parametrize("frames", [60, 100, 150])
    def test_the_change_is_where_the_walk_ends(self, frames):
        motion = following([walking(frames), standing(210 - frames)])
        assert cases.change_of(motion) == pytest.approx(frames, abs=3)
        assert 30 <= cases.change_of(standing(120)) <= 90


class TestFigures:
    HITS = [[np.array([1, 1]), np.array([0, 0])], [np.array([1, 1, 1, 1]), np.array([1, 1])]]
    NEVER = [[np.zeros(2), np.zeros(2)]] * 2

    def test_styles_count_alike(self):
        assert figures.share(self.HITS).value == pytest.approx(0.75)
        assert figures.difference(self.HITS, self.NEVER).value == pytest.approx(75)
        assert figures.difference(self.NEVER, self.HITS).value == pytest.approx(-75)
        assert figures.ratio(self.HITS, [[np.array([1, 0])]]).value == pytest.approx(1.5)
        assert figures.ratio(self.HITS, self.NEVER) is None

    def test_what_comes_in_groups_is_less_sure(self):
        each = np.random.default_rng(0).random((6, 40)) < np.linspace(0.1, 0.9, 6)[:, None]
        grouped, alone = figures.share([list(each)]), figures.share([[np.array([hit]) for hit in each.ravel()]])
        assert grouped.value == alone.value and grouped.high - grouped.low > 3 * (alone.high - alone.low)
        assert 0 <= grouped.low < grouped.value < grouped.high <= 1


class TestGait:
    def test_a_walk_is_told_by_the_feet_however_the_body_is_held(self):
        for motion in (walking(120, 1.1), bent(walking(120, 0.7), 60), walking(120, 1.1).placed((3, 2), 2.0), walking(120, 1.1).mirrored()):
            assert Gait.of(motion).walks_straight

    def test_who_stands_runs_slides_or_jumps_does_not_walk(self):
        walk = walking(120, 1.1)
        sliding = replace(walk, joint_rotations=np.repeat(walk.joint_rotations[:1], len(walk), axis=0))
        hops = 0.3 * np.abs(np.sin(np.arange(120) / 4))[:, None] * np.array([0, 1, 0])
        hopping = replace(walk, root_translation=walk.root_translation + hops)
        for motion in (standing(120), walking(120, 3.0), sliding, hopping):
            assert not Gait.of(motion).walks

    def test_backwards_sideways_and_turning_are_walks_but_not_straight_on(self):
        walk, bend = walking(120, 1.1), np.linspace(0, 2, 120)
        back = replace(walk, root_translation=walk.root_translation[::-1].copy(), joint_rotations=walk.joint_rotations[::-1].copy())
        aside = replace(walk, root_translation=walk.root_translation[:, [2, 1, 0]].copy())
        turned = replace(walk, joint_rotations=turned_about_up(walk.joint_rotations, bend), root_translation=along(walk, bend))
        across = replace(walk, root_translation=(walk.root_translation + aside.root_translation) / 2)
        for motion in (back, aside, across, turned):
            assert Gait.of(motion).walks and not Gait.of(motion).walks_straight


class TestManners:
    PLAIN, SLOW, BENT = walking(120, 1.2), walking(120, 0.6), bent(walking(120, 1.2), 30)
    MANNERS = Manners.of([PLAIN], {"slow": [SLOW], "bent": [BENT]})

    def test_a_style_alone_has_all_of_itself_and_nothing_of_the_other(self):
        assert self.MANNERS.shares(self.BENT, "bent", "slow") == pytest.approx((1, 0, 0), abs=1e-6)
        assert self.MANNERS.shares(self.BENT.mirrored(), "slow", "bent") == pytest.approx((0, 1, 0), abs=1e-6)
        assert self.MANNERS.shares(self.PLAIN, "slow", "bent") == pytest.approx((0, 0, 0), abs=1e-6)

    def test_what_is_between_has_some_of_both_and_a_third_thing_is_neither(self):
        slow, lying, neither = self.MANNERS.shares(bent(walking(120, 0.9), 15), "slow", "bent")
        assert 0.35 < slow < 0.65 and 0.35 < lying < 0.65 and neither < 0.4
        assert self.MANNERS.shares(bent(walking(120, 0.9), -30), "slow", "bent")[2] > 2 * neither


class TestMade:
    def test_prompts_together_give_what_each_gives_alone(self, lead):
        asked = [Asked("a person walks", 64, 1), Asked("somebody runs along the road", 90, 2), Asked("a person walks", 40, 3)]
        together = inversion_made.sampled(lead, asked)
        for one, latents in zip(asked, together):
            assert len(latents) == lead.model.vae.latent_count(one.frames)
            assert torch.allclose(inversion_made.sampled(lead, [one])[0], latents, atol=2e-3)

    def test_a_style_changes_its_own_prompts_alone(self, lead):
        name, layer = next(iter(adapted_layers(lead.model.denoiser).items()))
        start = np.zeros((1, 384), dtype=np.float32)
        update = np.ones((1, layer.weight[0].numel()), np.float32), np.ones((len(layer.weight), 1), np.float32)
        lead.library.save(Style(StyleInfo("x", "old", True, lead.model.fingerprint), start + 1, start, {f"denoiser.{name}": update}))
        asked = [Asked("a <x> person walks", 40, 1), Asked("an old person walks", 40, 1)]
        with_style, without = inversion_made.sampled(lead, asked)
        assert not torch.allclose(with_style, without, atol=0.05)
        assert torch.allclose(inversion_made.sampled(lead, asked[1:])[0], without, atol=1e-4)

    def test_one_noise_with_and_without_realignment(self, lead):
        answers = inversion_made.answered(lead, [Asked("a person walks", 40, 1)])
        assert [len(motions[0]) for motions in answers.values()] == [40, 40]
        assert not np.allclose(answers[False][0].joint_rotations, answers[True][0].joint_rotations, atol=1e-3)


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        for module in (inversion_report, inversion_paper):
            patch.setattr(module, "answered", fake_answers)
        patch.setattr(inversion_at_once, "through_vae", lambda model, motion: bent(motion, -lean(motion)))
        patch.setattr(inversion_report, "through_vae", lambda model, motion: bent(motion, -lean(motion)))
        lead = small_lead(tmp_path_factory.mktemp("styles"))
        yield InversionEvaluation(lead, small_evaluator(), RuleJudge(), CLIPS, STYLES, draws=2, invert=StandIn)


@pytest.fixture(scope="module")
def report(evaluation) -> dict:
    StandIn.requests.clear()
    found = evaluation.report()
    found["requests"] = list(StandIn.requests)
    return found


class TestReport:
    def test_every_system_learns_every_style_from_the_same_clips_without_walks(self, report):
        asked = Counter((objective, request.strong) for objective, request in report["requests"])
        assert asked == {one: 2 * 2 for one in METHODS.values()}
        contents = {exemplar.name for _, request in report["requests"] for exemplar in request.exemplars}
        assert not any(content.startswith("walk") for content in contents)
        shown_to = {(request.descriptor, request.seed): set() for _, request in report["requests"]}
        for _, request in report["requests"]:
            shown_to[request.descriptor, request.seed].add(tuple(id(exemplar.motion) for exemplar in request.exemplars))
        assert all(len(sets) == 1 for sets in shown_to.values()) and len(shown_to) == 4

    def test_what_is_learned_already_is_not_learned_again(self, evaluation, report):
        before = {key: (one.name, one.seconds) for key, one in evaluation.taught.items()}
        StandIn.requests.clear()
        evaluation.learn()
        assert not StandIn.requests and {key: (one.name, one.seconds) for key, one in evaluation.taught.items()} == before

    def test_what_is_recognised_is_counted(self, report):
        for styles in (*STYLES, "all"):
            rows = report["walks"][styles]
            learned, plain = rows[f"{LEAD}, projecting"], rows[f"{PLAIN}, projecting"]
            assert (learned["style"]["value"], plain["style"]["value"], rows[REAL]["style"]["value"]) == (1, 0, 1)
            assert learned["difference"]["value"] == 100 and plain["difference"]["value"] == 0 and learned["ratio"]["value"] == 1
            assert rows[LEAD]["style"]["value"] == 0 and rows[LEAD]["taken for"] == {"normal": learned["motions"]}
            assert learned["content"]["value"] == rows[REAL]["content"]["value"] == learned["gait"]["value"] == rows[REAL]["gait"]["value"] == 1
            assert rows["Real, through the VAE"]["style"]["value"] == 0
        assert report["walks"]["all"][LEAD]["motions"] == 2 * 2 * len(cases.WALKS) * 4
        assert report["other contents"]["run"]["all"][f"{STRONG}, projecting"]["content"]["value"] == 1
        assert "gait" not in report["other contents"]["run"]["all"][LEAD]
        assert {content: row["walks"] / row["clips"] for content, row in report["gait"].items()} == {content: content.startswith("walk") for content in CONTENTS}
        assert report["judge"][REAL]["elderly"]["style"]["value"] == 1

    def test_two_styles_are_judged_half_by_half(self, report):
        learned, plain = report["two styles"][LEAD], report["two styles"][PLAIN]
        assert (learned["first"]["value"], learned["second"]["value"], learned["both"]["value"]) == (1, 1, 1)
        assert plain["both"]["value"] == 0 and plain["walks, then waves"]["value"] == learned["walks, then waves"]["value"] == 1
        assert report["two styles"][REAL]["both"]["value"] == 1

    def test_two_styles_at_once_show_where_half_of_each_is_there(self, report):
        """The fake generator answers with the middle of two; one alone has nothing of the other, and plain words bring about nothing."""
        once = report["at once"]
        assert list(once) == [REAL_ALONE, BLENDED, BLENDED_REBUILT, *(name for one in (PLAIN, LEAD, STRONG) for name in (ALONE.format(one), one))]
        for name in (LEAD, STRONG, BLENDED):
            assert once[name]["both"]["value"] == 1
            assert (once[name]["first"]["value"], once[name]["second"]["value"]) == pytest.approx((0.5, 0.5), abs=0.1)
        for name in (ALONE.format(LEAD), REAL_ALONE):
            assert (once[name]["first"]["value"], once[name]["second"]["value"]) == pytest.approx((1, 0), abs=0.02) and once[name]["both"]["value"] == 0
        assert once[BLENDED_REBUILT]["both"]["value"] == once[PLAIN]["both"]["value"] == once[PLAIN]["likeliest"]["value"] == 0
        assert once[LEAD]["likeliest"]["value"] == once[PLAIN]["content"]["value"] == 1
        assert once[LEAD]["motions"] == 2 * 2 * 4 and once[PLAIN]["motions"] == 2 * 4

    def test_the_papers_table_has_every_row_and_realigning_counts(self, report):
        rows = {(row["system"], row["project"]): row for row in report["paper"]["rows"]}
        assert set(rows) == {(REAL, None), *((name, project) for name in (PLAIN, *METHODS) for project in (False, True))}
        assert "FID" not in rows[REAL, None] and rows[LEAD, True]["FID"]["value"] < rows[LEAD, False]["FID"]["value"]
        assert report["paper"]["clips"] == 2 * 2 * len(CONTENTS)
        # All learned styles come out the same here.
        assert report["paper"]["FID less"]["systems"][LEAD]["value"] == pytest.approx(0, abs=1e-6)

    def test_seconds_and_losses(self, report):
        row = report["learning"][LEAD]
        assert row["styles"] == 4 and 0 <= row["least"] <= row["median"] <= row["most"] < 5
        assert (row["before"], row["after"]) == (0.5, 0.25)

    def test_tables_and_json(self, report):
        table = inversion_tables(json.loads(json.dumps({name: part for name, part in report.items() if name != "requests"})))
        assert all(f"| {name}, projecting |" in table for name in METHODS) and "an old person" not in table
        assert "old, tired" in table and "elderly, exhausted" in table and "nan" not in table

    def test_a_sheet_has_five_rows_a_style(self, evaluation, report, monkeypatch, tmp_path):
        from PIL import Image

        from models.evaluation import inversion_sheet

        monkeypatch.setattr(inversion_sheet, "answered", fake_answers)
        rows = inversion_sheet.rows_of(evaluation, "elderly")
        assert [len(motion) for _, motion in rows] == [8] * 5
        assert "run, wave" in rows[0][0] and "an old person" in rows[1][0]
        plain, learned, real = (rows[number][1].joint_rotations[:, JOINT_INDEX["spine1"]] for number in (1, 2, 4))
        assert learned == pytest.approx(real, abs=1e-5) and not np.allclose(plain, real, atol=0.1)
        monkeypatch.setattr(evaluation, "styles", STYLES[:1])
        inversion_sheet.write_sheet(evaluation, tmp_path / "sheet.png")
        with Image.open(tmp_path / "sheet.png") as page:
            colours = np.asarray(page.convert("RGB"))
        assert colours.shape[1] > 1200 and (colours.reshape(-1, 3).std(axis=0) > 5).all()


class TestBlend:
    def test_a_blend_is_in_step_with_both_and_between_them(self):
        """The other walks in the same way, bent, faster and half a cycle later."""
        walk = walking(150)
        other = bent(Motion(walk.root_translation, walk.joint_rotations, 33.0).resampled(30.0)[14:], 40.0)
        blend = halfway(walk[:110], other)
        assert lean(blend) == pytest.approx(20, abs=3)
        paces = [np.linalg.norm(motion.root_translation[-1] - motion.root_translation[0]) / motion.duration for motion in (walk, blend, other)]
        assert paces[0] < paces[1] < paces[2]
        swing = [motion.joint_rotations[:, JOINT_INDEX["left_hip"], 1].std() for motion in (walk, blend)]
        assert swing[1] > 0.85 * swing[0], "out of step, legs would hardly swing"


class TestJudge:
    @staticmethod
    def network() -> StyleJudge:
        torch.manual_seed(0)
        return StyleJudge(StyleJudgeConfig(("elderly", "normal"), ("run", "walk"), width=16, dilations=(1, 2)), NORMALIZATION).eval().requires_grad_(False)

    def test_neighbours_in_the_batch_change_nothing(self):
        judge = self.network()
        sequences = [encode(walking(frames))[0] for frames in (31, 90, 60)]
        together, alone = judge.chances(sequences)[0], [judge.chances([sequence])[0][0] for sequence in sequences]
        assert together == pytest.approx(np.stack(alone), abs=1e-5)

    def test_contacts_are_not_seen(self):
        judge, features = self.network(), encode(walking(60))[0]
        other = features.copy()
        other[:, -4:] = 1 - other[:, -4:]
        assert judge.chances([features])[1] == pytest.approx(judge.chances([other])[1], abs=1e-7)

    def test_other_frame_rates_are_read(self):
        styles, contents = self.network().recognised([walking(60).resampled(60.0), walking(60)])
        assert len(styles) == len(contents) == 2 and set(styles) <= {"elderly", "normal"}

    def test_weights_come_back(self, tmp_path):
        judge, features = self.network(), [encode(walking(60))[0]]
        judge.save(tmp_path / "judge.safetensors", {"step": 3})
        again = StyleJudge.load(tmp_path / "judge.safetensors")
        assert again.config == judge.config and again.chances(features)[0] == pytest.approx(judge.chances(features)[0], abs=5e-3)

    def test_missing_weights_are_a_sentence(self, tmp_path):
        with pytest.raises(WeightsError, match="There is no style judge"):
            StyleJudge.load(tmp_path / "judge.safetensors")

    @staticmethod
    def task(steps: int = 60) -> StyleJudgeTask:
        examples = [Shown((encode(shown(content, style, frames))[0].astype(np.float16),), content, style)
                    for content in ("run", "walk", "wave-left-hand") for style in BENT for frames in (70, 90, 130)]
        return StyleJudgeTask(examples, examples, NORMALIZATION, batch=16, total_steps=steps)

    def test_training_learns_how_and_what(self):
        def trained() -> tuple[StyleJudgeTask, float]:
            task, draws = self.task(), torch.Generator().manual_seed(0)
            optimizer = torch.optim.Adam(task.module.parameters(), 3e-3)
            for step in range(60):
                optimizer.zero_grad()
                loss = task.loss(step, draws)[0]
                loss.backward()
                optimizer.step()
            return task, float(loss.detach())

        task, loss = trained()
        task.validation = [replace(one, guises=one.guises * 2) for one in task.validation]
        found = task.validate(task.module.eval())
        assert found["val_style"] > 0.9 and found["val_content"] > 0.9
        assert trained()[1] == pytest.approx(loss, rel=1e-4)

    def test_a_short_piece_of_a_gesture_does_not_tell_what_it_is(self):
        gesture = Shown((np.zeros((200, 269), np.float16),), "wave-left-hand", "sad")
        walk = replace(gesture, content="walk")
        long_gesture = style_judge_task._crop(gesture, 0.0, 0.9, 0.0)
        assert style_judge_task._crop(gesture, 0.0, 0.0, 0.0)[1] is False and long_gesture[1] is True
        assert style_judge_task._crop(walk, 0.0, 0.0, 0.0)[1] is True and len(style_judge_task._crop(walk, 0.0, 0.0, 0.5)[0]) == 40

    def test_every_guise_is_shown(self):
        guises = tuple(np.full((50, 269), number, np.float16) for number in range(3))
        seen = [int(style_judge_task._crop(Shown(guises, "walk", "sad"), draw, 0.5, 0.5)[0][0, 0]) for draw in np.linspace(0, 0.999, 40)]
        assert Counter(seen) == {0: 20, 1: 10, 2: 10}

    def test_clips_with_their_mirror_images_and_through_the_vae(self, lead):
        task = style_judge_task.build_task([clip("walk-turn-left", "elderly", "train"), clip("walk", "normal", "val"),
                                            replace(clip("walk", "normal", "train"), description="walks")], lead.model)
        assert [(one.content, one.style, len(one.guises)) for one in task.shown] == [
            ("walk-turn-left", "elderly", 3), ("walk-turn-right", "elderly", 3)]
        assert [one.content for one in task.validation] == ["walk"]

    def test_noise_on_the_latents(self, lead):
        motion = walking(50)
        exact = through_vae(lead.model, motion)
        noisy = through_vae(lead.model, motion, 0.5, torch.Generator().manual_seed(0))
        assert len(exact) == len(noisy) == 50 and not np.allclose(exact.joint_rotations, noisy.joint_rotations, atol=1e-4)
        assert np.array_equal(through_vae(lead.model, motion).joint_rotations, exact.joint_rotations)

    def test_the_judge_is_trained_once(self, lead, tmp_path, monkeypatch):
        trained = []
        monkeypatch.setattr(style_judge_task, "cache_folder", lambda: tmp_path)
        monkeypatch.setattr(style_judge_task, "train_judge", lambda clips, model, path: (trained.append(path), self.network().save(path, {})))
        some = CLIPS[:4]
        for _ in range(2):
            assert isinstance(style_judge_task.cached_judge(some, lead.model), StyleJudge)
        assert len(trained) == 1
        style_judge_task.cached_judge(CLIPS[:3], lead.model)
        assert len(set(trained)) == 2
        monkeypatch.setattr(style_judge_task, "cleanup", inversion_made)  # another clean-up
        style_judge_task.cached_judge(some, lead.model)
        assert len(set(trained)) == 3


class TestCommand:
    def test_shipped_weights_are_refused_with_a_sentence(self, monkeypatch, capsys, tmp_path, lead):
        lead.provenance = {"vae": {"step": 1}}
        monkeypatch.setattr(LeadPipeline, "load", classmethod(lambda cls, folder: lead))
        monkeypatch.setattr(Evaluator, "load", classmethod(lambda cls, path: None))
        assert command.main(["inversion", "--data", str(tmp_path), "--weights", str(tmp_path)]) == 1
        assert "--without-styles" in capsys.readouterr().err

    def test_figures_card_and_sheet(self, monkeypatch, capsys, tmp_path, lead, evaluation):
        from models.evaluation import inversion_sheet

        monkeypatch.setattr(LeadPipeline, "load", classmethod(lambda cls, folder: lead))
        monkeypatch.setattr(Evaluator, "load", classmethod(lambda cls, path: small_evaluator()))
        monkeypatch.setattr(command, "load_clips", lambda data, split=None: [one for one in CLIPS if split in (None, one.split)])
        monkeypatch.setattr(style_judge_task, "cached_judge", lambda clips, model: RuleJudge())
        monkeypatch.setattr(inversion_report, "InversionEvaluation", partial(InversionEvaluation, invert=StandIn))
        monkeypatch.setattr(command, "WEIGHTS", tmp_path)
        monkeypatch.setattr(inversion_sheet, "answered", fake_answers)
        arguments = ["inversion", "--data", str(tmp_path), "--weights", str(tmp_path), "--json", str(tmp_path / "f.json"), "--card"]
        assert command.main([*arguments, "--draws", "1", "--sheet", str(tmp_path / "s.png")]) == 0
        table = capsys.readouterr().out.strip()
        card = (tmp_path / "MODEL_CARD.md").read_text(encoding="utf-8")
        assert "<!-- inversion table -->\n" in card and table.splitlines()[-1] in card
        assert json.loads((tmp_path / "f.json").read_text())["settings"]["draws"] == 1 and (tmp_path / "s.png").stat().st_size > 10_000
