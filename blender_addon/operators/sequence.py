"""Generate All and Again: the prompts on the timeline as one motion, or one of them anew between what stays."""
from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import bpy
import numpy as np

from ..animation import blocks, pose_io, pose_preview, pose_reading
from ..animation.block_layout import Span as Frames
from ..animation.blocks import Sequenced
from ..animation.motion import Motion
from ..animation.path import Path
from ..animation.resample import scene_fps
from ..connection import endpoint, jobs, problems
from ..connection.messages import Answer
from ..connection.problems import Problem
from ..connection.sequence_messages import Block, SequenceRequest
from ..properties import LONGEST_SEED
from ..rig import smpl_armature
from . import block_checks, checks, delivery, obstacles, root_path
from .errors import UNREADY, refuse, why_unready

_PANEL = "blocks"
#: Frames between the poses that tell along which part of a path a block goes.
_TRACKED = 5


class MOTION_PROMPT_OT_generate_blocks(bpy.types.Operator):
    bl_idname = "motion_prompt.generate_blocks"
    bl_label = "Generate All"
    bl_description = (
        "Make one motion of all blocks, from where the character stands at the first of them, along the path if one is chosen. Keys that are "
        "yours stay as they are"
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, block_checks.why_not_generate_all(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        blocks.sort(armature)
        ordered = blocks.by_time(armature)
        before = blocks.stays_before(armature, ordered[0].start, context.scene.motion_prompt_timeline.transition, scene_fps(context.scene))
        return _ask(self, context, ordered, before, None)


class MOTION_PROMPT_OT_generate_block(bpy.types.Operator):
    bl_idname = "motion_prompt.generate_block"
    bl_label = "Again"
    bl_description = (
        "Make the block that is chosen anew, along the path if one is chosen. Only its own frames and the transitions on either side change"
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, block_checks.why_not_again(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature, fps = smpl_armature.find_character(context), scene_fps(context.scene)
        block, transition = blocks.active(armature), context.scene.motion_prompt_timeline.transition
        before = blocks.stays_before(armature, block.start, transition, fps)
        return _ask(self, context, [block], before, blocks.stays_after(armature, block.end, transition, fps))


def _ask(
    operator: bpy.types.Operator, context: bpy.types.Context, made: Sequence[bpy.types.PropertyGroup], before: Frames | None,
    after: Frames | None,
) -> set[str]:
    """Asks for blocks, between the frames of motion that stay on either side where there are such; what the operator returns."""
    armature, scene = smpl_armature.find_character(context), context.scene
    reason = obstacles.to_completion(armature)
    if reason:
        return refuse(operator, reason, _PANEL)
    for block in made:
        if not block.lock:
            block.seed = random.randint(0, LONGEST_SEED)
    first = before[0] if before else made[0].start
    last = (after[1] if after else made[-1].end) - 1
    pose_preview.set_aside(armature)
    try:
        request = _request(context, armature, made, before, after, first)
        space = pose_reading.read_space(context, armature, first, last)
        connect = endpoint.connector()
        track = _track(context, armature, before[1] - 1 if before else made[0].start, after[0]) if after else []
    except UNREADY as failure:
        return refuse(operator, why_unready(failure), _PANEL)
    try:
        request, path, note = _along_path(context, armature, request, made[0].start, track)
    except ValueError as failure:
        return refuse(operator, str(failure), _PANEL)
    uid, title = armature.session_uid, blocks.title([block.prompt for block in made])
    own = made[0].start - first, made[-1].end - 1 - first

    def arrived(answer: Answer) -> None:
        character = delivery.character_of(uid)
        if not answer.motions or any(len(motion) != request.frames for motion in answer.motions):
            problems.show(Problem("The motion server's answer does not fit the frames.", "Use a server of the same version as the add-on."))
            return
        frames = [*own, *(frame for transition in answer.transitions for frame in transition)]
        span = blocks.span_of(character or armature, first + min(frames), first + max(frames))
        batch = Sequenced(answer.motions, title, request.remembered(), first, span=span, path=path)
        delivery.hand_over(delivery.Delivery(uid, space, batch, notes=(*answer.notes, *filter(None, [note]))))

    jobs.start(request, connect, arrived, panel=_PANEL)
    return {"FINISHED"}


def _request(
    context: bpy.types.Context, armature: bpy.types.Object, made: Sequence[bpy.types.PropertyGroup], before: Frames | None,
    after: Frames | None, first: int,
) -> SequenceRequest:
    """Raises what `UNREADY` names."""
    scene, settings = context.scene, context.scene.motion_prompt
    wanted = [Block(block.prompt.strip(), block.start - first, block.end - block.start, block.seed) for block in made]
    staying = _read(context, armature, [each for each in (before, after) if each])
    if before:
        wanted.insert(0, Block("", 0, before[1] - before[0], motion=staying.pop(0)))
    if after:
        wanted.append(Block("", after[0] - first, after[1] - after[0], motion=staying.pop(0)))
    with pose_reading.scrubbing(scene, armature):
        scene.frame_set(made[0].start)
        start = pose_io.read_start(context, armature)
    strengths = {}
    for block in wanted:
        strengths |= scene.motion_prompt_style.strengths_in(block.prompt)
    return SequenceRequest(
        tuple(wanted), scene_fps(scene), scene.motion_prompt_timeline.takes, round(scene.motion_prompt_timeline.transition, 5),
        round(settings.guidance_scale, 5), settings.steps, start.position, start.heading, strengths)


def _along_path(
    context: bpy.types.Context, armature: bpy.types.Object, request: SequenceRequest, first: int, track: Sequence[Motion],
) -> tuple[SequenceRequest, Path | None, str]:
    """What is asked for, the path that what comes is led along, if one is chosen, and what is to be said of it.

    first: the first frame that is made. track: where the body goes up to motion that stays after the blocks, where there is such. Raises
    ValueError with a sentence.
    """
    curve = context.scene.motion_prompt_path.curve
    if curve is None or not track:
        return request, root_path.taken(context, armature, request.start_position, first), ""
    between = root_path.between(context, armature, track, request.blocks[-1].motion)
    if between is None:
        return request, None, f"The motion around the block is not on the path {curve.name}, so the block does not follow it. Generate All does."
    path, after = between
    return replace(request, blocks=(*request.blocks[:-1], replace(request.blocks[-1], motion=after))), path, ""


def _track(context: bpy.types.Context, armature: bpy.types.Object, first: int, last: int) -> list[Motion]:
    """Poses from frame `first` to `last`, now and then one."""
    frames = {float(frame) for frame in (*range(first, last, _TRACKED), last)}
    poses = pose_reading.read_poses(context, armature, frames)
    return [poses[frame] for frame in sorted(poses)]


def _read(context: bpy.types.Context, armature: bpy.types.Object, stretches: Sequence[Frames]) -> list[Motion]:
    """The motion in each stretch of frames."""
    poses = pose_reading.read_poses(context, armature, {float(frame) for first, end in stretches for frame in range(first, end)})
    motions = []
    for first, end in stretches:
        each = [poses[float(frame)] for frame in range(first, end)]
        motions.append(Motion(
            np.concatenate([pose.root_translation for pose in each]), np.concatenate([pose.joint_rotations for pose in each]),
            scene_fps(context.scene)))
    return motions


CLASSES = (MOTION_PROMPT_OT_generate_blocks, MOTION_PROMPT_OT_generate_block)
