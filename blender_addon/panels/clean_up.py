"""Clean Up: its steps in the order in which they run, and what they changed."""
from __future__ import annotations

import bpy

from ..animation import takes
from ..animation.resample import scene_fps
from ..operators import clean_up
from ..rig import smpl_armature
from .sidebar import SidebarPanel, draw_problem, draw_reason, draw_text


class MOTION_PROMPT_PT_clean_up(SidebarPanel, bpy.types.Panel):
    bl_label = "Clean Up"
    bl_order = 7
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout, settings = self.layout, context.scene.motion_prompt_clean_up
        layout.prop(settings, "extent", text="")
        _draw_steps(layout.column(align=True), settings)
        if settings.retime and settings.retime_to == "RATE":
            draw_text(layout, context, f"The scene's rate is {scene_fps(context.scene):.5g} fps.", "INFO")
        row = layout.row()
        row.scale_y = 1.5
        row.operator("motion_prompt.clean_up", icon="BRUSH_DATA")
        draw_reason(layout, context, clean_up.why_not_clean_up(context))
        _draw_changes(layout, context)
        draw_problem(layout, context, "clean_up")


def _draw_steps(column: bpy.types.UILayout, settings: bpy.types.PropertyGroup) -> None:
    _draw_step(column, settings, "retime", "retime_to", "seconds" if settings.retime_to == "LENGTH" else "former_fps")
    _draw_step(column, settings, "mirror")
    _draw_step(column, settings, "smooth", "cutoff")
    _draw_step(column, settings, "loop", "loop_travel", "find_loop")
    _draw_step(column, settings, "floor")
    _draw_step(column, settings, "feet")
    _draw_step(column, settings, "in_place", "keep_heading")
    _draw_step(column, settings, "reduce", "degrees", "centimetres")


def _draw_step(column: bpy.types.UILayout, settings: bpy.types.PropertyGroup, step: str, *numbers: str) -> None:
    """A toggle, and below it, while it is on, its numbers."""
    column.prop(settings, step)
    if getattr(settings, step) and numbers:
        inner = column.box().column(align=True)
        for name in numbers:
            inner.prop(settings, name)


def _draw_changes(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    """What the take that is shown changed."""
    armature = smpl_armature.find_character(context)
    take = takes.shown(armature) if armature is not None else None
    if take is not None and take.action is not None and clean_up.CHANGED in take.action:
        draw_text(layout, context, take.action[clean_up.CHANGED], "CHECKMARK")


CLASSES = (MOTION_PROMPT_PT_clean_up,)
