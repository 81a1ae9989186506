"""The task `complete` on the wire."""
from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from models.completion import request as completion
from models.skeleton import JOINT_NAMES
from server.limits import COMPLETION_STEPS, PROMPT_CHARACTERS, RANGES
from server.schemas.jobs import Task
from server.schemas.motion import Array, MotionData
from server.schemas.strict import STRICT, Metres, MotionRequest, check, within


def _pose(array: Array) -> Array:
    if array.shape != [len(JOINT_NAMES), 4]:
        raise PydanticCustomError("shape", "not the rotations of a pose")
    try:
        array.unpacked()
    except ValueError:
        raise PydanticCustomError("damaged", "not as many numbers as the shape says") from None
    return array


class PoseConstraint(BaseModel):
    """A pinned pose, or part of one; the fields of `models.completion.request.PoseConstraint`.

    frame: 0 … frames − 1. root_translation: metres, Y up. joint_rotations: (22, 4) local unit quaternions w, x, y, z.
    joint_mask: the joints whose rotation is pinned. root_mask: whether the pelvis's position is.
    """

    model_config = STRICT

    # Wide enough for a frame outside the motion to be refused by name, with what mends it.
    frame: Annotated[int, Field(ge=-(2**31), lt=2**31)]
    root_translation: Annotated[tuple[Metres, Metres, Metres], Strict(False)]
    joint_rotations: Annotated[Array, AfterValidator(_pose)]
    joint_mask: Annotated[list[bool], Field(min_length=len(JOINT_NAMES), max_length=len(JOINT_NAMES))]
    root_mask: bool

    def unpacked(self) -> completion.PoseConstraint:
        """The same in the model's own words."""
        return completion.PoseConstraint(
            self.frame, self.root_translation, self.joint_rotations.unpacked(), self.joint_mask, self.root_mask
        )


class CompletionRequest(MotionRequest):
    """Everything that affects a completion; the fields and defaults of `models.completion.request.CompletionRequest`.

    frames, fps: the span, at the scene's rate. constraints: no two at a frame. prompt may be empty. start_position (x, z in
    metres) and start_heading (radians about +Y, 0 faces +Z) count where no constraint says where the body is. style_strengths:
    0 … 1 for the styles that the prompt names as <name>.
    """

    task: ClassVar[Task] = "complete"
    steps: ClassVar[int] = COMPLETION_STEPS

    frames: Annotated[int, within("frames")]
    fps: Annotated[float, within("fps")]
    constraints: Annotated[list[PoseConstraint], Field(max_length=RANGES["frames"][1])]
    prompt: Annotated[str, Field(max_length=PROMPT_CHARACTERS)] = ""
    guidance_scale: Annotated[float, within("guidance_scale")] = 2.5

    @model_validator(mode="after")
    def _is_possible(self) -> CompletionRequest:
        check(self.unpacked())
        return self

    def unpacked(self) -> completion.CompletionRequest:
        """The same in the model's own words."""
        constraints = tuple(constraint.unpacked() for constraint in self.constraints)
        return completion.CompletionRequest(**{**dict(self), "constraints": constraints})

    @property
    def summary(self) -> str:
        """What is asked, for the log; nothing of the prompt."""
        return f"{self.frames / self.fps:.1f} s, {self.takes} takes, {len(self.constraints)} pins"


class PinErrorData(BaseModel):
    """How far the motions are from a pin at most, in what it pins."""

    frame: int
    degrees: float
    centimetres: float


class CompletionResult(BaseModel):
    """One motion a take, how well they meet the pins, and sentences that the animator should read."""

    motions: list[MotionData]
    pin_errors: list[PinErrorData]
    notes: list[str]
