"""A human mannequin of our own: mesh, skinning weights, joint regressor and two shape blends, made by code in under a second.

NumPy only. `build()` is the one entry.
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from models.mannequin.figure import distance
from models.mannequin.skinning import joint_regressor, skinning_weights
from models.mannequin.surface_nets import surface, triangles, vertex_normals
from models.skeleton import JOINT_INDEX, SMPL_PARENTS, SMPL_REST_POSITIONS


@dataclass(frozen=True)
class Mannequin:
    """In the rest pose: Y up, facing +Z, left is +X, soles on y = 0; metres.

    vertices: float32 (V, 3). faces: int32 (F, 3), counter-clockwise from outside. weights: float32 (V, 24), rows sum to 1.
    joint_regressor: float32 (24, V). shape_blends: float32 (V, 3, 10), the first makes the figure taller (4 % a unit), the
    second stouter (1 cm a unit around the trunk), the others are zero. landmarks: name -> vertex, the names that smplx asks for.
    """

    vertices: np.ndarray
    faces: np.ndarray
    weights: np.ndarray
    joint_regressor: np.ndarray
    shape_blends: np.ndarray
    landmarks: dict[str, int]


#: Left-side points whose nearest vertices become smplx's extra joints; the right side is mirrored. The nose is on the midline.
_LANDMARKS = {
    "nose": (0.0, 1.576, 0.129), "leye": (0.031, 1.602, 0.105), "lear": (0.083, 1.588, 0.006),
    "LBigToe": (0.100, 0.015, 0.190), "LSmallToe": (0.150, 0.010, 0.150), "LHeel": (0.098, 0.020, -0.087),
    "lthumb": (0.778, 1.363, 0.069), "lindex": (0.880, 1.374, 0.008), "lmiddle": (0.882, 1.374, -0.008),
    "lring": (0.880, 1.374, -0.022), "lpinky": (0.872, 1.374, -0.036),
}
_GIRTH = {"head": 0.15, "neck": 0.5, "elbow": 0.5, "wrist": 0.1, "shoulder": 0.7, "knee": 0.5, "ankle": 0.1, "foot": 0.0}


def _axis(*bands: tuple[float, float, float]) -> np.ndarray:
    """Grid coordinates through bands of (from, to, about this step)."""
    parts = [np.linspace(start, end, round((end - start) / step) + 1)[:-1] for start, end, step in bands]
    return np.concatenate([*parts, [bands[-1][1]]])


def _grid() -> list[np.ndarray]:
    """x, y, z: finer where hands, feet and face are; no x is 0, so that a line of vertices runs down the middle."""
    half = _axis((0.009, 0.135, 0.018), (0.135, 0.680, 0.025), (0.680, 0.910, 0.013))
    y = _axis((-0.019, 0.110, 0.014), (0.110, 1.300, 0.026), (1.300, 1.480, 0.017), (1.480, 1.760, 0.013))
    z = _axis((-0.170, 0.060, 0.017), (0.060, 0.230, 0.014))
    return [np.concatenate([-half[::-1], half]), y, z]


def _shape_blends(vertices: np.ndarray, faces: np.ndarray, weights: np.ndarray) -> np.ndarray:
    blends = np.zeros((len(vertices), 3, 10))
    blends[:, :, 0] = 0.04 * vertices
    factor = np.array([next((f for part, f in _GIRTH.items() if name.endswith(part)), 1.0) for name in JOINT_INDEX])
    blends[:, :, 1] = 0.01 * (weights @ factor)[:, None] * vertex_normals(vertices, faces)
    return blends


def _landmarks(vertices: np.ndarray) -> dict[str, int]:
    points = {name: np.array(point) for name, point in _LANDMARKS.items()}
    sides = {("R" if name[0] == "L" else "r") + name[1:]: point * (-1, 1, 1) for name, point in points.items() if name != "nose"}
    return {name: int(np.argmin(np.linalg.norm(vertices - point, axis=1))) for name, point in (points | sides).items()}


@lru_cache(maxsize=1)
def build() -> Mannequin:
    """The mannequin; the same on every call and every machine (to float rounding)."""
    vertices, quads = surface(distance, _grid())
    vertices[:, 1] = np.where(vertices[:, 1] < 0.002, 0, vertices[:, 1])
    faces = triangles(vertices, quads)
    weights = skinning_weights(vertices, quads)
    arrays = vertices, weights, joint_regressor(vertices), _shape_blends(vertices, faces, weights)
    vertices32, weights32, regressor32, blends32 = (array.astype(np.float32) for array in arrays)
    return Mannequin(vertices32, faces, weights32, regressor32, blends32, _landmarks(vertices))
