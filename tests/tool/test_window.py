"""What the real window's tour works with: finding buttons, noticing what was not pressed and what Blender printed. Needs no window."""
from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

from tools import tour
from tools.environment import ToolError
from tools.window import Window
from tools.window_places import Places


class Sidebar:
    """Buttons as rectangles (left, top, right, bottom); counts how often the mouse was moved."""

    def __init__(self, **buttons):
        self.buttons, self.moves = buttons, 0

    def under(self, columns, wanted):
        found = {}
        for x, y in (spot for column in columns for spot in column):
            self.moves += 1
            for name, (left, top, right, bottom) in self.buttons.items():
                if left <= x < right and top <= y < bottom:
                    found.setdefault(name, []).append((x, y))
        return found


def test_a_button_is_found_in_its_middle_and_again_at_once_where_it_moved_a_little():
    sidebar = Sidebar(generate=(10, 100, 280, 130), star=(205, 60, 225, 80))
    places = Places(sidebar.under)
    assert places.look("generate", 290, lambda: (0, 400)) == (145, 117)
    sidebar.buttons["generate"], sidebar.moves = (10, 120, 280, 150), 0
    x, y = places.look("generate", 290, lambda: (0, 400))
    assert (x, 120 <= y < 150) == (145, True)
    assert sidebar.moves < 15
    assert places.look("star", 290, lambda: (0, 400)) is not None
    assert places.look("nothing", 290, lambda: (0, 400)) is None


def test_gaps_are_rows_without_a_button_from_the_bottom():
    rows = Places(Sidebar(generate=(10, 20, 280, 60)).under).gaps(290, 0, 90)
    assert rows == sorted(rows, reverse=True)
    assert not any(20 <= row < 60 for row in rows) and min(rows) < 20 and max(rows) >= 60


def window(tmp_path, log=""):
    (tmp_path / "srv/motion_prompt").mkdir(parents=True)
    (tmp_path / "srv/motion_prompt/blender.log").write_text(log)
    return Window(tmp_path, subprocess.Popen([sys.executable, "-c", ""]))


@pytest.mark.parametrize("line", [
    "Traceback (most recent call last):", "Error: Python: something", "KeyError: 'x'", "rna_uiItemR: property not found: Scene.nothing"])
def test_an_error_that_blender_prints_fails_the_tour(tmp_path, line):
    with pytest.raises(ToolError, match="Blender printed"):
        window(tmp_path, f"Info: kept\n{line}\n").complain()


def test_what_blender_always_prints_is_no_error_and_an_error_is_told_once(tmp_path):
    blender = window(tmp_path, "could not get a list of mounted file-systems\n")
    blender.complain()
    with (tmp_path / "srv/motion_prompt/blender.log").open("a") as log:
        log.write("Error: No marker has a name. Add markers.\n")
    with pytest.raises(ToolError):
        blender.complain()
    blender.complain()


def test_an_operator_that_was_not_pressed_needs_a_reason(capsys):
    answers = {"operators": ["motion_prompt.generate", "motion_prompt.receive_takes"], "calls": {}, "seen": [], "version": "5.2"}
    blender = SimpleNamespace(ask=answers.get, pressed={"motion_prompt.generate"})
    tour.check_all_pressed(blender)
    assert "motion_prompt.receive_takes (never drawn, called 0 times)" in capsys.readouterr().out
    blender.pressed.clear()
    with pytest.raises(ToolError, match="motion_prompt.generate"):
        tour.check_all_pressed(blender)
