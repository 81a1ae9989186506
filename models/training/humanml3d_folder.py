"""A folder in HumanML3D's own layout: new_joint_vecs/NAME.npy, texts/NAME.txt, and train.txt, val.txt and test.txt with a name a line.

M and a name is that motion in a mirror. Where both are listed the mirror image is made, not read: recovering rotations takes time.
Where AMASS's files lie in amass_data beside index.csv, motions are cut from those (models/training/humanml3d_amass.py).
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tqdm import tqdm

from models.io.bvh import MotionFileError
from models.io.humanml3d import read_humanml3d, read_texts
from models.motion import Motion
from models.training.clip import Clip, parts_of
from models.training.humanml3d_amass import cuts_of, read_cut

SPLITS = ("train", "val", "test")


def is_humanml3d(folder: Path) -> bool:
    return (folder / "new_joint_vecs").is_dir() and (folder / "texts").is_dir() and any((folder / f"{split}.txt").is_file() for split in SPLITS)


def names_of(folder: Path, split: str) -> list[str]:
    """The names that a split lists; none where the folder has no such list."""
    path = folder / f"{split}.txt"
    return path.read_text(encoding="utf-8").split() if path.is_file() else []


def changed(folder: Path) -> int:
    """When lists, motions or texts were last added to or changed (nanoseconds); a file that was written over in its place does not count."""
    watched = [*(folder / name for name in ("new_joint_vecs", "texts", "index.csv", "amass_data")), *(folder / f"{split}.txt" for split in SPLITS)]
    return max(path.stat().st_mtime_ns for path in watched if path.exists())


def to_read(names: Sequence[str]) -> list[str]:
    """The names without those that are the mirror image of another."""
    listed = set(names)
    return [name for name in names if not (name.startswith("M") and name[1:] in listed)]


def read_motions(folder: Path, names: Sequence[str]) -> Iterator[tuple[str, Motion]]:
    """Every motion of `names`. A file that cannot be used is named and left out."""
    cuts = cuts_of(folder)
    for name in tqdm(names, desc="reading motions", unit="motion"):
        try:
            true = read_cut(folder, cuts[name]) if name in cuts else None
            yield name, true or read_humanml3d(folder / "new_joint_vecs" / f"{name}.npy")
        except MotionFileError as error:
            tqdm.write(str(error))


def clips_of(folder: Path, split: str, motions: dict[str, Motion]) -> Iterator[Clip]:
    """A clip for each part of a motion of the split that texts speak of. motions: by the names of `to_read`."""
    for name in names_of(folder, split):
        motion = motions.get(name)
        if motion is None and name[1:] in motions:
            motion = motions[name[1:]].mirrored()
        texts = folder / "texts" / f"{name}.txt"
        if motion is not None and texts.is_file():
            yield from parts_of(name, split, motion, read_texts(texts))
