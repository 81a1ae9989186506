"""Batches of variable length: cropped, padded, latents and captions beside each other."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import normalize

from models.lead.denoiser import Condition
from models.training.sequences import LONGEST, TrainingSequence, composite, sampling_weights
from models.training.text_table import TextTable
from models.training.vae_task import held

#: The longest motion of a batch is one of these (frames), so that short ones are not always padded to ten seconds.
_LENGTH_CLASSES = (96, 160, 224, LONGEST)
#: The shortest crop, 0.7 s.
_SHORTEST = 21


@dataclass(frozen=True)
class MotionBatch:
    """features: (B, T, 269) held at the end. frames: (B,) real lengths. captions: a text each. groups: what each shows
    ("walk|elderly"). contents: the same without style ("walk")."""

    features: Tensor
    frames: Tensor
    captions: tuple[str, ...]
    groups: tuple[str, ...]

    @property
    def contents(self) -> tuple[str, ...]:
        return tuple(group.partition("|")[0] for group in self.groups)

    def to(self, device: torch.device) -> MotionBatch:
        return replace(self, features=self.features.to(device), frames=self.frames.to(device))


@dataclass
class MotionBatches:
    """Draws batches from sequences, balanced by group."""

    sequences: Sequence[TrainingSequence]
    size: int

    def __post_init__(self):
        self.probabilities = torch.as_tensor(sampling_weights(self.sequences))

    def draw(self, generator: torch.Generator) -> MotionBatch:
        chosen = torch.multinomial(self.probabilities, self.size, replacement=True, generator=generator).tolist()
        uniform = torch.rand(self.size, 4, generator=generator).tolist()
        longest = _LENGTH_CLASSES[int(torch.randint(len(_LENGTH_CLASSES), (), generator=generator))]
        crops, captions = [], []
        for index, draws in zip(chosen, uniform):
            sequence = self.sequences[index]
            crops.append(cropped(sequence, longest, draws))
            captions.append(sequence.captions[int(draws[3] * len(sequence.captions))])
        frames = torch.tensor([len(crop) for crop in crops])
        width = -(-int(frames.max()) // 16) * 16
        features = torch.from_numpy(np.stack([held(crop, width) for crop in crops]))
        return MotionBatch(features, frames, tuple(captions), tuple(self.sequences[index].group for index in chosen))


def cropped(sequence: TrainingSequence, longest: int, draws: Sequence[float]) -> np.ndarray:
    """At most `longest` frames of a sequence, by how it may be cropped; `draws` are uniform numbers in [0, 1)."""
    features = sequence.features
    room = min(len(features), longest)
    whole = room == len(features) and sequence.cropping == "seldom" and draws[0] < 0.7
    frames = room if whole or room <= _SHORTEST else int(_SHORTEST + draws[1] ** 0.7 * (room - _SHORTEST + 1))
    from_start = sequence.cropping == "end" or draws[0] < (0.3 if sequence.cropping == "anywhere" else 0.85)
    start = 0 if from_start else int(draws[2] * (len(features) - frames + 1))
    return features[start : start + frames]


def condition_of(table: TextTable, captions: Sequence[str], drop: float, drop_words: float, generator: torch.Generator) -> Condition:
    """The captions' features; the whole condition dropped with chance `drop`, the word states alone with `drop_words`."""
    rows = table.rows(captions)
    longest = int(table.mask[rows].sum(dim=1).max())
    present = torch.rand(len(rows), generator=generator) >= drop
    keep_words = torch.rand(len(rows), generator=generator) >= drop_words
    return Condition(
        table.pooled[rows], table.words[rows, :longest].float(), table.mask[rows, :longest] & keep_words[:, None], present
    )


def strayed(condition: Condition, groups: Sequence[str], generator: torch.Generator, pooled: float = 0.8, words: float = 0.6) -> Condition:
    """The condition moved at random off what captions say, as words that no caption holds lie off it: the sentence by up to `pooled` of
    its length, each word by up to `words` of its own; how far is drawn for each sentence, and those of two actions
    go a quarter as far, because they are told apart by little. As CapDec's noise (Nukrai et al. 2022)."""
    most = torch.tensor([0.25 if composite(group) else 1.0 for group in groups])
    far = torch.rand(len(condition.pooled), 1, generator=generator) * most[:, None]

    def noise(values: Tensor, share: Tensor) -> Tensor:
        scale = share * values.norm(dim=-1, keepdim=True) / values.shape[-1] ** 0.5
        return values + scale * torch.randn(values.shape, generator=generator)

    return replace(condition, pooled=normalize(noise(condition.pooled, pooled * far), dim=-1), words=noise(condition.words, words * far[..., None]))


def padded(values: Tensor, count: int) -> Tensor:
    """Rows (B, n, …) made `count` long with zeros, False in masks."""
    missing = values.new_zeros(len(values), count - values.shape[1], *values.shape[2:])
    return torch.cat([values, missing], dim=1)


def mean_over(values: Tensor, mask: Tensor) -> Tensor:
    """The mean of the values where `mask`, of their shape, is True; 0 where it nowhere is."""
    return (values * mask).sum() / mask.sum().clamp(min=1)
