"""A real server process on a free port, reached over real HTTP."""
from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
#: The server's program with the model that needs no weights, and with the real one.
NULL = (str(Path(__file__).with_name("null_server.py")),)
REAL = ("-m", "server")
#: Seconds for a process to start and for an answer to come, on a busy machine.
START = 240


class ServerProcess:
    """Starts a server; ends it when the test leaves the context."""

    def __init__(self, folder: Path, *arguments: str, program: tuple[str, ...] = NULL, load: str = "", port: int = 0):
        self.state_file, self.log = folder / "server.json", folder / "log.txt"
        folder.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "MOTION_PROMPT_NULL": load, "OMP_NUM_THREADS": "1"}
        command = [sys.executable, *program, "--state-dir", str(folder), "--port", str(port), *arguments]
        # Also when pytest itself is killed, no server stays behind.
        command += [] if "--parent-pid" in arguments else ["--parent-pid", str(os.getpid())]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    def __enter__(self) -> ServerProcess:
        try:
            wait_for(lambda: self._is_announced() or self.process.poll() is not None, START)
            assert self.process.poll() is None, self.output()
        except AssertionError:
            self.process.kill()
            raise
        self.client = httpx.Client(base_url=self.state["address"], headers=self.authorization, timeout=START, trust_env=False)
        return self

    def __exit__(self, *_) -> None:
        self.client.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def _is_announced(self) -> bool:
        return self.state_file.exists() and self.state["pid"] == self.process.pid

    @property
    def state(self) -> dict:
        return json.loads(self.state_file.read_text())

    @property
    def authorization(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.state['token']}"}

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def wait_until(self, status: str, timeout: float = START) -> dict:
        wait_for(lambda: self.client.get("/v1/health").json()["status"] == status, timeout)
        return self.client.get("/v1/health").json()

    def submit(self, prompt: str = "a person walks", client: str = "", **settings) -> dict:
        answer = self.client.post("/v1/jobs/generate", json={"prompt": prompt, **settings}, headers={"X-Client": client})
        assert answer.status_code == 202, answer.text
        return answer.json()

    def complete(self, body: dict, client: str = "") -> dict:
        answer = self.client.post("/v1/jobs/complete", json=body, headers={"X-Client": client})
        assert answer.status_code == 202, answer.text
        return answer.json()

    def pose(self, text: str = "hands on the hips", client: str = "", **settings) -> dict:
        answer = self.client.post("/v1/jobs/pose", json={"text": text, **settings}, headers={"X-Client": client})
        assert answer.status_code == 202, answer.text
        return answer.json()

    def sequence(self, body: dict, client: str = "") -> dict:
        answer = self.client.post("/v1/jobs/sequence", json=body, headers={"X-Client": client})
        assert answer.status_code == 202, answer.text
        return answer.json()

    def invert(self, body: dict, client: str = "") -> dict:
        answer = self.client.post("/v1/jobs/invert", json=body, headers={"X-Client": client})
        assert answer.status_code == 202, answer.text
        return answer.json()

    def styles(self) -> list[str]:
        """The names in the list."""
        return [style["name"] for style in self.client.get("/v1/styles").raise_for_status().json()["styles"]]

    def job(self, job: dict) -> dict:
        return self.client.get(f"/v1/jobs/{job['id']}").json()

    def events(self, job: dict) -> list[dict]:
        with self.client.stream("GET", f"/v1/jobs/{job['id']}/events") as answer:
            assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/event-stream")
            return list(read_events(answer))

    @contextmanager
    def busy(self, client: str = ""):
        """While this lasts, a job runs and every other one waits."""
        job = self.submit("hold", client, steps=250)
        wait_for(lambda: self.job(job)["state"] == "running", START)
        try:
            yield job
        finally:
            self.cancel(job)

    def finish(self, job: dict) -> dict:
        return self.events(job)[-1]

    def cancel(self, job: dict) -> dict:
        return self.client.delete(f"/v1/jobs/{job['id']}").raise_for_status().json()

    def result(self, job: dict) -> dict:
        answer = self.client.get(f"/v1/jobs/{job['id']}/result")
        assert answer.status_code == 200, answer.text
        return answer.json()


def read_events(answer: httpx.Response):
    for line in answer.iter_lines():
        if line.startswith("data:"):
            yield json.loads(line[5:])


def packed(numbers: np.ndarray) -> dict:
    numbers = np.asarray(numbers, "<f4")
    return {"shape": list(numbers.shape), "data": base64.b64encode(numbers.tobytes()).decode()}


def array(data: dict) -> np.ndarray:
    return np.frombuffer(base64.b64decode(data["data"]), "<f4").reshape(data["shape"])


def wait_for(condition, timeout: float) -> float:
    begin = time.monotonic()
    while not condition():
        assert time.monotonic() - begin < timeout, "it took too long"
        time.sleep(0.01)
    return time.monotonic() - begin


def expect_problem(answer: httpx.Response, status: int, *words: str) -> dict:
    """The answer is a problem+json of that status whose sentences hold the words, and nothing of the machine's insides."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "detail", "action"} and problem["status"] == status
    text = f"{problem['detail']} {problem['action']}"
    assert problem["detail"].endswith(".") and "Traceback" not in text and "/home" not in text
    for word in words:
        assert word in text, text
    return problem


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """One null server that the tests share; none of them leaves a job behind."""
    with ServerProcess(tmp_path_factory.mktemp("server")) as running:
        running.wait_until("ready")
        yield running


@pytest.fixture(scope="session")
def real(tmp_path_factory):
    """The real server with the shipped weights, shared; none of the tests leaves a job or a style behind."""
    with ServerProcess(tmp_path_factory.mktemp("real"), program=REAL) as running:
        running.wait_until("ready")
        yield running
