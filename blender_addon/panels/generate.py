"""The prompt, what goes with it, Generate and its progress, and what went wrong."""
from __future__ import annotations

import bpy

from ..animation.resample import scene_fps
from ..connection import jobs
from ..operators import checks
from ..translations import tr
from .examples import draw_text_field
from .path import draw_path
from .presets import MOTION_PROMPT_PT_presets
from .sidebar import SidebarPanel, draw_problem, draw_progress, draw_reason, draw_text


class MOTION_PROMPT_PT_generate(SidebarPanel, bpy.types.Panel):
    bl_label = "Generate"
    bl_order = 2

    def draw_header_preset(self, _context: bpy.types.Context) -> None:
        MOTION_PROMPT_PT_presets.draw_panel_header(self.layout)

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        _draw_settings(layout, context.scene)
        draw_path(layout, context.scene)
        if checks.path_out_of_scope(context):
            draw_text(layout, context, "Scope leaves the pelvis out, so the path is not followed.", "INFO")
        fps = scene_fps(context.scene)
        if abs(fps - checks.SERVER_FPS) > 1e-3:
            draw_text(layout, context, f"Motion of {checks.SERVER_FPS:g} fps is resampled to the scene's {fps:.5g} fps.", "INFO")
        job = jobs.running()
        if job is not None and job.panel == "generate":
            draw_progress(layout, job)
        else:
            _draw_generate(layout, context)
        draw_problem(layout, context, "generate")


def _draw_settings(layout: bpy.types.UILayout, scene: bpy.types.Scene) -> None:
    settings = scene.motion_prompt
    draw_text_field(layout, settings, "prompt", "GENERATE", "a person walks forward and waves")
    from_playhead = scene.motion_prompt_scope.frames == "PLAYHEAD"
    if from_playhead:
        layout.row().prop(settings, "length_mode", expand=True)
    column = layout.column(align=True)
    if not from_playhead:
        column.label(text=tr(_range_text(scene)), icon="PREVIEW_RANGE")
    elif settings.length_mode == "SECONDS":
        column.prop(settings, "duration")
    else:
        frames = max(checks.frame_limit(scene), 0)
        column.label(text=tr(f"{frames} frames, {frames / scene_fps(scene):.1f} s"))
    column.prop(settings, "takes")
    row = column.row(align=True)
    row.prop(settings, "seed")
    row.prop(settings, "lock_seed", text="", icon="LOCKED" if settings.lock_seed else "UNLOCKED")
    layout.row().prop(settings, "quality", expand=True)


def _range_text(scene: bpy.types.Scene) -> str:
    """The frames that the scope names, as far as that is quick to tell."""
    if scene.motion_prompt_scope.frames == "KEYS":
        return "Over the selected keys"
    if not scene.use_preview_range:
        return "In the preview range"
    frames = scene.frame_preview_end - scene.frame_preview_start + 1
    return f"Frames {scene.frame_preview_start} to {scene.frame_preview_end}, {frames / scene_fps(scene):.1f} s"


def _draw_generate(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    row = layout.row()
    row.scale_y = 1.5
    row.operator("motion_prompt.generate", icon="PLAY")
    draw_reason(layout, context, checks.why_not_generate(context))


CLASSES = (MOTION_PROMPT_PT_generate,)
