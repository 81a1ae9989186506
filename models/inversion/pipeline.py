"""Motion textual inversion: an animator's clips become a token (LEAD, section 4.2), and in strong mode low-rank updates beside it."""
from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import torch

from models.inversion.objective import Objective
from models.inversion.request import SHORTEST, InversionRequest, Learned
from models.inversion.sentences import Sentences
from models.inversion.strong_learning import DECODER_STEPS, DENOISER_STEPS, learn_decoder, learn_denoiser
from models.inversion.style import Style, StyleInfo
from models.inversion.teaching import Teaching
from models.inversion.token_learning import STEPS, VECTORS, learn_token
from models.inversion.tokens import words_of
from models.lead.pipeline import LeadPipeline
from models.lead.sampling import Cancelled
from models.motion import Motion

#: Below this mean speed of all joints (m/s) a clip shows little but how the body is held.
_STILL = 0.03


class InversionPipeline:
    """`pipeline(request)` learns a style; see `InversionRequest`. objective: where the distance to the exemplars is measured."""

    def __init__(self, lead: LeadPipeline, objective: Objective = "lead"):
        self.lead = lead
        self.objective = objective

    def __call__(
        self,
        request: InversionRequest,
        on_step: Callable[[int, int, float], None] = lambda done, steps, loss: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Learned:
        """The style. `on_step(done, steps, loss)` after every step of learning; raises StyleError where the request cannot be done,
        Cancelled soon after `cancelled()` turns true."""
        request.check()
        progress = _Progress(STEPS + (DECODER_STEPS + DENOISER_STEPS if request.strong else 0), on_step, cancelled)
        teaching = Teaching.of(self.lead, request.usable, request.seed, cancelled)
        progress.check()
        sentences = Sentences(self.lead, teaching.actions)
        descriptor = words_of(self.lead.text_encoder, request.descriptor)
        start = descriptor[torch.arange(VECTORS) % len(descriptor)].clone()
        vectors, before, after = learn_token(self.lead, teaching, sentences, start, self.objective, request.seed, progress.step)
        updates: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        if request.strong:
            updates |= learn_decoder(self.lead.model, teaching, request.seed, progress.step)
            updates |= learn_denoiser(self.lead, teaching, sentences, vectors, request.seed, progress.step)
        info = StyleInfo(request.name, request.descriptor.strip(), request.strong, self.lead.model.fingerprint,
                         self._provenance(request, teaching, before, after))
        return Learned(Style(info, vectors.numpy(), start.numpy(), updates), before, after, _notes(request))

    def _provenance(self, request: InversionRequest, teaching: Teaching, before: float, after: float) -> Mapping[str, object]:
        clips = [{"name": exemplar.name, "seconds": round(exemplar.seconds, 2), "does": does}
                 for exemplar, does in zip(request.usable, teaching.actions)]
        return {"clips": clips, "seed": request.seed, "objective": self.objective, "loss_before": round(before, 5), "loss_after": round(after, 5)}


class _Progress:
    """Counts steps over all parts of learning, and stops it."""

    def __init__(self, steps: int, on_step: Callable[[int, int, float], None], cancelled: Callable[[], bool]):
        self.done, self.steps, self._on_step, self._cancelled = 0, steps, on_step, cancelled

    def check(self) -> None:
        if self._cancelled():
            raise Cancelled

    def step(self, loss: float) -> None:
        self.done += 1
        self._on_step(self.done, self.steps, loss)
        self.check()


def _notes(request: InversionRequest) -> tuple[str, ...]:
    """What the animator should know of the clips."""
    notes = []
    short = len(request.exemplars) - len(request.usable)
    if short:
        notes.append(f"{short} of {len(request.exemplars)} clips are shorter than {SHORTEST:g} seconds and were left out.")
    if all(_speed(exemplar.motion) < _STILL for exemplar in request.usable):
        notes.append("The clips hardly move: the style is how the body is held. Add a clip that moves to teach its tempo too.")
    return tuple(notes)


def _speed(motion: Motion) -> float:
    """Mean speed of all joints, metres a second."""
    if len(motion) < 2:
        return 0.0
    return float(np.linalg.norm(np.diff(motion.joint_positions(), axis=0), axis=-1).mean() * motion.fps)
