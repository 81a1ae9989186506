"""Run inside a Blender with a window: opens the add-on's tab and writes what the window shows into WINDOW_STATE, as JSON."""
from __future__ import annotations

import importlib
import json
import os
from pathlib import Path

import bpy

_MODULE = "bl_ext.user_default.motion_prompt"
_STATE = Path(os.environ["WINDOW_STATE"])
_QUIT = _STATE.with_name("quit")


def set_up() -> None:
    """An empty scene with the tab's panels in reach, and the server that runs outside."""
    preferences = bpy.context.preferences
    preferences.view.show_splash = False
    preferences.view.show_tooltips = False
    preferences.view.smooth_view = 0
    addon = preferences.addons[_MODULE].preferences
    addon.server_address, addon.server_token = os.environ["SERVER_ADDRESS"], os.environ["SERVER_TOKEN"]
    for item in list(bpy.data.objects):
        bpy.data.objects.remove(item)


def open_sidebar() -> None:
    _area().spaces.active.show_region_ui = True
    _area().tag_redraw()


def show_tab() -> None:
    """Possible only after the sidebar has been drawn once."""
    _region().active_panel_category = "Motion Prompt"
    _area().tag_redraw()


def look_at_character() -> None:
    """For the picture: the character from nearer, in the middle of its motion."""
    window, area = bpy.context.window_manager.windows[0], _area()
    region = next(each for each in area.regions if each.type == "WINDOW")
    bpy.context.scene.frame_set(30)
    with bpy.context.temp_override(window=window, area=area, region=region):
        bpy.ops.view3d.view_selected()
    bpy.app.driver_namespace["looked"] = True


def report() -> float | None:
    """Twice a second: where the sidebar is, and what the add-on is doing."""
    if _QUIT.exists():
        bpy.ops.wm.quit_blender()
        return None
    window, region = bpy.context.window_manager.windows[0], _region()
    armatures = [item for item in bpy.data.objects if item.type == "ARMATURE"]
    action = armatures[0].animation_data.action if armatures and armatures[0].animation_data else None
    waiting = bool(armatures) and len(armatures[0].motion_prompt.takes) > 0
    if waiting and "looked" not in bpy.app.driver_namespace:
        look_at_character()
    poses = armatures[0].motion_prompt_pose if armatures else None
    style = bpy.context.scene.motion_prompt_style
    problem = importlib.import_module(f"{_MODULE}.connection.problems").shown()
    state = {
        "version": bpy.app.version_string,
        "sidebar": [region.x, window.height - region.y - region.height, region.width, region.height],
        "tab": region.active_panel_category,
        "characters": len(armatures),
        "action": action.name if action else "",
        "waiting": waiting,
        "pins": len(armatures[0].motion_prompt_pins) if armatures else 0,
        "texts": [bpy.context.scene.motion_prompt.prompt, bpy.context.scene.motion_prompt_pose.text, style.name, style.descriptor],
        "clips": len(style.clips),
        "styles": [item.name for item in bpy.context.window_manager.motion_prompt_styles.styles],
        "poses": len(poses.candidates) if poses else 0,
        "pose_shown": poses.shown if poses else 0,
        "frame": bpy.context.scene.frame_current,
        "problem": str(problem or ""),
    }
    partial = _STATE.with_suffix(".part")
    partial.write_text(json.dumps(state))
    partial.replace(_STATE)
    return 0.5


def chain(steps: list) -> None:
    """One step after another with a redraw in between: timers that are due together run without one."""
    def run() -> float | None:
        steps.pop(0)()
        return 0.7 if steps else None

    bpy.app.timers.register(run, first_interval=0.5)


def _area() -> bpy.types.Area:
    return next(area for area in bpy.context.window_manager.windows[0].screen.areas if area.type == "VIEW_3D")


def _region() -> bpy.types.Region:
    return next(region for region in _area().regions if region.type == "UI")


set_up()
chain([open_sidebar, lambda: None, show_tab, lambda: None, lambda: bpy.app.timers.register(report, first_interval=0.1)])
