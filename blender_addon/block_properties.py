"""What the add-on keeps of prompts on the timeline: a character's blocks, and in a scene how they are made and shown."""
from __future__ import annotations

import bpy
from bpy.props import BoolProperty, CollectionProperty, FloatProperty, IntProperty, PointerProperty, StringProperty

from .properties import LONGEST_SEED

#: What is kept with a character is kept with a library override of it as well.
_OWN = {"override": {"LIBRARY_OVERRIDABLE"}}
_OWN_LIST = {"override": {"LIBRARY_OVERRIDABLE", "USE_INSERTION"}}


def _redraw_strips(_item: bpy.types.PropertyGroup, context: bpy.types.Context) -> None:
    for window in context.window_manager.windows:
        for area in window.screen.areas:
            if area.type == "DOPESHEET_EDITOR":
                area.tag_redraw()


class MotionPromptBlock(bpy.types.PropertyGroup):
    """A prompt and the frames it has: from `start` to before `end`, so that blocks that touch share a number."""

    prompt: StringProperty(
        name="Prompt", description="What the character does in this block, in plain English", default="", update=_redraw_strips, **_OWN)
    start: IntProperty(name="Start", description="The first frame of the block", update=_redraw_strips, **_OWN)
    end: IntProperty(
        name="End", description="The frame at which the block has ended: the first of what comes after it", update=_redraw_strips, **_OWN)
    seed: IntProperty(
        name="Seed", description="The same seed and settings give the same motion", default=0, min=0, max=LONGEST_SEED, **_OWN)
    lock: BoolProperty(
        name="Lock Seed", description="Keep the seed of this block; otherwise it draws a new one each time it is made", default=False, **_OWN)


class MotionPromptBlocks(bpy.types.PropertyGroup):
    """`object.motion_prompt_blocks`: a character's prompts on the timeline, as the list has them; `active`: the one that is chosen."""

    blocks: CollectionProperty(type=MotionPromptBlock, **_OWN_LIST)
    active: IntProperty(name="Block", description="The prompts on the timeline, by time", update=_redraw_strips, **_OWN)


class MotionPromptTimelineSettings(bpy.types.PropertyGroup):
    """`scene.motion_prompt_timeline`: how blocks are made and shown. Guidance and steps are Generate's."""

    show_strips: BoolProperty(
        name="Show Strips", description="Show the blocks as strips in the timeline and the Dope Sheet, where they can be dragged",
        default=True, update=_redraw_strips,
    )
    transition: FloatProperty(
        name="Transition", default=0.6, min=0.1, max=2.0, step=10, precision=1,
        description="Seconds over which a block becomes the next one, half of it on either side. Half as long again where that moves better",
    )
    takes: IntProperty(name="Takes", description="How many versions to make at once", default=2, min=1, max=8)


_CLASSES = (MotionPromptBlock, MotionPromptBlocks, MotionPromptTimelineSettings)


def register() -> None:
    for each in _CLASSES:
        bpy.utils.register_class(each)
    bpy.types.Scene.motion_prompt_timeline = PointerProperty(type=MotionPromptTimelineSettings)
    bpy.types.Object.motion_prompt_blocks = PointerProperty(type=MotionPromptBlocks, **_OWN)


def unregister() -> None:
    del bpy.types.Object.motion_prompt_blocks
    del bpy.types.Scene.motion_prompt_timeline
    for each in reversed(_CLASSES):
        bpy.utils.unregister_class(each)
