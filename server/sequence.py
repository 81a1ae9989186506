"""Sequences behind the engine's interface. PyTorch is imported when the loader is called, never before."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models.sequence.request import SequenceResult
from server.completion import Completer
from server.engine import LoadError
from server.lead import LeadGenerator
from server.schemas import SequenceRequest


class Sequencer:
    """Hands the wire's requests to `models.sequence.pipeline.SequencePipeline`."""

    def __init__(self, pipeline: Any):
        self.provenance: Mapping[str, Any] = getattr(pipeline, "provenance", {})
        self._pipeline = pipeline

    def __call__(
        self, request: SequenceRequest, on_step: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> SequenceResult:
        """See `engine.Pipeline`. Raises SequenceError with a sentence where the request cannot be done."""
        result = self._pipeline(request.unpacked(), on_step, cancelled)
        if not result.motions:
            raise ValueError("the model gave no motion")
        return result


def load(generator: LeadGenerator, completer: Completer | None) -> Sequencer:
    """Sequences of the LEAD and the completion that are loaded already. Raises LoadError where there is no completion."""
    from models.sequence.pipeline import SequencePipeline

    if completer is None:
        raise LoadError("Blocks cannot become one motion: the model that makes pinned poses a motion did not load.", "Install the server again.")
    return Sequencer(SequencePipeline(generator.pipeline, completer.pipeline))
