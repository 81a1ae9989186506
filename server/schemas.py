"""The wire: what crosses HTTP, strictly typed. Unknown fields are refused."""
from __future__ import annotations

import base64
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict
from pydantic_core import PydanticCustomError

from server.limits import PROMPT_CHARACTERS, RANGES
from server.problems import Problem

JobState = Literal["queued", "running", "done", "failed", "cancelled"]


def _visible(text: str) -> str:
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise PydanticCustomError("blank", "nothing to read")
    return text


def _within(name: str) -> Any:
    low, high = RANGES[name]
    return Field(ge=low, le=high)


class GenerationRequest(BaseModel):
    """Everything that affects the result of text to motion; the fields and defaults of `models.lead.pipeline.GenerationRequest`.

    duration: seconds. start_position: x, z in metres. start_heading: radians about +Y, 0 faces +Z.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False, str_strip_whitespace=True)

    prompt: Annotated[str, Field(max_length=PROMPT_CHARACTERS), AfterValidator(_visible)]
    duration: Annotated[float, _within("duration")] = 4.0
    seed: Annotated[int, _within("seed")] = 0
    takes: Annotated[int, _within("takes")] = 1
    guidance_scale: Annotated[float, _within("guidance_scale")] = 4.0
    steps: Annotated[int, _within("steps")] = 50
    # JSON has no tuples: the list is let through, the two numbers in it are still strict.
    start_position: Annotated[
        tuple[
            Annotated[float, Strict(), _within("start_position")],
            Annotated[float, Strict(), _within("start_position")],
        ],
        Strict(False),
    ] = (0.0, 0.0)
    start_heading: Annotated[float, _within("start_heading")] = 0.0


class JobStatus(BaseModel):
    """A job as it stands. ahead: jobs that run before it. seconds: how long it ran, once it has ended."""

    id: str
    task: Literal["generate"] = "generate"
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


class Array(BaseModel):
    """An array: its shape, and its numbers as base64 of little-endian float32 in C order."""

    shape: list[int]
    data: str

    @classmethod
    def of(cls, array: np.ndarray) -> Array:
        """Pack a float array of any shape."""
        return cls(shape=list(array.shape), data=base64.b64encode(np.ascontiguousarray(array, dtype="<f4")).decode("ascii"))


class MotionData(BaseModel):
    """A motion: root_translation (T, 3) metres, Y up; joint_rotations (T, 22, 4) local unit quaternions w, x, y, z."""

    fps: float
    root_translation: Array
    joint_rotations: Array


class GenerationResult(BaseModel):
    """One motion a take, and the request as it was run."""

    motions: list[MotionData]
    request: GenerationRequest


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


class Tasks(BaseModel):
    """The tasks this server can run."""

    generate: GenerateLimits


class ModelInfo(BaseModel):
    """Where the model comes from and under which licence its weights are."""

    name: str
    text_encoder: str
    licence: str
    trained_on: Any


class Capabilities(BaseModel):
    """What this server can do. joints: the names of the rows of `joint_rotations`. fps: frames per second of every motion."""

    version: str
    joints: list[str]
    fps: float
    tasks: Tasks
    model: ModelInfo
    max_waiting_jobs: int
