"""`python -m models.evaluation lead`: runs every system and gathers the figures."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.evaluation import lead
from models.evaluation.evaluator import Evaluator
from models.evaluation.evaluator_task import encode_sentences
from models.evaluation.labels import content_part
from models.evaluation.lead import Item
from models.evaluation.measured import Measured, motion_figures, recognition, text_figures
from models.evaluation.metrics import CANDIDATES, Figure, bootstrap, energy_ratio, multimodality, reconstruction_error
from models.lead.pipeline import LeadPipeline
from models.motion import Motion
from models.training.captions import label, unseen_captions
from models.training.data import Clip

GUIDANCE_GRID = (2.0, 3.0, 4.5, 6.0, 7.5)
GENERATORS = ("MLD", "LEAD")
RETRIEVAL = "Retrieval by text"
#: Val clips that the guidance is chosen on; prompts and takes of the multimodality; motions a label before its energy is shown.
_GUIDANCE_CLIPS, _PROMPTS, _TAKES, _ENERGY_CLIPS = 80, 20, 5, 3

Figures = dict[str, Figure]


@dataclass
class LeadEvaluation:
    """Everything that is measured on one folder of clips. `limit` takes that many texts, spread evenly, for a quick look."""

    pipeline: LeadPipeline
    evaluator: Evaluator
    clips: Sequence[Clip]
    split: str = "test"
    steps: int = 50
    limit: int | None = None

    def __post_init__(self):
        real = [clip for clip in self.clips if clip.split == self.split]
        self.real_clips = real[:: max(1, len(real) // (self.limit or len(real)))][: self.limit]
        self.trained_pairs = {label(*clip.labels) for clip in self.clips if clip.split == "train"}
        self.retrieval = lead.TextRetrieval(self.clips, self.pipeline.text_encoder)
        self.guidance: dict[str, float] = {}

    def report(self) -> dict:
        """The figures, ready for JSON; intervals are 95 %."""
        curves = self.choose_guidance()
        systems, splits, energy, recognised = self._written_captions()
        splits |= self._other_texts()
        return {
            "settings": self._settings(),
            "guidance": {"chosen": self.guidance, "FID on val": curves},
            "systems": _plain(systems),
            "splits": {name: {"texts": count, "systems": _plain(rows)} for name, (count, rows) in splits.items()},
            "energy": energy,
            "recognition": _plain(recognised),
            "reconstruction": {name: figure.to_dict() for name, figure in self._reconstruction().items()},
        }

    def choose_guidance(self) -> dict[str, dict[str, float]]:
        """Sets each generator's guidance to the one of GUIDANCE_GRID with the least FID on `val` clips, labels taken in turn."""
        most = min(_GUIDANCE_CLIPS, self.limit or _GUIDANCE_CLIPS)
        items = lead.one_a_label(lead.items_of([clip for clip in self.clips if clip.split == "val"]), most)
        real = self.measured([item.motion for item in items])
        curves: dict[str, dict[str, float]] = {name: {} for name in GENERATORS}
        for scale in GUIDANCE_GRID:
            latents = lead.sampled_latents(self.pipeline, items, scale, self.steps)
            for name in GENERATORS:
                made = self.measured(lead.decoded(self.pipeline.model, latents, items, name == "LEAD"))
                curves[name][f"{scale:g}"] = motion_figures(made, real)["FID"].value
        self.guidance = {name: float(min(curve, key=curve.get)) for name, curve in curves.items()}
        return curves

    def _written_captions(self):
        """The main table, its split by whether `train` holds the pair, energy and recognition: one training caption a clip."""
        items = lead.items_of(self.real_clips)
        motions = {
            "Ground truth": [item.motion for item in items],
            "VAE alone": lead.rebuilt(self.pipeline.model, [item.motion for item in items]),
            **self._answers(items),
        }
        measured = {name: self.measured(found) for name, found in motions.items()}
        text, labels = self.embedded(items), [item.label for item in items]
        held = np.array([item.pair in self.trained_pairs for item in items])
        parts = {"pairs in train": np.flatnonzero(held), "pairs not in train": np.flatnonzero(~held)}
        parts = {name: rows for name, rows in parts.items() if len(rows)}
        splits: dict[str, tuple[int, dict[str, Figures]]] = {name: (len(rows), {}) for name, rows in parts.items()}
        systems, recognised = {}, {}
        for name, made in measured.items():
            real = None if name == "Ground truth" else measured["Ground truth"]
            systems[name] = text_figures(made.embeddings, text, labels) | motion_figures(made, real)
            recognised[name] = {
                "content": recognition(made.embeddings, text, [content_part(one) for one in labels]),
                "label": recognition(made.embeddings, text, labels),
            }
            for split, rows in parts.items():
                splits[split][1][name] = text_figures(made.embeddings, text, labels, rows)
        for name, figure in self._multimodality(items).items():
            systems[name]["multimodality"] = figure
        return systems, splits, energy_table(items, measured), recognised

    def _other_texts(self) -> dict[str, tuple[int, dict[str, Figures]]]:
        """Words that no training caption has, and pairs that nobody recorded.

        The network that judges has not read the unseen words either: it compares with the clip's training caption instead.
        """
        known, unseen = lead.items_of(self.real_clips), lead.items_of(self.real_clips, unseen_captions)
        fresh = lead.unrecorded_items(self.clips, min(96, self.limit or 96))
        blocks = {"unseen paraphrases": (unseen, known, {"Ground truth": [item.motion for item in known]}),
                  "pairs nobody recorded": (fresh, fresh, {})}
        result = {}
        for block, (asked, judged, real) in blocks.items():
            if asked:
                text, labels = self.embedded(judged), [item.label for item in judged]
                result[block] = len(asked), {
                    name: text_figures(self.measured(found).embeddings, text, labels)
                    for name, found in (real | self._answers(asked)).items()
                }
        return result

    def _answers(self, items: Sequence[Item]) -> dict[str, list[Motion]]:
        """What retrieval and both generators, each at its own guidance, make of the texts."""
        return {RETRIEVAL: self.retrieval(items), **self._generated(items)}

    def _generated(self, items: Sequence[Item]) -> dict[str, list[Motion]]:
        scales = {scale: lead.sampled_latents(self.pipeline, items, scale, self.steps) for scale in set(self.guidance.values())}
        return {
            name: lead.decoded(self.pipeline.model, scales[self.guidance[name]], items, realigned=name == "LEAD")
            for name in GENERATORS
        }

    def _multimodality(self, items: Sequence[Item]) -> Figures:
        prompts = lead.one_a_label(items, _PROMPTS)
        figures = {}
        for name, motions in self._generated(lead.takes_of(prompts, _TAKES)).items():
            spread = multimodality(self.measured(motions).embeddings.reshape(len(prompts), _TAKES, -1))
            figures[name] = bootstrap(lambda rows, spread=spread: spread[rows].mean(), len(spread))
        return figures

    def _reconstruction(self) -> Figures:
        real = [item.motion for item in lead.items_of(self.real_clips)]
        errors = np.array([reconstruction_error(*pair) for pair in zip(real, lead.rebuilt(self.pipeline.model, real))])
        return {unit: bootstrap(lambda rows, column=column: errors[rows, column].mean(), len(errors))
                for column, unit in enumerate(("cm", "degrees"))}

    def measured(self, motions: Sequence[Motion]) -> Measured:
        return Measured.of(motions, self.evaluator)

    def embedded(self, items: Sequence[Item]) -> np.ndarray:
        return self.evaluator.embed_texts(encode_sentences(self.pipeline.text_encoder, [item.text for item in items]))

    def _settings(self) -> dict:
        return {"split": self.split, "clips": len(self.real_clips), "steps": self.steps, "candidates": CANDIDATES,
                "embedding width": self.evaluator.config.embedding, "model": self.pipeline.provenance}


def energy_table(items: Sequence[Item], measured: dict[str, Measured]) -> dict[str, dict[str, dict]]:
    """Mean speeds of feet and hands (m/s), made and real, and their ratio with its interval, for contents with enough clips and over all."""
    contents = np.array([content_part(item.label) for item in items])
    groups = {name: contents == name for name in np.unique(contents) if (contents == name).sum() >= _ENERGY_CLIPS}
    groups = dict(sorted(groups.items(), key=lambda pair: -pair[1].sum())) | {"all": np.ones(len(items), dtype=bool)}
    real = measured["Ground truth"].speeds
    return {
        name: {
            group: {"clips": int(rows.sum())} | {
                part: {"made": float(made.speeds[rows, column].mean()), "real": float(real[rows, column].mean()),
                       "ratio": _ratio(made.speeds[rows, column], real[rows, column]).to_dict()}
                for column, part in enumerate(("feet", "hands"))
            }
            for group, rows in groups.items()
        }
        for name, made in measured.items() if name != "Ground truth"
    }


def _ratio(made: np.ndarray, real: np.ndarray) -> Figure:
    """`energy_ratio`, its interval from clips drawn with replacement: three goodbyes differ among themselves by a factor of two."""
    whole = energy_ratio(made, real)
    return Figure(whole, whole, whole) if np.isnan(whole) else bootstrap(lambda rows: energy_ratio(made[rows], real[rows]), len(real))


def _plain(rows: dict[str, Figures]) -> dict:
    return {name: {metric: figure.to_dict() for metric, figure in figures.items()} for name, figures in rows.items()}
