"""The keyed bones of a character as one linked body: where every bone stands and faces for given channels, and how that changes with them.

Armature space throughout, (…, J, T) for J keyed bones and T frames. What hangs above the body does not count: both motions that are
compared hang on the same.
"""
from __future__ import annotations

from dataclasses import dataclass

import bpy
import numpy as np

from ..rig import joint_bones
from ..rig.character_space import Channels
from ..rig.retarget import Hanging, RigSpace
from ..rig.skeleton import JOINT_NAMES, PARENTS
from . import kinematics, quaternion
from .motion import Motion
from .pose_io import Space
from .pose_reading import MovingSpace

_IDENTITY = np.array([1.0, 0.0, 0.0, 0.0])


@dataclass(frozen=True, eq=False)
class KeyedBody:
    """names (J): the keyed bones, those that others hang on first. joints (J,): their joint. hanging: what each hangs on. rests (J, 4),
    heads (J, 3): at rest. above (J,): the bone whose movement carries its head, −1 for none. carriers (C,): the bones with a location, to_heads
    (C, 3, 3) from that to their heads' movement. up (3,): a metre upwards. feet: for heel and ball of both feet the bone, −1 where there is none.
    """

    names: tuple[str, ...]
    joints: np.ndarray
    hanging: tuple[Hanging, ...]
    rests: np.ndarray
    heads: np.ndarray
    above: np.ndarray
    carriers: np.ndarray
    to_heads: np.ndarray
    up: np.ndarray
    feet: np.ndarray

    @property
    def spin(self) -> np.ndarray:
        """How much (J, J) each bone turns with a turn of each bone, its own included."""
        spin, index = np.eye(len(self.names)), {name: number for number, name in enumerate(self.names)}
        for number, each in enumerate(self.hanging):
            for share, name in zip((1.0 - each.weight, each.weight), each.bones):
                if name:
                    spin[number] += share * spin[index[name]]
        return spin

    @property
    def path(self) -> np.ndarray:
        """Which bones (J, J) lie on the way to each bone's head, itself included."""
        path = np.eye(len(self.names))
        for number, above in enumerate(self.above):
            if above >= 0:
                path[number] += path[above]
        return path

    def felt(self, turns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For channel rotations (J, T, 4): how each bone would face without its own (J, T, 4), and how it has turned from rest."""
        bases, turned = np.empty_like(turns), {}
        for number, (name, each) in enumerate(zip(self.names, self.hanging)):
            bases[number] = each.turn(turned)
            own = quaternion.multiply(bases[number], turns[number])
            turned[name] = quaternion.multiply(own, quaternion.inverse(self.rests[number]))
        return bases, np.stack([turned[name] for name in self.names])

    def places(self, turned: np.ndarray, locations: np.ndarray) -> np.ndarray:
        """Where the bones' heads are (J, T, 3), for their turns from rest (J, T, 4) and the carriers' locations (C, T, 3)."""
        places = np.empty((*turned.shape[:2], 3))
        moved = dict(zip(self.carriers, locations @ self.to_heads.swapaxes(1, 2)))
        for number, above in enumerate(self.above):
            if above < 0:
                places[number] = self.heads[number] + moved.get(number, 0.0)
            else:
                places[number] = places[above] + quaternion.rotate(turned[above], self.heads[number] - self.heads[above])
        return places


def keyed_body(armature: bpy.types.Object, space: Space) -> KeyedBody:
    """The body of a character that stands in `space`."""
    joint_of = {bone.name: joint for joint, bone in joint_bones.keyed_bones(armature)}
    hanging = space.hanging if isinstance(space, RigSpace) else _own_hanging(armature)
    names = tuple(name for name in hanging if name in joint_of)
    index, bones = {name: number for number, name in enumerate(names)}, armature.data.bones
    carrier = index[joint_bones.carrier(armature).name]
    to_head = space.to_head[:3, :3] if isinstance(space, RigSpace) else np.array(bones[names[carrier]].matrix_local)[:3, :3]
    feet = [joint_bones.bone_of(armature, joint) for side in ("left", "right") for joint in kinematics.leg(side)[2:]]
    return KeyedBody(
        names, np.array([joint_of[name] for name in names]), tuple(hanging[name] for name in names),
        np.array([bones[name].matrix_local.to_quaternion() for name in names], dtype=np.float64),
        np.array([bones[name].head_local for name in names], dtype=np.float64),
        _above(names, index, hanging, carrier), np.array([carrier]), to_head[None], to_head @ _up(space),
        np.array([index.get(bone.name, -1) if bone is not None else -1 for bone in feet]))


def _own_hanging(armature: bpy.types.Object) -> dict[str, Hanging]:
    """The add-on's own character: every bone hangs on its parent."""
    rests = {name: np.array(armature.data.bones[name].matrix_local.to_quaternion(), dtype=np.float64) for name in JOINT_NAMES}
    return {
        name: Hanging((), (), rests[name]) if parent < 0 else Hanging((JOINT_NAMES[parent],), (_IDENTITY,), rests[name])
        for name, parent in zip(JOINT_NAMES, PARENTS)}


def _above(names: tuple[str, ...], index: dict[str, int], hanging: dict[str, Hanging], carrier: int) -> np.ndarray:
    above = np.full(len(names), -1)
    for number, name in enumerate(names):
        if number != carrier:
            above[number] = next((index[other] for other in hanging[name].bones if other), carrier if carrier < number else -1)
    return above


def _up(space: Space) -> np.ndarray:
    """How the carrier's location (3,) changes for a body that is a metre higher."""
    turns = np.tile(_IDENTITY, (2, len(JOINT_NAMES), 1))
    low, high = space.channels(Motion(np.array([[0.0, 0.0, 0.0], [0.0, 1.0, 0.0]]), turns, 1.0)).location
    return high - low


def motion_of(space: Space | MovingSpace, body: KeyedBody, armature: bpy.types.Object, turns: np.ndarray, location: np.ndarray, fps: float) -> Motion:
    """The channels (J, T, 4) and (T, 3) as a motion."""
    rotations, followers = np.tile(_IDENTITY, (len(location), len(JOINT_NAMES), 1)), {}
    for joint, name, turn in zip(body.joints, body.names, turns):
        if joint_bones.bone_of(armature, int(joint)) == armature.pose.bones[name]:
            rotations[:, joint] = turn
        else:
            followers[name] = turn
    return space.motion(Channels(location, rotations, followers), fps)
