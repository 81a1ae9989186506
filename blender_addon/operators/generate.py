"""Generate and Cancel."""
from __future__ import annotations

from dataclasses import asdict

import bpy

from ..animation import pose_io, takes
from ..connection import endpoint, jobs
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
        armature = smpl_armature.find_character(context)
        context.scene.motion_prompt.draw_seed()
        try:
            space = pose_io.space_of(context, armature)
            request = _request(context, armature)
            connect = endpoint.connector()
        except UNREADY as failure:
            return refuse(self, why_unready(failure))
        uid, frame, limit = armature.session_uid, context.scene.frame_current, checks.frame_limit(context.scene)

        def arrived(answer: Answer) -> None:
            batch = takes.Batch(answer.motions, request.prompt, asdict(request), frame, limit)
            delivery.hand_over(delivery.Delivery(uid, space, batch))

        jobs.start(request, connect, arrived)
        return {"FINISHED"}


class MOTION_PROMPT_OT_cancel(bpy.types.Operator):
    bl_idname = "motion_prompt.cancel"
    bl_label = "Cancel"
    bl_description = "Stop making this motion"

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        if jobs.running() is None:
            cls.poll_message_set("No motion is being made")
            return False
        return True

    def execute(self, _context: bpy.types.Context) -> set[str]:
        jobs.cancel()
        return {"FINISHED"}


def _request(context: bpy.types.Context, armature: bpy.types.Object) -> GenerationRequest:
    settings, start = context.scene.motion_prompt, pose_io.read_start(context, armature)
    # Blender's properties are 32-bit: 0.7 comes back as 0.69999999, which the server would refuse.
    duration = min(round(checks.seconds(context.scene), 5), checks.LONGEST)
    return GenerationRequest(
        prompt=settings.prompt.strip(), duration=duration, seed=settings.seed, takes=settings.takes,
        guidance_scale=round(settings.guidance_scale, 5), steps=settings.steps, start_position=start.position,
        start_heading=start.heading,
    )


CLASSES = (MOTION_PROMPT_OT_generate, MOTION_PROMPT_OT_cancel)
