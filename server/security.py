"""Who may call: the bearer token, and nobody through a browser.

A web page can make a browser send requests to 127.0.0.1. It cannot leave out the Origin header on those that matter, and
after DNS rebinding its requests carry the page's own host name: so any Origin is refused, and so is any host name but
localhost or the one the server was started with. (Bare IP addresses pass: they cannot be rebound.)
"""
from __future__ import annotations

import hmac
import ipaddress
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.limits import BODY_BYTES, CLIPS_BODY_BYTES, PINS_BODY_BYTES, SEQUENCE_BODY_BYTES, STYLE_BODY_BYTES
from server.problems import Problem, ProblemError, problem, response
from server.validation import UPDATE

#: Paths that need no token.
OPEN_PATHS = frozenset({"/v1/health"})
#: Bytes that a body may have where it may have more than BODY_BYTES.
_BODY_BYTES = {
    "/v1/jobs/complete": PINS_BODY_BYTES,
    "/v1/jobs/sequence": SEQUENCE_BODY_BYTES,
    "/v1/jobs/invert": CLIPS_BODY_BYTES,
    "/v1/styles": STYLE_BODY_BYTES,
}
#: What to say of a larger one where an animator chose what is in it.
_TOO_LARGE = {
    "/v1/jobs/invert": (
        f"The clips are too large together: {CLIPS_BODY_BYTES // 2**20} MiB of them fit.", "Choose fewer or shorter clips."
    ),
    "/v1/styles": ("This file is too large to be a style.", "Choose a file that was exported from the list of styles."),
}


def new_token() -> str:
    """A fresh bearer token of 256 bits."""
    return secrets.token_urlsafe(32)


class Guard:
    """ASGI middleware: checks Host, Origin, token and the body's size before anything else sees a request."""

    def __init__(self, app: ASGIApp, token: str, host: str):
        self._app, self._host = app, host.lower()
        self._authorization = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = _BODY_BYTES.get(scope["path"], BODY_BYTES)
        if refusal := self._refusal(Headers(scope=scope), scope["path"], most):
            headers = {"WWW-Authenticate": "Bearer"} if refusal.status == 401 else None
            await response(refusal, headers)(scope, receive, send)
            return
        await self._app(scope, _limited(receive, scope["path"], most), send)

    def _refusal(self, headers: Headers, path: str, most: int) -> Problem | None:
        if not self._is_own_name(headers.get("host", "")):
            return problem("foreign-caller", "The server was called by a name that is not its own.", "Call it as 127.0.0.1.")
        if "origin" in headers:
            return problem("foreign-caller", "Web pages may not use this server.", "Use it from Blender.")
        if path not in OPEN_PATHS and not self._has_token(headers):
            detail = "This server was started for someone else, or it has been restarted."
            return problem("wrong-token", detail, "Stop the server in the panel and start it again.")
        length = headers.get("content-length", "0")
        return _too_large(path, most) if not length.isdecimal() or int(length) > most else None

    def _has_token(self, headers: Headers) -> bool:
        return hmac.compare_digest(headers.get("authorization", "").encode("latin-1"), self._authorization)

    def _is_own_name(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
            return name in ("localhost", self._host) or bool(ipaddress.ip_address(name))
        except ValueError:
            return False


def _limited(receive: Receive, path: str, most: int) -> Receive:
    """Count what arrives, for bodies that do not declare their length."""
    received = 0

    async def limited() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > most:
            raise ProblemError(_too_large(path, most))
        return message

    return limited


def _too_large(path: str, most: int) -> Problem:
    usual = f"The request is larger than the {most // 1024} KiB that the server accepts.", UPDATE
    return problem("request-too-large", *_TOO_LARGE.get(path, usual))
