"""Again, Re-Run and Use Settings: what is stored with a take, asked for once more."""
from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import bpy

from ..animation import nla, pose_preview, pose_reading, recipe, takes
from ..animation.blocks import Sequenced
from ..animation.completion import Completed
from ..animation.recipe import Recipe
from ..animation.scope import Scoped
from ..connection import endpoint, jobs
from ..connection.messages import Answer, CompletionRequest, GenerationRequest
from ..connection.sequence_messages import SequenceRequest
from ..properties import LONGEST_SEED
from ..rig import smpl_armature
from ..translations import tr
from . import blocks, checks, complete, delivery, obstacles
from .errors import UNREADY, refuse, why_unready

#: What can be asked for again, and how what comes of it lands.
REQUESTS = {each.task: each for each in (GenerationRequest, CompletionRequest, SequenceRequest)}
BATCHES = {each.kind: each for each in (takes.Batch, Completed, Scoped, Sequenced)}
#: Where it is shown.
PANELS = {CompletionRequest.task: "complete", SequenceRequest.task: "blocks"}


class MOTION_PROMPT_OT_try_again(bpy.types.Operator):
    bl_idname = "motion_prompt.try_again"
    bl_label = "Again"
    bl_description = "Ask for the same with another seed. What comes replaces the takes that wait, but for those with a star"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.about_job() or checks.why_no_takes(context) or why_not_made_again(_shown(context)))

    def execute(self, context: bpy.types.Context) -> set[str]:
        settings, seed = context.scene.motion_prompt, random.randint(0, LONGEST_SEED)
        if not settings.lock_seed:
            settings.seed = seed
        made = recipe.of(_shown(context))
        return _ask(self, context, replace(made, request={**made.request, "seed": seed}))


class MOTION_PROMPT_OT_rerun_take(bpy.types.Operator):
    bl_idname = "motion_prompt.rerun_take"
    bl_label = "Re-Run"
    bl_description = "Make the take that plays once more, with its own seed and settings, and the other takes that came with it"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        reason = checks.about_job() or checks.about_character(context)
        return checks.allows(cls, reason or why_not_made_again(nla.played(smpl_armature.find_character(context))))

    def execute(self, context: bpy.types.Context) -> set[str]:
        made = recipe.of(nla.played(smpl_armature.find_character(context)))
        return _ask(self, context, made, shown=made.take - 1)


class MOTION_PROMPT_OT_use_settings(bpy.types.Operator):
    bl_idname = "motion_prompt.use_settings"
    bl_label = "Use Settings"
    bl_description = "Put the prompt, the seed, the guidance and the path that made this take back into the panel, and lock the seed"
    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.about_character(context) or why_unknown(nla.played(smpl_armature.find_character(context))))

    def execute(self, context: bpy.types.Context) -> set[str]:
        made = recipe.of(nla.played(smpl_armature.find_character(context)))
        settings, request = context.scene.motion_prompt, made.request
        if made.task == SequenceRequest.task:
            _fill(settings, request, guidance_scale="guidance_scale", steps="steps")
            _fill(context.scene.motion_prompt_timeline, request, transition="transition", takes="takes")
            blocks.recall(smpl_armature.find_character(context), made)
            _recall_path(self, context.scene, made.landing.get("path"))
            return {"FINISHED"}
        if "seed" in request:
            settings.seed, settings.lock_seed = int(request["seed"]), True
        if made.task == CompletionRequest.task:
            _fill(context.scene.motion_prompt_completion, request, prompt="prompt", takes="variations", guidance_scale="guidance_scale")
        else:
            settings.length_mode = "SECONDS"
            _fill(settings, request, prompt="prompt", takes="takes", guidance_scale="guidance_scale", steps="steps", duration="duration")
            _recall_path(self, context.scene, made.landing.get("path"))
        return {"FINISHED"}


def why_unknown(action: bpy.types.Action | None) -> str:
    """Why an action does not tell what made it; empty where it does."""
    if recipe.of(action) is not None:
        return ""
    return "What plays was not made here, so there is no request to use again."


def why_not_made_again(action: bpy.types.Action | None) -> str:
    """Why what made an action cannot be asked for again; empty where it can."""
    reason, made = why_unknown(action), recipe.of(action)
    if reason:
        return reason
    if not made.landing:
        return "An older version made this take and did not note where it lands. Press Use Settings, then Generate."
    if made.task not in REQUESTS or made.landing.get("kind") not in BATCHES:
        return "This take was not made from a prompt or from pinned poses, so it cannot be asked for again."
    return ""


def _recall_path(operator: bpy.types.Operator, scene: bpy.types.Scene, stored: dict | None) -> None:
    if not scene.motion_prompt_path.recall(stored):
        operator.report({"WARNING"}, tr(f"The curve {stored['name']} that this take follows is no longer there. Re-Run still follows it as it was."))


def _shown(context: bpy.types.Context) -> bpy.types.Action | None:
    take = takes.shown(smpl_armature.find_character(context))
    return take.action if take is not None else None


def _fill(settings: bpy.types.PropertyGroup, request: dict, **names: str) -> None:
    """Puts parts of the request into settings: `names` says which into which."""
    for part, name in names.items():
        if part in request:
            setattr(settings, name, request[part])


def _ask(operator: bpy.types.Operator, context: bpy.types.Context, made: Recipe, shown: int = 0) -> set[str]:
    """Sends a stored request and lets the answer land as the take did."""
    armature, panel = smpl_armature.find_character(context), PANELS.get(made.task, "generate")
    reason = obstacles.to_completion(armature) if made.task in PANELS else ""
    if reason:
        return refuse(operator, reason, "takes")
    try:
        request, batch = REQUESTS[made.task].recalled(made.request), BATCHES[made.landing["kind"]]
        first, last = made.landing["frames"]
        batch.again((), made)
    except (KeyError, TypeError, ValueError):
        return refuse(operator, "What is stored with this take cannot be read, so it cannot be made again.", "takes")
    pose_preview.set_aside(armature)
    try:
        space, connect = pose_reading.read_space(context, armature, first, last), endpoint.connector()
    except UNREADY as failure:
        return refuse(operator, why_unready(failure), "takes")
    uid = armature.session_uid

    def land(answer: Answer) -> None:
        landed = batch.again(answer.motions, made, shown)
        delivery.hand_over(delivery.Delivery(uid, space, landed, answer.pin_errors, answer.notes))

    _sender(request)(request, connect, first, land, panel)
    return {"FINISHED"}


def _sender(request: GenerationRequest | CompletionRequest | SequenceRequest) -> Callable[..., None]:
    return complete.send if isinstance(request, CompletionRequest) else _send


def _send(request: GenerationRequest | SequenceRequest, connect: jobs.Connect, _first: int, land: Callable[[Answer], None], panel: str) -> None:
    jobs.start(request, connect, land, panel=panel)


CLASSES = (MOTION_PROMPT_OT_try_again, MOTION_PROMPT_OT_rerun_take, MOTION_PROMPT_OT_use_settings)
