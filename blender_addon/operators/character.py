"""Add Character."""
from __future__ import annotations

import bpy

from ..rig import character_file, smpl_armature


class MOTION_PROMPT_OT_add_character(bpy.types.Operator):
    bl_idname = "motion_prompt.add_character"
    bl_label = "Add Character"
    bl_description = "Add a character with the mannequin at the 3D cursor"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.mode != "OBJECT":
            cls.poll_message_set("Switch to Object Mode first")
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[str]:
        try:
            data = character_file.load()
        except (OSError, ValueError, KeyError):
            self.report({"ERROR"}, "The character file of the add-on is missing or damaged. Install the add-on again.")
            return {"CANCELLED"}
        smpl_armature.add_character(context, data)
        return {"FINISHED"}


CLASSES = (MOTION_PROMPT_OT_add_character,)
