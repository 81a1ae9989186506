"""The server's state, with start and stop."""
from __future__ import annotations

import bpy

from .. import preferences
from ..connection import local_server
from ..connection.local_server import Status
from .sidebar import SidebarPanel, draw_text

_ICONS = {
    Status.STOPPED: "RADIOBUT_OFF", Status.STARTING: "TIME", Status.LOADING: "TIME", Status.READY: "CHECKMARK", Status.FAILED: "ERROR",
}


class MOTION_PROMPT_PT_server(SidebarPanel, bpy.types.Panel):
    bl_label = "Server"
    bl_order = 0

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        elsewhere = preferences.server_settings().address
        if elsewhere:
            draw_text(layout, context, elsewhere, "URL")
            return
        state = local_server.state()
        row = layout.row()
        row.label(text=state.status.value, icon=_ICONS[state.status])
        if state.status in (Status.STOPPED, Status.FAILED):
            row.operator("motion_prompt.start_server", text="Start", icon="PLAY")
        else:
            row.operator("motion_prompt.stop_server", text="Leave" if state.joined else "Stop", icon="SNAP_FACE")
        if state.problem is not None:
            draw_text(layout, context, str(state.problem))


CLASSES = (MOTION_PROMPT_PT_server,)
