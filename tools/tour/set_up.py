"""Set Up, the preferences, and the server."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.window import Window


def needed(blender: Window, _server: dict) -> dict[str, Path]:
    """What a new user sees, as far as the private environment's first steps."""
    blender.open("Server")
    pictures = {"set_up.png": blender.shot("set_up")}
    blender.press("motion_prompt.set_up")
    blender.until(lambda: blender.ask("set_up_stage") == "FAILED", 30, "Set Up did not say that Blender may not go online.")
    blender.press("motion_prompt.copy_set_up_log")
    blender.press("motion_prompt.open_set_up_log")
    pictures["set_up_offline.png"] = blender.shot("set_up_offline")
    blender.press("motion_prompt.allow_online")
    blender.press("motion_prompt.set_up")
    pictures["set_up_running.png"] = blender.shot("set_up_running")
    blender.press("motion_prompt.cancel_set_up")
    blender.until(lambda: blender.ask("set_up_stage") == "CANCELLED", 60, "Set Up was not cancelled.")
    return pictures


def local_server(blender: Window, _server: dict) -> dict[str, Path]:
    """Start and Stop, with a stand-in for the Python that the server would run in."""
    blender.ask("use_python", blender.stand_in())
    blender.open("Server")
    blender.press("motion_prompt.start_server")
    blender.press("motion_prompt.stop_server")
    blender.until(lambda: blender.ask("server_status") == "STOPPED", 60, "A click on Stop did not stop the server.")
    blender.ask("use_python", "")
    blender.ask("redrawn")  # a setting changed from outside draws nothing anew
    return {}


def preferences(blender: Window, server: dict) -> dict[str, Path]:
    """The add-on's preferences in a window of their own: Remove, and a server elsewhere."""
    blender.press("motion_prompt.open_preferences")
    blender.until(lambda: blender.ask("shows", "PREFERENCES"), 30, "A click opened no preferences.")
    blender.press("motion_prompt.remove_environment", area="PREFERENCES")
    blender.key("Return")
    blender.until(lambda: blender.ask("condition") == "ABSENT", 30, "Remove removed nothing.")
    blender.scroll(40, "PREFERENCES")
    x, y = blender.find_in("PREFERENCES", "motion_prompt.test_connection")
    for rows_above, name, text in ((81, "server_address", server["address"]), (58, "server_token", server["token"])):
        blender.click((x, y - rows_above), times=2, area="PREFERENCES", region="WINDOW")  # Blender does not say what these fields are
        blender.type_over(text)
        blender.until(lambda: blender.ask("text", f"preferences.{name}") == text, 20, f"“{text}” did not get into the field.")
    blender.press("motion_prompt.test_connection", area="PREFERENCES")
    blender.until(lambda: blender.ask("verdict"), 60, "Test Connection said nothing.")
    picture = blender.shot_of("preferences", "PREFERENCES")
    blender.ask("close_window", "PREFERENCES")
    return {"preferences.png": picture}


def elsewhere(blender: Window, _server: dict) -> dict[str, Path]:
    """The server that runs outside, as the panel shows it."""
    blender.open("Server")
    blender.press("motion_prompt.test_connection")
    blender.until(lambda: blender.ask("verdict"), 60, "Test Connection said nothing.")
    blender.ask("empty_scene")
    return {"server_elsewhere.png": blender.shot("server_elsewhere")}
