"""CLPP: what matches counts, texts and poses find each other after a little training, the generator makes what a text asks for."""
from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace

import pytest
import torch

from models.evaluation.pose_metrics import rebuilt
from models.lead.config import TransformerConfig
from models.pose.clpp import ClppConfig, SentenceTeacher, contrastive_loss
from models.pose.generator import GeneratorConfig
from models.pose.pose_encoder import PoseEncoderConfig
from models.pose.prior import PosePrior, clean
from models.text import load_text_encoder
from models.training.clpp_claims_task import ClppClaimsTask
from models.training.clpp_task import ClppTask
from models.training.clpp_words_task import ClppWordsTask
from models.training.loop import train
from models.training.pose_generator_task import PoseGeneratorTask, Variant
from models.training.pose_stages import VARIANTS, go_on, load_clpp
from models.training.poses.described import DescribedPoses
from models.training.text_table import TextTable
from models.weights_file import load_weights, save_weights

TEXTS = ("left arm up", "right arm up", "both knees bent", "leaning far forward", "lying on the back", "head turned to the left")


@pytest.fixture(scope="module")
def encoder():
    return load_text_encoder("minilm")


@pytest.fixture(scope="module")
def described():
    """Six bunches of poses of the shipped prior, each with its own claim and sentence; the last sentence of each is true of two."""
    prior, generator = PosePrior.load(), torch.Generator().manual_seed(0)
    centres = 1.3 * torch.randn(len(TEXTS), 32, generator=generator)
    latents = (centres[:, None] + 0.2 * torch.randn(len(TEXTS), 8, 32, generator=generator)).flatten(0, 1)
    claims = torch.eye(len(TEXTS), dtype=torch.bool).repeat_interleave(8, dim=0)
    pose_of = torch.arange(len(latents))
    texts = tuple(text for text in TEXTS for _ in range(8))
    with torch.no_grad():
        poses = prior.decode(latents)
    nothing = torch.full((len(latents),), -1)
    return DescribedPoses(poses, claims, nothing, texts, pose_of, claims.clone(), nothing, torch.ones(len(latents)))


@pytest.fixture(scope="module")
def trained(described, encoder, tmp_path_factory):
    small = ClppConfig(head=TransformerConfig(layers=1, heads=2, width=32, feed_forward=64, dropout=0.0),
                       pose_encoder=PoseEncoderConfig(feature_width=32, width=64, blocks=1), claims=len(TEXTS))
    task = ClppTask(described, described, TextTable.of(TEXTS, encoder), small, batch=48, learning_rate=3e-3, total_steps=60)
    out = tmp_path_factory.mktemp("clpp")
    train(task, out, minutes=1)
    task.module.eval().requires_grad_(False)
    return task, json.loads((out / "clpp.log.jsonl").read_text().splitlines()[-1]), out


def test_a_true_sentence_is_no_mistake():
    logits = torch.tensor([[3.0, 5.0, 0.0], [0.0, 5.0, 0.0], [0.0, 0.0, 5.0]])
    alone = contrastive_loss(logits, torch.eye(3, dtype=torch.bool))
    both = torch.eye(3, dtype=torch.bool)
    both[0, 1] = True
    assert float(contrastive_loss(logits, both)) < float(alone)


def test_pairs_of_which_nobody_knows_do_not_count():
    logits = torch.tensor([[1.0, 9.0], [0.0, 1.0]], requires_grad=True)
    ignored = torch.tensor([[False, True], [False, False]])
    contrastive_loss(logits, torch.eye(2, dtype=torch.bool), ignored).backward()
    assert float(logits.grad[0, 1]) == 0 and float(logits.grad[1, 0]) != 0


def test_a_sentence_matches_every_pose_of_which_all_is_true():
    claims = torch.tensor([[1, 0], [1, 1], [0, 1]], dtype=torch.bool)
    required = torch.tensor([[1, 0], [1, 1], [0, 1]], dtype=torch.bool)
    nothing = torch.full((3,), -1)
    described = DescribedPoses(torch.zeros(3, 132), claims, nothing, ("a", "a and b", "b"), torch.arange(3), required, nothing, torch.ones(3))
    true, unknown = described.matches(torch.arange(3))
    assert true.tolist() == [[True, True, False], [False, True, False], [False, True, True]] and not unknown.any()


def test_a_clips_caption_says_nothing_of_poses_of_its_content_or_of_no_clip():
    claims = torch.tensor([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=torch.bool)
    content = torch.tensor([0, 0, 1, -1])
    described = DescribedPoses(torch.zeros(4, 132), claims, content, ("walks", "walks sadly", "waves", "hand up"), torch.arange(4), claims,
                               content, torch.ones(4))
    true, unknown = described.matches(torch.arange(4))
    assert unknown[0].tolist() == [False, True, False, True] and unknown[2].tolist() == [False, False, False, True]
    assert not (true & unknown).any()


def test_texts_and_poses_find_each_other(trained):
    assert trained[1]["pose_top1"] > 0.9 and trained[1]["text_top1"] > 0.9


def test_the_text_head_learns_what_texts_claim(described, trained):
    clpp = deepcopy(trained[0].module)
    task = ClppClaimsTask(clpp, described, described, trained[0].table)
    optimizer = torch.optim.Adam(task.module.parameters(), lr=0.03)
    for step in range(80):
        loss, _ = task.loss(step, torch.Generator().manual_seed(step))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    told = task.validate(task.module)
    assert told["claims_told"] > 0.9 and told["claims_true"] > 0.9


def test_more_words_are_learned_and_the_poses_side_stays(described, encoder, trained, tmp_path):
    other = dict(zip(TEXTS, ("hoist the port limb", "hoist the starboard limb", "flex those legs", "bow down low", "face the ceiling flat", "glance to port")))
    further = replace(described, texts=tuple(other[text] for text in described.texts))
    clpp = deepcopy(trained[0].module)
    task = ClppWordsTask(clpp, further, further, TextTable.of(other.values(), encoder), batch=48, learning_rate=3e-3, total_steps=60)
    before = task.validate(task.module.eval())
    train(task, tmp_path, minutes=1)
    after = json.loads((tmp_path / "clpp_words.log.jsonl").read_text().splitlines()[-1])
    assert after["pose_top1"] > before["pose_top1"] + 0.1
    saved = load_clpp(tmp_path / "clpp_words.safetensors")
    assert torch.equal(saved.pose_encoder.enter.weight, clpp.pose_encoder.enter.weight.half().float())


def test_training_goes_on_with_the_weights_that_lie_there(described, trained):
    """Also with those of a CLPP that told no claims yet."""
    task, _, out = trained
    further = ClppTask(described, described, task.table, replace(task.config, claims=3))
    further.name = "clpp"
    tensors, header = load_weights(out / "clpp.safetensors")
    save_weights(out / "clpp.safetensors", {name: value for name, value in tensors.items() if ".claims." not in name}, header)
    go_on(further, out)
    assert torch.equal(further.module.text_head.words.weight, tensors["text_head.words.weight"])


def test_the_same_seed_trains_the_same(described, encoder, trained, tmp_path):
    again = ClppTask(described, described, trained[0].table, trained[0].config, batch=48, learning_rate=3e-3, total_steps=60)
    train(again, tmp_path, minutes=1)
    assert torch.equal(again.module.log_scale, trained[0].module.log_scale)


def test_the_config_survives_its_file():
    config = ClppConfig(pose_encoder=PoseEncoderConfig(feature_width=96))
    assert ClppConfig.from_dict(json.loads(json.dumps(config.to_dict()))) == config


@pytest.mark.parametrize("letters", VARIANTS)
def test_every_row_of_the_papers_table_is_trained_as_its_letters_say(letters):
    rule = Variant.named(letters)
    assert (rule.texts, rule.noise) == ("T" in letters, "N" in letters)
    assert rule.contrastive != ("S" in letters) and rule.norm == ("L" in letters) and rule.examples == ("E" in letters)


def generator_task(trained, encoder, variant: str) -> PoseGeneratorTask:
    task, _, _ = trained
    teacher = SentenceTeacher(encoder, task.module)
    config = GeneratorConfig(feature_width=32, width=64, blocks=1)
    return PoseGeneratorTask(teacher, PosePrior.load(), task.described, teacher.text_features(task.described.texts), teacher.text_features(TEXTS),
                             variant, batch=64, learning_rate=3e-3, total_steps=120, config=config)


def test_the_generator_makes_what_the_text_asks_for_and_not_always_the_same(trained, encoder, tmp_path):
    task = generator_task(trained, encoder, "NTLC")
    before = task.validate(task.module)
    train(task, tmp_path, minutes=1)
    after = json.loads((tmp_path / "pose_generator_ntlc.log.jsonl").read_text().splitlines()[-1])
    assert after["score"] > before["score"] + 0.3 and after["top1"] > 0.9
    features = task.texts[:1].expand(8, -1)
    variety = torch.randn(8, task.config.variety_width, generator=torch.Generator().manual_seed(1))
    poses = task.prior.decode(task.module(features, variety))
    assert float((poses - poses[0]).abs().max()) > 0.1


def test_what_the_prior_cannot_rebuild_is_what_the_evaluation_measures(trained):
    prior, poses = PosePrior.load(), clean(trained[0].described.poses)
    off = prior.rebuilding_error(poses)
    assert (100 * off).numpy() == pytest.approx(rebuilt(prior, poses)[0], rel=1e-3, abs=1e-4) and float(off.min()) > 0


def test_the_norm_keeps_latents_short(trained, encoder):
    loss_with, _ = generator_task(trained, encoder, "NTLC").loss(0, torch.Generator().manual_seed(0))
    without = generator_task(trained, encoder, "NTC")
    loss_without, shown = without.loss(0, torch.Generator().manual_seed(0))
    assert float(loss_with.detach() - loss_without.detach()) == pytest.approx(0.02 * shown["norm"], rel=0.05)
