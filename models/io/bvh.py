"""BVH files: reading any, writing ours."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models import rotation
from models.motion import Motion
from models.skeleton import JOINT_NAMES, PARENTS, REST_OFFSETS, SMPL_REST_POSITIONS

_AXES = {"X": (1.0, 0.0, 0.0), "Y": (0.0, 1.0, 0.0), "Z": (0.0, 0.0, 1.0)}


class MotionFileError(ValueError):
    """A motion file that cannot be used; the message is a sentence for the user."""


@dataclass(frozen=True)
class SkeletonMotion:
    """A motion on whatever skeleton a file holds, in the file's own units and axes.

    names: J joints, parents before children. parents: J indices, −1 for the root. offsets: (J, 3) from the parent at rest.
    end_offsets: where a joint ends in an End Site, its offset (3,), by joint index. translations: (T, J, 3) local, from the
    parent. rotations: (T, J, 4) local quaternions. fps.
    """

    names: tuple[str, ...]
    parents: tuple[int, ...]
    offsets: np.ndarray
    end_offsets: dict[int, np.ndarray]
    translations: np.ndarray
    rotations: np.ndarray
    fps: float

    def world(self) -> tuple[np.ndarray, np.ndarray]:
        """World positions (T, J, 3) and rotations (T, J, 4)."""
        positions, rotations = [], []
        for joint, parent in enumerate(self.parents):
            if parent < 0:
                positions.append(self.translations[:, joint])
                rotations.append(self.rotations[:, joint])
            else:
                positions.append(positions[parent] + rotation.rotate(rotations[parent], self.translations[:, joint]))
                rotations.append(rotation.multiply(rotations[parent], self.rotations[:, joint]))
        return np.stack(positions, axis=1), np.stack(rotations, axis=1)


def read_bvh(path: str | Path) -> SkeletonMotion:
    """The skeleton and motion of a BVH file. Raises MotionFileError with a sentence where it is not one."""
    try:
        text = Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise MotionFileError(f"“{Path(path).name}” could not be opened: {error.strerror}. Choose another file.") from error
    return parse_bvh(text, Path(path).name)


def parse_bvh(text: str, name: str = "the file") -> SkeletonMotion:
    """As `read_bvh`, from the file's text; `name` is used in messages."""
    head, found, body = text.partition("MOTION")
    if not found or "HIERARCHY" not in head:
        raise MotionFileError(f"“{name}” is not a BVH file. Export it again as BVH (Biovision Hierarchy).")
    try:
        names, parents, offsets, ends, channels = _hierarchy(head.split())
        frames, fps, values = _frames(body)
    except (ValueError, IndexError, KeyError) as error:
        raise MotionFileError(f"“{name}” is damaged and cannot be read as BVH. Export it again.") from error
    width = sum(len(channel) for channel in channels)
    if frames == 0 or values.size == 0:
        raise MotionFileError(f"“{name}” holds no frames. Export it again with a frame range that is not empty.")
    if values.size % width or not np.isfinite(values).all():
        raise MotionFileError(f"“{name}” is cut short or holds numbers that are not finite. Export it again.")
    translations, rotations = _channels(values.reshape(-1, width), offsets, channels)
    return SkeletonMotion(tuple(names), tuple(parents), offsets, ends, translations, rotations, fps)


def _hierarchy(words: list[str]):
    names, parents, offsets, ends, channels = [], [], [], {}, []
    stack: list[int] = []
    in_end_site = False
    at = 0
    while at < len(words):
        word = words[at]
        if word in ("ROOT", "JOINT"):
            stop = words.index("{", at)
            names.append(" ".join(words[at + 1 : stop]))
            parents.append(stack[-1] if stack else -1)
            channels.append([])
            at = stop - 1
        elif word == "End":
            in_end_site = True
            at += 1
        elif word == "{":
            stack.append(len(names) - 1)
        elif word == "}":
            stack.pop()
            in_end_site = False
        elif word == "OFFSET":
            offset = np.array([float(value) for value in words[at + 1 : at + 4]])
            if in_end_site:
                ends[stack[-1]] = offset
            else:
                offsets.append(offset)
            at += 3
        elif word == "CHANNELS":
            count = int(words[at + 1])
            channels[-1] = words[at + 2 : at + 2 + count]
            at += 1 + count
        at += 1
    if not names or len(offsets) != len(names):
        raise ValueError("no joints")
    return names, parents, np.array(offsets), ends, channels


def _frames(body: str) -> tuple[int, float, np.ndarray]:
    lines = body.strip().splitlines()
    frames = int(lines[0].split(":")[1])
    frame_time = float(lines[1].split(":")[1])
    if not frame_time > 0:
        raise ValueError("frame time")
    # 0.0333333 and 0.033333 both mean 30: rates within 0.1 % of a whole number are that number.
    fps = 1 / frame_time
    fps = float(round(fps)) if abs(fps - round(fps)) < 0.001 * fps else fps
    return frames, fps, np.array(" ".join(lines[2:]).split(), dtype=np.float64)


def _channels(values: np.ndarray, offsets: np.ndarray, channels: list[list[str]]):
    frames = len(values)
    translations = np.broadcast_to(offsets, (frames, *offsets.shape)).copy()
    rotations = np.broadcast_to(rotation.IDENTITY.astype(np.float64), (frames, len(offsets), 4)).copy()
    column = 0
    for joint, names in enumerate(channels):
        for channel in names:
            if channel.endswith("position"):
                translations[:, joint, "XYZ".index(channel[0])] = values[:, column]
            else:
                turn = np.radians(values[:, column])[:, None] * np.array(_AXES[channel[0]])
                rotations[:, joint] = rotation.multiply(rotations[:, joint], rotation.from_axis_angle(turn))
            column += 1
    return translations, rotations


def write_bvh(path: str | Path, motion: Motion) -> None:
    """Writes SMPL motion as BVH: metres, Y up, Z-X-Y rotations in degrees, T-pose at rest."""
    children = {joint: [child for child, parent in enumerate(PARENTS) if parent == joint] for joint in range(len(PARENTS))}
    lines: list[str] = ["HIERARCHY"]
    order: list[int] = []
    _write_joint(lines, order, children, 0, 0)
    euler = np.degrees(_zxy(motion.joint_rotations[:, order].astype(np.float64)))
    columns = np.concatenate([motion.root_translation, euler.reshape(len(motion), -1)], axis=1)
    lines += ["MOTION", f"Frames: {len(motion)}", f"Frame Time: {1 / motion.fps:.8f}"]
    lines += [" ".join(f"{value:.6f}" for value in row) for row in columns]
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_joint(lines: list[str], order: list[int], children: dict[int, list[int]], joint: int, depth: int) -> None:
    order.append(joint)
    tab = "\t" * depth
    offset = " ".join(f"{value:.6f}" for value in REST_OFFSETS[joint])
    position = "6 Xposition Yposition Zposition" if joint == 0 else "3"
    lines += [f"{tab}{'JOINT' if depth else 'ROOT'} {JOINT_NAMES[joint]}", tab + "{", f"{tab}\tOFFSET {offset}"]
    lines.append(f"{tab}\tCHANNELS {position} Zrotation Xrotation Yrotation")
    for child in children[joint]:
        _write_joint(lines, order, children, child, depth + 1)
    if not children[joint]:
        end = _end_offset(joint)
        lines += [f"{tab}\tEnd Site", tab + "\t{", f"{tab}\t\tOFFSET {end[0]:.6f} {end[1]:.6f} {end[2]:.6f}", tab + "\t}"]
    lines.append(tab + "}")


def _end_offset(joint: int) -> np.ndarray:
    name = JOINT_NAMES[joint]
    if name.endswith("wrist"):
        return SMPL_REST_POSITIONS[joint + 2] - SMPL_REST_POSITIONS[joint]
    return np.array([0, 0.18, 0]) if name == "head" else np.array([0, 0, 0.08])


def _zxy(quaternion: np.ndarray) -> np.ndarray:
    """Angles (..., 3) in radians about z, then the new x, then the new y."""
    m = rotation.to_matrix(quaternion)
    x = np.arcsin(np.clip(m[..., 2, 1], -1, 1))
    locked = np.abs(m[..., 2, 1]) > 1 - 1e-9
    z = np.where(locked, np.arctan2(m[..., 1, 0], m[..., 0, 0]), np.arctan2(-m[..., 0, 1], m[..., 1, 1]))
    y = np.where(locked, 0.0, np.arctan2(-m[..., 2, 0], m[..., 2, 2]))
    return np.stack([z, x, y], axis=-1)
