"""The builds of PyTorch that Set Up can install, and what each takes."""
from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Build:
    """`suffix` is the build's mark in PyTorch's version and `index` where it lies, both empty where the ordinary package is that build;
    `download` and `installed` are megabytes of PyTorch alone, about."""

    name: str
    label: str
    suffix: str
    index: str
    download: int
    installed: int
    purpose: str
    #: Whether PyTorch brings packages of its own that no list here names (NVIDIA's libraries).
    brings_libraries: bool = False


_CPU = "Runs on every computer, and the motion models are quick on it"
_CUDA = "For training on NVIDIA cards from the RTX 20 series on (driver 580 or newer). Motion is made on the processor with this build too"
_INDEX = "https://download.pytorch.org/whl/"
#: Megabytes that the other packages take: to download, and on the disk.
OTHERS_DOWNLOAD, OTHERS_INSTALLED = 240, 500


def builds(platform: str = sys.platform) -> tuple[Build, ...]:
    """What can be chosen on this system; the first is the default."""
    if platform == "darwin":
        return (Build("CPU", "CPU", "", "", 90, 400, _CPU),)
    # The ordinary package is the CPU build on Windows and a CUDA build on Linux; PyTorch's own index has each by name.
    suffix, index = ("", "") if platform == "win32" else ("+cpu", _INDEX + "cpu")
    return (
        Build("CPU", "CPU", suffix, index, 190, 760, _CPU),
        Build("CUDA", "CUDA 13 (NVIDIA)", "+cu130", _INDEX + "cu130", 2600, 5600, _CUDA, brings_libraries=True),
    )


def build_named(name: str, platform: str = sys.platform) -> Build:
    """The build of that name; the default where this system has none."""
    return next((each for each in builds(platform) if each.name == name), builds(platform)[0])


def download_megabytes(build: Build) -> int:
    return build.download + OTHERS_DOWNLOAD


def needed_megabytes(build: Build) -> int:
    """Free disk space that Set Up asks for: what stays, and the downloads beside it (pip keeps a copy in its cache)."""
    return build.installed + OTHERS_INSTALLED + 2 * download_megabytes(build)
