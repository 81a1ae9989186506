"""Generate and Cancel."""
from __future__ import annotations

from dataclasses import replace

import bpy

from ..animation import pose_io, pose_preview, pose_reading, scope, takes
from ..animation.motion import start_heading
from ..animation.resample import scene_fps
from ..animation.scope import Scoped
from ..connection import endpoint, jobs, styles
from ..connection.messages import Answer, GenerationRequest
from ..rig import character_file, smpl_armature
from . import checks, delivery, obstacles, root_path
from .errors import UNREADY, refuse, why_unready


class MOTION_PROMPT_OT_generate(bpy.types.Operator):
    bl_idname = "motion_prompt.generate"
    bl_label = "Generate"
    bl_description = "Make the motion at the playhead, from where the character stands and faces"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.why_not_generate(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        if context.scene.motion_prompt_scope.narrowed:
            return _ask_in_scope(self, context)
        settings = context.scene.motion_prompt
        request = GenerationRequest(settings.prompt.strip(), _askable(checks.seconds(context.scene)), takes=settings.takes)
        return ask(self, context, request, checks.frame_limit(context.scene), along_path=True)


class MOTION_PROMPT_OT_cancel(bpy.types.Operator):
    bl_idname = "motion_prompt.cancel"
    bl_label = "Cancel"
    bl_description = "Stop what is being made or learned"

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        if jobs.running() is None:
            cls.poll_message_set("Nothing is being made")
            return False
        return True

    def execute(self, _context: bpy.types.Context) -> set[str]:
        learning = jobs.running().request.task == "invert"
        jobs.cancel()
        if learning:
            styles.refresh()
        return {"FINISHED"}


def ask(
    operator: bpy.types.Operator, context: bpy.types.Context, request: GenerationRequest, limit: int | None, panel: str = "generate",
    along_path: bool = False,
) -> set[str]:
    """Asks for the request's words, length and number of takes, with the panel's settings, at the playhead; at most `limit` frames
    land. Along the panel's path only where asked to be. What the operator returns."""
    armature, settings = smpl_armature.find_character(context), context.scene.motion_prompt
    settings.draw_seed()
    try:
        space, start = pose_io.space_of(context, armature), pose_io.read_start(context, armature)
        connect = endpoint.connector()
    except UNREADY as failure:
        return refuse(operator, why_unready(failure), panel)
    request = _with_settings(context, request, start.position, start.heading)
    uid, frame = armature.session_uid, context.scene.frame_current
    try:
        path = root_path.taken(context, armature, start.position, frame) if along_path else None
    except ValueError as failure:
        return refuse(operator, str(failure), panel)

    def arrived(answer: Answer) -> None:
        batch = takes.Batch(answer.motions, request.prompt, request.remembered(), frame, limit, path=path)
        delivery.hand_over(delivery.Delivery(uid, space, batch))

    jobs.start(request, connect, arrived, panel=panel)
    return {"FINISHED"}


def _ask_in_scope(operator: bpy.types.Operator, context: bpy.types.Context) -> set[str]:
    """Asks for the frames that the scope names; only its bones are keyed, blended into what is there."""
    scene, armature, settings = context.scene, smpl_armature.find_character(context), context.scene.motion_prompt
    frames = checks.scope_frames(context)
    reason = checks.about_scope_frames(scene, frames) or obstacles.to_completion(armature)
    if reason:
        return refuse(operator, reason, "generate")
    settings.draw_seed()
    try:
        here = pose_reading.read_here(context, armature)
        pose_preview.set_aside(armature)
        poses = pose_reading.read_poses(context, armature, frames)
        space, connect = pose_reading.read_space(context, armature, *frames), endpoint.connector()
    except UNREADY as failure:
        return refuse(operator, why_unready(failure), "generate")
    start, end = here if frames[0] == scene.frame_current else poses[frames[0]], poses[frames[1]]
    x, _, z = start.root_translation[0]
    joints = checks.scope_joints(context)
    try:
        path = root_path.taken(context, armature, (float(x), float(z)), frames[0]) if joints[0] else None
    except ValueError as failure:
        return refuse(operator, str(failure), "generate")
    length = _askable(checks.seconds_of(frames[1] - frames[0] + 1, scene_fps(scene)))
    request = _with_settings(
        context, GenerationRequest(settings.prompt.strip(), length, takes=settings.takes), (float(x), float(z)),
        start_heading(start, character_file.load().rest_joints))
    uid, span = armature.session_uid, scope.plan(armature, *frames)
    blend = scene.motion_prompt_scope.blend

    def arrived(answer: Answer) -> None:
        batch = Scoped(
            answer.motions, request.prompt, request.remembered(), span.first, span=span, joints=joints, blend=blend,
            path=path)
        delivery.hand_over(delivery.Delivery(uid, space, batch, notes=batch.notes(scene_fps(scene), end)))

    jobs.start(request, connect, arrived, panel="generate")
    return {"FINISHED"}


def _with_settings(
    context: bpy.types.Context, request: GenerationRequest, position: tuple[float, float], heading: float,
) -> GenerationRequest:
    """The request with the panel's seed and sampling, from where the character stands and faces."""
    settings = context.scene.motion_prompt
    return replace(
        request, seed=settings.seed, guidance_scale=round(settings.guidance_scale, 5), steps=settings.steps, start_position=position,
        start_heading=heading, style_strengths=context.scene.motion_prompt_style.strengths_in(request.prompt))


def _askable(seconds: float) -> float:
    """Blender's properties are 32-bit: 0.7 comes back as 0.69999999, which the server would refuse."""
    return min(round(seconds, 5), checks.LONGEST)


CLASSES = (MOTION_PROMPT_OT_generate, MOTION_PROMPT_OT_cancel)
