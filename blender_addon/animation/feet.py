"""Feet that stand still while they stand, on the floor, on a body of any proportions. NumPy only.

A foot touches with its heel (measured at the ankle joint) and with its ball (the foot joint, "toe"). Each has the height over
the floor that it has in the rest pose, whose soles are at y = 0. Where it stands it is held: the heel while the toe is up, both
while the foot is flat, the toe while the heel lifts. The foot turns as little as that takes, the leg follows by two-bone IK,
and where a leg is too short the pelvis comes down.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from . import kinematics, quaternion
from .motion import Motion
from .smoothing import falling

SIDES = ("left", "right")
#: A point begins to stand below the first height over its rest height (m) and slower than the first speed (m/s), and goes on to stand
#: below the second: hysteresis, so that one noisy frame ends no step. For a leg of `_LEG` metres; they grow with the body.
_HEIGHTS, _SPEEDS, _LEG = (0.025, 0.03), (0.35, 0.5), 0.8
#: A point that stands slides only where it is also within this of its rest height (m): one that rolls up or comes down does not.
TOUCHING = 0.005
#: A point slower than this (m/s) is held.
_STILL = 0.02
#: Seconds: shorter contacts are none, shorter gaps in a contact are none.
_SHORTEST = 0.07
#: Seconds over which a correction comes in before a contact and goes out after it.
_BLEND = 0.22
#: A foot that swings keeps this far (m) from the floor, so that it does not scuff, from this long (s) after and before it
#: stands; the last share of it at once.
_CLEARANCE, _LIFTED, _AT_ONCE = 0.015, 0.1, 0.4
#: A pelvis is lowered by at most this share of the leg, over this many seconds; a step that needs more ends earlier.
_LOWERED, _LOWERING = 0.09, 0.3
#: The lowest of a motion that keeps farther than this from the floor (m) is in the air on purpose.
_AIRBORNE = 0.35
#: What the toes measure, as a share of the foot from ankle to ball: they must not go through the floor.
_TOES = 0.45


@dataclass(frozen=True)
class Contacts:
    """When each foot stands, (T, 2) bool, left and right: on its heel, on its toe (both: flat)."""

    heel: np.ndarray
    toe: np.ndarray


@dataclass(frozen=True)
class Standing:
    """How a motion stands, by its geometry. slide: the fastest that a standing heel or toe goes sideways, m/s. mean_slide: the mean.
    lowest: the lowest sole, metres from the floor. share: the share of frames in which a foot stands."""

    slide: float
    mean_slide: float
    lowest: float
    share: float


def contacts(motion: Motion, rest_joints: np.ndarray, floor: float = 0.0) -> Contacts:
    """When the feet stand: low and slow, with hysteresis (thresholds above). rest_joints: (22, 3) metres, soles at y = 0."""
    _turns, places = kinematics.joints(motion, rest_joints)
    size = kinematics.leg_length(rest_joints) / _LEG
    heels, toes = [], []
    for side in SIDES:
        points = [(places[:, joint], rest_joints[joint, 1] + floor) for joint in kinematics.leg(side)[2:]]
        heel, toe = (_stands(point, height, motion.fps, size) for point, height in points)
        heels.append(_without_rolling(heel, toe, *points, motion.fps))
        toes.append(_without_rolling(toe, heel, *points[::-1], motion.fps))
    return Contacts(np.stack(heels, axis=-1), np.stack(toes, axis=-1))


def measured(motion: Motion, rest_joints: np.ndarray, standing: Contacts | None = None, floor: float = 0.0) -> Standing:
    """How fast feet slide while they stand (by default: while this motion's own geometry says so) and how low soles get."""
    _turns, places = kinematics.joints(motion, rest_joints)
    standing = standing or contacts(motion, rest_joints, floor)
    speeds, heights = [], []
    for number, side in enumerate(SIDES):
        ankle, toe = kinematics.leg(side)[2:]
        for joint, mask in ((ankle, standing.heel[:, number]), (toe, standing.toe[:, number])):
            steps = np.linalg.norm(np.diff(places[:, joint][:, [0, 2]], axis=0), axis=-1) * motion.fps
            height = places[:, joint, 1] - rest_joints[joint, 1] - floor
            touching = mask & (height < TOUCHING)
            speeds.append(steps[touching[1:] & touching[:-1]])
            heights.append(height)
    speeds = np.concatenate(speeds)
    slide, mean = (float(speeds.max()), float(speeds.mean())) if len(speeds) else (0.0, 0.0)
    return Standing(slide, mean, float(np.min(heights)), float((standing.heel | standing.toe).any(axis=-1).mean()))


def floor_level(motion: Motion, rest_joints: np.ndarray) -> float:
    """The height (m) that the lowest sole keeps returning to: where this motion's floor is."""
    _turns, places = kinematics.joints(motion, rest_joints)
    joints = [joint for side in SIDES for joint in kinematics.leg(side)[2:]]
    return float(np.percentile((places[:, joints, 1] - rest_joints[joints, 1]).min(axis=1), 3))


def settled(motion: Motion, rest_joints: np.ndarray, floor: float = 0.0) -> Motion:
    """The motion moved up or down as a whole so that it stands on the floor, unless it is plainly in the air."""
    level = floor_level(motion, rest_joints) - floor
    if level > _AIRBORNE:
        return motion
    return replace(motion, root_translation=motion.root_translation - [0.0, level, 0.0])


def planted(
    motion: Motion, rest_joints: np.ndarray, standing: Contacts | None = None, floor: float = 0.0, fixed: np.ndarray | None = None,
) -> Motion:
    """The motion with its feet held where and while they stand.

    rest_joints: (22, 3) metres, the rest pose, soles at y = 0. standing: when the feet stand, where another motion says so (the one
    that this was retargeted from); by default this one's own. fixed: frames (T,) that say where a foot stands that stands there. Hips, knees, ankles and toes turn, the pelvis may come down;
    nothing else changes. No sole is below the floor afterwards.
    """
    standing = standing or contacts(motion, rest_joints, floor)
    turns, places = kinematics.joints(motion, rest_joints)
    feet, needed = [], np.zeros(len(motion))
    for number, side in enumerate(SIDES):
        heel, toe = standing.heel[:, number], standing.toe[:, number]
        foot = _Foot(side, turns, places, rest_joints, floor, motion.fps, fixed)
        feet.append(foot.stood(*_reachable(foot, heel, toe, rest_joints)))
        needed = np.maximum(needed, np.where(feet[-1][2], foot.missing(feet[-1][0]), 0.0))
    lowered = _spread(needed, motion.fps)
    places = places - lowered[:, None, None] * [0.0, 1.0, 0.0]
    rotations = motion.joint_rotations.copy()
    for side, (target, turn, _stands) in zip(SIDES, feet):
        kinematics.move_ankle(rotations, turns, places, side, target, turn)
        _flatten_toes(rotations, turns, target, turn, side, rest_joints, floor)
    return Motion(motion.root_translation - lowered[:, None] * [0.0, 1.0, 0.0], quaternion.continuous(rotations), motion.fps)


class _Foot:
    """One foot over time: where its ankle has to be and how it has to be turned for it to stand when it should."""

    def __init__(self, side: str, turns: np.ndarray, places: np.ndarray, rest_joints: np.ndarray, floor: float, fps: float,
                 fixed: np.ndarray | None):
        hip, knee, ankle, toe = kinematics.leg(side)
        self.turn, self.place, self.hip = turns[:, ankle], places[:, ankle], places[:, hip]
        self.across = places[:, toe] - self.place
        self.heights = floor + rest_joints[ankle, 1], floor + rest_joints[toe, 1]
        self.drop = self.heights[1] - self.heights[0]
        self.length = float(np.linalg.norm(rest_joints[toe] - rest_joints[ankle]))
        straight = np.linalg.norm(rest_joints[knee] - rest_joints[hip]) + np.linalg.norm(rest_joints[ankle] - rest_joints[knee])
        self.longest = np.maximum(kinematics.REACH * straight, np.linalg.norm(self.place - self.hip, axis=-1))
        self.fixed = np.zeros(len(turns), dtype=bool) if fixed is None else fixed
        self.blend = max(2, round(_BLEND * fps))
        self.clearance, self.lifted = _CLEARANCE * kinematics.leg_length(rest_joints) / _LEG, _LIFTED * fps

    def stood(self, heel: np.ndarray, toe: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The ankle's place (T, 3), the foot's world rotation (T, 4), and when it stands (T,)."""
        toe = _handed_over(heel, toe)
        across, correction = self._across(heel, toe)
        target = self.place.copy()
        for first, last in spans(heel | toe):
            target[first:last] = self._step(heel, toe, across, first, last)
        stands = heel | toe
        target = self.place + bridged(target - self.place, stands, self.blend)
        # What swings too low is lifted over the floor.
        low = np.maximum(self.heights[0] - target[:, 1], self.heights[1] - target[:, 1] - across[:, 1])
        target[:, 1] += np.maximum(low + self._clearance(stands), 0.0) * ~stands
        return target, quaternion.multiply(correction, self.turn), stands

    def missing(self, target: np.ndarray) -> np.ndarray:
        """By how much (T,) the hip has to come down for the ankle to reach `target` (T, 3); infinite where that does not help."""
        way = self.hip - target
        room = self.longest**2 - way[:, 0] ** 2 - way[:, 2] ** 2
        return np.where(room < 0, np.inf, np.maximum(0.0, way[:, 1] - np.sqrt(np.maximum(room, 0.0))))

    def _clearance(self, stands: np.ndarray) -> np.ndarray:
        """How far (T,) from the floor the foot has to be for not to touch it."""
        frames = np.flatnonzero(stands)
        if not len(frames):
            return np.full(len(stands), self.clearance)
        time = np.arange(len(stands))
        after = np.searchsorted(frames, time).clip(0, len(frames) - 1)
        away = np.minimum(np.abs(frames[after] - time), np.abs(time - frames[np.maximum(after - 1, 0)]))
        # From the first frame on it plainly does not touch, at any frame rate.
        least = np.where(away > 0, _AT_ONCE, 0.0)
        return self.clearance * np.maximum(least, np.sin(0.5 * np.pi * np.minimum(away / self.lifted, 1.0)))

    def _across(self, heel: np.ndarray, toe: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """From ankle to toe (T, 3) and the turn (T, 4) that makes it so: level and still in one direction while the foot is flat."""
        flat = heel & toe
        wanted = self.across.copy()
        for first, last in spans(flat):
            ahead = _mean_direction(self._telling(self.across[first:last], first, last))
            wanted[first:last] = self._level(ahead)
        turns = kinematics.between(quaternion.normalized(self.across), quaternion.normalized(wanted))
        vectors = bridged(kinematics.rotation_vectors(turns), flat, self.blend)
        correction = kinematics.exponential(vectors)
        across = quaternion.rotate(correction, self.across)
        # A foot that turns on its toe keeps its heel over the floor, and the other way, so that neither scuffs.
        heel_up, toe_up = self._clearance(heel), self._clearance(toe)
        height = np.where(toe & ~heel, np.minimum(across[:, 1], self.drop - heel_up), across[:, 1])
        height = np.where(heel & ~toe, np.maximum(height, self.drop + toe_up), height)
        height = np.where(flat, self.drop, height)
        limited = self._at_height(across, height)
        more = kinematics.between(quaternion.normalized(across), quaternion.normalized(limited))
        return limited, quaternion.multiply(more, correction)

    def _telling(self, values: np.ndarray, first: int, last: int) -> np.ndarray:
        """Of values (last − first, 3) those that say how the foot stands."""
        fixed = self.fixed[first:last]
        return values[fixed] if fixed.any() else values

    def _level(self, ahead: np.ndarray) -> np.ndarray:
        return np.array([0.0, self.drop, 0.0]) + np.sqrt(max(self.length**2 - self.drop**2, 0.0)) * ahead

    def _at_height(self, across: np.ndarray, height: np.ndarray) -> np.ndarray:
        """Vectors of the foot's length in the same direction seen from above, `height` (T,) high."""
        level = across * [1.0, 0.0, 1.0]
        level = level / np.maximum(np.linalg.norm(level, axis=-1, keepdims=True), 1e-9)
        height = np.clip(height, -self.length, self.length)[:, None]
        return np.sqrt(self.length**2 - height**2) * level + height * [0.0, 1.0, 0.0]

    def _step(self, heel: np.ndarray, toe: np.ndarray, across: np.ndarray, first: int, last: int) -> np.ndarray:
        """The ankle's place (last − first, 3) for as long as the foot stands without a break.

        Every contact of heel or toe has a point on the floor; contacts that overlap are a foot's length apart. The whole chain
        of points lies where the foot was in the mean, or in the mean of the fixed frames where it stands in some.
        """
        chain, at, held = np.empty((last - first, 3)), np.zeros(3), np.zeros(3)
        for frame in range(first, last):
            if toe[frame]:
                # A toe that goes on standing stays where it is; one that comes down stands where the flat foot has it.
                if frame == first or not toe[frame - 1]:
                    held = at + across[frame] * [1.0, 0.0, 1.0]
                at = held - across[frame] * [1.0, 0.0, 1.0]
                chain[frame - first] = at + [0.0, self.heights[1] - across[frame, 1], 0.0]
            else:
                chain[frame - first] = at + [0.0, self.heights[0], 0.0]
        away = np.mean(self._telling(self.place[first:last] - chain, first, last), axis=0)
        return chain + away * [1.0, 0.0, 1.0]


def spans(mask: np.ndarray) -> Iterator[tuple[int, int]]:
    """First and last + 1 of every run of True in `mask` (T,)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return zip(edges[::2].tolist(), edges[1::2].tolist())


def _stands(point: np.ndarray, rest_height: float, fps: float, size: float) -> np.ndarray:
    """When a point (T, 3) stands."""
    speed = np.linalg.norm(np.gradient(point, axis=0), axis=-1) * fps if len(point) > 1 else np.zeros(len(point))
    height = point[:, 1] - rest_height
    begins, goes_on = (
        (height < size * low) & (speed < size * slow) for low, slow in zip(_HEIGHTS, _SPEEDS))
    stands = np.zeros(len(point), dtype=bool)
    for first, last in spans(goes_on):
        stands[first:last] = begins[first:last].any()
    frames = max(1, round(_SHORTEST * fps))
    for first, last in spans(~stands):
        if last - first < frames and first > 0 and last < len(point) and (height[first:last] < 2 * size * _HEIGHTS[1]).all():
            stands[first:last] = True
    for first, last in list(spans(stands)):
        # A contact at either end may have begun before or go on after the frames.
        if last - first < frames and first > 0 and last < len(point):
            stands[first:last] = False
    return stands


def _without_rolling(
    stands: np.ndarray, other: np.ndarray, own: tuple[np.ndarray, float], held: tuple[np.ndarray, float], fps: float,
) -> np.ndarray:
    """`stands` (T,) of a heel or toe without the frames at which it already rises, or still comes down, over the foot's other end, which is
    held: a foot that has been planted rolls there, and put down flat again it would bend the knee anew.

    own, held: the place (T, 3) of either end and its height at rest.
    """
    (point, rest_height), (over, rest_over) = own, held
    rolls = other & (point[:, 1] - rest_height > TOUCHING) & (_slowest(point, fps) > _STILL)
    rolls &= (np.abs(over[:, 1] - rest_over) < TOUCHING) & (_slowest(over, fps) < _STILL)
    result = stands.copy()
    for first, last in spans(stands):
        flat = np.flatnonzero(~rolls[first:last])
        result[first:last] = False
        if len(flat):
            result[first + flat[0]:first + flat[-1] + 1] = True
    return result


def _slowest(point: np.ndarray, fps: float) -> np.ndarray:
    """The speed (T,) of a point (T, 3), m/s, to the frame before or after, whichever is slower."""
    steps = np.linalg.norm(np.diff(point, axis=0), axis=-1) * fps
    return np.minimum(np.append(steps, np.inf), np.insert(steps, 0, np.inf))


def _handed_over(heel: np.ndarray, toe: np.ndarray) -> np.ndarray:
    """`toe`, and also one frame where a heel that lifts hands over to a toe without the foot ever being flat; and the other way."""
    toe = toe.copy()
    rises = np.flatnonzero(heel[:-1] & ~toe[:-1] & toe[1:] & ~heel[1:])
    falls = np.flatnonzero(toe[:-1] & ~heel[:-1] & heel[1:] & ~toe[1:])
    toe[rises] = True
    toe[falls + 1] = True
    return toe


def _reachable(foot: _Foot, heel: np.ndarray, toe: np.ndarray, rest_joints: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The contacts without the frames at which the leg would not reach even with the pelvis as low as it may be."""
    most = _LOWERED * kinematics.leg_length(rest_joints)
    for _ in range(4):
        target, _turn, stands = foot.stood(heel, toe)
        far = stands & (foot.missing(target) > most)
        if not far.any():
            break
        heel, toe = heel & ~far, toe & ~far
    return heel, toe


def _spread(needed: np.ndarray, fps: float) -> np.ndarray:
    """How far (T,) the pelvis comes down so that both legs reach: at least what they need, and changing slowly."""
    if not needed.any():
        return needed
    half = max(1, round(_LOWERING * fps / 2))
    widest = np.lib.stride_tricks.sliding_window_view(np.pad(needed, 2 * half, mode="edge"), 2 * half + 1).max(axis=-1)
    kernel = np.hanning(2 * half + 3)[1:-1]
    return np.convolve(widest, kernel / kernel.sum(), mode="valid")


def bridged(values: np.ndarray, known: np.ndarray, blend: int) -> np.ndarray:
    """Values (T, C) where `known` (T,); from there they go to 0 and come from 0 within `blend` frames, and go straight over in
    shorter gaps. They leave and arrive with the slope that they have there: cubic Hermite."""
    result = np.where(known[:, None], values, 0.0)
    for first, last in spans(~known):
        before, after = first - 1, last
        reach = min(blend, last - first + 1)
        time = np.arange(first, last)
        if before >= 0:
            slope = values[before] - values[before - 1] if before > 0 and known[before - 1] else 0.0
            result[first:last] += falling(time - before, reach, values[before], slope)
        if after < len(known):
            slope = values[after] - values[after + 1] if after + 1 < len(known) and known[after + 1] else 0.0
            result[first:last] += falling(after - time, reach, values[after], slope)
    return result


def _mean_direction(across: np.ndarray) -> np.ndarray:
    level = across * [1.0, 0.0, 1.0]
    mean = np.mean(level / np.maximum(np.linalg.norm(level, axis=-1, keepdims=True), 1e-9), axis=0)
    return mean / max(np.linalg.norm(mean), 1e-9)


def _flatten_toes(
    rotations: np.ndarray, turns: np.ndarray, ankle_place: np.ndarray, foot_turn: np.ndarray, side: str, rest_joints: np.ndarray,
    floor: float,
) -> None:
    """Bends the toes up, in place, where they would go through the floor."""
    _hip, _knee, ankle, toe = kinematics.leg(side)
    offset = rest_joints[toe] - rest_joints[ankle]
    height = np.maximum(ankle_place[:, 1] + quaternion.rotate(foot_turn, offset)[:, 1] - floor - rest_joints[toe, 1], 0.0)
    toe_turn = quaternion.multiply(foot_turn, rotations[:, toe])
    ahead = quaternion.rotate(toe_turn, np.array([0.0, 0.0, 1.0]))
    least = -np.minimum(height / (_TOES * max(np.linalg.norm(offset), 1e-6)), 1.0)
    level = ahead * [1.0, 0.0, 1.0]
    level = level / np.maximum(np.linalg.norm(level, axis=-1, keepdims=True), 1e-9)
    raised = np.sqrt(1 - least**2)[:, None] * level + least[:, None] * [0.0, 1.0, 0.0]
    up = kinematics.between(ahead, np.where((ahead[:, 1] < least)[:, None], raised, ahead))
    rotations[:, toe] = quaternion.multiply(quaternion.inverse(foot_turn), quaternion.multiply(up, toe_turn))
