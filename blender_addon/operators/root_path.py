"""The path that Generate follows, taken from its curve."""
from __future__ import annotations

import bpy
import numpy as np

from ..animation import nla, path, pins
from ..animation.path import Path
from ..rig import curve_path


def taken(
    context: bpy.types.Context, armature: bpy.types.Object, stand: tuple[float, float], first: int,
) -> Path | None:
    """The path as it is now, if one is chosen, from where a character that stands at `stand` (x, z in motion space) begins on it at frame `first`.

    Raises ValueError, in a sentence for an animator, where the curve is none that can be walked.
    """
    settings = context.scene.motion_prompt_path
    if settings.curve is None:
        return None
    places, cyclic = curve_path.sampled(context, settings.curve)
    points = path.begun(curve_path.on_floor(context, armature, places), cyclic, np.array(stand))
    times = pins.key_times(armature)
    moving = bool((times < first).any()) or nla.plays_before(armature, first)
    return Path(points, cyclic, settings.facing == "FIXED", settings.fit, moving, settings.curve.name)
