"""The whole way with a real server process: the add-on starts it, asks it, and lands what it made.

MOTION_PROMPT_PYTHON names the Python of the main environment. The server runs with a model that needs no weights
(`tests/server/null_server.py`), and with the shipped one where its weights are there.
"""
from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import bpy
import numpy as np
import pytest
from blender_addon import places
from blender_addon.animation import feet, key_table, keyframes, pose_io, recipe
from blender_addon.connection import jobs, local_server, problems
from blender_addon.connection.local_server import Status
from blender_addon.rig import curve_path
from motions import NAMES, REST, joints_in_scene
from own_rigs import KINDS, build

ROOT = Path(__file__).resolve().parents[2]
PYTHON = os.environ.get("MOTION_PROMPT_PYTHON", "")
pytestmark = pytest.mark.skipif(not PYTHON, reason="MOTION_PROMPT_PYTHON names no Python")


def generate(**values) -> None:
    for name, value in values.items():
        setattr(bpy.context.scene.motion_prompt, name, value)
    assert bpy.ops.motion_prompt.generate() == {"FINISHED"}
    assert jobs.wait(300), (jobs.running(), local_server.state(), _log())


def _log() -> str:
    path = places.user_folder() / "server.log"
    return path.read_text(errors="replace")[-2000:] if path.exists() else "no log"


@pytest.fixture
def null_server(tmp_path):
    """The real server around the null model, as another Blender of this user would have left it running."""
    state = tmp_path / "state"
    state.mkdir()
    command = [PYTHON, str(ROOT / "tests" / "server" / "null_server.py"), "--state-dir", str(state)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    with (tmp_path / "null.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    deadline = time.monotonic() + 60
    while not (state / "server.json").exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert process.poll() is None, (tmp_path / "null.log").read_text()
    yield process
    process.kill()
    process.wait()


def test_takes_come_over_the_wire(character, null_server):
    generate(prompt="walk", takes=3, seed=4, lock_seed=True, duration=1.0)
    assert problems.shown() is None and local_server.state().joined
    assert [take.action.name for take in character.motion_prompt.takes] == [f"walk · take {n}" for n in (1, 2, 3)]
    bpy.ops.motion_prompt.show_take()
    assert joints_in_scene(character, 30)[0] == pytest.approx([4.0, -1.0, 0.93], abs=1e-3)


def pinned(character, *frames: int) -> None:
    """Pins a pose of the arms at each frame, another each time."""
    for frame in frames:
        bpy.context.scene.frame_set(frame)
        character.pose.bones["left_shoulder"].rotation_quaternion = (0.9, 0.01 * frame, 0.0, 0.3)
        character.pose.bones["pelvis"].location.x = 0.01 * frame
        bpy.ops.motion_prompt.pin_pose()


def complete(**values) -> None:
    for name, value in values.items():
        setattr(bpy.context.scene.motion_prompt_completion, name, value)
    assert bpy.ops.motion_prompt.complete() == {"FINISHED"}
    assert jobs.wait(300), (jobs.running(), local_server.state(), _log())


def test_pinned_poses_are_completed_over_the_wire(character, null_server):
    bpy.context.scene.render.fps = 24
    pinned(character, 10, 20, 60)
    wanted = [joints_in_scene(character, frame) for frame in (10, 20, 60)]
    complete(variations=3)
    assert problems.shown() is None and len(character.motion_prompt.takes) == 3
    np.testing.assert_allclose([joints_in_scene(character, frame) for frame in (10, 20, 60)], wanted, atol=1e-6)
    assert [(item.frame, item.degrees, item.centimetres) for item in character.motion_prompt.pin_errors] == [
        (10, 0, 0), (20, 0, 0), (60, 0, 0)]
    assert character.motion_prompt.notes[0].text == "3 pins are met."


def test_a_refused_completion_is_said(character, null_server):
    pinned(character, 10, 60)
    complete(prompt="unreachable")
    assert "No body reaches both poses" in problems.shown().sentence and not len(character.motion_prompt.takes)


def test_the_shipped_model_completes(character):
    pinned(character, 1, 40, 90)
    wanted = [joints_in_scene(character, frame) for frame in (1, 40, 90)]
    complete(variations=2, prompt="a person waves")
    assert problems.shown() is None, problems.shown()
    np.testing.assert_allclose([joints_in_scene(character, frame) for frame in (1, 40, 90)], wanted, atol=1e-6)
    assert max(item.degrees for item in character.motion_prompt.pin_errors) < 0.005
    assert max(item.centimetres for item in character.motion_prompt.pin_errors) < 0.005
    heights = np.array([joints_in_scene(character, frame)[NAMES.index("head"), 2] for frame in range(1, 91, 5)])
    assert heights.min() > 1.0


def test_progress_and_cancel(character, null_server):
    settings = bpy.context.scene.motion_prompt
    settings.prompt, settings.steps = "slow", 250
    bpy.ops.motion_prompt.generate()
    deadline = time.monotonic() + 60
    while jobs.running().fraction == 0 and time.monotonic() < deadline:
        jobs.wait(0.05)
    assert jobs.running().text.startswith("Step ")
    bpy.ops.motion_prompt.cancel()
    generate(prompt="walk", takes=1, steps=1, duration=1.0)
    assert len(character.motion_prompt.takes) == 1


@pytest.mark.parametrize(("prompt", "word"), [("crash", ""), ("memory", "memory")])
def test_the_servers_own_sentences_reach_the_panel(character, null_server, prompt, word):
    generate(prompt=prompt)
    assert word in problems.shown().sentence.lower() and "secret" not in str(problems.shown())
    assert character.animation_data is None


def test_the_server_killed_in_the_middle(character, null_server):
    settings = bpy.context.scene.motion_prompt
    settings.prompt, settings.steps = "slow", 250
    bpy.ops.motion_prompt.generate()
    deadline = time.monotonic() + 60
    while jobs.running().fraction == 0 and time.monotonic() < deadline:
        jobs.wait(0.05)
    null_server.kill()
    assert jobs.wait(30)
    assert "stopped in the middle" in problems.shown().sentence and "Start it" in problems.shown().action
    assert character.animation_data is None


def test_the_add_on_starts_and_ends_the_real_process(character):
    bpy.ops.motion_prompt.start_server()
    deadline = time.monotonic() + 120
    while local_server.state().status is Status.STARTING and time.monotonic() < deadline:
        time.sleep(0.05)
    assert local_server.state().endpoint is not None
    process = local_server._run.process
    bpy.ops.motion_prompt.stop_server()
    assert process.poll() is not None and not (places.user_folder() / "server.json").exists()


def test_a_typed_prompt_becomes_keyframes(character):
    character.location, character.rotation_euler = (1.0, 2.0, 0.0), (0, 0, 0.8)
    bpy.context.scene.render.fps = 24
    bpy.context.scene.frame_set(10)
    generate(prompt="a person walks forward", takes=2, duration=3.0, seed=1, lock_seed=True)
    assert problems.shown() is None, problems.shown()
    assert local_server.state().status is Status.READY and not local_server.state().joined
    assert tuple(character.animation_data.action.frame_range) == (10, 10 + 71)
    joints = np.array([joints_in_scene(character, frame) for frame in range(10, 82)])
    pelvis, head = joints[:, 0], joints[:, NAMES.index("head")]
    assert pelvis[0, :2] == pytest.approx([1.0, 2.0], abs=1e-3)
    assert (head[:, 2] - pelvis[:, 2]).min() > 0.3 and joints[..., 2].min() > -0.1
    ahead = (pelvis[-1] - pelvis[0])[:2] @ [np.sin(0.8), -np.cos(0.8)]
    assert ahead > 0.5
    first = joints_in_scene(character, 40)
    bpy.context.scene.frame_set(10)
    generate(prompt="a person walks forward", takes=2)
    np.testing.assert_allclose(joints_in_scene(character, 40), first, atol=1e-2)


def test_a_kept_take_is_made_again_to_the_byte(character):
    """Also after the pins, the playhead and the panel have changed: all that counts is stored with the take."""
    bpy.context.scene.frame_set(10)
    generate(prompt="a person waves with the right hand", takes=2, duration=1.5, steps=8)
    bpy.ops.motion_prompt.show_take()
    bpy.ops.motion_prompt.keep_take()
    again_is_the_same(character)
    bpy.ops.motion_prompt.reject_takes()
    pinned(character, 60, 90)
    complete(variations=2, prompt="a person jumps")
    bpy.ops.motion_prompt.show_take()
    bpy.ops.motion_prompt.keep_take()
    bpy.ops.motion_prompt.clear_pins()
    again_is_the_same(character)


def again_is_the_same(character) -> None:
    kept = character.animation_data.action
    settings = bpy.context.scene.motion_prompt
    settings.prompt, settings.seed = "something else", 99
    bpy.context.scene.frame_set(1)
    assert bpy.ops.motion_prompt.rerun_take() == {"FINISHED"}
    assert jobs.wait(300) and problems.shown() is None, problems.shown()
    again = character.animation_data.action
    assert again != kept and character.motion_prompt.shown == 1
    wanted = {(curve.data_path, curve.array_index): key_table.read(curve) for curve in keyframes.fcurves(kept)}
    made = {(curve.data_path, curve.array_index): key_table.read(curve) for curve in keyframes.fcurves(again)}
    assert made.keys() == wanted.keys() and all(np.array_equal(made[path], wanted[path]) for path in wanted)


def test_the_shipped_model_walks_along_a_curve(character):
    data = bpy.data.curves.new("Way", "CURVE")
    data.dimensions = "3D"
    spline = data.splines.new("BEZIER")
    spline.bezier_points.add(2)
    for point, place in zip(spline.bezier_points, ((0, 0, 0), (1.2, -1.8, 0), (-0.5, -4.5, 0))):
        point.co, point.handle_left_type, point.handle_right_type = place, "AUTO", "AUTO"
    curve = bpy.data.objects.new("Way", data)
    bpy.context.scene.collection.objects.link(curve)
    bpy.context.scene.motion_prompt_path.curve = curve
    generate(prompt="a person walks", takes=1, duration=4.0, seed=3, lock_seed=True)
    assert problems.shown() is None, problems.shown()
    places, _closed = curve_path.sampled(bpy.context, curve)
    fine = np.concatenate([np.linspace(one, other, 50) for one, other in zip(places, places[1:])])[:, :2]
    pelvis = np.array([joints_in_scene(character, frame)[0, :2] for frame in range(1, 121)])
    assert np.linalg.norm(pelvis[:, None] - fine, axis=-1).min(axis=1).max() < 0.07
    assert np.linalg.norm(np.diff(pelvis, axis=0), axis=-1).sum() > 2.5
    assert feet.measured(pose_io.read_motion(bpy.context, character, 1, 120), REST).slide < 0.02


def test_blocks_on_an_own_rig_and_one_of_them_again(empty_scene):
    """Film rate, blocks that touch and one behind a gap: what lies outside the block made again and its transitions stays to the byte."""
    render = bpy.context.scene.render
    render.fps, render.fps_base = 24, 1.001
    rig = build(KINDS["mixamo"])
    assert bpy.ops.motion_prompt.use_rig() == {"FINISHED"}
    blocks, settings = rig.motion_prompt_blocks.blocks, bpy.context.scene.motion_prompt_timeline
    bpy.context.scene.motion_prompt.steps, settings.takes = 8, 1
    for prompt, start, end in (("a person walks", 1, 25), ("a person waves", 25, 49), ("a person walks", 61, 85)):
        block = blocks.add()
        block.prompt, block.start, block.end = prompt, start, end
    press(bpy.ops.motion_prompt.generate_blocks)
    bpy.ops.motion_prompt.keep_take()
    first = curves(rig)
    assert {tuple(table["co"][[0, -1], 0]) for table in first.values()} == {(1, 84)}
    rig.motion_prompt_blocks.active = 1
    bpy.ops.ed.undo_push(message="before")
    press(bpy.ops.motion_prompt.generate_block)
    second, span = curves(rig), recipe.of(rig.animation_data.action).landing["span"]
    assert 1 < span["first"] < 25 and 61 < span["last"] < 84 and second.keys() == first.keys()
    changed = 0
    for path, table in second.items():
        outside = (table["co"][:, 0] < span["first"]) | (table["co"][:, 0] > span["last"])
        assert table[outside].tobytes() == first[path][outside].tobytes(), path
        changed += not np.array_equal(table["co"], first[path]["co"])
    assert changed > 40, "the block itself is another"
    bpy.ops.ed.undo()
    undone = curves(bpy.data.objects["Hero"])
    assert undone.keys() == first.keys() and all(table.tobytes() == first[path].tobytes() for path, table in undone.items())


def press(operator) -> None:
    assert operator() == {"FINISHED"}, problems.shown()
    assert jobs.wait(300), (jobs.running(), local_server.state(), _log())
    assert problems.shown() is None, problems.shown()


def curves(armature) -> dict[tuple[str, int], np.ndarray]:
    return {(curve.data_path, curve.array_index): key_table.read(curve) for curve in keyframes.fcurves(armature.animation_data.action)}
