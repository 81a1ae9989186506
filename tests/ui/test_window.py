"""The panel in a real Blender window. Needs root, Debian and a few minutes: `build_addon.py ui` does the same by hand.

    MOTION_PROMPT_UI=1 python -m pytest tests/ui
"""
from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tools.environment import ROOT

pytestmark = pytest.mark.skipif(not os.environ.get("MOTION_PROMPT_UI"), reason="opens a window: set MOTION_PROMPT_UI=1")


@pytest.mark.parametrize("suite", ["trixie"])
def test_a_mouse_presses_every_button(suite, tmp_path):
    command = [sys.executable, ROOT / "build_addon.py", "ui", "--suite", suite, "--out", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "NO REASON" not in done.stdout
    for name in ("generate.png", "compare.png", "pose.png", "complete.png", "timeline_blocks.png", "own_rig.png"):
        assert (tmp_path / name).stat().st_size > 20_000
