"""Poses drawn to what a text claims of them: a hand that is to lie on the hip then lies on it, where the generator came near."""
from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor

from models.kinematics import Bodies, forward_kinematics_of_matrices, local_matrices
from models.pose.anatomy import sane
from models.pose.balance import imbalance_of
from models.pose.geometry.claims import Claims, ClaimsOfAll
from models.pose.prior import PosePrior, joints_apart, six_of

#: Steps of Adam (Kingma and Ba 2015) on the prior's latent, their length, and how long it remembers. The generator is near; more steps
#: would cost the animator's time. Written out, because the first step of torch's own loads its compiler for a second.
_STEPS, _RATE, _BETAS = 8, 0.2, (0.7, 0.95)
#: What the prior rebuilds is asked in every so many steps, and counts for them all: it is half of what a step costs.
_STRANGE_EVERY = 2
#: Metres: where half of the bodies miss no more than that, there is no need to go on.
_THERE = 0.015
#: How far along a pose goes: where the end is no body's, or falls, what lies before it may be better than the beginning.
_WAYS = (1.0, 0.75, 0.45)
#: What a latent's move costs beside a metre of untruth, and a metre that the prior fails to rebuild; metres by which a pose may lose its
#: balance for the claims' sake.
_MOVED, _STRANGE, _LOST = 0.02, 3.0, 0.02
#: Metres up to which what a claim is missed by counts nearly in full.
_FAR = 0.3


@lru_cache(maxsize=1)
def _geometry() -> Claims:
    return Claims()


class Wanted:
    """What is claimed, (C,) by its likelihood, ready to be measured on bodies; right_handed: see `Claims.of_all`."""

    def __init__(self, claims: Tensor, right_handed: bool = False):
        self._claims: ClaimsOfAll = _geometry().of_all(claims > 0, right_handed)
        self._likely = claims[claims > 0].float()

    def missed(self, joints: Tensor, turns: Tensor) -> Tensor:
        """Metres (N,) that bodies, joints (N, 22, 3) and their turns (N, 22, 3, 3), miss of the claims, see `ClaimsOfAll.each`, each by its
        likelihood; far ones count less, because what is out of reach is no reason to give up the others. Differentiable."""
        return _FAR * (self._claims.each(joints, turns) / _FAR).log1p() @ self._likely


def fitted(prior: PosePrior, latents: Tensor, bodies: Bodies, away: Tensor, wanted: Wanted) -> tuple[Bodies, Tensor]:
    """Bodies (K) with their latents (K, 32) moved so that they come nearer to what is claimed, of which they miss `away` metres (K,); and what
    they miss then. One that would end as no body's pose, or out of balance, stays."""
    if not away.any():
        return bodies, away
    moved, mean, square = latents.clone(), torch.zeros_like(latents), torch.zeros_like(latents)
    for step in range(1, _STEPS + 1):
        gradient, left = _gradient(prior, moved, latents, wanted, step % _STRANGE_EVERY == 0)
        if left.median() < _THERE:
            break
        mean, square = mean.lerp(gradient, 1 - _BETAS[0]), square.lerp(gradient.square(), 1 - _BETAS[1])
        moved = moved - _RATE * mean / (1 - _BETAS[0] ** step) / ((square / (1 - _BETAS[1] ** step)).sqrt() + 1e-8)
    return _best(prior, latents, moved, bodies, away, wanted)


def _best(prior: PosePrior, latents: Tensor, moved: Tensor, bodies: Bodies, away: Tensor, wanted: Wanted) -> tuple[Bodies, Tensor]:
    """Of each body, and of what comes of it the whole way to `moved` and part of the way, the one that misses least; and how much."""
    shares = torch.tensor(_WAYS).repeat_interleave(len(latents))[:, None]
    after = Bodies.of(prior.decode(torch.lerp(latents.repeat(len(_WAYS), 1), moved.repeat(len(_WAYS), 1), shares)))
    balanced = imbalance_of(after.joints) < imbalance_of(bodies.joints).repeat(len(_WAYS)) + _LOST
    left = wanted.missed(after.joints, after.turns).where(sane(after) & balanced, torch.inf)
    missed, way = left.unflatten(0, (len(_WAYS), -1)).min(dim=0)
    after = after[way * len(latents) + torch.arange(len(latents))]
    return after.where(missed < away, bodies), missed.minimum(away)


def _gradient(prior: PosePrior, moved: Tensor, latents: Tensor, wanted: Wanted, strange: bool) -> tuple[Tensor, Tensor]:
    """The gradient (K, 32) of what the moved latents cost, and what their bodies miss."""
    with torch.enable_grad():
        moved = moved.detach().requires_grad_(True)
        local = local_matrices(prior.decode(moved))
        if strange:
            # Both at once: for a few bodies what costs is the number of operations, not their size.
            rebuilt = local_matrices(prior.decode(prior.encode(six_of(local))[0]))
            joints, turns = forward_kinematics_of_matrices(torch.cat([local, rebuilt]))
            own, again = joints.chunk(2)
            left = wanted.missed(own, turns[: len(own)])
            cost = left + _STRANGE_EVERY * _STRANGE * joints_apart(own, again)
        else:
            cost = left = wanted.missed(*forward_kinematics_of_matrices(local))
        cost = cost + _MOVED * (moved - latents).square().sum(-1)
        return torch.autograd.grad(cost.sum(), moved)[0], left.detach()
