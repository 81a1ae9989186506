"""German texts; see the package."""
from __future__ import annotations

TEXTS: dict[str, str] = {}

PIECES: dict[str, str] = {}
