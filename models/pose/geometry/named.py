"""Every pose that has a name, and which of them poses show."""
from __future__ import annotations

import torch
from torch import Tensor

from models.pose.geometry import named_actions, named_arms, named_floor, named_stances
from models.pose.geometry.named_pose import NamedPose
from models.pose.geometry.named_targets import body_of

NAMED: tuple[NamedPose, ...] = (*named_arms.POSES, *named_stances.POSES, *named_floor.POSES, *named_actions.POSES)
BY_NAME: dict[str, NamedPose] = {pose.name: pose for pose in NAMED}


def named_held(poses: Tensor) -> Tensor:
    """bool (N, len(NAMED)): which of `NAMED` each pose (N, 132) shows."""
    rows = []
    for part in poses.split(4096):
        body = body_of(part)
        rows.append(torch.stack([pose.holds(body) for pose in NAMED], dim=1))
    return torch.cat(rows)
