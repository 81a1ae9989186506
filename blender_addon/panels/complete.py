"""Pins, Complete and Fill Gap."""
from __future__ import annotations

import bpy

from ..animation import pins, takes
from ..connection import jobs
from ..operators import checks
from ..rig import smpl_armature
from ..translations import tr_piece
from .examples import draw_text_field
from .sidebar import SidebarPanel, draw_notes, draw_problem, draw_progress, draw_reason, draw_text


class MOTION_PROMPT_UL_pins(bpy.types.UIList):
    """A pin: its frame, which bones, how well the waiting takes meet it, and what can be done with it."""

    def draw_item(self, _context, layout, armature, item, _icon, _active_data, _active_property, index=0, _flag=0) -> None:
        row = layout.row(align=True)
        error = next((error for error in armature.motion_prompt.pin_errors if error.frame == item.frame), None)
        missed = f" · {error.degrees:.2f}°" if error is not None else ""
        row.label(text=f"{item.frame}: {tr_piece(pins.in_words(item.joint_mask, item.root_mask))}{missed}", icon="PINNED")
        row.operator("motion_prompt.jump_to_pin", text="", icon="TIME").index = index
        row.operator("motion_prompt.delete_pin", text="", icon="X").index = index


class MOTION_PROMPT_PT_complete(SidebarPanel, bpy.types.Panel):
    bl_label = "Complete"
    bl_order = 6

    def draw(self, context: bpy.types.Context) -> None:
        layout, armature = self.layout, smpl_armature.find_character(context)
        if armature is not None:
            _draw_pins(layout, context, armature)
        _draw_settings(layout, context)
        job = jobs.running()
        if job is not None and job.panel == "complete":
            draw_progress(layout, job)
        else:
            _draw_buttons(layout, context)
        draw_problem(layout, context, "complete")
        if armature is not None:
            _draw_answer(layout, context, armature)


def _draw_pins(layout: bpy.types.UILayout, context: bpy.types.Context, armature: bpy.types.Object) -> None:
    if sum(smpl_armature.is_character(item) for item in context.selected_objects) > 1:
        draw_text(layout, context, f"Several characters are selected. This works on {armature.name}.", "INFO")
    column = layout.column(align=True)
    column.operator("motion_prompt.pin_pose", icon="PINNED")
    column.operator("motion_prompt.pin_selected_keys", icon="KEYFRAME_HLT")
    if len(armature.motion_prompt_pins):
        layout.template_list(
            "MOTION_PROMPT_UL_pins", "", armature, "motion_prompt_pins", armature, "motion_prompt_active_pin", rows=3)
    row = layout.row()
    row.prop(context.scene.motion_prompt_completion, "show_ghosts")
    if len(armature.motion_prompt_pins):
        row.operator("motion_prompt.clear_pins", text="Clear", icon="TRASH")


def _draw_settings(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    settings, shared = context.scene.motion_prompt_completion, context.scene.motion_prompt
    draw_text_field(layout, settings, "prompt", "COMPLETE", "Prompt (optional)")
    column = layout.column(align=True)
    row = column.row(align=True)
    row.prop(settings, "before")
    row.prop(settings, "after")
    column.prop(settings, "variations")
    if settings.prompt.strip():
        column.prop(settings, "guidance_scale")
    row = column.row(align=True)
    row.prop(shared, "seed")
    row.prop(shared, "lock_seed", text="", icon="LOCKED" if shared.lock_seed else "UNLOCKED")
    layout.prop(context.scene.motion_prompt_scope, "bones")
    row = layout.row(align=True)
    row.prop(settings, "few_keys")
    if settings.few_keys:
        row.prop(settings, "tolerance")


def _draw_buttons(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    row = layout.row()
    row.scale_y = 1.5
    row.operator("motion_prompt.complete", icon="PLAY")
    layout.operator("motion_prompt.fill_gap", icon="ARROW_LEFTRIGHT")
    draw_reason(layout, context, checks.why_not_complete(context))


def _draw_answer(layout: bpy.types.UILayout, context: bpy.types.Context, armature: bpy.types.Object) -> None:
    """How well the takes that wait meet what was pinned, and what the server says of them."""
    state = armature.motion_prompt
    if len(state.pin_errors):
        degrees = max(error.degrees for error in state.pin_errors)
        centimetres = max(error.centimetres for error in state.pin_errors)
        count = len(state.pin_errors)
        draw_text(
            layout, context, f"Error at the {count} pinned frames: {degrees:.2f}° and {centimetres:.2f} cm" if count > 1 else
            f"Error at the pinned frame: {degrees:.2f}° and {centimetres:.2f} cm", "CHECKMARK")
    if not takes.generated(armature):
        draw_notes(layout, context, armature)


CLASSES = (MOTION_PROMPT_UL_pins, MOTION_PROMPT_PT_complete)
