"""The FastAPI application: routes, errors and the guard in front of them."""
from __future__ import annotations

from fastapi import FastAPI

from models.inversion.library import StyleLibrary
from server import __version__, problems, refusals
from server.engine import Engine
from server.jobs import JobQueue
from server.routes import capabilities, health, jobs, styles
from server.security import Guard


def create_app(engine: Engine, queue: JobQueue, library: StyleLibrary, token: str, host: str) -> FastAPI:
    """The application around an engine, its queue and the user's styles. OpenAPI is served; its web viewers, which load scripts
    from the internet, are not."""
    app = FastAPI(title="Motion Prompt", version=__version__, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.engine, app.state.queue, app.state.library = engine, queue, library
    for module in (health, capabilities, jobs, styles):
        app.include_router(module.router, prefix="/v1")
    problems.install(app)
    refusals.install(app)
    app.add_middleware(Guard, token=token, host=host)
    return app
