"""What a sequence of prompts is asked and what it answers."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from models.motion import Motion

#: Shortest and longest block, and the longest gap between two, in seconds.
SHORTEST, LONGEST, LONGEST_GAP = 0.7, 10.0, 8.0
#: Blocks and seconds of one request at most.
MOST_BLOCKS, MOST_SECONDS = 32, 180.0
#: A frame more or less at the lowest rates is no reason to refuse a block.
_LENIENCE = 0.05


class SequenceError(ValueError):
    """The request cannot be done; says why, and what mends it, in a sentence for an animator."""


@dataclass(frozen=True, eq=False)
class Block:
    """A prompt and the frames it has, or motion that is there already.

    first: its first frame, counted from the first frame of the sequence. frames: how many. motion: what is there already and stays, of that
    length at the request's rate, standing where it stands in the world; its prompt and seed do not count.
    """

    prompt: str
    first: int
    frames: int
    seed: int = 0
    motion: Motion | None = None

    @property
    def end(self) -> int:
        """The frame after the last."""
        return self.first + self.frames

    @property
    def stays(self) -> bool:
        """Whether it is not made anew."""
        return self.motion is not None


@dataclass(frozen=True, eq=False)
class SequenceRequest:
    """Everything that affects a result: same request, same motions.

    blocks: by time, the first at frame 0, none over another; they may touch, or leave gaps. fps: the rate at which their frames count.
    takes: how many sequences, each different. transition: seconds, half on either side, over which two blocks that touch become one
    motion, or half as long again where that moves better; a gap belongs to it, and longer than that it is the transition itself.
    guidance_scale, steps, style_strengths: of each block, as in `models.lead.pipeline.GenerationRequest`. start_position (x, z in metres)
    and start_heading (radians about +Y, 0 faces +Z): where the first block begins, unless it stays.
    """

    blocks: tuple[Block, ...]
    fps: float
    takes: int = 1
    transition: float = 0.6
    guidance_scale: float = 4.0
    steps: int = 50
    style_strengths: Mapping[str, float] = field(default_factory=dict)
    start_position: tuple[float, float] = (0.0, 0.0)
    start_heading: float = 0.0

    @property
    def frames(self) -> int:
        """Length of the whole."""
        return self.blocks[-1].end

    def check(self) -> None:
        """Raises SequenceError with a sentence where the request cannot be done."""
        if not any(not block.stays for block in self.blocks):
            raise SequenceError("There is no block to make motion for. Add a block and write a prompt into it.")
        if len(self.blocks) > MOST_BLOCKS:
            raise SequenceError(f"There are {len(self.blocks)} blocks, and at most {MOST_BLOCKS} fit. Generate them in two parts.")
        if self.blocks[0].first != 0:
            raise SequenceError("The first block does not begin at the first frame. Update the add-on and the server to the same version.")
        for number, block in enumerate(self.blocks, 1):
            self._check_block(number, block)
        for number, (one, other) in enumerate(pairwise(self.blocks), 1):
            self._check_pair(number, one, other)
        if self.frames / self.fps > MOST_SECONDS + _LENIENCE:
            raise SequenceError(
                f"The blocks last {self.frames / self.fps:.0f} seconds together, and {MOST_SECONDS:g} fit. Generate them in two parts.")

    def _check_block(self, number: int, block: Block) -> None:
        if block.stays:
            if len(block.motion) != block.frames or block.frames < 2 or abs(block.motion.fps - self.fps) > 1e-3:
                raise SequenceError(f"The motion of block {number} does not fit its frames. Update the add-on and the server to the same version.")
            return
        if not block.prompt.strip():
            raise SequenceError(f"Block {number} has no prompt. Write what the character does in it, or remove it.")
        seconds = block.frames / self.fps
        if not SHORTEST - _LENIENCE <= seconds <= LONGEST + _LENIENCE:
            change = "Make it longer." if seconds < SHORTEST else "Make it shorter, or split it in two."
            raise SequenceError(f"Block {number} lasts {seconds:.1f} seconds, and a block lasts {SHORTEST:g} to {LONGEST:g}. {change}")
        if block.frames < 2:
            raise SequenceError(f"Block {number} has one frame, which is no motion. Make it longer, or choose a higher frame rate for the scene.")

    def _check_pair(self, number: int, one: Block, other: Block) -> None:
        if other.first < one.end:
            raise SequenceError(f"Blocks {number} and {number + 1} overlap. Move one of them.")
        seconds = (other.first - one.end) / self.fps
        if seconds > LONGEST_GAP + _LENIENCE:
            raise SequenceError(
                f"Between blocks {number} and {number + 1} lie {seconds:.1f} seconds, and a gap may last {LONGEST_GAP:g}. "
                "Move one of them, or add a block between them.")


@dataclass(frozen=True)
class SequenceResult:
    """The sequences, each `frames` long at the request's rate; the frames (first, last) of each transition, the widest of all takes, which lie
    in gaps and at the edges of blocks; and what the animator should know."""

    motions: list[Motion]
    transitions: tuple[tuple[int, int], ...]
    notes: tuple[str, ...]
