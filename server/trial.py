"""`python -m server.trial`: load every motion model as the server does, and end. Set Up runs it to see that all is there.

Prints "LOADED n OF m" after each. Exit code 1 where one cannot be loaded; the last line of its error output says why.
"""
from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from server.__main__ import shipped
from server.engine import LoadError
from server.styles import SharedLibrary


def main() -> int:
    """Load them all; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        loads, loaded = shipped(None, SharedLibrary(Path(folder))), {}
        for number, (kind, load) in enumerate(loads.items(), 1):
            try:
                loaded[kind] = load(loaded)
            except LoadError as error:
                print(error.detail, error.action or "", file=sys.stderr)
                return 1
            print(f"LOADED {number} OF {len(loads)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
