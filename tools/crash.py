"""What a process that native code brought down says of its end: Python's stacks and, where gdb is installed, the native ones."""
from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tools.environment import ROOT

#: Frames that are shown of a native stack, and seconds that gdb may take.
_FRAMES, _PATIENCE = 30, 120
_PATTERN = Path("/proc/sys/kernel/core_pattern")


def may_leave_core(pid: int) -> None:
    """Lets a process leave a memory image when it crashes, if there is something to read it with (Linux)."""
    if sys.platform == "linux" and shutil.which("gdb"):
        import resource  # of Unix alone

        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        with suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_CORE, (hard, hard))


def report(program: Path, output: Path, since: float) -> str:
    """The stacks of a run of `program` that crashed after the time `since` and wrote to `output`: to be read by who looks for the cause."""
    said = output.read_text(errors="replace")
    where = said.rfind("Fatal Python error")
    lines = [line for line in said[max(where, len(said) - 20_000):].splitlines() if not line.startswith("Extension modules")]
    return "\n".join([*lines, *_native(program, since)])


def images_are_files() -> bool:
    """Whether a memory image ends up in a file; another program may take it instead."""
    return _PATTERN.exists() and not _PATTERN.read_text().startswith("|")


def _native(program: Path, since: float) -> list[str]:
    """The native stack of the thread that crashed, from the newest memory image, which is removed."""
    if not images_are_files() or not shutil.which("gdb"):
        return []
    pattern = ROOT / _PATTERN.read_text().strip()
    images = [path for path in pattern.parent.glob(f"{pattern.name.partition('%')[0]}*") if _is_image(path) and path.stat().st_mtime >= since]
    if not images:
        return []
    image = max(images, key=lambda path: path.stat().st_mtime)
    command = ["gdb", "-q", "-batch", "-ex", f"bt {_FRAMES}", str(program), str(image)]
    try:
        read = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        return []
    finally:
        image.unlink()
    return ["Native stack:", *(line for line in read.stdout.splitlines() if line.startswith("#"))]


def _is_image(path: Path) -> bool:
    """Whether it is an ELF file of the type "core"."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(18)
    return head[:4] == b"\x7fELF" and int.from_bytes(head[16:18], sys.byteorder) == 4
