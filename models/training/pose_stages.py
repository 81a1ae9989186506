"""The stages of text-to-pose, in their order: pose-prior, clpp, pose-judge, pose-generator, assemble-pose; and clpp-clip by itself."""
from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from models.pose.clpp import Clpp, ClppConfig, SentenceTeacher
from models.pose.generator import GeneratorConfig, PoseGenerator
from models.pose.pipeline import FILE_NAME, PoseModel
from models.pose.prior import PosePrior
from models.text import load_text_encoder
from models.training.cache import cached_sequences, cached_text_table, validation_sequences
from models.training.clpp_task import ClppTask, features_of
from models.training.loop import Task
from models.training.pose_generator_task import PoseGeneratorTask
from models.training.pose_prior_task import build_task as pose_prior_task
from models.training.poses.collection import JUDGE, TRAINING, collection, stock_of
from models.training.poses.described import DescribedPoses
from models.training.text_table import TextTable
from models.weights_file import load_weights

POSE_STAGES = ("pose-prior", "clpp", "pose-judge", "clpp-clip", "pose-generator", "assemble-pose")
#: The rows of OhMG's Table 2: trained on texts (T) or noise (N), to the score (S) or L_CLPP (C), with the latent's norm (L); and ours,
#: with examples (E).
VARIANTS = ("TS", "TC", "NC", "NTC", "NLC", "NTLC", "NTLCE")
#: Sentences whose features the generator reads at once.
_CHUNK = 1024
#: Seed of everything the judge differs in.
_JUDGES_SEED = 77


def build_pose_task(name: str, data: Path, out: Path, variant: str) -> Task:
    """The stage `name`; what earlier stages made is read from `out`."""
    if name == "pose-prior":
        stock = stock_of(data, "train")
        made = (stock.recombined, stock.constructed.poses)
        return pose_prior_task(cached_sequences(data, "train"), validation_sequences(data), made)
    judges = name == "pose-judge"
    seed = _JUDGES_SEED if judges else 0
    described, validation = (collection(data, JUDGE if judges else TRAINING, split, seed) for split in ("train", "val"))
    table = cached_text_table([*described.texts, *validation.texts], ClppConfig().text_encoder)
    if name == "pose-generator":
        return _generator_task(described, validation, table, out, variant)
    return ClppTask(described, validation, table, name="pose_judge" if judges else "clpp", seed=seed)


def load_clpp(path: Path) -> Clpp:
    """A trained CLPP, frozen. Raises WeightsError where the file is missing or damaged."""
    tensors, header = load_weights(path)
    clpp = Clpp(ClppConfig.from_dict(header["config"]))
    clpp.load_state_dict(tensors)
    return clpp.eval().requires_grad_(False)


def _generator_task(described: DescribedPoses, validation: DescribedPoses, table: TextTable, out: Path, variant: str) -> PoseGeneratorTask:
    clpp = load_clpp(out / "clpp.safetensors")
    features = (_features(clpp, table, part.texts) for part in (described, validation))
    teacher = SentenceTeacher(load_text_encoder(clpp.config.text_encoder), clpp)
    return PoseGeneratorTask(teacher, PosePrior.load(out / "pose_prior.safetensors"), described, *features, variant=variant)


@torch.no_grad()
def _features(clpp: Clpp, table: TextTable, texts: tuple[str, ...]) -> Tensor:
    """(S, width)."""
    rows = table.rows(texts)
    distinct, place = rows.unique(return_inverse=True)
    return torch.cat([clpp.texts(features_of(table, part)) for part in distinct.split(_CHUNK)])[place]


def assemble_pose(out: Path) -> None:
    """Puts CLPP and the NTLCE generator of `out` together as `out`/pose.safetensors, with what they were trained on."""
    clpp = load_clpp(out / "clpp.safetensors")
    tensors, header = load_weights(out / "pose_generator_ntlce.safetensors")
    generator = PoseGenerator(GeneratorConfig(**header["config"]))
    generator.load_state_dict(tensors)
    provenance = {
        "name": "Text-to-pose starter",
        "version": "1",
        "text_encoder": clpp.config.text_encoder,
        "licence": "CC BY-NC 4.0",
        "trained_on": "Bandai-Namco Research Motiondataset (CC BY-NC 4.0), CMU Graphics Lab Motion Capture Database, Quaternius and Mesh2Motion (CC0), "
        "and poses constructed from written geometry",
        "clpp": load_weights(out / "clpp.safetensors")[1]["provenance"],
        "generator": header["provenance"],
    }
    PoseModel(clpp, generator, PosePrior.load(out / "pose_prior.safetensors"), provenance).save(out / FILE_NAME)
