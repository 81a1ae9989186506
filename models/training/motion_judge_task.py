"""Training of the motion judge: on LEAD's windows, with a network, a loss and a start of its own."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from models.evaluation.judge import JUDGE, MotionJudge
from models.lead.config import STARTER
from models.normalization import Normalization
from models.training.sequences import TrainingSequence, sampling_weights
from models.training.vae_task import VAETask

_SEED = 20_003
_CHECKED = 80


@dataclass
class MotionJudgeTask(VAETask):
    """As `VAETask`, but with features alone in the loss: MSE + 5 · velocity MSE + KL. Saves a `MotionJudge`."""

    on_gpu = True

    window: int = 96
    batch: int = 24
    learning_rate: float = 8e-4
    name: str = "motion_judge"

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        target = self.normalization.apply(self._batch(generator)[0].to(next(self.module.parameters()).device))
        mean, log_variance = self.module.encode(target)
        latents = mean + torch.randn(mean.shape, generator=generator).to(mean) * (0.5 * log_variance).exp()
        rebuilt = self.module.decode(latents, target.shape[1]).float()
        mean, log_variance = mean.float(), log_variance.float()
        mse = functional.mse_loss(rebuilt, target)
        velocity = functional.mse_loss(rebuilt.diff(dim=1), target.diff(dim=1))
        kl = 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).mean()
        shown = {"mse": float(mse.detach()), "velocity": float(velocity.detach()), "kl": float(kl.detach())}
        return mse + 5 * velocity + self.kl_weight * kl, shown

    def validate(self, module: nn.Module) -> dict[str, float]:
        """What the judge will say of real clips: mean error over each group."""
        judge = MotionJudge(module, self.normalization)
        return {f"{group}_error": float(np.mean([judge.error(sequence) for sequence in sequences]))
                for group, sequences in self.validation.items()}

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
