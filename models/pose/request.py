"""What text-to-pose is asked and what it answers."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

MOST_CANDIDATES = 16


class PoseError(ValueError):
    """The request cannot be done; says why, and what mends it, in a sentence for an animator."""


@dataclass(frozen=True)
class PoseRequest:
    """Everything that affects a result: same request, same poses. count: how many different poses, 1 … MOST_CANDIDATES.
    style_strengths: how strongly each style that the text names is used, 0 (its descriptor only) to 1 (the default)."""

    text: str
    count: int = 8
    seed: int = 0
    style_strengths: Mapping[str, float] = field(default_factory=dict)

    def check(self) -> None:
        """Raises PoseError with a sentence where the request cannot be done."""
        if not self.text.strip():
            raise PoseError("There is no description of a pose. Type one, for example: hands on the hips.")
        if not 1 <= self.count <= MOST_CANDIDATES:
            raise PoseError(f"{self.count} poses were asked for. Ask for 1 to {MOST_CANDIDATES}.")


@dataclass(frozen=True, eq=False)
class PoseCandidates:
    """Poses for one text, the best first.

    joint_rotations: float32 (k, 22, 4) unit quaternions w, x, y, z, local to the parent (the pelvis's: to the world) of a character
    that faces +Z. pelvis_heights: float32 (k,) metres, with which the lowest part of the body rests on the floor. scores:
    float32 (k,), the cosine of text and pose in CLPP's space, less for a body that would fall, for what the text claims and the pose
    does not show, and for what bodies seldom do. notes: what the animator should know.
    """

    joint_rotations: np.ndarray
    pelvis_heights: np.ndarray
    scores: np.ndarray
    notes: tuple[str, ...] = ()
