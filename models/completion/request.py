"""What completion is asked and what it answers."""
from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from models.motion import FPS, Motion
from models.skeleton import JOINT_NAMES

#: Shortest and longest span, seconds.
SHORTEST, LONGEST = 0.7, 10.0
MOST_TAKES = 16
#: A quaternion whose length is farther than this from one does not come from a rotation.
_UNIT_TOLERANCE = 1e-2


class CompletionError(ValueError):
    """The request cannot be done; says why, and what mends it, in a sentence for an animator."""


@dataclass(frozen=True, eq=False)
class PoseConstraint:
    """A pinned pose, or part of one.

    frame: 0 … frames − 1 of the request. root_translation: (3,) metres, the pelvis's position in the world. joint_rotations:
    (22, 4) unit quaternions w, x, y, z, local to the parent (the pelvis's: to the world). joint_mask: (22,) the joints whose
    rotation is pinned. root_mask: whether the pelvis's position is. What the masks leave out is not looked at.
    """

    frame: int
    root_translation: np.ndarray
    joint_rotations: np.ndarray
    joint_mask: np.ndarray = field(default_factory=lambda: np.ones(len(JOINT_NAMES), dtype=bool))
    root_mask: bool = True

    def __post_init__(self):
        object.__setattr__(self, "root_translation", np.asarray(self.root_translation, dtype=np.float32))
        object.__setattr__(self, "joint_rotations", np.asarray(self.joint_rotations, dtype=np.float32))
        object.__setattr__(self, "joint_mask", np.asarray(self.joint_mask, dtype=bool))

    @property
    def whole(self) -> bool:
        """Whether the whole body is pinned, place included."""
        return bool(self.joint_mask.all()) and self.root_mask


@dataclass(frozen=True, eq=False)
class CompletionRequest:
    """Everything that affects a result: same request, same motions.

    frames, fps: the span, counted at the scene's own rate; 0.7–10 s. constraints: at least one, no two at a frame. prompt: may be
    empty. takes: how many variations, in one batch. guidance_scale: how hard the text pulls. style_strengths: how strongly
    each style that the prompt names is used, 0 (its descriptor only) to 1 (the default). start_position (x, z in metres) and
    start_heading (radians about +Y, 0 faces +Z) are where the motion begins if no constraint says where the body is.
    """

    frames: int
    fps: float
    constraints: tuple[PoseConstraint, ...]
    prompt: str = ""
    seed: int = 0
    takes: int = 1
    guidance_scale: float = 2.5
    style_strengths: Mapping[str, float] = field(default_factory=dict)
    start_position: tuple[float, float] = (0.0, 0.0)
    start_heading: float = 0.0

    @property
    def seconds(self) -> float:
        """Length of the span: its frames, each as long as one frame is shown."""
        return self.frames / self.fps

    @property
    def model_frames(self) -> int:
        """Length of the span at the model's 30 frames a second."""
        return max(2, math.ceil((self.frames - 1) / self.fps * FPS - 1e-6) + 1)

    @property
    def in_order(self) -> tuple[PoseConstraint, ...]:
        """The constraints by time."""
        return tuple(sorted(self.constraints, key=lambda constraint: constraint.frame))

    def model_frame(self, constraint: PoseConstraint) -> int:
        """The frame nearest a constraint at the model's 30 frames a second."""
        return min(self.model_frames - 1, round(constraint.frame / self.fps * FPS))

    def check(self) -> None:
        """Raises CompletionError with a sentence where the request cannot be done."""
        if not self.constraints:
            raise CompletionError("There are no pinned poses. Pin at least one pose, then press Complete.")
        if not SHORTEST - 0.05 <= self.seconds <= LONGEST + 0.05:
            raise CompletionError(
                f"The pins span {self.seconds:.1f} seconds. Completion makes {SHORTEST:g} to {LONGEST:g} seconds: "
                "move the pins, or add time before or after them."
            )
        if self.frames < 2:
            raise CompletionError("One frame is no motion. Complete a longer span, or choose a higher frame rate for the scene.")
        seen: set[int] = set()
        for constraint in self.constraints:
            _check(constraint, self.frames)
            if constraint.frame in seen:
                raise CompletionError(f"Frame {constraint.frame} is pinned twice. Delete one of the two pins.")
            seen.add(constraint.frame)


@dataclass(frozen=True)
class PinError:
    """How far the result is from a pin: the largest angle and distance of what it pins, over all takes."""

    frame: int
    degrees: float
    centimetres: float


@dataclass(frozen=True)
class Completion:
    """The variations, each `frames` long at the request's rate, how well they meet the pins, and what the animator should know."""

    motions: list[Motion]
    pin_errors: tuple[PinError, ...]
    notes: tuple[str, ...]


def _check(constraint: PoseConstraint, frames: int) -> None:
    where = f"The pin at frame {constraint.frame}"
    if not 0 <= constraint.frame < frames:
        raise CompletionError(f"{where} lies outside the {frames} frames to be made. Lengthen the motion or delete the pin.")
    joints = len(JOINT_NAMES)
    shapes = (constraint.root_translation.shape, constraint.joint_rotations.shape, constraint.joint_mask.shape)
    if shapes != ((3,), (joints, 4), (joints,)):
        raise CompletionError(f"{where} is not a pose of {joints} joints. Pin it again.")
    if not constraint.joint_mask.any() and not constraint.root_mask:
        raise CompletionError(f"{where} pins nothing. Select the bones it is to hold, or delete it.")
    pinned = constraint.joint_rotations[constraint.joint_mask]
    if not (np.isfinite(pinned).all() and (not constraint.root_mask or np.isfinite(constraint.root_translation).all())):
        raise CompletionError(f"{where} holds a number that is none. Set the pose again and pin it again.")
    if (np.abs(np.linalg.norm(pinned, axis=-1) - 1) > _UNIT_TOLERANCE).any():
        raise CompletionError(f"{where} holds a bone that is scaled or not a rotation. Clear the scale of its bones and pin it again.")
