"""Several styles in one prompt: each turn is predicted from its own words with its own updates, and counts in its own time.

In one sentence, the tokens of both are read by every moment of the motion, and one style wins all of it, or both make a third. Here predictions are
put together in time instead (Petrovich et al. 2024, "Multi-track timeline control", section 4.2), all of them made of the whole motion, so that each
knows the others. Turns at the same time have equal parts of it: the mean of their predictions leads to what is likely in both styles (concept
conjunction: Liu et al. 2022, "Compositional visual generation with composable diffusion models").
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from models.inversion.low_rank import DENOISER, Use, adapted_layers, applied, worn
from models.inversion.timed import middles, share_of
from models.lead.denoiser import Condition

#: As `models.lead.denoiser.Denoiser.forward`, or the few-step student's: noisy latents, step, frames, condition, and what else there is.
Predict = Callable[..., Tensor]


@dataclass(frozen=True, eq=False)
class ToldTurn:
    """told: the turn's own words (a batch of one). uses: its styles, for all the time. span: the share of the motion's time."""

    told: Condition
    uses: Sequence[Use]
    span: tuple[float, float]


@dataclass(frozen=True, eq=False)
class InTurn:
    """What predicts for a prompt of several turns."""

    turns: Sequence[ToldTurn]

    def of(self, predict: Predict, network: nn.Module) -> Predict:
        """`predict` for these turns, whatever words it is given; whether there are any still counts (classifier-free guidance). network: the
        denoiser within `predict`, whose weights the styles update."""
        weights = [self._weights(network, turn) for turn in self.turns]

        def predict_in_turn(noisy: Tensor, step: Tensor, frames: Tensor, condition: Condition, *more) -> Tensor:
            shares = self._shares(noisy.shape[1], frames)
            made = torch.zeros_like(noisy)
            for turn, changed, share in zip(self.turns, weights, shares):
                with worn(changed):
                    made = made + share[..., None] * predict(noisy, step, frames, _in_place_of(condition, turn.told.at(step[0])), *more)
            return made

        return predict_in_turn

    @staticmethod
    def _weights(network: nn.Module, turn: ToldTurn) -> list[tuple[nn.Module, Tensor]]:
        """The layers that the turn's styles update, each with its weight as it then is: worked out once, not at every step."""
        with applied({DENOISER: network}, turn.uses):
            return [(layer, layer.weight.data) for layer in adapted_layers(network).values()] if turn.uses else []

    def _shares(self, count: int, frames: Tensor) -> Tensor:
        """(turns, B, n): how much each turn has of each latent; all turns together have 1."""
        # The shorter motions of a batch are padded: their time passes faster.
        time = (middles(count)[None] * (frames.max() / frames.float())[:, None]).clamp(max=1)
        shares = torch.stack([share_of((turn.span,), time) for turn in self.turns])
        return shares / shares.sum(dim=0)


def _in_place_of(condition: Condition, told: Condition) -> Condition:
    """`told` (a batch of one) in every row, dropped where `condition` is."""
    rows = told.of_rows(torch.zeros(len(condition.pooled), dtype=torch.long))
    dropped = rows.dropped() if condition.words is None else rows
    return replace(dropped, present=condition.present)
