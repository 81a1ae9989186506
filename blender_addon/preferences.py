"""The add-on's preferences, and a view of them that also works where the add-on is imported as a plain package."""
from __future__ import annotations

from dataclasses import dataclass

import bpy
from bpy.props import EnumProperty, StringProperty

from . import keymap, licences
from .setup.builds import builds


@dataclass(frozen=True)
class ServerSettings:
    """Where the motion server is. `address` is empty where it runs on this computer: in the private environment, with the build of PyTorch
    that `torch_build` names, or with `python_path` where that is set."""

    python_path: str = ""
    address: str = ""
    token: str = ""
    torch_build: str = builds()[0].name


def server_settings() -> ServerSettings:
    """What the preferences say, or the defaults where there are none."""
    addon = bpy.context.preferences.addons.get(__package__)
    if addon is None or addon.preferences is None:
        return ServerSettings()
    chosen = addon.preferences
    return ServerSettings(
        bpy.path.abspath(chosen.python_path), chosen.server_address.strip().rstrip("/"), chosen.server_token.strip(), chosen.torch_build,
    )


def _server_changed(_preferences: bpy.types.AddonPreferences, _context: bpy.types.Context) -> None:
    from .connection import connection_test, styles  # which ask these preferences for the server

    connection_test.forget()
    styles.follow()


class MotionPromptPreferences(bpy.types.AddonPreferences):
    bl_idname = __package__

    torch_build: EnumProperty(
        name="PyTorch",
        description="The build of PyTorch that Set Up installs; changing it takes effect when Set Up is pressed again",
        items=[
            (each.name, each.label, f"{each.label}: about {each.download / 1000:.1f} GB to download. {each.purpose}") for each in builds()
        ],
    )
    python_path: StringProperty(
        name="Python",
        description="For developers: run the server with this Python instead of the private environment, for example with the one "
        "that build_addon.py made (.venv/bin/python)",
        subtype="FILE_PATH",
    )
    server_address: StringProperty(
        name="Address",
        description="Address of a motion server elsewhere, for example http://192.168.0.5:8000. Empty: this computer",
        update=_server_changed,
    )
    server_token: StringProperty(
        name="Token", description="The token of the server elsewhere; it is in the file server.json there", subtype="PASSWORD",
        update=_server_changed,
    )

    def draw(self, context: bpy.types.Context) -> None:
        from .panels import connection, set_up, sidebar  # which ask these preferences

        set_up.draw_preferences(self.layout, context, self)
        connection.draw_preferences(self.layout, context, self)
        developers = self.layout.box()
        developers.label(text="For Developers")
        developers.prop(self, "python_path")
        keymap.draw(self.layout.box(), context)
        about = self.layout.box().column()
        for line in licences.LINES:
            sidebar.draw_text(about, context, line)


def register() -> None:
    bpy.utils.register_class(MotionPromptPreferences)


def unregister() -> None:
    bpy.utils.unregister_class(MotionPromptPreferences)
