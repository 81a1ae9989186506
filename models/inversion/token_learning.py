"""Learning the token: its embedding is all that changes (LEAD, section 4.2, Eq. 9)."""
from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from models.inversion.objective import Distance, Objective, OneStepEstimate
from models.inversion.segments import Segments
from models.inversion.sentences import Sentences
from models.inversion.teaching import Teaching
from models.lead.denoiser import Condition
from models.lead.pipeline import LeadPipeline
from models.lead.sampling import TRAIN_STEPS

#: Input embeddings that a token has: what a manner needs is more than a word can say.
VECTORS = 4
#: The paper takes 20 steps of Adam with batches of 4; more of both fit into the seconds that an animator waits.
STEPS, _BATCH, _RATE = 60, 8, 0.02
#: The token is tested this often, on segments that it does not learn from; the best one is kept.
_TEST_EVERY = 10


def learn_token(
    lead: LeadPipeline, teaching: Teaching, sentences: Sentences, start: Tensor, objective: Objective, seed: int,
    on_step: Callable[[float], None],
) -> tuple[Tensor, float, float]:
    """The vectors (k, W_in) that tell the exemplars best, from `start`; the loss on held-out segments before and after."""
    generator = torch.Generator().manual_seed(seed)
    vectors = nn.Parameter(start.clone())
    optimizer = torch.optim.Adam([vectors], lr=_RATE)
    distance = Distance(lead.model, objective, teaching.taught)
    test = _Test(lead, teaching.held_out, sentences, distance)
    before = best_loss = test(vectors)
    best = start
    for step in range(STEPS):
        part = teaching.taught.of_rows(torch.randint(len(teaching.taught), (_BATCH,), generator=generator))
        condition = sentences.drawn(vectors, part.clip, generator)
        at = torch.randint(TRAIN_STEPS, (_BATCH,), generator=generator)
        loss = _errors(lead, OneStepEstimate(lead.model), distance, part, condition, at, generator).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if (step + 1) % _TEST_EVERY == 0 and (now := test(vectors)) < best_loss:
            best, best_loss = vectors.detach().clone(), now
        on_step(best_loss)
    return best, before, best_loss


class _Test:
    """The loss on held-out segments: the same noise, diffusion steps and templates each time."""

    def __init__(self, lead: LeadPipeline, segments: Segments, sentences: Sentences, distance: Distance):
        self.lead, self.segments, self.sentences, self.distance = lead, segments, sentences, distance
        self.at = torch.linspace(0.1 * TRAIN_STEPS, 0.9 * TRAIN_STEPS, len(segments)).long()

    @torch.no_grad()
    def __call__(self, vectors: Tensor) -> float:
        generator = torch.Generator().manual_seed(0)
        condition = self.sentences.drawn(vectors, self.segments.clip, generator)
        estimate = OneStepEstimate(self.lead.model)
        return float(_errors(self.lead, estimate, self.distance, self.segments, condition, self.at, generator).mean())


def _errors(
    lead: LeadPipeline, estimate: OneStepEstimate, distance: Distance, part: Segments, condition: Condition, at: Tensor,
    generator: torch.Generator,
) -> Tensor:
    """Eq. 9 (B,) of segments noised to the diffusion steps `at` (B,)."""
    noise = torch.randn(part.latents.shape, generator=generator)
    noisy = estimate.noised(part.latents, noise, at)
    prediction = lead.model.denoiser(noisy, at, part.frames, condition, part.real)
    return distance(part, estimate(noisy, at, prediction))
