"""Training of text-to-pose's generator (OhMG, section 4.1, Eq. 4) with CLPP and the pose prior frozen."""
from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.kinematics import forward_kinematics
from models.pose.anatomy import unnatural
from models.pose.balance import imbalance
from models.pose.clpp import contrastive_loss
from models.pose.generator import GeneratorConfig, PoseGenerator
from models.pose.prior import PosePrior
from models.pose.teacher import PoseTeacher
from models.training.poses.described import DescribedPoses
from models.pose.geometry.claims import Claims
from models.weights_file import save_weights

#: Weight of the latent's norm: the paper's Eq. 4 gives none; here it holds the latents at the length that N(0, I) has.
_NORM = 0.02
#: Ours: how much it costs to be no human pose, to fall (a metre of imbalance beyond what the balanced have), and to make one pose of
#: two different noises (metres between the joints, in the mean).
_STRANGE, _FALLING, _BALANCED, _ALIKE, _DIFFERENT = 2.0, 6.0, 0.18, 4.0, 0.15
#: Ours, with examples: how much a metre of untruth counts, up to how many, and a metre between example and pose; how many poses are
#: made to find the nearest; what turns count beside places.
_UNTRUE, _FAR, _EXAMPLE, _TRIES, _TWIST = 9.0, 1.5, 10.0, 6, 0.3
#: Ours: how much a metre counts, between a pose and what the prior rebuilds of it, in the mean of the joints.
_REBUILT = 15.0
#: Cosine above which two texts of a batch mean the same, so that either's pose is right for both.
_SAME = 0.9
_CHECKED = 512


@dataclass(frozen=True)
class Variant:
    """A row of OhMG's Table 2. texts (T), noise (N): what the generator is trained on. contrastive: L_CLPP (C) or the plain score
    (S). norm (L): whether Eq. 4's second term counts. examples (E), ours: whether it also sees poses of which the texts are true."""

    texts: bool
    noise: bool
    contrastive: bool
    norm: bool
    examples: bool

    @classmethod
    def named(cls, name: str) -> Variant:
        """From the paper's letters, TS, TC, NC, NTC, NLC, NTLC, and our NTLCE."""
        return cls("T" in name, "N" in name, "C" in name, "L" in name, "E" in name)


@dataclass
class PoseGeneratorTask:
    """described, checked: training and validation sentences; texts (S, W), checks (V, W): their features in the teacher's space.

    What CLPP is taught by poses of clips, an optimiser finds its gaps: a generator trained with Eq. 4 alone gets better scores than
    true poses have, from poses that are not true. So ours (E) also measures what each sentence claims on the pose itself, and of
    several poses made for a sentence draws the nearest to one that it was written for (Li and Malik 2018), which keeps what the words
    leave open as bodies have it.
    """

    teacher: PoseTeacher
    prior: PosePrior
    described: DescribedPoses
    texts: Tensor
    checks: Tensor
    variant: str = "NTLCE"
    batch: int = 512
    learning_rate: float = 1e-3
    total_steps: int = 12_000
    config: GeneratorConfig = field(default_factory=GeneratorConfig)

    def __post_init__(self):
        torch.manual_seed(0)
        self.name = f"pose_generator_{self.variant.lower()}"
        self.module = PoseGenerator(self.config)
        self.rule = Variant.named(self.variant)
        self.claims = Claims() if self.rule.examples else None

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        sentences, features = self._features(generator)
        variety = torch.randn(2, len(features), self.config.variety_width, generator=generator)
        latents = self.module(features, variety[0])
        poses = self.prior.decode(latents).float()
        cosines = (features @ self.teacher.pose_features(poses).float().T).float()
        score = cosines.diagonal().mean()
        loss = self._agreement(cosines, features) if self.rule.contrastive else -score
        if self.rule.norm:
            loss = loss + _NORM * latents.norm(dim=-1).mean()
        loss = loss + self._human(poses) + self._various(features, poses, variety[1])
        shown = {"score": float(score.detach()), "norm": float(latents.detach().norm(dim=-1).mean())}
        if self.claims is not None:
            with torch.autocast(poses.device.type, enabled=False):
                untrue = self.claims.distance(poses[: len(sentences)], self.described.required[sentences]).clamp(max=_FAR).mean()
            example = self._nearness(sentences, features[: len(sentences)], generator)
            strange = self.prior.rebuilding_error(poses).mean()
            loss = loss + _UNTRUE * untrue + _EXAMPLE * example + _REBUILT * strange
            shown |= {"untrue": float(untrue.detach()), "example": float(example.detach()), "off": float(strange.detach())}
        return loss, shown

    def _features(self, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """The sentences drawn, and unit vectors (B, W): theirs first, then of a Gaussian and of a uniform distribution, as the
        variant has them."""
        count = 0 if not self.rule.texts else self.batch // 2 if self.rule.noise else self.batch
        sentences = self.described.draw(count, generator) if count else torch.empty(0, dtype=torch.long)
        parts = [self.texts[sentences]]
        if self.rule.noise:
            count = self.batch - count
            gaussian = torch.randn(count // 2, self.teacher.width, generator=generator)
            uniform = 2 * torch.rand(count - count // 2, self.teacher.width, generator=generator) - 1
            parts += [functional.normalize(part, dim=-1) for part in (gaussian, uniform)]
        return sentences, torch.cat(parts)

    def _nearness(self, sentences: Tensor, features: Tensor, generator: torch.Generator) -> Tensor:
        """Metres, in the mean over joints, from an example of each sentence to the nearest of a few poses made for it."""
        wanted = self.described.poses[self.described.pose_of[sentences]]
        joints, turns = forward_kinematics(wanted)
        variety = torch.randn(_TRIES, len(features), self.config.variety_width, generator=generator)
        with torch.no_grad():
            tries = torch.stack([forward_kinematics(self.prior.decode(self.module(features, noise)).float())[0] for noise in variety])
            nearest = (tries - joints).norm(dim=-1).mean(-1).argmin(0)
        noise = variety[nearest, torch.arange(len(features))]
        made, made_turns = forward_kinematics(self.prior.decode(self.module(features, noise)).float())
        apart = (made - joints).norm(dim=-1).mean(-1) + _TWIST * (made_turns - turns).square().mean((-1, -2, -3))
        return (apart * (imbalance(wanted) < _BALANCED)).mean()

    def _agreement(self, cosines: Tensor, features: Tensor) -> Tensor:
        same = (features @ features.T) > _SAME
        return contrastive_loss(cosines * self._scale, torch.eye(len(cosines), dtype=torch.bool), same)

    @property
    def _scale(self) -> float:
        return 1 / 0.07

    def _human(self, poses: Tensor) -> Tensor:
        strange = unnatural(poses[::2])
        falling = functional.relu(imbalance(poses) - _BALANCED)
        return _STRANGE * (strange["bent"] + strange["turned"] + 5 * strange["knots"]).mean() + _FALLING * falling.mean()

    def _various(self, features: Tensor, poses: Tensor, variety: Tensor) -> Tensor:
        others = self.prior.decode(self.module(features[::4], variety[::4])).float()
        apart = (forward_kinematics(poses[::4])[0] - forward_kinematics(others)[0]).norm(dim=-1).mean(-1)
        return _ALIKE * functional.relu(_DIFFERENT - apart).mean()

    def validate(self, module: nn.Module) -> dict[str, float]:
        """Mean score of held-out sentences, and how often a sentence finds its own pose among 512 at once and within ten."""
        features = self.checks[:_CHECKED]
        variety = torch.randn(len(features), self.config.variety_width, generator=torch.Generator().manual_seed(0))
        latents = module(features, variety).detach()
        cosines = features @ self.teacher.pose_features(self.prior.decode(latents)).T
        rank = (cosines > cosines.diagonal()[:, None]).sum(1)
        return {"score": float(cosines.diagonal().mean()), "top1": float((rank < 1).float().mean()),
                "top10": float((rank < 10).float().mean()), "norm": float(latents.norm(dim=-1).mean())}

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        header = {"config": asdict(self.config), "provenance": {**provenance, "variant": self.variant}}
        save_weights(path, dict(module.state_dict()), header)
