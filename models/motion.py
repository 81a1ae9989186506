"""`Motion`: the one way a moving body is written down in this project."""
from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from models import rotation
from models.skeleton import JOINT_NAMES, MIRROR, PARENTS, REST_OFFSETS

#: Frames per second of everything the models read and write.
FPS = 30.0


@dataclass(frozen=True, eq=False)
class Motion:
    """A moving body.

    root_translation: float32 (T, 3), metres, the pelvis joint's position in the world (Y up, facing +Z at heading 0).
    joint_rotations: float32 (T, 22, 4), unit quaternions w, x, y, z, local to the parent, relative to the rest T-pose.
    fps: frames per second.

    Raises ValueError where shapes do not fit or a number is not finite.
    """

    root_translation: np.ndarray
    joint_rotations: np.ndarray
    fps: float = FPS

    def __post_init__(self):
        translation = np.ascontiguousarray(self.root_translation, dtype=np.float32)
        rotations = np.ascontiguousarray(self.joint_rotations, dtype=np.float32)
        frames = len(translation)
        if translation.shape != (frames, 3) or rotations.shape != (frames, len(JOINT_NAMES), 4) or not frames:
            raise ValueError(f"a motion needs (T, 3) and (T, 22, 4) with T > 0, not {translation.shape} and {rotations.shape}")
        if not (np.isfinite(translation).all() and np.isfinite(rotations).all()):
            raise ValueError("a motion holds numbers that are not finite")
        object.__setattr__(self, "root_translation", translation)
        object.__setattr__(self, "joint_rotations", rotations)

    def __len__(self) -> int:
        return len(self.root_translation)

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self) / self.fps

    def __getitem__(self, frames: slice) -> Motion:
        return replace(self, root_translation=self.root_translation[frames], joint_rotations=self.joint_rotations[frames])

    def joint_positions(self) -> np.ndarray:
        """World positions (T, 22, 3) of the joints, metres."""
        return forward_kinematics(self.root_translation, self.joint_rotations)[0]

    def mirrored(self) -> Motion:
        """The same motion seen in a mirror: left and right change places."""
        translation = self.root_translation * np.array([-1, 1, 1], dtype=np.float32)
        rotations = self.joint_rotations[:, MIRROR] * np.array([1, 1, -1, -1], dtype=np.float32)
        return replace(self, root_translation=translation, joint_rotations=rotations)

    def resampled(self, fps: float) -> Motion:
        """The same motion at another frame rate: positions linearly, rotations by spherical interpolation."""
        if fps == self.fps or len(self) == 1:
            return replace(self, fps=float(fps))
        count = int(np.floor((len(self) - 1) / self.fps * fps + 1e-6)) + 1
        time = np.minimum(np.arange(count) * (self.fps / fps), len(self) - 1)
        before = np.minimum(time.astype(int), len(self) - 2)
        weight = (time - before)[:, None]
        translation = self.root_translation[before] * (1 - weight) + self.root_translation[before + 1] * weight
        rotations = rotation.slerp(self.joint_rotations[before], self.joint_rotations[before + 1], weight)
        return Motion(translation, rotations, float(fps))

    def placed(self, position: tuple[float, float] | np.ndarray, heading: float) -> Motion:
        """The motion turned about the vertical and moved so that its first frame stands at `position` (x, z in metres) with
        `heading` (radians about +Y; 0 faces +Z) in place of its own."""
        from models.features import first_heading

        return self._turned_to(heading - first_heading(self), np.array([position[0], 0, position[1]]))

    def turned(self, angle: float) -> Motion:
        """The motion turned by `angle` (radians about +Y) on the spot where its first frame stands."""
        return self._turned_to(angle, self._start)

    def _turned_to(self, angle: float, place: np.ndarray) -> Motion:
        turn = rotation.from_axis_angle(np.array([0, angle, 0]))
        rotations = self.joint_rotations.copy()
        rotations[:, 0] = rotation.multiply(turn, rotations[:, 0])
        return Motion(rotation.rotate(turn, self.root_translation - self._start) + place, rotations, self.fps)

    @property
    def _start(self) -> np.ndarray:
        return self.root_translation[0] * np.array([1, 0, 1], dtype=np.float32)


def _generations() -> list[tuple[np.ndarray, np.ndarray]]:
    """The joints that have a parent, with these, in the order from the root outwards: those of one generation can be turned at once."""
    depth = [0] * len(PARENTS)
    for joint in range(1, len(PARENTS)):
        depth[joint] = depth[PARENTS[joint]] + 1
    joints = [np.array([joint for joint, each in enumerate(depth) if each == generation]) for generation in range(1, max(depth) + 1)]
    return [(each, np.array(PARENTS)[each]) for each in joints]


_GENERATIONS = _generations()


def forward_kinematics(root_translation: np.ndarray, joint_rotations: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """World positions (..., 22, 3) in metres and world rotations (..., 22, 4) of the joints."""
    positions = np.empty((*joint_rotations.shape[:-1], 3), np.result_type(root_translation, joint_rotations, REST_OFFSETS))
    rotations = np.array(joint_rotations)
    positions[..., 0, :] = root_translation
    for joints, parents in _GENERATIONS:
        turned = rotations[..., parents, :]
        positions[..., joints, :] = positions[..., parents, :] + rotation.rotate(turned, REST_OFFSETS[joints])
        rotations[..., joints, :] = rotation.multiply(turned, joint_rotations[..., joints, :])
    return positions, rotations
