"""LEAD's first module: a VAE from motion features to latents and back.

Both kinds speak the same way: `encode` gives the mean and log-variance of latents (B, n, latent_width), `decode` turns latents
into normalised features. The convolutional one has a latent every 16 frames, the transformer one (MLD, section 3.1) a single one.
"""
from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from models.features import FEATURE_WIDTH
from models.lead.config import TransformerConfig, VAEConfig
from models.lead.transformer import Block, SkipTransformer, sinusoids


class Residual(nn.Module):
    """A dilated residual block on (B, width, T)."""

    def __init__(self, width: int, dilation: int):
        super().__init__()
        self.layers = nn.Sequential(
            nn.SiLU(), nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation), nn.SiLU(), nn.Conv1d(width, width, 1)
        )

    def forward(self, signal: Tensor) -> Tensor:
        return signal + self.layers(signal)


class ConvolutionalVAE(nn.Module):
    """Dilated residual temporal convolutions, halving the frame rate until one latent stands for `frames_per_latent` frames."""

    def __init__(self, config: VAEConfig):
        super().__init__()
        self.config = config
        stages = int(math.log2(config.frames_per_latent))
        width = config.encoder_width
        down: list[nn.Module] = [nn.Conv1d(FEATURE_WIDTH, width, 3, padding=1)]
        for _ in range(stages):
            down += [nn.Conv1d(width, width, 4, stride=2, padding=1), Residual(width, 3), Residual(width, 1)]
        self.encoder = nn.Sequential(*down, nn.SiLU(), nn.Conv1d(width, 2 * config.latent_width, 3, padding=1))
        width = config.decoder_width
        up: list[nn.Module] = [nn.Conv1d(config.latent_width, width, 3, padding=1)]
        for _ in range(stages):
            up += [Residual(width, 3), Residual(width, 1), nn.Upsample(scale_factor=2), nn.Conv1d(width, width, 3, padding=1)]
        self.decoder = nn.Sequential(*up, nn.SiLU(), nn.Conv1d(width, FEATURE_WIDTH, 3, padding=1))

    def freeze_encoder(self) -> None:
        """What turns motion into latents trains no further."""
        self.encoder.requires_grad_(False)

    def latent_count(self, frames: int | Tensor) -> int | Tensor:
        """Latents of a motion of so many frames."""
        return -(-frames // self.config.frames_per_latent)

    def encode(self, features: Tensor, frames: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Mean and log-variance, each (B, n, latent_width), of normalised features (B, T, 269); the end is held to fill the last latent.

        frames: (B,) how many of the T are motion, the rest its last pose held; a latent of what is held says only that.
        """
        missing = self.latent_count(features.shape[1]) * self.config.frames_per_latent - features.shape[1]
        if missing:
            features = torch.cat([features, features[:, -1:].expand(-1, missing, -1)], dim=1)
        mean, log_variance = self.encoder(features.transpose(1, 2)).transpose(1, 2).chunk(2, dim=-1)
        return mean, log_variance.clamp(-12, 6)

    def decode(self, latents: Tensor, length: int, frames: Tensor | None = None) -> Tensor:
        """Normalised features (B, length, 269) of latents (B, n, latent_width). frames: as in `encode`."""
        return self.decoder(latents.transpose(1, 2)).transpose(1, 2)[:, :length]


class TransformerVAE(nn.Module):
    """MLD's VAE: two distribution tokens read the motion; the decoder's zero motion tokens cross-attend to one latent."""

    def __init__(self, config: VAEConfig):
        super().__init__()
        self.config = config
        width = config.latent_width
        transformer = TransformerConfig(width, config.layers, config.heads, config.feed_forward, config.dropout)
        self.to_tokens = nn.Linear(FEATURE_WIDTH, width)
        self.distribution_tokens = nn.Parameter(torch.randn(2, width))
        self.encoder = SkipTransformer(transformer)
        self.decoder = CrossTransformer(transformer)
        self.to_features = nn.Linear(width, FEATURE_WIDTH)

    def freeze_encoder(self) -> None:
        """As `ConvolutionalVAE.freeze_encoder`."""
        self.encoder.requires_grad_(False)
        self.to_tokens.requires_grad_(False)
        self.distribution_tokens.requires_grad_(False)

    def latent_count(self, frames: int | Tensor) -> int | Tensor:
        """As `ConvolutionalVAE.latent_count`."""
        return frames * 0 + 1

    def encode(self, features: Tensor, frames: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """As `ConvolutionalVAE.encode`, with n = 1: what is held is not looked at, or one motion had another latent in a longer batch."""
        motion = self.to_tokens(features)
        tokens = torch.cat([self.distribution_tokens.expand(len(features), -1, -1), motion], dim=1)
        positions = sinusoids(torch.arange(tokens.shape[1], device=tokens.device), tokens.shape[-1])
        tokens = self.encoder(tokens + positions, None if frames is None else _present(frames + 2, tokens.shape[1]))
        return tokens[:, :1], tokens[:, 1:2].clamp(-12, 6)

    def decode(self, latents: Tensor, length: int, frames: Tensor | None = None) -> Tensor:
        """As `ConvolutionalVAE.decode`; a motion comes out alike whatever it is held for."""
        positions = sinusoids(torch.arange(length, device=latents.device), latents.shape[-1])
        mask = None if frames is None else _present(frames, length)
        return self.to_features(self.decoder(positions.expand(len(latents), -1, -1), latents, mask))


def _present(frames: Tensor, length: int) -> Tensor:
    """(B, length) True at the first `frames` (B,) places."""
    return torch.arange(length, device=frames.device)[None] < frames[:, None]


class CrossTransformer(nn.Module):
    """Blocks with cross-attention to a memory, and long skips."""

    def __init__(self, config: TransformerConfig):
        super().__init__()
        half = (config.layers - 1) // 2
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.cross_norms = nn.ModuleList(nn.LayerNorm(config.width) for _ in range(config.layers))
        self.cross = nn.ModuleList(
            nn.MultiheadAttention(config.width, config.heads, config.dropout, batch_first=True) for _ in range(config.layers)
        )
        self.joins = nn.ModuleList(nn.Linear(2 * config.width, config.width) for _ in range(half))
        self.norm = nn.LayerNorm(config.width)

    def forward(self, tokens: Tensor, memory: Tensor, mask: Tensor | None = None) -> Tensor:
        """Tokens (B, L, width) to tokens of the same shape. mask: (B, L) True where a token is real."""
        skips: list[Tensor] = []
        first_up = len(self.blocks) - len(self.joins)
        for layer, (block, norm, cross) in enumerate(zip(self.blocks, self.cross_norms, self.cross)):
            if layer >= first_up:
                tokens = self.joins[layer - first_up](torch.cat([tokens, skips.pop()], dim=-1))
            tokens = block(tokens, mask)
            tokens = tokens + cross(norm(tokens), memory, memory, need_weights=False)[0]
            if layer < len(self.joins):
                skips.append(tokens)
        return self.norm(tokens)


def build_vae(config: VAEConfig) -> ConvolutionalVAE | TransformerVAE:
    return ConvolutionalVAE(config) if config.kind == "convolutional" else TransformerVAE(config)
