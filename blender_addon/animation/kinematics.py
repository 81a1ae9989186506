"""Where the joints of a moving body are, and how a leg reaches: NumPy only, for any proportions."""
from __future__ import annotations

import numpy as np

from ..rig.skeleton import JOINT_NAMES, PARENTS
from . import quaternion
from .motion import Motion

#: A leg is never pulled straighter than this share of its length, unless it was straighter before: a locked knee pops.
REACH = 0.995
#: The bend (a share of the thigh) under which a leg is too straight to say in which plane its knee bends.
_STRAIGHT = 0.02
#: From this cosine on, between where a knee bends and where the thigh faces, it bends farther to where the thigh faces; below it the less.
_FACING = 0.2


def leg(side: str) -> tuple[int, int, int, int]:
    """The joints hip, knee, ankle and foot of "left" or "right"."""
    return tuple(JOINT_NAMES.index(f"{side}_{part}") for part in ("hip", "knee", "ankle", "foot"))


def leg_length(rest_joints: np.ndarray) -> float:
    """Metres from hip over knee to ankle, both legs' mean. rest_joints: (22, 3), the rest pose."""
    ways = [np.linalg.norm(rest_joints[b] - rest_joints[a]) for side in ("left", "right") for a, b in zip(leg(side)[:2], leg(side)[1:3])]
    return float(sum(ways) / 2)


def joints(motion: Motion, rest_joints: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """World rotations (T, 22, 4) and places (T, 22, 3) of the joints. rest_joints: (22, 3) metres, the rest pose."""
    turns, places = np.empty_like(motion.joint_rotations), np.empty((len(motion), len(JOINT_NAMES), 3))
    for joint, parent in enumerate(PARENTS):
        local = motion.joint_rotations[:, joint]
        if parent < 0:
            turns[:, joint], places[:, joint] = local, motion.root_translation
        else:
            turns[:, joint] = quaternion.multiply(turns[:, parent], local)
            places[:, joint] = places[:, parent] + quaternion.rotate(turns[:, parent], rest_joints[joint] - rest_joints[parent])
    return turns, places


def headings(motion: Motion, rest_joints: np.ndarray) -> np.ndarray:
    """Radians (T,) about +Y that the body faces, without jumps, from hips and shoulders together; where these give none (it lies on
    its side) the pelvis decides."""
    turns, places = joints(motion, rest_joints)
    place = dict(zip(JOINT_NAMES, np.moveaxis(places, 1, 0)))
    across = place["left_hip"] - place["right_hip"] + place["left_shoulder"] - place["right_shoulder"]
    lying = np.hypot(across[:, 0], across[:, 2]) < 0.1 * np.linalg.norm(across, axis=-1)
    ahead = quaternion.rotate(turns[:, 0], np.array([0.0, 0.0, 1.0]))
    across = np.where(lying[:, None], np.cross([0.0, 1.0, 0.0], ahead), across)
    return np.unwrap(np.arctan2(-across[:, 2], across[:, 0]))


def move_ankle(
    rotations: np.ndarray, turns: np.ndarray, places: np.ndarray, side: str, target: np.ndarray, foot_turn: np.ndarray,
) -> None:
    """Turns hip, knee and ankle, in place in `rotations` (T, 22, 4), so that the ankle is at `target` (T, 3) and the foot's world
    rotation is `foot_turn` (T, 4). The knee keeps its plane as it straightens, and bends farther to where the thigh faces.

    turns, places: the joints before, as `joints` gives them. A target out of reach is met as far as the leg goes. Two-bone IK:
    the leg swings so that it points at the target, then the knee opens or closes in the leg's own plane (law of cosines).
    """
    hip, knee, ankle, _foot = leg(side)
    thigh, shin = places[:, knee] - places[:, hip], places[:, ankle] - places[:, knee]
    long_thigh, long_shin = np.linalg.norm(thigh[0]), np.linalg.norm(shin[0])
    before = thigh + shin
    way = target - places[:, hip]
    longest = np.maximum(REACH * (long_thigh + long_shin), np.linalg.norm(before, axis=-1))
    shortest = abs(long_thigh - long_shin) + 1e-3
    distance = np.linalg.norm(way, axis=-1)
    reached = np.clip(distance, shortest, longest)
    along = way / np.maximum(distance, 1e-9)[:, None]
    swing = between(quaternion.normalized(before), along)
    ahead = quaternion.rotate(quaternion.multiply(swing, turns[:, hip]), np.array([0, 0, 1.0]))
    bend = _bend(quaternion.rotate(swing, thigh), along, ahead)
    cosine = np.clip((long_thigh**2 + reached**2 - long_shin**2) / (2 * long_thigh * reached), -1, 1)[:, None]
    aside = np.sqrt(1 - cosine**2)
    new_thigh = long_thigh * (cosine * along + aside * _opened(bend, aside, quaternion.rotate(swing, thigh) / long_thigh, along, ahead))
    new_shin = reached[:, None] * along - new_thigh
    thigh_turn = _turned(swing, thigh, new_thigh, turns[:, hip])
    shin_turn = _turned(swing, shin, new_shin, turns[:, knee])
    rotations[:, hip] = quaternion.multiply(quaternion.inverse(turns[:, 0]), thigh_turn)
    rotations[:, knee] = quaternion.multiply(quaternion.inverse(thigh_turn), shin_turn)
    rotations[:, ankle] = quaternion.multiply(quaternion.inverse(shin_turn), foot_turn)


def between(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The shortest turns (..., 4) from unit vectors a (..., 3) to b."""
    scalar = 1.0 + np.sum(a * b, axis=-1, keepdims=True)
    return quaternion.normalized(np.concatenate([np.maximum(scalar, 1e-9), np.cross(a, b)], axis=-1))


def rotation_vectors(turns: np.ndarray) -> np.ndarray:
    """Rotation vectors (..., 3), radians, of unit quaternions (..., 4); at most half a turn long."""
    turns = np.where(turns[..., :1] < 0, -turns, turns)
    sine = np.linalg.norm(turns[..., 1:], axis=-1, keepdims=True)
    return turns[..., 1:] / np.maximum(sine, 1e-12) * 2.0 * np.arctan2(sine, turns[..., :1])


def exponential(vectors: np.ndarray) -> np.ndarray:
    """Unit quaternions (..., 4) of rotation vectors (..., 3): the inverse of `rotation_vectors`."""
    angle = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.concatenate([np.cos(angle / 2), 0.5 * np.sinc(angle / (2 * np.pi)) * vectors], axis=-1)


def _turned(swing: np.ndarray, bone: np.ndarray, new_bone: np.ndarray, turn: np.ndarray) -> np.ndarray:
    swung = quaternion.rotate(swing, bone)
    return quaternion.multiply(between(quaternion.normalized(swung), quaternion.normalized(new_bone)), quaternion.multiply(swing, turn))


def _bend(thigh: np.ndarray, along: np.ndarray, ahead: np.ndarray) -> np.ndarray:
    """The unit direction (T, 3) across the leg to which the knee bends: where it does, and for a straight leg to where the thigh faces."""

    def across(vector: np.ndarray) -> np.ndarray:
        return vector - np.sum(vector * along, axis=-1, keepdims=True) * along

    bent, length = across(thigh), np.linalg.norm(thigh, axis=-1, keepdims=True)
    ahead = quaternion.normalized(across(ahead))
    missing = np.maximum(0.0, _STRAIGHT * length - np.linalg.norm(bent, axis=-1, keepdims=True))
    return quaternion.normalized(bent + missing * ahead)


def _opened(bend: np.ndarray, aside: np.ndarray, thigh: np.ndarray, along: np.ndarray, ahead: np.ndarray) -> np.ndarray:
    """The unit direction (T, 3) to which a knee bends that was bent to `bend` (T, 3) and is now `aside` (T, 1) from the line of the leg, a share
    of the thigh; `thigh` (T, 3) was it, of length 1.

    A leg that is nearly straight bends a little sideways as well: bent farther in that plane its knee would go out sideways. What is bent
    farther is bent to where the thigh faces.
    """
    facing = quaternion.normalized(ahead - np.sum(ahead * along, axis=-1, keepdims=True) * along)
    before = np.minimum(np.linalg.norm(thigh - np.sum(thigh * along, axis=-1, keepdims=True) * along, axis=-1, keepdims=True), aside)
    towards = np.sum(bend * facing, axis=-1, keepdims=True)
    farther = -before * towards + np.sqrt(np.maximum((before * towards)**2 + aside**2 - before**2, 0.0))
    # A knee that is bent the wrong way, or only sideways, stays in its plane.
    share = np.clip(towards / _FACING, 0.0, 1.0)
    return quaternion.normalized((1 - share) * bend * aside + share * (before * bend + farther * facing) + 1e-12 * bend)
