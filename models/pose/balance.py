"""Whether a body would fall: how far its centre of mass is from what it stands, sits or lies on."""
from __future__ import annotations

import torch
from torch import Tensor

from models.cleanup import SKIN
from models.kinematics import forward_kinematics
from models.skeleton import JOINT_NAMES

#: Share of the body's mass that is nearest each joint, in percent (after Winter 2009, table 4.1).
_MASS = {"pelvis": 14, "hip": 5, "spine1": 11, "knee": 7.5, "spine2": 11, "ankle": 2.6, "spine3": 12, "foot": 0.6, "neck": 3, "head": 7,
         "collar": 1, "shoulder": 2.6, "elbow": 2.3, "wrist": 1.6}
_MASSES = torch.tensor([_MASS[name.removeprefix("left_").removeprefix("right_")] for name in JOINT_NAMES])
#: Metres above the lowest skin over which a joint's share of the weight fades.
_SOFT = 0.03


def imbalance(poses: Tensor) -> Tensor:
    """Metres (N,), on the level, between the centre of mass of poses (N, 132) and the middle of what rests on the floor; differentiable.

    People who stand, sit or lie keep within about 0.2 m; runners and jumpers go farther.
    """
    return imbalance_of(forward_kinematics(poses)[0])


def imbalance_of(joints: Tensor) -> Tensor:
    """The same, of bodies whose joints (N, 22, 3) are known."""
    heights = joints[..., 1] - torch.as_tensor(SKIN, dtype=joints.dtype, device=joints.device)
    resting = torch.softmax(-(heights - heights.amin(dim=-1, keepdim=True)) / _SOFT, dim=-1)
    masses = _MASSES.to(joints) / _MASSES.sum()
    away = ((masses - resting)[..., None] * joints[..., [0, 2]]).sum(dim=-2)
    return away.square().sum(-1).add(1e-8).sqrt()
