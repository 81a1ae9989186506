"""A cleaned motion back onto a character: the frames that Clean Up is for, and how its take is keyed."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, ClassVar

import bpy
import numpy as np

from ..rig import ik_limbs
from ..rig.character_space import CharacterSpace
from . import key_table, keyframes, pins, reduction, span_keys, switch_keys, takes
from .motion import Motion
from .pose_reading import MovingSpace
from .span_keys import Span

#: The task in the stored request.
TASK = "clean_up"
#: Custom property on the action of a take: its keys as they landed.
DIGEST = "motion_prompt_clean_up_keys"
#: What of a key tells whether the animator has edited it.
_EDITED = ("co", "handle_left", "handle_right", "interpolation", "type")


@dataclass(frozen=True)
class CleanedUp(takes.Batch):
    """What one Clean Up brought: a motion for `span`, whose frames up to `former_last` are replaced; with limits for key reduction in
    degrees and metres, 0 for a key a frame."""

    span: Span = Span(0, 0)
    former_last: int = 0
    degrees: float = 0.0
    metres: float = 0.0
    alike: ClassVar[bool] = False
    kind: ClassVar[str] = "clean_up"

    def replaces(self, armature: bpy.types.Object) -> bool:
        """Clean Up takes back what it made before it reads the motion (`take_back`); a take that waits here is built on."""
        return False

    def landing(self) -> dict[str, Any]:
        return {"kind": self.kind, "title": self.prompt, "frames": [self.span.first, self.span.last]}

    def keyed_frames(self) -> tuple[int, int | None]:
        return self.span.first, self.span.last

    @property
    def limits(self) -> reduction.Limits | None:
        return reduction.Limits(self.degrees, self.metres) if self.degrees else None

    def write(
        self, armature: bpy.types.Object, scene: bpy.types.Scene, space: CharacterSpace | MovingSpace, action: bpy.types.Action,
        motion: Motion,
    ) -> None:
        span_keys.write(armature, action, space.channels(motion), self.span, ())
        if self.former_last > self.span.last:
            _remove_between(armature, action, self.span.last, self.former_last)
        switch_keys.write(armature, action, self.span.first, self.span.last)
        if self.limits is not None:
            reduction.reduce_keys(armature, space, action, self.span.first, self.span.last, self.limits, motion.fps)


def extent(context: bpy.types.Context, armature: bpy.types.Object, which: str) -> tuple[int, int] | None:
    """First and last frame of "KEYS", "PREVIEW" or "SELECTED"; None where there are no such frames."""
    if which == "PREVIEW":
        scene = context.scene
        return (scene.frame_preview_start, scene.frame_preview_end) if scene.use_preview_range else None
    times = pins.key_times(armature, selected=which == "SELECTED")
    return (int(np.floor(times[0])), int(np.ceil(times[-1]))) if len(times) else None


def span_of(armature: bpy.types.Object, first: int, frames: int, former_last: int) -> Span:
    """The span of so many frames from `first` on; open where no key lies beyond what is cleaned up."""
    times = pins.key_times(armature)
    return Span(
        first, first + frames - 1, open_before=not (times < first).any(), open_after=not (times > former_last).any(), replace_own=True)


def key_count(armature: bpy.types.Object, first: int, last: int) -> int:
    """How many keys there are on the character's joints, and on the IK controls of its limbs, in these frames, all channels together."""
    controls = tuple(armature.pose.bones[name].path_from_id() for limb in ik_limbs.chosen(armature) for name in limb.controls)
    curves = [curve for _channel, curve in pins.curves_of(armature)]
    curves += [curve for curve in keyframes.own_curves(armature) if curve.data_path.startswith(controls)]
    times = [key_table.read(curve)["co"][:, 0] for curve in curves]
    return sum(int(((each >= first) & (each <= last)).sum()) for each in times)


def take_back(armature: bpy.types.Object) -> None:
    """Takes a waiting take of Clean Up back before the next one is made, unless the animator has edited it: then it stays."""
    waiting = takes.shown(armature)
    action = waiting.action if waiting is not None else None
    if action is not None and DIGEST in action and action[DIGEST] == digest(action):
        takes.reject(armature)


def digest(action: bpy.types.Action) -> str:
    """Tells the keys of an action from any others; selecting some does not count."""
    made = hashlib.sha256()
    for curve in keyframes.fcurves(action):
        table = key_table.read(curve)
        made.update(f"{curve.data_path} {curve.array_index}".encode())
        for name in _EDITED:
            made.update(table[name].tobytes())
    return made.hexdigest()


def _remove_between(armature: bpy.types.Object, action: bpy.types.Action, after: int, last: int) -> None:
    """Takes out the joints' keys later than `after` and up to `last`: the motion has become shorter."""
    bag = keyframes.channelbag(action)
    for _channel, bone, prop in pins.channels_of(armature):
        for index in range(len(getattr(bone, prop))):
            curve = bag.fcurves.find(bone.path_from_id(prop), index=index)
            if curve is not None and len(curve.keyframe_points):
                table = key_table.read(curve)
                times = table["co"][:, 0]
                key_table.write(curve, table[(times <= after) | (times > last)])
