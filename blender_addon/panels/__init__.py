"""The tab "Motion Prompt" in the 3D viewport's sidebar, one file a panel; drawing only."""
from __future__ import annotations

import bpy

from . import about, advanced, character, complete, generate, pose, server, takes

_CLASSES = (
    *server.CLASSES, *character.CLASSES, *generate.CLASSES, *advanced.CLASSES, *takes.CLASSES, *pose.CLASSES, *complete.CLASSES,
    *about.CLASSES,
)


def register() -> None:
    for each in _CLASSES:
        bpy.utils.register_class(each)


def unregister() -> None:
    for each in reversed(_CLASSES):
        bpy.utils.unregister_class(each)
