"""What a language–pose model offers, whichever it is: texts and poses in one space."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from torch import Tensor


class PoseTeacher(Protocol):
    """CLPP (OhMG, section 4.1): a text encoder and the pose encoder E_p that speaks its space.

    The cosine of a text's and a pose's feature says how well they fit; the generator learns from it, candidates are ranked by it.
    """

    width: int

    def text_features(self, texts: Sequence[str]) -> Tensor:
        """Features (B, width) of texts, unit length, without gradients."""

    def pose_features(self, poses: Tensor) -> Tensor:
        """Features (B, width) of pose vectors (B, 132), unit length; differentiable in the poses."""
