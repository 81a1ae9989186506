"""The key that presses Generate. It is an ordinary shortcut: shown in the button's tooltip, changed in the preferences."""
from __future__ import annotations

import bpy
import rna_keymap_ui

#: Free in the 3D viewport in Object and Pose Mode, in Blender's own and in the industry-compatible keymap, from 4.2 to 5.2.
_KEY = {"type": "RET", "value": "PRESS", "shift": True}
_OPERATOR = "motion_prompt.generate"
#: The keymap that counts in the viewport and in its sidebar alike.
_MAP = {"name": "3D View Generic", "space_type": "VIEW_3D"}

_added: list[tuple[bpy.types.KeyMap, bpy.types.KeyMapItem]] = []


def draw(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    """The shortcut as Blender's own preferences show it, to change or to switch off."""
    keys = context.window_manager.keyconfigs.user
    keymap = keys.keymaps.get(_MAP["name"]) if keys is not None else None
    for item in keymap.keymap_items if keymap is not None else ():
        if item.idname == _OPERATOR:
            # What Blender draws for a key needs the keymap in the context.
            layout.context_pointer_set("keymap", keymap)
            rna_keymap_ui.draw_kmi([], keys, keymap, item, layout, 0)


def register() -> None:
    keys = bpy.context.window_manager.keyconfigs.addon
    if keys is None:  # Blender without a window may have none
        return
    keymap = keys.keymaps.new(**_MAP)
    _added.append((keymap, keymap.keymap_items.new(_OPERATOR, **_KEY)))


def unregister() -> None:
    for keymap, item in _added:
        keymap.keymap_items.remove(item)
    _added.clear()
