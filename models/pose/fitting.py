"""Poses drawn to what a text claims of them: a hand that is to lie on the hip then lies on it, where the generator came near."""
from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor

from models.pose.anatomy import is_sane
from models.pose.balance import imbalance
from models.pose.clpp import Clpp
from models.pose.geometry.claims import Claims
from models.pose.prior import PosePrior
from models.text.encoder import TextFeatures

#: How likely a claim must be to count.
_SURE = 0.35
#: Steps of Adam on the prior's latent and their length. The generator is near; more steps would cost the animator's time.
_STEPS, _RATE = 5, 0.1
#: What a latent's move costs beside a metre of untruth, and metres by which a pose may lose its balance for the claims' sake.
_MOVED, _LOST = 0.02, 0.02


@lru_cache(maxsize=1)
def _geometry() -> Claims:
    return Claims()


@torch.no_grad()
def claimed(clpp: Clpp, text: TextFeatures) -> Tensor:
    """bool (C,): what one text claims of a pose, as far as CLPP's text head can tell; none where it was not taught to."""
    if not clpp.config.claims:
        return torch.zeros(0, dtype=torch.bool)
    return torch.sigmoid(clpp.claimed(text)[0]) > _SURE


def missed(poses: Tensor, claims: Tensor) -> Tensor:
    """Metres (N,) that poses (N, 132) miss of the claims (C,); see `Claims.distance`. Differentiable."""
    if not claims.any():
        return poses.new_zeros(len(poses))
    return _geometry().distance(poses, claims.expand(len(poses), -1))


def fitted(prior: PosePrior, latents: Tensor, claims: Tensor) -> Tensor:
    """Latents (K, 32) moved so that their poses come nearer to the claims (C,). One that would end as no body's pose, or out of balance,
    stays."""
    before = prior.decode(latents)
    away = missed(before, claims)
    if not away.any():
        return latents
    with torch.enable_grad():
        moved = latents.clone().requires_grad_(True)
        optimizer = torch.optim.Adam([moved], lr=_RATE, betas=(0.7, 0.95))
        for _ in range(_STEPS):
            loss = missed(prior.decode(moved), claims).sum() + _MOVED * (moved - latents).square().sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    moved = moved.detach()
    after = prior.decode(moved)
    better = is_sane(after) & (missed(after, claims) < away) & (imbalance(after) < imbalance(before) + _LOST)
    return torch.where(better[:, None], moved, latents)
