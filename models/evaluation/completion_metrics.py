"""The figures of completion, each from motions alone."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models import rotation
from models.completion.request import PoseConstraint
from models.motion import Motion, forward_kinematics

#: How far from a pin a pop shows, frames.
REACH = 3


def pose_vectors(joint_rotations: np.ndarray) -> np.ndarray:
    """What K-pose and matching compare (..., 63): the axis-angle vectors, radians, of the 21 joints below the pelvis, of local
    rotations (..., 22, 4). The paper fixes the global rotation; here the pelvis is left out."""
    joints = joint_rotations[..., 1:, :].astype(np.float64)
    return rotation.to_axis_angle(joints).reshape(*joints.shape[:-2], -1)


def k_pose(motion: np.ndarray, pins: np.ndarray) -> float:
    """K-pose error (OhMG, Eq. 6) of pose vectors (T, 63) and of the pins (K, 63): 100 × the mean, over the pins, of the least
    distance to any frame, wherever that frame is. In hundredths of a radian over the whole body."""
    return float(100 * np.linalg.norm(pins[:, None] - motion[None], axis=-1).min(axis=1).mean())


def pin_gap(motion: Motion, pin: PoseConstraint) -> tuple[float, float]:
    """How far the motion is from a pin at the pin's own frame: the largest angle (degrees) of the pinned joints, and the distance
    in cm: of the farthest joint in the world where the whole body is pinned, else of the pelvis. NaN for what is not pinned."""
    made = motion.joint_rotations[pin.frame]
    degrees = centimetres = float("nan")
    if pin.joint_mask.any():
        turned = rotation.angle_between(*(pose[pin.joint_mask].astype(np.float64) for pose in (pin.joint_rotations, made)))
        degrees = float(np.degrees(turned).max())
    if pin.root_mask:
        # Another place and the same turns move every joint alike: without a whole pose the pelvis says it all.
        asked = pin.joint_rotations if pin.whole else made
        gap = _joints(pin.root_translation, asked) - _joints(motion.root_translation[pin.frame], made)
        centimetres = float(100 * np.linalg.norm(gap, axis=-1).max())
    return degrees, centimetres


def _joints(root_translation: np.ndarray, joint_rotations: np.ndarray) -> np.ndarray:
    return forward_kinematics(root_translation.astype(np.float64), joint_rotations.astype(np.float64))[0]


def own_ranks(queries: np.ndarray, owners: Sequence[int], gallery: Sequence[np.ndarray]) -> np.ndarray:
    """Where the first frame of its own motion stands (Q,) when all frames of all motions are ranked by distance to a query; 0 is
    first.

    queries: pose vectors (Q, D). owners: the index in `gallery` of the motion made for each. gallery: (T, D) a motion.
    """
    starts = np.cumsum([0, *(len(frames) for frames in gallery)])
    frames = np.concatenate(gallery)
    squares = np.sum(frames**2, axis=-1)
    ranks = np.empty(len(queries), dtype=int)
    for row, (query, owner) in enumerate(zip(queries, owners)):
        # |q|² is the same for all frames; what is left out of the distance changes no rank.
        distances = squares - 2 * frames @ query
        ranks[row] = int(np.sum(distances < distances[starts[owner] : starts[owner + 1]].min()))
    return ranks


def mean_speed(positions: np.ndarray, fps: float) -> float:
    """Mean speed in the world of all joints (T, 22, 3), m/s: the motion's energy."""
    return float(np.linalg.norm(np.diff(positions, axis=0), axis=-1).mean() * fps)


def mean_jerk(positions: np.ndarray, fps: float) -> float:
    """Mean third derivative of all joints (T, 22, 3), m/s³, by differences."""
    return float(np.linalg.norm(np.diff(positions, 3, axis=0), axis=-1).mean() * fps**3)


def accelerations(positions: np.ndarray, fps: float) -> np.ndarray:
    """Acceleration of every joint at frames 1 … T − 2 (T − 2, 22), m/s², by second differences of joints (T, 22, 3)."""
    return np.linalg.norm(np.diff(positions, 2, axis=0), axis=-1) * fps**2


def near_pins(acceleration: np.ndarray, frames: Sequence[int]) -> np.ndarray:
    """The rows of `accelerations` (T − 2, 22) that lie within 3 frames of a pin."""
    centre = np.arange(1, len(acceleration) + 1)
    return acceleration[(np.abs(centre[:, None] - np.asarray(frames)[None]) <= REACH).any(axis=1)]
