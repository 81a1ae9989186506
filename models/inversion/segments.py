"""Segments cut from clips, as latents and as features: what a style is learned from, and what it is tested on."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from models.cleanup import settle
from models.features import encode
from models.inversion.request import SHORTEST, Exemplar
from models.lead.pipeline import LeadModel
from models.motion import FPS

#: Shortest and longest segment (frames): the shortest motion the denoiser knows, and a few steps, in which a manner shows.
_SHORTEST, _LONGEST = round(SHORTEST * FPS), 160
#: A clip of at least this many frames keeps this share of its end for testing.
_LONG_ENOUGH, _KEPT = 105, 0.2


@dataclass(frozen=True)
class Segments:
    """latents: standardised (B, n, D). real: (B, n) False where they only pad. frames: (B,) lengths. clip: (B,) the clip each is from.
    features: (B, T, 269) in their own units, zero beyond `frames`."""

    latents: Tensor
    real: Tensor
    frames: Tensor
    clip: Tensor
    features: Tensor

    def of_rows(self, rows: Tensor) -> Segments:
        return Segments(*(getattr(self, field.name)[rows] for field in fields(self)))

    def __len__(self) -> int:
        return len(self.latents)


def features_of(exemplar: Exemplar) -> Tensor:
    """Features (T, 269) of a clip at the models' frame rate, its soles on the floor."""
    return torch.from_numpy(encode(settle(exemplar.motion.resampled(FPS)))[0])


def taught_and_held_out(features: Tensor) -> tuple[Tensor, Tensor]:
    """A clip's features (T, 269) to learn from, and its end to test with; both the whole clip where it is short."""
    if len(features) < _LONG_ENOUGH:
        return features, features
    last = len(features) - max(_SHORTEST, int(_KEPT * len(features)))
    return features[:last], features[last:]


def cut(model: LeadModel, clips: Sequence[Tensor], count: int, generator: torch.Generator) -> Segments:
    """`count` random segments of clips' features, every clip as often as the next."""
    parts = [_segment(clips[number % len(clips)], generator) for number in range(count)]
    latents = [_encoded(model, part) for part in parts]
    lengths = torch.tensor([len(each) for each in latents])
    real = torch.arange(int(lengths.max()))[None] < lengths[:, None]
    frames = torch.tensor([len(part) for part in parts])
    origin = torch.arange(count) % len(clips)
    return Segments(pad_sequence(latents, batch_first=True), real, frames, origin, pad_sequence(parts, batch_first=True))


def _segment(clip: Tensor, generator: torch.Generator) -> Tensor:
    shortest, longest = min(_SHORTEST, len(clip)), min(_LONGEST, len(clip))
    length = int(torch.randint(shortest, longest + 1, (), generator=generator))
    start = int(torch.randint(len(clip) - length + 1, (), generator=generator))
    return clip[start : start + length]


@torch.no_grad()
def _encoded(model: LeadModel, features: Tensor) -> Tensor:
    """Standardised latents (n, D) of features (T, 269)."""
    mean, _ = model.vae.encode(model.normalization.apply(features[None]))
    return model.standardised(mean[0])
