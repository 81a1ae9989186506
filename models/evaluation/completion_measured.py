"""What is kept of completed motions for the tables, beside the real ones, and the figures of a set of them."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.evaluation.completion_cases import Case
from models.evaluation.completion_metrics import (
    accelerations, k_pose, mean_jerk, mean_speed, near_pins, own_ranks, pin_gap, pose_vectors,
)
from models.evaluation.judge import MotionJudge
from models.evaluation.metrics import Figure, bootstrap, foot_skate
from models.motion import Motion

TOPS = (1, 10, 50)
_PERCENTILE = 95

#: Of one system and one number of pins: a value a motion (N,) under each name.
Columns = dict[str, np.ndarray]


@dataclass(frozen=True)
class Kinetics:
    """How one motion moves. vectors: (T, 63) `pose_vectors`; acceleration: (T − 2, 22) m/s²; speed m/s; jerk m/s³; slide and
    weight as `metrics.foot_skate` gives them."""

    vectors: np.ndarray
    acceleration: np.ndarray
    speed: float
    jerk: float
    slide: float
    weight: float

    @classmethod
    def of(cls, motion: Motion) -> Kinetics:
        joints, fps = motion.joint_positions().astype(np.float64), motion.fps
        return cls(pose_vectors(motion.joint_rotations), accelerations(joints, fps), mean_speed(joints, fps),
                   mean_jerk(joints, fps), *foot_skate(joints, fps))


class Reference:
    """The real motions, measured once: what every system is held against.

    pooled (22,): each joint's 95th percentile of acceleration over all frames of all real motions; own (N, 22): over those of each.
    """

    def __init__(self, motions: Sequence[Motion], judge: MotionJudge):
        self.judge = judge
        self.kinetics = [Kinetics.of(motion) for motion in motions]
        self.errors = judge.errors(motions)
        self.pooled = np.percentile(np.concatenate([one.acceleration for one in self.kinetics]), _PERCENTILE, axis=0)
        self.own = np.stack([np.percentile(one.acceleration, _PERCENTILE, axis=0) for one in self.kinetics])

    def compare(self, cases: Sequence[Case], made: Sequence[Motion], rows: Sequence[int]) -> Columns:
        """The figures' raw values. `made` answers `cases`, which stand at `rows` of the reference.

        Whose motion a pose is found in is asked among the made motions and, for the rows that a system was not asked about, the
        real ones, so that every system is sought in a gallery of one size.
        """
        kinetics, real = [Kinetics.of(motion) for motion in made], [self.kinetics[row] for row in rows]
        columns = {
            name: np.array([getattr(one, name) for one in kinetics]) for name in ("speed", "jerk", "slide", "weight")
        } | {
            f"real {name}": np.array([getattr(one, name) for one in real]) for name in ("speed", "jerk", "slide", "weight")
        }
        columns |= {"error": self.judge.errors(made), "real error": self.errors[list(rows)]}
        columns |= _at_pins(cases, made, kinetics)
        return columns | self._near_pins(cases, kinetics, rows) | self._matching(cases, kinetics, rows)

    def _near_pins(self, cases: Sequence[Case], kinetics: Sequence[Kinetics], rows: Sequence[int]) -> Columns:
        table = []
        for case, one, row in zip(cases, kinetics, rows):
            near = near_pins(one.acceleration, [pin.frame for pin in case.request.constraints])
            over = [(near > threshold).sum() for threshold in (self.pooled, self.own[row])]
            table.append((near.size, *over, (near / self.pooled).max(initial=0)))
        return dict(zip(("near", "above all", "above own", "peak"), np.array(table, dtype=np.float64).T))

    def _matching(self, cases: Sequence[Case], kinetics: Sequence[Kinetics], rows: Sequence[int]) -> Columns:
        gallery = [one.vectors for one in self.kinetics]
        for row, one in zip(rows, kinetics):
            gallery[row] = one.vectors
        queries = [_pin_vectors(case) for case in cases]
        owners = np.repeat(list(rows), [len(found) for found in queries])
        ranks = np.split(own_ranks(np.concatenate(queries), owners, gallery), np.cumsum([len(found) for found in queries])[:-1])
        return {f"top {top}": np.array([(found < top).mean() for found in ranks]) for top in TOPS}


def _at_pins(cases: Sequence[Case], made: Sequence[Motion], kinetics: Sequence[Kinetics]) -> Columns:
    gaps = np.array([
        np.mean([pin_gap(motion, pin) for pin in case.request.constraints], axis=0) for case, motion in zip(cases, made)
    ])
    nearest = [k_pose(one.vectors, _pin_vectors(case)) for case, one in zip(cases, kinetics)]
    return {"K-pose": np.array(nearest), "degrees": gaps[:, 0], "cm": gaps[:, 1]}


def _pin_vectors(case: Case) -> np.ndarray:
    return pose_vectors(np.stack([pin.joint_rotations for pin in case.request.constraints]))


def completion_figures(numbers: Sequence[Columns]) -> dict[str, Figure]:
    """The figures of one system over several numbers of pins, each given as the `Columns` of the same N motions; the intervals
    come from drawing motions, with all their numbers of pins."""
    columns = {name: np.stack([one[name] for one in numbers]) for name in numbers[0]}
    count = len(numbers[0]["error"])
    figures = {name: _mean(columns[name], count) for name in ("degrees", "cm")}
    figures |= {
        "in-distribution": _mean(columns["error"], count),
        "in-distribution ratio": _quotient(columns["error"], columns["real error"], count),
        "energy": _quotient(columns["speed"], columns["real speed"], count),
        "jerk": _quotient(columns["jerk"], columns["real jerk"], count),
        "foot skate": _quotient(100 * columns["slide"], columns["weight"], count),
        "foot skate ratio": bootstrap(lambda rows: _skate(columns, "", rows) / _skate(columns, "real ", rows), count),
        "above all": _quotient(columns["above all"], columns["near"], count),
        "above own": _quotient(columns["above own"], columns["near"], count),
        # The largest of all has no interval that drawing again could give.
        "peak": Figure(*[float(columns["peak"].max())] * 3),
    }
    return figures | {f"top {top}": _mean(columns[f"top {top}"], count, most=1) for top in TOPS}


def k_pose_figure(columns: Columns) -> Figure:
    """K-pose error of one system at one number of pins."""
    return _mean(columns["K-pose"][None], len(columns["K-pose"]))


def _skate(columns: Columns, whose: str, rows: np.ndarray) -> float:
    return columns[f"{whose}slide"][:, rows].sum() / max(columns[f"{whose}weight"][:, rows].sum(), 1e-9)


def _mean(values: np.ndarray, count: int, most: float = float("inf")) -> Figure:
    return bootstrap(lambda rows: values[:, rows].mean(), count, most=most)


def _quotient(made: np.ndarray, real: np.ndarray, count: int) -> Figure:
    return bootstrap(lambda rows: made[:, rows].sum() / max(real[:, rows].sum(), 1e-9), count)
