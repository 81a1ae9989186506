"""A floor, light and a camera that walks along, around an animated character. Runs inside Blender's Python."""
from __future__ import annotations

import math
from dataclasses import dataclass

import bpy
import numpy as np
from mathutils import Vector

#: Linear RGB.
BODY = (0.62, 0.20, 0.075)
FLOOR = (0.86, 0.88, 0.91)
GRID = (0.50, 0.54, 0.60)
TRACE = (0.02, 0.16, 0.42)
#: The camera looks from here: degrees from the character's front towards its left, degrees above the floor, millimetres.
AZIMUTH, ELEVATION, LENS = 38.0, 13.0, 70.0
#: Metres of grid around the path, and metres between its lines.
GRID_MARGIN, GRID_STEP = 3.0, 0.5


@dataclass(frozen=True)
class Shot:
    """Where the camera looks, frame by frame, and how far away it stays.

    frames: (T,) scene frames · centres: (T, 3) metres, the points looked at · direction: (3,) unit, from the centre to the
    camera · distance: metres.
    """

    frames: np.ndarray
    centres: np.ndarray
    direction: np.ndarray
    distance: float


def skinned_meshes(armature: bpy.types.Object) -> list[bpy.types.Object]:
    """The meshes that the armature deforms."""
    meshes = [ob for ob in bpy.data.objects if ob.type == "MESH"]
    return [ob for ob in meshes if any(m.type == "ARMATURE" and m.object == armature for m in ob.modifiers)]


def body_points(armature: bpy.types.Object, frames: np.ndarray) -> list[np.ndarray]:
    """The skinned body's vertices in the world (V, 3), metres, at each of `frames`."""
    points = []
    for frame in frames:
        bpy.context.scene.frame_set(int(frame))
        graph = bpy.context.evaluated_depsgraph_get()
        points.append(np.concatenate([_world_vertices(mesh.evaluated_get(graph)) for mesh in skinned_meshes(armature)]))
    return points


def _world_vertices(ob: bpy.types.Object) -> np.ndarray:
    local = np.empty(len(ob.data.vertices) * 3, dtype=np.float32)
    ob.data.vertices.foreach_get("co", local)
    world = np.array(ob.matrix_world)
    return local.reshape(-1, 3) @ world[:3, :3].T + world[:3, 3]


def plan_shot(armature: bpy.types.Object, frames: np.ndarray, aspect: float) -> Shot:
    """A camera path on which the whole body stays in the picture (`aspect` = width / height) in every frame."""
    points = body_points(armature, frames)
    middles = np.array([(p.min(axis=0) + p.max(axis=0)) / 2 for p in points])
    centres = _smooth(middles, window=max(3, len(frames) // 6))
    top, bottom = max(p[:, 2].max() for p in points), min(0.0, min(p[:, 2].min() for p in points))
    centres[:, 2] = (top + bottom) / 2
    direction = _direction()
    distance = max(_fitting_distance(p - c, direction, aspect) for p, c in zip(points, centres))
    return Shot(np.asarray(frames), centres, direction, distance)


def _smooth(path: np.ndarray, window: int) -> np.ndarray:
    padded = np.pad(path, ((window // 2, window - 1 - window // 2), (0, 0)), mode="edge")
    kernel = np.ones(window) / window
    return np.stack([np.convolve(padded[:, axis], kernel, mode="valid") for axis in range(3)], axis=-1)


def _direction() -> np.ndarray:
    azimuth, elevation = math.radians(AZIMUTH), math.radians(ELEVATION)
    return np.array([math.sin(azimuth) * math.cos(elevation), -math.cos(azimuth) * math.cos(elevation), math.sin(elevation)])


def _fitting_distance(points: np.ndarray, direction: np.ndarray, aspect: float, margin: float = 1.12) -> float:
    """The least distance from which every point (V, 3), relative to the centre, is in the picture."""
    across = np.cross([0.0, 0.0, 1.0], direction)
    across /= np.linalg.norm(across)
    up = np.cross(direction, across)
    half_width = 36.0 / 2 / LENS * min(1.0, aspect)  # a sensor is 36 mm along the picture's longer side
    half_height = half_width / aspect
    needed = np.maximum(np.abs(points @ across) / half_width, np.abs(points @ up) / half_height)
    return float((needed * margin + points @ direction).max())


def build(armature: bpy.types.Object, shot: Shot) -> None:
    """Put floor, trace, light and the moving camera into the scene, and paint the body."""
    for mesh in skinned_meshes(armature):
        _paint(mesh, _material("Clay", BODY, roughness=0.5))
    armature.hide_render = True
    path = shot.centres[:, :2]
    low, high = path.min(axis=0) - GRID_MARGIN, path.max(axis=0) + GRID_MARGIN
    _add_quads("Floor", [_rectangle(*(low - 40), *(high + 40), 0.0)], FLOOR)
    _add_quads("Grid", _grid_lines(low, high), GRID)
    _add_quads("Trace", _ribbon(path), TRACE)
    _add_lights(shot)
    _add_camera(shot)


def _material(name: str, colour: tuple[float, float, float], roughness: float = 0.8) -> bpy.types.Material:
    material = bpy.data.materials.new(name)
    material.diffuse_color = (*colour, 1.0)
    material.roughness = roughness
    if material.node_tree is None:  # always on since 5.0
        material.use_nodes = True
    surface = material.node_tree.nodes["Principled BSDF"]
    surface.inputs["Base Color"].default_value = (*colour, 1.0)
    surface.inputs["Roughness"].default_value = roughness
    return material


def _paint(ob: bpy.types.Object, material: bpy.types.Material) -> None:
    ob.data.materials.clear()
    ob.data.materials.append(material)


def _add_quads(name: str, corners: list[np.ndarray], colour: tuple[float, float, float]) -> bpy.types.Object:
    mesh = bpy.data.meshes.new(name)
    vertices = np.concatenate(corners)
    faces = [tuple(range(4 * i, 4 * i + 4)) for i in range(len(corners))]
    mesh.from_pydata(vertices.tolist(), [], faces)
    ob = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(ob)
    _paint(ob, _material(name, colour))
    return ob


def _rectangle(left: float, front: float, right: float, back: float, height: float) -> np.ndarray:
    return np.array([(left, front, height), (right, front, height), (right, back, height), (left, back, height)])


def _grid_lines(low: np.ndarray, high: np.ndarray) -> list[np.ndarray]:
    low, high = np.floor(low), np.ceil(high)
    half = 0.006
    across = [_rectangle(x - half, low[1], x + half, high[1], 0.002) for x in np.arange(low[0], high[0] + 1e-6, GRID_STEP)]
    along = [_rectangle(low[0], y - half, high[0], y + half, 0.002) for y in np.arange(low[1], high[1] + 1e-6, GRID_STEP)]
    return across + along


def _ribbon(path: np.ndarray, half: float = 0.02) -> list[np.ndarray]:
    """Flat pieces along the path of the body over the floor, so that travel is seen; a dot where it stays in place."""
    pieces = []
    for start, end in zip(path[:-1], path[1:]):
        along = end - start
        length = np.linalg.norm(along)
        if length < 1e-5:
            continue
        side = half * np.array([-along[1], along[0]]) / length
        pieces.append(np.array([(*point, 0.004) for point in (start + side, start - side, end - side, end + side)]))
    return pieces + [_rectangle(*(path[0] - 2 * half), *(path[0] + 2 * half), 0.005)]


def _add_lights(shot: Shot) -> None:
    scene = bpy.context.scene
    world = bpy.data.worlds.new("Studio")
    scene.world = world
    world.color = FLOOR
    if world.node_tree is None:
        world.use_nodes = True
    world.node_tree.nodes["Background"].inputs[0].default_value = (0.80, 0.88, 1.0, 1.0)
    world.node_tree.nodes["Background"].inputs[1].default_value = 0.42
    for name, strength, angle, turn in (("Key", 2.6, 14.0, (0.70, 0.0, -0.75)), ("Rim", 1.2, 8.0, (1.05, 0.0, 2.5))):
        light = bpy.data.lights.new(name, "SUN")
        light.energy, light.angle = strength, math.radians(angle)
        ob = bpy.data.objects.new(name, light)
        ob.rotation_euler = turn
        scene.collection.objects.link(ob)


def _add_camera(shot: Shot) -> None:
    scene = bpy.context.scene
    lens = bpy.data.cameras.new("Camera")
    lens.lens, lens.clip_end = LENS, 500.0
    camera = bpy.data.objects.new("Camera", lens)
    scene.collection.objects.link(camera)
    scene.camera = camera
    camera.rotation_euler = Vector(shot.direction).to_track_quat("Z", "Y").to_euler()
    for frame, centre in zip(shot.frames, shot.centres):
        camera.location = centre + shot.direction * shot.distance
        camera.keyframe_insert("location", frame=int(frame))
