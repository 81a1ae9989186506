"""Runs a program so that it can be watched, cancelled and read about afterwards."""
from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from .steps import Cancelled

#: Seconds between two looks at Cancel.
_INTERVAL = 0.1
#: What would send packages elsewhere, or bring foreign ones in.
_UNWANTED = {"PIP_TARGET", "PIP_USER", "PIP_PREFIX", "PIP_REQUIREMENT", "PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV"}
#: Lines of output that a failure is explained from.
_KEPT = 400


class Log:
    """The log of Set Up: a text file, kept across runs up to a size. One that cannot be written is no reason to stop."""

    def __init__(self, path: Path, most: int = 400_000):
        self.path = path
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and path.stat().st_size > most:
                path.write_bytes(path.read_bytes()[-most // 2 :])

    def write(self, line: str) -> None:
        with suppress(OSError), self.path.open("a", encoding="utf-8", errors="replace") as file:
            file.write(line + "\n")

    def text(self) -> str:
        try:
            return self.path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""


def run(
    command: Sequence[str], log: Log, cancelled: threading.Event, on_line: Callable[[str], None] = lambda line: None,
    on_wait: Callable[[], None] = lambda: None, temporary: Path | None = None, folder: Path | None = None,
) -> tuple[int, list[str]]:
    """Runs it to its end: exit code and the last lines it printed. `on_wait` is called about ten times a second.

    Raises Cancelled where `cancelled` is set meanwhile (the program is ended first), OSError where it cannot be started.
    """
    log.write("> " + " ".join(command))
    process = subprocess.Popen(
        list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=_environment(temporary), cwd=folder,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0), start_new_session=sys.platform != "win32",
    )
    lines: queue.Queue[str | None] = queue.Queue()
    reader = threading.Thread(target=_read, args=(process, lines), name="motion-prompt-set-up-output", daemon=True)
    reader.start()
    said: list[str] = []
    try:
        while True:
            if cancelled.is_set():
                raise Cancelled
            try:
                line = lines.get(timeout=_INTERVAL)
            except queue.Empty:
                on_wait()
                continue
            if line is None:
                break
            log.write(line)
            said = [*said, line][-_KEPT:]
            on_line(line)
        code = process.wait()
        log.write(f"  ended with {code}")
        return code, said
    finally:
        end(process)
        reader.join(2.0)
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                pipe.close()


def end(process: subprocess.Popen) -> None:
    """Ends it with everything that it started."""
    if process.poll() is not None:
        return
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(5.0)


def _read(process: subprocess.Popen, lines: queue.Queue[str | None]) -> None:
    with suppress(OSError, ValueError):
        for line in process.stdout:
            lines.put(line.decode("utf-8", "replace").rstrip())
    lines.put(None)


def _environment(temporary: Path | None) -> dict[str, str]:
    """Ours without what would lead packages astray. Downloads are unpacked on the environment's own disk, whose free space is known."""
    variables = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    variables |= {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    if temporary is not None:
        variables |= {name: str(temporary) for name in ("TMPDIR", "TEMP", "TMP")}
    return variables
