"""Training of the style judge, as a task of the one training loop; and the trained one from the user's cache folder."""
from __future__ import annotations

import hashlib
import inspect
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from tqdm import tqdm

from models import cleanup
from models.cleanup import plant_feet, settle
from models.evaluation import style_judge
from models.evaluation.evaluator import padded
from models.evaluation.style_judge import StyleJudge, StyleJudgeConfig
from models.features import decode, encode
from models.lead.pipeline import LeadModel
from models.motion import Motion
from models.normalization import Normalization
from models.training.cache import cache_folder
from models.training.captions import content_of, mirrored_content, style_of
from models.training.data import Clip
from models.training.loop import train

_SEED = 50_021
_SHORTEST_CROP, _LONGEST_CROP = 40, 200
#: What is done shows in this share of a clip or in so many frames of it; and in any part of it where the same is done all along.
_WHOLE, _TELLING = 0.75, 120
_ALL_ALONG = ("walk", "run", "walk-back", "walk-left", "walk-right")
#: Noise on the latents of every other rebuilt clip, of their own spread: what generates is never exact.
_NOISE = 0.25


@dataclass(frozen=True, eq=False)
class Shown:
    """A clip in all its guises: features (T, 269) of one length, recorded first; what is done, and how."""

    guises: tuple[np.ndarray, ...]
    content: str
    style: str


@dataclass
class StyleJudgeTask:
    """Cross-entropy on crops of 40–200 frames; a batch holds rare styles and contents more often than the clips do."""

    on_gpu = True

    shown: Sequence[Shown]
    validation: Sequence[Shown]
    normalization: Normalization
    batch: int = 48
    learning_rate: float = 1.5e-3
    total_steps: int = 1_200
    name: str = "style_judge"
    config: StyleJudgeConfig = field(init=False)

    def __post_init__(self):
        styles, contents = [one.style for one in self.shown], [one.content for one in self.shown]
        self.config = StyleJudgeConfig(tuple(sorted(set(styles))), tuple(sorted(set(contents))))
        torch.manual_seed(_SEED)
        self.module = StyleJudge(self.config, self.normalization)
        self.targets = torch.tensor([[self.config.styles.index(one.style), self.config.contents.index(one.content)] for one in self.shown])
        by_style, by_content = np.bincount(self.targets[:, 0]), np.bincount(self.targets[:, 1])
        self.weights = torch.tensor([(by_style[style] * by_content[content]) ** -0.5 for style, content in self.targets.tolist()])

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        chosen = torch.multinomial(self.weights, self.batch, replacement=True, generator=generator)
        draws = torch.rand(self.batch, 3, generator=generator).tolist()
        crops = [_crop(self.shown[index], *draw) for index, draw in zip(chosen.tolist(), draws)]
        features, frames = padded([crop for crop, _ in crops])
        device = next(self.module.parameters()).device
        style_scores, content_scores = self.module(features.to(device), frames.to(device))
        told = torch.tensor([tells for _, tells in crops], device=device)
        style, content = self.targets[chosen].to(device).unbind(dim=1)
        by_style = functional.cross_entropy(style_scores.float(), style, label_smoothing=0.05)
        by_content = functional.cross_entropy(content_scores.float(), content, label_smoothing=0.05, reduction="none")
        by_content = (by_content * told).sum() / told.sum().clamp(min=1)
        return by_style + by_content, {"style": float(by_style.detach()), "content": float(by_content.detach())}

    def validate(self, module: nn.Module) -> dict[str, float]:
        """Shares of the validation clips whose style, whose content is recognised, as recorded and as the VAE rebuilds them."""
        figures = {}
        for guise, name in ((0, "val"), (1, "val_rebuilt")):
            found = module.names(*module.chances([one.guises[guise].astype(np.float32) for one in self.validation]))
            for part, names in zip(("style", "content"), found):
                figures[f"{name}_{part}"] = float(np.mean([getattr(one, part) == given for one, given in zip(self.validation, names)]))
        return figures

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        module.save(path, provenance)


def _crop(shown: Shown, guise: float, length: float, start: float) -> tuple[np.ndarray, bool]:
    """A piece of the clip in one of its guises, and whether it tells what is done; the draws are uniform in 0–1."""
    # Half of what is seen is recorded.
    rebuilt = 1 + int((2 * guise - 1) * (len(shown.guises) - 1)) if guise >= 0.5 and len(shown.guises) > 1 else 0
    features = shown.guises[rebuilt]
    longest = min(len(features), _LONGEST_CROP)
    shortest = min(longest, _SHORTEST_CROP)
    frames = shortest + int(length * (longest - shortest + 1))
    first = int(start * (len(features) - frames + 1))
    return features[first : first + frames], shown.content in _ALL_ALONG or frames >= min(_WHOLE * len(features), _TELLING)


def build_task(clips: Sequence[Clip], model: LeadModel) -> StyleJudgeTask:
    """The task on the `train` clips that have a style, with their mirror images, as recorded and as `model`'s VAE rebuilds them."""
    styled = [clip for clip in clips if has_style(clip)]
    train_clips = [clip for clip in styled if clip.split == "train"]
    shown = [one for clip in tqdm(train_clips, desc="rebuilding clips", unit="clip", mininterval=10)
             for one in _shown(clip, model, with_mirror=True)]
    validation = [one for clip in styled if clip.split == "val" for one in _shown(clip, model, with_mirror=False)]
    normalization = Normalization.of(np.concatenate([one.guises[0][::4] for one in shown]).astype(np.float32))
    return StyleJudgeTask(shown, validation, normalization)


def has_style(clip: Clip) -> bool:
    """Whether the clip's labels say how it is done: those known by a description do not."""
    return not clip.description


def _shown(clip: Clip, model: LeadModel, with_mirror: bool) -> list[Shown]:
    content, style = content_of(clip.content), style_of(clip.style)
    generator = torch.Generator().manual_seed(int(hashlib.sha256(clip.file.encode()).hexdigest()[:8], 16))
    motions = (clip.motion, *(through_vae(model, clip.motion, noise, generator) for noise in (0.0, _NOISE)))
    found = [Shown(tuple(map(_features, motions)), content, style)]
    if with_mirror:
        found.append(Shown(tuple(_features(motion.mirrored()) for motion in motions), mirrored_content(content), style))
    return found


def _features(motion: Motion) -> np.ndarray:
    # In half precision all clips, their mirror images and what becomes of them in the VAE take 800 MB.
    return encode(motion)[0].astype(np.float16)


@torch.inference_mode()
def through_vae(model: LeadModel, motion: Motion, noise: float = 0.0, generator: torch.Generator | None = None) -> Motion:
    """A motion through the VAE and back, cleaned up as generated motion is. noise: on the latents, of their own spread."""
    features = model.normalization.apply(torch.from_numpy(encode(motion)[0])[None])
    latents = model.standardised(model.vae.encode(features)[0])
    if noise:
        latents = latents + noise * torch.randn(latents.shape, generator=generator)
    return plant_feet(settle(decode(model.features(latents, len(motion))[0].numpy())))


def cached_judge(clips: Sequence[Clip], model: LeadModel) -> StyleJudge:
    """The trained judge for these clips and this model's VAE; trained, in some minutes, when either or the code has changed."""
    path = cache_folder() / f"style-judge-{_key(clips, model)}.safetensors"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        train_judge(clips, model, path)
    return StyleJudge.load(path)


def train_judge(clips: Sequence[Clip], model: LeadModel, path: Path) -> None:
    """Trains the judge and writes it. The same clips and the same model give the same judge."""
    task = build_task(clips, model)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        # The steps run out long before the time: the rate follows them alone.
        train(task, Path(folder), minutes=600, seed=_SEED)
        os.replace(Path(folder) / f"{task.name}.safetensors", path)


def _key(clips: Sequence[Clip], model: LeadModel) -> str:
    # What is rebuilt is cleaned up: a judge that knows other feet takes fewer motions for their style.
    code = "".join(inspect.getsource(module) for module in (style_judge, cleanup, inspect.getmodule(cached_judge)))
    stamp = hashlib.sha256(code.encode())
    for clip in clips:
        if has_style(clip):
            stamp.update(f"{clip.file}{clip.labels}{clip.split}{len(clip.motion)}".encode())
    for value in (*model.vae.state_dict().values(), model.latent_deviation):
        stamp.update(value.cpu().numpy().tobytes())
    return stamp.hexdigest()[:16]
