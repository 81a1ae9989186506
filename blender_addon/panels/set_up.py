"""Set Up as the panel and the preferences show it: the steps and their progress, how it ended, and what can be done."""
from __future__ import annotations

import time

import bpy

from ..connection import endpoint
from ..connection.problems import SET_UP, Problem
from ..setup import session
from ..setup.builds import OTHERS_INSTALLED, build_named, download_megabytes
from ..setup.folder import Condition
from ..setup.steps import Stage, State, Step
from ..translations import tr_piece
from .sidebar import draw_state, draw_text


def draw_running(layout: bpy.types.UILayout, state: State) -> None:
    """The steps, the bar, and Cancel."""
    column = layout.column(align=True)
    steps = list(Step)
    now = steps.index(state.step) if state.step is not None else 0
    for number, step in enumerate(steps):
        column.label(text=step.value, icon="CHECKMARK" if number < now else "TRIA_RIGHT" if number == now else "RADIOBUT_OFF")
    seconds = round(time.monotonic() - state.started)
    layout.progress(factor=state.fraction, text=f"{tr_piece(state.text or 'Working')} · {seconds // 60}:{seconds % 60:02d}")
    layout.operator("motion_prompt.cancel_set_up", icon="X")


def draw_needed(layout: bpy.types.UILayout, context: bpy.types.Context, problem: Problem) -> None:
    """What a new user sees first: what is missing, and the button that mends it."""
    state = session.state()
    if state.running:
        draw_running(layout, state)
        return
    if not _draw_ended(layout, context, state):
        draw_state(layout, context, problem, "INFO")
        draw_text(layout, context, _size(), "BLANK1")
    row = layout.row()
    row.operator("motion_prompt.set_up", icon="IMPORT")
    layout.operator("motion_prompt.open_preferences", text="Choose Build, or a Server Elsewhere")


def draw_preferences(layout: bpy.types.UILayout, context: bpy.types.Context, preferences: bpy.types.AddonPreferences) -> None:
    """The box of the preferences that makes, mends, changes and removes the private environment."""
    box = layout.box()
    box.label(text="Motion Server on This Computer")
    state, condition = session.state(), session.condition()
    if state.running:
        draw_running(box, state)
        return
    if not _draw_ended(box, context, state):
        draw_text(box, context, _about(condition), "CHECKMARK" if condition is Condition.READY else "INFO")
    if preferences.python_path:
        draw_text(box, context, "The Python below is used instead of this environment.", "ERROR")
    row = box.row()
    row.use_property_split = True
    row.prop(preferences, "torch_build", expand=True)
    if condition is not Condition.READY:
        draw_text(box, context, _size())
    row = box.row()
    row.operator("motion_prompt.set_up", text="Check and Mend" if condition is Condition.READY else "Set Up", icon="IMPORT")
    if condition is not Condition.ABSENT:
        row.operator("motion_prompt.remove_environment", icon="TRASH")
    if session.environment().log.exists():
        row.operator("motion_prompt.copy_set_up_log", icon="COPYDOWN")
        row.operator("motion_prompt.open_set_up_log", icon="TEXT")


def _draw_ended(layout: bpy.types.UILayout, context: bpy.types.Context, state: State) -> bool:
    """How the last run ended; whether there was one."""
    if state.stage is Stage.IDLE:
        return False
    if state.problem is None:
        draw_text(layout, context, state.note, "CHECKMARK" if state.stage is Stage.DONE else "INFO")
        return True
    if state.step is not None:
        draw_text(layout, context, f"Set Up stopped at: {state.step.value}.", "ERROR")
    draw_text(layout, context, str(state.problem), "BLANK1")
    if state.problem.remedy not in (None, SET_UP):
        operator, text = state.problem.remedy
        layout.operator(operator, text=text)
    row = layout.row()
    row.operator("motion_prompt.copy_set_up_log", icon="COPYDOWN")
    row.operator("motion_prompt.open_set_up_log", icon="TEXT")
    return True


def _about(condition: Condition) -> str:
    if condition is Condition.READY:
        return "The motion server is set up."
    if condition is Condition.OTHER_BUILD:
        there = build_named(session.environment().journal().build).label
        return f"PyTorch is the {there} build, and {session.build().label} is chosen. Press Set Up to change it."
    return str(endpoint.about_environment(condition))


def _size() -> str:
    build = session.build()
    return (
        f"About {download_megabytes(build) / 1000:.1f} GB are downloaded once, and {(build.installed + OTHERS_INSTALLED) / 1000:.1f} GB stay on "
        "the disk, in the extension's own folder."
    )
