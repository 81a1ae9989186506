"""Why the prompts on the timeline cannot be made into motion now, in a sentence. Quick: the panel asks at every draw."""
from __future__ import annotations

from itertools import pairwise

import bpy

from ..animation import blocks, prompt_parts
from ..animation.resample import scene_fps
from ..rig import smpl_armature
from . import checks

#: Seconds by which the server lets a block or a gap be shorter or longer.
_GRACE = 0.05


def why_not_generate_all(context: bpy.types.Context) -> str:
    """What stands in the way of Generate All; empty where nothing does."""
    return checks.about_job() or checks.about_character(context) or _about_all(context) or checks.about_path(context.scene)


def why_not_again(context: bpy.types.Context) -> str:
    """What stands in the way of Again for the block that is chosen; empty where nothing does."""
    reason = checks.about_job() or checks.about_character(context)
    if reason:
        return reason
    armature = smpl_armature.find_character(context)
    block = blocks.active(armature)
    if block is None:
        return "No block is chosen. Press Add, or choose one in the list."
    others = [other for other in blocks.by_time(armature) if other != block]
    if any(other.start < block.end and block.start < other.end for other in others):
        return f"The block {_label(block)} overlaps another block. Move one of them."
    return _about_block(block, scene_fps(context.scene)) or checks.about_path(context.scene)


def why_no_block(context: bpy.types.Context) -> str:
    """Why there is no block to change; empty where there is one."""
    reason = checks.about_character(context)
    if reason:
        return reason
    return "" if blocks.active(smpl_armature.find_character(context)) is not None else "No block is chosen. Press Add first."


def why_not_split(context: bpy.types.Context) -> str:
    """Why the block that is chosen cannot be made several; empty where it can."""
    reason = why_no_block(context)
    if reason:
        return reason
    block = blocks.active(smpl_armature.find_character(context))
    if len(prompt_parts.parts(block.prompt)) > 1:
        return ""
    return f"The block {_label(block)} tells one thing. Write “then” between two: “a person walks, then waves”."


def _about_all(context: bpy.types.Context) -> str:
    ordered, fps = blocks.by_time(smpl_armature.find_character(context)), scene_fps(context.scene)
    if not ordered:
        return "There are no blocks. Press Add, or From Markers."
    if len(ordered) > blocks.MOST:
        return f"There are {len(ordered)} blocks, and at most {blocks.MOST} are made at once. Remove some."
    for block in ordered:
        reason = _about_block(block, fps)
        if reason:
            return reason
    for one, other in pairwise(ordered):
        if other.start < one.end:
            return f"The blocks {_label(one)} and {_label(other)} overlap. Move one of them."
        gap = (other.start - one.end) / fps
        if gap > blocks.LONGEST_GAP + _GRACE:
            return (f"Between the blocks {_label(one)} and {_label(other)} lie {gap:.1f} seconds. A gap lasts up to {blocks.LONGEST_GAP:g}: move one of "
                    "them, or add a block between them.")
    seconds = (ordered[-1].end - ordered[0].start) / fps
    if seconds > blocks.MOST_SECONDS:
        return f"The blocks last {seconds:.0f} seconds together, and {blocks.MOST_SECONDS:g} are made at once. Remove some."
    return ""


def _about_block(block: bpy.types.PropertyGroup, fps: float) -> str:
    if not block.prompt.strip():
        return f"The block {_label(block)} has no prompt. Write what the character does in it."
    if len(block.prompt) > checks.LONGEST_PROMPT:
        return f"The block {_label(block)} has a prompt of {len(block.prompt)} characters. Shorten it to {checks.LONGEST_PROMPT}."
    seconds = (block.end - block.start) / fps
    if not blocks.SHORTEST - _GRACE <= seconds <= blocks.LONGEST + _GRACE:
        return f"The block {_label(block)} lasts {seconds:.1f} seconds. A block lasts {blocks.SHORTEST:g} to {blocks.LONGEST:g}: drag one of its edges."
    return checks.about_tokens(block.prompt)


def _label(block: bpy.types.PropertyGroup) -> str:
    words = block.prompt.strip()
    words = words if len(words) <= 30 else words[:29].rstrip() + "…"
    return f"“{words}”" if words else f"at frame {block.start}"
