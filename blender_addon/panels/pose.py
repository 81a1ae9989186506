"""The description of a pose, Pose, and what can be done with the candidates."""
from __future__ import annotations

import bpy
import numpy as np

from ..animation import pins, pose_preview
from ..connection import jobs
from ..operators import checks
from ..rig import smpl_armature
from ..translations import tr
from .examples import draw_text_field
from .sidebar import SidebarPanel, draw_problem, draw_progress, draw_reason, draw_text


class MOTION_PROMPT_PT_pose(SidebarPanel, bpy.types.Panel):
    bl_label = "Pose"
    bl_order = 5

    def draw(self, context: bpy.types.Context) -> None:
        layout, armature = self.layout, smpl_armature.find_character(context)
        _draw_settings(layout, context)
        job = jobs.running()
        if job is not None and job.panel == "pose":
            draw_progress(layout, job)
        else:
            _draw_pose(layout, context)
        draw_problem(layout, context, "pose")
        if pose_preview.waiting(armature):
            _draw_candidates(layout, context, armature)
        _draw_motion(layout, context)


def _draw_settings(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    settings, shared = context.scene.motion_prompt_pose, context.scene.motion_prompt
    draw_text_field(layout, settings, "text", "POSE", "hands on hips")
    column = layout.column(align=True)
    column.prop(settings, "count")
    row = column.row(align=True)
    row.prop(shared, "seed")
    row.prop(shared, "lock_seed", text="", icon="LOCKED" if shared.lock_seed else "UNLOCKED")
    layout.prop(settings, "selected_only")


def _draw_pose(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    row = layout.row()
    row.scale_y = 1.5
    row.operator("motion_prompt.pose", icon="ARMATURE_DATA")
    draw_reason(layout, context, checks.why_not_pose(context))


def _draw_candidates(layout: bpy.types.UILayout, context: bpy.types.Context, armature: bpy.types.Object) -> None:
    state = armature.motion_prompt_pose
    column = layout.column()
    row = column.row(align=True)
    row.operator("motion_prompt.show_pose", text="", icon="TRIA_LEFT").step = -1
    middle = row.row()
    middle.alignment = "CENTER"
    middle.label(text=tr(f"{state.shown + 1} of {len(state.candidates)}"))
    row.operator("motion_prompt.show_pose", text="", icon="TRIA_RIGHT").step = 1
    score = state.candidates[min(state.shown, len(state.candidates) - 1)].score
    column.progress(factor=min(max(score, 0.0), 1.0), text=tr(f"Fits the words: {max(score, 0.0):.0%}"))
    if pose_preview.standing(armature):
        column.operator("motion_prompt.mirror_pose", icon="MOD_MIRROR")
        _draw_posed(column, context, armature)
        row = column.row(align=True)
        row.operator("motion_prompt.key_pose", icon="KEY_HLT")
        row.operator("motion_prompt.pin_candidate", icon="PINNED")
    else:
        draw_text(column, context, f"These poses wait. They were shown at frame {state.time:g}.", "INFO")
        column.operator("motion_prompt.show_pose", icon="HIDE_OFF").step = 0
    column.operator("motion_prompt.discard_pose", icon="TRASH")
    for note in state.notes:
        draw_text(column, context, note.text, "INFO")


def _draw_posed(layout: bpy.types.UILayout, context: bpy.types.Context, armature: bpy.types.Object) -> None:
    """Which bones show the pose, where it is not all of them."""
    mask = np.array(armature.motion_prompt_pose.joint_mask)
    if not mask.all():
        draw_text(layout, context, f"Takes the pose: {pins.in_words(mask, bool(mask[0]))}.", "BONE_DATA")


def _draw_motion(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    column = layout.column(align=True)
    column.prop(context.scene.motion_prompt_pose, "duration")
    column.operator("motion_prompt.motion_from_pose", icon="PLAY")


CLASSES = (MOTION_PROMPT_PT_pose,)
