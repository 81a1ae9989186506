"""What every generated motion gets before it leaves the models: soles on the floor, feet that stand still while they stand."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from scipy.ndimage import maximum_filter1d

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
#: How much of a correction there is at the frames before a contact; after it, the same backwards.
_SHARE = 1 - np.arange(_BLEND, 0, -1) / _BLEND
_RISING = _SHARE * _SHARE * (3 - 2 * _SHARE)
#: How much of a correction its neighbours in time get where contacts hand over.
_SPREAD = np.hanning(7)[1:-1] / np.hanning(7)[1:-1].sum()
#: Feet that stand are moved over the floor, neither up nor down.
_OVER_THE_FLOOR = np.array([1.0, 0.0, 1.0])
#: From either foot's ball to the tips of its toes, as seen from the side, and how far (radians) toes bend at most to stay above the floor.
_TOES, _TOE_BEND = np.array([0.0, *TOES[1:]]), np.radians(60)
#: A leg is never pulled straighter than this share of its length: a locked knee pops.
_REACH = 0.995


def floor_level(positions: np.ndarray) -> float:
    """Height (m) of the level that the lowest skin of joints (T, 22, 3) keeps returning to."""
    return float(np.percentile((positions[..., 1] - SKIN).min(axis=1), 3))


def settle(motion: Motion) -> Motion:
    """The motion moved up or down as a whole so that it stands on y = 0, unless it is plainly in the air."""
    return settle_all([motion])[0]


def settle_all(motions: Sequence[Motion]) -> list[Motion]:
    """`settle` for motions of one length, in little more than the time of one."""
    positions, _ = forward_kinematics(*_stacked(motions))
    levels = [floor_level(each) for each in positions]
    return [motion if level > _AIRBORNE else replace(motion, root_translation=motion.root_translation - np.array([0, level, 0], dtype=np.float32))
            for motion, level in zip(motions, levels)]


def plant_feet(motion: Motion, fixed: Mapping[str, np.ndarray] | None = None, stepping_as: Motion | None = None) -> Motion:
    """The motion with each foot held where it stands for as long as it stands; legs follow by two-bone IK, feet keep their angle,
    and where a heel rises the toes bend instead of dipping into the floor.

    fixed: for "left" and "right" the frames (T,) at which the leg may not change; a foot that stands there stands where it is then.
    stepping_as: a motion of the same length that says when the feet stand, where `motion` has been bent so far that it does not.
    """
    return plant_all([motion], fixed, stepping_as)[0]


def plant_all(
    motions: Sequence[Motion], fixed: Mapping[str, np.ndarray] | None = None, stepping_as: Motion | None = None,
) -> list[Motion]:
    """`plant_feet` for motions of one length and frame rate, in far less time than one by one."""
    root, rotations = (each.astype(np.float64) for each in _stacked(motions))
    positions, world = forward_kinematics(root, rotations)
    steps = positions if stepping_as is None else stepping_as.joint_positions().astype(np.float64)[None]
    for side in ("left", "right"):
        ankle, toe = JOINT_INDEX[f"{side}_ankle"], JOINT_INDEX[f"{side}_foot"]
        held = np.zeros(len(motions[0]), dtype=bool) if fixed is None else fixed[side]
        toe_stands = standing(steps[..., toe, :], REST_POSITIONS[toe, 1], motions[0].fps)
        ankle_stands = standing(steps[..., ankle, :], REST_POSITIONS[ankle, 1], motions[0].fps) & ~toe_stands
        shift, stands = _standing_shifts(((positions[..., toe, :], toe_stands), (positions[..., ankle, :], ankle_stands)), held)
        # A foot fixed in the air is left alone on its way there; one fixed while it stands is what it stands on.
        shift *= _freedom(held & ~stands)[..., None]
        shift[..., 1] += np.maximum(0, REST_POSITIONS[toe, 1] - positions[..., toe, 1] - shift[..., 1]) * _freedom(held)
        moved = move_ankle(rotations, positions, world, side, positions[..., ankle, :] + shift) - positions[..., ankle, :]
        _bend_toes(rotations, world, side, positions[..., toe, 1] + moved[..., 1], _freedom(held))
    planted = rotation.continuous(rotation.normalize(rotations), axis=1)
    return [replace(motion, joint_rotations=each) for motion, each in zip(motions, planted)]


def _stacked(motions: Sequence[Motion]) -> tuple[np.ndarray, np.ndarray]:
    """Root translations (B, T, 3) and joint rotations (B, T, 22, 4)."""
    return np.stack([motion.root_translation for motion in motions]), np.stack([motion.joint_rotations for motion in motions])


def bend_toes(motion: Motion) -> Motion:
    """The motion with its toes bent where their tips would dip into the floor, as `plant_feet` bends them; nothing else is changed."""
    rotations = motion.joint_rotations.astype(np.float64)
    positions, world = forward_kinematics(motion.root_translation.astype(np.float64), rotations)
    for side in ("left", "right"):
        _bend_toes(rotations, world, side, positions[:, JOINT_INDEX[f"{side}_foot"], 1], np.ones(len(motion)))
    return replace(motion, joint_rotations=rotation.continuous(rotation.normalize(rotations)))


def _standing_shifts(points: Sequence[tuple[np.ndarray, np.ndarray]], fixed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """`_standing_shift` for each motion: (B, T, 3) and (B, T). points: where (B, T, 3), when (B, T) or, alike for all, (1, T)."""
    places = [(point, np.broadcast_to(stands, point.shape[:-1])) for point, stands in points]
    each = [_standing_shift([(point[row], stands[row]) for point, stands in places], fixed) for row in range(len(places[0][0]))]
    return np.stack([shift for shift, _ in each]), np.stack([stands for _, stands in each])


def _standing_shift(points: Sequence[tuple[np.ndarray, np.ndarray]], fixed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How far (T, 3) the foot has to move so that what stands stays, the toe's contacts first, then the heel's alone; and when it
    stands (T,). points: toe and ankle, each with where it is (T, 3) and when it stands (T,)."""
    frames = len(fixed)
    shift, weight = np.zeros((frames, 3)), np.zeros(frames)
    for point, standing in points:
        for first, last in _spans(standing):
            # A heel that hands over to its toe keeps the correction the toe will need.
            before, after = min(_BLEND, first), min(_BLEND, frames - last)
            around = slice(first - before, last + after)
            near = np.concatenate([_RISING[_BLEND - before:], np.ones(last - first), _RISING[::-1][:after]])
            needed = (_anchor(point, first, last, fixed) - point[first:last]) * _OVER_THE_FLOOR
            needed = np.concatenate([needed[:1].repeat(before, axis=0), needed, needed[-1:].repeat(after, axis=0)])
            stronger = near > weight[around]
            shift[around][stronger] = (needed * near[:, None])[stronger]
            weight[around] = np.maximum(weight[around], near)
    return _smoothed(shift, weight), weight >= 1


def _anchor(point: np.ndarray, first: int, last: int, fixed: np.ndarray) -> np.ndarray:
    """Where a point (T, 3) is to stand (3,), or (last − first, 3): where it is at the fixed frames, sliding evenly if they differ; else its
    median."""
    pins = first + np.flatnonzero(fixed[first:last])
    if not len(pins):
        ranked, middle = np.sort(point[first:last], axis=0), (last - first) // 2
        return (ranked[middle] + ranked[-middle - 1]) / 2  # as `np.median`, in a tenth of its time on so few
    time = np.arange(first, last)
    return np.stack([np.interp(time, pins, point[pins, axis]) for axis in range(3)], axis=-1)


def _freedom(fixed: np.ndarray) -> np.ndarray:
    """0 at fixed frames (..., T), rising smoothly to 1 over the blend on either side."""
    if not fixed.any():
        return np.ones(fixed.shape)
    if fixed.ndim > 1:
        return np.stack([_freedom(row) for row in fixed])
    time, pins = np.arange(len(fixed)), np.flatnonzero(fixed)
    after = np.searchsorted(pins, time).clip(0, len(pins) - 1)
    away = np.minimum(np.abs(pins[after] - time), np.abs(time - pins[np.maximum(after - 1, 0)]))
    share = np.clip(away / _BLEND, 0, 1)
    return share * share * (3 - 2 * share)


def standing(point: np.ndarray, rest_height: float, fps: float) -> np.ndarray:
    """When (..., T) a toe or an ankle (..., T, 3) stands: low and slow, for more than a frame or two."""
    speed = np.linalg.norm(np.gradient(point, axis=-2) * fps, axis=-1) if point.shape[-2] > 1 else np.zeros(point.shape[:-1])
    stands = (point[..., 1] < rest_height + _STANDING_HEIGHT) & (speed < _STANDING_SPEED)
    # What interrupts it for a frame or two is closed, what is as short is opened (morphology, with the ends held).
    held = np.concatenate([stands[..., :1].repeat(4, axis=-1), stands, stands[..., -1:].repeat(4, axis=-1)], axis=-1)
    return _grown(_shrunk(_shrunk(_grown(held))))


def _grown(mask: np.ndarray) -> np.ndarray:
    """True where it or a neighbour is, without the two ends."""
    return mask[..., :-2] | mask[..., 1:-1] | mask[..., 2:]


def _shrunk(mask: np.ndarray) -> np.ndarray:
    """True where it and both neighbours are, without the two ends."""
    return mask[..., :-2] & mask[..., 1:-1] & mask[..., 2:]


def _spans(mask: np.ndarray) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist()))


def _smoothed(shift: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Where one contact's correction hands over to another's, the step between them is spread; inside a contact nothing changes."""
    padded = np.pad(shift, ((2, 2), (0, 0)), mode="edge")
    soft = np.stack([np.convolve(padded[:, axis], _SPREAD, mode="valid") for axis in range(3)], axis=-1)
    return np.where(weight[:, None] >= 1, shift, soft)


def _bend_toes(rotations: np.ndarray, world: np.ndarray, side: str, height: np.ndarray, freedom: np.ndarray) -> None:
    """Turns the toes up, in place, as far as their tips would be below the floor; `height` (..., T) is the ball's, `freedom` (T,) the share
    of it that is done. Clips whose feet are one stiff bone press them through the floor with every step, and so does what learned from them."""
    ankle, toe = JOINT_INDEX[f"{side}_ankle"], JOINT_INDEX[f"{side}_foot"]
    towards, across = (rotation.rotate(world[..., toe, :], axis) for axis in (_TOES, np.array([1.0, 0.0, 0.0])))
    ahead = rotation.normalize(np.cross(across, np.array([0.0, 1.0, 0.0])))
    lowest = np.arcsin(np.clip((REST_POSITIONS[toe, 1] + _TOES[1] - height) / np.linalg.norm(_TOES), -1, 1))
    pitch = np.arctan2(towards[..., 1], np.sum(towards * ahead, axis=-1))
    # A foot that points behind lies on its back, as who kneels lays it: its toes bend no farther.
    short = np.where(np.abs(pitch) < 0.75 * np.pi, lowest - pitch, 0)
    # Of neighbours the most, then their mean: smoother, and nowhere less than what is short.
    most = maximum_filter1d(np.clip(short, 0, _TOE_BEND) * freedom, 3)
    held = np.concatenate([most[..., :1], most, most[..., -1:]], axis=-1)
    bend = (held[..., :-2] + 2 * held[..., 1:-1] + held[..., 2:]) / 4
    turn = rotation.from_axis_angle(-across * (bend * freedom)[..., None])
    rotations[..., toe, :] = rotation.multiply(rotation.inverse(world[..., ankle, :]), rotation.multiply(turn, world[..., toe, :]))


def move_ankle(rotations: np.ndarray, positions: np.ndarray, world: np.ndarray, side: str, target: np.ndarray) -> np.ndarray:
    """Turns hip and knee, in place, so that the ankle is at `target` (..., 3), or as near as the leg reaches; the knee keeps its plane, the
    foot its angle. Returns where the ankle comes to be (..., 3)."""
    hip, knee, ankle = (JOINT_INDEX[f"{side}_{part}"] for part in ("hip", "knee", "ankle"))
    pelvis_turn = world[..., 0, :]
    thigh, shin = positions[..., knee, :] - positions[..., hip, :], positions[..., ankle, :] - positions[..., knee, :]
    thigh_length, shin_length = (np.linalg.norm(bone[..., :1, :], axis=-1) for bone in (thigh, shin))
    reach = target - positions[..., hip, :]
    longest = np.maximum(_REACH * (thigh_length + shin_length), np.linalg.norm(thigh + shin, axis=-1))
    distance = np.linalg.norm(reach, axis=-1)
    reach = reach * np.minimum(1, longest / np.maximum(distance, 1e-9))[..., None]
    distance = np.minimum(distance, longest)
    # First swing the leg so that hip→ankle points at the target, then open or close the knee in the leg's own plane.
    swing = rotation.between(thigh + shin, reach)
    thigh_turned = rotation.rotate(swing, thigh)
    along = rotation.normalize(reach)
    cosine = (thigh_length**2 + distance**2 - shin_length**2) / (2 * thigh_length * np.maximum(distance, 1e-9))
    angle = np.arccos(np.clip(cosine, -1, 1))
    bend = rotation.normalize(thigh_turned - np.sum(thigh_turned * along, axis=-1, keepdims=True) * along)
    new_thigh = thigh_length[..., None] * (np.cos(angle)[..., None] * along + np.sin(angle)[..., None] * bend)
    thigh_world = rotation.multiply(rotation.between(thigh_turned, new_thigh), rotation.multiply(swing, world[..., hip, :]))
    new_shin = reach - new_thigh
    shin_world = rotation.multiply(rotation.between(rotation.rotate(swing, shin), new_shin), rotation.multiply(swing, world[..., knee, :]))
    rotations[..., hip, :] = rotation.multiply(rotation.inverse(pelvis_turn), thigh_world)
    rotations[..., knee, :] = rotation.multiply(rotation.inverse(thigh_world), shin_world)
    rotations[..., ankle, :] = rotation.multiply(rotation.inverse(shin_world), world[..., ankle, :])
    return positions[..., hip, :] + reach
