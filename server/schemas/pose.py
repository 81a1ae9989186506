"""The task `pose` on the wire."""
from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, Field, model_validator

from models.pose import request as pose
from server.schemas.jobs import Task
from server.schemas.motion import Array
from server.schemas.strict import Seeded, StyleStrengths, Words, check, within


class PoseRequest(Seeded):
    """Everything that affects the result of text-to-pose; the fields and defaults of `models.pose.request.PoseRequest`.

    count: how many different poses. style_strengths: 0 … 1 for the styles that the text names as <name>.
    """

    task: ClassVar[Task] = "pose"
    steps: ClassVar[int] = 1

    text: Annotated[Words, Field(examples=["hands on the hips"])]
    count: Annotated[int, within("count")] = 8
    style_strengths: StyleStrengths = {}

    @model_validator(mode="after")
    def _is_possible(self) -> PoseRequest:
        check(self.unpacked())
        return self

    def unpacked(self) -> pose.PoseRequest:
        """The same in the model's own words."""
        return pose.PoseRequest(**dict(self))

    @property
    def summary(self) -> str:
        """What is asked, for the log; nothing of the text."""
        return f"{self.count} poses"


class PoseResult(BaseModel):
    """k poses, the best first, and sentences that the animator should read.

    joint_rotations: (k, 22, 4) local unit quaternions w, x, y, z of a character that faces +Z. pelvis_heights: (k,) metres, with
    which the lowest part of the body rests on the floor. scores: (k,) how well words and pose agree, −1 … 1.
    """

    joint_rotations: Array
    pelvis_heights: Array
    scores: Array
    notes: list[str]
