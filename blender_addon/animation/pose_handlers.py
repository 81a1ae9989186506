"""Keeps previews of poses where they belong: at their frame, and out of files."""
from __future__ import annotations

import bpy
from bpy.app.handlers import persistent

from . import pose_preview, view
from .pose_preview import ASIDE, AWAY, Kept

#: Whether there may be previews: without one, playing an animation costs nothing.
_looks = False
#: The previews of the file that is being saved, by the armature's session_uid.
_kept: dict[int, Kept] = {}


def watch() -> None:
    """To be called where a preview begins."""
    global _looks
    _looks = True


@persistent
def _before_frame(scene: bpy.types.Scene, _depsgraph: object = None) -> None:
    """The playhead has moved: the bones go back before Blender works out the new frame."""
    if not _looks or bpy.app.is_job_running("RENDER"):
        return
    for armature in pose_preview.everywhere(scene.objects):
        if pose_preview.standing(armature) and not pose_preview.in_place(armature, scene):
            pose_preview.set_aside(armature, AWAY)


@persistent
def _after_frame(scene: bpy.types.Scene, _depsgraph: object = None) -> None:
    """Back at its frame a preview stands again; also where Blender has worked out the same frame once more."""
    if not _looks or bpy.app.is_job_running("RENDER") or view.of(bpy.context).scene != scene:
        return
    for armature in pose_preview.everywhere(scene.objects):
        if armature.motion_prompt_pose.status != ASIDE and pose_preview.in_place(armature, scene):
            _stand_again(armature)


def _stand_again(armature: bpy.types.Object) -> None:
    try:
        pose_preview.show(view.of(bpy.context), armature, armature.motion_prompt_pose.shown)
    except (KeyError, ValueError):
        # Meanwhile a bone has gone, or the character has been flattened: the panel says so.
        pose_preview.set_aside(armature)


@persistent
def _before_save(_file: str = "", _unused: object = None) -> None:
    for armature in pose_preview.everywhere(bpy.data.objects):
        _kept[armature.session_uid] = pose_preview.packed(armature)


@persistent
def _after_save(_file: str = "", _unused: object = None) -> None:
    for armature in bpy.data.objects:
        if armature.session_uid in _kept:
            pose_preview.unpacked(view.of(bpy.context), armature, _kept[armature.session_uid])
    _kept.clear()


@persistent
def _after_load(_file: str = "", _unused: object = None) -> None:
    """An automatic backup may hold a preview."""
    global _looks
    _looks = False
    for armature in pose_preview.everywhere(bpy.data.objects):
        pose_preview.end(armature)


def _handlers() -> tuple[tuple[list, object], ...]:
    lists = bpy.app.handlers
    return (
        (lists.frame_change_pre, _before_frame), (lists.frame_change_post, _after_frame), (lists.save_pre, _before_save),
        (lists.save_post, _after_save), (lists.save_post_fail, _after_save), (lists.load_post, _after_load),
    )


def register() -> None:
    for handlers, own in _handlers():
        handlers.append(own)


def unregister() -> None:
    for armature in pose_preview.everywhere(bpy.data.objects):
        pose_preview.end(armature)
    for handlers, own in _handlers():
        if own in handlers:
            handlers.remove(own)
