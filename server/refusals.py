"""What the models refuse in a sentence of their own, as a problem."""
from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from models.completion.request import CompletionError
from models.inversion.library import StyleTaken
from models.inversion.request import StyleError
from models.pose.request import PoseError
from models.sequence.request import SequenceError
from server.problems import Problem, problem, response

#: The models' refusals: each says what is wrong, and what mends it.
REFUSALS = (CompletionError, PoseError, SequenceError, StyleError)


def refused(error: Exception) -> Problem:
    """The problem of one of the `REFUSALS`."""
    return problem("style-taken" if isinstance(error, StyleTaken) else "invalid-request", str(error))


def install(app: FastAPI) -> None:
    """Let every route raise the `REFUSALS`."""
    for kind in REFUSALS:
        app.add_exception_handler(kind, _refused)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    return response(refused(error))
