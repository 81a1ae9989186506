"""A walk, made here: feet that stand and swing in turn under a body that goes straight ahead."""
from __future__ import annotations

import numpy as np
from blender_addon.animation import kinematics, quaternion
from blender_addon.animation.motion import Motion
from motions import REST

_STRIDE, _STANDS, _LIFT, _SWAY = 1.1, 0.62, 0.1, 0.02


def walking(seconds: float = 4.0, speed: float = 1.2, facing: float = 0.0, fps: float = 30.0, back_after: float | None = None) -> Motion:
    """Along +Z at `speed` m/s, the body turned by `facing` radians away from that; after `back_after` seconds back the same way."""
    time = np.arange(round(seconds * fps)) / fps
    along = time if back_after is None else np.minimum(time, 2 * back_after - time)
    phase, gone = along / (_STRIDE / speed), speed * along
    root = np.stack([_SWAY * np.sin(2 * np.pi * phase), np.full(len(time), REST[0, 1] - 0.06), gone], axis=-1)
    turn = np.array([np.cos(facing / 2), 0.0, np.sin(facing / 2), 0.0])
    rotations = np.tile([1.0, 0.0, 0.0, 0.0], (len(time), 22, 1))
    rotations[:, 0] = turn
    turns, places = kinematics.joints(Motion(root, rotations, fps), REST)
    for side, offset in (("left", 0.0), ("right", 0.5)):
        ankle = kinematics.leg(side)[2]
        step, part = np.divmod(phase + offset, 1.0)
        swing = np.clip((part - _STANDS) / (1 - _STANDS), 0.0, 1.0)
        eased = swing * swing * (3 - 2 * swing)
        across = quaternion.rotate(turn, REST[ankle] - REST[0])
        target = np.stack([
            np.full(len(time), across[0]), REST[ankle, 1] + _LIFT * np.sin(np.pi * swing) ** 2,
            across[2] + _STRIDE * (step + eased + 0.5 * _STANDS - offset)], axis=-1)
        kinematics.move_ankle(rotations, turns, places, side, target, np.tile(turn, (len(time), 1)))
    return Motion(root, rotations, fps)
