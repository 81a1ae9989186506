"""Motion Prompt: a sentence becomes keyframes on a character."""
from __future__ import annotations

from . import block_properties, bundled_presets, clean_up_properties, keymap, lifecycle, operators, panels, path_properties, preferences, properties, rig_properties, style_properties, translations

_PARTS = (translations, preferences, properties, rig_properties, block_properties, path_properties, style_properties, clean_up_properties, operators, bundled_presets, panels, keymap, lifecycle)


def register() -> None:
    for part in _PARTS:
        part.register()


def unregister() -> None:
    for part in reversed(_PARTS):
        part.unregister()
