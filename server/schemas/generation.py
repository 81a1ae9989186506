"""The task `generate` on the wire."""
from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from server.schemas.jobs import Task
from server.schemas.motion import MotionData
from server.schemas.strict import MotionRequest, Words, within


class GenerationRequest(MotionRequest):
    """Everything that affects the result of text to motion; the fields and defaults of `models.lead.pipeline.GenerationRequest`.

    duration: seconds. start_position: x, z in metres. start_heading: radians about +Y, 0 faces +Z. style_strengths: 0 … 1 for
    the styles that the prompt names as <name>.
    """

    task: ClassVar[Task] = "generate"

    prompt: Annotated[Words, Field(examples=["a person walks forward and waves"])]
    duration: Annotated[float, within("duration")] = 4.0
    guidance_scale: Annotated[float, within("guidance_scale")] = 4.0
    steps: Annotated[int, within("steps")] = 50

    @property
    def summary(self) -> str:
        """What is asked, for the log; nothing of the prompt."""
        return f"{self.duration:.1f} s, {self.takes} takes, {self.steps} steps"


class GenerationResult(BaseModel):
    """One motion a take, and the request as it was run."""

    motions: list[MotionData]
    request: GenerationRequest
