"""Imports without what nothing here uses of them."""
from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def hidden(module: str) -> Iterator[None]:
    """Within it, `module` looks uninstalled unless it is loaded already; for importing libraries that can do without it."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None
    try:
        yield
    finally:
        sys.modules.pop(module, None)
