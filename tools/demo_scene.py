"""The demo itself: type a prompt, press Generate, keep the take, take pictures. Runs inside Blender's Python."""
from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np

from tools import pictures, session, studio


@dataclass(frozen=True)
class Wishes:
    """What `build_addon.py demo` was asked for, and where things are."""

    extension: str
    python: str
    out: str
    log: str
    prompt: str
    seconds: float
    seed: int
    takes: int
    pins: int


def main(wishes: Wishes) -> None:
    """The whole demo; prints what it does."""
    out, log = Path(wishes.out), Path(wishes.log)
    with session.chatter_to(log):
        session.install(Path(wishes.extension), Path(wishes.python))
    started = time.perf_counter()
    session.start_server()
    print(f"The motion server was ready after {time.perf_counter() - started:.1f} s.", flush=True)
    character, waited = make_motion(wishes)
    action = character.animation_data.action
    print(f"Prompt to keyframes: {waited:.2f} s  (“{wishes.prompt}”, {wishes.seconds:g} s, action “{action.name}”)", flush=True)
    pinned = complete(character, wishes) if wishes.pins else []
    session.press("stop_server")
    with session.chatter_to(log):
        written = [save(out / "demo.blend"), *take_pictures(character, wishes, pinned)]
    for path in written:
        print(f"  {path}  ({path.stat().st_size / 2**20:.1f} MB)")


def make_motion(wishes: Wishes) -> tuple[bpy.types.Object, float]:
    """A character with the kept take, and the seconds from pressing Generate to its keyframes."""
    scene = bpy.context.scene
    scene.render.fps, scene.frame_start = 30, 1
    scene.frame_set(1)
    session.press("add_character")
    settings = scene.motion_prompt
    settings.prompt, settings.duration, settings.takes = wishes.prompt, wishes.seconds, wishes.takes
    settings.seed, settings.lock_seed = wishes.seed, True
    started = time.perf_counter()
    character = session.generate()
    waited = time.perf_counter() - started
    session.press("keep_take")
    scene.frame_end = int(character.animation_data.action.frame_range[1])
    return character, waited


def complete(character: bpy.types.Object, wishes: Wishes) -> list[int]:
    """Pins some of the motion's poses, as far apart as can be, and completes them without a prompt; the pinned frames."""
    scene = bpy.context.scene
    pinned = pictures.evenly(scene.frame_start, scene.frame_end, wishes.pins)
    for frame in pinned:
        scene.frame_set(frame)
        session.press("pin_pose")
    scene.motion_prompt_completion.variations = 1
    started = time.perf_counter()
    session.wait_for_takes("complete")
    waited = time.perf_counter() - started
    worst = max(error.degrees for error in character.motion_prompt.pin_errors)
    session.press("keep_take")
    name = character.animation_data.action.name
    print(f"Pins to keyframes: {waited:.2f} s  ({wishes.pins} pins, at most {worst:.2f}° off, action “{name}”)", flush=True)
    return pinned


def save(path: Path) -> Path:
    """The scene as the animator has it now: the character with its action, before the studio is built around it."""
    bpy.ops.wm.save_as_mainfile(filepath=str(path), compress=True, check_existing=False)
    return path


def take_pictures(character: bpy.types.Object, wishes: Wishes, pinned: list[int]) -> list[Path]:
    """The contact sheet and the film of the character's action; pinned frames are among the sheet's."""
    sheet, film = Path(wishes.out) / "contact_sheet.png", Path(wishes.out) / "demo.mp4"
    first, last = (int(frame) for frame in character.animation_data.action.frame_range)
    width, height = pictures.TILE
    shot = studio.plan_shot(character, np.arange(first, last + 1), aspect=width / height)
    studio.build(character, shot)
    frames = pictures.evenly_with(first, last, pinned)
    with tempfile.TemporaryDirectory() as scratch:
        tiles = [pictures.render_still(Path(scratch) / f"{frame}.png", frame, pictures.TILE) for frame in frames]
        pictures.render_film(Path(scratch) / "film.mp4", first, last)
        shutil.copyfile(Path(scratch) / "film.mp4", film)
    labels = [f"{(frame - first) / 30:.1f} s   frame {frame}{'   PINNED' if frame in pinned else ''}" for frame in frames]
    subtitle = f"{wishes.seconds:g} seconds, seed {wishes.seed}, keyframes in Blender {bpy.app.version_string}"
    if pinned:
        subtitle = f"{len(pinned)} of its poses pinned, the rest completed anew: {subtitle}"
    pictures.contact_sheet(tiles, labels, wishes.prompt, subtitle).save(sheet, optimize=True)
    return [sheet, film]


if __name__ == "__main__":
    try:
        main(Wishes(**json.loads(sys.argv[1])))
    except session.SessionError as error:
        print(f"The demo could not go on. {error}", file=sys.stderr)
        session.leave(1)
    session.leave(0)
