"""HumanML3D's motions from AMASS itself, where somebody has it: true rotations, twist included, in place of recovered ones.

HumanML3D's index.csv says of which frames of which AMASS file a motion was made, counted after whole frames were left out to come near 20 a
second and after a dataset's first moments, in which its performers stand in a T-pose.
"""
from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np

from models.cleanup import settle
from models.io.amass import read_amass
from models.io.bvh import MotionFileError
from models.io.humanml3d import SOURCE_FPS
from models.motion import FPS, Motion

#: Frames (of about 20 a second) that are left out at a dataset's beginnings.
_LEFT_OUT = {"Eyes_Japan_Dataset": 60, "MPI_HDM05": 60, "TotalCapture": 20, "MPI_Limits": 20, "Transitions_mocap": 10}


@dataclass(frozen=True)
class Cut:
    """Frames `start` to `end` (None: all that follow) of an AMASS file, path relative to amass_data."""

    path: str
    start: int
    end: int | None


def cuts_of(folder: Path) -> dict[str, Cut]:
    """By motion's name, what is to be cut from which file of `folder`/amass_data; nothing without that and index.csv."""
    if not ((folder / "index.csv").is_file() and (folder / "amass_data").is_dir()):
        return {}
    with open(folder / "index.csv", newline="", encoding="utf-8") as file:
        return {row["new_name"].removesuffix(".npy"): _cut(row) for row in csv.DictReader(file)}


def _cut(row: dict[str, str]) -> Cut:
    parts = PurePosixPath(row["source_path"]).with_suffix(".npz").parts
    inside = parts[parts.index("pose_data") + 1 :]
    start, end = int(row["start_frame"]), int(row["end_frame"])
    left_out = _LEFT_OUT.get(inside[0], 0)
    return Cut("/".join(inside), left_out + start, None if end < 0 else left_out + end)


def read_cut(folder: Path, cut: Cut) -> Motion | None:
    """The motion at 30 fps, soles on the floor; None where amass_data lacks the file. Raises MotionFileError where it cannot be used."""
    path = folder / "amass_data" / cut.path
    if not path.is_file():
        return None
    motion = read_amass(path)
    start, end = (None if frame is None else round(frame / _kept_rate(path) * FPS) for frame in (cut.start, cut.end))
    if start >= len(motion):
        raise MotionFileError(f"“{cut.path}” is shorter than index.csv says. Get the file again.")
    return settle(motion[start:end])


def _kept_rate(path: Path) -> float:
    """Frames a second that are left of an AMASS file when every so many are taken to come near 20."""
    with np.load(path, allow_pickle=False) as archive:
        fps = float(archive["mocap_framerate"] if "mocap_framerate" in archive.files else archive["mocap_frame_rate"])
    return fps / max(1, int(fps / SOURCE_FPS))
