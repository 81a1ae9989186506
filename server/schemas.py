"""The wire: what crosses HTTP, strictly typed. Unknown fields are refused."""
from __future__ import annotations

import base64
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from models.completion import request as completion
from models.motion import Motion
from models.pose import request as pose
from models.skeleton import JOINT_NAMES
from server.limits import COMPLETION_STEPS, PROMPT_CHARACTERS, RANGES
from server.problems import Problem

JobState = Literal["queued", "running", "done", "failed", "cancelled"]
Task = Literal["generate", "complete", "pose"]

#: Of everything that a caller sends. Numbers that are none are refused, text is not taken for a number.
_STRICT = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False, str_strip_whitespace=True)


def _visible(text: str) -> str:
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise PydanticCustomError("blank", "nothing to read")
    return text


def _within(name: str) -> Any:
    low, high = RANGES[name]
    return Field(ge=low, le=high)


#: What must be there to be understood.
_Words = Annotated[str, Field(max_length=PROMPT_CHARACTERS), AfterValidator(_visible)]
_Metres = Annotated[float, Strict(), _within("start_position")]


def _check(request: completion.CompletionRequest | pose.PoseRequest) -> None:
    try:
        request.check()
    except (completion.CompletionError, pose.PoseError) as error:
        raise PydanticCustomError("impossible", "{sentence}", {"sentence": str(error)}) from None


class _Request(BaseModel):
    model_config = _STRICT

    seed: Annotated[int, _within("seed")] = 0


class _MotionRequest(_Request):
    takes: Annotated[int, _within("takes")] = 1
    # JSON has no tuples: the list is let through, the two numbers in it are still strict.
    start_position: Annotated[tuple[_Metres, _Metres], Strict(False)] = (0.0, 0.0)
    start_heading: Annotated[float, _within("start_heading")] = 0.0


class GenerationRequest(_MotionRequest):
    """Everything that affects the result of text to motion; the fields and defaults of `models.lead.pipeline.GenerationRequest`.

    duration: seconds. start_position: x, z in metres. start_heading: radians about +Y, 0 faces +Z.
    """

    task: ClassVar[Task] = "generate"

    prompt: Annotated[_Words, Field(examples=["a person walks forward and waves"])]
    duration: Annotated[float, _within("duration")] = 4.0
    guidance_scale: Annotated[float, _within("guidance_scale")] = 4.0
    steps: Annotated[int, _within("steps")] = 50

    @property
    def summary(self) -> str:
        """What is asked, for the log; nothing of the prompt."""
        return f"{self.duration:.1f} s, {self.takes} takes, {self.steps} steps"


class Array(BaseModel):
    """An array: its shape, and its numbers as base64 of little-endian float32 in C order."""

    model_config = _STRICT

    shape: list[int]
    data: str

    @classmethod
    def of(cls, array: np.ndarray) -> Array:
        """Pack a float array of any shape."""
        return cls(shape=list(array.shape), data=base64.b64encode(np.ascontiguousarray(array, dtype="<f4")).decode("ascii"))

    def unpacked(self) -> np.ndarray:
        """The array again, float32. Raises ValueError where the data is not base64 of as many numbers as the shape says."""
        return np.frombuffer(base64.b64decode(self.data, validate=True), "<f4").reshape(self.shape).astype(np.float32)


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

    model_config = _STRICT

    # Wide enough for a frame outside the motion to be refused by name, with what mends it.
    frame: Annotated[int, Field(ge=-(2**31), lt=2**31)]
    root_translation: Annotated[tuple[_Metres, _Metres, _Metres], Strict(False)]
    joint_rotations: Annotated[Array, AfterValidator(_pose)]
    joint_mask: Annotated[list[bool], Field(min_length=len(JOINT_NAMES), max_length=len(JOINT_NAMES))]
    root_mask: bool

    def unpacked(self) -> completion.PoseConstraint:
        """The same in the model's own words."""
        return completion.PoseConstraint(
            self.frame, self.root_translation, self.joint_rotations.unpacked(), self.joint_mask, self.root_mask
        )


class CompletionRequest(_MotionRequest):
    """Everything that affects a completion; the fields and defaults of `models.completion.request.CompletionRequest`.

    frames, fps: the span, at the scene's rate. constraints: no two at a frame. prompt may be empty. start_position (x, z in
    metres) and start_heading (radians about +Y, 0 faces +Z) count where no constraint says where the body is.
    """

    task: ClassVar[Task] = "complete"
    steps: ClassVar[int] = COMPLETION_STEPS

    frames: Annotated[int, _within("frames")]
    fps: Annotated[float, _within("fps")]
    constraints: Annotated[list[PoseConstraint], Field(max_length=RANGES["frames"][1])]
    prompt: Annotated[str, Field(max_length=PROMPT_CHARACTERS)] = ""
    guidance_scale: Annotated[float, _within("guidance_scale")] = 2.5

    @model_validator(mode="after")
    def _is_possible(self) -> CompletionRequest:
        _check(self.unpacked())
        return self

    def unpacked(self) -> completion.CompletionRequest:
        """The same in the model's own words."""
        constraints = tuple(constraint.unpacked() for constraint in self.constraints)
        return completion.CompletionRequest(**{**dict(self), "constraints": constraints})

    @property
    def summary(self) -> str:
        """What is asked, for the log; nothing of the prompt."""
        return f"{self.frames / self.fps:.1f} s, {self.takes} takes, {len(self.constraints)} pins"


class PoseRequest(_Request):
    """Everything that affects the result of text-to-pose; the fields and defaults of `models.pose.request.PoseRequest`.

    count: how many different poses.
    """

    task: ClassVar[Task] = "pose"
    steps: ClassVar[int] = 1

    text: Annotated[_Words, Field(examples=["hands on the hips"])]
    count: Annotated[int, _within("count")] = 8

    @model_validator(mode="after")
    def _is_possible(self) -> PoseRequest:
        _check(self.unpacked())
        return self

    def unpacked(self) -> pose.PoseRequest:
        """The same in the model's own words."""
        return pose.PoseRequest(**dict(self))

    @property
    def summary(self) -> str:
        """What is asked, for the log; nothing of the text."""
        return f"{self.count} poses"


Request = GenerationRequest | CompletionRequest | PoseRequest


class JobStatus(BaseModel):
    """A job as it stands. steps: an estimate until the first is done. ahead: jobs that run before it. seconds: how long it ran,
    once it has ended."""

    id: str
    task: Task
    state: JobState
    step: int
    steps: int
    ahead: int
    error: Problem | None
    seconds: float | None

    @property
    def ended(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in ("done", "failed", "cancelled")


class MotionData(BaseModel):
    """A motion: root_translation (T, 3) metres, Y up; joint_rotations (T, 22, 4) local unit quaternions w, x, y, z."""

    fps: float
    root_translation: Array
    joint_rotations: Array

    @classmethod
    def of(cls, motion: Motion) -> MotionData:
        """Pack a motion."""
        return cls(
            fps=motion.fps, root_translation=Array.of(motion.root_translation), joint_rotations=Array.of(motion.joint_rotations)
        )


class GenerationResult(BaseModel):
    """One motion a take, and the request as it was run."""

    motions: list[MotionData]
    request: GenerationRequest


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


class PoseResult(BaseModel):
    """k poses, the best first, and sentences that the animator should read.

    joint_rotations: (k, 22, 4) local unit quaternions w, x, y, z of a character that faces +Z. pelvis_heights: (k,) metres, with
    which the lowest part of the body rests on the floor. scores: (k,) how well words and pose agree, −1 … 1.
    """

    joint_rotations: Array
    pelvis_heights: Array
    scores: Array
    notes: list[str]


class Health(BaseModel):
    """How the server is. `detail` is a sentence for an animator."""

    status: Literal["loading", "ready", "failed"]
    detail: str
    version: str


class GenerateLimits(BaseModel):
    """Lowest and highest values of the task `generate`; duration in seconds."""

    duration: tuple[float, float]
    takes: tuple[int, int]
    guidance_scale: tuple[float, float]
    steps: tuple[int, int]
    prompt_characters: int


class CompleteLimits(BaseModel):
    """Lowest and highest values of the task `complete`; duration in seconds, fps in frames a second."""

    duration: tuple[float, float]
    frames: tuple[int, int]
    fps: tuple[float, float]
    takes: tuple[int, int]
    guidance_scale: tuple[float, float]
    prompt_characters: int


class PoseLimits(BaseModel):
    """Lowest and highest values of the task `pose`, and the characters that its text may have."""

    count: tuple[int, int]
    prompt_characters: int


class Tasks(BaseModel):
    """The tasks this server can run. complete, pose: null where their model could not be loaded."""

    generate: GenerateLimits
    complete: CompleteLimits | None
    pose: PoseLimits | None


class ModelInfo(BaseModel):
    """Where the model comes from and under which licence its weights are."""

    name: str
    text_encoder: str
    licence: str
    trained_on: Any


class Capabilities(BaseModel):
    """What this server can do. joints: the names of the rows of `joint_rotations`. fps: frames per second of generated motion."""

    version: str
    joints: list[str]
    fps: float
    tasks: Tasks
    model: ModelInfo
    max_waiting_jobs: int
