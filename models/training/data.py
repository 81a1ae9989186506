"""The training clips: a folder laid out like the project's mocap set, read once and kept as SMPL motion.

A data folder holds `clips.csv` (columns file, content, style, description, split, loop) and, for each folder named in `file`,
either a zip of that name with the BVH files at its root or a directory with them.
"""
from __future__ import annotations

import csv
import hashlib
import os
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from models.io.bvh import MotionFileError, parse_bvh
from models.io.humanoid import humanoid_map
from models.motion import Motion

#: Clips of one skeleton that its reference pose is chosen from: enough to meet somebody standing at ease.
_CALIBRATION_CLIPS = 80
#: Raised when reading or retargeting changes, so that stale caches are not used.
_CACHE_VERSION = 2


@dataclass(frozen=True)
class Clip:
    """One clip and its labels. `loop`: made to be played round and round, on the spot."""

    file: str
    content: str
    style: str
    description: str
    split: str
    loop: bool
    motion: Motion

    @property
    def labels(self) -> tuple[str, str, str]:
        return self.content, self.style, self.description


def load_clips(folder: str | Path, split: str | None = None) -> list[Clip]:
    """The clips of a data folder (of one split, or of all), as SMPL motion at 30 fps with the soles on the floor.

    The first call retargets every file (a minute or two for 3,000) and keeps the result in the user's cache folder. Raises
    MotionFileError with a sentence where the folder is not laid out as above.
    """
    folder = Path(folder)
    if not (folder / "clips.csv").is_file():
        raise MotionFileError(f"{folder} holds no clips.csv. Choose a folder with clips.csv and the clips it names.")
    with open(folder / "clips.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    motions = _cached_motions(folder, [row["file"] for row in rows])
    clips = [_clip(row, motions[row["file"]]) for row in rows if row["file"] in motions]
    return [clip for clip in clips if split is None or clip.split == split]


def _clip(row: dict[str, str], motion: Motion) -> Clip:
    text = {key: row.get(key, "") or "" for key in ("content", "style", "description")}
    return Clip(row["file"], **text, split=row.get("split") or "train", loop=row.get("loop") == "yes", motion=motion)


def _cached_motions(folder: Path, files: list[str]) -> dict[str, Motion]:
    stamp = hashlib.sha256(repr((_CACHE_VERSION, str(folder.resolve()), (folder / "clips.csv").stat().st_mtime_ns)).encode())
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "motion_prompt"
    path = root / f"clips-{stamp.hexdigest()[:16]}.npz"
    if path.is_file():
        return _unpack(path)
    motions = dict(_retargeted(folder, files))
    root.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part.npz")
    names = list(motions)
    np.savez(
        part,
        files=np.array(names),
        frames=np.array([len(motions[name]) for name in names]),
        root_translation=np.concatenate([motions[name].root_translation for name in names]),
        joint_rotations=np.concatenate([motions[name].joint_rotations for name in names]),
    )
    os.replace(part, path)
    return motions


def _unpack(path: Path) -> dict[str, Motion]:
    with np.load(path) as data:
        ends = np.cumsum(data["frames"])[:-1]
        translations = np.split(data["root_translation"], ends)
        rotations = np.split(data["joint_rotations"], ends)
        return {str(name): Motion(*pair) for name, *pair in zip(data["files"], translations, rotations)}


def _retargeted(folder: Path, files: list[str]) -> Iterator[tuple[str, Motion]]:
    """Every file as SMPL motion; files that share a skeleton share one calibration. A file that cannot be used is named and left out."""
    skeletons = defaultdict(list)
    for name, text in tqdm(_texts(folder, files), total=len(files), desc="reading clips", unit="clip"):
        try:
            source = parse_bvh(text, name)
        except MotionFileError as error:
            tqdm.write(str(error))
            continue
        # A folder is one source; within it, the same joints at the same places are one actor's skeleton.
        key = (name.split("/")[0], source.names, tuple(np.round(np.linalg.norm(source.offsets, axis=-1), 1)[1:]))
        skeletons[key].append((name, source))
    for group in tqdm(list(skeletons.values()), desc="retargeting", unit="skeleton"):
        sample = [source for _, source in group[:: max(1, len(group) // _CALIBRATION_CLIPS)]]
        try:
            skeleton_map = humanoid_map(sample, group[0][0])
        except MotionFileError as error:
            tqdm.write(str(error))
            continue
        for name, source in group:
            yield name, skeleton_map.to_smpl(source)


def _texts(folder: Path, files: list[str]) -> Iterator[tuple[str, str]]:
    archives: dict[str, zipfile.ZipFile] = {}
    for name in files:
        group, _, member = name.partition("/")
        if (folder / name).is_file():
            yield name, (folder / name).read_text(encoding="utf-8", errors="replace")
        elif (folder / f"{group}.zip").is_file():
            archive = archives.setdefault(group, zipfile.ZipFile(folder / f"{group}.zip"))
            yield name, archive.read(member).decode("utf-8", errors="replace")
        else:
            raise MotionFileError(f"{folder} holds neither {name} nor {group}.zip. Complete the folder, or correct clips.csv.")
