"""Training of the text–motion matching network, as a task of the one training loop."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from models.evaluation.evaluator import Evaluator, EvaluatorConfig, padded
from models.evaluation.labels import merged_label, mirrored_label
from models.evaluation.metrics import retrieval_ranks
from models.features import encode
from models.motion import Motion
from models.normalization import Normalization
from models.text import TextEncoder
from models.training.captions import captions, mirrored
from models.training.data import Clip

#: Longest motion that is generated or measured in one piece, in frames.
MAX_FRAMES = 300
#: Captions of a clip that are used, spread evenly over all it has.
_CAPTIONS = 12
_GROUP = 16
_SHORTEST_CROP, _LONGEST_CROP = 32, 200


@dataclass(frozen=True)
class Example:
    """A motion as features (T, 269), what it does, and the rows of its captions in the table of sentence features."""

    features: np.ndarray
    label: str
    captions: tuple[int, ...]


@dataclass
class EvaluatorTask:
    """Contrastive training (InfoNCE, van den Oord et al. 2018, both ways, as TMR Eq. 3) on clips and their mirror images.

    Pairs of one label are not negatives of each other (TMR's filtering, by label instead of by text similarity). Half the
    motions are whole, half are crops of 32–200 frames, so that the network judges short and long motions alike.
    """

    on_gpu = True

    train: Sequence[Example]
    validation: Sequence[Example]
    sentences: Tensor
    normalization: Normalization
    config: EvaluatorConfig = field(default_factory=EvaluatorConfig)
    batch: int = 64
    learning_rate: float = 1e-3
    total_steps: int = 6_000
    name: str = "evaluator"

    def __post_init__(self):
        self.module = Evaluator(self.config, self.normalization)
        self.labels = {name: number for number, name in enumerate(sorted({example.label for example in self.train}))}
        counts = np.bincount([self.labels[example.label] for example in self.train])
        # Between natural frequency (a third of all clips raise a hand) and equal shares (one clip would come again and again).
        self.weights = torch.tensor([counts[self.labels[example.label]] ** -0.5 for example in self.train])

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        chosen = torch.multinomial(self.weights, self.batch, replacement=False, generator=generator).tolist()
        draws = torch.rand(self.batch, 4, generator=generator).tolist()
        examples = [self.train[index] for index in chosen]
        crops = [_crop(example.features, *draw[:3]) for example, draw in zip(examples, draws)]
        rows = [example.captions[int(draw[3] * len(example.captions))] for example, draw in zip(examples, draws)]
        device = next(self.module.parameters()).device
        motion = self._motions(crops, device)
        text = self.module.texts(self.sentences[rows].to(device))
        labels = torch.tensor([self.labels[example.label] for example in examples], device=device)
        loss, accuracy = contrastive_loss(motion, text, labels, self.module.log_scale)
        return loss, {"loss": float(loss.detach()), "matched": accuracy}

    def _motions(self, crops: Sequence[np.ndarray], device: torch.device) -> Tensor:
        """Embeddings of the crops; those of like length go through the network together, which spares a third of the time."""
        order = sorted(range(len(crops)), key=lambda index: len(crops[index]))
        parts = []
        for start in range(0, len(order), _GROUP):
            features, frames = padded([crops[index] for index in order[start : start + _GROUP]])
            parts.append(self.module.motions(features.to(device), frames.to(device)))
        return torch.cat(parts)[torch.tensor(order, device=device).argsort()]

    def validate(self, module: nn.Module) -> dict[str, float]:
        """Retrieval among 32 validation texts of 32 labels: the share of motions whose own text ranks first, in two, in three."""
        motion = module.embed_motions([example.features[:MAX_FRAMES] for example in self.validation])
        text = module.embed_texts(self.sentences[[example.captions[len(example.captions) // 2] for example in self.validation]])
        ranks = retrieval_ranks(motion, text, [example.label for example in self.validation])
        return {f"val_R@{top}": float((ranks < top).mean()) for top in (1, 2, 3)}

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        module.save(path, provenance)


def contrastive_loss(motion: Tensor, text: Tensor, labels: Tensor, log_scale: Tensor) -> tuple[Tensor, float]:
    """InfoNCE both ways over embeddings (B, D), leaving out pairs that only share a label (B,); and the share of motions whose
    own text is the nearest."""
    scores = motion @ text.T * log_scale.clamp(max=4.6).exp()
    same = (labels[:, None] == labels[None]) & ~torch.eye(len(labels), dtype=torch.bool, device=labels.device)
    scores = scores.masked_fill(same, -1e4)
    own = torch.arange(len(labels), device=labels.device)
    loss = 0.5 * (functional.cross_entropy(scores, own) + functional.cross_entropy(scores.T, own))
    return loss, float((scores.argmax(dim=1) == own).float().mean())


def _crop(features: np.ndarray, whole: float, length: float, start: float) -> np.ndarray:
    """The motion from its beginning (half the time), or a piece of 32–200 frames; the draws are uniform in 0–1."""
    if whole < 0.5:
        return features[:MAX_FRAMES]
    longest = min(len(features), _LONGEST_CROP)
    shortest = min(longest, _SHORTEST_CROP)
    frames = shortest + int(length * (longest - shortest + 1))
    first = int(start * (len(features) - frames + 1))
    return features[first : first + frames]


def build_task(clips: Sequence[Clip], text_encoder: TextEncoder, config: EvaluatorConfig = EvaluatorConfig()) -> EvaluatorTask:
    """The task on the `train` clips with their mirror images, validated on the `val` clips."""
    rows: dict[str, int] = defaultdict(lambda: len(rows))
    train = [example for clip in clips if clip.split == "train" for example in _examples(clip, rows, with_mirror=True)]
    validation = [example for clip in clips if clip.split == "val" for example in _examples(clip, rows, with_mirror=False)]
    normalization = Normalization.of(np.concatenate([example.features[::4] for example in train]).astype(np.float32))
    return EvaluatorTask(train, validation, encode_sentences(text_encoder, list(rows)), normalization, config)


def _examples(clip: Clip, rows: dict[str, int], with_mirror: bool) -> list[Example]:
    said, label = captions(*clip.labels), merged_label(clip)
    said = said[:: -(-len(said) // _CAPTIONS)]
    found = [Example(_features(clip.motion), label, tuple(rows[caption] for caption in said))]
    if with_mirror:
        other_way = tuple(rows[mirrored(caption)] for caption in said)
        found.append(Example(_features(clip.motion.mirrored()), mirrored_label(label), other_way))
    return found


def _features(motion: Motion) -> np.ndarray:
    # In half precision all clips and their mirror images take 400 MB.
    return encode(motion)[0].astype(np.float16)


def encode_sentences(text_encoder: TextEncoder, sentences: Sequence[str], batch: int = 256) -> Tensor:
    """Unit sentence features (N, W). Sentences of like length go together: little padding."""
    order = sorted(range(len(sentences)), key=lambda index: len(sentences[index]))
    parts = []
    for start in range(0, len(order), batch):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts.append(text_encoder.encode([sentences[index] for index in order[start : start + batch]]).pooled)
    return functional.normalize(torch.cat(parts).float()[torch.tensor(order).argsort()], dim=-1)
