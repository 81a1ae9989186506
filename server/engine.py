"""The engine: one thread that loads the motion models and runs one job after another through them."""
from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Any, Literal, Protocol, runtime_checkable

from server.jobs import Job, JobQueue, Request, Result
from server.problems import Problem, ProblemError, problem
from server.refusals import REFUSALS, refused
from server.wording import WORDINGS, Wording

log = logging.getLogger("server")


class Pipeline(Protocol):
    """What the engine needs of a model: requests of one kind to results, with progress and a way to stop.

    provenance holds name, text_encoder, licence and trained_on. A call returns one motion a take (in a Completion where the
    request is one of those), PoseCandidates, or what was Learned; it calls on_step(steps done, steps in all) after each step,
    with the loss as a third where it learns, and raises (anything) soon after `cancelled` says True.
    """

    provenance: Mapping[str, Any]

    def __call__(self, request: Any, on_step: Callable[..., None], cancelled: Callable[[], bool]) -> Result: ...


@runtime_checkable
class Keeper(Pipeline, Protocol):
    """Its result outlives the job: `keep` is called when nobody can cancel the job any more, and does all or nothing."""

    def keep(self, request: Any, result: Any) -> None: ...


#: For each kind of request what loads its pipeline, given the pipelines loaded before it.
Loads = Mapping[type[Request], Callable[[Mapping[type[Request], Pipeline]], Pipeline]]


class LoadError(Exception):
    """The model cannot be loaded; says why in one sentence, and what mends it."""

    def __init__(self, detail: str, action: str | None = None):
        super().__init__(detail)
        self.detail, self.action = detail, action


class Engine:
    """Loads pipelines in the background, in their order, and runs the queue's jobs through them, one at a time.

    The engine is ready with the first, and nothing works without it. One of the others that does not load takes away its own
    task alone.
    """

    def __init__(self, loads: Loads, jobs: JobQueue):
        self.status: Literal["loading", "ready", "failed"] = "loading"
        self.problem = problem("loading", "The motion models are still loading.", "Wait a few seconds, then try again.")
        self.provenance: Mapping[str, Any] = {}
        self._loads, self._jobs = loads, jobs
        self._pipelines: dict[type[Request], Pipeline] = {}
        self._refusals: dict[type[Request], Problem] = {}
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

    def refusal(self, kind: type[Request]) -> Problem | None:
        """Why requests of this kind cannot be run; None where they can, or where their model is still to be loaded."""
        return self._refusals.get(kind)

    def _work(self) -> None:
        first, *others = self._loads
        if not self._load(first):
            self.problem, self.status = self._refusals[first], "failed"
            self._jobs.close(self.problem, "failed")
            return
        self.provenance, self.status = self._pipelines[first].provenance, "ready"
        log.info("ready")
        for kind in others:
            self._load(kind)
        while job := self._jobs.take():
            self._run(job)

    def _load(self, kind: type[Request]) -> bool:
        try:
            self._pipelines[kind] = self._loads[kind](self._pipelines)
            return True
        except LoadError as error:
            log.error("%s %s", error.detail, error.action or "")
            self._refusals[kind] = problem("models-failed", error.detail, error.action)
        except BaseException:
            detail = f"{WORDINGS[kind.task].models} could not be loaded."
            log.exception(detail)
            self._refusals[kind] = problem("models-failed", detail, "Install the server again; its log says what is wrong.")
        return False

    def _run(self, job: Job) -> None:
        request, result, error = job.request, None, self._refusals.get(type(job.request))
        if not error:
            result, error = self._result(job)
        status = self._jobs.finish(job, result, error)
        seconds = status.seconds or 0.0
        log.info("job %s (%s) %s after %.2f s (%s)", job.id, request.task, status.state, seconds, request.summary)

    def _result(self, job: Job) -> tuple[Result | None, Problem | None]:
        try:
            pipeline = self._pipelines[type(job.request)]
            result = pipeline(job.request, lambda *progress: self._jobs.advance(job, *progress), lambda: job.cancelled)
            if not result:
                raise ValueError("the model gave nothing")
            if isinstance(pipeline, Keeper) and self._jobs.seal(job):
                pipeline.keep(job.request, result)
            return result, None
        except REFUSALS as refusal:
            return None, refused(refusal)
        except BaseException as failure:
            if job.cancelled:
                return None, None
            log.exception("job %s failed", job.id)
            return None, _explain(failure, WORDINGS[job.request.task])


def _explain(failure: BaseException, wording: Wording) -> Problem:
    # PyTorch's allocators raise RuntimeErrors that say so in words.
    if isinstance(failure, MemoryError) or "out of memory" in str(failure) or "can't allocate memory" in str(failure):
        detail = f"The computer has too little free memory for this {wording.result}."
        return problem("out-of-memory", detail, wording.lighter)
    action = f"Try again with {wording.other}; if it stays, restart the server. Its log says what happened."
    return problem("generation-failed", f"The {wording.result} could not be {wording.made}.", action)
