"""Where a pose stands: on its feet where they are near the floor, else on whatever of the body is lowest."""
from __future__ import annotations

import numpy as np

from models import rotation
from models.cleanup import move_ankle
from models.motion import forward_kinematics
from models.skeleton import JOINT_INDEX, JOINT_NAMES, REST_POSITIONS

#: Points of the left sole in the rest pose, where it lies flat on y = 0, by the joint that carries them.
_SOLE = {"ankle": ((0.098, 0.0, -0.065), (0.135, 0.0, -0.02), (0.070, 0.0, -0.02)), "foot": ((0.145, 0.0, 0.09), (0.075, 0.0, 0.09), (0.112, 0.0, 0.165))}
#: Half the thickness of the body around the other joints, m: hips and chest lie on more flesh than wrists.
_FLESH = {"pelvis": 0.10, "hip": 0.085, "spine1": 0.09, "spine2": 0.095, "spine3": 0.10, "head": 0.09, "shoulder": 0.055, "elbow": 0.038, "wrist": 0.030,
          "knee": 0.052}
#: The palm, at the end of the wrist's bone, m from the wrist, and its half thickness.
_PALM, _PALM_THICKNESS = 0.085, 0.020
#: A foot is put flat on the floor if its sole is less than this above it (m) and less than this from flat (the cosine of 30°).
_NEAR, _FLAT = 0.07, 0.866


def stand(rotations: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Local rotations (N, 22, 4) of poses, each foot near the floor flat on it, and the pelvis's heights (N,), metres, with which the
    lowest point of the body is on y = 0."""
    rotations = np.array(rotations, dtype=np.float64)
    places, turns = _kinematics(rotations)
    height = -_lowest(places, turns)
    for side in ("left", "right"):
        sole = _sole(places, turns, side)
        up = rotation.rotate(turns[:, JOINT_INDEX[f"{side}_ankle"]], np.array([0.0, 1.0, 0.0]))
        near = (sole[..., 1].min(-1) + height < _NEAR) & (up[:, 1] > _FLAT)
        _put_flat(rotations, places, turns, side, near, up, height)
    rotations = rotation.normalize(rotations)
    return rotations, -_lowest(*_kinematics(rotations))


def _kinematics(rotations: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return forward_kinematics(np.zeros((len(rotations), 3)), rotations)


def _put_flat(rotations, places, turns, side: str, near: np.ndarray, up: np.ndarray, height: np.ndarray) -> None:
    """Turns ankle, knee and hip, in place, so that the foot of the poses `near` (N,) lies flat on the floor."""
    ankle, toes = JOINT_INDEX[f"{side}_ankle"], JOINT_INDEX[f"{side}_foot"]
    flat = np.where(near[:, None], rotation.between(up, np.broadcast_to([0.0, 1.0, 0.0], up.shape)), rotation.IDENTITY)
    turns[:, ankle] = rotation.multiply(flat, turns[:, ankle])
    target = places[:, ankle].copy()
    target[near, 1] = REST_POSITIONS[ankle, 1] - height[near]
    move_ankle(rotations, places, turns, side, target)
    rotations[near, toes] = rotation.IDENTITY


def _sole(places: np.ndarray, turns: np.ndarray, side: str) -> np.ndarray:
    """The sole's points (N, 6, 3)."""
    points = []
    for part, offsets in _SOLE.items():
        joint = JOINT_INDEX[f"{side}_{part}"]
        sided = np.array(offsets) * ((1, 1, 1) if side == "left" else (-1, 1, 1)) - REST_POSITIONS[joint]
        points.append(places[:, joint, None] + rotation.rotate(turns[:, joint, None], sided))
    return np.concatenate(points, axis=1)


def _lowest(places: np.ndarray, turns: np.ndarray) -> np.ndarray:
    """Height (N,) of the lowest skin over the pelvis."""
    heights = [_sole(places, turns, side)[..., 1].min(-1) for side in ("left", "right")]
    for joint, name in enumerate(JOINT_NAMES):
        thickness = _FLESH.get(name.removeprefix("left_").removeprefix("right_"))
        if thickness is not None:
            heights.append(places[:, joint, 1] - thickness)
        if name.endswith("wrist"):
            along = np.array([_PALM if name.startswith("left") else -_PALM, 0.0, 0.0])
            palm = places[:, joint] + rotation.rotate(turns[:, joint], along)
            heights.append(palm[:, 1] - _PALM_THICKNESS)
    return np.min(heights, axis=0)
