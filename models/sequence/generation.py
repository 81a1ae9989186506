"""The blocks' own motions: as many prompts as can be in one batch of LEAD."""
from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from models.cleanup import plant_all, settle_all
from models.features import decode
from models.inversion.prompt import tokens_in, turns_of
from models.lead.denoiser import Condition
from models.lead.pipeline import LeadPipeline
from models.motion import FPS, Motion
from models.sequence.request import LONGEST, Block, SequenceRequest

#: Seconds made beyond a block's length, among which its beginning is chosen so that it goes on well.
SLACK = 0.6
#: Motions in one batch at most.
_BATCH = 32

OnStep = Callable[[int, int], None]


def batches(request: SequenceRequest) -> list[list[int]]:
    """The numbers of the blocks to make, those together that one batch can hold: they use the same style or none, or are in the same words."""
    styles: dict[tuple[str, ...], list[int]] = {}
    for number, block in enumerate(request.blocks):
        if not block.stays:
            together = tokens_in(block.prompt) if len(turns_of(block.prompt)) == 1 else (block.prompt,)
            styles.setdefault(together, []).append(number)
    size = max(1, _BATCH // request.takes)
    return [numbers[start : start + size] for numbers in styles.values() for start in range(0, len(numbers), size)]


@torch.inference_mode()
def generate(
    lead: LeadPipeline, request: SequenceRequest, blocks: Sequence[Block], on_step: OnStep, cancelled: Callable[[], bool],
) -> list[list[Motion]]:
    """For each of the blocks (which use the same styles) a motion a take, at the request's rate and at least as long as the block, up to
    `SLACK` longer. Raises Cancelled, StyleError."""
    model, takes = lead.model, request.takes
    lengths = [_model_frames(block, request.fps) for block in blocks]
    counts = [model.vae.latent_count(length) for length in lengths]
    noise = torch.zeros(len(blocks) * takes, max(counts), model.config.vae.latent_width)
    generators = [torch.Generator().manual_seed(block.seed * 64 + take) for block in blocks for take in range(takes)]
    for row, generator in enumerate(generators):
        count = counts[row // takes]
        noise[row, :count] = torch.randn(count, noise.shape[2], generator=generator)
    rows = torch.arange(len(blocks)).repeat_interleave(takes)
    real = torch.arange(noise.shape[1])[None] < torch.tensor(counts)[rows, None]
    told = [lead.condition(block.prompt.strip(), 1, request.style_strengths) for block in blocks]
    with lead.styled(blocks[0].prompt, request.style_strengths, model.denoiser_for(request.steps)):
        latents = model.sample(noise, generators, torch.tensor(lengths)[rows], Condition.together(told).of_rows(rows),
                               request.guidance_scale, request.steps, on_step, cancelled, real=real,
                               turns=lead.turns(blocks[0].prompt.strip(), request.style_strengths))
        features = [model.features(model.projector.realign(latents[rows == number, :count]), length)
                    for number, (count, length) in enumerate(zip(counts, lengths))]
    cleaned = (plant_all(settle_all([decode(take.numpy()) for take in block])) for block in features)
    return [[motion.resampled(request.fps) for motion in block] for block in cleaned]


def _model_frames(block: Block, fps: float) -> int:
    """Frames at the model's rate that hold the block's, and the slack where a motion of LEAD can be that long."""
    needed = math.ceil((block.frames - 1) / fps * FPS - 1e-6) + 1
    return max(needed, min(needed + round(SLACK * FPS), round(LONGEST * FPS)))
