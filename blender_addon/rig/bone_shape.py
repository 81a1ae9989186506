"""The body's joints by shape alone, for armatures whose names say nothing: symmetry, what hangs on what, how long, how high.

The armature stands upright in the world. What lies in its middle plane is the trunk; the pair of limbs that ends lowest are the
legs, the pair that reaches farthest to the sides, or hangs highest, the arms.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import bpy
import numpy as np

from . import bone_paths

#: Shares of the body's height: how near the middle plane a trunk's bone is, and how far apart mirrored bones may be.
_MIDDLE, _TWINS = 0.02, 0.04
#: A foot begins below this share of the hip's height.
_LOW = 0.25


@dataclass(frozen=True)
class _Limb:
    """A limb's bones from the trunk outwards, with where they begin and where the last ends (N + 1, 3): x across, y ahead, z up."""

    names: tuple[str, ...]
    points: np.ndarray


def guess(armature: bpy.types.Object) -> dict[str, str]:
    """The bone of each joint that the shape gives, by joint name; empty where the armature has no human shape."""
    chosen = [bone for bone in armature.data.bones if bone.use_deform] or list(armature.data.bones)
    heads, tails = _upright(armature, chosen)
    size = float(np.ptp(np.concatenate([heads, tails])[:, 2]))
    if len(chosen) < 11 or size <= 0:
        return {}
    across = _across(heads, size)
    if across is None:
        return {}
    return _assembled(armature, chosen, heads, tails, across, size)


def _upright(armature: bpy.types.Object, bones: Sequence[bpy.types.Bone]) -> tuple[np.ndarray, np.ndarray]:
    """Where bones begin and end at rest (N, 3), turned and sized as the object is."""
    turn = np.array(armature.matrix_world.to_3x3())
    return tuple(np.array([getattr(bone, end) for bone in bones], dtype=np.float64) @ turn.T for end in ("head_local", "tail_local"))


def _across(heads: np.ndarray, size: float) -> np.ndarray | None:
    """The direction (3,) from right to left or left to right: the level axis across which most bones have a twin."""
    best, found = 0.6, None
    for angle in (0.0, 0.5 * np.pi, 0.25 * np.pi, 0.75 * np.pi):
        axis = np.array([np.cos(angle), np.sin(angle), 0.0])
        off = heads @ axis
        middle = _middle(heads, axis)
        mirrored = heads - 2.0 * (off - middle)[:, None] * axis
        apart = np.linalg.norm(heads[:, None] - mirrored[None], axis=-1)
        twins = apart.min(axis=1) < _TWINS * size
        wide = np.abs(off - middle) > _MIDDLE * size
        if wide.sum() >= 8 and (share := float((twins & wide).sum() / wide.sum())) > best:
            best, found = share, axis
    return found


def _middle(heads: np.ndarray, axis: np.ndarray) -> float:
    off = heads @ axis
    return 0.5 * float(off.min() + off.max())


def _assembled(
    armature: bpy.types.Object, bones: Sequence[bpy.types.Bone], heads: np.ndarray, tails: np.ndarray, across: np.ndarray, size: float,
) -> dict[str, str]:
    row = {bone.name: index for index, bone in enumerate(bones)}
    off = heads @ across - _middle(heads, across)
    wide = np.abs(off) > _MIDDLE * size
    limbs: dict[int, list[_Limb]] = {-1: [], 1: []}
    for index, bone in enumerate(bones):
        above = next((parent.name for parent in bone.parent_recursive if parent.name in row), None)
        if wide[index] and (above is None or not wide[row[above]]):
            limbs[1 if off[index] > 0 else -1].append(_limb(bone, row, heads, tails))
    if not limbs[-1] or not limbs[1]:
        return {}
    found: dict[str, str] = {}
    legs = {side: min(those, key=lambda limb: limb.points[:, 2].min()) for side, those in limbs.items()}
    ahead = _ahead(legs, across)
    left = 1 if np.cross([0.0, 0.0, 1.0], ahead) @ across > 0 else -1
    for sign, side in ((left, "left"), (-left, "right")):
        found |= {f"{side}_{part}": name for part, name in _leg(legs[sign]).items()}
        arms = [limb for limb in limbs[sign] if limb is not legs[sign] and len(limb.names) > 1]
        if arms:
            arm = max(arms, key=lambda limb: _length(limb.points) + np.ptp(limb.points @ across))
            found |= {f"{side}_{part}": name for part, name in _arm(arm, armature).items()}
    return found | _middle_bones(armature, bones, heads, found, wide)


def _limb(bone: bpy.types.Bone, row: dict[str, int], heads: np.ndarray, tails: np.ndarray) -> _Limb:
    """From the bone on outwards, at every fork to where it reaches farthest."""
    names = [bone.name]
    while True:
        onward = [child for child in bone.children if child.name in row]
        if not onward:
            break
        bone = max(onward, key=lambda child: _reach(child, row, heads, tails, heads[row[names[0]]]))
        names.append(bone.name)
    return _Limb(tuple(names), np.array([*(heads[row[name]] for name in names), tails[row[names[-1]]]]))


def _reach(bone: bpy.types.Bone, row: dict[str, int], heads: np.ndarray, tails: np.ndarray, start: np.ndarray) -> float:
    own = [bone, *bone.children_recursive]
    return max(float(np.linalg.norm(tails[row[each.name]] - start)) for each in own if each.name in row)


def _length(points: np.ndarray) -> float:
    return float(np.linalg.norm(np.diff(points, axis=0), axis=-1).sum())


def _ahead(legs: dict[int, _Limb], across: np.ndarray) -> np.ndarray:
    """Where the feet point, level."""
    ways = []
    for leg in legs.values():
        low = leg.points[:, 2] < leg.points[:, 2].min() + _LOW * np.ptp(leg.points[:, 2])
        first = int(np.flatnonzero(low)[0])
        ways.append(leg.points[-1] - leg.points[first])
    way = np.sum(ways, axis=0) * [1.0, 1.0, 0.0]
    way -= across * (way @ across)
    return way if np.linalg.norm(way) > 1e-9 else np.array([0.0, -1.0, 0.0])


def _leg(limb: _Limb) -> dict[str, str]:
    points, names = limb.points, limb.names
    floor, top = points[:, 2].min(), points[:, 2].max()
    ankle = next((index for index in range(1, len(names)) if points[index, 2] < floor + _LOW * (top - floor)), None)
    if ankle is None or ankle < 2:
        return {}
    # What leads from the spine to the hip runs sideways, not down.
    hip = 0
    while hip < ankle - 2 and points[hip, 2] - points[hip + 1, 2] < 0.1 * (top - floor):
        hip += 1
    middle = 0.5 * (points[hip] + points[ankle])
    knee = min(range(hip + 1, ankle), key=lambda index: np.linalg.norm(points[index] - middle))
    found = {"hip": names[hip], "knee": names[knee], "ankle": names[ankle]}
    if ankle + 1 < len(names):
        found["foot"] = names[ankle + 1]
    return found


def _arm(limb: _Limb, armature: bpy.types.Object) -> dict[str, str]:
    points, names = limb.points, limb.names
    fingers = [index for index, name in enumerate(names) if len(armature.data.bones[name].children) > 1]
    # The hand is where fingers fork off; without fingers it is the last bone.
    wrist = fingers[-1] if fingers and fingers[-1] >= 2 else len(names) - 1
    if wrist < 2:
        return {}
    lengths = np.linalg.norm(np.diff(points[:wrist + 1], axis=0), axis=-1)
    # The collar is short against the two long bones of the arm.
    shoulder = 1 if wrist > 2 and lengths[0] < 0.8 * lengths[1:].max() else 0
    middle = 0.5 * (points[shoulder] + points[wrist])
    elbow = min(range(shoulder + 1, wrist), key=lambda index: np.linalg.norm(points[index] - middle), default=None)
    if elbow is None:
        return {}
    found = {"shoulder": names[shoulder], "elbow": names[elbow], "wrist": names[wrist]}
    return found | ({"collar": names[0]} if shoulder else {})


def _middle_bones(
    armature: bpy.types.Object, bones: Sequence[bpy.types.Bone], heads: np.ndarray, found: dict[str, str], wide: np.ndarray,
) -> dict[str, str]:
    every = armature.data.bones
    legs = [found.get(f"{side}_hip", "") for side in ("left", "right")]
    arms = [found.get(f"{side}_collar") or found.get(f"{side}_shoulder", "") for side in ("left", "right")]
    pelvis, chest = bone_paths.meeting(every, legs), bone_paths.meeting(every, arms)
    if not pelvis or not chest:
        return {}
    trunk = {"pelvis": pelvis, **bone_paths.spine_of([name for name in bone_paths.between(every, chest, pelvis) if name != pelvis])}
    middle = [(heads[index, 2], bone.name) for index, bone in enumerate(bones) if not wide[index]]
    below = [name for _, name in middle if chest in [above.name for above in every[name].parent_recursive]]
    above_arms = [name for name in below if every[name].parent is not None]
    if above_arms:
        heights = dict((name, height) for height, name in middle)
        chain = sorted(above_arms, key=lambda name: heights[name])
        # A bone's end without a mesh ("head end") is no head: a head has a neck below it.
        neck = [name for name in chain if every[name].parent.name == chest]
        trunk |= {"neck": neck[0], "head": _next(every, neck[0], chain)} if neck else {}
    return {joint: name for joint, name in trunk.items() if name}


def _next(every: bpy.types.bpy_prop_collection, neck: str, chain: Sequence[str]) -> str:
    onward = [name for name in chain if every[name].parent.name == neck]
    return onward[0] if onward else ""
