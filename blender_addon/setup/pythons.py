"""Finds a Python that the server's packages are made for. Nothing is installed into it: it only lends itself to an environment."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

#: Versions that every pinned package has a build for, the best tested first.
VERSIONS = ((3, 11), (3, 12), (3, 13), (3, 14))
_ASK = """
import json
import pathlib
import struct
import sys
import sysconfig
try:
    import ensurepip
    wheels = [str(each) for each in sorted(pathlib.Path(ensurepip.__file__).parent.glob("_bundled/pip-*.whl"))]
except Exception:
    wheels = []
try:
    import venv
except Exception:
    venv = None
print(json.dumps({"version": sys.version_info[:2], "bits": struct.calcsize("P") * 8, "venv": venv is not None,
    "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")), "pip": wheels[-1] if wheels else "", "path": sys.executable}))
"""


@dataclass(frozen=True)
class FoundPython:
    """A Python that can make an environment; `pip` is the wheel of pip that it carries, or empty."""

    path: str
    version: tuple[int, int]
    pip: str


def ask(path: str) -> FoundPython | None:
    """What the Python at `path` says of itself; None where it cannot be used."""
    try:
        answer = subprocess.run(
            [path, "-I", "-c", _ASK], capture_output=True, text=True, timeout=20, stdin=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        said = json.loads(answer.stdout.strip().splitlines()[-1])
        version = tuple(said["version"])
        usable = version in VERSIONS and said["bits"] == 64 and said["venv"] and not said["free_threaded"]
        # Its own word for where it is: what was asked may be a link, or a shim that only leads to it.
        return FoundPython(said["path"] or path, version, said["pip"]) if usable else None
    except (OSError, ValueError, IndexError, KeyError, TypeError, subprocess.SubprocessError):
        return None


def find(
    blenders: str, look: Callable[[str], FoundPython | None] = ask, places: Callable[[], Iterator[str]] | None = None,
) -> Iterator[FoundPython]:
    """The Pythons that can be used, the best first; `blenders` is the path of Blender's own, which comes last: the environment would
    not outlive that Blender. One that carries no pip gets another's.

    The next one is looked for only when it is asked for: on a busy computer every look takes a second.
    """
    own, given = look(blenders) if blenders else None, []
    known = {os.path.realpath(own.path)} if own is not None else set()
    waiting: list[FoundPython] = []
    for place in dict.fromkeys((places or usual_places)()):
        python = look(place) if os.path.exists(place) else None
        if python is None or os.path.realpath(python.path) in known:
            continue
        known.add(os.path.realpath(python.path))
        if python.version == VERSIONS[0] and python.pip:
            given.append(python)
            yield python
        else:
            waiting.append(python)
    waiting = sorted(waiting, key=lambda python: VERSIONS.index(python.version)) + ([own] if own else [])
    pip = next((python.pip for python in (*given, *waiting) if python.pip), "")
    yield from (replace(python, pip=python.pip or pip) for python in waiting)


def usual_places() -> Iterator[str]:
    """Where a Python may lie on this system; not all of these exist."""
    for major, minor in VERSIONS:
        yield from _on_path(f"python{major}.{minor}")
    yield from _on_path("python3")
    yield from _on_path("python")
    home = Path.home()
    for major, minor in VERSIONS:
        dotted = f"{major}.{minor}"
        inside = "python.exe" if sys.platform == "win32" else f"bin/python{dotted}"
        if sys.platform == "win32":
            for base in (os.environ.get("LOCALAPPDATA", "") + r"\Programs\Python", os.environ.get("ProgramFiles", r"C:\Program Files"), "C:\\"):
                yield str(Path(base) / f"Python{major}{minor}" / "python.exe")
        elif sys.platform == "darwin":
            yield f"/Library/Frameworks/Python.framework/Versions/{dotted}/bin/python{dotted}"
            yield f"/opt/homebrew/bin/python{dotted}"
        yield f"/usr/local/bin/python{dotted}"
        for folder, pattern in (
            (home / ".pyenv" / "versions", f"{dotted}.*/{inside}"),
            (home / ".local" / "share" / "uv" / "python", f"cpython-{dotted}.*/{inside}"),
            (Path(os.environ.get("APPDATA", home)) / "uv" / "python", f"cpython-{dotted}.*/{inside}"),
        ):
            yield from (str(path) for path in sorted(folder.glob(pattern), reverse=True))
    yield from _from_launcher()


def _on_path(name: str) -> Iterator[str]:
    found = shutil.which(name)
    # The Microsoft Store's Python (or its mere advertisement) keeps what it writes apart from what other programs see.
    if found and "WindowsApps" not in found:
        yield found


def _from_launcher() -> Iterator[str]:
    """What the `py` launcher on Windows knows of."""
    launcher = shutil.which("py") if sys.platform == "win32" else None
    if launcher is None:
        return
    try:
        listed = subprocess.run(
            [launcher, "-0p"], capture_output=True, text=True, timeout=20, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return
    for line in listed.splitlines():
        path = line.split(maxsplit=1)[-1].lstrip("* ").strip()
        if path.lower().endswith("python.exe") and "WindowsApps" not in path:
            yield path
