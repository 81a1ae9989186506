"""Motion textual inversion behind the engine's interface. PyTorch is imported when the loader is called, never before."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models.inversion.library import StyleLibrary
from models.inversion.request import Learned
from server.exemplars import Inversion
from server.lead import LeadGenerator


class Inverter:
    """Hands what the wire asked for to `models.inversion.pipeline.InversionPipeline`, and what that learned to the library."""

    def __init__(self, pipeline: Any, library: StyleLibrary):
        self.provenance: Mapping[str, Any] = getattr(pipeline, "provenance", {})
        self._pipeline, self._library = pipeline, library

    def __call__(
        self, inversion: Inversion, on_step: Callable[[int, int, float], None], cancelled: Callable[[], bool]
    ) -> Learned:
        """See `engine.Pipeline`. Raises StyleError with a sentence where the style cannot be learned or its name is taken."""
        if not inversion.replace:  # it may have been taken while the job waited; the minute of learning is not wasted on that
            self._library.require_free(inversion.request.name)
        return self._pipeline(inversion.request, on_step, cancelled)

    def keep(self, inversion: Inversion, learned: Learned) -> None:
        """See `engine.Keeper`. Raises StyleError with a sentence where the style is not saved: then nothing has changed."""
        self._library.save(learned.style, inversion.replace)


def load(generator: LeadGenerator, library: StyleLibrary) -> Inverter:
    """Inversion through the LEAD that is loaded already; it has no weights of its own."""
    from models.inversion.pipeline import InversionPipeline

    return Inverter(InversionPipeline(generator.pipeline), library)
