"""The contact sheet of learned styles: what each was taught by, and walks from the plain word, from what was learned, and real ones."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from models.evaluation import inversion_cases as cases
from models.evaluation.film import INK, PAPER, Film, at_frames, in_lines
from models.evaluation.inversion_made import answered
from models.evaluation.inversion_report import LEAD, STRONG, InversionEvaluation
from models.motion import Motion
from models.training.captions import content_of

_COLUMNS = 8
#: Seen from the left, a little from the front: a bent back and what the arms do both show.
_VIEW = 62.0
_SIZE, _WIDTH, _LABEL = 250, 172, 250
_LETTERS, _LINE, _MARGIN = 19, 24, 12
#: Of a walk: frames between two pictures, and the first of them (a second in, when it is under way).
_STEP, _FIRST = 6, 30

#: A row: what it says on the left, and its frames as one motion.
Row = tuple[str, Motion]


def write_sheet(evaluation: InversionEvaluation, path: Path) -> None:
    """Renders the first take of everything for every style (`evaluation.report` has run) and writes one picture."""
    sheet({style: rows_of(evaluation, style) for style in evaluation.styles}).save(path)


def rows_of(evaluation: InversionEvaluation, style: str) -> list[Row]:
    """The rows of a style, from the first set of exemplars; the real walk is left out where there is none."""
    taught = {name: evaluation.taught[style, name, 0] for name in (LEAD, STRONG)}
    shown = taught[LEAD].exemplars
    who = {f"“{cases.plain_person(style)} walks forward”": cases.plain_person(style),
           "learned, fast": taught[LEAD].person, "learned, strong": taught[STRONG].person}
    rows = [("taught by: " + ", ".join(content_of(clip.content) for clip in shown), _joined([clip.motion for clip in shown]))]
    for label, person in who.items():
        asked = cases.walks_asked(person, 1, 0)[:1]
        rows.append((label, _stride(answered(evaluation.lead, asked)[True][0])))
    real = cases.recorded(evaluation.clips, evaluation.split, style, cases.WALK)
    return rows + [("a real walk, never shown", _stride(real[0].motion))] if real else rows


def _stride(motion: Motion) -> Motion:
    """Eight frames of a walk, as it goes."""
    first = min(_FIRST, max(len(motion) - 1 - _STEP * (_COLUMNS - 1), 0))
    return at_frames(motion, np.minimum(first + _STEP * np.arange(_COLUMNS), len(motion) - 1))


def _joined(motions: Sequence[Motion]) -> Motion:
    """Eight frames of several motions, each in turn."""
    counts = [len(part) for part in np.array_split(np.arange(_COLUMNS), len(motions))]
    parts = [at_frames(motion, np.linspace(0.2, 0.8, count) * (len(motion) - 1)) for motion, count in zip(motions, counts)]
    return Motion(np.concatenate([part.root_translation for part in parts]), np.concatenate([part.joint_rotations for part in parts]))


def sheet(rows: Mapping[str, Sequence[Row]]) -> Image.Image:
    """One picture: a heading for every style, its rows below, feet on one line."""
    film = Film(_SIZE, _WIDTH, _VIEW)
    heading = 2 * _LINE
    height = sum(heading + len(part) * _SIZE for part in rows.values())
    page = Image.new("RGB", (_LABEL + _COLUMNS * _WIDTH, height), PAPER)
    draw, font, large = ImageDraw.Draw(page), ImageFont.load_default(_LETTERS), ImageFont.load_default(_LETTERS + 8)
    top = 0
    for style, part in rows.items():
        draw.text((_MARGIN, top + _MARGIN), style, font=large, fill=INK)
        top += heading
        for label, motion in part:
            film.draw(page, motion, (_LABEL, top))
            for number, line in enumerate(in_lines(label, font, _LABEL - 2 * _MARGIN)):
                draw.text((_MARGIN, top + _SIZE / 3 + number * _LINE), line, font=font, fill=INK)
            top += _SIZE
    return page
