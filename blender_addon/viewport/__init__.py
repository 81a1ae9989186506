"""What the add-on draws over the 3D viewport and the timeline."""
from __future__ import annotations

from . import ghosts, strips, take_ghosts


def register() -> None:
    ghosts.register()
    take_ghosts.register()
    strips.register()


def unregister() -> None:
    strips.unregister()
    take_ghosts.unregister()
    ghosts.unregister()
