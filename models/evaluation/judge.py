"""The motion judge: a second motion VAE, trained apart from everything that generates, that knows how real motion moves.

OhMG, section 5.2 ("In-distrib."): what it cannot rebuild is not like the motion it was trained on. It exists to measure with,
never to generate; it shares no weights with LEAD's VAE or the completion model.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import nn

from models.features import SLICES, encode
from models.lead.config import VAEConfig
from models.lead.vae import ConvolutionalVAE
from models.motion import Motion
from models.normalization import Normalization
from models.weights_file import WEIGHTS, WeightsError, load_weights, save_weights

FILE_NAME = "motion_judge.safetensors"
#: Half the latents of LEAD's VAE: the less it can carry, the more it has to know.
JUDGE = VAEConfig(latent_width=24, frames_per_latent=16, encoder_width=88, decoder_width=88)
#: Contacts are thresholds on the rest and would make tiny differences look large.
_SEEN = SLICES["contacts"].start


class MotionJudge(nn.Module):
    """How far motions are from real ones, by what a small VAE fails to rebuild."""

    def __init__(self, vae: ConvolutionalVAE, normalization: Normalization):
        super().__init__()
        self.vae = vae
        self.normalization = normalization

    @torch.inference_mode()
    def errors(self, motions: Sequence[Motion]) -> np.ndarray:
        """Mean squared reconstruction error (N,) of motions at 30 fps, in normalised features made anew from the skeleton."""
        return np.array([self.error(encode(motion)[0]) for motion in motions])

    def error(self, features: np.ndarray) -> float:
        """As `errors`, of the features (T, 269) of one motion."""
        signal = self.normalization.apply(torch.from_numpy(features)[None].to(next(self.vae.parameters()).device))
        mean, _ = self.vae.encode(signal)
        gap = self.vae.decode(mean, signal.shape[1]) - signal
        return float(gap[..., :_SEEN].square().mean())

    def save(self, path: Path, provenance: dict) -> None:
        tensors = {f"vae.{name}": value for name, value in self.vae.state_dict().items()}
        tensors |= {"normalization.mean": self.normalization.mean, "normalization.deviation": self.normalization.deviation}
        save_weights(path, tensors, {"config": asdict(self.vae.config), "provenance": provenance})

    @classmethod
    def load(cls, path: Path = WEIGHTS / FILE_NAME) -> MotionJudge:
        """Raises WeightsError with a sentence where the file is missing, damaged or of another version."""
        tensors, header = load_weights(path)
        try:
            vae = ConvolutionalVAE(VAEConfig(**header["config"]))
            vae.load_state_dict({key[4:]: value for key, value in tensors.items() if key.startswith("vae.")})
            normalization = Normalization(tensors["normalization.mean"], tensors["normalization.deviation"])
        except (KeyError, TypeError, RuntimeError) as error:
            raise WeightsError(f"The motion judge “{path.name}” belongs to another version. Train it again.") from error
        return cls(vae, normalization).eval().requires_grad_(False)
