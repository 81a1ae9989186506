"""What must happen when a file is opened and when the add-on is switched off."""
from __future__ import annotations

import atexit

import bpy
from bpy.app.handlers import persistent

from . import viewport
from .animation import pose_handlers
from .connection import jobs, local_server, redraw


@persistent
def forget_running_job(_file: str = "", _unused: object = None) -> None:
    """Another file is open now: what was being made belongs to the old one, so its answer must not land here."""
    jobs.forget()


def register() -> None:
    bpy.app.handlers.load_post.append(forget_running_job)
    atexit.register(local_server.stop)
    viewport.register()
    pose_handlers.register()


def unregister() -> None:
    pose_handlers.unregister()
    viewport.unregister()
    atexit.unregister(local_server.stop)
    if forget_running_job in bpy.app.handlers.load_post:
        bpy.app.handlers.load_post.remove(forget_running_job)
    jobs.forget()
    redraw.stop()
    local_server.stop()
