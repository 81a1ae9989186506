"""The one training loop: every model is a `Task` to it. CPU or GPU, bf16, resumable, stops cleanly at its time budget."""
from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import torch
from torch import Tensor, nn
from tqdm import tqdm


class Task(Protocol):
    """A model in training. `module` holds what is optimised; `frozen` values and data are the task's own affair. A task whose batches follow
    the module to a GPU says so by `on_gpu = True`; without it, it stays on the processor."""

    name: str
    module: nn.Module
    learning_rate: float
    total_steps: int

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        """The loss of one batch drawn with `generator`, and what to show of it."""

    def validate(self, module: nn.Module) -> dict[str, float]:
        """Figures of the averaged weights on the validation clips."""

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        """Writes the averaged weights with their configuration and provenance."""


class Averaged:
    """Exponential moving average of a module's parameters: what is validated and shipped."""

    def __init__(self, module: nn.Module, decay: float = 0.999):
        self.decay = decay
        self.shadow = {name: value.detach().clone() for name, value in module.state_dict().items()}

    @torch.no_grad()
    def update(self, module: nn.Module, step: int) -> None:
        # Early on the average follows quickly, or it would remember the random start.
        decay = min(self.decay, (1 + step) / (10 + step))
        for name, value in module.state_dict().items():
            if value.dtype.is_floating_point:
                self.shadow[name].lerp_(value, 1 - decay)
            else:
                self.shadow[name].copy_(value)


def train(
    task: Task, out: Path, minutes: float, resume: Path | None = None, seed: int = 0, validate_every: float = 4.0,
    provenance: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Trains until `minutes` are over or `task.total_steps` are done, writing `out`/NAME.safetensors (averaged weights, with what
    `provenance` says), NAME.state.pt (to resume from) and NAME.log.jsonl (one line a validation)."""
    out.mkdir(parents=True, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() and getattr(task, "on_gpu", False) else "cpu")
    module = task.module.to(device)
    optimizer = torch.optim.AdamW(module.parameters(), lr=task.learning_rate, betas=(0.9, 0.99), weight_decay=0.01)
    averaged, step = Averaged(module), 0
    generator = torch.Generator().manual_seed(seed)
    if resume is not None:
        step = _load_state(resume, module, optimizer, averaged, generator)
    started = last_validated = time.monotonic()
    deadline = started + 60 * minutes
    bar = tqdm(total=task.total_steps, initial=step, desc=task.name, unit="step", mininterval=10)
    while step < task.total_steps and time.monotonic() < deadline:
        _set_rate(optimizer, task, step, (time.monotonic() - started) / (60 * minutes))
        with torch.autocast(device.type, dtype=torch.bfloat16):
            loss, shown = task.loss(step, generator)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(module.parameters(), 1.0)
        optimizer.step()
        step += 1
        averaged.update(module, step)
        bar.update()
        if step % 50 == 0:
            bar.set_postfix({name: f"{value:.4f}" for name, value in shown.items()})
        if time.monotonic() - last_validated > 60 * validate_every:
            _checkpoint(task, out, module, optimizer, averaged, generator, step, started, provenance)
            last_validated = time.monotonic()
    bar.close()
    _checkpoint(task, out, module, optimizer, averaged, generator, step, started, provenance)


def _set_rate(optimizer: torch.optim.Optimizer, task: Task, step: int, time_share: float) -> None:
    """Warm-up, then the full rate, then down to a twentieth over the last 40 % of the budget, whichever runs out first."""
    share = max(time_share, step / task.total_steps)
    rate = task.learning_rate * min(1.0, (step + 1) / 200) * (0.05 + 0.95 * min(1.0, (1 - share) / 0.4))
    for group in optimizer.param_groups:
        group["lr"] = rate


def _checkpoint(task: Task, out: Path, module, optimizer, averaged: Averaged, generator, step: int, started: float, provenance) -> None:
    live = {name: value.clone() for name, value in module.state_dict().items()}
    module.load_state_dict(averaged.shadow)
    module.eval()
    with torch.inference_mode():
        figures = task.validate(module)
    minutes = (time.monotonic() - started) / 60
    task.save(module, out / f"{task.name}.safetensors", {"step": step, "minutes": round(minutes, 1), **figures, **provenance})
    module.load_state_dict(live)
    module.train()
    state = {"module": live, "averaged": averaged.shadow, "optimizer": optimizer.state_dict(), "generator": generator.get_state(), "step": step}
    part = out / f"{task.name}.state.part"
    torch.save(state, part)
    os.replace(part, out / f"{task.name}.state.pt")
    with open(out / f"{task.name}.log.jsonl", "a", encoding="utf-8") as log:
        log.write(json.dumps({"step": step, "minutes": round(minutes, 2), **figures}) + "\n")
    tqdm.write(f"step {step}: " + ", ".join(f"{name} {value:.4f}" for name, value in figures.items()))


def _load_state(path: Path, module: nn.Module, optimizer, averaged: Averaged, generator: torch.Generator) -> int:
    state = torch.load(path, weights_only=True, map_location="cpu")
    module.load_state_dict(state["module"])
    optimizer.load_state_dict(state["optimizer"])
    averaged.shadow = {name: value.to(next(module.parameters()).device) for name, value in state["averaged"].items()}
    generator.set_state(state["generator"])
    return state["step"]


def parameter_count(modules: Iterable[nn.Module]) -> int:
    return sum(parameter.numel() for module in modules for parameter in module.parameters())
