"""Frames of a motion beside each other, feet on one line, as part of a contact sheet."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from models.body import body_model, vertices
from models.motion import Motion
from models.pose.rendering import BodyRenderer

PAPER, INK, FLOOR = (244, 244, 244), (30, 30, 30), (190, 190, 190)
#: Where the floor lies in a cell, and metres that half a picture shows at the body's middle (`models.pose.rendering`).
_GROUND, _REACH = 0.93, 1.2


@dataclass
class Film:
    """Draws frames `width` × `size` pixels each, seen from `view` degrees towards the character's left."""

    size: int
    width: int
    view: float
    _body: object = field(init=False)
    _renderer: BodyRenderer = field(init=False)

    def __post_init__(self):
        self._body = body_model()
        self._renderer = BodyRenderer(np.asarray(self._body.faces), self.size, (self.view,))

    def draw(self, page: Image.Image, motion: Motion, corner: tuple[int, int]) -> None:
        """All frames of `motion`, the first with its upper left corner at `corner`."""
        floor = corner[1] + _GROUND * self.size
        ImageDraw.Draw(page).line([(corner[0], floor), (corner[0] + len(motion) * self.width, floor)], fill=FLOOR, width=2)
        for column, mesh in enumerate(vertices(motion, self._body)):
            self._paste(page, self._renderer(mesh[None])[0, 0], mesh, (corner[0] + column * self.width, corner[1]))

    def _paste(self, page: Image.Image, picture: np.ndarray, mesh: np.ndarray, corner: tuple[int, int]) -> None:
        """Puts the picture, which has the body in its middle, where the body stands on the line; what is background stays the page's."""
        low, high = mesh[:, 1].min(), mesh[:, 1].max()
        feet = 0.5 + (high - low) / 2 / (2 * _REACH)
        # A foot in the air stays in the air.
        down = round(self.size * (_GROUND - feet - max(low, 0) / (2 * _REACH)))
        left = (self.size - self.width) // 2
        cell = picture[:, left : left + self.width]
        mask = (np.abs(cell.astype(int) - PAPER[0]).max(axis=-1) > 0).astype(np.uint8) * 255
        page.paste(Image.fromarray(cell), (corner[0], corner[1] + down), Image.fromarray(mask))


def at_frames(motion: Motion, frames: np.ndarray) -> Motion:
    """Some frames of a motion that begins at the origin and faces +Z."""
    turned = motion.placed((0.0, 0.0), 0.0)
    frames = np.round(frames).astype(int)
    return Motion(turned.root_translation[frames], turned.joint_rotations[frames])


def in_lines(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """The text in lines no wider than `width` pixels."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
