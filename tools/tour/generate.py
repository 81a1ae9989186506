"""From an empty scene to takes, and what can be done with them."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.window import Window

_PROMPT = "a person waves with the right hand"
_WALK = "a person walks forward"


def first_motion(blender: Window, _server: dict) -> dict[str, Path]:
    """A character, a prompt, an example, a preset, Generate, and Cancel."""
    blender.open("Character")
    blender.press("motion_prompt.add_character")
    blender.until(lambda: blender.ask("armatures") == 1, 30, "A click on Add Character added none.")
    blender.ask("view")
    blender.open("Generate")
    pictures = {"examples.png": _use_example(blender)}
    _save_preset(blender)
    blender.fill("motion_prompt.prompt", _WALK)
    blender.unfold("Scope")
    blender.unfold("Advanced")
    pictures["generate.png"] = blender.shot("generate", beside=430)
    _ask_for(blender, steps=250, takes=8, duration=10.0)  # long enough to find Cancel
    blender.press("motion_prompt.generate")
    blender.press("motion_prompt.cancel")
    blender.until(lambda: not blender.ask("job"), 30, "A click on Cancel did not end the job.")
    _ask_for(blender, steps=4, takes=4, duration=4.0)
    blender.press("motion_prompt.generate")
    blender.until(lambda: blender.ask("waiting") > 1, 300, "A click on Generate brought no takes.")
    return pictures


def _ask_for(blender: Window, **settings: float) -> None:
    for name, value in settings.items():
        blender.ask("set_text", f"motion_prompt.{name}", value)


def _use_example(blender: Window) -> Path:
    """Opens the menu beside the prompt and takes its first text; the menu's picture."""
    _, row = blender.find("motion_prompt.prompt")
    blender.click((blender.ask("rectangle", "VIEW_3D", "UI")[2] - 50, row))
    picture = blender.shot("examples", beside=430, away=False)
    blender.calling("motion_prompt.use_example", lambda: blender.key("Down", "Return"))
    return picture


def _save_preset(blender: Window) -> None:
    """Opens the presets in the panel's header and adds one."""
    x, y = blender.ask("rectangle", "VIEW_3D", "UI")[2] - 68, blender.header("Generate")
    blender.click((x, y))
    blender.calling("motion_prompt.add_preset", lambda: blender.click((x + 92, y + 139)))  # the plus at the end of the popover
    blender.hover((-200, 300))  # a popover closes when the mouse leaves it


def takes(blender: Window, _server: dict) -> dict[str, Path]:
    """Arrows, star, Compare, Again, Reject, Keep; Re-Run, Use Settings, and the kept takes."""
    blender.open("Takes")
    before = blender.ask("take")
    blender.press("motion_prompt.show_take(step=1)")
    blender.until(lambda: blender.ask("take") != before, 20, "The arrow did not show the next take.")
    blender.press("motion_prompt.star_take")
    blender.press("motion_prompt.show_take(step=-1)")
    blender.ask("frame", 40)
    blender.ask("view", 5.5)
    pictures = {"takes.png": blender.shot("takes", beside=430)}
    blender.press("motion_prompt_review.compare")
    blender.ask("view", 10.0, 25.0, 0.9, 80.0, 1.5)  # all of them beside the sidebar
    pictures["compare.png"] = blender.shot("compare", beside=430)
    blender.press("motion_prompt_review.compare")
    blender.press("motion_prompt.keep_take")
    blender.until(lambda: not blender.ask("waiting") and blender.ask("action"), 30, "A click on Keep kept nothing.")
    return pictures


def again(blender: Window, _server: dict) -> dict[str, Path]:
    """What made a take is used once more; kept ones are played and forgotten."""
    blender.open("Takes")
    blender.press("motion_prompt.use_settings")
    blender.press("motion_prompt.rerun_take")
    blender.until(lambda: blender.ask("waiting"), 300, "A click on Re-Run brought nothing.")
    blender.press("motion_prompt.try_again")
    blender.until(lambda: not blender.ask("job") and blender.ask("waiting"), 300, "A click on Again brought nothing.")
    blender.press("motion_prompt.reject_takes")
    blender.until(lambda: not blender.ask("waiting"), 20, "A click on Reject rejected nothing.")
    blender.unfold("Kept Takes")
    picture = blender.shot("kept_takes", beside=430)
    blender.press("motion_prompt.play_kept_take")
    blender.press("motion_prompt.forget_kept_take")
    return {"kept_takes.png": picture}


def scope(blender: Window, _server: dict) -> dict[str, Path]:
    """The right arm alone waves while the legs walk on."""
    blender.ask("select_bones", *blender.ask("right_arm"))
    blender.open("Generate")
    blender.fill("motion_prompt.prompt", _PROMPT)
    _choose_bones(blender, "s", "SELECTED")
    blender.ask("frame", 1)
    blender.press("motion_prompt.generate")
    blender.until(lambda: blender.ask("waiting"), 300, "A click on Generate brought no takes for the arm.")
    blender.ask("frame", 40)
    blender.ask("view")
    picture = blender.shot("scope", beside=430, least=640)
    blender.open("Takes")
    blender.press("motion_prompt.keep_take")
    blender.until(lambda: not blender.ask("waiting"), 30, "A click on Keep kept nothing.")
    blender.open("Generate")
    _choose_bones(blender, "a", "ALL")
    blender.ask("object_mode")
    return {"scope.png": picture}


def path(blender: Window, _server: dict) -> dict[str, Path]:
    """A walk along a curve."""
    blender.open("Generate")
    blender.fill("motion_prompt.prompt", _WALK)
    blender.ask("frame", 1)
    blender.ask("follow_curve")
    blender.press("motion_prompt.generate")
    blender.until(lambda: blender.ask("waiting"), 300, "A click on Generate brought no takes along the path.")
    blender.ask("frame", 75)
    blender.ask("view", 8.0, 30.0, 0.4, 60.0)
    picture = blender.shot("root_path", beside=430, least=640)
    blender.ask("follow_nothing")
    blender.open("Takes")
    blender.press("motion_prompt.reject_takes")
    blender.until(lambda: not blender.ask("waiting"), 30, "A click on Reject rejected nothing.")
    return {"root_path.png": picture}


def _choose_bones(blender: Window, key: str, expected: str) -> None:
    """An entry of the scope's menu, by its letter."""
    blender.unfold("Scope")
    blender.press("motion_prompt_scope.bones")
    blender.key(key)
    blender.until(lambda: blender.ask("text", "motion_prompt_scope.bones") == expected, 20, "The menu of the scope chose nothing.")
