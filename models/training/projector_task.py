"""Stage 3: the projector, everything else frozen."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from tqdm import tqdm

from models.lead.config import LeadConfig
from models.lead.denoiser import Denoiser
from models.lead.projector import Projector, pooled
from models.lead.sampling import sample
from models.training.batches import MotionBatches, condition_of, mean_over, padded
from models.training.denoiser_task import Latents
from models.training.sequences import LONGEST
from models.training.text_table import TextTable
from models.weights_file import save_weights


@dataclass(frozen=True)
class LossWeights:
    """LEAD, section 5.2: λ_align, λ_rec, λ_var of Eq. 7. Ours: the variance of realigned samples, where it has work to do, and that they
    stay what they were."""

    align: float = 2.1591
    reconstruct: float = 4.7036
    variance: float = 0.0596
    sampled_variance: float = 6.0
    kept: float = 1.0


#: Prompts sampled for the pool, DDIM steps and guidance they are sampled with.
_POOL, _POOL_STEPS = 3200, 50
#: A content with fewer samples than this counts among the others: a spread needs company.
_FEWEST = 48


@dataclass(frozen=True)
class SampledPool:
    """What the frozen denoiser makes of training captions, beside the real latents of the same captions and lengths: all
    (N, n, latent_width), `real` (N, n) True where they stand for frames; `text` (N, text_width); `content` (N,) a number a content."""

    sampled: Tensor
    recorded: Tensor
    real: Tensor
    text: Tensor
    content: Tensor

    @classmethod
    def of(cls, denoiser: Denoiser, config: LeadConfig, latents: Latents, batches: MotionBatches, table: TextTable,
           prompts: int | None = None, steps: int | None = None) -> SampledPool:
        """prompts, steps: how many captions, in how many DDIM steps, where fewer than usual are to do."""
        generator = torch.Generator().manual_seed(0)
        parts: list[tuple[Tensor, ...]] = []
        contents: list[str] = []
        for _ in tqdm(range((prompts or _POOL) // batches.size), desc="sampling", unit="batch"):
            batch = batches.draw(generator)
            recorded, real = latents.encode(batch.features, batch.frames)
            condition = condition_of(table, batch.captions, 0.0, 0.0, generator)
            noise = torch.randn(recorded.shape, generator=generator)
            with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
                sampled = sample(denoiser, config, noise, batch.frames, condition, config.guidance_scale, steps or _POOL_STEPS, real=real)
            contents += batch.contents
            most = latents.vae.latent_count(LONGEST)
            parts.append((*(padded(part, most) for part in (sampled.float(), recorded, real)), condition.pooled))
        return cls(*(torch.cat(column).clone() for column in zip(*parts)), _numbers(contents))

    def draw(self, count: int, generator: torch.Generator) -> SampledPool:
        """`count` rows of one content: walks are to spread as walks do, waves as waves."""
        drawn = self.content[torch.randint(len(self.content), (), generator=generator)]
        rows = torch.nonzero(self.content == drawn)[:, 0]
        return self.of_rows(rows[torch.randint(len(rows), (count,), generator=generator)])

    def of_rows(self, rows: Tensor) -> SampledPool:
        return SampledPool(self.sampled[rows], self.recorded[rows], self.real[rows], self.text[rows], self.content[rows])

    def to(self, device: torch.device) -> SampledPool:
        return SampledPool(*(part.to(device) for part in (self.sampled, self.recorded, self.real, self.text, self.content)))


def _numbers(contents: list[str]) -> Tensor:
    """A number for each content; 0 for all the rare ones together."""
    counts = Counter(contents)
    common = sorted(name for name, count in counts.items() if count >= _FEWEST)
    return torch.tensor([common.index(name) + 1 if name in common else 0 for name in contents])


@dataclass
class ProjectorTask:
    """LEAD, Eq. 4–7: z_proj's mean points where the caption does, D_proj gives the latent back, and a batch of what it gives has the
    spread of a batch of real latents.

    The paper takes the spread of auto-encoded real latents. Here sampled ones, which lack some of the real ones' movement, are
    realigned as well, and are to have, content by content, the spread of the real latents of the same captions: values and steps
    from one to the next. Without `pool`, as the `paper` configuration trains, it is the paper's Eq. 7 alone.
    """

    on_gpu = True

    config: LeadConfig
    latents: Latents
    batches: MotionBatches
    validation: MotionBatches
    table: TextTable
    pool: SampledPool | None = None
    weights: LossWeights = LossWeights()
    learning_rate: float = 5e-4
    total_steps: int = 20_000
    name: str = "projector"

    def __post_init__(self):
        self.module = Projector(self.config)

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        clean, real, text = self._recorded(self.batches, generator)
        parts = self._parts(self.module, clean, clean, real, text)
        weights = self.weights
        loss = weights.align * parts["align"] + weights.reconstruct * parts["reconstruct"] + weights.variance * parts["variance"]
        if self.pool is not None:
            drawn = self.pool.draw(4 * self.batches.size, generator).to(clean.device)
            sampled = self._parts(self.module, drawn.sampled, drawn.recorded, drawn.real, drawn.text)
            loss = loss + weights.align * sampled["align"] + weights.sampled_variance * sampled["variance"] + weights.kept * sampled["kept"]
            parts |= {f"sampled_{name}": value for name, value in sampled.items() if name != "reconstruct"}
        return loss, {name: float(value.detach()) for name, value in parts.items()}

    def _recorded(self, batches: MotionBatches, generator: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
        """Real latents (B, n, latent_width), which of them stand for frames (B, n), and the sentences' features (B, text_width)."""
        device = next(self.module.parameters()).device
        batch = batches.draw(generator).to(device)
        text = self.table.pooled[self.table.rows(batch.captions)].to(device)
        return *self.latents.on(device).encode(batch.features, batch.frames), text

    def _parts(self, module: nn.Module, latents: Tensor, recorded: Tensor, real: Tensor, text: Tensor) -> dict[str, Tensor]:
        projected = module.encode(latents, real)
        rebuilt = module.decode(projected, real).float()
        return {
            "align": (1 - functional.cosine_similarity(pooled(projected.float(), real), text)).mean(),
            "reconstruct": mean_over((rebuilt - recorded).square().mean(dim=-1), real),
            "kept": mean_over((rebuilt - latents).square().mean(dim=-1), real),
            "variance": gaussian_kl(_values_and_steps(recorded, real), _values_and_steps(rebuilt, real)),
        }

    def validate(self, module: nn.Module) -> dict[str, float]:
        generator = torch.Generator().manual_seed(0)
        rows = []
        for _ in range(8):
            clean, real, text = self._recorded(self.validation, generator)
            rows.append(self._parts(module, clean, clean, real, text))
        figures = {name: float(torch.stack([row[name] for row in rows]).mean()) for name in ("align", "reconstruct", "variance")}
        if self.pool is not None:
            figures |= self._spread_of_samples(module)
        return figures

    def _spread_of_samples(self, module: nn.Module) -> dict[str, float]:
        """The samples' variance loss, realigned and as they come, content by content."""
        realigned, untouched = [], []
        for number in self.pool.content.unique():
            rows = self.pool.of_rows(torch.nonzero(self.pool.content == number)[:, 0]).to(next(module.parameters()).device)
            made = module.realign(rows.sampled, rows.real).float()
            for latents, results in ((made, realigned), (rows.sampled, untouched)):
                results.append(float(gaussian_kl(_values_and_steps(rows.recorded, rows.real), _values_and_steps(latents, rows.real))))
        return {"sampled_variance": sum(realigned) / len(realigned), "sampled_variance_untouched": sum(untouched) / len(untouched)}

    def save(self, module: nn.Module, path: Path, provenance: dict) -> None:
        tensors = {f"projector.{name}": value for name, value in module.state_dict().items()}
        save_weights(path, tensors, {"config": self.config.to_dict(), "provenance": provenance})


def _values_and_steps(latents: Tensor, real: Tensor) -> Tensor:
    """Real latents (N, D) beside their steps to the next one of the same motion (N, D): how a batch lies, and how it moves. Where one
    latent is a whole motion there are no steps."""
    if latents.shape[1] == 1:
        return latents[:, 0]
    both = real[:, 1:] & real[:, :-1]
    return torch.cat([latents[:, 1:][both], (latents[:, 1:] - latents[:, :-1])[both]], dim=-1)


def gaussian_kl(real: Tensor, made: Tensor) -> Tensor:
    """KL(P‖Q) between the diagonal Gaussians of two batches (N, D), P of `real`, Q of `made` (LEAD, Eq. 6), mean over D."""
    real_variance, made_variance = real.var(dim=0) + 1e-6, made.var(dim=0) + 1e-6
    shift = (real.mean(dim=0) - made.mean(dim=0)).square()
    return 0.5 * ((real_variance + shift) / made_variance - 1 + made_variance.log() - real_variance.log()).mean()
