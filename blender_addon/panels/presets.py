"""Presets of Generate's settings, in the header of its panel, as everywhere in Blender."""
from __future__ import annotations

import bpy
from bl_ui.utils import PresetPanel

from ..operators import presets


class MOTION_PROMPT_PT_presets(PresetPanel, bpy.types.Panel):
    # Shown by the button in the header of Generate only, so in a region where no panel shows by itself.
    bl_space_type = "VIEW_3D"
    bl_region_type = "HEADER"
    bl_label = "Generate Presets"
    bl_description = "Settings that you or the add-on keep under a name"
    preset_subdir = presets.SUBDIR
    preset_operator = "script.execute_preset"
    preset_add_operator = presets.MOTION_PROMPT_OT_add_preset.bl_idname


CLASSES = (MOTION_PROMPT_PT_presets,)
