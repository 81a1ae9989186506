"""The server's process: started, followed, joined, stopped, and its ways to fail. Small stand-in programs, no model."""
from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest
from blender_addon.connection import local_server, status
from blender_addon.connection.local_server import Launch, Status
from blender_addon.connection.problems import ServerProblem
from fake_server import TOKEN, FakeServer

_SERVES = """
import http.server, json, pathlib, sys, time
folder = pathlib.Path(sys.argv[sys.argv.index("--state-dir") + 1])
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps({"status": "STATUS", "detail": "The weights are damaged.", "version": "0.1.0"}).encode()
        self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
    def log_message(self, *_): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
(folder / "server.json").write_text(json.dumps({"address": f"http://127.0.0.1:{server.server_port}", "token": "t", "pid": 0}))
server.serve_forever()
"""


@pytest.fixture
def launch(tmp_path):
    """A launch of the program whose text it is given, as `python -m server`."""
    def prepare(program: str) -> Launch:
        (tmp_path / "server").mkdir(exist_ok=True)
        (tmp_path / "server" / "__main__.py").write_text(program)
        return Launch(sys.executable, tmp_path, tmp_path / "state", tmp_path / "state" / "server.log")
    return prepare


def wait_for(*statuses: Status, seconds: float = 30.0) -> local_server.State:
    deadline = time.monotonic() + seconds
    while local_server.state().status not in statuses and time.monotonic() < deadline:
        time.sleep(0.02)
    assert local_server.state().status in statuses
    return local_server.state()


def test_it_starts_gets_ready_and_stops(launch):
    local_server.start(launch(_SERVES.replace("STATUS", "ready")))
    assert local_server.state().status is Status.STARTING
    endpoint = local_server.wait_until_ready(30)
    assert endpoint.address.startswith("http://127.0.0.1:") and not local_server.state().joined
    process = local_server._run.process
    local_server.stop()
    assert local_server.state().status is Status.STOPPED and process.poll() is not None


def test_loading_and_failing_are_told_apart(launch):
    local_server.start(launch(_SERVES.replace("STATUS", "loading")))
    wait_for(Status.LOADING)
    local_server.stop()
    local_server.start(launch(_SERVES.replace("STATUS", "failed")))
    assert wait_for(Status.FAILED).problem.sentence == "The weights are damaged."


def test_a_process_that_dies_is_noticed(launch):
    local_server.start(launch(_SERVES.replace("STATUS", "ready")))
    local_server.wait_until_ready(30)
    local_server._run.process.kill()
    problem = wait_for(Status.FAILED).problem
    assert "stopped by itself" in problem.sentence and problem.remedy[0] == "motion_prompt.start_server"
    local_server.start(launch(_SERVES.replace("STATUS", "ready")))
    local_server.wait_until_ready(30)


@pytest.mark.parametrize(("program", "sentence"), [
    ("import sys; sys.exit(3)", "port is in use"), ("import notthere_at_all", "lacks a part"), ("raise SystemExit('Too old.')", "Too old."),
])
def test_why_it_ended_is_said(launch, program, sentence):
    local_server.start(launch(program))
    assert sentence in wait_for(Status.FAILED).problem.sentence
    with pytest.raises(ServerProblem, match=sentence):
        local_server.wait_until_ready(5)


def test_ordinary_work_is_no_reason(launch):
    local_server.start(launch("print('04:42 INFO job 3f1f done', flush=True); raise SystemExit(1)"))
    assert "INFO" not in wait_for(Status.FAILED).problem.sentence


def test_a_python_that_cannot_run_is_said(launch):
    started = launch("")
    local_server.start(Launch("/nonexistent/python", started.root, started.state_dir, started.log))
    assert "could not be started" in wait_for(Status.FAILED).problem.sentence


def test_a_running_server_is_joined_and_left_alone(launch):
    started = launch("raise SystemExit('must not run')")
    with FakeServer() as fake:
        started.state_dir.mkdir()
        (started.state_dir / "server.json").write_text(json.dumps({"address": fake.address, "token": TOKEN, "pid": os.getpid()}))
        fake.how = "quiet"
        local_server.start(started)
        assert local_server.wait_until_ready(30).address == fake.address
        assert local_server.state().joined
        local_server.stop()
        assert (started.state_dir / "server.json").exists()


def test_when_the_blender_of_a_joined_server_closes_the_next_press_starts_one(launch):
    prepared = launch(_SERVES.replace("STATUS", "ready"))
    prepared.state_dir.mkdir()
    with FakeServer() as other:
        (prepared.state_dir / "server.json").write_text(json.dumps({"address": other.address, "token": TOKEN}))
        local_server.start(prepared)
        local_server.wait_until_ready(30)
    wait_for(Status.STOPPED)
    assert status.line().text.endswith("starts by itself when it is needed."), "nothing has gone wrong"
    local_server.start(prepared)
    assert local_server.wait_until_ready(30).address != other.address and not local_server.state().joined


def test_who_waits_for_a_joined_server_that_goes_away_gets_another(launch):
    prepared = launch(_SERVES.replace("STATUS", "ready"))
    prepared.state_dir.mkdir()
    with FakeServer("loading") as other:
        (prepared.state_dir / "server.json").write_text(json.dumps({"address": other.address, "token": TOKEN}))
        local_server.start(prepared)
        wait_for(Status.LOADING)
    assert local_server.wait_until_ready(30).address != other.address


def test_a_server_of_another_version_is_left_to_the_blender_that_has_it(launch):
    started = launch(_SERVES.replace("STATUS", "ready"))
    with FakeServer() as fake:
        fake.version = "0.0.9"
        started.state_dir.mkdir()
        (started.state_dir / "server.json").write_text(json.dumps({"address": fake.address, "token": TOKEN, "pid": os.getpid()}))
        local_server.start(started)
        assert local_server.wait_until_ready(30).address != fake.address
        assert not local_server.state().joined


def test_of_two_blenders_that_start_at_once_the_second_joins(launch):
    with FakeServer() as fake:
        written = json.dumps({"address": fake.address, "token": TOKEN, "pid": os.getpid()})
        started = launch(f"import pathlib, sys; (pathlib.Path(sys.argv[4]) / 'server.json').write_text({written!r}); sys.exit(4)")
        local_server.start(started)
        assert local_server.wait_until_ready(30).address == fake.address
        deadline = time.monotonic() + 30
        while not local_server.state().joined and time.monotonic() < deadline:
            time.sleep(0.02)
        assert local_server.state().joined
        local_server.stop()
        assert (started.state_dir / "server.json").exists(), "it is the other's"


def test_a_server_that_answers_nothing_any_more_can_be_started_again(launch, monkeypatch):
    monkeypatch.setattr(local_server, "_SILENCE", 0.5)
    monkeypatch.setattr(local_server, "_QUESTIONS", 0.1)
    deaf = _SERVES.replace("STATUS", "ready").replace("server.serve_forever()", "server.handle_request(); server.server_close(); time.sleep(60)")
    local_server.start(launch(deaf))
    wait_for(Status.READY)
    problem = wait_for(Status.FAILED).problem
    assert "does not answer any more" in problem.sentence and problem.remedy[0] == "motion_prompt.start_server"
    silent = local_server._run.process
    local_server.start(launch(_SERVES.replace("STATUS", "ready")))
    local_server.wait_until_ready(30)
    assert silent.poll() is not None


@pytest.mark.parametrize("left", ['{"address": "http://127.0.0.1:9", "token": "t"}', '{"addr', "[]"])
def test_what_a_dead_server_left_does_not_matter(launch, left):
    started = launch(_SERVES.replace("STATUS", "ready"))
    started.state_dir.mkdir()
    Path(started.state_dir / "server.json").write_text(left)
    local_server.start(started)
    assert "127.0.0.1:9" not in local_server.wait_until_ready(30).address[-12:]


def test_waiting_for_a_server_that_does_not_run_says_so():
    with pytest.raises(ServerProblem, match="not running"):
        local_server.wait_until_ready(1)
