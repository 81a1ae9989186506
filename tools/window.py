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

from tools import chroot, package
from tools.environment import MAIN, ROOT, ToolError

#: The screen inside the virtual display, pixels.
SCREEN = (1280, 800)
#: Where buttons are: pixels from the sidebar's upper left corner, with the panels as they open at first.
ADD_CHARACTER, PROMPT, GENERATE, KEEP = (143, 138), (134, 203), (143, 375), (74, 544)
POSE_HEADER = (150, 443)
#: And with all panels closed but Pose.
POSE_TEXT, POSE, NEXT_POSE, PIN_CANDIDATE, COMPLETE_HEADER = (134, 132), (143, 236), (242, 267), (199, 336), (150, 322)
#: And with all panels closed but Complete; the last is Keep once there are takes above it.
PIN_POSE, GHOSTS, COMPLETE, TAKES_HEADER, KEEP_COMPLETED = (143, 159), (40, 294), (136, 445), (55, 100), (74, 182)
PROMPT_TYPED, POSE_TYPED = "a person waves with the right hand", "squatting, arms stretched forward"
_SHARE = "srv/motion_prompt"
_DISPLAY = ":87"


def run(options: argparse.Namespace) -> int:
    """Click Add Character, type a prompt, click Generate, wait for the takes, click Keep; write panel.png and others."""
    python = MAIN.ensure(options.torch_index)
    default = Path(tempfile.gettempdir()) / f"motion-prompt-{options.suite}"
    place = chroot.ensure((options.chroot or default).resolve(), options.suite)
    with tempfile.TemporaryDirectory(prefix="motion-prompt-ui-") as scratch, chroot.mounted(place):
        install(place, package.pack(Path(scratch)))
        with server(python, Path(scratch)) as address, window(place, address) as blender:
            pictures = click_through(blender)
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

    def click(self, spot: tuple[int, int], times: int = 1, key: str = "") -> None:
        """A click at a place in the sidebar, with a key held; the nudge makes Blender notice what is under the mouse."""
        left, top = self.state()["sidebar"][:2]
        self._x("xdotool", "mousemove", "--sync", str(left + spot[0]), str(top + spot[1]))
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

    def picture(self, name: str) -> Path:
        """The whole screen as a PNG; its path outside the chroot."""
        self._x("import", "-window", "root", f"/{_SHARE}/{name}.png")
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


def click_through(blender: Window) -> dict[str, Path]:
    """The animator's way through the panel; pictures by the name they get."""
    blender.focus()
    blender.click(ADD_CHARACTER)
    blender.until(lambda state: state["characters"] == 1, 30, "A click on Add Character added none.")
    blender.click(PROMPT, times=2)
    blender.type_over(PROMPT_TYPED)
    pictures = {"panel_prompt.png": blender.picture("prompt")}
    blender.click(GENERATE)
    blender.until(lambda state: state["waiting"], 900, "A click on Generate brought no takes.")
    time.sleep(3)  # the window shows the character from nearer then
    pictures["panel.png"] = blender.picture("panel")
    blender.click(KEEP)
    blender.until(lambda state: not state["waiting"] and state["action"], 30, "A click on Keep kept nothing.")
    pictures |= _pose(blender)
    pictures |= _complete(blender)
    print(f"Blender {blender.state()['version']}: kept the action “{blender.state()['action']}”.")
    return pictures


def _pose(blender: Window) -> dict[str, Path]:
    """A pose from words stands at the playhead; the second candidate is pinned."""
    blender.click(POSE_HEADER, key="ctrl")
    blender.click(POSE_TEXT, times=2)
    blender.type_over(POSE_TYPED)
    blender.click(POSE)
    blender.until(lambda state: state["poses"] > 1, 300, "A click on Pose brought no poses.")
    blender.click(NEXT_POSE)
    blender.until(lambda state: state["pose_shown"] == 1, 30, "A click on the arrow did not show the next pose.")
    time.sleep(2)  # the window shows it a little later
    picture = blender.picture("pose")
    blender.click(PIN_CANDIDATE)
    blender.until(lambda state: state["pins"] == 1 and not state["poses"], 30, "A click on Pin did not pin the pose.")
    return {"panel_pose.png": picture}


def _complete(blender: Window) -> dict[str, Path]:
    """A pose of the kept motion is pinned as well, and what lies between the two is made anew."""
    blender.click(COMPLETE_HEADER, key="ctrl")
    blender.key("shift+Left")
    blender.until(lambda state: state["frame"] == 1, 30, "The playhead did not go to the first frame.")
    blender.click(PIN_POSE)
    blender.until(lambda state: state["pins"] == 2, 30, "A click on Pin Pose pinned none.")
    blender.click(GHOSTS)
    blender.click(COMPLETE)
    blender.until(lambda state: state["waiting"], 300, "A click on Complete brought nothing.")
    blender.click(TAKES_HEADER)
    blender.key(*["Right"] * 14)
    picture = blender.picture("complete")
    blender.click(KEEP_COMPLETED)
    blender.until(lambda state: not state["waiting"], 30, "A click on Keep kept nothing of what was completed.")
    return {"panel_complete.png": picture}


def _wait(condition: Callable[[], bool], patience: float, otherwise: str) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            raise ToolError(otherwise)
        time.sleep(0.2)
