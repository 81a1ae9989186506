"""What the animator looks at, also for an operator that a timer calls: such a one runs in no window (see `operators.delivery.press`)."""
from __future__ import annotations

from dataclasses import dataclass

import bpy


@dataclass(frozen=True)
class View:
    """As much of a context as is read here: the scene and the view layer of a window."""

    scene: bpy.types.Scene
    view_layer: bpy.types.ViewLayer

    @property
    def active_object(self) -> bpy.types.Object | None:
        return self.view_layer.objects.active

    def evaluated_depsgraph_get(self) -> bpy.types.Depsgraph:
        """Spelled as in a context."""
        self.view_layer.update()
        return self.view_layer.depsgraph


def of(context: bpy.types.Context) -> bpy.types.Context | View:
    """The context where it is that of a window; else what the first window shows. Without one Blender knows no active object, and takes a
    scene's first view layer, in which the character may be excluded."""
    windows = context.window_manager.windows
    if context.window is not None or not len(windows):
        return context
    return View(windows[0].scene, windows[0].view_layer)
