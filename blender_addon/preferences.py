"""The add-on's preferences, and a view of them that also works where the add-on is imported as a plain package."""
from __future__ import annotations

from dataclasses import dataclass

import bpy
from bpy.props import StringProperty

from . import licences


@dataclass(frozen=True)
class ServerSettings:
    """Where the motion server is. `address` is empty where it runs on this computer, started with `python_path`."""

    python_path: str = ""
    address: str = ""
    token: str = ""


def server_settings() -> ServerSettings:
    """What the preferences say, or the defaults where there are none."""
    addon = bpy.context.preferences.addons.get(__package__)
    if addon is None or addon.preferences is None:
        return ServerSettings()
    chosen = addon.preferences
    return ServerSettings(bpy.path.abspath(chosen.python_path), chosen.server_address.strip().rstrip("/"), chosen.server_token.strip())


def _server_changed(_preferences: bpy.types.AddonPreferences, _context: bpy.types.Context) -> None:
    from .connection import styles  # which asks these preferences for the server

    styles.follow()


class MotionPromptPreferences(bpy.types.AddonPreferences):
    bl_idname = __package__

    python_path: StringProperty(
        name="Python",
        description="The Python of the environment that build_addon.py made, for example .venv/bin/python",
        subtype="FILE_PATH",
    )
    server_address: StringProperty(
        name="Address",
        description="Address of a motion server elsewhere, for example http://192.168.0.5:8000. Empty: this computer",
        update=_server_changed,
    )
    server_token: StringProperty(
        name="Token", description="The token of the server elsewhere", subtype="PASSWORD", update=_server_changed,
    )

    def draw(self, _context: bpy.types.Context) -> None:
        layout = self.layout
        layout.use_property_split = True
        layout.prop(self, "python_path")
        elsewhere = layout.column(heading="Server Elsewhere")
        elsewhere.prop(self, "server_address")
        elsewhere.prop(self, "server_token")
        about = layout.box().column()
        for line in licences.LINES:
            about.label(text=line)


def register() -> None:
    bpy.utils.register_class(MotionPromptPreferences)


def unregister() -> None:
    bpy.utils.unregister_class(MotionPromptPreferences)
