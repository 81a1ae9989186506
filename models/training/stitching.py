"""Longer and richer training motions from short clips: one after the other, round and round, and one body doing two things."""
from __future__ import annotations

import numpy as np

from models import rotation
from models.features import headings
from models.motion import FPS, Motion
from models.skeleton import JOINT_INDEX

#: Frames over which a seam's difference fades out (inertialization: Bollo 2016).
_FADE = 12
_ARM = ("collar", "shoulder", "elbow", "wrist")


def loop(motion: Motion, frames: int) -> Motion:
    """A clip made to be played round and round, played until it is `frames` long; it goes on from where each round ends."""
    result = motion
    while len(result) < frames:
        result = join(result, motion, len(result) - 1, 0, fade=4)
    return result[:frames]


def join(first: Motion, then: Motion, leave: int, enter: int, fade: int = _FADE) -> Motion:
    """`first` up to frame `leave`, from where `then` goes on at frame `enter`: placed and turned to fit, its difference fading out."""
    tail = then[enter:]
    at, heading = first.root_translation[leave], headings(first[: leave + 1])[-1]
    tail = tail.placed((at[0], at[2]), heading)
    fading = _fade_out(min(fade, len(tail)), len(tail))
    turn_away = rotation.multiply(first.joint_rotations[leave], rotation.inverse(tail.joint_rotations[0]))
    turn_away = rotation.to_axis_angle(turn_away)[None] * fading[:, None, None]
    rotations = rotation.multiply(rotation.from_axis_angle(turn_away), tail.joint_rotations)
    translation = tail.root_translation.copy()
    translation[:, 1] += (at[1] - translation[0, 1]) * fading
    return Motion(
        np.concatenate([first.root_translation[:leave], translation]),
        rotation.continuous(np.concatenate([first.joint_rotations[:leave], rotations])),
        FPS,
    )


def _fade_out(fade: int, frames: int) -> np.ndarray:
    """1 at the seam, 0 after `fade` frames, smooth at both ends."""
    share = np.clip(np.arange(frames) / max(fade, 1), 0, 1)
    return 1 - share * share * (3 - 2 * share)


def best_seam(first: np.ndarray, then: np.ndarray, leave: tuple[int, int], enter: tuple[int, int]) -> tuple[int, int]:
    """The frames in the ranges `leave` of `first` and `enter` of `then` at which the bodies are most alike, in pose and in motion.

    `first`, `then`: `seam_description`s (T, D).
    """
    a, b = first[leave[0] : leave[1]], then[enter[0] : enter[1]]
    distance = (a * a).sum(1)[:, None] + (b * b).sum(1)[None] - 2 * a @ b.T
    row, column = np.unravel_index(int(np.argmin(distance)), distance.shape)
    return leave[0] + int(row), enter[0] + int(column)


def seam_description(features: np.ndarray) -> np.ndarray:
    """What has to agree across a seam (T, D), from features (T, 269): joint positions, a tenth of a second of their velocities."""
    return np.concatenate([features[:, 3:67], 0.1 * features[:, 199:265]], axis=1)


def with_arms_of(body: Motion, arms: Motion, sides: tuple[str, ...]) -> Motion:
    """`body` with the arms on `sides` ('left', 'right') of `arms`, as long as the shorter of them."""
    frames = min(len(body), len(arms))
    joints = [JOINT_INDEX[f"{side}_{part}"] for side in sides for part in _ARM]
    rotations = body.joint_rotations[:frames].copy()
    rotations[:, joints] = arms.joint_rotations[:frames, joints]
    return Motion(body.root_translation[:frames], rotations, FPS)
