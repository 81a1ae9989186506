"""Training data made once and kept in the user's cache folder: sequences and caption features."""
from __future__ import annotations

import hashlib
import inspect
import json
import os
from collections.abc import Collection
from pathlib import Path

import numpy as np
import torch

from models.training import blending, captions, sequences, stitching
from models.training.captioned import captioned_sequences
from models.training.clip import Clip
from models.training.data import data_changed, load_clips
from models.training.sequences import TrainingSequence, training_sequences
from models.training.text_table import TextTable


def cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "motion_prompt"


def cached_sequences(data: Path, split: str, without_styles: Collection[str] = ()) -> list[TrainingSequence]:
    """`training_sequences` of a split of a data folder, clips of some styles left out; made again when the data or the code that
    makes them changes."""
    code = "".join(inspect.getsource(module) for module in (sequences, stitching, blending, captions))
    held_out = ",".join(sorted(without_styles))
    key = hashlib.sha256(f"{Path(data).resolve()}{data_changed(data)}{split}{held_out}{code}".encode()).hexdigest()[:16]
    path = cache_folder() / f"sequences-{split}-{key}.npz"
    if not path.is_file():
        made = _sequences(_clips(data, split, without_styles))
        labels = json.dumps([[sequence.captions, sequence.group, sequence.cropping] for sequence in made])
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part.npz")
        np.savez(part, features=np.concatenate([sequence.features for sequence in made]),
                 frames=np.array([len(sequence.features) for sequence in made]), labels=np.array(labels))
        os.replace(part, path)
    with np.load(path) as stored:
        features = np.split(stored["features"], np.cumsum(stored["frames"])[:-1])
        labels = json.loads(str(stored["labels"]))
    return [TrainingSequence(part, tuple(texts), group, cropping) for part, (texts, group, cropping) in zip(features, labels)]


def _sequences(clips: list[Clip]) -> list[TrainingSequence]:
    """Labelled clips are stitched into longer ones; what came with its own sentences is taken as they say."""
    labelled = [clip for clip in clips if not clip.texts]
    return (training_sequences(labelled) if labelled else []) + captioned_sequences([clip for clip in clips if clip.texts])


def validation_sequences(data: Path, without_styles: Collection[str] = ()) -> list[TrainingSequence]:
    """The validation clips as they are, each with its captions, clips of some styles left out."""
    return [_plain(clip) for clip in _clips(data, "val", without_styles)]


def _clips(data: Path, split: str, without_styles: Collection[str]) -> list[Clip]:
    return [clip for clip in load_clips(data, split) if captions.style_of(clip.style) not in without_styles]


def _plain(clip: Clip) -> TrainingSequence:
    from models.features import encode

    return TrainingSequence(encode(clip.motion)[0], clip.texts or captions.captions(*clip.labels), captions.label(*clip.labels), "seldom")


def cached_text_table(texts: list[str], encoder_name: str) -> TextTable:
    """`TextTable.of` the texts, kept by content."""
    unique = sorted(set(texts))
    key = hashlib.sha256(repr((encoder_name, unique)).encode()).hexdigest()[:16]
    path = cache_folder() / f"captions-{key}.pt"
    if not path.is_file():
        from models.text import load_text_encoder

        table = TextTable.of(unique, load_text_encoder(encoder_name))
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        torch.save({"texts": list(table.index), "pooled": table.pooled, "words": table.words, "mask": table.mask}, part)
        os.replace(part, path)
    stored = torch.load(path, weights_only=True, mmap=True)  # gigabytes, of which a batch reads a few rows
    return TextTable({text: row for row, text in enumerate(stored["texts"])}, stored["pooled"], stored["words"], stored["mask"])
