"""Motion features for the networks: (T, 269), HumanML3D's order with rotations an armature can be keyed from.

Layout, per frame (`SLICES`):
root 4 — yaw velocity rad/s, planar velocity (x, z) m/s in the heading frame, pelvis height m;
positions 63 — the 21 other joints in the heading frame, from the point on the floor under the pelvis, m;
rotations 132 — 22 × 6-d local rotations, the pelvis's relative to the heading;
velocities 66 — all 22 joints' world velocities turned into the heading frame, m/s;
contacts 4 — left ankle, left toe, right ankle, right toe: 1 where the joint is low and slow.
`decode` reads root and rotations alone; the rest are what a network learns coordination from (Guo et al. 2022, section 3.1).
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models import rotation
from models.motion import FPS, Motion
from models.skeleton import JOINT_INDEX, JOINT_NAMES

SLICES = {
    "root": slice(0, 4),
    "positions": slice(4, 67),
    "rotations": slice(67, 199),
    "velocities": slice(199, 265),
    "contacts": slice(265, 269),
}
FEATURE_WIDTH = 269

CONTACT_JOINTS = tuple(JOINT_INDEX[name] for name in ("left_ankle", "left_foot", "right_ankle", "right_foot"))
#: A joint is in contact below this height (m: its rest height plus 4 cm) and below this speed (m/s).
CONTACT_HEIGHTS = np.array([0.115, 0.062, 0.115, 0.062])
CONTACT_SPEED = 0.25

_LEFT_HIP, _RIGHT_HIP = JOINT_INDEX["left_hip"], JOINT_INDEX["right_hip"]
_LEFT_SHOULDER, _RIGHT_SHOULDER = JOINT_INDEX["left_shoulder"], JOINT_INDEX["right_shoulder"]


@dataclass(frozen=True)
class Anchor:
    """Where a motion begins: pelvis (x, z) in metres and heading in radians about +Y (0 faces +Z)."""

    position: tuple[float, float] = (0.0, 0.0)
    heading: float = 0.0


def headings(motion: Motion, positions: np.ndarray | None = None) -> np.ndarray:
    """Heading of each frame (T,), radians about +Y, continuous, 0 facing +Z.

    From the direction across hips and shoulders together, laid flat; where that gives none (lying on the side, upside down)
    the last sure heading is carried over, so that a backflip does not spin the heading.
    """
    raw, sure = _facing(motion, motion.joint_positions() if positions is None else positions)
    last = np.maximum.accumulate(np.where(sure, np.arange(len(raw)), -1))
    first_sure = int(np.argmax(sure)) if sure.any() else 0
    return np.unwrap(raw[np.where(last < 0, first_sure, last)])


def first_heading(motion: Motion) -> float:
    """The first of `headings`, which seldom takes more than the first frame to know."""
    for part in (motion[:1], motion):
        raw, sure = _facing(part, part.joint_positions())
        if sure.any():
            break
    return float(raw[np.argmax(sure)])


def _facing(motion: Motion, positions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the body faces at each frame (T,), radians about +Y, and whether that is sure."""
    across = positions[:, _LEFT_HIP] - positions[:, _RIGHT_HIP] + positions[:, _LEFT_SHOULDER] - positions[:, _RIGHT_SHOULDER]
    flat = np.linalg.norm(across[:, [0, 2]], axis=-1) / np.maximum(np.linalg.norm(across, axis=-1), 1e-9)
    # A body upside down has its left on the other hand; the pelvis's own up tells.
    up = rotation.rotate(motion.joint_rotations[:, 0], np.array([0.0, 1.0, 0.0]))[:, 1]
    return np.arctan2(-across[:, 2], across[:, 0]).astype(np.float64), (flat > 0.5) & (up > -0.2)


def contacts(positions: np.ndarray, fps: float = FPS) -> np.ndarray:
    """Whether each of `CONTACT_JOINTS` stands on the floor (T, 4): low *and* slow, measured on geometry (T, 22, 3)."""
    joints = positions[:, CONTACT_JOINTS]
    speed = np.linalg.norm(_velocity(joints, fps), axis=-1)
    return (joints[..., 1] < CONTACT_HEIGHTS) & (speed < CONTACT_SPEED)


def _velocity(values: np.ndarray, fps: float) -> np.ndarray:
    """Forward differences, the last repeated, so that summing them gives the values back."""
    if len(values) == 1:
        return np.zeros_like(values)
    difference = np.diff(values, axis=0) * fps
    return np.concatenate([difference, difference[-1:]])


def encode(motion: Motion) -> tuple[np.ndarray, Anchor]:
    """Features float32 (T, 269) and the anchor. The motion must be at 30 fps (ValueError)."""
    if motion.fps != FPS:
        raise ValueError(f"features are made at {FPS:.0f} frames a second, not {motion.fps}")
    positions = motion.joint_positions().astype(np.float64)
    heading = headings(motion, positions)
    unturn = rotation.yaw(-heading)
    pelvis = motion.root_translation.astype(np.float64)
    floor_point = pelvis * np.array([1, 0, 1])
    velocity = rotation.rotate(unturn[:, None], _velocity(positions, FPS))
    local = rotation.rotate(unturn[:, None], positions - floor_point[:, None])
    rotations = motion.joint_rotations.astype(np.float64)
    rotations[:, 0] = rotation.multiply(unturn, rotations[:, 0])
    root = np.concatenate([_velocity(heading[:, None], FPS), velocity[:, 0, [0, 2]], pelvis[:, 1:2]], axis=-1)
    frames = len(motion)
    features = [root, local[:, 1:].reshape(frames, -1), rotation.to_6d(rotations).reshape(frames, -1),
                velocity.reshape(frames, -1), contacts(positions)]
    anchor = Anchor((float(pelvis[0, 0]), float(pelvis[0, 2])), float(heading[0]))
    return np.concatenate(features, axis=-1).astype(np.float32), anchor


def decode(features: np.ndarray, anchor: Anchor = Anchor()) -> Motion:
    """The motion whose root and rotations are `features` (T, 269), beginning at `anchor`. `decode(*encode(m))` is m to 1e-4."""
    features = np.asarray(features, dtype=np.float64)
    root = features[:, SLICES["root"]]
    heading = anchor.heading + _integrate(root[:, 0])
    turn = rotation.yaw(heading)
    velocity = rotation.rotate(turn, np.stack([root[:, 1], np.zeros(len(root)), root[:, 2]], axis=-1))
    start = np.array([anchor.position[0], 0.0, anchor.position[1]])
    translation = start + _integrate(velocity)
    translation[:, 1] = root[:, 3]
    rotations = rotation.from_6d(features[:, SLICES["rotations"]].reshape(len(features), len(JOINT_NAMES), 6))
    rotations[:, 0] = rotation.multiply(turn, rotations[:, 0])
    return Motion(translation, rotations, FPS)


def _integrate(velocity: np.ndarray) -> np.ndarray:
    """Values at each frame from the velocity of the frames before it, starting at zero."""
    return (np.cumsum(velocity, axis=0) - velocity) / FPS
