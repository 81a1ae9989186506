"""The figures of text-to-pose, each from poses or scores alone."""
from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from models.kinematics import forward_kinematics, matrices
from models.pose.prior import PosePrior
from models.skeleton import JOINT_NAMES
from models.pose.geometry.landmarks import PARTS, Landmarks
from models.pose.geometry.posecodes import INDEX, holding

#: Where the body's mass is, as shares in the middle between two joints (de Leva 1996, men): trunk and head, and one side.
_TRUNK_MASS = (("pelvis", "spine1", 0.112), ("spine1", "spine3", 0.163), ("spine3", "neck", 0.160), ("head", "head", 0.069))
_LIMB_MASS = (("hip", "knee", 0.142), ("knee", "ankle", 0.043), ("ankle", "foot", 0.014), ("shoulder", "elbow", 0.027),
              ("elbow", "wrist", 0.016), ("wrist", "wrist", 0.006))
_MASSES = (*_TRUNK_MASS, *((f"{side}_{a}", f"{side}_{b}", share) for side in ("left", "right") for a, b, share in _LIMB_MASS))
#: A part of the body nearer to the floor than this bears it, m; and how far around its middle.
_BEARING, _AROUND = 0.05, 0.06
_DIRECTIONS = 16
#: Cosines nearer than this are one: the same pose in another row of a batch may differ in the last digit.
_SAME = 1e-5


def own_ranks(scores: np.ndarray) -> np.ndarray:
    """Where each text's own pose stands (N,) when all poses are ranked by its row of scores (N, N); 0 is first.

    Poses of one score share their mean rank: one pose given to k texts stands (k − 1) / 2 places behind the best.
    """
    own = np.diagonal(scores)[:, None]
    better, alike = (scores > own + _SAME).sum(1), (np.abs(scores - own) <= _SAME).sum(1)
    return better + (alike - 1) / 2


def mean_cosine(features: np.ndarray) -> float:
    """Mean cosine of two different ones of unit features (N, W)."""
    count, total = len(features), features.sum(axis=0)
    return float((total @ total - count) / (count * (count - 1)))


def joint_distances(joints: Tensor) -> np.ndarray:
    """Mean distance of the joints in cm (N, N) between bodies (N, 22, 3), each with its pelvis at the origin."""
    total = torch.zeros(len(joints), len(joints))
    for places in joints.float().unbind(1):
        total += torch.cdist(places, places, compute_mode="donot_use_mm_for_euclid_dist")
    return (100 * total / joints.shape[1]).numpy()


def mean_distance(distances: np.ndarray, rows: np.ndarray) -> float:
    """Mean of `joint_distances` between two different members of `rows`, which may repeat."""
    counts = np.bincount(rows, minlength=len(distances)).astype(np.float32)
    return float(counts @ distances @ counts / (len(rows) * (len(rows) - 1)))


@torch.inference_mode()
def rebuilt(prior: PosePrior, poses: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """What the prior fails to rebuild of poses (N, 132): mean distance of the joints, cm (N,), and mean squared angle of the local
    rotations, rad² (N,). OhMG's "In-distrib."."""
    again = prior.decode(prior.encode(poses)[0])
    centimetres = 100 * (forward_kinematics(poses)[0] - forward_kinematics(again)[0]).norm(dim=-1).mean(-1)
    first, second = (matrices(each.unflatten(-1, (len(JOINT_NAMES), 6))) for each in (poses, again))
    # |A − B|² = 8 sin²(angle / 2), exact for small angles too, where the trace is not.
    angles = 2 * torch.asin(((first - second).square().sum((-1, -2)) / 8).clamp(0, 1).sqrt())
    return centimetres.numpy(), angles.square().mean(-1).numpy()


@torch.inference_mode()
def out_of_balance(poses: Tensor) -> np.ndarray:
    """Centimetres (N,) that the centre of mass of poses (N, 132) lies outside of what they stand, kneel or lie on, seen from above;
    0 within. Whoever runs, or sits where there is no chair, is out of balance too."""
    bodies = Landmarks.of(poses)
    centre = sum(share * (bodies.joint(a) + bodies.joint(b)) / 2 for a, b, share in _MASSES) / sum(share for *_, share in _MASSES)
    angles = torch.arange(_DIRECTIONS) * (2 * math.pi / _DIRECTIONS)
    directions = torch.stack([angles.cos(), torch.zeros_like(angles), angles.sin()])
    reach = torch.stack([
        torch.where(bodies.lowest(part)[:, None] < _BEARING, bodies.part(part) @ directions, -torch.inf) for part in PARTS
    ]).amax(dim=0)
    return (100 * (centre @ directions - reach - _AROUND).amax(dim=1).clamp(min=0)).numpy()


def claims_held(codes: Sequence[Sequence[str]], poses: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Share of each sentence's posecodes that hold for its pose (N,), and whether all do (N,); NaN where it claims nothing."""
    share, whole = np.full(len(codes), np.nan), np.full(len(codes), np.nan)
    rows = [row for row, names in enumerate(codes) if names]
    if rows:
        holds = np.concatenate([holding(Landmarks.of(part)) for part in poses[rows].split(1024)])
        for row, held in zip(rows, holds):
            found = held[[INDEX[name] for name in codes[row]]]
            share[row], whole[row] = found.mean(), found.all()
    return share, whole


def top_of_truth(codes: Sequence[Sequence[str]], poses: Tensor, most: int) -> float:
    """How often each sentence's own of `poses` (N, 132) would be among the first `most` for a judge that knows what is true and no more:
    whatever poses have all the sentence's posecodes come first, in random order."""
    holds = np.concatenate([holding(Landmarks.of(part)) for part in poses.split(1024)])
    true = np.array([holds[:, [INDEX[name] for name in names]].all(axis=1).sum() for names in codes])
    return float(np.minimum(1, most / true.clip(min=1)).mean())
