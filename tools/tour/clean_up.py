"""Clean Up."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.window import Window

#: What is not on from the start; Retime and Mirror stay off, because they would change the motion that the next tasks use.
_STEPS = ("smooth", "loop", "in_place", "reduce")


def all_steps(blender: Window, _server: dict) -> dict[str, Path]:
    """Every step is switched on in turn, with its numbers; what they changed is kept."""
    blender.open("Clean Up")
    for step in ("retime", "mirror"):
        for _ in range(2):
            blender.press(f"motion_prompt_clean_up.{step}")
    for step in _STEPS:
        blender.press(f"motion_prompt_clean_up.{step}")
    blender.press("motion_prompt.clean_up")
    blender.until(lambda: blender.ask("waiting"), 120, "A click on Clean Up made nothing.")
    blender.ask("view", 4.0)
    picture = blender.shot("clean_up", beside=430)
    blender.open("Takes")
    blender.press("motion_prompt.reject_takes")
    blender.until(lambda: not blender.ask("waiting"), 30, "A click on Reject rejected nothing.")
    return {"clean_up.png": picture}
