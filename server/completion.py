"""Completion behind the engine's interface. PyTorch is imported when the loader is called, never before."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from models.completion.request import Completion
from server.engine import LoadError
from server.lead import LeadGenerator
from server.schemas import CompletionRequest


class Completer:
    """Hands the wire's requests to `models.completion.pipeline.CompletionPipeline`."""

    def __init__(self, pipeline: Any):
        self.provenance: Mapping[str, Any] = getattr(pipeline, "provenance", {})
        self.pipeline = pipeline

    def __call__(
        self, request: CompletionRequest, on_step: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Completion:
        """See `engine.Pipeline`. Raises CompletionError with a sentence where the request cannot be done."""
        completion = self.pipeline(request.unpacked(), on_step, cancelled)
        if not completion.motions:
            raise ValueError("the model gave no motion")
        return completion


def load(generator: LeadGenerator, weights: Path | None = None) -> Completer:
    """Load completion from a folder of weights (the shipped ones where None), on top of the LEAD that is loaded already.
    Raises LoadError with the model's own sentence."""
    from models.completion.pipeline import CompletionPipeline
    from models.weights_file import WEIGHTS, WeightsError

    try:
        return Completer(CompletionPipeline.load(weights or WEIGHTS, generator.pipeline))
    except WeightsError as error:
        raise LoadError(str(error)) from error
