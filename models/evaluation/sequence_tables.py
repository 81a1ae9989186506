"""The figures of prompts one after another as Markdown for the model card, from what `SequenceEvaluation.report` gives."""
from __future__ import annotations

from models.evaluation.markdown import figure, markdown
from models.evaluation.sequence_report import BLOCKS, SEAMS

_UNITS = {
    "root at the edges": "root, where a transition begins and ends", "joints at the edges": "joints, where a transition begins and ends",
    "root": "root, anywhere in it", "joints": "joints, anywhere in it", "joints, the worst tenth": "joints, anywhere in it: the worst tenth",
    "acceleration": "acceleration of the joints, m/s²", "foot skate": "foot skate, cm/s", "slide of standing feet": "slide of standing feet, cm/s",
    "below the floor": "lowest skin below the floor, cm", "above the floor": "lowest skin above the floor, cm",
}

_HOW = """\
{sequences} sequences of two or three prompts of {seconds:g} s each ({prompts} different ones: changes of pace, direction, height and manner), \
in {takes} versions, transitions of {transition:g} s (half as long again where that is better), {steps} DDIM steps: {seams} transitions, beside a stretch \
as long in the middle of each block. The first five rows: the largest change of velocity from one frame to the next (joints: root mean square of the \
22) in units of the 95th percentile inside the two blocks around, so 1 is what the blocks do by themselves; medians. Foot skate as above; \
standing feet are low and slower than 0.45 m/s, and one that rolls over its toe does not slide."""
_HOW_TEXT = """\
What the matching network takes the blocks for (whole blocks, with their halves of the transitions), among the {prompts} prompts, and the same \
prompts and seeds without neighbours:"""


def sequence_tables(report: dict) -> str:
    """Both tables, each under a sentence that says what it shows."""
    settings, movement, text = report["settings"], report["movement"], report["text"]
    rows = [[words, *(figure(movement[part][name], " ") for part in (SEAMS, BLOCKS)), _ratio(movement, name)] for name, words in _UNITS.items()]
    columns = list(text)
    shown = [[name, *(figure(text[column][name], " ") for column in columns)] for name in text[columns[0]]]
    return "\n\n".join([_HOW.format(**settings), markdown(["", SEAMS, BLOCKS, "ratio"], rows), _HOW_TEXT.format(**settings),
                        markdown(["", *columns], shown)])


def _ratio(movement: dict, name: str) -> str:
    inside = movement[BLOCKS][name]["value"]
    return f"{movement[SEAMS][name]['value'] / inside:.2f}" if inside > 0.05 else "–"
