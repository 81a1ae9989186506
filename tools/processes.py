"""Processes that leave nothing behind."""
from __future__ import annotations

import os
import signal
import subprocess

from tools.environment import ROOT


def run_in_own_group(command: list[str], variables: dict[str, str], patience: float) -> int | None:
    """Exit status of a command, None where it had to be stopped after `patience` seconds.

    Whatever it started ends with it (on Windows, the command alone).
    """
    process = subprocess.Popen(command, cwd=ROOT, env=variables, start_new_session=True)
    try:
        return process.wait(patience)
    except subprocess.TimeoutExpired:
        return None
    finally:
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
