"""Panels drawn into a layout that writes down what they draw (there is no window in background mode)."""
from __future__ import annotations

from types import SimpleNamespace

import blender_addon.panels as panels
import bpy
import pytest
from blender_addon.connection import jobs, problems
from blender_addon.connection.messages import CompletionRequest, GenerationRequest
from blender_addon.connection.problems import START_SERVER, Problem
from blender_addon.panels.sidebar import SidebarPanel
from motions import land, standing
from test_completion import pin


class Layout:
    """Stands for UILayout: knows only what exists, and keeps every text."""

    def __init__(self, drawn: list[str]):
        self.__dict__["drawn"] = drawn

    def prop(self, data, name, **_):
        assert name in data.bl_rna.properties
        self.drawn.append(name)

    def prop_search(self, data, name, search, where, text=None):
        assert where in search.bl_rna.properties
        self.prop(data, name)

    def operator(self, name, text=None, icon="NONE", emboss=True, translate=True):
        group, _, operator = name.partition(".")
        assert hasattr(bpy.types, f"{group.upper()}_OT_{operator}")
        self.drawn += [name] if text is None else [name, text]
        return SimpleNamespace()

    def menu(self, name, text=None, icon="NONE"):
        assert hasattr(bpy.types, name)
        self.drawn.append(name)

    def separator(self):
        """Space."""

    def label(self, text="", icon="NONE"):
        assert icon == "NONE" or icon in bpy.types.UILayout.bl_rna.functions["label"].parameters["icon"].enum_items
        self.drawn.append(text)

    def progress(self, factor, text):
        assert 0 <= factor <= 1
        self.drawn.append(text)

    def template_list(self, listtype, list_id, data, propname, active_data, active_propname, rows):
        """Draws every row with the list's own `draw_item`, as Blender does."""
        assert active_propname in active_data.bl_rna.properties
        kind = next(each for each in panels._CLASSES if each.__name__ == listtype)
        for index, item in enumerate(getattr(data, propname)):
            kind.draw_item(None, bpy.context, Layout(self.drawn), data, item, 0, active_data, active_propname, index)

    def row(self, **_):
        return Layout(self.drawn)

    column = box = split = row


def drawn(name: str) -> list[str]:
    texts: list[str] = []
    panel = next(each for each in panels._CLASSES if each.__name__ == f"MOTION_PROMPT_PT_{name}")
    if not hasattr(panel, "poll") or panel.poll(bpy.context):
        panel.draw(SimpleNamespace(layout=Layout(texts)), bpy.context)
    return texts


def tab() -> list[str]:
    """What all panels of the tab say together."""
    return [text for panel in panels._CLASSES if "_PT_" in panel.__name__ and issubclass(panel, SidebarPanel)
            for text in drawn(panel.__name__.removeprefix("MOTION_PROMPT_PT_"))]


def pressed():
    """As where a button of the open tab is pressed: Blender runs it in the viewport's own region."""
    window = bpy.context.window_manager.windows[0]
    area = next(area for area in window.screen.areas if area.type == "VIEW_3D")
    area.spaces.active.show_region_ui = True
    return bpy.context.temp_override(window=window, area=area, region=next(region for region in area.regions if region.type == "WINDOW"))


def drawn_menu(name: str) -> list[str]:
    texts: list[str] = []
    menu = next(each for each in panels._CLASSES if each.__name__ == f"MOTION_PROMPT_MT_{name}")
    menu.draw(SimpleNamespace(layout=Layout(texts), target=getattr(menu, "target", "")), bpy.context)
    return texts


@pytest.mark.parametrize("name", ["status", "server", "character", "generate", "scope", "advanced", "complete", "style", "teach_style", "learned_styles", "takes", "kept_takes", "about"])
def test_every_panel_draws_in_an_empty_scene(name):
    drawn(name)


def test_the_character_panel_names_the_character(character):
    assert "Character" in drawn("character") and "motion_prompt.add_character" in drawn("character")


def test_generate_is_there_with_every_setting(character):
    texts = drawn("generate") + drawn("advanced")
    for wanted in ("prompt", "length_mode", "duration", "seed", "lock_seed", "takes", "guidance_scale", "steps", "motion_prompt.generate"):
        assert wanted in texts


def test_another_frame_rate_is_said(character):
    assert "fps" not in " ".join(drawn("generate"))
    bpy.context.scene.render.fps, bpy.context.scene.render.fps_base = 24, 1.001
    assert "23.976 fps" in " ".join(drawn("generate"))


def test_a_running_job_shows_progress_and_cancel(character, monkeypatch):
    monkeypatch.setattr(jobs, "_running", jobs.RunningJob(1, GenerationRequest("walk"), "Step 3 of 50", 0.06))
    texts = drawn("generate")
    assert "Step 3 of 50" in texts and "motion_prompt.cancel" in texts and "motion_prompt.generate" not in texts


def test_a_problem_shows_its_sentence_wrapped_and_its_button(character):
    problems.show(Problem("The motion server stopped in the middle of its work and all is well.", "Start it.", START_SERVER))
    texts = drawn("generate")
    assert "motion_prompt.start_server" in texts and max(len(text) for text in texts) < 45
    assert "stopped in the middle of its work" in " ".join(texts)


def test_what_stands_in_the_way_of_every_button_is_said_once(monkeypatch, tmp_path):
    assert " ".join(tab()).count("No character is selected") == 1 and not bpy.ops.motion_prompt.pose.poll()
    bpy.ops.motion_prompt.add_character()
    assert "No character" not in " ".join(tab())
    monkeypatch.setattr(jobs, "_running", jobs.RunningJob(1, GenerationRequest("walk"), "Step 3 of 50", 0.06, connecting=False))
    assert " ".join(tab()).count("Making a motion") == 1 and "is being made" not in " ".join(tab())


@pytest.mark.parametrize("operator, panel, sentence", [
    ("blocks_from_markers", "blocks", "No marker has a name"), ("fill_gap", "complete", "no motion before frame 12"),
    ("clean_up", "clean_up", "Clean Up needs two frames"),
])
def test_a_refusal_is_said_once_in_the_panel_of_its_button(character, operator, panel, sentence):
    pin(character, 12)
    press = getattr(bpy.ops.motion_prompt, operator)
    with pressed():
        assert press() == {"CANCELLED"}, "Blender's own report says nothing that the panel says"
    assert " ".join(tab()).count(sentence) == " ".join(drawn(panel)).count(sentence) == 1
    bpy.ops.motion_prompt.dismiss_problem()
    assert sentence not in " ".join(tab())
    with pytest.raises(RuntimeError, match=sentence):  # a shortcut or a script: there the panel may not be open
        press()


def test_takes_are_shown_while_they_wait(character):
    assert not drawn("takes")
    land(character, standing(), standing())
    texts = drawn("takes")
    for wanted in ("star_take", "keep_take", "reject_takes", "try_again"):
        assert f"motion_prompt.{wanted}" in texts
    assert {"Take 1 of 2", "Keep", "nla_track", "compare"} <= set(texts)
    assert "distance" not in texts and "motion_prompt.rerun_take" not in texts


def test_stars_are_counted(character):
    land(character, standing(), standing())
    bpy.ops.motion_prompt.star_take()
    assert "Keep" in drawn("takes")
    bpy.ops.motion_prompt.show_take()
    assert "Keep 2" in drawn("takes")


def test_what_made_a_kept_take_is_said_and_it_is_listed(character):
    land(character, standing(), prompt="a person waves")
    assert not drawn("kept_takes")
    bpy.ops.motion_prompt.keep_take()
    assert "Made from: a person waves, take 1" in " ".join(drawn("takes")) and "motion_prompt.rerun_take" in drawn("takes")
    assert "waves · take 1" in drawn("kept_takes") and "motion_prompt.forget_kept_take" in drawn("kept_takes")


def test_about_names_the_licences():
    text = " ".join(drawn("about"))
    for licence in ("GPL-3.0-or-later", "CC BY-NC 4.0", "Bandai-Namco", "smplx"):
        assert licence in text


def test_complete_is_there_with_every_setting(character):
    bpy.context.scene.motion_prompt_completion.prompt = "waves"
    bpy.context.scene.motion_prompt_completion.few_keys = True
    texts = drawn("complete")
    for wanted in (
        "prompt", "before", "after", "variations", "guidance_scale", "seed", "lock_seed", "few_keys", "tolerance", "show_ghosts",
        "motion_prompt.pin_pose", "motion_prompt.pin_selected_keys", "motion_prompt.complete", "motion_prompt.fill_gap",
    ):
        assert wanted in texts
    assert "No pose is pinned" in " ".join(texts)


def test_pins_are_listed_with_their_bones_and_buttons(character):
    for frame in (12, 40):
        pin(character, frame, bones=("head", "neck") if frame == 12 else ())
    texts = drawn("complete")
    assert "12: head" in texts and "40: whole body" in texts and texts.count("motion_prompt.jump_to_pin") == 2
    assert "motion_prompt.delete_pin" in texts and "motion_prompt.clear_pins" in texts and "No pose" not in " ".join(texts)


def test_what_is_said_of_the_takes_is_shown(character):
    pin(character, 12)
    state = character.motion_prompt
    error = state.pin_errors.add()
    error.frame, error.degrees, error.centimetres = 12, 0.0, 0.0
    state.notes.add().text = "No body can do this."
    texts = drawn("complete")
    assert "12: whole body · 0.00°" in texts and "0.00° and 0.00 cm" in " ".join(texts) and "No body can do this." in texts


def test_two_selected_characters_the_one_that_is_used_is_named(character):
    assert "Several" not in " ".join(drawn("complete"))
    bpy.ops.motion_prompt.add_character()
    character.select_set(True)
    assert "This works on Character.001." in " ".join(drawn("complete"))


def test_a_running_completion_shows_its_progress_in_its_own_panel(character, monkeypatch):
    request = CompletionRequest(frames=30, fps=30.0, constraints=())
    monkeypatch.setattr(jobs, "_running", jobs.RunningJob(1, request, "Step 3 of 50", 0.06))
    assert "Step 3 of 50" in drawn("complete") and "motion_prompt.cancel" in drawn("complete")
    assert "Step 3 of 50" not in drawn("generate") and "motion_prompt.complete" not in drawn("complete")
