"""The mannequin's outline around models.skeleton's rest joints: a neutral adult figure in the T-pose, palms down, soles on y = 0.

Everything is written for the left half (x ≥ 0) and mirrored. Tables are read top to bottom like a tailor's: where along the
limb, the centre of the cross-section, its half-sizes, all in metres.
"""
from __future__ import annotations

import numpy as np

from models.mannequin.field import Capsule, Loft, ellipsoid, smooth_difference, smooth_union

# y, centre x, centre z, half-width x, half-depth z
_TORSO = Loft(1, (0.045, 0.02), (
    (0.850, 0, -0.010, 0.128, 0.092),
    (0.900, 0, -0.013, 0.147, 0.104),
    (0.960, 0, -0.010, 0.147, 0.100),
    (1.030, 0, -0.005, 0.137, 0.092),
    (1.095, 0, -0.002, 0.131, 0.087),
    (1.170, 0, -0.002, 0.138, 0.095),
    (1.250, 0, -0.002, 0.153, 0.107),
    (1.310, 0, -0.006, 0.160, 0.106),
    (1.365, 0, -0.013, 0.152, 0.091),
    (1.405, 0, -0.019, 0.124, 0.074),
    (1.440, 0, -0.022, 0.073, 0.058),
))
_NECK = Loft(1, (0.03, 0.03), (
    (1.370, 0, -0.026, 0.062, 0.060),
    (1.430, 0, -0.020, 0.054, 0.055),
    (1.490, 0, -0.008, 0.050, 0.054),
    (1.560, 0, 0.004, 0.050, 0.056),
))
_HEAD = Loft(1, (0.012, 0.086), (
    (1.503, 0, 0.064, 0.030, 0.032),
    (1.520, 0, 0.050, 0.048, 0.054),
    (1.550, 0, 0.030, 0.063, 0.079),
    (1.580, 0, 0.019, 0.069, 0.091),
    (1.610, 0, 0.014, 0.073, 0.097),
    (1.635, 0, 0.012, 0.0735, 0.098),
))
_LEG = Loft(1, (0.03, 0.14), (
    (0.050, 0.098, -0.024, 0.031, 0.038),
    (0.090, 0.098, -0.027, 0.031, 0.037),
    (0.140, 0.098, -0.026, 0.032, 0.037),
    (0.220, 0.099, -0.022, 0.041, 0.045),
    (0.300, 0.100, -0.020, 0.051, 0.058),
    (0.360, 0.100, -0.016, 0.054, 0.061),
    (0.430, 0.098, 0.000, 0.049, 0.053),
    (0.475, 0.098, 0.009, 0.051, 0.056),
    (0.520, 0.098, 0.009, 0.054, 0.057),
    (0.600, 0.097, 0.008, 0.064, 0.071),
    (0.700, 0.096, 0.005, 0.074, 0.084),
    (0.780, 0.094, 0.000, 0.079, 0.091),
    (0.850, 0.090, -0.006, 0.079, 0.095),
))
# x, centre y, centre z, half-height y, half-depth z
_ARM = Loft(0, (0.04, 0.022), (
    (0.130, 1.372, -0.018, 0.048, 0.054),
    (0.175, 1.376, -0.020, 0.056, 0.060),
    (0.210, 1.376, -0.021, 0.057, 0.060),
    (0.280, 1.377, -0.024, 0.051, 0.053),
    (0.350, 1.378, -0.026, 0.045, 0.047),
    (0.410, 1.380, -0.029, 0.038, 0.040),
    (0.440, 1.380, -0.030, 0.037, 0.039),
    (0.500, 1.380, -0.028, 0.041, 0.044),
    (0.560, 1.380, -0.027, 0.037, 0.041),
    (0.630, 1.380, -0.026, 0.029, 0.034),
    (0.685, 1.380, -0.025, 0.022, 0.030),
    (0.715, 1.379, -0.023, 0.021, 0.036),
    (0.750, 1.378, -0.018, 0.020, 0.043),
    (0.790, 1.377, -0.015, 0.018, 0.044),
    (0.830, 1.375, -0.014, 0.015, 0.040),
    (0.860, 1.373, -0.014, 0.013, 0.033),
))
_THUMB = Capsule((0.712, 1.374, 0.004), (0.769, 1.364, 0.060), (0.018, 0.0125))
# z, centre x, centre y, half-width x, half-height y
_FOOT = Loft(2, (0.022, 0.026), (
    (-0.065, 0.098, 0.030, 0.028, 0.031),
    (-0.030, 0.098, 0.034, 0.034, 0.042),
    (0.020, 0.101, 0.034, 0.037, 0.046),
    (0.060, 0.106, 0.022, 0.042, 0.042),
    (0.100, 0.110, 0.012, 0.045, 0.036),
    (0.140, 0.112, 0.006, 0.044, 0.030),
    (0.165, 0.112, 0.003, 0.038, 0.025),
))
_NOSE = Capsule((0, 1.606, 0.105), (0, 1.576, 0.119), (0.005, 0.0105))


def _head(points: np.ndarray) -> np.ndarray:
    skull = smooth_difference(_HEAD(points), ellipsoid(points, (0.031, 1.602, 0.117), (0.022, 0.015, 0.018)), 0.02)
    face = smooth_union(skull, _NOSE(points), 0.018)
    jaw = smooth_union(face, ellipsoid(points, (0, 1.512, 0.083), (0.018, 0.014, 0.015)), 0.02)
    return smooth_union(jaw, ellipsoid(points, (0.073, 1.587, 0.004), (0.009, 0.024, 0.015)), 0.010)


def _trunk(points: np.ndarray) -> np.ndarray:
    chest = smooth_union(_TORSO(points), ellipsoid(points, (0.074, 1.308, 0.043), (0.076, 0.058, 0.058)), 0.05)
    seat = smooth_union(chest, ellipsoid(points, (0.078, 0.868, -0.055), (0.072, 0.075, 0.068)), 0.05)
    return smooth_union(seat, _NECK(points), 0.05)


def distance(points: np.ndarray) -> np.ndarray:
    """The figure's implicit function at world points (N, 3): negative inside, (N,) roughly metres."""
    points = np.column_stack([np.abs(points[:, 0]), points[:, 1], points[:, 2]])
    leg = smooth_union(_LEG(points), _FOOT(points), 0.035)
    arm = smooth_union(_ARM(points), _THUMB(points), 0.03)
    body = smooth_union(_trunk(points), arm, 0.06)
    body = smooth_union(body, leg, 0.055)
    body = smooth_union(body, _head(points), 0.025)
    return smooth_difference(body, points[:, 1], 0.012)
