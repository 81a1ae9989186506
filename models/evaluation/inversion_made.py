"""Motions of prompts that name learned styles, many prompts at once, with and without realignment."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import torch
from torch import Tensor
from tqdm import tqdm

from models.cleanup import plant_feet, settle
from models.evaluation.inversion_cases import Asked
from models.features import decode
from models.inversion.prompt import tokens_in, turns_of
from models.lead.denoiser import Condition
from models.lead.pipeline import GenerationRequest, LeadPipeline
from models.motion import Motion

#: What the panel asks for where nobody changes it.
GUIDANCE, STEPS = GenerationRequest("").guidance_scale, GenerationRequest("").steps
_BATCH = 32

#: Motions by whether the projector realigned them (LEAD) or not (MLD).
Answers = dict[bool, list[Motion]]


def answered(lead: LeadPipeline, asked: Sequence[Asked]) -> Answers:
    """A motion of every text, from one noise without and with realignment, cleaned up as the pipeline does."""
    latents = sampled(lead, asked)
    return {project: [_decoded(lead, row, one, project) for row, one in zip(latents, asked)] for project in (False, True)}


@torch.inference_mode()
def sampled(lead: LeadPipeline, asked: Sequence[Asked]) -> list[Tensor]:
    """Standardised latents (n, latent_width) of every text, before realignment. Texts of the same styles at the same time go together,
    like lengths first."""
    groups = defaultdict(list)
    for index in sorted(range(len(asked)), key=lambda index: asked[index].frames):
        text = asked[index].text
        groups[tokens_in(text) if len(turns_of(text)) == 1 else text].append(index)
    batches = [group[start : start + _BATCH] for group in groups.values() for start in range(0, len(group), _BATCH)]
    results: list[Tensor] = [torch.empty(0)] * len(asked)
    for batch in tqdm(batches, desc="sampling", unit="batch", leave=False, mininterval=10):
        for index, latents in zip(batch, _batch(lead, [asked[index] for index in batch])):
            results[index] = latents
    return results


def _batch(lead: LeadPipeline, asked: Sequence[Asked]) -> list[Tensor]:
    """Latents (n, latent_width) of texts of the same styles, each from the noise of its own seed."""
    model = lead.model
    counts = [model.vae.latent_count(one.frames) for one in asked]
    noise = [torch.randn(count, model.config.vae.latent_width, generator=torch.Generator().manual_seed(one.seed))
             for count, one in zip(counts, asked)]
    real = torch.arange(max(counts))[None] < torch.tensor(counts)[:, None]
    told = {text: lead.condition(text, 1) for text in dict.fromkeys(one.text for one in asked)}
    condition = Condition.together([told[one.text] for one in asked])
    frames = torch.tensor([one.frames for one in asked])
    with lead.styled(asked[0].text):
        noise = torch.nn.utils.rnn.pad_sequence(noise, batch_first=True)
        latents = model.sample(noise, (), frames, condition, GUIDANCE, STEPS, real=real, turns=lead.turns(asked[0].text))
    return [row[:count] for row, count in zip(latents, counts)]


@torch.inference_mode()
def _decoded(lead: LeadPipeline, latents: Tensor, one: Asked, project: bool) -> Motion:
    latents = lead.model.projector.realign(latents[None]) if project else latents[None]
    with lead.styled(one.text):
        return plant_feet(settle(decode(lead.model.features(latents, one.frames)[0].numpy())))
