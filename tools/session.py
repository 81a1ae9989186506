"""The extension in a running Blender, used as an animator would. Runs inside Blender's Python."""
from __future__ import annotations

import contextlib
import importlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import bpy

_MODULE = "bl_ext.user_default.motion_prompt"
#: What Blender puts before an operator's own sentence.
_BLENDERS_WORDS = re.compile(r"^(Error: )?(Operator bpy\.ops\.\S+\.poll\(\) )?")


class SessionError(Exception):
    """What the add-on told the animator."""


def install(extension: Path, python: Path) -> None:
    """Install the extension's zip into this Blender, enable it, and tell its preferences which Python runs the server."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.extensions.package_install_files(filepath=str(extension), repo="user_default", enable_on_install=True)
    if _MODULE not in bpy.context.preferences.addons:
        raise SessionError("Blender could not enable the extension.")
    bpy.context.preferences.addons[_MODULE].preferences.python_path = str(python)


def part(name: str) -> ModuleType:
    """A module of the installed extension, such as `connection.jobs`."""
    return importlib.import_module(f"{_MODULE}.{name}")


def start_server(patience: float = 300.0) -> None:
    """Press Start and wait until the server is ready."""
    press("start_server")
    try:
        part("connection.local_server").wait_until_ready(patience)
    except part("connection.problems").ServerProblem as failure:
        raise SessionError(str(failure.problem)) from failure


def generate(patience: float = 300.0) -> bpy.types.Object:
    """Press Generate with the scene's settings and wait for the takes; the character that has them now."""
    return wait_for_takes("generate", patience)


def wait_for_takes(operator: str, patience: float = 300.0) -> bpy.types.Object:
    """Press an operator that asks for takes, and wait for them; the character that has them now."""
    press(operator)
    # Timers do not fire without a window, so the queue that they would drain is drained here.
    over = part("connection.jobs").wait(patience)
    problem = part("connection.problems").shown()
    if problem is not None:
        raise SessionError(str(problem))
    character = part("rig.smpl_armature").find_character(bpy.context)
    if not over or not part("animation.takes").waiting(character):
        raise SessionError("The server gave no motion in time.")
    return character


def press(operator: str, **properties) -> None:
    """Call one of the add-on's operators. Raises SessionError with what it reports."""
    try:
        getattr(bpy.ops.motion_prompt, operator)(**properties)
    except RuntimeError as failure:
        raise SessionError(_BLENDERS_WORDS.sub("", str(failure)).strip()) from failure


def leave(code: int) -> None:
    """End this process for good: Blender's module is not always able to end by itself with an extension still enabled."""
    with contextlib.suppress(Exception):
        part("connection.local_server").stop()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


@contextlib.contextmanager
def chatter_to(log: Path) -> Iterator[None]:
    """Send what Blender prints while it installs and renders to a file."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = os.dup(1), os.dup(2)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, copy in enumerate(kept, start=1):
            os.dup2(copy, number)
            os.close(copy)
