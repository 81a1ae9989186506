"""The text–motion matching network: one space in which a motion and the sentences that say it lie close together.

After Guo et al. 2022 (section 5, "motion and text feature extractors") and TMR (Petrovich et al. 2023); it exists to measure
with, never to generate.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from models.features import SLICES
from models.lead.config import TransformerConfig
from models.lead.transformer import Block, sinusoids
from models.normalization import Normalization
from models.weights_file import WEIGHTS, WeightsError, load_weights, save_weights

#: Contacts are thresholds on the rest and would make tiny differences look large: the network does not see them.
_SEEN = SLICES["contacts"].start
_FRAMES_PER_TOKEN = 4
FILE_NAME = "evaluator.safetensors"


@dataclass(frozen=True)
class EvaluatorConfig:
    """Shapes of the network. embedding: width of the shared space. text_width: width of the frozen sentence feature."""

    embedding: int = 64
    width: int = 128
    layers: int = 2
    heads: int = 4
    feed_forward: int = 320
    dropout: float = 0.1
    text_width: int = 384
    text_encoder: str = "minilm"


class Evaluator(nn.Module):
    """Motions (B, T, 269) and sentence features (B, text_width) to unit vectors (B, embedding)."""

    def __init__(self, config: EvaluatorConfig, normalization: Normalization):
        super().__init__()
        self.config = config
        self.normalization = normalization
        width = config.width
        block = TransformerConfig(width, config.layers, config.heads, config.feed_forward, config.dropout)
        self.motion_in = nn.Linear(_FRAMES_PER_TOKEN * _SEEN, width)
        self.blocks = nn.ModuleList(Block(block) for _ in range(config.layers))
        self.motion_out = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, config.embedding))
        self.text_out = nn.Sequential(
            nn.Linear(config.text_width, 256), nn.GELU(), nn.Dropout(config.dropout), nn.Linear(256, config.embedding)
        )
        self.log_scale = nn.Parameter(torch.tensor(2.6))

    def motions(self, features: Tensor, frames: Tensor) -> Tensor:
        """Embeddings (B, embedding) of features (B, T, 269) in their own units, of which the first `frames` (B,) are real."""
        signal = self.normalization.apply(features)[..., :_SEEN]
        # What pads the batch is zero, or a motion's embedding would depend on its neighbours in the batch.
        signal = signal * _present(frames, signal.shape[1])[..., None]
        signal = functional.pad(signal, (0, 0, 0, -signal.shape[1] % _FRAMES_PER_TOKEN))
        tokens = self.motion_in(signal.unflatten(1, (-1, _FRAMES_PER_TOKEN)).flatten(2))
        mask = _present((frames + _FRAMES_PER_TOKEN - 1) // _FRAMES_PER_TOKEN, tokens.shape[1])
        tokens = tokens + sinusoids(torch.arange(tokens.shape[1], device=tokens.device), tokens.shape[-1])
        for block in self.blocks:
            tokens = block(tokens, mask)
        pooled = (tokens * mask[..., None]).sum(dim=1) / mask.sum(dim=1, keepdim=True)
        return functional.normalize(self.motion_out(pooled).float(), dim=-1)

    def texts(self, pooled: Tensor) -> Tensor:
        """Embeddings (B, embedding) of unit sentence features (B, text_width)."""
        return functional.normalize(self.text_out(pooled * self.config.text_width**0.5).float(), dim=-1)

    @torch.inference_mode()
    def embed_motions(self, sequences: Sequence[np.ndarray], batch: int = 64) -> np.ndarray:
        """(N, embedding) of N feature sequences (T, 269) of any lengths."""
        # Like lengths together: little padding.
        order = np.argsort([len(sequence) for sequence in sequences], kind="stable")
        result = np.zeros((len(sequences), self.config.embedding), dtype=np.float32)
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            result[chosen] = self.motions(*padded([sequences[index] for index in chosen])).numpy()
        return result

    @torch.inference_mode()
    def embed_texts(self, pooled: Tensor) -> np.ndarray:
        """(N, embedding) of unit sentence features (N, text_width)."""
        return self.texts(pooled).numpy()

    def save(self, path: Path, provenance: dict) -> None:
        tensors = dict(self.state_dict())
        tensors |= {"normalization.mean": self.normalization.mean, "normalization.deviation": self.normalization.deviation}
        save_weights(path, tensors, {"config": asdict(self.config), "provenance": provenance})

    @classmethod
    def load(cls, path: Path = WEIGHTS / FILE_NAME) -> Evaluator:
        """Raises WeightsError with a sentence where the file is missing, damaged or of another version."""
        tensors, header = load_weights(path)
        try:
            normalization = Normalization(tensors.pop("normalization.mean"), tensors.pop("normalization.deviation"))
            network = cls(EvaluatorConfig(**header["config"]), normalization)
            network.load_state_dict(tensors)
        except (KeyError, TypeError, RuntimeError) as error:
            raise WeightsError(f"The evaluator “{path.name}” belongs to another version. Train it again.") from error
        return network.eval().requires_grad_(False)


def padded(sequences: Sequence[np.ndarray]) -> tuple[Tensor, Tensor]:
    """Feature sequences (T, 269) in one tensor (B, longest T, 269), and their lengths (B,)."""
    frames = torch.tensor([len(sequence) for sequence in sequences])
    together = torch.zeros(len(sequences), int(frames.max()), sequences[0].shape[-1])
    for row, sequence in zip(together, sequences):
        row[: len(sequence)] = torch.from_numpy(sequence)
    return together, frames


def _present(frames: Tensor, length: int) -> Tensor:
    """(B, length) True at the first `frames` (B,) places."""
    return torch.arange(length, device=frames.device) < frames[:, None]
