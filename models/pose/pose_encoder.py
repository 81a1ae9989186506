"""CLPP's pose encoder E_p (OhMG, section 4.1): a pose vector becomes a feature in the space its text encoder speaks."""
from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from models.kinematics import Bodies
from models.skeleton import JOINT_NAMES

_JOINTS = len(JOINT_NAMES)
#: A pose as the network reads it: the 6-d rotations and the joints' places but for the pelvis's, which is the origin.
_READ = 6 * _JOINTS + 3 * (_JOINTS - 1)


@dataclass(frozen=True)
class PoseEncoderConfig:
    """feature_width: of the joint space (384 for MiniLM, 512 for CLIP's ViT-B/32). width, blocks: of the residual network."""

    feature_width: int = 256
    width: int = 256
    blocks: int = 3


class PoseEncoder(nn.Module):
    """Pose vectors (..., 132) to features (..., feature_width), not normalised; smooth, so that poses can be optimised.

    It reads rotations and joint positions: the first say how a limb is twisted, the second where the hand is, which from
    rotations alone a small network would have to learn. Rotations pass Gram–Schmidt first: equal poses give equal features,
    however written.
    """

    def __init__(self, config: PoseEncoderConfig = PoseEncoderConfig()):
        super().__init__()
        self.config = config
        self.enter = nn.Linear(_READ, config.width)
        self.blocks = nn.ModuleList(_Block(config.width) for _ in range(config.blocks))
        self.leave = nn.Sequential(nn.LayerNorm(config.width), nn.Linear(config.width, config.feature_width))

    def forward(self, poses: Tensor) -> Tensor:
        with torch.autocast(poses.device.type, enabled=False):  # in half precision a hand would be off by a centimetre
            read = _read(Bodies.of(poses.flatten(0, -2).float())).unflatten(0, poses.shape[:-1])
        return self._feature(read)

    def of_bodies(self, bodies: Bodies) -> Tensor:
        """The features (N, feature_width) of bodies (N) whose joints are known."""
        return self._feature(_read(bodies))

    def _feature(self, read: Tensor) -> Tensor:
        hidden = self.enter(read)
        for block in self.blocks:
            hidden = block(hidden)
        return self.leave(hidden)


class _Block(nn.Module):
    """x + MLP(LayerNorm(x))."""

    def __init__(self, width: int):
        super().__init__()
        self.inner = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))

    def forward(self, hidden: Tensor) -> Tensor:
        return hidden + self.inner(hidden)


def _read(bodies: Bodies) -> Tensor:
    """(N, _READ)."""
    axes = bodies.local[..., :2].transpose(-1, -2).flatten(-3)
    return torch.cat([axes, bodies.joints[..., 1:, :].flatten(-2)], dim=-1)
