"""The figures of LEAD as Markdown for the model card, from what `LeadEvaluation.report` gives."""
from __future__ import annotations

from models.evaluation.markdown import figure as _figure, markdown as _markdown

_TEXT_COLUMNS = ("R-precision top 1", "R-precision top 2", "R-precision top 3", "MM-distance")
_COLUMNS = ("FID", *_TEXT_COLUMNS, "diversity", "multimodality", "foot skate")
_SHORT = {"R-precision top 1": "R top 1", "R-precision top 2": "R top 2", "R-precision top 3": "R top 3",
          "foot skate": "foot skate cm/s"}
#: Mean speed (m/s) below which a ratio of speeds says nothing.
_STILL = 0.05

_HOW = """\
Measured on the {clips} clips of the `{split}` split, one caption a clip, {steps} DDIM steps; guidance with the least FID \
on `val`: {scales}. Below each value, its 95 % bootstrap interval. The features are the {width} numbers, at unit length, \
of a text–motion matching network trained on `train` (`evaluator.safetensors`), so the sizes of FID and distances do not \
compare with other papers'. FID without shrinkage, against the same real clips. In R-precision no two of the {candidates} \
candidates share a label. Foot skate is the mean horizontal speed of ankles and toes below contact height (standing height \
+ 4 cm) in two frames running, whatever their speed, weighted 2 − 2^(h/4 cm) by their height h over a standing foot's: a \
foot that swings low counts a little, in real clips as well."""
_HOW_SPLITS = """\
R-precision by what `train` holds (candidates are all texts of the block). Unseen paraphrases use verbs of no training \
caption; what they bring about is compared with the same clip's training caption, which the matching network can read. \
Pairs nobody recorded are content × style pairs that no split holds; there is no real clip to compare with."""
_HOW_RECOGNISED = "Share of motions that the matching network recognises (nearest of all contents, or of all labels):"
_HOW_ENERGY = """\
Energy: mean speed of feet (ankles, toes) / hands (wrists) over that of the real clips with the same texts; where the real \
ones hardly move (below 5 cm/s), the speed and the real one in cm/s instead:"""


def lead_tables(report: dict) -> str:
    """All tables, each under a sentence that says what it shows."""
    settings, error = report["settings"], report["reconstruction"]
    scales = ", ".join(f"{name} {scale:g}" for name, scale in report["guidance"]["chosen"].items())
    return "\n\n".join([
        _HOW.format(scales=scales, width=settings["embedding width"], **settings),
        _table(report["systems"], _COLUMNS),
        f"The VAE alone: joints {_figure(error['cm'], ' ')} cm off, local joint rotations {_figure(error['degrees'], ' ')}° off.",
        _HOW_SPLITS,
        _splits(report["splits"]),
        _HOW_RECOGNISED,
        _table(report["recognition"], ("content", "label")),
        _HOW_ENERGY,
        _energy(report["energy"]),
    ])


def _table(rows: dict, columns: tuple[str, ...]) -> str:
    cells = [[name, *(_figure(figures.get(column)) for column in columns)] for name, figures in rows.items()]
    return _markdown(["", *(_SHORT.get(column, column) for column in columns)], cells)


def _splits(splits: dict) -> str:
    cells = [
        [f"{split} ({block['texts']})", name, *(_figure(figures[column]) for column in _TEXT_COLUMNS)]
        for split, block in splits.items() for name, figures in block["systems"].items()
    ]
    return _markdown(["texts", "", *(_SHORT.get(column, column) for column in _TEXT_COLUMNS)], cells)


def _energy(energy: dict) -> str:
    systems = list(energy)
    groups = energy[systems[0]]
    cells = [
        [group, str(values["clips"]),
         *(" / ".join(_speed(energy[name][group][part]) for part in ("feet", "hands")) for name in systems)]
        for group, values in groups.items()
    ]
    return _markdown(["feet / hands", "clips", *systems], cells)


def _speed(speeds: dict) -> str:
    if speeds["real"] >= _STILL:
        ratio = speeds["ratio"]
        return f"{ratio['value']:.2f} ({ratio['low']:.2f}–{ratio['high']:.2f})"
    return f"{100 * speeds['made']:.1f} for {100 * speeds['real']:.1f} cm/s"
