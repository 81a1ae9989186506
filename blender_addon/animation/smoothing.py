"""Motion without shaking: a low-pass that keeps poses that are held or turned around in. NumPy only."""
from __future__ import annotations

import numpy as np

from . import quaternion
from .motion import Motion

#: How steeply the Butterworth filter falls: its order, run forwards and backwards.
_ORDER = 2


def smoothed(motion: Motion, cutoff: float) -> Motion:
    """The motion without what shakes faster than `cutoff` Hz. Where a joint turns around or rests it keeps its pose, so that extremes
    stay as large as they are. Raises ValueError where the cutoff is not above 0."""
    turns = quaternion.continuous(motion.joint_rotations).reshape(len(motion), -1)
    values = np.concatenate([motion.root_translation, turns], axis=-1)
    soft = low_passed(values, motion.fps, cutoff)
    soft = soft + low_passed(_at_extremes(values - soft, soft), motion.fps, cutoff)
    return Motion(soft[:, :3], quaternion.normalized(soft[:, 3:].reshape(motion.joint_rotations.shape)), motion.fps)


def low_passed(values: np.ndarray, fps: float, cutoff: float) -> np.ndarray:
    """Values (T, C) through a Butterworth low-pass without delay: gain 1 / (1 + (f / cutoff)^(2·order)), half at `cutoff` Hz.

    Both ends are continued by their mirror image about the end's point, so that they stay where they are.
    """
    if not 0 < cutoff < np.inf:
        raise ValueError("smoothing needs a frequency above 0 Hz")
    frames = len(values)
    if frames < 3:
        return values.copy()
    before, after = 2 * values[0] - values[:0:-1], 2 * values[-1] - values[-2::-1]
    padded = np.concatenate([before, values, after])
    # A line from end to end is taken off: the Fourier transform takes the two for neighbours.
    line = padded[0] + np.linspace(0, 1, len(padded))[:, None] * (padded[-1] - padded[0])
    gain = 1.0 / (1.0 + (np.fft.rfftfreq(len(padded), 1.0 / fps) / cutoff) ** (2 * _ORDER))
    soft = np.fft.irfft(np.fft.rfft(padded - line, axis=0) * gain[:, None], len(padded), axis=0) + line
    return soft[frames - 1:2 * frames - 1]


def falling(frames: np.ndarray, reach: int, value: np.ndarray, slope: np.ndarray | float) -> np.ndarray:
    """From `value` (...) with `slope` a frame at 0 frames to 0 at `reach` frames and on, (T, ...): cubic Hermite. frames: (T,)."""
    share = np.clip(frames / reach, 0.0, 1.0).reshape(-1, *[1] * np.ndim(value))
    return (1 + 2 * share) * (1 - share) ** 2 * value + share * (1 - share) ** 2 * reach * slope


def _at_extremes(missing: np.ndarray, soft: np.ndarray) -> np.ndarray:
    """What is missing (T, C) where the channels `soft` turn around, and straight lines between."""
    slopes = np.diff(soft, axis=0)
    turning = (slopes[1:] * slopes[:-1] <= 0) & (np.abs(slopes[1:]) + np.abs(slopes[:-1]) > 1e-9)
    result = np.zeros_like(missing)
    time = np.arange(len(missing))
    for channel in range(missing.shape[1]):
        at = np.concatenate([[0], 1 + np.flatnonzero(turning[:, channel]), [len(missing) - 1]])
        result[:, channel] = np.interp(time, at, missing[at, channel])
    return result
