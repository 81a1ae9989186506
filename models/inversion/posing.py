"""A motion with other joint rotations, on the floor that it walked on: its way and height follow from what its feet do now."""
from __future__ import annotations

import numpy as np
from scipy.ndimage import uniform_filter1d

from models.cleanup import SKIN, plant_feet, settle
from models.features import SLICES, decode, encode
from models.motion import FPS, Motion
from models.skeleton import JOINT_INDEX, JOINT_NAMES

#: Who moves along more slowly than this (m/s) goes nowhere.
_GOING = 0.2
#: Steps get no shorter or longer than this, times before.
_STEPS = (0.2, 2.0)
#: Frames over which the change of height is evened out.
_EVEN = 7
_ANKLES = (JOINT_INDEX["left_ankle"], JOINT_INDEX["right_ankle"])


def posed(motion: Motion, matrices: np.ndarray, tempo: float) -> Motion:
    """The motion with local rotations (T, 22, 3, 3), the pelvis's relative to the heading, `tempo` times as fast. Where a foot stood, it
    still does: the body goes as far as it steps, and its lowest point is as high as it was. The motion is at 30 fps."""
    features, anchor = encode(motion)
    changed = features.copy()
    changed[:, SLICES["rotations"]] = matrices[..., :2].transpose(0, 1, 3, 2).reshape(len(features), -1)
    raw = decode(changed, anchor)
    changed[:, 1:3] *= _longer_steps(features, encode(raw)[0])
    changed[:, 3] += uniform_filter1d(_lowest(motion) - _lowest(raw), _EVEN, mode="nearest")
    found = decode(changed, anchor)
    return plant_feet(settle(Motion(found.root_translation, found.joint_rotations, FPS * tempo).resampled(FPS)))


def _longer_steps(before: np.ndarray, after: np.ndarray) -> float:
    """How much farther the feet that carry the body now move under it, times before (least squares); 1 for who goes nowhere."""
    if len(before) < 2 or np.linalg.norm(before[:, 1:3], axis=1).mean() < _GOING:
        return 1.0
    feet = _feet(before)
    carries = feet[:-1, :, 1].argmin(axis=1)  # the lower one
    old, new = (np.diff(each, axis=0)[np.arange(len(carries)), carries][:, [0, 2]].ravel() for each in (feet, _feet(after)))
    return float(np.clip(old @ new / max(old @ old, 1e-9), *_STEPS))


def _feet(features: np.ndarray) -> np.ndarray:
    """Where the ankles are (T, 2, 3), in the heading frame, metres."""
    positions = features[:, SLICES["positions"]].reshape(len(features), len(JOINT_NAMES) - 1, 3)
    return positions[:, [joint - 1 for joint in _ANKLES]]


def _lowest(motion: Motion) -> np.ndarray:
    """Height of the lowest skin (T,), metres."""
    return (motion.joint_positions()[..., 1] - SKIN).min(axis=1)
