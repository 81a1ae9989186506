"""Low-rank updates of the frozen networks (Hu et al. 2022): what a style needs beyond its token.

Two networks have them: the denoiser, in its attention, and the motion decoder, in its convolutions, because a body held as no clip of the training
held it cannot be decoded by the frozen one, whatever its latents.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from models.inversion.prompt import ALWAYS, Spans
from models.inversion.request import StyleError
from models.inversion.style import Style
from models.inversion.timed import in_its_time, share_of

#: The linear layers of the denoiser that are adapted.
_ATTENTION = ("query_key_value", "attention_out")
#: The networks' names in a style's updates.
DENOISER, DECODER = "denoiser", "decoder"
#: (down, up) by network and layer.
Updates = Mapping[str, tuple[np.ndarray, np.ndarray]]


class LowRankUpdate(nn.Module):
    """W + B·A for the weight of a linear layer or a convolution (Hu et al. 2022, Eq. 3); W itself at first. down: A (rank, inputs), up: B
    (outputs, rank); a convolution's inputs are its channels times its width."""

    def __init__(self, weight: Tensor, rank: int, generator: torch.Generator):
        super().__init__()
        inputs = weight[0].numel()
        self.down = nn.Parameter(torch.randn(rank, inputs, generator=generator) * inputs**-0.5)
        self.up = nn.Parameter(torch.zeros(len(weight), rank))

    def forward(self, weight: Tensor) -> Tensor:
        return weight + (self.up @ self.down).view_as(weight)


def adapted_layers(network: nn.Module) -> dict[str, nn.Module]:
    """The layers of denoiser or decoder that are adapted, by their names in it: attention and convolutions."""
    return {
        name: layer for name, layer in network.named_modules()
        if name.rpartition(".")[2] in _ATTENTION or isinstance(layer, nn.Conv1d)
    }


@contextmanager
def learning(network: nn.Module, rank: int, generator: torch.Generator) -> Iterator[dict[str, LowRankUpdate]]:
    """The network with updates that can be trained, by layer; afterwards it is as before."""
    layers = adapted_layers(network)
    updates = {name: LowRankUpdate(layer.weight.detach(), rank, generator) for name, layer in layers.items()}
    try:
        for name, layer in layers.items():
            parametrize.register_parametrization(layer, "weight", updates[name])
        yield updates
    finally:
        for layer in layers.values():
            if parametrize.is_parametrized(layer, "weight"):
                parametrize.remove_parametrizations(layer, "weight", leave_parametrized=False)


def parameters_of(updates: Mapping[str, LowRankUpdate]) -> list[nn.Parameter]:
    return [parameter for update in updates.values() for parameter in update.parameters()]


def arrays_of(network: str, updates: Mapping[str, LowRankUpdate]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The updates as a style keeps them: (down, up) by network and layer."""
    return {
        f"{network}.{name}": (update.down.detach().numpy().copy(), update.up.detach().numpy().copy())
        for name, update in updates.items()
    }


@dataclass(frozen=True, eq=False)
class Use:
    """A style in a prompt: how strongly, and when, in shares of the motion's time."""

    style: Style
    strength: float = 1.0
    spans: Spans = ALWAYS


@contextmanager
def applied(networks: Mapping[str, nn.Module], uses: Sequence[Use]) -> Iterator[None]:
    """These networks (denoiser, decoder or both) with what the styles update of them, each times its strength; afterwards exactly as before.
    Styles at once share what there is: no network was ever taught to hold two whole ones, and it would walk no more. A style that is meant for a
    part of the time updates the decoder in that part alone: the denoiser has its turns (`models.inversion.in_turn`).

    Raises StyleError where a style's updates do not fit these networks.
    """
    layers = {f"{name}.{layer}": module for name, network in networks.items() for layer, module in adapted_layers(network).items()}
    found = [(use, name, pair) for use in uses for name, pair in _updates(use.style, layers).items()]
    changes = [(use, layers[name], _change(use.strength, pair, layers[name].weight)) for use, name, pair in found if use.strength]
    strong = [use for use in uses if use.style.updates]
    always = all(use.spans == ALWAYS for use in strong)
    before = {layer: layer.weight.data for _, layer, _ in changes} if always else {}
    with ExitStack() as hooks:
        try:
            for use, layer, change in changes:
                if always:
                    layer.weight.data = layer.weight.data + change * _share(use, strong, torch.zeros(1))
                else:
                    hooks.callback(in_its_time(partial(_share, use, strong), layer, change).remove)
            yield
        finally:
            for layer, weight in before.items():
                layer.weight.data = weight


@contextmanager
def worn(weights: Sequence[tuple[nn.Module, Tensor]]) -> Iterator[None]:
    """Layers with these weights in place of their own, which they have again afterwards."""
    before = [layer.weight.data for layer, _ in weights]
    try:
        for layer, weight in weights:
            layer.weight.data = weight
        yield
    finally:
        for (layer, _), weight in zip(weights, before):
            layer.weight.data = weight


def _share(use: Use, strong: Sequence[Use], time: Tensor) -> Tensor:
    """How much of a style's change counts at these times: those at once are together no more than one whole style."""
    together = sum(other.strength * share_of(other.spans, time) for other in strong)
    return share_of(use.spans, time) / together.clamp(min=1)


def _change(strength: float, pair: tuple[np.ndarray, np.ndarray], weight: Tensor) -> Tensor:
    down, up = pair
    return strength * torch.from_numpy(up @ down).view_as(weight).to(weight)


def _updates(style: Style, layers: Mapping[str, nn.Module]) -> Updates:
    """Those of these layers' networks. Raises StyleError where one does not fit."""
    networks = {name.partition(".")[0] for name in layers}
    others = {DENOISER, DECODER} - networks
    found = {name: pair for name, pair in style.updates.items() if name.partition(".")[0] not in others}
    for name, (down, up) in found.items():
        weight = layers[name].weight if name in layers else None
        if weight is None or (len(weight), weight[0].numel()) != (up.shape[0], down.shape[1]):
            raise StyleError(f"The style <{style.info.name}> belongs to another motion model. Learn it again from its clips.")
    return found
