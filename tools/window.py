"""`build_addon.py ui`: a real Blender window, clicked through with a real mouse, and pictures of it."""
from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import chroot, package, window_tour
from tools.environment import MAIN, ROOT, ToolError
from tools.window_places import Picture, Places, grips

#: The screen inside the virtual display, pixels: high enough for the longest panel.
SCREEN = (1280, 1000)
_SHARE = "srv/motion_prompt"
_DISPLAY = ":87"


def run(options: argparse.Namespace) -> int:
    """Go through the tab as an animator does (see `window_tour`); write the pictures that the pages in docs/ show."""
    python = MAIN.ensure(options.torch_index)
    default = Path(tempfile.gettempdir()) / f"motion-prompt-{options.suite}"
    place = chroot.ensure((options.chroot or default).resolve(), options.suite)
    with tempfile.TemporaryDirectory(prefix="motion-prompt-ui-") as scratch, chroot.mounted(place):
        install(place, package.pack(Path(scratch)))
        with server(python, Path(scratch)) as address, window(place, address) as blender:
            pictures = window_tour.tour(blender)
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
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
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

    def __post_init__(self) -> None:
        command = ["chroot", str(self.place), "env", "-i", "PATH=/usr/bin:/bin", f"DISPLAY={_DISPLAY}", "xdotool", "-"]
        self._mouse = subprocess.Popen(command, stdin=subprocess.PIPE, text=True)
        self._places, self._panel = Places(self._under), ""

    def state(self) -> dict:
        """What `window_inside` wrote last; empty before the first time."""
        path = self.place / _SHARE / "state.json"
        return json.loads(path.read_text()) if path.is_file() else {}

    def until(self, condition: Callable[[dict], bool], patience: float, otherwise: str) -> None:
        """Wait for what the window shows. Raises ToolError with `otherwise` and the add-on's own message."""
        def fulfilled() -> bool:
            if self.process.poll() is not None:
                raise ToolError("Blender's window closed by itself.")
            state = self.state()
            return bool(state) and condition(state)

        try:
            _wait(fulfilled, patience, otherwise)
        except ToolError as error:
            picture = self.picture("failure")
            raise ToolError(f"{error} {self.state().get('problem', '')} The window as it was: {picture}") from None

    def open(self, panel: str) -> None:
        """Opens a panel of the tab and closes all others, as Ctrl and a click on its header do."""
        self.click(self._header(panel), key="ctrl")
        self._panel, self._places.found = panel, {}

    def press(self, name: str, times: int = 1) -> None:
        """A click on the button or field called `name` in the open panel (see `window_places.Places`). Raises ToolError where it is not."""
        spot = self.find(name)
        if spot is None:
            raise ToolError(f"There is no {name} in the panel {self._panel}. There are: {', '.join(self._places.found)}. "
                            f"The window as it was: {self.picture('failure')}")
        self.click(spot, times)

    def find(self, name: str) -> tuple[int, int] | None:
        """Where that button or field is, pixels from the sidebar's corner; None where the open panel has none."""
        _, _, width, height = self.state()["sidebar"]
        rows, names = self._grips(), self.state()["panels"]
        place = names.index(self._panel)
        bottom = rows[place + 1] - 12 if place + 1 < len(rows) else height - 8
        probe = self.place / _SHARE / "probe"
        probe.touch()
        try:
            return self._places.look(name, width, rows[place] + 18, bottom)
        finally:
            probe.unlink()
            self._mouse.stdin.write("mousemove_relative 1 0\n")  # the follower ends with the next event
            self._mouse.stdin.flush()

    def _header(self, panel: str) -> tuple[int, int]:
        names, rows = self.state()["panels"], self._grips()
        if panel not in names or names.index(panel) >= len(rows):
            raise ToolError(f"The panel {panel} is not in the window, but {', '.join(names)}: {self.picture('failure')}")
        return 90, rows[names.index(panel)]

    def _grips(self) -> list[int]:
        """The rows of the headers once the sidebar is drawn to its end."""
        last: list[int] = []
        while (now := self._grips_now()) != last:
            last = now
            time.sleep(0.8)
        return now

    def _grips_now(self) -> list[int]:
        left, top, width, height = self.state()["sidebar"]
        self._x("import", "-window", "root", "-crop", f"{width}x{height}+{left}+{top}", "-depth", "8", f"gray:/{_SHARE}/sidebar.gray")
        return grips(Picture(width, height, (self.place / _SHARE / "sidebar.gray").read_bytes()))

    def _under(self, x: int, y: int) -> str:
        """What Blender says is under the mouse once that is at a place in the sidebar, in short."""
        left, top = self.state()["sidebar"][:2]
        self._mouse.stdin.write(f"mousemove {left + x} {top + y}\n")
        self._mouse.stdin.flush()
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            time.sleep(0.04)
            there_x, there_y, said = self._said_under()
            if abs(there_x - x) <= 2 and abs(there_y - y) <= 2:
                time.sleep(0.08)  # the button lights up right after the mouse has come
                said = self._said_under()[2]
                return said.removeprefix("bpy.ops.").removesuffix("()").rpartition("].")[2]
        raise ToolError("Blender's window does not follow the mouse.")

    def _said_under(self) -> tuple[int, int, str]:
        try:
            x, y, said = (self.place / _SHARE / "under").read_text().split(" ", 2)
        except (FileNotFoundError, ValueError):
            return -99, -99, ""
        return int(x), int(y), said

    def click(self, spot: tuple[int, int], times: int = 1, key: str = "") -> None:
        """A click at a place in the sidebar, with a key held; the nudge makes Blender notice what is under the mouse."""
        left, top = self.state()["sidebar"][:2]
        self._x("xdotool", "mousemove", str(left + spot[0]), str(top + spot[1]))
        time.sleep(0.4)
        self._x("xdotool", "mousemove_relative", "1", "0")
        time.sleep(0.3)
        held = (["keydown", key], ["keyup", key]) if key else ([], [])
        self._x("xdotool", *held[0], "click", "--repeat", str(times), "--delay", "80", "1", *held[1])
        time.sleep(0.8)

    def type_over(self, text: str) -> None:
        """Replace what the field under edit holds."""
        self._x("xdotool", "key", "ctrl+a")
        self._x("xdotool", "type", "--delay", "40", text)
        self._x("xdotool", "key", "Return")
        self.until(lambda state: text in state["texts"], 60, f"“{text}” did not get into the field.")

    def key(self, *keys: str) -> None:
        """Keys pressed one after another where the mouse is."""
        self._x("xdotool", "key", "--delay", "100", *keys)
        time.sleep(0.8)

    def picture(self, name: str, sidebar: bool = False) -> Path:
        """The whole screen, or the sidebar as far down as it is used, as a small PNG; its path outside the chroot."""
        crop = []
        if sidebar:
            left, top, width, height = self.state()["sidebar"]
            crop = ["-crop", f"{width - 20}x{height}+{left}+{top}", "+repage"]
        self._x("import", "-window", "root", *crop, "+dither", "-colors", "160", "-define", "png:compression-level=9", f"/{_SHARE}/{name}.png")
        return self.place / _SHARE / f"{name}.png"

    def focus(self) -> None:
        """There is no window manager: without this, keys go nowhere."""
        found = self._x("xdotool", "search", "--onlyvisible", "--class", "Blender").split()
        self._x("xdotool", "windowfocus", found[-1])

    def _x(self, *command: str) -> str:
        return chroot.inside(self.place, "env", f"DISPLAY={_DISPLAY}", *command)


@contextlib.contextmanager
def window(place: Path, address: dict) -> Iterator[Window]:
    """A Blender window on a virtual display, its sidebar open on the add-on's tab."""
    enter = ["chroot", str(place), "env", "-i", "PATH=/usr/bin:/bin", "HOME=/root", "LANG=C.UTF-8"]
    log = (place / _SHARE / "blender.log").open("wb")
    width, height = SCREEN
    display = subprocess.Popen([*enter, "Xvfb", _DISPLAY, "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
                               stdout=log, stderr=log)
    blender = None
    try:
        time.sleep(2)
        variables = [f"DISPLAY={_DISPLAY}", "LIBGL_ALWAYS_SOFTWARE=1", f"WINDOW_STATE=/{_SHARE}/state.json",
                     f"SERVER_ADDRESS={address['address']}", f"SERVER_TOKEN={address['token']}"]
        arguments = ["--window-geometry", "0", "0", str(width), str(height), "--python", f"/{_SHARE}/window_inside.py"]
        blender = subprocess.Popen([*enter, *variables, "blender", *arguments], stdout=log, stderr=log)
        shown = Window(place, blender)
        shown.until(lambda state: state["tab"] == "Motion Prompt", 180, "Blender's window did not open.")
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


def _wait(condition: Callable[[], bool], patience: float, otherwise: str) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            raise ToolError(otherwise)
        time.sleep(0.2)
