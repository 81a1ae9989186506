"""What the server can do, within which limits, and where its model comes from."""
from __future__ import annotations

from typing import TypeVar

from fastapi import APIRouter

from models.inversion.request import LONGEST_ACTION, LONGEST_DESCRIPTOR, LONGEST_NAME, MOST_CLIPS, MOST_SECONDS, SHORTEST
from models.motion import FPS
from models.skeleton import JOINT_NAMES
from models.sequence.request import LONGEST_GAP, MOST_SECONDS as MOST_SEQUENCE_SECONDS
from server import __version__
from server.exemplars import Inversion
from server.limits import CLIPS_BODY_BYTES, PROMPT_CHARACTERS, RANGES
from server.problems import documented
from server.routes.dependencies import CurrentEngine, Queue, needs_token
from server.schemas import (
    Capabilities,
    CompleteLimits,
    CompletionRequest,
    GenerateLimits,
    InvertLimits,
    ModelInfo,
    PoseLimits,
    PoseRequest,
    SequenceLimits,
    SequenceRequest,
    Tasks,
)

Limits = TypeVar("Limits", GenerateLimits, CompleteLimits, PoseLimits)

_INVERT = InvertLimits(
    exemplars=(1, MOST_CLIPS),
    seconds=(SHORTEST, MOST_SECONDS),
    fps=RANGES["fps"],
    name_characters=LONGEST_NAME,
    descriptor_characters=LONGEST_DESCRIPTOR,
    does_characters=LONGEST_ACTION,
    request_bytes=CLIPS_BODY_BYTES,
)

router = APIRouter(tags=["server"], dependencies=[needs_token])


@router.get("/capabilities", responses=documented(401, 503))
async def capabilities(engine: CurrentEngine, queue: Queue) -> Capabilities:
    """What the server can do; 503 until its models are loaded."""
    engine.require_ready()
    return Capabilities(
        version=__version__,
        joints=list(JOINT_NAMES),
        fps=FPS,
        tasks=Tasks(
            generate=_limits(GenerateLimits),
            complete=None if engine.refusal(CompletionRequest) else _limits(CompleteLimits),
            pose=None if engine.refusal(PoseRequest) else _limits(PoseLimits),
            sequence=None if engine.refusal(SequenceRequest) else _sequence_limits(),
            invert=None if engine.refusal(Inversion) else _INVERT,
        ),
        model=ModelInfo(**{name: engine.provenance.get(name, "unknown") for name in ModelInfo.model_fields}),
        max_waiting_jobs=queue.capacity,
    )


def _sequence_limits() -> SequenceLimits:
    ranges = {name: RANGES[name] for name in SequenceLimits.model_fields if name in RANGES}
    return SequenceLimits(**ranges, gap=LONGEST_GAP, seconds=MOST_SEQUENCE_SECONDS, prompt_characters=PROMPT_CHARACTERS)


def _limits(schema: type[Limits]) -> Limits:
    ranges = {name: RANGES[name] for name in schema.model_fields if name in RANGES}
    return schema(**ranges, prompt_characters=PROMPT_CHARACTERS)
