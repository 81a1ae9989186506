"""What the controls of a rig hang on where constraints have a say: found by turning them and looking what moves.

Every control is turned by an angle of its own, once, in a scene that exists only meanwhile. A control whose frame has moved exactly as
another one did hangs on it; one whose frame has moved part of the way between two hangs on both (Rigify's neck follows chest and
torso by half each).
"""
from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations

import bpy
import numpy as np

from ..animation import clip_playing, keyframes, quaternion
from .bone_matrices import rotations_of
from .retarget import Hanging
from .rig_body import RigBody
from .rigify import Switch

#: Degrees by which frames may differ and still be the same; a blend of two is measured, and may differ more.
_SAME, _BLENDED = 0.3, 0.6
_IDENTITY = np.array([1.0, 0.0, 0.0, 0.0])
_MOVERS = ("location", "rotation_quaternion", "rotation_euler", "rotation_axis_angle", "scale")


class UnknownParents(ValueError):
    """What moves a control could not be found; says which, in a sentence for an animator."""


def has_a_say(armature: bpy.types.Object, body: RigBody, besides: Collection[tuple[str, str]] = ()) -> bool:
    """Whether constraints, besides those named by (bone, constraint), or drivers may move what the keyed bones hang on."""
    driven = {driver.data_path.split('"')[1] for driver in (armature.animation_data.drivers if armature.animation_data else ())
              if driver.data_path.startswith("pose.bones") and driver.data_path.endswith(_MOVERS)}
    seen = set()
    for each in body.keyed:
        for bone in armature.pose.bones[each.name].parent_recursive:
            if bone.name in seen:
                continue
            seen.add(bone.name)
            if bone.name in driven or any(
                    not each.mute and each.influence > 0 and (bone.name, each.name) not in besides for each in bone.constraints):
                return True
    return False


def found(context: bpy.types.Context, armature: bpy.types.Object, body: RigBody, switches: tuple[Switch, ...]) -> tuple[dict[str, Hanging], np.ndarray]:
    """What each keyed bone hangs on, those that others hang on first, and the carrier's `to_head`.

    Raises UnknownParents where a control follows something that is none of the keyed bones.
    """
    names = [each.name for each in body.keyed]
    random = np.random.default_rng(1)
    axes = random.normal(size=(len(names), 3))
    angles = np.radians(random.uniform(12.0, 24.0, len(names)))
    turned = np.concatenate([np.cos(angles / 2)[:, None], np.sin(angles / 2)[:, None] * axes / np.linalg.norm(axes, axis=-1, keepdims=True)], axis=-1)
    # What stays at rest, stays.
    turned[[each.share <= 0.0 for each in body.keyed]] = _IDENTITY
    with _posable(context, armature, body, switches) as look:
        before = look(names, np.tile(_IDENTITY, (len(names), 1)))
        after = look(names, turned)
    started = {name: _turn(before[name]) for name in names}
    # How each control has turned, and how what it hangs on has.
    moved = {name: quaternion.multiply(_turn(after[name]), quaternion.inverse(started[name])) for name in names}
    felt = {
        name: quaternion.multiply(quaternion.multiply(_turn(after[name]), quaternion.inverse(own)), quaternion.inverse(started[name]))
        for name, own in zip(names, turned)}
    above = {bone.name: {parent.name for parent in bone.parent_recursive} for bone in armature.data.bones}
    hanging = {name: _hanging(name, names, moved, felt, started, body, above) for name in names}
    return _in_order(hanging), before[body.carrier]


def _hanging(
    name: str, names: list[str], moved: Mapping[str, np.ndarray], felt: Mapping[str, np.ndarray], started: Mapping[str, np.ndarray], body: RigBody,
    above: Mapping[str, set[str]],
) -> Hanging:
    others = [other for other in names if other != name and name not in above[other]]
    choices = {"": _IDENTITY, **{other: moved[other] for other in others}}
    apart = {other: _degrees(felt[name], turn) for other, turn in choices.items()}
    nearest = min(apart, key=apart.get)
    if apart[nearest] < _SAME:
        return _on([nearest] if nearest else [], 0.0, started, body, started[name])
    weights = np.linspace(0.0, 1.0, 101)
    best = (_BLENDED, None)
    for one, two in combinations(choices, 2):
        between = quaternion.slerp(np.tile(choices[one], (101, 1)), np.tile(choices[two], (101, 1)), weights)
        miss = _degrees(between, felt[name])
        if miss.min() < best[0]:
            best = float(miss.min()), (one, two, float(weights[int(np.argmin(miss))]))
    if best[1] is None:
        raise UnknownParents(
            f"The control {name} follows something that is not in the rig map. Choose the control that moves it, or leave {name} out of the map.")
    one, two, weight = best[1]
    return _on([one, two], weight, started, body, started[name])


def _on(bones: list[str], weight: float, started: Mapping[str, np.ndarray], body: RigBody, base: np.ndarray) -> Hanging:
    """`Hanging`, where "" is what does not move."""
    offsets = tuple(_IDENTITY if not bone else quaternion.multiply(_turn(body.rests[bone]), quaternion.inverse(started[bone])) for bone in bones)
    return Hanging(tuple(bones), offsets, base, weight)


def _in_order(hanging: Mapping[str, Hanging]) -> dict[str, Hanging]:
    """Those that others hang on first."""
    ordered: dict[str, Hanging] = {}
    while len(ordered) < len(hanging):
        ready = [name for name, each in hanging.items() if name not in ordered and all(not bone or bone in ordered for bone in each.bones)]
        if not ready:
            raise UnknownParents("The controls of this rig hang on each other in a ring. Leave one of them out of the rig map.")
        ordered |= {name: hanging[name] for name in ready}
    return ordered


@contextmanager
def _posable(context: bpy.types.Context, armature: bpy.types.Object, body: RigBody, switches: tuple[Switch, ...]) -> Iterator:
    """Lets the armature be posed by nothing but the function that it gives; everything is put back."""
    keyed = {each.name for each in body.keyed}
    others = [(bone, name, getattr(bone, name)[:]) for bone in armature.pose.bones if bone.name not in keyed for name in _MOVERS]
    with clip_playing.at_rest(context, armature) as scene:
        for bone, name, value in others:
            setattr(bone, name, value)
        kept = [replace(switch, value=switch.read(armature)) for switch in switches]
        for switch in switches:
            switch.set(armature)

        def look(names: list[str], turns: np.ndarray) -> dict[str, np.ndarray]:
            for name, turn in zip(names, turns):
                bone = armature.pose.bones[name]
                prop, values = keyframes.rotation_channel(bone, turn[None])
                setattr(bone, prop, values[0])
            armature.update_tag()
            scene.view_layers[0].update()
            posed = armature.evaluated_get(scene.view_layers[0].depsgraph).pose.bones
            return {name: np.array(posed[name].matrix, dtype=np.float64) for name in names}

        try:
            yield look
        finally:
            for switch in kept:
                switch.set(armature)


def _turn(matrix: np.ndarray) -> np.ndarray:
    return quaternion.from_matrix(rotations_of(matrix))


def _degrees(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.degrees(2.0 * np.arccos(np.minimum(np.abs(np.sum(a * b, axis=-1)), 1.0)))
