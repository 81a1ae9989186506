"""Flip through the takes, mark, keep or reject them, and go back to one that was kept."""
from __future__ import annotations

import bpy

from ..animation import nla, pose_preview, takes
from ..rig import smpl_armature
from . import checks
from .errors import refuse


class _OnTakes(bpy.types.Operator):
    """Common to all: they need takes that wait for a choice."""

    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.why_no_takes(context))


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


class MOTION_PROMPT_OT_star_take(_OnTakes):
    bl_idname = "motion_prompt.star_take"
    bl_label = "Star"
    bl_description = "Mark the take that is shown, or take the mark away. Keep keeps every take with a star, and Again leaves it"

    def execute(self, context: bpy.types.Context) -> set[str]:
        take = takes.shown(smpl_armature.find_character(context))
        take.starred = not take.starred
        return {"FINISHED"}


class MOTION_PROMPT_OT_keep_take(_OnTakes):
    bl_idname = "motion_prompt.keep_take"
    bl_label = "Keep"
    bl_description = (
        "Keep the take that is shown, and those with a star, and remove the others. The action from before stays in the file")

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature, strips = smpl_armature.find_character(context), context.scene.motion_prompt_review.nla_track
        reason = nla.why_not(armature) if strips else ""
        if reason:
            return refuse(self, reason, "takes")
        takes.keep(armature, context.scene if strips else None)
        return {"FINISHED"}


class MOTION_PROMPT_OT_reject_takes(_OnTakes):
    bl_idname = "motion_prompt.reject_takes"
    bl_label = "Reject"
    bl_description = "Remove all takes and go back to exactly the action and pose from before"

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        pose_preview.set_aside(armature)
        takes.reject(armature)
        return {"FINISHED"}


class _OnKept(bpy.types.Operator):
    """Common to both: they need a take that was kept."""

    bl_options = {"UNDO"}

    name: bpy.props.StringProperty(name="Take", description="The take's action", options={"SKIP_SAVE"})

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.why_not_kept(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        action = next((action for action in takes.kept_actions(armature) if action.name == self.name), None)
        if action is None:
            return refuse(self, f"“{self.name}” is not among this character's kept takes any more.", "takes")
        self.act(armature, action)
        return {"FINISHED"}


class MOTION_PROMPT_OT_play_kept_take(_OnKept):
    bl_idname = "motion_prompt.play_kept_take"
    bl_label = "Play Kept Take"
    bl_description = "Let the character play this take again. The action it plays now stays in the file"

    def act(self, armature: bpy.types.Object, action: bpy.types.Action) -> None:
        pose_preview.set_aside(armature)
        takes.play_kept(armature, action)


class MOTION_PROMPT_OT_forget_kept_take(_OnKept):
    bl_idname = "motion_prompt.forget_kept_take"
    bl_label = "Remove from List"
    bl_description = "Take this take off the list. Its action is deleted where nothing else uses it"

    def act(self, armature: bpy.types.Object, action: bpy.types.Action) -> None:
        takes.forget_kept(armature, action)


CLASSES = (
    MOTION_PROMPT_OT_show_take, MOTION_PROMPT_OT_star_take, MOTION_PROMPT_OT_keep_take, MOTION_PROMPT_OT_reject_takes,
    MOTION_PROMPT_OT_play_kept_take, MOTION_PROMPT_OT_forget_kept_take,
)
