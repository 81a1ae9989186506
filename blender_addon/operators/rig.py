"""Use This Rig, and what can be done with its humanoid map."""
from __future__ import annotations

import bpy

from ..animation import pose_preview, takes
from ..rig import humanoid_map, own_rig, smpl_armature
from . import checks


class MOTION_PROMPT_OT_use_rig(bpy.types.Operator):
    bl_idname = "motion_prompt.use_rig"
    bl_label = "Use This Rig"
    bl_description = "Make motion for the selected armature: its bones are matched to the body's joints, and nothing of it is changed"
    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, why_not_use(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_rig(context)
        # What the animator has chosen by hand before stands.
        found = own_rig.bones_of(armature)
        if humanoid_map.missing(found):
            found = humanoid_map.guess(armature) | found
        own_rig.store(armature, found)
        reason = humanoid_map.about_missing(found)
        if reason:
            self.report({"ERROR"}, reason)
            return {"CANCELLED"}
        armature.motion_prompt_rig.in_use = True
        self.report({"INFO"}, f"{armature.name}: {len(found)} of {len(humanoid_map.WORDS)} joints have a bone")
        return {"FINISHED"}


class MOTION_PROMPT_OT_release_rig(bpy.types.Operator):
    bl_idname = "motion_prompt.release_rig"
    bl_label = "Stop Using This Rig"
    bl_description = "Make no more motion for this armature. Its keys and its map stay"
    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        armature = smpl_armature.find_character(context)
        reason = "" if own_rig.is_own_rig(armature) else "No rig of your own is in use."
        if not reason and (takes.waiting(armature) or pose_preview.waiting(armature)):
            reason = "Takes or poses wait for a choice. Keep or discard them first."
        return checks.allows(cls, reason)

    def execute(self, context: bpy.types.Context) -> set[str]:
        smpl_armature.find_character(context).motion_prompt_rig.in_use = False
        return {"FINISHED"}


def why_not_use(context: bpy.types.Context) -> str:
    """Why the selected armature cannot be taken into use; empty where it can, as far as that can be told quickly."""
    armature = smpl_armature.find_rig(context)
    if armature is None:
        return "No armature is selected. Select your rig, or a mesh that it moves."
    return checks.about(armature)


CLASSES = (MOTION_PROMPT_OT_use_rig, MOTION_PROMPT_OT_release_rig)
