"""Small motions and rigs made here, so that no test needs motion-capture data."""
from __future__ import annotations

import numpy as np

from models import rotation
from models.io.bvh import SkeletonMotion
from models.motion import FPS, Motion
from models.skeleton import JOINT_INDEX, JOINT_NAMES, PARENTS, REST_OFFSETS, REST_PELVIS_HEIGHT

_SPINE = JOINT_INDEX["spine1"]


def turn(axis: str, degrees) -> np.ndarray:
    """Quaternions (..., 4) about one axis."""
    unit = {"x": (1.0, 0, 0), "y": (0, 1.0, 0), "z": (0, 0, 1.0)}[axis]
    return rotation.from_axis_angle(np.radians(degrees)[..., None] * np.array(unit))


def standing(frames: int = 60) -> Motion:
    """Standing still with the arms down."""
    rotations = np.tile(rotation.IDENTITY, (frames, len(JOINT_NAMES), 1))
    rotations[:, JOINT_INDEX["left_shoulder"]] = turn("z", np.array(-85.0))
    rotations[:, JOINT_INDEX["right_shoulder"]] = turn("z", np.array(85.0))
    return Motion(np.tile([0, REST_PELVIS_HEIGHT, 0], (frames, 1)), rotations, FPS)


def bent(motion: Motion, degrees: float = 40.0) -> Motion:
    """The motion with a bent back."""
    rotations = motion.joint_rotations.astype(np.float64)
    rotations[:, _SPINE] = rotation.multiply(turn("x", np.array(degrees)), rotations[:, _SPINE])
    return Motion(motion.root_translation, rotations.astype(np.float32), motion.fps)


def lean(motion: Motion) -> float:
    """By how far the back is bent in the mean, degrees."""
    return float(np.degrees(2 * np.arccos(np.clip(np.abs(motion.joint_rotations[:, _SPINE, 0]), 0, 1))).mean())


def walking(frames: int = 90, speed: float = 1.1, turning: float = 0.0, stride: float = 25.0) -> Motion:
    """A walk of sorts: legs and arms swing, the pelvis travels at `speed` m/s and turns `turning` degrees a second."""
    time = np.arange(frames) / FPS
    phase = 2 * np.pi * time
    rotations = standing(frames).joint_rotations.astype(np.float64)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        swing = sign * stride * np.sin(phase)
        rotations[:, JOINT_INDEX[f"{side}_hip"]] = turn("x", -swing)
        rotations[:, JOINT_INDEX[f"{side}_knee"]] = turn("x", 25 * (1 - np.cos(phase + (np.pi if sign < 0 else 0))))
        shoulder = JOINT_INDEX[f"{side}_shoulder"]
        rotations[:, shoulder] = rotation.multiply(turn("x", swing), rotations[:, shoulder])
        rotations[:, JOINT_INDEX[f"{side}_elbow"]] = turn("y", -sign * (20 + 10 * np.sin(phase)))
    heading = np.radians(turning) * time
    rotations[:, 0] = turn("y", np.degrees(heading))
    steps = speed / FPS * np.stack([np.sin(heading), np.zeros(frames), np.cos(heading)], axis=-1)
    translation = np.cumsum(steps, axis=0) - steps
    translation[:, 1] = REST_PELVIS_HEIGHT - 0.02
    return Motion(translation, rotations, FPS)


#: What another studio calls the joints, by SMPL name.
STUDIO_NAMES = {
    "pelvis": "Hips", "spine1": "Spine", "spine2": "Spine1", "spine3": "Chest", "neck": "Neck", "head": "Head",
    **{f"{side}_{ours}": f"{side.capitalize()}{theirs}"
       for side in ("left", "right")
       for ours, theirs in (("hip", "UpLeg"), ("knee", "Leg"), ("ankle", "Foot"), ("foot", "ToeBase"), ("collar", "Shoulder"),
                            ("shoulder", "Arm"), ("elbow", "ForeArm"), ("wrist", "Hand"))},
}


def on_rig(motion: Motion, names: dict[str, str], scale: float = 100.0, axes: np.ndarray | None = None, z_up: bool = False) -> SkeletonMotion:
    """The motion on a rig of other names, `scale` units a metre. `axes`: (22, 4) how each joint's own axes are turned at rest,
    so that with any but identity the file's zero pose is no T-pose. `z_up`: the file's world stands along Z."""
    axes = np.tile(rotation.IDENTITY, (len(JOINT_NAMES), 1)).astype(np.float64) if axes is None else axes
    local = motion.joint_rotations.astype(np.float64)
    rotations, offsets = np.empty_like(local), np.zeros((len(JOINT_NAMES), 3))
    for joint, parent in enumerate(PARENTS):
        before = rotation.inverse(axes[parent]) if parent >= 0 else rotation.IDENTITY
        rotations[:, joint] = rotation.multiply(rotation.multiply(before, local[:, joint]), axes[joint])
        offsets[joint] = rotation.rotate(before, REST_OFFSETS[joint].astype(np.float64)) * scale
    translations = np.broadcast_to(offsets, (len(motion), *offsets.shape)).copy()
    translations[:, 0] = motion.root_translation * scale
    if z_up:
        stand = turn("x", np.array(90.0))
        rotations = rotation.multiply(rotation.multiply(stand, rotations), rotation.inverse(stand))
        offsets, translations = rotation.rotate(stand, offsets), rotation.rotate(stand, translations)
    return SkeletonMotion(tuple(names[name] for name in JOINT_NAMES), PARENTS, offsets, {}, translations, rotations, FPS)
