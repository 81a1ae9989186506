"""Takes as NLA strips: each on a track of its own, on top of the tracks that are there, which stay as they are."""
from __future__ import annotations

from collections.abc import Iterator

import bpy

from . import keyframes


def why_not(armature: bpy.types.Object) -> str:
    """Why a strip would not play as the action does; empty where it would."""
    data = armature.animation_data
    if data is not None and not data.use_nla:
        return "This character's NLA is switched off, so a strip would not play. Switch it on in the NLA editor, or NLA Track off here."
    return ""


def add_strip(armature: bpy.types.Object, scene: bpy.types.Scene, action: bpy.types.Action, slot: str, mute: bool) -> bpy.types.NlaTrack:
    """A track on top with the action as its strip, both named like the action, that plays as the action itself would."""
    data = armature.animation_data
    first, last = _extent(action, slot, scene)
    track = data.nla_tracks.new()
    track.name = action.name
    strip = track.strips.new(action.name, int(first), action)
    strip.name = action.name
    if keyframes.HAS_SLOTS:
        strip.action_slot = next((each for each in action.slots if each.identifier == slot), None)
    strip.use_sync_length = False
    strip.action_frame_start, strip.action_frame_end = first, last
    strip.frame_start, strip.frame_end = first, last
    strip.scale, strip.repeat = 1.0, 1.0
    strip.blend_type, strip.extrapolation = data.action_blend_type, data.action_extrapolation
    if data.action_influence < 1:
        # Without a key of its own a strip's influence falls back to nothing.
        strip.use_animated_influence = True
        strip.fcurves.find("influence").keyframe_points.insert(first, data.action_influence)
    track.mute = mute
    return track


def tracks_of(armature: bpy.types.Object, action: bpy.types.Action | None) -> list[bpy.types.NlaTrack]:
    """The tracks that hold nothing but strips of the action."""
    data = armature.animation_data
    tracks = data.nla_tracks if data is not None and action is not None else ()
    return [track for track in tracks if len(track.strips) and all(strip.action == action for strip in track.strips)]


def played(armature: bpy.types.Object) -> bpy.types.Action | None:
    """The action that decides what is seen: the one assigned, else that of the topmost strip that is not muted."""
    data = armature.animation_data
    if data is None or data.action is not None:
        return data.action if data is not None else None
    strips = [strip for strip in _heard(data) if strip.action is not None] if data.use_nla else []
    return strips[-1].action if strips else None


def plays_before(armature: bpy.types.Object, frame: int) -> bool:
    """Whether strips move the character before a frame."""
    data = armature.animation_data
    return data is not None and data.use_nla and any(strip.frame_start < frame for strip in _heard(data))


def _heard(data: bpy.types.AnimData) -> Iterator[bpy.types.NlaStrip]:
    """The strips that play, from the bottom up."""
    solo = [track for track in data.nla_tracks if track.is_solo]
    for track in solo or data.nla_tracks:
        if solo or not track.mute:
            yield from (strip for strip in track.strips if not strip.mute)


def _extent(action: bpy.types.Action, slot: str, scene: bpy.types.Scene) -> tuple[float, float]:
    """The frames of the action's keys; the scene's as well where a curve goes on beyond its keys (cycles, a slope): a strip holds."""
    curves = [curve for curve in keyframes.curves_in_slot(action, slot) if len(curve.keyframe_points)]
    ranges = [tuple(curve.range()) for curve in curves] or [(float(scene.frame_start), float(scene.frame_end))]
    if any(len(curve.modifiers) or curve.extrapolation == "LINEAR" for curve in curves):
        ranges.append((float(scene.frame_start), float(scene.frame_end)))
    first, last = min(first for first, _ in ranges), max(last for _, last in ranges)
    return first, max(last, first + 1)
