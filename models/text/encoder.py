"""What every text encoder has in common: tokens in, word features and one sentence feature out."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor


class TextEncoderUnavailable(RuntimeError):
    """An encoder's weights or library cannot be had; the message is one sentence and the action that mends it."""


@dataclass(frozen=True)
class TokenBatch:
    """Tokenized texts. ids: int64 (B, L); mask: bool (B, L), True where a token is real, the padding follows it."""

    ids: Tensor
    mask: Tensor


@dataclass(frozen=True)
class TextFeatures:
    """What an encoder makes of B texts of at most L tokens.

    pooled: float32 (B, W), unit length, the whole text.
    words: float32 (B, L, W), one row a token, zero where `mask` is False.
    mask: bool (B, L), True where a token is real.
    """

    pooled: Tensor
    words: Tensor
    mask: Tensor


class TextEncoder(Protocol):
    """A frozen text encoder whose token embeddings can be replaced.

    `encode(texts)` is `encode_embeddings(token_embeddings(ids), mask)` without gradients; textual inversion puts its learned
    vector into the embeddings between the two steps. A text's features do not depend on the other texts of its batch.
    """

    name: str
    width: int
    #: The longest text in tokens, the encoder's own first and last included.
    most_tokens: int
    device: torch.device

    def tokenize(self, texts: Sequence[str]) -> TokenBatch:
        """Tokens of B texts; one longer than the encoder reads is cut after a whole word."""

    def token_embeddings(self, ids: Tensor) -> Tensor:
        """Input embeddings (B, L, W_in) of token ids (B, L), before positions are added."""

    def encode_embeddings(self, embeddings: Tensor, mask: Tensor) -> TextFeatures:
        """Features of embeddings (B, L, W_in); differentiable in `embeddings`."""

    def encode(self, texts: Sequence[str]) -> TextFeatures:
        """Features of B texts, without gradients."""


def frozen(module: torch.nn.Module) -> torch.nn.Module:
    """The module in evaluation mode with no parameter that learns."""
    return module.eval().requires_grad_(False)


def pad(rows: Sequence[Sequence[int]], padding: int, device: torch.device) -> TokenBatch:
    """Token rows of different lengths as one batch, padded at the end to the longest."""
    lengths = torch.tensor([len(row) for row in rows])
    ids = torch.full((len(rows), int(lengths.max())), padding, dtype=torch.int64)
    for index, row in enumerate(rows):
        ids[index, : len(row)] = torch.tensor(row, dtype=torch.int64)
    mask = torch.arange(ids.shape[1]) < lengths[:, None]
    return TokenBatch(ids.to(device), mask.to(device))


def whole_words(text: str, count_tokens: Callable[[str], int], limit: int) -> str:
    """The text, or as many of its first words as have at most `limit` tokens (none where the first is longer than that)."""
    if count_tokens(text) <= limit:
        return text
    words = text.split()
    fitting = bisect_right(range(len(words) + 1), limit, key=lambda count: count_tokens(" ".join(words[:count]))) - 1
    return " ".join(words[: max(fitting, 0)])
