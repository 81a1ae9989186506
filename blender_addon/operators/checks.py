"""Why a button cannot be pressed now, in a sentence; what the panel and the button's tooltip say. Quick: panels ask at every draw."""
from __future__ import annotations

import math

import bpy

from ..animation import completion, pins, pose_preview, takes
from ..animation.resample import frames_within, scene_fps
from ..connection import jobs, styles
from ..rig import smpl_armature
from ..rig.skeleton import JOINT_NAMES
from ..style_tokens import tokens_in
from ..translations import tr

#: The server's limits; it checks them again.
SHORTEST, LONGEST = 0.7, 10.0
LONGEST_PROMPT = 500
#: The server's frames per second.
SERVER_FPS = 30.0
#: Seconds by which the server lets a span of frames be shorter or longer.
_SPAN_GRACE = 0.05


def allows(operator: type[bpy.types.Operator], reason: str) -> bool:
    """For `poll`: whether nothing stands in the way; otherwise the button's tooltip says what does."""
    if reason:
        operator.poll_message_set(tr(reason))
    return not reason


def why_not_generate(context: bpy.types.Context) -> str:
    """The first thing that stands in the way; empty where nothing does."""
    return (
        about_job() or about_character(context) or _about_prompt(context.scene.motion_prompt.prompt) or _about_scope_bones(context)
        or _about_length(context.scene) or about_path(context.scene))


def why_not_complete(context: bpy.types.Context) -> str:
    """What stands in the way of Complete; empty where nothing does."""
    return about_job() or about_character(context) or _about_pins(context) or _about_text(context) or _about_scope_bones(context)


def why_not_fill_gap(context: bpy.types.Context) -> str:
    """What stands in the way of Fill Gap, as far as it can be told without looking at every key."""
    return about_job() or about_character(context) or about_action(context) or _about_text(context) or _about_scope_bones(context)


def why_not_pose(context: bpy.types.Context) -> str:
    """What stands in the way of Pose; empty where nothing does."""
    return about_job() or about_character(context) or _about_description(context) or _about_selection(context)


def why_not_motion_from_pose(context: bpy.types.Context) -> str:
    """What stands in the way of Motion from Pose; empty where nothing does."""
    length = context.scene.motion_prompt_pose.duration
    if not SHORTEST - 1e-6 <= length <= LONGEST + 1e-6:
        return f"A motion is {SHORTEST:g} to {LONGEST:g} seconds long, not {length:g}. Change the seconds to the pose."
    return why_not_pose(context)


def why_no_candidates(context: bpy.types.Context) -> str:
    """Why there is no pose to choose; empty where there is."""
    armature = smpl_armature.find_character(context)
    if not pose_preview.waiting(armature):
        return "This character has no poses to choose from. Press Pose first."
    return about(armature)


def why_not_accept(context: bpy.types.Context) -> str:
    """Why no candidate can be keyed; empty where one can."""
    reason = why_no_candidates(context)
    if reason:
        return reason
    armature = smpl_armature.find_character(context)
    if not pose_preview.standing(armature):
        return "The pose does not stand here. Press Show Here first."
    if not any(armature.motion_prompt_pose.joint_mask):
        return _about_selection(context) or "No bone takes the pose: all of them are locked. Unlock their rotation, then press an arrow."
    return ""


def why_no_takes(context: bpy.types.Context) -> str:
    """Why there is no take to choose; empty where there is."""
    armature = smpl_armature.find_character(context)
    if not takes.waiting(armature):
        return "This character has no takes to choose from. Press Generate first."
    return _about_tweaking(armature)


def why_not_kept(context: bpy.types.Context) -> str:
    """Why no kept take can be played; empty where one can."""
    armature = smpl_armature.find_character(context)
    if armature is None or not takes.kept_actions(armature):
        return "This character has no kept takes. Press Generate, then Keep."
    if takes.waiting(armature):
        return "Takes wait for a choice. Keep or reject them first."
    return _about_tweaking(armature)


def about_span(frames: int, fps: float, what: str, mend: str) -> str:
    """Why a span of so many frames is too short or too long for the server; empty where it is not."""
    length = frames / fps
    if SHORTEST - _SPAN_GRACE <= length <= LONGEST + _SPAN_GRACE:
        return ""
    return f"{what}: {length:.1f} seconds. A motion is {SHORTEST:g} to {LONGEST:g} seconds long: {mend}."


def pin_span(context: bpy.types.Context) -> tuple[int, int]:
    """The frames that Before and After add to the pins."""
    settings, fps = context.scene.motion_prompt_completion, scene_fps(context.scene)
    return round(settings.before * fps), round(settings.after * fps)


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
    return seconds_of(frames, scene_fps(scene))


def seconds_of(frames: int, fps: float) -> float:
    """The length to ask the server for, to fill so many frames."""
    needed = math.ceil((frames - 1) / fps * SERVER_FPS - 1e-6) + 1
    return max(needed / SERVER_FPS, 0.0)


def scope_frames(context: bpy.types.Context) -> tuple[int, int] | None:
    """The first and the last frame that Generate fills where its scope is narrowed; None where none are named. Looks at every key
    where the selected ones count: not for drawing."""
    scene, frames = context.scene, context.scene.motion_prompt_scope.frames
    if frames == "KEYS":
        return completion.gap_between_selected(smpl_armature.find_character(context))
    if frames == "PREVIEW":
        return (scene.frame_preview_start, scene.frame_preview_end) if scene.use_preview_range else None
    limit = frame_limit(scene)
    if limit is None:
        limit = frames_within(round(scene.motion_prompt.duration * SERVER_FPS), SERVER_FPS, scene_fps(scene))
    return scene.frame_current, scene.frame_current + limit - 1


def about_scope_frames(scene: bpy.types.Scene, frames: tuple[int, int] | None) -> str:
    """Why Generate cannot fill these frames; empty where it can."""
    if frames is None:
        if scene.motion_prompt_scope.frames == "KEYS":
            return "No keys are selected. Select some in the Dope Sheet, or choose other frames in Scope."
        return "There is no preview range. Press P in the timeline and drag over the frames, or choose other frames in Scope."
    count, fps = frames[1] - frames[0] + 1, scene_fps(scene)
    return about_span(
        count, fps, f"Frames {frames[0]} to {frames[1]}",
        "choose more frames in Scope" if count / fps < SHORTEST else "choose fewer frames in Scope")


def about_job() -> str:
    """Why nothing can be asked of the server now; empty where something can."""
    job = jobs.running()
    if job is None:
        return ""
    if job.request.task == "invert":
        return f"The style <{job.request.name}> is being learned. Wait for it, or press Cancel in the panel Style."
    return f"A {'pose' if job.request.task == 'pose' else 'motion'} is being made. Wait for it, or press Cancel."


def about_action(context: bpy.types.Context) -> str:
    """Why nothing can be done with the character's keys; empty where it has an action."""
    armature = smpl_armature.find_character(context)
    data = armature.animation_data if armature is not None else None
    if data is None or data.action is None:
        return "The character has no action with keys. Key some poses first, or press Pin Pose."
    return ""


def about_character(context: bpy.types.Context) -> str:
    """Why no character can be worked on; empty where one can."""
    armature = smpl_armature.find_character(context)
    return "No character is selected. Select one, or press Add Character." if armature is None else about(armature)


def about(armature: bpy.types.Object) -> str:
    """Why this character cannot be worked on; empty where it can."""
    if armature.library is not None:
        return "This character is linked from another file. Make a library override of it, or make it local."
    if armature.mode == "EDIT":
        return "The character is in Edit Mode. Switch to Object or Pose Mode."
    if min(armature.matrix_world.to_scale()) <= 1e-6 or armature.matrix_world.is_negative:
        return "The character is mirrored or has no size. Give it a scale above zero."
    return _about_tweaking(armature)


def _about_tweaking(armature: bpy.types.Object) -> str:
    if armature.animation_data is not None and armature.animation_data.use_tweak_mode:
        return "The character's NLA strip is being tweaked. Leave tweak mode first (Tab in the NLA editor)."
    return ""


def _about_pins(context: bpy.types.Context) -> str:
    frames = [item.frame for item in smpl_armature.find_character(context).motion_prompt_pins]
    if not frames:
        return "No pose is pinned. Pose the character, then press Pin Pose."
    first, last = min(frames), max(frames)
    more = sum(pin_span(context))
    if first == last and not more:
        return f"Only frame {first} is pinned. Pin another pose, or add time before or after it."
    what = f"From frame {first} to {last}" if first != last else f"Around frame {first}"
    return about_span(
        last - first + 1 + more, scene_fps(context.scene), f"{what}, with the time before and after" if more else what,
        "move the pins, or change the time before and after them")


def _about_text(context: bpy.types.Context) -> str:
    prompt = context.scene.motion_prompt_completion.prompt
    return _about_prompt(prompt) if prompt.strip() else ""


def _about_description(context: bpy.types.Context) -> str:
    text = context.scene.motion_prompt_pose.text
    if not text.strip():
        return "There is no description of a pose. Write one, for example: hands on hips."
    if len(text) > LONGEST_PROMPT:
        return f"The description has {len(text)} characters. Shorten it to {LONGEST_PROMPT}."
    return about_tokens(text)


def _about_selection(context: bpy.types.Context) -> str:
    if not context.scene.motion_prompt_pose.selected_only:
        return ""
    armature = smpl_armature.find_character(context)
    if armature.mode != "POSE":
        return "Selected Bones Only is on. Switch to Pose Mode and select the bones that take the pose, or switch it off."
    if not pins.chosen_joints(armature).any():
        return "Selected Bones Only is on, but no bone of the body is selected. Select some, or switch it off."
    return ""


def _about_prompt(prompt: str) -> str:
    if not prompt.strip():
        return "The prompt is empty. Write what the character does."
    if len(prompt) > LONGEST_PROMPT:
        return f"The prompt has {len(prompt)} characters. Shorten it to {LONGEST_PROMPT}."
    return about_tokens(prompt)


def about_tokens(text: str) -> str:
    """Why a style that the text names cannot be used, as far as the styles are known; empty where they can."""
    known = styles.known()
    if known is None:
        return ""
    for name in tokens_in(text):
        style = styles.find(name)
        if style is None:
            there = ", ".join(f"<{each.name}>" for each in known)
            if there:
                return f"There is no style <{name}>. There are {there}."
            return f"There is no style <{name}>. None has been learned yet: see the panel Style."
        if not style.usable:
            return style.reason
    return ""


def _about_scope_bones(context: bpy.types.Context) -> str:
    if context.scene.motion_prompt_scope.bones == "ALL":
        return ""
    armature = smpl_armature.find_character(context)
    if armature.mode != "POSE":
        return "Scope says Selected Bones. Switch to Pose Mode and select the bones that are to move, or choose All Bones."
    if not pins.chosen_joints(armature).any():
        return "Scope says Selected Bones, but no bone of the body is selected. Select some, or choose All Bones."
    return ""


def about_path(scene: bpy.types.Scene) -> str:
    """Why the path cannot be followed; empty where it can, or where there is none."""
    curve = scene.motion_prompt_path.curve
    if curve is None:
        return ""
    if curve.type != "CURVE":
        return f"The path {curve.name} is no curve. Choose a curve, or clear the field Path."
    if not curve.users_scene:
        return f"The path {curve.name} has been deleted from the scene. Choose another curve, or clear the field Path."
    return ""


def path_out_of_scope(context: bpy.types.Context) -> bool:
    """Whether a path is chosen that is not followed, because Scope leaves out the bone that carries the body."""
    return context.scene.motion_prompt_path.curve is not None and not scope_joints(context)[0]


def scope_joints(context: bpy.types.Context) -> tuple[bool, ...]:
    """The joints (22) that are keyed."""
    if context.scene.motion_prompt_scope.bones == "ALL":
        return (True,) * len(JOINT_NAMES)
    return tuple(pins.chosen_joints(smpl_armature.find_character(context)).tolist())


def _about_length(scene: bpy.types.Scene) -> str:
    if scene.motion_prompt_scope.frames == "PREVIEW":
        return about_scope_frames(scene, (scene.frame_preview_start, scene.frame_preview_end) if scene.use_preview_range else None)
    if scene.motion_prompt_scope.frames == "KEYS":
        return ""
    length = seconds(scene)
    # The last server frame may lie a little after the scene's: half a frame of grace.
    if SHORTEST - 1e-6 <= length <= LONGEST + 0.5 / SERVER_FPS:
        return ""
    if scene.motion_prompt.length_mode == "SECONDS":
        return f"A motion is {SHORTEST:g} to {LONGEST:g} seconds long, not {length:g}. Change the length."
    if frame_limit(scene) < 2:
        return "The playhead is at the end of the scene's range. Move it back, or set the length in seconds."
    return f"From the playhead to the scene's end it is {length:.1f} seconds. A motion is {SHORTEST:g} to {LONGEST:g} seconds long."
