"""Poses and sentences about them, and which sentence is true of which pose: what language–pose models learn from."""
from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class DescribedPoses:
    """N poses, S sentences.

    poses: (N, 132). claims: bool (N, C), what holds for each pose: the posecodes, then one column a name and a clip label. texts: S.
    pose_of: (S,) the pose each was written for. required: bool (S, C), what the sentence claims. named: bool (S,) sentences that
    call a pose by a name: a pose that has all its posecodes but not the name may fit or not. chances: (S,).
    """

    poses: Tensor
    claims: Tensor
    texts: tuple[str, ...]
    pose_of: Tensor
    required: Tensor
    named: Tensor
    chances: Tensor
    codes: int

    def draw(self, count: int, generator: torch.Generator) -> Tensor:
        """Rows (count,) of sentences, by their chances."""
        sums = torch.cumsum(self.chances.double(), dim=0)
        drawn = torch.rand(count, generator=generator, dtype=torch.float64) * sums[-1]
        return torch.searchsorted(sums, drawn).clamp(max=len(sums) - 1)

    def matches(self, sentences: Tensor) -> tuple[Tensor, Tensor]:
        """Of some sentences (B,): bool (B, B), whether the row's sentence is true of the pose the column's was written for, and
        bool (B, B), where nobody knows."""
        required, claims = self.required[sentences], self.claims[self.pose_of[sentences]]
        true = _all_hold(required, claims)
        codes = required[:, : self.codes]
        unknown = self.named[sentences][:, None] & codes.any(1)[:, None] & _all_hold(codes, claims[:, : self.codes]) & ~true
        return true | torch.eye(len(sentences), dtype=torch.bool), unknown


def _all_hold(required: Tensor, claims: Tensor) -> Tensor:
    """bool (A, B): whether everything required by A's rows is among B's claims."""
    return required.float() @ (~claims).float().T < 0.5
