"""The server's HTTP interface, typed. Blocking: call it from a worker thread."""
from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from .messages import Answer, CompletionRequest, GenerationRequest, PoseAnswer, PoseRequest, read_answer
from .problems import OPEN_PREFERENCES, START_SERVER, Problem, ServerProblem
from .sequence_messages import SequenceRequest
from .style_messages import InversionRequest, Style, StyleAnswer, read_style, read_style_answer

#: Seconds to wait for an answer.
PATIENCE = 10.0
#: Seconds between two events, after which the job is asked for instead.
EVENT_PATIENCE = 30.0
#: Seconds to wait where clips are sent: the server looks through all of them before it answers.
_CLIPS_PATIENCE = 120.0


@dataclass(frozen=True)
class Endpoint:
    """Where a server is (`http://host:port`) and the token that it accepts."""

    address: str
    token: str


@dataclass(frozen=True)
class Health:
    """`status` is loading, ready or failed; `detail` says so in a sentence."""

    status: str
    detail: str
    version: str


@dataclass(frozen=True)
class Job:
    """A job on the server. `state`: queued, running, done, failed or cancelled; `ahead`: jobs that come before it; `loss`: of a style
    that is being learned, smaller is better."""

    id: str
    state: str
    step: int = 0
    steps: int = 0
    ahead: int = 0
    error: Problem | None = None
    loss: float | None = None

    @property
    def over(self) -> bool:
        return self.state in ("done", "failed", "cancelled")


class Client:
    """One server. Every method raises ServerProblem with a sentence for the animator."""

    def __init__(self, endpoint: Endpoint, patience: float = PATIENCE):
        self._endpoint = endpoint
        self._patience = patience

    def health(self) -> Health:
        """What the server says about itself; needs no token."""
        answer = self._call("GET", "/v1/health")
        return Health(str(answer.get("status", "")), str(answer.get("detail") or ""), str(answer.get("version", "")))

    def capabilities(self) -> dict[str, Any]:
        """The server's limits and the model it runs."""
        return self._call("GET", "/v1/capabilities")

    def generate(self, request: GenerationRequest) -> Job:
        """Asks for takes; the job waits its turn on the server."""
        return self.ask(request)

    def ask(self, request: GenerationRequest | CompletionRequest | PoseRequest | SequenceRequest | InversionRequest) -> Job:
        """Asks for what the request is for; the job waits its turn on the server."""
        patience = _CLIPS_PATIENCE if isinstance(request, InversionRequest) else self._patience
        return _job(self._call("POST", f"/v1/jobs/{request.task}", request.body(), patience))

    def job(self, job_id: str) -> Job:
        return _job(self._call("GET", f"/v1/jobs/{job_id}"))

    def cancel(self, job_id: str) -> Job:
        return _job(self._call("DELETE", f"/v1/jobs/{job_id}"))

    def result(self, job_id: str) -> Answer | PoseAnswer | StyleAnswer:
        """What a job that is done made, and what was said about it."""
        answer = self._call("GET", f"/v1/jobs/{job_id}/result")
        try:
            return read_style_answer(answer) if "style" in answer else read_answer(answer)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise _unreadable() from error

    def styles(self) -> tuple[Style, ...]:
        """The styles of this user."""
        answer = self._call("GET", "/v1/styles")
        try:
            return tuple(read_style(style) for style in answer["styles"])
        except (KeyError, TypeError) as error:
            raise _unreadable() from error

    def delete_style(self, name: str) -> None:
        """Deletes a style for good."""
        self._bytes("DELETE", f"/v1/styles/{quote(name, safe='')}")

    def style_file(self, name: str) -> bytes:
        """A style as the file that `add_style` takes."""
        return self._bytes("GET", f"/v1/styles/{quote(name, safe='')}/file")

    def add_style(self, content: bytes, replace: bool = False) -> Style:
        """Gives the server a style that was exported; `replace`: a style of the same name may go."""
        answer = self._call("POST", f"/v1/styles?replace={'true' if replace else 'false'}", content)
        try:
            return read_style(answer)
        except (KeyError, TypeError) as error:
            raise _unreadable() from error

    def events(self, job_id: str) -> Iterator[Job]:
        """The job each time it changes; the last one is over. Where the stream goes quiet or ends early, asks again."""
        try:
            while True:
                for job in self._stream(job_id):
                    yield job
                    if job.over:
                        return
                job = self.job(job_id)
                yield job
                if job.over:
                    return
        except ServerProblem as failure:
            raise failure if failure.status else _stopped_midway() from failure

    def _stream(self, job_id: str) -> Iterator[Job]:
        connection = self._connect(EVENT_PATIENCE)
        try:
            response = self._send(connection, "GET", f"/v1/jobs/{job_id}/events")
            while line := response.readline():
                if line.startswith(b"data:"):
                    yield _job(json.loads(line[5:]))
        except TimeoutError:
            return
        except (OSError, http.client.HTTPException) as error:
            raise _no_answer() from error
        except ValueError as error:
            raise _unreadable() from error
        finally:
            connection.close()

    def _call(
        self, method: str, path: str, body: dict[str, Any] | bytes | None = None, patience: float | None = None,
    ) -> dict[str, Any]:
        try:
            answer = json.loads(self._bytes(method, path, body, patience))
        except ValueError as error:
            raise _unreadable() from error
        if not isinstance(answer, dict):
            raise _unreadable()
        return answer

    def _bytes(self, method: str, path: str, body: dict[str, Any] | bytes | None = None, patience: float | None = None) -> bytes:
        connection = self._connect(patience or self._patience)
        try:
            return self._send(connection, method, path, body).read()
        except (OSError, http.client.HTTPException) as error:
            raise _no_answer() from error
        finally:
            connection.close()

    def _send(
        self, connection: http.client.HTTPConnection, method: str, path: str, body: dict[str, Any] | bytes | None = None,
    ) -> http.client.HTTPResponse:
        headers = {"Authorization": f"Bearer {self._endpoint.token}", "Accept": "application/json, text/event-stream"}
        if body is not None:
            headers["Content-Type"] = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        prefix = urlsplit(self._endpoint.address).path.rstrip("/")
        content = json.dumps(body).encode() if isinstance(body, dict) else body
        connection.request(method, prefix + path, content, headers)
        response = connection.getresponse()
        if response.status >= 400:
            raise _refusal(response.status, response.read())
        return response

    def _connect(self, patience: float) -> http.client.HTTPConnection:
        # http.client, not urllib: a proxy set for the web must not stand between Blender and its own computer.
        try:
            parts = urlsplit(self._endpoint.address)
            if not parts.hostname:
                raise ValueError("no host")
            if parts.scheme == "https":
                return http.client.HTTPSConnection(
                    parts.hostname, parts.port, timeout=patience, context=ssl.create_default_context(),
                )
            return http.client.HTTPConnection(parts.hostname, parts.port, timeout=patience)
        except ValueError as error:
            raise ServerProblem(Problem(
                "The server's address in the preferences cannot be read.", "Write it like http://127.0.0.1:8000.", OPEN_PREFERENCES,
            )) from error


def _job(answer: dict[str, Any]) -> Job:
    try:
        error, loss = answer.get("error"), answer.get("loss")
        return Job(
            str(answer["id"]), str(answer["state"]), int(answer.get("step") or 0), int(answer.get("steps") or 0),
            int(answer.get("ahead") or 0), _problem(error) if error else None, None if loss is None else float(loss),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as failure:
        raise _unreadable() from failure


def _problem(body: dict[str, Any]) -> Problem:
    sentence = body.get("detail") or body.get("title") or "The motion server could not do this."
    return Problem(str(sentence), str(body.get("action") or ""))


def _refusal(status: int, body: bytes) -> ServerProblem:
    if status == 401:
        return ServerProblem(Problem(
            "The motion server does not accept this token.",
            "Stop and start the server; for a server elsewhere, correct the token in the preferences.", OPEN_PREFERENCES,
        ), status)
    try:
        return ServerProblem(_problem(json.loads(body)), status)
    except (ValueError, AttributeError):
        return ServerProblem(Problem(f"The motion server refused (HTTP {status}).", "Look into the server's log."), status)


def _no_answer() -> ServerProblem:
    return ServerProblem(Problem("The motion server does not answer.", "Start it, then try again.", START_SERVER))


def _stopped_midway() -> ServerProblem:
    return ServerProblem(Problem(
        "The motion server stopped in the middle of its work. Nothing in the scene has changed.",
        "Start it, then try again.", START_SERVER,
    ))


def _unreadable() -> ServerProblem:
    return ServerProblem(Problem(
        "The motion server's answer cannot be read.", "Use a server of the same version as the add-on.", None,
    ))
