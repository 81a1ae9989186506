"""Set Up's state machine: real virtual environments, tiny packages; every step, and every way to be interrupted.

pip is real where what it says or does matters, else a stand-in: compiling pip anew in every environment takes longer than all the rest.
"""
from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import small_index

pytest.importorskip("bpy", reason="the extension's package imports it; Set Up's machine does not")

from blender_addon.setup import machine, pythons, steps  # noqa: E402
from blender_addon.setup.builds import Build, builds  # noqa: E402
from blender_addon.setup.explain import explain  # noqa: E402
from blender_addon.setup.folder import Condition, EnvironmentFolder  # noqa: E402
from blender_addon.setup.machine import Recipe, SetUp  # noqa: E402
from blender_addon.setup.steps import Stage, Step  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
CPU = Build("CPU", "CPU", "", "", 1, 1, "")
OTHER = Build("OTHER", "Other", "+other", "", 1, 1, "")
_TRIAL = """
import small, torch
print("LOADED 1 OF 1", flush=True)
"""


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """An environment of tiny packages, finished once; and the index and requirements that it was made from."""
    place = tmp_path_factory.mktemp("set-up")
    for suffix in ("", "+other"):
        small_index.wheel(place / "index", f"torch==1.0{suffix}", {"torch.py": f"build = '{suffix}'\n"})
    small_index.wheel(place / "index", "small==1.0", {"small.py": "version = 1\n", "small_data/words.txt": "many words\n"})
    small_index.wheel(place / "index", "small==2.0", {"small.py": "version = 2\n"})
    (place / "requirements").mkdir()
    (place / "requirements" / "torch.txt").write_text("# PyTorch\ntorch==1.0\n")
    (place / "requirements" / "runtime.txt").write_text("# The rest\nsmall==1.0\n")
    (place / "server").mkdir()
    (place / "server" / "__init__.py").touch()
    (place / "server" / "trial.py").write_text(_TRIAL)
    with pytest.MonkeyPatch.context() as patch:
        small_index.use(patch, place / "index")
        run = prepared(Recipe(place / "home", place / "requirements", place, CPU))
        run.run()
    assert run.state.stage is Stage.DONE, run._log.text()
    return place


@pytest.fixture
def recipe(template, tmp_path, monkeypatch) -> Recipe:
    """Nothing is set up yet."""
    for part in ("index", "requirements", "server"):
        shutil.copytree(template / part, tmp_path / part)
    small_index.use(monkeypatch, tmp_path / "index")
    return Recipe(tmp_path / "home", tmp_path / "requirements", tmp_path, CPU)


@pytest.fixture
def ready(recipe, template) -> Recipe:
    """All is set up already."""
    shutil.copytree(template / "home", recipe.home, symlinks=True)
    assert condition(recipe) is Condition.READY
    return recipe


def condition(recipe: Recipe) -> Condition:
    return EnvironmentFolder(recipe.home).condition(recipe.build, recipe.fingerprint)


@cache
def this_python() -> pythons.FoundPython:
    return pythons.ask(sys.executable)


def prepared(recipe: Recipe, real_pip: bool = False) -> SetUp:
    pip = this_python().pip if real_pip else small_index.quick_pip(recipe.requirements.parent / "pip")
    return SetUp(recipe, lambda blenders: [replace(this_python(), pip=pip)])


def set_up(recipe: Recipe, real_pip: bool = False) -> SetUp:
    run = prepared(recipe, real_pip)
    run.run()
    return run


def failed(run: SetUp) -> str:
    assert run.state.stage is Stage.FAILED, run._log.text()
    return str(run.state.problem)


def done(run: SetUp) -> str:
    assert run.state.stage is Stage.DONE, run._log.text()
    assert condition(run.recipe) is Condition.READY and run.state.fraction == 1.0
    return run.state.note


def asks_python(recipe: Recipe, text: str) -> str:
    return subprocess.run(
        [EnvironmentFolder(recipe.home).python, "-I", "-c", text], capture_output=True, text=True, check=True).stdout.strip()


def pip_calls(run: SetUp) -> int:
    return run._log.text().count(" pip install --no-input")


def test_from_nothing_to_a_server_that_runs(recipe):
    seen: list[steps.State] = []
    run = prepared(recipe, real_pip=True)
    write = run._log.write

    def watched(line):
        seen.append(run.state)
        write(line)

    run._log.write = watched
    run.run()
    assert "is set up" in done(run) and "Generate" in run.state.note
    assert [step for step in Step if step in {state.step for state in seen}] == list(Step)
    fractions = [state.fraction for state in seen]
    assert fractions == sorted(fractions) and fractions[0] == 0.0
    assert asks_python(recipe, "import small; print(small.version)") == "1"
    # Nothing but the log, the lock and the environment, and no downloads left in that.
    assert {each.name for each in recipe.home.iterdir()} == {"env", "setup.log", "setup.lock"}
    assert not EnvironmentFolder(recipe.home).temporary.exists()
    assert not list((recipe.server / "server").rglob("__pycache__"))


def test_what_is_whole_is_not_installed_again(ready):
    calls = pip_calls(prepared(ready))
    run = set_up(replace(ready, online=False))
    assert done(run) == "Everything is in place." and pip_calls(run) == calls


def test_a_newer_version_completes_the_environment_of_the_former(ready):
    (ready.requirements / "runtime.txt").write_text("small==2.0\n")
    assert condition(ready) is Condition.OUTDATED
    (EnvironmentFolder(ready.home).path / "keepsake").touch()
    run = set_up(ready)
    assert "kept and completed" in done(run)
    assert asks_python(ready, "import small; print(small.version)") == "2"
    assert (EnvironmentFolder(ready.home).path / "keepsake").exists()


def test_another_build_replaces_the_environment(ready):
    other = replace(ready, build=OTHER)
    assert condition(other) is Condition.OTHER_BUILD
    assert "Other build" in done(set_up(other))
    assert asks_python(ready, "import torch; print(torch.build)") == "+other" and condition(ready) is Condition.OTHER_BUILD


@pytest.mark.parametrize("step", [Step.CHECK, Step.TORCH, Step.PACKAGES, Step.TRIAL])
def test_cancelled_at_any_step_it_goes_on_from_there(recipe, step):
    run = prepared(recipe)
    at = run._at

    def cancelling(where, *rest):
        at(where, *rest)
        if where is step:
            run._cancelled.set()

    run._at = cancelling
    run.run()
    assert run.state.stage is Stage.CANCELLED and run.state.step is step and "press Set Up to go on" in run.state.note
    assert condition(recipe) in (Condition.ABSENT, Condition.UNFINISHED)
    before = pip_calls(run)
    again = set_up(recipe)
    done(again)
    installed = {Step.TRIAL: 0, Step.PACKAGES: 1}.get(step, 2)
    assert pip_calls(again) - before == installed


def slow_trial(recipe: Recipe) -> None:
    (recipe.server / "server" / "trial.py").write_text("import time\nprint('SLEEPS', flush=True)\ntime.sleep(60)\n")


def wait_for_line(recipe: Recipe, text: str, seconds: float = 60.0) -> None:
    log, deadline = recipe.home / "setup.log", time.monotonic() + seconds
    while not (log.exists() and text in log.read_text()) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert text in log.read_text()


def test_cancel_ends_the_program_that_runs_at_once(ready):
    slow_trial(ready)
    run = prepared(ready)
    run.start()
    wait_for_line(ready, "SLEEPS")
    started = time.monotonic()
    run.cancel(patience=5.0)
    assert run.state.stage is Stage.CANCELLED and time.monotonic() - started < 1.5


_KILLED = """
import sys
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, {root!r})
from blender_addon.setup import pythons
from blender_addon.setup.builds import Build
from blender_addon.setup.machine import Recipe, SetUp
place = Path({place!r})
SetUp(Recipe(place / "home", place / "requirements", place, Build("CPU", "CPU", "", "", 1, 1, "")),
      lambda _: [replace(pythons.ask(sys.executable), pip={pip!r})]).run()
"""


@pytest.mark.skipif(os.name == "nt", reason="processes are killed the POSIX way")
def test_blender_killed_in_the_middle_leaves_nothing_running_and_goes_on_afterwards(recipe, tmp_path):
    trial = (recipe.server / "server" / "trial.py").read_text()
    (recipe.server / "server" / "trial.py").write_text(
        f"import os, time\nopen({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\nprint('SLEEPS', flush=True)\ntime.sleep(60)\n")
    blender = subprocess.Popen([sys.executable, "-c", _KILLED.format(root=str(ROOT), place=str(tmp_path), pip=small_index.quick_pip(tmp_path / "pip"))])
    wait_for_line(recipe, "SLEEPS")
    assert "Another Blender is setting up" in failed(set_up(recipe))
    blender.send_signal(signal.SIGKILL)
    blender.wait()
    pid, deadline = int((tmp_path / "pid").read_text()), time.monotonic() + 10
    while _alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _alive(pid) and condition(recipe) is Condition.UNFINISHED
    (recipe.server / "server" / "trial.py").write_text(trial)
    done(set_up(recipe))


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(os.name == "nt", reason="processes are killed the POSIX way")
def test_pip_killed_from_outside_is_said(ready):
    slow_trial(ready)
    run = prepared(ready)
    run.start()
    wait_for_line(ready, "SLEEPS")
    child = subprocess.run(["pgrep", "-f", str(ready.home) + ".*server.trial"], capture_output=True, text=True).stdout.split()
    os.kill(int(child[0]), signal.SIGKILL)
    assert run.wait(20)
    assert "was ended from outside" in failed(run)


def damage(recipe: Recipe, how: str) -> None:
    packages = EnvironmentFolder(recipe.home).packages()
    info = packages / "small-1.0.dist-info"
    {
        "file lost": lambda: (packages / "small_data" / "words.txt").unlink(),
        "file cut short": lambda: (packages / "small.py").write_text(""),
        "list of files lost": lambda: (info / "RECORD").unlink(),
        "list cut short": lambda: (info / "RECORD").write_text("small.py,sha256=\n"),
        "all lost": lambda: (shutil.rmtree(info), (packages / "small.py").unlink()),
    }[how]()


@pytest.mark.parametrize("how", ["file cut short", "list of files lost", "all lost"])
def test_half_installed_packages_are_recognised_and_mended(ready, how):
    damage(ready, how)
    done(set_up(ready))
    assert asks_python(ready, "import small; print(small.version)") == "1"
    assert (EnvironmentFolder(ready.home).packages() / "small_data" / "words.txt").read_text() == "many words\n"


def test_an_environment_without_its_python_is_made_again(ready):
    environment = EnvironmentFolder(ready.home)
    environment.python.unlink()
    assert condition(ready) is Condition.BROKEN
    done(set_up(ready))


def test_notes_that_cannot_be_read_start_afresh(ready):
    for note in ("", "{", "[]", '{"unheard": "of"}'):
        EnvironmentFolder(ready.home)._note.write_text(note)
        assert condition(ready) is Condition.UNFINISHED
    done(set_up(ready))


def test_a_package_that_is_nowhere_is_named(recipe):
    (recipe.requirements / "runtime.txt").write_text("smal==1.0\n")
    run = set_up(recipe, real_pip=True)
    assert "There is no smal==1.0" in failed(run) and run.state.step is Step.PACKAGES


def test_no_network_is_said_and_mended(recipe, monkeypatch):
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setattr(machine, "_RETRIES", 1)
    run = set_up(recipe, real_pip=True)
    assert "internet connection failed" in failed(run) and run.state.step is Step.TORCH
    small_index.use(monkeypatch, recipe.server / "index")
    done(set_up(recipe))


def test_offline_blender_is_asked_before_anything_is_done(recipe):
    run = set_up(replace(recipe, online=False))
    assert "may not go online" in failed(run) and run.state.problem.remedy[0] == "motion_prompt.allow_online"
    assert "--offline-mode" in failed(set_up(replace(recipe, online=False, offline_for_good=True)))
    assert condition(recipe) is Condition.ABSENT


def test_too_little_disk_is_said_before_anything_is_downloaded(recipe, monkeypatch):
    usage = shutil.disk_usage(recipe.home.parent)
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda place: usage._replace(free=500_000_000))
    text = failed(set_up(replace(recipe, build=builds("linux")[0])))
    assert "0.5 GB free" in text and "needs 2.1 GB" in text and condition(recipe) is Condition.ABSENT


@pytest.mark.parametrize(("said", "sentence", "mends"), [
    ("[Errno 28] No space left on device", "disk is full", "Free some space"),
    ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "secure connection", "date"),
    ("ImportError: DLL load failed while importing _C", "part of Windows is missing", "Visual C++"),
    ("ImportError: /lib/libc.so.6: version `GLIBC_2.28' not found", "too old", "server elsewhere"),
    ("PermissionError: [WinError 5] Access is denied: 'torch\\lib'", "in use or protected", "virus scanner"),
    ("/usr/bin/python3: No module named ensurepip", "lacks the part that makes environments", "python3-venv"),
    ("ModuleNotFoundError: No module named 'regex'", "It said: ModuleNotFoundError", "Copy Log"),
])
def test_what_a_program_says_is_turned_into_what_mends_it(said, sentence, mends):
    text = str(explain(["Collecting torch", said, ""], 1, "Installing PyTorch"))
    assert sentence in text and mends in text


def test_a_trial_that_fails_installs_once_more_then_says_why(ready):
    (ready.server / "server" / "trial.py").write_text("import sys\nsys.exit('The weights are damaged.')\n")
    run = prepared(ready)
    calls = pip_calls(run)
    run.run()
    assert "The weights are damaged." in failed(run) and pip_calls(run) == calls + 2


def test_without_any_python_it_says_what_to_install(recipe):
    run = SetUp(recipe, lambda blenders: [])
    run.run()
    assert "No Python was found" in failed(run) and "Python 3.11" in failed(run)


def test_a_python_that_cannot_make_an_environment_gives_way_to_the_next(recipe, tmp_path):
    bad = tmp_path / "python3.11"
    bad.write_text("#!/bin/sh\necho \"No module named venv\"\nexit 1\n")
    bad.chmod(0o755)
    run = SetUp(recipe, lambda blenders: [pythons.FoundPython(str(bad), (3, 11), ""), replace(this_python(), pip=small_index.quick_pip(tmp_path / "pip"))])
    run.run()
    done(run)


def test_no_other_python_is_asked_where_the_best_one_does(monkeypatch):
    asked = []

    def look(path):
        asked.append(path)
        return pythons.FoundPython(path, (3, 11), "pip.whl")

    monkeypatch.setattr(pythons.os.path, "exists", lambda path: True)
    found = pythons.find("", look, lambda: iter(["/opt/python3.11", "/usr/bin/python3"]))
    assert next(iter(found)).path == "/opt/python3.11" and asked == ["/opt/python3.11"]


def test_pythons_are_asked_and_the_best_tested_comes_first_blenders_own_last():
    there = {"/usr/bin/python3": (3, 13), "/opt/python3.11": (3, 11), "/old/python": None, "/blender/python3.11": (3, 11)}

    def look(path):
        return pythons.FoundPython(path, there[path], "") if there.get(path) else None

    exists = os.path.exists
    try:
        pythons.os.path.exists = lambda path: path in there
        found = list(pythons.find("/blender/python3.11", look, lambda: iter(["/old/python", *there])))
    finally:
        pythons.os.path.exists = exists
    assert [each.path for each in found] == ["/opt/python3.11", "/usr/bin/python3", "/blender/python3.11"]


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins for Python are shell scripts")
@pytest.mark.parametrize("answer", ["exit 9", "echo Python 2", "echo '{\"version\": [3, 9], \"bits\": 64}'", "echo '[]'"])
def test_what_is_not_a_usable_python_is_passed_over(tmp_path, answer):
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\n{answer}\n")
    program.chmod(0o755)
    assert pythons.ask(str(program)) is None


def test_long_paths_on_windows_are_said_before_pip_breaks_on_them(tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "_windows_takes_long_paths", lambda: False)
    machine._check_length(EnvironmentFolder(Path("C:/short")), (3, 11), "win32")
    with pytest.raises(steps.SetUpProblem, match="long paths"):
        machine._check_length(EnvironmentFolder(Path("C:/" + "long/" * 25)), (3, 11), "win32")


def test_remove_frees_the_disk_and_leaves_the_rest(ready):
    (ready.home / "styles").mkdir()
    environment = EnvironmentFolder(ready.home)
    environment.put_aside()
    assert condition(ready) is Condition.ABSENT
    environment.clear_remains()
    assert {each.name for each in ready.home.iterdir()} == {"styles", "setup.log", "setup.lock"}


def test_a_remove_that_was_interrupted_is_finished_by_the_next_set_up(ready):
    EnvironmentFolder(ready.home).put_aside()
    done(set_up(ready))
    assert not list(ready.home.glob("env.removed-*"))


def test_every_package_of_a_users_environment_is_pinned_and_has_a_version_of_ours():
    """What a user gets is what is tested here: the same versions, wherever both list a package."""
    ours = dict(line.split("==") for name in ("server.txt", "constraints.txt") for line in small_index.requirements(ROOT / "requirements" / name))
    for line in small_index.requirements(ROOT / "requirements" / "runtime.txt"):
        name, version = line.partition(";")[0].strip().split("==")
        if "python_version >=" not in line:
            assert ours.get(name, version) == version, line


def test_the_log_is_kept_and_bounded(tmp_path):
    log = machine.Log(tmp_path / "a" / "setup.log", most=1000)
    for number in range(200):
        log.write(f"line {number}")
    kept = machine.Log(tmp_path / "a" / "setup.log", most=1000).text()
    assert len(kept) <= 1000 and kept.endswith("line 199\n")


def test_threads_end(ready):
    before = threading.active_count()
    run = prepared(ready)
    run.start()
    assert run.wait(60) and done(run)
    run._thread.join(5)
    assert threading.active_count() <= before
