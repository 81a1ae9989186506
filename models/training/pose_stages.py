"""The stages of text-to-pose, in their order: pose-prior, clpp, pose-generator, clpp-refined, assemble-pose; pose-judge and clpp-clip by
themselves."""
from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from models.pose.clpp import Clpp, ClppConfig, SentenceTeacher
from models.pose.generator import GeneratorConfig, PoseGenerator
from models.pose.pipeline import FILE_NAME, PoseModel
from models.pose.prior import FILE_NAME as PRIOR, PosePrior
from models.text import load_text_encoder
from models.training.cache import cached_sequences, cached_text_table, validation_sequences
from models.training.clpp_refinement_task import ClppRefinementTask, MadePoses
from models.training.clpp_task import ClppTask, features_of
from models.training.clpp_claims_task import ClppClaimsTask
from models.training.clpp_words_task import ClppWordsTask
from models.training.loop import Task
from models.training.pose_generator_task import PoseGeneratorTask
from models.training.pose_prior_task import build_task as pose_prior_task
from models.training.poses.collection import JUDGE, TRAINING, collection, stock_of
from models.training.poses.contacts import with_contacts
from models.training.poses.described import DescribedPoses
from models.pose.geometry.named import NAMED
from models.pose.geometry.posecodes import NAMES
from models.training.text_table import TextTable
from models.weights_file import load_weights, save_weights

POSE_STAGES = ("pose-prior", "clpp", "pose-judge", "clpp-clip", "pose-generator", "clpp-refined", "clpp-words", "clpp-claims", "assemble-pose", "take-apart-pose")
#: The rows of OhMG's Table 2: trained on texts (T) or noise (N), to the score (S) or L_CLPP (C), with the latent's norm (L); and ours,
#: with examples (E).
VARIANTS = ("TS", "TC", "NC", "NTC", "NLC", "NTLC", "NTLCE")
#: Sentences whose features the generator reads at once.
_CHUNK = 1024
#: Sentences for which the generator makes poses that CLPP is refined with, and is checked with.
_MADE, _MADE_CHECKED = 16_000, 2_000
#: Centres of training's sentences by which strange words are known.
_FAMILIAR = 64
#: Seed of everything the judge differs in.
JUDGES_SEED = 77


def build_pose_task(name: str, data: Path, out: Path, variant: str) -> Task:
    """The stage `name`; what earlier stages made is read from `out`."""
    if name == "pose-prior":
        stock = stock_of(data, "train")
        made = (stock.recombined, stock.constructed.poses)
        return pose_prior_task(cached_sequences(data, "train"), validation_sequences(data), made)
    judges = name == "pose-judge"
    seed = JUDGES_SEED if judges else 0
    described, validation = (collection(data, JUDGE if judges else TRAINING, split, seed) for split in ("train", "val"))
    if not judges:
        described, validation = (with_contacts(part, data, split, out / PRIOR) for part, split in ((described, "train"), (validation, "val")))
    table = cached_text_table([*described.texts, *validation.texts], ClppConfig().text_encoder)
    if name == "pose-generator":
        return _generator_task(described, validation, table, out, variant)
    if name == "clpp-refined":
        return _refinement_task(described, table, out)
    if name == "clpp-words":
        return ClppWordsTask(_with_claims(load_clpp(_newest_clpp(out))), described, validation, table)
    if name == "clpp-claims":
        return ClppClaimsTask(_with_claims(load_clpp(_newest_clpp(out))), described, validation, table)
    # The judge only scores: it is to say nothing about claims, and stays as small as it is.
    config = ClppConfig() if judges else ClppConfig(claims=len(NAMES) + len(NAMED))
    return ClppTask(described, validation, table, config, name="pose_judge" if judges else "clpp", seed=seed)


def _with_claims(clpp: Clpp) -> Clpp:
    """The same CLPP with a text head that can tell claims."""
    wider = Clpp(replace(clpp.config, claims=len(NAMES) + len(NAMED)))
    wider.load_state_dict(clpp.state_dict(), strict=False)
    return wider


def go_on(task: Task, out: Path) -> None:
    """Begins a stage with the weights that lie in `out` for it; what these did not have yet begins anew. Raises WeightsError where they
    are missing."""
    tensors, _ = load_weights(out / f"{task.name}.safetensors")
    task.module.load_state_dict(tensors, strict=False)


def load_clpp(path: Path) -> Clpp:
    """A trained CLPP, frozen. Raises WeightsError where the file is missing or damaged."""
    tensors, header = load_weights(path)
    clpp = Clpp(ClppConfig.from_dict(header["config"]))
    clpp.load_state_dict(tensors)
    return clpp.eval().requires_grad_(False)


def _generator_task(described: DescribedPoses, validation: DescribedPoses, table: TextTable, out: Path, variant: str) -> PoseGeneratorTask:
    clpp = load_clpp(_newest_clpp(out))
    features = (_features(clpp, table, part.texts) for part in (described, validation))
    teacher = SentenceTeacher(load_text_encoder(clpp.config.text_encoder), clpp)
    return PoseGeneratorTask(teacher, PosePrior.load(out / PRIOR), described, *features, variant=variant)


def _newest_clpp(out: Path) -> Path:
    """The one that knows claims or most words, or the refined one, where there is one: a generator trained on with it finds fewer gaps."""
    return [out / "clpp.safetensors", *_further_clpps(out)][-1]


def _further_clpps(out: Path) -> list[Path]:
    """What went on from CLPP, in its order."""
    paths = [out / f"{name}.safetensors" for name in ("clpp_refined", "clpp_words", "clpp_claims")]
    return [path for path in paths if path.is_file()]


def _refinement_task(described: DescribedPoses, table: TextTable, out: Path) -> ClppRefinementTask:
    clpp, prior = load_clpp(out / "clpp.safetensors"), PosePrior.load(out / PRIOR)
    generator, _ = _load_generator(out)
    texts = _features(clpp, table, described.texts)
    made, checked = (MadePoses.of(generator, prior, described, texts, count, seed) for count, seed in ((_MADE, 0), (_MADE_CHECKED, 1)))
    return ClppRefinementTask(clpp, described, texts, made, checked)


def _load_generator(out: Path) -> tuple[PoseGenerator, dict]:
    tensors, header = load_weights(out / "pose_generator_ntlce.safetensors")
    generator = PoseGenerator(GeneratorConfig(**header["config"]))
    generator.load_state_dict(tensors)
    return generator.eval().requires_grad_(False), header["provenance"]


@torch.no_grad()
def _features(clpp: Clpp, table: TextTable, texts: tuple[str, ...]) -> Tensor:
    """(S, width)."""
    rows = table.rows(texts)
    distinct, place = rows.unique(return_inverse=True)
    return torch.cat([clpp.texts(features_of(table, part)) for part in distinct.split(_CHUNK)])[place]


def take_apart_pose(out: Path) -> None:
    """`out`/pose.safetensors as the stages it was assembled from, so that they can be trained on (`--onward`)."""
    model = PoseModel.load(out)
    for name, module, config in (("clpp", model.clpp, model.clpp.config.to_dict()), ("pose_generator_ntlce", model.generator, asdict(model.generator.config))):
        known = model.provenance["clpp" if name == "clpp" else "generator"]
        save_weights(out / f"{name}.safetensors", dict(module.state_dict()), {"config": config, "provenance": known})


def assemble_pose(data: Path, out: Path) -> None:
    """Puts CLPP (the refined one, where there is one) and the NTLCE generator of `out` together as `out`/pose.safetensors."""
    path = _newest_clpp(out)
    clpp, (generator, provenance_of_generator) = load_clpp(path), _load_generator(out)
    provenance = {
        "name": "Text-to-pose starter",
        "version": "1",
        "text_encoder": clpp.config.text_encoder,
        "licence": "CC BY-NC 4.0",
        "trained_on": "Bandai-Namco Research Motiondataset (CC BY-NC 4.0), CMU Graphics Lab Motion Capture Database, Quaternius and Mesh2Motion (CC0), "
        "and poses constructed from written geometry",
        "clpp": {stage.stem: load_weights(stage)[1]["provenance"] for stage in (out / "clpp.safetensors", *_further_clpps(out))},
        "generator": provenance_of_generator,
    }
    prior = PosePrior.load(out / PRIOR)
    PoseModel(clpp, generator, prior, _familiar(data, clpp.config.text_encoder), provenance).save(out / FILE_NAME)


def _familiar(data: Path, text_encoder: str) -> Tensor:
    """Centres (_FAMILIAR, W) of the training sentences' features, unit length, by k-means on the sphere."""
    described, validation = (collection(data, TRAINING, split, 0) for split in ("train", "val"))
    table = cached_text_table([*described.texts, *validation.texts], text_encoder)
    features = table.pooled[table.rows(sorted(set(described.texts)))]
    centres = features[torch.randperm(len(features), generator=torch.Generator().manual_seed(0))[:_FAMILIAR]]
    for _ in range(10):
        nearest = (features @ centres.T).argmax(1)
        centres = functional.normalize(torch.zeros_like(centres).index_add(0, nearest, features) + 1e-6, dim=-1)
    return centres
