"""Strips on the timeline under the mouse: drag them and their edges, and open their prompts."""
from __future__ import annotations

import time

import bpy

from ..animation import block_layout, blocks
from ..animation.block_layout import Part, View
from ..viewport import strips
from . import checks

#: Seconds within which two clicks on a strip are one double click.
_DOUBLE_CLICK = 0.5
#: The strip that was clicked last (its character and its place in the list) and when.
_last_click: tuple[tuple[int, int], float] | None = None


class MOTION_PROMPT_OT_drag_strip(bpy.types.Operator):
    """A click chooses a strip, a drag moves it or its edge; elsewhere the click is Blender's own."""

    bl_idname = "motion_prompt.drag_strip"
    bl_label = "Drag Strip"
    bl_description = "Choose a block of the timeline, and drag it or one of its edges. Escape puts it back"
    bl_options = {"UNDO", "BLOCKING", "INTERNAL"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, "" if strips.shown_blocks(context) is not None else "There are no strips here.")

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        grabbed = _choose(context, event)
        if grabbed is None:
            return {"PASS_THROUGH"}
        armature, self._view = strips.shown_blocks(context), strips.view_of(context)
        self._uid, (self._index, self._part) = armature.session_uid, grabbed
        self._former = blocks.spans(armature)
        self._grip = self._view.frame_at(event.mouse_region_x)
        context.window_manager.modal_handler_add(self)
        _show_cursor(context, self._part)
        return {"RUNNING_MODAL"}

    def modal(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        armature = strips.shown_blocks(context)
        if armature is None or armature.session_uid != self._uid or len(armature.motion_prompt_blocks.blocks) != len(self._former):
            return self._end(context, {"CANCELLED"})
        if event.type in ("ESC", "RIGHTMOUSE"):
            blocks.set_spans(armature, self._former)
            return self._end(context, {"CANCELLED"})
        if event.type == "MOUSEMOVE":
            by = round(self._view.frame_at(event.mouse_region_x) - self._grip)
            blocks.set_spans(armature, block_layout.dragged(self._former, self._index, self._part, by, *blocks.limits(context.scene)))
            start, end = blocks.spans(armature)[self._index]
            context.area.header_text_set(f"Frames {start} to {end}, {end - start} frames")
        if event.type == "LEFTMOUSE" and event.value == "RELEASE":
            if blocks.spans(armature) != self._former:
                return self._end(context, {"FINISHED"})
            self._end(context, {"CANCELLED"})
            if _clicked_again((self._uid, self._index)):
                _edit()
            return {"CANCELLED"}
        return {"RUNNING_MODAL"}

    def _end(self, context: bpy.types.Context, result: set[str]) -> set[str]:
        context.area.header_text_set(None)
        context.window.cursor_modal_restore()
        context.area.tag_redraw()
        return result


class MOTION_PROMPT_OT_open_strip(bpy.types.Operator):
    """Opens the prompt of the strip under the mouse."""

    bl_idname = "motion_prompt.open_strip"
    bl_label = "Open Strip"
    bl_description = "Change the prompt of the block under the mouse"
    bl_options = {"INTERNAL"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return MOTION_PROMPT_OT_drag_strip.poll(context)

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        if _choose(context, event) is None:
            return {"PASS_THROUGH"}
        _edit()
        return {"FINISHED"}


def _clicked_again(strip: tuple[int, int]) -> bool:
    """Whether this click on a strip makes a double click. Blender does not count the second press after an operator that ran modally."""
    global _last_click
    former, _last_click = _last_click, (strip, time.monotonic())
    twice = former is not None and former[0] == strip and _last_click[1] - former[1] < _DOUBLE_CLICK
    if twice:
        _last_click = None
    return twice


def _edit() -> None:
    # The second argument asks for an undo step, which calls from Python leave out otherwise.
    bpy.ops.motion_prompt.edit_block("INVOKE_DEFAULT", True)


def _choose(context: bpy.types.Context, event: bpy.types.Event) -> tuple[int, Part] | None:
    """Makes the strip under the mouse the chosen one; which it is now in the list, and what of it is under the mouse."""
    armature, view = strips.shown_blocks(context), strips.view_of(context)
    state = armature.motion_prompt_blocks
    if _under(armature, view, event) is None:
        return None
    blocks.sort(armature)
    index, part = _under(armature, view, event)
    state.active = index
    return index, part


def _under(armature: bpy.types.Object, view: View, event: bpy.types.Event) -> tuple[int, Part] | None:
    return block_layout.hit(
        blocks.spans(armature), armature.motion_prompt_blocks.active, view, event.mouse_region_x, event.mouse_region_y)


def _show_cursor(context: bpy.types.Context, part: Part) -> None:
    context.window.cursor_modal_set("SCROLL_X" if part is Part.BODY else "MOVE_X")


CLASSES = (MOTION_PROMPT_OT_drag_strip, MOTION_PROMPT_OT_open_strip)
