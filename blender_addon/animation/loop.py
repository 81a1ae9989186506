"""Any clip becomes a loop: its end meets its start in pose and in speed. NumPy only.

The motion is taken apart into where the body goes (heading and speed over the floor) and how it is held. The difference
between end and start is spread over both halves, and what is left of the heading is taken out evenly.
"""
from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import kinematics, quaternion
from .motion import Motion
from .smoothing import falling, low_passed

#: Seconds before the end and after the start over which the difference is spread; less in a short clip.
_SPREAD = 0.6
#: A loop that is looked for lasts at least this many seconds, and at least this share of the clip.
_SHORTEST, _SHARE = 0.6, 0.45
#: How much a metre a second weighs against a metre of joint position, in seconds, where the end is looked for.
_SPEED_WEIGHT = 0.15
#: What the root does slower than this (Hz) is travel, what it does faster is sway.
_TRAVEL = 0.4
#: A root that travels less than this share of a leg in one round shifts its weight, and goes nowhere.
_SHIFT = 0.15


def best_frames(motion: Motion, rest_joints: np.ndarray) -> tuple[int, int]:
    """The first and the last frame of the longest good loop: between which the body comes back to the same pose and speed."""
    body = _held(motion, rest_joints)
    places = kinematics.joints(body, rest_joints)[1].reshape(len(motion), -1)
    speeds = np.gradient(places, axis=0) * motion.fps if len(motion) > 1 else np.zeros_like(places)
    ahead = _ahead_speed(motion, rest_joints)
    states = np.concatenate([places, _SPEED_WEIGHT * speeds, 3 * _SPEED_WEIGHT * ahead], axis=-1)
    shortest = max(2, round(_SHORTEST * motion.fps), round(_SHARE * (len(motion) - 1)))
    if shortest >= len(motion) - 1:
        return 0, len(motion) - 1
    squares = np.sum(states**2, axis=-1)
    costs = squares[:, None] + squares[None] - 2 * states @ states.T
    lengths = np.arange(len(motion))[None] - np.arange(len(motion))[:, None]
    # Longer is better where two are as good.
    costs = np.sqrt(np.maximum(costs, 0)) * (1 + 0.3 * (1 - lengths / len(motion)))
    first, last = np.unravel_index(np.argmin(np.where(lengths >= shortest, costs, np.inf)), costs.shape)
    return int(first), int(last)


def cut(motion: Motion, first: int, last: int) -> Motion:
    """Frames `first` to `last`, both included."""
    return Motion(motion.root_translation[first:last + 1], motion.joint_rotations[first:last + 1], motion.fps)


def looped(motion: Motion, rest_joints: np.ndarray, travel: bool = True) -> Motion:
    """As many frames, the last of which is the first one, moved on by what the root travels; without `travel` on the same spot
    (as a body that only shifts its weight is anyway).

    The body faces at the end as at the start (a whole turn stays). Speeds meet too. Raises ValueError under 4 frames.
    """
    frames = len(motion)
    if frames < 4:
        raise ValueError("a loop needs 4 frames or more")
    spread = min(max(2, round(_SPREAD * motion.fps)), (frames - 1) // 2)
    headings = kinematics.headings(motion, rest_joints)
    body = _held(motion, rest_joints)
    rotations = quaternion.continuous(body.joint_rotations)
    rotations = _met_turns(rotations, spread)
    heights = _met(motion.root_translation[:, 1:2], spread)[:, 0]
    steps = _ahead_speed(motion, rest_joints)[:-1] / motion.fps
    headings = _met(headings[:, None] - _turn_left(headings) * np.linspace(0, 1, frames)[:, None], spread)[:, 0]
    places = _walked(motion.root_translation[0, [0, 2]], steps + _offsets(steps[0] - steps[-1], 0 * steps[0], len(steps), spread), headings)
    if not travel or np.linalg.norm(places[-1] - places[0]) < _SHIFT * kinematics.leg_length(rest_joints):
        places = places - np.linspace(0, 1, frames)[:, None] * (places[-1] - places[0])
    rotations[:, 0] = quaternion.multiply(about_up(headings), rotations[:, 0])
    return Motion(np.stack([places[:, 0], heights, places[:, 1]], axis=-1), rotations, motion.fps)


def repeated(motion: Motion, times: int) -> Motion:
    """A loop, played `times` times: the shared frame once, each time from where the one before ended."""
    step = motion.root_translation[-1] - motion.root_translation[0]
    roots = [motion.root_translation[:1]] + [motion.root_translation[1:] + number * step for number in range(times)]
    turns = [motion.joint_rotations[:1]] + [motion.joint_rotations[1:]] * times
    return Motion(np.concatenate(roots), np.concatenate(turns), motion.fps)


def in_place(motion: Motion, rest_joints: np.ndarray, keep_heading: bool = True) -> Motion:
    """Without the root's travel: how the body sways stays, the way that it goes is taken out. Without `keep_heading` so is the way
    that it turns."""
    ground = motion.root_translation * [1.0, 0.0, 1.0]
    moved = motion.root_translation + ground[0] - low_passed(ground, motion.fps, _TRAVEL)
    rotations = motion.joint_rotations.copy()
    if not keep_heading:
        headings = low_passed(kinematics.headings(motion, rest_joints)[:, None], motion.fps, _TRAVEL)[:, 0]
        back = about_up(headings[0] - headings)
        rotations[:, 0] = quaternion.multiply(back, rotations[:, 0])
        moved = moved[0] + quaternion.rotate(back, moved - moved[0])
    return Motion(moved, quaternion.continuous(rotations), motion.fps)


def about_up(angles: np.ndarray) -> np.ndarray:
    """Unit quaternions (..., 4) of turns by `angles` (...) radians about +Y."""
    half = np.asarray(angles, dtype=np.float64) / 2
    return np.stack([np.cos(half), np.zeros_like(half), np.sin(half), np.zeros_like(half)], axis=-1)


def _held(motion: Motion, rest_joints: np.ndarray) -> Motion:
    """How the body is held: on the spot, facing +Z."""
    rotations = motion.joint_rotations.copy()
    rotations[:, 0] = quaternion.multiply(about_up(-kinematics.headings(motion, rest_joints)), rotations[:, 0])
    return replace(motion, root_translation=motion.root_translation * [0.0, 1.0, 0.0], joint_rotations=rotations)


def _ahead_speed(motion: Motion, rest_joints: np.ndarray) -> np.ndarray:
    """The way of the root (T, 2) to the next frame, as the body faces (its left, ahead), times the frame rate: m/s."""
    headings = kinematics.headings(motion, rest_joints)
    steps = np.diff(motion.root_translation, axis=0, append=2 * motion.root_translation[-1:] - motion.root_translation[-2:-1])
    return quaternion.rotate(about_up(-headings), steps)[:, [0, 2]] * motion.fps


def _walked(start: np.ndarray, speeds_a_frame: np.ndarray, headings: np.ndarray) -> np.ndarray:
    """Places (T, 2) of a root that goes from `start` by `speeds_a_frame` (T − 1, 2), as it faces."""
    ways = np.stack([speeds_a_frame[:, 0], np.zeros(len(speeds_a_frame)), speeds_a_frame[:, 1]], axis=-1)
    ways = quaternion.rotate(about_up(headings[:-1]), ways)[:, [0, 2]]
    return np.concatenate([start[None], start + np.cumsum(ways, axis=0)])


def _met(values: np.ndarray, spread: int) -> np.ndarray:
    """Values (T, C) of which the last is the first and the slopes there are one."""
    return values + _offsets(values[0] - values[-1], (values[1] - values[0]) - (values[-1] - values[-2]), len(values), spread)


def _met_turns(rotations: np.ndarray, spread: int) -> np.ndarray:
    """The same for unit quaternions (T, J, 4): what the end lacks is turned in the joints' own space."""
    first, last = rotations[0], rotations[-1]
    missing = kinematics.rotation_vectors(quaternion.multiply(quaternion.inverse(last), first))
    speed = kinematics.rotation_vectors(quaternion.multiply(quaternion.inverse(first), rotations[1]))
    speed -= kinematics.rotation_vectors(quaternion.multiply(quaternion.inverse(rotations[-2]), last))
    return quaternion.multiply(rotations, kinematics.exponential(_offsets(missing, speed, len(rotations), spread)))


def _offsets(missing: np.ndarray, slope: np.ndarray, frames: int, spread: int) -> np.ndarray:
    """What to add (frames, ...) so that an end that lacks `missing` and `slope` a frame gets half, and the start loses half."""
    time = np.arange(frames)
    return falling(time, spread, -missing / 2, -slope / 2) + falling(time[::-1], spread, missing / 2, -slope / 2)


def _turn_left(headings: np.ndarray) -> float:
    """What of the turn (radians) from start to end is no whole turn."""
    turn = headings[-1] - headings[0]
    return float(turn - 2 * np.pi * np.round(turn / (2 * np.pi)))
