"""What makes the completion's motion go on exactly from what is known on either side, in place and in speed, with feet that step.

The completion meets what is known nearly. Its error there, and how fast that grows, is carried into the window and dies away (what Bollo,
"Inertialization", GDC 2018, does at one end, at both). A foot that stands where the window begins and stands elsewhere where it ends takes
a step: two standing poses are seldom on the same spot, and without one it would slide.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.ndimage import gaussian_filter1d, maximum_filter1d, minimum_filter1d

from models import rotation
from models.cleanup import SKIN, move_ankle, plant_feet, standing
from models.completion.exact import bend_path
from models.completion.request import PoseConstraint
from models.motion import Motion, forward_kinematics
from models.skeleton import JOINT_INDEX, REST_OFFSETS, REST_POSITIONS

#: Seconds in which an error of speed dies away; in which a foot that is hardly moving comes to a stand.
_SETTLING, _STOPPING = 0.6, 0.15
#: A foot that has this far to go (m), or this far to turn (radians), takes a step; nearer it is carried there.
_STEP, _STEP_TURN = 0.03, 0.2
#: How high a step lifts the ankle: so much (m), and this share of its length, and at most so much.
_LIFT, _LIFT_SHARE, _MOST_LIFT = 0.04, 0.2, 0.14
#: When one foot steps, in shares of the window; when both do, one after the other.
_ALONE, _FIRST, _SECOND = (0.1, 0.9), (0.02, 0.52), (0.48, 0.98)
#: The last share of the window at which a foot must be down on which the other waits to leave; seen from the other end as well.
_LATEST = 0.6
#: Of its length a leg that is led stretches to this much; more than it does by itself it may always stretch by this share.
_REACH, _LEAST_ROOM = 0.985, 0.002
#: Radians to which a knee straightens at most, and from how far before it does so more slowly.
_STRAIGHT, _SOFTNESS = 0.02, 0.12
_KNEES = [JOINT_INDEX["left_knee"], JOINT_INDEX["right_knee"]]
#: A foot that stands on one side only lets go of its place when the motion has left that by this much (m).
_LEAVING = 0.05
#: A foot that moves faster than the second of these (m/s) keeps this far above the floor (m), one slower than the first need not; the lift
#: that takes comes and goes in about this time (s).
_CLEARANCE, _SLOW, _FAST, _CLEARING = 0.035, 0.25, 0.9, 0.05
#: A body is in the air for so long (s) at most, as in a step of a run, and comes down in about this time (s).
_FLIGHT, _LANDING = 0.27, 0.13
#: Coming down, what goes fast over the floor keeps this share of its clearance.
_SKIMMED = 0.4


def weld(made: Motion, known: Motion, first: int, end: int) -> Motion:
    """`known` with its frames `first` to before `end` as `made` has them, led over smoothly on both sides. Both have the same frames.
    There must be one known frame on either side; none on the left where `first` is 0."""
    pins = [_pin(known, frame) for frame in (first - 1, end) if frame >= 0]
    made = bend_path(made, pins)
    translation = made.root_translation.astype(np.float64)
    rotations = made.joint_rotations.astype(np.float64)
    window = slice(first, end)
    ends = [np.arange(max(0, first - 2), first), np.arange(end, min(end + 2, len(known)))]
    translation[window] += _bridge(*(known.root_translation[frames] - translation[frames] for frames in ends), end - first, known.fps)
    rotations[window] = rotation.multiply(rotations[window], rotation.from_axis_angle(_bridge(
        *(rotation.to_axis_angle(rotation.multiply(rotation.inverse(rotations[frames]), known.joint_rotations[frames].astype(np.float64)))
          for frames in ends), end - first, known.fps)))
    rotations[window, _KNEES] = _unlocked(rotations[window, _KNEES])
    whole = known.root_translation.copy(), known.joint_rotations.copy()
    whole[0][window], whole[1][window] = translation[window], rotations[window]
    led = _stepped(replace(known, root_translation=whole[0], joint_rotations=whole[1]), first, end)
    whole[0][window, 1] -= _hover(led, first, end)[window]
    led = replace(led, root_translation=whole[0])
    staying = np.ones(len(known), dtype=bool)
    staying[window] = False
    fixed = {"left": staying, "right": staying}
    # Twice: what leads over to a foot that stands may bring the foot to a stand in other frames.
    planted = plant_feet(plant_feet(led, fixed), fixed)
    whole[1][window] = planted.joint_rotations[window]
    return replace(known, root_translation=whole[0], joint_rotations=whole[1])


def _hover(motion: Motion, first: int, end: int) -> np.ndarray:
    """How far (T,) the body has to come down in the window because it keeps above the floor, less and less towards the known frames. What
    goes fast over the floor keeps its clearance: it would be dragged."""
    positions = motion.joint_positions().astype(np.float64)
    heights = positions[..., 1] - SKIN
    speeds = np.linalg.norm(np.gradient(positions[..., [0, 2]], axis=0), axis=-1) * motion.fps
    near = heights < heights.min(axis=1, keepdims=True) + _CLEARANCE
    fastest = maximum_filter1d(np.where(near, speeds, 0).max(axis=1), 3)
    lowest = heights.min(axis=1) - _SKIMMED * _CLEARANCE * _eased((fastest - _SLOW) / (_FAST - _SLOW))
    kept = minimum_filter1d(lowest, 2 * max(1, round(_FLIGHT / 2 * motion.fps)) + 1, mode="nearest")
    excess = gaussian_filter1d(np.maximum(0, kept), _LANDING * motion.fps, mode="nearest")
    frames = np.arange(len(motion))
    edge = np.minimum(frames - (first - 1) if first else frames + len(frames), end - frames)
    return excess * _eased(edge / max(1.0, 2 * _LANDING * motion.fps))


def _pin(motion: Motion, frame: int) -> PoseConstraint:
    return PoseConstraint(frame, motion.root_translation[frame], motion.joint_rotations[frame])


def _bridge(before: np.ndarray, after: np.ndarray, count: int, fps: float) -> np.ndarray:
    """Offsets (count, …) that go on from `before` (the last one or two ahead of them) and lead up to `after` (the next one or two), in
    value and in slope."""
    time = np.arange(1, count + 1).reshape(-1, *[1] * (after.ndim - 1))
    share = time / (count + 1)
    share = share * share * (3 - 2 * share)
    last = before[-1] if len(before) else after[0]
    offset = last + (after[0] - last) * share
    if len(before) > 1:
        offset = offset + (before[-1] - before[-2]) * _dying(time, min(_SETTLING * fps, count + 1))
    if len(after) > 1:
        offset = offset - (after[1] - after[0]) * _dying(count + 1 - time, min(_SETTLING * fps, count + 1))
    return offset


def _unlocked(knees: np.ndarray) -> np.ndarray:
    """Knees (T, 2, 4) that do not bend the wrong way; an offset of a nearly straight leg easily makes them."""
    turn = rotation.to_axis_angle(knees)
    share = np.linspace(0, 1, len(turn) + 2)[1:-1, None]
    over = turn[..., 0] - _STRAIGHT
    turn[..., 0] = _STRAIGHT + (over + np.sqrt(over**2 + (_SOFTNESS * _arc(share)) ** 2)) / 2
    return rotation.from_axis_angle(turn)


def _dying(time: np.ndarray, length: float) -> np.ndarray:
    """0 at 0 with slope 1, 0 with slope 0 from `length` on."""
    return time * np.clip(1 - time / length, 0, 1) ** 2


@dataclass
class _Foot:
    """What a foot does in the window.

    point: what of it stands, from the ankle, as the ankle turns it (3,): the toe, or nothing where it stands on its heel. places, speeds: where
    that point is at the known frames next to the window, and how far it moves from frame to frame there. turns, spins: the same of how the
    ankle is turned, spins as axis times angle. stands: whether it stands there.
    """

    side: str
    point: np.ndarray
    places: tuple[np.ndarray, np.ndarray]
    speeds: tuple[np.ndarray, np.ndarray]
    turns: tuple[np.ndarray, np.ndarray]
    spins: tuple[np.ndarray, np.ndarray]
    stands: tuple[bool, bool]

    @property
    def distance(self) -> float:
        return float(np.linalg.norm((self.places[1] - self.places[0])[[0, 2]]))

    @property
    def steps(self) -> bool:
        """Whether it stands on both sides, at two places."""
        return all(self.stands) and (
            self.distance > _STEP or float(rotation.angle_between(*self.turns)) > _STEP_TURN)


def _stepped(motion: Motion, first: int, end: int) -> Motion:
    """The motion with feet, in the window, that stay where they stand and step where they must."""
    rotations = motion.joint_rotations.astype(np.float64)
    positions, world = forward_kinematics(motion.root_translation.astype(np.float64), rotations)
    before, after = max(0, first - 1), min(end, len(motion) - 1)
    window = slice(before, after + 1)
    feet = [_foot(side, motion, positions, world, first, end) for side in ("left", "right")]
    ankles = [JOINT_INDEX[f"{foot.side}_ankle"] for foot in feet]
    paths = [positions[window, ankle] + rotation.rotate(world[window, ankle], foot.point) for foot, ankle in zip(feet, ankles)]
    for foot, ankle, path, moving in zip(feet, ankles, paths, _timed(feet, paths)):
        turns = world[window, ankle]
        if any(foot.stands):
            path, turns = _walked(foot, path, turns, moving, motion.fps)
        path = _cleared(foot.side, path - rotation.rotate(turns, foot.point), turns, motion.fps)
        target = positions[:, ankle].copy()
        target[before + 1 : after], world[before + 1 : after, ankle] = path[1:-1], turns[1:-1]
        target = _within_reach(target, positions, foot.side)
        moved = rotations.copy()
        move_ankle(moved, positions, world, foot.side, target)
        rotations[before + 1 : after] = moved[before + 1 : after]
    return replace(motion, joint_rotations=rotation.normalize(rotations))


def _timed(feet: list[_Foot], paths: list[np.ndarray]) -> list[tuple[float, float]]:
    """When each foot moves, in shares of the window, so that one carries the body while the other is on its way."""
    moving = [_loose(foot, path) for foot, path in zip(feet, paths)]
    steppers = sorted((number for number, foot in enumerate(feet) if foot.steps), key=lambda number: -feet[number].distance)
    if len(steppers) == 2:
        moving[steppers[0]], moving[steppers[1]] = _FIRST, _SECOND
    elif steppers:
        one, other = steppers[0], 1 - steppers[0]
        (leaves, lands), stands = moving[other], feet[other].stands
        if stands == (False, True):
            lands = min(lands, _LATEST)
            moving[one], moving[other] = (lands, _SECOND[1]), (0.0, lands)
        elif stands == (True, False):
            leaves = max(leaves, 1 - _LATEST)
            moving[one], moving[other] = (_FIRST[0], leaves), (leaves, 1.0)
    elif {foot.stands for foot in feet} == {(True, False), (False, True)}:
        leaver = int(feet[1].stands[0])
        leaves, lands = moving[leaver][0], moving[1 - leaver][1]
        if leaves < lands:
            change = float(np.clip((leaves + lands) / 2, 1 - _LATEST, _LATEST))
            moving[leaver], moving[1 - leaver] = (change, 1.0), (0.0, change)
    return moving


def _loose(foot: _Foot, path: np.ndarray) -> tuple[float, float]:
    """When a foot by itself is not where it stands, in shares of the window: a step, the way to the motion that leaves its place, or back."""
    if all(foot.stands):
        return _ALONE
    if not any(foot.stands):
        return 0.0, 1.0
    index = 0 if foot.stands[0] else 1
    away = np.linalg.norm((path - foot.places[index])[:, [0, 2]], axis=-1)
    # The last frame at which the motion is still near, seen from the side on which the foot stands.
    near = np.minimum.accumulate(away < _LEAVING) if index == 0 else np.minimum.accumulate((away < _LEAVING)[::-1])[::-1]
    held = min((int(near.sum()) - 1) / (len(path) - 1), _LATEST)
    return (held, 1.0) if index == 0 else (0.0, 1 - held)


def _within_reach(target: np.ndarray, positions: np.ndarray, side: str) -> np.ndarray:
    """Targets (T, 3) of an ankle that the leg reaches without its knee snapping straight: the nearer to that, the less it gives."""
    hip, knee, ankle = (positions[:, JOINT_INDEX[f"{side}_{part}"]] for part in ("hip", "knee", "ankle"))
    length = np.linalg.norm(knee[0] - hip[0]) + np.linalg.norm(ankle[0] - knee[0])
    natural, wanted = np.linalg.norm(ankle - hip, axis=-1), np.linalg.norm(target - hip, axis=-1)
    room = np.maximum(_REACH * length - natural, _LEAST_ROOM * length)
    allowed = np.where(wanted > natural, natural + room * (1 - np.exp(-np.maximum(wanted - natural, 0) / room)), wanted)
    return hip + (target - hip) * (allowed / np.maximum(wanted, 1e-9))[:, None]


def _foot(side: str, motion: Motion, positions: np.ndarray, world: np.ndarray, first: int, end: int) -> _Foot:
    ankle, toe = JOINT_INDEX[f"{side}_ankle"], JOINT_INDEX[f"{side}_foot"]
    stands = {joint: [_stands(positions[frames, joint], joint, motion.fps, at) for frames, at in ((slice(0, first), -1), (slice(end, None), 0))]
              for joint in (ankle, toe)}
    joint = toe if any(stands[toe]) else ankle
    pairs = [(max(0, first - 2), max(0, first - 1)), (min(end, len(motion) - 1), min(end + 1, len(motion) - 1))]
    spins = [rotation.to_axis_angle(rotation.multiply(world[two, ankle], rotation.inverse(world[one, ankle]))) for one, two in pairs]
    at = pairs[0][1], pairs[1][0]
    return _Foot(
        side, REST_OFFSETS[toe] if joint == toe else np.zeros(3), tuple(positions[frame, joint] for frame in at),
        tuple(positions[two, joint] - positions[one, joint] for one, two in pairs), tuple(world[frame, ankle] for frame in at), tuple(spins),
        (stands[ankle][0] or stands[toe][0], stands[ankle][1] or stands[toe][1]))


def _stands(point: np.ndarray, joint: int, fps: float, at: int) -> bool:
    return len(point) > 1 and bool(standing(point, REST_POSITIONS[joint, 1], fps)[at])


def _walked(
    foot: _Foot, path: np.ndarray, turns: np.ndarray, moving: tuple[float, float], fps: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Where the foot's point goes (count, 3) and how the ankle turns (count, 4), from the known frame before the window to the one after."""
    count = len(path)
    time = np.arange(count)[:, None]
    starting, stopping = (_dying(each, max(2.0, _STOPPING * fps)) for each in (time, count - 1 - time))
    stand = foot.places[0] + foot.speeds[0] * starting, foot.places[1] - foot.speeds[1] * stopping
    # A foot leaves the floor before it travels: it is lifted by the time, not by the way.
    elapsed = np.clip((time / (count - 1) - moving[0]) / max(moving[1] - moving[0], 1 / count), 0, 1)
    progress, lift = _eased(elapsed), _lift(foot.distance) * _arc(elapsed[:, 0])
    if all(foot.stands):
        made = stand[0] + (stand[1] - stand[0]) * progress
        made[:, 1] += lift * foot.steps
        still = [rotation.multiply(rotation.from_axis_angle(spin * dying), turn)
                 for spin, dying, turn in zip((foot.spins[0], -foot.spins[1]), (starting, stopping), foot.turns)]
        return made, rotation.slerp(*still, progress[:, 0])
    # A foot that stands on one side turns as the motion has it: it rolls over its toe.
    made = stand[0] + (path - stand[0]) * progress if foot.stands[0] else path + (stand[1] - path) * progress
    # What the motion itself lifts the foot by is not lifted again.
    lacking = 0.5 * lift - (made[:, 1] - min(place[1] for place in foot.places))
    made[:, 1] += np.where(lift > 0, (lacking + np.sqrt(lacking**2 + (0.2 * lift) ** 2)) / 2, 0)
    return made, turns


def _cleared(side: str, path: np.ndarray, turns: np.ndarray, fps: float) -> np.ndarray:
    """The ankle's way (count, 3) raised where the foot, turned as `turns` (count, 4), would be dragged: fast and nearly on the floor."""
    ankle, toe = JOINT_INDEX[f"{side}_ankle"], JOINT_INDEX[f"{side}_foot"]
    toes = path + rotation.rotate(turns, REST_OFFSETS[toe])
    height = np.minimum(path[:, 1] - REST_POSITIONS[ankle, 1], toes[:, 1] - REST_POSITIONS[toe, 1])
    speed = np.linalg.norm(np.gradient(toes[:, [0, 2]], axis=0), axis=-1) * fps
    wanted = _CLEARANCE * _eased((speed - _SLOW) / (_FAST - _SLOW))
    lift = gaussian_filter1d(maximum_filter1d(np.maximum(0, wanted - height), 3), _CLEARING * fps, mode="nearest")
    # Next to the known frames the foot is where they have it.
    edge = np.minimum(np.arange(len(path)), np.arange(len(path))[::-1])
    raised = path.copy()
    raised[:, 1] += lift * _eased(edge / max(1.0, 2 * _CLEARING * fps))
    return raised


def _eased(share: np.ndarray) -> np.ndarray:
    """0 to 1 without a jump of speed or acceleration."""
    share = np.clip(share, 0, 1)
    return share**3 * (10 + share * (6 * share - 15))


def _arc(progress: np.ndarray) -> np.ndarray:
    return np.sin(np.pi * progress) ** 2


def _lift(distance: float) -> float:
    return min(_LIFT + _LIFT_SHARE * distance, _MOST_LIFT)
