"""Set Up in this Blender: the run that is under way, what the panels show of it, and what there is. Main thread only."""
from __future__ import annotations

import os
import sys
import threading
from functools import cache
from pathlib import Path

import bpy

from .. import places, preferences
from ..connection import redraw
from ..connection.problems import Problem, ServerProblem
from . import folder
from .builds import Build, build_named
from .folder import Condition, EnvironmentFolder
from .machine import Recipe, SetUp
from .steps import State

#: Seconds between two looks at a run.
_INTERVAL = 0.25

_run: SetUp | None = None


def environment() -> EnvironmentFolder:
    """The private environment of this extension, whether it exists or not."""
    return EnvironmentFolder(places.user_folder())


def build() -> Build:
    """The build of PyTorch that the preferences ask for."""
    return build_named(preferences.server_settings().torch_build)


def condition() -> Condition:
    """What there is of the private environment, compared with what this version of the extension needs."""
    server = places.server_folder()
    return environment().condition(build(), _fingerprint(server, build())) if server is not None else Condition.ABSENT


def state() -> State:
    """How the run that is under way, or was last, is."""
    return _run.state if _run is not None else State()


def start() -> None:
    """Starts Set Up; returns at once. Raises ServerProblem where the extension is not whole."""
    global _run
    if state().running:
        return
    _run = SetUp(_recipe())
    _run.start()
    if not bpy.app.timers.is_registered(_watch):
        bpy.app.timers.register(_watch, first_interval=_INTERVAL, persistent=True)
    redraw.everywhere()


def cancel() -> None:
    """Asks the run to stop; it does within a second."""
    if _run is not None:
        _run.cancel()


def wait(timeout: float) -> State:
    """Waits for the run's end: for background mode, where timers do not fire."""
    if _run is not None:
        _run.wait(timeout)
    return state()


def forget() -> None:
    """Forgets how the last run ended."""
    global _run
    if not state().running:
        _run = None


def remove() -> None:
    """Removes the environment: it is gone at once, its files a little later. Raises SetUpProblem where one of them is in use."""
    place = environment()
    with folder.sole_use(place.home):
        place.put_aside()
    forget()
    threading.Thread(target=place.clear_remains, name="motion-prompt-remove", daemon=True).start()
    redraw.everywhere()


def leave() -> None:
    """Blender closes, or the add-on is switched off: ends the run; the next one goes on from there."""
    global _run
    if bpy.app.timers.is_registered(_watch):
        bpy.app.timers.unregister(_watch)
    if _run is not None:
        _run.cancel(patience=5.0)
        _run = None


def _recipe() -> Recipe:
    server = places.server_folder()
    if server is None:
        raise ServerProblem(Problem("The motion server's files are missing.", "Install the add-on again."))
    return Recipe(
        places.user_folder(), server / "requirements", server, build(), _blenders_python(), bpy.app.online_access,
        getattr(bpy.app, "online_access_override", False),
    )


def _blenders_python() -> str:
    """Blender's own interpreter as a program: what an environment can be made from where nothing else is found. It stays as it is."""
    name = Path(sys.executable).name.lower()
    if name.startswith("python"):
        return sys.executable
    inside = "python.exe" if sys.platform == "win32" else "python{}.{}".format(*sys.version_info[:2])
    found = Path(sys.prefix) / "bin" / inside
    return str(found) if os.access(found, os.X_OK) else ""


@cache
def _fingerprint(server: Path, chosen: Build) -> str:
    return folder.fingerprint(server / "requirements", chosen)


def _watch() -> float | None:
    redraw.everywhere()
    return _INTERVAL if state().running else None
