"""The path that Generate and the blocks follow, taken from its curve."""
from __future__ import annotations

from collections.abc import Sequence

import bpy
import numpy as np

from ..animation import nla, path, pins, rejoining
from ..animation.motion import Motion, start_heading
from ..animation.path import Path
from ..rig import character_file, curve_path


def taken(
    context: bpy.types.Context, armature: bpy.types.Object, stand: tuple[float, float], first: int,
) -> Path | None:
    """The path as it is now, if one is chosen, from where a character that stands at `stand` (x, z in motion space) begins on it at frame `first`.

    Raises ValueError, in a sentence for an animator, where the curve is none that can be walked.
    """
    settings = context.scene.motion_prompt_path
    if settings.curve is None:
        return None
    places, cyclic = _sampled(context, armature)
    points = path.begun(places, cyclic, np.array(stand))
    times = pins.key_times(armature)
    moving = bool((times < first).any()) or nla.plays_before(armature, first)
    return Path(points, cyclic, settings.facing == "FIXED", settings.fit, moving, settings.curve.name)


def between(
    context: bpy.types.Context, armature: bpy.types.Object, track: Sequence[Motion], after: Motion,
) -> tuple[Path, Motion] | None:
    """The path for a block between motion that stays: along which the body goes in the poses `track` (from the last one
    before the block to the first one after it), and the motion `after` where it stands while the block is made. None where the body does
    not go along the path there.

    Raises ValueError, in a sentence for an animator, where the curve is none that can be walked.
    """
    settings = context.scene.motion_prompt_path
    places, cyclic = _sampled(context, armature)
    places = path.begun(places, cyclic, places[0])
    way = rejoining.stretch(places, cyclic, np.array([pose.root_translation[0, [0, 2]] for pose in track]))
    if way is None:
        return None
    fixed = settings.facing == "FIXED"
    heading = start_heading(track[0], character_file.load().rest_joints)
    after, back = rejoining.straightened(way, heading, after, fixed)
    return Path(way.points, fixed=fixed, fit=settings.fit, name=settings.curve.name, rejoined=back), after


def _sampled(context: bpy.types.Context, armature: bpy.types.Object) -> tuple[np.ndarray, bool]:
    places, cyclic = curve_path.sampled(context, context.scene.motion_prompt_path.curve)
    return curve_path.on_floor(context, armature, places), cyclic
