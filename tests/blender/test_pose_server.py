"""Text-to-pose with a real server process: around the null model, and with the shipped weights where they are there."""
from __future__ import annotations

import time

import bpy
import numpy as np
import pytest
from blender_addon.animation import pose_preview
from blender_addon.connection import jobs, local_server, problems
from motions import NAMES
from posing import joints_now, settings
from test_real_server import PYTHON, ROOT, _log, null_server  # noqa: F401 - a fixture

pytestmark = pytest.mark.skipif(not PYTHON, reason="MOTION_PROMPT_PYTHON names no Python")
SHIPPED = pytest.mark.skipif(not (ROOT / "models/weights/pose.safetensors").exists(), reason="the weights of text-to-pose are not there")


def press(operator, **values) -> None:
    bpy.context.scene.motion_prompt.seed, bpy.context.scene.motion_prompt.lock_seed = 4, True
    settings(**values)
    assert operator() == {"FINISHED"}
    assert jobs.wait(300), (jobs.running(), local_server.state(), _log())


def test_poses_come_over_the_wire(character, null_server):
    press(bpy.ops.motion_prompt.pose, text="hands on hips", count=3)
    state = character.motion_prompt_pose
    assert problems.shown() is None and [item.score for item in state.candidates] == pytest.approx([1, 0.5, 0])
    assert state.notes[0].text == "3 poses were found."
    assert joints_now(character)[0] == pytest.approx([0, 0, 0.94], abs=1e-4)


@pytest.mark.parametrize(("text", "sentence"), [
    ("unreachable", "No body can do this"), ("crash", ""), ("memory", "memory"), ("broken", ""),
])
def test_the_servers_own_sentences_reach_the_panel(character, null_server, text, sentence):
    press(bpy.ops.motion_prompt.pose, text=text)
    assert sentence in problems.shown().sentence and "secret" not in str(problems.shown()) and not pose_preview.waiting(character)


def test_the_server_killed_in_the_middle(character, null_server):
    settings(text="hold")
    bpy.ops.motion_prompt.pose()
    deadline = time.monotonic() + 60
    while jobs.running().fraction == 0 and time.monotonic() < deadline:
        jobs.wait(0.02)
    null_server.kill()
    assert jobs.wait(30)
    assert "stopped in the middle" in problems.shown().sentence and not pose_preview.waiting(character)


def test_motion_from_pose_over_the_wire(character, null_server):
    press(bpy.ops.motion_prompt.motion_from_pose, text="hands on hips", duration=1.0)
    assert problems.shown() is None and len(character.motion_prompt.takes) == 4
    bpy.context.scene.frame_set(31)
    assert joints_now(character)[0] == pytest.approx([0, 0, 0.94], abs=1e-4)


@SHIPPED
def test_the_shipped_model_poses_and_moves(character):
    press(bpy.ops.motion_prompt.motion_from_pose, text="squatting", duration=2.0)
    assert problems.shown() is None, problems.shown()
    head = NAMES.index("head")
    heights = []
    for frame in (1, 61):
        bpy.context.scene.frame_set(frame)
        heights.append(joints_now(character)[head, 2])
    assert heights[0] > heights[1] + 0.2
    assert max(item.centimetres for item in character.motion_prompt.pin_errors) < 0.005
    feet = [NAMES.index(f"{side}_foot") for side in ("left", "right")]
    assert np.abs(joints_now(character)[feet, 2]).max() < 0.15
