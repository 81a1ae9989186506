"""Generated keys inside a span of frames: between and around the animator's keys, and nothing outside looks different.

Keys outside the span and the animator's own keys stay byte for byte. Where new keys would bend a curve outside the span, keys
that hold it in place are added there: nothing else can, because the handles of the keys that were there must not change.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import bpy
import numpy as np

from ..rig import locks
from ..rig.character_space import Channels
from . import key_table, keyframes, pins, quaternion

_CONSTANT, _LINEAR, _BEZIER = (keyframes.enum_value("interpolation", name) for name in ("CONSTANT", "LINEAR", "BEZIER"))
_GENERATED = keyframes.GENERATED["type"]
_FREE = keyframes.enum_value("handle_left_type", "FREE")
#: How far two values of one rotation may be apart before they count as different turns (a flipped sign, a whole turn more).
_OTHER_TURN = 0.1


@dataclass(frozen=True)
class Span:
    """Frames `first` to `last`, both included. On an open side there is no motion that must stay as it was: the last pose holds.

    `replace_own`: the animator's own keys inside are replaced as well.
    """

    first: int
    last: int
    open_before: bool = False
    open_after: bool = False
    replace_own: bool = False

    @property
    def frames(self) -> range:
        return range(self.first, self.last + 1)


@dataclass(frozen=True)
class Scope:
    """What of a span is keyed: the joints and, last, the pelvis's place that are `chosen` (23,). At every frame (T,) only `weights`
    of them are new, the rest is what was there; None where all is new."""

    chosen: np.ndarray
    weights: np.ndarray | None = None

    def turned(self, former: np.ndarray, turns: np.ndarray) -> np.ndarray:
        """Quaternions (T, 4) from `former` to `turns`, by the weights."""
        return quaternion.slerp(former, turns, self.weights)

    def placed(self, former: np.ndarray, places: np.ndarray) -> np.ndarray:
        """Places (T, 3). Where an end leads over, the way between the two is spread over the whole span: a step of the body is
        seen less than a dash in the few frames of the blend."""
        share = np.linspace(0.0, 1.0, len(places))[:, None] if len(places) > 1 else np.zeros((1, 1))
        share = share**2 * (3.0 - 2.0 * share)
        start, end = (former[at] - places[at] if self.weights[at] < 1 else np.zeros(3) for at in (0, -1))
        weights = self.weights[:, None]
        return (1 - weights) * former + weights * (places + (1 - share) * start + share * end)


def write(
    armature: bpy.types.Object, action: bpy.types.Action, channels: Channels, span: Span, holds: Sequence[pins.Hold],
    scope: Scope | None = None,
) -> None:
    """Keys `channels`, one row a frame of the span, onto `action` (one slot). What `holds` say is kept as the action has it, and so
    is what lies outside `scope`, where there is one."""
    bag, blended = keyframes.channelbag(action), scope is not None and scope.weights is not None
    for channel, bone, prop in pins.channels_of(armature):
        if scope is not None and not scope.chosen[channel]:
            continue
        times = {hold.frame: float(hold.times[channel]) for hold in holds if hold.holds(channel)}
        track = _Track(bag, bone, prop)
        anchors = {frame: track.former(time) for frame, time in times.items() if frame in span.frames}
        around = {frame: track.former(frame) for frame in (span.first - 1, span.last + 1)}
        if prop == "location":
            places = scope.placed(track.formers(span), channels.location) if blended else channels.location
            values, jumps = _placed(places, anchors, span), set()
        else:
            turns = channels.turns(channel, bone.name)
            if blended:
                turns = scope.turned(np.array([keyframes.turn_of(bone, values) for values in track.formers(span)]), turns)
            values, jumps = _turned(bone, turns, anchors, around, span)
        track.write(locks.respected(bone, prop, values), jumps, span, locks.open_channels(bone, prop))


class _Track:
    """One property of one bone, with its F-curves: those that there are, and what the bone shows where there are none."""

    def __init__(self, bag: bpy.types.ID, bone: bpy.types.PoseBone, prop: str):
        self._bag, self._name = bag, bone.name
        self._path = bone.path_from_id(prop)
        self._now = np.array(getattr(bone, prop), dtype=np.float64)
        curves = [bag.fcurves.find(self._path, index=index) for index in range(len(self._now))]
        self._curves = [curve if curve is not None and len(curve.keyframe_points) else None for curve in curves]

    def former(self, time: float) -> np.ndarray:
        """The values at a time, as they are before anything is written."""
        return np.array([now if curve is None else curve.evaluate(time) for curve, now in zip(self._curves, self._now)])

    def formers(self, span: Span) -> np.ndarray:
        """The values (T, C) at every frame of the span, as they are before anything is written."""
        return np.array([self.former(frame) for frame in span.frames])

    def write(self, values: np.ndarray, jumps: set[int], span: Span, channels: Iterable[int]) -> None:
        for index in channels:
            curve = keyframes.ensure_fcurve(self._bag, self._path, index, self._name)
            if not len(curve.keyframe_points):
                _fill_empty(curve, values[:, index], self._now[index], jumps, span)
            else:
                _splice(curve, values[:, index], jumps, span)


def _placed(location: np.ndarray, anchors: dict[int, np.ndarray], span: Span) -> np.ndarray:
    values = location.copy()
    for frame, value in anchors.items():
        values[frame - span.first] = value
    return values


def _turned(
    bone: bpy.types.PoseBone, turns: np.ndarray, anchors: dict[int, np.ndarray], around: dict[int, np.ndarray], span: Span,
) -> tuple[np.ndarray, set[int]]:
    """The values of the bone's rotation property, and the frames after which they jump.

    Each stretch between anchors goes on from the anchor before it. Where that arrives at the next anchor with another sign or
    a whole turn more, the key before it is held, so that the bone does not spin between two frames.
    """
    before, start = around[span.first - 1], span.first
    values, jumps = np.empty((len(turns), len(before))), set()
    for stop in (*sorted(anchors), span.last + 1):
        stretch = slice(start - span.first, stop - span.first)
        if stop > start:
            values[stretch] = keyframes.rotation_channel(bone, turns[stretch], before)[1]
            before = values[stretch][-1]
        target = anchors[stop] if stop in anchors else around[stop]
        near = keyframes.rotation_channel(bone, keyframes.turn_of(bone, target)[None], before)[1][0]
        if np.abs(near - target).max() > _OTHER_TURN:
            jumps.add(stop - 1)
        if stop <= span.last:
            values[stop - span.first] = before = target
        start = stop + 1
    return values, jumps


def _fill_empty(curve: bpy.types.FCurve, values: np.ndarray, rest: float, jumps: set[int], span: Span) -> None:
    """A channel that had no keys: as it was on both sides, the motion inside."""
    edges = [frame for frame, is_open in ((span.first - 1, span.open_before), (span.last + 1, span.open_after)) if not is_open]
    new = np.concatenate([_inside(values, jumps, span, ()), key_table.generated(np.array(edges), np.full(len(edges), rest))])
    key_table.write(curve, key_table.merged(key_table.generated(np.empty(0), np.empty(0)), new))
    curve.extrapolation = "CONSTANT"


def _splice(curve: bpy.types.FCurve, values: np.ndarray, jumps: set[int], span: Span) -> None:
    table = key_table.read(curve)
    times = table["co"][:, 0]
    inside = (times >= span.first) & (times <= span.last)
    kept = table[~(inside & ((table["type"] == _GENERATED) | span.replace_own))]
    kept_times = kept["co"][:, 0]
    taken = {round(float(time)) for time in kept_times if span.first <= time <= span.last}
    new = [_inside(values, jumps, span, taken)]
    earlier, later = kept[kept_times < span.first], kept[kept_times > span.last]
    if not span.open_before and (span.first not in taken or _leans(curve, kept, earlier)):
        new.append(_before(curve, earlier, span.first))
    if not span.open_after and (span.last not in taken or _leans(curve, kept, later)):
        new.append(_after(curve, table[times <= span.last], later, span.last))
    key_table.write(curve, key_table.merged(kept, np.concatenate(new)))


def _leans(curve: bpy.types.FCurve, kept: np.ndarray, beyond: np.ndarray) -> bool:
    """Whether the curve goes on with a slope that comes from the keys inside, which are about to change."""
    return not len(beyond) and curve.extrapolation == "LINEAR" and (kept["interpolation"] == _LINEAR).any()


def _inside(values: np.ndarray, jumps: set[int], span: Span, taken: Sequence[int] | set[int]) -> np.ndarray:
    frames = np.array([frame for frame in span.frames if frame not in taken], dtype=int)
    keys = key_table.generated(frames, values[frames - span.first])
    keys["interpolation"][np.isin(frames, list(jumps))] = _CONSTANT
    return keys


def _before(curve: bpy.types.FCurve, earlier: np.ndarray, first: int) -> np.ndarray:
    """The keys that hold the curve in place up to `first`. `curve` still is as it was; `earlier` are its keys before."""
    if not len(earlier):
        return _end(curve, first - 1)
    time, interpolation = earlier["co"][-1, 0], earlier["interpolation"][-1]
    if interpolation == _CONSTANT:
        return key_table.generated(np.empty(0), np.empty(0))
    start = first - 1 if interpolation == _LINEAR else int(np.floor(time)) + 1
    return _held(curve, range(max(start, int(np.floor(time)) + 1), first), earlier["co"][-1, 1])


def _after(curve: bpy.types.FCurve, before: np.ndarray, later: np.ndarray, last: int) -> np.ndarray:
    """The keys that hold the curve in place after `last`; `before` are its former keys up to there, `later` those after."""
    if not len(later):
        return _end(curve, last + 1)
    stop = int(np.ceil(later["co"][0, 0]))
    interpolation = before["interpolation"][-1] if len(before) else _LINEAR
    if interpolation in (_CONSTANT, _LINEAR):
        keys = _held(curve, range(last + 1, min(last + 2, stop)), later["co"][0, 1])
        keys["interpolation"] = interpolation
        return keys
    return _held(curve, range(last + 1, stop), later["co"][0, 1])


def _held(curve: bpy.types.FCurve, frames: range, neighbour: float) -> np.ndarray:
    """Keys at `frames` with the curve's values; where it rests at the neighbouring key's value, the outermost two will do."""
    values = np.array([curve.evaluate(frame) for frame in frames])
    keys = key_table.generated(np.array(frames), values)
    if len(keys) > 2 and np.abs(values - neighbour).max() < 1e-6:
        return keys[[0, -1]]
    return keys


def _end(curve: bpy.types.FCurve, frame: int) -> np.ndarray:
    """A key with which the curve goes on for ever as it does, level or with its slope."""
    value = curve.evaluate(frame)
    key = key_table.generated(np.array([frame]), np.array([value]))
    if curve.extrapolation == "LINEAR":
        slope = curve.evaluate(frame + 1) - value
        key["interpolation"], key["handle_left_type"], key["handle_right_type"] = _BEZIER, _FREE, _FREE
        key["handle_left"], key["handle_right"] = [frame - 1, value - slope], [frame + 1, value + slope]
    return key
