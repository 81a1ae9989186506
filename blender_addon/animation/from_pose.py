"""Motion to a candidate: what stands at the playhead and the pose at the end become pins, once the motion between them is there."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import bpy
import numpy as np

from ..rig.character_space import CharacterSpace
from ..rig.skeleton import JOINT_NAMES
from . import bone_poses, pins, pose_preview
from .bone_poses import BonePose
from .completion import Completed
from .motion import Motion
from .pose_reading import MovingSpace

#: Metres that a body sways on the spot; whoever gets farther is meant to go.
_SWAY = 0.35


@dataclass(frozen=True)
class FromPose(Completed):
    """Takes from `start`, the bones as they stood at the first frame, to a pose at the last of which `end_mask` (22,) is pinned."""

    start: tuple[BonePose, ...] = ()
    end_mask: np.ndarray | None = None
    keys_in_place: ClassVar[bool] = True

    def prepare(self, armature: bpy.types.Object, space: CharacterSpace | MovingSpace) -> None:
        """Keys and pins both poses; the candidates have served. Raises RuntimeError where Blender refuses."""
        pose_preview.end(armature)
        whole, root = np.ones(len(JOINT_NAMES), dtype=bool), bool(self.end_mask[0])
        with bone_poses.borrowed(armature):
            bone_poses.put_back(armature, self.start)
            pins.insert_keys(armature, self.span.first, whole, True)
            pose_preview.put(armature, space.channels(self.motions[0]), self.end_mask)
            pins.insert_keys(armature, self.span.last, self.end_mask, root)
        pins.pin(armature, self.span.first, whole, True)
        pins.pin(armature, self.span.last, self.end_mask, root)


def goal(start: Motion, scouts: Sequence[Motion]) -> np.ndarray:
    """Where (x, z in metres) the body is to stand at the end: where it stands now, or, if motions that were free to go went
    somewhere, where the middle one of them got to."""
    here = start.root_translation[0, [0, 2]]
    ends = np.array([scout.root_translation[-1, [0, 2]] for scout in scouts])
    distances = np.linalg.norm(ends - here, axis=-1)
    middle = int(np.argsort(distances)[len(distances) // 2])
    return ends[middle] if distances[middle] > _SWAY else here
