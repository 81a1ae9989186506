"""Jobs: a bounded queue in fair order, their states, and those who listen to them. Safe to use from any thread."""
from __future__ import annotations

import asyncio
import bisect
import secrets
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from models.completion.request import Completion
from models.inversion.request import Learned
from models.motion import Motion
from models.pose.request import PoseCandidates
from models.sequence.request import SequenceResult
from server.exemplars import Inversion
from server.limits import FINISHED_JOBS, WAITING_JOBS
from server.problems import Problem, ProblemError, problem
from server.schemas import CompletionRequest, GenerationRequest, JobState, JobStatus, PoseRequest, SequenceRequest

#: Statuses kept for a listener that reads slowly; the oldest go first. More than any job has steps.
_BACKLOG = 512

#: What a job asks for.
Request = GenerationRequest | CompletionRequest | PoseRequest | SequenceRequest | Inversion
#: What it gives: one motion a take, a completion, poses, a sequence, or a style.
Result = list[Motion] | Completion | PoseCandidates | SequenceResult | Learned


class Listener:
    """Statuses of one job as they happen; made in an event loop and iterated there. Ends after the last one."""

    def __init__(self):
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        self._statuses: deque[JobStatus] = deque(maxlen=_BACKLOG)
        self._latest: JobStatus | None = None

    def put(self, status: JobStatus) -> None:
        """Hand over a status, from any thread."""
        if status == self._latest:
            return
        self._latest = status
        self._statuses.append(status)
        self._loop.call_soon_threadsafe(self._news.set)

    async def __aiter__(self) -> AsyncIterator[JobStatus]:
        while True:
            await self._news.wait()
            self._news.clear()
            while self._statuses:
                status = self._statuses.popleft()
                yield status
                if status.ended:
                    return


@dataclass(eq=False)
class Job:
    """One request on its way through the queue. Only `JobQueue` changes it."""

    request: Request
    client: str
    turn: int
    steps: int
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    state: JobState = "queued"
    step: int = 0
    loss: float | None = None
    cancelled: bool = False
    sealed: bool = False
    started: float = 0.0
    seconds: float | None = None
    error: Problem | None = None
    result: Result | None = None
    listeners: set[Listener] = field(default_factory=set)


class JobQueue:
    """Jobs waiting, the one running, and the last few that ended.

    Fair order is start-time fair queueing (Goyal, Vin and Cheng 1996) with jobs of equal weight: a job's turn is one more
    than the turn of its client's job before it, or the turn being served where that is later. So clients take turns however
    many jobs each of them queues, and one client's jobs keep their order.
    """

    def __init__(self, capacity: int = WAITING_JOBS, retained: int = FINISHED_JOBS):
        self.capacity, self._retained = capacity, retained
        self._changed = threading.Condition()
        self._jobs: dict[str, Job] = {}
        self._waiting: list[Job] = []
        self._running: Job | None = None
        self._ended: deque[str] = deque()
        self._served: tuple[str, int] = ("", 0)
        self._closed: Problem | None = None

    def submit(self, request: Request, client: str) -> JobStatus:
        """Queue a job. Raises ProblemError where the queue is full or closed."""
        with self._changed:
            if self._closed:
                raise ProblemError(self._closed)
            if len(self._waiting) >= self.capacity:
                detail = f"The server is busy: {len(self._waiting)} requests are waiting already."
                raise ProblemError(problem("queue-full", detail, "Wait until one is done, then try again."), {"Retry-After": "2"})
            job = Job(request, client, self._next_turn(client), request.steps)
            self._jobs[job.id] = job
            bisect.insort(self._waiting, job, key=lambda other: other.turn)
            self._changed.notify()
            self._publish_waiting()
            return self._status(job)

    def find(self, job_id: str) -> Job:
        """The job of that id. Raises ProblemError where there is none (any more)."""
        with self._changed:
            if job := self._jobs.get(job_id):
                return job
        detail = "The server does not know this job, or it ended long ago."
        raise ProblemError(problem("unknown-job", detail, "Start it again."))

    def status(self, job: Job) -> JobStatus:
        """The job as it stands now."""
        with self._changed:
            return self._status(job)

    def cancel(self, job: Job) -> JobStatus:
        """Take a waiting job out of the queue, or ask a running one to stop at its next step. One that is sealed or has ended
        stays as it is."""
        with self._changed:
            if job.state == "queued":
                self._waiting.remove(job)
                self._end(job, "cancelled")
            job.cancelled = job.cancelled or not job.sealed
            return self._status(job)

    @contextmanager
    def listen(self, job: Job) -> Iterator[Listener]:
        """A listener that hears the job's status now and every later one."""
        listener = Listener()
        with self._changed:
            job.listeners.add(listener)
            listener.put(self._status(job))
        try:
            yield listener
        finally:
            with self._changed:
                job.listeners.discard(listener)

    def take(self) -> Job | None:
        """The worker's call: wait for the next job and mark it running. None once the queue is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if self._closed:
                return None
            job = self._waiting.pop(0)
            job.state, job.started = "running", time.monotonic()
            self._running, self._served = job, (job.client, job.turn)
            self._publish(job)
            self._publish_waiting()
            return job

    def advance(self, job: Job, step: int, steps: int, loss: float | None = None) -> None:
        """The worker's call: so many of the job's so many steps are done; what is still wrong, where the job learns."""
        with self._changed:
            if job.state == "running":
                job.step, job.steps, job.loss = step, steps, loss
                self._publish(job)

    def seal(self, job: Job) -> bool:
        """The worker's call, before what cannot be taken back: nobody cancels the job any more. False where somebody has."""
        with self._changed:
            job.sealed = job.state == "running" and not job.cancelled
            return job.sealed

    def finish(self, job: Job, result: Result | None = None, error: Problem | None = None) -> JobStatus:
        """The worker's call: the job ended with a result or with an error; where it was to be cancelled, that wins."""
        with self._changed:
            if job.state == "running":
                job.result, job.error = (None, None) if job.cancelled else (result, error)
                self._end(job, "cancelled" if job.cancelled else "failed" if error else "done")
            return self._status(job)

    def close(self, reason: Problem, state: JobState = "cancelled") -> None:
        """End every job with `state` (and `reason` as its error where it failed), and refuse later ones with `reason`. A sealed
        one ends as it would have."""
        with self._changed:
            self._closed = reason
            unfinished = [*self._waiting, *([self._running] if self._running and not self._running.sealed else [])]
            self._waiting.clear()
            for job in unfinished:
                job.cancelled = True
                job.error = reason if state == "failed" else None
                self._end(job, state)
            self._changed.notify_all()

    def _next_turn(self, client: str) -> int:
        served_client, served_turn = self._served
        turns = [job.turn for job in self._waiting if job.client == client]
        if client == served_client:
            turns.append(served_turn)
        return max(served_turn, max(turns, default=-1) + 1)

    def _end(self, job: Job, state: JobState) -> None:
        job.state = state
        if job is self._running:
            self._running = None
            job.seconds = time.monotonic() - job.started
        if isinstance(job.request, Inversion):
            job.request = job.request.without_clips()
        self._publish(job)
        self._publish_waiting()
        self._ended.append(job.id)
        while len(self._ended) > self._retained:
            del self._jobs[self._ended.popleft()]

    def _status(self, job: Job) -> JobStatus:
        ahead = self._waiting.index(job) + bool(self._running) if job.state == "queued" else 0
        return JobStatus(
            id=job.id, task=job.request.task, state=job.state, step=job.step, steps=job.steps, ahead=ahead, error=job.error,
            seconds=job.seconds, loss=job.loss,
        )  # fmt: skip

    def _publish(self, job: Job) -> None:
        if job.listeners:
            status = self._status(job)
            for listener in job.listeners:
                listener.put(status)

    def _publish_waiting(self) -> None:
        for job in self._waiting:
            self._publish(job)
