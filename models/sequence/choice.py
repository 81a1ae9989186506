"""Which of several tries at a seam an animator would keep: feet that stand, a body on the floor, and nothing more sudden than around it."""
from __future__ import annotations

import numpy as np

from models.cleanup import SKIN
from models.features import CONTACT_HEIGHTS, CONTACT_JOINTS
from models.motion import Motion

#: What weighs as much as a change of velocity that is as large as the largest around: metres a second that low feet slide (mean of ankles and
#: toes), metres that the body hovers. The root's changes count half of the joints'.
_SLIDE, _HOVER, _ROOT_SHARE = 0.1, 0.01, 0.5
#: Above this (m) a foot no longer counts as low. Below this (m) a body always stands.
_LOW, _STANDS = 0.04, 0.015
#: Changes of velocity (m/s from frame to frame) below which nothing is sudden, and the percentile that stands for the largest around.
_CALM, _PERCENTILE = 0.05, 95


def flaws(motion: Motion, first: int, end: int) -> float:
    """How much is wrong with the frames `first` to before `end`, measured by those around them; there must be some. Less is better; 0 where
    there are too few in all to tell, as in a scene of one frame a second."""
    if len(motion) < 3:
        return 0.0
    positions = motion.joint_positions().astype(np.float64)
    window = np.zeros(len(motion), dtype=bool)
    window[first:end] = True
    return _slide(positions[max(0, first - 1) : end + 1], motion.fps) / _SLIDE + _hover(positions, window) / _HOVER + _suddenness(
        positions, window, motion.fps)


def _slide(positions: np.ndarray, fps: float) -> float:
    """Mean speed (m/s) of ankles and toes over the floor, the lower the more it counts."""
    feet = positions[:, CONTACT_JOINTS]
    height = np.maximum(feet[:-1, :, 1], feet[1:, :, 1]) - (CONTACT_HEIGHTS - _LOW)
    speed = np.linalg.norm(np.diff(feet[..., [0, 2]], axis=0), axis=-1) * fps
    return float((speed * np.clip(1 - height / _LOW, 0, 1)).mean())


def _hover(positions: np.ndarray, window: np.ndarray) -> float:
    """How far (m) the body is higher above the floor than it gets around; a mean over the window."""
    lowest = (positions[..., 1] - SKIN).min(axis=1)
    allowed = max(_STANDS, np.percentile(lowest[~window], 90)) if not window.all() else _STANDS
    return float(np.maximum(0, lowest[window] - allowed).mean())


def _suddenness(positions: np.ndarray, window: np.ndarray, fps: float) -> float:
    """The largest change of velocity from frame to frame, in the window and where it begins and ends, over the largest around it."""
    change = np.linalg.norm(np.diff(positions, 2, axis=0), axis=-1) * fps
    touched = np.convolve(window, np.ones(3), mode="same")[1:-1] > 0
    total = 0.0
    for values, share in ((np.sqrt((change**2).mean(axis=-1)), 1.0), (change[:, 0], _ROOT_SHARE)):
        around = np.percentile(values[~touched], _PERCENTILE) if not touched.all() else 0.0
        total += share * float(values[touched].max()) / max(_CALM, around)
    return total
