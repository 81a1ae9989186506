"""A closed triangle mesh of an implicit function: naive surface nets (Gibson 1998) on a rectilinear grid."""
from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

Field = Callable[[np.ndarray], np.ndarray]
_CORNERS = np.array([(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)])
_EDGES = [(a, b) for a in range(8) for b in range(a + 1, 8) if np.abs(_CORNERS[a] - _CORNERS[b]).sum() == 1]


def surface(field: Field, axes: Sequence[np.ndarray], rounds: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """The zero set of `field` as vertices (V, 3) float64 and counter-clockwise quadrilaterals (Q, 4).

    field: (N, 3) -> (N,), negative inside. axes: the grid's ascending x, y and z; the solid must lie well inside them.
    rounds: how often vertices are evened out along the surface and drawn back onto it.
    """
    shape = tuple(len(axis) for axis in axes)
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    values = field(grid.reshape(-1, 3)).reshape(shape)
    cells, vertices = _cell_vertices(grid, values)
    quads = _quads(values, cells)
    reach = min(float(np.diff(axis).min()) for axis in axes)
    vertices = project(field, vertices, reach)
    for _ in range(rounds):
        vertices = project(field, vertices + 0.5 * (neighbour_mean(vertices, quads) - vertices), reach)
    return vertices, quads


def _cell_vertices(grid: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For every cell the index of its vertex (−1 where the surface misses it), and the vertices (V, 3)."""
    size = tuple(n - 1 for n in values.shape)
    corner = [tuple(slice(offset, offset + n) for offset, n in zip(corner, size)) for corner in _CORNERS]
    inside = np.stack([values[where] < 0 for where in corner])
    crossed = inside.any(0) & ~inside.all(0)
    at = np.stack([grid[where][crossed] for where in corner])
    value = np.stack([values[where][crossed] for where in corner])
    total, count = np.zeros(at.shape[1:]), np.zeros(at.shape[1])
    for a, b in _EDGES:
        cut = (value[a] < 0) != (value[b] < 0)
        t = np.where(cut, value[a] / np.where(cut, value[a] - value[b], 1), 0)[:, None]
        total += cut[:, None] * (at[a] + t * (at[b] - at[a]))
        count += cut
    cells = np.full(size, -1)
    cells[crossed] = np.arange(len(total))
    return cells, total / count[:, None]


def _quads(values: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """One quadrilateral around every grid edge that the surface cuts, turned outwards."""
    quads = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        low = np.take(values, range(values.shape[axis] - 1), axis) < 0
        high = np.take(values, range(1, values.shape[axis]), axis) < 0
        edges = np.argwhere(low != high)
        step_u, step_v = np.eye(3, dtype=int)[u], np.eye(3, dtype=int)[v]
        ring = np.stack([cells[tuple((edges - shift).T)] for shift in (step_u + step_v, step_v, 0 * step_u, step_u)], axis=1)
        leaves = low[tuple(edges.T)]
        quads.append(np.where(leaves[:, None], ring, ring[:, ::-1]))
    return np.concatenate(quads)


def project(field: Field, points: np.ndarray, reach: float, steps: int = 3) -> np.ndarray:
    """Points (N, 3) drawn onto the zero set along the gradient, by at most `reach` metres a step."""
    step = 1e-4
    for _ in range(steps):
        gradient = np.stack(
            [(field(points + step * axis) - field(points - step * axis)) / (2 * step) for axis in np.eye(3)], axis=1
        )
        move = -field(points)[:, None] * gradient / np.maximum((gradient**2).sum(1, keepdims=True), 1e-3)
        length = np.linalg.norm(move, axis=1, keepdims=True)
        points = points + move * np.minimum(1, reach / np.maximum(length, 1e-12))
    return points


def neighbour_mean(values: np.ndarray, quads: np.ndarray) -> np.ndarray:
    """For every vertex the mean of `values` (V, C) over the vertices it shares an edge with."""
    edges = np.concatenate([quads, np.roll(quads, -1, axis=1)], axis=0), np.concatenate([np.roll(quads, -1, axis=1), quads], axis=0)
    start, end = edges[0].ravel(), edges[1].ravel()
    count = np.bincount(start, minlength=len(values))
    total = np.stack([np.bincount(start, weights=column[end], minlength=len(values)) for column in values.T], axis=1)
    return total / count[:, None]


def triangles(vertices: np.ndarray, quads: np.ndarray) -> np.ndarray:
    """Each quadrilateral cut along its shorter diagonal: (2·Q, 3) int32."""
    first = np.linalg.norm(vertices[quads[:, 0]] - vertices[quads[:, 2]], axis=1)
    second = np.linalg.norm(vertices[quads[:, 1]] - vertices[quads[:, 3]], axis=1)
    # The margin makes the choice the same on every machine where both are equally long.
    turned = np.where((second < first - 1e-6)[:, None], np.roll(quads, -1, axis=1), quads)
    return np.concatenate([turned[:, [0, 1, 2]], turned[:, [0, 2, 3]]]).astype(np.int32)


def vertex_normals(vertices: np.ndarray, faces: np.ndarray) -> np.ndarray:
    """Unit normals (V, 3), weighted by area."""
    a, b, c = (vertices[faces[:, corner]] for corner in range(3))
    face_normal = np.cross(b - a, c - a)
    total = np.zeros_like(vertices)
    for corner in range(3):
        np.add.at(total, faces[:, corner], face_normal)
    return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)
