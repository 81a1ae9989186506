"""server.json: where the running server is and the token it wants, readable by its user alone."""
from __future__ import annotations

import contextlib
import http.client
import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

FILE_NAME = "server.json"
#: Seconds after which a draft of it is no longer being written by anybody.
_ABANDONED = 10


@dataclass(frozen=True)
class ServerState:
    """What a client needs to reach a running server."""

    address: str
    token: str
    pid: int
    version: str


def default_folder() -> Path:
    """The user's own folder for state that survives a restart, by each system's custom."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "motion_prompt"


def write(folder: Path, state: ServerState) -> None:
    """Write server.json at once and whole, mode 0600; replaces what a dead server left, half-written or not. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f"{FILE_NAME}.{os.getpid()}"
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(state), file)
    os.replace(draft, folder / FILE_NAME)
    # Another server may be starting at this moment: its draft is left alone.
    for left in folder.glob(f"{FILE_NAME}.*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()


def read(folder: Path) -> ServerState | None:
    """What server.json says; None where there is none or it cannot be read."""
    try:
        return ServerState(**json.loads((folder / FILE_NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def remove(folder: Path, state: ServerState) -> None:
    """Remove server.json if it is still the one of `state`."""
    if read(folder) == state:
        (folder / FILE_NAME).unlink(missing_ok=True)


def answers(state: ServerState) -> bool:
    """Whether the server of `state` is there and answers within a second."""
    try:
        connection = http.client.HTTPConnection(urlsplit(state.address).netloc, timeout=1)
        try:
            connection.request("GET", "/v1/health")
            return "version" in json.loads(connection.getresponse().read())
        finally:
            connection.close()
    except (OSError, ValueError, TypeError, http.client.HTTPException):
        return False
