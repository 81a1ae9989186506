"""The figures of text-to-motion, each from arrays alone: embeddings of the matching network, or joints in the world."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from models import rotation
from models.features import CONTACT_HEIGHTS, CONTACT_JOINTS
from models.motion import Motion
from models.skeleton import JOINT_INDEX

#: How many texts a motion's own is sought among (Guo et al. 2022).
CANDIDATES = 32
#: `CONTACT_HEIGHTS` are the joints' heights in a standing foot plus this (m).
_CONTACT_MARGIN = 0.04
_HANDS = tuple(JOINT_INDEX[name] for name in ("left_wrist", "right_wrist"))


@dataclass(frozen=True)
class Figure:
    """A measured value with the ends of its 95 % bootstrap interval."""

    value: float
    low: float
    high: float

    def to_dict(self) -> dict[str, float]:
        return {"value": self.value, "low": self.low, "high": self.high}


def bootstrap(
    statistic: Callable[[np.ndarray], float], count: int, rounds: int = 200, seed: int = 0, most: float = float("inf")
) -> Figure:
    """`statistic(rows)` of all rows 0…count−1, with a 95 % interval from `rounds` draws with replacement.

    The interval is the spread of the draws about their mean, laid about the value: the Fréchet distance of resampled rows is
    biased upwards (rows repeat), its spread is not. The ends are kept within 0 and `most`, as every figure here is.
    """
    value = float(statistic(np.arange(count)))
    generator = np.random.default_rng(seed)
    drawn = np.array([statistic(generator.integers(count, size=count)) for _ in range(rounds)])
    low, high = np.nanpercentile(drawn - np.nanmean(drawn), [2.5, 97.5])
    low, high = np.clip([value + low, value + high], 0, most)
    return Figure(value, float(low), float(high))


def frechet_distance(a: np.ndarray, b: np.ndarray) -> float:
    """Fréchet distance of the Gaussians through embeddings (N, D) and (M, D) (Heusel et al. 2017, Eq. 6), without shrinkage.

    tr √(Σa Σb) is the sum of the singular values of √Σa √Σb, taken from the centred data, so that it exists where N < D.
    """
    a_mean, b_mean = a.mean(axis=0), b.mean(axis=0)
    a_centred = (a - a_mean).astype(np.float64) / np.sqrt(len(a) - 1)
    b_centred = (b - b_mean).astype(np.float64) / np.sqrt(len(b) - 1)
    # The singular values of A Bᵀ equal those of √Σa √Σb; both sides are first reduced to D rows by QR.
    overlap = np.linalg.qr(a_centred, mode="r") @ np.linalg.qr(b_centred, mode="r").T
    cross = np.linalg.svd(overlap, compute_uv=False).sum()
    distance = np.sum((a_mean - b_mean) ** 2) + np.sum(a_centred**2) + np.sum(b_centred**2) - 2 * cross
    return float(max(distance, 0.0))


def retrieval_ranks(
    motion: np.ndarray, text: np.ndarray, labels: Sequence[str], rows: np.ndarray | None = None, draws: int = 20, seed: int = 0
) -> np.ndarray:
    """Where each motion's own text stands among 32 candidates (draws, number of rows); 0 is first.

    motion, text: (N, D), row i of one belongs to row i of the other. The 31 others are drawn from all texts so that no two of the
    32 share a label. rows: which motions are asked about (all). With fewer than 32 labels there are as many candidates as labels.
    """
    rows = np.arange(len(motion)) if rows is None else np.asarray(rows)
    numbers = np.unique(np.asarray(labels), return_inverse=True)[1]
    distances = np.sum((motion[rows][:, None] - text[None]) ** 2, axis=-1)
    generator = np.random.default_rng(seed)
    ranks = np.zeros((draws, len(rows)), dtype=int)
    for draw in range(draws):
        for place, row in enumerate(rows):
            others = _one_a_label(generator.permutation(len(text)), numbers, numbers[row])[: CANDIDATES - 1]
            ranks[draw, place] = int(np.sum(distances[place, others] < distances[place, row]))
    return ranks


def _one_a_label(order: np.ndarray, numbers: np.ndarray, own: int) -> np.ndarray:
    """The first of each label in `order`, in that order, without the label `own`."""
    first = np.sort(np.unique(numbers[order], return_index=True)[1])
    return order[first][numbers[order[first]] != own]


def matching_distance(motion: np.ndarray, text: np.ndarray) -> np.ndarray:
    """Distance of each motion's embedding to its own text's (N,): its mean is the MM-distance (Guo et al. 2022)."""
    return np.linalg.norm(motion - text, axis=-1)


def diversity(motion: np.ndarray) -> float:
    """Mean distance of two different motions (N, D): what Guo et al. 2022 estimate from random pairs, over all pairs."""
    squares = np.sum(motion**2, axis=-1)
    distances = np.sqrt(np.maximum(squares[:, None] + squares[None] - 2 * motion @ motion.T, 0))
    return float(distances[np.triu_indices(len(motion), 1)].mean())


def multimodality(takes: np.ndarray) -> np.ndarray:
    """Mean distance between the takes of each prompt (P,), of embeddings (P, takes, D): their mean is MModality."""
    count = takes.shape[1]
    distances = np.linalg.norm(takes[:, :, None] - takes[:, None], axis=-1)
    return distances.sum(axis=(1, 2)) / (count * (count - 1))


def foot_skate(positions: np.ndarray, fps: float) -> tuple[float, float]:
    """Summed weighted speed (m/s) and summed weight of joints in the world (T, 22, 3): their quotient is the skate speed.

    The horizontal speed of ankles and toes while they are low in two consecutive frames, weighted by 2 − 2^(h/H) (Zhang et al.
    2018, "Mode-adaptive neural networks for quadruped motion control"), h their height over that of a standing foot, H = 4 cm:
    1 on the floor, 0 at the contact height. Height alone: were slowness asked for as well, what slides fastest would not count
    as sliding. So a foot that swings low counts a little, in real clips as in generated ones: compare with the real figure.
    """
    joints = positions[:, CONTACT_JOINTS]
    height = np.maximum(joints[:-1, :, 1], joints[1:, :, 1]) - (CONTACT_HEIGHTS - _CONTACT_MARGIN)
    weight = 2 - 2 ** np.clip(height / _CONTACT_MARGIN, 0, 1)
    speed = np.linalg.norm(np.diff(joints[..., [0, 2]], axis=0), axis=-1) * fps
    return float((speed * weight).sum()), float(weight.sum())


def part_speeds(positions: np.ndarray, fps: float) -> tuple[float, float]:
    """Mean speed in the world of the feet (ankles and toes) and of the hands (wrists), m/s, of joints (T, 22, 3)."""
    speed = np.linalg.norm(np.diff(positions, axis=0), axis=-1) * fps
    if not len(speed):
        return 0.0, 0.0
    return float(speed[:, CONTACT_JOINTS].mean()), float(speed[:, _HANDS].mean())


def energy_ratio(made: np.ndarray, real: np.ndarray) -> float:
    """Mean of `made` speeds over mean of `real` speeds; not a number where the real ones stand still."""
    return float(np.mean(made) / np.mean(real)) if np.mean(real) > 1e-6 else float("nan")


def reconstruction_error(real: Motion, rebuilt: Motion) -> tuple[float, float]:
    """Mean distance of the joints (cm) and mean angle of the local joint rotations (degrees); the pelvis sets the origin of the
    floor plane in every frame and its heading counts, so that an early turn is not counted again as a late position."""
    offset = (real.root_translation - rebuilt.root_translation) * np.array([1, 0, 1], dtype=np.float32)
    gap = real.joint_positions() - (rebuilt.joint_positions() + offset[:, None])
    angle = rotation.angle_between(real.joint_rotations.astype(np.float64), rebuilt.joint_rotations.astype(np.float64))
    return float(100 * np.linalg.norm(gap, axis=-1).mean()), float(np.degrees(angle).mean())
