"""Style files that are safetensors and yet no styles, and folders that are none: refused with a sentence, and never in the way of the rest."""
from __future__ import annotations

import json

import numpy as np
import pytest
from clips import request, style_file
from conftest import ServerProcess, expect_problem
from safetensors.numpy import save

SUFFIX = ".style.safetensors"


def header(**changes) -> bytes:
    """A style file whose header says something else."""
    vectors = {"vectors": np.ones((2, 4), np.float32), "start": np.ones((2, 4), np.float32)}
    values = {"format": "motion-prompt-style", "version": 1, "name": "grumpy", "descriptor": "angry", "strong": False, "model": "m",
              "provenance": {}, **changes}  # fmt: skip
    return save(vectors, {"style": json.dumps(values)})


JUNK = {
    "a deep header": (100_000).to_bytes(8, "little") + b"[" * 100_000 + b"x",
    "a deep style": save({"a": np.ones(3, np.float32)}, {"style": "[" * 5000}),
    "not whether it is strong": header(strong="very"),
    "a number for a model": header(model=7),
    "a list for a provenance": header(provenance=[1]),
    "a name longer than a file's": header(name="\u0390" * 40),
}


@pytest.mark.parametrize("content", JUNK.values(), ids=JUNK)
def test_junk_is_refused_and_leaves_nothing(server, content):
    expect_problem(server.client.post("/v1/styles", content=content), 422)
    assert server.styles() == []


def test_junk_in_the_folder_is_not_listed(tmp_path):
    folder = tmp_path / "styles"
    folder.mkdir()
    (folder / f"good{SUFFIX}").write_bytes(style_file("good"))
    for number, content in enumerate(JUNK.values()):
        (folder / f"junk{number}{SUFFIX}").write_bytes(content)
    with ServerProcess(tmp_path) as server:
        server.wait_until("ready")
        assert server.styles() == ["good"]
        for number in range(len(JUNK)):
            expect_problem(server.client.get(f"/v1/styles/junk{number}"), 422)
            expect_problem(server.client.post("/v1/jobs/generate", json={"prompt": f"a <junk{number}> person"}), 422)


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with ServerProcess(tmp_path / "state", "--styles", str(tmp_path / "file" / "styles")) as server:
        server.wait_until("ready")
        assert server.styles() == []
        expect_problem(server.client.post("/v1/styles", content=style_file()), 422, "could not be saved")
        assert "could not be saved" in server.finish(server.invert(request()))["error"]["detail"]
        assert server.finish(server.submit())["state"] == "done"


def test_a_name_longer_than_a_files(server):
    answer = server.client.post("/v1/jobs/invert", json=request("\u0390" * 40))
    expect_problem(answer, 422, "letters, digits")
