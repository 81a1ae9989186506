"""What every request shares: strict types, bounded numbers, and words that can be read."""
from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict
from pydantic_core import PydanticCustomError

from models.completion.request import CompletionError, CompletionRequest
from models.pose.request import PoseError, PoseRequest
from models.sequence.request import SequenceError, SequenceRequest
from server.limits import MOST_STRENGTHS, PROMPT_CHARACTERS, RANGES

#: Of everything that a caller sends. Numbers that are none are refused, text is not taken for a number.
STRICT = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False, str_strip_whitespace=True)


def _visible(text: str) -> str:
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise PydanticCustomError("blank", "nothing to read")
    return text


def within(name: str) -> Any:
    """Between the two `limits.RANGES` of that name."""
    low, high = RANGES[name]
    return Field(ge=low, le=high)


def impossible(sentence: str) -> PydanticCustomError:
    """What a validator raises where the request is well formed and cannot be done."""
    return PydanticCustomError("impossible", "{sentence}", {"sentence": sentence})


def check(request: CompletionRequest | PoseRequest | SequenceRequest) -> None:
    """Raises `impossible` where the model says so."""
    try:
        request.check()
    except (CompletionError, PoseError, SequenceError) as error:
        raise impossible(str(error)) from None


#: What the document says of text that must not be empty; what an animator is told says `_visible`.
SOMETHING = {"minLength": 1, "pattern": r"\S"}
#: What must be there to be understood.
Words = Annotated[str, Field(max_length=PROMPT_CHARACTERS, json_schema_extra=SOMETHING), AfterValidator(_visible)]
Metres = Annotated[float, Strict(), within("start_position")]
#: How strongly each style that the words name is used: 0 its descriptor only, 1 as learned (also where it is not named here).
StyleStrengths = Annotated[dict[str, Annotated[float, within("style_strengths")]], Field(max_length=MOST_STRENGTHS)]


class Seeded(BaseModel):
    """A request: same request, same result."""

    model_config = STRICT

    seed: Annotated[int, within("seed")] = 0


class MotionRequest(Seeded):
    """A request for motions."""

    takes: Annotated[int, within("takes")] = 1
    style_strengths: StyleStrengths = {}
    # JSON has no tuples: the list is let through, the two numbers in it are still strict.
    start_position: Annotated[tuple[Metres, Metres], Strict(False)] = (0.0, 0.0)
    start_heading: Annotated[float, within("start_heading")] = 0.0
