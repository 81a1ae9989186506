"""CLPP, contrastive language–pose pretraining (OhMG, section 4.1), in the space of the embedded sentence encoder.

OhMG distils CLIP's image tower into the pose encoder and keeps CLIP's text tower. The embedded sentence encoder has never seen a
picture, so here both sides learn from described poses: a small head reads its words, the pose encoder reads the pose.
"""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.kinematics import Bodies
from models.lead.config import TransformerConfig
from models.lead.transformer import Block
from models.pose.pose_encoder import PoseEncoder, PoseEncoderConfig
from models.text.encoder import TextEncoder, TextFeatures

#: Width of what claims are told from.
_NARROW = 64
#: The logit of a claim before anything was learned.
_SELDOM = -5.0


@dataclass(frozen=True)
class ClppConfig:
    """text_width: of the sentence encoder's features. head: of the text head's blocks. pose_encoder: its feature_width is that of
    the common space. claims: how many things the text head knows that a text can claim of a pose; 0 for a CLPP that only scores."""

    text_width: int = 384
    text_encoder: str = "minilm"
    head: TransformerConfig = TransformerConfig(layers=2, heads=4, width=160, feed_forward=480, dropout=0.1)
    pose_encoder: PoseEncoderConfig = field(default_factory=PoseEncoderConfig)
    claims: int = 0

    def to_dict(self) -> dict:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict) -> ClppConfig:
        parts = {"head": TransformerConfig(**values["head"]), "pose_encoder": PoseEncoderConfig(**values["pose_encoder"])}
        return cls(**{**values, **parts})


class TextHead(nn.Module):
    """Word features (B, L, text_width) and the sentence feature (B, text_width) to the common space (B, feature_width), unit length.

    The sentence feature alone mixes left and right; so the head reads the words as well.
    """

    def __init__(self, config: ClppConfig):
        super().__init__()
        self.words = nn.Linear(config.text_width, config.head.width)
        self.sentence = nn.Linear(config.text_width, config.head.width)
        self.blocks = nn.ModuleList(Block(config.head) for _ in range(config.head.layers))
        self.leave = nn.Sequential(nn.LayerNorm(config.head.width), nn.Linear(config.head.width, config.pose_encoder.feature_width))
        # Through a narrow middle: a thousand rows of full width would be half as large as all the rest.
        self.claims = nn.Sequential(nn.Linear(config.head.width, _NARROW), nn.Linear(_NARROW, config.claims)) if config.claims else None
        if self.claims:
            # Nearly everything is nearly never claimed.
            nn.init.constant_(self.claims[-1].bias, _SELDOM)

    def forward(self, text: TextFeatures) -> Tensor:
        return self.told(self.read(text))

    def told(self, read: Tensor) -> Tensor:
        """Where what was read (B, head width) lies in the common space."""
        return functional.normalize(self.leave[1](read), dim=-1)

    def read(self, text: TextFeatures) -> Tensor:
        """(B, head width), what both the feature and the claims are told from."""
        # The sentence encoder's features are about 0.05 in every channel; the blocks want about 1.
        scale = math.sqrt(text.pooled.shape[-1])
        tokens = torch.cat([self.sentence(scale * text.pooled)[:, None], self.words(text.words)], dim=1)
        mask = functional.pad(text.mask, (1, 0), value=True)
        for block in self.blocks:
            tokens = block(tokens, mask)
        return self.leave[0](tokens[:, 0])


class Clpp(nn.Module):
    """Both towers and the inverse temperature of their contrastive loss (OhMG, Eq. 1–2)."""

    def __init__(self, config: ClppConfig = ClppConfig()):
        super().__init__()
        self.config = config
        self.text_head = TextHead(config)
        self.pose_encoder = PoseEncoder(config.pose_encoder)
        self.log_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))

    @property
    def width(self) -> int:
        return self.config.pose_encoder.feature_width

    def texts(self, text: TextFeatures) -> Tensor:
        """(B, width), unit length."""
        return self.text_head(text)

    def claimed(self, text: TextFeatures) -> Tensor:
        """Logits (B, config.claims): whether the text claims each thing of a pose."""
        return self.text_head.claims(self.text_head.read(text))

    def poses(self, poses: Tensor) -> Tensor:
        """(B, width), unit length, of pose vectors (B, 132)."""
        return functional.normalize(self.pose_encoder(poses), dim=-1)

    def bodies(self, bodies: Bodies) -> Tensor:
        """The same, of bodies (N) whose joints are known."""
        return functional.normalize(self.pose_encoder.of_bodies(bodies), dim=-1)

    def scale(self) -> Tensor:
        """1 / H of Eq. 2, kept below 100 as in CLIP."""
        return self.log_scale.exp().clamp(max=100)


class SentenceTeacher:
    """The embedded teacher: the sentence encoder and CLPP's towers (see `models.pose.teacher.PoseTeacher`)."""

    def __init__(self, encoder: TextEncoder, clpp: Clpp):
        self.encoder, self.clpp, self.width = encoder, clpp, clpp.width

    @torch.no_grad()
    def text_features(self, texts: Sequence[str]) -> Tensor:
        return self.clpp.texts(self.encoder.encode(texts))

    def pose_features(self, poses: Tensor) -> Tensor:
        return self.clpp.poses(poses)


def contrastive_loss(logits: Tensor, matches: Tensor, ignored: Tensor | None = None) -> Tensor:
    """The symmetric contrastive loss (OhMG, Eq. 1) of logits (A, B), cosines over the temperature, where several may match.

    matches: bool (A, B), row's text fits column's pose. Of several matches each takes its share of the probability; what has no
    match counts only against the others. ignored: pairs of which nobody knows.
    """
    if ignored is not None:
        logits = logits.masked_fill(ignored & ~matches, -1e4)
    return _one_way(logits, matches) + _one_way(logits.T, matches.T)


def _one_way(logits: Tensor, matches: Tensor) -> Tensor:
    some = matches.any(1)
    logits, shares = logits[some], matches[some].to(logits.dtype)
    return -(functional.log_softmax(logits, dim=-1) * shares).sum(-1).div(shares.sum(-1)).mean()
