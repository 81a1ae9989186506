"""The server's state, with start and stop; or Set Up, where there is no server yet."""
from __future__ import annotations

import bpy

from .. import preferences
from ..connection import endpoint, local_server
from ..connection.local_server import Status
from ..setup import session
from ..setup.steps import Stage
from .connection import draw_verdict
from .set_up import draw_needed
from .sidebar import SidebarPanel, draw_problem, draw_state, draw_text

_ICONS = {
    Status.STOPPED: "RADIOBUT_OFF", Status.STARTING: "TIME", Status.LOADING: "TIME", Status.READY: "CHECKMARK", Status.FAILED: "ERROR",
}


class MOTION_PROMPT_PT_server(SidebarPanel, bpy.types.Panel):
    bl_label = "Server"
    bl_order = 0

    def draw(self, context: bpy.types.Context) -> None:
        elsewhere = preferences.server_settings().address
        problem = None if elsewhere else endpoint.why_not_local()
        if elsewhere:
            draw_text(self.layout, context, elsewhere, "URL")
            self.layout.operator("motion_prompt.test_connection")
            draw_verdict(self.layout, context)
        elif problem is not None and local_server.state().status in (Status.STOPPED, Status.FAILED):
            draw_needed(self.layout, context, problem)
        else:
            _draw_local(self.layout, context)
        draw_problem(self.layout, context, "server")


def _draw_local(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    state = local_server.state()
    row = layout.row()
    row.label(text=state.status.value, icon=_ICONS[state.status])
    if state.status in (Status.STOPPED, Status.FAILED):
        row.operator("motion_prompt.start_server", text="Start", icon="PLAY")
    else:
        row.operator("motion_prompt.stop_server", text="Leave" if state.joined else "Stop", icon="SNAP_FACE")
    if state.problem is not None:
        draw_state(layout, context, state.problem)
        if state.problem.remedy is not None and state.problem.remedy[0] != "motion_prompt.start_server":
            operator, text = state.problem.remedy
            layout.operator(operator, text=text)
    elif session.state().stage is Stage.DONE and state.status is Status.STOPPED:
        draw_text(layout, context, session.state().note)


CLASSES = (MOTION_PROMPT_PT_server,)
