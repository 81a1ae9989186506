"""The private environment on the disk: what is in it, whether it is whole, and how it goes away again."""
from __future__ import annotations

import csv
import enum
import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from ..connection.problems import Problem
from .builds import Build
from .steps import SetUpProblem

#: The files of `requirements/` that decide what is in the environment.
REQUIREMENT_FILES = ("torch.txt", "runtime.txt")


class Condition(enum.Enum):
    """What Set Up would find."""

    ABSENT = "absent"
    UNFINISHED = "unfinished"
    OUTDATED = "outdated"
    OTHER_BUILD = "other build"
    BROKEN = "broken"
    READY = "ready"


@dataclass
class Journal:
    """What Set Up noted in the environment: `finished` is the fingerprint it was finished with, `done` what each step installed."""

    build: str = ""
    finished: str = ""
    python: str = ""
    step: str = ""
    done: dict[str, str] = field(default_factory=dict)


class EnvironmentFolder:
    """The environment below `home`, the extension's own folder."""

    def __init__(self, home: Path):
        self.home = home
        # Short: Windows allows 260 characters, and PyTorch's own paths are long.
        self.path = home / "env"
        self.log = home / "setup.log"

    @property
    def python(self) -> Path:
        return self.path / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def pycache(self) -> Path:
        """Where its Python keeps compiled modules, also those of the extension's own server, whose folder stays as it was installed."""
        return self.path / "pycache"

    @property
    def temporary(self) -> Path:
        return self.path / "tmp"

    @property
    def _note(self) -> Path:
        return self.path / "set_up.json"

    def packages(self) -> Path | None:
        """Its site-packages."""
        if sys.platform == "win32":
            found = [self.path / "Lib" / "site-packages"]
        else:
            found = sorted(self.path.glob("lib/python3*/site-packages"))
        return found[0] if found and found[0].is_dir() else None

    def journal(self) -> Journal | None:
        """What Set Up noted; None where there is nothing, an empty one where it cannot be read."""
        try:
            return Journal(**json.loads(self._note.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return Journal() if self.path.exists() else None
        except (OSError, ValueError, TypeError):
            return Journal()

    def write(self, journal: Journal) -> None:
        """Notes it, whole or not at all."""
        self.path.mkdir(parents=True, exist_ok=True)
        draft = self._note.with_suffix(".new")
        draft.write_text(json.dumps(journal.__dict__), encoding="utf-8")
        os.replace(draft, self._note)

    def condition(self, build: Build, fingerprint: str) -> Condition:
        """What is there, compared with what should be. Quick: it reads one small file."""
        journal = self.journal()
        if journal is None:
            return Condition.ABSENT
        if not journal.finished:
            return Condition.UNFINISHED
        if not self.python.exists():
            return Condition.BROKEN
        if journal.build != build.name:
            return Condition.OTHER_BUILD
        return Condition.READY if journal.finished == fingerprint else Condition.OUTDATED

    def remove(self) -> None:
        """Deletes the environment; takes seconds. Raises SetUpProblem where a file is in use."""
        self.put_aside()
        self.clear_remains()

    def put_aside(self) -> None:
        """Renames the environment, so that one that is half deleted is never taken for a whole one. Raises SetUpProblem."""
        if not self.path.exists():
            return
        try:
            os.replace(self.path, self.home / f"env.removed-{os.getpid()}-{time.monotonic_ns()}")
        except OSError as failure:
            raise SetUpProblem(Problem(
                f"The environment cannot be removed, because something uses its files ({failure.strerror or failure}).",
                "Stop the motion server, close other Blenders, then try again.",
            )) from failure

    def clear_remains(self) -> None:
        """Deletes what was put aside."""
        for remains in self.home.glob("env.removed-*"):
            shutil.rmtree(remains, ignore_errors=True)

    def clear_damaged(self) -> int:
        """Makes pip forget packages that are not whole, so that it installs them again; how many there were."""
        packages = self.packages()
        damaged = list(_damaged(packages)) if packages is not None else []
        for each in damaged:
            shutil.rmtree(each, ignore_errors=True)
        return len(damaged)


def _damaged(packages: Path) -> Iterator[Path]:
    """The .dist-info folders whose list of files is missing or does not agree with what lies there."""
    for info in packages.glob("*.dist-info"):
        try:
            with (info / "RECORD").open(encoding="utf-8", newline="") as record:
                whole = all(_is_there(packages / name, size) for name, _hash, size in csv.reader(record))
        except (OSError, ValueError):
            whole = False
        if not whole:
            yield info


def _is_there(file: Path, size: str) -> bool:
    if file.suffix == ".pyc":
        return True
    try:
        return not size or file.stat().st_size == int(size)
    except OSError:
        return False


def fingerprint(requirements: Path, build: Build) -> str:
    """A hash of everything that decides what gets installed."""
    digest = hashlib.sha256(build.name.encode() + build.suffix.encode())
    for name in REQUIREMENT_FILES:
        digest.update((requirements / name).read_bytes())
    return digest.hexdigest()


def size_of(folder: Path) -> int:
    """Bytes below a folder; what vanishes meanwhile does not count."""
    total, waiting = 0, [str(folder)]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                with suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        total += entry.stat(follow_symlinks=False).st_size
    return total


@contextmanager
def sole_use(home: Path) -> Iterator[None]:
    """For as long as it lasts no other Blender sets up there; the system lets go of it where this one dies. Raises SetUpProblem."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "setup.lock").open("a+b") as file:
        try:
            if sys.platform == "win32":
                import msvcrt

                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as failure:
            raise SetUpProblem(Problem("Another Blender is setting up the motion server.", "Wait until it is done.")) from failure
        yield
