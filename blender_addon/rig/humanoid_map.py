"""Which bone of an armature is which of SMPL's joints: a guess by name, then by where bones hang, then by shape alone."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import bpy
import numpy as np

from . import bone_names, bone_paths, bone_shape, rigify
from .skeleton import JOINT_NAMES

#: Joints without which nothing can be put on a rig; `spine3` (the chest) is where the arms hang.
NECESSARY = ("pelvis", *(f"{side}_{part}" for part in ("hip", "knee", "ankle", "shoulder", "elbow") for side in ("left", "right")))
SIDES = ("left", "right")
#: What an animator calls the joints.
WORDS = {name: name.replace("_", " ") for name in JOINT_NAMES} | {
    "spine1": "spine, lower", "spine2": "spine, middle", "spine3": "chest", **{
        f"{side}_{joint}": f"{side} {word}" for side in SIDES for joint, word in (
            ("hip", "thigh"), ("knee", "shin"), ("ankle", "foot"), ("foot", "toes"), ("collar", "collarbone"), ("shoulder", "upper arm"),
            ("elbow", "forearm"), ("wrist", "hand"))}}
_LIMBS = (("hip", "knee", "ankle", "foot"), ("collar", "shoulder", "elbow", "wrist"))
_NEEDED = ("hip", "knee", "ankle", "shoulder", "elbow")
#: What it costs that a bone does not hang below the one that should be above it.
_ASTRAY = 60.0
#: What it costs that something else moves a bone: less than to have none, as limbs in IK have no other.
_FOLLOWS = 15.0
_MOVED = {"COPY_ROTATION", "COPY_TRANSFORMS", "COPY_LOCATION", "IK", "SPLINE_IK", "CHILD_OF", "ARMATURE", "STRETCH_TO", "DAMPED_TRACK", "TRANSFORM", "ACTION"}

Bones = dict[str, str]


def guess(armature: bpy.types.Object) -> Bones:
    """The bone of every joint that can be found, by joint name. Bones that an animator turns, not those that follow them."""
    bones = armature.data.bones
    if all(name in bones for name in JOINT_NAMES):
        return {name: name for name in JOINT_NAMES}
    if rigify.is_generated(bones):
        return rigify.bones(bones)
    found = _by_name(armature)
    return found if not missing(found) else _better(found, bone_shape.guess(armature))


def missing(found: Mapping[str, str]) -> list[str]:
    """The necessary joints without a bone."""
    return [name for name in NECESSARY if not found.get(name)]


def about_missing(found: Mapping[str, str]) -> str:
    """Why a rig with these bones cannot be used, in a sentence; empty where it can."""
    lacking = [WORDS[name] for name in missing(found)]
    if not lacking:
        return ""
    listed = lacking[0] if len(lacking) == 1 else f"{', '.join(lacking[:4])}{' and others' if len(lacking) > 4 else ''}"
    return f"No bone was found for: {listed}. Choose the bones in the list under Rig Map."


def mirrored(bones: Sequence[str], found: Mapping[str, str]) -> Bones:
    """The map with joints of one side that have no bone filled from the other side's, where a bone of the mirrored name is there."""
    filled = dict(found)
    for side, other in (SIDES, SIDES[::-1]):
        for name in (name for name in JOINT_NAMES if name.startswith(side)):
            twin = found.get(name.replace(side, other))
            if twin and not filled.get(name) and (bone := other_side(twin)) in bones:
                filled[name] = bone
    return filled


def other_side(name: str) -> str:
    """The bone's name with left and right changed over: what Blender's own flip does not know as well."""
    flipped = bpy.utils.flip_name(name)
    if flipped != name:
        return flipped
    for pair in (("Left", "Right"), ("left", "right"), ("_L_", "_R_"), (" L ", " R "), ("左", "右"), ("Links", "Rechts"), ("links", "rechts")):
        for one, two in (pair, pair[::-1]):
            if one in name:
                return name.replace(one, two, 1)
    if name[:1] in "lr" and name[1:2].isupper():
        return ("r" if name[0] == "l" else "l") + name[1:]
    return name


def _better(first: Bones, second: Bones) -> Bones:
    return second if len(missing(second)) < len(missing(first)) else first


def _by_name(armature: bpy.types.Object) -> Bones:
    candidates = _Candidates(armature)
    found: Bones = {}
    for side in SIDES:
        for limb in _LIMBS:
            found |= {f"{side}_{part}": name for part, name in candidates.limb(side, limb).items()}
    found |= _trunk(armature, found, candidates)
    return found


class _Candidates:
    """The bones that may be a joint's, by their names, with what speaks against each."""

    def __init__(self, armature: bpy.types.Object) -> None:
        self._bones = armature.data.bones
        self._names = {bone.name: bone_names.read(bone.name) for bone in self._bones}
        self._above = {bone.name: {above.name for above in bone.parent_recursive} for bone in self._bones}
        self._moved = {
            bone.name for bone in armature.pose.bones if any(c.type in _MOVED and not c.mute and c.influence > 0 for c in bone.constraints)}

    def of(self, side: str, part: str) -> dict[str, float]:
        """What speaks against each bone of that side and part, the six best."""
        costs = {}
        for name, read in self._names.items():
            rank = read.rank(part) if read.side == side and not read.is_helper else None
            if rank is not None:
                first = 0.5 * abs(read.number) if side else 0.0
                costs[name] = rank + first + 0.01 * len(self._above[name]) + (_FOLLOWS if name in self._moved else 0.0) - ("fk" in read.words)
        return dict(sorted(costs.items(), key=lambda item: item[1])[:6])

    def limb(self, side: str, parts: Sequence[str]) -> dict[str, str]:
        """The bones of a limb that together cost least: names that fit, each below the one before it."""
        options = [[("", 60.0 if part in _NEEDED else 20.0), *self.of(side, part).items()] for part in parts]
        best = min(product(*options), key=self._cost)
        return {part: name for part, (name, _) in zip(parts, best) if name}

    def _cost(self, chosen: Sequence[tuple[str, float]]) -> float:
        names = [name for name, _ in chosen if name]
        astray = sum(upper not in self._above[lower] for upper, lower in zip(names, names[1:]))
        return sum(cost for _, cost in chosen) + _ASTRAY * (astray + len(names) - len(set(names)))

    def middle(self, part: str) -> str:
        """The best bone of the trunk that is called so; empty where none is."""
        return next(iter(self.of("", part)), "")

    def spine(self) -> list[str]:
        """Every bone that is called spine or chest and moves by itself, from below."""
        names = {*self.of("", "spine"), *self.of("", "chest")} - self._moved
        return sorted(names, key=lambda name: len(self._above[name]))

    def is_free(self, name: str) -> bool:
        """Whether an animator turns this bone: nothing else moves it."""
        return name not in self._moved and not self._names[name].is_helper


def _trunk(armature: bpy.types.Object, found: Bones, candidates: _Candidates) -> Bones:
    """Pelvis, spine, neck and head: the legs meet in the pelvis, the arms in the chest, the head is above it."""
    bones, trunk = armature.data.bones, {}
    legs = [found.get(f"{side}_hip", "") for side in SIDES]
    arms = [found.get(f"{side}_collar") or found.get(f"{side}_shoulder", "") for side in SIDES]
    pelvis, chest = bone_paths.meeting(bones, legs), bone_paths.meeting(bones, arms)
    if pelvis and not candidates.is_free(pelvis):
        pelvis = ""
    trunk["pelvis"] = pelvis or candidates.middle("pelvis")
    between = bone_paths.between(bones, chest, trunk["pelvis"]) if chest and candidates.is_free(chest) else candidates.spine()
    between = [name for name in between if candidates.is_free(name) and name != trunk["pelvis"]]
    trunk |= bone_paths.spine_of(between)
    head = candidates.middle("head")
    if not head and chest:
        head = _above_the_arms(bones, between[-1] if between else chest, arms)
    neck = bone_paths.between(bones, head, between[-1])[:-1] if head and between and between[-1] in bone_paths.up(bones, head) else []
    trunk |= {"head": head, "neck": neck[0] if neck else candidates.middle("neck") if head else ""}
    if trunk["neck"] == head:
        trunk["neck"] = ""
    return {joint: name for joint, name in trunk.items() if name}


def _above_the_arms(bones: bpy.types.bpy_prop_collection, chest: str, arms: Sequence[str]) -> str:
    """The last bone of the chain that goes on from the chest without an arm: the head."""
    limbs = {above for arm in arms if arm for above in bone_paths.up(bones, arm)}
    heads = [child for child in bones[chest].children if child.name not in limbs]
    longest: list[bpy.types.Bone] = max((list(_chain(child)) for child in heads), key=len, default=[])
    return longest[-1].name if longest else ""


def _chain(bone: bpy.types.Bone) -> Iterator[bpy.types.Bone]:
    yield bone
    if len(bone.children) == 1:
        yield from _chain(bone.children[0])


def heads_of(armature: bpy.types.Object, found: Mapping[str, str]) -> dict[str, np.ndarray]:
    """Where each joint's bone begins at rest, in armature space."""
    return {joint: np.array(armature.data.bones[name].head_local) for joint, name in found.items() if name in armature.data.bones}
