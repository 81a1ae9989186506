"""uvicorn around the application: starts the engine once the socket answers, ends its jobs before the connections."""
from __future__ import annotations

import socket

import uvicorn
from fastapi import FastAPI

from server.engine import Engine

#: Seconds that an idle connection is kept open for the next call.
_KEEP_ALIVE = 60
#: Seconds for answers under way at shutdown.
_GRACE = 1


class Service(uvicorn.Server):
    """Serves `app` on sockets that already listen; stops on SIGINT, SIGTERM or `stop()`."""

    def __init__(self, app: FastAPI, engine: Engine):
        super().__init__(
            uvicorn.Config(
                app, loop="asyncio", http="h11", ws="none", lifespan="off", log_config=None, access_log=False,
                server_header=False, timeout_keep_alive=_KEEP_ALIVE, timeout_graceful_shutdown=_GRACE,
            )  # fmt: skip
        )
        self._engine = engine

    def stop(self) -> None:
        """Ask the server to stop, from any thread; returns at once."""
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to accept connections, then to load the models."""
        await super().startup(sockets)
        self._engine.start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End every job, which closes the event streams; then the connections."""
        self._engine.stop()
        await super().shutdown(sockets)
