"""Who made what, and under which licence."""
from __future__ import annotations

import bpy

from .. import licences
from .sidebar import SidebarPanel, draw_text


class MOTION_PROMPT_PT_about(SidebarPanel, bpy.types.Panel):
    bl_label = "About"
    bl_order = 20
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        for line in licences.LINES:
            draw_text(self.layout, context, line)


CLASSES = (MOTION_PROMPT_PT_about,)
