"""What the server can do, within which limits, and where its model comes from."""
from __future__ import annotations

from typing import TypeVar

from fastapi import APIRouter

from models.motion import FPS
from models.skeleton import JOINT_NAMES
from server import __version__
from server.limits import PROMPT_CHARACTERS, RANGES
from server.problems import documented
from server.routes.dependencies import CurrentEngine, Queue, needs_token
from server.schemas import Capabilities, CompleteLimits, CompletionRequest, GenerateLimits, ModelInfo, Tasks

Limits = TypeVar("Limits", GenerateLimits, CompleteLimits)

router = APIRouter(tags=["server"], dependencies=[needs_token])


@router.get("/capabilities", responses=documented(401, 503))
async def capabilities(engine: CurrentEngine, queue: Queue) -> Capabilities:
    """What the server can do; 503 until its models are loaded."""
    engine.require_ready()
    generate, complete = (_limits(schema) for schema in (GenerateLimits, CompleteLimits))
    return Capabilities(
        version=__version__,
        joints=list(JOINT_NAMES),
        fps=FPS,
        tasks=Tasks(generate=generate, complete=None if engine.refusal(CompletionRequest) else complete),
        model=ModelInfo(**{name: engine.provenance.get(name, "unknown") for name in ModelInfo.model_fields}),
        max_waiting_jobs=queue.capacity,
    )


def _limits(schema: type[Limits]) -> Limits:
    ranges = {name: RANGES[name] for name in schema.model_fields if name in RANGES}
    return schema(**ranges, prompt_characters=PROMPT_CHARACTERS)
