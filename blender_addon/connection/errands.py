"""Short calls to the server that are no jobs: reading the list of styles, deleting one. A worker thread makes each; what comes back
is handled on the main thread. Nobody waits.
"""
from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import bpy

from . import redraw
from .client import Client
from .problems import Problem, ServerProblem

#: Seconds between two looks for an answer.
_INTERVAL = 0.05


@dataclass(frozen=True)
class _Done:
    worker: threading.Thread
    handle: Callable[[Any], None]
    answer: Any


_done: queue.Queue[_Done] = queue.Queue()
_under_way: set[threading.Thread] = set()
#: Raised when what is under way no longer matters.
_generation = 0


def send(
    client: Client, call: Callable[[Client], Any], land: Callable[[Any], None], refused: Callable[[Problem], None],
) -> None:
    """Makes `call` in a worker thread; then, on the main thread, `land` gets its answer, or `refused` what went wrong."""
    generation = _generation

    def work() -> None:
        me = threading.current_thread()
        try:
            done = _Done(me, land, call(client))
        except ServerProblem as failure:
            done = _Done(me, refused, failure.problem)
        except Exception as failure:  # noqa: BLE001 - a thread that dies silently would leave the panel waiting for ever
            done = _Done(me, refused, Problem(f"The add-on failed while it waited for the server ({failure}).", "Try again."))
        if generation == _generation:
            _done.put(done)

    worker = threading.Thread(target=work, name="motion-prompt-errand", daemon=True)
    _under_way.add(worker)
    worker.start()
    if not bpy.app.timers.is_registered(_tick):
        bpy.app.timers.register(_tick, first_interval=_INTERVAL, persistent=True)


def drain() -> None:
    """Handles every answer that waits. Main thread only."""
    while True:
        try:
            done = _done.get_nowait()
        except queue.Empty:
            return
        done.worker.join(1.0)
        _under_way.discard(done.worker)
        done.handle(done.answer)
        redraw.everywhere()


def wait(timeout: float = 20.0) -> bool:
    """Drains until nothing is under way, as the timer would: for background mode. Returns whether that was within `timeout` seconds."""
    deadline = time.monotonic() + timeout
    drain()
    while _under_way and time.monotonic() < deadline:
        time.sleep(0.005)
        drain()
    return not _under_way


def forget() -> None:
    """Drops what is under way: the add-on is switched off."""
    global _generation
    _generation += 1
    _under_way.clear()
    if bpy.app.timers.is_registered(_tick):
        bpy.app.timers.unregister(_tick)
    while not _done.empty():
        _done.get_nowait()


def _tick() -> float | None:
    drain()
    return _INTERVAL if _under_way else None
