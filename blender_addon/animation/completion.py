"""Pinned poses and gaps: the spans that a motion is asked for, what is given of them, and how the answer lands."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import bpy
import numpy as np

from ..rig.character_space import CharacterSpace
from ..rig.skeleton import JOINT_NAMES
from . import key_table, keyframes, pins, reduction, replanting, span_keys, switch_keys, takes
from .motion import Motion
from .pins import Hold
from .pose_reading import MovingSpace
from .recipe import Recipe
from .span_keys import Scope, Span

_GENERATED = keyframes.GENERATED["type"]
#: What of a key tells whether the animator has edited it.
_EDITED = ("co", "handle_left", "handle_right", "interpolation")
#: With few keys a joint may be so far (m) from its place for every degree that a bone may turn away.
_METRES_A_DEGREE = 0.005
#: Seconds of motion on either side of a gap that are given with it.
CONTEXT = 0.5


@dataclass(frozen=True)
class Plan:
    """A span to fill, and what is known: `holds` from `first` to `last`, which for a gap lie around the span."""

    span: Span
    holds: tuple[Hold, ...]
    first: int
    last: int
    title: str

    @property
    def frames(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)
class Completed(takes.Batch):
    """What one Complete or Fill Gap brought. The motions begin at `start_frame`; `degrees` of key reduction, 0 for none; only the
    joints `joints` (22) are keyed."""

    span: Span = Span(0, 0)
    degrees: float = 0.0
    joints: tuple[bool, ...] = (True,) * len(JOINT_NAMES)
    alike: ClassVar[bool] = False
    kind: ClassVar[str] = "completion"

    def landing(self) -> dict[str, Any]:
        frames = [self.start_frame, self.start_frame + self.request["frames"] - 1]
        joints = [bool(joint) for joint in self.joints]
        return {**super().landing(), "frames": frames, "span": asdict(self.span), "degrees": self.degrees, "joints": joints}

    @classmethod
    def again(cls, motions: Sequence[Motion], made: Recipe, shown: int = 0) -> Completed:
        landing = made.landing
        return Completed(
            motions, str(landing["title"]), made.request, int(landing["frames"][0]), shown=shown, span=Span(**landing["span"]),
            degrees=float(landing["degrees"]), joints=tuple(bool(joint) for joint in landing["joints"]), path=takes.path_of(made))

    def replaces(self, armature: bpy.types.Object) -> bool:
        """Another try, unless the animator has edited own keys in the take that is shown: those must not go."""
        state = armature.motion_prompt
        return super().replaces(armature) and _own_keys(armature) == _own_keys_of(state.former_action, state.former_slot)

    def keyed_frames(self) -> tuple[int, int | None]:
        return self.span.first, self.span.last

    @property
    def limits(self) -> reduction.Limits | None:
        return reduction.Limits(self.degrees, self.degrees * _METRES_A_DEGREE) if self.degrees else None

    def write(
        self, armature: bpy.types.Object, scene: bpy.types.Scene, space: CharacterSpace | MovingSpace, action: bpy.types.Action,
        motion: Motion,
    ) -> None:
        """Keys the span alone, between and around what the animator keyed."""
        around = [item.frame - self.start_frame for item in pins.held(armature, self.start_frame, self.start_frame + len(motion) - 1)]
        edges = [frame for frame in range(len(motion)) if not self.span.first <= frame + self.start_frame <= self.span.last]
        channels = space.channels(replanting.replanted(armature, self.led(motion), [*around, *edges]))
        rows = slice(self.span.first - self.start_frame, self.span.last - self.start_frame + 1)
        channels = channels.rows(rows)
        holds = [] if self.span.replace_own else pins.held(armature, self.span.first, self.span.last)
        span_keys.write(armature, action, channels, self.span, holds, Scope(np.array([*self.joints, self.joints[0]])))
        switch_keys.write(armature, action, self.span.first, self.span.last)
        if self.limits is not None:
            reduction.reduce_keys(armature, space, action, self.span.first, self.span.last, self.limits, motion.fps, self.joints)


def plan_pins(armature: bpy.types.Object, before: int, after: int) -> Plan:
    """From the first pin to the last, and as many frames more; everything that the animator keyed in there holds.

    Raises ValueError where no pose is pinned.
    """
    frames = [item.frame for item in armature.motion_prompt_pins]
    if not frames:
        raise ValueError("no pose is pinned")
    first, last = min(frames) - before, max(frames) + after
    times = pins.key_times(armature)
    span = Span(
        first, last, open_before=before > 0 and not (times < first).any(), open_after=after > 0 and not (times > last).any())
    return Plan(span, tuple(pins.held(armature, first, last)), first, last, f"pins {min(frames)}–{max(frames)}")


def plan_between(armature: bpy.types.Object, first: int, last: int) -> Plan:
    """From frame `first` to `last`, whose poses are still to be pinned; everything that the animator keyed in there holds."""
    times = pins.key_times(armature)
    span = Span(first, last, open_before=not (times < first).any(), open_after=not (times > last).any())
    return Plan(span, tuple(pins.held(armature, first, last)), first, last, f"pins {first}–{last}")


def plan_gap(armature: bpy.types.Object, first: int, last: int, context: int) -> Plan | None:
    """Frames `first` to `last`, with up to `context` frames on either side where there is motion; None where there is none.

    All keys in the span are to be replaced. With motion on one side only the span goes on from it, or leads up to it.
    """
    times = pins.key_times(armature)
    earlier, later = times[times < first], times[times > last]
    if not len(earlier) and not len(later):
        return None
    start = max(first - context, int(np.ceil(earlier[0]))) if len(earlier) else first
    end = min(last + context, int(np.floor(later[-1]))) if len(later) else last
    around = [frame for frame in range(start, end + 1) if not first <= frame <= last]
    whole = np.ones(len(JOINT_NAMES), dtype=bool)
    holds = [Hold(frame, whole, True, np.full(len(JOINT_NAMES) + 1, float(frame))) for frame in around]
    span = Span(first, last, open_before=not len(earlier), open_after=not len(later), replace_own=True)
    return Plan(span, tuple(holds), start, end, f"gap {first}–{last}")


def gap_between_selected(armature: bpy.types.Object) -> tuple[int, int] | None:
    """The frames that the selected keys name: from the first to the last; where they lie at two frames only, those between."""
    frames = sorted({round(float(time)) for time in pins.key_times(armature, selected=True)})
    if len(frames) == 2 and frames[1] - frames[0] > 1:
        return frames[0] + 1, frames[1] - 1
    return (frames[0], frames[-1]) if frames else None


def poses_at(hold: Hold, poses: dict[float, Motion]) -> tuple[np.ndarray, np.ndarray]:
    """The root translation (3,) and joint rotations (22, 4) of a hold, each value as it is at its own time."""
    pose = poses[hold.frame]
    translation, rotations = pose.root_translation[0], pose.joint_rotations[0].copy()
    for joint in np.flatnonzero(hold.joint_mask):
        rotations[joint] = poses[hold.times[joint]].joint_rotations[0, joint]
    return poses[hold.times[-1]].root_translation[0] if hold.root_mask else translation, rotations


def times_of(plan: Plan) -> set[float]:
    """Every time at which a pose of the plan is read."""
    times = {float(hold.frame) for hold in plan.holds}
    for hold in plan.holds:
        times |= {float(hold.times[channel]) for channel in range(len(JOINT_NAMES) + 1) if hold.holds(channel)}
    return times


def _own_keys(armature: bpy.types.Object) -> dict[tuple[str, int], bytes]:
    return _without_generated(keyframes.own_curves(armature))


def _own_keys_of(action: bpy.types.Action | None, slot: str) -> dict[tuple[str, int], bytes]:
    return _without_generated(keyframes.curves_in_slot(action, slot)) if action is not None else {}


def _without_generated(curves: list[bpy.types.FCurve]) -> dict[tuple[str, int], bytes]:
    tables = {(curve.data_path, curve.array_index): key_table.read(curve) for curve in curves}
    own = {path: table[table["type"] != _GENERATED] for path, table in tables.items()}
    return {path: b"".join(table[name].tobytes() for name in _EDITED) for path, table in own.items() if len(table)}
