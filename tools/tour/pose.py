"""Poses from words."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.window import Window

_POSE = "squatting, arms stretched forward"


def from_words(blender: Window, _server: dict) -> dict[str, Path]:
    """Candidates at the playhead: looked at, mirrored, keyed, pinned, discarded; and the motion to one."""
    blender.open("Pose")
    blender.fill("motion_prompt_pose.text", _POSE)
    _ask(blender)
    blender.press("motion_prompt.show_pose(step=1)")
    blender.until(lambda: blender.ask("poses")[1] == 1, 30, "A click on the arrow did not show the next pose.")
    blender.ask("view")
    pictures = {"pose.png": blender.shot("pose", beside=430, least=640)}
    blender.press("motion_prompt.mirror_pose")
    blender.press("motion_prompt.key_pose")
    blender.until(lambda: not blender.ask("poses")[0], 30, "A click on Key did not key the pose.")
    _ask(blender)
    blender.press("motion_prompt.discard_pose")
    blender.until(lambda: not blender.ask("poses")[0], 30, "A click on Discard left the poses.")
    _ask(blender)
    blender.press("motion_prompt.pin_candidate")
    blender.until(lambda: len(blender.ask("pins")) == 1 and not blender.ask("poses")[0], 30, "A click on Pin did not pin the pose.")
    blender.press("motion_prompt.motion_from_pose")
    blender.until(lambda: blender.ask("waiting"), 300, "A click on Motion from Pose brought nothing.")
    blender.open("Takes")
    blender.press("motion_prompt.reject_takes")
    blender.until(lambda: not blender.ask("waiting"), 30, "A click on Reject rejected nothing.")
    return pictures


def _ask(blender: Window) -> None:
    blender.press("motion_prompt.pose")
    blender.until(lambda: blender.ask("poses")[0] > 1, 300, "A click on Pose brought no poses.")
