"""The styles that were learned: which there are, export, import, delete."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Body, Response

from models.inversion.library import UnknownStyle
from models.inversion.request import LONGEST_NAME
from server.problems import ProblemError, documented, problem
from server.routes.dependencies import Styles, needs_models, needs_token
from server.schemas import StyleData, StyleList

router = APIRouter(prefix="/styles", tags=["styles"], dependencies=[needs_token, needs_models])

_FILE = "application/octet-stream"
_CONTENT = {"content": {_FILE: {"schema": {"type": "string", "format": "binary"}}}}


@router.get("", responses=documented(401, 503))
def every(styles: Styles) -> StyleList:
    """All styles, by name; those of another model too."""
    return StyleList(styles=[StyleData.of(info, styles.why_not(info)) for info in styles.list()])


@router.post("", status_code=201, responses=documented(401, 413, 422, 503, "style-taken"))
def add(styles: Styles, content: Annotated[bytes, Body(media_type=_FILE)] = b"", replace: bool = False) -> StyleData:
    """Import a style file that was exported elsewhere, whole or not at all. replace: whether one of its name may be replaced."""
    info = styles.add(content, replace)
    return StyleData.of(info, styles.why_not(info))


@router.get("/{name}", responses=documented(401, 422, 503, "unknown-style"))
def one(name: str, styles: Styles) -> StyleData:
    """One style."""
    with _named():
        info = styles.read(_short(name)).info
    return StyleData.of(info, styles.why_not(info))


@router.get("/{name}/file", response_class=Response, responses={200: _CONTENT, **documented(401, 422, 503, "unknown-style")})
def file(name: str, styles: Styles) -> Response:
    """Export a style: the file that `POST /v1/styles` takes."""
    with _named():
        return Response(styles.read(_short(name)).to_bytes(), media_type=_FILE)


@router.delete("/{name}", status_code=204, responses=documented(401, 422, 503, "unknown-style"))
def delete(name: str, styles: Styles) -> None:
    """Delete a style. Jobs that wait and name it in their words will fail with a sentence."""
    with _named():
        styles.delete(_short(name))


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except UnknownStyle as error:
        raise ProblemError(problem("unknown-style", str(error))) from None


def _short(name: str) -> str:
    """A name that is too long for any style stays too long, and fits into a sentence."""
    return name[: LONGEST_NAME + 1]
