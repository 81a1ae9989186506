"""The body as `smplx` sees it: our own mannequin in SMPL's data format, or the SMPL file a user has.

`smplx` has a non-commercial licence; it is imported here and nowhere else, and only when a body is asked for.
`python -m models.body --write blender_addon/rig/character.npz` writes the character that the add-on ships (no smplx needed).
"""
from __future__ import annotations

import argparse
import contextlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from models import mannequin, rotation
from models.io.smpl_file import BodyFileError, read_smpl_file
from models.motion import Motion
from models.skeleton import JOINT_INDEX, SMPL_JOINT_NAMES, SMPL_PARENTS, SMPL_REST_POSITIONS, TOES

if TYPE_CHECKING:
    import smplx

__all__ = ["BodyFileError", "body_model", "character", "vertices"]

#: Frames that are skinned at once: keeps the (frames, V, 4, 4) transforms under 30 MB.
_CHUNK = 64
_POSE_BLENDS = 207
#: Where a bone ends when it is not at its only child's joint.
_BONE_TOWARDS = {"pelvis": "spine1", "spine3": "neck"}
#: Metres from the joint to the bone's end where no joint follows: up to the crown, out to the toe and finger tips.
_BONE_END = {
    "head": (0.0, 0.205, -0.002),
    "left_foot": TOES, "right_foot": (-TOES[0], *TOES[1:]),
    "left_hand": (0.100, -0.005, 0.0), "right_hand": (-0.100, -0.005, 0.0),
}


def mannequin_data() -> dict[str, np.ndarray]:
    """Our mannequin under SMPL's own names and shapes (see `models.io.smpl_file.read_smpl_file`); the pose blends are zero."""
    figure = mannequin.build()
    parents = np.array(SMPL_PARENTS)
    return {
        "v_template": figure.vertices,
        "f": figure.faces.astype(np.int64),
        "weights": figure.weights,
        "J_regressor": figure.joint_regressor,
        "kintree_table": np.stack([parents, np.arange(len(parents))]),
        "shapedirs": figure.shape_blends,
        "posedirs": np.zeros((len(figure.vertices), 3, _POSE_BLENDS), dtype=np.float32),
    }


def body_model(path: Path | None = None) -> smplx.SMPL:
    """The body to pose: our mannequin, or the SMPL model file at `path` (the official .pkl, or .npz).

    Raises BodyFileError, with a sentence, where the file cannot be used.
    """
    import smplx
    from smplx.utils import Struct

    data = mannequin_data() if path is None else read_smpl_file(path)
    landmarks = mannequin.build().landmarks if path is None else None
    with contextlib.redirect_stdout(io.StringIO()):  # smplx prints a warning about ten shape coefficients.
        return smplx.SMPL("", data_struct=Struct(**data), vertex_ids=landmarks).eval().requires_grad_(False)


def vertices(motion: Motion, body: smplx.SMPL) -> np.ndarray:
    """The skinned body in every frame: float32 (T, V, 3), world metres, Y up."""
    import torch

    turns = rotation.to_axis_angle(motion.joint_rotations).astype(np.float32)
    hands = np.zeros((len(motion), 2, 3), dtype=np.float32)
    pose = torch.from_numpy(np.concatenate([turns, hands], axis=1).reshape(len(motion), -1))
    rest_pelvis = body.J_regressor[0] @ body.v_template
    translation = torch.from_numpy(motion.root_translation) - rest_pelvis
    with torch.inference_mode():
        chunks = [
            body(global_orient=turn[:, :3], body_pose=turn[:, 3:], transl=move, betas=body.betas.expand(len(turn), -1)).vertices
            for turn, move in zip(pose.split(_CHUNK), translation.split(_CHUNK))
        ]
    return torch.cat(chunks).numpy()


def _bone_tails() -> np.ndarray:
    """(24, 3): where each joint's bone ends, along the limb."""
    tails = SMPL_REST_POSITIONS.copy()
    for joint, name in enumerate(SMPL_JOINT_NAMES):
        children = [child for child, parent in enumerate(SMPL_PARENTS) if parent == joint]
        if name in _BONE_END:
            tails[joint] += np.array(_BONE_END[name], dtype=np.float32)
        else:
            tails[joint] = SMPL_REST_POSITIONS[JOINT_INDEX[_BONE_TOWARDS[name]] if name in _BONE_TOWARDS else children[0]]
    return tails


def character() -> dict[str, np.ndarray]:
    """What the add-on builds its armature and mesh from; Y up, metres, T-pose, soles on y = 0.

    joint_names (24,) str, parents (24,) int32, rest_joints (24, 3), bone_tails (24, 3), vertices (V, 3), faces (F, 3) int32,
    weights (V, 24); float32 where nothing else is said.
    """
    figure = mannequin.build()
    return {
        "joint_names": np.array(SMPL_JOINT_NAMES),
        "parents": np.array(SMPL_PARENTS, dtype=np.int32),
        "rest_joints": SMPL_REST_POSITIONS,
        "bone_tails": _bone_tails(),
        "vertices": figure.vertices,
        "faces": figure.faces,
        "weights": figure.weights,
    }


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m models.body", description="Write the mannequin for the Blender extension.")
    parser.add_argument("--write", type=Path, required=True, metavar="PATH", help="the .npz to write")
    path = parser.parse_args(arguments).write
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **character())
    print(f"Wrote {path} ({path.stat().st_size / 1024:.0f} KiB).")


if __name__ == "__main__":
    main()
