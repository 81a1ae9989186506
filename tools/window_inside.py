"""Run inside a Blender with a window: answers what `window` asks about it, and counts the calls of the add-on's operators and panels.

A question is a Python expression in WINDOW_STATE/question.json; its value goes into answer.json. Where it is a generator, the window is
drawn between its steps. Nothing here presses a button: that is left to the real mouse.
"""
from __future__ import annotations

import collections
import importlib
import json
import os
import traceback
from collections.abc import Iterator
from pathlib import Path

import bpy

_MODULE = "bl_ext.user_default.motion_prompt"
_FOLDER = Path(os.environ["WINDOW_STATE"])
_QUESTION, _ANSWER = _FOLDER / "question.json", _FOLDER / "answer.json"
#: Redraws after which what is under a mouse that moved is known for sure.
_SETTLING = 2

_calls: collections.Counter[str] = collections.Counter()
_draws: collections.Counter[str] = collections.Counter()
_seen: set[str] = set()
_pending: tuple[int, Iterator] | None = None
_answered = 0


# ----------------------------------------------------------------------------------------------------------------------- what can be asked

def character() -> bpy.types.Object | None:
    """The character that the tab means."""
    return importlib.import_module(f"{_MODULE}.rig.smpl_armature").find_character(bpy.context)


def action() -> str:
    data = character() and character().animation_data
    return data.action.name if data and data.action else ""


def problem() -> str:
    return str(importlib.import_module(f"{_MODULE}.connection.problems").shown() or "")


def version() -> str:
    return bpy.app.version_string


def armatures() -> int:
    return sum(item.type == "ARMATURE" for item in bpy.data.objects)


def waiting() -> int:
    """How many takes wait for a choice."""
    return len(character().motion_prompt.takes) if character() else 0


def take() -> int:
    """Which of them is shown."""
    return character().motion_prompt.shown


def poses() -> tuple[int, int]:
    """How many poses wait, and which is shown."""
    state = character().motion_prompt_pose
    return len(state.candidates), state.shown


def pins() -> list[int]:
    """The frames that are pinned."""
    return [pin.frame for pin in character().motion_prompt_pins]


def styles() -> list[str]:
    return [item.name for item in bpy.context.window_manager.motion_prompt_styles.styles]


def clips() -> int:
    return len(bpy.context.scene.motion_prompt_style.clips)


def character_name() -> str:
    return character().name if character() else ""


def right_arm() -> list[str]:
    """The names of the character's bones from the right collar to the hand."""
    words = ("right_collar", "right_shoulder", "right_elbow", "right_wrist")
    names = importlib.import_module(f"{_MODULE}.rig.skeleton").JOINT_NAMES
    bone_of = importlib.import_module(f"{_MODULE}.rig.joint_bones").bone_of
    return [bone_of(character(), names.index(word)).name for word in words]


def server_status() -> str:
    return importlib.import_module(f"{_MODULE}.connection.local_server").state().status.name


def set_up_stage() -> str:
    return importlib.import_module(f"{_MODULE}.setup.session").state().stage.name


def job() -> bool:
    return importlib.import_module(f"{_MODULE}.connection.jobs").running() is not None


def strips() -> list[tuple[int, int, str]]:
    return [(block.start, block.end, block.prompt) for block in character().motion_prompt_blocks.blocks]


def strip(index: int) -> tuple[float, float, float, float]:
    """Where a strip of the timeline is: left, top, right and bottom, pixels from the region's upper left corner."""
    shown = importlib.import_module(f"{_MODULE}.viewport.strips")
    with _over("DOPESHEET_EDITOR", "WINDOW"):
        view = shown.view_of(bpy.context)
    block, height = character().motion_prompt_blocks.blocks[index], _place("DOPESHEET_EDITOR", "WINDOW")[2].height
    left, bottom, right, top = view.box((block.start, block.end))
    return left, height - top, right, height - bottom


def text(path: str) -> str:
    """What a field of the scene, or of the add-on's preferences, holds."""
    if path.startswith("preferences."):
        return getattr(bpy.context.preferences.addons[_MODULE].preferences, path.removeprefix("preferences."))
    return bpy.context.scene.path_resolve(path)


def verdict() -> str:
    """What Test Connection said last; empty while it waits."""
    said = importlib.import_module(f"{_MODULE}.connection.connection_test").verdict()
    return "" if said is None or (said.problem is None and said.works is None) else str(said.problem or said.text)


def condition() -> str:
    """What there is of the private environment."""
    return importlib.import_module(f"{_MODULE}.setup.session").condition().name


def operators() -> list[str]:
    """Every operator that the add-on registered."""
    found = [getattr(bpy.types, name) for name in dir(bpy.types) if name.startswith("MOTION_PROMPT_OT_")]
    return sorted(each.bl_idname.replace("MOTION_PROMPT_OT_", "motion_prompt.") for each in found)


def calls() -> dict[str, int]:
    return dict(_calls)


def seen() -> list[str]:
    """The operators that were under the mouse."""
    return sorted(_seen)


def draws(label: str) -> int:
    """How often the panel with that label was drawn."""
    return _draws[label]


def panels() -> list[str]:
    """The panels of the tab that have a header of their own, as they are drawn from the top."""
    every = importlib.import_module(f"{_MODULE}.panels")._CLASSES
    shown = [
        each for each in every if issubclass(each, bpy.types.Panel) and each.bl_space_type == "VIEW_3D" and each.bl_region_type == "UI"
        and not getattr(each, "bl_parent_id", "") and "HIDE_HEADER" not in getattr(each, "bl_options", ())]
    with _over("VIEW_3D", "UI"):
        shown = [each for each in shown if not hasattr(each, "poll") or each.poll(bpy.context)]
    return [each.bl_label for each in sorted(shown, key=lambda each: getattr(each, "bl_order", 0))]


def rectangle(area: str, region: str) -> tuple[int, int, int, int]:
    """Left, top, width and height of a region on the screen."""
    window, _, there = _place(area, region)
    left, bottom = window.x + there.x, window.y + there.y
    return left, int(os.environ["WINDOW_HEIGHT"]) - bottom - there.height, there.width, there.height


def look(area: str, region: str, spots: list[list[tuple[int, int]]], wanted: str) -> Iterator:
    """What lies at the given places of a region (columns of pixels from its upper left corner): name -> the places, until the column with
    `wanted` was looked at as far as that reaches."""
    window, _, there = _place(area, region)
    found: dict[str, list[tuple[int, int]]] = {}
    for column in spots:
        for x, y in column:
            window.cursor_warp(there.x + x, there.y + there.height - 1 - y)
            for _ in range(_SETTLING):
                yield
            name = _name_under_mouse(area, region)
            if name.startswith(f"{wanted}("):
                name = wanted  # asked for with any properties
            if name:
                found.setdefault(name, []).append((x, y))
            if wanted in found and name != wanted:
                return found
        if wanted in found:
            return found
    return found


def redrawn() -> Iterator:
    """Waits until what happened last is in the window, the sidebar drawn anew."""
    _place("VIEW_3D", "UI")[2].tag_redraw()
    for _ in range(_SETTLING):
        yield
    return True


# ------------------------------------------------------------------------------------------------------ what can be asked for beside buttons

def show_tab() -> Iterator:
    """The sidebar, open on the add-on's tab; that is possible only after it was drawn once."""
    window, area, region = _place("VIEW_3D", "UI")
    area.spaces.active.show_region_ui = True
    area.tag_redraw()
    for _ in range(40):
        yield
    _place("VIEW_3D", "UI")[2].active_panel_category = "Motion Prompt"
    area.tag_redraw()
    yield
    return True


def shows(area: str) -> bool:
    """Whether there is such an area in any window."""
    return any(each.type == area for window in bpy.context.window_manager.windows for each in window.screen.areas)


def close_window(area: str) -> bool:
    """Closes the window that shows this area, as the window manager that is not here would."""
    window = _place(area, "WINDOW")[0]
    with bpy.context.temp_override(window=window):
        bpy.ops.wm.window_close()
    return True


def use_python(path: str) -> bool:
    bpy.context.preferences.addons[_MODULE].preferences.python_path = path
    return True


def empty_scene() -> bool:
    for item in list(bpy.data.objects):
        bpy.data.objects.remove(item)
    return True


def frame(number: int) -> bool:
    bpy.context.scene.frame_set(number)
    return True


def view(distance: float = 3.6, yaw: float = 25.0, height: float = 0.9, pitch: float = 80.0, aside: float = 0.0) -> bool:
    """Looks at the character, from its front a little to the side, so that it stands in the middle of what the sidebar leaves free; or at what is
    so many metres to the right of it in the picture."""
    import math

    from mathutils import Euler, Vector

    space, armature = _place("VIEW_3D", "WINDOW")[1].spaces.active, character() or bpy.context.view_layer.objects.active
    bpy.context.view_layer.update()
    bones = armature.pose.bones
    middle = armature.matrix_world @ sum((bone.head for bone in bones), Vector()) / len(bones)
    space.region_3d.view_perspective = "PERSP"
    rotation = Euler((math.radians(pitch), 0, math.radians(yaw))).to_quaternion()
    space.region_3d.view_location = Vector((middle.x, middle.y, height)) + rotation @ Vector((aside, 0.0, 0.0))
    space.region_3d.view_rotation = rotation
    space.region_3d.view_distance = distance
    return True


def select_bones(*names: str) -> bool:
    """Exactly these bones of the character, in Pose Mode."""
    armature = character()
    with _over("VIEW_3D", "WINDOW"):
        if bpy.context.mode != "POSE":
            bpy.ops.object.mode_set(mode="POSE")
        for bone in armature.pose.bones:
            chosen = bone.name in names
            if hasattr(bone, "select"):
                bone.select = chosen
            else:
                bone.bone.select = chosen
    armature.data.bones.active = armature.data.bones[names[0]] if names else None
    return True


def object_mode() -> bool:
    with _over("VIEW_3D", "WINDOW"):
        if bpy.context.mode != "OBJECT":
            bpy.ops.object.mode_set(mode="OBJECT")
    return True


def set_text(path: str, value: object) -> bool:
    """Gives a setting of the scene a value, where that is not what the tour is about."""
    owner, _, name = path.rpartition(".")
    setattr(bpy.context.scene.path_resolve(owner), name, value)
    return True


def follow_curve() -> bool:
    """A curve that turns left and right in front of the character, as the path; the character stays selected."""
    data = bpy.data.curves.new("Path", "CURVE")
    data.dimensions = "3D"
    spline = data.splines.new("NURBS")
    spline.points.add(4)
    for point, (x, y) in zip(spline.points, ((0, 0), (0, -1.5), (1.6, -2.2), (1.6, -3.6), (0, -4.5))):
        point.co = (x, y, 0, 1)
    spline.use_endpoint_u = True
    curve = bpy.data.objects.new("Path", data)
    bpy.context.scene.collection.objects.link(curve)
    bpy.context.scene.motion_prompt_path.curve = curve
    return True


def follow_nothing() -> bool:
    bpy.context.scene.motion_prompt_path.curve = None
    bpy.data.objects.remove(bpy.data.objects["Path"])
    return True


def preview_range(*frames: int) -> bool:
    """The timeline's preview range; none without frames."""
    scene = bpy.context.scene
    scene.use_preview_range = bool(frames)
    if frames:
        scene.frame_preview_start, scene.frame_preview_end = frames
    return True


def marker(number: int, name: str) -> bool:
    bpy.context.scene.timeline_markers.new(name, frame=number)
    return True


def no_markers() -> bool:
    bpy.context.scene.timeline_markers.clear()
    return True


def show_frames(first: int, last: int) -> bool:
    """Lets the timeline show these frames."""
    scene = bpy.context.scene
    former = scene.frame_start, scene.frame_end
    scene.frame_start, scene.frame_end = first, last
    with _over("DOPESHEET_EDITOR", "WINDOW"):
        bpy.ops.action.view_all()
        # Where there are keys, Blender 5.2 shows these and not the scene's range.
        region = bpy.context.region
        for _ in range(20):
            if region.view2d.region_to_view(region.width, 0)[0] > last:
                break
            bpy.ops.view2d.zoom_out(zoomfacx=-0.1, zoomfacy=0.0)
    scene.frame_start, scene.frame_end = former
    return True


def select_keys(first: int, last: int) -> bool:
    """Exactly the keys of the character's action within these frames, as a box in the Dope Sheet selects them."""
    keyframes = importlib.import_module(f"{_MODULE}.animation.keyframes")
    for curve in keyframes.own_curves(character()):
        for key in curve.keyframe_points:
            key.select_control_point = first <= key.co.x <= last
    return True


def add_metarig() -> bool:
    """Rigify's human, as an animator adds it; nothing else is selected then."""
    bpy.ops.preferences.addon_enable(module="rigify")
    with _over("VIEW_3D", "WINDOW"):
        bpy.ops.object.armature_human_metarig_add()
    return True


def select(name: str) -> bool:
    """One object, alone."""
    object_mode()
    for item in bpy.data.objects:
        item.select_set(item.name == name)
    bpy.context.view_layer.objects.active = bpy.data.objects[name]
    return True


# --------------------------------------------------------------------------------------------------------------------------------- plumbing

def _place(area: str, region: str) -> tuple[bpy.types.Window, bpy.types.Area, bpy.types.Region]:
    """The newest window that has such an area."""
    for window in reversed(bpy.context.window_manager.windows):
        for each in window.screen.areas:
            if each.type == area:
                return window, each, next(there for there in each.regions if there.type == region)
    raise LookupError(f"No window shows {area}.")


def _over(area: str, region: str):
    window, shown, there = _place(area, region)
    return bpy.context.temp_override(window=window, area=shown, region=there)


def _name_under_mouse(area: str, region: str) -> str:
    """A button is called by its operator, with its properties where it has any (`motion_prompt.show_take(step=-1)`), a field by the end of
    its data path (`motion_prompt.prompt`). Blender tells by letting it be copied, as its own right-click menu does."""
    manager = bpy.context.window_manager
    with _over(area, region):
        for copy in (bpy.ops.ui.copy_python_command_button, lambda: bpy.ops.ui.copy_data_path_button(full_path=True)):
            manager.clipboard = ""
            try:
                copy()
            except RuntimeError:
                continue
            said = manager.clipboard
            if said.startswith("bpy.ops."):
                said = said.removeprefix("bpy.ops.").removesuffix("()")
                _seen.add(said.partition("(")[0])
                return said
            if said:
                return said.rpartition("].")[2]
    return ""


def _count_calls() -> None:
    """From now on, what Blender calls of the add-on is counted."""
    for name in dir(bpy.types):
        if name.startswith("MOTION_PROMPT_OT_"):
            each = getattr(bpy.types, name)
            for method in ("invoke", "execute"):
                if any(method in vars(base) for base in each.__mro__):
                    setattr(each, method, _counted(getattr(each, method), _calls, name.replace("MOTION_PROMPT_OT_", "motion_prompt.")))
        if name.startswith("MOTION_PROMPT_PT_"):
            each = getattr(bpy.types, name)
            each.draw = _counted(each.draw, _draws, each.bl_label)


def _counted(method, counter: collections.Counter[str], name: str):
    """Blender passes as many arguments as it counts in a function's code."""
    def with_context(self, context):
        counter[name] += 1
        return method(self, context)

    def with_event(self, context, event):
        counter[name] += 1
        return method(self, context, event)

    return with_event if method.__code__.co_argcount == 3 else with_context


def _answer() -> float | None:
    """Twenty times a second: the question that came in, or the next step of the one that takes longer."""
    global _pending, _answered
    if (_FOLDER / "quit").exists():
        bpy.ops.wm.quit_blender()
        return None
    try:
        if _pending is None:
            asked = json.loads(_QUESTION.read_text()) if _QUESTION.exists() else {"number": 0}
            if asked["number"] == _answered:
                return 0.05
            _answered = asked["number"]
            value = eval(asked["expression"], globals())
            if not isinstance(value, Iterator):
                return _write(_answered, value)
            _pending = _answered, value
        next(_pending[1])
    except StopIteration as finished:
        _pending = None
        return _write(_answered, finished.value)
    except Exception:
        _pending = None
        return _write(_answered, None, traceback.format_exc(limit=-2))
    return 0.01


def _write(number: int, value: object, error: str = "") -> float:
    part = _ANSWER.with_suffix(".part")
    part.write_text(json.dumps({"number": number, "value": value, "error": error}, default=str))
    part.replace(_ANSWER)
    return 0.05


preferences = bpy.context.preferences
preferences.view.show_splash = preferences.view.show_tooltips = False
preferences.view.smooth_view = 0
_count_calls()
bpy.app.timers.register(_answer, first_interval=1.0)
