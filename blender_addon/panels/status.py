"""One sentence at the top of the tab: what is going on now, or what stands in the way of every button."""
from __future__ import annotations

import bpy

from ..connection import status
from ..operators import checks
from .sidebar import SidebarPanel, draw_text


class MOTION_PROMPT_PT_status(SidebarPanel, bpy.types.Panel):
    bl_label = "Status"
    # Before Server, which has the same number: this one is registered first.
    bl_order = 0
    bl_options = {"HIDE_HEADER"}

    def draw(self, context: bpy.types.Context) -> None:
        line = status.line(checks.about_character(context))
        row = self.layout.row()
        column = row.column()
        draw_text(column, context, line.text, line.icon)
        if line.cancellable:
            row.operator("motion_prompt.cancel", text="", icon="X")


CLASSES = (MOTION_PROMPT_PT_status,)
