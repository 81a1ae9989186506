"""What LEAD is measured on: the texts of real clips, and what each system makes of them."""
from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from models.cleanup import bend_toes, plant_feet, settle
from models.evaluation.evaluator_task import MAX_FRAMES, encode_sentences
from models.evaluation.labels import merged, merged_label
from models.features import decode, encode
from models.lead.denoiser import Condition
from models.lead.pipeline import LeadModel, LeadPipeline
from models.motion import Motion
from models.text import TextEncoder
from models.training.captions import captions, label
from models.training.data import Clip

_MIN_FRAMES = 21
#: Lengths are rounded to this many frames, so that prompts of like length are sampled together.
_LENGTH_STEP = 8
_BATCH = 32


@dataclass(frozen=True)
class Item:
    """A text to be answered.

    label: with duplicates merged. pair: the content × style as the captions name it. frames: how long the answer is to be.
    motion: the real clip that the text was written for, if there is one. seed: of the noise.
    """

    text: str
    label: str
    pair: str
    frames: int
    motion: Motion | None
    seed: int


def items_of(clips: Sequence[Clip], words: Callable[..., tuple[str, ...]] = captions) -> list[Item]:
    """One text a clip, of those that `words` (`captions` or `unseen_captions`) gives it, always the same one."""
    return [_item(clip, _fixed_choice(clip.file, words(*clip.labels)), seed) for seed, clip in enumerate(clips)]


def _item(clip: Clip, text: str, seed: int) -> Item:
    motion = clip.motion[:MAX_FRAMES]
    return Item(text, merged_label(clip), label(*clip.labels), _rounded(len(motion)), motion, seed)


def _fixed_choice(name: str, options: Sequence):
    return options[int(hashlib.sha256(name.encode()).hexdigest(), 16) % len(options)]


def _rounded(frames: int) -> int:
    return int(np.clip(_LENGTH_STEP * round(frames / _LENGTH_STEP), _MIN_FRAMES, MAX_FRAMES))


def unrecorded_items(clips: Sequence[Clip], most: int = 96, seed: int = 0) -> list[Item]:
    """Texts of content × style pairs that no clip of any split shows, as long as the content usually takes."""
    styled = [clip for clip in clips if not clip.description]
    lengths = defaultdict(list)
    for clip in styled:
        lengths[clip.content].append(len(clip.motion))
    recorded = {label(*clip.labels) for clip in clips}
    pairs = sorted({(content, style) for content in lengths for style in {clip.style for clip in styled}})
    fresh = {label(*pair, ""): pair for pair in pairs if label(*pair, "") not in recorded}
    items = []
    for number, name in enumerate(map(str, np.random.default_rng(seed).permutation(sorted(fresh))[:most])):
        content, style = fresh[name]
        text, frames = _fixed_choice(name, captions(content, style, "")), _rounded(int(np.median(lengths[content])))
        items.append(Item(text, merged(name), name, frames, None, number))
    return items


def one_a_label(items: Iterable[Item], most: int, seed: int = 0) -> list[Item]:
    """Up to `most` items, going round the labels so that each comes as often as the others."""
    groups = defaultdict(list)
    for item in items:
        groups[item.label].append(item)
    order = [groups[name] for name in np.random.default_rng(seed).permutation(sorted(groups))]
    longest = max(map(len, order), default=0)
    return [group[turn] for turn in range(longest) for group in order if turn < len(group)][:most]


def takes_of(items: Sequence[Item], takes: int) -> list[Item]:
    """Every item `takes` times with seeds of its own, the takes of an item one after the other."""
    return [replace(item, seed=10_000 + number * takes + take) for number, item in enumerate(items) for take in range(takes)]


@torch.inference_mode()
def sampled_latents(pipeline: LeadPipeline, items: Sequence[Item], guidance_scale: float, steps: int) -> list[Tensor]:
    """Standardised latents (n, latent_width) of every item, before realignment. Prompts of one length run in one batch."""
    by_length = defaultdict(list)
    for index, item in enumerate(items):
        by_length[item.frames].append(index)
    batches = [group[start : start + _BATCH] for group in by_length.values() for start in range(0, len(group), _BATCH)]
    results: list[Tensor] = [torch.empty(0)] * len(items)
    with tqdm(total=len(items), desc=f"sampling, guidance {guidance_scale:g}", unit="prompt", leave=False, mininterval=2) as bar:
        for batch in batches:
            latents = _sample_batch(pipeline, [items[index] for index in batch], guidance_scale, steps)
            for index, row in zip(batch, latents):
                results[index] = row
            bar.update(len(batch))
    return results


def _sample_batch(pipeline: LeadPipeline, items: Sequence[Item], guidance_scale: float, steps: int) -> Tensor:
    """Latents (B, n, latent_width) of prompts that share one length, each from the noise of its own seed."""
    model, frames = pipeline.model, items[0].frames
    shape = (model.vae.latent_count(frames), model.config.vae.latent_width)
    generators = [torch.Generator().manual_seed(item.seed) for item in items]
    noise = torch.stack([torch.randn(shape, generator=generator) for generator in generators])
    text = pipeline.text_encoder.encode([item.text for item in items])
    words = model.config.word_tokens
    condition = Condition(text.pooled, text.words if words else None, text.mask if words else None,
                          torch.ones(len(items), dtype=torch.bool))
    return model.sample(noise, generators, torch.full((len(items),), frames), condition, guidance_scale, steps)


@torch.inference_mode()
def decoded(model: LeadModel, latents: Sequence[Tensor], items: Sequence[Item], realigned: bool) -> list[Motion]:
    """The motions of sampled latents: LEAD's with `realigned`, MLD's without; both cleaned up as the pipeline does."""
    motions = []
    for item, row in zip(items, latents):
        row = model.projector.realign(row[None]) if realigned else row[None]
        motions.append(plant_feet(settle(decode(model.features(row, item.frames)[0].numpy()))))
    return motions


@torch.inference_mode()
def rebuilt(model: LeadModel, motions: Sequence[Motion]) -> list[Motion]:
    """Real motions through the VAE and back (the mean of the latent's distribution), their toes above the floor as the clips' are."""
    results = []
    for motion in motions:
        features, anchor = encode(motion)
        mean, _ = model.vae.encode(model.normalization.apply(torch.from_numpy(features)[None]))
        features = model.normalization.undo(model.vae.decode(mean, len(motion)))[0].numpy()
        results.append(bend_toes(settle(decode(features, anchor))))
    return results


class TextRetrieval:
    """Answers a text with the real training clip whose caption lies nearest to it in the sentence encoder's space."""

    def __init__(self, clips: Sequence[Clip], text_encoder: TextEncoder):
        self.text_encoder = text_encoder
        self.clips_of: dict[str, list[Clip]] = defaultdict(list)
        for clip in clips:
            if clip.split == "train":
                for caption in captions(*clip.labels):
                    self.clips_of[caption].append(clip)
        self.captions = list(self.clips_of)
        self.sentences = encode_sentences(text_encoder, self.captions)

    def __call__(self, items: Sequence[Item]) -> list[Motion]:
        nearest = (encode_sentences(self.text_encoder, [item.text for item in items]) @ self.sentences.T).argmax(dim=1).tolist()
        owners = [self.clips_of[self.captions[index]] for index in nearest]
        # Of the clips that share the caption, always the same one.
        return [_fixed_choice(f"{item.text} {item.seed}", found).motion[:MAX_FRAMES] for item, found in zip(items, owners)]
