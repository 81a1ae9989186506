"""Again, Re-Run and Use Settings: the request that is stored with a take."""
from __future__ import annotations

import json

import bpy
import numpy as np
import pytest
from blender_addon.animation import key_table, keyframes, recipe
from blender_addon.connection import endpoint, jobs, problems
from blender_addon.connection.client import Endpoint
from fake_server import TOKEN, FakeServer
from motions import land, standing
from test_completion import complete, fill_gap, pin
from test_generate import generate


@pytest.fixture
def server(monkeypatch):
    with FakeServer() as fake:
        monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint(fake.address, TOKEN))
        yield fake


def press(operator: str) -> None:
    assert getattr(bpy.ops.motion_prompt, operator)() == {"FINISHED"}
    assert jobs.wait(20) and problems.shown() is None, problems.shown()


def key_bytes(action) -> dict:
    return {(curve.data_path, curve.array_index): key_table.read(curve).tobytes() for curve in keyframes.fcurves(action)}


def test_what_made_a_take_is_stored_with_it_and_said(character, server):
    bpy.context.scene.frame_set(31)
    generate(prompt="a person waves", takes=3, seed=12, lock_seed=True, guidance_scale=4.0)
    bpy.ops.motion_prompt.show_take()
    made = recipe.of(character.animation_data.action)
    assert made.request == {"task": "generate", **server.requests[0]}
    assert recipe.in_words(made) == "a person waves, seed 12, take 2 of 3, guidance 4"


def test_again_is_the_same_with_another_seed_and_replaces_the_takes(character, server):
    character.location = (2, -1, 0)
    bpy.context.scene.frame_set(31)
    generate(prompt="a person waves", takes=2, seed=5, lock_seed=True)
    bpy.context.scene.motion_prompt.prompt = "something else"
    bpy.context.scene.frame_set(60)
    press("try_again")
    first, second = server.requests
    assert second.pop("seed") != first.pop("seed") and first == second
    assert len(character.motion_prompt.takes) == 2 and len(bpy.data.actions) == 2
    assert tuple(character.animation_data.action.frame_range) == (31, 60)
    assert bpy.context.scene.motion_prompt.seed == 5
    bpy.ops.motion_prompt.reject_takes()
    assert not len(bpy.data.actions)


def test_a_completion_is_tried_again_with_the_same_pins(character, server):
    pin(character, 1, 1)
    pin(character, 31, 2)
    complete(variations=2)
    press("try_again")
    first, second = server.requests
    assert second.pop("seed") != first.pop("seed") and first == second and len(character.motion_prompt.takes) == 2
    assert [item.frame for item in character.motion_prompt.pin_errors] == [1, 31]


def test_a_gap_is_filled_again(character, server):
    land(character, *(standing(frames=90),))
    bpy.ops.motion_prompt.keep_take()
    fill_gap(40, 60)
    press("try_again")
    first, second = server.requests
    assert second.pop("seed") != first.pop("seed") and first == second and len(character.motion_prompt.takes) == 4


@pytest.mark.parametrize("task", ["generate", "complete"])
def test_a_kept_take_is_made_again_with_its_own_seed(character, server, task):
    if task == "generate":
        bpy.context.scene.frame_set(31)
        generate(takes=3)
    else:
        pin(character, 1, 1)
        pin(character, 31, 2)
        complete(variations=3)
    bpy.ops.motion_prompt.show_take()
    bpy.ops.motion_prompt.keep_take()
    kept = character.animation_data.action
    bpy.context.scene.frame_set(3)
    press("rerun_take")
    assert server.requests[0] == server.requests[1]
    again = character.animation_data.action
    assert again != kept and key_bytes(again) == key_bytes(kept) and character.motion_prompt.shown == 1
    bpy.ops.motion_prompt.reject_takes()
    assert character.animation_data.action == kept


def test_use_settings_puts_prompt_seed_and_guidance_back(character, server):
    generate(prompt="a person waves", takes=2, seed=12, lock_seed=True, guidance_scale=6.0, steps=20, duration=2.0)
    bpy.ops.motion_prompt.keep_take()
    settings = bpy.context.scene.motion_prompt
    settings.prompt, settings.seed, settings.lock_seed, settings.guidance_scale, settings.steps, settings.takes = "x", 1, False, 1.0, 1, 1
    bpy.ops.motion_prompt.use_settings()
    assert (settings.prompt, settings.seed, settings.lock_seed, settings.steps, settings.takes) == ("a person waves", 12, True, 20, 2)
    assert (settings.guidance_scale, settings.duration) == pytest.approx((6.0, 2.0))
    generate()
    for request in server.requests:
        del request["start_position"], request["start_heading"]
    assert server.requests[0] == server.requests[1]


def test_use_settings_of_a_completion(character, server):
    pin(character, 1, 1)
    pin(character, 31, 2)
    complete(variations=2, prompt="waves", guidance_scale=3.0)
    bpy.ops.motion_prompt.keep_take()
    settings = bpy.context.scene.motion_prompt_completion
    settings.prompt, settings.variations, settings.guidance_scale = "", 1, 1.0
    bpy.ops.motion_prompt.use_settings()
    assert (settings.prompt, settings.variations, settings.guidance_scale) == ("waves", 2, 3.0)


def test_takes_of_older_versions_say_why_not(character, server):
    land(character, standing())
    bpy.ops.motion_prompt.keep_take()
    action = character.animation_data.action
    action[recipe.REQUEST] = json.dumps({"prompt": "walk", "seed": 7, "take": 1})
    with pytest.raises(RuntimeError, match="older version"):
        bpy.ops.motion_prompt.rerun_take()
    bpy.ops.motion_prompt.use_settings()
    assert bpy.context.scene.motion_prompt.prompt == "walk" and bpy.context.scene.motion_prompt.seed == 7
    for junk in ("no json", "[]", json.dumps({"task": "generate", "landing": {"kind": "takes"}})):
        action[recipe.REQUEST] = junk
        with pytest.raises(RuntimeError, match="no request|cannot be read|cannot be made"):
            bpy.ops.motion_prompt.rerun_take()
    del action[recipe.REQUEST]
    with pytest.raises(RuntimeError, match="not made here"):
        bpy.ops.motion_prompt.use_settings()


def test_the_former_action_of_takes_that_were_edited_stays(character, server):
    """Again keeps the take shown where the animator has keyed in it: nothing of theirs is lost."""
    pin(character, 1, 1)
    pin(character, 31, 2)
    complete(variations=1)
    character.pose.bones["head"].rotation_quaternion = (0.6, 0.8, 0, 0)
    character.pose.bones["head"].keyframe_insert("rotation_quaternion", frame=12)
    edited = character.animation_data.action
    press("try_again")
    assert character.motion_prompt.former_action == edited
    assert np.allclose(character.motion_prompt.kept[0].action.frame_range, (1, 31))
