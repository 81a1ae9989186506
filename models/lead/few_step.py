"""LEAD in one to four steps: latent consistency distillation of the denoiser (Luo et al. 2023; MotionLCM, Dai et al. 2024).

The student is the denoiser with updates of low rank and one more input, the guidance scale, which is folded into it: where the teacher needs
two passes a step, it needs one.
"""
from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from models.imports import hidden
from models.lead.config import LeadConfig
from models.lead.denoiser import Condition, Denoiser
from models.lead.sampling import TRAIN_STEPS, Cancelled, both
from models.low_rank import add_updates, is_update, load_trained_state, merge_updates, trained_state
from models.weights_file import WeightsError, load_weights, save_weights

FILE_NAME = "few_step.safetensors"
#: So many steps or fewer are the student's; for more, the denoiser itself is sampled from.
MOST_STEPS = 4
#: Steps of the DDIM solver that the student learned to skip (Luo et al. 2023, section 4.3: every 20th of 1000).
SOLVER_STEPS = 50
#: Guidance scales it was trained with; others are taken for the nearest.
GUIDANCE = (1.5, 8.0)
#: What it learned of them points elsewhere than guidance pulls in many steps (cosine 0.04 between the two). So beyond the denoiser's own scale
#: it is guided as that is: for each step, and each 1 of guidance beyond, by this share of what the text makes of the prediction. From 4 to 8,
#: four steps then go about as far as fifty.
_PULL = 0.03
_RANK = 6


class FewStepDenoiser(nn.Module):
    """Predicts v as `Denoiser` does, of the guided teacher, for the consistency function. The denoiser given is copied and stays."""

    def __init__(self, denoiser: Denoiser, rank: int = _RANK):
        super().__init__()
        self.denoiser = copy.deepcopy(denoiser).requires_grad_(False)
        add_updates(self.denoiser.transformer, rank)
        self.guidance_in = nn.Linear(4, denoiser.width, bias=False)
        nn.init.zeros_(self.guidance_in.weight)

    def forward(self, noisy: Tensor, step: Tensor, frames: Tensor, condition: Condition, guidance: Tensor, real: Tensor | None = None) -> Tensor:
        """v (B, n, latent_width); guidance: (B,) scales, the rest as in `Denoiser.forward`."""
        scale = torch.log(guidance.clamp(*GUIDANCE) / 4)
        powers = torch.stack([scale**power for power in range(4)], dim=-1)
        return self.denoiser(noisy, step, frames, condition, real, guidance=self.guidance_in(powers))

    def load_trained_state(self, tensors: dict[str, Tensor]) -> None:
        """Puts back what `save_student` wrote. Raises RuntimeError where it belongs to other networks."""
        load_trained_state(self, tensors, _is_trained)


def _is_trained(name: str) -> bool:
    return name.startswith("guidance_in") or is_update(name)


def save_student(student: FewStepDenoiser, path: Path, lead_fingerprint: str, provenance: dict) -> None:
    """Writes what training changed, and of which LEAD weights it is the student."""
    save_weights(path, trained_state(student, _is_trained), {"lead": lead_fingerprint, "provenance": provenance})


def load_student(path: Path, denoiser: Denoiser, lead_fingerprint: str) -> FewStepDenoiser:
    """The student, its updates merged. Raises WeightsError with a sentence where the file is damaged or belongs to another LEAD."""
    tensors, header = load_weights(path)
    student = FewStepDenoiser(denoiser)
    try:
        if header["lead"] != lead_fingerprint:
            raise RuntimeError("the student of another model")
        student.load_trained_state(tensors)
    except (KeyError, RuntimeError) as error:
        raise WeightsError(f"The motion model “{path.name}” does not belong to the others. Install Motion Prompt again.") from error
    merge_updates(student.denoiser.transformer)
    return student.eval().requires_grad_(False)


def consistency_schedule(config: LeadConfig):
    """diffusers' LCM scheduler on LEAD's noise schedule (models/lead/sampling.py)."""
    with hidden("torch._dynamo"):  # as in models/lead/sampling.py
        from diffusers.schedulers.scheduling_lcm import LCMScheduler

    return LCMScheduler(
        num_train_timesteps=TRAIN_STEPS, beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", original_inference_steps=SOLVER_STEPS,
        clip_sample=False, set_alpha_to_one=False, prediction_type=config.prediction_type)


def sample_few(
    student: FewStepDenoiser,
    config: LeadConfig,
    noise: Tensor,
    generators: Sequence[torch.Generator],
    frames: Tensor,
    condition: Condition,
    guidance_scale: float,
    steps: int,
    on_step: Callable[[int, int], None] = lambda done, steps: None,
    cancelled: Callable[[], bool] = lambda: False,
    real: Tensor | None = None,
) -> Tensor:
    """Clean latents (B, n, latent_width) in 1 to `MOST_STEPS` steps (Luo et al. 2023, Algorithm 1 of multistep sampling). Raises Cancelled.

    generators: one a row, for the noise between steps, so that a row comes out alike whatever else is in the batch. The rest as in `sample`.
    """
    schedule = consistency_schedule(config)
    schedule.set_timesteps(steps)
    guidance = torch.tensor(float(guidance_scale), device=noise.device)
    pull = _PULL * steps * max(0.0, min(guidance_scale, GUIDANCE[1]) - config.guidance_scale)

    def predict(noisy: Tensor, step: Tensor, frames: Tensor, condition: Condition, real: Tensor | None) -> Tensor:
        return student(noisy, step, frames, condition, guidance.expand(len(noisy)), real)

    latents = noise
    for done, step in enumerate(schedule.timesteps):
        if cancelled():
            raise Cancelled
        told = condition.at(step) if done < steps - 1 else condition  # the only step says it all
        asked = latents, step.expand(len(latents)).to(noise.device), frames, told, real
        if pull:
            predicted, without = both(predict, *asked)
            predicted = predicted + pull * (predicted - without)
        else:
            predicted = predict(*asked)
        latents = schedule.step(predicted, step, latents, generator=list(generators)).prev_sample
        on_step(done + 1, steps)
    return latents
