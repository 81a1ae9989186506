"""LEAD's second module: predicts what was added to a latent, given the diffusion step, the text and the length."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from models.lead.config import LeadConfig
from models.lead.transformer import SkipTransformer, sinusoids

#: Above this diffusion step (of 1000), what comes to be is what is done; how it is done comes up to it.
LAST_OF_MANNER = 700


@dataclass(frozen=True)
class Condition:
    """What the denoiser is told. pooled: (B, text_width) unit sentence features. words: (B, L, text_width) word states, or
    None. mask: (B, L) True at real words. present: (B,) False where the condition is dropped (classifier-free guidance). first: what it is told in
    place of this as long as there is little but noise, where that is something else."""

    pooled: Tensor
    words: Tensor | None
    mask: Tensor | None
    present: Tensor
    first: Condition | None = None

    def at(self, step: Tensor | int) -> Condition:
        """What is told at a diffusion step (the same for all of the batch)."""
        return self.first if self.first is not None and int(step) > LAST_OF_MANNER else self

    def with_dropped(self) -> Condition:
        """This condition followed by the empty one, for guidance in one pass (2B)."""
        return Condition(
            torch.cat([self.pooled, self.pooled]),
            None if self.words is None else torch.cat([self.words, self.words]),
            None if self.mask is None else torch.cat([self.mask, self.mask]),
            torch.cat([self.present, torch.zeros_like(self.present)]),
        )

    def to(self, device: torch.device) -> Condition:
        return Condition(*(None if part is None else part.to(device) for part in (self.pooled, self.words, self.mask, self.present, self.first)))

    def dropped(self) -> Condition:
        """The empty condition for as many rows. Its words, which nothing would look at, are left out."""
        return Condition(self.pooled, None, None, torch.zeros_like(self.present))

    def of_rows(self, rows: Tensor) -> Condition:
        """The condition of some of the batch."""
        return Condition(
            self.pooled[rows],
            None if self.words is None else self.words[rows],
            None if self.mask is None else self.mask[rows],
            self.present[rows],
            None if self.first is None else self.first.of_rows(rows),
        )

    @classmethod
    def together(cls, conditions: Sequence[Condition]) -> Condition:
        """Conditions of one text each (1, …) as one of all (B, …), the shorter ones padded."""
        pooled, present = (torch.cat([getattr(one, part) for one in conditions]) for part in ("pooled", "present"))
        words = mask = first = None
        if conditions[0].words is not None:
            words = pad_sequence([one.words[0] for one in conditions], batch_first=True)
            mask = pad_sequence([one.mask[0] for one in conditions], batch_first=True)
        if any(one.first is not None for one in conditions):
            first = cls.together([one.first or one for one in conditions])
        return cls(pooled, words, mask, present, first)


class Denoiser(nn.Module):
    """Self-attention with long skips over [step and length, sentence, words…, latents…] (MLD, section 3.2; the length is ours)."""

    def __init__(self, config: LeadConfig):
        super().__init__()
        width = config.denoiser.width
        self.width = width
        self.latent_in = nn.Linear(config.vae.latent_width, width)
        self.latent_out = nn.Linear(width, config.vae.latent_width)
        self.step_in = nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))
        self.length_in = nn.Linear(width, width)
        self.sentence_in = nn.Linear(config.text_width, width)
        self.word_in = nn.Linear(config.text_width, width) if config.word_tokens else None
        self.no_sentence = nn.Parameter(torch.randn(width) * 0.02)
        self.transformer = SkipTransformer(config.denoiser)

    def forward(self, noisy: Tensor, step: Tensor, frames: Tensor, condition: Condition, real: Tensor | None = None,
                hints: Tensor | None = None, guidance: Tensor | None = None) -> Tensor:
        """The prediction (B, n, latent_width) for noisy latents of that shape.

        step: (B,) 0…999. frames: (B,) length in frames. real: (B, n) False at latents that only pad the batch. hints: (B, n, width)
        what else is known where each latent is (completion's pins). guidance: (B, width) what the few-step student is told of the guidance.
        """
        latents = self.latent_in(noisy) + self._positions(noisy.shape[1], noisy.device)
        if hints is not None:
            latents = latents + hints
        time = self.step_in(sinusoids(step, self.width)) + self.length_in(sinusoids(frames, self.width))
        if guidance is not None:
            time = time + guidance
        sentence = torch.where(condition.present[:, None], self.sentence_in(condition.pooled * condition.pooled.shape[-1] ** 0.5), self.no_sentence)
        tokens = [time[:, None], sentence[:, None]]
        head = torch.ones(len(noisy), 2, dtype=torch.bool, device=noisy.device)
        masks = [head]
        if self.word_in is not None and condition.words is not None:
            tokens.append(self.word_in(condition.words) + self._positions(condition.words.shape[1], noisy.device))
            masks.append(condition.mask & condition.present[:, None])
        if real is None:
            real = torch.ones(noisy.shape[:2], dtype=torch.bool, device=noisy.device)
        tokens = self.transformer(torch.cat([*tokens, latents], dim=1), torch.cat([*masks, real], dim=1))
        return self.latent_out(tokens[:, -noisy.shape[1] :])

    def _positions(self, count: int, device: torch.device) -> Tensor:
        return sinusoids(torch.arange(count, device=device), self.width)
