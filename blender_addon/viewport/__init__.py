"""What the add-on draws over the 3D viewport."""
from __future__ import annotations

from . import ghosts


def register() -> None:
    ghosts.register()


def unregister() -> None:
    ghosts.unregister()
