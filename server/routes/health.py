"""Is the server there, and has it loaded its models? The one call that needs no token."""
from __future__ import annotations

from fastapi import APIRouter

from server import __version__
from server.problems import documented
from server.routes.dependencies import CurrentEngine
from server.schemas import Health

router = APIRouter(tags=["server"])


@router.get("/health", responses=documented())
async def health(engine: CurrentEngine) -> Health:
    """How the server is."""
    if engine.status == "ready":
        detail = "The server is ready."
    else:
        detail = " ".join(filter(None, (engine.problem.detail, engine.problem.action)))
    return Health(status=engine.status, detail=detail, version=__version__)
