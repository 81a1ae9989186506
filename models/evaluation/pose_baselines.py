"""What OhMG compares its text2pose generator with (section 5, "Baselines"), and the generators of its Table 2."""
from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from models.kinematics import matrices
from models.pose.generator import GeneratorConfig, PoseGenerator
from models.pose.prior import PosePrior
from models.pose.teacher import PoseTeacher
from models.skeleton import JOINT_NAMES
from models.training.pose_stages import VARIANTS
from models.weights_file import WeightsError, load_weights

#: The paper's generators by their letters, and the one that is shipped.
*PAPERS, OURS = VARIANTS
#: How far random rotations are from the mean pose's: standard deviation of each of the rotation vector's three numbers, radians.
_SPREAD = 0.5
_STEPS = 200
_ROTATION_RATE, _LATENT_RATE = 0.03, 0.05


def matched(teacher: PoseTeacher, features: Tensor, poses: Tensor) -> Tensor:
    """*Matching*: for each text's feature (N, W) the one of `poses` (K, 132) that fits best, (N, 132)."""
    return poses[(features @ _pose_features(teacher, poses).T).argmax(dim=1)]


def random_rotations(prior: PosePrior, count: int, generator: torch.Generator) -> Tensor:
    """*Optimize (I)*: poses (count, 132) whose every joint is turned at random away from the mean pose."""
    mean = matrices(prior.mean.unflatten(-1, (len(JOINT_NAMES), 6)))
    vectors = _SPREAD * torch.randn(count, len(JOINT_NAMES), 3, generator=generator)
    turned = mean @ torch.linalg.matrix_exp(_skew(vectors))
    return torch.cat([turned[..., 0], turned[..., 1]], dim=-1).flatten(1)


def random_latents(prior: PosePrior, count: int, generator: torch.Generator) -> Tensor:
    """Where *VPoserOptimize* begins: latents (count, 32) of the prior's own distribution."""
    return torch.randn(count, prior.config.latent_width, generator=generator)


def optimised_rotations(teacher: PoseTeacher, features: Tensor, starts: Tensor) -> Tensor:
    """*Optimize*: Adam on the 6-d rotations (N, 132), from `starts`, towards the highest score with the texts."""
    return _climbed(teacher, features, starts, lambda poses: poses, _ROTATION_RATE)


def optimised_latents(teacher: PoseTeacher, features: Tensor, prior: PosePrior, starts: Tensor) -> Tensor:
    """*VPoserOptimize*: the same on the prior's latents (N, 32); poses (N, 132)."""
    return _climbed(teacher, features, starts, prior.decode, _LATENT_RATE)


def generated(generator: PoseGenerator, prior: PosePrior, features: Tensor, seed: int = 0) -> Tensor:
    """One pose a text (N, 132), as the paper has it: the noise of variety is drawn once, from `seed`."""
    noise = torch.randn(len(features), generator.config.variety_width, generator=torch.Generator().manual_seed(seed))
    with torch.inference_mode():
        return prior.decode(generator(features, noise))


def load_generators(folder: Path, width: int) -> dict[str, PoseGenerator]:
    """The generators of Table 2 that `python -m models.training pose-generator --variant NAME` has written to a folder, by their
    letters; `width`: that of CLPP's space. Raises WeightsError where one belongs to another version or another CLPP."""
    paths = {name: Path(folder) / f"pose_generator_{name.lower()}.safetensors" for name in PAPERS}
    return {name: _load_generator(path, width) for name, path in paths.items() if path.is_file()}


def _load_generator(path: Path, width: int) -> PoseGenerator:
    tensors, header = load_weights(path)
    try:
        generator = PoseGenerator(GeneratorConfig(**header["config"]))
        generator.load_state_dict(tensors)
    except (KeyError, TypeError, RuntimeError) as error:
        raise WeightsError(f"The generator “{path.name}” belongs to another version. Train it again.") from error
    if generator.config.feature_width != width:
        raise WeightsError(f"The generator “{path.name}” was trained with another CLPP. Train it again.")
    return generator.eval().requires_grad_(False)


def _climbed(teacher: PoseTeacher, features: Tensor, starts: Tensor, poses_of, rate: float) -> Tensor:
    values = starts.clone().requires_grad_(True)
    optimizer = torch.optim.Adam([values], lr=rate)
    for _ in range(_STEPS):
        loss = -(features * teacher.pose_features(poses_of(values))).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.inference_mode():
        return poses_of(values.detach())


@torch.inference_mode()
def _pose_features(teacher: PoseTeacher, poses: Tensor) -> Tensor:
    return torch.cat([teacher.pose_features(part) for part in poses.split(2048)])


def _skew(vectors: Tensor) -> Tensor:
    x, y, z = vectors.unbind(-1)
    zero = torch.zeros_like(x)
    return torch.stack([zero, -z, y, z, zero, -x, -y, x, zero], dim=-1).unflatten(-1, (3, 3))
