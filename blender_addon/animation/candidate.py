"""`Candidate`: a pose that the server offers, mirrored and put where a character stands."""
from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..rig.character_file import CharacterFile
from ..rig.skeleton import JOINT_NAMES
from . import quaternion
from .motion import Motion, forward_kinematics, start_heading

_OTHER_SIDE = [
    JOINT_NAMES.index(name.replace("left", "RIGHT").replace("right", "left").replace("RIGHT", "right")) for name in JOINT_NAMES
]
#: The quaternion of a turn seen in a mirror that swaps left and right (+X and −X).
_REFLECTED = np.array([1.0, 1.0, -1.0, -1.0])
#: Metres from which on somebody stands on a platform or in a pit, not with a bent knee or a lifted heel.
_RAISED = 0.2


@dataclass(frozen=True, eq=False)
class Candidate:
    """A pose without a place.

    joint_rotations (22, 4): unit quaternions w, x, y, z, local to the parent, the pelvis's to the world for a character that faces
    +Z. pelvis_height: metres over the floor on which the body rests. score: the cosine of text and pose, 1 for a perfect match.
    """

    joint_rotations: np.ndarray
    pelvis_height: float
    score: float

    def mirrored(self) -> Candidate:
        """Left and right changed over."""
        return replace(self, joint_rotations=self.joint_rotations[_OTHER_SIDE] * _REFLECTED)

    def placed(self, start: Motion, data: CharacterFile) -> Motion:
        """The pose, as a motion of one frame, in the place of the pose `start` (its first frame): on the same spot, on the floor
        that `start` stands on, facing the same way."""
        rotations = np.array(self.joint_rotations, dtype=np.float64)
        heading = start_heading(start, data.rest_joints)
        rotations[0] = quaternion.multiply(np.array([np.cos(heading / 2), 0.0, np.sin(heading / 2), 0.0]), rotations[0])
        x, _, z = start.root_translation[0]
        height = floor_under(start, data) + self.pelvis_height
        return Motion(np.array([[x, height, z]]), rotations[None], start.fps)


def floor_under(pose: Motion, data: CharacterFile) -> float:
    """Height (m) of what a pose stands on: 0, the character's own floor, unless its lowest point is plainly above or below that."""
    turns, places = forward_kinematics(pose, data.rest_joints)
    # Linear blend skinning, of the heights alone.
    up = np.array([quaternion.rotate(quaternion.inverse(turn), np.array([0.0, 1.0, 0.0])) for turn in turns])
    offsets = places[:, 1] - np.sum(up * data.rest_joints, axis=-1)
    lowest = float(np.sum(data.weights * (data.vertices @ up.T + offsets), axis=-1).min())
    return lowest if abs(lowest) > _RAISED else 0.0
