"""Controls that say what shows: where IK or constraints move a rig, its FK controls may stand elsewhere."""
from __future__ import annotations

import bpy
import numpy as np

from ..rig import own_rig
from . import ik_pose, pose_io, pose_preview


def follow(context: bpy.types.Context, armature: bpy.types.Object, mask: np.ndarray) -> None:
    """Turns the controls of the joints in `mask` (22,) so that they show what shows now, and switches the rig to them; of a rig with IK
    constraints alone those of the limbs that these hide.

    Nothing happens on a rig without either, whose bones are what shows.
    """
    if not own_rig.is_own_rig(armature):
        return
    if not own_rig.switches_of(armature):
        mask = mask & ik_pose.hidden(armature)
    if mask.any():
        pose = pose_io.read_pose(context, armature)
        pose_preview.put(armature, pose_io.space_of(context, armature).channels(pose), mask)
