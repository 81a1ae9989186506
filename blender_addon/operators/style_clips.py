"""The list of clips to learn a style from: put in and take out."""
from __future__ import annotations

import os
from collections.abc import Iterator

import bpy

from ..animation import clips
from ..animation.clips import Source, UnusableClip
from ..translations import tr
from . import checks


class MOTION_PROMPT_OT_add_clips(bpy.types.Operator):
    bl_idname = "motion_prompt.add_clips"
    bl_label = "Add Clips"
    bl_description = (
        "Learn from what the selected armatures play, any rig of a person: their actions, and those of NLA strips that are not muted. "
        "Actions selected in the Outliner or the Asset Browser are added for the active armature"
    )
    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        reason = "" if _armatures(context) else "No armature is selected. Select one that plays a motion, or press Add BVH Files."
        return checks.allows(cls, reason)

    def execute(self, context: bpy.types.Context) -> set[str]:
        armatures = _armatures(context)
        sources = [source for armature in armatures for source in clips.sources_of(armature)]
        sources += _chosen_elsewhere(context, armatures[0])
        if not sources:
            names = ", ".join(armature.name for armature in armatures)
            self.report({"ERROR"}, tr(f"{names} plays no action. Assign one, or pick one with the magnifying glass."))
            return {"CANCELLED"}
        return _added(self, clips.add(context.scene.motion_prompt_style.clips, sources))


#: Blender keeps no reference to the texts of a list that is made while it is shown.
_offered: list[tuple[str, str, str]] = []


def _actions(_operator: bpy.types.Operator, context: bpy.types.Context) -> list[tuple[str, str, str]]:
    armature = next(iter(_armatures(context)), None)
    _offered[:] = [
        (action.name_full, action.name_full, "") for action in bpy.data.actions
        if armature is not None and clips.fitting_slot(armature, action) is not None
    ]
    return _offered


class MOTION_PROMPT_OT_add_action(bpy.types.Operator):
    bl_idname = "motion_prompt.add_action"
    bl_label = "Add Any Action"
    bl_description = "Learn from any action of this file that moves bones of the active armature"
    bl_options = {"UNDO"}
    bl_property = "action"

    action: bpy.props.EnumProperty(name="Action", items=_actions, options={"SKIP_SAVE"})

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        armature = next(iter(_armatures(context)), None)
        if armature is None:
            return checks.allows(cls, "No armature is selected. Select the one that the action is for.")
        return True

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[str]:
        if not _actions(self, context):
            self.report({"ERROR"}, tr(f"No action of this file moves bones of {_armatures(context)[0].name}. Append some, then try again."))
            return {"CANCELLED"}
        context.window_manager.invoke_search_popup(self)
        return {"RUNNING_MODAL"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = _armatures(context)[0]
        action = next((action for action in bpy.data.actions if action.name_full == self.action), None)
        slot = clips.fitting_slot(armature, action) if action is not None else None
        if slot is None:
            self.report({"ERROR"}, tr(f"This action moves no bone of {armature.name}. Choose another."))
            return {"CANCELLED"}
        return _added(self, clips.add(context.scene.motion_prompt_style.clips, [Source(armature, action, slot)]))


class MOTION_PROMPT_OT_add_bvh_files(bpy.types.Operator):
    bl_idname = "motion_prompt.add_bvh_files"
    bl_label = "Add BVH Files"
    bl_description = "Learn from BVH files of any person's skeleton"
    bl_options = {"UNDO"}

    directory: bpy.props.StringProperty(subtype="DIR_PATH", options={"HIDDEN", "SKIP_SAVE"})
    files: bpy.props.CollectionProperty(type=bpy.types.OperatorFileListElement, options={"HIDDEN", "SKIP_SAVE"})
    filter_glob: bpy.props.StringProperty(default="*.bvh;*.BVH", options={"HIDDEN"})

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[str]:
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        paths = [os.path.join(self.directory, file.name) for file in self.files if file.name]
        if not paths:
            self.report({"ERROR"}, "No file is chosen. Choose one or more BVH files.")
            return {"CANCELLED"}
        count, refused = 0, []
        for path in paths:
            try:
                count += clips.add_file(context.scene.motion_prompt_style.clips, path)
            except UnusableClip as failure:
                refused.append(str(failure))
        if refused:
            more = f" {len(refused) - 1} more files could not be used either." if len(refused) > 1 else ""
            self.report({"WARNING" if count else "ERROR"}, tr(refused[0] + more))
            return {"FINISHED"} if count else {"CANCELLED"}
        return _added(self, count)


class _OnClips(bpy.types.Operator):
    """Common to what takes clips out of the list."""

    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, "" if len(context.scene.motion_prompt_style.clips) else "There is no clip in the list")


class MOTION_PROMPT_OT_remove_clip(_OnClips):
    bl_idname = "motion_prompt.remove_clip"
    bl_label = "Remove Clip"
    bl_description = "Take this clip out of the list. The action or file itself stays"

    index: bpy.props.IntProperty(default=-1, options={"SKIP_SAVE"})

    def execute(self, context: bpy.types.Context) -> set[str]:
        settings = context.scene.motion_prompt_style
        last = len(settings.clips) - 1
        settings.clips.remove(min(max(settings.active_clip if self.index < 0 else self.index, 0), last))
        settings.active_clip = max(min(settings.active_clip, last - 1), 0)
        return {"FINISHED"}


class MOTION_PROMPT_OT_clear_clips(_OnClips):
    bl_idname = "motion_prompt.clear_clips"
    bl_label = "Remove All Clips"
    bl_description = "Take all clips out of the list. The actions and files themselves stay"

    def execute(self, context: bpy.types.Context) -> set[str]:
        context.scene.motion_prompt_style.clips.clear()
        context.scene.motion_prompt_style.active_clip = 0
        return {"FINISHED"}


def _added(operator: bpy.types.Operator, count: int) -> set[str]:
    if not count:
        operator.report({"INFO"}, "These clips are in the list already")
        return {"CANCELLED"}
    operator.report({"INFO"}, tr("Added 1 clip" if count == 1 else f"Added {count} clips"))
    return {"FINISHED"}


def _armatures(context: bpy.types.Context) -> list[bpy.types.Object]:
    """The selected armatures, and those that move selected meshes; the active one first."""
    active, chosen = context.active_object, list(context.selected_objects)
    if active is not None and (active in chosen or active.mode == "POSE"):
        chosen = [active, *(item for item in chosen if item != active)]
    found: dict[bpy.types.Object, None] = {}
    for item in chosen:
        movers = [item, item.parent, *(modifier.object for modifier in item.modifiers if modifier.type == "ARMATURE")]
        found.update(dict.fromkeys(mover for mover in movers[:1 if item.type == "ARMATURE" else None] if _is_armature(mover)))
    return list(found)


def _is_armature(item: bpy.types.Object | None) -> bool:
    return item is not None and item.type == "ARMATURE"


def _chosen_elsewhere(context: bpy.types.Context, armature: bpy.types.Object) -> Iterator[Source]:
    """Actions selected in the Outliner and the Asset Browser that move bones of the armature."""
    window = context.window
    for area in window.screen.areas if window is not None else ():
        if area.type not in ("OUTLINER", "FILE_BROWSER"):
            continue
        region = next((region for region in area.regions if region.type == "WINDOW"), None)
        with context.temp_override(area=area, region=region):
            chosen = list(getattr(context, "selected_ids", ()) or ())
            chosen += [asset.local_id for asset in getattr(context, "selected_assets", ()) or ()]
        for action in (item for item in chosen if isinstance(item, bpy.types.Action)):
            slot = clips.fitting_slot(armature, action)
            if slot is not None:
                yield Source(armature, action, slot)


CLASSES = (
    MOTION_PROMPT_OT_add_clips, MOTION_PROMPT_OT_add_action, MOTION_PROMPT_OT_add_bvh_files, MOTION_PROMPT_OT_remove_clip,
    MOTION_PROMPT_OT_clear_clips,
)
