"""Training of the pose prior."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.features import FEATURE_WIDTH, SLICES
from models.kinematics import local_joint_positions, matrices
from models.pose.anatomy import is_sane, unnatural
from models.pose.prior import PosePrior, PosePriorConfig
from models.skeleton import JOINT_NAMES
from models.training.poses.clips import poses_of_clips
from models.training.sequences import TrainingSequence

#: Share of the draws that poses made otherwise than by clips have together.
_MADE = 0.6
_CHECKED = 20_000
#: Latents drawn from the prior at each step, and for validation.
_DRAWN, _DRAWN_CHECKED = 256, 1000


@dataclass
class PosePriorTask:
    """Poses (N, 132) with their sampling weights (N,), and validation poses.

    Loss: squared error of the rotation matrices and of the joints' positions (m), plus KL (VPoser, Pavlakos et al. 2019, section
    3.3, with the skeleton in the mesh's place). Ours besides: what latents drawn from N(0, I) decode to is to be sane
    (`models.pose.anatomy`), because nothing else tells the decoder what lies between the poses it was shown.
    """

    poses: Tensor
    weights: Tensor
    validation: Tensor
    config: PosePriorConfig = field(default_factory=PosePriorConfig)
    batch: int = 768
    learning_rate: float = 1e-3
    total_steps: int = 30_000
    kl_weight: float = 2e-4
    name: str = "pose_prior"

    def __post_init__(self):
        self.module = PosePrior(self.config, self.poses.mean(dim=0))
        # Drawing from running sums costs a search a pose; torch.multinomial would go through all of them at every step.
        self.running = torch.cumsum(self.weights.double() / self.weights.double().sum(), dim=0)

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        chosen = torch.searchsorted(self.running, torch.rand(self.batch, generator=generator, dtype=torch.float64))
        poses = self.poses[chosen.clamp(max=len(self.poses) - 1)].to(self.module.mean)
        mean, log_variance = self.module.encode(poses)
        latents = mean + torch.randn(mean.shape, generator=generator).to(mean) * (0.5 * log_variance).exp()
        rebuilt = self.module.decode(latents).float()
        drawn = self.module.decode(torch.randn(_DRAWN, self.config.latent_width, generator=generator).to(poses)).float()
        kl = 0.5 * (mean.float().square() + log_variance.float().exp() - 1 - log_variance.float()).sum(-1).mean()
        with torch.autocast(poses.device.type, enabled=False):
            turn = functional.mse_loss(_matrices(rebuilt), _matrices(poses))
            position = (_joints(rebuilt) - _joints(poses)).square().sum(-1).mean()
            strange = unnatural(drawn)
            strangeness = (strange["bent"] + strange["turned"] + 5 * strange["knots"]).mean()
        loss = 10 * turn + 30 * position + self.kl_weight * kl + 0.5 * strangeness
        shown = {"turn": turn, "cm": 100 * position.sqrt(), "kl": kl, "strange": strangeness}
        return loss, {name: float(value.detach()) for name, value in shown.items()}

    def validate(self, module: nn.Module) -> dict[str, float]:
        """Mean joint distance in cm (the pelvis in place), mean angle in degrees, spread of the latents (1: a unit Gaussian's), and how
        many poses drawn from the prior are sane."""
        poses = self.validation.to(module.mean)
        mean, _ = module.encode(poses)
        rebuilt = module.decode(mean)
        drawn = torch.randn(_DRAWN_CHECKED, self.config.latent_width, generator=torch.Generator().manual_seed(0))
        trace = (_matrices(rebuilt) * _matrices(poses)).sum((-1, -2))
        return {
            "cm": float(100 * (_joints(rebuilt) - _joints(poses)).norm(dim=-1).mean()),
            "degrees": float(torch.rad2deg(torch.acos(((trace - 1) / 2).clamp(-1, 1))).mean()),
            "latent_spread": float(mean.std()),
            "sane": float(is_sane(module.decode(drawn.to(poses))).float().mean()),
        }

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        module.save(path, provenance)


def _matrices(poses: Tensor) -> Tensor:
    return matrices(poses.unflatten(-1, (len(JOINT_NAMES), 6)))


def _joints(poses: Tensor) -> Tensor:
    """Joints (N, 1, 22, 3), metres, about the pelvis, of poses (N, 132)."""
    channels = SLICES["rotations"]
    return local_joint_positions(functional.pad(poses, (channels.start, FEATURE_WIDTH - channels.stop))[:, None])


def build_task(
    sequences: Sequence[TrainingSequence], validation: Sequence[TrainingSequence], made: Sequence[Tensor] = ()
) -> PosePriorTask:
    """The task on every fourth frame of the sequences, each of which counts as it does for LEAD, shared out over its frames; and on sets
    of poses (N, 132) made otherwise, which have `_MADE` of the draws between them."""
    frames, chances = poses_of_clips(sequences)
    poses, weights = [torch.from_numpy(frames)], [torch.from_numpy(chances)]
    for part in made:
        poses.append(part)
        weights.append(torch.full((len(part),), _MADE / (1 - _MADE) / len(made) / len(part), dtype=torch.float64))
    checked, _ = poses_of_clips(validation)
    checked = checked[:: max(1, len(checked) // _CHECKED)]
    return PosePriorTask(torch.cat(poses), torch.cat(weights), torch.from_numpy(checked))
