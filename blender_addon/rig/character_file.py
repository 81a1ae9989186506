"""`character.npz`: the rest pose and the mannequin that come with the add-on (made by `python -m models.body --write`)."""
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from .skeleton import JOINT_NAMES

PATH = Path(__file__).with_name("character.npz")


@dataclass(frozen=True)
class CharacterFile:
    """A T-pose in metres, Y up, facing +Z, soles on y = 0.

    rest_joints (22, 3), bone_tails (22, 3), vertices (V, 3), faces (F, 3) triangles, weights (V, 22) with rows that sum to 1.
    """

    rest_joints: np.ndarray
    bone_tails: np.ndarray
    vertices: np.ndarray
    faces: np.ndarray
    weights: np.ndarray


@lru_cache(maxsize=4)
def load(path: Path = PATH) -> CharacterFile:
    """Reads the file; joints without a bone of their own (the hands) give their weight to the nearest ancestor with one.

    Raises OSError where the file is missing, ValueError or KeyError where it is not a character.
    """
    with np.load(path, allow_pickle=False) as data:
        names = [str(name) for name in data["joint_names"]]
        order = [names.index(name) for name in JOINT_NAMES]
        weights = _merged(data["weights"], names, data["parents"])[:, order]
        return CharacterFile(
            data["rest_joints"][order].astype(np.float64), data["bone_tails"][order].astype(np.float64),
            data["vertices"].astype(np.float64), data["faces"].astype(np.int32),
            weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-9),
        )


def _merged(weights: np.ndarray, names: list[str], parents: np.ndarray) -> np.ndarray:
    merged = weights.astype(np.float64)
    for joint in reversed(range(len(names))):
        if names[joint] not in JOINT_NAMES:
            merged[:, int(parents[joint])] += merged[:, joint]
    return merged


