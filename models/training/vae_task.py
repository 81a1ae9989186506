"""Stage 1: the motion VAE."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from models.features import SLICES
from models.kinematics import joint_velocities, local_joint_positions
from models.lead.config import LeadConfig
from models.lead.vae import build_vae
from models.normalization import Normalization
from models.skeleton import JOINT_INDEX
from models.weights_file import save_weights

_FEET = [JOINT_INDEX[name] for name in ("left_ankle", "left_foot", "right_ankle", "right_foot")]
_HANDS = [JOINT_INDEX[name] for name in ("left_wrist", "right_wrist")]
#: How much more the error of a window's mean counts than what changes within it.
_POSTURE = 2.0


@dataclass
class VAETask:
    """Features (T, 269) of each training sequence with its sampling weight, and validation sequences by name of group.

    Loss: MSE + 5 · velocity MSE + KL on features (Chen et al. 2023, Eq. 2, plus the velocity), and the same on the skeleton:
    joint positions and velocities in metres, because rotations that err together move a foot. Once more the error of each window's
    mean: half of what the rotations lack is how a body is held throughout, which is what tells one person's manner from another's.
    """

    on_gpu = True

    config: LeadConfig
    sequences: Sequence[np.ndarray]
    weights: np.ndarray
    validation: dict[str, Sequence[np.ndarray]]
    normalization: Normalization
    window: int = 128
    batch: int = 48
    learning_rate: float = 4e-4
    total_steps: int = 60_000
    kl_weight: float = 1e-3
    name: str = "vae"

    def __post_init__(self):
        self.module = build_vae(self.config.vae)
        self.probabilities = torch.as_tensor(self.weights / self.weights.sum())

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        features, frames = (part.to(next(self.module.parameters()).device) for part in self._batch(generator))
        mean, log_variance = self.module.encode(self.normalization.apply(features), frames)
        latents = mean + torch.randn(mean.shape, generator=generator).to(mean) * (0.5 * log_variance).exp()
        rebuilt = self.module.decode(latents, features.shape[1], frames).float()
        return reconstruction_loss(rebuilt, features, mean.float(), log_variance.float(), self.normalization, self.kl_weight)

    def _batch(self, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Windows (B, window, 269), held at the end, and how many frames of each are motion (B,)."""
        chosen = torch.multinomial(self.probabilities, self.batch, replacement=True, generator=generator)
        starts = torch.rand(self.batch, generator=generator)
        windows = [self._window(self.sequences[index], start) for index, start in zip(chosen.tolist(), starts.tolist())]
        frames = torch.tensor([min(len(self.sequences[index]), self.window) for index in chosen.tolist()])
        return torch.stack(windows), frames

    def _window(self, sequence: np.ndarray, start: float) -> Tensor:
        first = int(start * max(1, len(sequence) - self.window + 1))
        return torch.from_numpy(held(sequence[first : first + self.window], self.window))

    def validate(self, module: nn.Module) -> dict[str, float]:
        figures = {}
        for group, sequences in self.validation.items():
            rows = [_measure(module, sequence, self.normalization) for sequence in sequences]
            figures |= {f"{group}_{name}": float(np.mean([row[name] for row in rows])) for name in rows[0] if "speed" not in name}
            for part in ("feet", "hands"):
                real, made = (sum(row[f"{kind}_{part}_speed"] for row in rows) for kind in ("real", "made"))
                figures[f"{group}_{part}_energy"] = float(made / max(real, 1e-9))
        return figures

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        tensors = {f"vae.{name}": value for name, value in module.state_dict().items()}
        tensors |= {"normalization.mean": self.normalization.mean, "normalization.deviation": self.normalization.deviation}
        save_weights(path, tensors, {"config": self.config.to_dict(), "provenance": provenance})


def held(features: np.ndarray, frames: int) -> np.ndarray:
    """Features (T, 269) made at least `frames` long by holding the last pose: velocities zero, the rest repeated."""
    missing = frames - len(features)
    if missing <= 0:
        return features
    last = features[-1:].copy()
    last[:, :3] = 0
    last[:, SLICES["velocities"]] = 0
    return np.concatenate([features, np.repeat(last, missing, axis=0)])


def reconstruction_loss(
    rebuilt: Tensor, features: Tensor, mean: Tensor, log_variance: Tensor, normalization: Normalization, kl_weight: float
) -> tuple[Tensor, dict[str, float]]:
    """`rebuilt` is normalised, `features` are in their own units, both (B, T, 269)."""
    target = normalization.apply(features)
    mse = functional.mse_loss(rebuilt, target)
    velocity = functional.mse_loss(rebuilt[:, 1:] - rebuilt[:, :-1], target[:, 1:] - target[:, :-1])
    posture = functional.mse_loss(rebuilt.mean(dim=1), target.mean(dim=1))
    kl = 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).mean()
    with torch.autocast(features.device.type, enabled=False):
        plain = normalization.undo(rebuilt)
        made, real = local_joint_positions(plain), local_joint_positions(features)
        position = (made - real).square().sum(-1).mean()
        made_speed, real_speed = joint_velocities(plain, made), joint_velocities(features, real)
        speed = (made_speed - real_speed).square().sum(-1)
        speed = speed.mean() + 2 * speed[..., _FEET].mean()
    loss = mse + 5 * velocity + _POSTURE * posture + kl_weight * kl + 30 * position + 0.5 * speed
    centimetres = 100 * position.detach().sqrt()
    shown = {"mse": mse, "posture": posture, "cm": centimetres, "speed": speed, "kl": kl}
    return loss, {name: float(value.detach()) for name, value in shown.items()}


def _measure(module: nn.Module, sequence: np.ndarray, normalization: Normalization) -> dict[str, float]:
    features = torch.from_numpy(sequence)[None].to(next(module.parameters()).device)
    mean, _ = module.encode(normalization.apply(features))
    rebuilt = normalization.undo(module.decode(mean, features.shape[1]).float())
    made, real = local_joint_positions(rebuilt), local_joint_positions(features)
    held_otherwise = (normalization.apply(rebuilt) - normalization.apply(features))[0, :, SLICES["rotations"]].mean(dim=0)
    made_speed, real_speed = (joint_velocities(*pair).norm(dim=-1)[0] for pair in ((rebuilt, made), (features, real)))
    return {
        "cm": float(100 * (made - real).norm(dim=-1).mean()), "posture": float(held_otherwise.square().mean()),
        "made_feet_speed": float(made_speed[:, _FEET].mean()), "real_feet_speed": float(real_speed[:, _FEET].mean()),
        "made_hands_speed": float(made_speed[:, _HANDS].mean()), "real_hands_speed": float(real_speed[:, _HANDS].mean()),
    }
