"""Every operator, wherever it is called: it works, or a sentence says what is missing. Never a traceback, never Blender's own
"context is incorrect"."""
from __future__ import annotations

import bpy
import pytest
from blender_addon.connection import endpoint, jobs, local_server
from blender_addon.connection.client import Endpoint
from blender_addon.operators import _CLASSES
from fake_server import TOKEN, FakeServer

NAMES = sorted(each.bl_idname.partition(".")[2] for each in _CLASSES)
#: These reach out of the scene: they install, delete, open a program or a window, or change Blender's preferences. Only asked whether they may.
_OUTSIDE = {
    "set_up", "cancel_set_up", "remove_environment", "copy_set_up_log", "open_set_up_log", "allow_online", "open_preferences", "start_server",
}


@pytest.fixture(autouse=True)
def server(monkeypatch, tmp_path):
    """A server that answers, and a folder where files may be written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(local_server, "start", lambda _launch: None)
    with FakeServer() as fake:
        monkeypatch.setattr(endpoint, "elsewhere", lambda: Endpoint(fake.address, TOKEN))
        yield fake


def _nothing() -> None:
    """An empty scene."""


def _character() -> None:
    bpy.ops.motion_prompt.add_character()


def _edited_character() -> None:
    _character()
    bpy.ops.object.mode_set(mode="EDIT")


def _posed_character() -> None:
    _character()
    bpy.ops.object.mode_set(mode="POSE")


def _mesh() -> None:
    bpy.ops.mesh.primitive_cube_add()


def _foreign_armature() -> None:
    bpy.ops.object.armature_add()


@pytest.mark.parametrize("scene", [_nothing, _character, _edited_character, _posed_character, _mesh, _foreign_armature], ids=lambda each: each.__name__)
@pytest.mark.parametrize("name", NAMES)
def test_an_operator_works_or_says_what_is_missing(name, scene):
    scene()
    operator = getattr(bpy.ops.motion_prompt, name)
    if name in _OUTSIDE:
        operator.poll()
        return
    try:
        assert operator() in ({"FINISHED"}, {"CANCELLED"}, {"RUNNING_MODAL"})
        assert jobs.wait(20)
    except RuntimeError as refused:
        _is_a_sentence(str(refused))
    if bpy.context.mode.startswith("EDIT"):
        bpy.ops.object.mode_set(mode="OBJECT")


def _is_a_sentence(said: str) -> None:
    """What the animator reads: not Blender's own words, no Python."""
    assert "Traceback" not in said and "incorrect" not in said, said
    sentence = said.partition(".poll() ")[2] if said.startswith("Operator ") else said.partition("Error: ")[2]
    assert len(sentence.split()) >= 3 and sentence[0].isupper(), said


@pytest.mark.parametrize("name", NAMES)
def test_every_operator_has_a_tooltip(name):
    kind = next(each for each in _CLASSES if each.bl_idname.endswith(f".{name}"))
    assert kind.bl_label and (getattr(kind, "bl_description", "") or hasattr(kind, "description"))
