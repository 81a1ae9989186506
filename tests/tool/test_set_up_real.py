"""A new user's whole way: the built zip in a clean Blender, Set Up through real pip, a rig of their own, a clip on it, Remove.

pip's packages are stand-ins of the pinned names and versions, one of which leads to the packages that these tests run with. With
MOTION_PROMPT_REAL_PACKAGES=1 they are the real ones, from the index that pip is configured for, and the way is timed:

    MOTION_PROMPT_REAL_PACKAGES=1 pytest -s tests/tool/test_set_up_real.py -k whole_way
"""
from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
import small_index
from tools import package
from tools.environment import ROOT

pytest.importorskip("bpy")

REAL = bool(os.environ.get("MOTION_PROMPT_REAL_PACKAGES"))
#: Seconds from the zip to the first clip that a new user waits, at most, with pip's cache filled.
MOST = 180.0

_USE = """
import sys, time
from pathlib import Path
import bpy
from tools import session
sys.path.insert(0, "tests/blender")
import own_rigs

marks = [("Blender starts", time.monotonic())]

def done(what):
    marks.append((what, time.monotonic()))

bpy.ops.wm.read_factory_settings(use_empty=True)
bpy.context.preferences.system.use_online_access = True
bpy.ops.extensions.package_install_files(filepath=sys.argv[1], repo="user_default", enable_on_install=True)
done("the zip is installed")
session.press("set_up")
setting_up, step = session.part("setup.session"), None
while setting_up.state().running:
    if setting_up.state().step is not step and step is not None:
        done("Set Up: " + step.value)
    step = setting_up.state().step
    time.sleep(0.05)
state = setting_up.state()
assert state.stage.value == "done", (state, setting_up.environment().log.read_text()[-3000:])
done("Set Up: " + step.value)
hero = own_rigs.build(own_rigs.KINDS["mixamo"])
session.press("use_rig")
settings = bpy.context.scene.motion_prompt
settings.prompt, settings.duration = "a person walks forward", 2.0
done("Use This Rig")
session.start_server()
done("the server is ready")
character = session.generate()
done("Generate")
assert character == hero
curves = session.part("animation.keyframes").own_curves(hero)
keyed = {curve.data_path.split(chr(34))[1] for curve in curves if len(curve.keyframe_points) > 30}
assert {"mixamorig:Hips", "mixamorig:LeftUpLeg", "mixamorig:RightForeArm"} <= keyed, keyed
server = session.part("connection.local_server")
private = str(setting_up.environment().python)
assert private.startswith(sys.argv[2]) and server._run.process.args[0] == private, private
inside = [name for name in sys.modules if name.startswith(("bl_ext.user_default.motion_prompt.server", "bl_ext.user_default.motion_prompt.models"))]
assert not inside and "torch" not in sys.modules, inside
session.press("remove_environment")
assert not Path(private).exists()
for (_, before), (what, after) in zip(marks, marks[1:]):
    print(f"{after - before:7.1f} s  {what}")
print(f"WHOLE {marks[-1][1] - marks[0][1]:.1f} s", flush=True)
session.leave(0)
"""


@pytest.fixture(scope="module")
def extension(tmp_path_factory) -> Path:
    return package.pack(tmp_path_factory.mktemp("dist"))


def test_the_whole_way_from_the_zip_to_a_clip_on_an_own_rig(extension, tmp_path, monkeypatch):
    if not REAL:
        stand_ins(tmp_path / "index")
        small_index.use(monkeypatch, tmp_path / "index")
    variables = {key: value for key, value in os.environ.items() if not key.startswith(("BLENDER_", "MOTION_PROMPT_"))}
    user = tmp_path / "blender"
    variables |= {"BLENDER_USER_RESOURCES": str(user), "HOME": str(tmp_path)}
    if REAL:
        # A user's cache is where it always is; this home is new.
        variables.setdefault("PIP_CACHE_DIR", os.path.expanduser("~/.cache/pip"))
    done = subprocess.run([sys.executable, "-c", _USE, str(extension), str(user)], cwd=ROOT, env=variables, capture_output=True, text=True, timeout=900)
    whole = next((line for line in done.stdout.splitlines() if line.startswith("WHOLE")), "")
    assert whole, done.stdout[-3000:] + done.stderr[-3000:]
    if REAL:
        print("\n".join(line for line in done.stdout.splitlines() if " s  " in line or line == whole))
        assert float(whole.split()[1]) < MOST


def stand_ins(index: Path) -> None:
    """Wheels of all that Set Up asks for, next to empty."""
    packages = sysconfig.get_paths()["purelib"]
    for name in ("torch.txt", "runtime.txt"):
        for line in small_index.requirements(ROOT / "requirements" / name):
            borrowed = {"borrowed.pth": packages + "\n"} if line.startswith("torch==") else None
            mark = "+cpu" if borrowed and sys.platform == "linux" else ""
            small_index.wheel(index, line.partition(";")[0].strip() + mark, borrowed)


def test_what_travels_is_enough_for_the_server(extension, tmp_path):
    """What the zip holds is enough to import the server, without the workshop; and PyTorch's compiler stays out, which would double the time."""
    zipfile.ZipFile(extension).extractall(tmp_path / "extension")
    asked = subprocess.run([sys.executable, "-c", "import server.trial, server.lead, models.lead.pipeline, models.completion.pipeline, "
                            "models.pose.pipeline, models.inversion.pipeline, sys; from models.lead.sampling import noise_schedule; "
                            "from models.text.minilm import MiniLMEncoder; from types import SimpleNamespace; "
                            "noise_schedule(SimpleNamespace(prediction_type='v_prediction')); MiniLMEncoder.installed(); "
                            "assert not {'torch._dynamo', 'transformers', 'sympy'} & set(sys.modules)"], cwd=tmp_path / "extension", capture_output=True, text=True)
    assert asked.returncode == 0, asked.stderr
