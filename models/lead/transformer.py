"""A transformer encoder with long skip connections (U-shaped, as in MLD), and sinusoidal positions."""
from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.lead.config import TransformerConfig


def sinusoids(positions: Tensor, width: int) -> Tensor:
    """Sinusoidal embeddings (..., width) of positions or timesteps (...)."""
    half = width // 2
    rates = torch.exp(torch.arange(half, device=positions.device) * (-math.log(10_000.0) / half))
    angles = positions[..., None].float() * rates
    return torch.cat([angles.sin(), angles.cos()], dim=-1)


def attention(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """Scaled dot-product attention (B, heads, L, width). Written out: on sequences this short PyTorch's fused CPU kernel takes
    half as long again to train."""
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
    if mask is not None:
        scores = scores.masked_fill(~mask[:, None, None], -1e4)
    return scores.softmax(dim=-1).to(value.dtype) @ value


class Block(nn.Module):
    """Pre-norm self-attention and a GELU feed-forward, on (B, L, width); `mask` (B, L) is True where a token is real."""

    def __init__(self, config: TransformerConfig):
        super().__init__()
        self.heads = config.heads
        self.dropout = config.dropout
        self.attention_norm = nn.LayerNorm(config.width)
        self.query_key_value = nn.Linear(config.width, 3 * config.width)
        self.attention_out = nn.Linear(config.width, config.width)
        self.feed_forward_norm = nn.LayerNorm(config.width)
        self.feed_forward = nn.Sequential(
            nn.Linear(config.width, config.feed_forward), nn.GELU(), nn.Dropout(config.dropout), nn.Linear(config.feed_forward, config.width)
        )

    def forward(self, tokens: Tensor, mask: Tensor | None = None) -> Tensor:
        query, key, value = self.query_key_value(self.attention_norm(tokens)).unflatten(-1, (3, self.heads, -1)).permute(2, 0, 3, 1, 4)
        attended = attention(query, key, value, mask)
        tokens = tokens + self._drop(self.attention_out(attended.transpose(1, 2).flatten(2)))
        return tokens + self._drop(self.feed_forward(self.feed_forward_norm(tokens)))

    def _drop(self, tokens: Tensor) -> Tensor:
        return functional.dropout(tokens, self.dropout, self.training)


class SkipTransformer(nn.Module):
    """`layers` blocks; the second half also reads the first half's outputs through long skips (MLD, section 3.1)."""

    def __init__(self, config: TransformerConfig):
        super().__init__()
        half = (config.layers - 1) // 2
        self.down = nn.ModuleList(Block(config) for _ in range(half))
        self.middle = nn.ModuleList(Block(config) for _ in range(config.layers - 2 * half))
        self.up = nn.ModuleList(Block(config) for _ in range(half))
        self.joins = nn.ModuleList(nn.Linear(2 * config.width, config.width) for _ in range(half))
        self.norm = nn.LayerNorm(config.width)

    def forward(self, tokens: Tensor, mask: Tensor | None = None) -> Tensor:
        """Tokens (B, L, width) to tokens of the same shape."""
        skips = []
        for block in self.down:
            tokens = block(tokens, mask)
            skips.append(tokens)
        for block in self.middle:
            tokens = block(tokens, mask)
        for block, join in zip(self.up, self.joins):
            tokens = block(join(torch.cat([tokens, skips.pop()], dim=-1)), mask)
        return self.norm(tokens)
