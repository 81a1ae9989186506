"""The fingers of a user's rig: found by name, and how far each bone of a relaxed hand is curled."""
from __future__ import annotations

import re
from dataclasses import dataclass

import bpy
import numpy as np

from ..animation import quaternion
from . import bone_names
from .bone_matrices import rotations_of

#: From the thumb's side outwards, with the degrees by which a relaxed finger's three bones are curled.
_FINGERS = {"index": (14, 22, 14), "middle": (18, 26, 16), "ring": (22, 28, 18), "pinky": (26, 30, 18)}
_WORDS = {**{name: name for name in _FINGERS}, "little": "pinky"}
#: What bones are called that follow a finger's control, or move it in another way.
_OTHERS = {"org", "def", "mch", "ik", "master", "tweak", "palm", "metacarpal", "carpal", "twist", "target", "pole", "toe"}
_MOVED = {"COPY_ROTATION", "COPY_TRANSFORMS", "IK", "ARMATURE", "STRETCH_TO", "DAMPED_TRACK"}


@dataclass(frozen=True)
class Curl:
    """A bone, and its own rotation (4,) in a relaxed hand."""

    bone: str
    turn: np.ndarray


def relaxed(armature: bpy.types.Object) -> list[Curl]:
    """The bones of the fingers and their turns; of hands whose fingers cannot be told for sure nothing. Thumbs stay as they are."""
    return [curl for side in ("left", "right") for curl in _hand(armature, side)]


def are_free(armature: bpy.types.Object, curls: list[Curl]) -> bool:
    """Whether the fingers are at rest, and no key, strip or driver moves them."""
    names = {curl.bone for curl in curls}
    data = armature.animation_data
    if data is not None:
        actions = [data.action, *(strip.action for track in data.nla_tracks for strip in track.strips)]
        paths = [driver.data_path for driver in data.drivers] + [path for action in actions if action is not None for path in _paths(action)]
        if any(name in names for path in paths if (name := _bone_of(path))):
            return False
    return all(np.allclose(armature.pose.bones[name].matrix_basis, np.eye(4), atol=1e-4) for name in names)


def _paths(action: bpy.types.Action) -> list[str]:
    from ..animation import keyframes

    return [curve.data_path for curve in keyframes.fcurves(action)]


def _bone_of(path: str) -> str:
    found = re.match(r'pose\.bones\["((?:[^"\\]|\\.)*)"\]', path)
    return found[1] if found else ""


def _hand(armature: bpy.types.Object, side: str) -> list[Curl]:
    fingers = _fingers(armature, side)
    knuckles = [_place(armature, fingers[name][0]) for name in _FINGERS if name in fingers]
    if len(knuckles) < 2:
        return []
    to_thumb = knuckles[0] - knuckles[-1]
    curls = []
    for name, bones in fingers.items():
        ahead = _place(armature, bones[1]) - _place(armature, bones[0])
        # With the thumb to the front a left hand that points to its left has its palm below, and a right one is its mirror image.
        palm = np.cross(ahead, to_thumb) * (1.0 if side == "left" else -1.0)
        axis = np.cross(ahead, palm)
        length = np.linalg.norm(axis)
        if length < 1e-12:
            return []
        for bone, degrees in zip(bones, _FINGERS[name]):
            half = np.radians(degrees) / 2.0
            turn = np.array([np.cos(half), *(np.sin(half) * axis / length)])
            rest = quaternion.from_matrix(rotations_of(np.array(armature.data.bones[bone].matrix_local, dtype=np.float64)))
            curls.append(Curl(bone, quaternion.multiply(quaternion.multiply(quaternion.inverse(rest), turn), rest)))
    return curls


def _fingers(armature: bpy.types.Object, side: str) -> dict[str, list[str]]:
    """The bones of each finger of that side, from the knuckle on, at most three; fingers of one bone are left out."""
    found: dict[str, dict[int, str]] = {}
    for bone in armature.pose.bones:
        read = bone_names.read(bone.name)
        finger = next((_WORDS[word] for word in read.words if word in _WORDS), "")
        if not finger or read.side != side or _OTHERS & set(read.words) or re.search(r"\.\d{3}$", bone.name):
            continue
        if any(constraint.type in _MOVED and not constraint.mute for constraint in bone.constraints):
            continue
        found.setdefault(finger, {}).setdefault(read.number, bone.name)
    return {
        name: [found[name][number] for number in sorted(found[name])][:3]
        for name in _FINGERS if name in found and len(found[name]) > 1}


def _place(armature: bpy.types.Object, bone: str) -> np.ndarray:
    return np.array(armature.data.bones[bone].head_local, dtype=np.float64)
