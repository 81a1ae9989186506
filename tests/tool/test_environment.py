"""An environment is made once, recognised when half-made, and never takes a folder that is not its own."""
from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tools import environment
from tools.environment import Environment, ToolError


@pytest.fixture
def place(tmp_path, monkeypatch) -> Environment:
    """An environment whose `pip` only notes what it was asked for, in `calls`, and fails while a file `fail` is there."""
    requirements = tmp_path / "requirements"
    requirements.mkdir()
    for name in ("torch.txt", "server.txt", "constraints.txt"):
        (requirements / name).write_text(f"# {name}\n")
    monkeypatch.setattr(environment, "REQUIREMENTS", requirements)
    monkeypatch.setattr(environment, "find_python", lambda: str(_fake_python(tmp_path)))
    return Environment(tmp_path / "env", ("torch.txt", "server.txt"))


def _fake_python(folder: Path) -> Path:
    """A program that makes a 'virtual environment' of itself and notes calls of pip."""
    program = folder / "python"
    program.write_text(
        "#!/bin/sh\n"
        f'if [ "$2" = venv ]; then mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; exit; fi\n'
        f'echo "$@" >> "{folder}/calls"\n'
        f'if [ -e "{folder}/fail" ]; then exit 1; fi\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def _calls(place: Environment) -> list[str]:
    notes = place.folder.parent / "calls"
    return notes.read_text().splitlines() if notes.exists() else []


posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")


@posix
def test_second_ensure_installs_nothing(place):
    place.ensure()
    first = len(_calls(place))
    assert place.ensure() == place.python
    assert first == 2 and len(_calls(place)) == first


@posix
def test_torch_is_installed_first_and_alone_from_the_index_asked_for(place):
    place.ensure("https://example.org/cpu")
    torch, others = _calls(place)
    assert "torch.txt" in torch and "--index-url https://example.org/cpu" in torch and "constraints" not in torch
    assert "server.txt" in others and "--extra-index-url https://example.org/cpu" in others


@posix
def test_changed_requirements_are_installed_into_the_same_environment(place):
    place.ensure()
    (place.folder / "keepsake").touch()
    (environment.REQUIREMENTS / "server.txt").write_text("something-else\n")
    assert not place.is_ready()
    place.ensure()
    assert place.is_ready() and (place.folder / "keepsake").exists() and len(_calls(place)) == 4


@posix
def test_failed_installation_is_a_sentence_and_starts_afresh(place):
    broken = place.folder.parent / "fail"
    broken.touch()
    with pytest.raises(ToolError, match="internet"):
        place.ensure()
    assert not place.is_ready()
    (place.folder / "rubbish").touch()
    broken.unlink()
    place.ensure()
    assert place.is_ready() and not (place.folder / "rubbish").exists()


def test_folder_of_someone_else_is_left_alone(place):
    place.folder.mkdir()
    (place.folder / "thesis.txt").write_text("precious")
    with pytest.raises(ToolError, match="did not make"):
        place.ensure()
    assert (place.folder / "thesis.txt").read_text() == "precious"


def test_missing_python_says_what_to_install(monkeypatch):
    monkeypatch.setattr(environment.sys, "version_info", (3, 12, 1))
    monkeypatch.setattr(environment.shutil, "which", lambda name: None)
    with pytest.raises(ToolError, match="Python 3.11 was not found.*Install it"):
        environment.find_python()


def test_every_requirement_is_pinned():
    for file in sorted((environment.ROOT / "requirements").glob("*.txt")):
        lines = [line for line in file.read_text().splitlines() if line and not line.startswith("#")]
        assert lines and all("==" in line for line in lines), file
