"""The animator's way through the tab, with a real mouse: every panel opened, its buttons pressed, and a picture of each task."""
from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.window import Window

PROMPT_TYPED, POSE_TYPED = "a person waves with the right hand", "squatting, arms stretched forward"


def tour(blender: Window) -> dict[str, Path]:
    """Goes through all tasks; pictures by the name they get."""
    blender.focus()
    pictures: dict[str, Path] = {}
    for task in (_generate, _pose, _complete):
        pictures |= task(blender)
    print(f"Blender {blender.state()['version']}: kept the action “{blender.state()['action']}”.")
    return pictures


def _generate(blender: Window) -> dict[str, Path]:
    """From an empty scene to a kept take."""
    blender.open("Character")
    blender.press("motion_prompt.add_character")
    blender.until(lambda state: state["characters"] == 1, 30, "A click on Add Character added none.")
    blender.open("Generate")
    blender.press("motion_prompt.prompt", times=2)
    blender.type_over(PROMPT_TYPED)
    pictures = {"generate.png": blender.picture("generate", sidebar=True)}
    blender.press("motion_prompt.generate")
    blender.until(lambda state: state["waiting"], 900, "A click on Generate brought no takes.")
    time.sleep(3)  # the window shows the character from nearer then
    blender.open("Takes")
    pictures["takes.png"] = blender.picture("takes")
    blender.press("motion_prompt.keep_take")
    blender.until(lambda state: not state["waiting"] and state["action"], 30, "A click on Keep kept nothing.")
    return pictures


def _pose(blender: Window) -> dict[str, Path]:
    """A pose from words stands at the playhead; the second candidate is pinned."""
    blender.open("Pose")
    blender.press("motion_prompt_pose.text", times=2)
    blender.type_over(POSE_TYPED)
    blender.press("motion_prompt.pose")
    blender.until(lambda state: state["poses"] > 1, 300, "A click on Pose brought no poses.")
    blender.press("motion_prompt.show_pose(step=1)")
    blender.until(lambda state: state["pose_shown"] == 1, 30, "A click on the arrow did not show the next pose.")
    time.sleep(2)  # the window shows it a little later
    picture = blender.picture("pose")
    blender.press("motion_prompt.pin_candidate")
    blender.until(lambda state: state["pins"] == 1 and not state["poses"], 30, "A click on Pin did not pin the pose.")
    return {"pose.png": picture}


def _complete(blender: Window) -> dict[str, Path]:
    """A pose of the kept motion is pinned as well, and what lies between the two is made anew."""
    blender.open("Complete")
    blender.key("shift+Left")
    blender.until(lambda state: state["frame"] == 1, 30, "The playhead did not go to the first frame.")
    blender.press("motion_prompt.pin_pose")
    blender.until(lambda state: state["pins"] == 2, 30, "A click on Pin Pose pinned none.")
    blender.press("motion_prompt_completion.show_ghosts")
    blender.press("motion_prompt.complete")
    blender.until(lambda state: state["waiting"], 300, "A click on Complete brought nothing.")
    blender.key(*["Right"] * 14)
    picture = blender.picture("complete")
    blender.open("Takes")
    blender.press("motion_prompt.keep_take")
    blender.until(lambda state: not state["waiting"], 30, "A click on Keep kept nothing of what was completed.")
    return {"complete.png": picture}
