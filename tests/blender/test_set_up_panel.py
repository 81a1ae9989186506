"""Set Up in Blender: what the panel and the preferences draw in every state, their buttons, and Test Connection."""
from __future__ import annotations

from types import SimpleNamespace

import bpy
import pytest
from blender_addon import licences, places, preferences
from blender_addon.connection import connection_test, endpoint, errands, local_server, problems
from blender_addon.connection.problems import ALLOW_ONLINE, Problem
from blender_addon.panels import connection, set_up
from blender_addon.preferences import ServerSettings
from blender_addon.setup import session
from blender_addon.setup.folder import Condition, Journal
from blender_addon.setup.steps import Stage, State, Step
from fake_server import TOKEN, FakeServer
from test_panels import Layout, drawn, tab


@pytest.fixture(autouse=True)
def nothing_set_up(monkeypatch, tmp_path):
    """A user's installation: no Python of a developer anywhere."""
    monkeypatch.delenv("MOTION_PROMPT_PYTHON", raising=False)
    monkeypatch.setattr(endpoint, "_python", lambda root, chosen: (_ for _ in ()).throw(
        endpoint.ServerProblem(endpoint._why_not_set_up())))
    yield
    session.leave()
    connection_test.forget()


def preferences_box(part) -> str:
    texts: list[str] = []
    shown = SimpleNamespace(python_path="", server_address="", server_token="", bl_rna=preferences.MotionPromptPreferences.bl_rna)
    part.draw_preferences(Layout(texts), bpy.context, shown)
    return " ".join(texts)


def run_is(monkeypatch, state: State) -> None:
    monkeypatch.setattr(session, "_run", SimpleNamespace(state=state, cancel=lambda patience=0: None))


def journal(**values) -> None:
    session.environment().write(Journal(**values))


def test_a_new_user_finds_the_button(character):
    texts = drawn("status") + drawn("server")
    assert "motion_prompt.set_up" in texts and " ".join(texts).count("not set up yet") == 1 and "GB" in " ".join(texts)
    assert "motion_prompt.start_server" not in texts
    bpy.context.scene.motion_prompt.prompt = "walk"
    with pytest.raises(RuntimeError, match="not set up yet. Press Set Up"):
        bpy.ops.motion_prompt.generate()
    assert problems.shown().remedy[0] == "motion_prompt.set_up"
    assert " ".join(tab()).count("not set up yet") == 1, "in Generate, and not at the top and under Server as well"


def test_each_step_is_shown_while_it_runs(monkeypatch):
    run_is(monkeypatch, State(Stage.RUNNING, Step.TORCH, "Downloading torch (190 MB)", 0.3))
    for text in (" ".join(drawn("server")), preferences_box(set_up)):
        assert all(step.value in text for step in Step) and "Downloading torch (190 MB)" in text and "motion_prompt.cancel_set_up" in text
    assert not bpy.ops.motion_prompt.set_up.poll() and bpy.ops.motion_prompt.cancel_set_up.poll()


def test_what_went_wrong_is_shown_with_what_mends_it(monkeypatch):
    run_is(monkeypatch, State(Stage.FAILED, Step.CHECK, problem=Problem("Blender may not go online.", "Press Allow Online Access.", ALLOW_ONLINE)))
    for texts in (" ".join(drawn("server")), preferences_box(set_up)):
        assert "may not go online" in texts and "motion_prompt.allow_online" in texts and "motion_prompt.set_up" in texts
        assert "motion_prompt.copy_set_up_log" in texts


@pytest.mark.parametrize(("noted", "said"), [
    ({"build": "CPU"}, "not finished"), ({"build": "CPU", "finished": "x"}, "lost its Python"),
])
def test_half_finished_and_broken_environments_are_recognised(noted, said):
    journal(**noted)
    assert said in " ".join(drawn("server")).replace("  ", " ") or said in preferences_box(set_up)
    assert bpy.ops.motion_prompt.remove_environment.poll()


def ready(finished: str = "") -> None:
    python = session.environment().python
    python.parent.mkdir(parents=True)
    python.touch()
    from blender_addon.setup import folder
    journal(build="CPU", finished=finished or folder.fingerprint(places.server_folder() / "requirements", session.build()))


def test_the_private_environment_starts_the_server():
    ready()
    assert session.condition() is Condition.READY
    launch = endpoint.launch()
    assert launch.python == str(session.environment().python) and launch.pycache == session.environment().pycache
    assert "motion_prompt.start_server" in drawn("server") and "Check and Mend" in preferences_box(set_up)


def test_another_versions_environment_is_to_be_completed_and_another_build_still_starts(monkeypatch):
    ready("of another version")
    assert session.condition() is Condition.OUTDATED and "another version" in str(endpoint.why_not_local())
    journal(build="CUDA", finished="x")
    assert session.condition() is Condition.OTHER_BUILD and endpoint.why_not_local() is None
    assert "Press Set Up to change it" in preferences_box(set_up)


def test_remove_frees_it_and_the_log_is_copied(monkeypatch):
    ready()
    session.environment().log.write_text("what happened")
    copied = SimpleNamespace(window_manager=SimpleNamespace(clipboard=""))
    from blender_addon.operators.setup import MOTION_PROMPT_OT_copy_set_up_log as copy
    copy.execute(SimpleNamespace(report=lambda *_: None), copied)
    assert copied.window_manager.clipboard == "what happened"
    assert bpy.ops.motion_prompt.remove_environment() == {"FINISHED"}
    assert session.condition() is Condition.ABSENT and not bpy.ops.motion_prompt.remove_environment.poll()


def test_set_up_runs_in_a_thread_and_says_why_it_cannot(monkeypatch):
    bpy.context.preferences.system.use_online_access = False
    assert bpy.ops.motion_prompt.set_up() == {"FINISHED"}
    state = session.wait(30)
    assert state.stage is Stage.FAILED and "may not go online" in str(state.problem)
    assert bpy.ops.motion_prompt.allow_online() == {"FINISHED"}
    assert bpy.app.online_access and session.state().stage is Stage.IDLE


def verdict_of(monkeypatch, address: str, token: str = TOKEN):
    monkeypatch.setattr(preferences, "server_settings", lambda: ServerSettings(address=address, token=token))
    assert bpy.ops.motion_prompt.test_connection() == {"FINISHED"}
    assert errands.wait()
    return connection_test.verdict()


def test_a_connection_that_works_is_said(monkeypatch):
    with FakeServer() as server:
        verdict = verdict_of(monkeypatch, server.address)
    assert verdict.works and "It works" in verdict.text and licences.VERSION in verdict.text
    assert "It works" in preferences_box(connection)


def test_what_is_wrong_with_a_connection_is_said(monkeypatch):
    with FakeServer() as server:
        assert "does not accept this token" in str(verdict_of(monkeypatch, server.address, "wrong").problem)
    assert "Nothing answers at http://127.0.0.1:9" in str(verdict_of(monkeypatch, "http://127.0.0.1:9").problem)
    assert "cannot be read" in str(verdict_of(monkeypatch, "nonsense").problem)
    bpy.context.preferences.system.use_online_access = False
    verdict = verdict_of(monkeypatch, "http://192.0.2.1:8000")
    assert verdict.problem.remedy == ALLOW_ONLINE and "motion_prompt.allow_online" in preferences_box(connection)
    assert local_server.state().endpoint is None and endpoint.current() is None


def test_the_version_is_the_manifests():
    manifest = (places.server_folder() / "blender_addon" / "blender_manifest.toml").read_text()
    assert f'version = "{licences.VERSION}"' in manifest
