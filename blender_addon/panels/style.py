"""The clips to learn a style from, Learn Style, and the styles that were learned."""
from __future__ import annotations

import bpy

from ..animation import clips
from ..animation.resample import scene_fps
from ..connection import endpoint, jobs, local_server, styles
from ..operators import style_checks
from ..translations import tr, tr_piece
from .sidebar import SidebarPanel, draw_problem, draw_progress, draw_reason, draw_text

_COST = {"FAST": "A new word: takes seconds.", "STRONG": "Adapts the model too: takes up to two minutes."}


class MOTION_PROMPT_UL_clips(bpy.types.UIList):
    """A clip: its name, how long it lasts, and a button that takes it out; or what is wrong with it."""

    def draw_item(self, context, layout, _settings, item, _icon, _active_data, _active_property, index=0, _flag=0) -> None:
        row = layout.row(align=True)
        reason = clips.why_unusable(item, context)
        if reason:
            row.alert = True
            row.label(text=f"{item.name} {tr_piece(reason)}", icon="ERROR")
        else:
            length = clips.seconds(item, scene_fps(context.scene))
            row.label(text=f"{length:.1f} s  {item.name}", icon="FILE" if item.path else "ACTION")
        row.operator("motion_prompt.remove_clip", text="", icon="X", emboss=False).index = index


class MOTION_PROMPT_UL_styles(bpy.types.UIList):
    """A style: its name, the descriptor that it began with, and how strongly it is used."""

    def draw_item(self, _context, layout, _styles, item, _icon, _active_data, _active_property, _index=0, _flag=0) -> None:
        split = layout.split(factor=0.7)
        row = split.row(align=True)
        row.alignment = "LEFT"
        row.active = item.usable
        # A button, because Blender does not tell which row is under the mouse where there is only text.
        row.operator(
            "motion_prompt.choose_style", text=f"<{item.name}>  {item.descriptor}", icon="EXPERIMENTAL" if item.strong else "NONE",
            emboss=False).name = item.name
        if item.usable:
            split.prop(item, "strength", text="", slider=True)
        else:
            split.label(text="Not usable", icon="ERROR")


class MOTION_PROMPT_MT_add_style(bpy.types.Menu):
    bl_idname = "MOTION_PROMPT_MT_add_style"
    bl_label = "Add to"
    bl_description = "Add the style to another text"

    def draw(self, _context: bpy.types.Context) -> None:
        for target, text in (("GENERATE", "Generate's Prompt"), ("COMPLETE", "Complete's Prompt"), ("POSE", "Pose's Description")):
            self.layout.operator("motion_prompt.add_to_prompt", text=text).target = target


class MOTION_PROMPT_PT_style(SidebarPanel, bpy.types.Panel):
    bl_label = "Style"
    bl_order = 8
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        draw_problem(self.layout, context, "style")


class MOTION_PROMPT_PT_teach_style(SidebarPanel, bpy.types.Panel):
    bl_label = "Teach a Style"
    bl_parent_id = "MOTION_PROMPT_PT_style"
    bl_order = 0

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        _draw_clips(layout, context)
        _draw_learning(layout, context)
        job = jobs.running()
        if job is not None and job.panel == "style" and job.request.task == "invert":
            draw_progress(layout, job)
        else:
            _draw_learn(layout, context)


class MOTION_PROMPT_PT_learned_styles(SidebarPanel, bpy.types.Panel):
    bl_label = "Learned Styles"
    bl_parent_id = "MOTION_PROMPT_PT_style"
    bl_order = 1

    def draw(self, context: bpy.types.Context) -> None:
        layout, job = self.layout, jobs.running()
        _draw_styles(layout, context)
        if job is not None and job.panel == "style" and job.request.task != "invert":
            draw_progress(layout, job)


def _draw_clips(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    settings = context.scene.motion_prompt_style
    row = layout.row()
    row.template_list("MOTION_PROMPT_UL_clips", "", settings, "clips", settings, "active_clip", rows=3)
    column = row.column(align=True)
    column.operator("motion_prompt.add_action", text="", icon="VIEWZOOM")
    column.operator("motion_prompt.clear_clips", text="", icon="TRASH")
    row = layout.row(align=True)
    row.operator("motion_prompt.add_clips", icon="ADD")
    row.operator("motion_prompt.add_bvh_files", text="Add BVH Files…", icon="FILEBROWSER")
    if 0 <= settings.active_clip < len(settings.clips):
        clip = settings.clips[settings.active_clip]
        layout.prop(clip, "does", text="", placeholder="What it shows (optional): walks forward")
        reason = clips.why_unusable(clip, context)
        if reason:
            draw_text(layout, context, f"The clip {clip.name} {reason}.", "ERROR")


def _draw_learning(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    settings = context.scene.motion_prompt_style
    column = layout.column(align=True)
    column.use_property_split, column.use_property_decorate = True, False
    column.prop(settings, "name", placeholder="grumpy")
    column.prop(settings, "descriptor", placeholder="tired")
    layout.row().prop(settings, "mode", expand=True)
    draw_text(layout, context, _COST[settings.mode])
    if style_checks.is_taken(settings):
        layout.prop(settings, "replace", text=tr(f"Replace <{settings.name.strip()}>"))


def _draw_learn(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    settings, row = context.scene.motion_prompt_style, layout.row()
    row.scale_y = 1.5
    row.operator("motion_prompt.learn_style", icon="LIGHT")
    reason, answer = style_checks.why_not_learn(context), styles.learned()
    if answer is not None:
        draw_text(
            layout, context, f"Learned <{answer.style.name}>: loss {answer.loss_before:.3f} to {answer.loss_after:.3f}.", "CHECKMARK")
        for note in answer.notes:
            draw_text(layout, context, note, "INFO")
    # That the name is taken once it is learned is what was wanted; Replace is there for another try.
    wanted = answer is not None and answer.style.name == settings.name.strip() and reason == style_checks.about_taken(settings)
    if not wanted:
        draw_reason(layout, context, reason)


def _draw_styles(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    if endpoint.current() is None:
        _draw_no_server(layout, context)
        return
    shown = context.window_manager.motion_prompt_styles
    row = layout.row()
    row.template_list("MOTION_PROMPT_UL_styles", "", shown, "styles", shown, "active", rows=3)
    column = row.column(align=True)
    column.operator("motion_prompt.refresh_styles", text="", icon="FILE_REFRESH")
    column.operator("motion_prompt.import_style", text="", icon="IMPORT")
    column.operator("motion_prompt.export_style", text="", icon="EXPORT")
    column.operator("motion_prompt.delete_style", text="", icon="TRASH")
    _draw_state(layout, context)
    row = layout.row(align=True)
    row.operator("motion_prompt.add_to_prompt", icon="ADD")
    row.menu("MOTION_PROMPT_MT_add_style", text="", icon="DOWNARROW_HLT")
    row.separator()
    row.operator("motion_prompt.preview_style", icon="PLAY")


def _draw_no_server(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    if local_server.state().status in (local_server.Status.STARTING, local_server.Status.LOADING):
        draw_text(layout, context, "The motion server is starting. Your styles are shown when it is ready.", "TIME")
    else:
        draw_text(layout, context, "The motion server does not run. Start it to see your styles.", "INFO")
        layout.operator("motion_prompt.start_server", icon="PLAY")


def _draw_state(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    """Why the list is as it is, where that needs to be said."""
    chosen, said = context.window_manager.motion_prompt_styles.chosen(), styles.problem()
    if said is not None:
        draw_text(layout, context, str(said), "ERROR")
    elif styles.known() is None:
        draw_text(layout, context, "The list is being read." if styles.fetching() else "The list has not been read. Press Refresh.", "INFO")
    elif chosen is None:
        draw_text(layout, context, "No style has been learned yet.", "INFO")
    elif not chosen.usable:
        draw_text(layout, context, chosen.reason, "ERROR")


def draw_context_menu(menu: bpy.types.Menu, context: bpy.types.Context) -> None:
    """Right-click on a style, or on its strength: add it to the prompt."""
    name = _under_mouse(context)
    if name:
        menu.layout.operator("motion_prompt.add_to_prompt", text=tr(f"Add <{name}> to Prompt"), icon="ADD").name = name


def _under_mouse(context: bpy.types.Context) -> str:
    """The name of the style that was right-clicked; beside its texts it is the chosen one. Empty in other lists."""
    for pointed in (getattr(context, "button_operator", None), getattr(context, "button_pointer", None)):
        if getattr(getattr(pointed, "bl_rna", None), "identifier", "") in ("MOTION_PROMPT_OT_choose_style", "MotionPromptStyleItem"):
            return pointed.name
    shown, chosen = getattr(context, "ui_list", None), context.window_manager.motion_prompt_styles.chosen()
    return chosen.name if shown is not None and shown.bl_idname == "MOTION_PROMPT_UL_styles" and chosen is not None else ""


CLASSES = (
    MOTION_PROMPT_UL_clips, MOTION_PROMPT_UL_styles, MOTION_PROMPT_MT_add_style, MOTION_PROMPT_PT_style,
    MOTION_PROMPT_PT_teach_style, MOTION_PROMPT_PT_learned_styles,
)
