"""The learned styles: listed, used in prompts with their strengths, previewed, deleted, imported, exported."""
from __future__ import annotations

from types import SimpleNamespace

import bpy
import pytest
from blender_addon.connection import endpoint, errands, jobs, local_server, problems, redraw, styles
from blender_addon.connection.client import Endpoint
from blender_addon.connection.local_server import State, Status
from blender_addon.operators import checks
from blender_addon.operators import styles as operators
from blender_addon.operators.styles import MOTION_PROMPT_OT_delete_style
from blender_addon.panels import style as panel
from fake_server import TOKEN, FakeServer, style_of
from test_clips import everything
from test_completion import pin
from test_learn import listed


@pytest.fixture
def server(request, monkeypatch):
    """A fake server with three styles, used as one that the preferences name; its parameter says what goes wrong."""
    with FakeServer(getattr(request, "param", "")) as fake:
        fake.styles = {
            "grumpy": style_of("grumpy"), "proud": style_of("proud", "upright", strong=True),
            "old": style_of("old", reason="The style <old> was learned with another version."),
        }
        monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint(fake.address, TOKEN))
        yield fake


@pytest.fixture
def known(server):
    """The list, read."""
    bpy.ops.motion_prompt.refresh_styles()
    assert errands.wait()
    return bpy.context.window_manager.motion_prompt_styles


def strength(name: str, value: float) -> None:
    bpy.context.window_manager.motion_prompt_styles.styles[name].strength = value


def generate(prompt: str) -> None:
    bpy.context.scene.motion_prompt.prompt = prompt
    assert bpy.ops.motion_prompt.generate() == {"FINISHED"}
    assert jobs.wait(20)


# The list

def test_the_list_is_read_without_waiting(server, monkeypatch):
    """Asking returns before the server has answered; what is shown changes when the answer is handled."""
    assert styles.refresh() and styles.known() is None and styles.fetching() and listed() == []
    assert errands.wait()
    assert listed() == ["grumpy", "proud", "old"] and not styles.fetching()
    assert [(item.descriptor, item.strong, item.usable) for item in bpy.context.window_manager.motion_prompt_styles.styles] == [
        ("tired", False, True), ("upright", True, True), ("tired", False, False)]


def test_it_is_read_when_this_computers_server_gets_ready(monkeypatch):
    with FakeServer() as fake:
        fake.styles = {"grumpy": style_of("grumpy")}
        monkeypatch.setattr(local_server, "_state", State(Status.LOADING))
        redraw._watch()
        assert errands.wait() and fake.calls == [] and styles.known() is None
        monkeypatch.setattr(local_server, "_state", State(Status.READY, Endpoint(fake.address, TOKEN)))
        redraw._watch()
        assert errands.wait() and listed() == ["grumpy"]
        monkeypatch.setattr(local_server, "_state", State())
        redraw._watch()
        assert styles.known() is None and listed() == []


def test_the_choice_stays_where_the_list_changes(known, server):
    known.choose("proud")
    server.styles = {"another": style_of("another"), **server.styles}
    bpy.ops.motion_prompt.refresh_styles()
    assert errands.wait() and known.chosen().name == "proud"


def test_a_file_brings_no_list_of_its_own(known, server, tmp_path):
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    del server.styles["old"]
    bpy.ops.motion_prompt.refresh_styles()
    errands.wait()
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "scene.blend"))
    assert listed() == ["grumpy", "proud"]


@pytest.mark.parametrize("server", ["no styles"], indirect=True)
def test_a_list_that_cannot_be_read_says_why_in_its_place(server):
    bpy.ops.motion_prompt.refresh_styles()
    assert errands.wait()
    assert styles.problem().sentence == "The models are still loading." and problems.shown() is None and styles.known() is None


def test_without_a_server_nothing_is_asked_and_the_way_to_one_is_said():
    assert styles.refresh() is False
    for operator in ("refresh_styles", "import_style", "delete_style", "export_style", "add_to_prompt", "preview_style"):
        with pytest.raises(RuntimeError, match="Press Start"):
            getattr(bpy.ops.motion_prompt, operator)()


# In prompts

def test_add_to_prompt_writes_the_token_once(known):
    settings = bpy.context.scene.motion_prompt
    settings.prompt = "a person walks"
    known.choose("proud")
    assert bpy.ops.motion_prompt.add_to_prompt() == {"FINISHED"} and settings.prompt == "a <proud> person walks"
    assert bpy.ops.motion_prompt.add_to_prompt() == {"CANCELLED"} and settings.prompt == "a <proud> person walks"
    assert bpy.ops.motion_prompt.add_to_prompt(name="grumpy") == {"FINISHED"}
    assert settings.prompt == "a <proud> <grumpy> person walks"
    bpy.ops.motion_prompt.add_to_prompt(target="COMPLETE")
    bpy.ops.motion_prompt.add_to_prompt(target="POSE")
    assert bpy.context.scene.motion_prompt_completion.prompt == "a <proud> person"
    assert bpy.context.scene.motion_prompt_pose.text == "<proud> hands on hips"


def test_a_style_that_is_not_usable_is_not_added(known):
    known.choose("old")
    with pytest.raises(RuntimeError, match="another version"):
        bpy.ops.motion_prompt.add_to_prompt()
    with pytest.raises(RuntimeError, match="another version"):
        bpy.ops.motion_prompt.preview_style()
    known.choose("proud")
    with pytest.raises(RuntimeError, match="another version"):
        bpy.ops.motion_prompt.add_to_prompt(name="old")


def test_a_token_that_is_not_known_is_said_before_anything_is_asked(character, known, server):
    settings = bpy.context.scene.motion_prompt
    settings.prompt = "a <grumpi> person walks"
    with pytest.raises(RuntimeError, match=r"There is no style <grumpi>. There are <grumpy>, <proud>, <old>"):
        bpy.ops.motion_prompt.generate()
    settings.prompt = "an <Old> man walks"
    with pytest.raises(RuntimeError, match="another version"):
        bpy.ops.motion_prompt.generate()
    bpy.context.scene.motion_prompt_pose.text = "a <nobody> pose"
    with pytest.raises(RuntimeError, match="no style <nobody>"):
        bpy.ops.motion_prompt.pose()
    pin(character, 1), pin(character, 40)
    bpy.context.scene.motion_prompt_completion.prompt = "<nobody> walks"
    with pytest.raises(RuntimeError, match="no style <nobody>"):
        bpy.ops.motion_prompt.complete()
    assert not server.requests
    settings.prompt = "a <GRUMPY> person walks"
    assert bpy.ops.motion_prompt.generate.poll()


def test_before_the_list_is_known_the_server_decides(character, server):
    generate("a <grumpi> person walks")
    assert server.requests[0]["style_strengths"] == {}


def test_strengths_go_with_the_tokens_of_the_text(character, known, server):
    strength("proud", 0.25)
    generate("a <Proud> <grumpy> person walks")
    assert server.requests[0]["style_strengths"] == {"proud": 0.25, "grumpy": 1.0}
    generate("a person walks")
    assert server.requests[1]["style_strengths"] == {}
    bpy.ops.motion_prompt.keep_take()
    bpy.context.scene.motion_prompt_pose.text = "a <proud> pose"
    bpy.ops.motion_prompt.pose()
    assert jobs.wait(20) and server.requests[2]["style_strengths"] == {"proud": 0.25}
    bpy.ops.motion_prompt.discard_pose()
    pin(character, 1), pin(character, 40)
    bpy.context.scene.motion_prompt_completion.prompt = "<grumpy> walks"
    bpy.ops.motion_prompt.complete()
    assert jobs.wait(20) and server.requests[3]["style_strengths"] == {"grumpy": 1.0}


def test_strengths_are_kept_in_the_file_for_before_the_list_is_known(character, known, server, tmp_path):
    strength("proud", 0.5)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    styles.forget()
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "scene.blend"))
    bpy.context.view_layer.objects.active = bpy.data.objects["Character"]
    generate("a <proud> person walks")
    assert server.requests[0]["style_strengths"] == {"proud": 0.5}


def test_right_click_offers_the_style_under_the_mouse(known):
    """Its name, its slider, and the rest of its row; nothing in other lists."""
    asked = []

    def menu_for(**context) -> list:
        asked.clear()
        layout = SimpleNamespace(
            operator=lambda idname, text, icon: asked.append((idname, text)) or SimpleNamespace())
        panel.draw_context_menu(SimpleNamespace(layout=layout), SimpleNamespace(window_manager=bpy.context.window_manager, **context))
        return list(asked)

    known.choose("proud")
    assert menu_for(ui_list=SimpleNamespace(bl_idname="MOTION_PROMPT_UL_styles")) == [("motion_prompt.add_to_prompt", "Add <proud> to Prompt")]
    assert menu_for(button_pointer=known.styles["grumpy"]) == [("motion_prompt.add_to_prompt", "Add <grumpy> to Prompt")]
    name = SimpleNamespace(bl_rna=SimpleNamespace(identifier="MOTION_PROMPT_OT_choose_style"), name="old")
    assert menu_for(button_operator=name) == [("motion_prompt.add_to_prompt", "Add <old> to Prompt")]
    assert menu_for() == [] and menu_for(ui_list=SimpleNamespace(bl_idname="UI_UL_list"), button_pointer=bpy.context.scene) == []


# Preview, delete, import, export

def test_preview_is_takes_that_reject_takes_back(character, known, server):
    bpy.context.scene.motion_prompt.prompt = "jumps"
    strength("grumpy", 0.75)
    character.pose.bones["left_elbow"].rotation_quaternion = (0.8, 0.6, 0, 0)
    bpy.context.view_layer.update()
    before = everything()
    assert bpy.ops.motion_prompt.preview_style() == {"FINISHED"}
    assert jobs.running().panel == "style" and jobs.wait(20)
    request = server.requests[0]
    assert request["prompt"] == "a <grumpy> person walks forward" and request["style_strengths"] == {"grumpy": 0.75}
    assert len(character.motion_prompt.takes) == 1 and bpy.context.scene.motion_prompt.prompt == "jumps"
    bpy.ops.motion_prompt.reject_takes()
    bpy.context.view_layer.update()
    after = everything()
    assert {key for key in before if key != ("Character", "plays") and before[key] != after[key]} == set()


def test_delete_asks_first_and_then_it_is_gone(known, server):
    known.choose("proud")
    asked = []
    manager = SimpleNamespace(invoke_confirm=lambda _operator, _event, **texts: asked.append(texts) or {"RUNNING_MODAL"})
    button = SimpleNamespace(style=lambda _context: known.chosen(), name="")
    assert MOTION_PROMPT_OT_delete_style.invoke(button, SimpleNamespace(window_manager=manager), None) == {"RUNNING_MODAL"}
    assert "<proud>" in asked[0]["title"] and "cannot be undone" in asked[0]["message"] and "proud" in server.styles
    assert bpy.ops.motion_prompt.delete_style("EXEC_DEFAULT") == {"FINISHED"}
    assert errands.wait() and listed() == ["grumpy", "old"] and "DELETE /v1/styles/proud" in server.calls


def test_a_name_in_any_script_is_deleted(known, server):
    server.styles = {"mürrisch": style_of("mürrisch")}
    bpy.ops.motion_prompt.refresh_styles()
    errands.wait()
    bpy.ops.motion_prompt.delete_style()
    assert errands.wait() and listed() == [] and problems.shown() is None


def test_what_somebody_else_deleted_is_said_and_leaves_the_list(known, server):
    del server.styles["grumpy"]
    bpy.ops.motion_prompt.delete_style(name="grumpy")
    assert errands.wait()
    assert "no style <grumpy>" in problems.shown().sentence and jobs.asked_in() == "style" and listed() == ["proud", "old"]


def test_export_and_import_bring_a_style_elsewhere(known, server, tmp_path):
    path = tmp_path / "proud.style.safetensors"
    bpy.ops.motion_prompt.export_style(name="proud", filepath=str(path))
    assert errands.wait() and path.read_bytes() == b"the style proud" and list(tmp_path.iterdir()) == [path]
    server.styles.clear()
    bpy.ops.motion_prompt.import_style(filepath=str(path))
    assert errands.wait() and listed() == ["proud"] and known.chosen().name == "proud"
    bpy.ops.motion_prompt.import_style(filepath=str(path))
    assert errands.wait() and "<proud> already" in problems.shown().sentence
    bpy.ops.motion_prompt.import_style(filepath=str(path), replace=True)
    assert errands.wait() and problems.shown() is None


def test_files_that_cannot_be_used_are_said(known, server, tmp_path):
    (tmp_path / "notes.safetensors").write_text("notes")
    bpy.ops.motion_prompt.import_style(filepath=str(tmp_path / "notes.safetensors"))
    assert errands.wait() and "no style" in problems.shown().sentence
    with pytest.raises(RuntimeError, match="cannot be read"):
        bpy.ops.motion_prompt.import_style(filepath=str(tmp_path / "gone.safetensors"))
    bpy.ops.motion_prompt.export_style(name="proud", filepath=str(tmp_path / "nowhere" / "proud.safetensors"))
    assert errands.wait() and "could not be saved" in problems.shown().sentence


def test_a_full_disk_leaves_no_half_file(known, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(operators.os, "replace", full)
    bpy.ops.motion_prompt.export_style(name="proud", filepath=str(tmp_path / "proud.safetensors"))
    assert errands.wait() and "No space left" in problems.shown().sentence and list(tmp_path.iterdir()) == []


def test_a_server_that_has_gone_is_said(known, server, monkeypatch):
    monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint("http://127.0.0.1:9", TOKEN))
    bpy.ops.motion_prompt.import_style.poll()
    bpy.ops.motion_prompt.refresh_styles()
    assert errands.wait() and "does not answer" in styles.problem().sentence
    assert checks.about_tokens("a <nobody>") == ""
