"""The takes that came back, what made the one that plays, and the takes that were kept."""
from __future__ import annotations

import bpy

from ..animation import nla, recipe, takes
from ..connection import jobs
from ..rig import smpl_armature
from ..translations import tr
from .sidebar import SidebarPanel, draw_notes, draw_problem, draw_text


class MOTION_PROMPT_PT_takes(SidebarPanel, bpy.types.Panel):
    bl_label = "Takes"
    bl_order = 3

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        armature = smpl_armature.find_character(context)
        return armature is not None and (
            takes.waiting(armature) or _made(armature) is not None or bool(takes.kept_actions(armature)) or jobs.asked_in() == "takes")

    def draw(self, context: bpy.types.Context) -> None:
        layout, armature = self.layout, smpl_armature.find_character(context)
        if takes.waiting(armature):
            _draw_waiting(layout, context, armature)
        _draw_recipe(layout, context, armature)
        draw_problem(layout, context, "takes")


class MOTION_PROMPT_PT_kept_takes(SidebarPanel, bpy.types.Panel):
    bl_label = "Kept Takes"
    bl_parent_id = "MOTION_PROMPT_PT_takes"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        armature = smpl_armature.find_character(context)
        return armature is not None and bool(takes.kept_actions(armature))

    def draw(self, context: bpy.types.Context) -> None:
        armature = smpl_armature.find_character(context)
        playing, column = nla.played(armature), self.layout.column(align=True)
        for action in takes.kept_actions(armature):
            row = column.row(align=True)
            icon = "RADIOBUT_ON" if action == playing else "RADIOBUT_OFF"
            row.operator("motion_prompt.play_kept_take", text=action.name, icon=icon).name = action.name
            row.operator("motion_prompt.forget_kept_take", text="", icon="X").name = action.name


def _made(armature: bpy.types.Object) -> recipe.Recipe | None:
    return recipe.of(nla.played(armature))


def _draw_waiting(layout: bpy.types.UILayout, context: bpy.types.Context, armature: bpy.types.Object) -> None:
    state, review = armature.motion_prompt, context.scene.motion_prompt_review
    take = takes.shown(armature)
    row = layout.row(align=True)
    row.operator("motion_prompt.show_take", text="", icon="TRIA_LEFT").step = -1
    middle = row.row()
    middle.alignment = "CENTER"
    middle.label(text=tr(f"Take {state.shown + 1} of {len(state.takes)}"))
    row.operator("motion_prompt.star_take", text="", icon="SOLO_ON" if take.starred else "SOLO_OFF")
    row.operator("motion_prompt.show_take", text="", icon="TRIA_RIGHT").step = 1
    if take.action is not None:
        draw_text(layout, context, take.action.name)
    row = layout.row(align=True)
    row.operator("motion_prompt.keep_take", text=_keep_text(armature), icon="CHECKMARK")
    row.operator("motion_prompt.reject_takes", icon="TRASH")
    if jobs.running() is None:
        row.operator("motion_prompt.try_again", icon="FILE_REFRESH")
    row = layout.row()
    row.prop(review, "nla_track")
    row.prop(review, "compare")
    if review.compare:
        layout.prop(review, "distance")
    if takes.generated(armature):
        draw_notes(layout, context, armature)


def _keep_text(armature: bpy.types.Object) -> str:
    """Keep, and how many where stars make it several."""
    state, shown = armature.motion_prompt, takes.shown(armature)
    others = sum(take.starred and take != shown for take in state.takes)
    return tr(f"Keep {others + 1}") if others else "Keep"


def _draw_recipe(layout: bpy.types.UILayout, context: bpy.types.Context, armature: bpy.types.Object) -> None:
    """What made that which plays, and what can be done with it."""
    made = _made(armature)
    if made is None:
        return
    draw_text(layout, context, f"Made from: {recipe.in_words(made)}", "INFO")
    row = layout.row(align=True)
    if not takes.waiting(armature):
        row.operator("motion_prompt.rerun_take", icon="FILE_REFRESH")
    row.operator("motion_prompt.use_settings", icon="LOOP_BACK")


CLASSES = (MOTION_PROMPT_PT_takes, MOTION_PROMPT_PT_kept_takes)
