"""`python -m server`: listen, write server.json, serve until told to stop.

Exit codes: 0 stopped as told, 2 wrong arguments, 3 the address cannot be had, 4 already running, 5 no state folder.
"""
from __future__ import annotations

import argparse
import logging
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from models.inversion.library import StyleLibrary
from server import __version__, completion, inversion, lead, parent, pose, sequence, state
from server.app import create_app
from server.engine import Engine, Loads
from server.exemplars import Inversion
from server.jobs import JobQueue
from server.listening import StartError, address_of, listen
from server.schemas import CompletionRequest, GenerationRequest, PoseRequest, SequenceRequest
from server.security import new_token
from server.service import Service
from server.styles import SharedLibrary

#: Makes the loads of a server, of the folder of weights (the shipped ones where None) and the user's styles.
MakeLoads = Callable[[Path | None, StyleLibrary], Loads]


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m server", description="Motion Prompt's local inference server.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this computer only)")
    parser.add_argument("--port", type=int, default=0, help="port to listen on (default: any free one)")
    folder = state.default_folder()
    parser.add_argument("--state-dir", type=Path, default=folder, help="folder of server.json (default: %(default)s)")
    parser.add_argument("--weights", type=Path, default=None, help="folder of the models' weights (default: the shipped ones)")
    parser.add_argument("--styles", type=Path, default=None, help="folder of the learned styles (default: in the state folder)")
    parser.add_argument("--parent-pid", type=int, default=None, help="end when this process ends")
    options = parser.parse_args(argv)
    if not 0 <= options.port <= 65535:
        parser.error("--port must be between 0 and 65535")
    return options


def shipped(weights: Path | None, library: StyleLibrary) -> Loads:
    """LEAD; completion and inversion on top of it, text-to-pose with its text encoder, and sequences of the first two."""
    return {
        GenerationRequest: lambda loaded: lead.load(library, weights),
        CompletionRequest: lambda loaded: completion.load(loaded[GenerationRequest], weights),
        PoseRequest: lambda loaded: pose.load(loaded[GenerationRequest], weights),
        SequenceRequest: lambda loaded: sequence.load(loaded[GenerationRequest], loaded.get(CompletionRequest)),
        Inversion: lambda loaded: inversion.load(loaded[GenerationRequest], library),
    }


def main(argv: Sequence[str] | None = None, make_loads: MakeLoads = shipped) -> int:
    """Run the server and return its exit code. What `make_loads` gives is called in the background."""
    options = arguments(argv)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    # Until uvicorn takes the signals over, and when it raises them again after its own shutdown: unwind to `finally`.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        serve(options, make_loads)
    except StartError as error:
        print(error, file=sys.stderr)
        return error.code
    return 0


def serve(options: argparse.Namespace, make_loads: MakeLoads) -> None:
    """Serve until told to stop. Raises StartError."""
    former = state.read(options.state_dir)
    if former and state.answers(former):
        where = f"{former.address} (process {former.pid})"
        raise StartError(4, f"The server is already running at {where}. Use that one, or stop it first.")
    with listen(options.host, options.port) as listener:
        current = state.ServerState(address_of(listener, options.host), new_token(), os.getpid(), __version__)
        try:
            _announce(options.state_dir, current)
            _run(listener, current, options, make_loads)
        finally:
            state.remove(options.state_dir, current)


def _announce(folder: Path, current: state.ServerState) -> None:
    try:
        state.write(folder, current)
    except OSError as error:
        detail = f"The folder {folder} cannot be written ({error.strerror}). Choose another with --state-dir."
        raise StartError(5, detail) from error
    print(f"Motion Prompt server {__version__} at {current.address}", file=sys.stderr, flush=True)


def _run(listener: socket.socket, current: state.ServerState, options: argparse.Namespace, make_loads: MakeLoads) -> None:
    library = SharedLibrary(options.styles or options.state_dir / "styles")
    queue = JobQueue()
    engine = Engine(make_loads(options.weights, library), queue)
    service = Service(create_app(engine, queue, library, current.token, options.host), engine)
    if options.parent_pid is not None:
        parent.when_gone(options.parent_pid, service.stop)
    service.run(sockets=[listener])


def run(make_loads: MakeLoads = shipped) -> NoReturn:
    """`main` as a whole process: ends it for good, with main's exit code."""
    code: object = 1
    try:
        code = main(make_loads=make_loads)
    except SystemExit as stop:
        code = stop.code
    except BaseException:
        traceback.print_exc()
    # The model's thread may be deep inside PyTorch: taking the interpreter apart under it can hang or crash, this cannot.
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    run()
