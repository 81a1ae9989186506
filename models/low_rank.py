"""Updates of low rank (Hu et al. 2022) of a network that stays as it is otherwise: few numbers to train, few to keep."""
from __future__ import annotations

import copy
from collections.abc import Callable

import torch
from torch import Tensor, nn


class LowRank(nn.Module):
    """A frozen linear layer plus a trained update of low rank: W + B·A (Hu et al. 2022, Eq. 3)."""

    def __init__(self, linear: nn.Linear, rank: int):
        super().__init__()
        self.linear = linear.requires_grad_(False)
        self.down = nn.Linear(linear.in_features, rank, bias=False)
        self.up = nn.Linear(rank, linear.out_features, bias=False)
        nn.init.zeros_(self.up.weight)

    def forward(self, tokens: Tensor) -> Tensor:
        return self.linear(tokens) + self.up(self.down(tokens))

    def merged(self) -> nn.Linear:
        """One linear layer that does the same."""
        linear = copy.deepcopy(self.linear)
        with torch.no_grad():
            linear.weight += self.up.weight @ self.down.weight
        return linear


def add_updates(module: nn.Module, rank: int) -> None:
    """Gives every linear layer within `module` an update, which changes nothing before it is trained."""
    _replace(module, lambda linear: LowRank(linear, rank), nn.Linear)


def merge_updates(module: nn.Module) -> None:
    """Folds the updates into the layers: inference is as fast as without them. Once, after loading."""
    _replace(module, LowRank.merged, LowRank)


def trained_state(module: nn.Module, is_trained: Callable[[str], bool]) -> dict[str, Tensor]:
    """The parameters that training changes, by the names for which `is_trained`; the rest are those of the weights they stand on."""
    return {name: value for name, value in module.state_dict().items() if is_trained(name)}


def load_trained_state(module: nn.Module, tensors: dict[str, Tensor], is_trained: Callable[[str], bool]) -> None:
    """Puts back what `trained_state` gave. Raises RuntimeError where it belongs to other networks."""
    missing, unexpected = module.load_state_dict(tensors, strict=False)
    if unexpected or any(map(is_trained, missing)):
        raise RuntimeError("not the state of these networks")


def is_update(name: str) -> bool:
    """Whether a parameter of that name belongs to an update."""
    return ".down.weight" in name or ".up.weight" in name


def _replace(module: nn.Module, make: Callable[[nn.Module], nn.Module], kind: type) -> None:
    for name, child in module.named_children():
        if isinstance(child, kind):
            setattr(module, name, make(child))
        else:
            _replace(child, make, kind)
