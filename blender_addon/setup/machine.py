"""Set Up's state machine. A thread goes through the steps; what it learns is one immutable `State`, replaced as a whole.

Everything that it did is noted in the environment itself: one that was cancelled, killed or cut off goes on where it stopped.
"""
from __future__ import annotations

import platform
import shutil
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ..connection.problems import ALLOW_ONLINE, SET_UP, Problem
from . import commands, folder, pythons
from .builds import OTHERS_DOWNLOAD, OTHERS_INSTALLED, Build, needed_megabytes
from .commands import Log
from .explain import explain
from .folder import EnvironmentFolder, Journal
from .steps import Cancelled, SetUpProblem, Stage, State, Step, overall

_RUNNER = Path(__file__).with_name("runner.py")
_MEGABYTE = 1_000_000
#: Letters that the longest path of the packages adds to that of site-packages, and Windows' limit.
_LONGEST_INSIDE, _WINDOWS_LIMIT = 175, 259
#: How often pip tries a connection again; of one that fails it says something only where it does.
_RETRIES = 4
#: Seconds between two looks at how much has arrived.
_MEASURE_INTERVAL = 1.0


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what Set Up does. `server` is the folder that holds `server` and `models`; `blenders_python` is asked for
    an environment where no other Python is found; `online` whether Blender allows downloads, and `offline_for_good` whether it was started so."""

    home: Path
    requirements: Path
    server: Path
    build: Build
    blenders_python: str = ""
    online: bool = True
    offline_for_good: bool = False

    @property
    def fingerprint(self) -> str:
        return folder.fingerprint(self.requirements, self.build)


class SetUp:
    """One run, from the first step to the last."""

    def __init__(self, recipe: Recipe, find_pythons: Callable[[str], Iterable[pythons.FoundPython]] = pythons.find):
        self.recipe = recipe
        self.environment = EnvironmentFolder(recipe.home)
        self.state = State()
        self._find_pythons = find_pythons
        self._cancelled = threading.Event()
        self._thread: threading.Thread | None = None
        self._log = Log(self.environment.log)

    def start(self) -> None:
        """Goes through the steps in a thread of its own; returns at once."""
        self.state = State(Stage.RUNNING, Step.CHECK)
        self._thread = threading.Thread(target=self.run, name="motion-prompt-set-up", daemon=True)
        self._thread.start()

    def cancel(self, patience: float = 0.0) -> None:
        """Asks it to stop; waits up to `patience` seconds until it has."""
        self._cancelled.set()
        if self._thread is not None and patience:
            self._thread.join(patience)

    def wait(self, timeout: float) -> bool:
        """Waits until it is over; whether it is."""
        if self._thread is not None:
            self._thread.join(timeout)
        return not self.state.running

    def run(self) -> None:
        """The thread's whole life: it ends as DONE, FAILED or CANCELLED, whatever happens."""
        self.state = State(Stage.RUNNING, Step.CHECK)
        computer = f"{platform.platform()} · {platform.machine()}"
        self._log.write(f"\n=== Set Up {time.strftime('%Y-%m-%d %H:%M:%S')} · {computer} · {self.recipe.build.label}")
        try:
            with folder.sole_use(self.recipe.home):
                note = self._steps()
            self._end(Stage.DONE, note=note)
        except Cancelled:
            self._end(Stage.CANCELLED, note="Set Up was cancelled. What has arrived is kept: press Set Up to go on.")
        except SetUpProblem as failure:
            self._end(Stage.FAILED, failure.problem)
        except OSError as failure:
            said = [f"[Errno {failure.errno}] {failure.strerror}" if failure.errno else str(failure)]
            self._end(Stage.FAILED, explain(said, 1, self.state.step.value))
        except Exception as failure:  # noqa: BLE001 - a thread that dies silently would leave the bar standing for ever
            self._end(Stage.FAILED, explain([f"{type(failure).__name__}: {failure}"], 1, self.state.step.value))

    def _end(self, stage: Stage, problem: Problem | None = None, note: str = "") -> None:
        old = self.state
        self._log.write(f"=== {stage.value}: {problem or note}")
        self.state = State(stage, old.step, "", 1.0 if stage is Stage.DONE else old.fraction, problem, note, old.started)

    def _steps(self) -> str:
        """All of them; what is said at the end."""
        former = self.environment.journal()
        self._check(former)
        journal = self._make_environment(former)
        again = self._install(journal)
        try:
            self._try()
        except SetUpProblem as failure:
            if again or failure.killed:
                raise
            # All of it was taken for installed, and something is missing nevertheless: pip looks at every package once more.
            self._log.write("The trial failed although everything was installed: installing again.")
            journal.done.clear()
            self._install(journal)
            self._try()
        journal.finished, journal.step = self.recipe.fingerprint, ""
        self.environment.write(journal)
        seconds = round(time.monotonic() - self.state.started)
        if former is None or not former.finished:
            return f"The motion server is set up ({seconds} s). Type a prompt and press Generate."
        if former.build != self.recipe.build.name:
            return f"PyTorch is the {self.recipe.build.label} build now ({seconds} s)."
        return f"The environment of the former version was kept and completed ({seconds} s)." if again else "Everything is in place."

    # ── The steps

    def _check(self, former: Journal | None) -> None:
        """Whether it can work at all; said before anything is downloaded."""
        self._at(Step.CHECK)
        self.environment.clear_remains()
        _check_computer(self.environment)
        if self._needs_download(former):
            self._check_online()
            self._check_disk()

    def _needs_download(self, former: Journal | None) -> bool:
        keys = self._keys()
        return former is None or former.build != self.recipe.build.name or any(former.done.get(step.name) != key for step, key in keys.items())

    def _check_online(self) -> None:
        if self.recipe.online:
            return
        if self.recipe.offline_for_good:
            raise SetUpProblem(Problem(
                "Blender was started in offline mode, and Set Up has packages to download.", "Start Blender without --offline-mode.", SET_UP))
        raise SetUpProblem(Problem(
            "Blender may not go online, and Set Up has packages to download.", "Press Allow Online Access, then Set Up.", ALLOW_ONLINE))

    def _check_disk(self) -> None:
        there = folder.size_of(self.environment.path) / _MEGABYTE
        needed = max(needed_megabytes(self.recipe.build) - there, 300.0)
        free = shutil.disk_usage(self.recipe.home).free / _MEGABYTE
        self._log.write(f"Free on the disk: {free:.0f} MB; needed: {needed:.0f} MB")
        if free < needed:
            raise SetUpProblem(Problem(
                f"The disk has {free / 1000:.1f} GB free, and Set Up needs {needed / 1000:.1f} GB.",
                f"Free some space where {self.recipe.home} is, then press Set Up.", SET_UP,
            ))

    def _make_environment(self, former: Journal | None) -> Journal:
        """An environment whose Python runs; a former one is kept where it can be."""
        wanted = self.recipe.build.name
        self._at(Step.PYTHON)
        if former is not None:
            if former.build == wanted and self._runs():
                damaged = self.environment.clear_damaged()
                self._log.write(f"The environment that is there is kept; {damaged} of its packages are not whole.")
                if damaged:
                    former.done.clear()
                journal = Journal(wanted, "", former.python, Step.ENVIRONMENT.name, former.done)
                self.environment.write(journal)
                return journal
            self._log.write("The environment that is there cannot be used; starting afresh.")
            self.environment.remove()
        return self._fresh(self._find_pythons(self.recipe.blenders_python))

    def _fresh(self, found: Iterable[pythons.FoundPython]) -> Journal:
        """A new environment from the first Python that manages to make one."""
        problem = _no_python()
        for python in found:
            self._log.write(f"Python: {python.path} ({python.version[0]}.{python.version[1]})")
            self._at(Step.ENVIRONMENT)
            self.environment.remove()
            journal = Journal(self.recipe.build.name, "", python.path, Step.ENVIRONMENT.name)
            self.environment.write(journal)
            _check_length(self.environment, python.version)
            try:
                self._venv(python)
                return journal
            except (SetUpProblem, OSError, zipfile.BadZipFile) as failure:
                self._log.write(f"{python.path}: {failure}")
                problem = failure.problem if isinstance(failure, SetUpProblem) else explain([str(failure)], 1, Step.ENVIRONMENT.value)
        raise SetUpProblem(problem)

    def _venv(self, python: pythons.FoundPython) -> None:
        """The environment, and pip in it: unpacked from a wheel that lies on this computer, or by ensurepip."""
        self._run([python.path, "-I", str(_RUNNER), "", "venv", "--without-pip", str(self.environment.path)], Step.ENVIRONMENT)
        if python.pip:
            with zipfile.ZipFile(python.pip) as wheel:
                # What makes it importable comes last: half of a pip is none.
                wheel.extractall(self.environment.packages(), sorted(wheel.namelist(), key=lambda name: name == "pip/__init__.py"))
        else:
            self._run(self._module("ensurepip", "--default-pip"), Step.ENVIRONMENT)

    def _keys(self) -> dict[Step, str]:
        """What each installing step would install, as a text that changes when that does."""
        requirements, build = self.recipe.requirements, self.recipe.build
        return {
            Step.TORCH: (requirements / "torch.txt").read_text(encoding="utf-8") + build.suffix,
            Step.PACKAGES: (requirements / "runtime.txt").read_text(encoding="utf-8"),
        }

    def _install(self, journal: Journal) -> bool:
        """PyTorch, then the rest; whether there was anything to do."""
        build, did = self.recipe.build, False
        torch = ["install", _torch(self.recipe.requirements) + build.suffix]
        # What PyTorch needs besides is in the other list, except NVIDIA's libraries, which each of its CUDA builds names itself.
        torch += [] if build.brings_libraries else ["--no-deps"]
        torch += ["--extra-index-url", build.index] if build.index else []
        rest = ["install", "--no-deps", "-r", str(self.recipe.requirements / "runtime.txt")]
        expected = {
            Step.TORCH: build.download + build.installed, Step.PACKAGES: OTHERS_DOWNLOAD + OTHERS_INSTALLED,
        }
        for step, arguments in ((Step.TORCH, torch), (Step.PACKAGES, rest)):
            self._at(step)
            key = self._keys()[step]
            if journal.done.get(step.name) == key:
                continue
            journal.step = step.name
            self.environment.write(journal)
            self._pip(arguments, step, expected[step] * _MEGABYTE)
            journal.done[step.name], did = key, True
            self.environment.write(journal)
        return did

    def _try(self) -> None:
        """Loads the models in the new environment; this also compiles what the server will import."""
        self._at(Step.TRIAL)

        def loaded(line: str) -> None:
            words = line.split()
            if words[:1] == ["LOADED"] and len(words) == 4:
                self._at(Step.TRIAL, int(words[1]) / int(words[3]))

        command = self._module("server.trial", place=str(self.recipe.server))
        self._run(command, Step.TRIAL, on_line=loaded)

    # ── Programs

    def _module(self, name: str, *arguments: str, place: str = "") -> list[str]:
        """How to run a module in the environment's Python."""
        environment = self.environment
        return [str(environment.python), "-I", "-X", f"pycache_prefix={environment.pycache}", str(_RUNNER), place, name, *arguments]

    def _pip(self, arguments: list[str], step: Step, expected: int) -> None:
        """pip, with a bar that follows what arrives on the disk: pip itself tells a program nothing of its progress."""
        environment = self.environment
        shutil.rmtree(environment.temporary, ignore_errors=True)
        environment.temporary.mkdir(parents=True, exist_ok=True)
        before, again = folder.size_of(environment.path), time.monotonic() + _MEASURE_INTERVAL

        def measure() -> None:
            nonlocal again
            started = time.monotonic()
            if started >= again:
                self._at(step, (folder.size_of(environment.path) - before) / expected, self.state.text)
                # Thousands of files take a while to count, which must not slow down their arrival.
                again = time.monotonic() + max(_MEASURE_INTERVAL, 20.0 * (time.monotonic() - started))

        def tell(line: str) -> None:
            text = _what_pip_does(line)
            if text:
                self._at(step, None, text)

        options = [
            "--no-input", "--disable-pip-version-check", f"--retries={_RETRIES}", "--only-binary=:all:", "--no-compile", "--progress-bar=off",
            "--no-warn-script-location", "--no-warn-conflicts",
        ]
        try:
            self._run(self._module("pip", arguments[0], *options, *arguments[1:]), step, tell, measure)
        finally:
            shutil.rmtree(environment.temporary, ignore_errors=True)

    def _run(
        self, command: list[str], step: Step, on_line: Callable[[str], None] = lambda line: None,
        on_wait: Callable[[], None] = lambda: None,
    ) -> None:
        """Runs it. Raises SetUpProblem with what went wrong, Cancelled."""
        temporary = self.environment.temporary if step in (Step.TORCH, Step.PACKAGES) else None
        place = self.recipe.server if step is Step.TRIAL else None
        code, said = commands.run(command, self._log, self._cancelled, on_line, on_wait, temporary, place)
        if code:
            raise SetUpProblem(explain(said, code, step.value), killed=code < 0)

    def _runs(self) -> bool:
        """Whether the environment's Python starts and has pip."""
        try:
            code, _ = commands.run([str(self.environment.python), "-I", "-c", "import pip"], self._log, self._cancelled)
        except OSError:
            return False
        return code == 0

    def _at(self, step: Step, within: float | None = 0.0, text: str = "") -> None:
        """Says where it is; the bar never goes back."""
        if self._cancelled.is_set():
            raise Cancelled
        old = self.state
        fraction = old.fraction if within is None else max(old.fraction, overall(step, min(within, 0.98)))
        if step is not old.step:
            self._log.write(f"-- {step.value}")
        self.state = State(Stage.RUNNING, step, text, fraction, started=old.started)


def _check_computer(environment: EnvironmentFolder) -> None:
    if sys.platform == "darwin" and platform.machine() == "x86_64":
        raise SetUpProblem(Problem(
            "PyTorch is no longer made for Macs with an Intel processor.", "Run the motion server on another computer, and enter its address below."))


def _check_length(environment: EnvironmentFolder, version: tuple[int, int], system: str = sys.platform) -> None:
    """Windows refuses long paths unless it has been told otherwise."""
    longest = len(str(environment.path / "Lib" / "site-packages")) + 1 + _LONGEST_INSIDE
    if system == "win32" and longest > _WINDOWS_LIMIT and not _windows_takes_long_paths():
        raise SetUpProblem(Problem(
            f"Windows refuses paths of more than 260 characters, and PyTorch's would have up to {longest} in {environment.home}.",
            "Switch on “Win32 long paths” (search for it in Windows' settings for developers), then press Set Up.", SET_UP,
        ))


def _windows_takes_long_paths() -> bool:
    try:
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem") as key:
            return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
    except (ImportError, OSError):
        return True  # not known: pip will say


def _no_python() -> Problem:
    where = {
        "win32": "Install Python 3.11 (64-bit) from python.org",
        "darwin": "Install Python 3.11 from python.org",
    }.get(sys.platform, "Install Python 3.11 to 3.14 with your system's package manager (on Debian and Ubuntu: python3 and python3-venv)")
    return Problem("No Python was found that the motion server can use.", f"{where}, then press Set Up.", SET_UP)


def _torch(requirements: Path) -> str:
    """The one requirement in torch.txt."""
    lines = (requirements / "torch.txt").read_text(encoding="utf-8").splitlines()
    return next(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _what_pip_does(line: str) -> str:
    """pip's line, where it is one that an animator may like to read."""
    words = line.split()
    if words[:1] == ["Downloading"] and line.endswith(")"):
        name = words[1].rpartition("/")[2].partition("-")[0].replace("_", "-")
        return f"Downloading {name} {line[line.rindex('('):]}"
    if line.startswith("Installing collected packages"):
        return "Unpacking"
    return ""
