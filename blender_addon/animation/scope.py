"""Scope: generated motion in a range of frames and on some bones only, blended into the keys that are there."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar

import bpy
import numpy as np

from ..rig.character_space import CharacterSpace
from ..rig.skeleton import JOINT_NAMES
from . import pins, recipe, replanting, resample, span_keys, switch_keys, takes
from .motion import Motion
from .pose_reading import MovingSpace
from .recipe import Recipe
from .span_keys import Scope, Span

#: Metres that the body may be moved over the whole range, so that it arrives where the keys after it go on.
_FAR = 0.3


@dataclass(frozen=True)
class Scoped(takes.Batch):
    """Takes for a span, of which only the joints `joints` (22) are keyed; `blend` frames at either end lead over from what was there
    and back to it, except on an open side."""

    span: Span = Span(0, 0)
    joints: tuple[bool, ...] = (True,) * len(JOINT_NAMES)
    blend: int = 0
    alike: ClassVar[bool] = False
    kind: ClassVar[str] = "scope"

    def landing(self) -> dict[str, Any]:
        return {
            **super().landing(), "frames": [self.span.first, self.span.last], "span": asdict(self.span),
            "joints": [bool(joint) for joint in self.joints], "blend": self.blend,
        }

    @classmethod
    def again(cls, motions: Sequence[Motion], made: Recipe, shown: int = 0) -> Scoped:
        landing = made.landing
        return cls(
            motions, str(landing["title"]), made.request, int(landing["frames"][0]), shown=shown, span=Span(**landing["span"]),
            joints=tuple(bool(joint) for joint in landing["joints"]), blend=int(landing["blend"]), path=takes.path_of(made))

    def replaces(self, armature: bpy.types.Object) -> bool:
        """Another try at the same frames and bones."""
        take = takes.shown(armature)
        made = recipe.of(take.action) if take is not None else None
        landing = self.landing()
        return made is not None and all(made.landing.get(name) == landing[name] for name in ("kind", "frames", "joints"))

    def cut(self, motion: Motion, fps: float) -> Motion:
        return _fitted(resample.resampled(motion, fps), len(self.span.frames))

    def keyed_frames(self) -> tuple[int, int | None]:
        return self.span.first, self.span.last

    def write(
        self, armature: bpy.types.Object, scene: bpy.types.Scene, space: CharacterSpace | MovingSpace, action: bpy.types.Action,
        motion: Motion,
    ) -> None:
        """Keys the span alone and the joints alone; keys of others, and outside, stay byte for byte."""
        motion = self.led(self.cut(motion, resample.scene_fps(scene)))
        weights = ease(len(self.span.frames), self.blend, self.span.open_before, self.span.open_after)
        channels = space.channels(replanting.replanted(armature, motion))
        span_keys.write(armature, action, channels, self.span, (), Scope(np.array([*self.joints, self.joints[0]]), weights))
        switch_keys.write(armature, action, self.span.first, self.span.last)

    def notes(self, fps: float, end: Motion) -> tuple[str, ...]:
        """What the animator should know; `end`: the pose that stands at the last frame now, where there are keys after it."""
        if not self.blend:
            return ()
        if self.span.open_before and self.span.open_after:
            return (
                f"There are no keys before or after frames {self.span.first} to {self.span.last}, so the motion is not blended into any.",)
        if not self.joints[0] or self.span.open_after:
            return ()
        missed = max(_missed(self.led(self.cut(motion, fps)), end) for motion in self.motions)
        if missed < _FAR:
            return ()
        return (
            f"The keys after frame {self.span.last} go on {missed:.1f} m from where the motion gets to, so the body slides there. "
            "Fill Gap with a prompt makes motion that arrives by itself.",)


def _missed(motion: Motion, end: Motion) -> float:
    """How far (m) the body is at last from the pose `end`, over the floor."""
    return float(np.linalg.norm((motion.root_translation[-1] - end.root_translation[0])[[0, 2]]))


def plan(armature: bpy.types.Object, first: int, last: int) -> Span:
    """The span from frame `first` to `last` among the character's keys; everything in it may be replaced."""
    times = pins.key_times(armature)
    return Span(first, last, open_before=not (times < first).any(), open_after=not (times > last).any(), replace_own=True)


def ease(frames: int, blend: int, open_before: bool, open_after: bool) -> np.ndarray:
    """How much of the new motion (T,) there is at each frame: rising over the first `blend` frames, falling over the last.

    Smoothstep, 3s² − 2s³: no speed is added where it begins and ends. An open side is all new.
    """
    from_start, from_end = np.arange(1, frames + 1), np.arange(frames, 0, -1)
    ends = [distance for distance, is_open in ((from_start, open_before), (from_end, open_after)) if not is_open]
    weights = np.ones(frames)
    for distance in ends:
        share = np.minimum(distance / (blend + 1), 1.0)
        weights *= share**2 * (3.0 - 2.0 * share)
    return weights


def _fitted(motion: Motion, frames: int) -> Motion:
    """The motion with so many frames: a server's frame may end just before the scene's."""
    rows = np.minimum(np.arange(frames), len(motion) - 1)
    return replace(motion, root_translation=motion.root_translation[rows], joint_rotations=motion.joint_rotations[rows])
