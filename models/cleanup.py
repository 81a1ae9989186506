"""What every generated motion gets before it leaves the models: soles on the floor, feet that stand still while they stand."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from scipy.ndimage import binary_closing, binary_opening, maximum_filter1d

from models import rotation
from models.motion import Motion, forward_kinematics
from models.skeleton import JOINT_INDEX, JOINT_NAMES, REST_POSITIONS, TOES

#: Half the thickness of the body around each joint (m): what stands on the floor is skin, not the joint.
SKIN = np.where([name.endswith("ankle") or name.endswith("foot") for name in JOINT_NAMES], REST_POSITIONS[:, 1], 0.06)
#: A motion whose lowest point keeps farther than this from the floor (m) is in the air on purpose.
_AIRBORNE = 0.35
#: A toe or an ankle stands while it is less than this above its rest height (m) and slower than this (m/s).
_STANDING_HEIGHT, _STANDING_SPEED = 0.05, 0.45
#: Frames over which a correction comes in and goes out around a contact.
_BLEND = 6
#: From either foot's ball to the tips of its toes, as seen from the side, and how far (radians) toes bend at most to stay above the floor.
_TOES, _TOE_BEND = np.array([0.0, *TOES[1:]]), np.radians(60)
#: A leg is never pulled straighter than this share of its length: a locked knee pops.
_REACH = 0.995


def floor_level(positions: np.ndarray) -> float:
    """Height (m) of the level that the lowest skin of joints (T, 22, 3) keeps returning to."""
    return float(np.percentile((positions[..., 1] - SKIN).min(axis=1), 3))


def settle(motion: Motion) -> Motion:
    """The motion moved up or down as a whole so that it stands on y = 0, unless it is plainly in the air."""
    level = floor_level(motion.joint_positions())
    if level > _AIRBORNE:
        return motion
    return replace(motion, root_translation=motion.root_translation - np.array([0, level, 0], dtype=np.float32))


def plant_feet(motion: Motion, fixed: Mapping[str, np.ndarray] | None = None, stepping_as: Motion | None = None) -> Motion:
    """The motion with each foot held where it stands for as long as it stands; legs follow by two-bone IK, feet keep their angle,
    and where a heel rises the toes bend instead of dipping into the floor.

    fixed: for "left" and "right" the frames (T,) at which the leg may not change; a foot that stands there stands where it is then.
    stepping_as: a motion of the same length that says when the feet stand, where `motion` has been bent so far that it does not.
    """
    rotations = motion.joint_rotations.astype(np.float64)
    positions, world = forward_kinematics(motion.root_translation.astype(np.float64), rotations)
    steps = positions if stepping_as is None else stepping_as.joint_positions().astype(np.float64)
    for side in ("left", "right"):
        ankle, toe = JOINT_INDEX[f"{side}_ankle"], JOINT_INDEX[f"{side}_foot"]
        held = np.zeros(len(motion), dtype=bool) if fixed is None else fixed[side]
        toe_stands = standing(steps[:, toe], REST_POSITIONS[toe, 1], motion.fps)
        ankle_stands = standing(steps[:, ankle], REST_POSITIONS[ankle, 1], motion.fps) & ~toe_stands
        shift, stands = _standing_shift(((positions[:, toe], toe_stands), (positions[:, ankle], ankle_stands)), held)
        # A foot fixed in the air is left alone on its way there; one fixed while it stands is what it stands on.
        shift *= _freedom(held & ~stands)[:, None]
        shift[:, 1] += np.maximum(0, REST_POSITIONS[toe, 1] - positions[:, toe, 1] - shift[:, 1]) * _freedom(held)
        moved = move_ankle(rotations, positions, world, side, positions[:, ankle] + shift) - positions[:, ankle]
        _bend_toes(rotations, world, side, positions[:, toe, 1] + moved[:, 1], _freedom(held))
    return replace(motion, joint_rotations=rotation.continuous(rotation.normalize(rotations)))


def bend_toes(motion: Motion) -> Motion:
    """The motion with its toes bent where their tips would dip into the floor, as `plant_feet` bends them; nothing else is changed."""
    rotations = motion.joint_rotations.astype(np.float64)
    positions, world = forward_kinematics(motion.root_translation.astype(np.float64), rotations)
    for side in ("left", "right"):
        _bend_toes(rotations, world, side, positions[:, JOINT_INDEX[f"{side}_foot"], 1], np.ones(len(motion)))
    return replace(motion, joint_rotations=rotation.continuous(rotation.normalize(rotations)))


def _standing_shift(points: Sequence[tuple[np.ndarray, np.ndarray]], fixed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How far (T, 3) the foot has to move so that what stands stays, the toe's contacts first, then the heel's alone; and when it
    stands (T,). points: toe and ankle, each with where it is (T, 3) and when it stands (T,)."""
    frames = len(fixed)
    shift, weight = np.zeros((frames, 3)), np.zeros(frames)
    for point, standing in points:
        for first, last in _spans(standing):
            # A heel that hands over to its toe keeps the correction the toe will need.
            time = np.arange(max(0, first - _BLEND), min(frames, last + _BLEND))
            near = _nearness(time, first, last)
            held = np.clip(time, first, last - 1)
            anchor = _anchor(point, first, last, fixed)[held - first]
            stronger = near > weight[time]
            shift[time[stronger]] = ((anchor - point[held]) * np.array([1, 0, 1]))[stronger] * near[stronger, None]
            weight[time] = np.maximum(weight[time], near)
    return _smoothed(shift, weight), weight >= 1


def _anchor(point: np.ndarray, first: int, last: int, fixed: np.ndarray) -> np.ndarray:
    """Where a point (T, 3) is to stand (last − first, 3): where it is at the fixed frames, sliding evenly if they differ; else its median."""
    pins = first + np.flatnonzero(fixed[first:last])
    if not len(pins):
        ranked, middle = np.sort(point[first:last], axis=0), (last - first) // 2
        median = (ranked[middle] + ranked[-middle - 1]) / 2  # as `np.median`, in a tenth of its time on so few
        return np.repeat(median[None], last - first, axis=0)
    time = np.arange(first, last)
    return np.stack([np.interp(time, pins, point[pins, axis]) for axis in range(3)], axis=-1)


def _freedom(fixed: np.ndarray) -> np.ndarray:
    """0 at fixed frames, rising smoothly to 1 over the blend on either side."""
    time, pins = np.arange(len(fixed)), np.flatnonzero(fixed)
    if not len(pins):
        return np.ones(len(fixed))
    after = np.searchsorted(pins, time).clip(0, len(pins) - 1)
    away = np.minimum(np.abs(pins[after] - time), np.abs(time - pins[np.maximum(after - 1, 0)]))
    share = np.clip(away / _BLEND, 0, 1)
    return share * share * (3 - 2 * share)


def standing(point: np.ndarray, rest_height: float, fps: float) -> np.ndarray:
    """When (T,) a toe or an ankle (T, 3) stands: low and slow, for more than a frame or two."""
    speed = np.linalg.norm(np.gradient(point, axis=0) * fps, axis=-1) if len(point) > 1 else np.zeros(len(point))
    stands = (point[:, 1] < rest_height + _STANDING_HEIGHT) & (speed < _STANDING_SPEED)
    return binary_opening(binary_closing(np.pad(stands, 3, mode="edge"), np.ones(3)), np.ones(3))[3:-3]


def _spans(mask: np.ndarray) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return list(zip(edges[::2], edges[1::2]))


def _nearness(time: np.ndarray, first: int, last: int) -> np.ndarray:
    """At the frames `time` 1 from `first` to before `last`, falling smoothly to 0 over the blend on either side."""
    away = np.maximum(first - time, time - (last - 1)).clip(0) / _BLEND
    share = np.clip(1 - away, 0, 1)
    return share * share * (3 - 2 * share)


def _smoothed(shift: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Where one contact's correction hands over to another's, the step between them is spread; inside a contact nothing changes."""
    kernel = np.hanning(7)[1:-1]
    padded = np.pad(shift, ((2, 2), (0, 0)), mode="edge")
    soft = np.stack([np.convolve(padded[:, axis], kernel / kernel.sum(), mode="valid") for axis in range(3)], axis=-1)
    return np.where(weight[:, None] >= 1, shift, soft)


def _bend_toes(rotations: np.ndarray, world: np.ndarray, side: str, height: np.ndarray, freedom: np.ndarray) -> None:
    """Turns the toes up, in place, as far as their tips would be below the floor; `height` (T,) is the ball's, `freedom` (T,) the share
    of it that is done. Clips whose feet are one stiff bone press them through the floor with every step, and so does what learned from them."""
    ankle, toe = JOINT_INDEX[f"{side}_ankle"], JOINT_INDEX[f"{side}_foot"]
    towards, across = (rotation.rotate(world[:, toe], axis) for axis in (_TOES, np.array([1.0, 0.0, 0.0])))
    ahead = rotation.normalize(np.cross(across, np.array([0.0, 1.0, 0.0])))
    lowest = np.arcsin(np.clip((REST_POSITIONS[toe, 1] + _TOES[1] - height) / np.linalg.norm(_TOES), -1, 1))
    pitch = np.arctan2(towards[:, 1], np.sum(towards * ahead, axis=-1))
    # A foot that points behind lies on its back, as who kneels lays it: its toes bend no farther.
    short = np.where(np.abs(pitch) < 0.75 * np.pi, lowest - pitch, 0)
    # Of neighbours the most, then their mean: smoother, and nowhere less than what is short.
    most = np.pad(maximum_filter1d(np.clip(short, 0, _TOE_BEND) * freedom, 3), 1, mode="edge")
    bend = (most[:-2] + 2 * most[1:-1] + most[2:]) / 4
    turn = rotation.from_axis_angle(-across * (bend * freedom)[:, None])
    rotations[:, toe] = rotation.multiply(rotation.inverse(world[:, ankle]), rotation.multiply(turn, world[:, toe]))


def move_ankle(rotations: np.ndarray, positions: np.ndarray, world: np.ndarray, side: str, target: np.ndarray) -> np.ndarray:
    """Turns hip and knee, in place, so that the ankle is at `target` (T, 3), or as near as the leg reaches; the knee keeps its plane, the
    foot its angle. Returns where the ankle comes to be (T, 3)."""
    hip, knee, ankle = (JOINT_INDEX[f"{side}_{part}"] for part in ("hip", "knee", "ankle"))
    pelvis_turn = world[:, 0]
    thigh, shin = positions[:, knee] - positions[:, hip], positions[:, ankle] - positions[:, knee]
    thigh_length, shin_length = np.linalg.norm(thigh[0]), np.linalg.norm(shin[0])
    reach = target - positions[:, hip]
    longest = np.maximum(_REACH * (thigh_length + shin_length), np.linalg.norm(thigh + shin, axis=-1))
    distance = np.linalg.norm(reach, axis=-1)
    reach = reach * np.minimum(1, longest / np.maximum(distance, 1e-9))[:, None]
    distance = np.minimum(distance, longest)
    # First swing the leg so that hip→ankle points at the target, then open or close the knee in the leg's own plane.
    swing = rotation.between(thigh + shin, reach)
    thigh_turned = rotation.rotate(swing, thigh)
    along = rotation.normalize(reach)
    cosine = (thigh_length**2 + distance**2 - shin_length**2) / (2 * thigh_length * np.maximum(distance, 1e-9))
    angle = np.arccos(np.clip(cosine, -1, 1))
    bend = rotation.normalize(thigh_turned - np.sum(thigh_turned * along, axis=-1, keepdims=True) * along)
    new_thigh = thigh_length * (np.cos(angle)[:, None] * along + np.sin(angle)[:, None] * bend)
    thigh_world = rotation.multiply(rotation.between(thigh_turned, new_thigh), rotation.multiply(swing, world[:, hip]))
    new_shin = reach - new_thigh
    shin_world = rotation.multiply(rotation.between(rotation.rotate(swing, shin), new_shin), rotation.multiply(swing, world[:, knee]))
    rotations[:, hip] = rotation.multiply(rotation.inverse(pelvis_turn), thigh_world)
    rotations[:, knee] = rotation.multiply(rotation.inverse(thigh_world), shin_world)
    rotations[:, ankle] = rotation.multiply(rotation.inverse(shin_world), world[:, ankle])
    return positions[:, hip] + reach
