"""The engine: one thread that loads the motion model and runs one job after another through it."""
from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Any, Literal, Protocol

from models.motion import Motion
from server.jobs import Job, JobQueue
from server.problems import Problem, ProblemError, problem
from server.schemas import GenerationRequest

log = logging.getLogger("server")


class Pipeline(Protocol):
    """What the engine needs of a model: text to motion, with progress and a way to stop.

    provenance holds name, text_encoder, licence and trained_on. A call returns one motion a take; it calls
    on_step(steps done, steps in all) after each sampling step, and raises (anything) soon after `cancelled` says True.
    """

    provenance: Mapping[str, Any]

    def __call__(
        self, request: GenerationRequest, on_step: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> list[Motion]: ...


class LoadError(Exception):
    """The model cannot be loaded; says why in one sentence, and what mends it."""

    def __init__(self, detail: str, action: str | None = None):
        super().__init__(detail)
        self.detail, self.action = detail, action


class Engine:
    """Loads a pipeline in the background and runs the queue's jobs through it, one at a time."""

    def __init__(self, load: Callable[[], Pipeline], jobs: JobQueue):
        self.status: Literal["loading", "ready", "failed"] = "loading"
        self.problem = problem("loading", "The motion models are still loading.", "Wait a few seconds, then try again.")
        self.provenance: Mapping[str, Any] = {}
        self._load, self._jobs = load, jobs
        # A daemon, because a model in the middle of a long operation must not keep the process alive.
        self._thread = threading.Thread(target=self._work, name="model", daemon=True)

    def start(self) -> None:
        """Begin to load; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End all jobs and let the thread finish at its next sampling step; returns at once."""
        self._jobs.close(problem("shutting-down", "The server is stopping.", "Start it again."))

    def join(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds for the thread to end; whether it has."""
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def require_ready(self) -> None:
        """Raise the ProblemError that says why there is no model (yet)."""
        if self.status != "ready":
            raise ProblemError(self.problem, {"Retry-After": "1"} if self.status == "loading" else None)

    def _work(self) -> None:
        try:
            pipeline = self._load()
        except LoadError as error:
            log.error("%s %s", error.detail, error.action or "")
            self._fail(error.detail, error.action)
        except BaseException:
            log.exception("The motion models could not be loaded.")
            self._fail("The motion models could not be loaded.", "Install the server again; its log says what is wrong.")
        else:
            self.provenance, self.status = pipeline.provenance, "ready"
            log.info("ready")
            while job := self._jobs.take():
                self._run(pipeline, job)

    def _fail(self, detail: str, action: str | None) -> None:
        self.problem = problem("models-failed", detail, action)
        self.status = "failed"
        self._jobs.close(self.problem, "failed")

    def _run(self, pipeline: Pipeline, job: Job) -> None:
        motions, error = None, None
        try:
            motions = pipeline(job.request, lambda step, steps: self._jobs.advance(job, step), lambda: job.cancelled)
            if not motions:
                raise ValueError("the model gave no motion")
        except BaseException as failure:
            if not job.cancelled:
                log.exception("job %s failed", job.id)
                error = _explain(failure)
        status = self._jobs.finish(job, motions, error)
        request = job.request
        log.info(
            "job %s %s after %.2f s (%.1f s, %d takes, %d steps)",
            job.id, status.state, status.seconds or 0.0, request.duration, request.takes, request.steps,
        )  # fmt: skip


def _explain(failure: BaseException) -> Problem:
    # PyTorch's allocators raise RuntimeErrors that say so in words.
    if isinstance(failure, MemoryError) or "out of memory" in str(failure) or "can't allocate memory" in str(failure):
        action = "Ask for fewer takes or a shorter motion, or close other programs."
        return problem("out-of-memory", "The computer has too little free memory for this motion.", action)
    action = "Try again with another seed; if it stays, restart the server. Its log says what happened."
    return problem("generation-failed", "The motion could not be generated.", action)
