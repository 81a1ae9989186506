"""The animator's way through the tab, with a real mouse: every panel opened, every button pressed, and a picture of each task."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tools.environment import ToolError

from . import blocks, clean_up, complete, generate, pose, rig, set_up, style

if TYPE_CHECKING:
    from tools.window import Window

#: In this order: each goes on with what the one before left.
_TASKS = (
    set_up.needed, set_up.local_server, set_up.preferences, set_up.elsewhere, generate.first_motion, generate.takes, generate.again, generate.path, generate.scope,
    pose.from_words, complete.pinned, clean_up.all_steps, style.taught, blocks.on_the_timeline, rig.own,
)
#: Operators that no button of the tab calls, or that cannot be pressed where a picture is made, and why.
NOT_PRESSED = {
    "motion_prompt.receive_takes": "lands what was generated; the tour sees it called by itself, its button is shown when a character is missing",
    "motion_prompt.receive_poses": "lands poses by itself",
}


def tour(blender: Window, server: dict) -> dict[str, Path]:
    """Goes through all tasks; pictures by the name they get. Raises ToolError where a button does not do what it says, where one was never
    pressed, and where Blender printed an error."""
    blender.focus()
    pictures: dict[str, Path] = {}
    for task in _TASKS:
        print(f"  {task.__module__.rpartition('.')[2]}: {task.__doc__.splitlines()[0]}", flush=True)
        pictures |= task(blender, server)
        blender.complain()
    check_all_pressed(blender)
    return pictures


def check_all_pressed(blender: Window) -> None:
    """Prints which operators were not pressed, with the reason. Raises ToolError for one that has none."""
    every, called, seen = blender.ask("operators"), blender.ask("calls"), blender.ask("seen")
    rest = [each for each in every if each not in blender.pressed]
    print(f"Blender {blender.ask('version')}: pressed {len(blender.pressed)} of {len(every)} operators with the mouse. Not pressed:")
    for each in rest:
        drawn = "was under the mouse" if each in seen else "never drawn"
        print(f"  {each} ({drawn}, called {called.get(each, 0)} times): {NOT_PRESSED.get(each, 'NO REASON')}")
    unexplained = [each for each in rest if each not in NOT_PRESSED]
    if unexplained:
        raise ToolError(f"Never pressed, and nobody says why: {', '.join(unexplained)}.")
