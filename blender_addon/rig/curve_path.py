"""A curve of the scene as points: as it is evaluated, with its modifiers, its parents and its object's transform."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import bpy
import numpy as np

from . import joint_bones


def sampled(context: bpy.types.Context, curve: bpy.types.Object) -> tuple[np.ndarray, bool]:
    """The longest of the curve's splines at the playhead: places (N, 3) in the world, in the spline's direction, and whether it is closed.

    Thickness (bevel, extrusion) is left out. Raises ValueError, in a sentence for an animator, where a modifier makes a surface of it, or
    it has no points.
    """
    with _bare_copy(context, curve) as copy:
        evaluated = copy.evaluated_get(context.evaluated_depsgraph_get())
        mesh = evaluated.to_mesh()
        try:
            places, edges = np.empty(len(mesh.vertices) * 3), np.empty(len(mesh.edges) * 2, dtype=np.int64)
            mesh.vertices.foreach_get("co", places)
            mesh.edges.foreach_get("vertices", edges)
            surface = len(mesh.polygons) > 0
        finally:
            evaluated.to_mesh_clear()
        matrix = np.array(evaluated.matrix_world)
    if surface:
        raise ValueError(f"A modifier makes a surface of the curve {curve.name}. Switch it off, or choose another curve as the path.")
    places = places.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3]
    chains = [(places[chain], closed) for chain, closed in _chains(edges.reshape(-1, 2))]
    if not chains:
        raise ValueError(f"The curve {curve.name} has fewer than two points. Draw a longer curve, or choose another one as the path.")
    return max(chains, key=lambda chain: np.linalg.norm(np.diff(chain[0], axis=0), axis=-1).sum())


def on_floor(context: bpy.types.Context, armature: bpy.types.Object, places: np.ndarray) -> np.ndarray:
    """Places (N, 3) in the world as x and z (N, 2) in the character's motion space, metres of its own size."""
    world = np.array(armature.evaluated_get(context.evaluated_depsgraph_get()).matrix_world)
    size = joint_bones.units_a_metre(armature) * np.cbrt(np.linalg.det(world[:3, :3]))
    return places[:, :2] * [1.0, -1.0] / size


@contextmanager
def _bare_copy(context: bpy.types.Context, curve: bpy.types.Object) -> Iterator[bpy.types.Object]:
    """The curve as a thin line, for as long as it is needed; a copy is also evaluated where the curve itself is hidden."""
    if curve.mode == "EDIT":
        curve.update_from_editmode()
    copy = curve.copy()
    copy.data = curve.data.copy()
    try:
        copy.data.bevel_depth = copy.data.extrude = 0.0
        copy.data.bevel_mode, copy.data.bevel_object = "ROUND", None
        if copy.data.dimensions == "2D":
            copy.data.fill_mode = "NONE"
        copy.hide_viewport = False
        context.scene.collection.objects.link(copy)
        yield copy
    finally:
        data = copy.data
        bpy.data.objects.remove(copy)
        bpy.data.curves.remove(data)


def _chains(edges: np.ndarray) -> Iterator[tuple[list[int], bool]]:
    """The vertices of each line that the edges (E, 2) make, in order, and whether it is closed; it begins as its spline does."""
    neighbours: dict[int, list[int]] = {}
    for one, other in edges.tolist():
        neighbours.setdefault(one, []).append(other)
        neighbours.setdefault(other, []).append(one)
    left = set(neighbours)
    # Lines with ends first, so that what is left is closed.
    for start in (*sorted(vertex for vertex in left if len(neighbours[vertex]) == 1), *sorted(left)):
        if start not in left:
            continue
        chain = [start]
        left.remove(start)
        while following := sorted(vertex for vertex in neighbours[chain[-1]] if vertex in left):
            chain.append(following[0])
            left.remove(following[0])
        yield chain, len(chain) > 2 and start in neighbours[chain[-1]]
