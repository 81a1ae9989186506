"""Pinned poses become a motion."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.window import Window


def pinned(blender: Window, _server: dict) -> dict[str, Path]:
    """Pins are set, gone to, and taken away; what lies between two is made, and a gap is filled."""
    blender.open("Complete")
    blender.ask("select_keys", 20, 20)
    blender.press("motion_prompt.pin_selected_keys")
    blender.until(lambda: 20 in blender.ask("pins"), 30, "A click on Pins from Selected Keys pinned none.")
    blender.press("motion_prompt.jump_to_pin")
    blender.press("motion_prompt.delete_pin")
    blender.press("motion_prompt.clear_pins")
    blender.until(lambda: not blender.ask("pins"), 30, "A click on Clear left pins.")
    for frame in (1, 48):
        blender.ask("frame", frame)
        blender.press("motion_prompt.pin_pose")
    blender.until(lambda: blender.ask("pins") == [1, 48], 30, "Two clicks on Pin Pose did not pin two poses.")
    blender.press("motion_prompt_completion.show_ghosts")
    blender.press("motion_prompt_completion.few_keys")
    blender.press("motion_prompt.complete")
    blender.until(lambda: blender.ask("waiting"), 300, "A click on Complete brought nothing.")
    blender.ask("frame", 25)
    blender.ask("view", 5.0)
    pictures = {"complete.png": blender.shot("complete", beside=430, least=640)}
    _keep(blender)
    blender.open("Complete")
    blender.press("motion_prompt.clear_pins")
    blender.ask("preview_range", 20, 34)
    blender.press("motion_prompt.fill_gap")
    blender.until(lambda: blender.ask("waiting"), 300, "A click on Fill Gap brought nothing.")
    blender.ask("preview_range")
    _keep(blender)
    return pictures


def _keep(blender: Window) -> None:
    blender.open("Takes")
    blender.press("motion_prompt.keep_take")
    blender.until(lambda: not blender.ask("waiting"), 30, "A click on Keep kept nothing.")
