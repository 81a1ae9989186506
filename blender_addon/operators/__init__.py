"""What the add-on can do, one file an ability."""
from __future__ import annotations

import bpy

from . import again, character, complete, delivery, errors, generate, learn, motion_from_pose, pins, pose, server, setup, style_clips, styles, takes

_CLASSES = (
    *again.CLASSES, *character.CLASSES, *errors.CLASSES, *generate.CLASSES, *delivery.CLASSES, *pins.CLASSES, *pose.CLASSES, *complete.CLASSES,
    *motion_from_pose.CLASSES, *server.CLASSES, *style_clips.CLASSES, *learn.CLASSES, *styles.CLASSES, *takes.CLASSES,
    *setup.CLASSES,
)


def register() -> None:
    for each in _CLASSES:
        bpy.utils.register_class(each)


def unregister() -> None:
    for each in reversed(_CLASSES):
        bpy.utils.unregister_class(each)
