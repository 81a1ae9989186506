"""Ghosts: the pinned poses, translucent in the viewport."""
from __future__ import annotations


def register() -> None:
    pass


def unregister() -> None:
    pass
