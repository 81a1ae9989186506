"""The steps of Clean Up on a motion, in the order in which they make sense. NumPy only; the keys are `clean_up_keys`'s."""
from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..rig.skeleton import JOINT_NAMES
from . import feet, kinematics, loop, quaternion, smoothing
from .motion import Motion

_OTHER_SIDE = [
    JOINT_NAMES.index(name.replace("left", "RIGHT").replace("right", "left").replace("RIGHT", "right")) for name in JOINT_NAMES
]
#: How often a loop is played where its feet are planted, so that the middle one knows what comes before and after it.
_ROUNDS = 3
#: Seconds over which a change comes in where only a part of a motion is cleaned up.
_FADE = 0.3


@dataclass(frozen=True)
class Steps:
    """What is to be done; what is None or False is left out.

    smooth: the fastest shaking that stays, Hz. loop: "KEEP" or "REMOVE" for the root's travel. find_loop: cut to the frames between which
    the body comes back. retime: the motion's length in seconds. change_rate: the motion was keyed at another rate. fps: frames a second of
    the result.
    """

    fps: float
    retime: float | None = None
    change_rate: bool = False
    mirror: bool = False
    smooth: float | None = None
    loop: str | None = None
    find_loop: bool = False
    floor: bool = False
    feet: bool = False
    in_place: bool = False
    keep_heading: bool = True

    @property
    def moves(self) -> bool:
        """Whether the result is another motion or another length, so that it cannot fade into what lies around it."""
        return bool(self.retime or self.change_rate or self.mirror or self.loop or self.in_place)


def cleaned(motion: Motion, rest_joints: np.ndarray, steps: Steps) -> Motion:
    """The motion after the steps, at `steps.fps`. rest_joints: (22, 3) metres, the rest pose, soles at y = 0.

    Raises ValueError with a sentence for an animator where a step cannot be done.
    """
    motion = retimed(motion, steps.retime, steps.fps)
    if steps.mirror:
        motion = mirrored(motion, rest_joints)
    standing = None
    if steps.smooth:
        standing = feet.contacts(motion, rest_joints, feet.floor_level(motion, rest_joints))
        motion = smoothing.smoothed(motion, steps.smooth)
    if steps.loop:
        motion, standing = _looped(motion, rest_joints, steps), None
    if steps.floor:
        motion = feet.settled(motion, rest_joints)
    if steps.feet:
        motion = _planted(motion, rest_joints, steps, standing)
    if steps.in_place and not steps.loop:
        motion = loop.in_place(motion, rest_joints, steps.keep_heading)
    return motion


def mirrored(motion: Motion, rest_joints: np.ndarray) -> Motion:
    """Left and right changed over, in the plane in which the body stands and faces at the first frame."""
    heading = kinematics.headings(motion, rest_joints)[0]
    back, there = loop.about_up(-heading), loop.about_up(heading)
    start = motion.root_translation[0] * [1.0, 0.0, 1.0]
    places = quaternion.rotate(back, motion.root_translation - start) * [-1.0, 1.0, 1.0]
    rotations = motion.joint_rotations.copy()
    rotations[:, 0] = quaternion.multiply(back, rotations[:, 0])
    rotations = rotations[:, _OTHER_SIDE] * [1.0, 1.0, -1.0, -1.0]
    rotations[:, 0] = quaternion.multiply(there, rotations[:, 0])
    return replace(motion, root_translation=start + quaternion.rotate(there, places), joint_rotations=quaternion.continuous(rotations))


def retimed(motion: Motion, seconds: float | None, fps: float) -> Motion:
    """The motion at `fps`, stretched or shortened to `seconds` from the first frame to the last (None: as long as it is).

    Places and rotations go through the frames smoothly (Catmull–Rom on unit quaternions, normalised), so that slow motion has no corners.
    Raises ValueError where less than two frames would be left.
    """
    length = (len(motion) - 1) / motion.fps if seconds is None else seconds
    frames = int(np.round(length * fps)) + 1
    if frames < 2 or len(motion) < 2:
        raise ValueError("Less than two frames would be left. Choose a longer time.")
    if frames == len(motion) and seconds is None and abs(fps - motion.fps) < 1e-6:
        return motion
    # Retimed to a length the ends stay the ends; at another rate every moment stays the moment.
    share = np.linspace(0, 1, frames) if seconds is not None else np.minimum(np.arange(frames) / (fps * max(length, 1e-9)), 1.0)
    time = share * (len(motion) - 1)
    turns = _through(quaternion.continuous(motion.joint_rotations), time)
    return Motion(_through(motion.root_translation, time), quaternion.normalized(turns), fps)


def faded(motion: Motion, changed: Motion, at_start: bool, at_end: bool) -> Motion:
    """`changed`, of the same length, but like `motion` where it borders on motion that does not change."""
    time, reach = np.arange(len(motion)), max(1, round(_FADE * motion.fps))
    share = np.ones(len(motion))
    for wanted, away in ((at_start, time), (at_end, time[::-1])):
        if wanted:
            part = np.clip(away / reach, 0, 1)
            share = share * part * part * (3 - 2 * part)
    root = motion.root_translation + share[:, None] * (changed.root_translation - motion.root_translation)
    turns = quaternion.slerp(motion.joint_rotations, changed.joint_rotations, np.repeat(share[:, None], len(JOINT_NAMES), axis=1))
    return Motion(root, quaternion.continuous(turns), motion.fps)


def _through(values: np.ndarray, time: np.ndarray) -> np.ndarray:
    """Values (T, ...) at times (N,) between frames: cubic Hermite with the slopes of `np.gradient`."""
    slopes = np.gradient(values, axis=0)
    before = np.clip(time.astype(int), 0, len(values) - 2)
    share = (time - before).reshape(-1, *[1] * (values.ndim - 1))
    rest = 1 - share
    start = rest**2 * ((1 + 2 * share) * values[before] + share * slopes[before])
    return start + share**2 * ((1 + 2 * rest) * values[before + 1] - rest * slopes[before + 1])


def _looped(motion: Motion, rest_joints: np.ndarray, steps: Steps) -> Motion:
    if len(motion) < 4:
        raise ValueError("A loop needs 4 frames or more. Choose a longer range.")
    if steps.find_loop:
        motion = loop.cut(motion, *loop.best_frames(motion, rest_joints))
    return loop.looped(motion, rest_joints, travel=steps.loop == "KEEP" and not steps.in_place)


def _planted(motion: Motion, rest_joints: np.ndarray, steps: Steps, standing: feet.Contacts | None) -> Motion:
    if not steps.loop:
        return feet.planted(motion, rest_joints, standing)
    rounds = feet.planted(loop.repeated(motion, _ROUNDS), rest_joints)
    step = motion.root_translation[-1] - motion.root_translation[0]
    middle = loop.cut(rounds, len(motion) - 1, 2 * len(motion) - 2)
    middle = replace(middle, root_translation=middle.root_translation - step)
    # What is left of a difference is a rounding error; the last frame is the first.
    root, turns = middle.root_translation.copy(), middle.joint_rotations.copy()
    root[-1], turns[-1] = root[0] + step, turns[0]
    return Motion(root, quaternion.continuous(turns), motion.fps)
