"""Poses of the training clips: what shows what a clip is about, and bodies put together from several clips."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from models.features import SLICES
from models.pose.anatomy import is_sane
from models.skeleton import JOINT_INDEX, JOINT_NAMES
from models.training.sequences import TrainingSequence, composite, sampling_weights

#: Neighbouring frames are all but the same pose.
_EVERY = 4
#: Telling frames of one clip, and how many frames lie between two of them at least.
_TELLING, _APART = 3, 12
_LIMBS = {
    "left arm": ("left_collar", "left_shoulder", "left_elbow", "left_wrist"),
    "right arm": ("right_collar", "right_shoulder", "right_elbow", "right_wrist"),
    "trunk": ("spine1", "spine2", "spine3", "neck", "head"),
    "head": ("neck", "head"),
}


@dataclass(frozen=True)
class CaptionedPose:
    """A pose (132,) at a telling frame of a clip, what the clip may be called, and its label."""

    pose: np.ndarray
    captions: tuple[str, ...]
    label: str


def poses_of_clips(sequences: Sequence[TrainingSequence]) -> tuple[np.ndarray, np.ndarray]:
    """Every fourth frame (N, 132) and its chance (N,): each sequence counts as it does for LEAD, shared out over its frames."""
    parts = [sequence.features[::_EVERY, SLICES["rotations"]] for sequence in sequences]
    shares = [np.full(len(part), weight / len(part)) for part, weight in zip(parts, sampling_weights(sequences))]
    return np.concatenate(parts), np.concatenate(shares)


def telling_poses(sequences: Sequence[TrainingSequence]) -> list[CaptionedPose]:
    """Up to three frames of each sequence of one content: those whose joints lie farthest from where they mostly are in all clips,
    because a wave is told by the raised hand and not by the standing before and after it."""
    single = [sequence for sequence in sequences if not composite(sequence.group)]
    usual = np.median(np.concatenate([sequence.features[::30, SLICES["positions"]] for sequence in single]), axis=0)
    return [
        CaptionedPose(sequence.features[frame, SLICES["rotations"]].copy(), sequence.captions, sequence.group)
        for sequence in single
        for frame in _farthest(sequence.features[:, SLICES["positions"]] - usual)
    ]


def _farthest(away: np.ndarray) -> list[int]:
    distance = np.linalg.norm(away, axis=-1)
    chosen: list[int] = []
    for frame in np.argsort(-distance):
        if len(chosen) == _TELLING or distance[frame] < 0.8 * distance.max():
            break
        if all(abs(frame - other) >= _APART for other in chosen):
            chosen.append(int(frame))
    return chosen


def recombined(poses: Tensor, chances: Tensor, count: int, generator: torch.Generator) -> Tensor:
    """About `count` sane poses (N, 132) whose legs, trunk, head and arms come from different ones of `poses`: arms together or each by
    itself, the rest of the body more often whole than not."""
    drawn = [torch.multinomial(chances, count, replacement=True, generator=generator) for _ in range(5)]
    legs, arms, trunk, head, one_arm = (poses[rows].unflatten(-1, (len(JOINT_NAMES), 6)) for rows in drawn)
    made = legs.clone()
    chance = torch.rand(4, count, generator=generator)[..., None, None]
    for limb, source, share in (("trunk", trunk, 0.4), ("head", head, 0.3), ("left arm", arms, 1.0), ("right arm", arms, 1.0),
                                ("right arm", one_arm, 0.4)):
        row = {"trunk": 0, "head": 1}.get(limb, 2 if source is arms else 3)
        joints = [JOINT_INDEX[name] for name in _LIMBS[limb]]
        made[:, joints] = torch.where(chance[row] < share, source[:, joints], made[:, joints])
    made = made.flatten(-2)
    return made[torch.cat([is_sane(part) for part in made.split(2048)])]
