"""CLPP once more, on what the generator makes of its texts: an encoder that the generator cannot mislead can rank what it makes.

The generator is trained to please the pose encoder, and finds what pleases it without being true. So the encoder is shown such poses,
with what is really true of them, beside the poses the sentences were written for. The texts' side stays, and with it all that the
generator has learned to read.
"""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.pose.clpp import Clpp, contrastive_loss
from models.pose.generator import PoseGenerator
from models.pose.prior import PosePrior
from models.training.poses.described import DescribedPoses, all_hold
from models.pose.geometry.landmarks import Landmarks
from models.pose.geometry.named import named_held
from models.pose.geometry.posecodes import holding
from models.weights_file import save_weights

#: Noise on the poses as in CLPP's own training, so that the encoder stays even.
_JITTER = 0.02
_CHUNK = 1024


@dataclass(frozen=True)
class MadePoses:
    """What a generator made of some sentences. sentences: (M,) rows of DescribedPoses. poses: (M, 132). claims: bool (M, C), what is
    true of them; of clips' labels, nothing is known to be."""

    sentences: Tensor
    poses: Tensor
    claims: Tensor

    @classmethod
    @torch.no_grad()
    def of(cls, generator: PoseGenerator, prior: PosePrior, described: DescribedPoses, texts: Tensor, count: int, seed: int) -> MadePoses:
        """For `count` sentences by rule and by name; texts (S, W): all sentences' features."""
        random = torch.Generator().manual_seed(seed)
        sentences = described.draw(2 * count, random)
        sentences = sentences[described.about[sentences] < 0][:count]
        variety = torch.randn(len(sentences), generator.config.variety_width, generator=random)
        poses = torch.cat([prior.decode(generator(texts[rows], noise)) for rows, noise in zip(sentences.split(_CHUNK), variety.split(_CHUNK))])
        known = torch.cat([torch.from_numpy(holding(Landmarks.of(part))) for part in poses.split(_CHUNK)])
        claims = torch.cat([known, named_held(poses)], dim=1)
        return cls(sentences, poses, functional.pad(claims, (0, described.claims.shape[1] - claims.shape[1]), value=False))


@dataclass
class ClppRefinementTask:
    """Contrastive loss (OhMG, Eq. 1) of sentences with the poses they were written for and the generator's, the text head frozen."""

    clpp: Clpp
    described: DescribedPoses
    texts: Tensor
    made: MadePoses
    checked: MadePoses
    batch: int = 256
    learning_rate: float = 3e-4
    total_steps: int = 6_000
    name: str = "clpp_refined"

    def __post_init__(self):
        self.module = self.clpp.pose_encoder.requires_grad_(True)

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        drawn = torch.randint(len(self.made.sentences), (self.batch,), generator=generator)
        sentences = self.made.sentences[drawn]
        rows = self.described.pose_of[sentences]
        poses = torch.cat([self.described.poses[rows], self.made.poses[drawn]])
        claims = torch.cat([self.described.claims[rows], self.made.claims[drawn]])
        poses = poses + _JITTER * torch.randn(poses.shape, generator=generator)
        matches = all_hold(self.described.required[sentences], claims)
        features = functional.normalize(self.module(poses).float(), dim=-1)
        logits = self.clpp.scale().detach() * self.texts[sentences] @ features.T
        loss = contrastive_loss(logits, matches)
        right = matches.gather(1, logits.argmax(1, keepdim=True)).float().mean()
        return loss, {"loss": float(loss.detach()), "right": float(right)}

    def validate(self, module: nn.Module) -> dict[str, float]:
        """How much higher true poses of the generator score than untrue ones of the same length of sentence: the area under the ROC curve
        over held-out sentences."""
        made = self.checked
        features = functional.normalize(module(made.poses), dim=-1)
        scores = (self.texts[made.sentences] * features).sum(-1)
        true = all_hold_each(self.described.required[made.sentences], made.claims)
        above = (scores[true][:, None] > scores[~true][None]).float().mean() if true.any() and (~true).any() else torch.tensor(0.5)
        return {"true": float(true.float().mean()), "told_apart": float(above)}

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        save_weights(path, dict(self.clpp.state_dict()), {"config": self.clpp.config.to_dict(), "provenance": provenance})


def all_hold_each(required: Tensor, claims: Tensor) -> Tensor:
    """bool (B,): whether everything required by each row is among the same row's claims."""
    return ~(required & ~claims).any(1)
