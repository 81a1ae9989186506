"""What the panels share: their place, and text that fits a narrow sidebar."""
from __future__ import annotations

import textwrap

import bpy

from ..connection import jobs, problems, status
from ..connection.jobs import RunningJob
from ..connection.problems import Problem
from ..operators import checks
from ..operators.errors import TAB
from ..translations import tr


class SidebarPanel:
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_category = TAB


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


def draw_reason(layout: bpy.types.UILayout, context: bpy.types.Context, reason: str) -> None:
    """Why the button above cannot be pressed. What concerns every button stands at the top of the tab once, not under each of them."""
    if reason and reason not in (checks.about_job(), checks.about_character(context)):
        draw_text(layout, context, reason, "INFO")


def draw_state(layout: bpy.types.UILayout, context: bpy.types.Context, problem: Problem, icon: str = "NONE") -> None:
    """What is wrong with the server, and what mends it; only the latter where the tab says the rest already."""
    shown = problems.shown()
    said = problem.sentence in (status.line().text, shown.sentence if shown is not None else "")
    draw_text(layout, context, problem.action if said else str(problem), icon)


def draw_problem(layout: bpy.types.UILayout, context: bpy.types.Context, panel: str) -> None:
    """What went wrong, what mends it, and a button for that; nothing where another panel than this one says it."""
    problem = problems.shown()
    if problem is None or panel != (jobs.asked_in() or "generate"):
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
