"""Python environments of the project: found, made, and recognised when half-made."""
from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
#: The Python that `bpy` is built for.
PYTHON_VERSION = (3, 11)


class ToolError(Exception):
    """One sentence for the person at the keyboard, and what mends it."""


def use_new_enough_python() -> None:
    """Go on in Python 3.11 where the tool was started with an older one."""
    if sys.version_info < PYTHON_VERSION:
        python = find_python()
        os.execv(python, [python, *sys.argv])


def find_python() -> str:
    """The path of a Python 3.11. Raises ToolError where there is none."""
    if sys.version_info[:2] == PYTHON_VERSION:
        return sys.executable
    name = "python{}.{}".format(*PYTHON_VERSION)
    candidates = [shutil.which(name), shutil.which("python3"), shutil.which("python")]
    for candidate in filter(None, candidates):
        if _version_of(candidate) == PYTHON_VERSION:
            return candidate
    raise ToolError(
        "Python 3.11 was not found on this computer; Blender's own module needs exactly that version. "
        "Install it (from python.org, or with your system's package manager) and run this again."
    )


def _version_of(python: str) -> tuple[int, ...] | None:
    question = [python, "-c", "import sys; print(*sys.version_info[:2])"]
    answer = subprocess.run(question, capture_output=True, text=True)
    return tuple(int(part) for part in answer.stdout.split()) if answer.returncode == 0 else None


@dataclass(frozen=True)
class Environment:
    """A virtual environment below the project's root and the requirement files that fill it, one pip call each, in order."""

    folder: Path
    requirements: tuple[str, ...]

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def _stamp(self) -> Path:
        return self.folder / "motion_prompt.stamp"

    @property
    def _unfinished(self) -> Path:
        return self.folder / "motion_prompt.unfinished"

    def fingerprint(self) -> str:
        """A hash of everything that decides what gets installed."""
        digest = hashlib.sha256()
        for name in (*self.requirements, "constraints.txt"):
            digest.update(name.encode())
            digest.update((REQUIREMENTS / name).read_bytes())
        return digest.hexdigest()

    def is_ready(self) -> bool:
        """Whether it was finished with today's requirements."""
        return self.python.exists() and self._stamp.is_file() and self._stamp.read_text() == self.fingerprint()

    def ensure(self, torch_index: str | None = None) -> Path:
        """Make or complete the environment where needed; its Python. Raises ToolError where an installation fails."""
        if self.is_ready():
            return self.python
        started = time.monotonic()
        print(f"Making {self.folder.name} (once; a few minutes) …", flush=True)
        self._prepare_folder()
        for name in self.requirements:
            self._install(name, torch_index)
        self._stamp.write_text(self.fingerprint())
        self._unfinished.unlink()
        print(f"{self.folder.name} is ready after {time.monotonic() - started:.0f} s.", flush=True)
        return self.python

    def _prepare_folder(self) -> None:
        """An environment to install into: a finished one with other requirements is kept, a half-made one starts afresh."""
        if self._stamp.is_file() and self.python.exists():
            self._unfinished.touch()
            self._stamp.unlink()
            return
        if self._unfinished.is_file() or self._stamp.is_file():
            shutil.rmtree(self.folder)
        elif self.folder.exists() and any(self.folder.iterdir()):
            raise ToolError(f"The folder {self.folder} is there but this tool did not make it. Move it away and run this again.")
        self.folder.mkdir(parents=True, exist_ok=True)
        self._unfinished.touch()
        made = subprocess.run([find_python(), "-m", "venv", str(self.folder)], capture_output=True, text=True)
        if made.returncode:
            raise ToolError(
                "Python could not make a virtual environment. On Debian and Ubuntu, install the package python3.11-venv; "
                f"then run this again. Python said: {_last_line(made.stderr or made.stdout)}"
            )

    def _install(self, name: str, torch_index: str | None) -> None:
        print(f"  installing requirements/{name} …", flush=True)
        command = [self.python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", REQUIREMENTS / name]
        if name == "torch.txt" and torch_index:
            command += ["--index-url", torch_index]
        elif torch_index:
            command += ["--extra-index-url", torch_index]  # so that packages built against PyTorch come from the same place
        if name != "torch.txt":
            command += ["-c", REQUIREMENTS / "constraints.txt"]
        installed = subprocess.run([str(part) for part in command], env=_pip_environment())
        if installed.returncode:
            raise ToolError(
                f"Installing requirements/{name} failed; the lines above say why. "
                "Look at the internet connection and the free disk space (about 6 GB), then run this again."
            )


def _pip_environment() -> dict[str, str]:
    """The caller's settings without those that would send packages outside the environment."""
    return {key: value for key, value in os.environ.items() if key not in ("PIP_TARGET", "PIP_USER", "PIP_PREFIX", "PYTHONPATH")}


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["nothing"])[-1]


#: PyTorch, the server, the models and Blender 5.0's module.
MAIN = Environment(ROOT / ".venv", ("torch.txt", "server.txt", "blender-5.0.txt", "tests.txt", "tests-main.txt"))
#: Older Blenders, for the tests of the extension.
OLDER_BLENDERS = tuple(
    Environment(ROOT / f".venv-bpy-{version}", (f"blender-{version}.txt", "tests.txt")) for version in ("4.2", "4.5")
)
