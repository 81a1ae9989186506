"""The contact sheet of learned styles: what each was taught by, and walks from the plain word, from what was learned, and real ones."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from models.body import body_model, vertices
from models.evaluation import inversion_cases as cases
from models.evaluation.inversion_made import answered
from models.evaluation.inversion_report import LEAD, STRONG, InversionEvaluation
from models.motion import Motion
from models.pose.rendering import BodyRenderer
from models.training.captions import content_of, style_of

_COLUMNS = 8
#: Seen from the left, a little from the front: a bent back and what the arms do both show.
_VIEW = 62.0
_SIZE, _WIDTH, _LABEL = 250, 172, 250
_LETTERS, _LINE, _MARGIN = 19, 24, 12
_PAPER, _INK, _FLOOR = (244, 244, 244), (30, 30, 30), (190, 190, 190)
#: Of a walk: frames between two pictures, and the first of them (a second in, when it is under way).
_STEP, _FIRST = 6, 30
#: Where the floor lies in a cell, and metres that half a picture shows at the body's middle (`models.pose.rendering`).
_GROUND, _REACH = 0.93, 1.2

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
    real = [clip.motion for clip in evaluation.clips if clip.split == evaluation.split and not clip.description
            and style_of(clip.style) == style and content_of(clip.content) == cases.WALK]
    return rows + [("a real walk, never shown", _stride(real[0]))] if real else rows


def _stride(motion: Motion) -> Motion:
    """Eight frames of a walk, as it goes."""
    first = min(_FIRST, max(len(motion) - 1 - _STEP * (_COLUMNS - 1), 0))
    return _frames(motion, np.minimum(first + _STEP * np.arange(_COLUMNS), len(motion) - 1))


def _joined(motions: Sequence[Motion]) -> Motion:
    """Eight frames of several motions, each in turn."""
    counts = [len(part) for part in np.array_split(np.arange(_COLUMNS), len(motions))]
    parts = [_frames(motion, np.linspace(0.2, 0.8, count) * (len(motion) - 1)) for motion, count in zip(motions, counts)]
    return Motion(np.concatenate([part.root_translation for part in parts]), np.concatenate([part.joint_rotations for part in parts]))


def _frames(motion: Motion, frames: np.ndarray) -> Motion:
    turned = motion.placed((0.0, 0.0), 0.0)
    frames = np.round(frames).astype(int)
    return Motion(turned.root_translation[frames], turned.joint_rotations[frames])


def sheet(rows: Mapping[str, Sequence[Row]]) -> Image.Image:
    """One picture: a heading for every style, its rows below, feet on one line."""
    body = body_model()
    renderer = BodyRenderer(np.asarray(body.faces), _SIZE, (_VIEW,))
    heading = 2 * _LINE
    height = sum(heading + len(part) * _SIZE for part in rows.values())
    page = Image.new("RGB", (_LABEL + _COLUMNS * _WIDTH, height), _PAPER)
    draw, font, large = ImageDraw.Draw(page), ImageFont.load_default(_LETTERS), ImageFont.load_default(_LETTERS + 8)
    top = 0
    for style, part in rows.items():
        draw.text((_MARGIN, top + _MARGIN), style, font=large, fill=_INK)
        top += heading
        for label, motion in part:
            draw.line([(_LABEL, top + _GROUND * _SIZE), (page.width, top + _GROUND * _SIZE)], fill=_FLOOR, width=2)
            _labelled(draw, label, font, top)
            for column, mesh in enumerate(vertices(motion, body)):
                _paste(page, renderer(mesh[None])[0, 0], mesh, (_LABEL + column * _WIDTH, top))
            top += _SIZE
    return page


def _labelled(draw: ImageDraw.ImageDraw, label: str, font: ImageFont.FreeTypeFont, top: int) -> None:
    lines = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) > _LABEL - 2 * _MARGIN and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    for number, line in enumerate(lines):
        draw.text((_MARGIN, top + _SIZE / 3 + number * _LINE), line, font=font, fill=_INK)


def _paste(page: Image.Image, picture: np.ndarray, mesh: np.ndarray, corner: tuple[int, int]) -> None:
    """Puts the picture, which has the body in its middle, where the body stands on the line; what is background stays the page's."""
    low, high = mesh[:, 1].min(), mesh[:, 1].max()
    feet = 0.5 + (high - low) / 2 / (2 * _REACH)
    # A foot in the air stays in the air.
    down = round(_SIZE * (_GROUND - feet - max(low, 0) / (2 * _REACH)))
    left = (_SIZE - _WIDTH) // 2
    cell = Image.fromarray(picture[:, left : left + _WIDTH])
    mask = Image.fromarray((np.abs(picture[:, left : left + _WIDTH].astype(int) - _PAPER[0]).max(axis=-1) > 0).astype(np.uint8) * 255)
    page.paste(cell, (corner[0], corner[1] + down), mask)
