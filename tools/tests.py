"""`build_addon.py test`: every test, in the environments they belong to, and one closing line."""
from __future__ import annotations

import argparse
import os
import signal
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools import crash, environment
from tools.environment import MAIN, OLDER_BLENDERS, Environment
from tools.processes import end_all, run_in_own_group

#: Seconds after which a run of pytest is taken for stuck.
PATIENCE = 1800
#: Suites that run at the same time: each keeps one core busy.
AT_ONCE = 2

#: The status of a process that Blender's own code brought down.
SEGMENTATION_FAULT = -signal.SIGSEGV


@dataclass(frozen=True)
class Tally:
    """What one run of pytest came to; an error counts as a failure."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)


def run(options: argparse.Namespace) -> int:
    """Make the environments, run the suites two at a time, print 'N passed, N failed'; 0 where nothing failed."""
    MAIN.ensure(options.torch_index)  # the others are made while the first suites run in this one
    with tempfile.TemporaryDirectory(prefix="motion-prompt-test-") as scratch, ThreadPoolExecutor(AT_ONCE) as pool:
        waiting = [pool.submit(run_suite, suite, Path(scratch), options.torch_index) for suite in SUITES]
        try:
            total = sum((each.result() for each in waiting), Tally())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            end_all()
            raise
    print(closing_line(total), flush=True)
    return 1 if total.failed or not total.passed else 0


@dataclass(frozen=True)
class Suite:
    """A folder of tests and the environment it runs in."""

    place: Environment
    folder: str

    def __str__(self) -> str:
        return f"{self.folder} in {self.place.folder.name}"


#: The longest first, so that none runs alone at the end. The window's tests (tests/ui) belong to `build_addon.py ui`.
SUITES = (
    Suite(MAIN, "tests/models"), Suite(MAIN, "tests/blender"), *(Suite(place, "tests/blender") for place in OLDER_BLENDERS),
    Suite(MAIN, "tests/server"), Suite(MAIN, "tests/tool"))


def run_suite(suite: Suite, scratch: Path, torch_index: str | None) -> Tally:
    """Run one suite in its own process, with a throw-away home folder below `scratch`; print what it came to, and all it said where it failed."""
    python = suite.place.ensure(torch_index)
    print(f"── {suite} …", flush=True)
    scratch /= str(suite).replace("/", "-").replace(" ", "-")
    home, report, output = scratch / "home", scratch / "report.xml", scratch / "output.txt"
    home.mkdir(parents=True)
    started, since = time.monotonic(), time.time()
    command = [str(python), "-m", "pytest", suite.folder, f"--junit-xml={report}", f"--basetemp={scratch / 'tmp'}"]
    with output.open("w") as said:
        code = run_in_own_group(command, test_environment(home), PATIENCE, said, crash.may_leave_core)
        # A failing test never ends in a segmentation fault: Blender's own code does. Where it was is printed, for the cause to be found.
        for again in ("once more", "a last time"):
            if code == SEGMENTATION_FAULT and not report.exists():
                print(f"── {suite}: Blender itself crashed (segmentation fault); {again}.\n{crash.report(python, output, since)}", flush=True)
                code = run_in_own_group(command, test_environment(home), PATIENCE, said, crash.may_leave_core)
    tally = read_report(report, code)
    lines = [f"── {suite}: {tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped, {time.monotonic() - started:.0f} s"]
    if tally.failed:
        lines.append(output.read_text(errors="replace"))
    print("\n".join(lines), flush=True)
    return tally


def test_environment(home: Path) -> dict[str, str]:
    """Environment variables of a test run: no network for models, a home of its own, the main environment's Python."""
    variables = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "BLENDER_", "MOTION_PROMPT_", "PYTEST_"))}
    return variables | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "MOTION_PROMPT_PYTHON": str(environment.MAIN.python),
        # Two threads that wait for each other crawl where something else holds a core; one thread does not.
        "OMP_NUM_THREADS": "1",
    }


def read_report(report: Path, code: int | None) -> Tally:
    """Counts from pytest's JUnit file. A run that broke down before writing it, or after, is a failure of its own."""
    if code is None:
        print(f"── stopped: it did not end within {PATIENCE} s.", flush=True)
        return Tally(failed=1)
    try:
        suite = ElementTree.parse(report).getroot().find("testsuite")
    except (OSError, ElementTree.ParseError):
        print(f"── broke down with status {code} before it could report.", flush=True)
        return Tally(failed=1)
    count = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
    failed = count["failures"] + count["errors"]
    tally = Tally(count["tests"] - failed - count["skipped"], failed, count["skipped"])
    return tally + Tally(failed=1) if code != 0 and not failed else tally


def closing_line(total: Tally) -> str:
    """The last line of `build_addon.py test`."""
    return f"{total.passed} passed, {total.failed} failed"
