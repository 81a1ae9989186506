"""`build_addon.py test` counts what pytest reports, and what pytest could not report."""
from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path

import pytest

from tools import crash, environment, processes
from tools import tests as suites
from tools.tests import Tally


def _report(folder: Path, **counts: int) -> Path:
    attributes = " ".join(f'{name}="{value}"' for name, value in counts.items())
    path = folder / "report.xml"
    path.write_text(f"<testsuites><testsuite {attributes}></testsuite></testsuites>")
    return path


def test_errors_count_as_failures_and_skips_as_neither(tmp_path):
    report = _report(tmp_path, tests=10, failures=1, errors=2, skipped=3)
    assert suites.read_report(report, 1) == Tally(passed=4, failed=3, skipped=3)


@pytest.mark.parametrize("code", [None, -11, 2])
def test_run_without_a_report_is_a_failure(tmp_path, code):
    assert suites.read_report(tmp_path / "none.xml", code).failed == 1


def test_crash_after_the_last_test_is_a_failure(tmp_path):
    report = _report(tmp_path, tests=5, failures=0, errors=0, skipped=0)
    assert suites.read_report(report, -11) == Tally(passed=5, failed=1)


def test_closing_line_adds_up():
    assert suites.closing_line(Tally(3, 1, 2) + Tally(4, 0, 0)) == "7 passed, 1 failed"


def test_stuck_run_is_ended_with_all_that_it_started(tmp_path):
    note = tmp_path / "pid"
    script = f"import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); " \
             f"open({str(note)!r}, 'w').write(str(p.pid)); time.sleep(60)"
    assert processes.run_in_own_group([sys.executable, "-c", script], {}, patience=2.0) is None
    deadline = time.monotonic() + 5
    while _alive(int(note.read_text())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(int(note.read_text()))


def _alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and only waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_every_blender_runs_the_tests_of_the_extension():
    in_blender = [suite.place.folder.name for suite in suites.SUITES if suite.folder == "tests/blender"]
    assert in_blender == [".venv", ".venv-bpy-4.2", ".venv-bpy-4.5"]


def test_every_folder_of_tests_is_run():
    folders = {path.name for path in (environment.ROOT / "tests").iterdir() if list(path.glob("test_*.py"))}
    assert {suite.folder for suite in suites.SUITES} == {f"tests/{name}" for name in folders - {"ui"}}


@pytest.fixture
def small_suites(tmp_path, monkeypatch):
    """Suites of one file each, in the environment that runs this; the function makes them."""
    here = environment.Environment(tmp_path / ".venv-here", ())
    monkeypatch.setattr(environment.Environment, "ensure", lambda _self, _index=None: Path(sys.executable))

    def make(**sources: str) -> None:
        for name, source in sources.items():
            (tmp_path / name).mkdir()
            (tmp_path / name / f"test_{name}.py").write_text(source)
        monkeypatch.setattr(suites, "SUITES", tuple(suites.Suite(here, str(tmp_path / name)) for name in sources))

    return make


def test_suites_run_side_by_side_and_only_a_failing_one_is_shown_whole(small_suites, capsys):
    wait = "import time, pathlib\ndef test_meets():\n    mine, other = (pathlib.Path(__file__).parents[1] / n for n in ('{}', '{}'))\n" \
           "    mine.touch()\n    end = time.monotonic() + 20\n    while not other.exists():\n        assert time.monotonic() < end\n        time.sleep(0.01)\n"
    small_suites(a=wait.format("one", "two"), b=wait.format("two", "one"), c="def test_wrong():\n    assert 1 == 2, 'what went wrong'\n")
    assert suites.run(argparse.Namespace(torch_index=None)) == 1
    said = capsys.readouterr().out
    assert said.count("what went wrong") and "test_meets" not in said
    assert said.splitlines()[-1] == "2 passed, 1 failed"


def test_a_crash_is_begun_again_and_says_where_it_was(small_suites, capsys):
    source = "import ctypes, pathlib\ndef test_lands():\n    been = pathlib.Path(__file__).with_name('been')\n" \
             "    if not been.exists():\n        been.touch()\n        ctypes.string_at(1)\n"
    small_suites(a=source)
    assert suites.run(argparse.Namespace(torch_index=None)) == 0
    said = capsys.readouterr().out
    assert "crashed (segmentation fault); once more." in said and "in test_lands" in said and said.splitlines()[-1] == "1 passed, 0 failed"
    native = said.partition("Native stack:")[2]
    assert "string_at" in native or not (shutil.which("gdb") and crash.images_are_files())
    assert not list(environment.ROOT.glob("core*"))
