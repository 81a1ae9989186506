"""The takes that came back."""
from __future__ import annotations

import bpy

from ..animation import takes
from ..rig import smpl_armature
from .sidebar import SidebarPanel, draw_text


class MOTION_PROMPT_PT_takes(SidebarPanel, bpy.types.Panel):
    bl_label = "Takes"
    bl_order = 3

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return takes.waiting(smpl_armature.find_character(context))

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        state = smpl_armature.find_character(context).motion_prompt
        row = layout.row(align=True)
        row.operator("motion_prompt.show_take", text="", icon="TRIA_LEFT").step = -1
        middle = row.row()
        middle.alignment = "CENTER"
        middle.label(text=f"Take {state.shown + 1} of {len(state.takes)}")
        row.operator("motion_prompt.show_take", text="", icon="TRIA_RIGHT").step = 1
        action = state.takes[min(state.shown, len(state.takes) - 1)].action
        if action is not None:
            draw_text(layout, context, action.name)
        row = layout.row(align=True)
        row.operator("motion_prompt.keep_take", icon="CHECKMARK")
        row.operator("motion_prompt.discard_takes", icon="TRASH")


CLASSES = (MOTION_PROMPT_PT_takes,)
