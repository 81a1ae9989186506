"""Ghosts: the pinned poses as translucent bodies in the viewport, each with its frame.

Bodies are worked out when something changed, and only drawn otherwise; the part that is pinned is the more solid one. `gpu` is
imported where it draws, because a Blender without a window has none.
"""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import bpy
import numpy as np
from bpy.app.handlers import persistent
from mathutils import Vector

from ..animation import kinematics, quaternion
from ..rig import character_file, joint_bones, own_rig
from ..rig.character_space import similarity
from ..rig.skeleton import JOINT_NAMES
from ..rig.smpl_armature import is_character
from . import pinned_pose

_COLOUR = (0.25, 0.80, 1.00)
_PINNED, _FREE = 0.42, 0.10
#: Where the light comes from, in the armature's space: it gives the translucent bodies a shape.
_LIGHT = np.array([0.3, -0.6, 0.75])
_LABEL_SIZE = 13.0


@dataclass(frozen=True)
class Pin:
    """What is pinned: the frame, and which of the 22 joints."""

    frame: int
    joints: tuple[bool, ...]


@dataclass(frozen=True)
class Ghost:
    """A body at a pin, in armature space: vertices (V, 3), colours (V, 4), and the place above its head for the label (3,)."""

    pin: Pin
    vertices: np.ndarray
    colours: np.ndarray
    label: np.ndarray


class _Drawn:
    """The ghosts of one armature, as they were drawn last."""

    def __init__(self) -> None:
        self.poses: dict[Pin, bytes] = {}
        self.ghosts: dict[Pin, Ghost] = {}
        self.batches: dict[Pin, object] = {}
        self.changed = True


_handles: list[object] = []
_drawn: dict[int, _Drawn] = {}


def pins_of(armature: bpy.types.Object) -> tuple[Pin, ...]:
    """The armature's pins in order of time; none where the add-on's properties are missing."""
    items = getattr(armature, "motion_prompt_pins", ())
    return tuple(sorted((Pin(item.frame, tuple(item.joint_mask)) for item in items), key=lambda pin: pin.frame))


def shown(scene: bpy.types.Scene) -> bool:
    """Whether ghosts are switched on."""
    return bool(getattr(getattr(scene, "motion_prompt_completion", None), "show_ghosts", False))


def build(armature: bpy.types.Object, pin: Pin, matrices: dict[str, np.ndarray]) -> Ghost:
    """The mannequin at a pin, with the bones where `matrices` (armature space) have them."""
    data = character_file.load()
    vertices, label = skinned(armature, matrices)
    solid = _FREE + (_PINNED - _FREE) * data.weights @ np.array(pin.joints, dtype=float)
    return Ghost(pin, vertices, shaded(vertices, _COLOUR, solid), label)


def skinned(armature: bpy.types.Object, matrices: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The mannequin's vertices (V, 3) by linear blend skinning, and a place over its head (3,), in armature space."""
    data = character_file.load()
    if own_rig.is_own_rig(armature):
        return _on_own_rig(armature, matrices, data)
    bones = [armature.data.bones[name] for name in JOINT_NAMES]
    scale, turn, origin = similarity(data.rest_joints, np.array([bone.head_local for bone in bones]))
    rest = scale * data.vertices @ turn.T + origin
    moved = np.array([matrices[bone.name] @ np.linalg.inv(np.array(bone.matrix_local)) for bone in bones])
    blended = (data.weights @ moved.reshape(len(bones), 16)).reshape(-1, 4, 4)
    vertices = np.einsum("vij,vj->vi", blended[:, :3, :3], rest) + blended[:, :3, 3]
    head = matrices["head"]
    label = head[:3, 3] + head[:3, 1] * bones[JOINT_NAMES.index("head")].length * 1.5
    return vertices, label


def _on_own_rig(
    armature: bpy.types.Object, matrices: dict[str, np.ndarray], data: character_file.CharacterFile,
) -> tuple[np.ndarray, np.ndarray]:
    """The mannequin as a user's rig stands, as large as the rig: a stand-in for a body that may be of many meshes."""
    motion, to_armature = own_rig.standing(armature, matrices)
    turns, places = (each[0] for each in kinematics.joints(motion, data.rest_joints))
    moved = quaternion.rotate(turns[:, None], data.vertices[None] - data.rest_joints[:, None]) + places[:, None]
    vertices = np.einsum("vj,jvk->vk", data.weights, moved)
    head = JOINT_NAMES.index("head")
    label = places[head] + quaternion.rotate(turns[head], np.array([0.0, 0.3, 0.0]))
    return tuple(points @ to_armature[:3, :3].T + to_armature[:3, 3] for points in (vertices, label))


def register() -> None:
    """Does nothing where there is no window to draw in."""
    if bpy.app.background:
        return
    _handles[:] = [
        bpy.types.SpaceView3D.draw_handler_add(_draw_bodies, (), "WINDOW", "POST_VIEW"),
        bpy.types.SpaceView3D.draw_handler_add(_draw_labels, (), "WINDOW", "POST_PIXEL"),
    ]
    bpy.app.handlers.depsgraph_update_post.append(_changed)
    bpy.app.handlers.load_post.append(_forget)


def unregister() -> None:
    while _handles:
        bpy.types.SpaceView3D.draw_handler_remove(_handles.pop(), "WINDOW")
    for handlers, own in ((bpy.app.handlers.depsgraph_update_post, _changed), (bpy.app.handlers.load_post, _forget)):
        if own in handlers:
            handlers.remove(own)
    _forget()


def current(armature: bpy.types.Object) -> list[Ghost]:
    """The armature's ghosts; worked out again only where its pins, its keys or its pose have changed since they were."""
    drawn, pins = _drawn.setdefault(armature.session_uid, _Drawn()), pins_of(armature)
    if drawn.changed or tuple(drawn.poses) != pins:
        _refresh(armature, pins, drawn)
    return list(drawn.ghosts.values())


def _refresh(armature: bpy.types.Object, pins: tuple[Pin, ...], drawn: _Drawn) -> None:
    curves = pinned_pose.curves_of(armature)
    poses, ghosts, batches = {}, {}, {}
    for pin in pins:
        matrices = pinned_pose.bone_matrices(armature, curves, pin.frame)
        poses[pin] = np.array([matrices[bone.name] for _joint, bone in joint_bones.keyed_bones(armature)]).tobytes()
        if drawn.poses.get(pin) == poses[pin]:
            ghosts[pin] = drawn.ghosts[pin]
            batches[pin] = drawn.batches.get(pin)
        else:
            ghosts[pin] = build(armature, pin, matrices)
    drawn.poses, drawn.ghosts, drawn.batches, drawn.changed = poses, ghosts, batches, False


def shaded(vertices: np.ndarray, colour: tuple[float, float, float], solid: np.ndarray) -> np.ndarray:
    """Colours (V, 4) of a body that is as `solid` (V,) as that: what faces the light is brighter."""
    data = character_file.load()
    corners = vertices[data.faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.stack([
        np.bincount(data.faces.ravel(), np.repeat(across[:, axis], 3), minlength=len(vertices)) for axis in range(3)], axis=-1)
    normals /= np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-12)
    light = 0.7 + 0.3 * normals @ (_LIGHT / np.linalg.norm(_LIGHT))
    return np.concatenate([light[:, None] * colour, solid[:, None]], axis=-1)


def _visible(context: bpy.types.Context) -> Iterator[tuple[bpy.types.Object, list[Ghost]]]:
    """Each character that can be seen, with its ghosts but for the one at the playhead: the character itself is there."""
    space = context.space_data
    if not shown(context.scene) or space is None or not space.overlay.show_overlays:
        return
    for armature in context.scene.objects:
        if is_character(armature) and armature.visible_get(view_layer=context.view_layer):
            ghosts = current(armature)
            yield armature, [ghost for ghost in ghosts if ghost.pin.frame != context.scene.frame_current]


def _draw_bodies() -> None:
    import gpu

    with translucent():
        shader = gpu.shader.from_builtin("SMOOTH_COLOR")
        for armature, ghosts in _visible(bpy.context):
            with gpu.matrix.push_pop():
                gpu.matrix.multiply_matrix(armature.matrix_world)
                for ghost in ghosts:
                    draw_body(_batch(armature, ghost, shader), shader)


@contextmanager
def translucent() -> Iterator[None]:
    """The state in which bodies are drawn."""
    import gpu

    gpu.state.blend_set("ALPHA")
    gpu.state.depth_test_set("LESS_EQUAL")
    gpu.state.face_culling_set("BACK")
    gpu.state.depth_mask_set(True)
    yield
    gpu.state.depth_mask_set(False)
    gpu.state.face_culling_set("NONE")
    gpu.state.depth_test_set("NONE")
    gpu.state.blend_set("NONE")


def draw_body(batch: object, shader: object) -> None:
    """Depth first, then colour: an arm before the chest is not blended twice."""
    import gpu

    for colour in (False, True):
        gpu.state.color_mask_set(colour, colour, colour, colour)
        batch.draw(shader)


def batch_of(vertices: np.ndarray, colours: np.ndarray, shader: object) -> object:
    """A body on its way to the graphics card."""
    from gpu_extras.batch import batch_for_shader

    return batch_for_shader(
        shader, "TRIS", {"pos": vertices.astype(np.float32), "color": colours.astype(np.float32)},
        indices=np.ascontiguousarray(character_file.load().faces))


def _batch(armature: bpy.types.Object, ghost: Ghost, shader: object) -> object:
    batches = _drawn[armature.session_uid].batches
    if batches.get(ghost.pin) is None:
        batches[ghost.pin] = batch_of(ghost.vertices, ghost.colours, shader)
    return batches[ghost.pin]


def _draw_labels() -> None:
    context = bpy.context
    for armature, ghosts in _visible(context):
        for ghost in ghosts:
            draw_label(context, armature.matrix_world @ Vector(ghost.label), str(ghost.pin.frame), _COLOUR)


def draw_label(context: bpy.types.Context, place: Vector, text: str, colour: tuple[float, float, float]) -> None:
    """A word at a place in the world."""
    import blf
    from bpy_extras.view3d_utils import location_3d_to_region_2d

    at = location_3d_to_region_2d(context.region, context.region_data, place)
    if at is not None:
        blf.size(0, _LABEL_SIZE * context.preferences.system.ui_scale)
        blf.color(0, *colour, 1.0)
        blf.position(0, at.x - 0.5 * blf.dimensions(0, text)[0], at.y, 0.0)
        blf.draw(0, text)


@persistent
def _changed(_scene: object = None, _depsgraph: object = None) -> None:
    for drawn in _drawn.values():
        drawn.changed = True


@persistent
def _forget(_file: object = None, _unused: object = None) -> None:
    _drawn.clear()
