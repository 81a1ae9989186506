"""Learning the token: its embedding is all that changes (LEAD, section 4.2, Eq. 9)."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor, nn

from models.inversion.halves import descend
from models.inversion.objective import Distance, Objective
from models.inversion.segments import Segments
from models.inversion.sentences import Sentences
from models.inversion.teaching import Teaching
from models.lead.denoiser import LAST_OF_MANNER
from models.lead.pipeline import LeadPipeline

#: Input embeddings that a token has: what a manner needs is more than a word can say.
VECTORS = 4
#: The paper takes 20 steps of Adam; more fit into the seconds that an animator waits.
STEPS, _RATE = 120, 0.02
#: Segments of one action under one sentence: half of a step's batch (the paper's has four in all).
_UNDER_A_SENTENCE = 4
#: So many times on the way the token is tested on segments that it does not learn from; the best one is kept.
_TESTS = 8


def learn_token(
    lead: LeadPipeline, teaching: Teaching, sentences: Sentences, start: Tensor, objective: Objective, seed: int,
    on_step: Callable[[float], None],
) -> tuple[Tensor, float, float]:
    """The vectors (k, W_in) that tell the exemplars best, from `start`; the loss on held-out segments before and after."""
    generator = torch.Generator().manual_seed(seed)
    vectors = nn.Parameter(start.clone())
    optimizer = torch.optim.Adam([vectors], lr=_RATE)
    rate = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, STEPS)
    distance = Distance(lead.model, objective)
    batches, test = _HalfBatches(teaching, sentences, distance), _Test(teaching.held_out, sentences, distance)
    before = best_loss = test(vectors)
    best = start
    for step in range(STEPS):
        descend(optimizer, [vectors], partial(batches.loss, vectors), generator)
        rate.step()
        if (step + 1) % -(-STEPS // _TESTS) == 0 and (now := test(vectors)) < best_loss:
            best, best_loss = vectors.detach().clone(), now
        on_step(best_loss)
    return best, before, best_loss


class _HalfBatches:
    """Segments of one action under one sentence, of which the other half has another: words cost as much to read as all else."""

    def __init__(self, teaching: Teaching, sentences: Sentences, distance: Distance):
        self.taught, self.sentences, self.distance = teaching.taught, sentences, distance
        self._action = [teaching.actions[clip] for clip in self.taught.clip.tolist()]

    def loss(self, vectors: Tensor, generator: torch.Generator) -> Tensor:
        """The mean of Eq. 9 over random segments."""
        anchor = int(torch.randint(len(self.taught), (), generator=generator))
        alike = torch.tensor([row for row, action in enumerate(self._action) if action == self._action[anchor]])
        part = self.taught.of_rows(alike[torch.randint(len(alike), (_UNDER_A_SENTENCE,), generator=generator)])
        condition = self.sentences.drawn(vectors, self.taught.clip[[anchor]], generator).of_rows(torch.zeros(_UNDER_A_SENTENCE, dtype=torch.long))
        at = torch.randint(LAST_OF_MANNER, (_UNDER_A_SENTENCE,), generator=generator)
        return self.distance(part, _noised(self.distance, part, at, generator), at, condition).mean()


class _Test:
    """The loss on held-out segments: the same noise, diffusion steps and templates each time."""

    def __init__(self, segments: Segments, sentences: Sentences, distance: Distance):
        self.segments, self.sentences, self.distance = segments, sentences, distance
        self.at = torch.linspace(0.1 * LAST_OF_MANNER, LAST_OF_MANNER, len(segments)).long()

    @torch.no_grad()
    def __call__(self, vectors: Tensor) -> float:
        generator = torch.Generator().manual_seed(0)
        condition = self.sentences.drawn(vectors, self.segments.clip, generator)
        return float(self.distance(self.segments, _noised(self.distance, self.segments, self.at, generator), self.at, condition).mean())


def _noised(distance: Distance, part: Segments, at: Tensor, generator: torch.Generator) -> Tensor:
    """The segments' latents with noise of the diffusion steps `at` (B,)."""
    return distance.estimate.noised(part.latents, torch.randn(part.latents.shape, generator=generator), at)
