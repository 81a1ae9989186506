"""Pose: a sentence becomes a pose at the playhead, to be flipped through, mirrored, keyed or pinned."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import bpy
import numpy as np

from ..animation import pose_handlers, pose_preview, view
from ..connection import endpoint, jobs, problems
from ..connection.messages import PoseAnswer, PoseRequest
from ..connection.problems import Problem, ServerProblem
from ..rig import smpl_armature
from ..rig.skeleton import JOINT_NAMES
from ..translations import tr
from . import checks, delivery
from .errors import refuse
from .pins import key_bones, pin_bones


@dataclass(frozen=True)
class _Arrival:
    """Candidates on their way to the character with this `session_uid`."""

    armature_uid: int
    text: str
    answer: PoseAnswer


#: What came back and does not stand yet.
_arrival: _Arrival | None = None


class MOTION_PROMPT_OT_pose(bpy.types.Operator):
    bl_idname = "motion_prompt.pose"
    bl_label = "Pose"
    bl_description = (
        "Pose the character at the playhead as the words say, where it stands and faces. No key is written until you choose one"
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.why_not_pose(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        return ask(self, context)


class MOTION_PROMPT_OT_receive_poses(bpy.types.Operator):
    """Lets the best candidate stand. An operator of its own, because a timer's writes are no undo step."""

    bl_idname = "motion_prompt.receive_poses"
    bl_label = "Pose from Words"
    bl_description = "Show the poses that came back on the character"
    bl_options = {"UNDO", "INTERNAL"}

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        return checks.allows(cls, "" if _arrival is not None else "No poses are waiting")

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = delivery.character_of(_arrival.armature_uid)
        if armature is None:
            return refuse(self, Problem(
                "The character that this pose is for has gone.", "Select another one, then press Pose again."))
        reason = checks.about(armature)
        if reason:
            return refuse(self, Problem(reason, "Then press Pose again."))
        pose_handlers.watch()
        try:
            pose_preview.begin(view.of(context), armature, _arrival.text, _arrival.answer.candidates, _arrival.answer.notes)
        except ValueError as failure:
            return refuse(self, f"The character's pose cannot be read ({failure}).")
        return {"FINISHED"}


class _OnCandidates(bpy.types.Operator):
    """Common to what is done with the candidates."""

    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.why_no_candidates(context))


class MOTION_PROMPT_OT_show_pose(_OnCandidates):
    bl_idname = "motion_prompt.show_pose"
    bl_label = "Show Here"

    step: bpy.props.IntProperty(default=0, options={"SKIP_SAVE"})

    @classmethod
    def description(cls, _context: bpy.types.Context, properties: bpy.types.OperatorProperties) -> str:
        which = {1: "the next pose", -1: "the previous pose"}.get(properties.step, "this pose")
        return tr(f"Show {which} on the character at the playhead")

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        pose_preview.show(context, armature, armature.motion_prompt_pose.shown + self.step)
        return {"FINISHED"}


class MOTION_PROMPT_OT_mirror_pose(_OnCandidates):
    bl_idname = "motion_prompt.mirror_pose"
    bl_label = "Mirror"
    bl_description = "Change left and right of this pose over"

    def execute(self, context: bpy.types.Context) -> set[str]:
        pose_preview.mirror(context, smpl_armature.find_character(context))
        return {"FINISHED"}


class MOTION_PROMPT_OT_discard_pose(_OnCandidates):
    bl_idname = "motion_prompt.discard_pose"
    bl_label = "Discard"
    bl_description = "Put back exactly what stood there before, and forget these poses"

    def execute(self, context: bpy.types.Context) -> set[str]:
        pose_preview.end(smpl_armature.find_character(context))
        return {"FINISHED"}


class _OnPosed(bpy.types.Operator):
    """Common to what makes the candidate the animator's own."""

    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.why_not_accept(context))


class MOTION_PROMPT_OT_key_pose(_OnPosed):
    bl_idname = "motion_prompt.key_pose"
    bl_label = "Key"
    bl_description = "Key the bones that show this pose at the playhead, and forget the other poses"

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        mask = np.array(armature.motion_prompt_pose.joint_mask)
        reason = key_bones(armature, context.scene.frame_current_final, mask, bool(mask[JOINT_NAMES.index("pelvis")]))
        if reason:
            self.report({"ERROR"}, tr(reason))
            return {"CANCELLED"}
        pose_preview.accept(armature, mask)
        return {"FINISHED"}


class MOTION_PROMPT_OT_pin_candidate(_OnPosed):
    bl_idname = "motion_prompt.pin_candidate"
    bl_label = "Pin"
    bl_description = "Key the bones that show this pose at the playhead, and hold them there when motion is made (see Complete)"

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        mask = np.array(armature.motion_prompt_pose.joint_mask)
        return pin_bones(self, armature, context.scene.frame_current, mask)


def ask(operator: bpy.types.Operator, context: bpy.types.Context, then: Callable[[], None] = lambda: None) -> set[str]:
    """Asks the server for candidates; when they stand on the character, goes on with `then`. What the operator returns."""
    settings, uid = context.scene.motion_prompt_pose, smpl_armature.find_character(context).session_uid
    context.scene.motion_prompt.draw_seed()
    text = settings.text.strip()
    strengths = context.scene.motion_prompt_style.strengths_in(text)
    request = PoseRequest(text, settings.count, context.scene.motion_prompt.seed, strengths)
    try:
        connect = endpoint.connector()
    except ServerProblem as failure:
        return refuse(operator, failure.problem, "pose")

    def arrived(answer: PoseAnswer) -> None:
        _hand_over(_Arrival(uid, request.text, answer))
        if problems.shown() is None:
            then()

    jobs.start(request, connect, arrived)
    return {"FINISHED"}


def _hand_over(arrival: _Arrival) -> None:
    global _arrival
    _arrival = arrival
    delivery.press(bpy.ops.motion_prompt.receive_poses, Problem(
        "The pose could not be put on the character.", "Select the character, then press Pose again."))
    _arrival = None


CLASSES = (
    MOTION_PROMPT_OT_pose, MOTION_PROMPT_OT_receive_poses, MOTION_PROMPT_OT_show_pose, MOTION_PROMPT_OT_mirror_pose,
    MOTION_PROMPT_OT_discard_pose, MOTION_PROMPT_OT_key_pose, MOTION_PROMPT_OT_pin_candidate,
)
