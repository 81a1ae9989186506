"""Training of CLPP on described poses (see `models.pose.clpp`)."""
from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.pose.clpp import Clpp, ClppConfig, contrastive_loss
from models.text.encoder import TextFeatures
from models.training.poses.described import DescribedPoses
from models.training.text_table import TextTable
from models.weights_file import save_weights

#: Standard deviation of the noise on a pose's 6-d rotations (about two degrees): a description holds for the poses around it, and an
#: encoder that is even there cannot be cheated by tiny changes of the pose.
_JITTER = 0.03
#: How many words a training sentence loses.
_FORGOTTEN_WORDS = 0.08
#: How much telling a text's claims counts beside finding its pose, a claim.
_CLAIMS = 0.1
_CHECKED = 1024


@dataclass
class ClppTask:
    """Symmetric contrastive loss over batches of sentences and poses; a pose matches every sentence whose claims hold for it."""

    described: DescribedPoses
    validation: DescribedPoses
    table: TextTable
    config: ClppConfig = field(default_factory=ClppConfig)
    name: str = "clpp"
    seed: int = 0
    batch: int = 512
    learning_rate: float = 6e-4
    total_steps: int = 20_000

    def __post_init__(self):
        torch.manual_seed(self.seed)
        self.module = Clpp(self.config)
        self.rows = self.table.rows(self.described.texts)

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        sentences = self.described.draw(self.batch, generator)
        poses = self.described.poses[self.described.pose_of[sentences]]
        poses = poses + _JITTER * torch.randn(poses.shape, generator=generator)
        text = features_of(self.table, self.rows[sentences])
        text.mask.logical_and_(torch.rand(text.mask.shape, generator=generator) > _FORGOTTEN_WORDS)
        matches, ignored = self.described.matches(sentences)
        head = self.module.text_head
        read = head.read(text)
        logits = self.module.scale() * (head.told(read) @ self.module.poses(poses).T).float()
        loss = contrastive_loss(logits, matches, ignored)
        right = matches.gather(1, logits.argmax(1, keepdim=True)).float().mean()
        shown = {"loss": float(loss.detach()), "right": float(right), "scale": float(self.module.scale().detach())}
        if self.config.claims:
            told = missed_claims(head.claims(read).float(), self.described, sentences)
            loss, shown["claims"] = loss + _CLAIMS * told, float(told.detach())
        return loss, shown

    def validate(self, module: nn.Module) -> dict[str, float]:
        """How often the nearest of 1,024 held-out poses fits a sentence, and one of the nearest ten; the same the other way round."""
        sentences = self.validation.draw(_CHECKED, torch.Generator().manual_seed(0))
        read = module.text_head.read(features_of(self.table, self.table.rows([self.validation.texts[row] for row in sentences])))
        poses = module.poses(self.validation.poses[self.validation.pose_of[sentences]])
        found = tops(module.text_head.told(read) @ poses.T, self.validation.matches(sentences)[0])
        return found | (claims_told(module.text_head.claims(read), self.validation, sentences) if self.config.claims else {})

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        save_weights(path, dict(module.state_dict()), {"config": self.config.to_dict(), "provenance": {**provenance, "seed": self.seed}})


def features_of(table: TextTable, rows: Tensor) -> TextFeatures:
    """Rows of the table as the sentence encoder would give them, cut to the longest."""
    mask = table.mask[rows]
    length = int(mask.sum(1).max())
    return TextFeatures(table.pooled[rows], table.words[rows, :length].float(), mask[:, :length].clone())


def missed_claims(logits: Tensor, described: DescribedPoses, sentences: Tensor) -> Tensor:
    """Cross-entropy of logits (B, C) with what sentences (B,) claim, summed over claims, in the mean; of clips' captions nobody knows it."""
    known = described.about[sentences] < 0
    claimed = described.required[sentences, : logits.shape[1]].float()
    return functional.binary_cross_entropy_with_logits(logits, claimed, reduction="none").sum(-1)[known].mean()


def claims_told(logits: Tensor, described: DescribedPoses, sentences: Tensor) -> dict[str, float]:
    """Of what sentences (B,) claim, the share that logits (B, C) tell, and of what they tell, the share that is claimed."""
    known = described.about[sentences] < 0
    told, claimed = logits[known] > 0, described.required[sentences[known], : logits.shape[1]]
    both = float((told & claimed).sum())
    return {"claims_told": both / max(float(claimed.sum()), 1), "claims_true": both / max(float(told.sum()), 1)}


def tops(cosines: Tensor, matches: Tensor) -> dict[str, float]:
    """How often one of the nearest one and ten poses fits a text, of cosines and matches (B, B); the same the other way round."""
    return {
        "pose_top1": _found(cosines, matches, 1), "pose_top10": _found(cosines, matches, 10),
        "text_top1": _found(cosines.T, matches.T, 1), "text_top10": _found(cosines.T, matches.T, 10),
    }


def _found(cosines: Tensor, matches: Tensor, count: int) -> float:
    return float(matches.gather(1, cosines.topk(count, dim=1).indices).any(1).float().mean())
