"""`build_addon.py ui`: a real Blender window, clicked through with a real mouse, and pictures of it."""
from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools import chroot, package, tour
from tools.environment import MAIN, ROOT, ToolError
from tools.window_places import Picture, Places, grips

#: The screen inside the virtual display, pixels: high enough for the longest panel.
SCREEN = (1280, 1000)
#: What Blender prints where something is wrong, and what it always prints on a machine without a screen.
_ERROR = re.compile(r"Traceback|\w*Error\b|Warning: (?!class)|\bexception\b|not found|rna_", re.IGNORECASE)
_HARMLESS = re.compile(r"^> |PreferencesView|mounted file-systems|EGL|libGL|ALSA|Xlib|xkbcomp|XKB")
_SHARE = "srv/motion_prompt"
_DISPLAY = ":87"


def run(options: argparse.Namespace) -> int:
    """Go through the tab as an animator does (see `window_tour`); write the pictures that the pages in docs/ show."""
    python = MAIN.ensure(options.torch_index)
    default = Path(tempfile.gettempdir()) / f"motion-prompt-{options.suite}"
    place = chroot.ensure((options.chroot or default).resolve(), options.suite)
    with tempfile.TemporaryDirectory(prefix="motion-prompt-ui-") as scratch, chroot.mounted(place):
        install(place, package.pack(Path(scratch)))
        # Set Up goes on until it is cancelled, whatever this machine may download.
        with server(python, Path(scratch)) as address, silence() as proxy, window(place, proxy) as blender:
            pictures = tour.tour(blender, address)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures.items():
        shutil.copyfile(picture, options.out / name)
        print(f"  {options.out / name}")
    return 0


@contextlib.contextmanager
def server(python: Path, folder: Path) -> Iterator[dict]:
    """A motion server outside the chroot; what it wrote about itself (address and token)."""
    command = [str(python), "-m", "server", "--state-dir", str(folder), "--parent-pid", str(os.getpid())]
    with (folder / "server.log").open("wb") as log:
        # One thread: where others use the cores as well, drawing without a graphics card among them, several wait for one another.
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=os.environ | {"OMP_NUM_THREADS": "1"})
    try:
        written = folder / "server.json"
        _wait(lambda: written.is_file() or process.poll() is not None, 120, "The motion server did not start.")
        if not written.is_file():
            raise ToolError(f"The motion server did not start. It said: {(folder / 'server.log').read_text().strip()[-300:]}")
        address = json.loads(written.read_text())
        _wait(lambda: _health(address) != "loading", 300, "The motion server did not load its model in time.")
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _health(address: dict) -> str:
    with urllib.request.urlopen(f"{address['address']}/v1/health", timeout=60) as answer:
        return json.load(answer)["status"]


def install(place: Path, extension: Path) -> None:
    """Put the extension into the Blender of the chroot, as Install from Disk does."""
    share = place / _SHARE
    shutil.rmtree(share, ignore_errors=True)
    shutil.rmtree(place / "root/.config/blender", ignore_errors=True)
    share.mkdir(parents=True)
    shutil.copy(extension, share)
    shutil.copy(ROOT / "tools/window_inside.py", share)
    chroot.inside(place, "blender", "--command", "extension", "install-file", "-r", "user_default", "-e", f"/{_SHARE}/{extension.name}")


@dataclass
class Window:
    """A running Blender window: what it shows, a mouse, a keyboard, a camera."""

    place: Path
    process: subprocess.Popen
    pressed: set[str] = field(default_factory=set)
    _number: int = 0
    _read: int = 0
    _panel: str = ""

    def __post_init__(self) -> None:
        self._places = Places(lambda spots, wanted: self.ask("look", "VIEW_3D", "UI", spots, wanted))

    def ask(self, function: str, *arguments: object) -> Any:
        """What a function of `window_inside` says inside the window. Raises ToolError where it fails or the window is gone."""
        self._number += 1
        question = {"number": self._number, "expression": f"{function}({', '.join(map(repr, arguments))})"}
        share = self.place / _SHARE
        (share / "question.part").write_text(json.dumps(question))
        (share / "question.part").replace(share / "question.json")
        answer: dict = {}

        def answered() -> bool:
            nonlocal answer
            if self.process.poll() is not None:
                raise ToolError("Blender's window closed by itself.")
            written = share / "answer.json"
            answer = json.loads(written.read_text()) if written.is_file() else {}
            return answer.get("number") == self._number

        _wait(answered, 240, f"Blender's window does not answer “{function}”.", 0.02)
        if answer["error"]:
            raise ToolError(f"“{function}” failed in Blender's window: {answer['error'].strip()}")
        return answer["value"]

    def until(self, condition: Callable[[], bool], patience: float, otherwise: str) -> None:
        """Wait for what the window shows. Raises ToolError with `otherwise` and the add-on's own message."""
        try:
            _wait(condition, patience, otherwise)
        except ToolError as error:
            raise self.failure(str(error)) from None

    def failure(self, sentence: str) -> ToolError:
        """The sentence, what the add-on says, and a picture."""
        return ToolError(f"{sentence} {self.ask('problem')} The window as it was: {self.picture('failure')}")

    def open(self, panel: str) -> None:
        """Opens a panel of the tab and closes all others, as Ctrl and a click on its header do."""
        self.click((90, self.header(panel)), key="ctrl")
        self._panel, self._places.found = panel, {}

    def header(self, panel: str) -> int:
        """The row in which a panel's header is. Raises ToolError where it is not in sight."""
        names, rows = self.ask("panels"), self._grips()
        if panel not in names or names.index(panel) >= len(rows):
            raise self.failure(f"The panel {panel} is not in the window, but {', '.join(names)} ({len(rows)} are in sight).")
        return rows[names.index(panel)]

    def unfold(self, panel: str) -> None:
        """Opens a panel inside the open one: its header is where no button is, and a click on it lets it be drawn."""
        if self._drawn(panel):
            return
        for row in self._places.gaps(self._width(), *self._extent()):
            self.click((60, row))
            if self._drawn(panel):
                self._places.found = {}
                return
        raise self.failure(f"The panel {panel} is not inside {self._panel}.")

    def _drawn(self, panel: str) -> bool:
        before = self.ask("draws", panel)
        self.ask("redrawn")
        return self.ask("draws", panel) > before

    def press(self, name: str, times: int = 1, key: str = "", area: str = "") -> None:
        """A click on the button or field called `name` in the open panel (see `window_places.Places`), or in another area. Raises ToolError
        where it is not, and where it is a button of the add-on that does not answer."""
        spot = self.find_in(area, name) if area else self.find(name)
        if spot is None:
            raise self.failure(f"There is no {name} in the panel {area or self._panel}. There are: {', '.join(self._places.found)}.")
        operator = name.partition("(")[0]
        if operator in self.ask("operators"):
            self.calling(operator, lambda: self.click(spot, times, key, *((area, "WINDOW") if area else ())))
        else:
            self.click(spot, times, key, *((area, "WINDOW") if area else ()))

    def calling(self, operator: str, act: Callable[[], None]) -> None:
        """Does something with the mouse or the keys that calls an operator of the add-on. Raises ToolError where it does not."""
        before = self.ask("calls").get(operator, 0)
        act()
        self.until(lambda: self.ask("calls").get(operator, 0) > before, 20, f"A click on {operator} called nothing.")
        self.pressed.add(operator)

    def find(self, name: str) -> tuple[int, int] | None:
        """Where that button or field is, pixels from the sidebar's corner; None where the open panel has none."""
        return self._places.look(name, self._width(), self._extent)

    def find_in(self, area: str, name: str) -> tuple[int, int] | None:
        """Where it is in another area, as far as that is in sight."""
        places = Places(lambda spots, wanted: self.ask("look", area, "WINDOW", spots, wanted))
        _, _, width, height = self.ask("rectangle", area, "WINDOW")
        return places.look(name, width, lambda: (4, height - 4))

    def _width(self) -> int:
        return self.ask("rectangle", "VIEW_3D", "UI")[2]

    def _extent(self) -> tuple[int, int]:
        """The rows between which the open panel is."""
        names, rows = self.ask("panels"), self._grips()
        place = names.index(self._panel)
        below = rows[place + 1:place + 2]
        return rows[place] + 18, below[0] - 16 if below else self.ask("rectangle", "VIEW_3D", "UI")[3] - 8

    def _grips(self) -> list[int]:
        """The rows of the headers once the sidebar is drawn to its end."""
        last: list[int] = []
        while (now := self._grips_now()) != last:
            last = now
            time.sleep(0.4)
        return now

    def _grips_now(self) -> list[int]:
        left, top, width, height = self.ask("rectangle", "VIEW_3D", "UI")
        self._x("import", "-window", "root", "-crop", f"{width}x{height}+{left}+{top}", "-depth", "8", f"gray:/{_SHARE}/sidebar.gray")
        return grips(Picture(width, height, (self.place / _SHARE / "sidebar.gray").read_bytes()))

    def click(self, spot: tuple[int, int], times: int = 1, key: str = "", area: str = "VIEW_3D", region: str = "UI", button: int = 1) -> None:
        """A click at a place of a region, with a key held; the nudge makes Blender notice what is under the mouse."""
        self.hover(spot, area, region)
        held = (["keydown", key], ["keyup", key]) if key else ([], [])
        self._mouse(*held[0], "click", "--repeat", str(times), "--delay", "80", str(button), *held[1])
        time.sleep(0.3)
        self.ask("redrawn")

    def hover(self, spot: tuple[int, int], area: str = "VIEW_3D", region: str = "UI") -> None:
        left, top = self.ask("rectangle", area, region)[:2]
        self._mouse("mousemove", str(left + spot[0]), str(top + spot[1]))
        self.ask("redrawn")
        self._mouse("mousemove_relative", "1", "0")
        self.ask("redrawn")

    def drag(self, start: tuple[int, int], end: tuple[int, int], area: str, region: str) -> None:
        """The mouse goes down at a place, moves in steps, and is let go at another."""
        self.hover(start, area, region)
        self._mouse("mousedown", "1")
        left, top = self.ask("rectangle", area, region)[:2]
        for step in range(1, 9):
            x, y = (round(a + (b - a) * step / 8) for a, b in zip(start, end))
            self._mouse("mousemove", str(left + x), str(top + y))
            time.sleep(0.1)
        self.ask("redrawn")
        self._mouse("mouseup", "1")
        self.ask("redrawn")

    def scroll(self, steps: int, area: str, region: str = "WINDOW") -> None:
        """Down, or up where `steps` is negative."""
        _, _, width, height = self.ask("rectangle", area, region)
        self.hover((width // 2, height // 2), area, region)
        self._mouse("click", "--repeat", str(abs(steps)), "--delay", "30", "5" if steps > 0 else "4")
        self.ask("redrawn")

    def fill(self, name: str, text: str) -> None:
        """Type a text into a field of the open panel, whose name is the end of its path in the scene."""
        self.press(name, times=2)
        self.type_over(text)
        self.until(lambda: self.ask("text", name) == text, 30, f"“{text}” did not get into {name}.")

    def type_over(self, text: str) -> None:
        """Replace what the field under edit holds."""
        self._x("xdotool", "key", "ctrl+a")
        self._x("xdotool", "type", "--delay", "20", text)
        self.key("Return")

    def key(self, *keys: str) -> None:
        """Keys pressed one after another where the mouse is."""
        self._x("xdotool", "key", "--delay", "100", *keys)
        time.sleep(0.3)
        self.ask("redrawn")

    def picture(self, name: str, crop: tuple[int, int, int, int] | None = None) -> Path:
        """The screen, or a part of it (left, top, width, height), as a small PNG; its path outside the chroot."""
        part = ["-crop", "{2}x{3}+{0}+{1}".format(*crop), "+repage"] if crop else []
        self._x("import", "-window", "root", *part, "+dither", "-colors", "128", "-define", "png:compression-level=9", f"/{_SHARE}/{name}.png")
        return self.place / _SHARE / f"{name}.png"

    def shot(self, name: str, beside: int = 0, least: int = 0, below: bool = False, away: bool = True) -> Path:
        """A picture of the sidebar as far down as it is used (at least so many pixels), with so many pixels of the viewport beside it, and on
        request down to the lower end of the timeline. `away`: the mouse goes out of the way before, which would close a menu."""
        left, top, width, height = self.ask("rectangle", "VIEW_3D", "UI")
        rows, shown = self._grips(), self.ask("panels")
        used = rows[-1] + 20 if len(rows) == len(shown) else height
        if below:
            there = self.ask("rectangle", "DOPESHEET_EDITOR", "WINDOW")
            used = there[1] + there[3] - top
        if away:
            self._mouse("mousemove", str(left - 3), str(top + 3))
            self.ask("redrawn")
        tabs = 0 if beside else 22
        return self.picture(name, (left - beside, top, width + beside - tabs, max(used, least)))

    def shot_of(self, name: str, area: str) -> Path:
        """A picture of one area."""
        return self.picture(name, self.ask("rectangle", area, "WINDOW"))

    def complain(self) -> None:
        """Raises ToolError where Blender printed an error since it was asked last."""
        log = (self.place / _SHARE / "blender.log").read_text(errors="replace")
        new, self._read = log[self._read:], len(log)
        found = [line for line in new.splitlines() if _ERROR.search(line) and not _HARMLESS.search(line)]
        if found:
            raise ToolError(f"Blender printed: {' / '.join(found[:5])}. All of it is in {self.place / _SHARE / 'blender.log'}.")

    def stand_in(self) -> str:
        """A program inside the chroot that is taken for a Python and does nothing for a while; its path there."""
        path = self.place / _SHARE / "python"
        path.write_text("#!/bin/sh\nexec sleep 60\n")
        path.chmod(0o755)
        return f"/{_SHARE}/python"

    def focus(self) -> None:
        """There is no window manager: without this, keys go nowhere."""
        found = self._x("xdotool", "search", "--onlyvisible", "--class", "Blender").split()
        self._x("xdotool", "windowfocus", found[-1])

    def _mouse(self, *command: str) -> None:
        self._x("xdotool", *command)

    def _x(self, *command: str) -> str:
        return chroot.inside(self.place, "env", f"DISPLAY={_DISPLAY}", *command)


@contextlib.contextmanager
def silence() -> Iterator[str]:
    """An address that takes every connection and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@contextlib.contextmanager
def window(place: Path, proxy: str) -> Iterator[Window]:
    """A Blender window on a virtual display, its sidebar open on the add-on's tab. What it asks the internet goes to the proxy."""
    enter = ["chroot", str(place), "env", "-i", "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/root", "LANG=C.UTF-8"]
    log = (place / _SHARE / "blender.log").open("wb")
    width, height = SCREEN
    display = subprocess.Popen([*enter, "Xvfb", _DISPLAY, "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
                               stdout=log, stderr=log)
    blender = None
    try:
        time.sleep(2)
        variables = [f"DISPLAY={_DISPLAY}", "LIBGL_ALWAYS_SOFTWARE=1", f"WINDOW_STATE=/{_SHARE}", f"WINDOW_HEIGHT={height}",
                     f"http_proxy={proxy}", f"https_proxy={proxy}", "no_proxy=127.0.0.1,localhost"]
        arguments = ["--window-geometry", "0", "0", str(width), str(height), "--python", f"/{_SHARE}/window_inside.py"]
        blender = subprocess.Popen([*enter, *variables, "blender", *arguments], stdout=log, stderr=log)
        shown = Window(place, blender)
        shown.ask("show_tab")
        yield shown
    finally:
        _close(place, blender, display)


def _close(place: Path, blender: subprocess.Popen | None, display: subprocess.Popen) -> None:
    (place / _SHARE / "quit").touch()
    for process, patience in ((blender, 15), (display, 0)):
        if process is None:
            continue
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait(10)


def _wait(condition: Callable[[], bool], patience: float, otherwise: str, pause: float = 0.2) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            raise ToolError(otherwise)
        time.sleep(pause)
