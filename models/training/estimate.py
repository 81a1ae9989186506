"""`python -m models.training NAME --config paper --estimate`: what a stage's training with the papers' schedule costs, before it is begun.

A few steps of a small batch are timed here and their arithmetic is counted, on motions of noise as long as HumanML3D's. Both grow with the
batch; the optimiser's own time does not.
"""
from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional
from torch.utils.flop_counter import FlopCounterMode

from models.features import FEATURE_WIDTH
from models.lead.config import PAPER
from models.lead.vae import build_vae
from models.normalization import Normalization
from models.training.batches import MotionBatches
from models.training.denoiser_task import DenoiserTask, Latents
from models.training.loop import Task
from models.training.projector_task import ProjectorTask
from models.training.schedule import PAPER_SCHEDULES, Schedule
from models.training.sequences import LONGEST, TrainingSequence
from models.training.text_table import MAX_WORDS, TextTable
from models.training.vae_task import VAETask

#: Motions in HumanML3D's train.txt, mirror images among them, and their mean length, 7.1 s.
HUMANML3D_MOTIONS, _MEAN_FRAMES = 23_384, 213
#: Arithmetic that a GeForce RTX 3090, the card LEAD's projector was trained on, keeps up: a fifth, an assumption, of the 71 · 10¹² operations
#: a second that its data sheet gives for dense bf16.
TFLOPS = 14.0
_BATCH, _STEPS = 8, 3


@dataclass(frozen=True)
class Estimate:
    """seconds: of a whole step here, measured, of which the optimiser takes `optimiser`. tflop: arithmetic of a step, 10¹² operations."""

    name: str
    schedule: Schedule
    motions: int
    seconds: float
    optimiser: float
    tflop: float

    @property
    def steps(self) -> int:
        return self.schedule.steps(self.motions)

    def text(self, tflops: float) -> str:
        """The estimate in three lines; `tflops`: 10¹² operations a second that a GPU keeps up."""
        threads = torch.get_num_threads()
        return "\n".join([
            f"{self.name}, paper: {self.schedule.epochs:,} epochs of {self.motions:,} motions, {self.schedule.batch:,} a step = {self.steps:,} steps.",
            f"Measured here ({threads} thread{'s' * (threads > 1)}): {self.seconds:.2f} s a step, {1 / self.seconds:.3f} steps a second, "
            f"{self.steps * self.seconds / 3600:,.0f} hours ({self.steps * self.seconds / 86400:,.0f} days).",
            f"Counted: {self.tflop:.2f} TFLOP a step; a GPU that keeps up {tflops:g} TFLOP/s takes {self.steps * self.tflop / tflops / 3600:,.1f} hours "
            "for them. Loading, optimiser and validation come on top.",
        ])


def estimate(name: str, motions: int = HUMANML3D_MOTIONS) -> Estimate:
    """What stage `name` ("vae", "denoiser", "projector") takes. Runs a few steps of a batch of 8."""
    schedule, task = PAPER_SCHEDULES[name], _task(name)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    module = task.module.to(device)
    optimizer, generator = torch.optim.AdamW(module.parameters(), lr=schedule.learning_rate), torch.Generator().manual_seed(0)
    with FlopCounterMode(display=False) as counter:
        _gradients(task, generator, device)  # also warms up
    grow = schedule.batch / _BATCH
    optimizer.step()
    times = [(_seconds(lambda: _gradients(task, generator, device)), _seconds(optimizer.step)) for _ in range(_STEPS)]
    gradients, optimiser = (statistics.median(column) for column in zip(*times))
    return Estimate(name, schedule, motions, grow * gradients + optimiser, optimiser, grow * counter.get_total_flops() / 1e12)


def _gradients(task: Task, generator: torch.Generator, device: torch.device) -> None:
    with torch.autocast(device.type, dtype=torch.bfloat16):
        loss, _ = task.loss(0, generator)
    task.module.zero_grad(set_to_none=True)
    loss.backward()


def _seconds(act) -> float:
    started = time.perf_counter()
    act()
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    return time.perf_counter() - started


def _task(name: str) -> Task:
    random = np.random.default_rng(0)
    lengths = random.integers(2 * _MEAN_FRAMES - LONGEST, LONGEST + 1, size=64)
    features = [random.normal(size=(length, FEATURE_WIDTH)).astype(np.float32) for length in lengths]
    normalization = Normalization(torch.zeros(FEATURE_WIDTH), torch.ones(FEATURE_WIDTH))
    if name == "vae":
        return VAETask(PAPER, features, np.ones(len(features)), {}, normalization, window=LONGEST, batch=_BATCH)
    width = PAPER.vae.latent_width
    latents = Latents(build_vae(PAPER.vae).eval().requires_grad_(False), normalization, torch.zeros(width), torch.ones(width))
    batches = MotionBatches([TrainingSequence(one, ("",), str(number), "seldom") for number, one in enumerate(features)], _BATCH)
    sentence = functional.normalize(torch.randn(1, PAPER.text_width), dim=-1)
    table = TextTable({"": 0}, sentence, torch.zeros(1, MAX_WORDS, PAPER.text_width), torch.ones(1, MAX_WORDS, dtype=torch.bool))
    return (DenoiserTask if name == "denoiser" else ProjectorTask)(PAPER, latents, batches, batches, table)
