"""Keeps the sidebar up to date: drawn again when the server's state or the job's progress changes."""
from __future__ import annotations

from collections.abc import Callable

import bpy

from . import local_server

_INTERVAL = 0.3
_last = None
#: Called on the main thread when the server's state has changed.
listeners: list[Callable[[], object]] = []


def now() -> None:
    """Draws every 3D viewport's sidebar again."""
    for window in getattr(bpy.context.window_manager, "windows", ()):
        for area in window.screen.areas:
            if area.type == "VIEW_3D":
                for region in area.regions:
                    if region.type == "UI":
                        region.tag_redraw()


def everywhere() -> None:
    """Draws the sidebars and the preferences again: what they show of Set Up and of the server has changed."""
    now()
    for window in getattr(bpy.context.window_manager, "windows", ()):
        for area in window.screen.areas:
            if area.type == "PREFERENCES":
                area.tag_redraw()


def watch_server() -> None:
    """Looks at the server's state until it is at rest, and redraws when it changes."""
    if not bpy.app.timers.is_registered(_watch):
        bpy.app.timers.register(_watch, first_interval=_INTERVAL, persistent=True)


def stop() -> None:
    if bpy.app.timers.is_registered(_watch):
        bpy.app.timers.unregister(_watch)


def _watch() -> float | None:
    global _last
    state = local_server.state()
    if state != _last:
        _last = state
        for listener in listeners:
            listener()
        now()
    at_rest = state.status in (local_server.Status.STOPPED, local_server.Status.FAILED)
    return None if at_rest else _INTERVAL
