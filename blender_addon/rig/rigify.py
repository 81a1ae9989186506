"""Rigify's generated rig: which controls an animator keys, which bones show where they end up, and what switches FK on.

Facts about the rig that ships with Blender: the FK chain of the spine turns about `torso`; `hips` and `chest` bend that chain and stay
at rest; a limb's `IK_FK` is 0 for IK and 1 for FK; ORG bones end up where the limb does, whichever of the two moves it.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import bpy

#: The controls of SMPL's joints, in FK.
_TRUNK = {"pelvis": "spine_fk", "spine1": "spine_fk.001", "spine2": "spine_fk.002", "spine3": "spine_fk.003", "neck": "neck", "head": "head"}
_LIMBS = {
    "hip": "thigh_fk", "knee": "shin_fk", "ankle": "foot_fk", "foot": "toe_fk", "collar": "shoulder", "shoulder": "upper_arm_fk",
    "elbow": "forearm_fk", "wrist": "hand_fk"}
#: What carries the body's place, and what bends the spine besides: turned back to rest.
CARRIER, AT_REST = "torso", ("hips", "chest")

#: What is no custom property: how far IK may stretch the bone.
_BUILT_IN = ("ik_stretch",)


@dataclass(frozen=True)
class Switch:
    """A property of a pose bone, custom unless it is one of `_BUILT_IN`, that has to have a value for keys to show."""

    bone: str
    prop: str
    value: float

    @property
    def path(self) -> str:
        bone = f'pose.bones["{bpy.utils.escape_identifier(self.bone)}"]'
        return f"{bone}.{self.prop}" if self.prop in _BUILT_IN else f'{bone}["{self.prop}"]'

    def read(self, armature: bpy.types.Object) -> float:
        """What the property is now."""
        bone = armature.pose.bones[self.bone]
        return float(getattr(bone, self.prop) if self.prop in _BUILT_IN else bone[self.prop])

    def set(self, armature: bpy.types.Object) -> None:
        """Gives the property the value, if it is there."""
        bone = armature.pose.bones[self.bone]
        if self.prop in _BUILT_IN:
            setattr(bone, self.prop, self.value)
        elif self.prop in bone:
            bone[self.prop] = type(bone[self.prop])(self.value)


def is_generated(bones: bpy.types.bpy_prop_collection) -> bool:
    """Whether the armature is a rig that Rigify generated, of a human."""
    return all(name in bones for name in ("torso", "spine_fk", "thigh_fk.L", "upper_arm_fk.L", "ORG-thigh.L"))


def bones(every: bpy.types.bpy_prop_collection) -> dict[str, str]:
    """The FK control of each joint, by joint name."""
    wanted = dict(_TRUNK)
    for side, letter in (("left", "L"), ("right", "R")):
        wanted |= {f"{side}_{part}": f"{name}.{letter}" for part, name in _LIMBS.items()}
    return {joint: name for joint, name in wanted.items() if name in every}


def read_bone(every: bpy.types.bpy_prop_collection, control: str) -> str:
    """The bone that shows where the control's joint ends up, in FK and in IK; the spine has no IK."""
    shown = f"ORG-{control.replace('_fk', '')}"
    return shown if "_fk" in control and not control.startswith("spine") and shown in every else control


def switches(armature: bpy.types.Object, found: Mapping[str, str]) -> tuple[Switch, ...]:
    """What has to be keyed for the FK controls to move the limbs."""
    made = []
    for joint, part in (("shoulder", "upper_arm"), ("hip", "thigh")):
        for side, letter in (("left", "L"), ("right", "R")):
            bone = armature.pose.bones.get(f"{part}_parent.{letter}")
            if bone is not None and "IK_FK" in bone and found.get(f"{side}_{joint}") == f"{part}_fk.{letter}":
                made.append(Switch(bone.name, "IK_FK", 1.0))
    return tuple(made)
