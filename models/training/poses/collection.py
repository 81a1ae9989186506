"""All poses and sentences that CLPP learns from, or the judge: clips, recombined bodies, named poses; made once and cached."""
from __future__ import annotations

import hashlib
import inspect
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from models.features import encode
from models.training import captions as clip_wording
from models.training.cache import cache_folder
from models.training.data import Clip, load_clips
from models.training.poses import clips as clip_poses
from models.training.poses import constructed as construction
from models.pose.geometry import named, posecodes
from models.training.poses import named_wording, wording_everyday, wording_forms, wording_judge, wording_phrases
from models.training.poses.clips import CaptionedPose, poses_of_clips, recombined, telling_poses
from models.training.poses.constructed import ConstructedPoses, constructed_poses
from models.training.poses import construction as construct
from models.training.poses.described import DescribedPoses
from models.pose.geometry.landmarks import Landmarks
from models.pose.geometry.named import NAMED, named_held
from models.pose.geometry.posecodes import NAMES, holding
from models.training.poses.wording import Description
from models.training.poses.wording_forms import describe_widely, retold
from models.training.poses.wording_judge import describe_for_judge
from models.training.sequences import TrainingSequence

#: Poses of clips, of recombined bodies, and constructed ones.
_OF_CLIPS, _RECOMBINED = 14_000, 16_000
CONSTRUCTED = 16_000
#: Of these numbers, what validation has.
_OF_VALIDATION = 0.25
#: Captions kept of each telling frame.
_CAPTIONS = 2
#: How often a training sentence is one by rule, a name, a clip's caption.
_SHARES = {"rule": 0.45, "name": 0.38, "caption": 0.17}


@dataclass(frozen=True)
class Wording:
    """Who speaks. rule: makes a sentence of what holds. captions: of a clip's labels. judges: whether names are in the judge's words.
    times: sentences by rule, and by name, for each pose. retold: how a name or a caption is told."""

    rule: Callable[[np.ndarray, np.random.Generator], Description | None]
    captions: Callable[[str, str, str], Iterable[str]]
    judges: bool
    times: int = 1
    retold: Callable[[str, np.random.Generator], str] = lambda text, rng: text


TRAINING = Wording(describe_widely, clip_wording.captions, False, 2, retold)
JUDGE = Wording(describe_for_judge, clip_wording.unseen_captions, True)


@dataclass(frozen=True)
class PoseStock:
    """Poses before anybody has said a word. frames (N, 132) with chances (N,): of clips; recombined (R, 132); constructed."""

    frames: Tensor
    chances: Tensor
    recombined: Tensor
    constructed: ConstructedPoses


def stock_of(data: Path, split: str, constructed: int = CONSTRUCTED, seed: int = 0) -> PoseStock:
    """The poses of a split of a data folder, cached by the code that makes them."""
    code = _source(clip_poses, construction, construct) + repr([pose.ways for pose in named.NAMED])
    stamp = (Path(data).resolve(), (Path(data) / "clips.csv").stat().st_mtime_ns, split, constructed, seed, code)
    path = cache_folder() / f"poses-{split}-{hashlib.sha256(repr(stamp).encode()).hexdigest()[:16]}.pt"
    if path.is_file():
        stored = torch.load(path, weights_only=True)
        return PoseStock(stored["frames"], stored["chances"], stored["recombined"], ConstructedPoses(*stored["constructed"]))
    generator = torch.Generator().manual_seed(seed)
    frames, chances = map(torch.from_numpy, poses_of_clips(plain_sequences(load_clips(data, split), clip_wording.captions)))
    chances = chances.float()
    mixed = recombined(frames, chances, 60_000 if split == "train" else 8_000, generator)
    starts = frames[torch.multinomial(chances, 4000, replacement=True, generator=generator)]
    stock = PoseStock(frames, chances, mixed, constructed_poses(starts, constructed, generator))
    _write(path, {"frames": frames, "chances": chances, "recombined": mixed, "constructed": tuple(vars(stock.constructed).values())})
    return stock


def plain_sequences(clips: Sequence[Clip], texts: Callable[[str, str, str], Iterable[str]]) -> list[TrainingSequence]:
    """Every clip and its mirror image, with captions, nothing stitched."""
    sequences = []
    for clip in clips:
        words, label = tuple(texts(*clip.labels)), clip_wording.label(*clip.labels)
        sequences.append(TrainingSequence(encode(clip.motion)[0], words, label, "anywhere"))
        mirrored = tuple(map(clip_wording.mirrored, words))
        sequences.append(TrainingSequence(encode(clip.motion.mirrored())[0], mirrored, clip_wording.mirrored(label), "anywhere"))
    return sequences


def described(stock: PoseStock, telling: Sequence[CaptionedPose], wording: Wording, seed: int, share: float = 1.0) -> DescribedPoses:
    """Sentences about the stock's poses, by rule and by name, and the captions of the telling frames. share: of the usual number."""
    generator, rng = torch.Generator().manual_seed(seed), np.random.default_rng(seed)
    rows = torch.multinomial(stock.chances, int(share * _OF_CLIPS), replacement=False, generator=generator)
    mixed = stock.recombined[torch.randperm(len(stock.recombined), generator=generator)[: int(share * _RECOMBINED)]]
    told = torch.from_numpy(np.stack([pose.pose for pose in telling]))
    poses = torch.cat([stock.frames[rows], mixed, stock.constructed.poses, told])
    labels = sorted({pose.label for pose in telling})
    codes = torch.cat([torch.from_numpy(holding(Landmarks.of(part))) for part in poses.split(4096)])
    of_label = torch.zeros(len(poses), len(labels), dtype=torch.bool)
    content = torch.full((len(poses),), -1)
    contents = sorted({label.split("|")[0] for label in labels})
    for row, pose in enumerate(telling, len(poses) - len(telling)):
        of_label[row, labels.index(pose.label)] = True
        content[row] = contents.index(pose.label.split("|")[0])
    claims = torch.cat([codes, named_held(poses), of_label], dim=1)
    sentences = [*_by_rule(codes[: len(poses) - len(telling)], wording, rng), *_by_name(stock.constructed, len(rows) + len(mixed), wording, rng),
                 *_captions(telling, len(poses) - len(telling), wording, rng)]
    return _assembled(poses, claims, content, sentences, {f"label {label}": index for index, label in enumerate(labels)})


@dataclass(frozen=True)
class _Sentence:
    text: str
    pose: int
    claims: tuple[str, ...]
    kind: str


def _by_rule(codes: Tensor, wording: Wording, rng: np.random.Generator) -> Iterable[_Sentence]:
    for row, holds in enumerate(np.repeat(codes.numpy(), wording.times, axis=0)):
        said = wording.rule(holds, rng)
        if said is not None:
            yield _Sentence(said.text, row // wording.times, said.codes, "rule")


def _by_name(constructed: ConstructedPoses, first: int, wording: Wording, rng: np.random.Generator) -> Iterable[_Sentence]:
    for row in np.repeat(np.arange(len(constructed.poses)), wording.times).tolist():
        text = named_wording.said(constructed, row, rng, wording.judges)
        if text:
            yield _Sentence(wording.retold(text[0], rng), first + row, tuple(f"name {name}" for name in text[1]), "name")


def _captions(telling: Sequence[CaptionedPose], first: int, wording: Wording, rng: np.random.Generator) -> Iterable[_Sentence]:
    for row, pose in enumerate(telling):
        for index in rng.permutation(len(pose.captions))[:_CAPTIONS]:
            yield _Sentence(wording.retold(pose.captions[index], rng), first + row, (f"label {pose.label}",), "caption")


def _assembled(poses: Tensor, claims: Tensor, content: Tensor, sentences: list[_Sentence], labels: dict[str, int]) -> DescribedPoses:
    column = {name: index for index, name in enumerate(NAMES)}
    column |= {f"name {pose.name}": len(column) + index for index, pose in enumerate(NAMED)}
    column |= {name: len(NAMES) + len(NAMED) + index for name, index in labels.items()}
    required = torch.zeros(len(sentences), claims.shape[1], dtype=torch.bool)
    for row, sentence in enumerate(sentences):
        required[row, [column[claim] for claim in sentence.claims]] = True
    pose_of = torch.tensor([sentence.pose for sentence in sentences])
    kinds = [sentence.kind for sentence in sentences]
    about = torch.where(torch.tensor([kind == "caption" for kind in kinds]), content[pose_of], -1)
    return DescribedPoses(poses, claims, content, tuple(sentence.text for sentence in sentences), pose_of, required, about,
                          _chances(sentences, kinds))


def _chances(sentences: list[_Sentence], kinds: list[str]) -> Tensor:
    """Each kind has its share; among captions and names, what is said of few poses counts for more than its number."""
    chances = torch.ones(len(sentences))
    subjects = [" ".join(sentence.claims) if sentence.kind != "rule" else "" for sentence in sentences]
    counts: dict[str, int] = {}
    for subject in subjects:
        counts[subject] = counts.get(subject, 0) + 1
    for row, (subject, kind) in enumerate(zip(subjects, kinds)):
        chances[row] = 1.0 if kind == "rule" else counts[subject] ** -0.5
    for kind, share in _SHARES.items():
        mine = torch.tensor([other == kind for other in kinds])
        if mine.any():
            chances[mine] *= share / chances[mine].sum()
    return chances


def collection(data: Path, wording: Wording, split: str, seed: int) -> DescribedPoses:
    """What a split's poses are and what is said of them, cached."""
    code = _source(clip_poses, construction, construct, named_wording, posecodes, wording_phrases, wording_everyday, wording_forms, wording_judge, clip_wording, described, _chances)
    code += repr([(pose.name, pose.phrases, pose.unseen, pose.ways) for pose in named.NAMED])
    key = hashlib.sha256(repr((Path(data).resolve(), split, wording.judges, seed, code)).encode()).hexdigest()[:16]
    path = cache_folder() / f"described-{split}-{key}.pt"
    if not path.is_file():
        part = 1.0 if split == "train" else _OF_VALIDATION
        stock = stock_of(data, split, int(part * CONSTRUCTED), 0 if split == "train" else 1)
        telling = telling_poses(plain_sequences(load_clips(data, split), wording.captions))
        made = described(stock, telling, wording, seed, part)
        path.parent.mkdir(parents=True, exist_ok=True)
        made.save(path)
    return DescribedPoses.load(path)


def _source(*things) -> str:
    return "".join(map(inspect.getsource, things))


def _write(path: Path, values: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    torch.save(values, part)
    os.replace(part, path)
