"""The task `invert` on the wire: clips in, a style out."""
from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, Field, model_validator

from models.inversion.request import LONGEST_ACTION, LONGEST_DESCRIPTOR, LONGEST_NAME, MOST_CLIPS
from server.limits import CLIP_NAME_CHARACTERS
from server.schemas.jobs import Task
from server.schemas.motion import MotionData
from server.schemas.strict import SOMETHING, STRICT, Seeded, impossible
from server.schemas.styles import StyleData


class Exemplar(BaseModel):
    """A clip that shows the style: a motion at any frame rate, or the text of a BVH file of any humanoid; one of the two.

    does: what it shows, without the manner ("walks forward"); guessed where empty. name: the clip's, for messages.
    """

    model_config = STRICT

    name: Annotated[str, Field(max_length=CLIP_NAME_CHARACTERS)]
    does: Annotated[str, Field(max_length=LONGEST_ACTION)] = ""
    motion: MotionData | None = None
    bvh: str | None = None

    @model_validator(mode="after")
    def _is_one_clip(self) -> Exemplar:
        if (self.motion is None) == (self.bvh is None):
            raise impossible(f"The clip “{self.name[:40]}” must be either a motion or a BVH file. Add it again.")
        return self


class InversionRequest(Seeded):
    """Everything that affects a style; the fields and defaults of `models.inversion.request.InversionRequest`, and whether a
    style of the same name may be replaced.

    name: what is typed between < and > in a prompt. descriptor: the plain word that comes nearest to it. strong: also learn a
    low-rank update of the denoiser, for what no word can say. Exemplars that are BVH files of one skeleton are read together.
    """

    task: ClassVar[Task] = "invert"

    name: Annotated[str, Field(max_length=LONGEST_NAME, examples=["grumpy"], json_schema_extra=SOMETHING)]
    descriptor: Annotated[str, Field(max_length=LONGEST_DESCRIPTOR, examples=["angry"], json_schema_extra=SOMETHING)]
    exemplars: Annotated[list[Exemplar], Field(max_length=MOST_CLIPS, json_schema_extra={"minItems": 1})]
    strong: bool = False
    replace: bool = False


class InversionResult(BaseModel):
    """The style, which is in the list now, and how well it was learned.

    loss_before, loss_after: on clips held out of learning, with the descriptor and with the style. notes: sentences that the
    animator should read.
    """

    style: StyleData
    loss_before: float
    loss_after: float
    notes: list[str]
