"""How time grows with the length of a motion, the takes, and the clients that wait. Runs inside Blender's Python, on a server that is ready."""
from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable

from tools import session

LENGTHS, TAKES, CLIENTS = (1, 2, 4, 6, 8, 10), (1, 2, 4, 8, 16), (1, 2, 4, 8, 16, 32)
#: What a client asks for that waits among others.
_SHORT = 2.0


def measured(prompt: str, seconds: float, steps: tuple[int, ...], repeats: int) -> list[dict]:
    """A line a growing quantity and number of steps: what grows, at which values, and the median seconds from the request to the whole result."""
    lines = []
    for count in steps:
        lines += [
            _line(f"length (s), {count} steps", LENGTHS, lambda length: _asked(prompt, float(length), 1, count), repeats),
            _line(f"takes of {seconds:g} s, {count} steps", TAKES, lambda takes: _asked(prompt, seconds, takes, count), repeats),
        ]
    few = min(steps)
    return [*lines, _line(f"clients at once, the last one's answer, {_SHORT:g} s, {few} steps", CLIENTS, lambda clients: _crowd(prompt, clients, few), repeats)]


def _line(what: str, values: tuple[int, ...], ask: Callable[[int], float], repeats: int) -> dict:
    ask(values[0])
    return {"what": what, "values": list(values), "seconds": [statistics.median(ask(value) for _ in range(repeats)) for value in values]}


def _asked(prompt: str, seconds: float, takes: int, steps: int) -> float:
    client_module = session.part("connection.client")
    client = client_module.Client(session.part("connection.local_server").state().endpoint)
    started = time.perf_counter()
    job = client.generate(client_module.GenerationRequest(prompt=prompt, duration=seconds, takes=takes, steps=steps))
    for _ in client.events(job.id):
        pass
    client.result(job.id)
    return time.perf_counter() - started


def _crowd(prompt: str, clients: int, steps: int) -> float:
    threads = [threading.Thread(target=_asked, args=(prompt, _SHORT, 1, steps)) for _ in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - started
