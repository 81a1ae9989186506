"""The add-on as Blender's extensions platform sees it: validated, installed from a zip, enabled, disabled."""
from __future__ import annotations

import ast
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import bpy

ADDON = Path(__file__).resolve().parents[2] / "blender_addon"
VALIDATOR = Path(bpy.utils.system_resource("SCRIPTS")) / "addons_core" / "bl_pkg" / "cli" / "blender_ext.py"

_INSTALL = """
import os, sys
import bpy
bpy.ops.extensions.package_install_files(filepath=sys.argv[1], repo="user_default", enable_on_install=True)
module = "bl_ext.user_default.motion_prompt"
assert module in bpy.context.preferences.addons, list(bpy.context.preferences.addons.keys())
bpy.ops.wm.read_factory_settings(use_empty=True)
bpy.ops.preferences.addon_enable(module=module)
addon = sys.modules[module]
bpy.context.preferences.addons[module].preferences.server_address = "http://127.0.0.1:9/"
assert addon.preferences.server_settings().address == "http://127.0.0.1:9"
assert bpy.ops.motion_prompt.add_character() == {"FINISHED"}
folder = addon.places.user_folder()
assert "motion_prompt" in str(folder) and str(folder).startswith(os.environ["HOME"]), folder
assert bpy.ops.motion_prompt.generate() == {"FINISHED"}
assert addon.connection.jobs.wait(20)
assert "does not answer" in addon.connection.problems.shown().sentence
bpy.ops.preferences.addon_disable(module=module)
assert not hasattr(bpy.types, "MOTION_PROMPT_OT_generate") and not hasattr(bpy.types.Scene, "motion_prompt")
print("EXTENSION WORKS", flush=True)
os._exit(0)
"""


def test_blenders_validator_accepts_it():
    checked = subprocess.run([sys.executable, str(VALIDATOR), "validate", str(ADDON)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_it_installs_from_a_zip(tmp_path):
    path = tmp_path / "motion_prompt.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for source in ADDON.rglob("*"):
            if source.is_file() and "__pycache__" not in source.parts:
                archive.write(source, source.relative_to(ADDON))
    (tmp_path / "install.py").write_text(_INSTALL)
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    done = subprocess.run(
        [sys.executable, str(tmp_path / "install.py"), str(path)], env=environment, capture_output=True, text=True, timeout=300)
    assert "EXTENSION WORKS" in done.stdout, done.stdout + done.stderr


def test_it_imports_nothing_but_the_standard_library_numpy_and_blender():
    allowed = {
        "bl_operators", "bl_ui", "blf", "bpy", "bpy_extras", "gpu", "gpu_extras", "mathutils", "numpy", "rna_keymap_ui", *sys.stdlib_module_names}
    for source in ADDON.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            assert {name.split(".")[0] for name in names} <= allowed, f"{source.name}: {names}"


def test_register_and_unregister_leave_nothing_behind(addon):
    addon.unregister()
    assert not hasattr(bpy.types.Scene, "motion_prompt") and not hasattr(bpy.types, "MOTION_PROMPT_PT_generate")
    addon.register()
    assert hasattr(bpy.types.Scene, "motion_prompt")
