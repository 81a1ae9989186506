"""Finds the body's joints in any humanoid skeleton, by name and by where they hang."""
from __future__ import annotations

import re
from collections.abc import Sequence

from models.io.bvh import MotionFileError

# What a joint is called in the field's rigs (side and prefix taken off), best first. `arm` and `shoulder` are told apart below.
_LIMBS = {
    "hip": ("upleg", "upperleg", "thigh", "upleg", "femur", "legupper"),
    "knee": ("lowerleg", "lowleg", "shin", "calf", "knee", "leg", "leglower"),
    "ankle": ("foot", "ankle"),
    "foot": ("toebase", "toes", "toe", "ball", "toe0"),
    "collar": ("clavicle", "collar", "shoulder"),
    "shoulder": ("upperarm", "uparm", "arm", "shldr", "armupper", "shoulder", "humerus"),
    "elbow": ("forearm", "lowerarm", "lowarm", "elbow", "armlower"),
    "wrist": ("hand", "wrist"),
}
_TRUNK = {"pelvis": ("hips", "pelvis", "hip"), "head": ("head",)}
_NECESSARY = ("hip", "knee", "ankle", "shoulder", "elbow")


def split_side(name: str) -> tuple[str, str]:
    """('left' | 'right' | '', base name in lower-case letters and digits) of a joint's name, whatever the rig's habit."""
    name = name.split(":")[-1]
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)
    words = [word.lower() for word in words if word.lower() not in ("mixamorig", "def", "org", "bip", "j", "bone")]
    side = ""
    for mark, meaning in (("left", "left"), ("right", "right"), ("l", "left"), ("r", "right")):
        if mark in words:
            side = meaning
            words.remove(mark)
            break
    # "LHipJoint": one capital glued to the word.
    glued = re.match(r"^([LR])(?=[A-Z][a-z])", name)
    if not side and glued:
        side = "left" if glued.group(1) == "L" else "right"
        words[0] = words[0][1:] if words[0][:1] in "lr" and len(words[0]) > 1 else words[0]
    return side, "".join(words)


def find_joints(names: Sequence[str], parents: Sequence[int], label: str = "the skeleton") -> dict[str, int]:
    """Source joint index by SMPL joint name, for every SMPL joint the skeleton has.

    Raises MotionFileError naming what is missing where it is no humanoid.
    """
    sided = [split_side(name) for name in names]
    found: dict[str, int] = {}
    for side in ("left", "right"):
        bases = {base: joint for joint, (joint_side, base) in reversed(list(enumerate(sided))) if joint_side == side}
        for part, spellings in _LIMBS.items():
            match = next((bases[spelling] for spelling in spellings if spelling in bases), None)
            if match is not None:
                found[f"{side}_{part}"] = match
        if found.get(f"{side}_collar") == found.get(f"{side}_shoulder"):
            found.pop(f"{side}_collar", None)
    middle = {base: joint for joint, (side, base) in reversed(list(enumerate(sided))) if not side}
    for part, spellings in _TRUNK.items():
        match = next((middle[spelling] for spelling in spellings if spelling in middle), None)
        if match is not None:
            found[part] = match
    missing = [f"{side} {part}" for side in ("left", "right") for part in _NECESSARY if f"{side}_{part}" not in found]
    if missing:
        raise MotionFileError(
            f"{label} does not look like a person: no joint was found for the {missing[0]}. Rename the joints or choose another file."
        )
    _trunk(found, parents)
    return found


def path_up(joint: int, parents: Sequence[int]) -> list[int]:
    """The joint and its ancestors, up to the root."""
    path = [joint]
    while parents[path[-1]] >= 0:
        path.append(parents[path[-1]])
    return path


def _common_ancestor(a: int, b: int, parents: Sequence[int]) -> int:
    above = set(path_up(a, parents))
    return next(joint for joint in path_up(b, parents) if joint in above)


def _trunk(found: dict[str, int], parents: Sequence[int]) -> None:
    """Adds pelvis, spine1–3 and neck by topology: the legs meet in the pelvis, the arms in the chest."""
    found["pelvis"] = _common_ancestor(found["left_hip"], found["right_hip"], parents)
    arms = [found.get(f"{side}_collar", found[f"{side}_shoulder"]) for side in ("left", "right")]
    found["spine3"] = _common_ancestor(*arms, parents)
    between = path_up(found["spine3"], parents)[1:]
    between = between[: between.index(found["pelvis"])][::-1] if found["pelvis"] in between else []
    if between:
        found["spine1"] = between[0]
    if len(between) > 1:
        found["spine2"] = between[-1]
    if "head" in found:
        above = path_up(found["head"], parents)
        if found["spine3"] in above and above.index(found["spine3"]) > 1:
            found["neck"] = above[above.index(found["spine3"]) - 1]
