"""A character's prompts on the timeline: the list by time, what stays around a block that is made anew, and how the answer lands."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import bpy
import numpy as np

from ..rig import character_file
from . import block_layout, nla, pins, prompt_parts, recipe, rejoining
from .block_layout import Span as Frames
from .completion import Completed
from .motion import Motion
from .recipe import Recipe
from .resample import scene_fps
from .span_keys import Span

#: Seconds: the shortest and longest block, the longest gap between two, all of them together, and a new block.
SHORTEST, LONGEST, LONGEST_GAP, MOST_SECONDS, NEW = 0.7, 10.0, 8.0, 180.0, 4.0
#: A block that is split gives each part at least this long (s): time for one thing and the transition to the next.
_LEAST_PART = 2.0
#: Blocks that one request may have.
MOST = 32
#: Seconds of motion that are given with a block that is made anew, beyond the transition.
_CONTEXT = 1.0
#: How Blender calls a marker that nobody has named.
_UNNAMED = re.compile(r"F_\d+|Marker(\.\d+)?|")


@dataclass(frozen=True)
class Sequenced(Completed):
    """What Generate All, or Again for one block, brought: as of a completion, only `span` is written, and only that is led along a path, to
    where motion stays after it."""

    kind: ClassVar[str] = "sequence"

    def landing(self) -> dict[str, Any]:
        last = self.start_frame + max(block["first"] + block["frames"] for block in self.request["blocks"]) - 1
        joints = [bool(joint) for joint in self.joints]
        return {**super(Completed, self).landing(), "frames": [self.start_frame, last], "span": asdict(self.span), "degrees": self.degrees,
                "joints": joints}

    @classmethod
    def again(cls, motions: Sequence[Motion], made: Recipe, shown: int = 0) -> Sequenced:
        return Sequenced(**vars(Completed.again(motions, made, shown)))

    def cut(self, motion: Motion, fps: float) -> Motion:
        first = self.span.first - self.start_frame
        return Motion(motion.root_translation[first:], motion.joint_rotations[first:], fps)

    def led(self, motion: Motion) -> Motion:
        if self.path is not None and self.path.rejoined is not None:
            span = self.span.first - self.start_frame, self.span.last - self.start_frame
            return rejoining.rejoined(motion, character_file.load().rest_joints, self.path, *span)
        along = super().led(self.cut(motion, motion.fps))
        stays = len(motion) - len(along)
        return Motion(
            np.concatenate([motion.root_translation[:stays], along.root_translation]),
            np.concatenate([motion.joint_rotations[:stays], along.joint_rotations]), motion.fps)

    def path_notes(self, fps: float) -> tuple[str, ...]:
        # Where the block ends is settled, and the server says where it would not get there by itself.
        return () if self.path is not None and self.path.rejoined is not None else super().path_notes(fps)

    def replaces(self, armature: bpy.types.Object) -> bool:
        """Another try at the same frames; another block made anew goes on from the take that is shown, which is kept."""
        made = recipe.of(nla.played(armature))
        same = made is not None and made.landing.get("kind") == self.kind and made.landing.get("span") == asdict(self.span)
        return same and super().replaces(armature)


def by_time(armature: bpy.types.Object) -> list[bpy.types.PropertyGroup]:
    """The character's blocks, the earliest first."""
    return sorted(armature.motion_prompt_blocks.blocks, key=lambda block: (block.start, block.end))


def spans(armature: bpy.types.Object) -> list[Frames]:
    """The frames of the blocks in the order of the list."""
    return [(block.start, block.end) for block in armature.motion_prompt_blocks.blocks]


def set_spans(armature: bpy.types.Object, frames: Sequence[Frames]) -> None:
    """The inverse of `spans`."""
    for block, (start, end) in zip(armature.motion_prompt_blocks.blocks, frames):
        if (block.start, block.end) != (start, end):
            block.start, block.end = start, end


def active(armature: bpy.types.Object | None) -> bpy.types.PropertyGroup | None:
    """The block that is chosen in the list."""
    state = armature.motion_prompt_blocks if armature is not None else None
    return state.blocks[state.active] if state is not None and 0 <= state.active < len(state.blocks) else None


def sort(armature: bpy.types.Object) -> None:
    """Puts the list in order of time; the chosen block stays chosen."""
    state = armature.motion_prompt_blocks
    for place in range(len(state.blocks)):
        index = min(range(place, len(state.blocks)), key=lambda each: (state.blocks[each].start, state.blocks[each].end))
        if index == place:
            continue
        state.blocks.move(index, place)
        if state.active == index:
            state.active = place
        elif place <= state.active < index:
            state.active += 1


def add(armature: bpy.types.Object, prompt: str, start: int, end: int, seed: int) -> None:
    """A new block, chosen, in its place in the list; what it would overlap moves back."""
    state = armature.motion_prompt_blocks
    block = state.blocks.add()
    block.prompt, block.start, block.end, block.seed = prompt, start, end, seed
    state.active = len(state.blocks) - 1
    sort(armature)
    set_spans(armature, block_layout.pushed(spans(armature)))


def split(armature: bpy.types.Object, scene: bpy.types.Scene, seeds: Sequence[int]) -> None:
    """Makes the chosen block as many as its prompt has parts, those that are new with the seeds. Each gets its share of the block's frames, or
    more where that is too short; what comes after moves back."""
    sort(armature)
    state, block = armature.motion_prompt_blocks, active(armature)
    place, found = state.active, prompt_parts.parts(block.prompt)
    share = max((block.end - block.start) / len(found), _LEAST_PART * scene_fps(scene))
    edges = [block.start + round(number * share) for number in range(len(found) + 1)]
    later = list(state.blocks)[place + 1 :]
    behind = max(0, edges[-1] - later[0].start) if later else 0
    for other in later:
        other.start, other.end = other.start + behind, other.end + behind
    block.prompt, block.end = found[0], edges[1]
    for prompt, start, end, seed in zip(found[1:], edges[1:], edges[2:], seeds):
        add(armature, prompt, start, end, seed)
    state.active = place


def limits(scene: bpy.types.Scene) -> tuple[int, int]:
    """The shortest and the longest block, frames."""
    fps = scene_fps(scene)
    return int(np.ceil(SHORTEST * fps - 1e-6)), int(np.floor(LONGEST * fps + 1e-6))


def from_markers(scene: bpy.types.Scene) -> list[tuple[str, int, int]]:
    """(name, start, end) of each marker that has been named: it lasts to the next marker, the last one to the scene's end, and at most as
    long as a block may."""
    markers = sorted(scene.timeline_markers, key=lambda marker: marker.frame)
    longest = limits(scene)[1]
    result = []
    for place, marker in enumerate(markers):
        later = [other.frame for other in markers[place + 1 :] if other.frame > marker.frame]
        end = later[0] if later else scene.frame_end + 1
        if end <= marker.frame:
            end = marker.frame + round(NEW * scene_fps(scene))
        name = marker.name.strip()
        if not _UNNAMED.fullmatch(name) and not any(start == marker.frame for _, start, _ in result):
            result.append((name, marker.frame, min(end, marker.frame + longest)))
    return result


def stays_before(armature: bpy.types.Object, start: int, transition: float, fps: float) -> Frames | None:
    """The frames of motion from which a block that begins at `start` goes on: the end of the block before it, or else what is keyed right
    before it. None where there is none."""
    times = pins.key_times(armature)
    earlier = [block for block in by_time(armature) if block.end <= start]
    end = earlier[-1].end if earlier and start - earlier[-1].end <= LONGEST_GAP * fps else start
    keyed = times[times < end]
    if not len(keyed):
        return None
    first = max(end - _given(transition, fps), int(np.ceil(keyed[0])), earlier[-1].start if earlier and end < start else -(2**31))
    return (first, end) if end - first >= 2 else None


def stays_after(armature: bpy.types.Object, end: int, transition: float, fps: float) -> Frames | None:
    """The same for what comes after a block that ends before frame `end`."""
    times = pins.key_times(armature)
    later = [block for block in by_time(armature) if block.start >= end]
    start = later[0].start if later and later[0].start - end <= LONGEST_GAP * fps else end
    keyed = times[times >= start]
    if not len(keyed):
        return None
    last = min(start + _given(transition, fps), int(np.floor(keyed[-1])) + 1, later[0].end if later and start > end else 2**31)
    return (start, last) if last - start >= 2 else None


def _given(transition: float, fps: float) -> int:
    return round((_CONTEXT + transition / 2) * fps)


def span_of(armature: bpy.types.Object, first: int, last: int) -> Span:
    """Frames `first` to `last` as they are to be written."""
    times = pins.key_times(armature)
    return Span(first, last, open_before=not (times < first).any(), open_after=not (times > last).any())


def title(prompts: Sequence[str]) -> str:
    """What a sequence is called."""
    return " → ".join(prompt.strip() for prompt in prompts)
