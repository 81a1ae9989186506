"""What every generated motion gets before it leaves the models: soles on the floor."""
from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.motion import Motion
from models.skeleton import JOINT_NAMES, REST_POSITIONS

#: Half the thickness of the body around each joint (m): what stands on the floor is skin, not the joint.
SKIN = np.where([name.endswith("ankle") or name.endswith("foot") for name in JOINT_NAMES], REST_POSITIONS[:, 1], 0.06)
#: A motion whose lowest point keeps farther than this from the floor (m) is in the air on purpose.
_AIRBORNE = 0.35


def floor_level(positions: np.ndarray) -> float:
    """Height (m) of the level that the lowest skin of joints (T, 22, 3) keeps returning to."""
    return float(np.percentile((positions[..., 1] - SKIN).min(axis=1), 3))


def settle(motion: Motion) -> Motion:
    """The motion moved up or down as a whole so that it stands on y = 0, unless it is plainly in the air."""
    level = floor_level(motion.joint_positions())
    if level > _AIRBORNE:
        return motion
    return replace(motion, root_translation=motion.root_translation - np.array([0, level, 0], dtype=np.float32))
