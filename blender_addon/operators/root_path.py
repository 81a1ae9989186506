"""The path that Generate follows: why it cannot be, and how it is taken from its curve."""
from __future__ import annotations

import bpy
import numpy as np

from ..animation import nla, path, pins
from ..animation.path import Path
from ..rig import curve_path


def about(context: bpy.types.Context) -> str:
    """Why the path cannot be followed; empty where it can, or where there is none. Quick: the panel asks at every draw."""
    curve = context.scene.motion_prompt_path.curve
    if curve is None:
        return ""
    if curve.type != "CURVE":
        return f"The path {curve.name} is no curve. Choose a curve, or clear the field Path."
    if not curve.users_scene:
        return f"The path {curve.name} has been deleted from the scene. Choose another curve, or clear the field Path."
    return ""


def unused(context: bpy.types.Context, joints: tuple[bool, ...]) -> bool:
    """Whether there is no path to follow, or the bones that are keyed do not go anywhere."""
    return context.scene.motion_prompt_path.curve is None or not joints[0]


def taken(
    context: bpy.types.Context, armature: bpy.types.Object, stand: tuple[float, float], first: int,
) -> Path:
    """The path as it is now, from where a character that stands at `stand` (x, z in motion space) begins on it at frame `first`.

    Raises ValueError, in a sentence for an animator, where the curve is none that can be walked.
    """
    settings = context.scene.motion_prompt_path
    places, cyclic = curve_path.sampled(context, settings.curve)
    points = path.begun(curve_path.on_floor(context, armature, places), cyclic, np.array(stand))
    times = pins.key_times(armature)
    moving = bool((times < first).any()) or nla.plays_before(armature, first)
    return Path(points, cyclic, settings.facing == "FIXED", settings.fit, moving, settings.curve.name)
