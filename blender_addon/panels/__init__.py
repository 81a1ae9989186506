"""The tab "Motion Prompt" in the 3D viewport's sidebar, one file a panel; drawing only."""
from __future__ import annotations

import bpy

from . import about, advanced, blocks, character, clean_up, complete, examples, generate, pose, presets, rig_map, scope, server, status, style, takes

_CLASSES = (
    *status.CLASSES, *examples.CLASSES, *presets.CLASSES, *server.CLASSES, *character.CLASSES, *rig_map.CLASSES, *generate.CLASSES,
    *scope.CLASSES, *advanced.CLASSES, *takes.CLASSES, *blocks.CLASSES, *pose.CLASSES, *complete.CLASSES, *clean_up.CLASSES, *style.CLASSES, *about.CLASSES,
)


def register() -> None:
    for each in _CLASSES:
        bpy.utils.register_class(each)
    bpy.types.UI_MT_list_item_context_menu.append(style.draw_context_menu)


def unregister() -> None:
    bpy.types.UI_MT_list_item_context_menu.remove(style.draw_context_menu)
    for each in reversed(_CLASSES):
        bpy.utils.unregister_class(each)
