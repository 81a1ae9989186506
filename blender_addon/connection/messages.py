"""What is asked of the server and what it answers, typed, and as JSON."""
from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar

import numpy as np

from ..animation import quaternion
from ..animation.candidate import Candidate
from ..animation.motion import Motion
from ..rig.skeleton import JOINT_NAMES


@dataclass(frozen=True)
class GenerationRequest:
    """Everything that affects a result. Seconds, metres (x, z) and radians about the vertical, as the server has them.

    style_strengths: how strongly the styles named in the words are used, 0 (their descriptor only) to 1 (as learned).
    """

    task: ClassVar[str] = "generate"

    prompt: str
    duration: float = 4.0
    seed: int = 0
    takes: int = 1
    guidance_scale: float = 4.0
    steps: int = 50
    start_position: tuple[float, float] = (0.0, 0.0)
    start_heading: float = 0.0
    style_strengths: Mapping[str, float] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """The request as the server reads it."""
        return asdict(self)

    def remembered(self) -> dict[str, Any]:
        """What is stored with a take, as JSON."""
        return {"task": self.task, **self.body()}

    @classmethod
    def recalled(cls, stored: Mapping[str, Any]) -> GenerationRequest:
        """The inverse of `remembered`. Raises KeyError or TypeError where something is missing."""
        return cls(**{item.name: stored[item.name] for item in fields(cls)})


@dataclass(frozen=True, eq=False)
class PoseConstraint:
    """A pinned pose, or part of one, in motion space.

    frame: from the first frame of the span, 0. root_translation (3,): metres, the pelvis joint. joint_rotations (22, 4): unit
    quaternions w, x, y, z, local to the parent. joint_mask (22,): the joints whose rotation is pinned. root_mask: whether the
    pelvis's place is.
    """

    frame: int
    root_translation: np.ndarray
    joint_rotations: np.ndarray
    joint_mask: np.ndarray
    root_mask: bool

    def body(self) -> dict[str, Any]:
        """The constraint as the server reads it."""
        return {
            "frame": self.frame, "root_translation": [float(value) for value in self.root_translation],
            "joint_rotations": packed(self.joint_rotations), "joint_mask": [bool(value) for value in self.joint_mask],
            "root_mask": bool(self.root_mask),
        }

    @classmethod
    def recalled(cls, stored: Mapping[str, Any]) -> PoseConstraint:
        """The inverse of `body`."""
        return cls(
            int(stored["frame"]), np.array(stored["root_translation"]), unpacked(stored["joint_rotations"]),
            np.array(stored["joint_mask"], dtype=bool), bool(stored["root_mask"]))


@dataclass(frozen=True, eq=False)
class CompletionRequest:
    """Everything that affects a completion. `frames` at `fps`, the scene's rate; the start counts where no pin holds the root."""

    task: ClassVar[str] = "complete"

    frames: int
    fps: float
    constraints: tuple[PoseConstraint, ...]
    prompt: str = ""
    seed: int = 0
    takes: int = 1
    guidance_scale: float = 2.5
    start_position: tuple[float, float] = (0.0, 0.0)
    start_heading: float = 0.0
    style_strengths: Mapping[str, float] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """The request as the server reads it."""
        return {**vars(self), "constraints": [constraint.body() for constraint in self.constraints]}

    def remembered(self) -> dict[str, Any]:
        """What is stored with a take, as JSON: the pinned poses too, so that it can be made again when they have changed."""
        return {"task": self.task, **self.body()}

    @classmethod
    def recalled(cls, stored: Mapping[str, Any]) -> CompletionRequest:
        """The inverse of `remembered`. Raises KeyError, TypeError or ValueError where something is missing."""
        constraints = tuple(PoseConstraint.recalled(constraint) for constraint in stored["constraints"])
        return cls(**{**{item.name: stored[item.name] for item in fields(cls)}, "constraints": constraints})


@dataclass(frozen=True)
class PoseRequest:
    """Everything that affects which poses come: the words, how many different ones, the seed."""

    task: ClassVar[str] = "pose"

    text: str
    count: int = 8
    seed: int = 0
    style_strengths: Mapping[str, float] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """The request as the server reads it."""
        return asdict(self)


@dataclass(frozen=True)
class PinError:
    """How far the result is from what is pinned at a frame of the span: the worst of all takes."""

    frame: int
    degrees: float
    centimetres: float


@dataclass(frozen=True)
class Answer:
    """What came back: the takes, from a completion how well they meet the pins, from a sequence the frames (first, last) of its transitions,
    and what the animator should know."""

    motions: list[Motion]
    pin_errors: tuple[PinError, ...] = ()
    notes: tuple[str, ...] = ()
    transitions: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class PoseAnswer:
    """The candidates, the best first, and what the animator should know."""

    candidates: tuple[Candidate, ...]
    notes: tuple[str, ...] = ()


def read_answer(answer: dict[str, Any]) -> Answer | PoseAnswer:
    """The server's result. Raises KeyError, TypeError or ValueError where it is not one."""
    notes = tuple(str(note) for note in answer.get("notes", ()))
    if "pelvis_heights" in answer:
        return PoseAnswer(_candidates(answer), notes)
    motions = [
        Motion(unpacked(motion["root_translation"]), unpacked(motion["joint_rotations"]), float(motion["fps"]))
        for motion in answer["motions"]
    ]
    errors = tuple(
        PinError(int(error["frame"]), float(error["degrees"]), float(error["centimetres"]))
        for error in answer.get("pin_errors", ())
    )
    transitions = tuple((int(each["first"]), int(each["last"])) for each in answer.get("transitions", ()))
    return Answer(motions, errors, notes, transitions)


def _candidates(answer: dict[str, Any]) -> tuple[Candidate, ...]:
    rotations, heights, scores = (unpacked(answer[name]) for name in ("joint_rotations", "pelvis_heights", "scores"))
    count = len(rotations)
    if not count or rotations.shape[1:] != (len(JOINT_NAMES), 4) or heights.shape != (count,) or scores.shape != (count,):
        raise ValueError(f"poses need (k, 22, 4), (k,) and (k,), not {rotations.shape}, {heights.shape} and {scores.shape}")
    if not all(np.isfinite(values).all() for values in (rotations, heights, scores)):
        raise ValueError("a pose holds numbers that are not finite")
    rotations = quaternion.normalized(rotations.astype(np.float64))
    return tuple(Candidate(*each) for each in zip(rotations, heights.tolist(), scores.tolist()))


def packed(values: np.ndarray) -> dict[str, Any]:
    """An array as {"shape", "data": base64 of little-endian float32}."""
    array = np.ascontiguousarray(values, dtype="<f4")
    return {"shape": list(array.shape), "data": base64.b64encode(array.tobytes()).decode("ascii")}


def unpacked(array: dict[str, Any]) -> np.ndarray:
    """The inverse of `packed`."""
    values = np.frombuffer(base64.b64decode(array["data"], validate=True), dtype="<f4")
    return values.reshape(array["shape"]).astype(np.float32)
