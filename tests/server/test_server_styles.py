"""The list of styles: read, export, import, delete; junk, odd names, files that nobody finished."""
from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlsplit

import numpy as np
import pytest
from clips import style_file
from conftest import ServerProcess, expect_problem, wait_for
from safetensors.numpy import save

SUFFIX = ".style.safetensors"


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with ServerProcess(tmp_path_factory.mktemp("styles")) as running:
        running.wait_until("ready")
        yield running


@pytest.fixture
def server(shared):
    """The shared server, without styles."""
    for name in shared.styles():
        shared.client.delete(f"/v1/styles/{name}").raise_for_status()
    return shared


def add(server, content: bytes, replace: bool | None = None):
    return server.client.post("/v1/styles", content=content, params={} if replace is None else {"replace": replace})


def files(server) -> set[str]:
    return {path.name for path in (server.state_file.parent / "styles").iterdir()}


def test_a_style_is_listed_read_and_deleted(server):
    assert server.styles() == []
    assert add(server, style_file("zany")).status_code == add(server, style_file("Grumpy", strong=True)).status_code == 201
    data = {"name": "Grumpy", "descriptor": "angry", "strong": True, "usable": True, "reason": "", "provenance": {"clips": [], "seed": 0}}
    answer = server.client.get("/v1/styles").json()
    assert [style["name"] for style in answer["styles"]] == ["Grumpy", "zany"] and answer["styles"][0] == data
    for spelling in ("Grumpy", "grumpy", "GRUMPY"):
        assert server.client.get(f"/v1/styles/{spelling}").json() == data
    answer = server.client.delete("/v1/styles/gRUMPY")
    assert answer.status_code == 204 and answer.content == b""
    assert server.styles() == ["zany"]
    expect_problem(server.client.delete("/v1/styles/grumpy"), 404, "no style <grumpy>", "<zany>")


def test_an_exported_style_is_the_same_elsewhere(server):
    content = style_file("naïve-步", provenance={"clips": [{"name": "ärger.bvh"}]})
    assert add(server, content).status_code == 201
    answer = server.client.get(f"/v1/styles/{quote('naïve-步')}/file")
    assert answer.headers["content-type"] == "application/octet-stream" and answer.content == content
    before = server.client.get(f"/v1/styles/{quote('naïve-步')}").json()
    server.client.delete(f"/v1/styles/{quote('NAÏVE-步')}").raise_for_status()
    added = add(server, answer.content)
    assert added.status_code == 201 and added.json() == before


@pytest.mark.parametrize("kind", ["application/octet-stream", "application/x-safetensors", "text/plain", None])
def test_whatever_a_client_calls_the_file(server, kind):
    answer = server.client.post("/v1/styles", content=style_file(), headers={"Content-Type": kind} if kind else {})
    assert answer.status_code == 201, answer.text


def test_a_name_that_is_taken(server):
    assert add(server, style_file("grumpy")).status_code == 201
    for replace in (None, False):
        problem = expect_problem(add(server, style_file("GRUMPY", descriptor="old"), replace), 409, "<GRUMPY> already", "another name")
        assert problem["type"] == "urn:motion-prompt:style-taken"
    assert server.client.get("/v1/styles/grumpy").json()["descriptor"] == "angry"
    assert add(server, style_file("GRUMPY", descriptor="old"), True).json()["descriptor"] == "old"
    assert server.styles() == ["GRUMPY"] and files(server) == {f"grumpy{SUFFIX}"}
    expect_problem(server.client.post("/v1/styles?replace=perhaps", content=style_file("b")), 422, "replace")
    expect_problem(server.client.post("/v1/styles?force=1", content=style_file("grumpy")), 409)


def test_of_many_who_import_one_name_one_wins(server):
    contents = [style_file("grumpy", provenance={"from": number}) for number in range(12)]
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda content: add(server, content).status_code, contents))
    assert sorted(answers) == [201] + [409] * 11
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda content: add(server, content, True), contents))
    assert server.client.get("/v1/styles/grumpy/file").content in contents and files(server) == {f"grumpy{SUFFIX}"}


def header(**changes) -> bytes:
    """A style file whose header says something else."""
    vectors = {"vectors": np.ones((2, 4), np.float32), "start": np.ones((2, 4), np.float32)}
    values = {"format": "motion-prompt-style", "version": 1, "name": "grumpy", "descriptor": "angry", "strong": False, "model": "m",
              "provenance": {}, **changes}  # fmt: skip
    return save(vectors, {"style": json.dumps(values)})


WHOLE = style_file()
NOT_FINITE = save(
    {"vectors": np.full((2, 4), np.nan, np.float32), "start": np.ones((2, 4), np.float32)},
    {"style": json.loads(WHOLE[8 : 8 + int.from_bytes(WHOLE[:8], "little")])["__metadata__"]["style"]},
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00" * 7, id="seven bytes"),
        pytest.param(b"HIERARCHY\nROOT Hips\n", id="a BVH file"),
        pytest.param(b'{"name": "grumpy"}', id="JSON"),
        pytest.param(np.random.default_rng(0).bytes(50_000), id="noise"),
        pytest.param(b"\xff" * 8 + b"{}", id="a header longer than any file"),
        pytest.param((9).to_bytes(8, "little") + b'{"a": "b"', id="half a header"),
        pytest.param(save({"a": np.ones(3, np.float32)}), id="other weights"),
        pytest.param(save({"a": np.ones(3, np.float32)}, {"style": "{}"}), id="an empty style"),
        pytest.param(WHOLE[:-1], id="all but a byte"),
        pytest.param(WHOLE + b"\x00", id="a byte more"),
        pytest.param(WHOLE[: len(WHOLE) // 2], id="half a style"),
        pytest.param(NOT_FINITE, id="not finite"),
        pytest.param(header(name="../x"), id="a way out"),
        pytest.param(header(name="..\\x"), id="a way out on Windows"),
        pytest.param(header(name="/tmp/x"), id="a place of its own"),
        pytest.param(header(name=""), id="no name"),
        pytest.param(header(name="two words"), id="two words"),
        pytest.param(header(name="a" * 41), id="a long name"),
        pytest.param(header(name=5), id="a number for a name"),
        pytest.param(header(name="a\x00b"), id="a name with a zero"),
        pytest.param(header(descriptor="<grumpy>"), id="a token for a descriptor"),
        pytest.param(header(descriptor=None), id="no descriptor"),
        pytest.param(header(version=2), id="of tomorrow"),
        pytest.param(header(format="other"), id="another format"),
        pytest.param(header(extra=1), id="one field more"),
    ],
)
def test_junk_is_refused_and_leaves_nothing(server, content):
    assert add(server, style_file("zany")).status_code == 201
    problem = expect_problem(add(server, content), 422)
    assert problem["type"] == "urn:motion-prompt:invalid-request" and len(problem["detail"]) < 200
    assert server.styles() == ["zany"] and files(server) == {f"zany{SUFFIX}"}


def test_every_truncation_is_refused(server):
    for length in range(0, len(WHOLE), 7):
        expect_problem(add(server, WHOLE[:length]), 422)
    assert server.styles() == []


def test_numbers_that_are_none_in_a_provenance(server):
    assert add(server, header(provenance={"loss": float("nan"), "deep": [[[[1]]]]})).status_code == 201
    assert server.client.get("/v1/styles").json()["styles"][0]["provenance"] == {"loss": None, "deep": [[[[1]]]]}


@pytest.mark.parametrize("declared", [True, False])
def test_a_file_that_is_too_large(server, declared):
    size = 17 * 2**20
    content = bytes(size) if declared else (bytes(2**20) for _ in range(17))
    problem = expect_problem(server.client.post("/v1/styles", content=content), 413, "too large to be a style", "exported")
    assert "Update" not in problem["action"] and server.styles() == []


@pytest.mark.parametrize("path, most", [("/v1/styles", 16 * 2**20), ("/v1/jobs/invert", 48 * 2**20)])
def test_too_much_is_refused_before_it_is_read(server, path, most):
    where = urlsplit(server.state["address"])
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {server.authorization['Authorization']}\r\n"
    with socket.create_connection((where.hostname, where.port), timeout=20) as connection:
        connection.sendall(f"{head}Content-Length: {most + 1}\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 413")
    with socket.create_connection((where.hostname, where.port), timeout=60) as connection:
        connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        sent, chunk = 0, b"100000\r\n" + b"x" * 2**20 + b"\r\n"
        connection.settimeout(0.02)
        answer = b""
        while not answer and sent < 2 * most:
            connection.settimeout(20)
            connection.sendall(chunk)
            sent += 2**20
            connection.settimeout(0.02)
            try:
                answer = connection.recv(100)
            except TimeoutError:
                pass
        assert answer.startswith(b"HTTP/1.1 413") and most <= sent < most + 8 * 2**20


def test_a_wrong_token_is_told_before_the_file_is_read(server):
    where = urlsplit(server.state["address"])
    with socket.create_connection((where.hostname, where.port), timeout=20) as connection:
        connection.sendall(b"POST /v1/styles HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10000000\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 401")


@pytest.mark.parametrize(
    "name", ["happy", "..%2Fserver.json", "..%2F..%2Fx", "%2e%2e", "..", "a%00b", "a%20b", "%3Cgrumpy%3E", "a" * 3000, "%F0%9F%98%A0",
             "grumpy.style.safetensors", "con:", "%2Fetc%2Fpasswd", "grumpy%0A", "-a", "_", "%ff"],
)  # fmt: skip
def test_names_that_there_are_not(server, name):
    add(server, style_file()).raise_for_status()
    before = server.state
    for method, end in (("GET", ""), ("GET", "/file"), ("DELETE", "")):
        problem = expect_problem(server.client.request(method, f"/v1/styles/{name}{end}"), 404)
        if problem["type"] == "urn:motion-prompt:unknown-style":
            assert "There are <grumpy>." in problem["detail"] and len(problem["detail"]) < 120
    assert server.styles() == ["grumpy"] and server.state == before


def test_the_known_ones_are_named(server):
    expect_problem(server.client.get("/v1/styles/happy"), 404, "no style <happy>", "No style has been learned yet", "Learn Style")
    for name in ("zany", "Grumpy"):
        add(server, style_file(name)).raise_for_status()
    problem = expect_problem(server.client.get("/v1/styles/happy"), 404, "There are <Grumpy>, <zany>.")
    assert problem["type"] == "urn:motion-prompt:unknown-style" and problem["title"] == "No such style"


def test_a_style_of_another_model_is_listed_and_refused(server):
    answer = add(server, style_file("old", model="fedcba9876543210"))
    assert answer.status_code == 201 and not answer.json()["usable"]
    style = server.client.get("/v1/styles/old").json()
    assert not style["usable"] and "another version of the motion model" in style["reason"]
    assert style in server.client.get("/v1/styles").json()["styles"]
    answer = server.client.post("/v1/jobs/generate", json={"prompt": "an <old> person walks"})
    expect_problem(answer, 422, "<old> was learned with another version", "Learn it again")
    assert server.client.get("/v1/styles/old/file").content == style_file("old", model="fedcba9876543210")


def test_while_the_models_load(tmp_path):
    with ServerProcess(tmp_path, load="generate:slow") as server:
        answers = [server.client.get("/v1/styles"), server.client.get("/v1/styles/a"), server.client.delete("/v1/styles/a"),
                   add(server, style_file())]  # fmt: skip
        for answer in answers:
            expect_problem(answer, 503, "loading", "Wait")
            assert "Retry-After" in answer.headers
        server.wait_until("ready")
        assert server.styles() == []


def test_a_folder_of_ones_own_that_outlives_the_server(tmp_path):
    folder = tmp_path / "a folder" / "stýles"
    with ServerProcess(tmp_path / "one", "--styles", str(folder)) as server:
        server.wait_until("ready")
        add(server, style_file()).raise_for_status()
        assert [path.name for path in folder.iterdir()] == [f"grumpy{SUFFIX}"] and not (tmp_path / "one" / "styles").exists()
    with ServerProcess(tmp_path / "two", "--styles", str(folder)) as server:
        server.wait_until("ready")
        assert server.styles() == ["grumpy"]


def test_what_is_not_whole_is_not_listed(tmp_path):
    folder = tmp_path / "styles"
    folder.mkdir()
    (folder / f"good{SUFFIX}").write_bytes(style_file("good"))
    (folder / f"short{SUFFIX}").write_bytes(style_file("short")[:-9])
    (folder / f"empty{SUFFIX}").write_bytes(b"")
    (folder / f"folder{SUFFIX}").mkdir()
    (folder / f".new{SUFFIX}.4711.part").write_bytes(style_file("new"))
    (folder / f".half{SUFFIX}.4711.part").write_bytes(style_file("half")[:99])
    (folder / "notes.txt").write_text("mine")
    (folder / ".mine.part").write_text("mine")
    with ServerProcess(tmp_path) as server:
        server.wait_until("ready")
        assert server.styles() == ["good"]
        assert {path.name for path in folder.iterdir()} == {
            *(f"{name}{SUFFIX}" for name in ("good", "short", "empty", "folder")), "notes.txt", ".mine.part",
        }  # fmt: skip
        expect_problem(server.client.get("/v1/styles/short"), 422, "<short> is damaged")
        expect_problem(server.client.get("/v1/styles/new"), 404, "no style <new>")
        assert server.client.delete("/v1/styles/short").status_code == 204


def test_a_full_disk(tmp_path):
    with ServerProcess(tmp_path) as server:
        server.wait_until("ready")
        add(server, style_file()).raise_for_status()
    with ServerProcess(tmp_path, load="disk:full") as server:
        server.wait_until("ready")
        expect_problem(add(server, style_file("new")), 422, "could not be saved", "No space left", "Free some space")
        expect_problem(add(server, style_file(descriptor="old"), True), 422, "could not be saved")
        assert server.styles() == ["grumpy"] and files(server) == {f"grumpy{SUFFIX}"}
        assert server.client.get("/v1/styles/grumpy/file").content == style_file()


def test_files_that_come_and_go_under_the_server(server):
    path = server.state_file.parent / "styles" / f"hand{SUFFIX}"
    path.write_bytes(style_file("hand"))
    assert server.styles() == ["hand"] and server.client.get("/v1/styles/hand").json()["descriptor"] == "angry"
    path.write_bytes(style_file("hand", descriptor="tired"))
    assert server.client.get("/v1/styles/hand").json()["descriptor"] == "tired"
    path.unlink()
    expect_problem(server.client.get("/v1/styles/hand"), 404)


def test_reading_while_others_write(server):
    def churn(number: int) -> set[int]:
        codes = set()
        for _ in range(10):
            codes.add(add(server, style_file("churn", provenance={"by": number}), True).status_code)
            codes.add(server.client.get("/v1/styles/churn/file").status_code)
            codes.add(server.client.get("/v1/styles").status_code)
            codes.add(server.client.delete("/v1/styles/churn").status_code)
        return codes

    with ThreadPoolExecutor(4) as pool:
        codes = set().union(*pool.map(churn, range(4)))
    assert codes <= {200, 201, 204, 404}
    wait_for(lambda: not any(name.endswith(".part") for name in files(server)), 1)
