"""Rotations as NumPy arrays: quaternions w, x, y, z; matrices; the continuous 6-d form of Zhou et al. 2019.

Every function works on any leading shape and broadcasts.
"""
from __future__ import annotations

import numpy as np

IDENTITY = np.array([1.0, 0.0, 0.0, 0.0], dtype=np.float32)


def _parts(array: np.ndarray) -> list[np.ndarray]:
    """The parts of the last axis, each (...). As `np.moveaxis` and `np.stack`, in a fraction of their time on the few thousand of a motion."""
    return [array[..., part] for part in range(array.shape[-1])]


def _joined(*parts: np.ndarray) -> np.ndarray:
    joined = np.empty((*parts[0].shape, len(parts)), parts[0].dtype)
    for number, part in enumerate(parts):
        joined[..., number] = part
    return joined


def normalize(vector: np.ndarray) -> np.ndarray:
    """The last axis at unit length; a zero vector stays zero."""
    return vector / np.maximum(np.sqrt(dot(vector, vector)[..., None]), 1e-12)


def dot(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The scalar product (...) along the last axis. As `np.sum` of the product, which is slow where that axis is short."""
    first, *others = (x * y for x, y in zip(_parts(a), _parts(b)))
    for product in others:
        first = first + product
    return first


def multiply(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Hamilton product a·b (..., 4): turn by b, then by a."""
    aw, ax, ay, az = _parts(np.asarray(a))
    bw, bx, by, bz = _parts(np.asarray(b))
    return _joined(
        aw * bw - ax * bx - ay * by - az * bz,
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
    )


def inverse(quaternion: np.ndarray) -> np.ndarray:
    """The opposite turn of a unit quaternion."""
    return quaternion * np.array([1, -1, -1, -1], dtype=np.asarray(quaternion).dtype)


def rotate(quaternion: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """Vectors (..., 3) turned by unit quaternions (..., 4)."""
    w, xyz = quaternion[..., :1], quaternion[..., 1:]
    across = 2 * _cross(xyz, vector)
    return vector + w * across + _cross(xyz, across)


def _cross(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """`np.cross` of vectors (..., 3): for a motion's few thousand, most of its time goes into finding out which axis is meant."""
    kind = np.result_type(a, b)
    ax, ay, az = _parts(np.asarray(a, dtype=kind))
    bx, by, bz = _parts(np.asarray(b, dtype=kind))
    return _joined(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx)


def from_axis_angle(vector: np.ndarray) -> np.ndarray:
    """Quaternions of rotation vectors (..., 3): axis times angle in radians."""
    vector = np.asarray(vector, dtype=np.float64)
    angle = np.linalg.norm(vector, axis=-1, keepdims=True)
    return np.concatenate([np.cos(angle / 2), vector * (0.5 * np.sinc(angle / (2 * np.pi)))], axis=-1)


def yaw(angle: np.ndarray) -> np.ndarray:
    """Quaternions (..., 4) of turns about +Y by `angle` (...), radians."""
    zero = np.zeros_like(angle)
    return np.stack([np.cos(angle / 2), zero, np.sin(angle / 2), zero], axis=-1)


def to_axis_angle(quaternion: np.ndarray) -> np.ndarray:
    """Rotation vectors (..., 3) in radians, at most a half turn."""
    quaternion = np.where(quaternion[..., :1] < 0, -quaternion, quaternion)
    sine = np.linalg.norm(quaternion[..., 1:], axis=-1, keepdims=True)
    angle = 2 * np.arctan2(sine, quaternion[..., :1])
    return quaternion[..., 1:] * np.where(sine > 1e-9, angle / np.maximum(sine, 1e-9), 2.0)


def angle_between(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Radians between two orientations, 0 to π."""
    return np.linalg.norm(to_axis_angle(multiply(inverse(a), b)), axis=-1)


def to_matrix(quaternion: np.ndarray) -> np.ndarray:
    """Matrices (..., 3, 3)."""
    w, x, y, z = np.moveaxis(np.asarray(quaternion), -1, 0)
    rows = [
        1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
        2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
        2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y),
    ]
    return np.stack(rows, axis=-1).reshape(*w.shape, 3, 3)


def from_matrix(matrix: np.ndarray) -> np.ndarray:
    """Unit quaternions of rotation matrices (..., 3, 3): of the four ways to solve for them, the best conditioned."""
    m = np.asarray(matrix)
    m00, m11, m22 = m[..., 0, 0], m[..., 1, 1], m[..., 2, 2]
    w2, x2, y2, z2 = 1 + m00 + m11 + m22, 1 + m00 - m11 - m22, 1 - m00 + m11 - m22, 1 - m00 - m11 + m22
    wx, wy, wz = m[..., 2, 1] - m[..., 1, 2], m[..., 0, 2] - m[..., 2, 0], m[..., 1, 0] - m[..., 0, 1]
    xy, xz, yz = m[..., 1, 0] + m[..., 0, 1], m[..., 0, 2] + m[..., 2, 0], m[..., 2, 1] + m[..., 1, 2]
    best = np.argmax(_joined(w2, x2, y2, z2), axis=-1)
    solution = _joined(w2, wx, wy, wz)
    # Where the turn is less than a third of a full one, as nearly all in a motion are, that is the best already.
    for number, parts in enumerate([(wx, x2, xy, xz), (wy, xy, y2, yz), (wz, xz, yz, z2)], 1):
        rows = best == number
        if np.any(rows):
            solution[rows] = _joined(*(part[rows] for part in parts))
    return normalize(solution)


def to_6d(quaternion: np.ndarray) -> np.ndarray:
    """The first two columns of the matrix, one after the other (..., 6)."""
    matrix = to_matrix(quaternion)
    return np.concatenate([matrix[..., 0], matrix[..., 1]], axis=-1)


def from_6d(six: np.ndarray) -> np.ndarray:
    """Unit quaternions of the 6-d form (Zhou et al. 2019, Eq. 15: Gram–Schmidt)."""
    first = normalize(six[..., :3])
    second = normalize(six[..., 3:] - dot(first, six[..., 3:])[..., None] * first)
    return from_matrix(np.stack([first, second, _cross(first, second)], axis=-1))


def slerp(a: np.ndarray, b: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Spherical interpolation from a (weight 0) to b (weight 1) along the shorter arc; `weight` broadcasts without the last axis."""
    turn = to_axis_angle(multiply(inverse(a), b))
    return normalize(multiply(a, from_axis_angle(turn * np.asarray(weight)[..., None])))


def between(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The least turn (no twist) that takes direction `source` (..., 3) to direction `target` (..., 3)."""
    # In float32 the cosine of opposite directions rounds to a hair above −1, which would pass for a direction to turn about.
    source, target = (normalize(np.asarray(direction, dtype=np.float64)) for direction in (source, target))
    source, target = np.broadcast_arrays(source, target)
    cosine = dot(source, target)[..., None]
    turn = np.concatenate([1 + cosine, _cross(source, target)], axis=-1)
    if np.all(cosine > -1 + 1e-9):
        return normalize(turn)
    # Opposite directions: half a turn about any axis across them.
    helper = np.where(np.abs(source[..., :1]) < 0.9, np.array([1.0, 0, 0]), np.array([0, 1.0, 0]))
    opposite = np.concatenate([np.zeros_like(cosine), normalize(_cross(source, helper))], axis=-1)
    return normalize(np.where(cosine > -1 + 1e-9, turn, opposite))


def from_frame(across: np.ndarray, up: np.ndarray) -> np.ndarray:
    """The orientation whose x axis is `across` and whose y axis lies as near `up` as it can."""
    x = normalize(across)
    z = normalize(np.cross(x, up))
    return from_matrix(np.stack([x, np.cross(z, x), z], axis=-1))


def continuous(quaternions: np.ndarray, axis: int = 0) -> np.ndarray:
    """The same turns with signs chosen so that neighbours along `axis` never flip."""
    moved = np.moveaxis(np.array(quaternions), axis, 0)
    dots = dot(moved[1:], moved[:-1])
    if np.any(dots < 0):
        signs = np.cumprod(np.where(dots < 0, -1.0, 1.0), axis=0)
        moved[1:] *= signs[..., None].astype(moved.dtype)
    return np.moveaxis(moved, 0, axis)
