"""Prompts on the timeline: the list of blocks, the one that is chosen, and the buttons that make motion of them."""
from __future__ import annotations

import bpy

from ..animation import blocks
from ..animation.resample import scene_fps
from ..connection import jobs
from ..operators import block_checks
from ..rig import smpl_armature
from .path import draw_path
from .sidebar import SidebarPanel, draw_problem, draw_progress, draw_reason, draw_text


class MOTION_PROMPT_UL_blocks(bpy.types.UIList):
    """A block: its prompt, ready to be typed over, and its length."""

    def draw_item(self, context, layout, _state, item, _icon, _active_data, _active_property, _index=0, _flag=0) -> None:
        split = layout.split(factor=0.74)
        split.prop(item, "prompt", text="", emboss=False, placeholder="(no prompt)")
        row = split.row()
        row.alignment = "RIGHT"
        row.label(text=f"{(item.end - item.start) / scene_fps(context.scene):.1f} s")


class MOTION_PROMPT_PT_blocks(SidebarPanel, bpy.types.Panel):
    bl_label = "Prompts on the Timeline"
    bl_order = 4
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout, armature = self.layout, smpl_armature.find_character(context)
        if armature is not None:
            _draw_list(layout, armature)
            _draw_chosen(layout, context, armature)
        settings = context.scene.motion_prompt_timeline
        column = layout.column(align=True)
        column.prop(settings, "transition")
        column.prop(settings, "takes")
        layout.prop(settings, "show_strips")
        draw_path(layout, context.scene)
        job = jobs.running()
        if job is not None and job.panel == "blocks":
            draw_progress(layout, job)
        else:
            _draw_generate(layout, context)
        draw_problem(layout, context, "blocks")
        if armature is not None:
            for note in armature.motion_prompt.notes:
                draw_text(layout, context, note.text, "INFO")


def _draw_list(layout: bpy.types.UILayout, armature: bpy.types.Object) -> None:
    state, row = armature.motion_prompt_blocks, layout.row()
    row.template_list("MOTION_PROMPT_UL_blocks", "", state, "blocks", state, "active", rows=4)
    column = row.column(align=True)
    column.operator("motion_prompt.add_block", text="", icon="ADD")
    column.operator("motion_prompt.remove_block", text="", icon="REMOVE")
    column.separator()
    column.operator("motion_prompt.move_block", text="", icon="TRIA_UP").later = False
    column.operator("motion_prompt.move_block", text="", icon="TRIA_DOWN").later = True
    layout.operator("motion_prompt.blocks_from_markers", icon="MARKER_HLT")


def _draw_chosen(layout: bpy.types.UILayout, context: bpy.types.Context, armature: bpy.types.Object) -> None:
    block = blocks.active(armature)
    if block is None:
        return
    column = layout.column(align=True)
    row = column.row(align=True)
    row.prop(block, "start")
    row.prop(block, "end")
    row = column.row(align=True)
    row.prop(block, "seed")
    row.prop(block, "lock", text="", icon="LOCKED" if block.lock else "UNLOCKED")
    if not block_checks.why_not_split(context):
        layout.operator("motion_prompt.split_block", icon="MOD_ARRAY")
    if jobs.running() is None:
        layout.operator("motion_prompt.generate_block", icon="FILE_REFRESH")


def _draw_generate(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    row = layout.row()
    row.scale_y = 1.5
    row.operator("motion_prompt.generate_blocks", icon="PLAY")
    draw_reason(layout, context, block_checks.why_not_generate_all(context))


CLASSES = (MOTION_PROMPT_UL_blocks, MOTION_PROMPT_PT_blocks)
