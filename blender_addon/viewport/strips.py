"""Strips: a character's prompts over the timeline and the Dope Sheet. `gpu` and `blf` are imported where they draw, because a Blender
without a window has none.
"""
from __future__ import annotations

import bpy

from ..animation import block_layout
from ..animation.block_layout import View
from ..rig import smpl_armature

#: One after another, so that neighbours differ.
_COLOURS = ((0.20, 0.45, 0.65), (0.50, 0.34, 0.62), (0.24, 0.52, 0.42), (0.62, 0.40, 0.28), (0.55, 0.30, 0.42), (0.42, 0.46, 0.24))
_BRIGHTER, _OPACITY, _EDGE, _TEXT = 1.45, 0.85, (1.0, 1.0, 1.0, 0.9), (1.0, 1.0, 1.0, 1.0)
_LETTERS = 11.0
#: Pixels of the edge around the chosen one; a strip narrower than this has no text.
_LINE, _LEAST_TEXT = 1.5, 18.0

_handles: list[object] = []
#: The click on a strip, and what opens its prompt; in front of Blender's own, which get what they pass through. Low strips lie where the
#: timeline's markers are: there Blender renames a marker on a double click, before the Dope Sheet's own keymap is asked.
_KEYS = (
    (("Dopesheet", "DOPESHEET_EDITOR"), "motion_prompt.drag_strip", {"value": "PRESS"}),
    (("Dopesheet", "DOPESHEET_EDITOR"), "motion_prompt.open_strip", {"value": "PRESS", "ctrl": True}),
    (("Markers", "EMPTY"), "motion_prompt.open_strip", {"value": "DOUBLE_CLICK"}),
    (("Markers", "EMPTY"), "motion_prompt.open_strip", {"value": "PRESS", "ctrl": True}),
)
_items: list[tuple[bpy.types.KeyMap, bpy.types.KeyMapItem]] = []


def register() -> None:
    """Does nothing where there is no window to draw in."""
    if bpy.app.background:
        return
    _handles.append(bpy.types.SpaceDopeSheetEditor.draw_handler_add(_draw, (), "WINDOW", "POST_PIXEL"))
    add_keys(bpy.context.window_manager.keyconfigs.addon)


def unregister() -> None:
    while _handles:
        bpy.types.SpaceDopeSheetEditor.draw_handler_remove(_handles.pop(), "WINDOW")
    while _items:
        keymap, item = _items.pop()
        keymap.keymap_items.remove(item)


def add_keys(keyconfig: bpy.types.KeyConfig | None) -> None:
    """The clicks on strips; `unregister` removes them."""
    if keyconfig is None:
        return
    for (name, space), operator, settings in _KEYS:
        keymap = keyconfig.keymaps.new(name=name, space_type=space)
        _items.append((keymap, keymap.keymap_items.new(operator, "LEFTMOUSE", head=True, **settings)))


def shown_blocks(context: bpy.types.Context) -> bpy.types.Object | None:
    """The character whose blocks are shown in this editor; None where none are."""
    space = context.space_data
    if space is None or space.type != "DOPESHEET_EDITOR" or not context.scene.motion_prompt_timeline.show_strips:
        return None
    armature = smpl_armature.find_character(context)
    return armature if armature is not None and len(armature.motion_prompt_blocks.blocks) else None


def view_of(context: bpy.types.Context) -> View:
    """How the region shows frames."""
    left = context.region.view2d.region_to_view(0, 0)[0]
    right = context.region.view2d.region_to_view(context.region.width, 0)[0]
    width = context.region.width / max(right - left, 1e-6)
    return View(0.0, left, width, context.preferences.system.ui_scale or 1.0, len(context.scene.timeline_markers) > 0, context.region.height)


def _draw() -> None:
    context = bpy.context
    armature = shown_blocks(context)
    if armature is None:
        return
    import gpu

    view, state = view_of(context), armature.motion_prompt_blocks
    gpu.state.blend_set("ALPHA")
    for index, block in enumerate(state.blocks):
        box = view.box((block.start, block.end))
        if box[2] > 0 and box[0] < context.region.width:
            _draw_strip(context, view, box, block.prompt, index, index == state.active)
    gpu.state.blend_set("NONE")


def _draw_strip(
    context: bpy.types.Context, view: View, box: tuple[float, float, float, float], prompt: str, index: int, chosen: bool,
) -> None:
    colour = [min(1.0, part * (_BRIGHTER if chosen else 1.0)) for part in _COLOURS[index % len(_COLOURS)]]
    if chosen:
        line = _LINE * view.scale
        _fill((box[0] - line, box[1] - line, box[2] + line, box[3] + line), _EDGE)
    _fill(box, (*colour, 1.0 if chosen else _OPACITY))
    _write(context, view, box, prompt or "(no prompt)")


def _fill(box: tuple[float, float, float, float], colour: tuple[float, ...]) -> None:
    import gpu
    from gpu_extras.batch import batch_for_shader

    left, bottom, right, top = box
    shader = gpu.shader.from_builtin("UNIFORM_COLOR")
    shader.uniform_float("color", colour)
    batch_for_shader(shader, "TRI_STRIP", {"pos": ((left, bottom), (right, bottom), (left, top), (right, top))}).draw(shader)


def _write(context: bpy.types.Context, view: View, box: tuple[float, float, float, float], text: str) -> None:
    """The prompt, kept in sight where its strip begins left of the region."""
    import blf

    padding = block_layout.PADDING * view.scale
    left, right = max(box[0], 0) + padding, min(box[2], context.region.width) - padding
    if right - left < _LEAST_TEXT * view.scale:
        return
    blf.size(0, _LETTERS * view.scale)
    text = block_layout.fitted(text, right - left, lambda part: blf.dimensions(0, part)[0])
    blf.color(0, *_TEXT)
    blf.position(0, left, box[1] + (box[3] - box[1] - blf.dimensions(0, "x")[1]) / 2, 0)
    blf.enable(0, blf.CLIPPING)
    blf.clipping(0, left, box[1], right, box[3])
    blf.draw(0, text)
    blf.disable(0, blf.CLIPPING)
