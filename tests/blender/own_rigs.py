"""Rigs as other programs make them: their names, bone axes, units, rest poses and what they have more or less than SMPL's joints.

Proportions are not SMPL's: legs, arms, trunk and feet are longer or shorter each by its own factor.
"""
from __future__ import annotations

from dataclasses import dataclass, field

import bpy
import numpy as np
from mathutils import Matrix, Vector
from motions import NAMES, REST

_SIDES = (("left", "Left", "L", "l"), ("right", "Right", "R", "r"))
_PARENTS = dict(zip(NAMES[1:], (NAMES[parent] for parent in (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19))))
#: Metres by which places of SMPL's T-pose are moved, so that no rig has its proportions: (joint, times its offset from its parent).
_LONGER = {"knee": 1.08, "ankle": 0.93, "foot": 1.2, "elbow": 1.1, "wrist": 0.9, "collar": 1.3, "shoulder": 1.1, "hip": 1.15, "spine3": 1.2}
_ANKLE = 0.095


@dataclass(frozen=True)
class Kind:
    """bones: each bone's name with the joint where it begins (or a place), parents first. parents: by name, where not SMPL's."""

    bones: dict[str, str]
    parents: dict[str, str] = field(default_factory=dict)
    drop: float = 0.0
    along: str = "limb"
    scale: float = 1.0
    y_up: bool = False
    euler: bool = False


def _sided(pairs: dict[str, str]) -> dict[str, str]:
    """{side} is left, {Side} Left, {L} L, {l} l."""
    return {
        name.format(side=side, Side=word, L=letter, l=small): joint.format(side=side)
        for side, word, letter, small in _SIDES for name, joint in pairs.items()}


_LIMBS = ("hip", "knee", "ankle", "foot", "collar", "shoulder", "elbow", "wrist")


def _limbs(form: str, *names: str) -> dict[str, str]:
    return _sided({form.replace("#", name): "{side}_" + joint for name, joint in zip(names, _LIMBS) if name})


MIXAMO = Kind({
    "mixamorig:Hips": "pelvis", "mixamorig:Spine": "spine1", "mixamorig:Spine1": "spine2", "mixamorig:Spine2": "spine3", "mixamorig:Neck": "neck",
    "mixamorig:Head": "head", **_limbs("mixamorig:{Side}#", "UpLeg", "Leg", "Foot", "ToeBase", "Shoulder", "Arm", "ForeArm", "Hand"),
    "mixamorig:HeadTop_End": "head+", "mixamorig:LeftHandThumb1": "left_wrist+", "mixamorig:LeftToe_End": "left_foot+"}, scale=0.01, y_up=True)
UNREAL = Kind({
    "root": "origin", "pelvis": "pelvis", "spine_01": "spine1", "spine_02": "spine1~", "spine_03": "spine2", "spine_04": "spine2~", "spine_05": "spine3",
    "neck_01": "neck", "neck_02": "neck~", "head": "head",
    **_limbs("#_{l}", "thigh", "calf", "foot", "ball", "clavicle", "upperarm", "lowerarm", "hand"),
    **_sided({"upperarm_twist_01_{l}": "{side}_shoulder~", "thigh_twist_01_{l}": "{side}_hip~", "ik_foot_{l}": "{side}_ankle"}), "ik_foot_root": "origin"},
    {"ik_foot_root": "root", "ik_foot_l": "ik_foot_root", "ik_foot_r": "ik_foot_root"}, drop=0.85, along="x")
DAZ = Kind({
    "hip": "pelvis", "pelvis": "pelvis", "abdomenLower": "spine1", "abdomenUpper": "spine2", "chestLower": "spine2~", "chestUpper": "spine3",
    "neckLower": "neck", "neckUpper": "neck~", "head": "head",
    **_sided({
        "{l}ThighBend": "{side}_hip", "{l}ThighTwist": "{side}_hip~", "{l}Shin": "{side}_knee", "{l}Foot": "{side}_ankle", "{l}Metatarsals": "{side}_ankle~",
        "{l}Toe": "{side}_foot", "{l}Collar": "{side}_collar", "{l}ShldrBend": "{side}_shoulder", "{l}ShldrTwist": "{side}_shoulder~",
        "{l}ForearmBend": "{side}_elbow", "{l}ForearmTwist": "{side}_elbow~", "{l}Hand": "{side}_wrist", "{l}Thumb1": "{side}_wrist+"})},
    {"lThighBend": "pelvis", "rThighBend": "pelvis", "abdomenLower": "hip", "pelvis": "hip"}, drop=0.6, scale=0.01, euler=True)
VRM = Kind({
    "Root": "origin", "J_Bip_C_Hips": "pelvis", "J_Bip_C_Spine": "spine1", "J_Bip_C_Chest": "spine2", "J_Bip_C_UpperChest": "spine3", "J_Bip_C_Neck": "neck",
    "J_Bip_C_Head": "head", **_limbs("J_Bip_{L}_#", "UpperLeg", "LowerLeg", "Foot", "ToeBase", "Shoulder", "UpperArm", "LowerArm", "Hand"),
    "J_Sec_Hair1": "head+", "J_Adj_L_FaceEye": "head+", **_sided({"J_Bip_{L}_Thumb1": "{side}_wrist+", "J_Bip_{L}_Index1": "{side}_wrist+"})})
SMPLX = Kind({"root": "origin", **{name: name for name in NAMES}, "jaw": "head+", "left_index1": "left_wrist+", "right_thumb1": "right_wrist+"})
BIPED = Kind({
    "Bip01": "pelvis", "Bip01 Pelvis": "pelvis", "Bip01 Spine": "spine1", "Bip01 Spine1": "spine3", "Bip01 Neck": "neck", "Bip01 Head": "head",
    **_limbs("Bip01 {L} #", "Thigh", "Calf", "Foot", "Toe0", "Clavicle", "UpperArm", "Forearm", "Hand")},
    {"Bip01 Pelvis": "Bip01", "Bip01 L Thigh": "Bip01 Pelvis", "Bip01 R Thigh": "Bip01 Pelvis"}, along="x")
GERMAN = Kind({
    "Becken": "pelvis", "Wirbelsäule": "spine1", "Brust": "spine3", "Hals": "neck", "Kopf": "head",
    **_sided({"Oberschenkel.{L}": "{side}_hip", "Unterschenkel.{L}": "{side}_knee", "Fuß.{L}": "{side}_ankle", "Zehen.{L}": "{side}_foot",
              "Schulter.{L}": "{side}_collar", "Oberarm.{L}": "{side}_shoulder", "Unterarm.{L}": "{side}_elbow", "Hand.{L}": "{side}_wrist"})}, drop=0.4, euler=True)
JAPANESE = Kind({
    "全ての親": "origin", "センター": "pelvis", "下半身": "pelvis", "上半身": "spine1", "上半身2": "spine3", "首": "neck", "頭": "head",
    **{f"{mark}{name}": f"{side}_{joint}" for mark, side in (("左", "left"), ("右", "right")) for name, joint in (
        ("足", "hip"), ("ひざ", "knee"), ("足首", "ankle"), ("つま先", "foot"), ("肩", "collar"), ("腕", "shoulder"), ("ひじ", "elbow"), ("手首", "wrist"))}},
    {"下半身": "センター", "上半身": "センター", "左足": "下半身", "右足": "下半身"}, drop=0.6)
PLAIN = Kind({
    "hips": "pelvis", "chest": "spine3", "head": "head", **_sided({
        "leg_{side}_upper": "{side}_hip", "leg_{side}_lower": "{side}_knee", "foot_{side}": "{side}_ankle", "{side}arm_upper": "{side}_shoulder",
        "{side}arm_lower": "{side}_elbow", "hand_{side}": "{side}_wrist"})}, drop=0.3)
_NAMELESS = [name for name in NAMES]
NAMELESS = Kind({f"Bone.{number:03}": joint for number, joint in enumerate(_NAMELESS)}, drop=0.7)
#: Mixamo's with fingers; where each begins, beside the wrist, is what `_hand_place` says.
HANDS = Kind({
    **{name: joint for name, joint in MIXAMO.bones.items() if "Thumb" not in name},
    **{f"mixamorig:{word}Hand{finger}{number}": f"{side}_{finger}{number}" for side, word, *_ in _SIDES
       for finger in ("Thumb", "Index", "Middle", "Ring", "Pinky") for number in (1, 2, 3)}},
    {f"mixamorig:{word}Hand{finger}{number}": f"mixamorig:{word}Hand{finger}{number - 1}" if number > 1 else f"mixamorig:{word}Hand"
     for _side, word, *_ in _SIDES for finger in ("Thumb", "Index", "Middle", "Ring", "Pinky") for number in (1, 2, 3)}, scale=0.01, y_up=True)
KINDS = {
    "mixamo": MIXAMO, "unreal": UNREAL, "daz": DAZ, "vrm": VRM, "smplx": SMPLX, "biped": BIPED, "german": GERMAN, "japanese": JAPANESE, "plain": PLAIN,
    "nameless": NAMELESS}


def build(kind: Kind, name: str = "Hero") -> bpy.types.Object:
    """The armature, facing −Y and standing at the world's origin, selected."""
    armature = bpy.data.objects.new(name, bpy.data.armatures.new(name))
    bpy.context.collection.objects.link(armature)
    bpy.ops.object.select_all(action="DESELECT")
    armature.select_set(True)
    bpy.context.view_layer.objects.active = armature
    bpy.ops.object.mode_set(mode="EDIT")
    places = rest_places(kind.drop)
    # An FBX armature is in centimetres and Y up, and its object makes good for it.
    turn = Matrix.Rotation(-np.pi / 2, 4, "X") if kind.y_up else Matrix.Identity(4)
    to_armature = turn @ Matrix.Scale(1 / kind.scale, 4)
    edit, owner = armature.data.edit_bones, {}
    for bone_name, spot in kind.bones.items():
        head, tail = _ends(places, spot)
        bone = edit.new(bone_name)
        bone.head, bone.tail = to_armature @ head, to_armature @ tail
        if kind.along == "x":
            # Unreal's bones have the limb along x.
            bone.tail = bone.head + (bone.vector.orthogonal().normalized() * bone.length)
        bone.roll += 0.2
    for bone_name, spot in kind.bones.items():
        edit[bone_name].parent = edit.get(_parent_of(kind, bone_name, spot, owner), None)
        owner.setdefault(spot, bone_name)
        if spot.endswith("~"):
            owner[spot[:-1]] = bone_name
    bpy.ops.object.mode_set(mode="OBJECT")
    if kind.y_up:
        armature.rotation_euler = (np.pi / 2, 0, 0)
    armature.scale = (kind.scale,) * 3
    for bone in armature.pose.bones:
        bone.rotation_mode = "XYZ" if kind.euler else "QUATERNION"
    bpy.context.view_layer.update()
    return armature


def rest_places(drop: float) -> dict[str, np.ndarray]:
    """Where the joints of the rigs are at rest: SMPL's T-pose with other proportions, arms turned down, in Blender's axes."""
    places: dict[str, np.ndarray] = {}
    for joint, name in enumerate(NAMES):
        if name == "pelvis":
            places[name] = REST[0].copy()
            continue
        parent = _PARENTS[name]
        part = name.partition("_")[2] or name
        places[name] = places[parent] + _LONGER.get(part, 1.0) * (REST[joint] - REST[NAMES.index(parent)])
    up = _ANKLE - places["left_ankle"][1]
    places = {name: place + [0.0, up, 0.0] for name, place in places.items()}
    turned = {}
    for name, (x, y, z) in places.items():
        turned[name] = np.array([x, -z, y])
    for side in ("left", "right"):
        turn = np.array(Matrix.Rotation(drop if side == "left" else -drop, 3, "Y"))
        for part in ("elbow", "wrist"):
            pivot = turned[f"{side}_shoulder"]
            turned[f"{side}_{part}"] = pivot + turn @ (turned[f"{side}_{part}"] - pivot)
    turned["origin"] = np.zeros(3)
    return turned


_NEXT = {
    "pelvis": "spine1", "spine1": "spine2", "spine2": "spine3", "spine3": "neck", "neck": "head",
    **{f"{side}_{a}": f"{side}_{b}" for side in ("left", "right") for a, b in (
        ("hip", "knee"), ("knee", "ankle"), ("ankle", "foot"), ("collar", "shoulder"), ("shoulder", "elbow"), ("elbow", "wrist"))}}


def _ends(places: dict[str, np.ndarray], spot: str) -> tuple[Vector, Vector]:
    """Where a bone begins and ends. "x~" begins half-way from x to the next joint, "x+" at the end of x's bone."""
    if spot[-1] in "123" and spot not in places:
        return _finger(places, spot)
    joint = spot.rstrip("~+")
    head = places[joint]
    if joint in _NEXT:
        tail = places[_NEXT[joint]]
    elif joint == "head":
        tail = head + [0, 0, 0.18]
    elif joint.endswith("foot"):
        tail = head + [0, -0.07, 0]
    elif joint.endswith("wrist"):
        tail = head + 0.35 * (head - places[joint.replace("wrist", "elbow")])
    else:
        tail = head + [0, 0.3, 0]
    if spot.endswith("~"):
        head = 0.5 * (head + tail)
    if spot.endswith("+"):
        head, tail = tail, tail + 0.3 * (tail - head)
    return Vector(head.tolist()), Vector(tail.tolist())


def _finger(places: dict[str, np.ndarray], spot: str) -> tuple[Vector, Vector]:
    """A bone of a finger of a T-pose, palm down, thumb ahead."""
    side, _, name = spot.partition("_")
    row = ("Thumb", "Index", "Middle", "Ring", "Pinky").index(name[:-1])
    out = np.array([1.0 if side == "left" else -1.0, 0, 0])
    knuckle = places[f"{side}_wrist"] + 0.08 * out + np.array([0, -0.03 + 0.02 * row, 0])
    length = 0.03
    return Vector((knuckle + (int(name[-1]) - 1) * length * out).tolist()), Vector((knuckle + int(name[-1]) * length * out).tolist())


def _parent_of(kind: Kind, name: str, spot: str, owner: dict[str, str]) -> str:
    if name in kind.parents:
        return kind.parents[name]
    if spot == "origin":
        return ""
    if spot[-1] in "~+":
        return owner.get(spot[:-1], "")
    joint = spot
    if joint in owner:
        return owner[joint]
    while joint in _PARENTS:
        joint = _PARENTS[joint]
        if joint in owner:
            return owner[joint]
    return owner.get("origin", "")


def add_ik(armature: bpy.types.Object, found: dict[str, str]) -> None:
    """IK as riggers add it: feet and hands follow controls of their own, knees and elbows point to others. found: bones by joint."""
    bpy.ops.object.mode_set(mode="EDIT")
    edit = armature.data.edit_bones
    for side in ("left", "right"):
        for upper, lower, end, ahead in (("hip", "knee", "ankle", -1), ("shoulder", "elbow", "wrist", 1)):
            upper, lower, end = (edit[found[f"{side}_{part}"]] for part in (upper, lower, end))
            # Limbs bend a little at rest, or IK does not know which way.
            lower.head.y += ahead * 0.02
            upper.tail = lower.head
            target, pole = edit.new(f"CTRL-{end.name}"), edit.new(f"POLE-{lower.name}")
            target.head, target.tail, target.roll = end.head, end.head + 1.2 * end.vector, end.roll
            pole.head, pole.tail = lower.head + Vector((0, ahead * 0.5, 0)), lower.head + Vector((0, ahead * 0.6, 0))
    bpy.ops.object.mode_set(mode="POSE")
    for side in ("left", "right"):
        for upper, lower, end in (("hip", "knee", "ankle"), ("shoulder", "elbow", "wrist")):
            upper, lower, end = (armature.pose.bones[found[f"{side}_{part}"]] for part in (upper, lower, end))
            solver = lower.constraints.new("IK")
            solver.target = solver.pole_target = armature
            solver.subtarget, solver.pole_subtarget, solver.chain_count = f"CTRL-{end.name}", f"POLE-{lower.name}", 2
            solver.pole_angle = _pole_angle(upper.bone, lower.bone, armature.data.bones[solver.pole_subtarget].head_local)
            follow = end.constraints.new("COPY_ROTATION")
            follow.target, follow.subtarget = armature, f"CTRL-{end.name}"
    bpy.ops.object.mode_set(mode="OBJECT")


def _pole_angle(upper: bpy.types.Bone, lower: bpy.types.Bone, pole: Vector) -> float:
    """The pole angle with which the limb stays as it is at rest: between the upper bone's x axis and the way to the pole."""
    along = lower.tail_local - upper.head_local
    normal = along.cross(pole - upper.head_local)
    way, across = upper.tail_local - upper.head_local, upper.matrix_local.to_3x3().col[0]
    projected = normal.cross(way)
    angle = across.angle(projected)
    return -angle if across.cross(projected).angle(way) < 1 else angle
