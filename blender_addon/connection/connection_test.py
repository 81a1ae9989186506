"""Test Connection: asks the server once, and says in a sentence what came of it. Main thread only; the asking is an errand's."""
from __future__ import annotations

from dataclasses import dataclass

from .. import licences
from . import endpoint, errands, local_server
from .client import Client, Endpoint
from .problems import OPEN_PREFERENCES, START_SERVER, Problem, ServerProblem


@dataclass(frozen=True)
class Verdict:
    """`works` is None while the answer is awaited; `problem` says what is wrong, `text` that it works."""

    works: bool | None = None
    text: str = ""
    problem: Problem | None = None


_verdict: Verdict | None = None


def verdict() -> Verdict | None:
    """What the last test said; None where there was none for these preferences."""
    return _verdict


def forget() -> None:
    """The preferences have changed: what was said holds no longer."""
    global _verdict
    _verdict = None


def start() -> None:
    """Tests the server that the preferences name; returns at once."""
    global _verdict
    remote = endpoint.elsewhere()
    place = remote or local_server.state().endpoint
    problem = endpoint.why_not_elsewhere(remote) if remote is not None else None
    if place is None:
        problem = endpoint.why_not_local() or Problem("The motion server on this computer does not run.", "Press Start.", START_SERVER)
    if problem is not None:
        _verdict = Verdict(False, problem=problem)
        return
    asked = _verdict = Verdict(text=f"Asking {place.address} …")

    def land(said: Verdict) -> None:
        global _verdict
        if _verdict is asked:
            _verdict = said

    errands.send(Client(place, patience=5.0), lambda client: _ask(client, place), land, lambda problem: land(Verdict(False, problem=problem)))


def _ask(client: Client, place: Endpoint) -> Verdict:
    """In a worker thread: what the server at `place` says of itself."""
    try:
        health = client.health()
    except ServerProblem as failure:
        raise ServerProblem(_why_no_health(failure, place)) from failure
    if not health.version:
        raise ServerProblem(_another_program(place))
    if health.version != licences.VERSION:
        raise ServerProblem(Problem(
            f"The server is of version {health.version}, the add-on of version {licences.VERSION}.", "Install the same version of both."))
    if health.status == "failed":
        raise ServerProblem(Problem(f"The server answers, but its model is not loaded. {health.detail}", "Look into the server's log."))
    try:
        client.capabilities()
    except ServerProblem as failure:
        if failure.status == 401:
            raise ServerProblem(Problem(
                "The server answers, but it does not accept this token.",
                "Copy the token from the file server.json on the server's computer; it is another one after each start.", OPEN_PREFERENCES,
            )) from failure
        if failure.status != 503:
            raise
        return Verdict(True, "The server answers; it is still loading its models.")
    return Verdict(True, f"It works: the server answers, and its models are loaded (version {health.version}).")


def _why_no_health(failure: ServerProblem, place: Endpoint) -> Problem:
    if failure.status == 0 and failure.problem.remedy == START_SERVER:
        return Problem(
            f"Nothing answers at {place.address}.",
            "Check the address and its port, that the server was started with --host and its computer's address, and the firewall there.")
    if failure.status == 0 and failure.problem.remedy == OPEN_PREFERENCES:
        return failure.problem
    return failure.problem if failure.status == 403 else _another_program(place)


def _another_program(place: Endpoint) -> Problem:
    return Problem(f"Something answers at {place.address}, but it is not a motion server.", "Check the address and its port.")
