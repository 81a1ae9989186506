"""The character's armature: SMPL's joints as bones that point along the limbs."""
from __future__ import annotations

import bpy
import numpy as np
from mathutils import Vector

from . import mannequin, own_rig
from .character_file import CharacterFile
from .skeleton import JOINT_NAMES, PARENTS

#: Custom property on armature objects that this add-on made: the version of their layout.
MARK = "motion_prompt_character"
_FORWARD, _UP = Vector((0, -1, 0)), Vector((0, 0, 1))


def to_blender(points: np.ndarray) -> np.ndarray:
    """Points (..., 3), Y up and facing +Z, in Blender's axes: Z up and facing −Y."""
    x, y, z = np.moveaxis(np.asarray(points), -1, 0)
    return np.stack([x, -z, y], axis=-1)


def add_character(context: bpy.types.Context, data: CharacterFile, name: str = "Character") -> bpy.types.Object:
    """A new character at the 3D cursor: the armature, selected and active, with the mannequin under it."""
    armature = bpy.data.objects.new(name, bpy.data.armatures.new(name))
    armature[MARK] = 1
    armature.location = context.scene.cursor.location
    context.collection.objects.link(armature)
    _select_only(context, armature)
    _build_bones(armature, data)
    for bone in armature.pose.bones:
        bone.rotation_mode = "QUATERNION"
        # Only the pelvis travels: grabbing a limb turns it and never tears it off.
        bone.lock_location = (bone.parent is not None,) * 3
    armature.data.display_type = "STICK"
    armature.show_in_front = True
    mannequin.add_mannequin(armature, data, context.collection)
    return armature


def is_character(item: bpy.types.Object | None) -> bool:
    """Whether the object is an armature that Add Character made, with all its joints still there, or a rig that is in use as one."""
    return is_made_here(item) or own_rig.is_own_rig(item)


def is_made_here(item: bpy.types.Object | None) -> bool:
    """Whether the object is an armature that Add Character made, with all its joints still there."""
    return item is not None and item.type == "ARMATURE" and MARK in item and all(name in item.data.bones for name in JOINT_NAMES)


def find_character(context: bpy.types.Context) -> bpy.types.Object | None:
    """The character the animator means: the active object or the one that moves it, else the scene's only character."""
    for candidate in around(context.active_object):
        if is_character(candidate):
            return candidate
    everyone = [item for item in context.scene.objects if is_character(item)]
    return everyone[0] if len(everyone) == 1 else None


def around(item: bpy.types.Object | None) -> list[bpy.types.Object]:
    """The object and the armatures that move it."""
    if item is None:
        return []
    movers = [item, item.parent, *(modifier.object for modifier in item.modifiers if modifier.type == "ARMATURE")]
    return [mover for mover in movers if mover is not None and mover.type == "ARMATURE"]


def find_rig(context: bpy.types.Context) -> bpy.types.Object | None:
    """The armature that is selected, or that moves the selected mesh, and is no character yet."""
    return next((item for item in around(context.active_object) if not is_character(item)), None)


def find_mapped(context: bpy.types.Context) -> bpy.types.Object | None:
    """The rig whose humanoid map the animator sees: the one in use, or the selected one that has a map already."""
    character = find_character(context)
    if own_rig.is_own_rig(character):
        return character
    rig = find_rig(context)
    return rig if rig is not None and len(rig.motion_prompt_rig.bones) else None


def _select_only(context: bpy.types.Context, item: bpy.types.Object) -> None:
    for other in context.selected_objects:
        other.select_set(False)
    item.select_set(True)
    context.view_layer.objects.active = item


def _build_bones(armature: bpy.types.Object, data: CharacterFile) -> None:
    heads, tails = to_blender(data.rest_joints), to_blender(data.bone_tails)
    bpy.ops.object.mode_set(mode="EDIT")
    bones = []
    for joint, name in enumerate(JOINT_NAMES):
        bone = armature.data.edit_bones.new(name)
        bone.head, bone.tail = heads[joint], tails[joint]
        # Limbs bend about their x axis: z looks forward, or up where the bone itself points forward.
        bone.align_roll(_UP if abs(bone.vector.normalized().dot(_FORWARD)) > 0.7 else _FORWARD)
        if PARENTS[joint] >= 0:
            bone.parent = bones[PARENTS[joint]]
        bones.append(bone)
    bpy.ops.object.mode_set(mode="OBJECT")
