"""What is asked of the server for prompts on the timeline."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar

from ..animation.motion import Motion
from .messages import packed, unpacked

#: Seeds of the blocks of a sequence that is asked for with one new seed lie this far apart.
_SEED_STEP = 104_729


@dataclass(frozen=True, eq=False)
class Block:
    """A prompt and its frames, counted from the first of the sequence; or, with a motion, what is there already and stays."""

    prompt: str
    first: int
    frames: int
    seed: int = 0
    motion: Motion | None = None

    def body(self) -> dict[str, Any]:
        """The block as the server reads it."""
        motion = None if self.motion is None else {
            "fps": self.motion.fps, "root_translation": packed(self.motion.root_translation),
            "joint_rotations": packed(self.motion.joint_rotations),
        }
        return {**vars(self), "motion": motion}

    @classmethod
    def recalled(cls, stored: Mapping[str, Any]) -> Block:
        """The inverse of `body`."""
        motion = stored["motion"]
        if motion is not None:
            motion = Motion(unpacked(motion["root_translation"]), unpacked(motion["joint_rotations"]), float(motion["fps"]))
        return cls(str(stored["prompt"]), int(stored["first"]), int(stored["frames"]), int(stored["seed"]), motion)


@dataclass(frozen=True, eq=False)
class SequenceRequest:
    """Everything that affects a sequence of prompts. Frames count at `fps`, the scene's rate; `transition` in seconds; the start counts
    where the first block does not stay."""

    task: ClassVar[str] = "sequence"

    blocks: tuple[Block, ...]
    fps: float
    takes: int = 1
    transition: float = 0.6
    guidance_scale: float = 4.0
    steps: int = 50
    start_position: tuple[float, float] = (0.0, 0.0)
    start_heading: float = 0.0
    style_strengths: Mapping[str, float] = field(default_factory=dict)

    @property
    def frames(self) -> int:
        """Length of the whole."""
        return self.blocks[-1].first + self.blocks[-1].frames

    def body(self) -> dict[str, Any]:
        """The request as the server reads it."""
        return {**vars(self), "blocks": [block.body() for block in self.blocks]}

    def remembered(self) -> dict[str, Any]:
        """What is stored with a take, as JSON: the motion that stays too."""
        return {"task": self.task, **self.body()}

    @classmethod
    def recalled(cls, stored: Mapping[str, Any]) -> SequenceRequest:
        """The inverse of `remembered`; with a `seed` among it, the same with other seeds that follow from it. Raises KeyError, TypeError or
        ValueError where something is missing."""
        blocks = [Block.recalled(block) for block in stored["blocks"]]
        if "seed" in stored:
            blocks = [replace(block, seed=(int(stored["seed"]) + _SEED_STEP * number) % 2**31) for number, block in enumerate(blocks)]
        return cls(**{**{item.name: stored[item.name] for item in fields(cls)}, "blocks": tuple(blocks)})
