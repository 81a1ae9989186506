"""Poses of the training clips that baselines draw on: 4,096 k-means poses, and poses at random."""
from __future__ import annotations

import hashlib
import inspect
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from models.features import encode
from models.io.bvh import MotionFileError
from models.pose.prior import clean, mirrored_poses
from models.training.cache import cache_folder
from models.training.captions import label
from models.training.data import Clip, load_clips
from models.training.poses.clips import poses_of_clips
from models.training.sequences import TrainingSequence

#: As in the paper (section 5, "Baselines").
_CLUSTERS = 4096
#: Poses that the clusters are made of, and rounds of k-means: the mean distance to a centre falls by under 1 % after these.
_SAMPLED, _ROUNDS = 65_536, 10
_DRAWN = 4096
_SEED = 20_402


@dataclass(frozen=True, eq=False)
class TrainPoses:
    """clusters: (K, 132), k-means centres, their rotations made whole. drawn: (M, 132), poses as the clips have them, at random."""

    clusters: Tensor
    drawn: Tensor


def train_poses(data: Path) -> TrainPoses:
    """Of the training clips in the folder `data`, and their mirror images; kept in the user's cache folder. Raises MotionFileError
    with a sentence where it holds none."""
    key = hashlib.sha256(f"{Path(data).resolve()}{(Path(data) / 'clips.csv').stat().st_mtime_ns}".encode())
    key.update(inspect.getsource(sys.modules[__name__]).encode())
    path = cache_folder() / f"pose-clusters-{key.hexdigest()[:16]}.npz"
    if not path.is_file():
        clips = load_clips(data, "train")
        if not clips:
            raise MotionFileError(f"{data} has no clips in the split “train”, which Matching chooses from. Add some to clips.csv.")
        found = clustered(clips, _CLUSTERS)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part.npz")
        np.savez(part, clusters=found.clusters.numpy(), drawn=found.drawn.numpy())
        os.replace(part, path)
    with np.load(path) as stored:
        return TrainPoses(torch.from_numpy(stored["clusters"]), torch.from_numpy(stored["drawn"]))


def clustered(clips: Sequence[Clip], clusters: int) -> TrainPoses:
    """`TrainPoses` of these clips."""
    every, shares = poses_both_ways(clips)
    generator = torch.Generator().manual_seed(_SEED)
    sample = every[torch.multinomial(shares, min(_SAMPLED, len(every)), replacement=len(every) < _SAMPLED, generator=generator)]
    drawn = every[torch.multinomial(shares, _DRAWN, replacement=True, generator=generator)]
    return TrainPoses(clean(k_means(sample, clusters, generator)), clean(drawn))


def poses_both_ways(clips: Sequence[Clip]) -> tuple[Tensor, Tensor]:
    """Poses (N, 132) of clips and their mirror images, and their chances (N,): as in training, what was recorded once counts beside
    what was recorded a hundred times."""
    poses, chances = poses_of_clips([
        TrainingSequence(encode(clip.motion)[0], (), label(*clip.labels), "seldom")
        for clip in tqdm(clips, desc="poses of the clips", unit="clip", leave=False, mininterval=5)
    ])
    poses, chances = torch.from_numpy(poses), torch.from_numpy(chances)
    return torch.cat([poses, mirrored_poses(poses)]), chances.repeat(2)


def k_means(points: Tensor, count: int, generator: torch.Generator) -> Tensor:
    """Centres (count, D) of points (N, D) by Lloyd's algorithm, begun at points drawn without replacement; a centre that no point is
    nearest to stays."""
    centres = points[torch.randperm(len(points), generator=generator)[:count]].clone()
    for _ in tqdm(range(_ROUNDS), desc="k-means", leave=False, mininterval=5):
        nearest = torch.cat([(centres.square().sum(1) - 2 * part @ centres.T).argmin(1) for part in points.split(4096)])
        sizes = torch.bincount(nearest, minlength=len(centres))
        sums = torch.zeros_like(centres).index_add_(0, nearest, points)
        centres = torch.where(sizes[:, None] > 0, sums / sizes.clamp(min=1)[:, None], centres)
    return centres
