"""Poses and sentences about them, and which sentence is true of which pose: what language–pose models learn from."""
from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import torch
from torch import Tensor


@dataclass(frozen=True)
class DescribedPoses:
    """N poses, S sentences.

    poses: (N, 132). claims: bool (N, C), what holds for each pose: posecodes, names, labels of clips. content: (N,) a number for what
    the pose's clip is about, −1 for poses that are no clip's. texts: S. pose_of: (S,) the pose each was written for. required: bool
    (S, C), what the sentence claims. about: (S,) the content that a clip's caption speaks of, −1 for other sentences. chances: (S,).
    """

    poses: Tensor
    claims: Tensor
    content: Tensor
    texts: tuple[str, ...]
    pose_of: Tensor
    required: Tensor
    about: Tensor
    chances: Tensor

    def draw(self, count: int, generator: torch.Generator) -> Tensor:
        """Rows (count,) of sentences, by their chances."""
        sums = self._running
        drawn = torch.rand(count, generator=generator, dtype=torch.float64) * sums[-1]
        return torch.searchsorted(sums, drawn).clamp(max=len(sums) - 1)

    @cached_property
    def _running(self) -> Tensor:
        return torch.cumsum(self.chances.double(), dim=0)

    def matches(self, sentences: Tensor) -> tuple[Tensor, Tensor]:
        """Of some sentences (B,): bool (B, B), whether the row's sentence is true of the pose the column's was written for; and bool
        (B, B), where nobody knows: a caption of a walk, and a pose of another walk or of no clip."""
        rows = self.pose_of[sentences]
        true = all_hold(self.required[sentences], self.claims[rows]) | torch.eye(len(sentences), dtype=torch.bool)
        about, content = self.about[sentences][:, None], self.content[rows][None]
        unknown = (about >= 0) & ((content < 0) | (content == about))
        return true, unknown & ~true

    def joined(self, others: DescribedPoses, share: float) -> DescribedPoses:
        """These poses and others, described by the same claims; `share` of the sentences that are drawn are the others'."""
        own = {field.name: getattr(self, field.name) for field in fields(self)}
        both = {name: torch.cat([value, getattr(others, name)]) for name, value in own.items() if isinstance(value, Tensor)}
        both["pose_of"] = torch.cat([self.pose_of, others.pose_of + len(self.poses)])
        both["chances"] = torch.cat([(1 - share) * self.chances / self.chances.sum(), share * others.chances / others.chances.sum()])
        return DescribedPoses(**both, texts=self.texts + others.texts)

    def save(self, path) -> None:
        torch.save({field.name: getattr(self, field.name) for field in fields(self)}, path)

    @classmethod
    def load(cls, path) -> DescribedPoses:
        stored = torch.load(path, weights_only=True)
        return cls(**{**stored, "texts": tuple(stored["texts"])})


def all_hold(required: Tensor, claims: Tensor) -> Tensor:
    """bool (A, B): whether everything required by A's rows is among B's claims."""
    return required.float() @ (~claims).float().T < 0.5
