"""The panel Pose, drawn into a layout that writes down what is drawn."""
from __future__ import annotations

import bpy
import pytest
from blender_addon.connection import jobs
from blender_addon.connection.messages import CompletionRequest, PoseRequest
from posing import ask, settings
from test_completion import select, server  # noqa: F401 - a fixture
from test_panels import drawn

CHOICES = ("motion_prompt.mirror_pose", "motion_prompt.key_pose", "motion_prompt.pin_candidate", "motion_prompt.discard_pose")


def test_it_draws_in_an_empty_scene():
    assert "motion_prompt.pose" in drawn("pose") and "No character is selected." in " ".join(drawn("status"))


def test_every_setting_is_there_and_no_choice_yet(character):
    texts = drawn("pose")
    for wanted in ("text", "count", "seed", "lock_seed", "selected_only", "duration", "motion_prompt.pose", "motion_prompt.motion_from_pose"):
        assert wanted in texts
    assert not set(CHOICES) & set(texts)


def test_the_candidates_with_how_well_they_fit(character, server):
    server.notes = ["The words say little of the legs."]
    ask(count=3)
    bpy.ops.motion_prompt.show_pose(step=1)
    texts = drawn("pose")
    assert "2 of 3" in texts and "Fits the words: 55%" in texts and "The words say little of the legs." in " ".join(texts)
    assert set(CHOICES) <= set(texts) and "Takes the pose" not in " ".join(texts)


def test_which_bones_take_the_pose(character, server):
    select(character, ("left_collar", "left_shoulder", "left_elbow", "left_wrist"))
    ask(selected_only=True)
    assert "Takes the pose: left arm." in drawn("pose")


def test_elsewhere_the_panel_says_where_it_was(character, server):
    bpy.context.scene.frame_set(12)
    ask()
    bpy.context.scene.frame_set(40)
    texts = drawn("pose")
    assert "shown at frame 12." in " ".join(texts) and "motion_prompt.key_pose" not in texts and "motion_prompt.discard_pose" in texts


def test_a_reason_is_said_in_the_panel(character):
    settings(text="")
    assert "There is no description of a pose." in " ".join(drawn("pose"))


@pytest.mark.parametrize(("request_", "panel", "shown_in"), [
    (PoseRequest("hands on hips"), "", "pose"), (CompletionRequest(frames=30, fps=30.0, constraints=()), "pose", "pose"),
    (CompletionRequest(frames=30, fps=30.0, constraints=()), "", "complete"),
])
def test_progress_is_shown_where_the_button_was_pressed(character, monkeypatch, request_, panel, shown_in):
    monkeypatch.setattr(jobs, "_running", jobs.RunningJob(1, request_, "Step 3 of 50", 0.06, panel=panel))
    for name in ("generate", "pose", "complete"):
        assert ("Step 3 of 50" in drawn(name)) == (name == shown_in)


def test_every_button_says_what_it_does():
    for name in ("pose", "show_pose", "mirror_pose", "key_pose", "pin_candidate", "discard_pose", "motion_from_pose"):
        kind = getattr(bpy.types, f"MOTION_PROMPT_OT_{name}")
        assert getattr(kind, "bl_description", "") or kind.description(bpy.context, type("Properties", (), {"step": 1}))


@pytest.mark.parametrize("server", ["failed"], indirect=True)
def test_what_went_wrong_is_said_where_the_button_was_pressed(character, server):
    ask()
    assert "There is not enough memory." in " ".join(drawn("pose")) and "memory" not in " ".join(drawn("generate"))
    bpy.ops.motion_prompt.generate()
    assert jobs.wait(20)
    assert "memory" in " ".join(drawn("generate")) and "memory" not in " ".join(drawn("pose"))
