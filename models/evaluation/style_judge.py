"""The style judge: a small network that says how a motion is done and what is done, taught on real clips alone.

It exists to measure what a learned style looks like, never to generate, and is not shipped: `style_judge_task.cached_judge` trains it in
a few minutes and keeps it in the user's cache folder. So that nothing but style counts, it also reads clips that went through the
motion VAE, sees no contacts, and looks at 15 frames a second.

    judge = StyleJudge.load(path)
    styles, contents = judge.recognised(motions)   # ("elderly", …), ("walk", …): the captions' merged names
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from models.evaluation.evaluator import padded
from models.features import SLICES, encode
from models.motion import FPS, Motion
from models.normalization import Normalization
from models.weights_file import WeightsError, load_weights, save_weights

#: Contacts are thresholds on the rest and would make tiny differences look large: the network does not see them.
_SEEN = SLICES["contacts"].start
#: Neighbouring frames are averaged: what trembles from frame to frame tells a network's motion from a body's.
_STRIDE = 2


@dataclass(frozen=True)
class StyleJudgeConfig:
    """Shapes of the network, and the merged names it chooses among. dilations: one residual block each."""

    styles: tuple[str, ...]
    contents: tuple[str, ...]
    width: int = 96
    dilations: tuple[int, ...] = (1, 2, 4, 8, 1)
    dropout: float = 0.3


class StyleJudge(nn.Module):
    """Motions (B, T, 269) to scores of styles (B, S) and contents (B, C)."""

    def __init__(self, config: StyleJudgeConfig, normalization: Normalization):
        super().__init__()
        self.config, self.normalization = config, normalization
        width = config.width
        self.stem = nn.Conv1d(_SEEN, width, 3, padding=1)
        self.blocks = nn.ModuleList(_Block(width, dilation, config.dropout) for dilation in config.dilations)
        self.drop = nn.Dropout(config.dropout)
        # How is told by how it goes on the whole; what, also by what happens once (a turn, a hand that goes up).
        self.style_out = nn.Linear(2 * width, len(config.styles))
        self.content_out = nn.Linear(2 * width, len(config.contents))

    def forward(self, features: Tensor, frames: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of features (B, T, 269) in their own units, of which the first `frames` (B,) are real."""
        signal = self.normalization.apply(features)[..., :_SEEN].transpose(1, 2)
        signal = functional.avg_pool1d(signal, _STRIDE)
        real = torch.arange(signal.shape[2], device=frames.device) < (frames // _STRIDE)[:, None]
        real = real[:, None].to(signal)
        # What pads the batch is zero in every layer, or a motion's style would depend on its neighbours in the batch.
        signal = self.stem(functional.dropout(signal * real, 0.1, self.training)) * real
        for block in self.blocks:
            signal = block(signal) * real
        mean = signal.sum(dim=2) / real.sum(dim=2).clamp(min=1)
        most = signal.masked_fill(real == 0, -1e4).amax(dim=2)
        pooled = self.drop(torch.cat([mean, most], dim=1))
        return self.style_out(pooled), self.content_out(pooled)

    @torch.inference_mode()
    def chances(self, sequences: Sequence[np.ndarray], batch: int = 64) -> tuple[np.ndarray, np.ndarray]:
        """Probabilities of the styles (N, S) and of the contents (N, C) of N feature sequences (T, 269), T > 1, of any lengths."""
        order = np.argsort([len(sequence) for sequence in sequences], kind="stable")
        styles = np.zeros((len(sequences), len(self.config.styles)), dtype=np.float32)
        contents = np.zeros((len(sequences), len(self.config.contents)), dtype=np.float32)
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            scores = self(*padded([sequences[index] for index in chosen]))
            styles[chosen], contents[chosen] = (part.float().softmax(dim=-1).numpy() for part in scores)
        return styles, contents

    def recognised(self, motions: Sequence[Motion]) -> tuple[list[str], list[str]]:
        """The likeliest style and the likeliest content of each motion. Features are made anew from the skeleton."""
        return self.names(*self.chances([encode(motion.resampled(FPS))[0] for motion in motions]))

    def names(self, styles: np.ndarray, contents: np.ndarray) -> tuple[list[str], list[str]]:
        """The likeliest of each row of `chances`."""
        return ([self.config.styles[place] for place in styles.argmax(axis=1)],
                [self.config.contents[place] for place in contents.argmax(axis=1)])

    def save(self, path: Path, provenance: dict) -> None:
        tensors = dict(self.state_dict())
        tensors |= {"normalization.mean": self.normalization.mean, "normalization.deviation": self.normalization.deviation}
        save_weights(path, tensors, {"config": asdict(self.config), "provenance": provenance})

    @classmethod
    def load(cls, path: Path) -> StyleJudge:
        """Raises WeightsError with a sentence where the file is missing, damaged or of another version."""
        if not Path(path).is_file():
            raise WeightsError(f"There is no style judge “{path}”. Leave --judge out to train one.")
        tensors, header = load_weights(path)
        try:
            normalization = Normalization(tensors.pop("normalization.mean"), tensors.pop("normalization.deviation"))
            config = {name: tuple(value) if isinstance(value, list) else value for name, value in header["config"].items()}
            judge = cls(StyleJudgeConfig(**config), normalization)
            judge.load_state_dict(tensors)
        except (KeyError, TypeError, RuntimeError) as error:
            raise WeightsError(f"The style judge “{path}” belongs to another version. Leave --judge out to train one.") from error
        return judge.eval().requires_grad_(False)


class _Block(nn.Module):
    """A dilated residual block on (B, width, T); each frame's channels are normalised by themselves."""

    def __init__(self, width: int, dilation: int, dropout: float):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.gather = nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation)
        self.drop = nn.Dropout(dropout)
        self.mix = nn.Conv1d(width, width, 1)

    def forward(self, signal: Tensor) -> Tensor:
        # LayerNorm would make something of the zeros that pad the batch.
        present = (signal.abs().sum(dim=1, keepdim=True) > 0).to(signal)
        normed = self.norm(signal.transpose(1, 2)).transpose(1, 2) * present
        return signal + self.mix(self.drop(functional.silu(self.gather(normed))))
