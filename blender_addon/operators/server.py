"""Start and stop this computer's motion server."""
from __future__ import annotations

import bpy

from ..connection import connection_test, endpoint, local_server, problems, redraw
from ..connection.local_server import Status
from ..connection.problems import ServerProblem
from .errors import refuse


class MOTION_PROMPT_OT_start_server(bpy.types.Operator):
    bl_idname = "motion_prompt.start_server"
    bl_label = "Start Server"
    bl_description = "Start the motion server on this computer"

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        if local_server.state().status in (Status.STARTING, Status.LOADING, Status.READY):
            cls.poll_message_set("The server runs already")
            return False
        return True

    def execute(self, _context: bpy.types.Context) -> set[str]:
        try:
            endpoint.start_local()
        except ServerProblem as failure:
            return refuse(self, failure.problem, "server")
        problems.show(None)
        return {"FINISHED"}


class MOTION_PROMPT_OT_stop_server(bpy.types.Operator):
    bl_idname = "motion_prompt.stop_server"
    bl_label = "Stop Server"
    bl_description = "Stop the motion server; a server that another Blender started goes on"

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        if local_server.state().status is Status.STOPPED:
            cls.poll_message_set("The server does not run")
            return False
        return True

    def execute(self, _context: bpy.types.Context) -> set[str]:
        local_server.stop()
        redraw.now()
        return {"FINISHED"}


class MOTION_PROMPT_OT_test_connection(bpy.types.Operator):
    bl_idname = "motion_prompt.test_connection"
    bl_label = "Test Connection"
    bl_description = "Ask the motion server whether it is there, takes the token, and has loaded its models"

    def execute(self, _context: bpy.types.Context) -> set[str]:
        connection_test.start()
        redraw.everywhere()
        return {"FINISHED"}


CLASSES = (MOTION_PROMPT_OT_start_server, MOTION_PROMPT_OT_stop_server, MOTION_PROMPT_OT_test_connection)
