"""Sentences about the exemplars with a place for the token, as embeddings that a gradient can pass through."""
from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from models.inversion.tokens import batch_of, frame_of, words_of
from models.lead.denoiser import Condition
from models.lead.pipeline import LeadPipeline

#: Where a token may stand (LEAD, section 4.2, "template texts"); ours also say what the clip shows, so that the token learns the manner.
TEMPLATES = (
    "a * person {does}", "a * man {does}", "a * woman {does}", "a * figure {does}", "someone * {does}", "a person {does} in a * way",
)


class Sentences:
    """Every template with every exemplar's action. actions: what each exemplar shows."""

    def __init__(self, lead: LeadPipeline, actions: Sequence[str]):
        self.lead = lead
        self.actions = list(actions)
        self._first, self._last = frame_of(lead.text_encoder)
        self._cut = {
            action: [tuple(words_of(lead.text_encoder, part.format(does=action)) for part in template.split("*")) for template in TEMPLATES]
            for action in self.actions
        }

    def drawn(self, vectors: Tensor, clips: Tensor, generator: torch.Generator) -> Condition:
        """A random template for each of these exemplars (B,), with `vectors` (k, W_in) where the token stands."""
        chosen = torch.randint(len(TEMPLATES), (len(clips),), generator=generator)
        pairs = [self._cut[self.actions[clip]][template] for clip, template in zip(clips.tolist(), chosen.tolist())]
        rows = [torch.cat([self._first, before, vectors, after, self._last]) for before, after in pairs]
        return self.lead.told(self.lead.text_encoder.encode_embeddings(*batch_of(rows)))
