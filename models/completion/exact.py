"""What makes the pins exact: the prediction's error at each pin is spread over its neighbourhood, and the pin written verbatim.

The root is corrected where it moves, in proportion to its speed, so that a standing character does not slide. Everything runs at
the scene's frame rate, after resampling.
"""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.interpolate import PchipInterpolator

from models import rotation
from models.cleanup import plant_feet
from models.completion.request import PoseConstraint
from models.motion import Motion
from models.skeleton import JOINT_INDEX

#: Seconds over which a pin's error dies away where no other pin is near.
_REACH = 1.0
#: Seconds before and after a pinned place in which the root's correction comes in and goes out.
_EASE = 0.2
#: A root that moves less than this share of what the correction needs is carried along evenly by the rest.
_ENOUGH = 0.5
#: Metres from which on pins that are higher or lower than the prediction mean a platform or a hole, not a bent knee.
_RAISED = 0.2
_LEGS = {side: [JOINT_INDEX[f"{side}_{part}"] for part in ("hip", "knee", "ankle")] for side in ("left", "right")}


def meet(motion: Motion, constraints: Sequence[PoseConstraint]) -> Motion:
    """The motion (T frames) changed as little and as smoothly as can be so that it has every pin, exactly."""
    constraints = sorted(constraints, key=lambda constraint: constraint.frame)
    translation = motion.root_translation.astype(np.float64)
    rotations = motion.joint_rotations.astype(np.float64)
    _turn_path(translation, rotations, constraints, motion.fps)
    _move_path(translation, constraints, motion.fps)
    _lift(translation, constraints, motion.fps)
    _pose(rotations, constraints, motion.fps)
    # When a foot stands is the prediction's to say: where the way was corrected much, standing feet slide, and must not pass for swinging.
    planted = plant_feet(Motion(translation, rotations, motion.fps), _fixed_feet(constraints, len(motion)), stepping_as=motion)
    return _verbatim(planted, constraints)


def bend_path(motion: Motion, constraints: Sequence[PoseConstraint]) -> Motion:
    """The motion with the way its root goes bent, where it moves, so that it passes each pinned place and faces as pinned there. Heights
    and the body stay as they are."""
    translation, rotations = motion.root_translation.astype(np.float64), motion.joint_rotations.astype(np.float64)
    _turn_path(translation, rotations, constraints, motion.fps)
    _move_path(translation, constraints, motion.fps)
    return Motion(translation, rotations, motion.fps)


def spread(errors: np.ndarray, frames: np.ndarray, count: int, reach: float) -> np.ndarray:
    """Offsets (count, …) that are `errors` (K, …) at `frames` (K,) and die away within `reach` frames of them; without overshoot
    (monotone cubics, Fritsch & Carlson 1980)."""
    knots, values = [], []
    for index, frame in enumerate(frames):
        gap = frame - frames[index - 1] if index else np.inf
        if gap > 2 * reach:
            knots += [frames[index - 1] + reach] * bool(index) + [frame - reach]
            values += [np.zeros_like(errors[0])] * (1 + bool(index))
        knots.append(frame)
        values.append(errors[index])
    knots.append(frames[-1] + reach)
    values.append(np.zeros_like(errors[0]))
    time = np.clip(np.arange(count), knots[0], knots[-1])
    return PchipInterpolator(np.array(knots, dtype=np.float64), np.array(values), axis=0)(time)


def _turn_path(translation: np.ndarray, rotations: np.ndarray, constraints: Sequence[PoseConstraint], fps: float) -> None:
    """Turns the way the root goes, in place, so that the pelvis faces as at each pin of place and pelvis; the body turns along."""
    pins = [constraint for constraint in constraints if constraint.root_mask and constraint.joint_mask[0]]
    if not pins:
        return
    frames = np.array([pin.frame for pin in pins])
    asked = side_angle(np.stack([pin.joint_rotations[0] for pin in pins]).astype(np.float64))
    made = np.unwrap(side_angle(rotations[:, 0]))
    lacking = np.unwrap(_wrapped(asked - made[frames]))
    activity = _speed(translation, fps)[:, None] + 0.3 * np.abs(np.gradient(made) * fps)[:, None]
    offset = _in_proportion(lacking[:, None], frames, activity[:, 0], fps)[:, 0]
    velocity = np.diff(translation, axis=0)
    turned = rotation.rotate(rotation.yaw((offset[1:] + offset[:-1]) / 2), velocity)
    translation[1:] = translation[0] + np.cumsum(turned, axis=0)
    rotations[:, 0] = rotation.multiply(rotation.yaw(offset), rotations[:, 0])


def _move_path(translation: np.ndarray, constraints: Sequence[PoseConstraint], fps: float) -> None:
    """Moves the root over the floor, in place, so that it passes each pinned place."""
    pins = [constraint for constraint in constraints if constraint.root_mask]
    if not pins:
        return
    frames = np.array([pin.frame for pin in pins])
    lacking = np.stack([pin.root_translation[[0, 2]] for pin in pins]) - translation[frames][:, [0, 2]]
    translation[:, [0, 2]] += _in_proportion(lacking, frames, _speed(translation, fps), fps)


def _in_proportion(lacking: np.ndarray, frames: np.ndarray, speed: np.ndarray, fps: float) -> np.ndarray:
    """Offsets (T, C) that are `lacking` (K, C) at `frames` and change between them where `speed` (T,) is; constant outside."""
    offset = np.empty((len(speed), lacking.shape[1]))
    offset[: frames[0] + 1], offset[frames[-1] :] = lacking[0], lacking[-1]
    for first, last, start, end in zip(frames, frames[1:], lacking, lacking[1:]):
        step = np.arange(first, last)
        seconds = (last - first) / fps
        least = max(0.0, _ENOUGH * np.linalg.norm(end - start) / seconds - speed[first:last].mean())
        # No sudden change of pace at the pin itself.
        edge = np.minimum(step + 0.5 - first, last - step - 0.5) / fps
        ease = np.minimum(1.0, edge / min(_EASE, seconds / 2))
        weight = (np.maximum(speed[first:last], least) + 1e-6) * ease * ease * (3 - 2 * ease)
        share = np.concatenate([[0.0], np.cumsum(weight) / weight.sum()])
        offset[first : last + 1] = start + (end - start) * share[:, None]
    return offset


def _lift(translation: np.ndarray, constraints: Sequence[PoseConstraint], fps: float) -> None:
    """Moves the root up or down, in place, to the height of each pin; as a whole where the pins stand on something."""
    pins = [constraint for constraint in constraints if constraint.root_mask]
    if pins:
        frames = np.array([pin.frame for pin in pins])
        lacking = np.array([pin.root_translation[1] for pin in pins]) - translation[frames, 1]
        raised = float(np.median(lacking))
        raised = raised if abs(raised) > _RAISED else 0.0
        translation[:, 1] += raised + spread(lacking - raised, frames, len(translation), _REACH * fps)


def _pose(rotations: np.ndarray, constraints: Sequence[PoseConstraint], fps: float) -> None:
    """Turns the joints, in place, each by what it lacks at the pins that hold it. Joints pinned at the same frames go together."""
    masks = np.stack([constraint.joint_mask for constraint in constraints])
    frames = np.array([constraint.frame for constraint in constraints])
    asked = np.stack([constraint.joint_rotations for constraint in constraints]).astype(np.float64)
    for pattern in np.unique(masks.T, axis=0):
        if not pattern.any():
            continue
        joints = np.flatnonzero((masks.T == pattern).all(axis=1))
        made = rotations[frames[pattern]][:, joints]
        error = rotation.to_axis_angle(rotation.multiply(rotation.inverse(made), rotation.normalize(asked[pattern][:, joints])))
        offset = spread(error, frames[pattern], len(rotations), _REACH * fps)
        rotations[:, joints] = rotation.multiply(rotations[:, joints], rotation.from_axis_angle(offset))


def _fixed_feet(constraints: Sequence[PoseConstraint], frames: int) -> dict[str, np.ndarray]:
    """The frames at which a pin holds a leg, by side."""
    fixed = {side: np.zeros(frames, dtype=bool) for side in _LEGS}
    for constraint in constraints:
        for side, joints in _LEGS.items():
            fixed[side][constraint.frame] = constraint.joint_mask[joints].any()
    return fixed


def _verbatim(motion: Motion, constraints: Sequence[PoseConstraint]) -> Motion:
    """The pins written into the motion. q and −q are the same turn: each joint keeps the sign that its first pin has."""
    translation, rotations = motion.root_translation.copy(), motion.joint_rotations.copy()
    for constraint in constraints:
        if constraint.root_mask:
            translation[constraint.frame] = constraint.root_translation
        mask = constraint.joint_mask
        rotations[constraint.frame, mask] = constraint.joint_rotations[mask]
    rotations = rotation.continuous(rotations)
    for constraint in reversed(constraints):
        mask = constraint.joint_mask
        flipped = np.sum(rotations[constraint.frame, mask] * constraint.joint_rotations[mask], axis=-1) < 0
        rotations[:, np.flatnonzero(mask)[flipped]] *= -1
    return Motion(translation, rotations, motion.fps)


def side_angle(pelvis: np.ndarray) -> np.ndarray:
    """Which way the pelvis faces (...), radians about +Y, from the direction of its own left; 0 where that is +X."""
    left = rotation.rotate(pelvis, np.broadcast_to(np.array([1.0, 0.0, 0.0]), (*pelvis.shape[:-1], 3)))
    return np.arctan2(-left[..., 2], left[..., 0])


def _speed(translation: np.ndarray, fps: float) -> np.ndarray:
    """Planar speed (T,) in m/s from each frame to the next."""
    step = np.linalg.norm(np.diff(translation[:, [0, 2]], axis=0), axis=-1) * fps
    return np.append(step, step[-1:]) if len(step) else np.zeros(1)


def _wrapped(angle: np.ndarray) -> np.ndarray:
    return (angle + np.pi) % (2 * np.pi) - np.pi
