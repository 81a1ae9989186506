"""Motion from Pose: text to motion as OhMG has it (section 4). The words become a pose, the pose and what stands now become pins,
and completion goes from one to the other.

Pinned bones without a place would leave the pelvis's height to the model, and a squat would end in the air. So the model is asked
twice: first free to go anywhere, which shows whether and how far the words travel, then with the pose on the floor there.
"""
from __future__ import annotations

from dataclasses import replace

import bpy
import numpy as np

from ..animation import bone_poses, completion, from_pose, pose_preview, pose_reading, view
from ..animation.completion import Plan
from ..animation.from_pose import FromPose
from ..animation.motion import Motion
from ..animation.resample import scene_fps
from ..connection import endpoint
from ..connection.messages import Answer, CompletionRequest, PoseConstraint
from ..connection.problems import Problem
from ..rig import character_file, smpl_armature
from ..rig.skeleton import JOINT_NAMES
from . import checks, complete, delivery, obstacles, pose
from .errors import UNREADY, refuse, why_unready

#: Motions that show where the words lead.
_SCOUTS = 5


class MOTION_PROMPT_OT_motion_from_pose(bpy.types.Operator):
    bl_idname = "motion_prompt.motion_from_pose"
    bl_label = "Motion from Pose"
    bl_description = (
        "Make motion from what stands at the playhead to the pose that is shown (or one that the words give), this many seconds "
        "later. Both are pinned; Complete's variations and guidance count"
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.why_not_motion_from_pose(view.of(context)))

    def execute(self, context: bpy.types.Context) -> set[str]:
        context = view.of(context)
        armature = smpl_armature.find_character(context)
        first, last = _span(context)
        reason = checks.about_span(
            last - first + 1, scene_fps(context.scene), "With both poses", "change the seconds to the pose")
        reason = reason or obstacles.to_completion(armature)
        if reason:
            return refuse(self, reason, "pose")
        if not pose_preview.waiting(armature):
            return pose.ask(self, context, then=_go_on)
        return _start(self, context, armature, completion.plan_between(armature, first, last))


def _span(context: bpy.types.Context) -> tuple[int, int]:
    scene = context.scene
    return scene.frame_current, scene.frame_current + round(scene.motion_prompt_pose.duration * scene_fps(scene))


def _go_on() -> None:
    delivery.press(bpy.ops.motion_prompt.motion_from_pose, Problem(
        "The pose is there, but no motion was made to it.", "Press Motion from Pose again."))


def _start(operator: bpy.types.Operator, context: bpy.types.Context, armature: bpy.types.Object, plan: Plan) -> set[str]:
    mask = _mask(context, armature)
    if not mask.any():
        return refuse(operator, "No bone takes the pose. Select unlocked bones in Pose Mode, or switch Selected Bones Only off.", "pose")
    pose_preview.set_aside(armature)
    context.scene.motion_prompt.draw_seed()
    try:
        stood, start = tuple(bone_poses.taken(armature)), pose_reading.read_here(context, armature)
        poses = pose_reading.read_poses(context, armature, completion.times_of(plan))
        space = pose_reading.read_space(context, armature, plan.first, plan.last)
        connect = endpoint.connector()
    except UNREADY as failure:
        return refuse(operator, why_unready(failure), "pose")
    end = pose_preview.shown(armature).placed(start, character_file.load())
    constraints = _constraints(plan, poses, start, end, mask)
    request = complete.request_of(context, plan, constraints, start, context.scene.motion_prompt_pose.text.strip())
    uid, degrees = armature.session_uid, complete.degrees_of(context)

    def land(answer: Answer) -> None:
        batch = FromPose(
            answer.motions, request.prompt, request.remembered(), plan.first, span=plan.span, degrees=degrees, start=stood, end_mask=mask)
        delivery.hand_over(delivery.Delivery(uid, space, batch, answer.pin_errors, answer.notes))

    def scouted(answer: Answer) -> None:
        place = from_pose.goal(start, answer.motions)
        complete.send(_ending_at(request, place), connect, plan.first, land, "pose")

    if mask[0]:
        scouting = _without_place(replace(request, takes=_SCOUTS))
        complete.send(scouting, connect, plan.first, scouted, "pose")
    else:
        complete.send(request, connect, plan.first, land, "pose")
    return {"FINISHED"}


def _mask(context: bpy.types.Context, armature: bpy.types.Object) -> np.ndarray:
    """The joints (22,) that the candidate decides, shown or waiting."""
    if not pose_preview.standing(armature):
        pose_preview.show(context, armature, armature.motion_prompt_pose.shown)
    return np.array(armature.motion_prompt_pose.joint_mask)


def _constraints(
    plan: Plan, poses: dict[float, Motion], start: Motion, end: Motion, mask: np.ndarray,
) -> tuple[PoseConstraint, ...]:
    """What the plan holds, with the whole pose `start` at its first frame and the joints `mask` of `end` at its last."""
    held = {constraint.frame: constraint for constraint in complete.constraints_of(plan, poses)}
    whole, last = np.ones(len(JOINT_NAMES), dtype=bool), plan.frames - 1
    held[0] = PoseConstraint(0, start.root_translation[0], start.joint_rotations[0], whole, True)
    there = held.get(last, PoseConstraint(last, end.root_translation[0], end.joint_rotations[0], mask, False))
    rotations = np.where(mask[:, None], end.joint_rotations[0], there.joint_rotations)
    place = end.root_translation[0] if mask[0] else there.root_translation
    held[last] = PoseConstraint(last, place, rotations, there.joint_mask | mask, bool(there.root_mask or mask[0]))
    return tuple(held[frame] for frame in sorted(held))


def _without_place(request: CompletionRequest) -> CompletionRequest:
    *earlier, end = request.constraints
    return replace(request, constraints=(*earlier, replace(end, root_mask=False)))


def _ending_at(request: CompletionRequest, place: np.ndarray) -> CompletionRequest:
    *earlier, end = request.constraints
    translation = np.array([place[0], end.root_translation[1], place[1]])
    return replace(request, constraints=(*earlier, replace(end, root_translation=translation)))


CLASSES = (MOTION_PROMPT_OT_motion_from_pose,)
