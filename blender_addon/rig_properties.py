"""What is kept of a user's own rig in the .blend file: that it is in use, and which bone is which joint."""
from __future__ import annotations

import bpy
from bpy.props import BoolProperty, CollectionProperty, EnumProperty, IntProperty, PointerProperty, StringProperty

_OWN = {"override": {"LIBRARY_OVERRIDABLE"}}
_OWN_LIST = {"override": {"LIBRARY_OVERRIDABLE", "USE_INSERTION"}}


_WAYS = (
    ("FK", "FK", "Key the turns of the limb's controls, and switch the limb to FK"),
    ("IK", "IK", "Key hand or foot and pole target, and switch the limb to IK. Its FK controls get the same motion"))


class MotionPromptRigBone(bpy.types.PropertyGroup):
    """A joint (`name`) and its bone; empty where the rig has none."""

    bone: StringProperty(name="Bone", description="The bone that is turned for this joint. Leave it empty where the rig has none", **_OWN)


class MotionPromptRig(bpy.types.PropertyGroup):
    """`object.motion_prompt_rig`: the humanoid map of an armature; see `rig.own_rig`."""

    in_use: BoolProperty(**_OWN)
    arms: EnumProperty(name="Arms", description="What is keyed for arms: FK turns each bone, IK moves the hands, and the elbows' pole targets", items=_WAYS, **_OWN)
    legs: EnumProperty(name="Legs", description="What is keyed for legs: FK turns each bone, IK moves the feet, and the knees' pole targets", items=_WAYS, **_OWN)
    bones: CollectionProperty(type=MotionPromptRigBone, **_OWN_LIST)
    active: IntProperty(name="Joint", description="The joint that is chosen in the list", **_OWN)


_CLASSES = (MotionPromptRigBone, MotionPromptRig)


def register() -> None:
    for each in _CLASSES:
        bpy.utils.register_class(each)
    bpy.types.Object.motion_prompt_rig = PointerProperty(type=MotionPromptRig, **_OWN)


def unregister() -> None:
    del bpy.types.Object.motion_prompt_rig
    for each in reversed(_CLASSES):
        bpy.utils.unregister_class(each)
