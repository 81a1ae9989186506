"""Errors as an animator reads them: problem+json (RFC 9457) with one plain sentence and the action that mends it."""
from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from server.validation import UPDATE, explain

log = logging.getLogger("server")

MEDIA_TYPE = "application/problem+json"

#: Every kind of problem: its HTTP status and its title.
KINDS: dict[str, tuple[int, str]] = {
    "unreadable-request": (400, "The request could not be read"),
    "wrong-token": (401, "Not allowed"),
    "foreign-caller": (403, "Not allowed"),
    "unknown-job": (404, "No such job"),
    "unknown-style": (404, "No such style"),
    "unknown-call": (404, "No such call"),
    "wrong-method": (405, "No such call"),
    "not-finished": (409, "Not finished"),
    "cancelled": (409, "Cancelled"),
    "no-result": (409, "No result"),
    "style-taken": (409, "Name taken"),
    "request-too-large": (413, "Too large"),
    "invalid-request": (422, "Not possible"),
    "queue-full": (429, "Too busy"),
    "generation-failed": (500, "Generation failed"),
    "out-of-memory": (500, "Out of memory"),
    "server-error": (500, "Something went wrong"),
    "loading": (503, "Loading"),
    "models-failed": (503, "A model did not load"),
    "shutting-down": (503, "Stopping"),
}


class Problem(BaseModel):
    """What went wrong. `detail` is a sentence for an animator; `action` is what mends it, where there is something."""

    type: str
    title: str
    status: int
    detail: str
    action: str | None = None


def problem(kind: str, detail: str, action: str | None = None) -> Problem:
    """A problem of one of the `KINDS`."""
    status, title = KINDS[kind]
    return Problem(type=f"urn:motion-prompt:{kind}", title=title, status=status, detail=detail, action=action)


class ProblemError(HTTPException):
    """A problem on its way to the caller. An HTTPException, so that FastAPI lets it through while it reads a body."""

    def __init__(self, problem: Problem, headers: dict[str, str] | None = None):
        super().__init__(problem.status, problem.detail, headers)
        self.problem = problem


def response(problem: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    """The HTTP answer that carries `problem`."""
    return JSONResponse(problem.model_dump(), problem.status, headers=headers, media_type=MEDIA_TYPE)


def documented(*answers: int | str) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's description of the problems a route answers with (those of every guarded route included), each by its status, or
    by its kind where another one of the status is the usual."""
    schema = Problem.model_json_schema()
    usual = {status: title for status, title in reversed(KINDS.values())}
    titles = dict(KINDS[answer] if isinstance(answer, str) else (answer, usual[answer]) for answer in (403, 500, *answers))
    return {status: {"description": titles[status], "content": {MEDIA_TYPE: {"schema": schema}}} for status in sorted(titles)}


def install(app: FastAPI) -> None:
    """Make every error of `app` a problem+json."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
    return response(problem("invalid-request", *explain(error.errors()[0])))


async def _http(request: Request, error: HTTPException) -> JSONResponse:
    if isinstance(error, ProblemError):
        return response(error.problem, error.headers)
    if error.status_code == 404:
        return response(problem("unknown-call", "The server does not know this call.", UPDATE))
    if error.status_code == 405:
        return response(problem("wrong-method", "The server does not offer this call in this way.", UPDATE), {"Allow": _allowed(request)})
    return response(problem("unreadable-request", "The server could not read the request.", UPDATE))


def _allowed(request: Request) -> str:
    """The methods that the document gives a path: Starlette tells those of one route, and a path may have several."""
    paths, path = request.app.openapi()["paths"], request.url.path
    methods = paths.get(path) or next((paths[each] for each in paths if compile_path(each)[0].match(path)), {"get": None})
    return ", ".join(method.upper() for method in methods)


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    action = "Try again; if it stays, restart the server."
    return response(problem("server-error", "Something went wrong inside the server.", action))
