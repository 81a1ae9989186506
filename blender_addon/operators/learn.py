"""Learn Style: motion textual inversion of the listed clips (LEAD, section 4.2)."""
from __future__ import annotations

import bpy

from ..animation import clips
from ..animation.clips import UnusableClip
from ..animation.motion import Motion
from ..connection import endpoint, jobs, problems, styles
from ..connection.problems import Problem, ServerProblem
from ..connection.style_messages import Exemplar, InversionRequest, StyleAnswer
from . import checks, style_checks
from .errors import refuse

#: The most that is sent; the server takes 48 MiB. Arrays grow by a third where they become text.
_MOST_BYTES = 45 * 2**20


class MOTION_PROMPT_OT_learn_style(bpy.types.Operator):
    bl_idname = "motion_prompt.learn_style"
    bl_label = "Learn Style"
    bl_description = "Teach the model the manner of these clips, as a word for prompts. Nothing in the scene changes"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, style_checks.why_not_learn(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        settings = context.scene.motion_prompt_style
        styles.remember_learned(None)
        try:
            exemplars = _exemplars(context)
            connect = endpoint.connector()
        except UnusableClip as failure:
            return refuse(self, str(failure), "style")
        except ServerProblem as failure:
            return refuse(self, failure.problem, "style")
        if _size(exemplars) > _MOST_BYTES:
            return refuse(self, "The clips hold too much at once. Remove some, or switch Deform off for bones that do not matter.", "style")
        request = InversionRequest(
            settings.name.strip(), settings.descriptor.strip(), exemplars, settings.mode == "STRONG", 0, settings.replace)
        jobs.start(request, connect, _learned, panel="style", on_failure=_failed)
        return {"FINISHED"}


def _exemplars(context: bpy.types.Context) -> tuple[Exemplar, ...]:
    """The clips as they are sent; the cursor counts. Raises UnusableClip."""
    every, manager = context.scene.motion_prompt_style.clips, context.window_manager
    frames = sum(len(clips.times_of(clip, context)) for clip in every if not clip.path)
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        manager.progress_update(done)

    manager.progress_begin(0, max(frames, 1))
    try:
        return tuple(_exemplar(clip, clips.read(clip, context, count)) for clip in every)
    finally:
        manager.progress_end()


def _exemplar(clip: bpy.types.PropertyGroup, shown: Motion | str) -> Exemplar:
    motion, bvh = (shown, None) if isinstance(shown, Motion) else (None, shown)
    return Exemplar(clip.name, clip.does.strip(), motion, bvh)


def _size(exemplars: tuple[Exemplar, ...]) -> float:
    """Bytes that the exemplars take on the wire, nearly."""
    texts = sum(len(exemplar.bvh) for exemplar in exemplars if exemplar.bvh is not None)
    numbers = sum(len(exemplar.motion) * (3 + 22 * 4) for exemplar in exemplars if exemplar.motion is not None)
    return texts + numbers * 4 * 4 / 3


def _learned(answer: StyleAnswer) -> None:
    styles.remember_learned(answer)

    def choose() -> None:
        bpy.context.window_manager.motion_prompt_styles.choose(answer.style.name)

    if not styles.refresh(then=choose):
        problems.show(Problem(f"The style <{answer.style.name}> is learned, but the list could not be read.", "Press Refresh."))


def _failed() -> None:
    """The name may be taken by a style that is not known here."""
    styles.refresh()


CLASSES = (MOTION_PROMPT_OT_learn_style,)
