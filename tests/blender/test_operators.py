"""Every operator, wherever it is called: it works, or a sentence says what is missing. Never a traceback, never Blender's own
"context is incorrect"."""
from __future__ import annotations

import bpy
import pytest
from blender_addon.connection import endpoint, jobs, local_server
from blender_addon.connection.client import Endpoint
from blender_addon.operators import _CLASSES
from conftest import forget_everything, new_file
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
def test_every_operator_works_or_says_what_is_missing(scene):
    wrong, untouched = {}, False
    for name in NAMES:
        if not untouched:  # what is refused leaves the file as it was
            forget_everything()
            new_file()
            scene()
        untouched, problem = _pressed(name)
        if problem:
            wrong[name] = problem
    assert not wrong


def _pressed(name: str) -> tuple[bool, str]:
    """Whether the operator refused, and what is wrong with how it ended."""
    operator = getattr(bpy.ops.motion_prompt, name)
    if name in _OUTSIDE:
        operator.poll()
        return True, ""
    try:
        ended = operator()
    except RuntimeError as refused:
        return not str(refused).startswith("Error: "), _not_a_sentence(str(refused))
    return False, "" if ended <= {"FINISHED", "CANCELLED", "RUNNING_MODAL"} and jobs.wait(20) else f"ended as {ended}"


def _not_a_sentence(said: str) -> str:
    """What the animator would read, where it is Blender's own words or Python; else nothing."""
    sentence = said.partition(".poll() ")[2] if said.startswith("Operator ") else said.partition("Error: ")[2]
    is_one = "Traceback" not in said and "incorrect" not in said and len(sentence.split()) >= 3 and sentence[0].isupper()
    return "" if is_one else said


def test_every_operator_has_a_tooltip():
    assert not [each for each in _CLASSES if not (each.bl_label and (getattr(each, "bl_description", "") or hasattr(each, "description")))]
