"""The task `sequence` on the wire."""
from __future__ import annotations

from typing import Annotated, ClassVar

import numpy as np
from pydantic import BaseModel, Field, Strict, model_validator

from models.motion import Motion
from models.sequence import request as sequence
from models.skeleton import JOINT_NAMES
from server.limits import PROMPT_CHARACTERS, RANGES
from server.schemas.jobs import Task
from server.schemas.motion import MotionData
from server.schemas.strict import STRICT, Metres, StyleStrengths, check, impossible, within

#: A quaternion whose length is farther than this from one does not come from a rotation.
_UNIT_TOLERANCE = 1e-2
#: The last frame at which a block can begin: the longest sequence at the highest rate.
_LAST_FRAME = round(sequence.MOST_SECONDS * RANGES["fps"][1])


class BlockData(BaseModel):
    """A prompt and its frames; the fields and defaults of `models.sequence.request.Block`.

    first: counted from the first frame of the first block. motion: what is there already and stays, as long as the block; prompt and seed
    do not count then, and the prompt may be empty.
    """

    model_config = STRICT

    prompt: Annotated[str, Field(max_length=PROMPT_CHARACTERS, examples=["a person walks forward"])]
    first: Annotated[int, Field(ge=0, le=_LAST_FRAME)]
    frames: Annotated[int, within("frames")]
    seed: Annotated[int, within("seed")] = 0
    motion: MotionData | None = None

    def unpacked(self, number: int) -> sequence.Block:
        """The same in the model's own words. Raises `impossible` where its motion is none."""
        motion = None if self.motion is None else _motion(self.motion, number)
        return sequence.Block(self.prompt, self.first, self.frames, self.seed, motion)


class SequenceRequest(BaseModel):
    """Everything that affects a sequence of prompts; the fields and defaults of `models.sequence.request.SequenceRequest`.

    blocks: by time, the first at frame 0; they may touch, or leave gaps. fps: the rate at which their frames count. transition: seconds over
    which blocks that touch become one motion, or half as long again where that moves better. start_position (x, z in metres) and
    start_heading (radians about +Y, 0 faces +Z) are where the first block begins unless its motion stays. style_strengths: 0 … 1 for the
    styles that the prompts name as <name>.
    """

    model_config = STRICT
    task: ClassVar[Task] = "sequence"

    blocks: Annotated[list[BlockData], Field(min_length=RANGES["blocks"][0], max_length=RANGES["blocks"][1])]
    fps: Annotated[float, within("fps")]
    takes: Annotated[int, within("takes")] = 1
    transition: Annotated[float, within("transition")] = 0.6
    guidance_scale: Annotated[float, within("guidance_scale")] = 4.0
    steps: Annotated[int, within("steps")] = 50
    style_strengths: StyleStrengths = {}
    start_position: Annotated[tuple[Metres, Metres], Strict(False)] = (0.0, 0.0)
    start_heading: Annotated[float, within("start_heading")] = 0.0

    @model_validator(mode="after")
    def _is_possible(self) -> SequenceRequest:
        check(self.unpacked())
        return self

    def unpacked(self) -> sequence.SequenceRequest:
        """The same in the model's own words."""
        blocks = tuple(block.unpacked(number) for number, block in enumerate(self.blocks, 1))
        return sequence.SequenceRequest(**{**dict(self), "blocks": blocks})

    @property
    def summary(self) -> str:
        """What is asked, for the log; nothing of the prompts."""
        return f"{len(self.blocks)} blocks, {(self.blocks[-1].first + self.blocks[-1].frames) / self.fps:.1f} s, {self.takes} takes"


class TransitionData(BaseModel):
    """The first and the last frame of a transition."""

    first: int
    last: int


class SequenceResult(BaseModel):
    """One motion a take, as long as all blocks with their gaps; the frames that belong to transitions, by time; sentences that the animator
    should read."""

    motions: list[MotionData]
    transitions: list[TransitionData]
    notes: list[str]


def _motion(data: MotionData, number: int) -> Motion:
    try:
        places, turns = data.root_translation.unpacked(), data.joint_rotations.unpacked()
    except ValueError:
        raise impossible(f"The numbers of the motion of block {number} arrived damaged. Try again.") from None
    frames = places.shape[:1]
    if not len(frames) or places.shape != (*frames, 3) or turns.shape != (*frames, len(JOINT_NAMES), 4) or not len(places):
        raise impossible(f"The motion of block {number} does not hold a place and {len(JOINT_NAMES)} rotations for each frame. Try again.")
    if not (np.isfinite(places).all() and np.isfinite(turns).all()):
        raise impossible(f"The motion of block {number} holds a number that is none. Look for broken keys or drivers on the character.")
    if (np.abs(np.linalg.norm(turns, axis=-1) - 1) > _UNIT_TOLERANCE).any():
        raise impossible(f"The motion of block {number} holds a bone that is scaled. Clear the scale of the character's bones.")
    if np.abs(places).max() > RANGES["start_position"][1]:
        raise impossible(f"The motion of block {number} is too far away. Move the character closer to the middle of the scene.")
    return Motion(places, turns, data.fps)
