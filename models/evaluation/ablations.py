"""`python -m models.evaluation ablations`: LEAD's Table 6, the projector with another network or without a part of its objective."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from torch import Tensor

from models.evaluation import lead
from models.evaluation.lead import Item
from models.evaluation.lead_report import LeadEvaluation
from models.evaluation.markdown import figure, markdown
from models.evaluation.measured import Measured, motion_figures, text_figures
from models.evaluation.metrics import Figure, bootstrap, multimodality
from models.lead.projector import Projector
from models.training.loop import parameter_count
from models.training.projector_variants import frozen_fingerprint

_REAL, _MLD = "Ground truth", "MLD (no projector)"
_COLUMNS = ("R-precision top 3", "FID", "MM-distance", "diversity", "multimodality")
#: R-precision top 3 and FID on HumanML3D in the paper's Table 6 (the last row's FID differs from its Table 1).
_PAPER = {
    _REAL: "0.797, 0.002", "LEAD (mlp)": "0.757, 0.180", "LEAD (skip)": "0.758, 0.249", "LEAD without KL": "0.766, 0.320",
    "LEAD without alignment": "0.759, 0.156", "LEAD without reconstruction": "0.727, 0.630", "LEAD": "0.762, 0.137",
}
#: Guidance scales that are tried: those of the first table's grid that were ever the best.
_GUIDANCE = (2.0, 3.0, 4.5)
#: Clips of `val` that each guidance is chosen on; prompts and takes of the multimodality.
_GUIDANCE_CLIPS, _PROMPTS, _TAKES = 80, 20, 5
_HOW = """\
LEAD's Table 6 at the starter's scale: each row's projector trained for {trained:,} steps on the same frozen VAE and denoiser{version}, from the same seed, \
on the same latents; so "LEAD" is that short training too, not the shipped projector. Without KL: neither variance loss (recorded and sampled \
latents); without reconstruction: neither that nor the staying of samples where they are. All rows realign the same samples: one caption for each of the {clips} \
clips of the `{split}` split, {steps} DDIM steps, each row at the guidance with the least FID on `val`. Features, figures and intervals as in the first table. \
Last column: R-precision top 3 and FID of the paper's Table 6, on HumanML3D with another judge; only the order compares."""


@dataclass
class AblationEvaluation:
    """`projectors` by their rows' names, in the table's order; texts, clips and networks are `evaluation`'s. trained: steps of each."""

    evaluation: LeadEvaluation
    projectors: dict[str, Projector]
    trained: int
    _sampled: dict[tuple[str, float], list[Tensor]] = field(default_factory=dict)

    def __post_init__(self):
        self._items = lead.items_of(self.evaluation.real_clips)
        self._labels, self._text = [item.label for item in self._items], self.evaluation.embedded(self._items)
        self._real = self.evaluation.measured([item.motion for item in self._items])

    def report(self) -> dict:
        """The figures, ready for JSON; intervals are 95 %."""
        real = text_figures(self._real.embeddings, self._text, self._labels) | motion_figures(self._real, None)
        rows = [{"system": _REAL, "figures": _plain(real)}]
        rows += [self.row(name, projector) for name, projector in {_MLD: None, **self.projectors}.items()]
        return {"trained": self.trained, "clips": len(self._items), "split": self.evaluation.split, "steps": self.evaluation.steps,
                "frozen": frozen_fingerprint(self.evaluation.pipeline.model), "rows": rows}

    def row(self, name: str, projector: Projector | None) -> dict:
        """The figures of one projector, or of what is sampled without any."""
        scale, curve = self._best_guidance(projector)
        made = self._made("test", projector, self._items, scale)
        figures = text_figures(made.embeddings, self._text, self._labels) | motion_figures(made, self._real)
        figures["multimodality"] = self._multimodality(projector, scale)
        return {"system": name, "parameters": parameter_count([projector]) if projector else 0, "guidance": scale, "FID on val": curve,
                "figures": _plain(figures)}

    def _best_guidance(self, projector: Projector | None) -> tuple[float, dict[str, float]]:
        evaluation = self.evaluation
        most = min(_GUIDANCE_CLIPS, evaluation.limit or _GUIDANCE_CLIPS)
        items = lead.one_a_label(lead.items_of([clip for clip in evaluation.clips if clip.split == "val"]), most)
        real = evaluation.measured([item.motion for item in items])
        curve = {scale: motion_figures(self._made("val", projector, items, scale), real)["FID"].value for scale in _GUIDANCE}
        return min(curve, key=curve.get), {f"{scale:g}": value for scale, value in curve.items()}

    def _multimodality(self, projector: Projector | None, scale: float) -> Figure:
        prompts = lead.one_a_label(self._items, _PROMPTS)
        made = self._made("takes", projector, lead.takes_of(prompts, _TAKES), scale)
        spread = multimodality(made.embeddings.reshape(len(prompts), _TAKES, -1))
        return bootstrap(lambda rows: spread[rows].mean(), len(spread))

    def _made(self, which: str, projector: Projector | None, items: Sequence[Item], scale: float) -> Measured:
        """What `projector` makes of the items' samples, which are drawn once for all rows; none: what they are."""
        pipeline = self.evaluation.pipeline
        if (which, scale) not in self._sampled:
            self._sampled[which, scale] = lead.sampled_latents(pipeline, items, scale, self.evaluation.steps)
        model = replace(pipeline.model, projector=projector or pipeline.model.projector)
        return self.evaluation.measured(lead.decoded(model, self._sampled[which, scale], items, realigned=projector is not None))


def _plain(figures: dict[str, Figure]) -> dict[str, dict[str, float]]:
    return {name: value.to_dict() for name, value in figures.items()}


def ablation_table(report: dict) -> str:
    """The report as Markdown for the model card, rows and columns as the paper has them."""
    cells = [[row["system"], f"{row['parameters'] / 1e6:.2f} M" if row.get("parameters") else "–", f"{row['guidance']:g}" if "guidance" in row else "–",
              *(figure(row["figures"].get(column)) for column in _COLUMNS), _PAPER.get(row["system"], "–")] for row in report["rows"]]
    how = _HOW.format(version=f" (fingerprint {report['frozen']})", **report)
    return how + "\n\n" + markdown(["", "projector", "guidance", "R top 3", *_COLUMNS[1:], "paper"], cells)
