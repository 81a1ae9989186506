"""The user's styles, for several threads at once: the model's, and one for each call."""
from __future__ import annotations

import contextlib
import threading
from pathlib import Path

from models.inversion.library import StyleLibrary
from models.inversion.style import SUFFIX, Style


class SharedLibrary(StyleLibrary):
    """A library whose calls wait for each other, so that two that save under one name cannot both find it free. What a killed
    server left half-written goes when it is opened.

    model is empty until LEAD is loaded, which says.
    """

    def __init__(self, folder: Path):
        super().__init__(folder, model="")
        self._lock = threading.RLock()
        # A folder that cannot be read is no reason not to start: saving says what is wrong with it.
        with contextlib.suppress(OSError):
            for part in self.folder.glob(f".*{SUFFIX}.*.part"):
                part.unlink()

    def read(self, name: str) -> Style:
        """See `StyleLibrary`."""
        with self._lock:
            return super().read(name)

    def save(self, style: Style, replace: bool = False) -> None:
        """See `StyleLibrary`."""
        with self._lock:
            super().save(style, replace)

    def delete(self, name: str) -> None:
        """See `StyleLibrary`."""
        with self._lock:
            super().delete(name)
