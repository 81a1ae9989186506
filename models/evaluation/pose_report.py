"""`python -m models.evaluation pose`: makes every system's poses and gathers the figures."""
from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from models import rotation
from models.evaluation.pose_baselines import (
    OURS, PAPERS, generated, matched, optimised_latents, optimised_rotations, random_latents, random_rotations,
)
from models.evaluation.pose_gallery import TrainPoses
from models.evaluation.pose_measured import (
    BALANCED, MeasuredPoses, PoseYardstick, pose_figures, ratio_figures, text_features, text_figures,
)
from models.evaluation.pose_metrics import out_of_balance, rebuilt, top_of_truth
from models.evaluation.pose_prompts import NONSENSE, PROMPTS
from models.evaluation.pose_texts import JUDGES_WORDS, NAMES, TRAINED_WORDS, TYPED, AskedText
from models.kinematics import forward_kinematics
from models.pose.anatomy import is_sane, unnatural
from models.pose.generator import PoseGenerator
from models.pose.pipeline import PosePipeline
from models.pose.prior import clean
from models.pose.request import PoseCandidates, PoseRequest
from models.pose.teacher import PoseTeacher

REAL, RANDOM, MATCHING, SHIPPED = "Real", "Random", "Matching", "As shipped"
OPTIMIZE, VPOSER = "Optimize", "VPoserOptimize"
BLOCKS = (TRAINED_WORDS, JUDGES_WORDS, NAMES, TYPED)
#: A sentence that is true of no more bodies than this can be told from the others.
TELLING = 0.01
CANDIDATES = 8
_SEED = 20_403
_NOISES, _PRIOR_SAMPLES, _TIMED = 32, 1000, 60


@dataclass(frozen=True, eq=False)
class Made:
    """A system's poses (N, 132) for the texts at `rows`, and milliseconds a text; None for what is not made."""

    poses: Tensor
    rows: Sequence[int]
    milliseconds: float | None


@dataclass(eq=False)
class PoseEvaluation:
    """Everything that is measured. generators: the paper's by their letters, as far as they are trained. known: how many
    texts training has, for the record."""

    pipeline: PosePipeline
    judge: PoseTeacher
    asked: Sequence[AskedText]
    gallery: TrainPoses
    generators: Mapping[str, PoseGenerator] = field(default_factory=dict)
    known: int = 0

    def __post_init__(self):
        self.model, self.clpp = self.pipeline.model, self.pipeline.teacher
        self.yardstick = PoseYardstick(self.asked, self.judge, self.clpp, self.model.prior)
        self.blocks = np.array([text.block for text in self.asked])
        self.telling = np.array([text.share <= TELLING for text in self.asked])

    def report(self) -> dict:
        """The figures, ready for JSON; intervals are 95 %."""
        measured, milliseconds = {}, {}
        variety: dict[str, float] = {}
        for name, make in self._systems(variety).items():
            made = make()
            measured[name], milliseconds[name] = self.yardstick.measure(made.poses, made.rows), made.milliseconds
        return {
            "settings": self._settings(),
            "systems": {name: self._figures(one, measured[MATCHING]) for name, one in measured.items()},
            "milliseconds": {name: taken for name, taken in milliseconds.items() if taken is not None},
            "blocks": {block: self._block(self.blocks == block, measured) for block in BLOCKS if (self.blocks == block).any()},
            "telling": self._block(self.telling, measured),
            "truth": self.truth(),
            "candidates": variety,
            "nonsense": self.nonsense(),
            "prior": self.prior_samples(),
            "seconds": self.seconds(),
        }

    def truth(self) -> dict[str, float]:
        """Top 10 that true poses would have with a judge that knows what is true and no more, of the sentences; 0 where there are none."""
        written = [text for text in self.asked if text.pose is not None and text.codes]
        if not written:
            return {"sentences": 0, "top 10": 0.0}
        poses = torch.from_numpy(np.stack([text.pose for text in written]))
        return {"sentences": len(written), "top 10": top_of_truth([text.codes for text in written], poses, 10)}

    def nonsense(self) -> dict[str, float]:
        """Whether what comes of words that mean nothing is human: every pose G makes of them, and what would be shown."""
        features = text_features(self.clpp, NONSENSE)
        generator = torch.Generator().manual_seed(_SEED)
        noise = torch.randn(len(NONSENSE) * _NOISES, self.model.generator.config.variety_width, generator=generator)
        with torch.inference_mode():
            poses = clean(self.model.prior.decode(self.model.generator(features.repeat_interleave(_NOISES, 0), noise)))
        shown = torch.cat([_vectors(self.pipeline(PoseRequest(text, CANDIDATES))) for text in NONSENSE])
        return {"texts": len(NONSENSE), "poses": len(poses), "sane": _share(poses), "shown": len(shown), "shown sane": _share(shown),
                "shown balanced": _balanced(shown),
                                "centimetres": float(rebuilt(self.model.prior, poses)[0].mean())}

    def prior_samples(self) -> dict[str, float]:
        """The prior alone: a thousand latents of N(0, I)."""
        generator = torch.Generator().manual_seed(_SEED)
        with torch.inference_mode():
            poses = clean(self.model.prior.decode(random_latents(self.model.prior, _PRIOR_SAMPLES, generator)))
        degrees = torch.rad2deg(unnatural(poses)["bent"])
        return {"poses": len(poses), "sane": _share(poses), "bent": float((degrees > 10).float().mean()),
                "balanced": _balanced(poses)}

    def seconds(self) -> dict[str, dict[str, float]]:
        """A request for eight poses, from words to rotations, by the number of threads: median, and where 90 % of them lie."""
        threads, taken = torch.get_num_threads(), {}
        try:
            for count in range(1, min(2, len(os.sched_getaffinity(0))) + 1):
                torch.set_num_threads(count)
                self.pipeline(PoseRequest(PROMPTS[0], CANDIDATES))  # the first call is slower: not what an animator waits
                times = [self._timed(PoseRequest(PROMPTS[turn % len(PROMPTS)], CANDIDATES, turn))[1] for turn in range(_TIMED)]
                taken[str(count)] = dict(zip(("median", "low", "high"), map(float, np.percentile(times, [50, 5, 95]))))
        finally:
            torch.set_num_threads(threads)
        return taken

    def _systems(self, variety: dict[str, float]) -> dict[str, Callable[[], Made]]:
        """`variety` is filled when the shipped pipeline has run."""
        features, prior, count = self.yardstick.read, self.model.prior, len(self.asked)
        turned = random_rotations(prior, count, torch.Generator().manual_seed(_SEED))
        latents = random_latents(prior, count, torch.Generator().manual_seed(_SEED))
        order = torch.randperm(len(self.gallery.drawn), generator=torch.Generator().manual_seed(_SEED))
        drawn = order.repeat(1 + count // len(order))
        written = [row for row, text in enumerate(self.asked) if text.pose is not None]
        systems = {
            REAL: lambda: Made(torch.from_numpy(np.stack([self.asked[row].pose for row in written])), written, None),
            RANDOM: lambda: Made(self.gallery.drawn[drawn[:count]], range(count), None),
            MATCHING: lambda: _batch(lambda: matched(self.clpp, features, self.gallery.clusters)),
            f"{OPTIMIZE} (I)": lambda: Made(turned, range(count), None),
            OPTIMIZE: lambda: _batch(lambda: optimised_rotations(self.clpp, features, turned)),
            f"{VPOSER} (I)": lambda: Made(prior.decode(latents), range(count), None),
            VPOSER: lambda: _batch(lambda: optimised_latents(self.clpp, features, prior, latents)),
        }
        for name, generator in {**self.generators, OURS: self.model.generator}.items():
            systems[name] = lambda generator=generator: _batch(lambda: generated(generator, prior, features))
        return systems | {SHIPPED: lambda: self._shipped(variety)}

    def _shipped(self, variety: dict[str, float]) -> Made:
        """The first candidate of each request; `variety`: how the eight of one text differ, and how many of all are sane."""
        first, apart, sane, times = [], [], [], []
        for text in tqdm(self.asked, desc=SHIPPED, unit="text", leave=False, mininterval=5):
            candidates, taken = self._timed(PoseRequest(text.text, CANDIDATES))
            poses = _vectors(candidates)
            first.append(poses[0])
            sane.append(_share(poses))
            times.append(taken)
            joints = forward_kinematics(poses)[0]
            pairs = (joints[:, None] - joints[None]).norm(dim=-1).mean(-1)
            apart.append(100 * float(pairs.sum()) / max(len(poses) * (len(poses) - 1), 1))
        variety |= {"apart": float(np.mean(apart)), "least apart": float(np.percentile(apart, 5)), "sane": float(np.mean(sane))}
        return Made(torch.stack(first), range(len(first)), 1000 * float(np.median(times)))

    def _timed(self, request: PoseRequest) -> tuple[PoseCandidates, float]:
        started = time.perf_counter()
        return self.pipeline(request), time.perf_counter() - started

    def _figures(self, measured: MeasuredPoses, matching: MeasuredPoses) -> dict:
        return _plain(pose_figures(measured) | ratio_figures(measured, matching))

    def _block(self, texts: np.ndarray, measured: Mapping[str, MeasuredPoses]) -> dict:
        """Of the texts (N,) that are asked about, every system's figures."""
        figures = {}
        for name, one in measured.items():
            places = np.flatnonzero(texts[one.rows])
            if len(places):
                figures[name] = _plain(text_figures(one, places))
        return figures

    def _settings(self) -> dict:
        return {
            "texts": len(self.asked), "telling": int(self.telling.sum()), "clusters": len(self.gallery.clusters), "known": self.known,
            "missing": [name for name in PAPERS if name not in self.generators],
            "ours": OURS, "model": self.pipeline.provenance,
            **{block: int((self.blocks == block).sum()) for block in BLOCKS},
        }


def _batch(make: Callable[[], Tensor]) -> Made:
    started = time.perf_counter()
    poses = make()
    return Made(poses, range(len(poses)), 1000 * (time.perf_counter() - started) / len(poses))


def _vectors(candidates: PoseCandidates) -> Tensor:
    """Pose vectors (k, 132) of what the animator gets."""
    return torch.from_numpy(rotation.to_6d(candidates.joint_rotations.astype(np.float64)).astype(np.float32)).flatten(1)


def _share(poses: Tensor) -> float:
    return float(is_sane(poses).float().mean())


def _balanced(poses: Tensor) -> float:
    return float((out_of_balance(poses) <= BALANCED).mean())


def _plain(figures: dict) -> dict:
    return {name: None if figure is None else figure.to_dict() for name, figure in figures.items()}
