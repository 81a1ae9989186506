"""`python -m models.evaluation completion`: runs every system and gathers the figures."""
from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from models.completion.pipeline import CompletionPipeline
from models.completion.request import SHORTEST, CompletionRequest
from models.evaluation.completion_baselines import interpolated, optimised
from models.evaluation.completion_cases import EXACT_PINS, PARTS, PINS, Case, exactness_cases, table_cases, usable
from models.evaluation.completion_measured import Columns, Reference, completion_figures, k_pose_figure
from models.evaluation.completion_metrics import pin_gap
from models.evaluation.judge import MotionJudge
from models.io.bvh import MotionFileError
from models.lead.pipeline import LeadModel
from models.motion import Motion
from models.pose.prior import PosePrior
from models.training.data import Clip

REAL, INTERPOLATION, AVATAR_CLIP, RAW, EXACT = "Real clips", "Interpolation", "AvatarCLIP", "Ours, raw", "Ours, exact"
#: Searching latents takes seconds a motion: so many motions, spread over the split, and so many steps of Adam.
_SEARCHED, _SEARCH_STEPS = 24, 200
#: Motions of the exactness table, and the frames each has at least.
_EXACT_MOTIONS, _EXACT_FRAMES = 9, 64


@dataclass(frozen=True)
class Answers:
    """A system's motions for the cases at `rows`, and how long one took (median, milliseconds; None for what is not made)."""

    motions: Sequence[Motion]
    rows: Sequence[int]
    milliseconds: float | None


@dataclass
class CompletionEvaluation:
    """Everything that is measured on one split of a folder of clips. `limit` takes that many, spread evenly, for a quick look.

    Raises MotionFileError with a sentence where the split has no clip that is long enough.
    """

    pipeline: CompletionPipeline
    lead: LeadModel
    prior: PosePrior
    judge: MotionJudge
    clips: Sequence[Clip]
    split: str
    limit: int | None = None

    def __post_init__(self):
        motions = usable([clip for clip in self.clips if clip.split == self.split])
        if not motions:
            raise MotionFileError(f"The split “{self.split}” has no clip of {SHORTEST:g} seconds or more. Choose another split.")
        self.motions = [motions[row] for row in _spread(len(motions), self.limit or len(motions))]

    def report(self) -> dict:
        """The figures, ready for JSON; intervals are 95 %."""
        columns, milliseconds = self._columns()
        systems = {
            name: {f"K-pose {pins}": k_pose_figure(numbers[pins]) for pins in PINS} | completion_figures(list(numbers.values()))
            for name, numbers in columns.items()
        }
        return {
            "settings": self._settings(),
            "systems": {name: _plain(figures) for name, figures in systems.items()},
            "milliseconds": milliseconds,
            "by pins": {
                name: {str(pins): _plain(completion_figures([numbers[pins]])) for pins in PINS}
                for name, numbers in columns.items()
            },
            "exactness": self.exactness(),
        }

    def exactness(self) -> dict[str, dict[str, dict[str, float]]]:
        """The largest error at any pin, in degrees and cm, by what is pinned and how often; None where that is not pinned."""
        motions = self._long_motions()
        worst: dict[str, dict[str, list]] = {part: {str(pins): [] for pins in EXACT_PINS} for part in PARTS}
        total = len(motions) * len(PARTS) * len(EXACT_PINS)
        for part, pins, case in tqdm(exactness_cases(motions), total=total, desc="exactness", leave=False, mininterval=5):
            motion = self.pipeline(case.request).motions[0]
            worst[part][str(pins)] += [pin_gap(motion, pin) for pin in case.request.constraints]
        return {
            part: {pins: dict(zip(("degrees", "cm"), map(_largest, zip(*gaps)))) for pins, gaps in numbers.items() if gaps}
            for part, numbers in worst.items()
        }

    def _columns(self) -> tuple[dict[str, dict[int, Columns]], dict[str, float]]:
        """What each system's answers measure, by number of pins, and how long it took."""
        reference = Reference(self.motions, self.judge)
        columns: dict[str, dict[int, Columns]] = defaultdict(dict)
        taken: dict[str, list[float]] = defaultdict(list)
        self.pipeline(table_cases(self.motions[:1], 1)[0].request)  # the first call is slower: not what an animator waits
        for pins in PINS:
            cases = table_cases(self.motions, pins)
            for name, answer in self._systems().items():
                answers = answer(cases)
                columns[name][pins] = reference.compare([cases[row] for row in answers.rows], answers.motions, answers.rows)
                if answers.milliseconds is not None:
                    taken[name].append(answers.milliseconds)
        return columns, {name: float(np.median(times)) for name, times in taken.items()}

    def _systems(self) -> dict[str, Callable[[Sequence[Case]], Answers]]:
        return {
            REAL: lambda cases: Answers([case.motion for case in cases], range(len(cases)), None),
            INTERPOLATION: lambda cases: _one_by_one(INTERPOLATION, cases, lambda request: interpolated(self.prior, request)),
            AVATAR_CLIP: self._avatar_clip,
            RAW: lambda cases: _one_by_one(RAW, cases, lambda request: self.pipeline.raw(request)[0]),
            EXACT: lambda cases: _one_by_one(EXACT, cases, lambda request: self.pipeline(request).motions[0]),
        }

    def _avatar_clip(self, cases: Sequence[Case]) -> Answers:
        rows = _spread(len(cases), _SEARCHED)
        started = time.perf_counter()
        motions = optimised(self.lead, [cases[row].request for row in rows], _SEARCH_STEPS)
        return Answers(motions, rows, 1000 * (time.perf_counter() - started) / len(rows))

    def _long_motions(self) -> list[Motion]:
        motions = [motion for motion in self.motions if len(motion) >= _EXACT_FRAMES]
        return [motions[row] for row in _spread(len(motions), _EXACT_MOTIONS)]

    def _settings(self) -> dict:
        return {"split": self.split, "clips": len(self.motions), "searched": min(_SEARCHED, len(self.motions)),
                "search steps": _SEARCH_STEPS, "exactness clips": len(self._long_motions()),
                "model": self.pipeline.provenance}


def _one_by_one(name: str, cases: Sequence[Case], answer: Callable[[CompletionRequest], Motion]) -> Answers:
    motions, times = [], []
    for case in tqdm(cases, desc=name, unit="motion", leave=False, mininterval=5):
        started = time.perf_counter()
        motions.append(answer(case.request))
        times.append(time.perf_counter() - started)
    return Answers(motions, range(len(cases)), 1000 * float(np.median(times)))


def _spread(count: int, most: int) -> list[int]:
    """Up to `most` of 0 … count − 1, evenly spread."""
    return sorted(set(np.linspace(0, count - 1, min(count, most)).round().astype(int).tolist())) if count else []


def _largest(gaps: Sequence[float]) -> float | None:
    return None if np.isnan(gaps).all() else float(np.max(gaps))


def _plain(figures: dict) -> dict:
    return {name: figure.to_dict() for name, figure in figures.items()}
