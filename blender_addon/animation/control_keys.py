"""Key reduction on IK targets and pole targets, so that few keys mean the same on a rig whose limbs are posed by them.

A target is fitted with the ankle or wrist, and the ball of the foot, that it carries; a foot that stood goes on standing. Where a limb is
nearly straight, its knee or elbow goes much farther than the target does, so that the target has to be the nearer to its place.
"""
from __future__ import annotations

from collections.abc import Sequence

import bpy
import numpy as np

from ..rig import joint_bones, own_rig
from ..rig.bone_matrices import rotations_of
from ..rig.ik_limbs import IkLimb
from ..rig.retarget import Hanging
from . import keyframes, kinematics, quaternion, reduction
from .body_error import Allowed, turns_of
from .ik_keys import AWAY, Keyed
from .key_track import Track
from .keyed_body import KeyedBody
from .pose_io import Space
from .pose_reading import MovingSpace
from .reduction import Limits

#: The share of what is allowed: the rest, about, went to the keys of the body (see `reduction`), and the two are not at their worst in one place.
_SHARE = 0.5
#: How much farther than the target a nearly straight limb's knee is taken to go at most, and how straight that is (a share of the limb).
_FARTHER, _STRAIGHT = 8.0, 0.02
#: How far the knee goes when the pole target goes a metre, at most.
_WITH_POLE = 0.5
_IDENTITY = np.array([1.0, 0.0, 0.0, 0.0])


def reduce_keys(
    armature: bpy.types.Object, space: Space | MovingSpace, action: bpy.types.Action, keyed: Keyed, limits: Limits, fps: float,
) -> None:
    """Thins the generated keys of the controls that `ik_keys` has keyed, as `reduction` does those of the joints. Frames with a pin stay keys."""
    frames = keyed.frames
    if len(frames) < 2:
        return
    allowed, up = reduction.what_stands(armature, space, action, frames, limits, fps)
    body = _Controls(armature, keyed, up)
    bag = keyframes.channelbag(action)
    pinned = [pin.frame for pin in armature.motion_prompt_pins]
    tracks, bones = [], []
    for number, name in body.moved.items():
        bone = armature.pose.bones[name]
        for prop in ("location", *([keyframes.rotation_property(bone)] if name in body.turning else ())):
            tracks.append(Track(bag, bone, prop, frames, pinned, True))
            bones.append(number)
    if any(track.active.any() for track in tracks):
        turns, locations = body.channels(tracks, bones)
        reduction.fit(body.body, tracks, np.array(bones), turns, locations, body.allowed(allowed.times(_SHARE)), fps)
        action.update_tag()


class _Controls:
    """The targets and poles as a body of their own: each moves by itself, and carries the joints that it holds in place.

    moved: the controls by their number in the body. turning: the names of those whose rotation is keyed. body: them and the joints.
    """

    def __init__(self, armature: bpy.types.Object, keyed: Keyed, up: np.ndarray) -> None:
        self._armature, self._keyed = armature, keyed
        self.moved, self.turning = {}, {limb.target for limb in keyed.limbs if limb.turns}
        self._limb_of: dict[int, IkLimb] = {}
        self._names, self._heads, self._above, feet = [], [], [], {}
        for limb in keyed.limbs:
            target = self._add_control(limb.target, limb)
            for joint, place in self._carried(limb):
                feet[joint] = self._add(f"{limb.target} {joint}", place, target, limb)
            if limb.pole:
                self._add_control(limb.pole, limb)
        self.body = self._built(up, [feet.get(joint, -1) for side in ("left", "right") for joint in kinematics.leg(side)[2:]])

    def channels(self, tracks: Sequence[Track], bones: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """The rotations (J, T, 4) and the carriers' locations (C, T, 3) that the tracks hold."""
        turns, locations = np.tile(_IDENTITY, (len(self._names), len(self._keyed.frames), 1)), {}
        for track, number in zip(tracks, bones):
            if track.mode:
                turns[number] = turns_of(track.mode, track.values)
            else:
                locations[number] = track.values
        return turns, np.stack([locations[number] for number in self.body.carriers])

    def allowed(self, allowed: Allowed) -> Allowed:
        """What is allowed, with its length for every bone at every frame."""
        lengths = np.full((len(self._names), len(self._keyed.frames)), float(allowed.length))
        for number, limb in self._limb_of.items():
            if self._names[number] == limb.pole:
                length = sum(self._lengths(limb))
                lengths[number] /= max(_WITH_POLE, allowed.length / (allowed.radians * AWAY * length))
            else:
                lengths[number] /= self._farther(limb)
        return Allowed(allowed.radians, lengths, allowed.stands, allowed.slide, allowed.rise)

    def _add_control(self, name: str, limb: IkLimb) -> int:
        number = self._add(name, np.array(self._armature.data.bones[name].head_local), -1, limb)
        self.moved[number] = name
        return number

    def _add(self, name: str, head: np.ndarray, above: int, limb: IkLimb) -> int:
        self._names.append(name)
        self._heads.append(head)
        self._above.append(above)
        self._limb_of[len(self._names) - 1] = limb
        return len(self._names) - 1

    def _carried(self, limb: IkLimb) -> list[tuple[int, np.ndarray]]:
        """The joints (by number) that go with the limb's target, and where they are at rest."""
        joints = own_rig.body_of(self._armature).shown
        if not limb.turns or limb.end not in joints:
            return []
        end = joints.index(limb.end)
        carried = [end]
        for side in ("left", "right"):
            _hip, _knee, ankle, ball = kinematics.leg(side)
            if end == ankle and joint_bones.bone_of(self._armature, ball) is not None:
                carried.append(ball)
        return [(joint, np.array(self._armature.data.bones[joints[joint]].head_local)) for joint in carried]

    def _built(self, up: np.ndarray, feet: list[int]) -> KeyedBody:
        bones, rests, hanging = self._armature.data.bones, [], []
        for number, above in enumerate(self._above):
            if above < 0:
                rests.append(quaternion.from_matrix(rotations_of(np.array(bones[self._names[number]].matrix_local, dtype=np.float64))))
                hanging.append(Hanging((), (), rests[-1]))
            else:
                rests.append(rests[above])
                hanging.append(Hanging((self._names[above],), (_IDENTITY,), rests[above]))
        carriers = np.array(list(self.moved))
        to_heads = np.stack([
            np.array(bones[name].matrix_local, dtype=np.float64)[:3, :3] if bones[name].use_local_location else np.eye(3)
            for name in self.moved.values()])
        return KeyedBody(
            tuple(self._names), np.full(len(self._names), -1), tuple(hanging), np.array(rests), np.array(self._heads, dtype=np.float64),
            np.array(self._above), carriers, to_heads, up, np.array(feet))

    def _lengths(self, limb: IkLimb) -> tuple[float, float]:
        hip, knee, foot = self._keyed.places(self._armature, limb)
        return float(np.linalg.norm(knee - hip, axis=-1).mean()), float(np.linalg.norm(foot - knee, axis=-1).mean())

    def _farther(self, limb: IkLimb) -> np.ndarray:
        """How far (T,) the knee goes when the limb becomes longer by a metre, 1 or more: law of cosines."""
        upper, lower = self._lengths(limb)
        hip, _knee, foot = self._keyed.places(self._armature, limb)
        length = np.linalg.norm(foot - hip, axis=-1)
        along = (upper**2 - lower**2 + length**2) / (2.0 * length)
        off = np.sqrt(np.maximum(upper**2 - along**2, (_STRAIGHT * (upper + lower)) ** 2))
        with_length = 1.0 - along / length
        return np.clip(np.hypot(with_length, along * with_length / off), 1.0, _FARTHER)
