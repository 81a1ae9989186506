"""`python -m models.evaluation inversion`: teaches styles that the model has never seen, and gathers the figures."""
from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from tqdm import tqdm

from models.evaluation import inversion_cases as cases
from models.evaluation.evaluator import Evaluator
from models.evaluation.gait import Gait
from models.evaluation.inversion_at_once import AtOnce
from models.evaluation.inversion_cases import Asked
from models.evaluation.inversion_figures import Strata, difference, ratio, share
from models.evaluation.inversion_made import GUIDANCE, STEPS, Answers, answered
from models.evaluation.inversion_paper import PaperTable
from models.evaluation.style_judge import StyleJudge
from models.evaluation.style_judge_task import through_vae
from models.inversion.pipeline import InversionPipeline
from models.inversion.request import InversionRequest, Learned
from models.lead.pipeline import LeadPipeline
from models.motion import Motion
from models.training.captions import content_of, style_of
from models.training.data import Clip

REAL, REBUILT, PLAIN = "Real", "Real, through the VAE", "Plain descriptor"
LEAD, STRONG, MLD, CLEAN, FEAT = "MTI_lead", "MTI_lead, strong", "MTI_mld", "MTI_mld, clean", "MTI_feat"
#: What each system optimises, and whether it also updates the denoiser.
METHODS: Mapping[str, tuple[str, bool]] = {
    FEAT: ("feat", False), MLD: ("mld", False), CLEAN: ("latents", False), LEAD: ("lead", False), STRONG: ("lead", True),
}
_TAKES = 4
#: What is taken for the style instead, at most so many.
_MISTAKES = 3


@dataclass(frozen=True, eq=False)
class Taught:
    """A style as one system learned it from one set of exemplars. seconds: of processor time; loss_before, loss_after: see `Learned`."""

    name: str
    seconds: float
    loss_before: float
    loss_after: float
    exemplars: tuple[Clip, ...]

    @property
    def person(self) -> str:
        return cases.person_of(self.name)


@dataclass(eq=False)
class InversionEvaluation:
    """Everything that is measured. styles: those that `lead` was trained without; what is learned goes into its library. draws: sets of
    exemplars a style. invert: makes the pipeline that learns, of `lead` and of what is optimised."""

    lead: LeadPipeline
    evaluator: Evaluator
    judge: StyleJudge
    clips: Sequence[Clip]
    styles: Sequence[str]
    draws: int = 3
    split: str = "test"
    invert: Callable[[LeadPipeline, str], Callable[[InversionRequest], Learned]] = InversionPipeline
    #: By style, system and draw; filled by `report`.
    taught: dict[tuple[str, str, int], Taught] = field(default_factory=dict)

    def report(self) -> dict:
        """The figures, ready for JSON; intervals are 95 %."""
        self.learn()
        table = PaperTable(self.lead, self.evaluator, self.clips, self.styles, self.split)
        return {
            "settings": self._settings(),
            "judge": self.judged_clips(),
            "gait": self.judged_gaits(),
            "walks": self.walks(),
            "other contents": {content: self.other(content) for content in cases.OTHERS},
            "paper": table.figures({PLAIN: self._plain, **{name: self._person(name) for name in METHODS}}, self.draws, MLD),
            "learning": self.learning(),
            "two styles": self.two_styles(),
            "at once": self.at_once(),
        }

    def learn(self) -> None:
        """Teaches every style to every system from every set of exemplars."""
        todo = [(style, name, draw) for style in self.styles for draw in range(self.draws) for name in METHODS]
        for key in tqdm(todo, desc="learning", unit="style", mininterval=10):
            self.taught[key] = self._learned(*key)

    def _learned(self, style: str, name: str, draw: int) -> Taught:
        """As the library has it where an evaluation that was broken off has learned it already."""
        objective, strong = METHODS[name]
        shown = cases.exemplars(self.clips, style, draw)
        token = f"{style}-{objective}{'-strong' if strong else ''}-{draw}"
        note = self.lead.library.folder / f"{token}.json"
        if not note.is_file() or self.lead.library.why_not(self.lead.library.read(token).info):
            request = InversionRequest(token, cases.descriptor(style), cases.as_exemplars(shown), strong, seed=draw)
            started = time.process_time()  # what else the computer does does not count
            learned = self.invert(self.lead, objective)(request)
            seconds = time.process_time() - started
            self.lead.library.save(learned.style, replace=True)
            note.write_text(json.dumps({"seconds": seconds, "loss_before": learned.loss_before, "loss_after": learned.loss_after}), encoding="utf-8")
        return Taught(token, **json.loads(note.read_text(encoding="utf-8")), exemplars=shown)

    def judged_clips(self) -> dict:
        """How good the judge is: real clips, as recorded and through the VAE. These shares are what generated motion can reach at most."""
        real = [clip for clip in self.clips if clip.split == self.split and not clip.description]
        result = {"clips": len(real), "val": self._accuracy([clip for clip in self.clips if clip.split == "val" and not clip.description], False)}
        walks = [clip for clip in real if content_of(clip.content) == cases.WALK]
        for name, rebuilt in ((REAL, False), (REBUILT, True)):
            result[name] = {"all": self._accuracy(real, rebuilt), "walks": self._accuracy(walks, rebuilt), **{
                style: self._accuracy([clip for clip in real if style_of(clip.style) == style], rebuilt) for style in self.styles
            }}
        return result

    def _accuracy(self, clips: Sequence[Clip], rebuilt: bool) -> dict | None:
        if not clips:
            return None
        motions = [through_vae(self.lead.model, clip.motion) if rebuilt else clip.motion for clip in clips]
        styles, contents = self.judge.recognised(motions)
        right = {"style": [style_of(clip.style) == style for clip, style in zip(clips, styles)],
                 "content": [content_of(clip.content) == content for clip, content in zip(clips, contents)]}
        return {"clips": len(clips), **{part: share([[np.array([hit]) for hit in hits]]).to_dict() for part, hits in right.items()}}

    def judged_gaits(self) -> dict[str, dict]:
        """How often the gait of real clips is that of a walk straight on, by what they show; of the rest, what was ever taken for one."""
        found: dict[str, list[bool]] = {}
        for clip in self.clips:
            if clip.split == self.split and not clip.description:
                found.setdefault(content_of(clip.content), []).append(Gait.of(cases.pieces(clip)[0]).walks_straight)
        return {content: {"clips": len(hits), "walks": sum(hits)} for content, hits in sorted(found.items())}

    def walks(self) -> dict[str, dict]:
        """Walks asked for in every style, by style and over all: how often the style, a walk are recognised."""
        return self._compared(lambda who, seed: cases.walks_asked(who, _TAKES, seed), cases.WALK)

    def other(self, content: str) -> dict[str, dict]:
        """As `walks`, of something else that is asked for."""
        return self._compared(lambda who, seed: cases.asked([cases.OTHERS[content].format(who=who)], _TAKES, seed, cases.SECONDS), content)

    def _compared(self, ask: Callable[[str, int], list[Asked]], content: str) -> dict[str, dict]:
        judged: dict[str, dict[str, Judged]] = {}
        for style in self.styles:
            parts = [cases.pieces(clip) for clip in cases.recorded(self.clips, self.split, style, content)]
            found = {REAL: parts, REBUILT: [[through_vae(self.lead.model, part) for part in group] for group in parts]}
            found |= _named(PLAIN, [self._answers(ask(cases.plain_person(style), draw)) for draw in range(self.draws)])
            for name in METHODS:
                answers = [self._answers(ask(self.taught[style, name, draw].person, draw)) for draw in range(self.draws)]
                found |= _named(name, answers)
            for system, groups in found.items():
                if groups:
                    judged.setdefault(system, {})[style] = Judged.of(self.judge, groups, style, content)
        every = [(style, [style]) for style in self.styles] + [("all", list(self.styles))]
        return {name: self._rows(judged, styles) for name, styles in every}

    def _rows(self, judged: Mapping[str, Mapping[str, Judged]], styles: Sequence[str]) -> dict[str, dict]:
        rows = {}
        for system, by_style in judged.items():
            if any(style not in by_style for style in styles):
                continue
            parts = ("style", "content", "family", *(["gait"] if by_style[styles[0]].gait else []))
            hits = {part: [getattr(by_style[style], part) for style in styles] for part in parts}
            rows[system] = {"motions": sum(len(group) for groups in hits["style"] for group in groups),
                            **{part: share(found).to_dict() for part, found in hits.items()},
                            "taken for": dict(sum((by_style[style].mistakes for style in styles), Counter()).most_common(_MISTAKES))}
            if system not in (REAL, REBUILT):
                rows[system] |= self._against(hits["style"], judged, styles)
        return rows

    @staticmethod
    def _against(hits: Strata, judged: Mapping[str, Mapping[str, Judged]], styles: Sequence[str]) -> dict:
        """More often than from the plain descriptor (as shipped, realigned), in points; times as often as real clips."""
        result = {}
        plain = judged[_with_project(PLAIN, True)]
        result["difference"] = difference(hits, [plain[style].style for style in styles]).to_dict()
        if all(style in judged.get(REAL, {}) for style in styles):
            found = ratio(hits, [judged[REAL][style].style for style in styles])
            result["ratio"] = found.to_dict() if found else None
        return result

    def learning(self) -> dict[str, dict]:
        """Seconds a style (median, least, most) and the loss on held-out segments before and after, by system."""
        result = {}
        for name in METHODS:
            taught = [one for (_, system, _), one in self.taught.items() if system == name]
            seconds = [one.seconds for one in taught]
            result[name] = {
                "styles": len(taught), "median": float(np.median(seconds)), "least": min(seconds), "most": max(seconds),
                "before": float(np.mean([one.loss_before for one in taught])),
                "after": float(np.mean([one.loss_after for one in taught])),
            }
        return result

    def two_styles(self) -> dict[str, dict]:
        """Two styles in one prompt, by system: whether each half, cut where the walk ends, shows its own. The first draw's styles."""
        pairs = cases.pairs(self.styles)
        who: dict[str, Callable[[str], str]] = {PLAIN: cases.plain_person}
        who |= {name: lambda style, name=name: self.taught[style, name, 0].person for name in (LEAD, STRONG)}
        rows = {REAL: self._halves_recognised(pairs, [self._real_halves(*pair) for pair in pairs])}
        for name, person in who.items():
            halves = []
            for number, (first, then) in enumerate(pairs):
                text = cases.TWO.format(first=person(first), second=person(then))
                motions = self._answers(cases.asked([text], _TAKES, 50 + number, cases.SECONDS_OF_TWO))[True]
                halves.append([(motion[:cut], motion[cut:]) for motion in motions for cut in [cases.change_of(motion)]])
            rows[name] = self._halves_recognised(pairs, halves)
        return {name: row for name, row in rows.items() if row}

    def _real_halves(self, first: str, then: str) -> list[tuple[Motion, Motion]]:
        def shown(style: str, begins: str) -> list[Motion]:
            return [cases.pieces(clip)[0] for clip in self.clips if clip.split == self.split and not clip.description
                    and style_of(clip.style) == style and content_of(clip.content).startswith(begins)]
        return list(zip(shown(first, cases.WALK), shown(then, "wave")))

    def _halves_recognised(self, pairs: Sequence[tuple[str, str]], halves: Sequence[Sequence[tuple[Motion, Motion]]]) -> dict | None:
        hits: dict[str, list[np.ndarray]] = {"first": [], "second": [], "both": [], "walks, then waves": []}
        for (first, then), found in zip(pairs, halves):
            if not found:
                continue
            (one, does), (two, does_too) = (map(np.array, self.judge.recognised(half)) for half in zip(*found))
            hits["first"].append(one == first)
            hits["second"].append(two == then)
            hits["both"].append((one == first) & (two == then))
            hits["walks, then waves"].append(np.char.startswith(does, "walk") & np.char.startswith(does_too, "wave"))
        if not hits["both"]:
            return None
        return {"motions": sum(map(len, hits["both"])), **{part: share([groups]).to_dict() for part, groups in hits.items()}}

    def at_once(self) -> dict[str, dict]:
        """Two styles in one breath, by system."""
        def named(name: str, draw: int) -> Callable[..., str]:
            return lambda *styles: cases.person_of(*(self.taught[style, name, draw].name for style in styles))

        systems = {PLAIN: [cases.plain_person], **{name: [named(name, draw) for draw in range(self.draws)] for name in (LEAD, STRONG)}}
        measured = AtOnce(self.lead.model, self.judge, self.clips, self.styles, self.split, lambda asked: self._answers(asked)[True])
        return measured.figures(systems)

    def _answers(self, asked: Sequence[Asked]) -> Answers:
        return answered(self.lead, asked)

    def _plain(self, style: str, draw: int) -> str:
        return cases.plain_person(style)

    def _person(self, name: str) -> Callable[[str, int], str]:
        return lambda style, draw: self.taught[style, name, draw].person

    def _settings(self) -> dict:
        return {
            "styles": list(self.styles), "descriptors": {style: cases.descriptor(style) for style in self.styles}, "draws": self.draws,
            "takes": _TAKES, "prompts": list(cases.WALKS), "steps": STEPS, "guidance": GUIDANCE, "split": self.split,
            "threads": torch.get_num_threads(), "known styles": list(self.judge.config.styles),
            "exemplars": {style: [[clip.file for clip in self.taught[style, LEAD, draw].exemplars] for draw in range(self.draws)]
                          for style in self.styles},
            "embedding width": self.evaluator.config.embedding, "model": self.lead.provenance,
        }


@dataclass(frozen=True, eq=False)
class Judged:
    """Of each group of motions: whether the style, the content, a content of its family are recognised; other styles they are taken for; of walks
    whether the feet walk straight on."""

    style: list[np.ndarray]
    content: list[np.ndarray]
    family: list[np.ndarray]
    mistakes: Counter[str]
    gait: list[np.ndarray] | None

    @classmethod
    def of(cls, judge: StyleJudge, groups: Sequence[Sequence[Motion]], style: str, content: str) -> Judged:
        styles, contents = map(np.array, judge.recognised([motion for group in groups for motion in group]))
        ends = np.cumsum([len(group) for group in groups])[:-1]
        # Any way of walking, any way of waving.
        family = np.char.startswith(contents, content.partition("-")[0])
        parts = (np.split(hits, ends) for hits in (styles == style, contents == content, family))
        gait = [np.array([Gait.of(motion).walks_straight for motion in group]) for group in groups] if content == cases.WALK else None
        return cls(*parts, Counter(map(str, styles[styles != style])), gait)


def _with_project(name: str, project: bool) -> str:
    return f"{name}, projecting" if project else name


def _named(name: str, answers: Sequence[Answers]) -> dict[str, list[list[Motion]]]:
    """A system's motions in groups, without and with realignment."""
    return {_with_project(name, project): [part[project] for part in answers] for project in (False, True)}
