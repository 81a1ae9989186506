"""OhMG's Table 1: what the distilled pose encoder saves of time and memory, and how near it stays to its pipeline."""
from __future__ import annotations

import ctypes
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import torch
from torch import Tensor

from models.evaluation.markdown import markdown
from models.pose.clip_pipeline import ClipPipeline
from models.pose.clip_teacher import ClipTeacher, DistilledEncoder, agreement
from models.pose.pose_encoder import PoseEncoderConfig
from models.text.clip import ARCHITECTURES, ClipEncoder, import_open_clip
from models.training.clip_distillation_task import CLIP, build_task, sampled_poses
from models.training.loop import train

#: The memory of the paper's graphics card, in which the largest batch is counted.
_MEMORY = 32 * 2**30
#: Batches by which the pipeline and the encoder are timed; memory is the difference between the second and the first.
_PIPELINE_BATCHES, _ENCODER_BATCHES = (4, 16), (4096, 32768)
_REPEATS = 3
#: How many poses the stand-in learns from.
_STAND_IN_POSES = 4000
_FRESH_POSES, _FRESH_SEED = 256, 1

_HOW = """\
OhMG's Table 1: pose → mesh → {views} views → CLIP's picture tower ({architecture}) against the encoder distilled from it, \
without a graphics card. Seconds a pose: one at a time, and in batches of {batches[0]} and {batches[1]}. Largest batch: how \
many poses fit into the 32 GB of the paper's graphics card by the peak memory a pose takes (no gradients, for the renderer \
has none). The paper: 1.2068 s → 0.0172 s, batches of 15 → 292,350, MSE 4.56e-4, cosine 0.9983."""
_HOW_NEAR = """\
How near it stays, on {poses} poses of the prior that it was not trained on ({trained} were). Pictures of one body look alike to \
CLIP, so the mean feature of all poses, whatever the pose, is the yardstick: centred cosine is the cosine after subtracting it, \
explained the share of its squared error that is gone."""
_STAND_IN = """\
CLIP's own weights are not at hand here. Time and memory are those of its architecture with random weights; nearness is to \
{name}, made and distilled for this table: it shows that the distillation works, not how near it comes to the real CLIP \
(`python -m models.training clpp-clip` distils that)."""


def table1(weights: Path | None = None) -> dict:
    """Table 1, ready for JSON, of a pose encoder that `python -m models.training clpp-clip` made, and of its CLIP.

    Without one, of stand-ins with random weights; `stand_in` in the report then says so. It takes minutes: pictures are made.
    Raises WeightsError, TextEncoderUnavailable where the file or its CLIP cannot be had.
    """
    if weights is not None:
        teacher = ClipTeacher.load(weights)
        pipeline = ClipPipeline(teacher.encoder)
        return {**cost(pipeline, teacher.distilled), **nearness(pipeline, teacher), "stand_in": None}
    full = ClipPipeline(untrained_clip())
    costs = cost(full, DistilledEncoder(PoseEncoderConfig(feature_width=full.width)).eval())
    encoder = random_clip()
    with tempfile.TemporaryDirectory() as folder:
        task = build_task(Path(folder), 60.0, encoder, _STAND_IN_POSES)
        train(task, Path(folder), 60.0)
        teacher = ClipTeacher.load(Path(folder) / f"{task.name}.safetensors", encoder)
    return {**costs, **nearness(ClipPipeline(encoder), teacher), "stand_in": encoder.name}


def untrained_clip() -> ClipEncoder:
    """The paper's CLIP as it is before training: as slow and as large as the real one, and to be had without internet."""
    open_clip = import_open_clip()
    torch.manual_seed(0)
    name = ARCHITECTURES[CLIP]
    return ClipEncoder(open_clip.create_model(name), open_clip.get_tokenizer(name), f"{CLIP} with random weights")


def random_clip(size: int = 32) -> ClipEncoder:
    """A small CLIP with random weights, always the same, that reads pictures of size × size."""
    open_clip = import_open_clip()
    text = {"context_length": 77, "vocab_size": 49408, "width": 48, "heads": 4, "layers": 2}
    vision = {"image_size": size, "layers": 2, "width": 64, "patch_size": size // 4, "head_width": 16}
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model = open_clip.CLIP(embed_dim=64, vision_cfg=vision, text_cfg=text)
    return ClipEncoder(model, open_clip.SimpleTokenizer(), "a small CLIP with random weights")


def cost(pipeline: ClipPipeline, distilled: DistilledEncoder) -> dict:
    """Seconds and memory of both. The encoder goes first: what the pipeline leaves in the process would hide its memory."""
    encoder = _cost(torch.inference_mode()(distilled), *_ENCODER_BATCHES)
    original = _cost(pipeline.features, *_PIPELINE_BATCHES)
    views = len(pipeline.renderer.cameras)
    return {"architecture": pipeline.encoder.name, "views": views, "original": original, "distilled": encoder}


def nearness(pipeline: ClipPipeline, teacher: ClipTeacher, count: int = _FRESH_POSES) -> dict:
    """`agreement` on `count` poses that no training has seen, and how many those of the training were."""
    poses = sampled_poses(count, seed=_FRESH_SEED)
    wanted = torch.cat([pipeline.features(part) for part in poses.split(16)]).cpu()
    with torch.inference_mode():
        near = agreement(teacher.distilled(poses), wanted, teacher.distilled.mean)
    return {"poses": count, "trained_on": teacher.provenance.get("poses"), **near}


def _cost(call: Callable[[Tensor], object], few: int, many: int) -> dict[str, float | None]:
    """Seconds a pose, alone and in a batch of `many`; bytes a pose, the largest batch (None where the system does not tell)."""
    poses = sampled_poses(many)
    call(poses[:few])
    peaks = [_peak_memory(lambda: call(poses[:count])) for count in (few, many)]
    bytes_each = None if None in peaks else max(peaks[1] - peaks[0], 1) / (many - few)
    return {
        "batch": many,
        "seconds_alone": _seconds(lambda: call(poses[:1])),
        "seconds": _seconds(lambda: call(poses)) / many,
        "bytes": bytes_each,
        "largest_batch": None if bytes_each is None else int(_MEMORY / bytes_each),
    }


def _seconds(call: Callable[[], object]) -> float:
    def once() -> float:
        started = time.perf_counter()
        call()
        return time.perf_counter() - started

    return median(once() for _ in range(_REPEATS))


def _peak_memory(call: Callable[[], object]) -> int | None:
    """The most memory (bytes) that this process held during the call; Linux tells, other systems do not."""
    try:
        ctypes.CDLL(None).malloc_trim(0)  # memory that is free but kept would hide what the call takes
        Path("/proc/self/clear_refs").write_text("5")  # resets the peak
    except (OSError, AttributeError, TypeError):
        return None
    call()
    status = Path("/proc/self/status").read_text()
    return 1024 * int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def table1_markdown(report: dict) -> str:
    """The report of `table1` as Markdown, each table under what it shows."""
    parts = [
        _HOW.format(**report, batches=(report["original"]["batch"], report["distilled"]["batch"])),
        _cost_table(report),
        _HOW_NEAR.format(poses=report["poses"], trained=report["trained_on"]),
        _nearness_table(report),
    ]
    if report["stand_in"]:
        parts.append(_STAND_IN.format(name=report["stand_in"]))
    return "\n\n".join(parts)


def _cost_table(report: dict) -> str:
    original, distilled = report["original"], report["distilled"]
    rows = [
        [name, f"{part['seconds_alone']:.4f}", f"{part['seconds']:.2g}", _bytes(part["bytes"]), _whole(part["largest_batch"])]
        for name, part in (("Original pipeline", original), ("Pose encoder E_p", distilled))
    ]
    ratios = [original[column] / distilled[column] for column in ("seconds_alone", "seconds")]
    fewer = original["bytes"] and distilled["bytes"] and original["bytes"] / distilled["bytes"]
    rows.append(["times better", *(_whole(ratio) for ratio in ratios), _whole(fewer), _whole(fewer)])
    return markdown(["", "s a pose, alone", "s a pose, in a batch", "memory a pose", "largest batch"], rows)


def _nearness_table(report: dict) -> str:
    mse, cosine, mean_mse, mean_cosine = (report[name] for name in ("mse", "cosine", "mean_mse", "mean_cosine"))
    rows = [
        ["Pose encoder E_p", f"{mse:.2e}", f"{cosine:.4f}", f"{report['centred_cosine']:.3f}", f"{report['explained']:.3f}"],
        ["The mean feature", f"{mean_mse:.2e}", f"{mean_cosine:.4f}", "–", "0"],
    ]
    return markdown(["", "MSE", "cosine", "centred cosine", "explained"], rows)


def _bytes(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value / 2**20:.1f} MiB" if value > 2**20 else f"{value / 2**10:.1f} KiB"


def _whole(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"
