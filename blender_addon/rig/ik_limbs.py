"""Limbs that a rig moves by inverse kinematics: what their hands and feet follow, and where knees and elbows point.

Rigify's generated rig has both ways for every limb, and the animator says which is keyed. On other rigs a limb whose bones carry an
IK constraint shows nothing of its own keys: there the targets are always keyed.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import bpy

from ..animation import keyframes
from . import own_rig, rigify
from .rigify import Switch

_LIMBS = (("legs", "hip", "knee", "ankle"), ("arms", "shoulder", "elbow", "wrist"))
_SIDES = (("left", "L"), ("right", "R"))


@dataclass(frozen=True)
class IkLimb:
    """upper, lower, end: the bones that show the limb. target: the control that the end follows, and turns with where `turns`. pole: the
    control that knee or elbow point to, or "". switches: what has to be keyed for the target to move the limb. muted: (bone, constraint)
    names that must not work for the limb's own keys to show; idle: those that work on beside these keys, for nothing."""

    upper: str
    lower: str
    end: str
    target: str
    turns: bool
    pole: str
    switches: tuple[Switch, ...] = ()
    muted: tuple[tuple[str, str], ...] = ()
    idle: tuple[tuple[str, str], ...] = ()

    @property
    def controls(self) -> tuple[str, ...]:
        return (self.target, self.pole) if self.pole else (self.target,)


def has_choice(armature: bpy.types.Object) -> bool:
    """Whether the rig's limbs can be keyed both ways. Quick: panels ask at every draw."""
    bones = armature.data.bones
    return rigify.is_generated(bones) and "foot_ik.L" in bones and "hand_ik.L" in bones


def chosen(armature: bpy.types.Object) -> list[IkLimb]:
    """The limbs whose IK targets are keyed."""
    if not own_rig.is_own_rig(armature):
        return []
    if has_choice(armature):
        rig = armature.motion_prompt_rig
        return [limb for limb in _of_rigify(armature) if (rig.arms if "forearm" in limb.lower else rig.legs) == "IK"]
    return _constrained(armature)


@contextmanager
def muted(armature: bpy.types.Object) -> Iterator[None]:
    """Lets the limbs' own keys show for a moment, where IK constraints hide them."""
    limbs = chosen(armature)
    working = [armature.pose.bones[bone].constraints[name] for limb in limbs for bone, name in limb.muted]
    for constraint in working:
        constraint.mute = True
    try:
        with _resting(armature, limbs):
            yield
    finally:
        for constraint in working:
            constraint.mute = False


@contextmanager
def unseen_resting(armature: bpy.types.Object, times: Sequence[float]) -> Iterator[None]:
    """Where a limb is in FK at all the times (frames) its IK is not worked out, for a moment: nothing of it shows."""
    limbs = _of_rigify(armature) if own_rig.is_own_rig(armature) and has_choice(armature) else []
    with _resting(armature, [limb for limb in limbs if _is_in_fk(armature, limb.switches[0], times)]):
        yield


@contextmanager
def _resting(armature: bpy.types.Object, limbs: Sequence[IkLimb]) -> Iterator[None]:
    solvers = [armature.pose.bones[bone].constraints[name] for limb in limbs for bone, name in limb.idle]
    influences = [solver.influence for solver in solvers]
    for solver in solvers:
        # Rigify's drivers say whether they are muted. Reaching in vain for a target that stays behind they take most of a frame's time.
        solver.influence = 0.0
    try:
        yield
    finally:
        for solver, influence in zip(solvers, influences):
            solver.influence = influence


def _is_in_fk(armature: bpy.types.Object, switch: Switch, times: Sequence[float]) -> bool:
    """Whether the limb is in FK at all the times, as far as that is plain to see: without NLA strips and drivers."""
    data = armature.animation_data
    if data is not None and (len(data.nla_tracks) or any(driver.data_path == switch.path for driver in data.drivers)):
        return False
    curve = next((curve for curve in keyframes.own_curves(armature) if curve.data_path == switch.path and len(curve.keyframe_points)), None)
    return switch.read(armature) == 1.0 if curve is None or curve.mute else all(curve.evaluate(time) == 1.0 for time in times)


def poles_of(armature: bpy.types.Object) -> list[Switch]:
    """The settings besides IK and FK that the chosen limbs need."""
    return [switch for limb in chosen(armature) for switch in limb.switches if switch.prop != "IK_FK"]


def _of_rigify(armature: bpy.types.Object) -> list[IkLimb]:
    bones, found = armature.pose.bones, []
    for upper, lower, end, target in (("thigh", "shin", "foot", "foot_ik"), ("upper_arm", "forearm", "hand", "hand_ik")):
        for _side, letter in _SIDES:
            parent, pole = f"{upper}_parent.{letter}", f"{upper}_ik_target.{letter}"
            if parent in bones and "IK_FK" in bones[parent] and f"{target}.{letter}" in bones:
                switches = [Switch(parent, "IK_FK", 0.0)]
                # A bone that may stretch does so wherever its limb bends, and knee and elbow go astray.
                switches += [Switch(name, "ik_stretch", 0.0) for name in (f"{upper}_ik.{letter}", f"MCH-{lower}_ik.{letter}") if name in bones]
                if pole in bones and "pole_vector" in bones[parent]:
                    switches.append(Switch(parent, "pole_vector", 1.0))
                else:
                    pole = ""
                solving = f"MCH-{lower}_ik.{letter}"
                idle = tuple((solving, each.name) for each in bones[solving].constraints if each.type == "IK") if solving in bones else ()
                found.append(IkLimb(
                    *(f"ORG-{part}.{letter}" for part in (upper, lower, end)), f"{target}.{letter}", True, pole, tuple(switches), idle=idle))
    return found


def _constrained(armature: bpy.types.Object) -> list[IkLimb]:
    """Limbs of other rigs whose lower bone has an IK constraint with a bone of the same rig as its target."""
    mapped, found = own_rig.bones_of(armature), []
    for _limb, *parts in _LIMBS:
        for side, _letter in _SIDES:
            upper, lower, end = (mapped.get(f"{side}_{part}", "") for part in parts)
            solver = _solver(armature, lower) if upper and lower and end else None
            if solver is not None:
                found.append(_limb_of(armature, upper, lower, end, solver))
    return found


def _solver(armature: bpy.types.Object, lower: str) -> bpy.types.Constraint | None:
    """The IK constraint that moves the limb with this lower bone."""
    for constraint in armature.pose.bones[lower].constraints:
        if constraint.type == "IK" and not constraint.mute and constraint.influence > 0.5 and constraint.target == armature and (
                constraint.subtarget in armature.pose.bones):
            return constraint
    return None


def _limb_of(armature: bpy.types.Object, upper: str, lower: str, end: str, solver: bpy.types.Constraint) -> IkLimb:
    bones, target = armature.pose.bones, solver.subtarget
    followers = [constraint for constraint in bones[end].constraints
                 if constraint.type in ("COPY_ROTATION", "COPY_TRANSFORMS") and constraint.subtarget == target and not constraint.mute]
    pole = solver.pole_subtarget if solver.pole_target == armature and solver.pole_subtarget in bones else ""
    muted = ((lower, solver.name), *((end, constraint.name) for constraint in followers))
    return IkLimb(upper, lower, end, target, bool(followers), pole, (), muted)
