"""Two styles in one breath, "a <one> <two> person walks": how much of each shows."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.evaluation import inversion_cases as cases
from models.evaluation.inversion_cases import Asked
from models.evaluation.inversion_figures import mean, share
from models.evaluation.manner_shares import Manners
from models.evaluation.style_judge import StyleJudge
from models.evaluation.style_judge_task import through_vae
from models.features import encode
from models.lead.pipeline import LeadModel
from models.motion import FPS, Motion
from models.training.blending import halfway
from models.training.data import Clip

REAL_ALONE, BLENDED, BLENDED_REBUILT, ALONE = "Real, the first alone", "Real, blended", "Real, blended, through the VAE", "{}, the first alone"
#: Of the middle of two styles, half is each: a style shows where half of that is there.
SHOWS = 0.25
#: Takes of a mixture, and of what it is compared with, by other seeds.
_TAKES, COMPARED = 4, 8
_PLAIN_PERSON, _NO_STYLE = "a person", "normal"

#: Who is meant by one style or two: "an old person", "a <x> <y> person".
Who = Callable[..., str]


@dataclass(frozen=True, eq=False)
class AtOnce:
    """What is measured on. systems: who is meant, by system and set of exemplars. answers: motions of what is asked."""

    model: LeadModel
    judge: StyleJudge
    clips: Sequence[Clip]
    styles: Sequence[str]
    split: str
    answers: Callable[[Sequence[Asked]], Sequence[Motion]]

    def figures(self, systems: Mapping[str, Sequence[Who]]) -> dict[str, dict]:
        """By system, of the first style alone, which shows what comes by itself, and of both; beside them real walks and their blends."""
        pairs = cases.pairs(self.styles)
        found = self._real(pairs)
        for name, draws in systems.items():
            manners = [self._manners(who, draw) for draw, who in enumerate(draws)]
            for row, named in ((ALONE.format(name), 1), (name, 2)):
                made = [[self._walks(who(*pair[:named]), 80 + number * len(draws) + draw, _TAKES) for draw, who in enumerate(draws)]
                        for number, pair in enumerate(pairs)]
                found[row] = self._row(pairs, made, manners)
        return found

    def _manners(self, who: Who, draw: int) -> Manners:
        """Of the system's own walks: whether it walks as somebody in the style does is asked elsewhere."""
        seed = 60 + draw
        return Manners.of(self._walks(_PLAIN_PERSON, seed, COMPARED), {style: self._walks(who(style), seed, COMPARED) for style in self.styles})

    def _walks(self, who: str, seed: int, takes: int) -> Sequence[Motion]:
        return self.answers(cases.asked([cases.AT_ONCE.format(who=who)], takes, seed, cases.SECONDS))

    def _real(self, pairs: Sequence[tuple[str, str]]) -> dict[str, dict]:
        """Of the split's walks, compared with those of `train`; nothing where there are none."""
        known = {style: self._recorded(style, "train") for style in (*self.styles, _NO_STYLE)}
        shown = {style: self._recorded(style, self.split) for style in self.styles}
        if not all(known.values()) or not all(shown.values()):
            return {}
        manners = [Manners.of(known[_NO_STYLE], {style: known[style] for style in self.styles})]
        blended = [[[halfway(one, other) for one in shown[first] for other in shown[then]]] for first, then in pairs]
        rebuilt = [[[through_vae(self.model, blend) for blend in blends]] for (blends,) in blended]
        alone = [[shown[first]] for first, _ in pairs]
        return {name: self._row(pairs, made, manners) for name, made in ((REAL_ALONE, alone), (BLENDED, blended), (BLENDED_REBUILT, rebuilt))}

    def _recorded(self, style: str, split: str) -> list[Motion]:
        return [cases.pieces(clip)[0] for clip in cases.recorded(self.clips, split, style, cases.WALK)]

    def _row(self, pairs: Sequence[tuple[str, str]], made: Sequence[Sequence[Sequence[Motion]]], manners: Sequence[Manners]) -> dict:
        """made: motions by pair and set of exemplars."""
        shares = [[np.array([of.shares(motion, *pair) for motion in group]) for group, of in zip(groups, manners)] for pair, groups in zip(pairs, made)]
        first, second, neither = ([[group[:, part] for group in groups] for groups in shares] for part in range(3))
        both = [[(group[:, :2] >= SHOWS).all(axis=1) for group in groups] for groups in shares]
        judged = [[self._judged(group, pair) for group in groups] for pair, groups in zip(pairs, made)]
        likeliest, content = ([[group[part] for group in groups] for groups in judged] for part in range(2))
        return {"motions": sum(len(group) for groups in made for group in groups),
                **{part: mean(values).to_dict() for part, values in (("first", first), ("second", second), ("neither", neither))},
                **{part: share(hits).to_dict() for part, hits in (("both", both), ("likeliest", likeliest), ("content", content))}}

    def _judged(self, motions: Sequence[Motion], pair: tuple[str, str]) -> tuple[np.ndarray, np.ndarray]:
        """Whether the pair are the judge's two likeliest styles of each motion, and whether it is a walk."""
        chances = self.judge.chances([encode(motion.resampled(FPS))[0] for motion in motions])
        likely = np.array(self.judge.config.styles)[chances[0].argsort(axis=1)[:, -2:]]
        return (np.sort(likely, axis=1) == sorted(pair)).all(axis=1), np.array(self.judge.names(*chances)[1]) == cases.WALK
