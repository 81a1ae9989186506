"""Only the user's own programs may call."""
from __future__ import annotations

import stat
import sys

import httpx
import pytest
from clips import request as to_learn
from clips import style_file
from conftest import expect_problem
from pins import request as pinned
from test_server_sequence import request as blocks

GUARDED = [
    ("GET", "/v1/capabilities"), ("POST", "/v1/jobs/generate"), ("POST", "/v1/jobs/complete"), ("POST", "/v1/jobs/pose"),
    ("POST", "/v1/jobs/invert"), ("POST", "/v1/jobs/sequence"), ("GET", "/v1/styles"), ("POST", "/v1/styles"), ("GET", "/v1/styles/a"),
    ("GET", "/v1/styles/a/file"), ("DELETE", "/v1/styles/a"), ("GET", "/v1/jobs/a"), ("GET", "/v1/jobs/a/events"), ("GET", "/v1/jobs/a/result"),
    ("DELETE", "/v1/jobs/a"), ("GET", "/openapi.json"), ("GET", "/nothing"),
]  # fmt: skip


@pytest.mark.parametrize("method, path", GUARDED)
@pytest.mark.parametrize("header", [None, "Bearer wrong", "Bearer", "bearer", "Basic {token}", "Bearer {token}x", "Bearer é"])
def test_wrong_token(server, method, path, header):
    value = header and header.format(token=server.state["token"])
    headers = [("Authorization", value.encode("latin-1"))] if value else []
    answer = httpx.request(method, server.state["address"] + path, headers=headers, trust_env=False)
    expect_problem(answer, 401, "restarted", "start it again")
    assert answer.headers["WWW-Authenticate"] == "Bearer" and server.state["token"] not in answer.text


def test_health_is_open(server):
    answer = httpx.get(server.state["address"] + "/v1/health", trust_env=False)
    assert answer.json() == {"status": "ready", "detail": "The server is ready.", "version": "0.1.0"}


@pytest.mark.parametrize("path", ["/v1/health", "/v1/capabilities"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1"])
def test_foreign_host(server, path, host):
    expect_problem(server.client.get(path, headers={"Host": host}), 403, "not its own")


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "127.0.0.1", "[::1]:80", "LOCALHOST"])
def test_own_host(server, host):
    assert server.client.get("/v1/capabilities", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/v1/health", "/v1/capabilities"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1"])
def test_web_pages(server, path, origin):
    answer = server.client.get(path, headers={"Origin": origin})
    expect_problem(answer, 403, "Web pages", "Blender")
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes; the folder is the user's own")
def test_the_token_is_for_the_user_alone(server):
    assert stat.S_IMODE(server.state_file.stat().st_mode) == 0o600
    assert len(server.state["token"]) >= 43 and server.state["token"] not in server.output()


#: What would work, if whoever asks were let in.
WORKING = {
    "/v1/jobs/generate": {"prompt": "a person walks"}, "/v1/jobs/pose": {"text": "hands on the hips"}, "/v1/jobs/complete": pinned(),
    "/v1/jobs/sequence": blocks(), "/v1/jobs/invert": to_learn("intruder"),
}  # fmt: skip
#: Who asks: with which headers, and what they are told.
STRANGERS = [
    ({}, 401), ({"Authorization": "Bearer wrong"}, 401), ({"Authorization": "{token}", "Origin": "https://evil.example"}, 403),
    ({"Authorization": "{token}", "Origin": "null"}, 403), ({"Authorization": "{token}", "Host": "evil.example"}, 403),
]  # fmt: skip


def test_no_stranger_reaches_a_model_or_a_style(server):
    server.client.post("/v1/styles?replace=true", content=style_file("mine")).raise_for_status()
    running = server.submit("hold", steps=250)
    token = server.authorization["Authorization"]
    asked = 0
    for path, methods in server.client.get("/openapi.json").json()["paths"].items():
        for method in methods.keys() if path != "/v1/health" else ():
            body = {"content": style_file("intruder")} if path == "/v1/styles" else {"json": WORKING.get(path, {})}
            where = server.state["address"] + path.format(job_id=running["id"], name="mine")
            for headers, status in STRANGERS:
                headers = {name: value.format(token=token) for name, value in headers.items()}
                answer = httpx.request(method.upper(), where, headers=headers, trust_env=False, **(body if method == "post" else {}))
                problem = expect_problem(answer, status)
                assert running["id"] not in answer.text and "mine" not in str(problem)
                asked += 1
    assert asked >= 75 and set(WORKING) < set(server.client.get("/openapi.json").json()["paths"])
    assert server.job(running)["state"] in ("queued", "running"), "nobody has cancelled it"
    last = server.submit()
    assert server.job(last)["ahead"] <= 1, "nobody has queued anything"
    server.cancel(running)
    assert server.finish(last)["state"] == "done" and server.styles() == ["mine"]
    server.client.delete("/v1/styles/mine").raise_for_status()
