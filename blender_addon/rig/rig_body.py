"""A user's rig as a body: which way its joints point at rest against SMPL's T-pose, its proportions, and which bones are keyed.

Calibrated once from the rest pose. A bone's turn away from rest is then SMPL's joint's turn away from the same pose, in world space, so
that twist is followed and nothing is guessed per frame: R_smpl(t) = R_source(t) · R_source(rest)⁻¹ · R_smpl(rest).
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import bpy
import numpy as np

from ..animation import kinematics, quaternion
from . import bone_paths, character_file, rigify
from .bone_matrices import rotations_of
from .skeleton import JOINT_NAMES, PARENTS

_INDEX = {name: joint for joint, name in enumerate(JOINT_NAMES)}
_SIDES = ("left", "right")
_TRUNK = ("pelvis", "spine1", "spine2", "spine3", "neck", "head")
#: A trunk that leans by less than this (cosine) at rest stands upright; a rest pose that leans more is a pose.
_UPRIGHT = 0.9
#: A heading nearer than this (radians) to one of the armature's own axes is that axis: bones are never placed to the micron.
_NEARLY = 0.12
#: What bones are called that carry a body's place and do not turn with it.
_CENTRES = ("センター", "グルーブ", "Center", "center", "Centre", "centre")
#: An ankle is this high over the floor, as a share of the leg: between these the armature's own origin is the floor.
_ANKLE = (0.02, 0.3)


@dataclass(frozen=True)
class Keyed:
    """A bone that is keyed. joint: which of the 22 it belongs to. share: 1 turns as the joint does; between 0 and 1 that share of the way
    from the joint `upper` to it; 0 stays at rest against its parent."""

    name: str
    joint: int
    share: float = 1.0
    upper: int = 0


@dataclass(frozen=True, eq=False)
class RigBody:
    """bones, shown: by joint, empty where the rig has none; `shown` are the bones that end up where the joint does. keyed: those with
    keys, `bones` and what goes along with them. carrier: the bone that carries the body's place.

    axes (4,): from motion space to the armature at rest. references (22, 4): how SMPL's joints are turned in the rig's rest pose.
    scale: the armature's units in a metre of motion space. origin (3,): the floor, in armature space. middle (3,): between the
    hips, in armature space; between_hips (3,): the same from SMPL's pelvis. rest_joints (22, 3): the rig's own proportions in a
    T-pose, in motion space; lift: how much higher (m) its ankles are than SMPL's. rests: the bones' rest matrices by name.
    """

    bones: tuple[str, ...]
    shown: tuple[str, ...]
    keyed: tuple[Keyed, ...]
    carrier: str
    axes: np.ndarray
    references: np.ndarray
    scale: float
    origin: np.ndarray
    middle: np.ndarray
    between_hips: np.ndarray
    rest_joints: np.ndarray
    lift: float
    rests: Mapping[str, np.ndarray]

    @property
    def mapped(self) -> np.ndarray:
        """The joints (22,) that have a bone."""
        return np.array([bool(name) for name in self.bones])

    @cached_property
    def rest_turns(self) -> Mapping[str, np.ndarray]:
        """The rotations (4,) of `rests`."""
        return {name: quaternion.from_matrix(rotations_of(rest)) for name, rest in self.rests.items()}


def rig_body(armature: bpy.types.Object, found: Mapping[str, str]) -> RigBody:
    """Calibrates the rig with the bones of its joints, all the necessary ones among them (see humanoid_map.missing)."""
    every = armature.data.bones
    bones = tuple(found.get(name, "") for name in JOINT_NAMES)
    shown = tuple(rigify.read_bone(every, name) if name else "" for name in bones)
    smpl = character_file.load().rest_joints
    heads = {joint: np.array(every[shown[joint]].head_local, dtype=np.float64) for joint, name in enumerate(bones) if name}
    axes = _axes(heads)
    leg = _leg_length(heads)
    scale = leg / kinematics.leg_length(smpl)
    up = axes[:, 1]
    ankle = np.mean([heads[_INDEX[f"{side}_ankle"]] @ up for side in _SIDES])
    floor = 0.0 if _ANKLE[0] * leg < ankle < _ANKLE[1] * leg else ankle - scale * smpl[_INDEX["left_ankle"], 1]
    origin = floor * up
    places = {joint: axes.T @ (head - origin) / scale for joint, head in heads.items()}
    references = _references(places, _toes(armature, shown, axes), smpl)
    hips = [_INDEX[f"{side}_hip"] for side in _SIDES]
    between = smpl[hips].mean(axis=0) - smpl[0]
    lift = (ankle - floor) / scale - float(smpl[_INDEX["left_ankle"], 1])
    keyed, carrier = _keyed(armature, found, bones)
    names = {*shown, *(each.name for each in keyed), carrier} - {""}
    return RigBody(
        bones, shown, keyed, carrier, quaternion.from_matrix(axes), references, scale, origin, np.mean([heads[hip] for hip in hips], axis=0),
        between, _rest_joints(places, references, smpl, between, lift), lift,
        {name: np.array(every[name].matrix_local, dtype=np.float64) for name in names})


def _axes(heads: Mapping[int, np.ndarray]) -> np.ndarray:
    """The rotation (3, 3) from motion space to the armature at rest: its left, up and ahead as columns, on its own axes where near."""
    left = sum(heads[_INDEX[f"left_{part}"]] - heads[_INDEX[f"right_{part}"]] for part in ("hip", "shoulder"))
    up = sum(heads[_INDEX[f"{side}_shoulder"]] - heads[_INDEX[f"{side}_ankle"]] for side in _SIDES)
    up = _snapped(up / np.linalg.norm(up))
    left = left - (left @ up) * up
    left = _snapped(left / np.linalg.norm(left))
    left = left - (left @ up) * up
    left /= np.linalg.norm(left)
    return np.stack([left, up, np.cross(left, up)], axis=-1)


def _snapped(direction: np.ndarray) -> np.ndarray:
    axis = np.zeros(3)
    largest = int(np.argmax(np.abs(direction)))
    axis[largest] = np.sign(direction[largest])
    return axis if direction @ axis > np.cos(_NEARLY) else direction


def _leg_length(heads: Mapping[int, np.ndarray]) -> float:
    ways = [np.linalg.norm(heads[_INDEX[f"{side}_{a}"]] - heads[_INDEX[f"{side}_{b}"]]) for side in _SIDES for a, b in (("hip", "knee"), ("knee", "ankle"))]
    return max(float(sum(ways) / 2), 1e-9)


def _toes(armature: bpy.types.Object, shown: Sequence[str], axes: np.ndarray) -> dict[int, np.ndarray]:
    """Where each foot points, by ankle joint: to its toes, or, where it has none, along its bone if that is level enough."""
    ways = {}
    for side in _SIDES:
        ankle, foot = _INDEX[f"{side}_ankle"], _INDEX[f"{side}_foot"]
        bone = armature.data.bones[shown[ankle]]
        end = armature.data.bones[shown[foot]].head_local if shown[foot] else bone.tail_local
        way = axes.T @ np.array(end - bone.head_local)
        if way[2] > 0.4 * np.linalg.norm(way):
            ways[ankle] = way * [1, 0, 1]
    return ways


def _references(places: Mapping[int, np.ndarray], toes: Mapping[int, np.ndarray], smpl: np.ndarray) -> np.ndarray:
    """How SMPL's joints are turned (22, 4), in world space, when SMPL stands as the rig does at rest.

    Limbs by the least turn from SMPL's bone onto the rig's. A trunk that stands upright is at rest, whatever its curve: where a rig
    has its joints is proportion, not posture. Feet are flat on the floor: only the way they point counts.
    """
    references = np.tile([1.0, 0.0, 0.0, 0.0], (len(JOINT_NAMES), 1))
    chest = places.get(_INDEX["spine3"], np.mean([places[_INDEX[f"{side}_shoulder"]] for side in _SIDES], axis=0))
    hips = [places[_INDEX[f"{side}_hip"]] for side in _SIDES]
    trunk = chest - np.mean(hips, axis=0)
    trunk /= max(np.linalg.norm(trunk), 1e-9)
    if trunk[1] < _UPRIGHT:
        references[:] = kinematics.between(np.array([0.0, 1.0, 0.0]), trunk)
    for side in _SIDES:
        for name, child in (("hip", "knee"), ("knee", "ankle"), ("shoulder", "elbow"), ("elbow", "wrist")):
            joint, end = _INDEX[f"{side}_{name}"], _INDEX[f"{side}_{child}"]
            if joint in places and end in places:
                references[joint] = kinematics.between(_unit(smpl[end] - smpl[joint]), _unit(places[end] - places[joint]))
        elbow, wrist, ankle, foot = (_INDEX[f"{side}_{part}"] for part in ("elbow", "wrist", "ankle", "foot"))
        if wrist not in places:
            references[elbow] = references[_INDEX[f"{side}_shoulder"]]
        references[wrist] = references[elbow]
        flat = kinematics.between(_unit((smpl[foot] - smpl[ankle]) * [1, 0, 1]), _unit(toes[ankle])) if ankle in toes else references[0] * [1, 0, 0, 0]
        references[ankle] = references[foot] = quaternion.normalized(flat)
    return references


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / max(float(np.linalg.norm(vector)), 1e-12)


def _rest_joints(
    places: Mapping[int, np.ndarray], references: np.ndarray, smpl: np.ndarray, between_hips: np.ndarray, lift: float,
) -> np.ndarray:
    """The rig's joints (22, 3) in SMPL's T-pose; those it lacks lie in between, as SMPL's do. Its soles are where motion space has them."""
    hips = [places[_INDEX[f"{side}_hip"]] for side in _SIDES]
    known = {0: np.mean(hips, axis=0) - between_hips, **{joint: place for joint, place in places.items() if joint}}
    rest = np.zeros((len(JOINT_NAMES), 3))
    for joint, parent in enumerate(PARENTS):
        if parent < 0:
            rest[0] = known[0]
            continue
        above = parent
        while above not in known:
            above = PARENTS[above]
        if joint in known:
            rest[joint] = rest[above] + quaternion.rotate(quaternion.inverse(references[above]), known[joint] - known[above])
        else:
            rest[joint] = _lacking(joint, above, known, rest, smpl)
    # Where the rig stands with its leg straight its ankles are as high as SMPL's, and `lift` away from where they are.
    return rest - [0.0, rest[_INDEX["left_ankle"], 1] - float(smpl[_INDEX["left_ankle"], 1]), 0.0]


def _lacking(joint: int, above: int, known: Mapping[int, np.ndarray], rest: np.ndarray, smpl: np.ndarray) -> np.ndarray:
    """Where a joint that the rig lacks would be: a bone without length moves nothing, but the toes are SMPL's."""
    if JOINT_NAMES[joint].endswith(("foot", "head", "wrist")):
        return rest[above] + smpl[joint] - smpl[above]
    return rest[above]


def _keyed(armature: bpy.types.Object, found: Mapping[str, str], bones: Sequence[str]) -> tuple[tuple[Keyed, ...], str]:
    """The bones to key, and the one that carries the place."""
    every = armature.data.bones
    own = {name: joint for joint, name in enumerate(bones) if name}
    keyed = {name: Keyed(name, joint) for name, joint in own.items()}
    if rigify.is_generated(every) and bones[0] == "spine_fk":
        keyed[rigify.CARRIER] = Keyed(rigify.CARRIER, 0)
        keyed |= {name: Keyed(name, 0, 0.0) for name in rigify.AT_REST if name in every}
        return tuple(keyed.values()), rigify.CARRIER
    carrier = found.get("place") or _carrier(every, bones)
    if carrier not in keyed:
        # A centre that only travels (as in MikuMikuDance) does not turn with the hips.
        keyed[carrier] = Keyed(carrier, 0, 0.0 if any(word in carrier for word in _CENTRES) else 1.0)
    for name, joint in own.items():
        path = bone_paths.up(every, name)[1:]
        stop = next((place for place, above in enumerate(path) if above in own or above == carrier), None)
        for place, above in enumerate(path[:stop] if stop is not None else ()):
            upper = own.get(path[stop], 0)
            share = 1.0 - (place + 1) / (stop + 1) if JOINT_NAMES[joint] in _TRUNK else 0.0
            keyed.setdefault(above, Keyed(above, joint if share else upper, share, upper))
    order = {bone.name: len(bone.parent_recursive) for bone in every}
    return tuple(sorted(keyed.values(), key=lambda each: order[each.name])), carrier


def _carrier(every: bpy.types.bpy_prop_collection, bones: Sequence[str]) -> str:
    """What everything hangs on: where the legs and the chest meet, and that can be moved."""
    trunk = [name for joint in ("spine3", "left_shoulder", "right_shoulder") if (name := bones[_INDEX[joint]])]
    meeting = bones[0] if all(bones[0] in bone_paths.up(every, name) for name in trunk) else bone_paths.meeting(every, [bones[0], *trunk])
    bone = every[meeting or bones[0]]
    while bone.use_connect and bone.parent is not None:
        bone = bone.parent
    return bone.name
