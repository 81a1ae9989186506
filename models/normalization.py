"""Mean and spread of the features the networks see."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from models.features import SLICES


@dataclass(frozen=True)
class Normalization:
    """mean, deviation: (269,). One deviation a group of channels (root channels each their own), so that quiet joints stay quiet."""

    mean: Tensor
    deviation: Tensor

    @classmethod
    def of(cls, features: np.ndarray) -> Normalization:
        """From features (N, 269)."""
        deviation = features.std(axis=0)
        for name, channels in SLICES.items():
            if name != "root":
                deviation[channels] = np.sqrt(np.mean(deviation[channels] ** 2))
        # Yaw and planar velocity together steer where the character ends up: one scale for both directions of travel.
        deviation[1:3] = np.sqrt(np.mean(deviation[1:3] ** 2))
        return cls(torch.tensor(features.mean(axis=0)), torch.tensor(np.maximum(deviation, 1e-3)))

    def apply(self, features: Tensor) -> Tensor:
        return (features - self.mean.to(features)) / self.deviation.to(features)

    def undo(self, features: Tensor) -> Tensor:
        return features * self.deviation.to(features) + self.mean.to(features)
