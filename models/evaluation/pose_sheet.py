"""The contact sheet: every prompt with the first pose that text-to-pose gives for it, seen from two sides."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from models.body import body_model, vertices
from models.evaluation.film import INK, PAPER, in_lines
from models.motion import FPS, Motion
from models.pose.pipeline import PosePipeline
from models.pose.rendering import BodyRenderer
from models.pose.request import PoseRequest

#: Three quarters from the character's left, and from its right: what one view hides the other shows.
_VIEWS = (35.0, -55.0)
_COLUMNS = 4
_SIZE, _CAPTION, _MARGIN = 230, 64, 10
_LETTERS, _LINE = 19, 23


def write_sheet(pipeline: PosePipeline, prompts: Sequence[str], path: Path) -> None:
    """Renders the first candidate (seed 0) of every prompt and writes one picture, the words below each."""
    body = body_model()
    renderer = BodyRenderer(np.asarray(body.faces), _SIZE, _VIEWS)
    turns = np.concatenate([pipeline(PoseRequest(prompt)).joint_rotations[:1] for prompt in prompts])
    pictures = renderer(vertices(Motion(np.zeros((len(turns), 3), dtype=np.float32), turns, FPS), body))
    sheet(pictures, prompts).save(path)


def sheet(pictures: np.ndarray, prompts: Sequence[str]) -> Image.Image:
    """One picture of the cells: uint8 (N, views, size, size, 3), side by side, the prompt below."""
    count, views, size = pictures.shape[:3]
    width, height = views * size + _MARGIN, size + _CAPTION
    rows = -(-count // _COLUMNS)
    page = Image.new("RGB", (min(count, _COLUMNS) * width, rows * height), PAPER)
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(_LETTERS)
    for number, (cell, prompt) in enumerate(zip(pictures, prompts)):
        left, top = number % _COLUMNS * width, number // _COLUMNS * height
        page.paste(Image.fromarray(np.concatenate(cell, axis=1)), (left, top))
        for line, words in enumerate(in_lines(prompt, font, width - 2 * _MARGIN)):
            draw.text((left + _MARGIN, top + size + line * _LINE), words, font=font, fill=INK)
    return page
