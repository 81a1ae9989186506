"""Compare: the takes that wait, side by side as translucent bodies at the playhead, each with its number.

The take shown is the character itself; the others stand beside it in the order of their numbers. Their poses come from their
actions' F-curves, so the scene is not moved and no action is changed. A frame's bodies are worked out once and kept for a while.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import bpy
import numpy as np
from bpy.app.handlers import persistent
from mathutils import Matrix, Vector

from ..animation import keyframes
from ..rig.smpl_armature import is_made_here
from . import ghosts, pinned_pose

#: A colour a take: neighbours differ, also for those who do not tell red from green.
_COLOURS = (
    (0.35, 0.70, 0.90), (0.90, 0.60, 0.00), (0.00, 0.62, 0.45), (0.80, 0.47, 0.65), (0.94, 0.89, 0.26), (0.20, 0.45, 0.80),
    (0.84, 0.37, 0.00), (0.75, 0.75, 0.75),
)
_SOLID = 0.5
#: Bodies that are kept, with their frames: about 190 kB each.
_MOST = 160


@dataclass(eq=False)
class Body:
    """A take at a frame, in armature space: vertices (V, 3), colours (V, 4), the place over its head for the label (3,)."""

    vertices: np.ndarray
    colours: np.ndarray
    label: np.ndarray
    batch: object = None


@dataclass(frozen=True)
class Beside:
    """A take that stands beside the character: its number, its body, and how far it is moved, in the world."""

    number: int
    body: Body
    offset: Vector

    @property
    def colour(self) -> tuple[float, float, float]:
        return colour_of(self.number)


_handles: list[object] = []
_bodies: dict[tuple[int, int, int], Body] = {}
_sideways: dict[int, Vector] = {}


def colour_of(number: int) -> tuple[float, float, float]:
    """The colour of the take with this number, from 1."""
    return _COLOURS[(number - 1) % len(_COLOURS)]


def beside(armature: bpy.types.Object, scene: bpy.types.Scene) -> list[Beside]:
    """The takes that wait, but for the one shown, at the playhead."""
    state, review = armature.motion_prompt, scene.motion_prompt_review
    return [
        Beside(
            index + 1, _body(armature, index, take.action, scene.frame_current), _side(armature) * ((index - state.shown) * review.distance))
        for index, take in enumerate(state.takes) if index != state.shown and take.action is not None
    ]


def shown(scene: bpy.types.Scene) -> bool:
    """Whether Compare is on."""
    return bool(getattr(getattr(scene, "motion_prompt_review", None), "compare", False))


def register() -> None:
    """Does nothing where there is no window to draw in."""
    if bpy.app.background:
        return
    _handles[:] = [
        bpy.types.SpaceView3D.draw_handler_add(_draw_bodies, (), "WINDOW", "POST_VIEW"),
        bpy.types.SpaceView3D.draw_handler_add(_draw_labels, (), "WINDOW", "POST_PIXEL"),
    ]
    for handlers in _listened():
        handlers.append(forget)


def unregister() -> None:
    while _handles:
        bpy.types.SpaceView3D.draw_handler_remove(_handles.pop(), "WINDOW")
    for handlers in _listened():
        if forget in handlers:
            handlers.remove(forget)
    forget()


@persistent
def forget(_scene: object = None, _depsgraph: object = None) -> None:
    """Something has changed other than the frame: every body is worked out again when it is drawn next."""
    _bodies.clear()
    _sideways.clear()


def _listened() -> tuple[list, ...]:
    return bpy.app.handlers.depsgraph_update_post, bpy.app.handlers.undo_post, bpy.app.handlers.load_post


def _body(armature: bpy.types.Object, index: int, action: bpy.types.Action, frame: int) -> Body:
    key = (action.session_uid, index, frame)
    if key not in _bodies:
        while len(_bodies) >= _MOST:
            del _bodies[next(iter(_bodies))]
        vertices, label = ghosts.skinned(armature, pinned_pose.bone_matrices(armature, _curves(action), frame))
        colours = ghosts.shaded(vertices, colour_of(index + 1), np.full(len(vertices), _SOLID))
        _bodies[key] = Body(vertices.astype(np.float32), colours.astype(np.float32), label)
    return _bodies[key]


def _curves(action: bpy.types.Action) -> dict[tuple[str, int], bpy.types.FCurve]:
    """A take's F-curves by path and index; a take has one slot."""
    return {(curve.data_path, curve.array_index): curve for curve in keyframes.fcurves(action) if not curve.mute}


def _side(armature: bpy.types.Object) -> Vector:
    """Of length 1, over the floor: to the left of the character as it stands where the takes begin. They walk beside each other."""
    if armature.session_uid not in _sideways:
        state = armature.motion_prompt
        action = next((take.action for take in state.takes if take.action is not None), None)
        curves = _curves(action) if action is not None else {}
        matrices = pinned_pose.bone_matrices(armature, curves, state.start_frame)
        across = armature.matrix_world.to_3x3() @ Vector(matrices["left_hip"][:3, 3] - matrices["right_hip"][:3, 3])
        across.z = 0.0
        _sideways[armature.session_uid] = across.normalized() if across.length > 1e-6 else Vector((1.0, 0.0, 0.0))
    return _sideways[armature.session_uid]


def _visible(context: bpy.types.Context) -> Iterator[tuple[bpy.types.Object, list[Beside]]]:
    """Each character that can be seen and has takes to compare, with those beside it."""
    space = context.space_data
    if not shown(context.scene) or space is None or not space.overlay.show_overlays:
        return
    for armature in context.scene.objects:
        if is_made_here(armature) and len(armature.motion_prompt.takes) > 1 and armature.visible_get(view_layer=context.view_layer):
            yield armature, beside(armature, context.scene)


def _draw_bodies() -> None:
    import gpu

    with ghosts.translucent():
        shader = gpu.shader.from_builtin("SMOOTH_COLOR")
        for armature, others in _visible(bpy.context):
            for each in others:
                if each.body.batch is None:
                    each.body.batch = ghosts.batch_of(each.body.vertices, each.body.colours, shader)
                with gpu.matrix.push_pop():
                    gpu.matrix.multiply_matrix(Matrix.Translation(each.offset) @ armature.matrix_world)
                    ghosts.draw_body(each.body.batch, shader)


def _draw_labels() -> None:
    context = bpy.context
    for armature, others in _visible(context):
        for each in others:
            ghosts.draw_label(context, armature.matrix_world @ Vector(each.body.label) + each.offset, str(each.number), each.colour)
        head, number = armature.pose.bones["head"], armature.motion_prompt.shown + 1
        over = head.head + (head.tail - head.head) * 1.5
        ghosts.draw_label(context, armature.matrix_world @ over, str(number), colour_of(number))
