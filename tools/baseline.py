"""What the figures of `build_addon.py bench` are compared with: MLD's own size, written down plainly."""
from __future__ import annotations

import torch
from torch import Tensor, nn

#: Chen et al. 2023: one latent of 256 for a motion, nine layers of four heads, CLIP's sentence feature, 50 DDIM steps with guidance 7.5.
_WIDTH, _LAYERS, _HEADS, _FEED_FORWARD, _TEXT, _FEATURES = 256, 9, 4, 1024, 768, 263
_STEPS, _GUIDANCE = 50, 7.5


class PlainLoop:
    """`PlainLoop(frames)()` samples a motion of so many frames with random weights: PyTorch's own layers, eager, one pass of two rows a step, then
    the VAE's decoder. The sentence is taken as encoded."""

    def __init__(self, frames: int):
        torch.manual_seed(0)
        sizes = {"d_model": _WIDTH, "nhead": _HEADS, "dim_feedforward": _FEED_FORWARD, "dropout": 0.1, "activation": "gelu", "batch_first": True}
        self.text_in = nn.Linear(_TEXT, _WIDTH)
        self.denoiser = nn.TransformerEncoder(nn.TransformerEncoderLayer(**sizes), _LAYERS, enable_nested_tensor=False).eval()
        self.decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(**sizes), _LAYERS).eval()
        self.out = nn.Linear(_WIDTH, _FEATURES)
        self.frames = frames
        self.kept = torch.cumprod(1 - torch.linspace(0.00085**0.5, 0.012**0.5, 1000) ** 2, dim=0)

    @torch.no_grad()
    def __call__(self) -> Tensor:
        """Features (1, frames, 263) of no motion."""
        latent, text = torch.randn(1, 1, _WIDTH), self.text_in(torch.randn(1, 1, _TEXT))
        told = torch.cat([text, torch.zeros_like(text)])
        for step in range(1000 - 1000 // _STEPS, -1, -1000 // _STEPS):
            time = torch.full((2, 1, _WIDTH), step / 1000)
            said, silent = self.denoiser(torch.cat([latent.expand(2, 1, -1), time, told], dim=1))[:, :1].chunk(2)
            noise = silent + _GUIDANCE * (said - silent)
            now, before = self.kept[step], self.kept[max(step - 1000 // _STEPS, 0)]
            clean = (latent - (1 - now).sqrt() * noise) / now.sqrt()
            latent = before.sqrt() * clean + (1 - before).sqrt() * noise
        return self.out(self.decoder(torch.zeros(1, self.frames, _WIDTH), latent))
