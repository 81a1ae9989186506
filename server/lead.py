"""LEAD behind the engine's interface. PyTorch is imported when the loader is called, never before: that takes seconds."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from models.inversion.library import StyleLibrary
from models.motion import Motion
from server.engine import LoadError
from server.schemas import GenerationRequest


class LeadGenerator:
    """Hands the wire's requests to `models.lead.pipeline.LeadPipeline`."""

    def __init__(self, pipeline: Any):
        self.provenance: Mapping[str, Any] = pipeline.provenance
        self.pipeline = pipeline

    def __call__(
        self, request: GenerationRequest, on_step: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> list[Motion]:
        """See `engine.Pipeline`."""
        from models.lead.pipeline import GenerationRequest as LeadRequest

        return self.pipeline(LeadRequest(**request.model_dump()), on_step, cancelled)


def load(library: StyleLibrary, weights: Path | None = None) -> LeadGenerator:
    """Load LEAD from a folder of weights (the shipped ones where None); it tells the library which styles are its own. Raises
    LoadError with the model's own sentence."""
    from models.lead.pipeline import LeadPipeline
    from models.text import TextEncoderUnavailable
    from models.weights_file import WEIGHTS, WeightsError

    try:
        pipeline = LeadPipeline.load(weights or WEIGHTS, library)
    except (WeightsError, TextEncoderUnavailable) as error:
        raise LoadError(str(error)) from error
    library.model = pipeline.model.fingerprint
    return LeadGenerator(pipeline)
