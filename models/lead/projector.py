"""LEAD's third module: the projector P = (E_proj, D_proj), which realigns latents with the text encoder's space."""
from __future__ import annotations

import torch
from torch import Tensor, nn

from models.lead.config import LeadConfig
from models.lead.transformer import Block, sinusoids


class Projector(nn.Module):
    """Transformer encoder and decoder with sinusoidal positions (LEAD, section 4.1).

    With one latent a motion (the paper's VAE), z_proj is that latent's embedding; with a sequence of latents each gets an
    embedding of the text's width, and their mean over the motion is what is aligned with the sentence.
    """

    def __init__(self, config: LeadConfig):
        super().__init__()
        width = config.projector.width
        self.encoder_in = nn.Linear(config.vae.latent_width, width)
        self.encoder = nn.ModuleList(Block(config.projector) for _ in range(config.projector.layers))
        self.encoder_out = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, config.text_width))
        self.decoder_in = nn.Linear(config.text_width, width)
        self.decoder = nn.ModuleList(Block(config.projector) for _ in range(config.projector.layers))
        self.decoder_out = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, config.vae.latent_width))

    def encode(self, latents: Tensor, real: Tensor | None = None) -> Tensor:
        """z_proj (B, n, text_width) = E_proj(z) of standardised latents (B, n, latent_width); `real` (B, n) marks padding False."""
        return self.encoder_out(self._run(self.encoder, self.encoder_in(latents), real))

    def decode(self, projected: Tensor, real: Tensor | None = None) -> Tensor:
        """ẑ (B, n, latent_width) = D_proj(z_proj)."""
        return self.decoder_out(self._run(self.decoder, self.decoder_in(projected), real))

    def realign(self, latents: Tensor, real: Tensor | None = None) -> Tensor:
        """D_proj(E_proj(z)): what is decoded in place of z at inference."""
        return self.decode(self.encode(latents, real), real)

    def _run(self, blocks: nn.Module, tokens: Tensor, real: Tensor | None) -> Tensor:
        tokens = tokens + sinusoids(torch.arange(tokens.shape[1], device=tokens.device), tokens.shape[-1])
        for block in blocks:
            tokens = block(tokens, real)
        return tokens


def pooled(projected: Tensor, real: Tensor | None = None) -> Tensor:
    """The motion's embedding (B, text_width): the mean of z_proj over its latents."""
    if real is None:
        return projected.mean(dim=1)
    weight = real[..., None].to(projected)
    return (projected * weight).sum(dim=1) / weight.sum(dim=1).clamp(min=1)
