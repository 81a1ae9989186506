"""Key reduction: from a generated key a frame to few Bézier keys that an animator can edit, within degrees and centimetres."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import bpy
import numpy as np

from ..rig import ik_limbs, joint_bones
from . import feet, key_fit, keyframes, kinematics
from .bezier_curves import Dense
from .body_error import Allowed, BodyError, Tracks, turns_of
from .key_track import Track
from .keyed_body import KeyedBody, keyed_body, motion_of
from .pose_io import Space
from .pose_reading import MovingSpace

#: Blender stores keys in single precision.
_MARGIN = 0.98
#: A standing foot may slide so fast (m/s), and rise or sink so far (m); those of a life-sized body.
_SLIDE, _RISE = 0.019, 0.003
#: Feet nearer than this to the floor (m) do not come nearer than what counts as touching it, or by little.
_LOW, _LITTLE = 0.015, 0.001
#: Where limbs are keyed in IK, this share of what is allowed; the rest is left to the IK targets, which follow what the keys here make.
_BEFORE_IK = 0.65


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


def _tracks(
    armature: bpy.types.Object, body: KeyedBody, action: bpy.types.Action, frames: np.ndarray, joints: Sequence[bool] | None,
) -> list[Track]:
    """The rotation of every keyed bone, in the body's order, and last the carrier's location."""
    bag, pins = keyframes.channelbag(action), getattr(armature, "motion_prompt_pins", ())
    tracks = []
    for number, (joint, name) in enumerate(zip(body.joints, body.names)):
        bone = armature.pose.bones[name]
        pinned = [pin.frame for pin in pins if pin.joint_mask[joint] or (number in body.carriers and pin.root_mask)]
        thinned = joints is None or bool(joints[joint])
        tracks.append(Track(bag, bone, keyframes.rotation_property(bone), frames, pinned, thinned))
        if number in body.carriers:
            place = Track(bag, bone, "location", frames, pinned, thinned)
    return [*tracks, place]


def _reduce(
    armature: bpy.types.Object, space: Space | MovingSpace, body: KeyedBody, tracks: Sequence[Track], limits: Limits, fps: float,
) -> None:
    turns = np.stack([turns_of(track.mode, track.values) for track in tracks[:-1]])
    location = tracks[-1].values
    allowed = _allowed(armature, space, body, turns, location, limits, fps)
    if ik_limbs.chosen(armature):
        allowed = allowed.times(_BEFORE_IK)
    fit(body, tracks, np.array([*range(len(tracks) - 1), *body.carriers]), turns, location[None], allowed, fps)


def fit(
    body: KeyedBody, tracks: Sequence[Track], bones: np.ndarray, turns: np.ndarray, locations: np.ndarray, allowed: Allowed, fps: float,
) -> None:
    """Fits the tracks that have generated keys, all in one go, and writes their keys. bones: those of the tracks, by number in the body;
    turns (J, T, 4), locations (C, T, 3): the body's channels as they are."""
    chosen = [number for number, track in enumerate(tracks) if track.active.any()]
    picked = [tracks[number] for number in chosen]
    described = Tracks(
        bones[chosen], tuple(track.mode for track in picked), _padded([track.active for track in picked], False).T)
    values = np.moveaxis(_padded([track.values for track in picked], 0.0), -1, 0)
    dense = Dense(values, np.stack([track.held for track in picked]))
    curves, parameters = key_fit.fitted(BodyError(body, described, values, turns, locations, allowed), dense, fps)
    owner, row = np.divmod(curves.rows, turns.shape[1])
    for number, track in enumerate(picked):
        track.write(row[owner == number], parameters[..., owner == number])


def what_stands(
    armature: bpy.types.Object, space: Space | MovingSpace, action: bpy.types.Action, frames: np.ndarray, limits: Limits, fps: float,
) -> tuple[Allowed, np.ndarray]:
    """What `limits` allow on the motion that the joints' keys make, and the way (3,) a metre upwards in the armature."""
    body = keyed_body(armature, space.spaces[0] if isinstance(space, MovingSpace) else space)
    tracks = _tracks(armature, body, action, frames, None)
    turns = np.stack([turns_of(track.mode, track.values) for track in tracks[:-1]])
    return _allowed(armature, space, body, turns, tracks[-1].values, limits, fps), body.up


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
