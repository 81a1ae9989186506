"""What the routes share: the engine, the queue, the styles, the job a path names, and the token in the OpenAPI document."""
from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Request
from fastapi.security import HTTPBearer

from models.inversion.library import StyleLibrary
from server.engine import Engine
from server.jobs import Job, JobQueue


async def _engine(request: Request) -> Engine:
    return request.app.state.engine


async def _queue(request: Request) -> JobQueue:
    return request.app.state.queue


async def _library(request: Request) -> StyleLibrary:
    return request.app.state.library


CurrentEngine = Annotated[Engine, Depends(_engine)]
Queue = Annotated[JobQueue, Depends(_queue)]
Styles = Annotated[StyleLibrary, Depends(_library)]


async def _job(job_id: str, queue: Queue) -> Job:
    return queue.find(job_id)


async def _client(request: Request, x_client: Annotated[str, Header()] = "") -> str:
    return x_client[:100] or (request.client.host if request.client else "")


async def _ready(engine: CurrentEngine) -> None:
    engine.require_ready()


#: Who asks: the header X-Client, the address where there is none.
Client = Annotated[str, Depends(_client)]
NamedJob = Annotated[Job, Depends(_job)]

#: Documents the token in OpenAPI; `security.Guard` has checked it before any route runs.
needs_models = Depends(_ready)
needs_token = Depends(HTTPBearer(auto_error=False, description="The token in server.json."))
