"""Keys on the IK targets of a rig, from the keys of its FK controls: what the limbs show stays the same.

The limbs' own keys are there already. What they show is looked at frame by frame, targets are put where hands and feet are, and pole
targets where knees and elbows point to; then the rig is switched to IK for as long.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import bpy
import numpy as np

from ..rig import ik_limbs, locks
from ..rig.bone_matrices import rotations_of
from ..rig.ik_limbs import IkLimb
from . import clip_playing, key_table, keyframes, pins, quaternion, switch_keys, view
from .body_error import turns_of

#: A limb that is bent by less than this share of its length says nothing about where its knee points; from twice that on it says it all.
#: The second: where it is bent the wrong way, as a joint that overstretches is, for which no limb turns round.
_BENT, _BENT_WRONG = 0.01, 0.06
#: How far a pole target is from the knee, in lengths of the limb.
AWAY = 0.6
_GENERATED = keyframes.GENERATED["type"]


@dataclass(frozen=True, eq=False)
class Keyed:
    """The limbs whose controls were keyed, at which frames (T,), and by name where the limbs' bones were (T, 4, 4), in armature space."""

    limbs: Sequence[IkLimb]
    frames: np.ndarray
    shown: dict[str, np.ndarray]

    def places(self, armature: bpy.types.Object, limb: IkLimb) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Where the limb begins, bends and ends, (T, 3) each."""
        return self.shown[limb.upper][:, :3, 3], self.shown[limb.lower][:, :3, 3], _tip(armature, limb, self.shown)


def write(armature: bpy.types.Object, action: bpy.types.Action, first: int, last: int | None = None) -> Keyed | None:
    """Keys the targets of the limbs that are keyed in IK, from frame `first` to `last`, or to the last key, in `action` (one slot). Returns
    what was keyed; None where no limb is."""
    limbs = ik_limbs.chosen(armature)
    if not limbs:
        return None
    end = last if last is not None else _last_key(armature, action)
    frames = np.arange(first, max(end, first) + 1)
    with ik_limbs.muted(armature):
        shown = _shown(armature, action, limbs, frames)
    keyed = {limb.target: at_end(armature, limb, shown) for limb in limbs} | {limb.pole: pole_of(armature, limb, shown) for limb in limbs if limb.pole}
    turning = {limb.target for limb in limbs if limb.turns}
    for name, wanted in keyed.items():
        channels = _channels(armature, action, name, shown[name], wanted, frames)
        _key(armature, action, name, channels, name in turning, frames, last)
    switch_keys.key(armature, action, [switch for limb in limbs for switch in limb.switches], first, last)
    turned = [limb for limb in limbs if limb.pole and limb.muted]
    if turned:
        # Blender's solver begins with the limb's own keys, and a pole target turns it on from there: what that adds is taken back.
        posed = _shown(armature, action, turned, frames)
        for limb in turned:
            wanted = corrected(armature, limb, shown, posed, keyed[limb.pole])
            _key(armature, action, limb.pole, _channels(armature, action, limb.pole, posed[limb.pole], wanted, frames), False, frames, last)
    return Keyed(limbs, frames, shown)


def _last_key(armature: bpy.types.Object, action: bpy.types.Action) -> int:
    names = {bone.name for _channel, bone, _prop in pins.channels_of(armature)}
    ends = [curve.range()[1] for curve in keyframes.channelbag(action).fcurves
            if len(curve.keyframe_points) and curve.data_path.startswith("pose.bones") and curve.data_path.split('"')[1] in names]
    return int(max(ends, default=0))


def _shown(armature: bpy.types.Object, action: bpy.types.Action, limbs: Sequence[IkLimb], frames: np.ndarray) -> dict[str, np.ndarray]:
    """The limbs' bones and controls (T, 4, 4), in armature space."""
    slot = action.slots[0].identifier if keyframes.HAS_SLOTS else ""
    played = clip_playing.sampled(view.of(bpy.context), armature, action, slot, frames.tolist())
    names = {name for limb in limbs for name in (limb.upper, limb.lower, limb.end, *limb.controls)}
    return {name: played.bones[:, played.names.index(name)] for name in names}


def _rest(armature: bpy.types.Object, name: str) -> np.ndarray:
    return np.array(armature.data.bones[name].matrix_local, dtype=np.float64)


def at_end(armature: bpy.types.Object, limb: IkLimb, shown: dict[str, np.ndarray]) -> np.ndarray:
    """Where the target (T, 4, 4) has to be: as it lies by the end's bone at rest, where the lower bone ends."""
    carried = shown[limb.end] @ np.linalg.inv(_rest(armature, limb.end)) @ _rest(armature, limb.target)
    if not limb.turns:
        # The end's bone may hang on the target itself: the tip of the chain is what has to be reached.
        tip = np.array(armature.data.bones[limb.lower].tail_local, dtype=np.float64)
        carried = carried.copy()
        carried[:, :3, 3] = _tip(armature, limb, shown) + _rest(armature, limb.target)[:3, 3] - tip
    return carried


def pole_of(armature: bpy.types.Object, limb: IkLimb, shown: dict[str, np.ndarray]) -> np.ndarray:
    """Where the pole target (T, 4, 4) has to be, turned as at rest."""
    hip, knee = shown[limb.upper][:, :3, 3], shown[limb.lower][:, :3, 3]
    tip = np.array(armature.data.bones[limb.lower].tail_local, dtype=np.float64)
    foot, length = _tip(armature, limb, shown), _length(armature, limb)
    bend = _off_line(knee, hip, foot)
    amount = np.linalg.norm(bend, axis=-1, keepdims=True) / length
    # A straight limb points where its pole target lies at rest, carried along by the upper bone.
    rest_hip, rest_pole = _rest(armature, limb.upper)[:3, 3], _rest(armature, limb.pole)[:3, 3]
    out = _off_line(rest_pole[None], rest_hip[None], tip[None])[0]
    turns = rotations_of(shown[limb.upper]) @ rotations_of(_rest(armature, limb.upper)).T
    carried = _unit(_off_line(hip + turns @ out, hip, foot))
    wrong = np.clip((0.3 - np.sum(_unit(bend) * carried, axis=-1, keepdims=True)) / 0.6, 0.0, 1.0)
    share = np.clip(amount / (_BENT + (_BENT_WRONG - _BENT) * wrong) - 1.0, 0.0, 1.0)
    ahead = _unit(share * _unit(bend) + (1.0 - share) * carried)
    matrices = np.tile(_rest(armature, limb.pole), (len(knee), 1, 1))
    matrices[:, :3, 3] = knee + AWAY * length * ahead
    return matrices


def corrected(
    armature: bpy.types.Object, limb: IkLimb, shown: dict[str, np.ndarray], posed: dict[str, np.ndarray], pole: np.ndarray,
) -> np.ndarray:
    """The pole target's place, turned about the limb by as much as the knee, `posed`, is away from where it was `shown`."""
    hip, knee, is_at = shown[limb.upper][:, :3, 3], shown[limb.lower][:, :3, 3], posed[limb.lower][:, :3, 3]
    foot = _tip(armature, limb, shown)
    axis = _unit(foot - hip)
    one, two = _off_line(is_at, hip, foot), _off_line(knee, hip, foot)
    sine, cosine = np.sum(np.cross(one, two) * axis, axis=-1), np.sum(one * two, axis=-1)
    bent = np.clip(np.minimum(np.linalg.norm(one, axis=-1), np.linalg.norm(two, axis=-1)) / (_BENT * _length(armature, limb)) - 1.0, 0.0, 1.0)
    half = 0.5 * bent * np.arctan2(sine, cosine)
    turns = np.concatenate([np.cos(half)[:, None], np.sin(half)[:, None] * axis], axis=-1)
    result = pole.copy()
    result[:, :3, 3] = hip + quaternion.rotate(turns, pole[:, :3, 3] - hip)
    return result


def _tip(armature: bpy.types.Object, limb: IkLimb, shown: dict[str, np.ndarray]) -> np.ndarray:
    """Where the lower bone ends, (T, 3)."""
    tip = np.append(np.array(armature.data.bones[limb.lower].tail_local, dtype=np.float64), 1.0)
    return (shown[limb.lower] @ np.linalg.inv(_rest(armature, limb.lower)) @ tip)[:, :3]


def _length(armature: bpy.types.Object, limb: IkLimb) -> float:
    hip, knee = (_rest(armature, name)[:3, 3] for name in (limb.upper, limb.lower))
    return float(np.linalg.norm(knee - hip) + armature.data.bones[limb.lower].length)


def _off_line(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """From the line between `start` and `end` to the points, (T, 3), at right angles to it."""
    along = _unit(end - start)
    way = points - start
    return way - np.sum(way * along, axis=-1, keepdims=True) * along


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)


def _channels(
    armature: bpy.types.Object, action: bpy.types.Action, name: str, shown: np.ndarray, wanted: np.ndarray, frames: np.ndarray,
) -> np.ndarray:
    """The control's own matrix (T, 4, 4) for it to be at `wanted`: what it hangs on is where it is `shown`, its own channels taken back."""
    bone, bag, plays = armature.pose.bones[name], keyframes.channelbag(action), _plays(armature, action)
    values = {}
    for prop in ("location", keyframes.rotation_property(bone), "scale"):
        # What is read of an action that does not play stands at rest where it has no keys.
        still = getattr(bone, prop) if plays else clip_playing.AT_REST[prop]
        curves = [bag.fcurves.find(bone.path_from_id(prop), index=index) for index in range(len(still))]
        keyed = [curve is not None and len(curve.keyframe_points) > 0 for curve in curves]
        # What is not keyed is the same at every frame.
        values[prop] = np.array([
            [curve.evaluate(frame) for frame in frames] if one else [now] * len(frames) for one, curve, now in zip(keyed, curves, still)
        ]).T if any(keyed) else np.array([still], dtype=np.float64)
    own = np.tile(np.eye(4), (len(frames), 1, 1))
    turns = turns_of(bone.rotation_mode, values[keyframes.rotation_property(bone)])
    own[:, :3, :3] = np.stack([quaternion.rotate(turns, axis) for axis in np.eye(3)], axis=-1) * values["scale"][:, None, :]
    moved, rest = np.tile(np.eye(4), (len(frames), 1, 1)), _rest(armature, name)
    moved[:, :3, 3] = values["location"]
    # "Local Location" says whether the location is along the bone's own axes at rest or those of what it hangs on.
    along_bone = bone.bone.use_local_location
    hangs_on = shown @ np.linalg.inv(rest @ moved @ own if along_bone else moved @ rest @ own)
    placed = np.linalg.inv(hangs_on) @ wanted
    result = np.linalg.inv(rest) @ placed
    if not along_bone:
        result[:, :3, 3] = placed[:, :3, 3] - rest[:3, 3]
    return result


def _plays(armature: bpy.types.Object, action: bpy.types.Action) -> bool:
    data = armature.animation_data
    return data is not None and data.action == action


def _key(
    armature: bpy.types.Object, action: bpy.types.Action, name: str, channels: np.ndarray, turning: bool, frames: np.ndarray, last: int | None,
) -> None:
    """Keys location and rotation of a control; the animator's own keys on it stay where the motion ends before them."""
    bone, bag = armature.pose.bones[name], keyframes.channelbag(action)
    tracks = [("location", channels[:, :3, 3])]
    if turning:
        tracks.append(keyframes.rotation_channel(bone, quaternion.from_matrix(rotations_of(channels))))
    for prop, values in tracks:
        values = locks.respected(bone, prop, values)
        for index in locks.open_channels(bone, prop):
            curve = keyframes.ensure_fcurve(bag, bone.path_from_id(prop), index, name)
            table = key_table.read(curve)
            times = table["co"][:, 0]
            inside = (times >= frames[0]) & ((times <= frames[-1]) if last is not None else True)
            kept = table[~(inside & ((table["type"] == _GENERATED) | (last is None)))]
            key_table.write(curve, key_table.merged(kept, key_table.generated(frames, values[:, index])))
            curve.extrapolation = "CONSTANT"
