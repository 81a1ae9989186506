"""Pipeline distillation (OhMG, section 4.1, Eq. 3): E_p learns to say what rendering a pose and asking CLIP would.

The poses come from the shipped prior, so no data is needed. Making their features is nearly all the work; they are kept in a file
beside the result, and a run that was stopped goes on from there.
"""
from __future__ import annotations

import hashlib
import inspect
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cosine_similarity
from tqdm import tqdm

from models.pose import clip_pipeline, rendering
from models.pose.clip_pipeline import ClipPipeline
from models.pose.clip_teacher import DistilledEncoder, agreement
from models.pose.pose_encoder import PoseEncoderConfig
from models.pose.prior import FILE_NAME as PRIOR_FILE
from models.pose.prior import PosePrior
from models.text import load_text_encoder
from models.text.clip import ClipEncoder
from models.weights_file import WEIGHTS

NAME = "clpp_clip"
#: The paper's CLIP.
CLIP = "clip-vit-b-32"
#: As many poses are rendered as there is time for, and no more than these.
MOST_POSES = 50_000
_AT_ONCE = 16
#: How often each pose is seen. More, and the network knows the poses by heart: on 2,500 of them, the share of the mean's error
#: that is gone on others fell from 0.32 (30 passes) to 0.08 (80).
_PASSES, _LEAST_STEPS = 30, 300


class ClipDistillationTask:
    """Eq. 3 on poses (N, 132) and the pipeline's features (N, W) of them; one in eight, at most 1,024, is kept from training."""

    name = NAME
    learning_rate = 1e-3
    batch = 256

    def __init__(self, encoder_name: str, poses: Tensor, features: Tensor):
        held_out = min(len(poses) // 8, 1024)
        self.encoder_name = encoder_name
        self.poses, self.features = poses[held_out:], features[held_out:]
        self.held_out = poses[:held_out], features[:held_out]
        self.total_steps = max(_LEAST_STEPS, _PASSES * len(self.poses) // self.batch)
        self.mean = self.features.mean(dim=0)
        spread = float((self.features - self.mean).std())
        self.module = DistilledEncoder(PoseEncoderConfig(feature_width=features.shape[-1]), self.mean.clone(), spread)

    def loss(self, step: int, generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
        rows = torch.randint(len(self.poses), (self.batch,), generator=generator)
        device = self.module.mean.device
        # What tells one pose's feature from another's is lost in half precision.
        with torch.autocast(device.type, enabled=False):
            predicted = self.module(self.poses[rows].to(device))
            loss, cosine = distillation_loss(predicted, self.features[rows].to(device))
        return loss, {"loss": float(loss.detach()), "cosine": float(cosine)}

    def validate(self, module: nn.Module) -> dict[str, float]:
        """Agreement on the held-out poses (`models.pose.clip_teacher.agreement`)."""
        poses, wanted = (part.to(module.mean.device) for part in self.held_out)
        return agreement(module(poses), wanted, self.mean.to(wanted))

    def save(self, module: DistilledEncoder, path: Path, provenance: dict) -> None:
        module.save(path, self.encoder_name, {"poses": len(self.poses), **provenance})


def distillation_loss(predicted: Tensor, wanted: Tensor) -> tuple[Tensor, Tensor]:
    """Eq. 3, the mean over B of ‖E_p(p) − f*‖₂ − cos(E_p(p), f*), of features (B, W); and the mean cosine, detached."""
    cosine = cosine_similarity(predicted, wanted, dim=-1)
    return ((predicted - wanted).norm(dim=-1) - cosine).mean(), cosine.detach().mean()


def build_task(
    out: Path, minutes: float, encoder: ClipEncoder | None = None, most_poses: int = MOST_POSES
) -> ClipDistillationTask:
    """The task on as many poses as can be rendered within `minutes`, those that an earlier run left in `out` included.

    encoder: the CLIP to distil; the paper's where none is given. Raises TextEncoderUnavailable where its weights cannot be had.
    """
    encoder = encoder or load_text_encoder(CLIP, "cuda" if torch.cuda.is_available() else "cpu")
    poses = sampled_poses(most_poses)
    features = cached_features(ClipPipeline(encoder), poses, out, minutes)
    return ClipDistillationTask(encoder.name, poses[: len(features)], features)


def sampled_poses(count: int, seed: int = 0) -> Tensor:
    """Poses (count, 132) of the shipped prior's latents, drawn from its unit Gaussian; fewer are the first of more."""
    prior, generator = PosePrior.load(), torch.Generator().manual_seed(seed)
    with torch.no_grad():
        return prior.decode(torch.randn(count, prior.config.latent_width, generator=generator))


def cached_features(pipeline: ClipPipeline, poses: Tensor, out: Path, minutes: float) -> Tensor:
    """The pipeline's features (M, W) of the first M ≤ N poses: those on file, then as many more as `minutes` allow, at least 64.

    The file belongs to this CLIP, this prior and this way of rendering; where one of them changes, a new one is begun.
    """
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{NAME}.{_fingerprint(pipeline)}.features"
    row = 4 * pipeline.width
    done = path.stat().st_size // row if path.is_file() else 0
    deadline, least = time.monotonic() + 60 * minutes, min(64, len(poses))
    with open(path, "r+b" if done else "w+b") as file:
        file.seek(done * row)  # over a row that was being written when the run was stopped
        with tqdm(total=len(poses), initial=min(done, len(poses)), desc="rendering", unit="pose", mininterval=5) as bar:
            while done < len(poses) and (done < least or time.monotonic() < deadline):
                part = pipeline.features(poses[done : done + _AT_ONCE]).cpu().numpy().astype("<f4")
                file.write(part.tobytes())
                file.flush()
                done += len(part)
                bar.update(len(part))
    values = np.fromfile(path, dtype="<f4", count=min(done, len(poses)) * pipeline.width)
    return torch.from_numpy(values.reshape(-1, pipeline.width))


def _fingerprint(pipeline: ClipPipeline) -> str:
    digest = hashlib.sha256(pipeline.encoder.name.encode())
    digest.update(next(pipeline.encoder.model.visual.parameters()).detach().cpu().numpy().tobytes())
    digest.update((WEIGHTS / PRIOR_FILE).read_bytes())
    for module in (rendering, clip_pipeline):
        digest.update(inspect.getsource(module).encode())
    return digest.hexdigest()[:12]
