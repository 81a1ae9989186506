"""Changes of the decoder's layers that count for a part of the motion's time only: two styles in one prompt, one after the other."""
from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.hooks import RemovableHandle

from models.inversion.prompt import Spans

#: Half the time that one style takes to hand over to the next, as a share of the motion.
_HANDOVER = 0.03


def share_of(spans: Spans, time: Tensor) -> Tensor:
    """0 … 1 at times (in shares of the motion) of any shape: 1 within the spans, halfway at their ends unless those are the motion's."""
    inside = torch.zeros_like(time)
    for begins, ends in spans:
        rising = torch.ones_like(time) if begins <= 0 else ((time - begins) / (2 * _HANDOVER) + 0.5).clamp(0, 1)
        falling = torch.ones_like(time) if ends >= 1 else ((ends - time) / (2 * _HANDOVER) + 0.5).clamp(0, 1)
        inside = inside + torch.minimum(rising, falling)
    return inside.clamp(max=1)


def in_its_time(share: Callable[[Tensor], Tensor], layer: nn.Conv1d, change: Tensor) -> RemovableHandle:
    """A hook that adds what the convolution's change of weight gives, over (B, channels, time), as much of it as `share` says of a time."""
    def hook(layer: nn.Conv1d, given: tuple[Tensor, ...], made: Tensor) -> Tensor:
        added = functional.conv1d(given[0], change, None, layer.stride, layer.padding, layer.dilation)
        return made + added * share(middles(made.shape[-1]))
    return layer.register_forward_hook(hook)


def middles(count: int) -> Tensor:
    """Where each of `count` equal parts of a motion has its middle (count,), in shares of its time."""
    return (torch.arange(count) + 0.5) / count
