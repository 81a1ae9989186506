"""The list of prompts on the timeline: put in, take out, move, and from markers."""
from __future__ import annotations

import random

import bpy

from ..animation import block_layout, blocks, prompt_parts
from ..animation.recipe import Recipe
from ..animation.resample import scene_fps
from ..connection.sequence_messages import SequenceRequest
from ..properties import LONGEST_SEED
from ..rig import smpl_armature
from ..translations import tr
from . import block_checks, checks
from .errors import refuse


class MOTION_PROMPT_OT_add_block(bpy.types.Operator):
    bl_idname = "motion_prompt.add_block"
    bl_label = "Add"
    bl_description = "Add a block of four seconds at the playhead, or behind the block that is there"
    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.about_character(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature, scene = smpl_armature.find_character(context), context.scene
        start, end = block_layout.free_span(
            blocks.spans(armature), scene.frame_current, round(blocks.NEW * scene_fps(scene)), blocks.limits(scene)[0])
        blocks.add(armature, scene.motion_prompt.prompt.strip(), start, end, random.randint(0, LONGEST_SEED))
        return {"FINISHED"}


class MOTION_PROMPT_OT_remove_block(bpy.types.Operator):
    bl_idname = "motion_prompt.remove_block"
    bl_label = "Remove"
    bl_description = "Remove the block that is chosen. The keys that it made stay"
    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, block_checks.why_no_block(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        state = smpl_armature.find_character(context).motion_prompt_blocks
        state.blocks.remove(state.active)
        state.active = max(0, min(state.active, len(state.blocks) - 1))
        return {"FINISHED"}


class MOTION_PROMPT_OT_move_block(bpy.types.Operator):
    bl_idname = "motion_prompt.move_block"
    bl_label = "Move"
    bl_description = "Let the block that is chosen change places on the timeline with the one before or after it"
    bl_options = {"UNDO"}

    later: bpy.props.BoolProperty(default=False, options={"SKIP_SAVE"})

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, block_checks.why_no_block(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        blocks.sort(armature)
        state = armature.motion_prompt_blocks
        first = state.active if self.later else state.active - 1
        if not 0 <= first < len(state.blocks) - 1:
            return {"CANCELLED"}
        frames = blocks.spans(armature)
        frames[first : first + 2] = block_layout.swapped(frames, first)
        state.blocks.move(first, first + 1)
        blocks.set_spans(armature, frames)
        state.active += 1 if self.later else -1
        return {"FINISHED"}


class MOTION_PROMPT_OT_split_block(bpy.types.Operator):
    bl_idname = "motion_prompt.split_block"
    bl_label = "Split into Blocks"
    bl_description = (
        "Make a block of each thing that the prompt tells one after another: “a person walks, then waves” becomes two blocks that touch. "
        "Each has its share of the time, and at least two seconds; later blocks move back"
    )
    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, block_checks.why_not_split(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature = smpl_armature.find_character(context)
        count = len(prompt_parts.parts(blocks.active(armature).prompt))
        blocks.split(armature, context.scene, [random.randint(0, LONGEST_SEED) for _ in range(count - 1)])
        self.report({"INFO"}, tr(f"Made {count} blocks"))
        return {"FINISHED"}


class MOTION_PROMPT_OT_blocks_from_markers(bpy.types.Operator):
    bl_idname = "motion_prompt.blocks_from_markers"
    bl_label = "From Markers"
    bl_description = (
        "Make a block of each marker that has a name: the name is the prompt, and it lasts to the next marker. Blocks that lie where one of "
        "these comes are replaced"
    )
    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, checks.about_character(context))

    def execute(self, context: bpy.types.Context) -> set[str]:
        armature, found = smpl_armature.find_character(context), blocks.from_markers(context.scene)
        if not found:
            return refuse(self, "No marker has a name. Add markers (M in the timeline), name them (F2) after what happens there, then try again.",
                          "blocks")
        state = armature.motion_prompt_blocks
        for place in reversed(range(len(state.blocks))):
            block = state.blocks[place]
            if any(block.start < end and start < block.end for _, start, end in found):
                state.blocks.remove(place)
        for name, start, end in found:
            blocks.add(armature, name, start, end, random.randint(0, LONGEST_SEED))
        state.active = 0
        self.report({"INFO"}, tr("Made 1 block" if len(found) == 1 else f"Made {len(found)} blocks"))
        return {"FINISHED"}


class MOTION_PROMPT_OT_edit_block(bpy.types.Operator):
    """Opened from a strip: where there is no sidebar to type into."""

    bl_idname = "motion_prompt.edit_block"
    bl_label = "Prompt of the Block"
    bl_description = "Change the prompt of the block that is chosen"
    bl_options = {"UNDO"}

    prompt: bpy.props.StringProperty(name="Prompt", description="What the character does in this block, in plain English", options={"SKIP_SAVE"})

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return checks.allows(cls, block_checks.why_no_block(context))

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[str]:
        self.prompt = blocks.active(smpl_armature.find_character(context)).prompt
        return context.window_manager.invoke_props_dialog(self, width=420)

    def draw(self, _context: bpy.types.Context) -> None:
        self.layout.activate_init = True
        self.layout.prop(self, "prompt", text="")

    def execute(self, context: bpy.types.Context) -> set[str]:
        blocks.active(smpl_armature.find_character(context)).prompt = self.prompt.strip()
        return {"FINISHED"}


def recall(armature: bpy.types.Object, made: Recipe) -> None:
    """Puts the prompts that made a take back where they were, each with its seed, locked. Raises KeyError, TypeError or ValueError where it
    does not tell them."""
    first = int(made.landing["frames"][0])
    for asked in SequenceRequest.recalled(made.request).blocks:
        if asked.motion is not None:
            continue
        start = first + asked.first
        there = [block for block in armature.motion_prompt_blocks.blocks if block.start == start]
        if not there:
            blocks.add(armature, asked.prompt, start, start + asked.frames, asked.seed)
            there = [blocks.active(armature)]
        there[0].prompt, there[0].seed, there[0].lock = asked.prompt, asked.seed, True


CLASSES = (
    MOTION_PROMPT_OT_add_block, MOTION_PROMPT_OT_remove_block, MOTION_PROMPT_OT_move_block, MOTION_PROMPT_OT_blocks_from_markers,
    MOTION_PROMPT_OT_split_block, MOTION_PROMPT_OT_edit_block,
)
