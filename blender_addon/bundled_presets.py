"""The presets in `presets/`, beside those that the animator saves."""
from __future__ import annotations

from pathlib import Path

import bpy

_FOLDER = str(Path(__file__).parent)


def register() -> None:
    if hasattr(bpy.utils, "register_preset_path"):  # from Blender 4.3 on
        bpy.utils.register_preset_path(_FOLDER)


def unregister() -> None:
    if hasattr(bpy.utils, "unregister_preset_path"):
        bpy.utils.unregister_preset_path(_FOLDER)
