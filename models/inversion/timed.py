"""Changes of a network's layers that count for a part of the motion's time only: two styles in one prompt, one after the other."""
from __future__ import annotations

from collections.abc import Iterable

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


def in_its_time(spans: Spans, denoiser: nn.Module | None, changes: Iterable[tuple[nn.Module, Tensor]]) -> list[RemovableHandle]:
    """Hooks that add what each layer's change of weight gives, within the spans. Linear layers are the denoiser's, over (B, words and latents,
    width), the latents last; convolutions the decoder's, over (B, channels, time)."""
    latents = _Latents(spans)
    handles = [] if denoiser is None else [denoiser.register_forward_pre_hook(latents)]
    for layer, change in changes:
        if isinstance(layer, nn.Conv1d):
            def hook(layer: nn.Conv1d, given: tuple[Tensor, ...], made: Tensor, change: Tensor = change) -> Tensor:
                added = functional.conv1d(given[0], change, None, layer.stride, layer.padding, layer.dilation)
                return made + added * share_of(spans, _middles(made.shape[-1]))
        else:
            def hook(layer: nn.Module, given: tuple[Tensor, ...], made: Tensor, change: Tensor = change) -> Tensor:
                return made + functional.linear(given[0], change) * latents.shares(made.shape[1])[..., None]
        handles.append(layer.register_forward_hook(hook))
    return handles


class _Latents:
    """Notes how many latents the denoiser is given and how long each motion is, before its layers run."""

    def __init__(self, spans: Spans):
        self.spans = spans
        self.time = torch.zeros(1, 1)

    def __call__(self, denoiser: nn.Module, given: tuple) -> None:
        noisy, frames = given[0], given[2].float()
        # The shorter motions of a batch are padded: their time passes faster.
        self.time = (_middles(noisy.shape[1])[None] * (frames.max() / frames)[:, None]).clamp(max=1)

    def shares(self, tokens: int) -> Tensor:
        """(B, tokens): the latents' own; what is said of the whole motion is for the style as much as it has time."""
        own = share_of(self.spans, self.time)
        whole = sum(ends - begins for begins, ends in self.spans)
        return torch.cat([own.new_full((len(own), tokens - own.shape[1]), whole), own], dim=1)


def _middles(count: int) -> Tensor:
    return (torch.arange(count) + 0.5) / count
