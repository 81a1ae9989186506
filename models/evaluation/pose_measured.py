"""What is kept of the poses a system made for the texts, and the figures of a set of them."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from models.evaluation.metrics import Figure, bootstrap
from models.evaluation.pose_metrics import (
    claims_held, joint_distances, mean_cosine, mean_distance, out_of_balance, own_ranks, rebuilt,
)
from models.evaluation.pose_texts import AskedText
from models.kinematics import forward_kinematics
from models.pose.anatomy import is_sane
from models.pose.prior import PosePrior, clean
from models.pose.teacher import PoseTeacher
from models.pose.geometry.named_targets import body_of

TOPS = (1, 10, 50)
#: Centimetres out of balance that a viewer forgives.
BALANCED = 5.0
_BATCH = 512


@dataclass(frozen=True, eq=False)
class MeasuredPoses:
    """A system's poses for the texts at `rows` (N,).

    columns: (N,) under each name: score, own score (cosines with the judge and with the shipped CLPP), centimetres, rotation
    (what the prior fails to rebuild), sane, balanced, rank, claims, all claims, named (NaN where there is nothing to ask). features:
    (N, W), the judge's. apart: (N, N) cm.
    """

    rows: np.ndarray
    columns: dict[str, np.ndarray]
    features: np.ndarray
    apart: np.ndarray


class PoseYardstick:
    """The texts as the judge and as the shipped CLPP read them, and the prior: what every system is measured with."""

    def __init__(self, asked: Sequence[AskedText], judge: PoseTeacher, clpp: PoseTeacher, prior: PosePrior):
        self.asked, self.judge, self.clpp, self.prior = asked, judge, clpp, prior
        texts = [text.text for text in asked]
        self.judged, self.read = text_features(judge, texts), text_features(clpp, texts)

    def measure(self, poses: Tensor, rows: Sequence[int]) -> MeasuredPoses:
        """Of poses (N, 132), one made for each of the texts at `rows`. Whose pose is found is asked among these N."""
        rows, poses = np.asarray(rows), clean(poses)
        features, own = pose_features(self.judge, poses), pose_features(self.clpp, poses)
        scores = (self.judged[rows] @ features.T).numpy()
        centimetres, turned = rebuilt(self.prior, poses)
        share, whole = claims_held([self.asked[row].codes for row in rows], poses)
        joints, _ = forward_kinematics(poses)
        columns = {
            "score": np.diagonal(scores).copy(), "own score": (self.read[rows] * own).sum(1).numpy(), "centimetres": centimetres,
            "rotation": turned, "sane": is_sane(poses).float().numpy(),
            "balanced": (out_of_balance(poses) <= BALANCED).astype(float), "rank": own_ranks(scores), "claims": share,
            "all claims": whole, "named": self._named(poses, rows),
        }
        return MeasuredPoses(rows, columns, features.numpy(), joint_distances(joints))

    def _named(self, poses: Tensor, rows: np.ndarray) -> np.ndarray:
        """(N,) whether each pose has the geometry of what its text names; NaN where it names nothing."""
        named = [self.asked[row].named for row in rows]
        return np.array([
            np.nan if pose is None else float(pose.holds(body_of(poses[place : place + 1]))) for place, pose in enumerate(named)
        ])


@torch.inference_mode()
def pose_features(teacher: PoseTeacher, poses: Tensor) -> Tensor:
    """(N, W) of poses (N, 132), unit length."""
    return torch.cat([teacher.pose_features(part) for part in poses.split(_BATCH)])


def text_features(teacher: PoseTeacher, texts: Sequence[str]) -> Tensor:
    """(N, W) of texts, unit length; texts of like length are read together, so that little is padded."""
    order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
    parts = [teacher.text_features([texts[row] for row in order[start : start + 64]]) for start in range(0, len(order), 64)]
    return torch.cat(parts)[torch.tensor(order).argsort()]


def pose_figures(measured: MeasuredPoses) -> dict[str, Figure]:
    """All figures over all texts of a system."""
    count = len(measured.rows)
    places = np.arange(count)
    return text_figures(measured, places) | {
        "centimetres": _mean(measured.columns["centimetres"]),
        "rotation": _mean(measured.columns["rotation"]),
        "sane": _mean(measured.columns["sane"], most=1),
        "balanced": _mean(measured.columns["balanced"], most=1),
        "diverse": _signed(lambda rows: mean_cosine(measured.features[rows]), count),
        "apart": bootstrap(lambda rows: mean_distance(measured.apart, rows), count),
    }


def text_figures(measured: MeasuredPoses, places: np.ndarray) -> dict[str, Figure | None]:
    """Figures that are told text by text, of the texts at these places of `measured.rows`; None for what none of them claims."""
    columns = {name: values[places] for name, values in measured.columns.items()}
    tops = {f"top {top}": _mean(columns["rank"] < top, most=1) for top in TOPS}
    claims = {name: _mean_of_known(columns[name]) for name in ("claims", "all claims", "named")}
    return {name: _signed_mean(columns[name]) for name in ("score", "own score")} | tops | claims


def ratio_figures(measured: MeasuredPoses, yardstick: MeasuredPoses) -> dict[str, Figure | None]:
    """In-distribution error and Top-10 over another system's of the same texts; the intervals come from drawing texts for both.
    None where the other's is zero."""
    place = {row: index for index, row in enumerate(yardstick.rows)}
    same = np.array([place[row] for row in measured.rows])

    def ratio(values) -> Figure | None:
        mine, other = values(measured.columns), values(yardstick.columns)[same]
        return bootstrap(lambda rows: mine[rows].mean() / (other[rows].mean() or np.nan), len(mine)) if other.any() else None

    return {
        "in-distribution ratio": ratio(lambda columns: columns["centimetres"]),
        "rotation ratio": ratio(lambda columns: columns["rotation"]),
        "top 10 ratio": ratio(lambda columns: (columns["rank"] < 10).astype(float)),
    }


def _mean(values: np.ndarray, most: float = float("inf")) -> Figure:
    values = np.asarray(values, dtype=np.float64)
    return bootstrap(lambda rows: values[rows].mean(), len(values), most=most)


def _mean_of_known(values: np.ndarray) -> Figure | None:
    known = values[~np.isnan(values)]
    return _mean(known, most=1) if len(known) else None


def _signed_mean(values: np.ndarray) -> Figure:
    values = np.asarray(values, dtype=np.float64)
    return _signed(lambda rows: values[rows].mean(), len(values))


def _signed(statistic, count: int) -> Figure:
    """`bootstrap` keeps its ends above 0; a cosine may be below."""
    figure = bootstrap(lambda rows: 1 + statistic(rows), count, most=2)
    return Figure(figure.value - 1, figure.low - 1, figure.high - 1)
