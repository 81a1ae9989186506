"""What must happen when a file is opened and when the add-on is switched off."""
from __future__ import annotations

import atexit

import bpy
from bpy.app.handlers import persistent

from . import viewport
from .animation import pose_handlers
from .connection import connection_test, errands, jobs, local_server, redraw, styles
from .setup import session


@persistent
def forget_running_job(_file: str = "", _unused: object = None) -> None:
    """Another file is open now: what was being made belongs to the old one, so its answer must not land here."""
    jobs.forget()
    # The file may have brought its own window manager, with the list as it was when it was saved.
    styles.sync()


def _read_styles() -> None:
    """Soon after the start: a server elsewhere may run already. Registering must not wait for that, and has no window yet."""
    styles.follow()


def register() -> None:
    bpy.app.handlers.load_post.append(forget_running_job)
    redraw.listeners.append(styles.follow)
    if not bpy.app.background:
        bpy.app.timers.register(_read_styles, first_interval=1.0, persistent=True)
    atexit.register(local_server.stop)
    atexit.register(session.leave)
    viewport.register()
    pose_handlers.register()


def unregister() -> None:
    pose_handlers.unregister()
    viewport.unregister()
    session.leave()
    atexit.unregister(session.leave)
    atexit.unregister(local_server.stop)
    if forget_running_job in bpy.app.handlers.load_post:
        bpy.app.handlers.load_post.remove(forget_running_job)
    jobs.forget()
    if bpy.app.timers.is_registered(_read_styles):
        bpy.app.timers.unregister(_read_styles)
    redraw.listeners.clear()
    errands.forget()
    connection_test.forget()
    styles.forget()
    redraw.stop()
    local_server.stop()
