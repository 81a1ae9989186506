"""Which server to talk to, as the preferences and the surroundings say: the one elsewhere, or this computer's."""
from __future__ import annotations

import ipaddress
import os
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import bpy

from .. import places, preferences
from ..setup import session
from ..setup.folder import Condition
from . import local_server, redraw
from .client import Client, Endpoint
from .problems import ALLOW_ONLINE, OPEN_PREFERENCES, SET_UP, Problem, ServerProblem

#: What the private environment may be for the server to start in it: another build of PyTorch runs the server as well.
_STARTABLE = (Condition.READY, Condition.OTHER_BUILD)


def elsewhere() -> Endpoint | None:
    """The server that the preferences name, or None where it runs on this computer."""
    settings = preferences.server_settings()
    return Endpoint(settings.address, settings.token) if settings.address else None


def why_not_elsewhere(remote: Endpoint) -> Problem | None:
    """Why Blender may not ask a server elsewhere; None where it may. This computer's own address is not the internet."""
    if bpy.app.online_access or _is_this_computer(remote.address):
        return None
    if getattr(bpy.app, "online_access_override", False):
        return Problem("Blender was started in offline mode, and the motion server is elsewhere.", "Start Blender without --offline-mode.")
    return Problem("Blender may not go online, and the motion server is elsewhere.", "Press Allow Online Access.", ALLOW_ONLINE)


def _is_this_computer(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
        return host in ("", "localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def current() -> Endpoint | None:
    """The server that can be asked now: the one elsewhere, or this computer's once it is ready."""
    remote = elsewhere()
    if remote is not None:
        return remote if why_not_elsewhere(remote) is None else None
    state = local_server.state()
    return state.endpoint if state.status is local_server.Status.READY else None


def start_local() -> None:
    """Starts this computer's server; returns at once. Main thread only.

    Raises ServerProblem where no Python or no server can be found.
    """
    local_server.start(launch())
    redraw.watch_server()


def connector():
    """A function for a worker thread that waits until the server is ready and gives its client. Main thread only.

    Starts this computer's server where it does not run. Raises ServerProblem.
    """
    remote = elsewhere()
    if remote is not None:
        problem = why_not_elsewhere(remote)
        if problem is not None:
            raise ServerProblem(problem)
        return lambda given_up: Client(remote)
    start_local()

    def connect(given_up: threading.Event) -> Client:
        # Long: a busy computer loads slowly, a server that dies is noticed anyway, and Cancel is at hand.
        return Client(local_server.wait_until_ready(600.0, given_up))

    return connect


def launch() -> local_server.Launch:
    """How to start this computer's server. Raises ServerProblem where no Python or no server can be found."""
    root, home = places.server_folder(), places.user_folder()
    if root is None:
        raise ServerProblem(Problem("The motion server's files are missing.", "Install the add-on again."))
    chosen = preferences.server_settings().python_path or os.environ.get("MOTION_PROMPT_PYTHON", "")
    if not chosen and not session.state().running and session.condition() in _STARTABLE:
        private = session.environment()
        return local_server.Launch(str(private.python), root, home, home / "server.log", private.pycache)
    return local_server.Launch(_python(root, chosen), root, home, home / "server.log")


def why_not_local() -> Problem | None:
    """Why this computer's server cannot be started; None where it can."""
    try:
        launch()
    except ServerProblem as failure:
        return failure.problem
    return None


def _python(root: Path, chosen: str) -> str:
    """The Python of an environment that build_addon.py made. Raises ServerProblem where there is none."""
    inside = Path("Scripts/python.exe") if sys.platform == "win32" else Path("bin/python")
    beside = root / ".venv" / inside
    chosen = chosen or (str(beside) if beside.exists() else "")
    if not chosen:
        raise ServerProblem(_why_not_set_up())
    if not Path(chosen).is_file():
        raise ServerProblem(Problem(f"There is no Python at {chosen}.", "Correct it in the preferences.", OPEN_PREFERENCES))
    return chosen


def _why_not_set_up() -> Problem:
    if session.state().running:
        return Problem("The motion server is being set up.", "Wait until it is done.")
    return about_environment(session.condition())


def about_environment(condition: Condition) -> Problem:
    """What there is of the private environment, where the server cannot start in it, and what mends it."""
    return Problem(*{
        Condition.ABSENT: ("The motion server is not set up yet.", "Press Set Up."),
        Condition.UNFINISHED: ("Setting up the motion server was not finished.", "Press Set Up to go on from where it stopped."),
        Condition.OUTDATED: ("The motion server's environment belongs to another version of the add-on.", "Press Set Up to complete it."),
        Condition.BROKEN: ("The motion server's environment has lost its Python.", "Press Set Up to make it again."),
    }[condition], SET_UP)
