"""Training of the motion judge: LEAD's VAE loss on a network, a window and a start of its own."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import nn

from models.evaluation.judge import JUDGE, MotionJudge
from models.lead.config import STARTER
from models.normalization import Normalization
from models.training.sequences import TrainingSequence, sampling_weights
from models.training.vae_task import VAETask

_SEED = 20_003
_CHECKED = 80


@dataclass
class MotionJudgeTask(VAETask):
    """As `VAETask`, with windows of 96 frames; saves a `MotionJudge`."""

    window: int = 96
    batch: int = 24
    learning_rate: float = 6e-4
    name: str = "motion_judge"

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        MotionJudge(module, self.normalization).save(path, provenance)


def build_task(sequences: Sequence[TrainingSequence], validation: Sequence[TrainingSequence]) -> MotionJudgeTask:
    """The task on `train` sequences; the network's start and the sample its scale is taken from differ from LEAD's."""
    sample = np.random.default_rng(_SEED).permutation(len(sequences))[:1500]
    normalization = Normalization.of(np.concatenate([sequences[index].features for index in sample]))
    checked = {"val": [sequence.features for sequence in validation[:: max(1, len(validation) // _CHECKED)]]}
    torch.manual_seed(_SEED)
    features = [sequence.features for sequence in sequences]
    return MotionJudgeTask(replace(STARTER, vae=JUDGE), features, sampling_weights(sequences), checked, normalization)
