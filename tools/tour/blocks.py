"""Prompts on the timeline."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.window import Window

_TIMELINE = ("DOPESHEET_EDITOR", "WINDOW")
_PROMPTS = ("a person walks forward", "a person waves with the right hand")


def on_the_timeline(blender: Window, _server: dict) -> dict[str, Path]:
    """Blocks are added, dragged, opened from the timeline, made into one motion, and one of them anew."""
    blender.open("Prompts on the Timeline")
    blender.press("motion_prompt.blocks_from_markers")  # no marker has a name: the panel says so
    blender.press("motion_prompt.dismiss_problem")
    _list(blender)
    blender.drag((500, -2), (500, -60), "DOPESHEET_EDITOR", "HEADER")  # a higher timeline
    _strips(blender)
    blender.press("motion_prompt.generate_blocks")
    blender.until(lambda: blender.ask("waiting"), 300, "A click on Generate All brought nothing.")
    blender.ask("frame", 60)
    blender.ask("view", 4.5)
    pictures = {"timeline_blocks.png": blender.shot("timeline_blocks", beside=760, below=True)}
    _keep(blender)
    blender.press("motion_prompt.generate_block")
    blender.until(lambda: blender.ask("waiting"), 300, "A click on Again brought nothing.")
    _keep(blender)
    return pictures


def _list(blender: Window) -> None:
    """Blocks from the playhead and from markers, moved and removed in the list."""
    blender.ask("frame", 1)
    blender.ask("set_text", "motion_prompt.prompt", f"{_PROMPTS[0]}, then waves with the right hand")
    blender.press("motion_prompt.add_block")
    blender.press("motion_prompt.split_block")
    blender.until(lambda: len(blender.ask("strips")) == 2, 30, "A click on Split into Blocks split nothing.")
    blender.press("motion_prompt.move_block(later=False)")
    blender.press("motion_prompt.move_block(later=True)")
    blender.press("motion_prompt.remove_block")
    blender.until(lambda: len(blender.ask("strips")) == 1, 30, "A click on Remove left the block.")
    blender.press("motion_prompt.remove_block")
    for frame, name in zip((1, 73, 145), (*_PROMPTS, "")):
        blender.ask("marker", frame, name)
    blender.press("motion_prompt.blocks_from_markers")
    blender.until(lambda: [each[2] for each in blender.ask("strips")] == list(_PROMPTS), 30, "From Markers made no blocks of them.")
    blender.ask("no_markers")


def _strips(blender: Window) -> None:
    """With the mouse on the timeline: a strip is dragged, and its edge; a double-click and a Ctrl-click open the prompt."""
    blender.ask("show_frames", 1, 160)
    left, top, right, bottom = blender.ask("strip", 1)
    middle, row = round((left + right) / 2), round((top + bottom) / 2)
    before = blender.ask("strips")[1]
    blender.calling("motion_prompt.drag_strip", lambda: blender.drag((middle, row), (middle + 60, row), *_TIMELINE))
    blender.until(lambda: blender.ask("strips")[1][0] > before[0], 20, "A drag did not move the strip.")
    left, top, right, bottom = blender.ask("strip", 1)
    end = blender.ask("strips")[1][1]
    blender.drag((round(right) - 3, row), (round(right) - 43, row), *_TIMELINE)
    blender.until(lambda: blender.ask("strips")[1][1] < end, 20, "A drag did not move the strip's edge.")
    gap = round(blender.ask("strip", 0)[2]) - round(left)  # back to where the first strip ends, and no farther: it would be pushed away
    blender.drag((round(left) + 3, row), (round(left) + 3 + gap, row), *_TIMELINE)
    left, top, right, bottom = blender.ask("strip", 1)
    spot = (round((left + right) / 2), row)
    for operator, times, key, prompt in (
            ("motion_prompt.edit_block", 2, "", "a person waves with both hands"), ("motion_prompt.open_strip", 1, "ctrl", _PROMPTS[1])):
        blender.calling(operator, lambda: blender.click(spot, times, key, *_TIMELINE))
        blender.type_over(prompt)  # the field has the focus
        blender.key("Return")
        blender.until(lambda: blender.ask("strips")[1][2] == prompt, 30, f"“{prompt}” did not get into the block.")


def _keep(blender: Window) -> None:
    blender.open("Takes")
    blender.press("motion_prompt.keep_take")
    blender.until(lambda: not blender.ask("waiting"), 30, "A click on Keep kept nothing.")
    blender.open("Prompts on the Timeline")
