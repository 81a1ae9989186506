"""A style taught from clips."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.window import Window

_NAME, _DESCRIPTOR = "grumpy", "tired"


def taught(blender: Window, _server: dict) -> dict[str, Path]:
    """Clips come and go; a style is learned, tried, put into a prompt, exported and deleted."""
    blender.open("Style")
    _collect(blender)
    blender.fill("motion_prompt_style.name", _NAME)
    blender.fill("motion_prompt_style.descriptor", _DESCRIPTOR)
    blender.press("motion_prompt.learn_style")
    blender.press("motion_prompt.cancel")
    blender.until(lambda: not blender.ask("job"), 60, "A click on Cancel did not end the learning.")
    blender.press("motion_prompt.learn_style")
    blender.until(lambda: _NAME in blender.ask("styles"), 300, "A click on Learn Style taught none.")
    pictures = {"style.png": blender.shot("style", beside=430)}
    _use(blender)
    return pictures


def _collect(blender: Window) -> None:
    """Ways to fill the list of clips, and to empty it."""
    blender.press("motion_prompt.add_bvh_files")
    blender.until(lambda: blender.ask("shows", "FILE_BROWSER"), 30, "Add BVH Files opened no file browser.")
    blender.ask("close_window", "FILE_BROWSER")
    blender.press("motion_prompt.add_clips")
    blender.until(lambda: blender.ask("clips") == 1, 30, "A click on Add Clips added none.")
    blender.press("motion_prompt.remove_clip")
    blender.until(lambda: blender.ask("clips") == 0, 30, "A click on a clip's cross left it.")
    blender.press("motion_prompt.add_action")
    blender.key("Return")
    blender.until(lambda: blender.ask("clips") == 1, 30, "The search for an action added none.")
    blender.press("motion_prompt.clear_clips")
    blender.until(lambda: blender.ask("clips") == 0, 30, "A click on Remove All Clips left some.")
    blender.press("motion_prompt.add_clips")
    blender.until(lambda: blender.ask("clips") == 1, 30, "A click on Add Clips added none.")


def _use(blender: Window) -> None:
    """What can be done with a style that was learned."""
    blender.press("motion_prompt.refresh_styles")
    blender.press("motion_prompt.choose_style")
    blender.press("motion_prompt.add_to_prompt")
    blender.until(lambda: f"<{_NAME}>" in blender.ask("text", "motion_prompt.prompt"), 30, "Add to Prompt added nothing.")
    blender.press("motion_prompt.preview_style")
    blender.until(lambda: blender.ask("waiting"), 300, "A click on Preview brought nothing.")
    for name in ("motion_prompt.export_style", "motion_prompt.import_style"):
        blender.press(name)
        blender.until(lambda: blender.ask("shows", "FILE_BROWSER"), 30, f"A click on {name} opened no file browser.")
        blender.ask("close_window", "FILE_BROWSER")
    blender.press("motion_prompt.delete_style")
    blender.key("Return")
    blender.until(lambda: _NAME not in blender.ask("styles"), 30, "A click on Delete left the style.")
    blender.open("Takes")
    blender.press("motion_prompt.reject_takes")
    blender.until(lambda: not blender.ask("waiting"), 30, "A click on Reject rejected nothing.")
