"""Examples, presets and the shortcut."""
from __future__ import annotations

import importlib.util
from pathlib import Path

import bpy
import pytest
from blender_addon import examples, keymap
from blender_addon.operators import checks
from blender_addon.panels import presets
from test_panels import drawn_menu


#: The keymaps that count where the mouse is over the viewport or its sidebar, in Object and Pose Mode.
_WHERE = ("Window", "Screen", "Screen Editing", "Frames", "3D View", "3D View Generic", "Object Mode", "Pose", "Object Non-modal", "User Interface")


@pytest.fixture(autouse=True)
def presets_heading(monkeypatch):
    """Blender renames the panel of presets after the preset that was chosen last; the next test finds it as it was."""
    monkeypatch.setattr(presets.MOTION_PROMPT_PT_presets, "bl_label", presets.MOTION_PROMPT_PT_presets.bl_label)


@pytest.fixture
def preset_folder(tmp_path, monkeypatch):
    """Where presets are saved and looked for."""
    monkeypatch.setattr(bpy.utils, "user_resource", lambda *_, path="", create=False: _made(tmp_path / path, create))
    monkeypatch.setattr(bpy.utils, "preset_paths", lambda subdir: [str(tmp_path / "presets" / subdir)])
    return tmp_path


def _made(folder, create):
    if create:
        folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def every_example() -> list[tuple[str, examples.Example]]:
    return [(target, each) for target, (_, _, groups) in examples.MENUS.items() for group in groups.values() for each in group]


def test_every_example_is_in_its_menu_as_it_is_written():
    for target in examples.MENUS:
        texts = drawn_menu(f"examples_{target.lower()}")
        assert [each.text for of, each in every_example() if of == target] == [text for text in texts if text in
               {each.text for _, each in every_example()}]


def test_an_example_goes_into_its_field_with_its_length(character):
    scene = bpy.context.scene
    bpy.ops.motion_prompt.use_example(target="GENERATE", text="a person dances", seconds=5.0)
    bpy.ops.motion_prompt.use_example(target="POSE", text="a soldier saluting")
    bpy.ops.motion_prompt.use_example(target="COMPLETE", text="a person runs")
    assert (scene.motion_prompt.prompt, scene.motion_prompt.duration) == ("a person dances", 5.0)
    assert scene.motion_prompt_pose.text == "a soldier saluting" and scene.motion_prompt_completion.prompt == "a person runs"


@pytest.mark.parametrize("example", [each for target, each in every_example() if target == "GENERATE"], ids=lambda each: each.text)
def test_generate_takes_every_example(character, example):
    bpy.ops.motion_prompt.use_example(target="GENERATE", text=example.text, seconds=example.seconds)
    assert checks.why_not_generate(bpy.context) == ""


def test_an_example_leaves_a_length_to_the_scenes_end_alone(character):
    settings = bpy.context.scene.motion_prompt
    settings.length_mode, settings.duration = "SCENE_RANGE", 2.0
    bpy.ops.motion_prompt.use_example(target="GENERATE", text="a person dances", seconds=5.0)
    assert settings.duration == 2.0 and settings.length_mode == "SCENE_RANGE"


def test_a_preset_brings_back_how_to_ask_and_not_what_for(preset_folder):
    settings = bpy.context.scene.motion_prompt
    settings.takes, settings.steps, settings.guidance_scale, settings.duration = 7, 33, 6.5, 2.5
    assert bpy.ops.motion_prompt.add_preset(name="my way") == {"FINISHED"}
    file, = preset_folder.rglob("*.py")
    settings.takes, settings.steps, settings.guidance_scale, settings.duration = 1, 10, 2.0, 9.0
    settings.prompt, settings.seed = "a person dances", 12
    bpy.ops.script.execute_preset(filepath=str(file), menu_idname="MOTION_PROMPT_PT_presets")
    assert (settings.takes, settings.steps, settings.duration) == (7, 33, 2.5) and settings.guidance_scale == pytest.approx(6.5)
    assert (settings.prompt, settings.seed) == ("a person dances", 12)
    assert bpy.ops.motion_prompt.add_preset(name="my way", remove_name=True) == {"FINISHED"}
    assert not list(preset_folder.rglob("*.py"))


def test_quality_is_a_word_for_the_number_of_steps():
    settings = bpy.context.scene.motion_prompt
    assert (settings.quality, settings.steps) == ("FAST", 4), "what nobody has chosen is quick"
    settings.quality = "BEST"
    assert settings.steps == 50
    settings.quality = "FAST"
    assert settings.steps == 4
    settings.steps = 3
    assert settings.quality == "FAST"
    settings.steps = 20
    assert settings.quality == "BEST"


def test_the_bundled_presets_are_ones_that_generate_takes(character):
    folder = examples.__file__.replace("examples.py", "presets/motion_prompt/generate")
    names = sorted(bpy.utils.preset_paths("motion_prompt/generate")) if hasattr(bpy.utils, "register_preset_path") else [folder]
    assert any("presets" in name and "blender_addon" in name for name in names)
    for file in Path(folder).glob("*.py"):
        bpy.ops.script.execute_preset(filepath=str(file), menu_idname="MOTION_PROMPT_PT_presets")
        assert checks.why_not_generate(bpy.context) == ""


@pytest.mark.parametrize("script", ["blender_default", "industry_compatible_data"])
def test_the_shortcut_presses_generate_and_no_other_key_of_blender(script):
    (_, item), = keymap._added
    assert item.idname == "motion_prompt.generate" and item.active
    file = Path(bpy.utils.resource_path("LOCAL"), "scripts", "presets", "keyconfig", "keymap_data", f"{script}.py")
    spec = importlib.util.spec_from_file_location(script, file)  # without a window Blender has no keys loaded
    keys = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(keys)
    shortcuts = [
        (name, each[0], each[1]) for name, _, content in keys.generate_keymaps(keys.Params()) if name in _WHERE for each in content["items"]]
    assert len(shortcuts) > 50
    wanted = {name: bool(getattr(item, name)) for name in ("shift", "ctrl", "alt", "oskey")}
    assert not [
        (name, operator) for name, operator, event in shortcuts if event["type"] == item.type and event["value"] in ("PRESS", "ANY", "CLICK")
        and (event.get("any") or {key: bool(event.get(key)) for key in wanted} == wanted)]
