"""Rotations as NumPy arrays (..., 4): unit quaternions w, x, y, z. Every function broadcasts over the leading axes."""
from __future__ import annotations

import numpy as np


def multiply(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Hamilton product: turn by b, then by a."""
    aw, ax, ay, az = _parts(a)
    bw, bx, by, bz = _parts(b)
    return np.stack([
        aw * bw - (ax * bx + ay * by + az * bz), aw * bx + bw * ax + (ay * bz - az * by), aw * by + bw * ay + (az * bx - ax * bz),
        aw * bz + bw * az + (ax * by - ay * bx)], axis=-1)


def inverse(quaternion: np.ndarray) -> np.ndarray:
    return quaternion * np.array([1.0, -1.0, -1.0, -1.0])


def rotate(quaternion: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """Vectors (..., 3), turned."""
    qw, qx, qy, qz = _parts(quaternion)
    vx, vy, vz = _parts(vector)
    ax, ay, az = 2.0 * (qy * vz - qz * vy), 2.0 * (qz * vx - qx * vz), 2.0 * (qx * vy - qy * vx)
    return np.stack([
        vx + qw * ax + (qy * az - qz * ay), vy + qw * ay + (qz * ax - qx * az), vz + qw * az + (qx * ay - qy * ax)], axis=-1)


def normalized(quaternion: np.ndarray) -> np.ndarray:
    return quaternion / np.maximum(np.linalg.norm(quaternion, axis=-1, keepdims=True), 1e-12)


def continuous(quaternions: np.ndarray, first: np.ndarray | None = None) -> np.ndarray:
    """The same turns (T, ..., 4), with signs chosen so that neighbours in time, and `first` before them, lie near each other."""
    before = quaternions[:1] if first is None else np.asarray(first)[None]
    track = np.concatenate([before, quaternions])
    signs = np.where(np.sum(track[1:] * track[:-1], axis=-1) < 0, -1.0, 1.0)
    return quaternions * np.cumprod(signs, axis=0)[..., None]


def _parts(array: np.ndarray) -> np.ndarray:
    """The numbers (C, ...) of an array (..., C): much quicker to reckon with than the array's last axis."""
    return np.moveaxis(np.asarray(array), -1, 0)


def slerp(a: np.ndarray, b: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """From a (weight 0) to b (weight 1) along the shorter arc; `weight` has no last axis."""
    cosine = np.sum(a * b, axis=-1, keepdims=True)
    b, cosine = np.where(cosine < 0, -b, b), np.clip(np.abs(cosine), 0.0, 1.0)
    angle, weight = np.arccos(cosine), np.asarray(weight)[..., None]
    near = angle < 1e-4
    sine = np.where(near, 1.0, np.sin(angle))
    first = np.where(near, 1.0 - weight, np.sin((1.0 - weight) * angle) / sine)
    second = np.where(near, weight, np.sin(weight * angle) / sine)
    return normalized(first * a + second * b)


def from_matrix(matrix: np.ndarray) -> np.ndarray:
    """Quaternions (..., 4) of rotation matrices (..., 3, 3).

    The largest of the four numbers first, the others by division (Shepperd, "Quaternion from rotation matrix", 1978).
    """
    m = np.asarray(matrix, dtype=np.float64)
    x, y, z = m[..., 0, 0], m[..., 1, 1], m[..., 2, 2]
    squares = np.stack([1 + x + y + z, 1 + x - y - z, 1 - x + y - z, 1 - x - y + z], axis=-1)
    a, b, c = m[..., 2, 1] - m[..., 1, 2], m[..., 0, 2] - m[..., 2, 0], m[..., 1, 0] - m[..., 0, 1]
    d, e, f = m[..., 1, 0] + m[..., 0, 1], m[..., 0, 2] + m[..., 2, 0], m[..., 2, 1] + m[..., 1, 2]
    rows = np.stack([
        np.stack([squares[..., 0], a, b, c], axis=-1), np.stack([a, squares[..., 1], d, e], axis=-1),
        np.stack([b, d, squares[..., 2], f], axis=-1), np.stack([c, e, f, squares[..., 3]], axis=-1),
    ], axis=-2)
    largest = np.argmax(squares, axis=-1)[..., None, None]
    return normalized(np.take_along_axis(rows, largest, axis=-2)[..., 0, :])
