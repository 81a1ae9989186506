"""What Clean Up makes of generated takes: sliding feet before and after, keys left, and how far joints are from their places. Runs inside
Blender's Python."""
from __future__ import annotations

import time
from collections.abc import Callable
from types import ModuleType

import bpy
import numpy as np

from models.lead.pipeline import GenerationRequest, LeadPipeline

#: What is cleaned up: the name in the table and the prompt.
PROMPTS = {
    "walk": "a person walks forward", "run": "a person runs forward", "wave": "a person waves with the right hand",
    "turn": "a person walks and turns around", "dance": "a person dances",
}
SECONDS, SEED = 5.0, 1
#: What Fewer Keys may do.
DEGREES, CENTIMETRES = 2.0, 1.0
_STEPS = ("retime", "mirror", "smooth", "loop", "floor", "feet", "in_place", "reduce")


def measured(lead: LeadPipeline, part: Callable[[str], ModuleType], press: Callable[..., None]) -> list[tuple[str, str, float, str]]:
    """Rows of (what, unit, figure, aim) for every prompt. part: a module of the add-on by its name; press: one of its operators."""
    takes, pose_io, motions, clean_up_keys = (part(f"animation.{name}") for name in ("takes", "pose_io", "motion", "clean_up_keys"))
    rows = []
    for name, prompt in PROMPTS.items():
        made = lead(GenerationRequest(prompt, SECONDS, seed=SEED))[0]
        motion = motions.Motion(np.asarray(made.root_translation), np.asarray(made.joint_rotations), 30.0)
        press("add_character")
        character, scene = bpy.context.object, bpy.context.scene
        takes.land(character, scene, pose_io.space_of(bpy.context, character), takes.Batch([motion], prompt, {}, 1))
        takes.keep(character)
        last = len(motion)
        raw = _slide(part, character, last)
        _clean_up(press, "floor", "feet")
        takes.keep(character)
        locked, before, keys = _slide(part, character, last), _joints(character, last), clean_up_keys.key_count(character, 1, last)
        started = time.perf_counter()
        _clean_up(press, "reduce")
        seconds = time.perf_counter() - started
        share = 100.0 * clean_up_keys.key_count(character, 1, last) / keys
        away = 100.0 * float(np.linalg.norm(_joints(character, last) - before, axis=-1).max())
        rows += [
            (f"clean up, {name}: standing feet slide as generated", "cm/s", raw, ""),
            ("– after Floor and Foot Lock", "cm/s", locked, "< 2"),
            ("– after Fewer Keys", "cm/s", _slide(part, character, last), "< 2"),
            (f"– keys left at {DEGREES:g}°, {CENTIMETRES:g} cm", "%", share, "≤ 15"),
            ("– the farthest joint from its place", "cm", away, "≤ 1"),
            ("– Fewer Keys pressed", "s", seconds, "< 1"),
        ]
        takes.keep(character)
        bpy.data.objects.remove(character)
    return rows


def _clean_up(press: Callable[..., None], *steps: str) -> None:
    settings = bpy.context.scene.motion_prompt_clean_up
    for step in _STEPS:
        setattr(settings, step, step in steps)
    settings.degrees, settings.centimetres = DEGREES, CENTIMETRES
    press("clean_up")


def _slide(part: Callable[[str], ModuleType], character: bpy.types.Object, last: int) -> float:
    """The fastest that a standing foot goes sideways, cm/s."""
    motion = part("animation.pose_io").read_motion(bpy.context, character, 1, last)
    return 100.0 * part("animation.feet").measured(motion, part("rig.joint_bones").rest_joints(character)).slide


def _joints(character: bpy.types.Object, last: int) -> np.ndarray:
    """Where Blender shows the bones' heads (T, 22, 3), metres."""
    places = []
    for frame in range(1, last + 1):
        bpy.context.scene.frame_set(frame)
        posed = character.evaluated_get(bpy.context.evaluated_depsgraph_get())
        places.append([posed.matrix_world @ bone.head for bone in list(posed.pose.bones)[:22]])
    return np.array(places)
