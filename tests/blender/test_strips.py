"""Strips dragged with events as a window sends them; the real mouse is `build_addon.py ui`'s."""
from __future__ import annotations

from types import SimpleNamespace

import bpy
import pytest
from blender_addon.animation import block_layout
from blender_addon.operators import strips as strip_operators
from blender_addon.operators.strips import MOTION_PROMPT_OT_drag_strip as Drag
from blender_addon.operators.strips import MOTION_PROMPT_OT_open_strip as Open
from blender_addon.viewport import strips
from test_blocks import THREE, add, listed

#: Pixels a frame, and inside a strip's height.
WIDTH, INSIDE = 5.0, 30


class Editor:
    """A Dope Sheet of 1000 pixels from frame 0 on, with the scene's own context behind it."""

    def __init__(self):
        self.said: list[str | None] = []
        self.cursors: list[str] = []
        view = SimpleNamespace(region_to_view=lambda x, y: (x / WIDTH, y))
        self.area = SimpleNamespace(header_text_set=self.said.append, tag_redraw=lambda: None)
        self.region = SimpleNamespace(view2d=view, width=1000, height=300)
        self.space_data = SimpleNamespace(type="DOPESHEET_EDITOR", mode="TIMELINE")
        self.window = SimpleNamespace(cursor_modal_set=self.cursors.append, cursor_modal_restore=lambda: self.cursors.append(""))
        self.window_manager = SimpleNamespace(modal_handler_add=lambda operator: None, windows=())

    def __getattr__(self, name):
        return getattr(bpy.context, name)


def event(kind: str = "MOUSEMOVE", frame: float = 0.0, value: str = "NOTHING", y: float = INSIDE) -> SimpleNamespace:
    return SimpleNamespace(type=kind, value=value, mouse_region_x=frame * WIDTH, mouse_region_y=y)


def press(editor: Editor, frame: float, y: float = INSIDE) -> tuple[SimpleNamespace, set]:
    """The operator as Blender would make it, and what its `invoke` answers."""
    operator = SimpleNamespace()
    operator._end = lambda context, result: Drag._end(operator, context, result)
    return operator, Drag.invoke(operator, editor, event("LEFTMOUSE", frame, "PRESS", y))


def drag(editor: Editor, start: float, *frames: float, last: str = "LEFTMOUSE") -> set:
    operator, answer = press(editor, start)
    assert answer == {"RUNNING_MODAL"}
    for frame in frames:
        assert Drag.modal(operator, editor, event(frame=frame)) == {"RUNNING_MODAL"}
    return Drag.modal(operator, editor, event(last, frames[-1] if frames else start, "RELEASE" if last == "LEFTMOUSE" else "PRESS"))


@pytest.fixture
def editor(character) -> Editor:
    add(character, *THREE)
    return Editor()


def test_a_click_beside_the_strips_is_blenders_own(character, editor):
    for frame, y in ((130, INSIDE), (20, 2), (20, 200)):
        assert press(editor, frame, y)[1] == {"PASS_THROUGH"}
    bpy.context.scene.motion_prompt_timeline.show_strips = False
    assert strips.shown_blocks(editor) is None
    bpy.context.scene.motion_prompt_timeline.show_strips = True
    editor.space_data.type = "VIEW_3D"
    assert strips.shown_blocks(editor) is None


def test_a_click_chooses_and_is_no_change(character, editor):
    assert drag(editor, 60) == {"CANCELLED"} and character.motion_prompt_blocks.active == 1 and listed(character) == list(THREE)


def test_a_drag_moves_by_whole_frames_and_pushes(character, editor):
    assert drag(editor, 60, 60.4, 63, 70.3) == {"FINISHED"}
    assert [block[1:] for block in listed(character)] == [(1, 41), (51, 91), (91, 131)]
    assert "Frames 51 to 91, 40 frames" in editor.said and editor.said[-1] is None and editor.cursors == ["SCROLL_X", ""]


def test_back_and_forth_nothing_stays_pushed(character, editor):
    assert drag(editor, 60, 100, 60) == {"CANCELLED"} and listed(character) == list(THREE)


@pytest.mark.parametrize("key", ["ESC", "RIGHTMOUSE"])
def test_escape_puts_it_back(character, editor, key):
    assert drag(editor, 60, 90, last=key) == {"CANCELLED"} and listed(character) == list(THREE)


def test_an_edge_changes_the_length_within_its_limits(character, editor):
    assert drag(editor, 120.8, 140.8) == {"FINISHED"} and listed(character)[2][1:] == (81, 141)
    drag(editor, 140.8, 20)
    assert listed(character)[2][1:] == (81, 102), "0.7 seconds at least"
    drag(editor, 1.2, -1000)
    assert listed(character)[0][1:] == (-259, 41), "10 seconds at most"
    assert "MOVE_X" in editor.cursors


def test_a_list_out_of_order_is_dragged_by_time(character, editor):
    character.motion_prompt_blocks.blocks.move(2, 0)
    drag(editor, 60, 65)
    assert [block[0] for block in listed(character)] == [block[0] for block in THREE] and listed(character)[1][1:] == (46, 86)


def test_the_blocks_go_while_one_is_dragged(character, editor):
    operator, _ = press(editor, 60)
    character.motion_prompt_blocks.blocks.remove(0)
    assert Drag.modal(operator, editor, event(frame=70)) == {"CANCELLED"}


def test_opening_a_prompt_chooses_the_strip(character, editor, monkeypatch):
    opened = []
    monkeypatch.setattr(strip_operators, "_edit", lambda: opened.append(character.motion_prompt_blocks.active))
    assert Open.invoke(None, editor, event("LEFTMOUSE", 200)) == {"PASS_THROUGH"} and not opened
    assert Open.invoke(None, editor, event("LEFTMOUSE", 100)) == {"FINISHED"} and opened == [2]


def test_a_double_click_opens_the_prompt(character, editor, monkeypatch):
    opened, now = [], [10.0]
    monkeypatch.setattr(strip_operators, "_edit", lambda: opened.append(character.motion_prompt_blocks.active))
    monkeypatch.setattr(strip_operators.time, "monotonic", lambda: now[0])
    for seconds, frame, wanted in ((0, 60, []), (0.8, 60, []), (0.3, 60, [1]), (0.2, 60, [1]), (0.2, 100, [1]), (0.2, 100, [1, 2])):
        now[0] += seconds
        assert drag(editor, frame) == {"CANCELLED"} and opened == wanted


def test_the_edited_prompt(character, editor):
    character.motion_prompt_blocks.active = 2
    assert bpy.ops.motion_prompt.edit_block(prompt=" a person jumps ") == {"FINISHED"}
    assert listed(character)[2][0] == "a person jumps"


def test_markers_lift_the_strips(character, editor):
    low = strips.view_of(editor)
    bpy.context.scene.timeline_markers.new("a person walks", frame=1)
    high = strips.view_of(editor)
    assert high.bottom - low.bottom == block_layout.BOTTOM_WITH_MARKERS - block_layout.BOTTOM and low.width == WIDTH


def test_the_clicks_come_first_and_go_again():
    keyconfig = bpy.context.window_manager.keyconfigs.addon or bpy.context.window_manager.keyconfigs.new("Test")
    strips.add_keys(keyconfig)
    keymap = keyconfig.keymaps["Dopesheet"]
    assert {item.idname for item in keymap.keymap_items} >= {"motion_prompt.drag_strip", "motion_prompt.open_strip"}
    # In a low timeline the strips lie where Blender renames a marker on a double click.
    markers = keyconfig.keymaps["Markers"]
    assert ("motion_prompt.open_strip", "DOUBLE_CLICK") in {(item.idname, item.value) for item in markers.keymap_items}
    strips.unregister()
    assert not any(item.idname.startswith("motion_prompt.") for each in (keymap, markers) for item in each.keymap_items)
