"""The papers' own training of the `paper` configuration; the `starter` is trained for as many minutes as it is given."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Schedule:
    """Motions a step, AdamW's rate, and how often every motion of the training set is seen."""

    batch: int
    learning_rate: float
    epochs: int

    def steps(self, motions: int) -> int:
        """Optimiser steps with a training set of so many motions."""
        return self.epochs * max(1, round(motions / self.batch))


#: MLD, section 4.2 (Chen et al. 2023), and LEAD, section 5.2. MotionLCM's distillation of the denoiser is not part of either.
PAPER_SCHEDULES = {
    "vae": Schedule(batch=128, learning_rate=1e-4, epochs=6000),
    "denoiser": Schedule(batch=64, learning_rate=1e-4, epochs=3000),
    "projector": Schedule(batch=1024, learning_rate=1e-4, epochs=200),
}
