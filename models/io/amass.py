"""AMASS files (Mahmood et al. 2019): SMPL pose parameters in an .npz, Z up. Reading to `Motion`, and writing.

The performer's gender and shape (betas) are kept out: a `Motion` is played by our own body. AMASS stands its floor at z = 0 for
the performer's own legs, so on ours a tall or short performer's feet end a few centimetres off it.
"""
from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

import numpy as np

from models import rotation
from models.io.bvh import MotionFileError
from models.motion import FPS, Motion
from models.skeleton import JOINT_NAMES

#: Metres, the pelvis joint of each body's mean shape at rest (y up): `trans` is the pelvis's world position minus this, as it
#: stands, because SMPL adds `trans` after turning the body about its pelvis.
SMPL_H_REST_PELVIS = (-0.0018, -0.2233, 0.0282)
SMPL_X_REST_PELVIS = (0.0031, -0.3514, 0.0120)

#: Numbers a frame that SMPL+H's 52 joints and SMPL-X's 55 need; the first 22 joints are the same.
_SMPL_H_WIDTH, _SMPL_X_WIDTH = 156, 165
_BODY_WIDTH = 3 * len(JOINT_NAMES)
_RATE_KEYS = ("mocap_framerate", "mocap_frame_rate")
_TO_Y_UP = np.array([np.sqrt(0.5), -np.sqrt(0.5), 0.0, 0.0])


def read_amass(path: str | Path, rest_pelvis: tuple[float, float, float] | None = None) -> Motion:
    """The motion of an AMASS .npz at 30 frames a second.

    Read are `poses` (T, 66 or more) or `root_orient` (T, 3) with `pose_body` (T, 63), rotation vectors in radians; `trans`
    (T, 3) metres; `mocap_framerate` or `mocap_frame_rate`. rest_pelvis: (3,) metres, of the body that `trans` was made for; left
    out, the mean shape of SMPL-X where `poses` has 165 columns, of SMPL+H otherwise.

    Raises MotionFileError with a sentence where the file cannot be used.
    """
    name = Path(path).name
    arrays = _read_arrays(Path(path))
    poses, trans, fps = _poses(arrays, name), _array(arrays, "trans", name), _frame_rate(arrays, name)
    if not len(poses):
        raise MotionFileError(f"“{name}” holds no frames. Choose another file.")
    if trans.shape != (len(poses), 3):
        raise MotionFileError(f"“{name}” holds {len(poses)} poses and positions for {len(trans)} frames. Get the file again.")
    if not (np.isfinite(poses).all() and np.isfinite(trans).all()):
        raise MotionFileError(f"“{name}” holds numbers that are not finite. Get the file again.")
    if rest_pelvis is None:
        rest_pelvis = SMPL_X_REST_PELVIS if poses.shape[1] == _SMPL_X_WIDTH else SMPL_H_REST_PELVIS
    rotations = rotation.from_axis_angle(poses[:, :_BODY_WIDTH].reshape(len(poses), -1, 3))
    rotations[:, 0] = rotation.multiply(_TO_Y_UP, rotations[:, 0])
    root = rotation.rotate(_TO_Y_UP, trans + np.array(rest_pelvis))
    return Motion(root, rotation.continuous(rotations), fps).resampled(FPS)


def write_amass(path: str | Path, motion: Motion, rest_pelvis: tuple[float, float, float] = SMPL_H_REST_PELVIS) -> None:
    """Writes a motion as an AMASS .npz for SMPL+H's mean shape, at the motion's own rate; the fingers stay straight.

    rest_pelvis: (3,) metres, of the body that is to play the file.
    """
    to_z_up = rotation.inverse(_TO_Y_UP)
    rotations = motion.joint_rotations.astype(np.float64)
    rotations[:, 0] = rotation.multiply(to_z_up, rotations[:, 0])
    poses = np.zeros((len(motion), _SMPL_H_WIDTH))
    poses[:, :_BODY_WIDTH] = rotation.to_axis_angle(rotations).reshape(len(motion), _BODY_WIDTH)
    trans = rotation.rotate(to_z_up, motion.root_translation.astype(np.float64)) - np.array(rest_pelvis)
    with Path(path).open("wb") as file:  # given a path, NumPy would put .npz behind another suffix
        np.savez(file, poses=poses, trans=trans, betas=np.zeros(16), gender="neutral", mocap_framerate=float(motion.fps))


def _read_arrays(path: Path) -> dict[str, np.ndarray]:
    """The arrays that are read; others are left alone, for AMASS holds pickled ones, which could run code."""
    wanted = ("poses", "root_orient", "pose_body", "trans", *_RATE_KEYS)
    try:
        with np.load(path, allow_pickle=False) as archive:
            return {key: np.asarray(archive[key], dtype=np.float64) for key in wanted if key in archive.files}
    except FileNotFoundError as error:
        raise MotionFileError(f"“{path.name}” is not there. Choose another file.") from error
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise MotionFileError(f"“{path.name}” could not be opened: {reason}. Choose another file.") from error
    except (ValueError, TypeError, AttributeError, EOFError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise MotionFileError(f"“{path.name}” is damaged or not an AMASS file. Choose an AMASS .npz file.") from error


def _poses(arrays: dict[str, np.ndarray], name: str) -> np.ndarray:
    if "poses" not in arrays and {"root_orient", "pose_body"} <= arrays.keys():
        parts = [arrays["root_orient"], arrays["pose_body"]]
        if any(part.ndim != 2 for part in parts) or len(parts[0]) != len(parts[1]):
            raise MotionFileError(f"“{name}” is damaged: its root_orient and pose_body do not fit together. Get the file again.")
        arrays = {"poses": np.concatenate(parts, axis=1)}
    poses = _array(arrays, "poses", name)
    if poses.shape[1] < _BODY_WIDTH:
        raise MotionFileError(
            f"“{name}” holds {poses.shape[1]} numbers a pose where the {len(JOINT_NAMES)} body joints need {_BODY_WIDTH}. "
            "Choose a file with SMPL body poses."
        )
    return poses


def _array(arrays: dict[str, np.ndarray], key: str, name: str) -> np.ndarray:
    if key not in arrays or arrays[key].ndim != 2:
        raise MotionFileError(f"“{name}” holds no motion: its “{key}” is missing. Choose an AMASS file with poses and trans.")
    return arrays[key]


def _frame_rate(arrays: dict[str, np.ndarray], name: str) -> float:
    rate = next((arrays[key] for key in _RATE_KEYS if key in arrays), None)
    if rate is None or rate.size != 1 or not 0 < float(rate.item()) < np.inf:
        raise MotionFileError(f"“{name}” does not say how many frames a second it has. Choose an AMASS file with mocap_framerate.")
    return float(rate.item())
