"""What the panels share: their place, and text that fits a narrow sidebar."""
from __future__ import annotations

import textwrap

import bpy

from ..connection import problems
from ..connection.jobs import RunningJob
from ..translations import tr


class SidebarPanel:
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_category = "Motion Prompt"


def draw_text(layout: bpy.types.UILayout, context: bpy.types.Context, text: str, icon: str = "NONE") -> None:
    """Text broken into lines that fit the region: labels do not wrap by themselves."""
    width = context.region.width if context.region is not None else 250
    scale = context.preferences.system.ui_scale or 1.0  # 0 where there is no screen
    characters = max(16, int((width / scale - 60) / 6.5))
    column = layout.column(align=True)
    for number, line in enumerate(_lines(tr(text), characters)):
        column.label(text=line, icon=icon if number == 0 else "BLANK1" if icon != "NONE" else "NONE")


def _lines(text: str, characters: int) -> list[str]:
    """The text in lines of so many Latin letters. Japanese has no spaces to break at, and letters twice as wide."""
    if text.isascii() or not any(ord(letter) > 0x2E80 for letter in text):
        return textwrap.wrap(text, characters, break_on_hyphens=False)
    return textwrap.wrap(text, max(characters // 2, 8), break_on_hyphens=False)


def draw_notes(layout: bpy.types.UILayout, context: bpy.types.Context, armature: bpy.types.Object) -> None:
    """What came with the takes that wait."""
    for note in armature.motion_prompt.notes:
        draw_text(layout, context, note.text, "INFO")


def draw_progress(layout: bpy.types.UILayout, job: RunningJob) -> None:
    """The bar of a job that runs, and Cancel."""
    layout.progress(factor=job.fraction, text=tr(job.text))
    layout.operator("motion_prompt.cancel", icon="X")


def draw_problem(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    """What went wrong, what mends it, and a button for that."""
    problem = problems.shown()
    if problem is None:
        return
    box = layout.box()
    draw_text(box, context, problem.sentence, "ERROR")
    if problem.action:
        draw_text(box, context, problem.action)
    row = box.row()
    if problem.remedy is not None:
        operator, text = problem.remedy
        row.operator(operator, text=text)
    row.operator("motion_prompt.dismiss_problem", text="Dismiss")
