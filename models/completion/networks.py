"""The completion networks: an encoder of the motion prompt, a prior over latents that reads it, and a decoder that reads both.

OhMG's motion model is a conditional VAE: an encoder gives z, the decoder reads the partly masked motion plus z (section 4.2). Here z is
the sequence of latents of LEAD's motion VAE, which keeps the feet moving where a single latent freezes them. And where the paper draws z from a
standard normal, z is drawn from a prior that has read the pins and the text: LEAD's denoiser, adapted by low-rank updates (Hu et al. 2022).
"""
from __future__ import annotations

import copy
import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.completion.config import CompletionConfig
from models.completion.prompt import DISAGREEMENT_CHANNELS, PATH_CHANNELS, VALUE_CHANNELS, MotionPrompt
from models.features import FEATURE_WIDTH
from models.lead.config import LeadConfig
from models.lead.denoiser import Condition, Denoiser
from models.lead.sampling import noise_schedule
from models.lead.vae import Residual
from models.low_rank import add_updates, is_update, load_trained_state, merge_updates, trained_state
from models.skeleton import JOINT_NAMES

_MASKS = len(JOINT_NAMES) + 2
#: Frames (30 a second) over which the decoder's correction is softened, as a standard deviation.
_SOFTNESS = 3


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


@dataclass(frozen=True)
class Knowledge:
    """What the pins say of each latent. hints: (B, n, width) for the denoiser's tokens. estimate: (B, n, latent_width) the clean latents
    to be expected. doubt: (B, n, latent_width) log variance of the estimate, as far as it matters."""

    hints: Tensor
    estimate: Tensor
    doubt: Tensor

    def expanded(self, count: int) -> Knowledge:
        """The same for each of `count` motions (from a batch of one)."""
        return Knowledge(*(part.expand(count, -1, -1) for part in (self.hints, self.estimate, self.doubt)))


class PromptEncoder(nn.Module):
    """Temporal convolutions from the masked motion (B, T, channels) to what it says of each latent."""

    def __init__(self, config: CompletionConfig, lead: LeadConfig):
        super().__init__()
        self.frames_per_latent = lead.vae.frames_per_latent
        width = config.prompt_width
        layers: list[nn.Module] = []
        for channels in (MaskedMotion.channels, *[width] * (int(math.log2(self.frames_per_latent)) - 1)):
            layers += [nn.Conv1d(channels, width, 4, stride=2, padding=1), Residual(width, 3), Residual(width, 1)]
        self.layers = nn.Sequential(*layers, nn.SiLU())
        self.to_estimate = nn.Conv1d(width, lead.vae.latent_width, 3, padding=1)
        self.to_hints, self.to_doubt = nn.Linear(width, lead.denoiser.width), nn.Linear(width, lead.vae.latent_width)
        # Training begins with LEAD as it is: no hints, and estimates that are not to be relied on.
        for layer, bias in ((self.to_hints, 0.0), (self.to_doubt, 2.0)):
            nn.init.zeros_(layer.weight)
            nn.init.constant_(layer.bias, bias)

    def forward(self, masked: Tensor) -> Knowledge:
        missing = -masked.shape[1] % self.frames_per_latent
        signal = self.layers(functional.pad(masked, (0, 0, 0, missing)).transpose(1, 2))
        tokens = signal.transpose(1, 2)
        return Knowledge(self.to_hints(tokens), self.to_estimate(signal).transpose(1, 2), self.to_doubt(tokens))


class Prior(nn.Module):
    """LEAD's denoiser, reading hints where the pins are. Its own weights stay; only the updates and the prompt encoder train."""

    def __init__(self, config: CompletionConfig, lead: LeadConfig, denoiser: Denoiser):
        super().__init__()
        self.denoiser = copy.deepcopy(denoiser).requires_grad_(False)
        add_updates(self.denoiser.transformer, config.rank)
        self.prompt_encoder = PromptEncoder(config, lead)
        self.register_buffer("alphas", noise_schedule(lead).alphas_cumprod, persistent=False)

    def forward(self, noisy: Tensor, step: Tensor, frames: Tensor, condition: Condition, real: Tensor | None, known: Knowledge) -> Tensor:
        """v as from `Denoiser.forward`, combined with what is known from the pins.

        Two estimates of the clean latents, weighed by how sure they are: the denoiser's variance grows like 1 − ᾱ, the pins' is
        exp(doubt). So noise is cleared towards the pins, and fine detail is left to the denoiser.
        """
        velocity = self.denoiser(noisy, step, frames, condition, real, known.hints).float()
        noise_share = (1 - self.alphas[step])[:, None, None]
        clean = (1 - noise_share).sqrt() * noisy - noise_share.sqrt() * velocity
        trust = torch.sigmoid(noise_share.log() - known.doubt.float())
        return velocity + trust * (clean - known.estimate.float()) / noise_share.sqrt()

    def merge(self) -> None:
        """Folds the updates into the layers: inference is as fast as LEAD's. Once, after loading."""
        merge_updates(self.denoiser.transformer)


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
        time = torch.arange(-3 * _SOFTNESS, 3 * _SOFTNESS + 1)
        window = torch.exp(-0.5 * (time / _SOFTNESS) ** 2)
        self.register_buffer("window", window / window.sum(), persistent=False)

    def forward(self, decoded: Tensor, masked: Tensor, disagreement: Tensor) -> Tensor:
        """Normalised features (B, T, 269) from `decoded`, normalised ones; the masked motion and the disagreement beside them."""
        signal = torch.cat([decoded, masked, disagreement], dim=-1).transpose(1, 2)
        return decoded + self._softened(self.out(self.blocks(self.into(signal)))).transpose(1, 2)

    def _softened(self, correction: Tensor) -> Tensor:
        """The correction (B, 269, T) without its quick changes: a pin that z disagrees with is approached, not jumped to."""
        reach = len(self.window) // 2
        padded = functional.pad(correction, (reach, reach), mode="replicate")
        return functional.conv1d(padded.flatten(0, 1)[:, None], self.window.to(padded)[None, None])[:, 0].unflatten(0, correction.shape[:2])


class CompletionNetworks(nn.Module):
    """All that completion trains."""

    def __init__(self, config: CompletionConfig, lead: LeadConfig, denoiser: Denoiser):
        super().__init__()
        self.config = config
        self.masked_motion = MaskedMotion()
        self.prior = Prior(config, lead, denoiser)
        self.decoder = CompletionDecoder(config)

    def knowledge(self, prompt: MotionPrompt) -> Knowledge:
        return self.prior.prompt_encoder(self.masked_motion(prompt))

    def trained_state(self) -> dict[str, Tensor]:
        """The parameters that training changes; the rest are LEAD's."""
        return trained_state(self, _is_trained)

    def load_trained_state(self, tensors: dict[str, Tensor]) -> None:
        """Puts back what `trained_state` gave. Raises RuntimeError where it belongs to other networks."""
        load_trained_state(self, tensors, _is_trained)


def _is_trained(name: str) -> bool:
    return not name.startswith("prior.denoiser") or is_update(name)
