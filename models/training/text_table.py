"""Every training caption's text features, computed once."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from tqdm import tqdm

from models.text import TextEncoder

#: Words kept of a caption; training captions are shorter.
MAX_WORDS = 32
_BATCH = 128


@dataclass(frozen=True)
class TextTable:
    """index: row of each caption. pooled: (N, W). words: (N, MAX_WORDS, W) half precision. mask: (N, MAX_WORDS)."""

    index: dict[str, int]
    pooled: Tensor
    words: Tensor
    mask: Tensor

    @classmethod
    def of(cls, captions: Iterable[str], encoder: TextEncoder) -> TextTable:
        # Captions of like length share a batch, so that little is padded.
        unique = sorted(set(captions), key=lambda text: (len(text), text))
        pooled = torch.zeros(len(unique), encoder.width)
        words = torch.zeros(len(unique), MAX_WORDS, encoder.width, dtype=torch.float16)
        mask = torch.zeros(len(unique), MAX_WORDS, dtype=torch.bool)
        for start in tqdm(range(0, len(unique), _BATCH), desc="captions", unit="batch"):
            # bf16 is four times as fast and off by less than one percent; the words are kept in half precision anyway.
            with torch.autocast("cpu", dtype=torch.bfloat16):
                features = encoder.encode(unique[start : start + _BATCH])
            rows = slice(start, start + len(features.pooled))
            length = min(MAX_WORDS, features.words.shape[1])
            pooled[rows] = features.pooled
            words[rows, :length] = features.words[:, :length].half()
            mask[rows, :length] = features.mask[:, :length]
        return cls({text: row for row, text in enumerate(unique)}, pooled, words, mask)

    def rows(self, captions: Sequence[str]) -> Tensor:
        return torch.tensor([self.index[caption] for caption in captions])
