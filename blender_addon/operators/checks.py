"""Why Generate cannot be pressed now, in a sentence; what the panel and the button's tooltip say."""
from __future__ import annotations

import math

import bpy

from ..animation.resample import scene_fps
from ..connection import jobs
from ..rig import smpl_armature

#: The server's limits; it checks them again.
SHORTEST, LONGEST = 0.7, 10.0
LONGEST_PROMPT = 500
#: The server's frames per second.
SERVER_FPS = 30.0


def why_not_generate(context: bpy.types.Context) -> str:
    """The first thing that stands in the way; empty where nothing does."""
    if jobs.running() is not None:
        return "A motion is being made. Wait for it, or press Cancel."
    return _about_character(context) or _about_prompt(context.scene.motion_prompt.prompt) or _about_length(context.scene)


def frame_limit(scene: bpy.types.Scene) -> int | None:
    """The most frames that a motion may take: to the scene's last frame where the length says so."""
    if scene.motion_prompt.length_mode == "SECONDS":
        return None
    return scene.frame_end - scene.frame_current + 1


def seconds(scene: bpy.types.Scene) -> float:
    """The length to ask the server for. To fill a number of frames it may have to make one of its own frames more."""
    frames = frame_limit(scene)
    if frames is None:
        return scene.motion_prompt.duration
    needed = math.ceil((frames - 1) / scene_fps(scene) * SERVER_FPS - 1e-6) + 1
    return max(needed / SERVER_FPS, 0.0)


def _about_character(context: bpy.types.Context) -> str:
    armature = smpl_armature.find_character(context)
    if armature is None:
        return "No character is selected. Select one, or press Add Character."
    if armature.library is not None:
        return "This character is linked from another file. Make a library override of it, or make it local."
    if armature.mode == "EDIT":
        return "The character is in Edit Mode. Switch to Object or Pose Mode."
    if min(armature.matrix_world.to_scale()) <= 1e-6 or armature.matrix_world.is_negative:
        return "The character is mirrored or has no size. Give it a scale above zero."
    if armature.animation_data is not None and armature.animation_data.use_tweak_mode:
        return "The character's NLA strip is being tweaked. Leave tweak mode first (Tab in the NLA editor)."
    return ""


def _about_prompt(prompt: str) -> str:
    if not prompt.strip():
        return "The prompt is empty. Write what the character does."
    if len(prompt) > LONGEST_PROMPT:
        return f"The prompt has {len(prompt)} characters. Shorten it to {LONGEST_PROMPT}."
    return ""


def _about_length(scene: bpy.types.Scene) -> str:
    length = seconds(scene)
    # The last server frame may lie a little after the scene's: half a frame of grace.
    if SHORTEST - 1e-6 <= length <= LONGEST + 0.5 / SERVER_FPS:
        return ""
    if scene.motion_prompt.length_mode == "SECONDS":
        return f"A motion is {SHORTEST:g} to {LONGEST:g} seconds long, not {length:g}. Change the length."
    if frame_limit(scene) < 2:
        return "The playhead is at the end of the scene's range. Move it back, or set the length in seconds."
    return f"From the playhead to the scene's end it is {length:.1f} seconds. A motion is {SHORTEST:g} to {LONGEST:g} seconds long."
