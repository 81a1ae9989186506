"""Use This Rig, and what can be done with its humanoid map."""
from __future__ import annotations

import bpy

from ..animation import pose_preview, self_test, takes
from ..rig import humanoid_map, map_presets, own_rig, smpl_armature
from ..rig.skeleton import JOINT_NAMES
from ..translations import tr, tr_piece
from . import checks

_NO_MAP = "No rig has a map. Select your rig and press Use This Rig."


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
            found = (map_presets.fitting(armature.data.bones.keys()) or humanoid_map.guess(armature)) | found
        own_rig.store(armature, found)
        reason = humanoid_map.about_missing(found)
        if reason:
            self.report({"ERROR"}, tr(reason))
            return {"CANCELLED"}
        armature.motion_prompt_rig.in_use = True
        self.report({"INFO"}, tr(f"{armature.name}: {len(found)} of {len(humanoid_map.WORDS)} joints have a bone"))
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


class _OnMap(bpy.types.Operator):
    """Common to what is done with a humanoid map."""

    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        armature = smpl_armature.find_mapped(context)
        return checks.allows(cls, _NO_MAP if armature is None else checks.about(armature) or _about_choice(armature))

    def change(self, armature: bpy.types.Object, found: humanoid_map.Bones, done: str) -> set[str]:
        """Writes a map and says what it lacks; a complete one is in use from then on."""
        own_rig.store(armature, found)
        reason = humanoid_map.about_missing(found)
        armature.motion_prompt_rig.in_use = armature.motion_prompt_rig.in_use or not reason
        self.report({"WARNING"} if reason else {"INFO"}, tr(reason or f"{done}: {len(found)} of {len(JOINT_NAMES)} joints have a bone"))
        return {"FINISHED"}


def _about_choice(armature: bpy.types.Object) -> str:
    """Why the map cannot be changed now: what waits would lose its bones."""
    if takes.waiting(armature) or pose_preview.waiting(armature):
        return "Takes or poses wait for a choice. Keep or reject them first."
    return ""


class MOTION_PROMPT_OT_guess_rig(_OnMap):
    bl_idname = "motion_prompt.guess_rig"
    bl_label = "Guess Again"
    bl_description = "Match all bones to the joints anew. What you have chosen by hand goes"

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_mapped(context)
        return self.change(armature, humanoid_map.guess(armature), "Guessed")


class MOTION_PROMPT_OT_mirror_rig(_OnMap):
    bl_idname = "motion_prompt.mirror_rig"
    bl_label = "Mirror"
    bl_description = "Fill joints without a bone from the other side of the body, by the bones' names"

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_mapped(context)
        found = own_rig.bones_of(armature)
        return self.change(armature, humanoid_map.mirrored(armature.data.bones.keys(), found), "Mirrored")


class MOTION_PROMPT_OT_choose_joint(bpy.types.Operator):
    bl_idname = "motion_prompt.choose_joint"
    bl_label = "Choose Joint"
    bl_options = {"INTERNAL"}

    joint: bpy.props.StringProperty(options={"SKIP_SAVE"})

    @classmethod
    def description(cls, context: bpy.types.Context, properties: bpy.types.OperatorProperties) -> str:
        armature = smpl_armature.find_mapped(context)
        bone = own_rig.bones_of(armature).get(properties.joint, "") if armature is not None else ""
        word = tr_piece(humanoid_map.WORDS.get(properties.joint, "joint")).capitalize()
        return tr(f"{word}: {bone or 'no bone'}. Click to choose another")

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_mapped(context)
        if armature is None or self.joint not in JOINT_NAMES:
            return {"CANCELLED"}
        armature.motion_prompt_rig.active = JOINT_NAMES.index(self.joint)
        return {"FINISHED"}


class MOTION_PROMPT_OT_take_bone(_OnMap):
    bl_idname = "motion_prompt.take_bone"
    bl_label = "Take Selected Bone"
    bl_description = "Use the active bone of the armature for the joint that is chosen"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        armature = smpl_armature.find_mapped(context)
        reason = _NO_MAP if armature is None else _about_choice(armature)
        if not reason and armature.data.bones.active is None:
            reason = "No bone is active. Click a bone in Pose Mode first."
        return checks.allows(cls, reason)

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_mapped(context)
        joint = JOINT_NAMES[armature.motion_prompt_rig.active]
        return self.change(armature, {**own_rig.bones_of(armature), joint: armature.data.bones.active.name}, "Changed")


class MOTION_PROMPT_OT_save_rig_preset(_OnMap):
    bl_idname = "motion_prompt.save_rig_preset"
    bl_label = "Save Preset"
    bl_description = "Save this map under a name, for every file. Rigs whose bones have these names find it by themselves"
    bl_options = set()

    name: bpy.props.StringProperty(name="Name", description="What the preset is called", default="My Rig")

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[str]:
        self.name = smpl_armature.find_mapped(context).name
        return context.window_manager.invoke_props_dialog(self)

    def execute(self, context: bpy.types.Context) -> set[str]:
        try:
            path = map_presets.save(self.name, own_rig.bones_of(smpl_armature.find_mapped(context)))
        except ValueError:
            self.report({"ERROR"}, "The preset needs a name with a letter in it.")
            return {"CANCELLED"}
        except OSError as failure:
            self.report({"ERROR"}, tr(f"The preset could not be saved ({failure.strerror}). Look whether the disk is full or write-protected."))
            return {"CANCELLED"}
        self.report({"INFO"}, tr(f"Saved the rig map {path.stem}"))
        return {"FINISHED"}


#: Blender needs the texts of an enum's items to live on.
_items: list[tuple[str, str, str]] = []


def _preset_items(_operator: bpy.types.Operator, _context: bpy.types.Context) -> list[tuple[str, str, str]]:
    _items[:] = [(name, name, "A rig map that you have saved") for name in map_presets.names()]
    return _items


class MOTION_PROMPT_OT_load_rig_preset(_OnMap):
    bl_idname = "motion_prompt.load_rig_preset"
    bl_label = "Load Preset"
    bl_description = "Use a map that you have saved. Bones that this rig does not have stay empty"
    bl_property = "name"

    name: bpy.props.EnumProperty(name="Preset", description="The saved rig map", items=_preset_items)

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[str]:
        if not map_presets.names():
            self.report({"ERROR"}, "No rig map has been saved yet. Press Save Preset first.")
            return {"CANCELLED"}
        context.window_manager.invoke_search_popup(self)
        return {"RUNNING_MODAL"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_mapped(context)
        try:
            found = map_presets.load(map_presets.folder() / f"{self.name}.json")
        except (OSError, ValueError):
            self.report({"ERROR"}, tr(f"The preset {self.name} cannot be read. Save it anew."))
            return {"CANCELLED"}
        there = {joint: bone for joint, bone in found.items() if bone in armature.data.bones}
        if not there:
            self.report({"ERROR"}, tr(f"None of the bones of {self.name} is in this rig. Press Guess Again."))
            return {"CANCELLED"}
        return self.change(armature, there, self.name)


class MOTION_PROMPT_OT_test_rig(bpy.types.Operator):
    bl_idname = "motion_prompt.test_rig"
    bl_label = "Self-Test"
    bl_description = "Take what the rig plays to the body and back, and say how far that is from the original. Nothing is changed"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        armature = smpl_armature.find_character(context)
        reason = "" if own_rig.is_own_rig(armature) else "No rig of your own is in use. Press Use This Rig first."
        return checks.allows(cls, reason or checks.about(armature))

    def execute(self, context: bpy.types.Context) -> set[str]:
        try:
            loss = self_test.measure(context, smpl_armature.find_character(context))
        except ValueError as failure:
            self.report({"ERROR"}, tr(f"The rig cannot be measured: {failure}"))
            return {"CANCELLED"}
        what = f"“{loss.clip}”" if loss.clip else "an exercise"
        good = loss.degrees < 1.0 and loss.centimetres < 1.0
        self.report({"INFO"} if good else {"WARNING"}, (
            tr(f"{loss.poses} poses of {what}, to the body and back: {loss.degrees:.2f}° and {loss.centimetres:.2f} cm at most"
            + ("" if good else f" ({loss.joint}). Look at that bone in the rig map."))))
        return {"FINISHED"}


CLASSES = (
    MOTION_PROMPT_OT_use_rig, MOTION_PROMPT_OT_release_rig, MOTION_PROMPT_OT_guess_rig, MOTION_PROMPT_OT_mirror_rig, MOTION_PROMPT_OT_choose_joint,
    MOTION_PROMPT_OT_take_bone, MOTION_PROMPT_OT_save_rig_preset, MOTION_PROMPT_OT_load_rig_preset, MOTION_PROMPT_OT_test_rig)
