"""The pose prior: a VAE whose 32-d latents are poses a body takes (VPoser's role, Pavlakos et al. 2019, section 3.3).

A pose here is (132,): the 22 joints' rotations in 6-d form, local to their parents, the pelvis's relative to the heading — the
`rotations` channels of `models.features`. Where somebody stands and which way they face is no part of it.
"""
from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from models import rotation
from models.features import SLICES, encode
from models.kinematics import Bodies, local_matrices
from models.motion import Motion
from models.skeleton import JOINT_NAMES, MIRROR
from models.weights_file import WEIGHTS, WeightsError, load_weights, save_weights

POSE_WIDTH = 6 * len(JOINT_NAMES)
FILE_NAME = "pose_prior.safetensors"


@dataclass(frozen=True)
class PosePriorConfig:
    """Shapes of the network; `layers` hidden layers of `width` on either side."""

    latent_width: int = 32
    width: int = 352
    layers: int = 2


class PosePrior(nn.Module):
    """Poses (..., 132) to latents (..., 32) and back. `mean` (132,): that of the training poses, which the network works from."""

    def __init__(self, config: PosePriorConfig = PosePriorConfig(), mean: Tensor | None = None):
        super().__init__()
        self.config = config
        self.register_buffer("mean", torch.zeros(POSE_WIDTH) if mean is None else mean)
        self.encoder = _perceptron(POSE_WIDTH, 2 * config.latent_width, config)
        self.decoder = _perceptron(config.latent_width, POSE_WIDTH, config)

    def encode(self, poses: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and log-variance (..., latent_width) of the latents of poses whose rotations are whole (`clean`)."""
        mean, log_variance = self.encoder(poses - self.mean).chunk(2, dim=-1)
        return mean, log_variance.clamp(-12, 6)

    def decode(self, latents: Tensor) -> Tensor:
        """Poses (..., 132); their 6-d forms still want Gram–Schmidt (`rotation.from_6d`, `kinematics.matrices`)."""
        return self.mean + self.decoder(latents)

    def rebuilt(self, poses: Tensor) -> Tensor:
        """Poses (N, 132) as they come back from the latents they have."""
        return self.decode(self.encode(clean(poses))[0])

    def rebuilding_error(self, poses: Tensor) -> Tensor:
        """Metres (N,), in the mean of the joints, between poses (N, 132) and what the prior rebuilds of them: how far they are from the
        bodies it has seen (OhMG's in-distribution error). Differentiable."""
        return self.rebuilding_error_of(Bodies.of(poses))

    def rebuilding_error_of(self, bodies: Bodies) -> Tensor:
        """The same, of bodies (N) whose joints are known."""
        return joints_apart(bodies.joints, self.rebuilt_bodies(bodies).joints)

    def rebuilt_bodies(self, bodies: Bodies) -> Bodies:
        """Bodies (N) as they come back from the latents they have."""
        return Bodies.of(self.decode(self.encode(six_of(bodies.local))[0]).float())

    def save(self, path: Path, provenance: dict) -> None:
        save_weights(path, dict(self.state_dict()), {"config": asdict(self.config), "provenance": provenance})

    @classmethod
    def load(cls, path: Path = WEIGHTS / FILE_NAME) -> PosePrior:
        """Raises WeightsError with a sentence where the file is missing, damaged or of another version."""
        tensors, header = load_weights(path)
        try:
            prior = cls(PosePriorConfig(**header["config"]))
            prior.load_state_dict(tensors)
        except (KeyError, TypeError, RuntimeError) as error:
            message = f"The pose prior “{path.name}” belongs to another version. Install Motion Prompt again."
            raise WeightsError(message) from error
        return prior.eval().requires_grad_(False)


def joints_apart(ones: Tensor, others: Tensor) -> Tensor:
    """Metres (N,), in the mean, between the joints (N, 22, 3) of bodies, and those of as many others."""
    return (ones - others).norm(dim=-1).mean(-1)


def clean(poses: Tensor) -> Tensor:
    """Poses (N, 132) with their 6-d rotations made whole by Gram–Schmidt, so that equal bodies have equal numbers."""
    return six_of(local_matrices(poses))


def mirrored_poses(poses: Tensor) -> Tensor:
    """Poses (N, 132) with left and right exchanged."""
    sign = torch.tensor([1.0, -1.0, -1.0, -1.0, 1.0, 1.0], device=poses.device)
    return (poses.unflatten(-1, (len(JOINT_NAMES), 6))[:, list(MIRROR)] * sign).flatten(1)


def six_of(local: Tensor) -> Tensor:
    """Poses (N, 132) of local rotation matrices (N, 22, 3, 3)."""
    return torch.cat([local[..., 0], local[..., 1]], dim=-1).flatten(1)


def poses_of(motion: Motion) -> np.ndarray:
    """The poses (T, 132) of a motion at 30 fps; float32."""
    return encode(motion)[0][:, SLICES["rotations"]]


def rotations_of(poses: np.ndarray, heading: np.ndarray) -> np.ndarray:
    """Local joint rotations (..., 22, 4) of poses (..., 132) that face `heading` (...), radians about +Y."""
    rotations = rotation.from_6d(np.asarray(poses, dtype=np.float64).reshape(*poses.shape[:-1], len(JOINT_NAMES), 6))
    rotations[..., 0, :] = rotation.multiply(rotation.yaw(np.asarray(heading)), rotations[..., 0, :])
    return rotations


def _perceptron(inputs: int, outputs: int, config: PosePriorConfig) -> nn.Sequential:
    layers: list[nn.Module] = []
    for _ in range(config.layers):
        layers += [nn.Linear(inputs, config.width), nn.LayerNorm(config.width), nn.SiLU()]
        inputs = config.width
    return nn.Sequential(*layers, nn.Linear(inputs, outputs))
