"""Text-to-pose behind the engine's interface. PyTorch is imported when the loader is called, never before."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from models.pose.request import PoseCandidates
from server.engine import LoadError
from server.lead import LeadGenerator
from server.schemas import PoseRequest


class Poser:
    """Hands the wire's requests to `models.pose.pipeline.PosePipeline`."""

    def __init__(self, pipeline: Any):
        self.provenance: Mapping[str, Any] = getattr(pipeline, "provenance", {})
        self._pipeline = pipeline

    def __call__(
        self, request: PoseRequest, on_step: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> PoseCandidates:
        """See `engine.Pipeline`. Raises PoseError with a sentence where the request cannot be done."""
        candidates = self._pipeline(request.unpacked(), on_step, cancelled)
        if not len(candidates.scores):
            raise ValueError("the model gave no pose")
        return candidates


def load(generator: LeadGenerator, weights: Path | None = None) -> Poser:
    """Load text-to-pose from a folder of weights (the shipped ones where None), with the text encoder that LEAD has loaded
    already and its styles. Raises LoadError with the model's own sentence."""
    from models.pose.pipeline import PosePipeline
    from models.weights_file import WEIGHTS, WeightsError

    try:
        lead = generator.pipeline
        return Poser(PosePipeline.load(weights or WEIGHTS, lead.text_encoder, lead.library))
    except WeightsError as error:
        raise LoadError(str(error)) from error
