"""CLPP's text head alone, further: more words for the same poses, while everything that stands on CLPP's space stays as it is.

The poses' side is frozen, so poses' features are computed once, a step costs little more than reading its sentences, and generators that
were trained in this space go on to be of use.
"""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from models.pose.clpp import Clpp, TextHead, contrastive_loss
from models.training.clpp_task import claims_told, features_of, missed_claims, tops
from models.training.poses.described import DescribedPoses, all_hold
from models.training.text_table import TextTable
from models.weights_file import save_weights

#: Poses beside those that a batch's sentences were written for, to be told from them.
_OTHERS = 1024
#: What telling claims counts, and how many words a training sentence loses.
_CLAIMS, _FORGOTTEN_WORDS = 0.2, 0.05
#: Sentences are read in so many parts by their length, so that little is padded.
_PARTS = 4
_CHECKED, _CHUNK = 1024, 2048


@dataclass
class ClppWordsTask:
    """Contrastive loss (OhMG, Eq. 1) of sentences and frozen poses' features, and what the sentences claim."""

    clpp: Clpp
    described: DescribedPoses
    validation: DescribedPoses
    table: TextTable
    batch: int = 256
    learning_rate: float = 8e-4
    total_steps: int = 40_000
    name: str = "clpp_words"

    def __post_init__(self):
        self.clpp.requires_grad_(False)
        self.module = self.clpp.text_head.train().requires_grad_(True)
        self.rows = self.table.rows(self.described.texts)
        with torch.no_grad():
            self.features = torch.cat([self.clpp.poses(part) for part in self.described.poses.split(_CHUNK)])

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        sentences = self.described.draw(self.batch, generator)
        poses = torch.cat([self.described.pose_of[sentences], torch.randint(len(self.features), (_OTHERS,), generator=generator)])
        read = self._read(self.rows[sentences], generator)
        logits = self.clpp.scale() * (self.module.told(read).float() @ self.features[poses].T)
        matches, unknown = self._matches(sentences, poses)
        fits = contrastive_loss(logits, matches, unknown)
        claims = missed_claims(self.module.claims(read).float(), self.described, sentences)
        right = matches.gather(1, logits.argmax(1, keepdim=True)).float().mean()
        return fits + _CLAIMS * claims, {"fits": float(fits.detach()), "claims": float(claims.detach()), "right": float(right)}

    def _read(self, rows: Tensor, generator: torch.Generator) -> Tensor:
        """(B, head width) of rows of the table."""
        order = self.table.mask[rows].sum(1).argsort()
        parts = []
        for part in order.chunk(_PARTS):
            text = features_of(self.table, rows[part])
            text.mask.logical_and_(torch.rand(text.mask.shape, generator=generator) > _FORGOTTEN_WORDS)
            parts.append(self.module.read(text))
        return torch.cat(parts)[order.argsort()]

    def _matches(self, sentences: Tensor, poses: Tensor) -> tuple[Tensor, Tensor]:
        """As `DescribedPoses.matches`, of sentences (B,) and poses (P,), the first B of which are theirs."""
        true = all_hold(self.described.required[sentences], self.described.claims[poses])
        true[torch.arange(len(sentences)), torch.arange(len(sentences))] = True
        about, content = self.described.about[sentences][:, None], self.described.content[poses][None]
        return true, (about >= 0) & ((content < 0) | (content == about)) & ~true

    def validate(self, module: nn.Module) -> dict[str, float]:
        """As `ClppTask.validate`."""
        sentences = self.validation.draw(_CHECKED, torch.Generator().manual_seed(0))
        text = features_of(self.table, self.table.rows([self.validation.texts[row] for row in sentences]))
        read = module.read(text)
        poses = self.clpp.poses(self.validation.poses[self.validation.pose_of[sentences]])
        cosines, matches = module.told(read) @ poses.T, self.validation.matches(sentences)[0]
        return tops(cosines, matches) | claims_told(module.claims(read), self.validation, sentences)

    def save(self, module: TextHead, path: Path, provenance: dict) -> None:
        tensors = {**self.clpp.state_dict(), **{f"text_head.{name}": value for name, value in module.state_dict().items()}}
        save_weights(path, tensors, {"config": self.clpp.config.to_dict(), "provenance": provenance})
