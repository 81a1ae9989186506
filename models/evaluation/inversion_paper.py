"""LEAD's Table 3: what is generated with learned styles beside the real clips of those styles, by the matching network."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from models.evaluation import inversion_cases as cases
from models.evaluation.evaluator import Evaluator
from models.evaluation.evaluator_task import encode_sentences
from models.evaluation.inversion_cases import Asked
from models.evaluation.inversion_made import answered
from models.evaluation.measured import Measured
from models.evaluation.metrics import Figure, bootstrap, diversity, frechet_distance, matching_distance, retrieval_ranks
from models.lead.pipeline import LeadPipeline
from models.motion import Motion
from models.training.captions import style_of
from models.training.data import Clip

REAL = "Real"


class PaperTable:
    """The real clips of the styles, every one with its caption; and what systems make of the same content with a style of their own."""

    def __init__(self, lead: LeadPipeline, evaluator: Evaluator, clips: Sequence[Clip], styles: Sequence[str], split: str):
        self.lead, self.evaluator = lead, evaluator
        self.clips, self.items = cases.captioned(clips, styles, split)
        self.labels = [item.label for item in self.items]
        self.text = evaluator.embed_texts(encode_sentences(lead.text_encoder, [item.text for item in self.items]))
        self.real = self._embedded([item.motion for item in self.items])

    def figures(self, systems: Mapping[str, Callable[[str, int], str]], draws: int, yardstick: str) -> dict:
        """By system and whether it realigns: R-precision top 3, FID, MM-distance, diversity. systems: who a style's person is in each
        draw ("a <grumpy> person"); every draw answers every clip. yardstick: the system that the others' FID is compared with."""
        made: dict[tuple[str, bool], np.ndarray] = {}
        for name, who in systems.items():
            answers = answered(self.lead, [self._asked(who, number, draw) for draw in range(draws) for number in range(len(self.clips))])
            for project, motions in answers.items():
                made[name, project] = self._embedded(motions).reshape(draws, len(self.clips), -1)
        rows = [{"system": REAL, "project": None, **self._row(self.real[None], of_real=True)}]
        rows += [{"system": name, "project": project, **self._row(found, of_real=False)} for (name, project), found in made.items()]
        return {"clips": len(self.clips), "labels": len(set(self.labels)), "draws": draws, "rows": rows,
                "FID less": {"of": yardstick, "systems": self._apart(made, yardstick)}}

    def _asked(self, who: Callable[[str, int], str], number: int, draw: int) -> Asked:
        clip, item = self.clips[number], self.items[number]
        return Asked(cases.told_of(clip, who(style_of(clip.style), draw)), item.frames, 100_000 * (draw + 1) + number)

    def _row(self, made: np.ndarray, of_real: bool) -> dict:
        """Of embeddings (draws, N, D); intervals are from clips drawn with replacement, all answers to a clip together."""
        count = made.shape[1]
        found = np.stack([(retrieval_ranks(part, self.text, self.labels) < 3).mean(axis=0) for part in made])
        apart = np.stack([matching_distance(part, self.text) for part in made])
        figures: dict[str, Figure] = {"R-precision top 3": bootstrap(lambda rows: found[:, rows].mean(), count, rounds=1000, most=1)}
        if not of_real:
            figures["FID"] = bootstrap(lambda rows: self._fid(made, rows), count)
        figures["MM-distance"] = bootstrap(lambda rows: apart[:, rows].mean(), count, rounds=1000)
        figures["diversity"] = bootstrap(lambda rows: float(np.mean([diversity(part[rows]) for part in made])), count)
        return {name: figure.to_dict() for name, figure in figures.items()}

    def _fid(self, made: np.ndarray, rows: np.ndarray) -> float:
        """The mean of the draws' distances to the same real clips."""
        return float(np.mean([frechet_distance(part[rows], self.real[rows]) for part in made]))

    def _apart(self, made: Mapping[tuple[str, bool], np.ndarray], yardstick: str) -> dict[str, dict]:
        """FID of every system less that of the yardstick, both realigning; the intervals are of the same clips drawn for both."""
        def apart(name: str, rows: np.ndarray) -> float:
            return self._fid(made[name, True], rows) - self._fid(made[yardstick, True], rows)

        others = [name for name, project in made if project and name != yardstick]
        return {name: _signed(lambda rows, name=name: apart(name, rows), len(self.clips)) for name in others}

    def _embedded(self, motions: Sequence[Motion]) -> np.ndarray:
        return Measured.of(motions, self.evaluator).embeddings


def _signed(statistic: Callable[[np.ndarray], float], count: int, rounds: int = 200) -> dict[str, float]:
    """As `metrics.bootstrap`, for what may be negative."""
    value = statistic(np.arange(count))
    generator = np.random.default_rng(0)
    drawn = np.array([statistic(generator.integers(count, size=count)) for _ in range(rounds)])
    low, high = value + np.percentile(drawn - drawn.mean(), [2.5, 97.5])
    return Figure(value, float(low), float(high)).to_dict()
