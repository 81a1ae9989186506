"""Which server to talk to, as the preferences and the surroundings say: the one elsewhere, or this computer's."""
from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import bpy

from .. import preferences
from . import local_server, redraw
from .client import Client, Endpoint
from .problems import OPEN_PREFERENCES, Problem, ServerProblem

_ADDON = Path(__file__).resolve().parents[1]


def elsewhere() -> Endpoint | None:
    """The server that the preferences name, or None where it runs on this computer."""
    settings = preferences.server_settings()
    return Endpoint(settings.address, settings.token) if settings.address else None


def current() -> Endpoint | None:
    """The server that can be asked now: the one elsewhere, or this computer's once it is ready."""
    remote = elsewhere()
    if remote is not None:
        return remote
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
        return lambda given_up: Client(remote)
    start_local()

    def connect(given_up: threading.Event) -> Client:
        # Long: a busy computer loads slowly, a server that dies is noticed anyway, and Cancel is at hand.
        return Client(local_server.wait_until_ready(600.0, given_up))

    return connect


def launch() -> local_server.Launch:
    """How to start this computer's server. Raises ServerProblem where no Python or no server can be found."""
    root = _server_folder()
    home = _user_folder()
    return local_server.Launch(_python(root), root, home, home / "server.log")


def _server_folder() -> Path:
    """The folder that holds `server` and `models`: the extension itself, or the repository around it."""
    for folder in (_ADDON, _ADDON.parent):
        if (folder / "server" / "__main__.py").is_file() and (folder / "models").is_dir():
            return folder
    raise ServerProblem(Problem("The motion server's files are missing.", "Install the add-on again."))


def _python(root: Path) -> str:
    inside = Path("Scripts/python.exe") if sys.platform == "win32" else Path("bin/python")
    beside = root / ".venv" / inside
    chosen = preferences.server_settings().python_path or os.environ.get("MOTION_PROMPT_PYTHON", "") or (
        str(beside) if beside.exists() else "")
    if not chosen:
        raise ServerProblem(Problem(
            "The add-on does not know which Python runs the motion server.",
            "In the preferences, choose the Python of the environment that build_addon.py made.", OPEN_PREFERENCES,
        ))
    if not Path(chosen).is_file():
        raise ServerProblem(Problem(f"There is no Python at {chosen}.", "Correct it in the preferences.", OPEN_PREFERENCES))
    return chosen


def _user_folder() -> Path:
    """The extension's own folder, or this user's folder for state where the add-on is not installed as an extension."""
    package = __package__.rpartition(".")[0]
    if package.startswith("bl_ext."):
        return Path(bpy.utils.extension_path_user(package, path="server", create=True))
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "motion_prompt"
