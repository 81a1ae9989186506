"""What the add-on draws over the 3D viewport."""
from __future__ import annotations

from . import ghosts, take_ghosts


def register() -> None:
    ghosts.register()
    take_ghosts.register()


def unregister() -> None:
    take_ghosts.unregister()
    ghosts.unregister()
