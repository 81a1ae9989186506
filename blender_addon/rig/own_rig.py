"""The user's own rigs: which armature is in use as a character, its bones by joint, and what is worked out from them."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import bpy
import numpy as np
from mathutils import Matrix

from ..animation import quaternion
from ..animation.clip_playing import CLIP_FPS, Sampled
from ..animation.motion import Motion
from . import effective_parents, humanoid_map, ik_limbs, locks, map_presets, rigify
from .bone_matrices import rotations_of
from .character_space import TO_WORLD
from .humanoid_map import Bones
from .rigify import Switch
from .retarget import Hanging, RigSpace, rig_space
from .rig_body import RigBody, rig_body
from .skeleton import JOINT_NAMES

#: Worked out again only where the map or the rest pose has changed: by session_uid.
_bodies: dict[int, tuple[object, RigBody]] = {}
_found: dict[int, tuple[RigBody, tuple, tuple[dict[str, Hanging], np.ndarray]]] = {}


def is_own_rig(item: bpy.types.Object | None) -> bool:
    """Whether the object is an armature that the animator has taken into use, with its necessary bones still there."""
    if item is None or item.type != "ARMATURE" or not getattr(item, "motion_prompt_rig", None) or not item.motion_prompt_rig.in_use:
        return False
    return not humanoid_map.missing(bones_of(item))


def bones_of(armature: bpy.types.Object) -> Bones:
    """The bones of the joints, by joint name, as the animator has them; those that have gone are left out."""
    there = armature.data.bones
    return {item.name: item.bone for item in armature.motion_prompt_rig.bones if item.bone and item.bone in there}


def store(armature: bpy.types.Object, found: Mapping[str, str]) -> None:
    """Writes the bones of the joints down on the armature, one row a joint."""
    rows = armature.motion_prompt_rig.bones
    if [row.name for row in rows] != list(JOINT_NAMES):
        rows.clear()
        for name in JOINT_NAMES:
            rows.add().name = name
    for row in rows:
        row.bone = found.get(row.name, "")


def body_of(armature: bpy.types.Object) -> RigBody:
    """The rig, calibrated."""
    found = bones_of(armature)
    rest = np.empty(len(armature.data.bones) * 16, dtype=np.float32)
    armature.data.bones.foreach_get("matrix_local", rest)
    known = tuple(sorted(found.items())), rest.tobytes()
    kept = _bodies.get(armature.session_uid)
    if kept is None or kept[0] != known:
        kept = known, rig_body(armature, found)
        _bodies[armature.session_uid] = kept
    return kept[1]


def space_of(context: bpy.types.Context, armature: bpy.types.Object) -> RigSpace:
    """The rig's space at the current frame. Raises ValueError where it is flattened or mirrored."""
    body = body_of(armature)
    held = {each.name: _turn_of(np.array(armature.pose.bones[each.name].matrix_basis)) for each in body.keyed if locks.is_held(armature.pose.bones[each.name])}
    return rig_space(_world(context, armature), body, *_hanging(context, armature, body), held)


def clip(armature: bpy.types.Object, sampled: Sampled) -> Motion | None:
    """What the rig plays, by the map that it has or a saved preset; None where there is neither. Raises ValueError where it is flattened or mirrored."""
    found = bones_of(armature)
    if humanoid_map.missing(found):
        found = map_presets.fitting(armature.data.bones.keys()) or {}
    if humanoid_map.missing(found):
        return None
    space = rig_space(sampled.world[0], rig_body(armature, found), {}, np.eye(4))
    # Where the object moves, its bones do.
    moved = np.linalg.inv(sampled.world[0]) @ sampled.world
    return space.shown({name: moved @ sampled.bones[:, sampled.names.index(name)] for name in space.body.shown if name}, CLIP_FPS)


def switches_of(armature: bpy.types.Object) -> tuple[Switch, ...]:
    """What has to be keyed for the keys of the rig's controls to show."""
    return rigify.switches(armature, bones_of(armature)) if rigify.is_generated(armature.data.bones) else ()


def read(context: bpy.types.Context, armature: bpy.types.Object, fps: float) -> Motion:
    """The pose that shows at the playhead, as a motion of one frame."""
    look = look_at(context, armature)
    return next(poses(armature, look.world, look.bones[None], fps))


@dataclass(frozen=True)
class Look:
    """What a rig shows at a moment: its object's matrix (4, 4) in the world, those of the bones in `RigBody.shown` (B, 4, 4) in armature space."""

    world: np.ndarray
    bones: np.ndarray


def look_at(context: bpy.types.Context, armature: bpy.types.Object) -> Look:
    """What the rig shows now."""
    evaluated = armature.evaluated_get(context.evaluated_depsgraph_get())
    every = np.empty((len(evaluated.pose.bones), 4, 4), dtype=np.float32)
    evaluated.pose.bones.foreach_get("matrix", every.reshape(-1))
    # Blender's memory holds a matrix column by column.
    matrices = dict(zip(evaluated.pose.bones.keys(), every.swapaxes(-1, -2)))
    return Look(np.array(evaluated.matrix_world), np.array([matrices[name] for name in body_of(armature).shown if name], dtype=np.float64))


def poses(armature: bpy.types.Object, world: np.ndarray, bones: np.ndarray, fps: float) -> Iterator[Motion]:
    """What was looked at as motions of one frame: bones (T, B, 4, 4) while the object stood at `world` (4, 4).

    Raises ValueError where it is flattened or mirrored, or at a frame in which a number is not finite.
    """
    # What shows is read as it is: what the controls hang on does not matter.
    space = rig_space(world, body_of(armature), {}, np.eye(4))
    return space.poses(dict(zip(filter(None, space.body.shown), bones.swapaxes(0, 1))), fps)


def standing(armature: bpy.types.Object, matrices: Mapping[str, np.ndarray]) -> tuple[Motion, np.ndarray]:
    """The pose of keyed bones at `matrices` (4, 4), as a motion of one frame where the object stands at the world's origin, and the
    matrix (4, 4) from there to armature space."""
    body = body_of(armature)
    to_armature = np.eye(4)
    to_armature[:3, :3] = body.scale * TO_WORLD
    to_armature[:3, 3] = body.origin
    space = RigSpace(body, {}, quaternion.from_matrix(TO_WORLD), to_armature, np.eye(4))
    controls = {name: matrices[name][None] for name in body.bones if name}
    return replace(space, body=replace(body, shown=body.bones)).shown(controls, 1.0), to_armature


def _world(context: bpy.types.Context, armature: bpy.types.Object) -> np.ndarray:
    return np.array(armature.evaluated_get(context.evaluated_depsgraph_get()).matrix_world)


def _hanging(context: bpy.types.Context, armature: bpy.types.Object, body: RigBody) -> tuple[dict[str, Hanging], np.ndarray]:
    """What each keyed bone hangs on, and the carrier's `to_head`; with constraints it is found out once for as long as they stay."""
    hidden = {each for limb in ik_limbs.chosen(armature) for each in limb.muted}
    if not effective_parents.has_a_say(armature, body, hidden):
        return _plain(armature, body)
    known = _settings(armature)
    kept = _found.get(armature.session_uid)
    if kept is None or kept[0] is not body or kept[1] != known:
        with ik_limbs.muted(armature):
            kept = body, known, effective_parents.found(context, armature, body, switches_of(armature))
        _found[armature.session_uid] = kept
    return kept[2]


def _settings(armature: bpy.types.Object) -> tuple:
    """Everything that may change what a control hangs on: constraints, the rig's own settings, bones above the carrier."""
    switches = {(switch.bone, switch.prop) for switch in switches_of(armature)}
    keyed = {each.name for each in body_of(armature).keyed}
    settings = [
        (bone.name, name, value) for bone in armature.pose.bones for name in bone.keys()
        if (bone.name, name) not in switches and isinstance(value := bone[name], (int, float))]
    root = [(bone.name, tuple(value for row in bone.matrix_basis for value in row)) for bone in armature.pose.bones if bone.parent is None and bone.name not in keyed]
    return tuple(settings), tuple(root)


def _plain(armature: bpy.types.Object, body: RigBody) -> tuple[dict[str, Hanging], np.ndarray]:
    """What each keyed bone hangs on, and the carrier's `to_head`, where no constraint has a say: the next keyed bone above."""
    keyed = {each.name for each in body.keyed}
    hanging = {}
    for each in body.keyed:
        bone = armature.data.bones[each.name]
        above = next((parent.name for parent in bone.parent_recursive if parent.name in keyed), None) if bone.use_inherit_rotation else None
        if above is not None:
            hanging[each.name] = Hanging((above,), (np.array([1.0, 0.0, 0.0, 0.0]),), body.rest_turns[each.name])
        else:
            hanging[each.name] = Hanging((), (), _turn_of(_base(armature, each.name)))
    return hanging, _to_head(armature, body.carrier)


def _base(armature: bpy.types.Object, name: str) -> np.ndarray:
    """The bone's matrix (4, 4) in armature space before its own channels, as what it hangs on stands now."""
    return _with_channels(armature, name, np.eye(4))


def _with_channels(armature: bpy.types.Object, name: str, basis: np.ndarray) -> np.ndarray:
    bone = armature.pose.bones[name]
    above = {} if bone.parent is None else {
        "parent_matrix": bone.parent.matrix, "parent_matrix_local": bone.parent.bone.matrix_local}
    return np.array(bone.bone.convert_local_to_pose(Matrix(basis.tolist()), bone.bone.matrix_local, **above), dtype=np.float64)


def _to_head(armature: bpy.types.Object, name: str) -> np.ndarray:
    """From the bone's location channel to its head, in armature space: (4, 4)."""
    start = _base(armature, name)[:3, 3]
    matrix = np.eye(4)
    matrix[:3, 3] = start
    for axis in range(3):
        moved = np.eye(4)
        moved[axis, 3] = 1.0
        matrix[:3, axis] = _with_channels(armature, name, moved)[:3, 3] - start
    return matrix


def _turn_of(matrix: np.ndarray) -> np.ndarray:
    return quaternion.from_matrix(rotations_of(matrix))
