"""Generate, Cancel, and the operator that lands what came back."""
from __future__ import annotations

import random
from dataclasses import asdict, dataclass

import bpy

from ..animation import pose_io, takes
from ..connection import endpoint, jobs, problems
from ..connection.client import GenerationRequest
from ..connection.problems import PLACE_TAKES, Problem, ServerProblem
from ..properties import LONGEST_SEED
from ..rig import smpl_armature
from ..rig.character_space import CharacterSpace
from . import checks


@dataclass(frozen=True)
class _Delivery:
    """Takes on their way to a character. Objects are known by `session_uid`: pointers die on undo, names change."""

    armature_uid: int
    space: CharacterSpace
    batch: takes.Batch


#: What came back and has not landed yet.
_delivery: _Delivery | None = None


class MOTION_PROMPT_OT_generate(bpy.types.Operator):
    bl_idname = "motion_prompt.generate"
    bl_label = "Generate"
    bl_description = "Make the motion at the playhead, from where the character stands and faces"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        reason = checks.why_not_generate(context)
        if reason:
            cls.poll_message_set(reason)
        return not reason

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        settings = context.scene.motion_prompt
        if not settings.lock_seed:
            settings.seed = random.randint(0, LONGEST_SEED)
        try:
            space = pose_io.space_of(context, armature)
            request = _request(context, armature)
            connect = endpoint.connector()
        except (ServerProblem, ValueError, OSError) as failure:
            problem = getattr(failure, "problem", None) or Problem(f"The character's pose cannot be read ({failure}).")
            problems.show(problem)
            self.report({"ERROR"}, str(problem))
            return {"CANCELLED"}
        uid, frame, limit = armature.session_uid, context.scene.frame_current, checks.frame_limit(context.scene)

        def arrived(motions: list) -> None:
            _hand_over(_Delivery(uid, space, takes.Batch(motions, request.prompt, asdict(request), frame, limit)))

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


class MOTION_PROMPT_OT_receive_takes(bpy.types.Operator):
    """Lands takes. An operator of its own, because a timer's writes are no undo step: one Generate, one undo."""

    bl_idname = "motion_prompt.receive_takes"
    bl_label = "Generate Motion"
    bl_description = "Put the takes that came back on the character"
    bl_options = {"UNDO", "INTERNAL"}

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        if _delivery is None:
            cls.poll_message_set("No takes are waiting")
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[str]:
        global _delivery
        armature, space = _target(context)
        if armature is None:
            problem = Problem(
                "The character that this motion is for has gone. The takes are not lost.",
                "Select another character and put them there, or undo and do the same.", PLACE_TAKES,
            )
            problems.show(problem)
            self.report({"ERROR"}, str(problem))
            return {"CANCELLED"}
        scene = context.scene if context.scene in armature.users_scene else armature.users_scene[0]
        takes.land(armature, scene, space, _delivery.batch)
        _delivery = None
        problems.show(None)
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


def _target(context: bpy.types.Context) -> tuple[bpy.types.Object | None, CharacterSpace | None]:
    """The character that the takes were made for, else (after the animator has been asked) the one that is selected."""
    for item in bpy.data.objects:
        if item.session_uid == _delivery.armature_uid and item.users_scene and smpl_armature.is_character(item):
            return item, _delivery.space
    asked = problems.shown() is not None and problems.shown().remedy == PLACE_TAKES
    other = smpl_armature.find_character(context) if asked else None
    if other is None or other.library is not None:
        return None, None
    return other, pose_io.space_of(context, other)


def _hand_over(delivery: _Delivery) -> None:
    global _delivery
    _delivery = delivery
    windows = bpy.context.window_manager.windows
    override = {"window": windows[0]} if len(windows) and bpy.context.window is None else {}
    try:
        with bpy.context.temp_override(**override):
            # The second argument asks for an undo step, which calls from Python leave out otherwise.
            bpy.ops.motion_prompt.receive_takes("EXEC_DEFAULT", True)
    except RuntimeError as failure:
        if problems.shown() is None:
            print(failure)  # for a bug report: the sentence below is for the animator
            problems.show(Problem("The motion could not be put on the character.", "Select a character and try again.", PLACE_TAKES))


CLASSES = (MOTION_PROMPT_OT_generate, MOTION_PROMPT_OT_cancel, MOTION_PROMPT_OT_receive_takes)
