"""What the add-on can do, one file an ability."""
from __future__ import annotations

import bpy

from . import (
    again,
    blocks,
    character,
    clean_up,
    complete,
    delivery,
    errors,
    examples,
    generate,
    learn,
    motion_from_pose,
    pins,
    pose,
    presets,
    rig,
    sequence,
    server,
    setup,
    strips,
    style_clips,
    styles,
    takes,
)

_MODULES = (
    again, blocks, character, clean_up, complete, delivery, errors, examples, generate, learn, motion_from_pose, pins, pose, presets, rig, sequence, server, setup,
    strips, style_clips, styles, takes,
)
_CLASSES = tuple(each for module in _MODULES for each in module.CLASSES)


def register() -> None:
    for each in _CLASSES:
        bpy.utils.register_class(each)


def unregister() -> None:
    for each in reversed(_CLASSES):
        bpy.utils.unregister_class(each)
