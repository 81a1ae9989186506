"""Where the extension's own things lie: its server and models, and the folder that it may write to."""
from __future__ import annotations

import os
import sys
from pathlib import Path

import bpy

_ADDON = Path(__file__).resolve().parent


def user_folder() -> Path:
    """The folder of the server's own files; see `own_folder`."""
    return own_folder("server")


def rigs_folder() -> Path:
    """The folder of the rig maps that the animator has saved; see `own_folder`."""
    return own_folder("rigs")


def own_folder(name: str) -> Path:
    """A folder in the extension's own, or in this user's folder for state where the add-on is not installed as an extension."""
    if __package__.startswith("bl_ext."):
        return Path(bpy.utils.extension_path_user(__package__, path=name, create=True))
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "motion_prompt" / ("" if name == "server" else name)


def server_folder() -> Path | None:
    """The folder that holds `server` and `models`: the extension itself, or the repository around it; None where they are missing."""
    for folder in (_ADDON, _ADDON.parent):
        if (folder / "server" / "__main__.py").is_file() and (folder / "models").is_dir():
            return folder
    return None
