"""`build_addon.py demo`: the whole way from a sentence to a .blend, a picture and a film, in a Blender of its own."""
from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from tools import package
from tools.environment import MAIN, ToolError
from tools.processes import run_in_own_group

#: Seconds after which the demo is taken for stuck.
PATIENCE = 900


def run(options: argparse.Namespace) -> int:
    """Make the environment, pack the extension, and run `demo_scene` with both in a throw-away Blender user folder."""
    python = MAIN.ensure(options.torch_index)
    out = options.out.resolve()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ToolError(f"The folder {out} cannot be made ({error.strerror}). Choose another with --out.") from error
    with tempfile.TemporaryDirectory(prefix="motion-prompt-demo-") as scratch:
        wishes = {
            "extension": str(package.pack(Path(scratch))),
            "python": str(python),
            "out": str(out),
            "log": str(Path(scratch) / "blender.log"),
            "prompt": options.prompt,
            "seconds": options.seconds,
            "seed": options.seed,
            "takes": options.takes,
            "pins": options.pins,
        }
        command = [str(python), "-m", "tools.demo_scene", json.dumps(wishes)]
        code = run_in_own_group(command, blender_variables(Path(scratch)), PATIENCE)
    if code is None:
        raise ToolError(f"The demo did not end within {PATIENCE // 60} minutes and was stopped.")
    if code < 0:
        print("build_addon: Blender itself broke down during the demo. Run it again.", file=sys.stderr)
    return 1 if code else 0


def blender_variables(folder: Path) -> dict[str, str]:
    """Environment variables with which Blender keeps to `folder` and never touches the user's own settings."""
    variables = {key: value for key, value in os.environ.items() if not key.startswith(("BLENDER_", "MOTION_PROMPT_", "PYTHON"))}
    return variables | {"BLENDER_USER_RESOURCES": str(folder / "blender"), "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
