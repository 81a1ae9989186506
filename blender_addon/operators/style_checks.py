"""Why a style cannot be learned or used now, in a sentence; what the panel and the buttons' tooltips say. Quick: panels ask at every
draw. The server checks all of it again (`models.inversion.request`)."""
from __future__ import annotations

import re

import bpy

from ..animation import clips
from ..animation.resample import scene_fps
from ..connection import endpoint, styles
from ..style_properties import MotionPromptStyleItem
from . import checks

#: The server's limits.
MOST_CLIPS, MOST_SECONDS, SHORTEST = 64, 600.0, 0.7
LONGEST_WORD = 40
_NAME = re.compile(r"[^\W_][\w-]*")
_DESCRIPTOR = re.compile(r"[^\W\d_]+([ '-][^\W\d_]+){0,3}")


def why_not_learn(context: bpy.types.Context) -> str:
    """The first thing that stands in the way of Learn Style; empty where nothing does."""
    settings = context.scene.motion_prompt_style
    return (
        checks.about_job() or _about_clips(context) or about_name(settings.name) or about_descriptor(settings.descriptor)
        or about_taken(settings))


def about_name(name: str) -> str:
    """Why nobody could type this between < and >; empty where one can."""
    name = name.strip()
    if not name:
        return "The style has no name. Type one, for example: grumpy."
    if len(name.split()) > 1:
        return f"A style's name is one word. Write it with hyphens: {'-'.join(name.split())}."
    if len(name) > LONGEST_WORD or not _NAME.fullmatch(name):
        return (
            "A style's name has letters, digits, - and _, begins with a letter or digit, and is at most "
            f"{LONGEST_WORD} characters long.")
    return ""


def about_descriptor(descriptor: str) -> str:
    """Why learning cannot begin at this word; empty where it can."""
    descriptor = descriptor.strip()
    if not descriptor:
        return "The style has no descriptor. Type the plain word that comes nearest to it, for example: tired."
    if len(descriptor) > LONGEST_WORD or not _DESCRIPTOR.fullmatch(descriptor):
        return "The descriptor is one plain word, or up to four, without < > and digits. For example: tired."
    return ""


def is_taken(settings: bpy.types.PropertyGroup) -> bool:
    """Whether a style of the name that is typed is known."""
    return styles.find(settings.name.strip()) is not None


def why_not_preview(context: bpy.types.Context, item: MotionPromptStyleItem | None) -> str:
    """What stands in the way of Preview; empty where nothing does."""
    return checks.about_job() or why_unusable(item) or checks.about_character(context)


def why_unusable(item: MotionPromptStyleItem | None) -> str:
    """Why the style cannot be used in a prompt; empty where it can."""
    return why_none_chosen(item) or ("" if item.usable else item.reason)


def why_none_chosen(item: MotionPromptStyleItem | None) -> str:
    """Why there is no style to do something with; empty where there is."""
    if endpoint.current() is None:
        return "The motion server does not run. Press Start in the panel Server."
    return "There is no style in the list. Press Learn Style, or import one." if item is None else ""


def _about_clips(context: bpy.types.Context) -> str:
    every, fps = context.scene.motion_prompt_style.clips, scene_fps(context.scene)
    if not len(every):
        return "There is no clip to learn from. Select a character that plays one, then press Add Clips."
    for clip in every:
        reason = clips.why_unusable(clip, context)
        if reason:
            return f"The clip {clip.name} {reason}. Mend that, or remove it from the list."
    if len(every) > MOST_CLIPS:
        return f"{len(every)} clips are too many. A style is learned from up to {MOST_CLIPS}: remove some."
    lengths = [clips.seconds(clip, fps) for clip in every]
    # A frame more or less comes of the server's own rate: it has the last word.
    if max(lengths) < SHORTEST - 0.05:
        return f"The clips are too short: the longest has {max(lengths):.1f} seconds. Add one of at least {SHORTEST:g} seconds."
    if sum(lengths) > MOST_SECONDS + 1:
        return (
            f"The clips last {sum(lengths) / 60:.0f} minutes together. Choose the most telling {MOST_SECONDS / 60:.0f} minutes of them.")
    return ""


def about_taken(settings: bpy.types.PropertyGroup) -> str:
    """Why the name cannot be used without more ado; empty where it can."""
    if is_taken(settings) and not settings.replace:
        return f"There is a style <{settings.name.strip()}> already. Choose another name, or switch Replace on."
    return ""
