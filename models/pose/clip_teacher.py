"""CLPP as OhMG has it: CLIP's own text tower and a pose encoder E_p distilled from pose → pictures → CLIP (section 4.1)."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import cosine_similarity, normalize

from models.pose.pose_encoder import PoseEncoder, PoseEncoderConfig
from models.text import load_text_encoder
from models.text.encoder import TextEncoder
from models.weights_file import WeightsError, load_weights, save_weights

FILE_NAME = "clpp_clip.safetensors"


class DistilledEncoder(nn.Module):
    """Pose vectors (..., 132) to CLIP features (..., feature_width), not normalised.

    mean (feature_width,), spread (): of the pipeline's features. Pictures of bodies lie close together in CLIP's space, so the
    network learns where a pose is within that small region.
    """

    def __init__(self, config: PoseEncoderConfig, mean: Tensor | None = None, spread: float = 1.0):
        super().__init__()
        self.config = config
        self.register_buffer("mean", torch.zeros(config.feature_width) if mean is None else mean)
        self.register_buffer("spread", torch.tensor(spread))
        self.pose_encoder = PoseEncoder(config)

    def forward(self, poses: Tensor) -> Tensor:
        return self.mean + self.spread * self.pose_encoder(poses)

    def save(self, path: Path, encoder_name: str, provenance: dict) -> None:
        save_weights(path, dict(self.state_dict()), {
            "config": {"pose_encoder": asdict(self.config), "text_encoder": encoder_name}, "provenance": provenance,
        })


class ClipTeacher:
    """CLIP's text tower and the distilled pose encoder (see `models.pose.teacher.PoseTeacher`)."""

    def __init__(self, encoder: TextEncoder, distilled: DistilledEncoder, provenance: dict):
        self.encoder, self.distilled, self.provenance = encoder, distilled, provenance
        self.width = encoder.width

    @classmethod
    def load(cls, path: Path, encoder: TextEncoder | None = None) -> ClipTeacher:
        """The pose encoder in `path` beside the CLIP it was distilled from: `encoder`, or, without one, that of its name.

        Raises WeightsError where the file is missing, damaged or of another CLIP, TextEncoderUnavailable where CLIP is missing.
        """
        tensors, header = load_weights(path)
        try:
            name, config = header["config"]["text_encoder"], PoseEncoderConfig(**header["config"]["pose_encoder"])
            distilled = DistilledEncoder(config)
            distilled.load_state_dict(tensors)
        except (KeyError, TypeError, RuntimeError) as error:
            remedy = "Train it again: python -m models.training clpp-clip"
            message = f"The pose encoder “{path.name}” belongs to another version. {remedy}"
            raise WeightsError(message) from error
        encoder = load_text_encoder(name) if encoder is None else encoder
        if (encoder.name, encoder.width) != (name, config.feature_width):
            raise WeightsError(f"The pose encoder “{path.name}” was made for {name}, not for {encoder.name}. Choose {name}.")
        return cls(encoder, distilled.eval().requires_grad_(False), header["provenance"])

    @torch.no_grad()
    def text_features(self, texts: Sequence[str]) -> Tensor:
        return self.encoder.encode(texts).pooled

    def pose_features(self, poses: Tensor) -> Tensor:
        return normalize(self.distilled(poses), dim=-1)


def agreement(predicted: Tensor, wanted: Tensor, mean: Tensor) -> dict[str, float]:
    """How well features (N, W) stand for the pipeline's, `wanted`; `mean` (W,): that of the poses learned from.

    mse, cosine: as in the paper's Table 1. centred_cosine: the same after subtracting the mean, which alone comes close to
    everything where pictures of bodies look alike to CLIP. mean_mse, mean_cosine: what answering every pose with the mean gives.
    explained: the share of the mean's squared error that is gone.
    """
    error, of_mean = (float((wanted - answer).square().mean()) for answer in (predicted, mean))
    return {
        "mse": error,
        "cosine": float(cosine_similarity(predicted, wanted, dim=-1).mean()),
        "centred_cosine": float(cosine_similarity(predicted - mean, wanted - mean, dim=-1).mean()),
        "mean_mse": of_mean,
        "mean_cosine": float(cosine_similarity(mean.expand_as(wanted), wanted, dim=-1).mean()),
        "explained": 1 - error / of_mean,
    }
