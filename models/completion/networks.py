"""The completion networks: an encoder of the motion prompt, a prior over latents that reads it, and a decoder that reads both.

OhMG's motion model is a conditional VAE: an encoder gives z, the decoder reads the partly masked motion plus z (section 4.2). Here z is
the sequence of latents of LEAD's motion VAE, which keeps the feet moving where a single latent freezes them. And where the paper draws z from a
standard normal, z is drawn from a prior that has read the pins and the text: LEAD's denoiser, adapted by low-rank updates (Hu et al. 2022).
"""
from __future__ import annotations

import copy
import math

import torch
from torch import Tensor, nn

from models.completion.config import CompletionConfig
from models.completion.prompt import DISAGREEMENT_CHANNELS, PATH_CHANNELS, VALUE_CHANNELS, MotionPrompt
from models.features import FEATURE_WIDTH
from models.lead.config import LeadConfig
from models.lead.denoiser import Condition, Denoiser
from models.lead.vae import Residual
from models.skeleton import JOINT_NAMES

_MASKS = len(JOINT_NAMES) + 2


class MaskedMotion(nn.Module):
    """The prompt as the networks read it: what is not pinned is replaced by a learned mask embedding (OhMG, section 4.2)."""

    channels = VALUE_CHANNELS + _MASKS + PATH_CHANNELS

    def __init__(self):
        super().__init__()
        self.mask_embedding = nn.Parameter(torch.zeros(VALUE_CHANNELS))

    def forward(self, prompt: MotionPrompt) -> Tensor:
        """(B, T, channels)."""
        values, given = prompt.channels()
        return torch.cat([torch.where(given, values, self.mask_embedding), prompt.masks(), prompt.path()], dim=-1)


class PromptEncoder(nn.Module):
    """Temporal convolutions from the masked motion (B, T, channels) to one hint a latent (B, n, width)."""

    def __init__(self, config: CompletionConfig, lead: LeadConfig):
        super().__init__()
        self.frames_per_latent = lead.vae.frames_per_latent
        width = config.prompt_width
        layers: list[nn.Module] = []
        for channels in (MaskedMotion.channels, *[width] * (int(math.log2(self.frames_per_latent)) - 1)):
            layers += [nn.Conv1d(channels, width, 4, stride=2, padding=1), Residual(width, 3), Residual(width, 1)]
        self.layers = nn.Sequential(*layers, nn.SiLU())
        # Zero at first: training begins with LEAD as it is.
        self.out = nn.Linear(width, lead.denoiser.width)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, masked: Tensor) -> Tensor:
        missing = -masked.shape[1] % self.frames_per_latent
        padded = torch.nn.functional.pad(masked, (0, 0, 0, missing))
        return self.out(self.layers(padded.transpose(1, 2)).transpose(1, 2))


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


class Prior(nn.Module):
    """LEAD's denoiser, reading hints where the pins are. Its own weights stay; only the updates and the prompt encoder train."""

    def __init__(self, config: CompletionConfig, lead: LeadConfig, denoiser: Denoiser):
        super().__init__()
        self.denoiser = copy.deepcopy(denoiser).requires_grad_(False)
        _replace_linears(self.denoiser.transformer, lambda linear: LowRank(linear, config.rank), nn.Linear)
        self.prompt_encoder = PromptEncoder(config, lead)

    def forward(self, noisy: Tensor, step: Tensor, frames: Tensor, condition: Condition, real: Tensor | None, hints: Tensor) -> Tensor:
        """As `Denoiser.forward`, with hints (B, n, width) from `prompt_encoder`."""
        return self.denoiser(noisy, step, frames, condition, real, hints)

    def merge(self) -> None:
        """Folds the updates into the layers: inference is as fast as LEAD's. Once, after loading."""
        _replace_linears(self.denoiser.transformer, LowRank.merged, LowRank)


class CompletionDecoder(nn.Module):
    """The second half of the decoder: what LEAD's VAE decodes from z, corrected by what is pinned, at full frame rate."""

    def __init__(self, config: CompletionConfig):
        super().__init__()
        width = config.refiner_width
        self.into = nn.Conv1d(FEATURE_WIDTH + MaskedMotion.channels + DISAGREEMENT_CHANNELS, width, 3, padding=1)
        self.blocks = nn.Sequential(*(Residual(width, dilation) for dilation in config.dilations), nn.SiLU())
        self.out = nn.Conv1d(width, FEATURE_WIDTH, 3, padding=1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, decoded: Tensor, masked: Tensor, disagreement: Tensor) -> Tensor:
        """Normalised features (B, T, 269) from `decoded`, normalised ones; the masked motion and the disagreement beside them."""
        signal = torch.cat([decoded, masked, disagreement], dim=-1).transpose(1, 2)
        return decoded + self.out(self.blocks(self.into(signal))).transpose(1, 2)


class CompletionNetworks(nn.Module):
    """All that completion trains."""

    def __init__(self, config: CompletionConfig, lead: LeadConfig, denoiser: Denoiser):
        super().__init__()
        self.config = config
        self.masked_motion = MaskedMotion()
        self.prior = Prior(config, lead, denoiser)
        self.decoder = CompletionDecoder(config)

    def hints(self, prompt: MotionPrompt) -> Tensor:
        return self.prior.prompt_encoder(self.masked_motion(prompt))

    def trained_state(self) -> dict[str, Tensor]:
        """The parameters that training changes; the rest are LEAD's."""
        return {name: value for name, value in self.state_dict().items() if _is_trained(name)}

    def load_trained_state(self, tensors: dict[str, Tensor]) -> None:
        """Puts back what `trained_state` gave. Raises RuntimeError where it belongs to other networks."""
        missing, unexpected = self.load_state_dict(tensors, strict=False)
        if unexpected or any(map(_is_trained, missing)):
            raise RuntimeError("not the state of these networks")


def _is_trained(name: str) -> bool:
    return not name.startswith("prior.denoiser") or ".down.weight" in name or ".up.weight" in name


def _replace_linears(module: nn.Module, make, kind: type) -> None:
    for name, child in module.named_children():
        if isinstance(child, kind):
            setattr(module, name, make(child))
        else:
            _replace_linears(child, make, kind)
