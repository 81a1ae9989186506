"""Segments cut from the exemplars, as latents: what a style is learned from, and what it is tested on."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from models.cleanup import settle
from models.features import encode
from models.inversion.request import Exemplar
from models.lead.pipeline import LeadModel
from models.motion import FPS, Motion

#: Shortest and longest segment (frames): 0.7 s is the shortest motion the denoiser knows; a manner shows within a few steps.
_SHORTEST, _LONGEST = 21, 160
#: A clip of at least this many frames keeps its last fifth for testing.
_LONG_ENOUGH, _KEPT = 105, 0.2


@dataclass(frozen=True)
class Segments:
    """latents: standardised (B, n, D). real: (B, n) False where they only pad. frames: (B,) lengths. clip: (B,) which exemplar each is from."""

    latents: Tensor
    real: Tensor
    frames: Tensor
    clip: Tensor

    def of_rows(self, rows: Tensor) -> Segments:
        return Segments(self.latents[rows], self.real[rows], self.frames[rows], self.clip[rows])

    def __len__(self) -> int:
        return len(self.latents)


@dataclass(frozen=True)
class Exemplars:
    """Segments to learn from, and segments held out of learning."""

    taught: Segments
    held_out: Segments


def cut(model: LeadModel, exemplars: Sequence[Exemplar], count: int, held_out: int, generator: torch.Generator) -> Exemplars:
    """`count` and `held_out` random segments, every exemplar as often as the next. A clip too short to keep its end for testing is
    tested on itself."""
    features = [torch.from_numpy(encode(settle(_at_model_rate(exemplar.motion)))[0]) for exemplar in exemplars]
    parts = [_split(each) for each in features]
    return Exemplars(
        _drawn(model, [taught for taught, _ in parts], count, generator),
        _drawn(model, [kept for _, kept in parts], held_out, generator),
    )


def _at_model_rate(motion: Motion) -> Motion:
    return motion.resampled(FPS)


def _split(features: Tensor) -> tuple[Tensor, Tensor]:
    if len(features) < _LONG_ENOUGH:
        return features, features
    last = len(features) - max(_SHORTEST, int(_KEPT * len(features)))
    return features[:last], features[last:]


def _drawn(model: LeadModel, clips: Sequence[Tensor], count: int, generator: torch.Generator) -> Segments:
    rows, frames, origin = [], [], []
    for number in range(count):
        clip = clips[number % len(clips)]
        length = int(torch.randint(min(_SHORTEST, len(clip)), min(_LONGEST, len(clip)) + 1, (), generator=generator))
        start = int(torch.randint(len(clip) - length + 1, (), generator=generator))
        rows.append(_encoded(model, clip[start : start + length]))
        frames.append(length)
        origin.append(number % len(clips))
    lengths = torch.tensor([len(row) for row in rows])
    real = torch.arange(int(lengths.max()))[None] < lengths[:, None]
    return Segments(pad_sequence(rows, batch_first=True), real, torch.tensor(frames), torch.tensor(origin))


@torch.no_grad()
def _encoded(model: LeadModel, features: Tensor) -> Tensor:
    """Standardised latents (n, D) of features (T, 269)."""
    mean, _ = model.vae.encode(model.normalization.apply(features[None]))
    return model.standardised(mean[0])
