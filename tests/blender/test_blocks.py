"""Prompts on the timeline: the list, Generate All, and one block made anew."""
from __future__ import annotations

import bpy
import numpy as np
import pytest
from blender_addon.animation import keyframes, prompt_parts
from blender_addon.connection import jobs, problems
from blender_addon.connection.messages import unpacked
from motions import land, tumbling
from test_completion import joints, own_bytes, pin, server, tables  # noqa: F401 - the fixture of a fake server
from test_panels import drawn

GENERATED = keyframes.GENERATED["type"]


def add(character, *blocks) -> None:
    """Blocks (prompt, start, end), their seeds 1, 2, … and locked."""
    state = character.motion_prompt_blocks
    for prompt, start, end in blocks:
        block = state.blocks.add()
        block.prompt, block.start, block.end = prompt, start, end
        block.seed, block.lock = len(state.blocks), True


def listed(character) -> list[tuple]:
    return [(block.prompt, block.start, block.end) for block in character.motion_prompt_blocks.blocks]


def press(operator) -> None:
    assert operator() == {"FINISHED"}
    assert jobs.wait(20)


def generate(character, *blocks) -> None:
    add(character, *blocks)
    bpy.context.scene.motion_prompt_timeline.takes = 1
    press(bpy.ops.motion_prompt.generate_blocks)


THREE = (("a person walks", 1, 41), ("a person waves", 41, 81), ("a person bows", 81, 121))


def test_add_at_the_playhead_and_behind_what_is_there(character):
    scene = bpy.context.scene
    scene.motion_prompt.prompt = "a person dances"
    scene.frame_set(11)
    assert bpy.ops.motion_prompt.add_block() == {"FINISHED"}
    scene.frame_set(50)
    bpy.ops.motion_prompt.add_block()
    assert listed(character) == [("a person dances", 11, 131), ("a person dances", 131, 251)]
    assert character.motion_prompt_blocks.active == 1
    scene.frame_set(1)
    bpy.ops.motion_prompt.add_block()
    assert [start for _, start, _ in listed(character)] == [1, 121, 241], "what is in the way moves back"
    assert character.motion_prompt_blocks.active == 0


def test_remove_and_move(character):
    add(character, ("a", 1, 31), ("b", 31, 91), ("c", 101, 131))
    state = character.motion_prompt_blocks
    state.active = 1
    assert bpy.ops.motion_prompt.move_block(later=False) == {"FINISHED"}
    assert listed(character) == [("b", 1, 61), ("a", 61, 91), ("c", 101, 131)] and state.active == 0
    assert bpy.ops.motion_prompt.move_block(later=False) == {"CANCELLED"}
    state.active = 1
    bpy.ops.motion_prompt.move_block(later=True)
    assert listed(character) == [("b", 1, 61), ("c", 61, 91), ("a", 101, 131)] and state.active == 2
    bpy.ops.motion_prompt.remove_block()
    assert listed(character) == [("b", 1, 61), ("c", 61, 91)] and state.active == 1


def test_from_markers(character):
    scene = bpy.context.scene
    scene.frame_end = 200
    for name, frame in (("a person runs", 90), ("F_30", 30), ("a person walks", 1), ("a person bows", 120), ("", 60)):
        scene.timeline_markers.new(name, frame=frame)
    add(character, ("old", 100, 130), ("far", 900, 960))
    assert bpy.ops.motion_prompt.blocks_from_markers() == {"FINISHED"}
    assert listed(character) == [("a person walks", 1, 30), ("a person runs", 90, 120), ("a person bows", 120, 201), ("far", 900, 960)]


@pytest.mark.parametrize("prompt, parts", [
    ("an old man slowly walks, then waves at the dog, then sits down",
     ["an old man slowly walks", "an old man waves at the dog", "an old man sits down"]),
    ("A woman dances. Then she bows.", ["A woman dances", "A woman bows"]),
    ("a <grumpy> person runs and then a <grumpy> person stops; jumps",
     ["a <grumpy> person runs", "a <grumpy> person stops", "a <grumpy> person jumps"]),
    ("walks then waves", ["walks", "a person waves"]),
    ("a person walks up and waves", ["a person walks up and waves"]),
    ("  ", []),
])
def test_a_prompt_in_parts(prompt, parts):
    assert prompt_parts.parts(prompt) == parts


def test_split_into_blocks(character):
    add(character, ("a person bows", 91, 121), ("a person walks, then waves, then sits down", 1, 91), ("late", 300, 360))
    state = character.motion_prompt_blocks
    assert "motion_prompt.split_block" not in drawn("blocks") and not bpy.ops.motion_prompt.split_block.poll()
    state.active = 1
    assert "motion_prompt.split_block" in drawn("blocks")
    assert bpy.ops.motion_prompt.split_block() == {"FINISHED"}
    # Two seconds each at least: what comes behind moves back together.
    assert listed(character) == [
        ("a person walks", 1, 61), ("a person waves", 61, 121), ("a person sits down", 121, 181), ("a person bows", 181, 211), ("late", 390, 450)]
    assert state.active == 0 and [block.seed for block in state.blocks][0] == 2
    state.blocks[4].prompt, state.blocks[4].end, state.active = "walks; runs", 640, 4
    bpy.ops.motion_prompt.split_block()
    assert listed(character)[4:] == [("walks", 390, 515), ("a person runs", 515, 640)]


def test_markers_without_names(character):
    bpy.context.scene.timeline_markers.new("F_10", frame=10)
    with pytest.raises(RuntimeError, match="No marker has a name"):
        bpy.ops.motion_prompt.blocks_from_markers()


def test_generate_all_keys_the_blocks_and_nothing_else(character, server):  # noqa: F811
    character.location = (1.0, 0.0, 0.0)
    generate(character, *THREE)
    request = server.requests[-1]
    assert server.tasks == ["sequence"] and request["fps"] == 30 and request["transition"] == 0.6
    assert [(block["prompt"], block["first"], block["frames"], block["seed"], block["motion"]) for block in request["blocks"]] == [
        ("a person walks", 0, 40, 1, None), ("a person waves", 40, 40, 2, None), ("a person bows", 80, 40, 3, None)]
    assert problems.shown() is None and len(character.motion_prompt.takes) == 1
    action = character.animation_data.action
    assert action.name == "walks → a person waves → a person bows · take 1" or "walks" in action.name
    for table in tables(action).values():
        assert table["co"][:, 0].tolist() == list(range(1, 121)) and set(table["type"]) == {GENERATED}


def test_seeds_are_drawn_unless_they_are_locked(character, server):  # noqa: F811
    add(character, *THREE)
    character.motion_prompt_blocks.blocks[1].lock = False
    press(bpy.ops.motion_prompt.generate_blocks)
    seeds = [block["seed"] for block in server.requests[-1]["blocks"]]
    assert seeds[0] == 1 and seeds[2] == 3 and seeds[1] != 2
    assert [block.seed for block in character.motion_prompt_blocks.blocks] == seeds


def test_it_goes_on_from_the_motion_before(character, server):  # noqa: F811
    land(character, tumbling(frames=50), start=1)
    bpy.ops.motion_prompt.keep_take()
    before = joints(character, range(1, 46))
    generate(character, ("a person walks", 51, 91))
    first, second = server.requests[-1]["blocks"]
    assert first["motion"] is not None and first["first"] == 0 and second["first"] == first["frames"] == 39
    wanted = unpacked(first["motion"]["root_translation"])
    np.testing.assert_allclose(wanted, tumbling(frames=50).root_translation[11:50], atol=1e-5)
    np.testing.assert_allclose(joints(character, range(1, 46)), before, atol=1e-6)


def test_one_block_anew_changes_its_frames_and_the_transitions_alone(character, server):  # noqa: F811
    generate(character, *THREE)
    bpy.ops.motion_prompt.keep_take()
    before = {path: table.copy() for path, table in tables(character.animation_data.action).items()}
    character.motion_prompt_blocks.active = 1
    character.motion_prompt_blocks.blocks[1].seed = 5
    press(bpy.ops.motion_prompt.generate_block)
    blocks = server.requests[-1]["blocks"]
    assert [block["motion"] is not None for block in blocks] == [True, False, True] and blocks[1]["prompt"] == "a person waves"
    assert problems.shown() is None
    changed = range(41 - 4, 81 + 4)
    after = tables(character.animation_data.action)
    assert set(after) == set(before)
    for path, table in after.items():
        outside = ~np.isin(table["co"][:, 0], changed)
        assert table[outside].tobytes() == before[path][~np.isin(before[path]["co"][:, 0], changed)].tobytes()
    places = np.array([key[1] for key in after[('pose.bones["pelvis"].location', 2)]["co"]])
    assert len(set(np.round(places[50:70], 4))) == 1 and places[60] != before[('pose.bones["pelvis"].location', 2)]["co"][60, 1]
    bpy.ops.motion_prompt.reject_takes()
    for path, table in tables(character.animation_data.action).items():
        assert table.tobytes() == before[path].tobytes()


def test_another_block_anew_builds_on_the_take_that_is_shown(character, server):  # noqa: F811
    generate(character, *THREE)
    state = character.motion_prompt_blocks
    for index, seed in ((0, 4), (2, 6), (2, 5)):
        state.active, state.blocks[index].seed = index, seed
        press(bpy.ops.motion_prompt.generate_block)
    assert len(character.motion_prompt.takes) == 1
    location = {path: table for path, table in tables(character.animation_data.action).items() if path[0].endswith("location")}
    values = [tuple(np.round([table["co"][row, 1] for table in location.values()], 3)) for row in (15, 60, 110)]
    assert len(set(values)) == 3
    for table in tables(character.animation_data.action).values():
        assert table["co"][:, 0].tolist() == list(range(1, 121))


def test_a_gap_is_a_transition(character, server):  # noqa: F811
    generate(character, ("a person walks", 1, 31), ("a person waves", 61, 101))
    bpy.ops.motion_prompt.keep_take()
    character.motion_prompt_blocks.active = 1
    press(bpy.ops.motion_prompt.generate_block)
    kept, made = server.requests[-1]["blocks"]
    assert kept["first"] + kept["frames"] == 30 and made["first"] == 60


def test_own_keys_stay_to_the_byte(character, server):  # noqa: F811
    pin(character, 50, seed=3, bones=("left_wrist", "head"))
    before = own_bytes(character.animation_data.action)
    generate(character, *THREE)
    assert own_bytes(character.animation_data.action) == before and before


@pytest.mark.parametrize("server", ["failed", "busy", "garbage", "short"], indirect=True)
def test_what_goes_wrong_is_said_and_nothing_changes(character, server):  # noqa: F811
    generate(character, *THREE)
    assert problems.shown() is not None and character.animation_data is None and not len(character.motion_prompt.takes)
    assert any(problems.shown().sentence[:20] in text or problems.shown().sentence.startswith(text[:15]) for text in drawn("blocks"))


@pytest.mark.parametrize("blocks, words", [
    ((), "There are no blocks"), ((("", 1, 41),), "frame 1 has no prompt"), ((("x" * 501, 1, 41),), "501 characters"),
    ((("walks", 1, 11),), "“walks” lasts 0.3 seconds"), ((("walks", 1, 400),), "lasts 13.3 seconds"),
    ((("walks", 1, 41), ("runs", 31, 91)), "“walks” and “runs” overlap"), ((("walks", 1, 41), ("runs", 400, 441)), "A gap lasts up to 8"),
    (tuple((f"walks {number}", 1 + 30 * number, 31 + 30 * number) for number in range(33)), "at most 32"),
])
def test_why_it_cannot_be_made_is_said(character, blocks, words):
    add(character, *blocks)
    assert words in " ".join(drawn("blocks"))
    assert not bpy.ops.motion_prompt.generate_blocks.poll()


def test_again_and_use_settings_of_a_sequence(character, server):  # noqa: F811
    generate(character, *THREE)
    assert bpy.ops.motion_prompt.try_again() == {"FINISHED"} and jobs.wait(20)
    first, again = server.requests
    assert [block["prompt"] for block in again["blocks"]] == [block["prompt"] for block in first["blocks"]]
    assert [block["seed"] for block in again["blocks"]] != [1, 2, 3] and len(character.motion_prompt.takes) == 1
    character.motion_prompt_blocks.blocks.remove(1)
    assert bpy.ops.motion_prompt.use_settings() == {"FINISHED"}
    assert listed(character) == list(THREE)
    assert [block.seed for block in character.motion_prompt_blocks.blocks] == [block["seed"] for block in again["blocks"]]


def test_blocks_are_in_the_file(character, tmp_path):
    add(character, *THREE)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "blocks.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "blocks.blend"))
    assert listed(bpy.data.objects[0] if bpy.data.objects[0].type == "ARMATURE" else bpy.context.scene.objects["Character"]) == list(THREE)


def test_the_panel(character):
    assert "motion_prompt.add_block" in drawn("blocks") and "There are no blocks" in " ".join(drawn("blocks"))
    add(character, *THREE)
    texts = drawn("blocks")
    for wanted in ("start", "end", "seed", "lock", "transition", "takes", "show_strips", "motion_prompt.generate_blocks", "1.3 s",
                   "motion_prompt.generate_block", "motion_prompt.blocks_from_markers", "motion_prompt.move_block"):
        assert wanted in texts
