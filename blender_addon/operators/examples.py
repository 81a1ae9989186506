"""Use Example: a text that is known to come out well goes into the field beside the menu."""
from __future__ import annotations

import bpy

from .. import examples
from ..translations import tr


class MOTION_PROMPT_OT_use_example(bpy.types.Operator):
    bl_idname = "motion_prompt.use_example"
    bl_label = "Use Example"
    bl_options = {"UNDO", "INTERNAL"}

    target: bpy.props.EnumProperty(items=[(name, name.title(), "") for name in examples.MENUS], options={"HIDDEN", "SKIP_SAVE"})
    text: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})
    seconds: bpy.props.FloatProperty(options={"HIDDEN", "SKIP_SAVE"})

    @classmethod
    def description(cls, _context: bpy.types.Context, properties: bpy.types.OperatorProperties) -> str:
        if properties.seconds:
            return tr(f"Write “{properties.text}” into the field, and set its length to {properties.seconds:g} seconds")
        return tr(f"Write “{properties.text}” into the field")

    def execute(self, context: bpy.types.Context) -> set[str]:
        group, name, _ = examples.MENUS[self.target]
        settings = getattr(context.scene, group)
        setattr(settings, name, self.text)
        if self.seconds and settings.length_mode == "SECONDS":
            settings.duration = self.seconds
        return {"FINISHED"}


CLASSES = (MOTION_PROMPT_OT_use_example,)
