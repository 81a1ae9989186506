"""Motion Prompt: a sentence becomes keyframes on a character."""
from __future__ import annotations

from . import lifecycle, operators, panels, preferences, properties, style_properties

_PARTS = (preferences, properties, style_properties, operators, panels, lifecycle)


def register() -> None:
    for part in _PARTS:
        part.register()


def unregister() -> None:
    for part in reversed(_PARTS):
        part.unregister()
