"""Text to motion: wires text encoder, denoiser, projector and VAE together."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

import torch
from torch import Tensor

from models.cleanup import plant_all, settle_all
from models.features import Anchor, decode
from models.inversion.in_turn import InTurn, ToldTurn
from models.inversion.library import StyleLibrary
from models.inversion.low_rank import DECODER, DENOISER, applied
from models.inversion.prompt import ALWAYS, tokens_in, turns_of
from models.inversion.tokens import StyledText
from models.lead import few_step
from models.lead.config import LeadConfig
from models.lead.denoiser import Condition, Denoiser
from models.lead.projector import Projector
from models.lead.sampling import Cancelled, noise_schedule, sample
from models.lead.vae import build_vae
from models.motion import FPS, Motion
from models.normalization import Normalization
from models.text import TextEncoder, TextFeatures, load_text_encoder
from models.weights_file import WEIGHTS, WeightsError, fingerprint, load_weights


@dataclass(frozen=True)
class GenerationRequest:
    """Everything that affects a result: same request, same motions.

    duration: seconds, 0.7–10. takes: how many motions, each different, in one batch. guidance_scale: how hard the text pulls.
    steps: up to 4 are the few-step student's, more are DDIM steps. style_strengths: how strongly each style that the prompt names is used, from
    0 (its descriptor only) to 1 (as it was learned, and where it is not given). start_position: x, z in metres; start_heading: radians about +Y,
    0 faces +Z.
    """

    prompt: str
    duration: float = 4.0
    seed: int = 0
    takes: int = 1
    guidance_scale: float = 4.0
    steps: int = 50
    style_strengths: Mapping[str, float] = field(default_factory=dict)
    start_position: tuple[float, float] = (0.0, 0.0)
    start_heading: float = 0.0

    @property
    def frames(self) -> int:
        return max(1, round(self.duration * FPS))


@dataclass
class LeadModel:
    """The trained networks and what they were trained with."""

    config: LeadConfig
    vae: torch.nn.Module
    denoiser: Denoiser
    projector: Projector
    normalization: Normalization
    latent_mean: Tensor
    latent_deviation: Tensor
    provenance: dict
    #: Tells these weights from any others; a learned style belongs to one.
    fingerprint: str = ""
    #: What samples in few steps; weights in training have none.
    student: few_step.FewStepDenoiser | None = None

    @classmethod
    def load(cls, path: Path, with_student: bool = True) -> LeadModel:
        """The student that lies beside it, too, unless it is only to be trained. Raises WeightsError with a sentence where a file is
        missing, damaged or of another version."""
        tensors, header = load_weights(path)
        try:
            config = LeadConfig.from_dict(header["config"])
            parts = {"vae": build_vae(config.vae), "denoiser": Denoiser(config), "projector": Projector(config)}
            for name, module in parts.items():
                module.load_state_dict({key[len(name) + 1 :]: value for key, value in tensors.items() if key.startswith(name + ".")})
                module.eval().requires_grad_(False)
            normalization = Normalization(tensors["normalization.mean"], tensors["normalization.deviation"])
            model = cls(config, **parts, normalization=normalization, latent_mean=tensors["latent.mean"],
                        latent_deviation=tensors["latent.deviation"], provenance=header.get("provenance", {}), fingerprint=fingerprint(path))
        except (KeyError, TypeError, RuntimeError) as error:
            raise WeightsError(f"The motion model “{path.name}” belongs to another version. Install Motion Prompt again.") from error
        beside = path.with_name(few_step.FILE_NAME)
        if with_student and beside.is_file():
            model.student = few_step.load_student(beside, model.denoiser, model.fingerprint)
        return model

    def denoiser_for(self, steps: int) -> Denoiser:
        """The denoiser that so many steps use, as `LeadPipeline.styled` needs it: the student's own for few."""
        return self.student.denoiser if self._few(steps) else self.denoiser

    def sample(
        self, noise: Tensor, generators: Sequence[torch.Generator], frames: Tensor, condition: Condition, guidance_scale: float, steps: int,
        on_step: Callable[[int, int], None] = lambda done, steps: None, cancelled: Callable[[], bool] = lambda: False,
        real: Tensor | None = None, turns: InTurn | None = None,
    ) -> Tensor:
        """Clean latents from `noise` (B, n, latent_width), by the student where `steps` are few; `generators`, one a row, go on where the
        noise came from. turns: what is told in place of `condition` where the prompt has several. The rest as in
        `models.lead.sampling.sample`. Raises Cancelled."""
        predict = self.student if self._few(steps) else self.denoiser
        if turns is not None:
            predict = turns.of(predict, self.denoiser_for(steps))
        if self._few(steps):
            return few_step.sample_few(predict, self.config, noise, generators, frames, condition, guidance_scale, steps, on_step, cancelled, real)
        return sample(predict, self.config, noise, frames, condition, guidance_scale, steps, on_step, cancelled, real)

    def _few(self, steps: int) -> bool:
        return self.student is not None and steps <= few_step.MOST_STEPS

    def standardised(self, latents: Tensor) -> Tensor:
        return (latents - self.latent_mean) / self.latent_deviation

    def features(self, latents: Tensor, frames: int) -> Tensor:
        """Features (B, frames, 269) in their own units of standardised latents (B, n, latent_width)."""
        return self.normalization.undo(self.vae.decode(latents * self.latent_deviation + self.latent_mean, frames))


class LeadPipeline:
    """`pipeline(request)` gives the motions of a prompt; see `GenerationRequest`."""

    def __init__(self, model: LeadModel, text_encoder: TextEncoder, library: StyleLibrary | None = None):
        self.model = model
        self.text_encoder = text_encoder
        #: The styles that a prompt may name.
        self.library = library
        self.provenance = model.provenance

    @classmethod
    def load(cls, folder: Path = WEIGHTS, library: StyleLibrary | None = None) -> LeadPipeline:
        """The pipeline with the weights of `folder`. Raises WeightsError with a sentence."""
        model = LeadModel.load(Path(folder) / "lead.safetensors")
        text_encoder = load_text_encoder(model.config.text_encoder)
        noise_schedule(model.config), few_step.consistency_schedule(model.config)  # importing them takes a second: paid here, not by the first prompt
        return cls(model, text_encoder, library)

    @torch.inference_mode()
    def __call__(
        self,
        request: GenerationRequest,
        on_step: Callable[[int, int], None] = lambda done, steps: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Motion]:
        """One motion a take. `on_step(done, steps)` after every sampling step; raises Cancelled soon after `cancelled()` turns true,
        StyleError where the prompt names a style that cannot be used."""
        with self.styled(request.prompt, request.style_strengths, self.model.denoiser_for(request.steps)):
            latents = self.latents(request, on_step, cancelled)
            features = self.model.features(self.model.projector.realign(latents), request.frames)
        anchor = Anchor(tuple(request.start_position), request.start_heading)
        motions = plant_all(settle_all([decode(take.numpy(), anchor) for take in features]))
        return [motion.placed(request.start_position, request.start_heading) for motion in motions]

    @torch.inference_mode()
    def latents(
        self,
        request: GenerationRequest,
        on_step: Callable[[int, int], None] = lambda done, steps: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Tensor:
        """The sampled latents (takes, n, latent_width), standardised, before the projector realigns them (MLD's own output). A style's
        updates count within `styled` alone."""
        count = self.model.vae.latent_count(request.frames)
        # A generator a take: take i of a seed is the same however many takes are asked for.
        generators = [torch.Generator().manual_seed(request.seed * 64 + take) for take in range(request.takes)]
        noise = torch.stack([torch.randn(count, self.model.config.vae.latent_width, generator=generator) for generator in generators])
        condition = self.condition(request.prompt, request.takes, request.style_strengths)
        frames = torch.full((request.takes,), request.frames)
        return self.model.sample(noise, generators, frames, condition, request.guidance_scale, request.steps, on_step, cancelled,
                                 turns=self.turns(request.prompt, request.style_strengths))

    def styled(
        self, prompt: str, style_strengths: Mapping[str, float] = MappingProxyType({}), denoiser: Denoiser | None = None,
    ) -> AbstractContextManager[None]:
        """Decoder and denoiser (another than LEAD's, where it is given) with the updates of the styles that the prompt names, for as long
        as the context lasts; where it has turns, the denoiser gets them in these. Raises StyleError where one cannot be used."""
        networks = {DECODER: self.model.vae.decoder}
        if len(turns_of(prompt)) == 1:
            networks[DENOISER] = denoiser or self.model.denoiser
        return applied(networks, self.text.styles(prompt, style_strengths))

    def turns(self, prompt: str, style_strengths: Mapping[str, float] = MappingProxyType({})) -> InTurn | None:
        """What the prompt's turns are told, None where it has but one. Raises StyleError where one names a style that cannot be used."""
        turns = turns_of(prompt)
        if len(turns) == 1:
            return None
        uses = {name: replace(use, spans=ALWAYS) for name, use in zip(tokens_in(prompt), self.text.styles(prompt, style_strengths))}
        return InTurn([ToldTurn(self.condition(turn.text, 1, style_strengths), [uses[name] for name in sorted(turn.styles)], turn.span)
                       for turn in turns])

    @property
    def text(self) -> StyledText:
        """The text encoder, which also reads the library's tokens."""
        return StyledText(self.text_encoder, self.library)

    def condition(self, prompt: str, takes: int, style_strengths: Mapping[str, float] = MappingProxyType({})) -> Condition:
        """The prompt, once a take. Raises StyleError where it names a style that cannot be used."""
        told = self.told(self.text.encode(prompt, style_strengths))
        if (first := self.text.at_first(prompt, style_strengths)) is not None:
            told = replace(told, first=self.told(self.text.encode(prompt, first)))
        return told.of_rows(torch.zeros(takes, dtype=torch.long))

    def told(self, text: TextFeatures) -> Condition:
        """What the denoiser reads of these features (B texts)."""
        words = self.model.config.word_tokens
        return Condition(text.pooled, text.words if words else None, text.mask if words else None,
                         torch.ones(len(text.pooled), dtype=torch.bool))


__all__ = ["Cancelled", "GenerationRequest", "LeadModel", "LeadPipeline", "WeightsError"]
