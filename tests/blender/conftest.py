"""Tests of the add-on inside `bpy`.

The process leaves by os._exit after the summary: with an add-on still registered bpy 4.2 crashes and 4.5 hangs at exit.
"""
from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

bpy = pytest.importorskip("bpy")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import blender_addon  # noqa: E402
from blender_addon import places  # noqa: E402
from blender_addon.connection import errands, jobs, local_server, problems, styles  # noqa: E402

_status = 0


@pytest.fixture(scope="session", autouse=True)
def addon():
    """The add-on, registered as a plain package."""
    blender_addon.register()
    yield blender_addon
    blender_addon.unregister()


@pytest.fixture(autouse=True)
def empty_scene(addon, tmp_path, monkeypatch):
    """An empty file at 30 fps, nothing running, and a throw-away folder for the server's state."""
    new_file()
    monkeypatch.setattr(places, "user_folder", lambda: tmp_path / "state")
    monkeypatch.setattr(places, "rigs_folder", lambda: tmp_path / "rigs")
    yield
    forget_everything()


def new_file() -> None:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.scene.render.fps = 30


def forget_everything() -> None:
    """What outlives a file: nothing runs any more and nothing is said."""
    jobs.forget()
    errands.forget()
    styles.forget()
    local_server.stop()
    problems.show(None)


@pytest.fixture
def character():
    """A character at the origin, selected."""
    assert bpy.ops.motion_prompt.add_character() == {"FINISHED"}
    return bpy.context.active_object


def pytest_sessionfinish(session, exitstatus):
    global _status
    _status = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(_status)
