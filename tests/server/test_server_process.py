"""The process: start, loading, failing to load, stopping, its file, its parent."""
from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading

import pytest
from conftest import ROOT, START, ServerProcess, expect_problem, read_events, wait_for


def test_jobs_wait_while_the_models_load(tmp_path):
    with ServerProcess(tmp_path, load="generate:slow") as server:
        health = server.client.get("/v1/health").json()
        assert health["status"] == "loading" and health["detail"].endswith(".")
        answer = server.client.get("/v1/capabilities")
        expect_problem(answer, 503, "loading", "Wait")
        assert "Retry-After" in answer.headers
        job = server.submit(seed=3)
        assert job["state"] == "queued"
        assert server.finish(job)["state"] == "done" and server.result(job)["request"]["seed"] == 3


@pytest.mark.parametrize("load, words", [("fail", ["lead.safetensors is damaged", "Download it again."]), ("crash", ["could not be loaded"])])
def test_models_that_do_not_load(tmp_path, load, words):
    with ServerProcess(tmp_path, load=f"generate:{load}") as server:
        health = server.wait_until("failed")
        for word in words:
            assert word in health["detail"]
        expect_problem(server.client.post("/v1/jobs/generate", json={"prompt": "a"}), 503, *words)
        expect_problem(server.client.get("/v1/capabilities"), 503, *words)


def test_jobs_that_waited_for_models_that_do_not_load(tmp_path):
    with ServerProcess(tmp_path, load="generate:slow-fail") as server:
        job = server.submit()
        ended = server.finish(job)
        assert ended["state"] == "failed" and "damaged" in ended["error"]["detail"] and ended["error"]["status"] == 503


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_the_middle_of_everything(tmp_path, number):
    with ServerProcess(tmp_path) as server:
        server.wait_until("ready")
        running, waiting = server.submit("slow", steps=250), server.submit()
        ends, begun = [], threading.Barrier(4)

        def listen(job):
            with server.client.stream("GET", f"/v1/jobs/{job['id']}/events") as answer:
                events = read_events(answer)
                next(events)
                begun.wait()
                ends.append([*events][-1]["state"])

        threads = [threading.Thread(target=listen, args=(job,)) for job in (running, running, waiting)]
        for thread in threads:
            thread.start()
        begun.wait()
        server.process.send_signal(number)
        assert wait_for(lambda: server.process.poll() is not None, 5) < 3
        for thread in threads:
            thread.join(5)
        assert server.process.returncode == 0 and ends == ["cancelled"] * 3
        assert not server.state_file.exists() and "Traceback" not in server.output()


def test_a_signal_ends_it_while_it_loads(tmp_path):
    with ServerProcess(tmp_path, load="generate:slow") as server:
        server.client.get("/v1/health")
        server.process.send_signal(signal.SIGTERM)
        assert wait_for(lambda: server.process.poll() is not None, 5) < 3
        assert server.process.returncode == 0 and not server.state_file.exists()


def test_a_port_in_use(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        server = ServerProcess(tmp_path, port=port)
        assert server.process.wait(START) == 3
    output = server.output().strip()
    assert output.count("\n") == 0 and f"Port {port} is used by another program" in output and "--port" in output
    assert not server.state_file.exists()


def test_an_address_that_is_not_ours(tmp_path):
    server = ServerProcess(tmp_path, "--host", "192.0.2.1")
    assert server.process.wait(START) == 3 and "cannot listen on 192.0.2.1" in server.output()


def test_a_dead_servers_file_is_replaced(tmp_path):
    with ServerProcess(tmp_path) as server:
        stale = server.state
        server.process.kill()
        server.process.wait()
    assert server.state == stale
    with ServerProcess(tmp_path) as server:
        assert server.state["pid"] == server.process.pid and server.state["token"] != stale["token"]
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith("server.json")] == ["server.json"]


def test_a_damaged_file_is_replaced(tmp_path):
    (tmp_path / "server.json").write_text(json.dumps({"address": 5}))
    server = ServerProcess(tmp_path)
    wait_for(lambda: '"pid"' in server.state_file.read_text(), START)
    with server:
        assert server.wait_until("ready")


def test_a_second_server_leaves_the_first_alone(tmp_path):
    with ServerProcess(tmp_path) as first:
        first.wait_until("ready")
        second = ServerProcess(tmp_path)
        assert second.process.wait(START) == 4 and "already running" in second.output()
        assert first.state["pid"] == first.process.pid and first.finish(first.submit())["state"] == "done"


def test_a_state_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    command = [sys.executable, "-m", "server", "--state-dir", str(tmp_path / "file" / "folder")]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=START)
    assert answer.returncode == 5 and "cannot be written" in answer.stderr and "Traceback" not in answer.stderr


def test_it_ends_with_its_parent(tmp_path):
    parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with ServerProcess(tmp_path, "--parent-pid", str(parent.pid)) as server:
        server.wait_until("ready")
        server.submit("slow", steps=250)
        parent.communicate(b"\n")
        assert wait_for(lambda: server.process.poll() is not None, 5) < 3
        assert server.process.returncode == 0 and not server.state_file.exists()


def test_one_line_a_job_and_none_a_request(tmp_path):
    with ServerProcess(tmp_path) as server:
        server.wait_until("ready")
        job = server.submit("a private sentence", takes=2)
        server.finish(job)
        wait_for(lambda: job["id"] in server.output(), 2)
        assert server.output().count(job["id"]) == 1
        assert "GET" not in server.output() and "private" not in server.output()
