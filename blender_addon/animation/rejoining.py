"""A block made anew along a path, between motion that stays on either side.

The models make motion that goes straight on. So the motion that stays afterwards is put where it would stand if the path lay straight
before the block (`straightened`), the block is made between the two, and what comes is laid along the path (`rejoined`), where it meets in
place, direction and feet what stays. NumPy only.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from . import kinematics, quaternion
from .feet import SIDES
from .following import STAYS, STRETCH, Laid, rounding, walked_along
from .loop import about_up
from .motion import Motion
from .path import DECIMALS, FINE, NEAR, STEP, Line, Path, Rejoined, closed, direction, lengths, nearest_point, softened, spaced, turned_back, unit
from .travel import travelled

#: Metres of the path that are kept beyond the block on either side, and over which its corners are rounded where its speed is not known yet.
_BEYOND, _ROUNDED = 1.5, 0.35
#: Seconds over which what is off the path where motion stays goes over to the path.
_OVER = 1.0
#: Seconds over which a body's joints go over to how they are where motion stays.
_BLEND = 0.25


@dataclass(frozen=True, eq=False)
class Stretch:
    """What of a path a block goes along: places (N, 2) in the direction in which it is gone, `FINE` metres apart, of which `first` and
    `last` are those where the block begins and ends."""

    places: np.ndarray
    first: int
    last: int

    @property
    def points(self) -> np.ndarray:
        """As it is stored."""
        return np.round(spaced(self.places, STEP), DECIMALS)


def stretch(points: np.ndarray, cyclic: bool, track: np.ndarray) -> Stretch | None:
    """The stretch along which a body went over the places `track` (T, 2); None where it does not begin or end near the path."""
    fine = spaced(closed(points, cyclic), FINE)
    at = _unrolled(fine, cyclic)
    first = index = nearest_point(fine, track[0])
    for before, place in zip(track, track[1:]):
        reach = int(np.ceil((1.5 * np.linalg.norm(place - before) + 0.3) / FINE))
        window = np.arange(index - reach, index + reach + 1)
        index = int(window[np.argmin(np.linalg.norm(at(window) - place, axis=-1))])
    if max(np.linalg.norm(at(np.array([end])) - place) for end, place in ((first, track[0]), (index, track[-1]))) > NEAR:
        return None
    beyond, back = round(_BEYOND / FINE), index < first
    numbers = np.arange(min(first, index) - beyond, max(first, index) + beyond + 1)
    places = at(numbers)[::-1] if back else at(numbers)
    return Stretch(places, beyond, len(places) - 1 - beyond)


def _unrolled(fine: np.ndarray, cyclic: bool):
    """The places by their numbers, beyond the ends as well: round again, or straight on."""
    once = len(fine) - 1

    def at(numbers: np.ndarray) -> np.ndarray:
        if cyclic:
            return fine[numbers % once]
        inside = np.clip(numbers, 0, once)
        before, after = unit(fine[1] - fine[0]), unit(fine[-1] - fine[-2])
        return fine[inside] + FINE * (np.minimum(numbers, 0)[:, None] * before + np.maximum(numbers - once, 0)[:, None] * after)

    return at


def straightened(way: Stretch, heading: float, after: Motion, fixed: bool) -> tuple[Motion, Rejoined]:
    """The motion `after` where it would stand if the path went straight on from where the block begins, and how it gets back. With a fixed
    facing, `heading`, straight on is where the body faces."""
    line = _smooth(way.places, _ROUNDED)
    ahead = heading if fixed else line.angles[way.first]
    turn = 0.0 if fixed else float(line.angles[way.last] - line.angles[way.first])
    stays = after.root_translation[0, [0, 2]]
    aside = _turned(stays - line.places[way.last], -turn)
    made = line.places[way.first] + direction(ahead) * (line.along[way.last] - line.along[way.first]) + aside
    back = Rejoined(tuple(map(float, made)), tuple(map(float, stays)), turn)
    rotations = after.joint_rotations.copy()
    rotations[:, 0] = quaternion.multiply(about_up(np.array(-turn)), rotations[:, 0])
    moved = quaternion.rotate(about_up(np.array(-turn)), after.root_translation - _floor(stays)) + _floor(made)
    return replace(after, root_translation=moved, joint_rotations=rotations), back


def rejoined(motion: Motion, rest_joints: np.ndarray, path: Path, first: int, last: int) -> Motion:
    """The motion along the path in the frames `first` to `last`; those before stay, those after stand where they stay in the world.

    rest_joints: (22, 3) metres, the rest pose, soles at y = 0.
    """
    laid = _Rejoining(motion, rest_joints, path, first - 1, last + 1)
    whole, walked = laid.carried(motion), walked_along(motion, rest_joints, laid)
    edges = [frame for frame in (first - 1, last + 1) if 0 <= frame < len(motion)]
    met = _met(walked, whole, rest_joints, edges)
    places, turns, kept = met.root_translation.copy(), met.joint_rotations.copy(), laid.stays(len(motion))
    places[kept], turns[kept] = whole.root_translation[kept], whole.joint_rotations[kept]
    return Motion(places, quaternion.continuous(turns), motion.fps)


def _met(motion: Motion, other: Motion, rest_joints: np.ndarray, edges: Sequence[int]) -> Motion:
    """The motion, which at the edges has the pose of the other one, and more and more its own away from them; feet stand as they did."""
    time = np.arange(len(motion))
    shares = [1 - _eased(np.abs(time - edge) / max(1.0, _BLEND * motion.fps)) for edge in edges]
    (turns, places), (other_turns, other_places) = (kinematics.joints(each, rest_joints) for each in (motion, other))
    rotations = _led(motion.joint_rotations, other.joint_rotations, edges, shares)
    root = _moved(motion.root_translation, other.root_translation, edges, shares)
    now_turns, now_places = kinematics.joints(Motion(root, rotations, motion.fps), rest_joints)
    for side in SIDES:
        ankle = kinematics.leg(side)[2]
        target = _moved(places[:, ankle], other_places[:, ankle], edges, shares)
        kinematics.move_ankle(rotations, now_turns, now_places, side, target, _led(turns[:, ankle], other_turns[:, ankle], edges, shares))
    return Motion(root, rotations, motion.fps)


def _led(turns: np.ndarray, others: np.ndarray, edges: Sequence[int], shares: Sequence[np.ndarray]) -> np.ndarray:
    """Turns (T, …, 4) led over to the others, by what these turn them further at the edges."""
    for edge, share in zip(edges, shares):
        lacking = kinematics.rotation_vectors(quaternion.multiply(others[edge], quaternion.inverse(turns[edge])))
        turns = quaternion.multiply(kinematics.exponential(share.reshape(-1, *[1] * (turns.ndim - 1)) * lacking), turns)
    return turns


def _moved(places: np.ndarray, others: np.ndarray, edges: Sequence[int], shares: Sequence[np.ndarray]) -> np.ndarray:
    """Places (T, 3) moved by what the others are away at the edges."""
    return places + sum(share[:, None] * (others[edge] - places[edge]) for edge, share in zip(edges, shares))


def _smooth(places: np.ndarray, spread: float) -> Line:
    """Places (N, 2) `FINE` metres apart with their corners rounded."""
    places = softened(places, spread, true=True)
    steps = np.gradient(places, axis=0)
    angles = softened(np.unwrap(np.arctan2(steps[:, 0], steps[:, 1]))[:, None], spread, true=False)[:, 0]
    along = lengths(places)
    return Line(along, places, angles, float(along[-1]), 0.0)


def _nearest(line: Line, place: np.ndarray, numbers: slice) -> float:
    """How far along the line it is nearest to a place, looking among its places with these numbers."""
    return float(line.along[numbers][np.argmin(np.linalg.norm(line.places[numbers] - place, axis=-1))])


class _Rejoining(Laid):
    """A motion laid on the stretch of a path between two frames that stay, `first` and `last`; the first may be the one before the motion.
    At the first it stands as it is, at the last as what stays after it does in the world."""

    def __init__(self, motion: Motion, rest_joints: np.ndarray, path: Path, first: int, last: int):
        super().__init__(travelled(motion, rest_joints), path.fixed, (max(0, first), min(last, len(motion) - 1)))
        self.known = first, last
        self.fps, self.back = motion.fps, path.rejoined
        line, beyond = _smooth(spaced(path.points, FINE), rounding(self.travel, motion.fps)), 2 * round(_BEYOND / FINE)
        own, angles, along = self.travel.at(np.array(self.window))
        ends = own[0], _turned(own[1] - self.back.made, self.back.turn) + self.back.stays
        self.line = line
        self.begins = _nearest(line, ends[0], slice(0, beyond))
        self.length = max(0.0, _nearest(line, ends[1], slice(-beyond, None)) - self.begins)
        # Which way along its own line the motion goes is told by what it does between the two frames.
        self.sign = -1.0 if along[1] < along[0] else 1.0
        self.before, self.gone = along[0], self.sign * (along[1] - along[0])
        places, turns = self._unmet(np.array(self.window, dtype=np.float64))
        self.off = [end - place for end, place in zip(ends, places)]
        self.astray = [turned_back(turns[0]), turned_back(turns[1] - self.back.turn)]
        # Whole turns, which cannot be seen.
        self.rounds = turns[0] - self.astray[0]

    def stays(self, frames: int) -> np.ndarray:
        time = np.arange(frames)
        return (time <= self.known[0]) | (time >= self.known[1])

    def on_line(self, time: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        places, turns = self._unmet(time)
        reach = max(1.0, min(_OVER * self.fps, 0.5 * (self.window[1] - self.window[0])))
        shares = [1 - _eased((time - self.window[0]) / reach), 1 - _eased((self.window[1] - time) / reach)]
        for off, astray, share in zip(self.off, self.astray, shares):
            places, turns = places + off * share[:, None], turns - astray * share
        return self.travel.at(time)[0], places, turns - self.rounds

    def _unmet(self, time: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Places (T, 2) on the stretch and turns (T,), not yet led over to what stays at either end."""
        _own, angles, along = self.travel.at(time)
        places, ways = self.line.at(self.begins + self._metres(self.sign * (along - self.before), time))
        if self.gone < STAYS:
            return places, np.zeros(len(time))
        return places, ways - angles - (np.pi if self.sign < 0 else 0.0)

    def _metres(self, gone: np.ndarray, time: np.ndarray) -> np.ndarray:
        """How far (T,) along the stretch the body is that has gone so far by itself: in strides as much longer or shorter as strides may be,
        and what is then still lacking spread over the time."""
        factor = float(np.clip(self.length / self.gone, *STRETCH)) if self.gone > STAYS else 1.0
        share = (time - self.window[0]) / max(1, self.window[1] - self.window[0])
        return factor * gone + (self.length - factor * self.gone) * _eased(share)


def _eased(share: np.ndarray) -> np.ndarray:
    share = np.clip(share, 0.0, 1.0)
    return share * share * (3.0 - 2.0 * share)


def _turned(place: np.ndarray | Sequence[float], angle: float) -> np.ndarray:
    """A way over the floor (2,), turned about the vertical."""
    x, z = place
    return np.array([np.cos(angle) * x + np.sin(angle) * z, np.cos(angle) * z - np.sin(angle) * x])


def _floor(place: np.ndarray) -> np.ndarray:
    return np.array([place[0], 0.0, place[1]])
