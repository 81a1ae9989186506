"""Where a character's motion lies in the scene: between motion space and the channels of its bones, both ways exactly.

With A the turn from motion space to the armature at rest, a joint's local rotation R and its bone's rest matrix B
(armature space), the bone's own rotation is B⁻¹·(A·R·A⁻¹)·B = (A⁻¹B)⁻¹·R·(A⁻¹B). The pelvis also carries what the object
and its parents do, so that the motion is upright and life-sized in the world, whatever their rotation and scale.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import bpy
import numpy as np
from mathutils import Matrix

from ..animation import quaternion
from ..animation.motion import Motion
from .skeleton import JOINT_NAMES

#: Motion space (Y up, facing +Z) in Blender's world (Z up, facing −Y).
TO_WORLD = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]])


@dataclass(frozen=True)
class Channels:
    """What the bones are keyed with: the location (T, 3) of the bone that carries the place, every joint bone's rotation (T, 22, 4), and
    by name the rotations (T, 4) of bones that go along with a joint (a user's rig may have more bones than joints)."""

    location: np.ndarray
    rotations: np.ndarray
    followers: Mapping[str, np.ndarray] = field(default_factory=dict)

    def turns(self, joint: int, bone: str) -> np.ndarray:
        """The rotations (T, 4) of a bone of the joint."""
        return self.followers.get(bone, self.rotations[:, joint])

    def rows(self, rows: slice) -> Channels:
        """Some of the frames."""
        return Channels(self.location[rows], self.rotations[rows], {name: turns[rows] for name, turns in self.followers.items()})

    @staticmethod
    def joined(parts: Sequence[Channels]) -> Channels:
        """One after the other."""
        return Channels(
            np.concatenate([part.location for part in parts]), np.concatenate([part.rotations for part in parts]),
            {name: np.concatenate([part.followers[name] for part in parts]) for name in parts[0].followers})


@dataclass(frozen=True)
class CharacterSpace:
    """One character at one moment.

    bone_turns (22, 4): A⁻¹B of every joint's bone. root_turn (4): from a pelvis orientation in motion space to the pelvis
    bone's parent space. to_location (4, 4): from a point in motion space, metres, to the pelvis bone's location channel.
    """

    bone_turns: np.ndarray
    root_turn: np.ndarray
    to_location: np.ndarray

    def channels(self, motion: Motion) -> Channels:
        """The motion as bone channels, frame by frame."""
        inverse_turns = quaternion.inverse(self.bone_turns)
        rotations = quaternion.multiply(quaternion.multiply(inverse_turns, motion.joint_rotations), self.bone_turns)
        rotations[:, 0] = quaternion.multiply(quaternion.multiply(self.root_turn, motion.joint_rotations[:, 0]), self.bone_turns[0])
        return Channels(_transformed(self.to_location, motion.root_translation), rotations)

    def motion(self, channels: Channels, fps: float) -> Motion:
        """The bone channels as a motion: the inverse of `channels`."""
        inverse_turns = quaternion.inverse(self.bone_turns)
        rotations = quaternion.multiply(quaternion.multiply(self.bone_turns, channels.rotations), inverse_turns)
        rotations[:, 0] = quaternion.multiply(
            quaternion.inverse(self.root_turn), quaternion.multiply(channels.rotations[:, 0], inverse_turns[0]))
        return Motion(_transformed(np.linalg.inv(self.to_location), channels.location), rotations, fps)


def character_space(
    context: bpy.types.Context, armature: bpy.types.Object, rest_joints: np.ndarray,
) -> CharacterSpace:
    """The space of a character as it stands at the current frame.

    rest_joints: (22, 3) metres, the rest pose of motion space. Raises ValueError where the character is flattened or mirrored.
    """
    world = np.array(armature.evaluated_get(context.evaluated_depsgraph_get()).matrix_world)
    rests = np.array([armature.data.bones[name].matrix_local for name in JOINT_NAMES], dtype=np.float64)
    scale, bone_turns, origin = _at_rest(np.ascontiguousarray(rest_joints, dtype=np.float64).tobytes(), rests.tobytes())
    determinant = np.linalg.det(world[:3, :3])
    if not np.isfinite(determinant) or determinant <= 1e-18:
        raise ValueError("the character's scale is zero or negative")
    size = scale * np.cbrt(determinant)
    motion_to_world = np.eye(4)
    motion_to_world[:3, :3] = size * TO_WORLD
    motion_to_world[2, 3] = (world @ np.append(origin, 1.0))[2]
    to_armature = np.linalg.inv(world) @ motion_to_world
    base = np.array(_root_base(armature))
    return CharacterSpace(
        bone_turns=bone_turns,
        root_turn=_quaternions(_rotation_of(base[:3, :3]).T @ _rotation_of(to_armature[:3, :3])),
        to_location=np.linalg.inv(base) @ to_armature,
    )


@lru_cache(maxsize=16)
def _at_rest(rest_joints: bytes, rests: bytes) -> tuple[float, np.ndarray, np.ndarray]:
    """Scale, the bones' turns (22, 4) and the origin (3,) of an armature whose bones are at `rests` (22, 4, 4); kept, because a motion that is
    read frame by frame asks every time."""
    places = np.frombuffer(rests).reshape(-1, 4, 4)
    scale, turn, origin = similarity(np.frombuffer(rest_joints).reshape(-1, 3), places[:, :3, 3])
    return scale, _quaternions(turn.T @ places[:, :3, :3]), origin


def similarity(source: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """Scale, rotation (3, 3) and translation (3,) that take points `source` (N, 3) nearest to `target` (N, 3).

    Umeyama, "Least-squares estimation of transformation parameters between two point patterns", 1991, Eqs. 40–42. It finds how
    the rest pose lies in the armature, also after Apply Rotation or Apply Scale.
    """
    source_mean, target_mean = source.mean(axis=0), target.mean(axis=0)
    centred = source - source_mean
    u, values, vt = np.linalg.svd((target - target_mean).T @ centred)
    signs = np.array([1.0, 1.0, np.sign(np.linalg.det(u @ vt))])
    rotation = (u * signs) @ vt
    scale = float(np.sum(values * signs) / np.sum(centred**2))
    return scale, rotation, target_mean - scale * rotation @ source_mean


def _root_base(armature: bpy.types.Object) -> Matrix:
    """The pelvis bone's matrix in armature space before its own channels: its rest, moved with a parent bone if it has one."""
    bone = armature.pose.bones[JOINT_NAMES[0]]
    if bone.parent is None:
        return bone.bone.matrix_local
    return bone.parent.matrix @ bone.parent.bone.matrix_local.inverted() @ bone.bone.matrix_local


def _rotation_of(matrix: np.ndarray) -> np.ndarray:
    """The nearest rotation (polar decomposition)."""
    u, _, vt = np.linalg.svd(matrix)
    return u @ vt


def _quaternions(matrices: np.ndarray) -> np.ndarray:
    flat = [Matrix(matrix.tolist()).to_quaternion() for matrix in matrices.reshape(-1, 3, 3)]
    return quaternion.normalized(np.array(flat, dtype=np.float64)).reshape(*matrices.shape[:-2], 4)


def _transformed(matrix: np.ndarray, points: np.ndarray) -> np.ndarray:
    return points @ matrix[:3, :3].T + matrix[:3, 3]
