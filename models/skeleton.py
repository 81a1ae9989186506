"""The skeleton every part shares: SMPL's 22 body joints (24 with the hands), on proportions of our own.

World: Y up, the character faces +Z, its left is +X, the floor is y = 0, lengths in metres. The rest pose is a T-pose
whose soles stand on the floor. Joint order and names are those of `smplx`; the proportions are those of a 1.72 m adult and
belong to this project (SMPL's own belong to its model files, which are not shipped).
"""
from __future__ import annotations

import numpy as np

#: name, parent's name, rest position in metres (x left, y up, z forward).
_JOINTS = (
    ("pelvis", None, (0.0, 0.930, 0.0)),
    ("left_hip", "pelvis", (0.088, 0.870, 0.0)),
    ("right_hip", "pelvis", (-0.088, 0.870, 0.0)),
    ("spine1", "pelvis", (0.0, 1.035, -0.015)),
    ("left_knee", "left_hip", (0.098, 0.475, 0.008)),
    ("right_knee", "right_hip", (-0.098, 0.475, 0.008)),
    ("spine2", "spine1", (0.0, 1.160, -0.010)),
    ("left_ankle", "left_knee", (0.098, 0.075, -0.025)),
    ("right_ankle", "right_knee", (-0.098, 0.075, -0.025)),
    ("spine3", "spine2", (0.0, 1.220, 0.005)),
    ("left_foot", "left_ankle", (0.112, 0.022, 0.100)),
    ("right_foot", "right_ankle", (-0.112, 0.022, 0.100)),
    ("neck", "spine3", (0.0, 1.420, -0.020)),
    ("left_collar", "spine3", (0.070, 1.355, -0.015)),
    ("right_collar", "spine3", (-0.070, 1.355, -0.015)),
    ("head", "neck", (0.0, 1.515, 0.012)),
    ("left_shoulder", "left_collar", (0.175, 1.380, -0.020)),
    ("right_shoulder", "right_collar", (-0.175, 1.380, -0.020)),
    ("left_elbow", "left_shoulder", (0.440, 1.380, -0.030)),
    ("right_elbow", "right_shoulder", (-0.440, 1.380, -0.030)),
    ("left_wrist", "left_elbow", (0.690, 1.380, -0.025)),
    ("right_wrist", "right_elbow", (-0.690, 1.380, -0.025)),
    ("left_hand", "left_wrist", (0.775, 1.378, -0.015)),
    ("right_hand", "right_wrist", (-0.775, 1.378, -0.015)),
)

#: SMPL's 24 joints; the last two (the hands) carry no rotation of their own here.
SMPL_JOINT_NAMES: tuple[str, ...] = tuple(name for name, _, _ in _JOINTS)
#: The 22 joints that move.
JOINT_NAMES: tuple[str, ...] = SMPL_JOINT_NAMES[:22]
JOINT_INDEX: dict[str, int] = {name: index for index, name in enumerate(SMPL_JOINT_NAMES)}
#: Parent of each of the 24 joints, −1 for the pelvis.
SMPL_PARENTS: tuple[int, ...] = tuple(-1 if parent is None else JOINT_INDEX[parent] for _, parent, _ in _JOINTS)
PARENTS: tuple[int, ...] = SMPL_PARENTS[:22]

#: (24, 3) metres, the T-pose with its soles on the floor.
SMPL_REST_POSITIONS = np.array([position for _, _, position in _JOINTS], dtype=np.float32)
REST_POSITIONS = SMPL_REST_POSITIONS[:22]
#: From the left foot's ball to the tips of its toes in the rest pose (m); the right foot's is its mirror image.
TOES = (0.004, -0.010, 0.088)
#: (22, 3) metres, each joint's position in its parent's rest frame; the pelvis's row is zero.
REST_OFFSETS = np.array(
    [np.zeros(3) if parent < 0 else REST_POSITIONS[joint] - REST_POSITIONS[parent] for joint, parent in enumerate(PARENTS)],
    dtype=np.float32,
)
#: Metres from the floor to the pelvis in the rest pose.
REST_PELVIS_HEIGHT = float(REST_POSITIONS[0, 1])
#: Metres from hip to ankle along the leg: the scale of every root translation.
LEG_LENGTH = float(np.linalg.norm(REST_OFFSETS[4]) + np.linalg.norm(REST_OFFSETS[7]))


def _mirror_name(name: str) -> str:
    if name.startswith("left_"):
        return "right_" + name[5:]
    return "left_" + name[6:] if name.startswith("right_") else name


#: Index of each joint's counterpart on the other side of the body (itself on the midline).
MIRROR: tuple[int, ...] = tuple(JOINT_INDEX[_mirror_name(name)] for name in JOINT_NAMES)
