"""`python -m models.evaluation lead --steps 1,2,4,50`: LEAD's Table 5, MLD and LEAD in few steps beside many."""
from __future__ import annotations

import time
from collections.abc import Sequence

from models.evaluation import lead
from models.evaluation.lead_report import GENERATORS, LeadEvaluation
from models.evaluation.markdown import figure, markdown
from models.evaluation.measured import motion_figures, text_figures

_COLUMNS = ("FID", "R-precision top 1", "R-precision top 2", "R-precision top 3", "MM-distance", "diversity", "foot skate")
_SHORT = {"R-precision top 1": "R top 1", "R-precision top 2": "R top 2", "R-precision top 3": "R top 3", "foot skate": "foot skate cm/s"}
_HOW = """\
LEAD's Table 5: the {clips} clips of the `{split}` split, one caption a clip, each row at the guidance with the least FID on `val`. Up to 4 steps are \
the few-step student's (latent consistency distillation, diffusers' LCM scheduler, guidance folded in), 50 are DDIM steps of the denoiser. Features, \
figures and intervals as in the first table. Seconds: sampling alone, a clip, in batches of one length, on this machine with what else ran there."""


class FewStepEvaluation:
    """`evaluation` at several numbers of steps, one after the other."""

    def __init__(self, evaluation: LeadEvaluation, steps: Sequence[int]):
        self.evaluation, self.steps = evaluation, steps

    def report(self) -> dict:
        """The figures, ready for JSON; intervals are 95 %."""
        rows = [row for number in self.steps for row in self._rows(number)]
        return {"clips": len(self.evaluation.real_clips), "split": self.evaluation.split, "rows": rows}

    def _rows(self, steps: int) -> list[dict]:
        evaluation, items = self.evaluation, lead.items_of(self.evaluation.real_clips)
        evaluation.steps = steps
        evaluation.choose_guidance()
        real, text, labels = evaluation.measured([item.motion for item in items]), evaluation.embedded(items), [item.label for item in items]
        rows = []
        for name in GENERATORS:
            scale, started = evaluation.guidance[name], time.perf_counter()
            latents = lead.sampled_latents(evaluation.pipeline, items, scale, steps)
            seconds = (time.perf_counter() - started) / len(items)
            made = evaluation.measured(lead.decoded(evaluation.pipeline.model, latents, items, realigned=name == "LEAD"))
            figures = text_figures(made.embeddings, text, labels) | motion_figures(made, real)
            rows.append({"steps": steps, "system": name, "guidance": scale, "seconds": seconds,
                         "figures": {column: value.to_dict() for column, value in figures.items()}})
        return rows


def few_step_table(report: dict) -> str:
    """The report as Markdown for the model card."""
    cells = [
        [str(row["steps"]), row["system"], f"{row['guidance']:g}", *(figure(row["figures"][column]) for column in _COLUMNS), f"{row['seconds']:.3f}"]
        for row in report["rows"]]
    heading = ["steps", "", "guidance", *(_SHORT.get(column, column) for column in _COLUMNS), "seconds"]
    return _HOW.format(**report) + "\n\n" + markdown(heading, cells)
