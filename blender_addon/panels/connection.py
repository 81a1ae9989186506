"""Which server is meant, as the preferences show it: its address and token, and whether it answers."""
from __future__ import annotations

import bpy

from ..connection import connection_test
from .sidebar import draw_text


def draw_preferences(layout: bpy.types.UILayout, context: bpy.types.Context, preferences: bpy.types.AddonPreferences) -> None:
    """The box of the preferences for a server elsewhere."""
    box = layout.box()
    box.label(text="Server Elsewhere")
    column = box.column()
    column.use_property_split = True
    column.prop(preferences, "server_address")
    column.prop(preferences, "server_token")
    if not preferences.server_address:
        draw_text(box, context, "Without an address, the motion server on this computer is used.", "INFO")
    else:
        draw_text(box, context, "On that computer: python -m server --host ADDRESS --port PORT", "INFO")
    box.operator("motion_prompt.test_connection", icon="URL")
    draw_verdict(box, context)


def draw_verdict(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    """What the last Test Connection said."""
    verdict = connection_test.verdict()
    if verdict is None:
        return
    if verdict.problem is None:
        draw_text(layout, context, verdict.text, "TIME" if verdict.works is None else "CHECKMARK")
        return
    draw_text(layout, context, str(verdict.problem), "ERROR")
    if verdict.problem.remedy is not None and verdict.problem.remedy[0] != "motion_prompt.open_preferences":
        operator, text = verdict.problem.remedy
        layout.operator(operator, text=text)
