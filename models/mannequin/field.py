"""Implicit solids: functions of points that are negative inside, positive outside, and near to metres close to the surface."""
from __future__ import annotations

import numpy as np

_SAMPLES = 256


def _cubic_table(stations: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A smooth curve through the rows of `stations` (first column: the parameter), sampled evenly: (S,), (S, columns − 1)."""
    at, values = stations[:, 0], stations[:, 1:]
    slopes = np.gradient(values, at, axis=0)
    fine = np.linspace(at[0], at[-1], _SAMPLES)
    left = np.clip(np.searchsorted(at, fine, side="right") - 1, 0, len(at) - 2)
    step = (at[left + 1] - at[left])[:, None]
    t = (fine[:, None] - at[left, None]) / step
    start, end = values[left], values[left + 1]
    hermite = (
        (2 * t**3 - 3 * t**2 + 1) * start + (3 * t**2 - 2 * t**3) * end
        + ((t**3 - 2 * t**2 + t) * slopes[left] + (t**3 - t**2) * slopes[left + 1]) * step
    )
    return fine, hermite


class Loft:
    """A solid swept along one axis through elliptic cross-sections, with rounded ends.

    axis: 0, 1 or 2, the direction of the sweep; the cross-section lies in the other two, in their order x, y, z.
    stations: rows of (position along the axis, centre 1, centre 2, half-size 1, half-size 2), ascending, metres.
    caps: metres that the rounded ends reach beyond the first and the last station.
    """

    def __init__(self, axis: int, caps: tuple[float, float], stations: tuple[tuple[float, ...], ...]):
        self.axis = axis
        self.others = [other for other in range(3) if other != axis]
        self.caps = caps
        self.along, self.sections = _cubic_table(np.array(stations))

    def __call__(self, points: np.ndarray) -> np.ndarray:
        """Signed distance, roughly, of points (N, 3): (N,) metres."""
        along = points[:, self.axis]
        centre_1, centre_2, half_1, half_2 = (np.interp(along, self.along, column) for column in self.sections.T)
        radius = np.sqrt(half_1 * half_2)
        beyond = np.maximum((self.along[0] - along) / self.caps[0], 0) + np.maximum((along - self.along[-1]) / self.caps[1], 0)
        across_1 = (points[:, self.others[0]] - centre_1) / half_1
        across_2 = (points[:, self.others[1]] - centre_2) / half_2
        return radius * (np.sqrt(across_1**2 + across_2**2 + beyond**2) - 1)


class Capsule:
    """A straight rod with round ends from `start` to `end`, its radius running from the first to the second of `radii`; metres."""

    def __init__(self, start: tuple[float, ...], end: tuple[float, ...], radii: tuple[float, float]):
        self.start, self.axis, self.radii = np.array(start), np.array(end) - np.array(start), radii

    def __call__(self, points: np.ndarray) -> np.ndarray:
        offset = points - self.start
        t = np.clip(offset @ self.axis / (self.axis @ self.axis), 0, 1)
        return np.linalg.norm(offset - t[:, None] * self.axis, axis=1) - (self.radii[0] + t * (self.radii[1] - self.radii[0]))


def ellipsoid(points: np.ndarray, centre: tuple[float, ...], radii: tuple[float, ...]) -> np.ndarray:
    """Signed distance, roughly, of points (N, 3) to an ellipsoid with half-axes along x, y, z; metres."""
    return (np.linalg.norm((points - np.array(centre)) / np.array(radii), axis=1) - 1) * min(radii)


def smooth_union(a: np.ndarray, b: np.ndarray, blend: float) -> np.ndarray:
    """Both solids, joined by a fillet of about `blend` metres (Quilez's quadratic smooth minimum)."""
    return np.minimum(a, b) - np.maximum(blend - np.abs(a - b), 0) ** 2 / (4 * blend)


def smooth_difference(a: np.ndarray, b: np.ndarray, blend: float) -> np.ndarray:
    """Solid a with b carved out of it."""
    return -smooth_union(-a, b, blend)
