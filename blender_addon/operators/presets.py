"""Presets of Generate's settings: saved and removed by Blender's own means."""
from __future__ import annotations

import bpy
from bl_operators.presets import AddPresetBase

#: Below every folder of presets that Blender knows.
SUBDIR = "motion_prompt/generate"


class MOTION_PROMPT_OT_add_preset(AddPresetBase, bpy.types.Operator):
    bl_idname = "motion_prompt.add_preset"
    bl_label = "Add Preset"
    bl_description = "Save these settings under a name, for every file: length, number of takes, guidance and quality"

    preset_menu = "MOTION_PROMPT_PT_presets"
    preset_subdir = SUBDIR
    # Not the prompt and not the seed: a preset says how to ask, not what for. Whole paths, because Blender loses `preset_defines` in Python 3.13.
    preset_values = [f"bpy.context.scene.motion_prompt.{name}" for name in ("length_mode", "duration", "takes", "guidance_scale", "steps")]


CLASSES = (MOTION_PROMPT_OT_add_preset,)
