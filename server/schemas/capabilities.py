"""What the server says of itself."""
from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel


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


class InvertLimits(BaseModel):
    """Lowest and highest values of the task `invert`. exemplars: how many clips. seconds: of the longest clip at least, of all of
    them together at most. fps: of clips that are no BVH files. request_bytes: the size of the whole request."""

    exemplars: tuple[int, int]
    seconds: tuple[float, float]
    fps: tuple[float, float]
    name_characters: int
    descriptor_characters: int
    does_characters: int
    request_bytes: int


class SequenceLimits(BaseModel):
    """Lowest and highest values of the task `sequence`. duration: of a block, gap: the longest between two blocks, seconds: the longest of
    the whole, transition: all in seconds."""

    blocks: tuple[int, int]
    duration: tuple[float, float]
    gap: float
    seconds: float
    transition: tuple[float, float]
    fps: tuple[float, float]
    takes: tuple[int, int]
    guidance_scale: tuple[float, float]
    steps: tuple[int, int]
    prompt_characters: int


class Tasks(BaseModel):
    """The tasks this server can run. complete, pose, invert, sequence: null where their model could not be loaded."""

    generate: GenerateLimits
    complete: CompleteLimits | None
    pose: PoseLimits | None
    invert: InvertLimits | None
    sequence: SequenceLimits | None


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
