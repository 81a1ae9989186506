"""Wait for another process to end, without polling: each system has a call for that."""
from __future__ import annotations

import os
import select
import sys
import threading
from collections.abc import Callable


def when_gone(pid: int, callback: Callable[[], None]) -> None:
    """Call `callback` in a thread of its own when the process `pid` has ended (at once where there is none)."""

    def watch() -> None:
        try:
            _wait(pid)
        except ProcessLookupError:
            pass
        callback()

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _wait(pid: int) -> None:
    if sys.platform == "win32":
        _wait_windows(pid)
    elif hasattr(select, "kqueue"):
        event = select.kevent(pid, select.KQ_FILTER_PROC, select.KQ_EV_ADD, select.KQ_NOTE_EXIT)
        select.kqueue().control([event], 1)
    else:
        poll = select.poll()
        poll.register(os.pidfd_open(pid), select.POLLIN)
        poll.poll()


def _wait_windows(pid: int) -> None:
    import ctypes

    synchronize, infinite = 0x00100000, 0xFFFFFFFF
    kernel = ctypes.WinDLL("kernel32")
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(synchronize, False, pid)
    if handle:
        kernel.WaitForSingleObject(ctypes.c_void_p(handle), infinite)
