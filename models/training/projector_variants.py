"""The projectors of LEAD's Table 6: another network, or one part of the objective left out; for measuring, none is shipped."""
from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn

from models.lead.config import LeadConfig
from models.lead.pipeline import LeadModel
from models.lead.projector import Projector
from models.lead.transformer import SkipTransformer, sinusoids
from models.training.batches import MotionBatches, padded
from models.training.cache import cached_sequences, cached_text_table, validation_sequences
from models.training.denoiser_task import Latents
from models.training.loop import train
from models.training.projector_task import LossWeights, ProjectorTask, SampledPool
from models.training.sequences import LONGEST
from models.training.text_table import TextTable
from models.weights_file import WeightsError, load_weights

#: Sizes of the batches, and of the pools that all variants learn from.
_BATCH, _RECORDED, _SAMPLED, _SAMPLED_STEPS = 32, 6144, 1536, 20
_MINUTES = 600.0


class MlpProjector(Projector):
    """A feed-forward network for every latent by itself, about as large as the transformers."""

    def __init__(self, config: LeadConfig):
        super().__init__(config)
        self.encoder, self.decoder = (_mlp(config.projector.width, 3 * config.projector.width) for _ in range(2))

    def _run(self, blocks: nn.Module, tokens: Tensor, real: Tensor | None) -> Tensor:
        return blocks(tokens)


class SkipProjector(Projector):
    """Transformers with long skips, as the VAE and the denoiser of the paper have them; that takes a layer more than the starter's two."""

    def __init__(self, config: LeadConfig):
        super().__init__(config)
        size = replace(config.projector, layers=max(3, config.projector.layers))
        self.encoder, self.decoder = SkipTransformer(size), SkipTransformer(size)

    def _run(self, blocks: nn.Module, tokens: Tensor, real: Tensor | None) -> Tensor:
        return blocks(tokens + sinusoids(torch.arange(tokens.shape[1], device=tokens.device), tokens.shape[-1]), real)


def _mlp(width: int, hidden: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, hidden), nn.GELU(), nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, width))


#: Table 6's rows in its order: which network, and what its training leaves out.
VARIANTS: dict[str, tuple[Callable[[LeadConfig], Projector], LossWeights]] = {
    "LEAD (mlp)": (MlpProjector, LossWeights()),
    "LEAD (skip)": (SkipProjector, LossWeights()),
    "LEAD without KL": (Projector, LossWeights(variance=0, sampled_variance=0)),
    "LEAD without alignment": (Projector, LossWeights(align=0)),
    "LEAD without reconstruction": (Projector, LossWeights(reconstruct=0, kept=0)),
    "LEAD": (Projector, LossWeights()),
}


@dataclass(frozen=True)
class RecordedPool:
    """Latents of training motions, encoded once: (N, n, latent_width), `real` (N, n) True where they stand for frames, `text` (N, text_width)."""

    latents: Tensor
    real: Tensor
    text: Tensor

    @classmethod
    def of(cls, latents: Latents, batches: MotionBatches, table: TextTable, count: int) -> RecordedPool:
        generator, most = torch.Generator().manual_seed(1), latents.vae.latent_count(LONGEST)
        columns: list[tuple[Tensor, ...]] = []
        for _ in range(max(1, count // batches.size)):
            batch = batches.draw(generator)
            encoded, real = latents.encode(batch.features, batch.frames)
            columns.append((*(padded(part, most) for part in (encoded, real)), table.pooled[table.rows(batch.captions)]))
        return cls(*map(torch.cat, zip(*columns)))


@dataclass
class VariantTask(ProjectorTask):
    """`ProjectorTask` on latents that were encoded beforehand: six variants learn from the same ones, and each in a third of the time. The
    rate is twice as high, because the training is short."""

    learning_rate: float = 1e-3
    recorded: RecordedPool | None = None

    def _recorded(self, batches: MotionBatches, generator: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
        if batches is self.validation:
            return super()._recorded(batches, generator)
        rows = torch.randint(len(self.recorded.latents), (batches.size,), generator=generator)
        device = next(self.module.parameters()).device
        return self.recorded.latents[rows].to(device), self.recorded.real[rows].to(device), self.recorded.text[rows].to(device)


def training_data(data: Path, config: LeadConfig) -> tuple[MotionBatches, MotionBatches, TextTable]:
    """Training and validation batches of a data folder, and their captions' features."""
    sequences, validation = cached_sequences(data, "train"), validation_sequences(data)
    table = cached_text_table([text for sequence in (*sequences, *validation) for text in sequence.captions], config.text_encoder)
    return MotionBatches(sequences, _BATCH), MotionBatches(validation, _BATCH), table


def trained_variants(model: LeadModel, data: Callable[[], tuple[MotionBatches, MotionBatches, TextTable]], out: Path, steps: int) -> dict[str, Projector]:
    """Every variant trained for `steps` on the frozen VAE and denoiser of `model`; what lies in `out` for these weights and steps already is
    taken from there. data: gives training and validation batches and their captions' features, if anything is to be trained."""
    found = {name: _found(out / _folder(name) / "projector.safetensors", model, steps) for name in VARIANTS}
    if not all(found.values()):
        batches, validation, table = data()
        latents = Latents(model.vae, model.normalization, model.latent_mean, model.latent_deviation)
        recorded = RecordedPool.of(latents, batches, table, _RECORDED)
        sampled = SampledPool.of(model.denoiser, model.config, latents, batches, table, _SAMPLED, _SAMPLED_STEPS)
    for name, (network, weights) in VARIANTS.items():
        if not found[name]:
            torch.manual_seed(0)
            task = VariantTask(model.config, latents, batches, validation, table, sampled, weights, total_steps=steps, recorded=recorded)
            task.module = network(model.config)
            train(task, out / _folder(name), _MINUTES, validate_every=_MINUTES, provenance=_provenance(model, steps))
    return {name: _load(network(model.config), out / _folder(name) / "projector.safetensors") for name, (network, _) in VARIANTS.items()}


def _folder(name: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in name.lower()).strip("_")


def frozen_fingerprint(model: LeadModel) -> str:
    """16 hex digits of what all variants stand on: the VAE and the denoiser, whatever projector is beside them."""
    digest = hashlib.sha256()
    for network in (model.vae, model.denoiser):
        for name, value in network.state_dict().items():
            digest.update(name.encode() + value.half().cpu().numpy().tobytes())
    return digest.hexdigest()[:16]


def _provenance(model: LeadModel, steps: int) -> dict:
    return {"frozen": frozen_fingerprint(model), "of": steps}


def _found(path: Path, model: LeadModel, steps: int) -> bool:
    try:
        provenance = load_weights(path)[1]["provenance"]
    except WeightsError:
        return False
    return provenance["step"] == steps and _provenance(model, steps).items() <= provenance.items()


def _load(projector: Projector, path: Path) -> Projector:
    start = "projector."
    projector.load_state_dict({name[len(start):]: value for name, value in load_weights(path)[0].items() if name.startswith(start)})
    return projector.eval().requires_grad_(False)
