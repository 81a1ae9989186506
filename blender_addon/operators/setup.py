"""Set up the motion server's private environment, and what belongs to that: cancel, remove, the log, going online."""
from __future__ import annotations

import bpy

from ..connection import local_server, problems, redraw
from ..connection.local_server import Status
from ..connection.problems import ServerProblem
from ..setup import session
from ..setup.commands import Log
from ..setup.folder import Condition
from ..setup.steps import SetUpProblem
from .checks import about_job, allows
from .errors import refuse


def _about_use() -> str:
    """Why the environment must be left alone now; empty where it need not."""
    if session.state().running:
        return "Set Up is running. Wait for it, or press Cancel."
    if local_server.state().joined:
        return "The motion server that runs belongs to another Blender. Close that Blender first."
    return about_job()


def _stop_server() -> None:
    """Its files cannot be replaced while it runs."""
    if local_server.state().status is not Status.STOPPED:
        local_server.stop()


class MOTION_PROMPT_OT_set_up(bpy.types.Operator):
    bl_idname = "motion_prompt.set_up"
    bl_label = "Set Up"
    bl_description = (
        "Make the motion server's own Python environment in the extension's folder, complete it, or check and mend it. "
        "Blender's Python stays as it is"
    )

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        return allows(cls, _about_use())

    def execute(self, _context: bpy.types.Context) -> set[str]:
        _stop_server()
        problems.show(None)
        try:
            session.start()
        except ServerProblem as failure:
            return refuse(self, failure.problem, "server")
        return {"FINISHED"}


class MOTION_PROMPT_OT_cancel_set_up(bpy.types.Operator):
    bl_idname = "motion_prompt.cancel_set_up"
    bl_label = "Cancel"
    bl_description = "Stop Set Up; what has arrived is kept, and Set Up goes on from there"

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        return allows(cls, "" if session.state().running else "Set Up is not running.")

    def execute(self, _context: bpy.types.Context) -> set[str]:
        session.cancel()
        return {"FINISHED"}


class MOTION_PROMPT_OT_remove_environment(bpy.types.Operator):
    bl_idname = "motion_prompt.remove_environment"
    bl_label = "Remove"
    bl_description = "Stop the motion server and delete its environment, which frees the disk; styles that you taught stay"

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        there = "There is no environment to remove." if session.condition() is Condition.ABSENT else ""
        return allows(cls, _about_use() or there)

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        return context.window_manager.invoke_confirm(self, event)

    def execute(self, _context: bpy.types.Context) -> set[str]:
        _stop_server()
        try:
            session.remove()
        except SetUpProblem as failure:
            return refuse(self, failure.problem, "server")
        self.report({"INFO"}, "The motion server's environment is removed. Set Up makes it again.")
        return {"FINISHED"}


class _OfLog:
    """What the two operators of the log share."""

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        return allows(cls, "" if session.environment().log.exists() else "There is no log yet. Set Up writes one.")


class MOTION_PROMPT_OT_copy_set_up_log(_OfLog, bpy.types.Operator):
    bl_idname = "motion_prompt.copy_set_up_log"
    bl_label = "Copy Log"
    bl_description = "Copy what Set Up did and what it was told, to paste where you ask for help"

    def execute(self, context: bpy.types.Context) -> set[str]:
        context.window_manager.clipboard = Log(session.environment().log).text()
        self.report({"INFO"}, "The log is copied.")
        return {"FINISHED"}


class MOTION_PROMPT_OT_open_set_up_log(_OfLog, bpy.types.Operator):
    bl_idname = "motion_prompt.open_set_up_log"
    bl_label = "Open Log"
    bl_description = "Open the log of Set Up in the program that this computer uses for text"

    def execute(self, _context: bpy.types.Context) -> set[str]:
        path = session.environment().log
        try:
            bpy.ops.wm.path_open(filepath=str(path))
        except RuntimeError:
            return refuse(self, f"The log cannot be opened. It is {path}", "server")
        return {"FINISHED"}


class MOTION_PROMPT_OT_allow_online(bpy.types.Operator):
    bl_idname = "motion_prompt.allow_online"
    bl_label = "Allow Online Access"
    bl_description = "Switch on “Allow Online Access” in Blender's system preferences"

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        for_good = not bpy.app.online_access and getattr(bpy.app, "online_access_override", False)
        return allows(cls, "Blender was started in offline mode. Start it without --offline-mode." if for_good else "")

    def execute(self, context: bpy.types.Context) -> set[str]:
        context.preferences.system.use_online_access = True
        session.forget()
        problems.show(None)
        redraw.everywhere()
        return {"FINISHED"}


CLASSES = (
    MOTION_PROMPT_OT_set_up, MOTION_PROMPT_OT_cancel_set_up, MOTION_PROMPT_OT_remove_environment, MOTION_PROMPT_OT_copy_set_up_log,
    MOTION_PROMPT_OT_open_set_up_log, MOTION_PROMPT_OT_allow_online,
)
