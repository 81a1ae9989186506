"""What OhMG compares its completion with (section 5, "Baselines"): Interpolation and AvatarCLIP, for whole-body pins."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from models import rotation
from models.completion.request import CompletionRequest, PoseConstraint
from models.features import SLICES, decode, headings
from models.lead.pipeline import LeadModel
from models.motion import FPS, Motion
from models.pose.prior import POSE_WIDTH, PosePrior, poses_of, rotations_of

_RATE = 0.05
#: Weight of the latents' mean square beside the pose error.
_NORM = 0.01
_BATCH = 8


@torch.inference_mode()
def interpolated(prior: PosePrior, request: CompletionRequest) -> Motion:
    """Straight lines between the pins: poses in the pose prior's latent, place and heading as they are. Before the first pin and
    after the last the pose is held."""
    pins = sorted(request.constraints, key=lambda pin: pin.frame)
    single = [_single(pin) for pin in pins]
    latents, _ = prior.encode(torch.from_numpy(np.concatenate([poses_of(motion) for motion in single])))
    heading = np.unwrap([headings(motion)[0] for motion in single])
    place = np.stack([pin.root_translation for pin in pins])
    keys, time = [pin.frame for pin in pins], np.arange(request.frames)
    line = np.stack([np.interp(time, keys, values) for values in (*latents.numpy().T, *place.T, heading)], axis=-1)
    poses = prior.decode(torch.from_numpy(line[:, :-4]).float()).numpy()
    return Motion(line[:, -4:-1], rotation.continuous(rotations_of(poses, line[:, -1])), request.fps)


def optimised(model: LeadModel, requests: Sequence[CompletionRequest], steps: int) -> list[Motion]:
    """Latents of LEAD's VAE, searched until the decoded motion passes through the pins (AvatarCLIP, Hong et al. 2022): Adam on
    the squared distance of the poses plus the latents' squared norm, begun at the mean latent.

    Here each pose is asked for at its pin's own frame, not at whichever frame is nearest. As in the paper place and heading are
    not asked for: the motion is put where the first pin stands. Requests are at 30 frames a second.
    """
    results: list[Motion | None] = [None] * len(requests)
    order = sorted(range(len(requests)), key=lambda index: requests[index].frames)
    for start in tqdm(range(0, len(order), _BATCH), desc="searching latents", unit="batch", leave=False, mininterval=5):
        chosen = order[start : start + _BATCH]
        features = _searched(model, [requests[index] for index in chosen], steps)
        for index, row in zip(chosen, features):
            request = requests[index]
            results[index] = _put(decode(row[: request.frames]), min(request.constraints, key=lambda pin: pin.frame))
    return results


def _searched(model: LeadModel, requests: Sequence[CompletionRequest], steps: int) -> np.ndarray:
    """Features (B, longest, 269) in their own units."""
    longest = max(request.frames for request in requests)
    target, asked = _targets(requests, longest)
    latents = torch.zeros(len(requests), model.vae.latent_count(longest), model.config.vae.latent_width, requires_grad=True)
    optimizer = torch.optim.Adam([latents], lr=_RATE)
    for _ in range(steps):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            made = model.features(latents, longest).float()
        gap = ((made[..., SLICES["rotations"]] - target).square().sum(-1) * asked).sum(1) / asked.sum(1)
        loss = (gap + _NORM * latents.square().mean((1, 2))).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.inference_mode():
        return model.features(latents, longest).numpy()


def _targets(requests: Sequence[CompletionRequest], longest: int) -> tuple[Tensor, Tensor]:
    """The pinned poses at their frames (B, longest, 132), and where there is one (B, longest)."""
    target, asked = torch.zeros(len(requests), longest, POSE_WIDTH), torch.zeros(len(requests), longest)
    for row, request in enumerate(requests):
        for pin in request.constraints:
            target[row, pin.frame] = torch.from_numpy(poses_of(_single(pin))[0])
            asked[row, pin.frame] = 1
    return target, asked


def _single(pin: PoseConstraint) -> Motion:
    return Motion(pin.root_translation[None], pin.joint_rotations[None], FPS)


def _put(motion: Motion, pin: PoseConstraint) -> Motion:
    """The motion turned and moved over the floor so that at the pin's frame it stands where the pin stands."""
    turn = rotation.from_axis_angle(np.array([0, headings(_single(pin))[0] - headings(motion)[pin.frame], 0]))
    rotations = motion.joint_rotations.astype(np.float64)
    rotations[:, 0] = rotation.multiply(turn, rotations[:, 0])
    floor = np.array([1.0, 0, 1.0])
    away = motion.root_translation - motion.root_translation[pin.frame] * floor
    return Motion(rotation.rotate(turn, away) + pin.root_translation * floor, rotations, motion.fps)
