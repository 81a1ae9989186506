"""The training clips: a folder of BVH or AMASS files with a list, or one in HumanML3D's layout, read once and kept as SMPL motion.

A folder of BVH (.bvh) and AMASS (.npz) files holds `clips.csv`, a row a clip: `file`, and `split` (train where it is empty); for each folder
named in `file`, either a directory or a zip of that name with its BVH files at the root. What a clip shows is said by `content`, `style`
and `description`, labels that captions are written for (models/training/captions.py), or by `caption`, a sentence, with `start` and `end` in
seconds where it speaks of a part; a file may have several rows. `loop`: yes for clips made to be played round and round.
"""
from __future__ import annotations

import csv
import hashlib
import os
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from tqdm import tqdm

from models.cleanup import bend_toes, settle
from models.io.amass import read_amass
from models.io.bvh import MotionFileError, parse_bvh
from models.io.humanml3d import Text
from models.io.humanoid import humanoid_map
from models.motion import Motion
from models.training import humanml3d_folder
from models.training.clip import Clip, parts_of

#: Clips of one skeleton that its reference pose is chosen from: enough to meet somebody standing at ease.
_CALIBRATION_CLIPS = 80
#: Raised when reading or retargeting changes, so that stale caches are not used.
_CACHE_VERSION = 3


def load_clips(folder: str | Path, split: str | None = None) -> list[Clip]:
    """The clips of a data folder (of one split, or of all), as SMPL motion at 30 fps with the soles on the floor and the toes above it.

    The first call retargets every file (a minute or two for 3,000) and keeps the result in the user's cache folder. Raises
    MotionFileError with a sentence where the folder is not laid out as above.
    """
    folder = Path(folder)
    changed = data_changed(folder)
    if humanml3d_folder.is_humanml3d(folder) and not (folder / "clips.csv").is_file():
        return [clip for name in ([split] if split else humanml3d_folder.SPLITS) for clip in _humanml3d_clips(folder, name, changed)]
    with open(folder / "clips.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = list(dict.fromkeys(row["file"] for row in rows))
    motions = _cached_motions((_CACHE_VERSION, str(folder.resolve()), changed), lambda: _retargeted(folder, names))
    rows = [row for row in rows if row["file"] in motions]
    clips = [_clip(row, motions[row["file"]]) for row in rows if not row.get("caption")] + list(_captioned_clips(rows, motions))
    return [clip for clip in clips if split is None or clip.split == split]


def data_changed(folder: str | Path) -> int:
    """When the folder's lists changed last (nanoseconds). Raises MotionFileError where it is no data folder."""
    folder = Path(folder)
    if (folder / "clips.csv").is_file():
        return (folder / "clips.csv").stat().st_mtime_ns
    if humanml3d_folder.is_humanml3d(folder):
        return humanml3d_folder.changed(folder)
    raise MotionFileError(f"{folder} holds no clips.csv. Choose a folder with clips.csv and the clips it names, or one in HumanML3D's layout.")


def _humanml3d_clips(folder: Path, split: str, changed: int) -> list[Clip]:
    names = humanml3d_folder.to_read(humanml3d_folder.names_of(folder, split))
    key = (_CACHE_VERSION, str(folder.resolve()), changed, split)
    motions = _cached_motions(key, lambda: humanml3d_folder.read_motions(folder, names)) if names else {}
    return list(humanml3d_folder.clips_of(folder, split, motions))


def _clip(row: dict[str, str], motion: Motion) -> Clip:
    text = {key: row.get(key, "") or "" for key in ("content", "style", "description")}
    return Clip(row["file"], **text, split=row.get("split") or "train", loop=row.get("loop") == "yes", motion=motion)


def _captioned_clips(rows: list[dict[str, str]], motions: dict[str, Motion]) -> Iterator[Clip]:
    texts: dict[tuple[str, str], list[Text]] = defaultdict(list)
    for row in rows:
        if row.get("caption"):
            start, end = (_seconds(row, column) for column in ("start", "end"))
            texts[row["file"], row.get("split") or "train"].append(Text(row["caption"], start or 0.0, end))
    for (file, split), said in texts.items():
        yield from parts_of(file, split, motions[file], said)


def _seconds(row: dict[str, str], column: str) -> float | None:
    try:
        return float(row[column]) if row.get(column) else None
    except ValueError as error:
        raise MotionFileError(f"clips.csv says “{row[column]}” for the {column} of {row['file']}. Write seconds there, or nothing.") from error


def _cached_motions(key: tuple, read: Callable[[], Iterable[tuple[str, Motion]]]) -> dict[str, Motion]:
    """What `read` gives, kept in the user's cache folder under `key`."""
    stamp = hashlib.sha256(repr(key).encode())
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "motion_prompt"
    path = root / f"clips-{stamp.hexdigest()[:16]}.npz"
    if path.is_file():
        return _unpack(path)
    motions = dict(read())
    if not motions:
        raise MotionFileError("None of the data folder's files could be read as motion. What is wrong with each of them is said above.")
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
    """Every file as SMPL motion; BVH files that share a skeleton share one calibration. A file that cannot be used is named and left out."""
    of_amass = [name for name in files if name.lower().endswith(".npz")]
    yield from _amass_motions(folder, of_amass)
    files = [name for name in files if name not in set(of_amass)]
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
            yield name, bend_toes(skeleton_map.to_smpl(source))


def _amass_motions(folder: Path, files: list[str]) -> Iterator[tuple[str, Motion]]:
    for name in tqdm(files, desc="reading AMASS", unit="file", disable=not files):
        try:
            yield name, bend_toes(settle(read_amass(folder / name)))
        except MotionFileError as error:
            tqdm.write(str(error))


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
