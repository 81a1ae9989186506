"""Generate and Cancel."""
from __future__ import annotations

from dataclasses import replace

import bpy

from ..animation import pose_io, takes
from ..connection import endpoint, jobs, styles
from ..connection.messages import Answer, GenerationRequest
from ..rig import smpl_armature
from . import checks, delivery
from .errors import UNREADY, refuse, why_unready


class MOTION_PROMPT_OT_generate(bpy.types.Operator):
    bl_idname = "motion_prompt.generate"
    bl_label = "Generate"
    bl_description = "Make the motion at the playhead, from where the character stands and faces"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.why_not_generate(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        settings = context.scene.motion_prompt
        # Blender's properties are 32-bit: 0.7 comes back as 0.69999999, which the server would refuse.
        duration = min(round(checks.seconds(context.scene), 5), checks.LONGEST)
        request = GenerationRequest(settings.prompt.strip(), duration, takes=settings.takes)
        return ask(self, context, request, checks.frame_limit(context.scene))


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
) -> set[str]:
    """Asks for the request's words, length and number of takes, with the panel's settings, at the playhead; at most `limit` frames
    land. What the operator returns."""
    armature, settings = smpl_armature.find_character(context), context.scene.motion_prompt
    settings.draw_seed()
    try:
        space, start = pose_io.space_of(context, armature), pose_io.read_start(context, armature)
        connect = endpoint.connector()
    except UNREADY as failure:
        return refuse(operator, why_unready(failure), panel)
    request = replace(
        request, seed=settings.seed, guidance_scale=round(settings.guidance_scale, 5), steps=settings.steps,
        start_position=start.position, start_heading=start.heading,
        style_strengths=context.scene.motion_prompt_style.strengths_in(request.prompt))
    uid, frame = armature.session_uid, context.scene.frame_current

    def arrived(answer: Answer) -> None:
        batch = takes.Batch(answer.motions, request.prompt, request.remembered(), frame, limit)
        delivery.hand_over(delivery.Delivery(uid, space, batch))

    jobs.start(request, connect, arrived, panel=panel)
    return {"FINISHED"}


CLASSES = (MOTION_PROMPT_OT_generate, MOTION_PROMPT_OT_cancel)
