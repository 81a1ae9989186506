"""Pin Pose, Pins from Selected Keys, and what can be done with a pin."""
from __future__ import annotations

import bpy
import numpy as np

from ..animation import ik_pose, own_controls, pins, pose_preview, switch_keys
from ..rig import smpl_armature
from ..rig.skeleton import JOINT_NAMES
from ..translations import tr
from . import checks, obstacles


class MOTION_PROMPT_OT_pin_pose(bpy.types.Operator):
    bl_idname = "motion_prompt.pin_pose"
    bl_label = "Pin Pose"
    bl_description = (
        "Key the selected bones at the playhead (all bones in Object Mode or where none is selected), and hold them there when "
        "motion is made"
    )
    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.about_character(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        mask = pins.selected_mask(armature)
        reason = "" if mask.any() else "None of the selected bones belongs to the body. Select bones of the body, or none for all."
        return _refuse(self, reason) if reason else pin_bones(self, armature, context.scene.frame_current, mask)


def pin_bones(operator: bpy.types.Operator, armature: bpy.types.Object, frame: int, mask: np.ndarray) -> set[str]:
    """Keys the joints in `mask` (22,) as they are now and pins them, the pelvis with its place; what the operator returns."""
    root = bool(mask[JOINT_NAMES.index("pelvis")])
    reason = key_bones(armature, frame, mask, root)
    if reason:
        return _refuse(operator, reason)
    item = pins.pin(armature, frame, mask, root)
    pose_preview.accept(armature, mask)
    operator.report({"INFO"}, tr(f"Frame {frame} holds: {pins.in_words(item.joint_mask, item.root_mask)}"))
    return {"FINISHED"}


def key_bones(armature: bpy.types.Object, frame: float, mask: np.ndarray, root: bool) -> str:
    """Keys the joints in `mask` (22,), and with `root` the pelvis's place, as they are now; or why that cannot be, in a sentence."""
    reason = obstacles.to_keys(armature)
    if not reason:
        try:
            own_controls.follow(bpy.context, armature, mask)
            pins.insert_keys(armature, frame, mask, root)
            ik_pose.insert_keys(armature, frame, mask)
            switch_keys.insert(armature, frame)
        except RuntimeError as failure:
            print(failure)  # for a bug report: the sentence below is for the animator
            reason = "Blender refuses to key these bones. Look whether their channels are locked or the action is linked."
    return reason


def _refuse(operator: bpy.types.Operator, reason: str) -> set[str]:
    operator.report({"ERROR"}, tr(reason))
    return {"CANCELLED"}


class MOTION_PROMPT_OT_pin_selected_keys(bpy.types.Operator):
    bl_idname = "motion_prompt.pin_selected_keys"
    bl_label = "Pins from Selected Keys"
    bl_description = "Pin the bones and frames of the keys that are selected in the Dope Sheet or the Graph Editor"
    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.about_character(context) or checks.about_action(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        count = pins.pin_selected_keys(armature)
        if not count:
            self.report({"ERROR"}, tr(f"No keys of {armature.name}'s body are selected. Select some in the Dope Sheet, then try again."))
            return {"CANCELLED"}
        self.report({"INFO"}, tr("Pinned 1 frame" if count == 1 else f"Pinned {count} frames"))
        return {"FINISHED"}


class _OnPin(bpy.types.Operator):
    """Common to what is done with a pin of the list."""

    index: bpy.props.IntProperty(default=-1, options={"SKIP_SAVE"})

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        armature = smpl_armature.find_character(context)
        has_pins = armature is not None and len(armature.motion_prompt_pins) > 0
        return checks.allows(cls, "" if has_pins else "This character has no pins. Press Pin Pose first.")

    def place(self, armature: bpy.types.Object) -> int:
        """The pin that is meant: by default the one that is chosen in the list."""
        last = len(armature.motion_prompt_pins) - 1
        return min(max(armature.motion_prompt_active_pin if self.index < 0 else self.index, 0), last)


class MOTION_PROMPT_OT_delete_pin(_OnPin):
    bl_idname = "motion_prompt.delete_pin"
    bl_label = "Delete Pin"
    bl_description = "Remove this pin from the list. Its keys stay"
    bl_options = {"UNDO"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        armature.motion_prompt_pins.remove(self.place(armature))
        armature.motion_prompt_active_pin = max(min(armature.motion_prompt_active_pin, len(armature.motion_prompt_pins) - 1), 0)
        return {"FINISHED"}


class MOTION_PROMPT_OT_jump_to_pin(_OnPin):
    bl_idname = "motion_prompt.jump_to_pin"
    bl_label = "Jump to Pin"
    bl_description = "Move the playhead to this pin"

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        armature.motion_prompt_active_pin = self.place(armature)
        context.scene.frame_set(armature.motion_prompt_pins[armature.motion_prompt_active_pin].frame)
        return {"FINISHED"}


class MOTION_PROMPT_OT_clear_pins(_OnPin):
    bl_idname = "motion_prompt.clear_pins"
    bl_label = "Clear Pins"
    bl_description = "Remove all pins of this character from the list. Their keys stay"
    bl_options = {"UNDO"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        armature.motion_prompt_pins.clear()
        armature.motion_prompt_active_pin = 0
        return {"FINISHED"}


CLASSES = (
    MOTION_PROMPT_OT_pin_pose, MOTION_PROMPT_OT_pin_selected_keys, MOTION_PROMPT_OT_delete_pin, MOTION_PROMPT_OT_jump_to_pin,
    MOTION_PROMPT_OT_clear_pins,
)
