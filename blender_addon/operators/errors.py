"""What an operator that cannot go on says, and the error box's own buttons."""
from __future__ import annotations

import bpy

from ..animation.pose_reading import UnreadablePose
from ..connection import jobs, problems
from ..connection.problems import Problem, ServerProblem
from ..translations import tr

#: What may come of reading a character's pose and looking for the server, before anything is asked.
UNREADY = (ServerProblem, ValueError, OSError)

#: The tab's name in the sidebar, and what Blender calls the tab of a sidebar that it has not drawn yet.
TAB, _NOT_DRAWN = "Motion Prompt", "UNSUPPORTED"


def refuse(operator: bpy.types.Operator, problem: Problem | str, panel: str = "") -> set[str]:
    """Says why in the panel (the one named, by default that of the last job), and in Blender's own report where the tab is not in
    sight: a shortcut, the search, a script. What the operator returns."""
    problem = Problem(problem) if isinstance(problem, str) else problem
    if panel:
        jobs.ask_in(panel)
    problems.show(problem)
    if not _tab_in_sight(bpy.context):
        operator.report({"ERROR"}, tr(str(problem)))
    return {"CANCELLED"}


def _tab_in_sight(context: bpy.types.Context) -> bool:
    """Whether the tab with the panels is open in the viewport that the button belongs to. (Blender runs a panel's buttons in the viewport's
    own region, not in the sidebar's, so the region says nothing.)"""
    area = context.area
    if area is None or area.type != "VIEW_3D" or not area.spaces.active.show_region_ui:
        return False
    tabs = [region.active_panel_category for region in area.regions if region.type == "UI"]
    return any(tab in (TAB, _NOT_DRAWN) for tab in tabs)


def why_unready(failure: Exception) -> Problem | str:
    """What one of `UNREADY` means to an animator."""
    if isinstance(failure, ServerProblem):
        return failure.problem
    return str(failure) if isinstance(failure, UnreadablePose) else f"The character's pose cannot be read ({failure})."


class MOTION_PROMPT_OT_dismiss_problem(bpy.types.Operator):
    bl_idname = "motion_prompt.dismiss_problem"
    bl_label = "Dismiss"
    bl_description = "Hide this message"

    def execute(self, _context: bpy.types.Context) -> set[str]:
        problems.show(None)
        return {"FINISHED"}


class MOTION_PROMPT_OT_open_preferences(bpy.types.Operator):
    bl_idname = "motion_prompt.open_preferences"
    bl_label = "Open Preferences"
    bl_description = "Open this add-on's preferences"

    def execute(self, context: bpy.types.Context) -> set[str]:
        package = __package__.rpartition(".")[0]
        if package not in context.preferences.addons:
            self.report({"ERROR"}, "The add-on has no preferences, because it is not installed. Set MOTION_PROMPT_PYTHON instead.")
            return {"CANCELLED"}
        bpy.ops.preferences.addon_show(module=package)
        return {"FINISHED"}


CLASSES = (MOTION_PROMPT_OT_dismiss_problem, MOTION_PROMPT_OT_open_preferences)
