"""What Set Up does, step by step, and what it says of itself while it does."""
from __future__ import annotations

import enum
import time
from dataclasses import dataclass, field

from ..connection.problems import Problem


class Step(enum.Enum):
    """The steps in their order; the value is what the panel says of one."""

    CHECK = "Checking this computer"
    PYTHON = "Looking for Python"
    ENVIRONMENT = "Making a private environment"
    TORCH = "Installing PyTorch"
    PACKAGES = "Installing the server's packages"
    TRIAL = "Trying the motion models"


#: The share of the whole time that each step takes, about; the progress bar's parts.
SHARES = {Step.CHECK: 0.01, Step.PYTHON: 0.02, Step.ENVIRONMENT: 0.05, Step.TORCH: 0.42, Step.PACKAGES: 0.34, Step.TRIAL: 0.16}


class Stage(enum.Enum):
    """Where a Set Up is as a whole."""

    IDLE = "idle"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class State:
    """`text` says what happens within the step, `fraction` how far the whole is, `problem` why it failed, `note` how it ended."""

    stage: Stage = Stage.IDLE
    step: Step | None = None
    text: str = ""
    fraction: float = 0.0
    problem: Problem | None = None
    note: str = ""
    started: float = field(default_factory=time.monotonic)

    @property
    def running(self) -> bool:
        return self.stage is Stage.RUNNING


class SetUpProblem(Exception):
    """Set Up cannot go on; `problem` is for the animator, `killed` says that a program was ended from outside."""

    def __init__(self, problem: Problem, killed: bool = False):
        super().__init__(str(problem))
        self.problem = problem
        self.killed = killed


class Cancelled(Exception):
    """The animator pressed Cancel, or Blender is closing."""


def overall(step: Step, within: float) -> float:
    """How far the whole is (0 to 1) where `step` is `within` (0 to 1) done."""
    before = 0.0
    for each in Step:
        if each is step:
            break
        before += SHARES[each]
    return min(before + SHARES[step] * min(max(within, 0.0), 1.0), 1.0)
