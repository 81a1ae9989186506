"""Low-rank updates of the denoiser's attention (Hu et al. 2022): what a style needs beyond its token."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
import torch
from torch import Tensor, nn

from models.inversion.request import StyleError
from models.inversion.style import Style

#: The linear layers of a block that are adapted.
_ADAPTED = ("query_key_value", "attention_out")


class LowRankUpdate(nn.Module):
    """The update of one linear layer, (α/r)·B·A with α = r (Hu et al. 2022, Eq. 3). `down` is A, `up` is B; nothing at first."""

    def __init__(self, linear: nn.Linear, rank: int, generator: torch.Generator):
        super().__init__()
        self.down = nn.Parameter(torch.randn(rank, linear.in_features, generator=generator) * linear.in_features**-0.5)
        self.up = nn.Parameter(torch.zeros(linear.out_features, rank))

    def forward(self, tokens: Tensor) -> Tensor:
        return tokens @ self.down.T @ self.up.T


def adapted_layers(denoiser: nn.Module) -> dict[str, nn.Linear]:
    """The layers that are adapted, by their names in the denoiser."""
    return {name: layer for name, layer in denoiser.named_modules() if name.rpartition(".")[2] in _ADAPTED}


@contextmanager
def learning(denoiser: nn.Module, rank: int, generator: torch.Generator) -> Iterator[nn.ModuleDict]:
    """The denoiser with updates that can be trained; the updates, by layer (dots written as |). The denoiser itself stays as it is."""
    updates = nn.ModuleDict()
    hooks = []
    for name, layer in adapted_layers(denoiser).items():
        update = updates[name.replace(".", "|")] = LowRankUpdate(layer, rank, generator)
        hooks.append(layer.register_forward_hook(lambda _layer, inputs, output, update=update: output + update(inputs[0])))
    try:
        yield updates
    finally:
        for hook in hooks:
            hook.remove()


def arrays_of(updates: nn.ModuleDict) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The updates as a style keeps them: (down, up) by layer."""
    return {
        name.replace("|", "."): (update.down.detach().numpy().copy(), update.up.detach().numpy().copy())
        for name, update in updates.items()
    }


@contextmanager
def applied(denoiser: nn.Module, styles: Sequence[tuple[Style, float]]) -> Iterator[None]:
    """The denoiser with the updates of these styles, each times its strength; afterwards exactly as before.

    Raises StyleError where a style's updates do not fit this denoiser.
    """
    layers = adapted_layers(denoiser)
    before: dict[str, Tensor] = {}
    try:
        for style, strength in styles:
            for name, pair in _fitting(style, layers).items():
                weight = layers[name].weight
                before.setdefault(name, weight.data)
                weight.data = weight.data + strength * _product(*pair).to(weight)
        yield
    finally:
        for name, weight in before.items():
            layers[name].weight.data = weight


def _product(down: np.ndarray, up: np.ndarray) -> Tensor:
    return torch.from_numpy(up @ down)


def _fitting(style: Style, layers: Mapping[str, nn.Linear]) -> Mapping[str, tuple[np.ndarray, np.ndarray]]:
    for name, (down, up) in style.updates.items():
        if name not in layers or layers[name].weight.shape != (up.shape[0], down.shape[1]):
            raise StyleError(f"The style <{style.info.name}> belongs to another motion model. Learn it again from its clips.")
    return style.updates
