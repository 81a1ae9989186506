"""Processes that leave nothing behind."""
from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from typing import IO

from tools.environment import ROOT

_running: set[subprocess.Popen] = set()


def run_in_own_group(
    command: list[str], variables: dict[str, str], patience: float, output: IO | None = None, started: Callable[[int], None] = lambda pid: None,
) -> int | None:
    """Exit status of a command, None where it had to be stopped after `patience` seconds. All it prints goes to `output`, where given;
    `started` gets the number of its process.

    Whatever it started ends with it (on Windows, the command alone).
    """
    process = subprocess.Popen(command, cwd=ROOT, env=variables, start_new_session=True, stdout=output, stderr=output)
    _running.add(process)
    started(process.pid)
    try:
        return process.wait(patience)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _running.discard(process)
        _end_group(process)


def end_all() -> None:
    """End every command that another thread waits for: Ctrl-C reaches the main thread only."""
    for process in tuple(_running):
        _end_group(process)


def _end_group(process: subprocess.Popen) -> None:
    if os.name == "nt":
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    process.wait()
