"""A body in several views at once, as small pictures: ray casting with Embree, so that it needs no screen, no graphics card and
no OpenGL, and gives the same picture on every computer.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from embreex.rtcore_scene import EmbreeScene

#: Where the camera stands about a character that faces +Z, degrees towards its left: both sides, both three-quarters, the front.
VIEWS = (-90.0, -45.0, 0.0, 45.0, 90.0)
#: Vertical angle of the lens, degrees, and half the height in metres of what it shows at the middle of the body: anybody with an
#: arm stretched up fits, and a person who crouches is seen from as far as one who stands.
_LENS = 30.0
_REACH = 1.2
_BACKGROUND = 244.0
_BODY = np.array([232.0, 190.0, 160.0], dtype=np.float32)
_SLOPE = np.float32(np.tan(np.radians(_LENS / 2)))
_DISTANCE = np.float32(_REACH / _SLOPE)
#: Light in the camera's frame (right, up, towards the camera): the lamp's direction, its share, and what comes from all around.
_LAMP = np.array([-0.45, 0.75, 0.62], dtype=np.float32)
_LAMP_SHARE = 0.66
_AROUND = 0.5
#: What of the lamp's light a shadow leaves.
_SHADOW = 0.45
#: Rays a picture element along each side; their mean smooths the edges.
_SAMPLES = 2


class BodyRenderer:
    """Pictures of meshes that share their triangles `faces` (F, 3): `size` × `size` in every one of the `views`."""

    def __init__(self, faces: np.ndarray, size: int, views: tuple[float, ...] = VIEWS):
        from embreex.rtcore import EmbreeDevice

        self.faces = np.ascontiguousarray(faces, dtype=np.int32)
        self.size = size
        self.cameras = [_turn(np.radians(view)) for view in views]
        self._device = EmbreeDevice()
        self._directions = _lens(size * _SAMPLES)

    def __call__(self, vertices: np.ndarray) -> np.ndarray:
        """Pictures uint8 (N, views, size, size, 3), RGB, of meshes (N, V, 3), metres, Y up; each in the middle of its own."""
        return np.stack([self._pictures(mesh) for mesh in vertices])

    def _pictures(self, mesh: np.ndarray) -> np.ndarray:
        from embreex.mesh_construction import TriangleMesh
        from embreex.rtcore_scene import EmbreeScene

        mesh = (mesh - (mesh.min(axis=0) + mesh.max(axis=0)) / 2).astype(np.float32)
        scene = EmbreeScene(self._device)
        TriangleMesh(scene, mesh, self.faces)
        normals = _vertex_normals(mesh, self.faces)
        return np.stack([self._picture(scene, mesh, normals, camera) for camera in self.cameras])

    def _picture(self, scene: EmbreeScene, mesh: np.ndarray, normals: np.ndarray, camera: np.ndarray) -> np.ndarray:
        across = self.size * _SAMPLES
        window = _window(mesh @ camera.T, across)
        directions = self._directions[window].reshape(-1, 3) @ camera
        origin = camera[2] * _DISTANCE
        hits = scene.run(np.tile(origin, (len(directions), 1)), directions, output=True)
        seen = np.flatnonzero(hits["primID"] >= 0)
        u, v = hits["u"][seen, None], hits["v"][seen, None]
        corners = normals[self.faces[hits["primID"][seen]]]
        facing = _unit((1 - u - v) * corners[:, 0] + u * corners[:, 1] + v * corners[:, 2])
        points = origin + hits["tfar"][seen, None] * directions[seen]
        covered, light = np.zeros((2, across, across), dtype=np.float32)
        places = np.unravel_index(seen, covered[window].shape)
        covered[window][places] = 1
        light[window][places] = _light(scene, points, facing, camera)
        picture = _BACKGROUND * (1 - _mean(covered))[..., None] + _BODY * _mean(light)[..., None]
        return picture.round().clip(0, 255).astype(np.uint8)


def _light(scene: EmbreeScene, points: np.ndarray, facing: np.ndarray, camera: np.ndarray) -> np.ndarray:
    """Brightness (R,) of matt points (R, 3) with unit normals `facing`; a limb throws its shadow on what is behind it."""
    lamp = _unit(_LAMP) @ camera
    # The shadow's ray starts off the surface, or rounding would let a triangle shade itself.
    starts = (points + 4e-3 * facing).astype(np.float32)
    shaded = scene.run(starts, np.broadcast_to(lamp, starts.shape).astype(np.float32), query="OCCLUDED") >= 0
    above = 0.5 + 0.5 * facing[:, 1]
    towards = np.clip(facing @ camera[2], 0, 1)
    lit = np.clip(facing @ lamp, 0, 1) * np.where(shaded, _SHADOW, 1)
    return _AROUND * (0.4 + 0.3 * above + 0.3 * towards) + _LAMP_SHARE * lit


def _mean(rays: np.ndarray) -> np.ndarray:
    """The mean of each picture element's rays."""
    return sum(rays[row::_SAMPLES, column::_SAMPLES] for row in range(_SAMPLES) for column in range(_SAMPLES)) / _SAMPLES**2


def _turn(angle: float) -> np.ndarray:
    """A camera's axes as rows (right, up, towards the camera) at that angle, radians, about +Y."""
    sine, cosine = np.sin(angle), np.cos(angle)
    return np.array([[cosine, 0, -sine], [0, 1, 0], [sine, 0, cosine]], dtype=np.float32)


def _lens(across: int) -> np.ndarray:
    """Unit directions (across, across, 3) of the rays in the camera's frame, row by row from the top left."""
    places = (np.arange(across, dtype=np.float32) + 0.5) / across * 2 - 1
    right, up = np.meshgrid(places, -places)
    return _unit(np.stack([right, up, np.full_like(right, -1 / _SLOPE)], axis=-1))


def _window(mesh: np.ndarray, across: int) -> tuple[slice, slice]:
    """The rows and columns of rays that can meet a mesh (V, 3) in the camera's frame: most of a picture is background."""
    places = mesh[:, :2] / (_SLOPE * (_DISTANCE - mesh[:, 2:]))
    (left, bottom), (right, top) = places.min(axis=0), places.max(axis=0)
    edges = across * (np.array([-top, -bottom, left, right]) + 1) / 2
    first, last, start, stop = np.clip([edges[0] - 1, edges[1] + 2, edges[2] - 1, edges[3] + 2], 0, across).astype(int)
    return slice(first, last), slice(start, stop)


def _vertex_normals(mesh: np.ndarray, faces: np.ndarray) -> np.ndarray:
    """(V, 3) unit normals, the triangles' own weighted by area."""
    corners = mesh[faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    sums = [np.bincount(faces.reshape(-1), np.repeat(across[:, axis], 3), minlength=len(mesh)) for axis in range(3)]
    return _unit(np.stack(sums, axis=-1).astype(np.float32))


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)
