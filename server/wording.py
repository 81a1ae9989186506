"""What the server calls each task's model and result when it speaks to an animator."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """models: what did not load. result: what was asked for. lighter: how to ask for less of it where memory runs out.
    made: what was to be done to the result. other: what to try again with where that failed."""

    models: str
    result: str
    lighter: str
    made: str = "generated"
    other: str = "another seed"


_MOTION = ("motion", "Ask for fewer takes or a shorter motion, or close other programs.")

#: By task.
WORDINGS = {
    "generate": Wording("The motion models", *_MOTION),
    "complete": Wording("The model that makes pinned poses a motion", *_MOTION),
    "pose": Wording("The model that poses from words", "pose", "Ask for fewer poses, or close other programs."),
    "sequence": Wording("The models that make prompts one motion", *_MOTION),
    "invert": Wording(
        "The model that learns styles", "style", "Use fewer or shorter clips, or close other programs.", "learned", "other clips"
    ),
}
