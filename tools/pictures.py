"""Stills, a contact sheet and a film of the scene that `studio` built. Runs inside Blender's Python (needs Pillow)."""
from __future__ import annotations

from pathlib import Path

import bpy
import numpy as np
from PIL import Image, ImageDraw, ImageFont

#: Pixels of one tile of the contact sheet, and its columns.
TILE, COLUMNS = (400, 440), 4
#: Pixels of the film.
FILM = (512, 512)
_PAPER, _INK, _SOFT_INK = (247, 248, 250), (28, 32, 40), (110, 118, 130)
_GAP, _HEADER = 10, 92
#: Linear RGB(A): what Workbench's light makes of this floor is this background, so that no horizon shows.
_FILM_FLOOR, _FILM_BACKGROUND = (1.22, 1.25, 1.30, 1.0), (0.68, 0.70, 0.73)


def evenly(first: int, last: int, count: int = 8) -> list[int]:
    """`count` whole frames from first to last, both included."""
    return [int(round(frame)) for frame in np.linspace(first, last, count)]


def evenly_with(first: int, last: int, wanted: list[int], count: int = 8) -> list[int]:
    """As `evenly`, but for each wanted frame the nearest of them gives way to it."""
    frames = evenly(first, last, count)
    for frame in wanted:
        free = [other for other in frames if other not in wanted or other == frame]
        if free:
            frames[frames.index(min(free, key=lambda other: abs(other - frame)))] = frame
    return frames


def render_still(path: Path, frame: int, size: tuple[int, int], samples: int = 12) -> Image.Image:
    """One frame through Cycles, its background left open."""
    scene = bpy.context.scene
    scene.frame_set(frame)
    render = scene.render
    render.engine = "CYCLES"
    render.resolution_x, render.resolution_y, render.resolution_percentage = *size, 100
    render.film_transparent = True
    render.use_persistent_data = True
    scene.view_settings.view_transform = "Standard"
    scene.cycles.device, scene.cycles.samples, scene.cycles.use_denoising = "CPU", samples, True
    scene.cycles.max_bounces = 3
    bpy.data.objects["Floor"].is_shadow_catcher = True
    render.image_settings.file_format, render.image_settings.color_mode = "PNG", "RGBA"
    render.filepath = str(path)
    bpy.ops.render.render(write_still=True)
    with Image.open(path) as picture:
        return picture.convert("RGBA")


def contact_sheet(tiles: list[Image.Image], labels: list[str], title: str, subtitle: str) -> Image.Image:
    """The tiles in rows of four under a title, each with its label."""
    width, height = TILE
    rows = -(-len(tiles) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * (width + _GAP) + _GAP, _HEADER + rows * (height + _GAP)), _PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.text((_GAP + 8, 16), _fitted(pen, title, 34, sheet.width - 4 * _GAP), _INK, _font(34))
    pen.text((_GAP + 8, 60), subtitle, _SOFT_INK, _font(18))
    for index, (tile, label) in enumerate(zip(tiles, labels)):
        left, top = _GAP + index % COLUMNS * (width + _GAP), _HEADER + index // COLUMNS * (height + _GAP)
        backdrop = _gradient(tile.size)
        backdrop.alpha_composite(tile)
        sheet.paste(backdrop.convert("RGB"), (left, top))
        pen.text((left + 12, top + 10), label, _INK, _font(18))
    return sheet


def _gradient(size: tuple[int, int]) -> Image.Image:
    """A studio's paper background: pale above, a shade deeper below."""
    top, bottom = np.array([236, 240, 245]), np.array([214, 220, 228])
    share = np.linspace(0, 1, size[1])[:, None, None]
    rows = np.broadcast_to(top * (1 - share) + bottom * share, (size[1], size[0], 3))
    return Image.fromarray(rows.astype(np.uint8)).convert("RGBA")


def _font(pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.load_default(pixels)


def _fitted(pen: ImageDraw.ImageDraw, text: str, pixels: int, width: int) -> str:
    """The text in quotation marks, shortened to fit."""
    whole = f"“{text}”"
    while text and pen.textlength(whole, _font(pixels)) > width:
        text = text[:-1]
        whole = f"“{text.rstrip()}…”"
    return whole


def render_film(path: Path, first: int, last: int) -> None:
    """The whole clip as H.264 through Workbench."""
    scene = bpy.context.scene
    render, shading = scene.render, scene.display.shading
    render.engine = "BLENDER_WORKBENCH"
    render.film_transparent = False
    scene.view_settings.view_transform = "Standard"
    render.resolution_x, render.resolution_y = FILM
    shading.light, shading.studio_light, shading.color_type = "STUDIO", "paint.sl", "MATERIAL"
    shading.show_shadows, shading.shadow_intensity = True, 0.3
    bpy.data.materials["Floor"].diffuse_color = _FILM_FLOOR
    scene.world.color = _FILM_BACKGROUND
    scene.display.light_direction = (0.45, 0.75, 0.5)
    scene.display.render_aa = "FXAA"  # the finer ones cost three times as long without a graphics card
    scene.frame_start, scene.frame_end = first, last
    _write_h264(render, path)
    bpy.ops.render.render(animation=True)


def _write_h264(render: bpy.types.RenderSettings, path: Path) -> None:
    if hasattr(render.image_settings, "media_type"):  # since 5.0
        render.image_settings.media_type = "VIDEO"
    render.image_settings.file_format = "FFMPEG"
    render.ffmpeg.format, render.ffmpeg.codec = "MPEG4", "H264"
    render.ffmpeg.constant_rate_factor = "HIGH"
    render.use_file_extension = False
    render.filepath = str(path)
