"""What is kept of a motion for the tables, and the figures of a set of them."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.evaluation.evaluator import Evaluator
from models.evaluation.metrics import (
    Figure, bootstrap, diversity, foot_skate, frechet_distance, matching_distance, part_speeds, retrieval_ranks,
)
from models.features import encode
from models.motion import Motion

_TOPS = (1, 2, 3)


@dataclass(frozen=True)
class Measured:
    """N motions: embeddings (N, D), weighted sliding speeds in m/s and their weights (N,) (`metrics.foot_skate`), mean speeds of
    feet and hands (N, 2) in m/s."""

    embeddings: np.ndarray
    slides: np.ndarray
    contact_weights: np.ndarray
    speeds: np.ndarray

    @classmethod
    def of(cls, motions: Sequence[Motion], evaluator: Evaluator) -> Measured:
        """The features are made anew from the skeleton: what a network claims of velocities or contacts counts for nothing."""
        positions = [motion.joint_positions().astype(np.float64) for motion in motions]
        skates = [foot_skate(joints, motion.fps) for joints, motion in zip(positions, motions)]
        return cls(
            evaluator.embed_motions([encode(motion)[0] for motion in motions]),
            np.array([slide for slide, _ in skates]),
            np.array([weight for _, weight in skates]),
            np.array([part_speeds(joints, motion.fps) for joints, motion in zip(positions, motions)]),
        )


def text_figures(
    motion: np.ndarray, text: np.ndarray, labels: Sequence[str], rows: np.ndarray | None = None
) -> dict[str, Figure]:
    """R-precision top 1, 2, 3 and MM-distance of the motions `rows` (all); the other texts stay candidates."""
    rows = np.arange(len(motion)) if rows is None else rows
    ranks = retrieval_ranks(motion, text, labels, rows)
    figures = {f"R-precision top {top}": _mean_figure((ranks < top).mean(axis=0), most=1) for top in _TOPS}
    return figures | {"MM-distance": _mean_figure(matching_distance(motion[rows], text[rows]))}


def motion_figures(made: Measured, real: Measured | None) -> dict[str, Figure]:
    """FID against the real motions (none: the set is the reference), diversity and foot skate (cm/s)."""
    count = len(made.embeddings)
    figures = {}
    if real is not None:
        figures["FID"] = bootstrap(lambda rows: frechet_distance(made.embeddings[rows], real.embeddings[rows]), count)
    figures["diversity"] = bootstrap(lambda rows: diversity(made.embeddings[rows]), count)
    figures["foot skate"] = bootstrap(lambda rows: skate_speed(made, rows), count)
    return figures


def skate_speed(made: Measured, rows: np.ndarray | slice = slice(None)) -> float:
    """Mean horizontal speed of feet that are on the floor, cm/s (`metrics.foot_skate`)."""
    return 100 * float(made.slides[rows].sum() / max(made.contact_weights[rows].sum(), 1e-9))


def recognition(motion: np.ndarray, text: np.ndarray, names: Sequence[str]) -> Figure:
    """Share of motions whose nearest name is their own; a name (content or label) lies at the mean of its texts' embeddings."""
    names = np.asarray(names)
    known = np.unique(names)
    centres = np.stack([text[names == name].mean(axis=0) for name in known])
    centres /= np.linalg.norm(centres, axis=-1, keepdims=True)
    return _mean_figure(known[np.argmax(motion @ centres.T, axis=1)] == names, most=1)


def _mean_figure(values: np.ndarray, most: float = float("inf")) -> Figure:
    values = np.asarray(values, dtype=np.float64)
    return bootstrap(lambda rows: values[rows].mean(), len(values), rounds=1000, most=most)
