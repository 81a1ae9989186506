"""Flip through the takes, keep one, or go back to what was there before."""
from __future__ import annotations

import bpy

from ..animation import pose_preview, takes
from ..rig import smpl_armature


class _OnTakes(bpy.types.Operator):
    """Common to all: they need takes that wait for a choice."""

    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        armature = smpl_armature.find_character(context)
        if not takes.waiting(armature):
            cls.poll_message_set("This character has no takes to choose from. Press Generate first")
            return False
        if armature.animation_data is not None and armature.animation_data.use_tweak_mode:
            cls.poll_message_set("Leave the NLA's tweak mode first (Tab in the NLA editor)")
            return False
        return True


class MOTION_PROMPT_OT_show_take(_OnTakes):
    bl_idname = "motion_prompt.show_take"
    bl_label = "Show Take"
    bl_description = "Play the next or the previous take"

    step: bpy.props.IntProperty(default=1, options={"SKIP_SAVE"})

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        pose_preview.set_aside(armature)
        takes.show(armature, armature.motion_prompt.shown + self.step)
        return {"FINISHED"}


class MOTION_PROMPT_OT_keep_take(_OnTakes):
    bl_idname = "motion_prompt.keep_take"
    bl_label = "Keep"
    bl_description = "Keep the take that is shown and remove the others. The action from before stays in the file"

    def execute(self, context: bpy.types.Context) -> set[str]:
        takes.keep(smpl_armature.find_character(context))
        return {"FINISHED"}


class MOTION_PROMPT_OT_discard_takes(_OnTakes):
    bl_idname = "motion_prompt.discard_takes"
    bl_label = "Discard"
    bl_description = "Remove all takes and go back to the action and pose from before"

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        pose_preview.set_aside(armature)
        takes.discard(armature)
        return {"FINISHED"}


CLASSES = (MOTION_PROMPT_OT_show_take, MOTION_PROMPT_OT_keep_take, MOTION_PROMPT_OT_discard_takes)
