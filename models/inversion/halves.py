"""A batch in two halves, so that a second core can have one of them."""
from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from models.beside import core_is_idle, side_by_side


def descend(optimizer: torch.optim.Optimizer, parameters: Sequence[nn.Parameter], loss_of_half: Callable[[torch.Generator], Tensor],
            generator: torch.Generator, longest: float = float("inf")) -> float:
    """One step of the optimizer down the mean of two losses, which is returned; the gradient is made no longer than `longest`. loss_of_half: the
    mean loss () of half a batch, all that is random drawn with the generator it is given. The step is the same however many cores there are."""
    seeds = torch.randint(2**31, (2,), generator=generator).tolist()

    def half(seed: int) -> tuple[Tensor, tuple[Tensor, ...]]:
        loss = loss_of_half(torch.Generator().manual_seed(seed))
        return loss.detach(), torch.autograd.grad(loss, parameters)

    halves = (lambda: half(seeds[0])), (lambda: half(seeds[1]))
    (loss, gradients), (other_loss, others) = side_by_side(*halves) if core_is_idle() else (halves[0](), halves[1]())
    for parameter, one, other in zip(parameters, gradients, others):
        parameter.grad = (one + other) / 2
    nn.utils.clip_grad_norm_(parameters, longest)
    optimizer.step()
    return float(loss + other_loss) / 2
