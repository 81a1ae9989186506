"""A folder of tiny wheels for pip to install for real: the pinned names and versions, with next to nothing in them."""
from __future__ import annotations

import re
import zipfile
from pathlib import Path

VARIABLES = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_CONSTRAINT")


def wheel(folder: Path, requirement: str, files: dict[str, str] | None = None) -> Path:
    """A wheel for `name==version`, with these files in it."""
    name, version = requirement.partition(";")[0].strip().split("==")
    stem = f"{re.sub(r'[-_.]+', '_', name).lower()}-{version}"
    contents = {
        **(files or {}),
        f"{stem}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{stem}.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = f"{stem}.dist-info/RECORD"
    contents[record] = "".join(f"{each},,{len(text.encode())}\n" for each, text in contents.items()) + f"{record},,\n"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for each, text in contents.items():
            archive.writestr(each, text)
    return path


def requirements(file: Path) -> list[str]:
    """The requirements that a file lists."""
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def use(monkeypatch, folder: Path) -> None:
    """From now on pip finds what lies in `folder` and nothing else."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_RETRIES", "0")
