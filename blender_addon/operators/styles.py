"""What can be done with learned styles: use one in a prompt, see one, delete, import, export."""
from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import bpy
from bpy_extras.io_utils import ExportHelper, ImportHelper

from ..connection import endpoint, errands, jobs, problems, styles
from ..connection.client import Client
from ..connection.messages import GenerationRequest
from ..connection.problems import Problem
from ..connection.style_messages import Style
from ..style_properties import MotionPromptStyleItem
from ..style_tokens import has_token, with_token
from ..translations import tr
from . import checks, generate, style_checks
from .errors import refuse

_SUFFIX = ".style.safetensors"
#: Seconds of a preview.
_PREVIEW_SECONDS = 4.0


class _OnStyle(bpy.types.Operator):
    """Common to what is done with a style: the one called `name`, by default the one that is chosen in the list."""

    name: bpy.props.StringProperty(options={"HIDDEN", "SKIP_SAVE"})

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, style_checks.why_none_chosen(_chosen(context)))

    def style(self, context: bpy.types.Context) -> MotionPromptStyleItem | None:
        return context.window_manager.motion_prompt_styles.styles.get(self.name) if self.name else _chosen(context)


def _chosen(context: bpy.types.Context) -> MotionPromptStyleItem | None:
    return context.window_manager.motion_prompt_styles.chosen()


class MOTION_PROMPT_OT_choose_style(_OnStyle):
    bl_idname = "motion_prompt.choose_style"
    bl_label = "Choose Style"
    bl_options = {"INTERNAL"}

    @classmethod
    def description(cls, context: bpy.types.Context, properties: bpy.types.OperatorProperties) -> str:
        style = context.window_manager.motion_prompt_styles.styles.get(properties.name)
        if style is None:
            return "A style that you have taught"
        how = "Learned in strong mode" if style.strong else "Learned in fast mode"
        return tr(f"{how}, from “{style.descriptor}” on. Right-click adds it to the prompt" if style.usable else style.reason)

    def execute(self, context: bpy.types.Context) -> set[str]:
        context.window_manager.motion_prompt_styles.choose(self.name)
        return {"FINISHED"}


#: The texts that understand tokens: which property of which settings of a scene, and what the panel calls it.
_TEXTS = {
    "GENERATE": ("motion_prompt", "prompt", "Generate's prompt"),
    "COMPLETE": ("motion_prompt_completion", "prompt", "Complete's prompt"),
    "POSE": ("motion_prompt_pose", "text", "Pose's description"),
}


class MOTION_PROMPT_OT_add_to_prompt(_OnStyle):
    bl_idname = "motion_prompt.add_to_prompt"
    bl_label = "Add to Prompt"
    bl_options = {"UNDO"}

    target: bpy.props.EnumProperty(
        items=[(name, text.capitalize(), "") for name, (_, _, text) in _TEXTS.items()], options={"SKIP_SAVE"})

    @classmethod
    def description(cls, _context: bpy.types.Context, properties: bpy.types.OperatorProperties) -> str:
        return tr(f"Write this style into {_TEXTS[properties.target][2]}, before the person that it is about")

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, style_checks.why_unusable(_chosen(context)))

    def execute(self, context: bpy.types.Context) -> set[str]:
        style = self.style(context)
        if reason := style_checks.why_unusable(style):
            self.report({"ERROR"}, tr(reason))
            return {"CANCELLED"}
        group, name, text = _TEXTS[self.target]
        settings = getattr(context.scene, group)
        if has_token(getattr(settings, name), style.name):
            self.report({"INFO"}, tr(f"<{style.name}> is in {text} already"))
            return {"CANCELLED"}
        setattr(settings, name, with_token(getattr(settings, name), style.name))
        return {"FINISHED"}


class MOTION_PROMPT_OT_preview_style(_OnStyle):
    bl_idname = "motion_prompt.preview_style"
    bl_label = "Preview"
    bl_description = "Let the character walk in this style, as a take at the playhead. Reject brings back what was there"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, style_checks.why_not_preview(context, _chosen(context)))

    def execute(self, context: bpy.types.Context) -> set[str]:
        style = self.style(context)
        if reason := style_checks.why_unusable(style):
            return refuse(self, reason, "style")
        request = GenerationRequest(f"a <{style.name}> person walks forward", _PREVIEW_SECONDS)
        return generate.ask(self, context, request, None, panel="style")


class MOTION_PROMPT_OT_delete_style(_OnStyle):
    bl_idname = "motion_prompt.delete_style"
    bl_label = "Delete Style"
    bl_description = "Delete this style for good, for all files. This cannot be undone"

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        style = self.style(context)
        self.name = style.name
        return context.window_manager.invoke_confirm(
            self, event, title=tr(f"Delete the Style <{style.name}>?"), message="This cannot be undone. Export it first to keep a copy.",
            confirm_text="Delete", icon="WARNING")

    def execute(self, context: bpy.types.Context) -> set[str]:
        style = self.style(context)
        if style is None:
            return refuse(self, f"There is no style <{self.name}> any more. Press Refresh.", "style")
        name = style.name
        return _send(self, lambda client: client.delete_style(name), lambda _: _deleted(name))


def _deleted(name: str) -> None:
    answer = styles.learned()
    if answer is not None and answer.style.name == name:
        styles.remember_learned(None)
    styles.refresh()


class MOTION_PROMPT_OT_import_style(bpy.types.Operator, ImportHelper):
    bl_idname = "motion_prompt.import_style"
    bl_label = "Import Style"
    bl_description = "Add a style that was exported on another computer or by somebody else"

    filename_ext = ".safetensors"
    filter_glob: bpy.props.StringProperty(default=f"*{_SUFFIX}", options={"HIDDEN"})
    replace: bpy.props.BoolProperty(
        name="Replace", description="A style of the same name may go. It cannot be brought back", default=False)

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        return checks.allows(cls, _why_no_server())

    def execute(self, _context: bpy.types.Context) -> set[str]:
        if not os.path.basename(self.filepath):
            return refuse(self, "No file is chosen. Choose a style that was exported.", "style")
        try:
            with open(self.filepath, "rb") as file:
                content = file.read()
        except OSError as failure:
            return refuse(self, f"{os.path.basename(self.filepath)} cannot be read ({failure.strerror}). Choose another file.", "style")
        replace = self.replace

        def arrived(style: Style) -> None:
            styles.refresh(then=lambda: bpy.context.window_manager.motion_prompt_styles.choose(style.name))

        return _send(self, lambda client: client.add_style(content, replace), arrived)


class MOTION_PROMPT_OT_export_style(_OnStyle, ExportHelper):
    bl_idname = "motion_prompt.export_style"
    bl_label = "Export Style"
    bl_description = "Save this style as a file, for another computer or somebody else"

    filename_ext = ".safetensors"
    filter_glob: bpy.props.StringProperty(default=f"*{_SUFFIX}", options={"HIDDEN"})

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        self.name = self.style(context).name
        self.filepath = f"{self.name}{_SUFFIX}"
        return ExportHelper.invoke(self, context, event)

    def execute(self, context: bpy.types.Context) -> set[str]:
        style, path = self.style(context), self.filepath
        if style is None:
            return refuse(self, f"There is no style <{self.name}> any more. Press Refresh.", "style")
        name = style.name
        return _send(self, lambda client: client.style_file(name), lambda content: _write(path, content))


def _write(path: str, content: bytes) -> None:
    """Writes the file whole or not at all."""
    part = f"{path}.part"
    try:
        with open(part, "wb") as file:
            file.write(content)
        os.replace(part, path)
    except OSError as failure:
        if os.path.exists(part):
            os.unlink(part)
        problems.show(Problem(
            f"The style could not be saved as {os.path.basename(path)} ({failure.strerror}).", "Choose another place, then export it again."))


class MOTION_PROMPT_OT_refresh_styles(bpy.types.Operator):
    bl_idname = "motion_prompt.refresh_styles"
    bl_label = "Refresh"
    bl_description = "Read the list of styles from the server again"

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        return checks.allows(cls, _why_no_server())

    def execute(self, _context: bpy.types.Context) -> set[str]:
        styles.refresh()
        return {"FINISHED"}


def _why_no_server() -> str:
    return "" if endpoint.current() is not None else "The motion server does not run. Press Start in the panel Server."


def _send(operator: bpy.types.Operator, call: Callable[[Client], Any], land: Callable[[Any], None]) -> set[str]:
    """Asks the server in the background; what it refuses is shown in the panel Style. What the operator returns."""
    place = endpoint.current()
    if place is None:
        return refuse(operator, _why_no_server(), "style")
    jobs.ask_in("style")
    problems.show(None)

    def refused(problem: Problem) -> None:
        jobs.ask_in("style")
        problems.show(problem)
        # Somebody else may have changed the list.
        styles.refresh()

    errands.send(Client(place), call, land, refused)
    return {"FINISHED"}


CLASSES = (
    MOTION_PROMPT_OT_choose_style, MOTION_PROMPT_OT_add_to_prompt, MOTION_PROMPT_OT_preview_style, MOTION_PROMPT_OT_delete_style, MOTION_PROMPT_OT_import_style,
    MOTION_PROMPT_OT_export_style, MOTION_PROMPT_OT_refresh_styles,
)
