"""LEAD behind the engine's interface. PyTorch is imported when the loader is called, never before: that takes seconds."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from models.motion import Motion
from server.engine import LoadError
from server.schemas import GenerationRequest


class LeadGenerator:
    """Hands the wire's requests to `models.lead.pipeline.LeadPipeline`."""

    def __init__(self, pipeline: Any):
        self.provenance: Mapping[str, Any] = pipeline.provenance
        self._pipeline = pipeline

    def __call__(
        self, request: GenerationRequest, on_step: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> list[Motion]:
        """See `engine.Pipeline`."""
        from models.lead import pipeline

        return self._pipeline(pipeline.GenerationRequest(**request.model_dump()), on_step, cancelled)


def load(weights: Path | None = None) -> LeadGenerator:
    """Load LEAD from a folder of weights (the shipped ones where None). Raises LoadError with the weights' own sentence."""
    from models.lead import pipeline

    try:
        return LeadGenerator(pipeline.LeadPipeline.load(weights or pipeline.WEIGHTS))
    except pipeline.WeightsError as error:
        raise LoadError(str(error)) from error
