"""Motion on and off a user's rig: SMPL's joints in world space to the turns of its own bones, and back exactly.

With D the turn of a bone away from its rest (armature space), W the world rotation of SMPL's joint, C its rotation in the rig's rest
pose, A the turn from motion space to the armature at rest and Q the same now (object and parents included):
D = Q · W · C⁻¹ · A⁻¹. What a bone is keyed with is then its effective parent's turn taken back: P⁻¹ · D · B, B its rest.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from ..animation import quaternion
from ..animation.motion import Motion
from .bone_matrices import rotations_of
from .character_space import TO_WORLD, Channels
from .rig_body import Keyed, RigBody
from .skeleton import JOINT_NAMES, PARENTS

_INDEX = {name: joint for joint, name in enumerate(JOINT_NAMES)}
_IDENTITY = np.array([1.0, 0.0, 0.0, 0.0])


@dataclass(frozen=True)
class Hanging:
    """What a keyed bone hangs on: up to two keyed bones, the second with a weight, or none.

    bones, offsets: their names (empty: what does not move), and for each the rotation (4,) that takes its turn D to what the bone feels. base (4,): the
    bone's rotation before its own channels when these are at rest. P = slerp(D₁·O₁, D₂·O₂, weight)·base.
    """

    bones: tuple[str, ...]
    offsets: tuple[np.ndarray, ...]
    base: np.ndarray
    weight: float = 0.0

    def turn(self, turns: Mapping[str, np.ndarray]) -> np.ndarray:
        """P, (T, 4) or (4,), given the turns D of the bones it hangs on."""
        felt = [quaternion.multiply(turns[name], offset) if name else offset for name, offset in zip(self.bones, self.offsets)]
        if not felt:
            return self.base
        if len(felt) == 1:
            return quaternion.multiply(felt[0], self.base)
        frames = np.broadcast_shapes(felt[0].shape, felt[1].shape)[:-1]
        one, two = (np.broadcast_to(each, (*frames, 4)) for each in felt)
        return quaternion.multiply(quaternion.slerp(one, two, np.full(frames, self.weight)), self.base)


@dataclass(frozen=True, eq=False)
class RigSpace:
    """A user's rig at one moment; the calls are `CharacterSpace`'s.

    hanging: by keyed bone, those that others hang on first. turn (4,): Q. to_armature (4, 4): from a point in motion space to
    armature space. to_head (4, 4): from the carrier's location channel to its head in armature space. held: the rotations (4,) of
    keyed bones whose rotation is locked.
    """

    body: RigBody
    hanging: Mapping[str, Hanging]
    turn: np.ndarray
    to_armature: np.ndarray
    to_head: np.ndarray
    held: Mapping[str, np.ndarray] = field(default_factory=dict)

    def channels(self, motion: Motion) -> Channels:
        """The motion as bone channels, frame by frame. Joints without a bone have no say; those below them make up for it."""
        body = self.body
        joints = _joint_turns(body, self.turn, world_turns(motion.joint_rotations))
        keyed, turns, channels = {each.name: each for each in body.keyed}, {}, {}
        for name, hanging in self.hanging.items():
            base = hanging.turn(turns)
            rest = body.rest_turns[name]
            wanted = _wanted(keyed[name], joints) if name not in self.held else None
            if wanted is None:
                own = self.held.get(name, _IDENTITY)
                channels[name] = np.broadcast_to(own, (len(motion), 4)).copy()
                turns[name] = np.broadcast_to(quaternion.multiply(quaternion.multiply(base, own), quaternion.inverse(rest)), (len(motion), 4))
            else:
                turns[name] = wanted
                channels[name] = quaternion.multiply(quaternion.inverse(base), quaternion.multiply(wanted, rest))
        middle = motion.root_translation + quaternion.rotate(motion.joint_rotations[:, 0], body.between_hips) + [0.0, body.lift, 0.0]
        heads = _moved(self.to_armature, middle) - self._from_carrier(turns)
        return self._as_channels(_moved(np.linalg.inv(self.to_head), heads), channels)

    def motion(self, channels: Channels, fps: float) -> Motion:
        """The bone channels as a motion: the inverse of `channels`, as far as the rig has joints."""
        turns: dict[str, np.ndarray] = {}
        keyed = {each.name: each for each in self.body.keyed}
        for name, hanging in self.hanging.items():
            rest = self.body.rest_turns[name]
            own = channels.turns(keyed[name].joint, name)
            turns[name] = quaternion.multiply(quaternion.multiply(hanging.turn(turns), own), quaternion.inverse(rest))
        joints = {joint: turns[name] for joint, name in enumerate(self.body.bones) if name}
        places, local = self._placed(joints, _moved(self.to_head, channels.location) + self._from_carrier(turns))
        return Motion(places, quaternion.continuous(local), fps)

    def shown(self, matrices: Mapping[str, np.ndarray], fps: float) -> Motion:
        """The motion of bones (T, 4, 4) in armature space, as they end up: what constraints and IK do is followed."""
        places, turns = self._shown(matrices)
        return Motion(places, quaternion.continuous(turns), fps)

    def poses(self, matrices: Mapping[str, np.ndarray], fps: float) -> Iterator[Motion]:
        """As `shown`, but each frame a motion by itself."""
        for place, turns in zip(*self._shown(matrices)):
            yield Motion(place[None], turns[None], fps)

    def _shown(self, matrices: Mapping[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        turns = {
            joint: quaternion.from_matrix(rotations_of(matrices[name]) @ rotations_of(self.body.rests[name]).T)
            for joint, name in enumerate(self.body.shown) if name}
        pelvis = self.body.shown[0]
        middle = np.linalg.inv(self.body.rests[pelvis]) @ np.append(self.body.middle, 1.0)
        return self._placed(turns, (matrices[pelvis] @ middle)[:, :3])

    def _placed(self, turns: Mapping[int, np.ndarray], middle: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The root's places (T, 3) and the local rotations (T, 22, 4), from the turns D (T, 4) of the joints that the rig has, and the place
        between the hips (T, 3) in armature space."""
        body, frames = self.body, len(middle)
        world = np.tile(_IDENTITY, (frames, len(JOINT_NAMES), 1))
        for joint, turn in turns.items():
            reference = quaternion.multiply(body.axes, body.references[joint])
            world[:, joint] = quaternion.multiply(quaternion.inverse(self.turn), quaternion.multiply(turn, reference))
        _fill(world, set(turns))
        local = world.copy()
        for joint, parent in enumerate(PARENTS[1:], 1):
            local[:, joint] = quaternion.multiply(quaternion.inverse(world[:, parent]), world[:, joint])
        places = _moved(np.linalg.inv(self.to_armature), middle) - quaternion.rotate(world[:, 0], body.between_hips) - [0.0, body.lift, 0.0]
        return places, local

    def _from_carrier(self, turns: Mapping[str, np.ndarray]) -> np.ndarray:
        """From the carrier's head to the place between the hips (T, 3), in armature space: rigid bones from one to the other."""
        path, pelvis = [self.body.bones[0]], self.body.bones[0]
        while path[-1] != self.body.carrier and any(self.hanging[path[-1]].bones):
            path.append(self.hanging[path[-1]].bones[0])
        way = quaternion.rotate(turns[pelvis], self.body.middle - self.body.rests[pelvis][:3, 3])
        for lower, upper in zip(path, path[1:]):
            way = way + quaternion.rotate(turns[upper], self.body.rests[lower][:3, 3] - self.body.rests[upper][:3, 3])
        return way

    def _as_channels(self, location: np.ndarray, channels: Mapping[str, np.ndarray]) -> Channels:
        own = {name: joint for joint, name in enumerate(self.body.bones) if name}
        rotations = np.tile(_IDENTITY, (len(location), len(JOINT_NAMES), 1))
        for name, joint in own.items():
            rotations[:, joint] = channels[name]
        return Channels(location, rotations, {name: turns for name, turns in channels.items() if name not in own})


def rig_space(
    world: np.ndarray, body: RigBody, hanging: Mapping[str, Hanging], to_head: np.ndarray, held: Mapping[str, np.ndarray] | None = None,
) -> RigSpace:
    """The space of a rig whose object stands at `world` (4, 4). Raises ValueError where it is flattened or mirrored."""
    determinant = np.linalg.det(world[:3, :3])
    if not np.isfinite(determinant) or determinant <= 1e-18:
        raise ValueError("the character's scale is zero or negative")
    motion_to_world = np.eye(4)
    motion_to_world[:3, :3] = body.scale * np.cbrt(determinant) * TO_WORLD
    motion_to_world[2, 3] = (world @ np.append(body.origin, 1.0))[2]
    to_armature = np.linalg.inv(world) @ motion_to_world
    u, _, vt = np.linalg.svd(to_armature[:3, :3])
    return RigSpace(body, hanging, quaternion.from_matrix(u @ vt), to_armature, to_head, held or {})


def world_turns(rotations: np.ndarray) -> np.ndarray:
    """World rotations (T, 22, 4) of local ones."""
    world = rotations.copy()
    for joint, parent in enumerate(PARENTS[1:], 1):
        world[:, joint] = quaternion.multiply(world[:, parent], rotations[:, joint])
    return world


def _joint_turns(body: RigBody, turn: np.ndarray, world: np.ndarray) -> np.ndarray:
    """D (T, 22, 4) of every joint."""
    back = quaternion.inverse(quaternion.multiply(body.axes, body.references))
    return quaternion.multiply(quaternion.multiply(turn, world), back)


def _wanted(keyed: Keyed, joints: np.ndarray) -> np.ndarray | None:
    """D (T, 4) of a keyed bone; None where it stays at rest against what it hangs on."""
    own = joints[:, keyed.joint]
    if keyed.share >= 1.0:
        return own
    if keyed.share <= 0.0:
        return None
    return quaternion.slerp(joints[:, keyed.upper], own, np.full(len(own), keyed.share))


def _fill(world: np.ndarray, there: set[int]) -> None:
    """World rotations, in place, of the joints that a rig lacks: the trunk's spread between its neighbours, the others carried along."""
    pelvis, spine1, spine2, spine3, neck, head = (_INDEX[name] for name in ("pelvis", "spine1", "spine2", "spine3", "neck", "head"))
    if spine3 not in there:
        world[:, spine3] = world[:, next((joint for joint in (spine2, spine1) if joint in there), pelvis)]
    for joint, lower, share in ((spine1, pelvis, 1 / 3), (spine2, spine1, 1 / 2)):
        if joint not in there:
            world[:, joint] = quaternion.slerp(world[:, lower], world[:, spine3], np.full(len(world), share))
    if head not in there:
        world[:, head] = world[:, neck if neck in there else spine3]
    if neck not in there:
        world[:, neck] = quaternion.slerp(world[:, spine3], world[:, head], np.full(len(world), 0.5))
    for joint in range(1, len(JOINT_NAMES)):
        if joint not in there and joint not in (spine1, spine2, spine3, neck, head):
            world[:, joint] = world[:, PARENTS[joint]]


def _moved(matrix: np.ndarray, points: np.ndarray) -> np.ndarray:
    return points @ matrix[:3, :3].T + matrix[:3, 3]
