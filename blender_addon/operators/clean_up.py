"""Clean Up: feet, floor, loops, smoothing, retiming and fewer keys, on the motion that the character has. Works without a server."""
from __future__ import annotations

from dataclasses import asdict, dataclass

import bpy
import numpy as np

from ..animation import clean_up_keys, cleanup, feet, pose_preview, pose_reading, takes
from ..animation.clean_up_keys import CleanedUp
from ..animation.motion import Motion
from ..animation.resample import scene_fps
from ..connection import jobs, problems
from ..rig import joint_bones, smpl_armature
from ..translations import tr
from . import checks, obstacles
from .errors import refuse

#: Custom property on the action of a take: what Clean Up changed, in a sentence.
CHANGED = "motion_prompt_clean_up"
_NO_FRAMES = {
    "KEYS": "The character has no keys on its body. Generate a motion, or key some poses first.",
    "PREVIEW": "There is no preview range. Set one (P in the timeline), or choose All Keys.",
    "SELECTED": "No keys are selected. Select some in the Dope Sheet, or choose All Keys.",
}
#: More frames than this take too long to read.
_MOST_FRAMES = 20000


@dataclass(frozen=True)
class _Figures:
    """What the animator is told of a motion: metres a second, metres, keys, seconds."""

    standing: feet.Standing
    keys: int
    seconds: float


class MOTION_PROMPT_OT_clean_up(bpy.types.Operator):
    bl_idname = "motion_prompt.clean_up"
    bl_label = "Clean Up"
    bl_description = (
        "Do the steps that are switched on, from top to bottom, in a copy of the action. Keep or reject the result under Takes; "
        "the action from before stays in the file"
    )
    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, why_not_clean_up(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature, settings = smpl_armature.find_character(context), context.scene.motion_prompt_clean_up
        reason = obstacles.to_completion(armature)
        if reason:
            return refuse(self, reason, "clean_up")
        pose_preview.set_aside(armature)
        clean_up_keys.take_back(armature)
        frames = clean_up_keys.extent(context, armature, settings.extent)
        reason = _about_frames(frames, settings.extent)
        if reason:
            return refuse(self, reason, "clean_up")
        try:
            batch, before = _made(context, armature, *frames)
        except ValueError as failure:
            return refuse(self, str(failure), "clean_up")
        space = pose_reading.read_space(context, armature, batch.span.first, batch.span.last)
        takes.land(armature, context.scene, space, batch)
        sentence = _changed(before, _figures(context, armature, batch.span.first, batch.span.last))
        action = armature.animation_data.action
        action[CHANGED], action[clean_up_keys.DIGEST] = sentence, clean_up_keys.digest(action)
        self.report({"INFO"}, tr(sentence))
        if jobs.asked_in() == "clean_up":
            problems.show(None)
        return {"FINISHED"}


def why_not_clean_up(context: bpy.types.Context) -> str:
    """What stands in the way of Clean Up, as far as it can be told without looking at every key; empty where nothing does."""
    return checks.about_character(context) or checks.about_action(context) or _about_steps(context.scene.motion_prompt_clean_up)


def _about_steps(settings: bpy.types.PropertyGroup) -> str:
    steps = ("retime", "mirror", "smooth", "loop", "floor", "feet", "in_place", "reduce")
    return "" if any(getattr(settings, step) for step in steps) else "No step is switched on. Switch on what is to be done."


def _about_frames(frames: tuple[int, int] | None, which: str) -> str:
    if frames is None:
        return _NO_FRAMES[which]
    if frames[1] <= frames[0]:
        return f"There is only frame {frames[0]}. Clean Up needs two frames or more: choose more of the motion."
    if frames[1] - frames[0] >= _MOST_FRAMES:
        return f"{frames[1] - frames[0] + 1} frames are too many at once. Set a preview range and clean up {_MOST_FRAMES} or fewer."
    return ""


def _made(
    context: bpy.types.Context, armature: bpy.types.Object, first: int, last: int,
) -> tuple[CleanedUp, _Figures]:
    """The cleaned motion as a batch, and the figures of the motion before. Raises ValueError with a sentence."""
    settings = context.scene.motion_prompt_clean_up
    motion = _read(context, armature, first, last)
    before = _told(armature, motion, first, last)
    steps = steps_of(settings, scene_fps(context.scene))
    if settings.retime and settings.retime_to == "RATE":
        motion = Motion(motion.root_translation, motion.joint_rotations, settings.former_fps)
    rest = joint_bones.rest_joints(armature)
    cleaned = cleanup.cleaned(motion, rest, steps)
    span = clean_up_keys.span_of(armature, first, len(cleaned), last)
    if not steps.moves:
        cleaned = cleanup.faded(motion, cleaned, not span.open_before, not span.open_after)
    name = armature.animation_data.action.name.split(" · ")[0].removesuffix(" cleaned up")
    batch = CleanedUp(
        (cleaned,), f"{name} cleaned up", {"task": clean_up_keys.TASK, **asdict(steps)}, first, span=span, former_last=last,
        degrees=settings.degrees if settings.reduce else 0.0, metres=settings.centimetres / 100)
    return batch, before


def steps_of(settings: bpy.types.PropertyGroup, fps: float) -> cleanup.Steps:
    """The steps that are switched on."""
    return cleanup.Steps(
        fps, retime=settings.seconds if settings.retime and settings.retime_to == "LENGTH" else None,
        change_rate=settings.retime and settings.retime_to == "RATE", mirror=settings.mirror,
        smooth=settings.cutoff if settings.smooth else None, loop=settings.loop_travel if settings.loop else None,
        find_loop=settings.find_loop, floor=settings.floor, feet=settings.feet, in_place=settings.in_place,
        keep_heading=settings.keep_heading)


def _read(context: bpy.types.Context, armature: bpy.types.Object, first: int, last: int) -> Motion:
    poses = pose_reading.read_poses(context, armature, [float(frame) for frame in range(first, last + 1)])
    ordered = [poses[time] for time in sorted(poses)]
    return Motion(
        np.concatenate([pose.root_translation for pose in ordered]), np.concatenate([pose.joint_rotations for pose in ordered]),
        scene_fps(context.scene))


def _figures(context: bpy.types.Context, armature: bpy.types.Object, first: int, last: int) -> _Figures:
    return _told(armature, _read(context, armature, first, last), first, last)


def _told(armature: bpy.types.Object, motion: Motion, first: int, last: int) -> _Figures:
    standing = feet.measured(motion, joint_bones.rest_joints(armature))
    return _Figures(standing, clean_up_keys.key_count(armature, first, last), (last - first) / motion.fps)


def _changed(before: _Figures, after: _Figures) -> str:
    return (
        f"Standing feet slid up to {100 * before.standing.slide:.1f} cm/s, now {100 * after.standing.slide:.1f}; the lowest sole was at "
        f"{100 * before.standing.lowest:.1f} cm, now {100 * after.standing.lowest:.1f}; {before.keys:,} keys, now {after.keys:,}; "
        f"{before.seconds:.2f} s, now {after.seconds:.2f}."
    ).replace("-0.0 ", "0.0 ").replace("-0.0;", "0.0;").replace("-", "−")


CLASSES = (MOTION_PROMPT_OT_clean_up,)
