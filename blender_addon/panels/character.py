"""Add Character, and which character Generate means."""
from __future__ import annotations

import bpy

from ..rig import smpl_armature
from .sidebar import SidebarPanel


class MOTION_PROMPT_PT_character(SidebarPanel, bpy.types.Panel):
    bl_label = "Character"
    bl_order = 1

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        armature = smpl_armature.find_character(context)
        if armature is None:
            layout.label(text="None selected", icon="INFO")
        else:
            layout.label(text=armature.name, icon="ARMATURE_DATA")
        if smpl_armature.find_rig(context) is not None:
            row = layout.row()
            row.scale_y = 1.3
            row.operator("motion_prompt.use_rig", icon="OUTLINER_OB_ARMATURE")
        layout.operator("motion_prompt.add_character", icon="ADD")


CLASSES = (MOTION_PROMPT_PT_character,)
