"""Differentiable kinematics on features, for training losses (PyTorch)."""
from __future__ import annotations

from dataclasses import dataclass, fields

import torch
from torch import Tensor
from torch.nn import functional

from models.features import SLICES
from models.motion import FPS
from models.skeleton import JOINT_NAMES, PARENTS, REST_OFFSETS


def _depths() -> tuple[list[tuple[Tensor, Tensor]], Tensor]:
    depths, row, above = [], [0], [0]
    while joints := [joint for joint in range(1, len(PARENTS)) if PARENTS[joint] in above]:
        depths.append((torch.tensor(joints), torch.tensor([above.index(PARENTS[joint]) for joint in joints])))
        row, above = row + joints, joints
    return depths, torch.tensor([row.index(joint) for joint in range(len(PARENTS))])


#: For each depth of the tree its joints and their parents' places in the depth above; and where each joint ends up in the row of all.
_DEPTHS, _ORDER = _depths()


def matrices(six: Tensor) -> Tensor:
    """Rotation matrices (..., 3, 3) of the 6-d form (..., 6) (Zhou et al. 2019, Eq. 15)."""
    first = functional.normalize(six[..., :3], dim=-1, eps=1e-6)
    second = six[..., 3:] - (first * six[..., 3:]).sum(-1, keepdim=True) * first
    second = functional.normalize(second, dim=-1, eps=1e-6)
    return torch.stack([first, second, torch.cross(first, second, dim=-1)], dim=-1)


def local_joint_positions(features: Tensor) -> Tensor:
    """Joints (B, T, 22, 3), metres, in the heading frame over the pelvis's floor point, from the rotations and height of
    features (B, T, 269) in their own units: what `decode` will put on the skeleton, whatever the other channels say."""
    rotations = matrices(features[..., SLICES["rotations"]].unflatten(-1, (len(JOINT_NAMES), 6)))
    offsets = torch.as_tensor(REST_OFFSETS, device=features.device)
    height = features[..., 3]
    positions = [torch.stack([torch.zeros_like(height), height, torch.zeros_like(height)], dim=-1)]
    turns = [rotations[..., 0, :, :]]
    for joint in range(1, len(PARENTS)):
        parent = PARENTS[joint]
        positions.append(positions[parent] + turns[parent] @ offsets[joint])
        turns.append(turns[parent] @ rotations[..., joint, :, :])
    return torch.stack(positions, dim=-2)


def forward_kinematics(poses: Tensor) -> tuple[Tensor, Tensor]:
    """Joints (N, 22, 3), metres from the pelvis, and the joints' turns in the body's frame (N, 22, 3, 3), of poses (N, 132)."""
    return forward_kinematics_of_matrices(local_matrices(poses))


def local_matrices(poses: Tensor) -> Tensor:
    """The joints' local rotation matrices (N, 22, 3, 3) of poses (N, 132)."""
    return matrices(poses.unflatten(-1, (len(JOINT_NAMES), 6)))


def forward_kinematics_of_matrices(local: Tensor) -> tuple[Tensor, Tensor]:
    """The same, of local rotation matrices (N, 22, 3, 3): a whole depth of the tree at a time."""
    offsets = torch.as_tensor(REST_OFFSETS).to(local)
    # Turn and place of a joint in its parent's frame as one matrix (3, 4): one product a depth moves both on.
    steps = torch.cat([local, offsets[None, :, :, None].expand(len(local), -1, -1, -1)], dim=-1)
    turns, places = [local[:, :1]], [torch.zeros_like(local[:, :1, :, :1])]
    for joints, parents in ((joints.to(local.device), parents.to(local.device)) for joints, parents in _DEPTHS):
        moved = turns[-1].index_select(1, parents) @ steps.index_select(1, joints)
        turns.append(moved[..., :3])
        places.append(places[-1].index_select(1, parents) + moved[..., 3:])
    order = _ORDER.to(local.device)
    return torch.cat(places, dim=1)[..., 0].index_select(1, order), torch.cat(turns, dim=1).index_select(1, order)


@dataclass(frozen=True, eq=False)
class Bodies:
    """What several measures of the same poses need, worked out once: poses (N, 132), the joints' local rotation matrices (N, 22, 3, 3), and
    joints and turns as `forward_kinematics` gives them."""

    poses: Tensor
    local: Tensor
    joints: Tensor
    turns: Tensor

    @classmethod
    def of(cls, poses: Tensor) -> Bodies:
        local = local_matrices(poses)
        return cls(poses, local, *forward_kinematics_of_matrices(local))

    def __len__(self) -> int:
        return len(self.poses)

    def __getitem__(self, rows: Tensor) -> Bodies:
        return Bodies(self.poses[rows], self.local[rows], self.joints[rows], self.turns[rows])

    def where(self, chosen: Tensor, others: Bodies) -> Bodies:
        """Of N bodies those that are chosen, bool (N,), and of the others those that are not."""
        pairs = ((getattr(self, field.name), getattr(others, field.name)) for field in fields(self))
        return Bodies(*(torch.where(chosen.reshape(-1, *[1] * (own.dim() - 1)), own, other) for own, other in pairs))


def joint_velocities(features: Tensor, positions: Tensor) -> Tensor:
    """World velocities in the heading frame (B, T−1, J, 3), m/s, of joints (B, T, J, 3) carried by the root's own motion."""
    yaw = features[:, :-1, None, 0]
    turned = torch.stack([yaw * positions[:, :-1, :, 2], torch.zeros_like(positions[:, :-1, :, 0]), -yaw * positions[:, :-1, :, 0]], dim=-1)
    planar = torch.stack([features[:, :-1, 1], torch.zeros_like(features[:, :-1, 1]), features[:, :-1, 2]], dim=-1)
    return (positions[:, 1:] - positions[:, :-1]) * FPS + turned + planar[:, :, None]
