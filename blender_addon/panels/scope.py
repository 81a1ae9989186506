"""Scope: which frames and bones Generate writes, and how it is blended into the keys that are there."""
from __future__ import annotations

import bpy

from .sidebar import SidebarPanel


class MOTION_PROMPT_PT_scope(SidebarPanel, bpy.types.Panel):
    bl_label = "Scope"
    bl_parent_id = "MOTION_PROMPT_PT_generate"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        scope, column = context.scene.motion_prompt_scope, self.layout.column(align=True)
        column.prop(scope, "frames", text="")
        column.prop(scope, "bones", text="")
        row = column.row(align=True)
        row.enabled = scope.narrowed
        row.prop(scope, "blend")


CLASSES = (MOTION_PROMPT_PT_scope,)
