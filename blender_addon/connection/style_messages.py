"""What is asked of the server about styles and what it answers, typed, and as JSON."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..animation.motion import Motion
from .messages import packed


@dataclass(frozen=True, eq=False)
class Exemplar:
    """A clip that shows the style. `does`: what it shows, guessed where empty. It is a motion, or the text of a BVH file (`bvh`)."""

    name: str
    does: str = ""
    motion: Motion | None = None
    bvh: str | None = None

    def body(self) -> dict[str, Any]:
        """The exemplar as the server reads it."""
        motion = None if self.motion is None else {
            "fps": float(self.motion.fps), "root_translation": packed(self.motion.root_translation),
            "joint_rotations": packed(self.motion.joint_rotations),
        }
        return {"name": self.name, "does": self.does, "motion": motion, "bvh": self.bvh}


@dataclass(frozen=True, eq=False)
class InversionRequest:
    """Everything that affects a style; see `models.inversion.request.InversionRequest`. replace: a style of this name may go."""

    task: ClassVar[str] = "invert"

    name: str
    descriptor: str
    exemplars: tuple[Exemplar, ...]
    strong: bool = False
    seed: int = 0
    replace: bool = False

    def body(self) -> dict[str, Any]:
        """The request as the server reads it."""
        return {**vars(self), "exemplars": [exemplar.body() for exemplar in self.exemplars]}


@dataclass(frozen=True)
class Style:
    """A style as the server lists it. `reason` says why it is not usable."""

    name: str
    descriptor: str
    strong: bool
    usable: bool
    reason: str = ""


@dataclass(frozen=True)
class StyleAnswer:
    """What was learned. The losses, on clips held out of learning: with the descriptor alone and with the style."""

    style: Style
    loss_before: float
    loss_after: float
    notes: tuple[str, ...] = ()


def read_style(answer: dict[str, Any]) -> Style:
    """Raises KeyError or TypeError where it is none."""
    return Style(
        str(answer["name"]), str(answer["descriptor"]), bool(answer["strong"]), bool(answer["usable"]), str(answer.get("reason") or ""))


def read_style_answer(answer: dict[str, Any]) -> StyleAnswer:
    """The result of learning. Raises KeyError, TypeError or ValueError where it is none."""
    notes = tuple(str(note) for note in answer.get("notes", ()))
    return StyleAnswer(read_style(answer["style"]), float(answer["loss_before"]), float(answer["loss_after"]), notes)
