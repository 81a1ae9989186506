"""The job that is running. A worker thread asks the server; its events wait in a queue until the main thread drains them.

Nothing here touches the scene: whoever starts a job passes `on_answer`, which is called on the main thread.
"""
from __future__ import annotations

import itertools
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import bpy

from . import endpoint, problems, redraw
from .client import Client, Endpoint, Job
from .messages import Answer, CompletionRequest, GenerationRequest, PoseAnswer, PoseRequest
from .problems import Problem, ServerProblem
from .sequence_messages import SequenceRequest
from .style_messages import InversionRequest, StyleAnswer

#: Seconds between two looks into the queue.
INTERVAL = 0.05

Connect = Callable[[threading.Event], Client]
Request = GenerationRequest | CompletionRequest | PoseRequest | SequenceRequest | InversionRequest


@dataclass(frozen=True)
class Progressed:
    job: int
    text: str
    fraction: float = 0.0


@dataclass(frozen=True)
class Arrived:
    job: int
    answer: Answer | PoseAnswer | StyleAnswer


@dataclass(frozen=True)
class Failed:
    job: int
    problem: Problem


@dataclass(frozen=True)
class Ended:
    """The job was cancelled, here or on the server."""

    job: int


@dataclass(frozen=True)
class Outcome:
    """How the last job ended where nothing went wrong: done after so many seconds, or cancelled. `server`: the one that could be asked
    then; what is said of another one is no longer news."""

    task: str
    done: bool
    seconds: float
    server: Endpoint | None


@dataclass
class RunningJob:
    """What the panel shows of the job. `id` is this session's own number for it, never used twice."""

    id: int
    request: Request
    text: str = "Starting"
    fraction: float = 0.0
    #: Whether no server has been reached yet: it may still be starting.
    connecting: bool = True
    started: float = field(default_factory=time.monotonic)
    on_answer: Callable[[Any], None] = lambda answer: None
    on_failure: Callable[[], None] = lambda: None
    reword: Callable[[str], str] = str
    #: The panel that shows it.
    panel: str = ""
    cancelled: threading.Event = field(default_factory=threading.Event)
    #: Whether the server has ended the job by itself, so that there is nothing to cancel.
    over: bool = False
    worker: threading.Thread | None = None

    def __post_init__(self) -> None:
        self.panel = self.panel or self.request.task


_numbers = itertools.count(1)
_events: queue.Queue[Any] = queue.Queue()
_running: RunningJob | None = None
_last_seconds = 0.0
_asked_in = ""
_last: Outcome | None = None
#: When the first of a chain of jobs began, while an answer lands that may ask for the next.
_began: float | None = None


def last_seconds() -> float:
    """From Generate to keyframes in the scene, for the last job that brought takes."""
    return _last_seconds


def outcome() -> Outcome | None:
    """How the last job ended; None where something went wrong (see `problems`), or where nothing has ended yet."""
    return _last


def asked_in() -> str:
    """The panel that shows the last job, and what went wrong with it."""
    return _asked_in


def ask_in(panel: str) -> None:
    """What went wrong is shown in this panel from now on: the animator works there."""
    global _asked_in
    _asked_in = panel


def running() -> RunningJob | None:
    """The job whose answer is awaited, if any."""
    return _running


def start(
    request: Request, connect: Connect, on_answer: Callable[[Any], None], reword: Callable[[str], str] = str, panel: str = "",
    on_failure: Callable[[], None] = lambda: None,
) -> RunningJob:
    """Starts a job. `connect` runs in the worker thread, may wait there, and gives the client; `on_answer` gets the result on
    the main thread, from `drain`, and `on_failure` is called there where there is none; `reword` turns the server's sentences into
    the scene's terms; `panel` names the task in whose panel the job is shown, by default its own.

    Raises RuntimeError where a job runs already.
    """
    global _running, _asked_in, _last
    if _running is not None:
        raise RuntimeError("a job is running already")
    _running = RunningJob(next(_numbers), request, on_answer=on_answer, on_failure=on_failure, reword=reword, panel=panel)
    _last = None
    if _began is not None:
        _running.started = _began
    _asked_in = _running.panel
    problems.show(None)
    _running.worker = threading.Thread(target=_work, args=(_running, connect), name="motion-prompt-job", daemon=True)
    _running.worker.start()
    if not bpy.app.timers.is_registered(_tick):
        bpy.app.timers.register(_tick, first_interval=INTERVAL, persistent=True)
    return _running


def cancel() -> None:
    """Gives the job up, here at once and on the server at its next step; what still comes of it is dropped."""
    global _running
    if _running is not None:
        _running.cancelled.set()
        job, _running = _running, None
        _end(job, done=False)
    redraw.now()


def forget() -> None:
    """Cancels the job and clears what the panel says of it: another file is open."""
    global _asked_in, _last
    cancel()
    _asked_in, _last = "", None
    problems.show(None)


def drain() -> None:
    """Handles every event that waits. Main thread only."""
    while True:
        try:
            event = _events.get_nowait()
        except queue.Empty:
            return
        if _running is not None and event.job == _running.id:
            _handle(event)
            redraw.now()


def wait(timeout: float = 60.0) -> bool:
    """Drains until the job is over, as the timer would: for background mode, where timers do not fire.

    Returns whether it was over within `timeout` seconds.
    """
    deadline = time.monotonic() + timeout
    drain()
    while _running is not None and time.monotonic() < deadline:
        time.sleep(0.005)
        drain()
    return _running is None


def _tick() -> float | None:
    drain()
    return INTERVAL if _running is not None else None


def _handle(event: Progressed | Arrived | Failed | Ended) -> None:
    global _running, _last_seconds, _began
    job = _running
    if isinstance(event, Progressed):
        job.text, job.fraction, job.connecting = event.text, event.fraction, False
        return
    _running = None
    if isinstance(event, Arrived):
        # Its threads have nothing left to do: none is at work beside the landing.
        job.worker.join(1.0)
        _began = job.started
        try:
            job.on_answer(event.answer)
        finally:
            _began = None
        _last_seconds = time.monotonic() - job.started
        _end(job, done=True)
    elif isinstance(event, Ended):
        _end(job, done=False)
    elif isinstance(event, Failed):
        problems.show(replace(event.problem, sentence=job.reword(event.problem.sentence)))
        job.on_failure()


def _end(job: RunningJob, done: bool) -> None:
    """Remembers how the job ended, unless its landing failed or asked for another."""
    global _last
    if _running is None and problems.shown() is None:
        _last = Outcome(job.request.task, done, time.monotonic() - job.started, endpoint.current())


def _work(job: RunningJob, connect: Connect) -> None:
    """The worker thread: whatever happens ends in exactly one last event."""
    try:
        _events.put(_outcome(job, connect))
    except ServerProblem as failure:
        _events.put(Failed(job.id, failure.problem))
    except Exception as failure:  # noqa: BLE001 - a thread that dies silently would leave the panel waiting for ever
        _events.put(Failed(job.id, Problem(f"The add-on failed while it waited for the server ({failure}).", "Try again.")))


def _outcome(job: RunningJob, connect: Connect) -> Arrived | Failed | Ended:
    client = connect(job.cancelled)
    if job.cancelled.is_set():
        return Ended(job.id)
    _events.put(Progressed(job.id, "Asking the server"))
    remote = client.ask(job.request)
    messenger = threading.Thread(target=_pass_on_cancel, args=(job, client, remote.id), name="motion-prompt-cancel", daemon=True)
    messenger.start()
    try:
        return _followed(job, client, remote)
    finally:
        job.cancelled.set()
        messenger.join(1.0)


def _followed(job: RunningJob, client: Client, remote: Job) -> Arrived | Failed | Ended:
    for remote in client.events(remote.id):
        if job.cancelled.is_set():
            return Ended(job.id)
        _events.put(_progress(job.id, remote))
    job.over = True
    if remote.state == "done":
        return Arrived(job.id, client.result(remote.id))
    if remote.state == "failed":
        return Failed(job.id, remote.error or Problem("The motion server could not do this.", "Try again."))
    return Ended(job.id)


def _pass_on_cancel(job: RunningJob, client: Client, remote_id: str) -> None:
    """Waits for the job's end, and tells the server where it did not end it itself."""
    job.cancelled.wait()
    try:
        if not job.over and not client.job(remote_id).over:
            client.cancel(remote_id)
    except ServerProblem:
        pass  # the server is gone, and the job with it


def _progress(number: int, remote: Any) -> Progressed:
    if remote.state == "queued":
        return Progressed(number, f"Waiting, {remote.ahead} ahead" if remote.ahead else "Waiting")
    if remote.state == "done" and remote.loss is None:
        return Progressed(number, "Fetching what was made", 1.0)
    text = f"Step {remote.step} of {remote.steps}"
    if remote.loss is not None:
        text = f"Step {remote.step} of {remote.steps} · loss {remote.loss:.3f}"
    return Progressed(number, text, remote.step / max(remote.steps, 1))
