"""What texts claim, told from what CLPP's text head reads: the last layer alone, on sentences that were read once."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from models.pose.clpp import Clpp
from models.training.clpp_task import claims_told, features_of, missed_claims
from models.training.poses.described import DescribedPoses
from models.training.text_table import TextTable
from models.weights_file import save_weights

_CHUNK = 512


@dataclass
class ClppClaimsTask:
    """Cross-entropy of each claim; the text head's blocks, and with them all features, stay."""

    clpp: Clpp
    described: DescribedPoses
    validation: DescribedPoses
    table: TextTable
    batch: int = 2048
    learning_rate: float = 3e-3
    total_steps: int = 3_000
    name: str = "clpp_claims"

    def __post_init__(self):
        self.clpp.eval().requires_grad_(False)
        self.module = self.clpp.text_head.claims.requires_grad_(True)
        self.read, self.checked = self._read(self.described.texts), self._read(self.validation.texts)

    @torch.no_grad()
    def _read(self, texts: tuple[str, ...]) -> Tensor:
        """(S, head width)."""
        distinct, place = self.table.rows(texts).unique(return_inverse=True)
        order = self.table.mask[distinct].sum(1).argsort()
        read = torch.cat([self.clpp.text_head.read(features_of(self.table, distinct[part])) for part in order.split(_CHUNK)])
        return read[order.argsort()][place]

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        sentences = self.described.draw(self.batch, generator)
        loss = missed_claims(self.module(self.read[sentences]).float(), self.described, sentences)
        return loss, {"claims": float(loss.detach())}

    def validate(self, module: nn.Module) -> dict[str, float]:
        return claims_told(module(self.checked), self.validation, torch.arange(len(self.checked)))

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        tensors = {**self.clpp.state_dict(), **{f"text_head.claims.{name}": value for name, value in module.state_dict().items()}}
        save_weights(path, tensors, {"config": self.clpp.config.to_dict(), "provenance": provenance})
