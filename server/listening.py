"""The listening socket, and what to say where there can be none."""
from __future__ import annotations

import errno
import os
import socket


class StartError(Exception):
    """The server cannot start; says why in one sentence. `code` is the exit code."""

    def __init__(self, code: int, detail: str):
        super().__init__(detail)
        self.code = code


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on host and port (0: any free one). Raises StartError with code 3."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        if os.name == "posix":  # on Windows this option would let two servers share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Callers that come before the event loop runs wait instead of being refused.
        listener.listen(128)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            detail = f"Port {port} is used by another program. Choose another with --port, or --port 0 for any free one."
        else:
            detail = f"The server cannot listen on {host}, port {port} ({error.strerror}). Choose others with --host and --port."
        raise StartError(3, detail) from error
    return listener


def address_of(listener: socket.socket, host: str) -> str:
    """The address at which a program on this computer reaches the listener."""
    if listener.family == socket.AF_INET6:
        name = "[::1]" if host == "::" else f"[{listener.getsockname()[0]}]"
    else:
        name = "127.0.0.1" if host == "0.0.0.0" else listener.getsockname()[0]
    return f"http://{name}:{listener.getsockname()[1]}"
