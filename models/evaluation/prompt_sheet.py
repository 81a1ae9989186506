"""The contact sheet of twenty prompts: what the weights make of each, beside what earlier weights made of it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from models.evaluation.film import INK, PAPER, Film, at_frames, in_lines
from models.evaluation.prompts import PROMPTS as UNWRITTEN
from models.lead.pipeline import GenerationRequest, LeadPipeline
from models.motion import Motion

#: Plain, styled, rare and composed, then the ten whose verbs no training caption has.
PROMPTS = (
    "a person walks forward and waves", "an old man walks slowly", "someone runs angrily", "a person turns left while walking", "a person punches",
    "a person kicks", "a person bows", "someone does jumping jacks", "a person does a backflip", "a person dances", *UNWRITTEN,
)
_SECONDS, _COLUMNS = 4.0, 8
#: From the front, a little from the left: which hand waves shows, and so does a step.
_VIEW = 40.0
_SIZE, _WIDTH, _LABEL, _GAP = 190, 118, 210, 24
_LETTERS, _LINE, _MARGIN = 18, 22, 10


def write_sheet(pipelines: Mapping[str, LeadPipeline], path: Path, prompts: Sequence[str] = PROMPTS) -> None:
    """Renders every prompt (seed 0, the panel's guidance and steps) as each of the named pipelines makes it, and writes one picture."""
    rows = {prompt: [pipeline(GenerationRequest(prompt, _SECONDS))[0] for pipeline in pipelines.values()] for prompt in prompts}
    # A page of one colour of skin needs no more colours, and is a quarter as large so.
    sheet(list(pipelines), rows).quantize(64).save(path, optimize=True)


def sheet(names: Sequence[str], rows: Mapping[str, Sequence[Motion]]) -> Image.Image:
    """One picture: a row a prompt, a group of frames for each of `names`."""
    film, group = Film(_SIZE, _WIDTH, _VIEW), _COLUMNS * _WIDTH + _GAP
    heading = 2 * _LINE
    page = Image.new("RGB", (_LABEL + len(names) * group, heading + len(rows) * _SIZE), PAPER)
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(_LETTERS)
    for column, name in enumerate(names):
        draw.text((_LABEL + column * group, _MARGIN), name, font=font, fill=INK)
    for row, (prompt, motions) in enumerate(rows.items()):
        top = heading + row * _SIZE
        for number, line in enumerate(in_lines(prompt, font, _LABEL - 2 * _MARGIN)):
            draw.text((_MARGIN, top + _SIZE / 3 + number * _LINE), line, font=font, fill=INK)
        for column, motion in enumerate(motions):
            film.draw(page, at_frames(motion, np.linspace(0, len(motion) - 1, _COLUMNS)), (_LABEL + column * group, top))
    return page
