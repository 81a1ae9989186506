"""The menus Examples, beside the texts that a model reads."""
from __future__ import annotations

import bpy

from .. import examples


class _Examples:
    """Common to all: the groups of one text, each under its heading."""

    bl_label = "Examples"
    bl_description = "Texts that come out well"
    target = ""

    def draw(self, _context: bpy.types.Context) -> None:
        for number, (heading, group) in enumerate(examples.MENUS[self.target][2].items()):
            if number:
                self.layout.separator()
            self.layout.label(text=heading)
            for example in group:
                # The models read English: these stay as they are in every language.
                button = self.layout.operator("motion_prompt.use_example", text=example.text, translate=False)
                button.target, button.text, button.seconds = self.target, example.text, example.seconds


class MOTION_PROMPT_MT_examples_generate(_Examples, bpy.types.Menu):
    bl_idname = "MOTION_PROMPT_MT_examples_generate"
    target = "GENERATE"


class MOTION_PROMPT_MT_examples_pose(_Examples, bpy.types.Menu):
    bl_idname = "MOTION_PROMPT_MT_examples_pose"
    target = "POSE"


class MOTION_PROMPT_MT_examples_complete(_Examples, bpy.types.Menu):
    bl_idname = "MOTION_PROMPT_MT_examples_complete"
    target = "COMPLETE"


def draw_text_field(layout: bpy.types.UILayout, settings: bpy.types.PropertyGroup, name: str, target: str, placeholder: str) -> None:
    """A text that a model reads, with its menu of examples."""
    row = layout.row(align=True)
    row.prop(settings, name, text="", placeholder=placeholder)
    row.menu(f"MOTION_PROMPT_MT_examples_{target.lower()}", text="", icon="DOWNARROW_HLT")


CLASSES = (MOTION_PROMPT_MT_examples_generate, MOTION_PROMPT_MT_examples_pose, MOTION_PROMPT_MT_examples_complete)
