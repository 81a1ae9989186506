"""Pictures of poses, CLIP's features of them, the encoder distilled from both, its file, Table 1; with a small random CLIP."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn.functional import normalize

from models.evaluation import clip_speed
from models.evaluation.clip_speed import random_clip, table1_markdown
from models.kinematics import forward_kinematics
from models.pose.clip_pipeline import ClipPipeline
from models.pose.clip_teacher import ClipTeacher, DistilledEncoder, agreement
from models.pose.pose_encoder import PoseEncoder, PoseEncoderConfig
from models.pose.prior import POSE_WIDTH, PosePrior
from models.pose.rendering import VIEWS
from models.skeleton import JOINT_INDEX, JOINT_NAMES, REST_POSITIONS
from models.text import TextEncoderUnavailable, clip
from models.training import clip_distillation_task
from models.training.clip_distillation_task import (
    ClipDistillationTask, build_task, cached_features, distillation_loss, sampled_poses,
)
from models.training.loop import parameter_count, train
from models.weights_file import WeightsError, load_weights

FRONT, LEFT, RIGHT = VIEWS.index(0), VIEWS.index(90), VIEWS.index(-90)
T_POSE = torch.eye(3)[:, :2].T.flatten().repeat(len(JOINT_NAMES))[None]


@pytest.fixture(scope="module")
def encoder():
    return random_clip()


@pytest.fixture(scope="module")
def pipeline(encoder):
    return ClipPipeline(encoder)


def poses_of_two_kinds(count: int, seed: int = 0) -> torch.Tensor:
    """Poses of the prior that differ in two ways alone, so that a few hundred are many."""
    prior = PosePrior.load()
    latents = torch.zeros(count, prior.config.latent_width)
    latents[:, :2] = torch.randn(count, 2, generator=torch.Generator().manual_seed(seed))
    return prior.decode(latents)


@pytest.fixture(scope="module")
def distilled(encoder, tmp_path_factory):
    """A whole run: 400 poses rendered, learned from, the file written."""
    folder = tmp_path_factory.mktemp("clpp")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clip_distillation_task, "sampled_poses", poses_of_two_kinds)
        task = build_task(folder, 5.0, encoder, most_poses=400)
    task.total_steps = 600
    train(task, folder, minutes=5)
    return folder, task


def bodies(pictures: np.ndarray) -> np.ndarray:
    """Where the body is in pictures (…, S, S, 3)."""
    return np.abs(pictures.astype(int) - pictures[..., :1, :1, :].astype(int)).max(axis=-1) > 40


def with_turn(joint: str, six: list[float]) -> torch.Tensor:
    pose = T_POSE.clone()
    pose[0, 6 * JOINT_INDEX[joint] : 6 * JOINT_INDEX[joint] + 6] = torch.tensor(six)
    return pose


def test_every_view_shows_the_whole_body_in_the_middle(pipeline):
    pictures = pipeline.pictures(torch.cat([T_POSE, sampled_poses(12)]))
    assert pictures.shape == (13, 5, 32, 32, 3) and pictures.dtype == np.uint8
    shown = bodies(pictures)
    assert not shown[:, :, [0, -1]].any() and not shown[..., [0, -1]].any()
    rows, columns = shown.any(axis=3), shown.any(axis=2)
    middles = [(mask.argmax(-1) + 31 - mask[..., ::-1].argmax(-1)) / 2 for mask in (rows, columns)]
    assert np.abs(np.array(middles) - 15.5).max() < 6  # a limb towards the camera is large
    assert rows.sum(-1).max() > 20


def test_the_views_are_front_and_both_sides(pipeline):
    """An arm stretched forward pushes the head out of the middle: to the right seen from its left, and the other way."""
    forward = with_turn("left_shoulder", [0.0, 0.0, 1.0, 0.0, 1.0, 0.0])
    assert forward_kinematics(forward)[0][0, JOINT_INDEX["left_wrist"], 2] > 0.3
    shown = bodies(pipeline.pictures(forward))[0]
    heads = [mask[mask.any(axis=1)][:2].any(axis=0).nonzero()[0].mean() - 15.5 for mask in shown]
    assert heads[LEFT] > 3 and heads[RIGHT] < -3
    assert heads[FRONT] > 1, "the character's right arm is still out, on the left of the picture"


def test_a_pose_and_its_mirror_image_mirror_the_pictures(pipeline):
    left, right = (bodies(pipeline.pictures(with_turn(f"{side}_hip", [1, 0, 0, 0, 0.5, 0.866])))[0] for side in ("left", "right"))
    assert (left[FRONT] != right[FRONT][:, ::-1]).mean() < 0.01
    assert (left[LEFT] != right[RIGHT][:, ::-1]).mean() < 0.01
    assert (left[FRONT] != right[FRONT]).mean() > 0.01


def test_the_body_is_shaded(pipeline):
    front = pipeline.pictures(T_POSE)[0, FRONT].astype(int)
    body = bodies(front)
    assert front[body].sum(axis=-1).std() > 20 and front[~body & (front.min(-1) > 230)].std() < 5


def test_equal_poses_give_equal_pictures_in_any_batch(pipeline):
    poses = sampled_poses(3)
    together, alone = pipeline.pictures(poses)[1].astype(int), pipeline.pictures(poses[1:2])[0].astype(int)
    # Skinning rounds otherwise in another batch, and a ray at an edge may just miss.
    assert np.abs(together - alone).mean() < 0.02
    assert np.abs(together - pipeline.pictures(poses)[2]).mean() > 1


def test_features_are_the_unit_mean_of_the_views(pipeline, encoder):
    poses = sampled_poses(2)
    features = pipeline.features(poses)
    torch.testing.assert_close(features.norm(dim=-1), torch.ones(2))
    open_clip = clip.import_open_clip()
    mean, deviation = (torch.tensor(values) for values in (open_clip.OPENAI_DATASET_MEAN, open_clip.OPENAI_DATASET_STD))
    pictures = torch.from_numpy(pipeline.pictures(poses)).float() / 255
    of_views = [encoder.model.encode_image(((view - mean) / deviation).permute(0, 3, 1, 2)) for view in pictures.unbind(1)]
    expected = normalize(torch.stack([normalize(view, dim=-1) for view in of_views]).mean(0), dim=-1)
    torch.testing.assert_close(features, expected.detach(), atol=1e-5, rtol=0)


def test_no_screen_and_no_graphics_library_are_needed():
    program = (
        "import sys, numpy as np\n"
        "from models.body import mannequin\nfrom models.pose.rendering import BodyRenderer\n"
        "figure = mannequin.build()\n"
        "print(BodyRenderer(figure.faces, 16)(figure.vertices[None]).std() > 1)\n"
        "maps = open('/proc/self/maps').read() if sys.platform == 'linux' else ''\n"
        "print(any(name in maps for name in ('libGL', 'libEGL', 'libX11')))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, env={"PATH": ""}, capture_output=True, text=True)
    assert done.stdout.split() == ["True", "False"], done.stderr


def test_the_pose_encoder_reads_a_pose_however_it_is_written():
    torch.manual_seed(0)
    network, poses = PoseEncoder(), sampled_poses(4)
    written = poses.clone().unflatten(-1, (-1, 6))
    written[..., 3:] += 0.3 * written[..., :3]
    written[..., :3] *= 1.7
    torch.testing.assert_close(network(written.flatten(-2)), network(poses), atol=1e-4, rtol=0)
    torch.testing.assert_close(network(poses.reshape(2, 2, POSE_WIDTH)).flatten(0, 1), network(poses))
    assert 4e5 < parameter_count([network]) < 6e5


def test_the_joints_of_the_rest_pose_are_where_the_skeleton_says():
    expected = torch.from_numpy(REST_POSITIONS - REST_POSITIONS[0])
    torch.testing.assert_close(forward_kinematics(T_POSE)[0][0], expected, atol=1e-6, rtol=0)


def test_the_loss_is_equation_3():
    loss, cosine = distillation_loss(torch.tensor([[3.0, 0.0], [1.0, 1.0]]), torch.tensor([[0.0, 4.0], [1.0, 1.0]]))
    assert float(loss) == pytest.approx((5.0 - 0.0 + 0.0 - 1.0) / 2) and float(cosine) == pytest.approx(0.5)


def test_distillation_learns_the_pipeline(distilled):
    """The cosine alone would say little: a random CLIP sees one body much like another, so the mean must be beaten as well."""
    folder, task = distilled
    figures = json.loads((folder / "clpp_clip.log.jsonl").read_text().splitlines()[-1])
    assert len(task.held_out[0]) == 50 and len(task.poses) == 350
    assert figures["cosine"] > 0.99
    assert figures["centred_cosine"] > 0.85 and figures["mse"] < 0.2 * figures["mean_mse"]


def test_more_poses_are_not_learned_by_heart():
    few, many = (ClipDistillationTask("a CLIP", torch.zeros(count, POSE_WIDTH), torch.rand(count, 4)) for count in (400, 20_000))
    assert few.total_steps == 300 and many.total_steps == 30 * (20_000 - 1024) // 256


def test_the_teacher_comes_back_from_its_file(distilled, encoder, pipeline):
    folder, task = distilled
    teacher = ClipTeacher.load(folder / "clpp_clip.safetensors", encoder)
    assert teacher.width == encoder.width and teacher.provenance["poses"] == 350
    texts = teacher.text_features(["a person kneels", "arms up"])
    poses = task.held_out[0][:8].clone().requires_grad_()
    features = teacher.pose_features(poses)
    for made in (texts, features):
        torch.testing.assert_close(made.norm(dim=-1), torch.ones(len(made)))
    assert torch.equal(texts, encoder.encode(["a person kneels", "arms up"]).pooled)
    wanted = pipeline.features(poses)
    assert agreement(features.detach(), wanted, task.mean)["explained"] > 0.5
    torch.testing.assert_close(features, normalize(task.module.eval()(poses), dim=-1), atol=1e-3, rtol=0)
    (features[:, 0].sum()).backward()
    assert poses.grad.norm() > 0


def test_a_file_of_another_clip_or_version_is_refused(distilled, encoder, tmp_path):
    path = distilled[0] / "clpp_clip.safetensors"
    other = clip.ClipEncoder(encoder.model, encoder.tokenizer, "another CLIP")
    with pytest.raises(WeightsError, match="was made for a small CLIP with random weights, not for another CLIP"):
        ClipTeacher.load(path, other)
    with pytest.raises(WeightsError, match="missing"):
        ClipTeacher.load(tmp_path / "none.safetensors", encoder)
    DistilledEncoder(PoseEncoderConfig(width=8, blocks=1, feature_width=4)).save(tmp_path / "x.safetensors", "a small CLIP", {})
    with pytest.raises(WeightsError, match="was made for a small CLIP, not"):
        ClipTeacher.load(tmp_path / "x.safetensors", encoder)


def test_without_internet_the_real_clip_gets_a_sentence(monkeypatch, tmp_path):
    class Offline:
        def create_model(self, *_, **__):
            raise RuntimeError("Failed to download weights")

    monkeypatch.setattr(clip, "import_open_clip", Offline)
    with pytest.raises(TextEncoderUnavailable, match="clip-vit-b-32 could not be downloaded. Connect to the internet"):
        build_task(tmp_path, 1.0)


class Counting:
    """A pipeline whose feature of a pose is its first numbers, and that counts what it is asked; it can break off."""

    width = 8

    def __init__(self, encoder, breaks_after: int | None = None):
        self.encoder, self.asked, self.breaks_after = encoder, 0, breaks_after

    def features(self, poses):
        if self.breaks_after is not None and self.asked >= self.breaks_after:
            raise KeyboardInterrupt
        self.asked += len(poses)
        return poses[:, : self.width]


def test_rendering_that_was_stopped_goes_on(encoder, tmp_path):
    poses = sampled_poses(100)
    stopped = Counting(encoder, breaks_after=48)
    with pytest.raises(KeyboardInterrupt):
        cached_features(stopped, poses, tmp_path, 5.0)
    [path] = tmp_path.glob("clpp_clip.*.features")
    path.write_bytes(path.read_bytes() + b"half a row")
    again = Counting(encoder)
    assert torch.equal(cached_features(again, poses, tmp_path, 5.0), poses[:, :8])
    assert (stopped.asked, again.asked) == (48, 52)
    assert torch.equal(cached_features(again, poses[:70], tmp_path, 5.0), poses[:70, :8]) and again.asked == 52


def test_the_time_limit_leaves_what_there_is(encoder, tmp_path):
    assert len(cached_features(Counting(encoder), sampled_poses(200), tmp_path, 0.0)) == 64


def test_features_of_another_clip_or_prior_are_not_taken(encoder, tmp_path, monkeypatch):
    poses = sampled_poses(64)
    cached_features(Counting(encoder), poses, tmp_path, 5.0)
    other = Counting(clip.ClipEncoder(encoder.model, encoder.tokenizer, "another CLIP"))
    cached_features(other, poses, tmp_path, 5.0)
    (tmp_path / "prior").write_bytes(b"another prior")
    monkeypatch.setattr(clip_distillation_task, "WEIGHTS", tmp_path)
    monkeypatch.setattr(clip_distillation_task, "PRIOR_FILE", "prior")
    third = Counting(encoder)
    cached_features(third, poses, tmp_path, 5.0)
    assert other.asked == third.asked == 64


def test_agreement_of_the_mean_itself_is_nothing():
    wanted = torch.randn(50, 6, generator=torch.Generator().manual_seed(0)) + 5
    mean = wanted.mean(dim=0)
    figures = agreement(mean.expand_as(wanted), wanted, mean)
    assert figures["cosine"] == figures["mean_cosine"] > 0.95
    assert figures["explained"] == pytest.approx(0, abs=1e-6) and figures["centred_cosine"] == pytest.approx(0, abs=1e-6)
    perfect = agreement(wanted, wanted, mean)
    assert perfect["explained"] == 1 and perfect["centred_cosine"] == pytest.approx(1)


def test_table_1(distilled, encoder, pipeline, monkeypatch):
    teacher = ClipTeacher.load(distilled[0] / "clpp_clip.safetensors", encoder)
    monkeypatch.setattr(clip_speed, "sampled_poses", poses_of_two_kinds)
    monkeypatch.setattr(clip_speed, "_PIPELINE_BATCHES", (1, 24))
    monkeypatch.setattr(clip_speed, "_ENCODER_BATCHES", (64, 8192))
    near = clip_speed.nearness(pipeline, teacher, count=48)
    assert near["explained"] > 0.7 and near["cosine"] > 0.99 and near["trained_on"] == 350
    report = {**clip_speed.cost(pipeline, teacher.distilled), **near, "stand_in": encoder.name}
    assert json.loads(json.dumps(report)) == report
    assert report["original"]["seconds"] > 10 * report["distilled"]["seconds"]
    if sys.platform == "linux":
        assert report["distilled"]["largest_batch"] > report["original"]["largest_batch"] > 1
    table = table1_markdown(report)
    assert "5 views" in table and "The mean feature" in table and "not at hand here" in table
    unmeasured = {name: {**report[name], "bytes": None, "largest_batch": None} for name in ("original", "distilled")}
    assert "| – | – |" in table1_markdown({**report, **unmeasured, "stand_in": None})
