"""A motion along a path: the root goes where the path goes, the feet step where that takes them. NumPy only.

The motion's own travel (its line over the floor, without the sway of the steps) is laid along the path: as far as the body has come
on its own line, so far it is on the path, and as it faces against its own way, so it faces against the path. How the pelvis sways goes
along. A foot that stands is turned and moved once for as long as it stands, by where the path is in the middle of that time, so that
it stands on the path as still as it did before.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..rig.skeleton import JOINT_NAMES
from . import feet, kinematics, quaternion
from .loop import about_up
from .motion import Motion
from .path import Line, Path, turned_back, walked
from .travel import MOVES, Travel, travelled

#: Metres under which a motion does not travel.
STAYS = 0.5
#: Seconds of walking over which corners are rounded, and the least in metres.
_ROUNDING, _LEAST_ROUNDING = 0.3, 0.15
#: How much a motion's travel may be stretched or shortened to fit.
STRETCH = (0.7, 1.4)
#: Seconds that a foot in the air takes at most from the path's place where it stood to the body's own.
_SWING = 0.45
#: Radians: how far hips turn to where the body goes, at most, while the chest keeps facing.
_HIPS = 1.0
#: Radians between the way and where the steps go from which the chest turns along, and over which that sets in: beyond it legs would cross.
_CHEST, _SETS_IN = np.radians(45.0), np.radians(20.0)
#: The spine's joints, from the pelvis up, and how much of the hips' turn is still there in each.
_SPINE = {"spine1": 2 / 3, "spine2": 1 / 3, "spine3": 0.0}


@dataclass(frozen=True)
class Course:
    """How a motion gets along a path: metres that it travels by itself, metres that it gets beyond the path's end (short of it: below 0; 0
    where a cyclic path has none), how far (radians) the path leads away from where its steps go, where the facing is fixed, and metres to the
    path that it has to walk over first."""

    travelled: float
    over: float
    astray: float
    off: float


def followed(motion: Motion, rest_joints: np.ndarray, path: Path) -> Motion:
    """The motion along the path. rest_joints: (22, 3) metres, the rest pose, soles at y = 0."""
    return walked_along(motion, rest_joints, _OnPath(motion, rest_joints, path))


def walked_along(motion: Motion, rest_joints: np.ndarray, laid: Laid) -> Motion:
    """The motion as it is laid on a line, its feet stepping there."""
    standing = feet.contacts(motion, rest_joints)
    bent = laid.carried(motion)
    turns, places = kinematics.joints(motion, rest_joints)
    bent_turns, bent_places = kinematics.joints(bent, rest_joints)
    rotations = bent.joint_rotations.copy()
    for number, side in enumerate(feet.SIDES):
        ankle = kinematics.leg(side)[2]
        when = _held(standing.heel[:, number] | standing.toe[:, number], laid.window, motion.fps)
        target, turn = laid.moved(places[:, ankle], when)
        kinematics.move_ankle(rotations, bent_turns, bent_places, side, target, quaternion.multiply(turn, turns[:, ankle]))
    stepped = Motion(bent.root_translation, quaternion.continuous(rotations), motion.fps)
    return feet.planted(stepped, rest_joints, standing, fixed=laid.stays(len(motion)))


def course(motion: Motion, rest_joints: np.ndarray, path: Path) -> Course:
    """What an animator may want to know of `followed`."""
    laid = _OnPath(motion, rest_joints, path)
    _places, away = laid.line.at(laid.factor * laid.travel.along)
    astray = np.abs((away - laid.travel.angles + np.pi) % (2 * np.pi) - np.pi)
    walked_so_far = laid.factor * laid.travel.furthest
    over = walked_so_far - laid.line.ends(walked_so_far)
    return Course(
        travelled=laid.travel.furthest,
        over=0.0 if path.cyclic and not path.fit else float(over[np.argmin(np.abs(over))]),
        astray=float(np.percentile(astray, 95)) if path.fixed else 0.0,
        off=float(np.linalg.norm(path.points[0] - laid.travel.places[0])) if path.leads_in else 0.0)


class Laid:
    """A motion that is laid on a line in the frames `window` (first, last); what lies outside moves with these. `on_line` says where that is.

    travel: where the motion goes by itself. fixed: the facing stays, only the hips turn to where the body goes, as far as they can.
    """

    def __init__(self, travel: Travel, fixed: bool, window: tuple[int, int]):
        self.travel, self.fixed, self.window = travel, fixed, window

    def on_line(self, time: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """At times (T,): places on the own line (T, 2), where those come to lie (T, 2), and by how much the way turns (T,), at the start at
        most half a turn."""
        raise NotImplementedError

    def stays(self, frames: int) -> np.ndarray | None:
        """At which frames (T,) the motion stays as it is; None for nowhere."""
        return None

    def moved(self, points: np.ndarray, time: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Points (T, 3) as they go along with the body at times (T,), and the turns (T, 4) about the vertical that go with them."""
        own, places, way = self.on_line(np.clip(time, *self.window))
        turn = about_up(sum(_chest_and_hips(way)) if self.fixed else way)
        return _brought(points, own, places, turn), turn

    def carried(self, motion: Motion) -> Motion:
        """The motion with its root on the path; where the facing is fixed the hips turn, and the chest no more than it must."""
        own, places, way = self.on_line(np.clip(np.arange(len(motion)), *self.window))
        chest, hips = _chest_and_hips(way) if self.fixed else (way, None)
        turn = about_up(way if hips is None else chest + hips)
        rotations = motion.joint_rotations.copy()
        rotations[:, 0] = quaternion.multiply(about_up(chest), rotations[:, 0])
        if hips is not None:
            rotations = _hips_turned(rotations, about_up(hips))
        return Motion(_brought(motion.root_translation, own, places, turn), quaternion.continuous(rotations), motion.fps)


class _OnPath(Laid):
    """The whole of a motion, laid on the path."""

    def __init__(self, motion: Motion, rest_joints: np.ndarray, path: Path):
        super().__init__(travelled(motion, rest_joints), path.fixed, (0, len(motion) - 1))
        start = self.travel.places[0], float(self.travel.angles[0])
        self.line = walked(path, start, STRETCH[1] * self.travel.furthest, rounding(self.travel, motion.fps))
        self.factor = _fitting(self.line, self.travel.furthest) if path.fit else 1.0
        # Whole turns, which cannot be seen.
        begins = float(self.line.at(np.zeros(1))[1][0] - self.travel.angles[0])
        self.rounds = begins - turned_back(begins)

    def on_line(self, time: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        own, own_angles, along = self.travel.at(time)
        places, angles = self.line.at(self.factor * along)
        return own, places, angles - own_angles - self.rounds


def _brought(points: np.ndarray, own: np.ndarray, places: np.ndarray, turn: np.ndarray) -> np.ndarray:
    """Points (T, 3) beside the own line (T, 2), where they are beside `places` (T, 2) after a turn (T, 4)."""
    return _on_floor(places) + quaternion.rotate(turn, points - _on_floor(own))


def _chest_and_hips(way: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """By how much (T,) the chest turns, and the hips against it, where a facing is fixed and the way turns by so much (T,). Up to `_CHEST`
    the hips alone do it; beyond, the chest turns as well, so that the legs never step far across."""
    beyond = np.maximum(np.abs(way) - _CHEST, 0.0)
    chest = np.sign(way) * np.where(beyond < _SETS_IN, 0.5 * beyond**2 / _SETS_IN, beyond - 0.5 * _SETS_IN)
    return chest, _HIPS * np.sin(way - chest)


def rounding(travel: Travel, fps: float) -> float:
    """Metres over which corners are rounded on either side."""
    speed = np.abs(np.gradient(travel.along)) * fps if len(travel.along) > 1 else np.zeros(1)
    moving = speed[speed > MOVES]
    return max(_LEAST_ROUNDING, _ROUNDING * float(np.median(moving)) if len(moving) else 0.0)


def _fitting(line: Line, furthest: float) -> float:
    """By how much a motion's travel is stretched so that it ends where the path does, or once more round."""
    if furthest < STAYS:
        return 1.0
    factors = line.ends(STRETCH[1] * furthest) / furthest
    return float(np.clip(factors[np.argmin(np.abs(np.log(np.maximum(factors, 1e-6))))], *STRETCH))


def _held(stands: np.ndarray, window: tuple[int, int], fps: float) -> np.ndarray:
    """When (T,) a foot is on the path: for as long as it stands in the middle of that time, else more and more when it is.

    What stands at the first frame of the window stands where it is, and so does what stands beyond its last frame.
    """
    time, late = np.arange(len(stands)), np.zeros(len(stands))
    for first, last in feet.spans(stands):
        stays = window[0] if first <= window[0] else window[1] if window[1] < last - 1 else 0.5 * (first + last - 1)
        late[first:last] = stays - time[first:last]
    return time + feet.bridged(late[:, None], stands, max(2, round(_SWING * fps)))[:, 0]


def _hips_turned(rotations: np.ndarray, turn: np.ndarray) -> np.ndarray:
    """Rotations (T, 22, 4) with the pelvis turned by `turn` (T, 4) in the world and the spine turned back, so that the chest stays."""
    result = rotations.copy()
    world, turned = rotations[:, 0], quaternion.multiply(turn, rotations[:, 0])
    result[:, 0] = turned
    for name, share in _SPINE.items():
        joint = JOINT_NAMES.index(name)
        world = quaternion.multiply(world, rotations[:, joint])
        below, turned = turned, quaternion.multiply(about_up(share * 2 * np.arctan2(turn[:, 2], turn[:, 0])), world)
        result[:, joint] = quaternion.multiply(quaternion.inverse(below), turned)
    return result


def _on_floor(places: np.ndarray) -> np.ndarray:
    """Places (T, 2) as points (T, 3)."""
    return np.stack([places[:, 0], np.zeros(len(places)), places[:, 1]], axis=-1)
