"""Learning a style with a real server process: around the null model, and with the shipped weights where they are there."""
from __future__ import annotations

import os
import subprocess
import time

import bpy
import numpy as np
import pytest
from blender_addon import places
from blender_addon.connection import endpoint, errands, jobs, local_server, problems, styles
from motions import NAMES, joints_in_scene
from rigs import MIXAMO, perform, rig
from test_clips import gentle, keyed, settings
from test_learn import fill, listed
from test_real_server import PYTHON, ROOT, _log, null_server  # noqa: F401 - a fixture

pytestmark = pytest.mark.skipif(not PYTHON, reason="MOTION_PROMPT_PYTHON names no Python")
SHIPPED = pytest.mark.skipif(not (ROOT / "models/weights/lead.safetensors").exists(), reason="the weights of LEAD are not there")


@pytest.fixture
def clips(character):
    """Clips of a character, of a rig and of a file, in the list."""
    keyed(character)
    armature = rig(MIXAMO)
    perform(armature, MIXAMO, gentle(45))
    character.select_set(True)
    bpy.ops.motion_prompt.add_clips()
    fill()
    return settings().clips


def learn(**values) -> None:
    for name, value in values.items():
        setattr(settings(), name, value)
    assert bpy.ops.motion_prompt.learn_style() == {"FINISHED"}
    finish()


def finish() -> None:
    assert jobs.wait(300), (jobs.running(), local_server.state(), _log())
    assert errands.wait(20)


def generate(prompt: str, **values) -> None:
    for name, value in {"prompt": prompt, "takes": 1, "duration": 1.0, **values}.items():
        setattr(bpy.context.scene.motion_prompt, name, value)
    assert bpy.ops.motion_prompt.generate() == {"FINISHED"}
    finish()


def test_a_style_goes_the_whole_way_over_the_wire(clips, null_server, tmp_path):
    """Learned from an SMPL clip and a rig's, replaced, exported, deleted, imported."""
    learn()
    assert problems.shown() is None and listed() == ["grumpy"]
    assert styles.learned().notes == ("2 clips were learned from.",) and styles.learned().loss_after == 0.5
    with pytest.raises(RuntimeError, match="There is a style <grumpy> already"):
        bpy.ops.motion_prompt.learn_style()
    learn(replace=True, mode="STRONG")
    assert problems.shown() is None and bpy.context.window_manager.motion_prompt_styles.chosen().strong
    path = tmp_path / "grumpy.style.safetensors"
    bpy.ops.motion_prompt.export_style(filepath=str(path))
    assert errands.wait() and path.stat().st_size > 100
    bpy.ops.motion_prompt.delete_style()
    assert errands.wait() and listed() == [] and problems.shown() is None
    bpy.ops.motion_prompt.import_style(filepath=str(path))
    assert errands.wait() and listed() == ["grumpy"]
    bpy.ops.motion_prompt.import_style(filepath=str(path))
    assert errands.wait() and "<grumpy>" in problems.shown().sentence
    (tmp_path / "notes.safetensors").write_text("notes")
    bpy.ops.motion_prompt.import_style(filepath=str(tmp_path / "notes.safetensors"))
    assert errands.wait() and "no style" in problems.shown().sentence


def test_a_name_that_somebody_took_meanwhile(clips, null_server):
    learn()
    styles._put(styles._Shelf(endpoint.current(), ()))
    learn()
    assert "<grumpy>" in problems.shown().sentence and jobs.asked_in() == "style"
    assert listed() == ["grumpy"]
    learn(replace=True)
    assert problems.shown() is None


@pytest.mark.parametrize(("descriptor", "sentence"), [("unreachable", "no style in common"), ("crash", ""), ("memory", "memory")])
def test_the_servers_own_sentences_reach_the_panel(clips, null_server, descriptor, sentence):
    learn(descriptor=descriptor)
    assert sentence in problems.shown().sentence and "secret" not in str(problems.shown()) and listed() == []


def test_a_rig_that_is_nobody_gets_the_servers_sentence(null_server):
    armature = rig({"tail": "pelvis", "tail.001": "spine1"}, extra=False)
    perform(armature, {"tail": "pelvis"}, gentle(45))
    bpy.ops.motion_prompt.add_clips()
    fill()
    learn()
    assert "does not look like a person" in problems.shown().sentence


def test_progress_with_the_loss_and_cancel(clips, null_server):
    fill(descriptor="hold")
    bpy.ops.motion_prompt.learn_style()
    deadline = time.monotonic() + 60
    while jobs.running().fraction == 0 and time.monotonic() < deadline:
        jobs.wait(0.05)
    assert "of 12 · loss 0." in jobs.running().text
    bpy.ops.motion_prompt.cancel()
    assert errands.wait()
    learn(descriptor="tired", name="proud")
    assert listed() == ["proud"]


def test_the_server_killed_in_the_middle(clips, null_server):
    fill(descriptor="hold")
    bpy.ops.motion_prompt.learn_style()
    deadline = time.monotonic() + 60
    while jobs.running().fraction == 0 and time.monotonic() < deadline:
        jobs.wait(0.05)
    null_server.kill()
    finish()
    assert "stopped in the middle" in problems.shown().sentence and "Start it" in problems.shown().action
    assert not list((places.user_folder() / "styles").glob("*"))


def test_a_full_disk(clips, tmp_path):
    state = tmp_path / "state"
    state.mkdir()
    command = [PYTHON, str(ROOT / "tests" / "server" / "null_server.py"), "--state-dir", str(state)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "MOTION_PROMPT_NULL": "disk:full"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while not (state / "server.json").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        learn()
        assert "could not be saved" in problems.shown().sentence and "space" in str(problems.shown()) and listed() == []
    finally:
        process.kill()
        process.wait()


def test_an_unknown_token_is_refused_by_the_server_where_the_list_is_not_known(character, null_server):
    generate("a <nobody> person walks")
    assert "no style <nobody>" in problems.shown().sentence and character.animation_data is None


@SHIPPED
@pytest.mark.skipif(bpy.app.version < (5, 0, 0), reason="the model is the same in every Blender, and learning takes its time")
def test_the_shipped_model_learns_a_style_that_changes_a_walk(character):
    """From a clip on a rig: hunched and slow. The style changes what the same seed gives; at strength 0 less so."""
    armature = rig(MIXAMO)
    perform(armature, MIXAMO, gentle(90))
    bpy.ops.motion_prompt.add_clips()
    settings().clips[0].does = "sways"
    fill()
    started = time.monotonic()
    learn()
    assert problems.shown() is None, problems.shown()
    print(f"learned in {time.monotonic() - started:.0f} s, loss {styles.learned().loss_before:.3f} to {styles.learned().loss_after:.3f}")
    assert listed() == ["grumpy"] and np.isfinite(styles.learned().loss_after)
    bpy.context.view_layer.objects.active = character
    bpy.context.scene.motion_prompt.lock_seed = True
    bpy.context.scene.motion_prompt.prompt = "a person walks forward"
    walks = []
    for strength in (1.0, 0.0, 1.0):
        bpy.context.window_manager.motion_prompt_styles.chosen().strength = strength
        if not walks:
            bpy.ops.motion_prompt.add_to_prompt()
        bpy.context.scene.frame_set(1)
        generate("a <grumpy> person walks forward", duration=2.0, seed=5)
        assert problems.shown() is None, problems.shown()
        walks.append(np.array([joints_in_scene(character, frame) for frame in range(1, 60, 5)]))
        bpy.ops.motion_prompt.reject_takes()
    assert np.abs(walks[0] - walks[1]).max() > 0.02
    np.testing.assert_allclose(walks[0], walks[2], atol=1e-2)
    assert walks[0][:, NAMES.index("head"), 2].min() > 0.8
