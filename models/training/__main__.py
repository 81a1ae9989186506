"""`python -m models.training NAME --data DIR [--minutes N] [--out DIR] [--resume CKPT] [--config starter|paper]`; NAMEs: `--help`."""
from __future__ import annotations

import argparse
from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
import torch

from models.completion.networks import CompletionNetworks
from models.lead.config import CONFIGS, LeadConfig
from models.lead.denoiser import Denoiser
from models.lead.few_step import FewStepDenoiser
from models.lead.pipeline import LeadModel
from models.lead.projector import Projector
from models.lead.vae import build_vae
from models.normalization import Normalization
from models.training.acrobatics_task import AcrobaticsTask
from models.training.batches import MotionBatches
from models.training.cache import cached_sequences, cached_text_table, validation_sequences
from models.training.caption_styles import STYLES, style_of
from models.training.caption_variety import with_variety
from models.training.clip_distillation_task import build_task as clip_distillation_task
from models.training.completion_task import build_task as completion_task
from models.training.denoiser_task import DenoiserTask, Latents
from models.training.energy_task import EnergyTask
from models.training.estimate import TFLOPS, estimate
from models.training.few_step_task import FewStepTask
from models.training.loop import Task, train
from models.training.motion_judge_task import build_task as motion_judge_task
from models.training.pose_stages import POSE_STAGES, VARIANTS, assemble_pose, build_pose_task, go_on, take_apart_pose
from models.training.projector_task import ProjectorTask, SampledPool
from models.training.sampled_movement import SampledMovement
from models.training.schedule import PAPER_SCHEDULES
from models.training.sequences import LONGEST, TrainingSequence, sampling_weights
from models.training.sources import sources_of, terms
from models.training.vae_task import VAETask
from models.weights_file import fingerprint, load_weights, save_weights


_BATCH = 64


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m models.training", description="Trains one stage of a model.")
    parser.add_argument("name", choices=("vae", "denoiser", "projector", "decoder", "acrobatics", "energy", "assemble", "take-apart", "few-step", "completion", "motion-judge", *POSE_STAGES))
    parser.add_argument("--data", type=Path, help="folder with clips.csv and its BVH or AMASS files (models/training/data.py), or one in HumanML3D's layout")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--out", type=Path, default=Path("runs"), help="where checkpoints go, and where earlier stages are found")
    parser.add_argument("--resume", type=Path, help="a NAME.state.pt to go on from")
    parser.add_argument("--onward", action="store_true", help="of denoiser, projector, few-step, completion, clpp, pose-generator: begin with the weights that lie in --out")
    parser.add_argument("--rate", type=float, default=1.0, help="times the stage's own learning rate; little on finished weights wants 0.1")
    parser.add_argument("--config", choices=sorted(CONFIGS), default="starter")
    parser.add_argument("--variant", choices=VARIANTS, default="NTLCE", help="of pose-generator: a row of OhMG's Table 2, or ours")
    parser.add_argument("--without-styles", default="", metavar="STYLE,…",
                        help="of vae: leave clips of these styles out, here and in all stages that build on it")
    parser.add_argument("--estimate", action="store_true",
                        help="with --config paper, of vae, denoiser and projector: train nothing; say what the papers' schedule costs on HumanML3D")
    parser.add_argument("--tflops", type=float, default=TFLOPS,
                        help="for --estimate: 10¹² operations a second that your GPU keeps up (default %(default)g: a fifth of what a GeForce RTX 3090's data sheet gives)")
    options = parser.parse_args(arguments)
    if options.estimate:
        if options.config != "paper" or options.name not in PAPER_SCHEDULES:
            parser.error(f"Only {', '.join(PAPER_SCHEDULES)} with --config paper have a schedule. Everything else trains for the --minutes it is given.")
        print(estimate(options.name).text(options.tflops))
        return
    if options.name == "assemble":
        assemble(options.out)
        return
    if options.name == "take-apart":
        take_apart(options.out)
        return
    if options.name == "take-apart-pose":
        take_apart_pose(options.out)
        return
    if options.name == "clpp-clip":
        # Pictures take nearly all of the time that an encoder needs to learn from them.
        task = clip_distillation_task(options.out, 0.8 * options.minutes)
        train(task, options.out, 0.2 * options.minutes, options.resume)
        return
    if options.data is None:
        parser.error("--data is needed: the folder with clips.csv and the clips, or one in HumanML3D's layout.")
    if options.name == "assemble-pose":
        assemble_pose(options.data, options.out)
        return
    if options.name in POSE_STAGES:
        task = build_pose_task(options.name, options.data, options.out, options.variant)
        if options.onward:
            go_on(task, options.out)
        task.learning_rate *= options.rate
    else:
        task, provenance = lead_stage(options.name, CONFIGS[options.config], options.data, options.out, options.without_styles)
        if options.onward:
            provenance["before"] = load_stage(task, options.out)
        elif options.resume:
            provenance |= begun_with(options.name, options.out)
        task.learning_rate *= options.rate
        train(task, options.out, options.minutes, options.resume, provenance=provenance)
        return
    train(task, options.out, options.minutes, options.resume)


def lead_stage(name: str, config: LeadConfig, data: Path, out: Path, without_styles: str = "") -> tuple[Task, dict]:
    """The stage `name`, and what its provenance says beyond the training itself. Styles that the VAE of `out` was trained without
    are left out by every later stage: a style counts as unseen only where no part has seen it."""
    if name == "vae":
        held_out = sorted({style_of(style.strip()) for style in without_styles.split(",") if style.strip()})
        unknown = [style for style in held_out if style not in STYLES]
        if unknown:
            raise SystemExit(f"There is no style {unknown[0]!r}. The styles are {', '.join(sorted(STYLES))}.")
    else:
        path = out / "vae.safetensors"
        held_out = load_weights(path)[1]["provenance"].get("without_styles", []) if path.is_file() else []
    provenance = {"clips": sources_of(data)} | ({"without_styles": held_out} if held_out else {})
    return build_task(name, config, data, out, held_out), provenance


def build_task(name: str, config: LeadConfig, data: Path, out: Path, without_styles: Collection[str] = ()) -> Task:
    """The stage `name`, its data loaded and the stages before it read from `out`; the `paper` configuration trains as the papers did."""
    sequences, validation = cached_sequences(data, "train", without_styles), validation_sequences(data, without_styles)
    schedule = PAPER_SCHEDULES.get(name) if config.name == "paper" else None
    task = _task(name, config, sequences, validation, out, schedule.batch if schedule else _BATCH)
    if schedule:
        task.learning_rate, task.total_steps = schedule.learning_rate, schedule.steps(len(sequences))
    return task


def _task(name: str, config: LeadConfig, sequences: list[TrainingSequence], validation: list[TrainingSequence], out: Path, batch: int) -> Task:
    if name == "motion-judge":
        return motion_judge_task(sequences, validation)
    if name in ("vae", "decoder"):
        task = _vae_task(config, sequences, validation)
        if config.vae.kind == "transformer":
            # One latent is a whole motion, so whole motions are what it learns; the KL's weight is MLD's.
            task.window, task.batch, task.kl_weight = LONGEST, batch, 1e-4
        return task if name == "vae" else _decoder_only(task, out)
    if name in ("denoiser", "few-step"):
        sequences = with_variety(sequences)
    texts = [text for sequence in (*sequences, *validation) for text in sequence.captions]
    table = cached_text_table(texts, config.text_encoder)
    if name == "completion":
        return completion_task(sequences, validation, table, out)
    batches, checks = MotionBatches(sequences, batch), MotionBatches(validation, batch)
    if name == "few-step":
        return FewStepTask(LeadModel.load(out / "lead.safetensors", with_student=False), batches, checks, table)
    vae = build_vae(config.vae)
    normalization = _load_vae(vae, out / "vae.safetensors")
    latents = _latents(vae, normalization, batches, out)
    if name == "denoiser":
        return DenoiserTask(config, latents, batches, checks, table)
    denoiser = _trained_denoiser(config, out)
    if name in ("acrobatics", "energy"):
        _load_vae(vae, out / f"{_newest_vae(out, name)}.safetensors")  # the encoder, and so the latents, are the first one's
        moving = SampledMovement.of(denoiser, config, latents, batches, table)
        if name == "acrobatics":
            return AcrobaticsTask(config, latents, sequences, moving)
        return EnergyTask(config, latents, _trained_projector(config, out), moving)
    pool = None if config.name == "paper" else SampledPool.of(denoiser, config, latents, batches, table)
    return ProjectorTask(config, latents, batches, checks, table, pool)


def load_stage(task: Task, out: Path) -> dict:
    """Gives `task` the weights that a training before left in `out`, to go on from; returns what that training says of itself."""
    tensors, header = load_weights(out / f"{task.name}.safetensors")
    if isinstance(task.module, (CompletionNetworks, FewStepDenoiser)):
        task.module.load_trained_state(tensors)
    else:
        start = f"{task.name}."
        task.module.load_state_dict({name[len(start):]: value for name, value in tensors.items() if name.startswith(start)})
    return header["provenance"]


def begun_with(name: str, out: Path) -> dict:
    """What a training that is resumed said of the weights it went on from, if it did."""
    path = out / f"{name}.safetensors"
    known = load_weights(path)[1]["provenance"] if path.is_file() else {}
    return {"before": known["before"]} if "before" in known else {}


def _load_vae(vae: torch.nn.Module, path: Path) -> Normalization:
    tensors, _ = load_weights(path)
    vae.load_state_dict({key[4:]: value for key, value in tensors.items() if key.startswith("vae.")})
    return Normalization(tensors["normalization.mean"], tensors["normalization.deviation"])


def _decoder_only(task: VAETask, out: Path) -> VAETask:
    """More training for the decoder of a VAE that denoiser and projector already stand on: the encoder, and so every latent, stays."""
    task.name = "decoder"
    task.normalization = _load_vae(task.module, out / "vae.safetensors")
    task.module.freeze_encoder()
    return task


def _trained_denoiser(config: LeadConfig, out: Path) -> Denoiser:
    tensors, _ = load_weights(out / "denoiser.safetensors")
    denoiser = Denoiser(config)
    denoiser.load_state_dict({key[9:]: value for key, value in tensors.items() if key.startswith("denoiser.")})
    return denoiser.eval().requires_grad_(False)


def _trained_projector(config: LeadConfig, out: Path) -> Projector:
    tensors, _ = load_weights(out / "projector.safetensors")
    projector = Projector(config)
    projector.load_state_dict({key[10:]: value for key, value in tensors.items() if key.startswith("projector.")})
    return projector


def _newest_vae(out: Path, before: str) -> str:
    """The last stage that wrote a VAE into `out`, `before` left out: all share the encoder."""
    return next(name for name in ("acrobatics", "decoder", "vae") if name != before and (out / f"{name}.safetensors").is_file())


def _latents(vae: torch.nn.Module, normalization: Normalization, batches: MotionBatches, out: Path) -> Latents:
    """The latents of this VAE; measured by the first stage that needs them, so that all later ones share one scale."""
    path = out / "latents.safetensors"
    measured, header = load_weights(path) if path.is_file() else ({}, {})
    if header.get("vae") == fingerprint(out / "vae.safetensors"):
        return Latents(vae.eval().requires_grad_(False), normalization, measured["latent.mean"], measured["latent.deviation"])
    latents = Latents.of(vae, normalization, batches, torch.Generator().manual_seed(0))
    _save_scale(out, {"latent.mean": latents.mean, "latent.deviation": latents.deviation})
    return latents


def _save_scale(out: Path, measured: Mapping[str, torch.Tensor]) -> None:
    """The latents' scale, and whose latents: those of another VAE are measured anew, those of a folder that was copied are not."""
    save_weights(out / "latents.safetensors", measured, {"vae": fingerprint(out / "vae.safetensors")})


def _vae_task(config: LeadConfig, sequences: list[TrainingSequence], validation: list[TrainingSequence]) -> VAETask:
    every = np.concatenate([sequence.features for sequence in sequences[:: max(1, len(sequences) // 1500)]])
    groups = {
        "travel": [sequence.features for sequence in validation if sequence.group.startswith(("walk", "run"))],
        "gesture": [sequence.features for sequence in validation if sequence.group.startswith(("wave", "raise"))],
        "other": [sequence.features for sequence in validation if sequence.group.startswith("cmu")],
    }
    groups = {name: members[:40] for name, members in groups.items() if members}
    return VAETask(config, [sequence.features for sequence in sequences], sampling_weights(sequences), groups, Normalization.of(every))


def assemble(out: Path) -> None:
    """Puts the three stages of `out`, and what was trained on after them, together as `out`/lead.safetensors."""
    tensors, provenance = {}, {}
    # What comes later replaces the VAE, or the projector, of what came before.
    further = [stage for stage in ("decoder", "acrobatics", "energy") if (out / f"{stage}.safetensors").is_file()]
    stages = ["vae", "denoiser", "projector", *further]
    for stage in stages:
        part, header = load_weights(out / f"{stage}.safetensors")
        tensors |= part
        provenance[stage] = header["provenance"]
    tensors |= load_weights(out / "latents.safetensors")[0]
    provenance |= {
        "name": f"LEAD {header['config']['name']}",
        "version": "1",
        "text_encoder": header["config"]["text_encoder"],
        # Stages from before they said so were trained on the project's own set.
        **terms({source for stage in stages for source in provenance[stage].get("clips", ("bandai_namco", "cmu", "cc0"))}),
    }
    save_weights(out / "lead.safetensors", tensors, {"config": header["config"], "provenance": provenance})


#: What of lead.safetensors a stage left there, and the later stages that trained the same part on.
_PARTS = {
    "vae": (("vae.", "normalization."), ("decoder", "acrobatics")),
    "denoiser": (("denoiser.",), ()),
    "projector": (("projector.",), ("energy",)),
}


def take_apart(out: Path) -> None:
    """`out`/lead.safetensors as the stages it was assembled from, so that one of them can be trained on (`--onward`). VAE and
    projector are as the last stage left them."""
    tensors, header = load_weights(out / "lead.safetensors")
    known = header["provenance"]
    for name, (prefixes, later) in _PARTS.items():
        part = {key: value for key, value in tensors.items() if key.startswith(prefixes)}
        provenance = known.get(name, {}) | {stage: known[stage] for stage in later if stage in known}
        save_weights(out / f"{name}.safetensors", part, {"config": header["config"], "provenance": provenance})
    _save_scale(out, {key: value for key, value in tensors.items() if key.startswith("latent.")})


if __name__ == "__main__":
    main()
