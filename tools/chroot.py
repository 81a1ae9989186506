"""A Debian with Blender in a folder of its own, for a real window on a machine without a screen. Needs root and Debian."""
from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools.environment import ToolError

_PACKAGES = ("blender", "python3-venv", "python3-numpy", "python3-requests", "python3-zstandard", "xvfb", "xdotool", "imagemagick",
             "libgl1-mesa-dri", "libegl1", "x11-utils")
#: Blender 5.2's extension manager imports it, and Debian's package does not ask for it.
_PACKAGES_OF = {"trixie": (), "sid": ("python3-cattr",)}
_FINISHED = "motion_prompt.finished"


def ensure(folder: Path, suite: str) -> Path:
    """Make the chroot where it is missing, half-made or made from another list of packages; its folder. Raises ToolError."""
    packages = " ".join((*_PACKAGES, *_PACKAGES_OF[suite]))
    if (folder / _FINISHED).is_file() and (folder / _FINISHED).read_text() == packages:
        return folder
    if os.name != "posix" or os.geteuid() != 0 or not Path("/etc/debian_version").exists():
        raise ToolError("The window is opened inside a small Debian of its own; run this as root on a Debian or Ubuntu machine.")
    if folder.exists() and any(folder.iterdir()) and not (folder / "etc/debian_version").exists():
        raise ToolError(f"The folder {folder} holds something else. Choose another with --chroot.")
    print(f"Installing Debian {suite} with Blender into {folder} (once; a few minutes, 1.2 GB) …", flush=True)
    _unmount(folder)
    shutil.rmtree(folder, ignore_errors=True)
    if shutil.which("debootstrap") is None:
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "debootstrap")
    _run("debootstrap", "--variant=minbase", suite, str(folder), _mirror())
    _configure(folder)
    with mounted(folder):
        inside(folder, "apt-get", "update", "-qq")
        inside(folder, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *_PACKAGES, *_PACKAGES_OF[suite])
    (folder / _FINISHED).write_text(packages)
    return folder


@contextlib.contextmanager
def mounted(folder: Path) -> Iterator[None]:
    """The chroot with /proc in it, which packages and Blender ask for."""
    _unmount(folder)
    _run("mount", "-t", "proc", "proc", str(folder / "proc"))
    try:
        yield
    finally:
        _unmount(folder)


def _unmount(folder: Path) -> None:
    """Nothing may stay mounted: a chroot is deleted with all that is below it."""
    while os.path.ismount(folder / "proc"):
        _run("umount", str(folder / "proc"))


def inside(folder: Path, *command: str) -> str:
    """What a command prints inside the chroot. Raises ToolError where it fails."""
    return _run("chroot", str(folder), "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8",
                "DEBIAN_FRONTEND=noninteractive", *command)


def _mirror() -> str:
    """The package mirror that this system uses itself."""
    sources = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    for source in filter(Path.is_file, sources):
        found = re.search(r"^(?:URIs:\s*|deb\s+(?:\[[^\]]*\]\s+)?)(\S+)", source.read_text(), re.MULTILINE)
        if found:
            return found[1]
    raise ToolError("This system's apt names no package mirror, so Debian cannot be installed from it.")


def _configure(folder: Path) -> None:
    """The caller's network settings, and nothing that a picture does not need."""
    for settings in Path("/etc/apt/apt.conf.d").glob("99*"):
        shutil.copy(settings, folder / "etc/apt/apt.conf.d")
    shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
    dpkg = folder / "etc/dpkg/dpkg.cfg.d"
    (dpkg / "unsafe").write_text("force-unsafe-io\n")
    (dpkg / "slim").write_text("".join(f"path-exclude /usr/share/{name}/*\n" for name in ("doc", "man", "locale")))
    opener = folder / "usr/local/bin/xdg-open"  # a desktop has one; Open Log calls it
    opener.write_text("#!/bin/sh\n")
    opener.chmod(0o755)
    no_services = folder / "usr/sbin/policy-rc.d"
    no_services.write_text("#!/bin/sh\nexit 101\n")
    no_services.chmod(0o755)


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise ToolError(f"{command[0]} failed. It said: {' / '.join(last)}")
    return done.stdout
