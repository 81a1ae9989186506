"""Text-to-pose's figures on poses with known answers, its baselines on small random networks, and the command from end to end."""
from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

import numpy as np
import pytest
import torch
from PIL import ImageFont
from torch import Tensor
from torch.nn import functional

from models import rotation
from models.evaluation import __main__ as command
from models.evaluation import pose_baselines, pose_report
from models.evaluation.pose_baselines import (
    OURS, generated, load_generators, matched, optimised_latents, optimised_rotations, random_latents, random_rotations,
)
from models.evaluation.pose_gallery import TrainPoses, clustered, k_means, poses_both_ways
from models.evaluation.pose_judge import FILE_NAME, load_judge
from models.evaluation.pose_measured import PoseYardstick, pose_figures, ratio_figures, text_features, text_figures
from models.evaluation.pose_metrics import (
    claims_held, joint_distances, mean_cosine, mean_distance, out_of_balance, own_ranks, rebuilt, top_of_truth,
)
from models.evaluation.pose_prompts import NONSENSE, PROMPTS
from models.evaluation.pose_report import MATCHING, REAL, SHIPPED, PoseEvaluation
from models.evaluation.film import in_lines
from models.evaluation.pose_sheet import sheet
from models.evaluation.pose_tables import pose_tables
from models.evaluation.pose_texts import NAMES, TYPED, WRITTEN, AskedText, asked_texts, few, spoken, training_texts
from models.lead.config import TransformerConfig
from models.motion import FPS, Motion
from models.kinematics import forward_kinematics
from models.pose.clpp import Clpp, ClppConfig, SentenceTeacher
from models.pose.generator import GeneratorConfig, PoseGenerator
from models.pose.pipeline import PoseModel, PosePipeline
from models.pose.pose_encoder import PoseEncoderConfig
from models.pose.prior import PosePrior, PosePriorConfig, clean, poses_of
from models.pose.request import PoseCandidates, PoseRequest
from models.skeleton import JOINT_INDEX
from models.text import TextFeatures
from models.training.data import Clip
from models.pose.geometry.landmarks import Landmarks
from models.pose.geometry.named import NAMED
from models.pose.geometry.posecodes import INDEX, holding
from models.weights_file import WeightsError, save_weights
from tests.models.synthetic import standing, turn, walking


class WordEncoder:
    """Every word has a vector of its own, always the same; a sentence is their mean."""

    name, width = "words", 48

    def encode(self, texts: Sequence[str]) -> TextFeatures:
        rows = [torch.stack([self._vector(word) for word in text.split()]) for text in texts]
        longest = max(map(len, rows))
        mask = torch.arange(longest) < torch.tensor([len(row) for row in rows])[:, None]
        words = torch.stack([functional.pad(row, (0, 0, 0, longest - len(row))) for row in rows])
        return TextFeatures(functional.normalize(words.sum(1), dim=-1), words, mask)

    def _vector(self, word: str) -> Tensor:
        seed = sum(ord(letter) * 31**place for place, letter in enumerate(word)) % 2**31
        return torch.randn(self.width, generator=torch.Generator().manual_seed(seed))


HEAD = TransformerConfig(layers=1, heads=2, width=16, feed_forward=16, dropout=0.0)
CONFIG = ClppConfig(48, "words", HEAD, PoseEncoderConfig(24, 32, 1))


def small_clpp(seed: int = 0) -> Clpp:
    torch.manual_seed(seed)
    return Clpp(CONFIG).eval().requires_grad_(False)


def small_teacher(seed: int = 0) -> SentenceTeacher:
    return SentenceTeacher(WordEncoder(), small_clpp(seed))


def small_prior() -> PosePrior:
    torch.manual_seed(0)
    prior = PosePrior(PosePriorConfig(width=16, layers=1), bodies(1)[0])
    return prior.eval().requires_grad_(False)


def small_pipeline() -> PosePipeline:
    torch.manual_seed(1)
    generator = PoseGenerator(GeneratorConfig(feature_width=24, variety_width=4, width=16, blocks=1)).eval().requires_grad_(False)
    familiar = torch.zeros(1, WordEncoder.width)
    return PosePipeline(PoseModel(small_clpp(), generator, small_prior(), familiar, {"step": 1}), WordEncoder())


class Told:
    """A judge that knows the pose each text was written for: the text's feature is that pose's."""

    def __init__(self, asked: Sequence[AskedText]):
        self.teacher, self.width = small_teacher(7), 24
        self.poses = {text.text: clean(torch.from_numpy(text.pose)[None])[0] for text in asked if text.pose is not None}

    def text_features(self, texts: Sequence[str]) -> Tensor:
        return self.pose_features(torch.stack([self.poses.get(text, torch.zeros(132)) for text in texts]))

    def pose_features(self, poses: Tensor) -> Tensor:
        return self.teacher.pose_features(poses)


def posed(**degrees: tuple[str, float]) -> Tensor:
    """A pose (132,): standing, with joints turned about an axis."""
    rotations = standing(1).joint_rotations.astype(np.float64)
    for joint, (axis, angle) in degrees.items():
        rotations[:, JOINT_INDEX[joint]] = turn(axis, np.array(angle))
    return torch.from_numpy(poses_of(Motion(np.zeros((1, 3)), rotations, FPS))[0])


def bodies(count: int, seed: int = 0) -> Tensor:
    """Standing poses (count, 132) with arms and knees here and there."""
    angles = np.random.default_rng(seed).uniform(-70, 70, (count, 3))
    return torch.stack([
        posed(left_shoulder=("z", a), right_shoulder=("z", b), left_knee=("x", abs(c)), right_elbow=("y", abs(a))) for a, b, c in angles
    ])


def clip(motion: Motion, number: int) -> Clip:
    return Clip(f"made/{number}.bvh", "walk", "normal", "", "test", False, motion)


@pytest.fixture(scope="module")
def clips() -> list[Clip]:
    return [clip(walking(50, turning=12 * number, stride=15 + 6 * number), number) for number in range(4)]


@pytest.fixture(scope="module")
def asked(clips) -> list[AskedText]:
    return asked_texts(clips, (), 12)


class TestTexts:
    def test_they_are_distinct_and_always_the_same(self, asked, clips):
        assert len({spoken(text.text) for text in asked}) == len(asked)
        assert [text.text for text in asked_texts(clips, (), 12)] == [text.text for text in asked]
        assert [sum(text.block == block for text in asked) for block in (*WRITTEN, TYPED)] == [12, 12, 40]

    def test_what_a_sentence_claims_holds_for_its_pose(self, asked):
        written = [text for text in asked if text.block in WRITTEN]
        held = holding(Landmarks.of(torch.from_numpy(np.stack([text.pose for text in written]))))
        assert all(text.codes and held[row, [INDEX[code] for code in text.codes]].all() for row, text in enumerate(written))

    def test_it_is_known_of_how_many_bodies_a_sentence_is_true(self, asked):
        written = [text for text in asked if text.codes]
        assert all(0 < text.share <= 1 for text in written) and all(text.share == 1 for text in asked if not text.codes)
        for text in written:
            assert text.share >= max([0, *(other.share for other in written if set(other.codes) > set(text.codes))])
        assert min(text.share for text in written) < 0.1 < max(text.share for text in written)

    def test_what_training_says_is_left_out_whatever_its_dots_and_capitals(self, asked, clips):
        known = [asked[0].text, f"{asked[13].text.upper()} !", PROMPTS[3]]
        left = asked_texts(clips, known, 12)
        fresh = {spoken(text.text) for text in left}
        assert not fresh & {spoken(text) for text in known} and asked[13].text not in {text.text for text in left}
        assert sum(text.block == TYPED for text in left) == 39

    def test_of_a_name_only_the_words_kept_back_are_asked(self, asked):
        names = [text for text in asked if text.block == NAMES]
        assert len(names) > 50 and all(text.text == text.named.unseen[-1] for text in names)
        trained = {spoken(words) for pose in NAMED for words in (*pose.phrases, *pose.unseen[:-1], *pose.after_with)}
        assert len([text for text in names if spoken(text.text) in trained]) <= len(names) // 50

    def test_nobody_wrote_the_prompts_for_training(self):
        written = {spoken(words) for pose in NAMED for words in (*pose.phrases, *pose.unseen, *pose.after_with)}
        assert len(set(PROMPTS)) == 40 and not written & {spoken(prompt) for prompt in PROMPTS}
        assert len(set(NONSENSE)) == 30

    def test_training_s_texts_are_those_it_left_behind(self, tmp_path, monkeypatch):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        (tmp_path / "motion_prompt").mkdir()
        for number, texts in enumerate((["kneeling", "a bow"], ["a bow", "hands up"])):
            stored = {"texts": tuple(texts), "poses": torch.zeros(2, 132)}
            torch.save(stored, tmp_path / "motion_prompt" / f"described-train-{number}.pt")
        torch.save({"texts": ("checked",)}, tmp_path / "motion_prompt" / "described-val-0.pt")
        assert training_texts(tmp_path) == {"kneeling", "a bow", "hands up"}

    def test_a_few_are_of_every_block(self, asked):
        chosen = few(asked, 3)
        assert [text.block for text in chosen] == [block for block in (*WRITTEN, NAMES, TYPED) for _ in range(3)]


class TestFigures:
    def test_ranks_and_the_pose_that_was_given_to_many(self):
        scores = np.array([[0.9, 0.1, 0.5], [0.8, 0.2, 0.7], [0.1, 0.2, 0.3]])
        assert own_ranks(scores).tolist() == [0, 2, 0]
        alike = np.tile(np.array([[0.5], [0.9], [0.1], [0.3], [0.2]]), (1, 5))
        assert own_ranks(alike).tolist() == [2] * 5

    def test_one_trick_pose_is_found_no_more_often_than_by_chance(self, asked):
        written = [text for text in asked if text.block in WRITTEN]
        yardstick = PoseYardstick(written, Told(written), small_teacher(), small_prior())
        trick = yardstick.measure(torch.from_numpy(written[0].pose).repeat(len(written), 1), range(len(written)))
        figures = pose_figures(trick)
        assert (trick.columns["rank"] == (len(written) - 1) / 2).all() and figures["top 10"].value == 0
        assert figures["diverse"].value == pytest.approx(1, abs=1e-5) and figures["apart"].value == pytest.approx(0, abs=1e-4)

    def test_real_poses_are_found_and_hold_what_was_said(self, asked):
        written = [text for text in asked if text.block in WRITTEN]
        yardstick = PoseYardstick(written, Told(written), small_teacher(), small_prior())
        poses = torch.from_numpy(np.stack([text.pose for text in written]))
        real = yardstick.measure(poses, range(len(written)))
        figures = pose_figures(real)
        assert [figures[name].value for name in ("score", "top 1", "claims", "all claims")] == pytest.approx([1] * 4, abs=1e-5)
        assert figures["named"] is None
        swapped = yardstick.measure(poses.roll(5, 0), range(len(written)))
        assert text_figures(swapped, np.arange(len(written)))["claims"].value < 0.8
        assert ratio_figures(swapped, real)["in-distribution ratio"].value == pytest.approx(1, abs=1e-5)
        assert ratio_figures(swapped, real)["top 10 ratio"].value < 0.8
        assert ratio_figures(real, swapped)["top 10 ratio"].value > 1.25

    def test_a_ratio_to_nothing_is_none(self, asked):
        written = [text for text in asked if text.block in WRITTEN]
        yardstick = PoseYardstick(written, Told(written), small_teacher(), small_prior())
        trick = yardstick.measure(torch.from_numpy(written[0].pose).repeat(len(written), 1), range(len(written)))
        assert ratio_figures(trick, trick)["top 10 ratio"] is None

    def test_cosines_and_distances_of_pairs(self):
        features = np.eye(3)[[0, 0, 1, 2]]
        assert mean_cosine(features) == pytest.approx(1 / 6)
        joints = torch.zeros(3, 22, 3)
        joints[1, :11, 0] = 0.2
        joints[2, :, 1] = 0.3
        apart = joint_distances(joints)
        assert apart[0] == pytest.approx([0, 10, 30]) and (apart == apart.T).all()
        assert mean_distance(apart, np.arange(3)) == pytest.approx((10 + 30 + apart[1, 2]) / 3)
        assert mean_distance(apart, np.array([0, 0, 2])) == pytest.approx(20)

    def test_what_the_prior_changes_is_its_error(self):
        class Bending(PosePrior):
            """Bends the left knee by 30 degrees, whatever it is given."""

            def encode(self, poses):
                return poses, poses

            def decode(self, latents):
                return posed(left_knee=("x", 40.0)).expand_as(latents)

        pose = posed(left_knee=("x", 10.0))[None]
        centimetres, squares = rebuilt(Bending(), pose)
        there, again = (forward_kinematics(one)[0] for one in (pose, posed(left_knee=("x", 40.0))[None]))
        assert squares[0] == pytest.approx(np.radians(30) ** 2 / 22, rel=1e-3)
        assert centimetres[0] == pytest.approx(100 * float((there - again).norm(dim=-1).mean()), rel=1e-5)
        assert centimetres[0] > 0.5

    def test_claims_are_told_by_geometry(self):
        arms_out = posed(left_shoulder=("z", 0.0), right_shoulder=("z", 0.0))
        told = [("left arm stretched out to the side", "right knee fully bent"), ("left arm stretched out to the side",), ()]
        share, whole = claims_held(told, arms_out.repeat(3, 1))
        assert share.tolist()[:2] == [0.5, 1] and whole.tolist()[:2] == [0, 1] and np.isnan([share[2], whole[2]]).all()

    def test_what_is_true_of_many_is_found_no_more_often_than_by_chance(self):
        poses = torch.cat([posed(left_elbow=("y", -110.0))[None], *[posed()[None]] * 3])
        codes = [["left elbow fully bent"], *[["left elbow straight"]] * 3]
        assert top_of_truth(codes, poses, 1) == pytest.approx((1 + 3 * 1 / 3) / 4) and top_of_truth(codes, poses, 10) == 1

    def test_a_name_is_told_by_its_geometry(self):
        pose = next(pose for pose in NAMED if pose.name == "T-pose")
        asked = [AskedText("like that", NAMES, named=pose)] * 2
        yardstick = PoseYardstick(asked, small_teacher(), small_teacher(), small_prior())
        made = torch.stack([posed(left_shoulder=("z", 0.0), right_shoulder=("z", 0.0)), posed()])
        assert yardstick.measure(made, range(2)).columns["named"].tolist() == [1, 0]

    def test_who_leans_too_far_is_out_of_balance_and_who_straddles_or_lies_is_not(self):
        straddle = {"left_hip": ("z", 25.0), "right_hip": ("z", -25.0)}
        made = torch.stack([posed(), posed(pelvis=("x", 30.0)), posed(pelvis=("z", 30.0)), posed(**straddle), posed(pelvis=("x", -90.0)),
                            posed(right_hip=("z", -50.0))])
        away = out_of_balance(made)
        assert away[[0, 3, 4]].tolist() == [0, 0, 0]
        assert (away[[1, 2]] > 15).all() and away[5] > 0

    def test_equal_bodies_have_equal_numbers(self):
        pose = bodies(3)
        assert (clean(pose * 2.5) - clean(pose)).abs().max() < 1e-5


class TestJudge:
    def test_it_comes_back_from_its_file(self, tmp_path):
        clpp = small_clpp(3).half().float()
        save_weights(tmp_path / FILE_NAME, dict(clpp.state_dict()), {"config": CONFIG.to_dict(), "provenance": {}})
        judge = load_judge(WordEncoder(), tmp_path / FILE_NAME)
        assert (judge.pose_features(bodies(4)) - clpp.poses(bodies(4))).abs().max() < 1e-5
        assert judge.text_features(["a person stands"]).shape == (1, 24)

    def test_what_is_wrong_with_its_file_is_a_sentence(self, tmp_path):
        with pytest.raises(WeightsError, match="is missing"):
            load_judge(WordEncoder(), tmp_path / FILE_NAME)
        save_weights(tmp_path / FILE_NAME, {"nothing": torch.zeros(1)}, {"config": CONFIG.to_dict(), "provenance": {}})
        with pytest.raises(WeightsError, match="another version. Train it again"):
            load_judge(WordEncoder(), tmp_path / FILE_NAME)
        config = {**CONFIG.to_dict(), "text_encoder": "clip-vit-b-32"}
        save_weights(tmp_path / FILE_NAME, dict(small_clpp().state_dict()), {"config": config, "provenance": {}})
        with pytest.raises(WeightsError, match="reads clip-vit-b-32, not words"):
            load_judge(WordEncoder(), tmp_path / FILE_NAME)

    def test_texts_are_read_in_any_order(self):
        texts = ["a person stands with both hands up", "kneeling", "one hand on the hip"] * 30
        features = text_features(small_teacher(), texts)
        assert torch.allclose(features[:3], small_teacher().text_features(texts[:3]), atol=1e-5)


class TestBaselines:
    def test_matching_finds_the_pose_that_fits_best(self):
        poses, teacher = bodies(20), small_teacher()
        assert torch.equal(matched(teacher, teacher.pose_features(poses[[4, 11]]), poses), poses[[4, 11]])

    def test_optimising_finds_a_higher_score_and_begins_at_bodies(self, monkeypatch):
        monkeypatch.setattr(pose_baselines, "_STEPS", 30)
        prior, teacher, random = small_prior(), small_teacher(), torch.Generator().manual_seed(0)
        features = teacher.pose_features(bodies(5, 3))
        starts, latents = random_rotations(prior, 5, random), random_latents(prior, 5, random)
        assert (clean(starts) - starts).abs().max() < 1e-5

        def score(poses: Tensor) -> Tensor:
            return (features * teacher.pose_features(poses)).sum(-1)

        assert (score(optimised_rotations(teacher, features, starts)) > score(starts) + 0.05).all()
        assert (score(optimised_latents(teacher, features, prior, latents)) > score(prior.decode(latents)) + 0.01).all()

    def test_random_rotations_lie_about_the_mean(self):
        prior = small_prior()
        gap = rotation.angle_between(*(
            rotation.from_6d(poses.double().numpy().reshape(-1, 22, 6))
            for poses in (random_rotations(prior, 400, torch.Generator().manual_seed(0)), prior.mean[None])
        ))
        assert np.sqrt((gap**2).mean()) == pytest.approx(0.5 * np.sqrt(3), rel=0.05)

    def test_a_generator_gives_one_pose_a_text_and_always_the_same(self):
        model = small_pipeline().model
        features = small_teacher().text_features(["kneeling", "standing", "kneeling"])
        once, again = (generated(model.generator, model.prior, features) for _ in range(2))
        assert once.shape == (3, 132) and torch.equal(once, again) and not torch.equal(once[0], once[1])

    def test_generators_that_are_there_are_read(self, tmp_path):
        generator = PoseGenerator(GeneratorConfig(feature_width=24, width=16, blocks=1))
        header = {"config": asdict(generator.config), "provenance": {}}
        for name in ("ts", "nlc"):
            save_weights(tmp_path / f"pose_generator_{name}.safetensors", dict(generator.state_dict()), header)
        assert list(load_generators(tmp_path, 24)) == ["TS", "NLC"]
        with pytest.raises(WeightsError, match="trained with another CLPP"):
            load_generators(tmp_path, 256)
        save_weights(tmp_path / "pose_generator_tc.safetensors", {"nothing": torch.zeros(1)}, header)
        with pytest.raises(WeightsError, match="pose_generator_tc.safetensors” belongs to another version"):
            load_generators(tmp_path, 24)

    def test_k_means_finds_the_heaps(self):
        random = torch.Generator().manual_seed(0)
        heaps = torch.tensor([[0.0, 0], [10, 0], [0, 10]])
        points = heaps.repeat_interleave(50, 0) + 0.1 * torch.randn(150, 2, generator=random)
        centres = min((k_means(points, 3, torch.Generator().manual_seed(seed)) for seed in range(8)),
                      key=lambda found: float(torch.cdist(points, found).amin(1).sum()))
        assert torch.cdist(heaps, centres).amin(1).max() < 0.1

    def test_mirror_images_are_among_the_poses(self):
        rotations = standing(9).joint_rotations.copy()
        rotations[:, JOINT_INDEX["left_shoulder"]] = turn("z", np.array(60.0))
        poses, chances = poses_both_ways([clip(replace(standing(9), joint_rotations=rotations), 0)])
        heights = forward_kinematics(poses)[0][:, [JOINT_INDEX["left_wrist"], JOINT_INDEX["right_wrist"]], 1]
        assert (heights[:3, 0] > heights[:3, 1] + 0.5).all() and (heights[3:, 1] > heights[3:, 0] + 0.5).all()
        assert len(chances) == 6 and torch.allclose(chances[:3], chances[3:])

    def test_poses_of_clips_are_clustered_and_drawn(self, clips):
        found = clustered(clips[:2], 16)
        assert found.clusters.shape == (16, 132) and (clean(found.clusters) - found.clusters).abs().max() < 1e-5


@pytest.fixture(scope="module")
def evaluation(asked) -> Iterator[PoseEvaluation]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pose_baselines, "_STEPS", 2)
        for name, count in (("_PRIOR_SAMPLES", 20), ("_NOISES", 2), ("_TIMED", 3)):
            patch.setattr(pose_report, name, count)
        some, pipeline = few(asked, 4), small_pipeline()
        yield PoseEvaluation(pipeline, Told(some), some, TrainPoses(bodies(40), bodies(9)), {"TS": pipeline.model.generator})


@pytest.fixture(scope="module")
def report(evaluation) -> dict:
    return evaluation.report()


class TestReport:
    def test_every_system_stands_in_the_tables(self, report):
        json.dumps(report, allow_nan=False)
        assert list(report["systems"])[:3] == [REAL, "Random", MATCHING] and list(report["systems"])[-3:] == ["TS", OURS, SHIPPED]
        assert report["settings"]["missing"] == ["TC", "NC", "NTC", "NLC", "NTLC"] and report["settings"]["texts"] == 16
        assert report["systems"][REAL]["top 1"]["value"] == 1 and report["systems"][MATCHING]["in-distribution ratio"]["value"] == 1
        assert REAL not in report["blocks"][TYPED] and report["blocks"][NAMES][SHIPPED]["named"] is not None
        assert report["blocks"][WRITTEN[0]][REAL]["all claims"]["value"] == 1
        assert "Random" not in report["milliseconds"] and report["milliseconds"][SHIPPED] > 0
        assert report["nonsense"]["poses"] == 60 and 0 < report["seconds"]["1"]["median"] < 5
        assert set(report["telling"]) <= set(report["systems"]) and report["truth"]["sentences"] == 8 and 0 < report["truth"]["top 10"] <= 1
        table = pose_tables(report)
        for name in report["systems"]:
            assert table.count(f"| {name} |") >= 3, name
        assert "left out: TC, NC, NTC, NLC, NTLC." in table and "on 16 texts" in table and "8 sentences" in table

    def test_same_texts_same_figures(self, evaluation, report):
        again = replace(evaluation).report()
        assert again["systems"] == report["systems"] and again["candidates"] == report["candidates"]

    def test_candidates_that_are_all_alike_are_told(self, evaluation):
        class Alike:
            """Gives one pose eight times."""

            model, teacher, provenance = evaluation.model, evaluation.clpp, {}

            def __call__(self, request: PoseRequest) -> PoseCandidates:
                return PoseCandidates(standing(request.count).joint_rotations, np.zeros(request.count), np.zeros(request.count))

        report = replace(evaluation, pipeline=Alike()).report()
        assert report["candidates"]["apart"] == pytest.approx(0, abs=1e-4)
        assert report["systems"][SHIPPED]["top 1"]["value"] == 0 and report["systems"][SHIPPED]["sane"]["value"] == 1
        assert report["nonsense"]["shown sane"] == 1


class TestSheet:
    def test_pictures_stand_in_their_places_with_words_below(self):
        pictures = np.zeros((5, 2, 230, 230, 3), dtype=np.uint8)
        pictures[:, 0], pictures[4, 1] = 90, 200
        page = np.asarray(sheet(pictures, ["a"] * 4 + ["kneeling with the arms crossed over the chest and the head bowed very low"]))
        height, width = page.shape[0] // 2, page.shape[1] // 4
        assert (page[:230, :230] == 90).all() and (page[height : height + 230, 230:460] == 200).all()
        assert (page[height + 230 :, :width] < 100).any() and (page[height + 230 :, width:] == 244).all()

    def test_long_words_are_broken_between_words(self):
        font = ImageFont.load_default(19)
        text = "somebody hears a noise and listens with a hand behind the ear"
        lines = in_lines(text, font, 200)
        assert " ".join(lines) == text and len(lines) > 2 and all(font.getlength(line) <= 200 for line in lines)


class TestCommand:
    def test_missing_weights_are_a_sentence(self, tmp_path, capsys):
        assert command.main(["pose", "--data", str(tmp_path), "--weights", str(tmp_path)]) == 1
        assert "pose.safetensors” is missing" in capsys.readouterr().err

    def test_nothing_to_do_is_a_sentence(self, tmp_path, capsys):
        assert command.main(["pose", "--weights", str(tmp_path)]) == 1
        assert "Give --data" in capsys.readouterr().err
