"""Key reduction: from a generated key a frame to few Bézier keys that an animator can edit, within degrees and centimetres."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import bpy
import numpy as np

from ..rig import joint_bones
from . import feet, key_fit, key_table, keyframes, kinematics
from .bezier_curves import Dense
from .body_error import Allowed, BodyError, Tracks, turns_of
from .keyed_body import KeyedBody, keyed_body, motion_of
from .pose_io import Space
from .pose_reading import MovingSpace

#: Blender stores keys in single precision.
_MARGIN = 0.98
#: A standing foot may slide so fast (m/s), and rise or sink so far (m); those of a life-sized body.
_SLIDE, _RISE = 0.019, 0.003
#: Feet nearer than this to the floor (m) do not come nearer than what counts as touching it, or by little.
_LOW, _LITTLE = 0.015, 0.001
_GENERATED = keyframes.GENERATED["type"]
_BEZIER, _CONSTANT = (keyframes.enum_value("interpolation", name) for name in ("BEZIER", "CONSTANT"))
_FREE = keyframes.enum_value("handle_left_type", "FREE")


@dataclass(frozen=True)
class Limits:
    """How far a bone may turn away, in degrees, and a joint be away, in metres of a life-sized body."""

    degrees: float
    metres: float


def reduce_keys(
    armature: bpy.types.Object, space: Space | MovingSpace, action: bpy.types.Action, first: int, last: int, limits: Limits, fps: float,
    joints: Sequence[bool] | None = None,
) -> tuple[int, int]:
    """Thins the keys typed GENERATED from frame `first` to `last`, both included, on the joint bones of `armature`: all, or those of
    the joints that `joints` (22) says.

    At every frame each bone stays within the limit's degrees of where it was, against what it hangs on and in space, and its head within the
    limit's metres. A foot that stood goes on standing: no more than 1.9 cm/s and 3 mm of its own are added. The keys left are Bézier,
    typed GENERATED, at the same frames in all channels of a bone's rotation or location. Every other key stays byte for byte, handles included,
    and so does the curve outside the frames. Frames with a pin of the bone stay keys, and so does a key that holds its value (CONSTANT).
    `action` holds one slot (see keyframes.copied_action); `space` is the armature's. Returns how many generated keys there were and how
    many are left. Raises ValueError where a limit is not above 0.
    """
    if not (0.0 < limits.degrees < np.inf and 0.0 < limits.metres < np.inf):
        raise ValueError("the key reduction needs limits above 0")
    body = keyed_body(armature, space.spaces[0] if isinstance(space, MovingSpace) else space)
    tracks = _tracks(armature, body, action, np.arange(first, last + 1), joints)
    before = sum(track.generated() for track in tracks)
    if last > first and before:
        _reduce(armature, space, body, tracks, limits, fps)
    action.update_tag()
    return before, sum(track.generated() for track in tracks)


class _Track:
    """The channels of a bone that are keyed together: its rotation, or the carrier's location.

    curves: its C F-curves or None. tables: their keys. frames (T,). values (T, C). active (C,): the channels with generated keys.
    own (T, C): where a key stays. held (T,): frames that must stay keys.
    """

    def __init__(self, bag: bpy.types.ID, bone: bpy.types.PoseBone, prop: str, frames: np.ndarray, pinned: np.ndarray, thinned: bool) -> None:
        path, now = bone.path_from_id(prop), list(getattr(bone, prop))
        self.name, self.mode = bone.name, "" if prop == "location" else bone.rotation_mode
        self.curves = [bag.fcurves.find(path, index=index) for index in range(len(now))]
        self.tables = [key_table.generated(np.empty(0), np.empty(0)) if curve is None else key_table.read(curve)
                       for curve in self.curves]
        self.frames = frames
        self.values = np.stack([self._sampled(*source) for source in zip(self.curves, self.tables, now)], axis=-1)
        self.active = np.array([thinned and self._replaceable(table).any() for table in self.tables])
        self.own, self.held = np.zeros(self.values.shape, dtype=bool), np.isin(frames, pinned)
        self.held[[0, -1]] = True
        for channel in np.flatnonzero(self.active):
            self._hold(channel)

    def generated(self) -> int:
        """How many generated keys the channels that are thinned have in the frames."""
        return sum(int(self._replaceable(table).sum()) for table, active in zip(self.tables, self.active) if active)

    def write(self, rows: np.ndarray, parameters: np.ndarray) -> None:
        """Replaces the generated keys by Bézier keys at `rows` (R,), with parameters (5, 4, R) (see `bezier_curves.Curves`)."""
        for channel in np.flatnonzero(self.active):
            table = self.tables[channel]
            keys = self._bezier(channel, rows, parameters[:, channel])
            kept = table[~self._replaceable(table)]
            table = np.concatenate([kept, keys[~self.own[rows, channel]]])
            self.tables[channel] = table[np.argsort(table["co"][:, 0], kind="stable")]
            key_table.write(self.curves[channel], self.tables[channel])

    def _bezier(self, channel: int, rows: np.ndarray, parameters: np.ndarray) -> np.ndarray:
        values, slope_after, slope_before, share_after, share_before = parameters
        frames = self.frames[rows]
        ways = np.diff(frames, prepend=frames[0] - 1, append=frames[-1] + 1)
        before, after = share_before * ways[:-1], share_after * ways[1:]
        keys = key_table.generated(frames, values)
        keys["handle_left"] = np.stack([frames - before, values - slope_before * before], axis=-1)
        keys["handle_right"] = np.stack([frames + after, values + slope_after * after], axis=-1)
        keys["handle_left_type"] = keys["handle_right_type"] = _FREE
        keys["interpolation"] = _BEZIER
        self._keep_jumps_and_ends(channel, keys)
        return keys

    def _keep_jumps_and_ends(self, channel: int, keys: np.ndarray) -> None:
        """Values that are held go on being held, and the curve before the first and after the last frame is not touched."""
        table = self.tables[channel]
        times = table["co"][:, 0]
        steps = np.isin(keys["co"][:, 0], times[self._replaceable(table) & (table["interpolation"] == _CONSTANT)])
        keys["interpolation"][steps] = _CONSTANT
        for key, side in ((keys[:1], "left"), (keys[-1:], "right")):
            was = table[times == key["co"][0, 0]]
            if len(was):
                key[f"handle_{side}"] = was[f"handle_{side}"]
                if side == "right" and (times[-1] > key["co"][0, 0] or self.curves[channel].extrapolation == "LINEAR"):
                    key["interpolation"] = was["interpolation"]

    def _sampled(self, curve: bpy.types.FCurve | None, table: np.ndarray, now: float) -> np.ndarray:
        """The channel at every frame: its key's value, or without a key what the curve shows."""
        if curve is None or not len(table):
            return np.full(len(self.frames), now)
        times = table["co"][:, 0]
        places = np.minimum(np.searchsorted(times, self.frames), len(times) - 1)
        values = table["co"][places, 1].astype(float)
        for row in np.flatnonzero(times[places] != self.frames):
            values[row] = curve.evaluate(self.frames[row])
        return values

    def _replaceable(self, table: np.ndarray) -> np.ndarray:
        times = table["co"][:, 0]
        return (table["type"] == _GENERATED) & (times >= self.frames[0]) & (times <= self.frames[-1])

    def _hold(self, channel: int) -> None:
        table = self.tables[channel]
        times = table["co"][:, 0] - self.frames[0]
        own = (times >= 0) & (times <= len(self.frames) - 1) & ~self._replaceable(table)
        whole = own & (times == np.round(times))
        self.own[times[whole].astype(int), channel] = True
        # What leads to an own key and on from it is the animator's: the frames beside it are keys. So is what follows a held value.
        steps = times[(table["interpolation"] == _CONSTANT) & self._replaceable(table)]
        around = np.concatenate([np.floor(times[own]), np.ceil(times[own]), np.ceil(times[own]) - 1, np.floor(times[own]) + 1, np.floor(steps), np.floor(steps) + 1])
        self.held[np.clip(around, 0, len(self.frames) - 1).astype(int)] = True


def _tracks(
    armature: bpy.types.Object, body: KeyedBody, action: bpy.types.Action, frames: np.ndarray, joints: Sequence[bool] | None,
) -> list[_Track]:
    """The rotation of every keyed bone, in the body's order, and last the carrier's location."""
    bag, pins = keyframes.channelbag(action), getattr(armature, "motion_prompt_pins", ())
    tracks = []
    for number, (joint, name) in enumerate(zip(body.joints, body.names)):
        bone = armature.pose.bones[name]
        pinned = [pin.frame for pin in pins if pin.joint_mask[joint] or (number == body.carrier and pin.root_mask)]
        thinned = joints is None or bool(joints[joint])
        tracks.append(_Track(bag, bone, keyframes.rotation_property(bone), frames, pinned, thinned))
        if number == body.carrier:
            place = _Track(bag, bone, "location", frames, pinned, thinned)
    return [*tracks, place]


def _reduce(
    armature: bpy.types.Object, space: Space | MovingSpace, body: KeyedBody, tracks: Sequence[_Track], limits: Limits, fps: float,
) -> None:
    """Fits the tracks that have generated keys, all in one go, and writes their keys."""
    turns = np.stack([turns_of(track.mode, track.values) for track in tracks[:-1]])
    location = tracks[-1].values
    bones = np.array([*range(len(tracks) - 1), body.carrier])
    chosen = [number for number, track in enumerate(tracks) if track.active.any()]
    picked = [tracks[number] for number in chosen]
    described = Tracks(
        bones[chosen], tuple(track.mode for track in picked), _padded([track.active for track in picked], False).T)
    values = np.moveaxis(_padded([track.values for track in picked], 0.0), -1, 0)
    allowed = _allowed(armature, space, body, turns, location, limits, fps)
    dense = Dense(values, np.stack([track.held for track in picked]))
    curves, parameters = key_fit.fitted(BodyError(body, described, values, turns, location, allowed), dense, fps)
    owner, row = np.divmod(curves.rows, len(location))
    for number, track in enumerate(picked):
        track.write(row[owner == number], parameters[..., owner == number])


def _allowed(
    armature: bpy.types.Object, space: Space | MovingSpace, body: KeyedBody, turns: np.ndarray, location: np.ndarray, limits: Limits, fps: float,
) -> Allowed:
    """The limits in radians and armature units, and what the feet may do while they stand and just before and after."""
    motion, rest = motion_of(space, body, armature, turns, location, fps), joint_bones.rest_joints(armature)
    floor = feet.floor_level(motion, rest)
    standing, places = feet.contacts(motion, rest, floor), kinematics.joints(motion, rest)[1]
    points = [joint for side in feet.SIDES for joint in kinematics.leg(side)[2:]]
    heights = (places[:, points, 1] - rest[points, 1] - floor).T
    stands = np.stack([standing.heel[:, 0], standing.toe[:, 0], standing.heel[:, 1], standing.toe[:, 1]])
    stands &= heights < feet.TOUCHING
    above = np.clip(heights - feet.TOUCHING, _LITTLE, _RISE)
    rise = np.where(heights < feet.TOUCHING, _RISE, np.where(heights < _LOW, above, np.inf))
    metre = float(np.linalg.norm(body.up))
    return Allowed(
        _MARGIN * np.radians(limits.degrees), _MARGIN * limits.metres * metre, stands, _SLIDE / fps * metre, np.maximum(rise, 0.0) * metre)


def _padded(arrays: Sequence[np.ndarray], filling: float | bool) -> np.ndarray:
    """The arrays (..., C) stacked, each with four channels."""
    return np.stack([
        np.concatenate([array, np.full((*array.shape[:-1], 4 - array.shape[-1]), filling, dtype=array.dtype)], axis=-1) for array in arrays])
