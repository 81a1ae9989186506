"""OhMG's text2pose generator G (section 4.1): a feature of the common space becomes a latent of the pose prior."""
from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class GeneratorConfig:
    """feature_width: of CLPP's space. latent_width: of the pose prior. variety_width: of the noise that makes one text several poses.
    width, blocks: of the residual network."""

    feature_width: int = 256
    latent_width: int = 32
    variety_width: int = 16
    width: int = 256
    blocks: int = 3


class PoseGenerator(nn.Module):
    """Features (..., feature_width) of unit length and noise (..., variety_width) to latents (..., latent_width)."""

    def __init__(self, config: GeneratorConfig = GeneratorConfig()):
        super().__init__()
        self.config = config
        self.enter = nn.Linear(config.feature_width + config.variety_width, config.width)
        self.blocks = nn.ModuleList(
            nn.Sequential(nn.LayerNorm(config.width), nn.Linear(config.width, config.width), nn.SiLU(), nn.Linear(config.width, config.width))
            for _ in range(config.blocks)
        )
        self.leave = nn.Sequential(nn.LayerNorm(config.width), nn.Linear(config.width, config.latent_width))

    def forward(self, features: Tensor, variety: Tensor) -> Tensor:
        # A unit vector's channels are small; the network wants about 1.
        hidden = self.enter(torch.cat([features * features.shape[-1] ** 0.5, variety], dim=-1))
        for block in self.blocks:
            hidden = hidden + block(hidden)
        return self.leave(hidden)
