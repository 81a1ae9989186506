"""Complete and Fill Gap: motion between pinned poses, and in a hole between two motions."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import bpy

from ..animation import completion, pose_preview, pose_reading
from ..animation.completion import Completed, Plan
from ..animation.motion import Motion, start_heading
from ..animation.resample import scene_fps
from ..connection import endpoint, jobs, problems
from ..connection.messages import Answer, CompletionRequest, PinError, PoseConstraint
from ..connection.problems import Problem
from ..rig import character_file, smpl_armature
from . import checks, delivery, obstacles
from .errors import UNREADY, refuse, why_unready

_FRAMES = re.compile(r"\b[Ff]rames? \d+(?:(?:, and |, | and | to |–| or )\d+)*")


class MOTION_PROMPT_OT_complete(bpy.types.Operator):
    bl_idname = "motion_prompt.complete"
    bl_label = "Complete"
    bl_description = "Make motion from the first pin to the last. Pins, and all keys that are yours, stay exactly as they are"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.why_not_complete(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        plan = completion.plan_pins(smpl_armature.find_character(context), *checks.pin_span(context))
        return _start(self, context, plan)


class MOTION_PROMPT_OT_fill_gap(bpy.types.Operator):
    bl_idname = "motion_prompt.fill_gap"
    bl_label = "Fill Gap"
    bl_description = (
        "Make new motion in the preview range, or else over the selected keys (between them where they lie at two frames), that "
        "fits what comes before and after. With motion on one side only it goes on from there. Keys inside are replaced"
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.why_not_fill_gap(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        scene, armature = context.scene, smpl_armature.find_character(context)
        gap = (scene.frame_preview_start, scene.frame_preview_end) if scene.use_preview_range else (
            completion.gap_between_selected(armature))
        if gap is None:
            return refuse(self, "No gap is chosen. Select keys in the Dope Sheet, or set the preview range (P in the timeline).", "complete")
        fps = scene_fps(scene)
        plan = completion.plan_gap(armature, *gap, _context_frames(gap, fps))
        if plan is None:
            return refuse(self, f"There is no motion before frame {gap[0]} or after frame {gap[1]} to go on from. Use Complete instead.", "complete")
        reason = checks.about_span(
            plan.frames, fps, f"Frames {gap[0]} to {gap[1]}, with the motion around them",
            "choose a longer gap" if plan.frames / fps < 1 else "choose a shorter gap")
        return refuse(self, reason, "complete") if reason else _start(self, context, plan)


def in_scene_frames(text: str, first: int) -> str:
    """The server's sentence with its frames, counted from the span's first, as frames of the scene."""
    return _FRAMES.sub(lambda found: re.sub(r"\d+", lambda number: str(int(number[0]) + first), found[0]), text)


def _context_frames(gap: tuple[int, int], fps: float) -> int:
    """Frames on either side to give with a gap: half a second, less where the whole would get too long."""
    room = int(checks.LONGEST * fps) - (gap[1] - gap[0] + 1)
    return max(1, min(round(completion.CONTEXT * fps), room // 2))


def request_of(
    context: bpy.types.Context, plan: Plan, constraints: Iterable[PoseConstraint], start: Motion, prompt: str,
) -> CompletionRequest:
    """The request for a plan; where no constraint says where the body is, it starts in the place of the pose `start`."""
    settings, (x, _, z) = context.scene.motion_prompt_completion, start.root_translation[0]
    return CompletionRequest(
        frames=plan.frames, fps=scene_fps(context.scene), constraints=tuple(constraints), prompt=prompt,
        seed=context.scene.motion_prompt.seed, takes=settings.variations, guidance_scale=round(settings.guidance_scale, 5),
        start_position=(float(x), float(z)), start_heading=start_heading(start, character_file.load().rest_joints),
        style_strengths=context.scene.motion_prompt_style.strengths_in(prompt),
    )


def constraints_of(plan: Plan, poses: dict[float, Motion]) -> list[PoseConstraint]:
    """What the plan's holds pin; `poses` at all of `completion.times_of(plan)`."""
    return [
        PoseConstraint(hold.frame - plan.first, *completion.poses_at(hold, poses), hold.joint_mask, hold.root_mask)
        for hold in plan.holds
    ]


def send(
    request: CompletionRequest, connect: jobs.Connect, first: int, land: Callable[[Answer], None], panel: str = "complete",
) -> None:
    """Asks the server. `land` gets what fits the request, told in frames of the scene, where the span begins at `first`."""

    def arrived(answer: Answer) -> None:
        if not answer.motions or any(len(motion) != request.frames for motion in answer.motions):
            problems.show(Problem("The motion server's answer does not fit the frames.", "Use a server of the same version as the add-on."))
            return
        errors = tuple(PinError(error.frame + first, error.degrees, error.centimetres) for error in answer.pin_errors)
        land(Answer(answer.motions, errors, tuple(in_scene_frames(note, first) for note in answer.notes)))

    jobs.start(request, connect, arrived, lambda sentence: in_scene_frames(sentence, first), panel)


def degrees_of(context: bpy.types.Context) -> float:
    """How far reduced keys may be from the motion; 0 where every frame is keyed."""
    settings = context.scene.motion_prompt_completion
    return settings.tolerance if settings.few_keys else 0.0


def _start(operator: bpy.types.Operator, context: bpy.types.Context, plan: Plan) -> set[str]:
    """Reads the poses, asks the server, and lets the answer land."""
    armature, settings = smpl_armature.find_character(context), context.scene.motion_prompt_completion
    reason = obstacles.to_completion(armature)
    if reason:
        return refuse(operator, reason, "complete")
    context.scene.motion_prompt.draw_seed()
    pose_preview.set_aside(armature)
    try:
        poses = pose_reading.read_poses(context, armature, completion.times_of(plan) | {float(plan.first)})
        request = request_of(context, plan, constraints_of(plan, poses), poses[float(plan.first)], settings.prompt.strip())
        space = pose_reading.read_space(context, armature, plan.first, plan.last)
        connect = endpoint.connector()
    except UNREADY as failure:
        return refuse(operator, why_unready(failure), "complete")
    uid, degrees, joints = armature.session_uid, degrees_of(context), checks.scope_joints(context)

    def land(answer: Answer) -> None:
        batch = Completed(
            answer.motions, request.prompt or plan.title, request.remembered(), plan.first, span=plan.span, degrees=degrees, joints=joints)
        delivery.hand_over(delivery.Delivery(uid, space, batch, answer.pin_errors, answer.notes))

    send(request, connect, plan.first, land)
    return {"FINISHED"}


CLASSES = (MOTION_PROMPT_OT_complete, MOTION_PROMPT_OT_fill_gap)
