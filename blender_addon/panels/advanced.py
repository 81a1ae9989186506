"""Sampling settings that are seldom touched."""
from __future__ import annotations

import bpy

from .sidebar import SidebarPanel


class MOTION_PROMPT_PT_advanced(SidebarPanel, bpy.types.Panel):
    bl_label = "Advanced"
    bl_parent_id = "MOTION_PROMPT_PT_generate"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        column = self.layout.column(align=True)
        column.prop(context.scene.motion_prompt, "guidance_scale")
        column.prop(context.scene.motion_prompt, "steps")


CLASSES = (MOTION_PROMPT_PT_advanced,)
