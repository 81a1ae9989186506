"""The motion server's process on this computer: start, watch, stop, or join one that this user runs already.

A thread follows the process; what it learns is one immutable `State`, replaced as a whole, so `state()` never waits.
"""
from __future__ import annotations

import enum
import json
import os
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from .. import licences
from .client import Client, Endpoint
from .problems import OPEN_PREFERENCES, SET_UP, START_SERVER, Problem, ServerProblem

#: Seconds between two looks at the process, and between two questions to a server that was ready.
_INTERVAL, _QUESTIONS = 0.1, 2.0
#: Seconds after which a server that runs and answers nothing counts as failed, so that it can be started again.
_SILENCE = 30.0
#: Seconds until a process that has not said where it listens counts as failed.
_START_PATIENCE = 60.0
_PORT_IN_USE, _RUNS_ALREADY = 3, 4


class Status(enum.Enum):
    STOPPED = "Stopped"
    STARTING = "Starting"
    LOADING = "Loading the model"
    READY = "Ready"
    FAILED = "Failed"


@dataclass(frozen=True)
class State:
    """`problem` is set where the status is FAILED, `endpoint` where the server answers; `joined` is a server started elsewhere."""

    status: Status = Status.STOPPED
    endpoint: Endpoint | None = None
    problem: Problem | None = None
    joined: bool = False


@dataclass(frozen=True)
class Launch:
    """How to start: the Python, the folder that holds `server` and `models`, the folder for its state, its log file, and where a private
    environment keeps compiled modules (None: the Python is not that of a private environment)."""

    python: str
    root: Path
    state_dir: Path
    log: Path
    pycache: Path | None = None


@dataclass
class _Run:
    """One start: the thread that follows it looks at `stopping`, and only the newest run may change the state."""

    launch: Launch
    stopping: threading.Event = field(default_factory=threading.Event)
    process: subprocess.Popen | None = None
    thread: threading.Thread | None = None


class _Gone(Exception):
    """A joined server answers no more."""


_state = State()
_run: _Run | None = None


def state() -> State:
    """What is known of the server now."""
    return _state


def start(launch: Launch) -> None:
    """Starts the server, or joins the one whose state file is in `launch.state_dir`; returns at once."""
    global _state, _run
    if _state.status in (Status.STARTING, Status.LOADING, Status.READY):
        return
    stop()
    _state, _run = State(Status.STARTING), _Run(launch)
    _run.thread = threading.Thread(target=_follow, args=(_run,), name="motion-prompt-server", daemon=True)
    _run.thread.start()


def stop(patience: float = 3.0) -> None:
    """Ends the process if this add-on started it; leaves a joined server alone."""
    global _state, _run
    run, _run, _state = _run, None, State()
    if run is not None:
        run.stopping.set()
        if run.process is not None and run.process.poll() is None:
            _end(run.process, patience)
            # A server that had to be killed could not tidy up; its token must not stay behind.
            (run.launch.state_dir / "server.json").unlink(missing_ok=True)
        run.thread.join(patience)


def wait_until_ready(timeout: float = 60.0, given_up: threading.Event | None = None) -> Endpoint:
    """Blocks until the server is ready. For worker threads and background mode.

    Raises ServerProblem where it fails, stops, or takes longer than `timeout` seconds.
    """
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline and not (given_up is not None and given_up.is_set()):
        now = _state
        if now.status is Status.READY:
            return now.endpoint
        if now.status is Status.FAILED:
            raise ServerProblem(now.problem)
        if now.status is Status.STOPPED:
            raise ServerProblem(Problem("The motion server is not running.", "Start it, then try again.", START_SERVER))
        time.sleep(0.02)
    raise ServerProblem(Problem("The motion server is still not ready.", "Wait a little, then try again."))


def _follow(run: _Run) -> None:
    """The watcher thread's whole life."""
    try:
        endpoint = _running(run.launch.state_dir)
        joined = endpoint is not None
        try:
            _watch(run, endpoint if joined else _launch(run), joined)
        except _Gone:
            if _state.status is Status.READY:
                # The Blender that started it has closed. Whoever needs a server next starts one.
                _set(run, State())
            else:
                # Somebody waits for it.
                _set(run, State(Status.STARTING))
                _watch(run, _launch(run), joined=False)
    except ServerProblem as failure:
        _set(run, State(Status.FAILED, problem=failure.problem))
    except OSError as failure:
        mends = ("Press Set Up to mend it.", SET_UP) if run.launch.pycache else ("Check the Python in the preferences.", OPEN_PREFERENCES)
        _set(run, State(Status.FAILED, problem=Problem(f"The motion server could not be started ({failure.strerror or failure}).", *mends)))
    finally:
        # Stopped just as the process came up: nobody else knows of it.
        if run.stopping.is_set() and run.process is not None:
            _end(run.process, 3.0)


def _set(run: _Run, state: State) -> None:
    global _state
    if run is _run and not run.stopping.is_set():
        _state = state


def _launch(run: _Run) -> Endpoint | None:
    """Starts the process and waits until it has written where it listens; None where it is being stopped."""
    launch = run.launch
    launch.state_dir.mkdir(parents=True, exist_ok=True)
    launch.log.parent.mkdir(parents=True, exist_ok=True)
    (launch.state_dir / "server.json").unlink(missing_ok=True)
    cache = ["-X", f"pycache_prefix={launch.pycache}"] if launch.pycache is not None else []
    command = [
        launch.python, *cache, "-m", "server", "--port", "0", "--state-dir", str(launch.state_dir), "--parent-pid", str(os.getpid()),
    ]
    with launch.log.open("wb") as log:
        run.process = subprocess.Popen(
            command, cwd=launch.root, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    deadline = time.monotonic() + _START_PATIENCE
    while not run.stopping.wait(_INTERVAL):
        endpoint = _published(launch.state_dir)
        if endpoint is not None:
            return endpoint
        if run.process.poll() is not None:
            raise ServerProblem(_why_it_ended(run.process.returncode, launch))
        if time.monotonic() > deadline:
            _end(run.process, 1.0)
            raise ServerProblem(Problem("The motion server did not start in a minute.", f"Its log is {launch.log}", START_SERVER))
    return None


def _watch(run: _Run, endpoint: Endpoint | None, joined: bool) -> None:
    """Asks for the server's health until it is ready, then watches over it until it is stopped or ends."""
    asked, answered = 0.0, time.monotonic()
    while not run.stopping.wait(_INTERVAL):
        code = None if joined else run.process.poll()
        if code == _RUNS_ALREADY:
            joined = True  # Another Blender's came first, and what was written where it listens is of that one.
        elif code is not None:
            raise ServerProblem(_why_it_ended(code, run.launch))
        if _state.status in (Status.READY, Status.FAILED) and time.monotonic() - asked < _QUESTIONS:
            continue
        asked = time.monotonic()
        said = _look(endpoint, joined)
        if said is not None:
            answered = time.monotonic()
            _set(run, said)
        elif time.monotonic() - answered > _SILENCE:
            silent = Problem("The motion server runs, but does not answer any more.", "Start it again.", START_SERVER)
            _set(run, State(Status.FAILED, problem=silent))


def _look(endpoint: Endpoint, joined: bool) -> State | None:
    """What the server says of itself; None where it is busy for a moment (if it has ended, its process says so)."""
    try:
        health = Client(endpoint, patience=5.0).health()
    except ServerProblem:
        if joined:
            raise _Gone from None
        return None
    if health.status == "failed":
        problem = Problem(health.detail or "The motion server could not load its model.", "", START_SERVER)
        return State(Status.FAILED, endpoint, problem, joined)
    return State(Status.READY if health.status == "ready" else Status.LOADING, endpoint, joined=joined)


def _published(state_dir: Path) -> Endpoint | None:
    """What the server wrote about itself; None where there is no such file or it is not whole."""
    try:
        written = json.loads((state_dir / "server.json").read_text(encoding="utf-8"))
        return Endpoint(str(written["address"]), str(written["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _running(state_dir: Path) -> Endpoint | None:
    """The server that runs already and can be used; None where there is none."""
    endpoint = _published(state_dir)
    return endpoint if endpoint is not None and _answers(endpoint) else None


def _answers(endpoint: Endpoint) -> bool:
    """Whether a server of this version answers there and accepts the token. One that died leaves its file behind, and after an update a Blender
    that is still open has one that does not know what is new."""
    try:
        client = Client(endpoint, patience=2.0)
        health = client.health()
        if health.status == "failed" or health.version != licences.VERSION:
            return False
        client.capabilities()
    except ServerProblem as failure:
        return failure.status == 503
    return True


def _why_it_ended(code: int, launch: Launch) -> Problem:
    if code == _PORT_IN_USE:
        return Problem("The motion server's port is in use.", "Try again.", START_SERVER)
    try:
        last = launch.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1]
    except (OSError, IndexError):
        last = ""
    private = launch.pycache is not None
    if private and ("No module named" in last or "No Python at" in last or "did not find executable" in last):
        return Problem(f"The motion server's environment is damaged ({last[:200]}).", "Press Set Up to mend it.", SET_UP)
    if "No module named" in last:
        return Problem(
            f"This Python lacks a part of the motion server ({last}).",
            "Choose the Python of the environment that build_addon.py made.", OPEN_PREFERENCES,
        )
    # What it notes of its ordinary work says nothing of why it ended.
    said = f" It said: {last[:200]}" if last and " INFO " not in last else ""
    return Problem(f"The motion server stopped by itself.{said}", "Start it again.", START_SERVER)


def _end(process: subprocess.Popen, patience: float) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            with suppress(subprocess.TimeoutExpired):
                process.wait(patience)


def _environment() -> dict[str, str]:
    """Ours without what Blender may have set for its own Python."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP")}
