"""A clip of any armature as the text of a BVH file: Y up, metres as Blender's world has them, the bones' own names."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..rig.bone_matrices import rotations_of
from ..rig.character_space import TO_WORLD
from ..rig.deform_skeleton import DeformSkeleton
from .clip_playing import CLIP_FPS, Sampled

#: Below these a joint does not move against its parent, and needs no channels: degrees, and a share of the skeleton's size.
_STILL_DEGREES, _STILL_PLACE = 0.01, 1e-4


@dataclass(frozen=True)
class _Joints:
    """What goes into the file: offsets (J, 3), end_offsets (J, 3), places (T, J, 3) from the parent, angles (T, J, 3) about z, x and y
    in degrees."""

    labels: tuple[str, ...]
    parents: tuple[int, ...]
    offsets: np.ndarray
    end_offsets: np.ndarray
    places: np.ndarray
    angles: np.ndarray


def bvh_text(skeleton: DeformSkeleton, sampled: Sampled) -> str:
    """The text. Its rest pose is the armature's rest pose, as the object stands in the first frame.

    A joint has position channels where it moves against its parent: the root, and bones that are stretched or not connected. A joint
    that never moves has none at all.
    """
    joints = _joints(skeleton, sampled)
    if sum(parent < 0 for parent in joints.parents) > 1:
        joints = _under_one_root(joints)
    size = max(float(np.ptp(skeleton.heads, axis=0).max()) * float(np.cbrt(np.linalg.det(sampled.world[0, :3, :3]))), 1e-9)
    travels = np.abs(joints.places - joints.offsets).max(axis=(0, 2)) > _STILL_PLACE * size
    turns = np.abs(joints.angles).max(axis=(0, 2)) > _STILL_DEGREES
    travels[0] = turns[0] = True
    order: list[int] = []
    lines = ["HIERARCHY", *_hierarchy(joints, travels, turns, 0, 0, order), "MOTION"]
    columns = []
    for joint in order:
        columns += [joints.places[:, joint]] if travels[joint] else []
        columns += [joints.angles[:, joint]] if turns[joint] else []
    table = np.concatenate(columns, axis=1) + 0.0  # no minus zero
    lines += [f"Frames: {len(table)}", f"Frame Time: {1 / CLIP_FPS:.8f}"]
    form = " ".join(["%.4f"] * table.shape[1])
    return "\n".join([*lines, *(form % tuple(row) for row in table.tolist())]) + "\n"


def _joints(skeleton: DeformSkeleton, sampled: Sampled) -> _Joints:
    at = [sampled.names.index(name) for name in skeleton.bones]
    world, first = rotations_of(sampled.world), sampled.world[0]
    heads, tails = (points @ first[:3, :3].T @ TO_WORLD for points in (skeleton.heads, skeleton.tails))
    rest = rotations_of(first) @ rotations_of(skeleton.matrices)
    joints = world[:, None] @ rotations_of(sampled.bones[:, at]) @ rest.swapaxes(-1, -2)
    joints = TO_WORLD.T @ joints @ TO_WORLD
    in_armature = sampled.bones[:, at][..., :3, 3]
    places = (np.einsum("tij,tbj->tbi", sampled.world[:, :3, :3], in_armature) + sampled.world[:, None, :3, 3]) @ TO_WORLD
    turns, local_places, offsets = joints.copy(), places.copy(), heads.copy()
    for joint, parent in enumerate(skeleton.parents):
        if parent >= 0:
            back = joints[:, parent].swapaxes(-1, -2)
            turns[:, joint] = back @ joints[:, joint]
            local_places[:, joint] = np.einsum("tij,tj->ti", back, places[:, joint] - places[:, parent])
            offsets[joint] = heads[joint] - heads[parent]
    return _Joints(skeleton.labels, skeleton.parents, offsets, tails - heads, local_places, _angles(turns))


def _under_one_root(joints: _Joints) -> _Joints:
    """The same with one root at the world's origin above the others: a BVH file has one."""
    parents = (-1, *(parent + 1 for parent in joints.parents))
    padded = {name: np.insert(getattr(joints, name), 0, 0.0, axis=-2) for name in ("offsets", "end_offsets", "places", "angles")}
    return _Joints(("armature", *joints.labels), parents, **padded)


def _angles(turns: np.ndarray) -> np.ndarray:
    """Degrees (..., 3) about z, the new x, the new y, of rotation matrices (..., 3, 3)."""
    x = np.arcsin(np.clip(turns[..., 2, 1], -1, 1))
    locked = np.abs(turns[..., 2, 1]) > 1 - 1e-9
    z = np.where(locked, np.arctan2(turns[..., 1, 0], turns[..., 0, 0]), np.arctan2(-turns[..., 0, 1], turns[..., 1, 1]))
    y = np.where(locked, 0.0, np.arctan2(-turns[..., 2, 0], turns[..., 2, 2]))
    return np.degrees(np.stack([z, x, y], axis=-1))


def _hierarchy(joints: _Joints, travels: np.ndarray, turns: np.ndarray, joint: int, depth: int, order: list[int]) -> list[str]:
    """The lines of a joint and those below it; writes down their order."""
    order.append(joint)
    tab = "\t" * depth
    channels = ["Xposition", "Yposition", "Zposition"] if travels[joint] else []
    channels += ["Zrotation", "Xrotation", "Yrotation"] if turns[joint] else []
    lines = [
        f"{tab}{'JOINT' if depth else 'ROOT'} {joints.labels[joint]}", tab + "{", f"{tab}\tOFFSET {_numbers(joints.offsets[joint])}",
        f"{tab}\tCHANNELS {' '.join([str(len(channels)), *channels])}"]
    children = [child for child, parent in enumerate(joints.parents) if parent == joint]
    for child in children:
        lines += _hierarchy(joints, travels, turns, child, depth + 1, order)
    if not children:
        lines += [f"{tab}\tEnd Site", tab + "\t{", f"{tab}\t\tOFFSET {_numbers(joints.end_offsets[joint])}", tab + "\t}"]
    return [*lines, tab + "}"]


def _numbers(point: np.ndarray) -> str:
    return " ".join(f"{value:.6f}" for value in point)
