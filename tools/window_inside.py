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
_PROBE, _UNDER = _STATE.with_name("probe"), _STATE.with_name("under")
_following = False


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
        "panels": panels(),
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


class WINDOW_OT_follow_mouse(bpy.types.Operator):
    """While the file `probe` is there: notes where the mouse is, and lets every event pass."""

    bl_idname = "window.follow_mouse"
    bl_label = "Follow Mouse"
    place = (0, 0)

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[str]:
        context.window_manager.modal_handler_add(self)
        return {"RUNNING_MODAL"}

    def modal(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        region = _region()
        WINDOW_OT_follow_mouse.place = event.mouse_x - region.x, region.y + region.height - 1 - event.mouse_y
        return {"PASS_THROUGH"} if _PROBE.exists() else {"FINISHED", "PASS_THROUGH"}


def under_mouse() -> float | None:
    """While the file `probe` is there: writes where in the sidebar the mouse is and what is under it. Blender tells that by letting it be
    copied, as its own right-click menu does."""
    global _following
    if _QUIT.exists():
        return None
    if not _PROBE.exists():
        _following = False
        return 0.1
    window, area, region = bpy.context.window_manager.windows[0], _area(), _region()
    with bpy.context.temp_override(window=window, screen=window.screen, area=area, region=region):
        if not _following:
            bpy.ops.window.follow_mouse("INVOKE_DEFAULT")
            _following = True
        (x, y), name = WINDOW_OT_follow_mouse.place, _name_under_mouse()
    partial = _UNDER.with_suffix(".part")
    partial.write_text(f"{x} {y} {name}")
    partial.replace(_UNDER)
    return 0.03


def _name_under_mouse() -> str:
    manager = bpy.context.window_manager
    for copy in (bpy.ops.ui.copy_python_command_button, lambda: bpy.ops.ui.copy_data_path_button(full_path=True)):
        manager.clipboard = ""
        try:
            copy()
        except RuntimeError:
            continue
        if manager.clipboard:
            return manager.clipboard
    return ""


def panels() -> list[str]:
    """The panels of the tab that have a header of their own, as they are drawn from the top."""
    every = importlib.import_module(f"{_MODULE}.panels")._CLASSES
    shown = [
        each for each in every if issubclass(each, bpy.types.Panel) and each.bl_space_type == "VIEW_3D" and each.bl_region_type == "UI"
        and not getattr(each, "bl_parent_id", "") and "HIDE_HEADER" not in getattr(each, "bl_options", ())]
    with bpy.context.temp_override(window=bpy.context.window_manager.windows[0], area=_area(), region=_region()):
        shown = [each for each in shown if not hasattr(each, "poll") or each.poll(bpy.context)]
    return [each.bl_label for each in sorted(shown, key=lambda each: getattr(each, "bl_order", 0))]


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


bpy.utils.register_class(WINDOW_OT_follow_mouse)
set_up()
chain([open_sidebar, lambda: None, show_tab, lambda: None, lambda: bpy.app.timers.register(report, first_interval=0.1),
       lambda: bpy.app.timers.register(under_mouse, first_interval=0.1)])
