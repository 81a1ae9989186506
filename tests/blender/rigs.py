"""Armatures that are not the add-on's own, made here, and SMPL motions put on them.

Their rest pose, names and bone axes are other rigs' habits; the motion is put on by world rotations, so that what a reader must find
again is known.
"""
from __future__ import annotations

import bpy
import numpy as np
from blender_addon.animation.motion import Motion
from mathutils import Matrix, Vector
from motions import NAMES, REST, joint_matrices

TO_WORLD = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]])
#: SMPL's joint that each bone follows, by the bone's name.
_SIDES = (("left", "Left", "L"), ("right", "Right", "R"))
MIXAMO = {
    "mixamorig:Hips": "pelvis", "mixamorig:Spine": "spine1", "mixamorig:Spine1": "spine2", "mixamorig:Spine2": "spine3",
    "mixamorig:Neck": "neck", "mixamorig:Head": "head",
}
METARIG = {"spine": "pelvis", "spine.001": "spine1", "spine.002": "spine2", "spine.003": "spine3", "spine.004": "neck", "spine.006": "head"}
for _side, _word, _letter in _SIDES:
    MIXAMO |= {
        f"mixamorig:{_word}{bone}": f"{_side}_{joint}" for bone, joint in (
            ("UpLeg", "hip"), ("Leg", "knee"), ("Foot", "ankle"), ("ToeBase", "foot"), ("Shoulder", "collar"), ("Arm", "shoulder"),
            ("ForeArm", "elbow"), ("Hand", "wrist"))}
    METARIG |= {
        f"{bone}.{_letter}": f"{_side}_{joint}" for bone, joint in (
            ("thigh", "hip"), ("shin", "knee"), ("foot", "ankle"), ("toe", "foot"), ("shoulder", "collar"), ("upper_arm", "shoulder"),
            ("forearm", "elbow"), ("hand", "wrist"))}
PARENTS = {name: NAMES[parent] for name, parent in zip(NAMES[1:], (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19))}


def rig(bones: dict[str, str], extra: bool = True, drop: float = 0.0) -> bpy.types.Object:
    """An armature at the origin, facing −Y: a bone for each SMPL joint named. drop: radians by which its arms hang at rest.

    extra: with a control bone at the root and one between shoulder and arm that do not deform, and with a finger.
    """
    armature = bpy.data.objects.new("Rig", bpy.data.armatures.new("Rig"))
    bpy.context.collection.objects.link(armature)
    bpy.ops.object.select_all(action="DESELECT")
    armature.select_set(True)
    bpy.context.view_layer.objects.active = armature
    bpy.ops.object.mode_set(mode="EDIT")
    places, edit = _dropped(drop), armature.data.edit_bones
    made = {}
    for name, joint in bones.items():
        bone = made[joint] = edit.new(name)
        bone.head = places[NAMES.index(joint)]
        bone.tail = bone.head + _along(places, joint)
        bone.roll = 0.3
    for joint, bone in made.items():
        bone.parent = made.get(PARENTS.get(joint, ""))
    if extra:
        _controls(edit, made)
    bpy.ops.object.mode_set(mode="OBJECT")
    for bone in armature.pose.bones:
        bone.rotation_mode = "QUATERNION"
    return armature


def perform(armature: bpy.types.Object, bones: dict[str, str], motion: Motion, start: int = 1, drop: float = 0.0) -> bpy.types.Action:
    """Keys the motion on the rig, every bone turned in the world as SMPL's joint is; the action that it made."""
    rest = {bone.name: bone.matrix_local.copy() for bone in armature.data.bones}
    for frame in range(len(motion)):
        turns = TO_WORLD @ joint_matrices(motion, frame)[:, :3, :3] @ TO_WORLD.T
        for bone in sorted(armature.pose.bones, key=lambda each: len(each.parent_recursive)):
            if bone.name not in bones:
                continue
            joint = NAMES.index(bones[bone.name])
            turned = Matrix((turns[joint] @ _drop_of(bones[bone.name], drop).T).tolist()) @ rest[bone.name].to_3x3()
            above = bone.parent
            while above is not None and above.name not in bones:
                above = above.parent
            before = Matrix.Identity(3) if above is None else (
                Matrix((turns[NAMES.index(bones[above.name])] @ _drop_of(bones[above.name], drop).T).tolist()))
            basis = rest[bone.name].to_3x3().inverted() @ before.inverted() @ turned
            bone.rotation_quaternion = basis.to_quaternion()
            bone.keyframe_insert("rotation_quaternion", frame=start + frame)
            if bones[bone.name] == "pelvis":
                moved = Vector((TO_WORLD @ (motion.root_translation[frame] - REST[0])).tolist())
                bone.location = rest[bone.name].to_3x3().inverted() @ moved
                bone.keyframe_insert("location", frame=start + frame)
    return armature.animation_data.action


def _dropped(drop: float) -> np.ndarray:
    """SMPL's joints (22, 3) at rest in Blender's axes, the arms turned down."""
    places = REST[:22] @ TO_WORLD.T
    for side in ("left", "right"):
        pivot = NAMES.index(f"{side}_shoulder")
        for joint in ("elbow", "wrist"):
            at = NAMES.index(f"{side}_{joint}")
            places[at] = places[pivot] + _drop_of(f"{side}_{joint}", drop) @ (places[at] - places[pivot])
    return places


def _drop_of(joint: str, drop: float) -> np.ndarray:
    """The turn (3, 3) from the T-pose to the rig's rest pose, of a joint of an arm."""
    if drop == 0 or joint.partition("_")[2] not in ("shoulder", "elbow", "wrist"):
        return np.eye(3)
    return np.array(Matrix.Rotation(drop if joint.startswith("left") else -drop, 3, "Y"))


def _along(places: np.ndarray, joint: str) -> Vector:
    """From the joint's head to the joint that goes on from it, or on in the same direction."""
    follows = {
        "pelvis": "spine1", "spine1": "spine2", "spine2": "spine3", "spine3": "neck", "neck": "head",
        **{f"{side}_{a}": f"{side}_{b}" for side in ("left", "right") for a, b in (
            ("hip", "knee"), ("knee", "ankle"), ("ankle", "foot"), ("collar", "shoulder"), ("shoulder", "elbow"), ("elbow", "wrist"))},
    }
    if joint in follows:
        return Vector((places[NAMES.index(follows[joint])] - places[NAMES.index(joint)]).tolist())
    way = {"head": (0, 0, 0.18), "left_foot": (0, -0.07, 0), "right_foot": (0, -0.07, 0)}.get(joint)
    if way is None:
        elbow = joint.replace("wrist", "elbow")
        way = 0.35 * (places[NAMES.index(joint)] - places[NAMES.index(elbow)])
    return Vector(tuple(way))


def _controls(edit: bpy.types.ArmatureEditBones, made: dict) -> None:
    root = edit.new("root")
    root.head, root.tail, root.use_deform = (0, 0, 0), (0, 0.5, 0), False
    made["pelvis"].parent = root
    arm = made["left_shoulder"]
    between = edit.new("MCH-arm")
    between.head, between.tail, between.use_deform = arm.head, arm.tail, False
    between.parent, arm.parent = arm.parent, between
    finger = edit.new("finger")
    hand = made["left_wrist"]
    finger.head, finger.tail = hand.tail, hand.tail + hand.vector * 0.5
    finger.parent = hand
