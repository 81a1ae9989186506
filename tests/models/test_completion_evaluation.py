"""Completion's figures on motions with known answers, the baselines on small random networks, and the command from end to end."""
from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import torch

from models import rotation
from models.completion.request import Completion, CompletionRequest, PoseConstraint
from models.evaluation import __main__ as command
from models.evaluation import card, completion_report
from models.evaluation.completion_baselines import interpolated, optimised
from models.evaluation.completion_cases import EXACT_PINS, PARTS, exactness_cases, table_cases, usable
from models.evaluation.completion_measured import Reference, completion_figures, k_pose_figure
from models.evaluation.completion_metrics import (
    accelerations, k_pose, mean_jerk, mean_speed, near_pins, own_ranks, pin_gap, pose_vectors,
)
from models.evaluation.completion_report import EXACT, REAL, CompletionEvaluation
from models.evaluation.completion_tables import completion_tables
from models.evaluation.judge import JUDGE, MotionJudge
from models.features import decode, encode, headings
from models.io.bvh import MotionFileError
from models.lead.config import STARTER, VAEConfig
from models.lead.pipeline import LeadModel
from models.lead.vae import ConvolutionalVAE, build_vae
from models.motion import Motion
from models.normalization import Normalization
from models.pose.prior import PosePrior
from models.skeleton import JOINT_INDEX, JOINT_NAMES
from models.training.data import Clip
from models.training.loop import parameter_count, train
from models.training.motion_judge_task import build_task
from models.training.pose_prior_task import build_task as pose_prior_task
from models.training.sequences import TrainingSequence
from models.weights_file import WeightsError, save_weights
from tests.models.synthetic import standing, turn, walking


def clip(motion: Motion, number: int = 0, split: str = "test") -> Clip:
    return Clip(f"made/{number}.bvh", "walk", "normal", "", split, False, motion)


def walks(count: int = 6, frames: int = 80) -> list[Motion]:
    return [walking(frames + 7 * number, turning=12 * number, stride=15 + 4 * number) for number in range(count)]


def sequences(motions) -> list[TrainingSequence]:
    return [TrainingSequence(encode(motion)[0], ("a person walks",), "walk", "anywhere") for motion in motions]


def small_judge() -> MotionJudge:
    torch.manual_seed(0)
    vae = ConvolutionalVAE(VAEConfig(latent_width=4, frames_per_latent=4, encoder_width=8, decoder_width=8))
    return MotionJudge(vae, scale_of(walks(2))).eval().requires_grad_(False)


def scale_of(motions) -> Normalization:
    return Normalization.of(np.concatenate([encode(motion)[0] for motion in motions]))


def small_lead(width: int, spread: float) -> LeadModel:
    """LEAD with an untrained small VAE and nothing else; latents are `spread` wide."""
    config = replace(STARTER, vae=VAEConfig(latent_width=8, frames_per_latent=4, encoder_width=width, decoder_width=width))
    torch.manual_seed(0)
    vae = build_vae(config.vae).eval().requires_grad_(False)
    return LeadModel(config, vae, None, None, scale_of(walks(3)), torch.zeros(8), torch.full((8,), spread), {})


def bent(motion: Motion, frames: slice, joint: str, degrees: float) -> Motion:
    rotations = motion.joint_rotations.copy()
    rotations[frames, JOINT_INDEX[joint]] = rotation.multiply(rotations[frames, JOINT_INDEX[joint]], turn("x", np.array(degrees)))
    return replace(motion, joint_rotations=rotations)


def pin_of(motion: Motion, frame: int, joints=JOINT_NAMES, root: bool = True) -> PoseConstraint:
    mask = np.isin(JOINT_NAMES, joints)
    return PoseConstraint(frame, motion.root_translation[frame], motion.joint_rotations[frame], mask, root)


class Slerped:
    """A pipeline that holds the nearest pin and fills what is not pinned with standing; `raw` bends an elbow by 10 degrees."""

    provenance = {"step": 1}

    def __call__(self, request: CompletionRequest) -> Completion:
        pins = {pin.frame: pin for pin in request.constraints}
        base = standing(request.frames)
        translation, rotations = base.root_translation.copy(), base.joint_rotations.copy()
        for frame in range(request.frames):
            pin = pins[min(pins, key=lambda other: abs(other - frame))]
            rotations[frame, pin.joint_mask] = pin.joint_rotations[pin.joint_mask]
            if pin.root_mask:
                translation[frame] = pin.root_translation
        return Completion([Motion(translation, rotations, request.fps)], (), ())

    def raw(self, request: CompletionRequest) -> list[Motion]:
        return [bent(self(request).motions[0], slice(None), "left_elbow", 10.0)]


class TestAtThePins:
    def test_k_pose_takes_the_nearest_frame_wherever_it_is(self):
        motion = standing(40)
        asked = bent(motion, slice(10, 11), "left_elbow", 30.0)
        pins = pose_vectors(asked.joint_rotations[[10]])
        assert k_pose(pose_vectors(asked.joint_rotations), pins) == pytest.approx(0, abs=1e-9)
        late = bent(motion, slice(35, 36), "left_elbow", 30.0)
        assert k_pose(pose_vectors(late.joint_rotations), pins) == pytest.approx(0, abs=1e-4)
        assert k_pose(pose_vectors(motion.joint_rotations), pins) == pytest.approx(100 * np.radians(30), rel=1e-4)

    def test_k_pose_is_the_mean_over_pins_and_does_not_look_at_the_pelvis(self):
        motion = standing(20)
        asked = bent(bent(motion, slice(3, 4), "left_knee", 20.0), slice(9, 10), "pelvis", 90.0)
        pins = pose_vectors(asked.joint_rotations[[3, 9]])
        assert k_pose(pose_vectors(motion.joint_rotations), pins) == pytest.approx(100 * np.radians(20) / 2, rel=1e-4)

    def test_gap_is_zero_where_the_pin_is_and_only_there(self):
        motion = walking(40)
        assert pin_gap(motion, pin_of(motion, 20)) == (0.0, 0.0)
        late = replace(pin_of(motion, 20), frame=28)
        assert pin_gap(motion, late)[0] > 5 and pin_gap(motion, late)[1] > 10

    def test_gap_is_the_largest_of_what_is_pinned(self):
        motion = standing(10)
        pins = [pin_of(motion, 4), pin_of(motion, 4, ("left_elbow", "left_wrist"), False), pin_of(motion, 4, ("pelvis",), True)]
        made = bent(bent(motion, slice(None), "right_knee", 40.0), slice(None), "left_elbow", 10.0)
        made = replace(made, root_translation=made.root_translation + np.array([0.0, 0, 0.03], dtype=np.float32))
        whole, arm, root = (pin_gap(made, pin) for pin in pins)
        joints = motion.joint_positions()[0]
        shin = np.linalg.norm(joints[JOINT_INDEX["right_knee"]] - joints[JOINT_INDEX["right_foot"]])
        assert whole[0] == pytest.approx(40, abs=1e-3) and whole[1] == pytest.approx(200 * shin * np.sin(np.radians(20)), abs=4)
        assert arm[0] == pytest.approx(10, abs=1e-3) and np.isnan(arm[1])
        assert root[0] == pytest.approx(0, abs=1e-3) and root[1] == pytest.approx(3, abs=1e-3)


class TestMatching:
    def test_rank_counts_nearer_frames_of_others(self):
        gallery = [np.array([[0.0], [10.0]]), np.array([[4.0], [4.5], [20.0]]), np.array([[5.2]])]
        assert own_ranks(np.array([[0.1], [5.0], [5.0], [5.0]]), [0, 0, 1, 2], gallery).tolist() == [0, 3, 1, 0]

    def test_a_tie_is_found(self):
        assert own_ranks(np.array([[1.0]]), [1], [np.array([[1.0]]), np.array([[1.0]])]).tolist() == [0]


class TestMovement:
    def test_speed_jerk_and_acceleration_of_known_paths(self):
        time = np.arange(40) / 30
        path = np.zeros((40, 22, 3))
        path[..., 0] = time[:, None] ** 3
        assert accelerations(path, 30)[9] == pytest.approx(np.full(22, 6 * time[10]), rel=1e-6)
        assert mean_jerk(path, 30) == pytest.approx(6, rel=1e-6)
        assert mean_speed(path, 30) == pytest.approx(time[-1] ** 3 / time[-1], rel=1e-6)

    def test_near_pins_are_the_frames_within_three_of_one(self):
        frame = np.arange(1.0, 31)[:, None] * np.ones(22)
        assert near_pins(frame, [10])[:, 0].tolist() == [7, 8, 9, 10, 11, 12, 13]
        assert near_pins(frame, [0, 1])[:, 0].tolist() == [1, 2, 3, 4]
        assert near_pins(frame, [31])[:, 0].tolist() == [28, 29, 30]


class TestCases:
    def test_pins_are_the_clip_s_own_and_always_the_same(self):
        motions = walks()
        one, three = table_cases(motions, 1), table_cases(motions, 3)
        for first, all_three, again in zip(one, three, table_cases(motions, 3)):
            frames = [pin.frame for pin in all_three.request.constraints]
            assert len(set(frames)) == 3 and first.request.constraints[0].frame in frames
            assert frames == [pin.frame for pin in again.request.constraints]
            assert all(pin.whole and pin_gap(all_three.motion, pin) == (0, 0) for pin in all_three.request.constraints)
            all_three.request.check()
        frames = [case.request.constraints[0].frame for case in one]
        assert len(set(frames)) > 3 and max(frames) > 40

    def test_long_clips_are_cropped_and_short_ones_left_out(self):
        assert [len(motion) for motion in usable([clip(standing(20)), clip(standing(21)), clip(standing(400))])] == [21, 300]

    def test_exactness_asks_for_every_part_at_several_rates(self):
        asked = list(exactness_cases([standing(45), standing(150), standing(150)]))
        assert len(asked) == 3 * len(PARTS) * len(EXACT_PINS)
        assert {case.request.fps for _, _, case in asked} == {24.0, 30.0, 60.0}
        assert min(len(case.request.constraints) for _, pins, case in asked if pins == 50) == 36
        for part, _, case in asked:
            case.request.check()
            joints, root = PARTS[part]
            assert case.request.constraints[0].joint_mask.sum() == len(joints) and case.request.constraints[0].root_mask == root


class TestFigures:
    @pytest.fixture
    def motions(self):
        return walks()

    def compared(self, motions, made, pins=2):
        cases = table_cases(motions, pins)
        return Reference(motions, small_judge()).compare(cases, made, range(len(made)))

    def test_real_clips_are_as_real_clips(self, motions):
        columns = self.compared(motions, motions)
        figures = completion_figures([columns, columns])
        for name in ("in-distribution ratio", "energy", "jerk", "foot skate ratio", "top 1"):
            assert figures[name].value == pytest.approx(1), name
        assert k_pose_figure(columns).value == pytest.approx(0, abs=1e-9)
        assert figures["degrees"].value == figures["cm"].value == 0
        assert figures["above all"].value < 0.2 and figures["above own"].value < 0.2

    def test_standing_still_has_no_energy_and_is_not_found(self, motions):
        figures = completion_figures([self.compared(motions, [standing(len(motion)) for motion in motions])])
        assert figures["energy"].value < 1e-6 and figures["jerk"].value < 1e-3 and figures["foot skate ratio"].value < 1e-6
        assert figures["degrees"].value > 5

    def test_twice_as_fast_has_twice_the_energy(self, motions):
        fast = [motion[::2] for motion in motions]
        cases = table_cases(fast, 1)
        slow = Reference([motion[: len(other)] for motion, other in zip(motions, fast)], small_judge())
        assert completion_figures([slow.compare(cases, fast, range(len(fast)))])["energy"].value == pytest.approx(2, rel=0.1)

    def test_a_pop_at_the_pin_shows_and_one_elsewhere_does_not(self, motions):
        cases = table_cases(motions, 1)
        frames = [case.request.constraints[0].frame for case in cases]
        reference = Reference(motions, small_judge())
        at_pin = [bent(motion, slice(frame, frame + 1), "left_shoulder", 20.0) for motion, frame in zip(motions, frames)]
        away = [(frame + len(motion) // 2) % len(motion) for motion, frame in zip(motions, frames)]
        elsewhere = [bent(motion, slice(frame, frame + 1), "left_shoulder", 20.0) for motion, frame in zip(motions, away)]
        plain, popped, far = (
            completion_figures([reference.compare(cases, made, range(len(made)))]) for made in (motions, at_pin, elsewhere)
        )
        for name in ("above all", "above own", "peak"):
            assert popped[name].value > plain[name].value + 0.02, name
            assert far[name].value == plain[name].value, name

    def test_a_subset_is_sought_among_the_real_clips_of_the_others(self, motions):
        reference, cases = Reference(motions, small_judge()), table_cases(motions, 1)
        columns = reference.compare([cases[4]], [motions[4]], [4])
        assert columns["top 1"] == 1 and columns["real error"] == reference.errors[4]
        assert reference.compare([cases[4]], [standing(len(motions[4]))], [4])["top 1"] == 0


class TestJudge:
    def test_it_learns_and_tells_jitter_from_motion(self, tmp_path):
        motions = walks(5, 100)
        task = build_task(sequences(motions), sequences(walks(2, 120)))
        task.batch, task.total_steps, task.window = 6, 90, 64
        before = MotionJudge(task.module, task.normalization).errors(motions[:2]).mean()
        train(task, tmp_path, minutes=2)
        judge = MotionJudge.load(tmp_path / "motion_judge.safetensors")
        noise = [0.05 * np.random.default_rng(0).normal(size=motion.joint_rotations.shape) for motion in motions[:2]]
        jittery = [replace(motion, joint_rotations=rotation.normalize(motion.joint_rotations + shake))
                   for motion, shake in zip(motions, noise)]
        errors = judge.errors(motions[:2])
        assert errors.mean() < 0.6 * before
        assert (judge.errors(jittery) > 1.5 * errors).all()
        assert "val_error" in json.loads((tmp_path / "motion_judge.log.jsonl").read_text().splitlines()[-1])

    def test_size_and_files_of_another_version(self, tmp_path):
        assert parameter_count([build_vae(JUDGE)]) <= 1_000_000
        save_weights(tmp_path / "motion_judge.safetensors", {"nothing": torch.zeros(1)}, {"config": {}, "provenance": {}})
        with pytest.raises(WeightsError, match="another version"):
            MotionJudge.load(tmp_path / "motion_judge.safetensors")


@pytest.fixture(scope="module")
def prior(tmp_path_factory) -> PosePrior:
    torch.manual_seed(0)
    task = pose_prior_task(sequences(walks()), sequences(walks(1)))
    task.batch, task.total_steps = 96, 200
    out = tmp_path_factory.mktemp("prior")
    train(task, out, minutes=2)
    return PosePrior.load(out / "pose_prior.safetensors")


class TestBaselines:
    def test_interpolation_meets_its_pins_nearly_and_their_places_exactly(self, prior):
        motion = walking(120, turning=80).placed((1.0, 2.0), 2.5)
        pins = tuple(pin_of(motion, frame) for frame in (90, 10, 50))
        made = interpolated(prior, CompletionRequest(120, 30.0, pins))
        assert len(made) == 120
        for pin in pins:
            found = made.joint_rotations[pin.frame]
            gap = rotation.angle_between(found.astype(np.float64), pin.joint_rotations.astype(np.float64))
            assert np.degrees(gap).mean() < 4
            assert np.abs(made.root_translation[pin.frame] - pin.root_translation).max() < 1e-5
        halfway = (motion.root_translation[10] + motion.root_translation[50]) / 2
        assert np.abs(made.root_translation[30] - halfway).max() < 1e-5
        # The heading goes on past half a turn the short way round.
        assert np.degrees(np.abs(headings(made)[30] - headings(motion)[30])) < 3

    def test_interpolation_holds_the_pose_outside_the_pins(self, prior):
        motion = walking(60)
        made = interpolated(prior, CompletionRequest(60, 30.0, (pin_of(motion, 20),)))
        assert np.abs(made.joint_positions() - made.joint_positions()[0]).max() < 1e-6

    def test_latent_search_comes_nearer_and_stands_at_the_first_pin(self):
        model = small_lead(16, 4.0)
        # A motion that the decoder can make: an untrained one makes no walk.
        latents = torch.randn(1, 10, 8, generator=torch.Generator().manual_seed(1))
        motion = decode(model.features(latents, 40)[0].numpy()).placed((2.0, 1.0), 1.0)
        requests = [CompletionRequest(frames, 30.0, (pin_of(motion, 30), pin_of(motion, 12))) for frames in (40, 44)]
        gaps = [np.mean([np.linalg.norm(pose_vectors(made.joint_rotations[pin.frame]) - pose_vectors(pin.joint_rotations))
                         for made, request in zip(optimised(model, requests, steps), requests) for pin in request.constraints])
                for steps in (1, 100)]
        assert gaps[1] < 0.7 * gaps[0]
        for made, request in zip(optimised(model, requests, 3), requests):
            assert len(made) == request.frames
            assert np.abs(made.root_translation[12, [0, 2]] - motion.root_translation[12, [0, 2]]).max() < 1e-5
            assert headings(made)[12] == pytest.approx(headings(motion)[12], abs=1e-5)


@pytest.fixture
def evaluation(monkeypatch):
    """The evaluation of six made-up walks, latent search short."""
    monkeypatch.setattr(completion_report, "_SEARCHED", 2)
    monkeypatch.setattr(completion_report, "_SEARCH_STEPS", 2)
    monkeypatch.setattr(completion_report, "_EXACT_MOTIONS", 3)
    clips = [clip(motion, number) for number, motion in enumerate(walks())] + [clip(standing(90), 99, "train")]
    return CompletionEvaluation(Slerped(), small_lead(8, 1.0), PosePrior().eval(), small_judge(), clips, "test")


class TestReport:
    def test_every_system_stands_in_the_tables(self, evaluation):
        report = evaluation.report()
        assert report["settings"]["clips"] == 6 and report["settings"]["searched"] == 2
        exact, raw = report["systems"][EXACT], report["systems"]["Ours, raw"]
        assert [exact[name]["value"] for name in ("K-pose 3", "degrees", "cm", "top 1")] == [0, 0, 0, 1]
        assert raw["degrees"]["value"] == pytest.approx(10, abs=1e-3) and raw["K-pose 1"]["value"] > 1
        assert report["systems"][REAL]["energy"]["value"] == 1
        assert set(report["by pins"][EXACT]) == {"1", "2", "3"}
        assert report["exactness"]["root only"]["50"] == {"degrees": 0.0, "cm": 0.0}
        assert report["exactness"]["an arm"]["1"] == {"degrees": 0.0, "cm": None}
        assert REAL not in report["milliseconds"] and report["milliseconds"]["AvatarCLIP"] > 0
        json.dumps(report, allow_nan=False)
        table = completion_tables(report)
        for name in report["systems"]:
            assert f"| {name} |" in table
        assert "| an arm | 0.00° | 0.00° |" in table and "| root only | 0.00° / 0.00 cm |" in table and "6 clips" in table

    def test_what_misses_its_pins_is_told(self, evaluation):
        class Missing(Slerped):
            """Every other frame's elbow is off."""

            def __call__(self, request):
                return Completion([bent(super().__call__(request).motions[0], slice(0, None, 2), "right_elbow", 3.0)], (), ())

        exactness = replace(evaluation, pipeline=Missing()).exactness()
        assert exactness["whole body"]["10"]["degrees"] == pytest.approx(3, abs=1e-3)
        assert exactness["the legs"]["10"]["degrees"] == 0

    def test_limit_takes_so_many_spread_evenly(self, evaluation):
        few = replace(evaluation, limit=3)
        assert [len(motion) for motion in few.motions] == [len(evaluation.motions[row]) for row in (0, 2, 5)]

    def test_a_split_without_clips_is_a_sentence(self, evaluation):
        with pytest.raises(MotionFileError, match="no clip of 0.7 seconds"):
            replace(evaluation, clips=[clip(standing(15))])

    def test_the_card_gets_the_table_and_keeps_the_rest(self, tmp_path):
        path = tmp_path / "MODEL_CARD.md"
        path.write_text("# Card\n\n<!-- completion table -->\nold\n<!-- /completion table -->\n\n## What is weak\n")
        card.rewrite(path, "completion", "new")
        assert path.read_text() == "# Card\n\n<!-- completion table -->\nnew\n<!-- /completion table -->\n\n## What is weak\n"

    def test_missing_weights_are_a_sentence(self, tmp_path, capsys):
        assert command.main(["completion", "--data", str(tmp_path), "--weights", str(tmp_path)]) == 1
        assert "motion_judge.safetensors” is missing" in capsys.readouterr().err
