"""What the denoiser samples for training captions, beside how the recorded clips of the same captions move."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields, replace

import torch
from torch import Tensor
from tqdm import tqdm

from models.features import CONTACT_JOINTS
from models.kinematics import joint_velocities, local_joint_positions
from models.lead.config import LeadConfig
from models.lead.denoiser import Denoiser
from models.lead.sampling import sample
from models.skeleton import JOINT_INDEX
from models.training.batches import MotionBatches, condition_of, padded
from models.training.denoiser_task import Latents
from models.training.sequences import LONGEST
from models.training.text_table import TextTable

#: Prompts, DDIM steps, and the guidance of one pair of batches and the next: the best on `val`, and the panel's.
_PROMPTS, _STEPS, _GUIDANCE = 3200, 50, (3.0, 4.0)
#: A style of a content with fewer samples than this counts among the content's others; these, when fewer than that, among all.
_FEWEST = 12, 24
#: Parts of the body whose speeds are compared, and the joints of each.
PARTS = {
    "feet": list(CONTACT_JOINTS),
    "hands": [JOINT_INDEX["left_wrist"], JOINT_INDEX["right_wrist"]],
    "head": [JOINT_INDEX["head"]],
}


@dataclass(frozen=True)
class SampledMovement:
    """sampled, recorded: standardised latents (N, n, latent_width), padded; real: (N, n) True where they stand for frames.
    frames: (N,) lengths. speeds: (N, frames − 1, parts) the recorded clips' `part_speeds`. group: (N,) a number for what
    is measured together. waves: (N,) True where hands wave."""

    sampled: Tensor
    recorded: Tensor
    real: Tensor
    frames: Tensor
    speeds: Tensor
    group: Tensor
    waves: Tensor

    @classmethod
    def of(
        cls, denoiser: Denoiser, config: LeadConfig, latents: Latents, batches: MotionBatches, table: TextTable
    ) -> SampledMovement:
        """Every other batch draws each content as often as any other: a *punch* is rare otherwise."""
        generator = torch.Generator().manual_seed(0)
        sources = (batches, _balanced(batches))
        parts: list[tuple[Tensor, ...]] = []
        groups: list[str] = []
        for number in tqdm(range(_PROMPTS // batches.size), desc="sampling", unit="batch"):
            batch = sources[number % 2].draw(generator)
            recorded, real = latents.encode(batch.features, batch.frames)
            condition = condition_of(table, batch.captions, 0.0, 0.0, generator)
            noise, guidance = torch.randn(recorded.shape, generator=generator), _GUIDANCE[number // 2 % 2]
            with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
                sampled = sample(denoiser, config, noise, batch.frames, condition, guidance, _STEPS, real=real).float()
            most = latents.vae.latent_count(LONGEST)
            filled = (padded(part, most) for part in (sampled, recorded, real))
            parts.append((*filled, batch.frames, padded(part_speeds(batch.features), LONGEST - 1)))
            groups += batch.groups
        return cls(*(torch.cat(column).clone() for column in zip(*parts)), _numbers(groups),
                   torch.tensor([group.startswith("wave") for group in groups]))

    def of_rows(self, rows: Tensor) -> SampledMovement:
        return SampledMovement(*(getattr(self, field.name)[rows] for field in fields(self)))

    def of_group(self, group: int) -> Tensor:
        """The rows of a group."""
        return torch.nonzero(self.group == group)[:, 0]


def part_speeds(features: Tensor) -> Tensor:
    """Mean speed of each of PARTS (m/s), frame by frame: (B, T−1, parts) of features (B, T, 269)."""
    speeds = joint_velocities(features, local_joint_positions(features)).norm(dim=-1)
    return torch.stack([speeds[..., joints].mean(-1) for joints in PARTS.values()], dim=-1)


def _balanced(batches: MotionBatches) -> MotionBatches:
    """The same sequences, every content (without style) with the same chance."""
    balanced = replace(batches)
    names = [sequence.group.partition("|")[0] for sequence in batches.sequences]
    places = {name: place for place, name in enumerate(sorted(set(names)))}
    numbers = torch.tensor([places[name] for name in names])
    totals = balanced.probabilities.new_zeros(len(places)).index_add_(0, numbers, balanced.probabilities)
    balanced.probabilities = balanced.probabilities / totals[numbers] / len(places)
    return balanced


def _numbers(groups: list[str]) -> Tensor:
    """A number for each content and style ("walk|elderly"), one for a content's rare styles together, 0 for what is rarer still.
    Left and right are one: where a caption names no side, the denoiser waves with either hand, and a projector, which reads
    latents alone, cannot know which was recorded."""
    names = [group.replace("left", "side").replace("right", "side") for group in groups]
    names = [name if count >= _FEWEST[0] else name.partition("|")[0] for name, count in _counted(names)]
    names = [name if count >= _FEWEST[1] or "|" in name else "" for name, count in _counted(names)]
    places = {name: place for place, name in enumerate(sorted({"", *names}))}
    return torch.tensor([places[name] for name in names])


def _counted(names: list[str]) -> list[tuple[str, int]]:
    """Each name with how often it comes."""
    counts = Counter(names)
    return [(name, counts[name]) for name in names]
