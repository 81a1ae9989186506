"""The panel Style: what it shows, and when."""
from __future__ import annotations

from types import SimpleNamespace

import bpy
import pytest
from blender_addon.connection import endpoint, errands, jobs, local_server, problems, styles
from blender_addon.connection.client import Endpoint
from blender_addon.connection.local_server import State, Status
from blender_addon.connection.messages import GenerationRequest
from blender_addon.connection.problems import Problem
from blender_addon.connection.style_messages import InversionRequest, Style, StyleAnswer
from fake_server import TOKEN, FakeServer, style_of
from test_clips import keyed, settings
from test_panels import Layout, drawn


@pytest.fixture
def known(monkeypatch):
    """A server with two styles, one of which is of no use, and the list of them."""
    with FakeServer() as fake:
        fake.styles = {"grumpy": style_of("grumpy", strong=True), "old": style_of("old", reason="Learned with another version.")}
        monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint(fake.address, TOKEN))
        bpy.ops.motion_prompt.refresh_styles()
        assert errands.wait()
        yield fake


def shown() -> list[str]:
    """What the panel and the two in it show."""
    return drawn("style") + drawn("teach_style") + drawn("learned_styles")


def text() -> str:
    return " ".join(shown())


def test_everything_is_there(character, known):
    keyed(character)
    bpy.ops.motion_prompt.add_clips()
    texts = shown()
    for wanted in (
        "name", "descriptor", "mode", "does", "strength", "motion_prompt.add_clips", "motion_prompt.add_action",
        "motion_prompt.add_bvh_files", "motion_prompt.remove_clip", "motion_prompt.clear_clips", "motion_prompt.learn_style",
        "motion_prompt.add_to_prompt", "MOTION_PROMPT_MT_add_style", "motion_prompt.preview_style", "motion_prompt.delete_style",
        "motion_prompt.import_style", "motion_prompt.export_style", "motion_prompt.refresh_styles",
    ):
        assert wanted in texts
    assert any(line.startswith("1.5 s") for line in texts) and "<grumpy>  tired" in texts
    assert "replace" not in texts and "has no name" in " ".join(texts)


def test_what_each_mode_costs_is_said():
    assert "seconds" in text() and "two minutes" not in text()
    settings().mode = "STRONG"
    assert "two minutes" in text()


def test_a_clip_that_has_gone_says_so_in_its_row(character):
    keyed(character)
    bpy.ops.motion_prompt.add_clips()
    bpy.data.actions.remove(character.animation_data.action)
    assert "has lost its action" in shown()[0]


def test_replace_appears_where_the_name_is_taken(known):
    settings().name = "GRUMPY"
    assert "replace" in shown()


def test_a_style_of_no_use_says_why(known):
    assert "Not usable" in shown() and "another version" not in text()
    bpy.context.window_manager.motion_prompt_styles.choose("old")
    assert "Learned with another version." in text()


def test_learning_shows_its_progress_and_cancel_in_this_panel(monkeypatch):
    request = InversionRequest("grumpy", "tired", ())
    monkeypatch.setattr(jobs, "_running", jobs.RunningJob(1, request, "Step 3 of 20 · loss 0.250", 0.15, panel="style"))
    assert "Step 3 of 20 · loss 0.250" in shown() and "motion_prompt.cancel" in shown()
    assert "motion_prompt.learn_style" not in shown() and "motion_prompt.cancel" not in drawn("generate")
    assert "Learning the style <grumpy>" in " ".join(drawn("status")) and not bpy.ops.motion_prompt.generate.poll()


def test_a_preview_shows_its_progress_and_learn_style_stays(monkeypatch):
    monkeypatch.setattr(jobs, "_running", jobs.RunningJob(1, GenerationRequest("walk"), "Step 3 of 50", 0.06, panel="style"))
    assert "Step 3 of 50" in shown() and "motion_prompt.learn_style" in shown()


def test_what_was_learned_is_said_with_the_servers_notes():
    styles.remember_learned(StyleAnswer(Style("grumpy", "tired", False, True), 0.5, 0.125, ("The clip stands still.",)))
    settings().name = "grumpy"
    assert "0.500" in text() and "0.125" in text() and "The clip stands still." in text()


def test_a_name_that_was_just_learned_is_no_reproach(character, known):
    keyed(character)
    bpy.ops.motion_prompt.add_clips()
    settings().name, settings().descriptor = "grumpy", "tired"
    assert "There is a style <grumpy> already" in text()
    styles.remember_learned(StyleAnswer(Style("grumpy", "tired", False, True), 0.5, 0.125))
    assert "already" not in text() and "replace" in shown()
    settings().descriptor = ""
    assert "no descriptor" in text()


def test_what_went_wrong_with_styles_is_shown_here_alone():
    jobs.ask_in("style")
    problems.show(Problem("The disk is full."))
    assert "The disk is full." in text() and "The disk is full." not in " ".join(drawn("generate")) + " ".join(drawn("pose"))


def test_without_a_server_it_says_how_to_start_one(monkeypatch):
    assert "motion_prompt.start_server" in shown() and "motion_prompt.delete_style" not in shown()
    monkeypatch.setattr(local_server, "_state", State(Status.LOADING))
    assert "is starting" in text() and "motion_prompt.start_server" not in shown()


def test_drawing_asks_the_server_nothing(known):
    before = list(known.calls)
    for _ in range(3):
        shown(), drawn("generate"), drawn("pose"), drawn("complete")
    assert known.calls == before and not errands._under_way


def test_the_menu_offers_the_three_texts(known):
    texts: list[str] = []
    bpy.types.MOTION_PROMPT_MT_add_style.draw(SimpleNamespace(layout=Layout(texts)), bpy.context)
    assert texts[::2] == ["motion_prompt.add_to_prompt"] * 3 and texts[1::2] == ["Generate's Prompt", "Complete's Prompt", "Pose's Description"]


def test_every_button_and_field_has_a_tooltip():
    for name in dir(bpy.types):
        if name.startswith("MOTION_PROMPT_OT_"):
            kind = getattr(bpy.types, name)
            assert hasattr(kind, "description") or getattr(kind, "bl_description", ""), name
    for prop in ("name", "descriptor", "mode", "replace"):
        assert settings().bl_rna.properties[prop].description
