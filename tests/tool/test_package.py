"""`build_addon.py build`: the zip holds what the extension needs, is the same twice, passes Blender's validator, and installs."""
from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools import package
from tools.environment import ROOT, ToolError

pytest.importorskip("bpy", reason="the validator comes with Blender")

INSTALL = """
import sys
from pathlib import Path
from tools import session
session.install(Path(sys.argv[1]), Path(sys.executable))
session.press("add_character")
import bpy
root = session.part("connection.endpoint").launch().root
print("INSTALLED", len(bpy.context.object.data.bones), (root / "server" / "__main__.py").is_file(), root.is_relative_to(sys.argv[2]))
session.leave(0)
"""


@pytest.fixture(scope="module")
def packed(tmp_path_factory) -> Path:
    return package.pack(tmp_path_factory.mktemp("dist"))


def test_same_files_give_the_same_bytes(packed, tmp_path):
    assert package.pack(tmp_path).read_bytes() == packed.read_bytes()


def test_zip_is_named_after_the_version_and_holds_the_whole(packed):
    assert packed.name == f"motion_prompt-{package.manifest()['version']}.zip"
    names = zipfile.ZipFile(packed).namelist()
    assert {"blender_manifest.toml", "__init__.py", "server/__main__.py", "models/motion.py"} <= set(names)
    weights = {Path(name).stem for name in names if name.endswith(".safetensors")}
    assert weights == {"lead", "few_step", "completion", "pose", "pose_prior"} and "models/weights/MODEL_CARD.md" in names
    assert {name for name in names if name.startswith("requirements/")} == {"requirements/torch.txt", "requirements/runtime.txt"}
    unwanted = ("tests/", "tools/", "models/training/", "models/evaluation/")
    assert not [name for name in names if "__pycache__" in name or name.startswith(unwanted)]


def test_blender_accepts_it(packed):
    package.validate(packed, Path(sys.executable))


def test_broken_manifest_is_refused_in_words(packed, tmp_path):
    broken = tmp_path / "broken.zip"
    with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(broken, "w") as archive:
        manifest = whole.read("blender_manifest.toml").decode()
        archive.writestr("blender_manifest.toml", manifest.replace('type = "add-on"', 'type = "sandwich"'))
        archive.writestr("__init__.py", "")
    with pytest.raises(ToolError, match="does not accept"):
        package.validate(broken, Path(sys.executable))


def test_installs_into_blender_and_works_from_there(packed, tmp_path):
    user = tmp_path / "blender"
    variables = {key: value for key, value in os.environ.items() if not key.startswith("BLENDER_")}
    variables |= {"BLENDER_USER_RESOURCES": str(user), "HOME": str(tmp_path)}
    command = [sys.executable, "-c", INSTALL, str(packed), str(user)]
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=120)
    assert "INSTALLED 22 True True" in done.stdout, done.stdout + done.stderr
