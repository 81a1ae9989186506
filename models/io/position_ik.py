"""SMPL rotations from joint positions alone: every bone points where the positions say, and twist, which they do not hold, is regularised.

Pelvis and chest have three neighbours each and are known wholly; their difference in twist is shared out along the spine. Knees and elbows
are hinges, so a bent limb tells how far its upper half is twisted; the foot tells it of a straight leg. In between twist stays near the rest
pose's and changes slowly (no more than bones that move with the least turn do). Head, wrists and toes go on as the bone before them.
"""
from __future__ import annotations

import numpy as np
from scipy.linalg import solveh_banded

from models import rotation
from models.motion import Motion
from models.skeleton import JOINT_INDEX, JOINT_NAMES, LEG_LENGTH, PARENTS, REST_OFFSETS, REST_POSITIONS

_OFFSETS = REST_OFFSETS.astype(np.float64)
_SIDES = ("left", "right")
#: Upper joint, hinge, end; the four are solved together.
_LIMBS = [(f"{side}_{upper}", f"{side}_{hinge}", f"{side}_{end}")
          for upper, hinge, end in (("hip", "knee", "ankle"), ("shoulder", "elbow", "wrist")) for side in _SIDES]
#: The axes about which knees and elbows bend (radians, right-handed).
_HINGES = np.array([[1.0, 0, 0], [1.0, 0, 0], [0, -1.0, 0], [0, 1.0, 0]])
#: What twist is weighed by: the hinge of a limb bent at a right angle 1, the foot of a straight leg, the rest pose, change from one
#: twentieth of a second to the next.
_FOOT, _REST, _CHANGE = 0.15, 0.02, 1.0
#: Below this weight a hinge says nothing (a bend of 8°), so that noise on a straight limb cannot turn it round.
_UNSURE = 0.02


def motion_of_positions(positions: np.ndarray, fps: float) -> Motion:
    """The motion, at the same rate, of SMPL's 22 joints in the world (T, 22, 3), metres, Y up, of a body of any size.

    The body is ours, scaled by the length of the legs; its hips are where the source's are.
    """
    positions = np.asarray(positions, dtype=np.float64)
    at = {name: positions[:, joint] for joint, name in enumerate(JOINT_NAMES)}
    world = np.zeros((*positions.shape[:2], 4))
    _trunk(world, at)
    _limbs(world, at, fps)
    local = world.copy()
    for joint in range(1, len(PARENTS)):
        local[:, joint] = rotation.multiply(rotation.inverse(world[:, PARENTS[joint]]), world[:, joint])
    leg = np.mean([np.linalg.norm(at[f"{side}_{a}"] - at[f"{side}_{b}"], axis=-1) for side in _SIDES for a, b in (("hip", "knee"), ("knee", "ankle"))])
    hips = LEG_LENGTH / max(2 * leg, 1e-6) * (at["left_hip"] + at["right_hip"]) / 2
    between_hips = (_offset("left_hip") + _offset("right_hip")) / 2
    return Motion(hips - rotation.rotate(world[:, 0], between_hips), rotation.continuous(rotation.normalize(local)), fps)


def _trunk(world: np.ndarray, at: dict[str, np.ndarray]) -> None:
    pelvis, chest = JOINT_INDEX["pelvis"], JOINT_INDEX["spine3"]
    rest = dict(zip(JOINT_NAMES, REST_POSITIONS.astype(np.float64)))
    world[:, pelvis] = _frame(at, rest, "hip", lambda where: where["spine1"] - (where["left_hip"] + where["right_hip"]) / 2)
    world[:, chest] = _frame(at, rest, "collar", lambda where: where["neck"] - where["spine3"])
    _spine(world, at)
    _aim(world, at, "neck", "head")
    world[:, JOINT_INDEX["head"]] = world[:, JOINT_INDEX["neck"]]
    for side in _SIDES:
        _aim(world, at, f"{side}_collar", f"{side}_shoulder")


def _frame(at, rest, pair: str, up) -> np.ndarray:
    """World rotations (T, 4) that take the rest pose's direction across a pair of joints and its `up` to those of `at`."""
    frames = [rotation.from_frame(where[f"left_{pair}"] - where[f"right_{pair}"], up(where)) for where in (at, rest)]
    return rotation.multiply(frames[0], rotation.inverse(frames[1]))


def _spine(world: np.ndarray, at: dict[str, np.ndarray]) -> None:
    """Spine1 and spine2 point at the next joint and take a third each of the twist between pelvis and chest."""
    lower, middle, chest = (JOINT_INDEX[f"spine{number}"] for number in (1, 2, 3))
    for name, child in (("spine1", "spine2"), ("spine2", "spine3")):
        _aim(world, at, name, child)
    twist = _twist(rotation.multiply(rotation.inverse(world[:, middle]), world[:, chest]), np.array([0.0, 1.0, 0.0]))
    twist = np.unwrap(twist)
    twist -= 2 * np.pi * np.round(np.median(twist) / (2 * np.pi))
    for joint, child, share in ((lower, "spine2", 1 / 3), (middle, "spine3", 2 / 3)):
        along = rotation.normalize(_offset(child))
        world[:, joint] = rotation.multiply(world[:, joint], _about(along, share * twist))


def _aim(world: np.ndarray, at: dict[str, np.ndarray], name: str, child: str) -> None:
    """The joint turns on from its parent by the least turn that points it at its child."""
    parent = world[:, PARENTS[JOINT_INDEX[name]]]
    direction = rotation.rotate(rotation.inverse(parent), at[child] - at[name])
    world[:, JOINT_INDEX[name]] = rotation.multiply(parent, rotation.between(_offset(child), direction))


def _limbs(world: np.ndarray, at: dict[str, np.ndarray], fps: float) -> None:
    uppers, hinges, ends = ([JOINT_INDEX[names[place]] for names in _LIMBS] for place in range(3))
    parents = world[:, [PARENTS[joint] for joint in uppers]]
    upper_rest, lower_rest = rotation.normalize(_OFFSETS[hinges]), rotation.normalize(_OFFSETS[ends])
    upper, lower = (np.stack([at[names[place + 1]] - at[names[place]] for names in _LIMBS], axis=1) for place in (0, 1))
    upper, lower = (rotation.normalize(rotation.rotate(rotation.inverse(parents), way)) for way in (upper, lower))
    # Carried along with the least turn from frame to frame there is no twist and no direction at which it jumps, as there is in `swing`.
    swing, carried = rotation.between(upper_rest, upper), _carried(upper_rest, upper)
    rest = np.unwrap(_twist(rotation.multiply(rotation.inverse(carried), swing), upper_rest), axis=0)
    bent, sure = _hinge_twist(rotation.rotate(rotation.inverse(swing), lower), upper_rest, lower_rest)
    foot, told = _foot_twist(swing, parents, lower, at)
    # Near the direction opposite to the rest pose's, what "as at rest" is depends on a hair's breadth.
    near_rest = (_REST * ((1 + np.sum(upper_rest * upper, axis=-1)) / 2) ** 2)
    evidence = [(rest, near_rest), (_near(rest + bent, sure, rest), sure), (_near(rest + foot, told, rest), told)]
    twists = np.stack([_smooth([(value[:, limb], weight[:, limb]) for value, weight in evidence], fps) for limb in range(len(_LIMBS))], axis=1)
    world[:, uppers] = rotation.multiply(parents, rotation.multiply(carried, _about(upper_rest, twists)))
    for _, hinge, end in _LIMBS:
        _aim(world, at, hinge, end)
        if hinge.endswith("knee"):
            _aim(world, at, end, f"{hinge[:-4]}foot")
            world[:, JOINT_INDEX[f"{hinge[:-4]}foot"]] = world[:, JOINT_INDEX[end]]
        else:
            world[:, JOINT_INDEX[end]] = world[:, JOINT_INDEX[hinge]]


def _carried(start: np.ndarray, directions: np.ndarray) -> np.ndarray:
    """Rotations (T, L, 4) that take `start` (L, 3) to `directions` (T, L, 3), each by the least turn from the one before."""
    turns = rotation.between(np.concatenate([start[None], directions[:-1]]), directions)
    for frame in range(1, len(turns)):
        turns[frame] = rotation.multiply(turns[frame], turns[frame - 1])
    return rotation.normalize(turns)


def _hinge_twist(lower: np.ndarray, upper_rest: np.ndarray, lower_rest: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Twist of the upper bones (T, L), radians, with which the hinge reaches `lower` (T, L, 3), directions in the untwisted upper bones'
    frames; and how much that counts: the square of the sine of the bend."""
    # The lower bone's direction as the hinge turns it by θ: along the axis c, and a·cos θ + b·sin θ of it lies along the upper bone.
    along = np.sum(lower_rest * _HINGES, axis=-1, keepdims=True) * _HINGES
    ahead, beside = lower_rest - along, np.cross(_HINGES, lower_rest)
    a, b, c = (np.sum(part * upper_rest, axis=-1) for part in (ahead, beside, along))
    cosine = np.clip((np.sum(lower * upper_rest, axis=-1) - c) / np.hypot(a, b), -1, 1)
    theta = (np.arctan2(b, a) + np.arccos(cosine))[..., None]
    reached = along + ahead * np.cos(theta) + beside * np.sin(theta)
    bend = 1 - np.sum(lower * upper_rest, axis=-1) ** 2
    return _azimuth(reached, lower, upper_rest), np.where(bend > _UNSURE, bend, 0)


def _foot_twist(swing: np.ndarray, parents: np.ndarray, lower: np.ndarray, at: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Twist of straight legs (T, L), radians, that points the foot where it is, and how much that counts (arms: not at all)."""
    twists, weights = np.zeros(lower.shape[:2]), np.zeros(lower.shape[:2])
    for limb, side in enumerate(_SIDES):
        shin_rest, foot_rest = rotation.normalize(_offset(f"{side}_ankle")), rotation.normalize(_offset(f"{side}_foot"))
        shin = rotation.rotate(rotation.inverse(swing[:, limb]), lower[:, limb])
        frame = rotation.multiply(swing[:, limb], rotation.between(shin_rest, shin))
        foot = at[f"{side}_foot"] - at[f"{side}_ankle"]
        foot = rotation.rotate(rotation.inverse(rotation.multiply(parents[:, limb], frame)), rotation.normalize(foot))
        straight = np.maximum(np.sum(shin * rotation.normalize(_offset(f"{side}_knee")), axis=-1), 0) ** 2
        twists[:, limb] = _azimuth(foot_rest, foot, shin_rest)
        weights[:, limb] = _FOOT * straight * (1 - np.sum(foot * shin_rest, axis=-1) ** 2)
    return twists, weights


def _azimuth(source: np.ndarray, target: np.ndarray, axis: np.ndarray) -> np.ndarray:
    """Radians about `axis` (unit) that turn `source` over `target`, −π to π."""
    source, target = (vector - np.sum(vector * axis, axis=-1, keepdims=True) * axis for vector in (source, target))
    return np.arctan2(np.sum(np.cross(source, target) * axis, axis=-1), np.sum(source * target, axis=-1))


def _near(angles: np.ndarray, weights: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """Angles (T, L) without jumps of a turn where they count, as a whole as near `reference` as whole turns allow."""
    result = angles.copy()
    for limb in range(angles.shape[1]):
        counts = np.flatnonzero(weights[:, limb] > 0)
        if len(counts):
            known = np.unwrap(angles[counts, limb])
            off = np.average(known - reference[counts, limb], weights=weights[counts, limb])
            result[counts, limb] = known - 2 * np.pi * np.round(off / (2 * np.pi))
    return result


def _smooth(evidence: list[tuple[np.ndarray, np.ndarray]], fps: float) -> np.ndarray:
    """The angles (T,) with the least Σ weight·(angle − value)² + change² over the (values, weights) of `evidence`."""
    weight = sum(weights for _, weights in evidence)
    change = _CHANGE * (fps / 20) ** 2
    bands = np.zeros((2, len(weight)))
    bands[1] = weight + change * (2 if len(weight) > 1 else 0) + 1e-9
    bands[1, [0, -1]] -= change if len(weight) > 1 else 0
    bands[0, 1:] = -change
    return solveh_banded(bands, sum(values * weights for values, weights in evidence))


def _twist(turns: np.ndarray, axis: np.ndarray) -> np.ndarray:
    """The part (...), radians, of turns (..., 4) that goes about `axis` (unit)."""
    return 2 * np.arctan2(np.sum(turns[..., 1:] * axis, axis=-1), turns[..., 0])


def _about(axis: np.ndarray, angle: np.ndarray) -> np.ndarray:
    return rotation.from_axis_angle(axis * angle[..., None])


def _offset(name: str) -> np.ndarray:
    return _OFFSETS[JOINT_INDEX[name]]
