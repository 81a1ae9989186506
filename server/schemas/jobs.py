"""Jobs on the wire."""
from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from server.problems import Problem

JobState = Literal["queued", "running", "done", "failed", "cancelled"]
Task = Literal["generate", "complete", "pose", "invert", "sequence"]


class JobStatus(BaseModel):
    """A job as it stands. steps: an estimate until the first is done. ahead: jobs that run before it. seconds: how long it ran,
    once it has ended. loss: of the task `invert`, how far the style still is from its clips; smaller is better."""

    id: str
    task: Task
    state: JobState
    step: int
    steps: int
    ahead: int
    error: Problem | None
    seconds: float | None
    loss: float | None

    @property
    def ended(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in ("done", "failed", "cancelled")
