"""The path that Generate and Generate All follow."""
from __future__ import annotations

import bpy


def draw_path(layout: bpy.types.UILayout, scene: bpy.types.Scene) -> None:
    """The field for the curve, and, where there is one, how it is followed."""
    path, column = scene.motion_prompt_path, layout.column(align=True)
    column.prop(path, "curve", icon="CURVE_DATA")
    if path.curve is not None:
        column.row(align=True).prop(path, "facing", expand=True)
        column.prop(path, "fit")
