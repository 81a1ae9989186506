"""`build_addon.py build`: the extension's zip, the same bytes from the same files, checked by Blender's own validator."""
from __future__ import annotations

import argparse
import subprocess
import tomllib
import zipfile
from pathlib import Path

from tools.environment import MAIN, ROOT, ToolError

ADDON = ROOT / "blender_addon"
#: What travels inside the extension, so that it can set up its server by itself. Blender imports none of it.
COMPANIONS = ("server", "models", "requirements/torch.txt", "requirements/runtime.txt", "LICENSE")
#: What of these the server never reads: it is for training and measuring.
_WORKSHOP = ("models/training/", "models/evaluation/")
_WORKSHOP_WEIGHTS = ("evaluator", "motion_judge", "pose_judge")
#: The oldest date that a zip can hold: files carry no date of the machine that packed them.
DATE = (1980, 1, 1, 0, 0, 0)
_LEFT_OUT = {"__pycache__", ".DS_Store"}


def run(options: argparse.Namespace) -> int:
    """Write dist/motion_prompt-<version>.zip and validate it."""
    python = MAIN.ensure(options.torch_index)
    path = pack(ROOT / "dist")
    print(validate(path, python))
    print(f"{path.relative_to(ROOT)}  ({path.stat().st_size / 2**20:.1f} MB). In Blender: Preferences, Get Extensions, Install from Disk.")
    return 0


def manifest() -> dict:
    """The extension's manifest."""
    return tomllib.loads((ADDON / "blender_manifest.toml").read_text(encoding="utf-8"))


def contents() -> dict[str, Path]:
    """What the zip holds: name inside it -> file, in order."""
    found = {path.relative_to(ADDON).as_posix(): path for path in _files(ADDON)}
    for companion in COMPANIONS:
        for path in _files(ROOT / companion):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(_WORKSHOP) and not (path.suffix == ".safetensors" and path.stem in _WORKSHOP_WEIGHTS):
                found[name] = path
    return dict(sorted(found.items()))


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return [path for path in place.rglob("*") if path.is_file() and not _LEFT_OUT & set(path.parts) and path.suffix != ".pyc"]


def pack(folder: Path) -> Path:
    """Write the zip into `folder`; its path."""
    folder.mkdir(parents=True, exist_ok=True)
    about = manifest()
    path = folder / f"{about['id']}-{about['version']}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, source in contents().items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, source.read_bytes())
    return path


def validate(path: Path, python: Path) -> str:
    """What Blender's validator says of the zip. Raises ToolError where it objects."""
    checked = subprocess.run([str(python), str(_validator(python)), "validate", str(path)], capture_output=True, text=True)
    said = "\n".join(filter(None, (checked.stdout.strip(), checked.stderr.strip())))
    if checked.returncode:
        raise ToolError(f"Blender does not accept the extension. It says:\n{said}")
    return said


def _validator(python: Path) -> Path:
    packages = python.parent.parent
    found = sorted(packages.glob("**/bpy/*/scripts/addons_core/bl_pkg/cli/blender_ext.py"))
    if not found:
        raise ToolError(f"Blender's validator is missing from {packages}. Delete that folder and run this again.")
    return found[0]
