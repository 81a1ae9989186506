"""The skeleton that a rig deforms its mesh with, control bones left out: any armature, Rigify's included."""
from __future__ import annotations

import re
from dataclasses import dataclass

import bpy
import numpy as np

#: Control bones lie where the bones lie that follow them; this share of the rig's size is the same place.
_SAME_PLACE = 1e-3
#: Rigify's human calls no bone a head: it is the last of the spine.
_RIGIFY_HEAD = re.compile(r"^(DEF-)?spine\.006$")


@dataclass(frozen=True)
class DeformSkeleton:
    """bones: J names, parents before children. parents: J indices, −1 for a root. heads, tails (J, 3) and matrices (J, 4, 4): at rest,
    in armature space. labels: what the joints are called in a file."""

    bones: tuple[str, ...]
    parents: tuple[int, ...]
    heads: np.ndarray
    tails: np.ndarray
    matrices: np.ndarray
    labels: tuple[str, ...]


def deform_skeleton(armature: bpy.types.Object) -> DeformSkeleton:
    """The bones that deform, each under the next of them above it; all bones where none deforms."""
    every = list(armature.data.bones)
    chosen = [bone for bone in every if bone.use_deform] or every
    above = _parents(every, {bone.name for bone in chosen})
    order = sorted((bone.name for bone in chosen), key=lambda name: len(_path_up(name, above)))
    bones = [armature.data.bones[name] for name in order]
    parents = tuple(order.index(above[name]) if above[name] else -1 for name in order)
    return DeformSkeleton(
        tuple(order), parents, np.array([bone.head_local for bone in bones], dtype=np.float64),
        np.array([bone.tail_local for bone in bones], dtype=np.float64),
        np.array([bone.matrix_local for bone in bones], dtype=np.float64), tuple(_label(name, order) for name in order))


def _parents(every: list[bpy.types.Bone], chosen: set[str]) -> dict[str, str]:
    """The parent's name of every chosen bone, empty for roots.

    Rigs often hang a deforming bone on a control bone (Rigify: DEF-upper_arm.L on ORG-shoulder.L). Going up from there, a control
    bone stands for the chosen bone that lies where it lies.
    """
    twins = _twins(every, chosen)
    parents: dict[str, str] = {}
    for bone in every:
        if bone.name in chosen:
            candidates = (above.name if above.name in chosen else twins.get(above.name, "") for above in bone.parent_recursive)
            parents[bone.name] = next(
                (name for name in candidates if name and bone.name not in (name, *_path_up(name, parents))), "")
    return parents


def _twins(every: list[bpy.types.Bone], chosen: set[str]) -> dict[str, str]:
    """For every bone that is not chosen, the chosen one that begins where it begins and points where it points."""
    spots = np.array([(*bone.head_local, *bone.tail_local) for bone in every])
    size = max(float(np.ptp(spots, axis=0).max()), 1e-9)
    own = [(bone.name, spot) for bone, spot in zip(every, spots) if bone.name in chosen]
    heads = np.array([spot[:3] for _, spot in own])
    found = {}
    for bone, spot in zip(every, spots):
        if bone.name in chosen:
            continue
        near = np.flatnonzero(np.linalg.norm(heads - spot[:3], axis=1) < _SAME_PLACE * size)
        along = [(float(_direction(own[at][1]) @ _direction(spot)), own[at][0]) for at in near]
        if along and max(along)[0] > 0.99:
            found[bone.name] = max(along)[1]
    return found


def _direction(spot: np.ndarray) -> np.ndarray:
    way = spot[3:] - spot[:3]
    return way / max(float(np.linalg.norm(way)), 1e-12)


def _path_up(name: str, parents: dict[str, str]) -> list[str]:
    """The bones above, as far as `parents` knows them."""
    path = []
    while name := parents.get(name, ""):
        path.append(name)
    return path


def _label(name: str, names: list[str]) -> str:
    """The joint's name in a BVH file: without the characters and words that structure the file."""
    if _RIGIFY_HEAD.match(name) and not any("head" in other.lower() for other in names if "forehead" not in other.lower()):
        return "head"
    return " ".join(re.sub(r"[{}]", "_", name).replace("MOTION", "Motion").split()) or "bone"
