"""Text to pose: wires text encoder, CLPP, generator and pose prior together (OhMG, section 4.1)."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from models.inversion.library import StyleLibrary
from models.inversion.prompt import pieces, tokens_in
from models.inversion.tokens import StyledText
from models.kinematics import Bodies
from models.lead.sampling import Cancelled
from models.pose.anatomy import is_sane, sane
from models.pose.balance import imbalance_of
from models.pose.claimed import claimed, of_either_side
from models.pose.clpp import Clpp, ClppConfig, SentenceTeacher
from models.pose.fitting import Wanted, fitted
from models.pose.generator import GeneratorConfig, PoseGenerator
from models.pose.grounding import stand
from models.pose.prior import PosePrior, clean, mirrored_poses, rotations_of
from models.pose.request import PoseCandidates, PoseRequest
from models.text import TextEncoder
from models.text.clauses import clauses
from models.text.sides import names_a_side
from models.weights_file import WEIGHTS, WeightsError, load_weights, save_weights

FILE_NAME = "pose.safetensors"
#: Poses made for each text, of which the best and most different are shown.
_POOL = 96
#: How strong the noise is that makes them differ, from the first to the last: the weak ones are truer, the strong ones more various.
_NOISE = (0.7, 2.0)
#: Shares of its latent that a pose no body takes keeps, one after the other, until it is one.
_NEARER = (0.85, 0.7, 0.5)
#: What difference is worth: as much score for a pose whose joints lie a metre from the others' in the mean, and where that ends.
_DIFFERENCE, _ENOUGH = 0.9, 0.3
#: Metres of imbalance (`models.pose.balance`) that nobody minds, and what a metre more takes from the score.
_BALANCED, _FALLING = 0.15, 1.0
#: Candidates that are fitted to the claims, however few are shown: the first is the same whether one is asked for or eight.
_FITTED = 8
#: What a metre that the pose misses of what the text claims takes from its score.
_UNTRUE = 1.0
#: What a metre that the prior fails to rebuild of the pose takes from its score.
_STRANGE_BODY = 3.0
#: Cosine to the nearest of the familiar texts below which the words are of something else: nine in ten of nonsense lie below, one in ten
#: of names that no training held.
_STRANGE = 0.36


@dataclass
class PoseModel:
    """CLPP and the generator, as one file; the prior has its own. familiar: (F, text_width) unit sentence features, the centres of what
    CLPP was trained on."""

    clpp: Clpp
    generator: PoseGenerator
    prior: PosePrior
    familiar: Tensor
    provenance: dict

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> PoseModel:
        """Raises WeightsError with a sentence where a file is missing, damaged or of another version."""
        path = Path(folder) / FILE_NAME
        tensors, header = load_weights(path)
        try:
            clpp, generator = Clpp(ClppConfig.from_dict(header["clpp"])), PoseGenerator(GeneratorConfig(**header["generator"]))
            for name, module in (("clpp", clpp), ("generator", generator)):
                module.load_state_dict({key[len(name) + 1 :]: value for key, value in tensors.items() if key.startswith(name + ".")})
                module.eval().requires_grad_(False)
            familiar = tensors["familiar"]
        except (KeyError, TypeError, RuntimeError) as error:
            raise WeightsError(f"The pose model “{path.name}” belongs to another version. Install Motion Prompt again.") from error
        prior = PosePrior.load(Path(folder) / "pose_prior.safetensors")
        return cls(clpp, generator, prior, familiar, header.get("provenance", {}))

    def save(self, path: Path) -> None:
        """CLPP and generator; the prior is a file of its own."""
        parts = (("clpp", self.clpp), ("generator", self.generator))
        tensors = {f"{name}.{key}": value for name, module in parts for key, value in module.state_dict().items()}
        tensors["familiar"] = self.familiar
        header = {"clpp": self.clpp.config.to_dict(), "generator": asdict(self.generator.config), "provenance": self.provenance}
        save_weights(path, tensors, header)


class PosePipeline:
    """`pipeline(request)` gives the candidates for a text; see `PoseRequest`."""

    def __init__(self, model: PoseModel, encoder: TextEncoder, library: StyleLibrary | None = None):
        self.model = model
        self.text = StyledText(encoder, library)
        self.teacher = SentenceTeacher(encoder, model.clpp)
        self.provenance = model.provenance

    @classmethod
    def load(cls, folder: Path, encoder: TextEncoder, library: StyleLibrary | None = None) -> PosePipeline:
        """The pipeline with the weights of `folder`. Raises WeightsError with a sentence, also where they were trained with another
        text encoder than this."""
        model = PoseModel.load(folder)
        if model.clpp.config.text_encoder != encoder.name:
            raise WeightsError(f"The pose model “{FILE_NAME}” was trained with another text encoder. Install Motion Prompt again.")
        return cls(model, encoder, library)

    @torch.no_grad()
    def __call__(
        self,
        request: PoseRequest,
        on_step: Callable[[int, int], None] = lambda done, steps: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> PoseCandidates:
        """The candidates, best first. Raises PoseError for a request that cannot be done, StyleError where the text names a style that
        cannot be used, Cancelled if `cancelled()` is true."""
        request.check()
        sentence, read = self._read(request)
        said, either = self.model.clpp.text_head.told(read), not names_a_side(request.text)
        feature, claims = said[:1], claimed(self.model.clpp, read)
        wanted = Wanted(of_either_side(claims) if either else claims, right_handed=either)
        latents, bodies = self.pool(feature, request.seed, functional.normalize(said.sum(0, keepdim=True), dim=-1), either)
        on_step(1, 2)
        if cancelled():
            raise Cancelled
        untrue = wanted.missed(bodies.joints, bodies.turns)
        chosen = chosen_candidates(bodies.joints, self._scores(bodies, feature, untrue, either), max(request.count, _FITTED))
        bodies, untrue = fitted(self.model.prior, latents[chosen], bodies[chosen], untrue[chosen], wanted)
        scores, order = self._scores(bodies, feature, untrue, either).sort(descending=True, stable=True)
        shown = order[: request.count]
        rotations, heights = stand(rotations_of(bodies.poses[shown].numpy(), np.zeros(len(shown))))
        on_step(2, 2)
        notes = _notes(float((self.model.familiar @ sentence).max()))
        return PoseCandidates(rotations.astype(np.float32), heights.astype(np.float32), scores[: request.count].numpy(), notes)

    def _scores(self, bodies: Bodies, feature: Tensor, untrue: Tensor, either: bool) -> Tensor:
        """(N,): the cosine, of either side in the mean with the mirrored body's, less for a body that would fall, which is shown only where the
        words leave no other, for the metres (N,) that it misses of what the text claims, and for what bodies seldom do."""
        falling, strange = (imbalance_of(bodies.joints) - _BALANCED).clamp(min=0), self.model.prior.rebuilding_error_of(bodies)
        cosines = self.model.clpp.bodies(bodies) @ feature[0]
        if either:
            cosines = (cosines + self.model.clpp.poses(mirrored_poses(bodies.poses)) @ feature[0]) / 2
        return cosines - _FALLING * falling - _UNTRUE * untrue - _STRANGE_BODY * strange

    def _read(self, request: PoseRequest) -> tuple[Tensor, Tensor]:
        """The whole text's sentence feature (W,); and what CLPP's text head reads, (1 + clauses, width), in it and then in each of its clauses,
        where it has several, its styles' tokens left out, which claim nothing."""
        read, parts = self.model.clpp.text_head.read, clauses("".join(part for part, is_token in pieces(request.text) if not is_token))
        if parts and not tokens_in(request.text):  # in one go: half of what reading costs does not depend on how much there is to read
            features = self.text.encoder.encode([request.text, *parts])
            return features.pooled[0], read(features)
        text = self.text.encode(request.text, request.style_strengths)
        return text.pooled[0], torch.cat([read(text), read(self.text.encoder.encode(parts))]) if parts else read(text)

    def pool(self, feature: Tensor, seed: int, apart: Tensor, either: bool) -> tuple[Tensor, Bodies]:
        """Latents (P, 32), and their bodies, of the pool that a text's feature (1, W) and a seed give, every other one of `apart` (1, W), the
        text read clause by clause. either: half of them are the mirror images of the others. What no body does is drawn towards the prior's
        middle."""
        latents = self._made(feature, seed, apart, _POOL // 2 if either else _POOL)
        if either:
            latents = torch.cat([latents, self.model.prior.encode(clean(mirrored_poses(self.model.prior.decode(latents))))[0]])
        bodies = Bodies.of(self.model.prior.decode(latents))
        drawn, strange = latents.clone(), torch.nonzero(~sane(bodies))[:, 0]
        if not len(strange):
            return latents, bodies
        for share in _NEARER:
            latents[strange] = share * drawn[strange]
            strange = strange[~is_sane(self.model.prior.decode(latents[strange]))]
        return latents, Bodies.of(self.model.prior.decode(latents))

    def _made(self, feature: Tensor, seed: int, apart: Tensor, count: int) -> Tensor:
        """`count` latents of the generator for a text's features, see `pool`."""
        noise = torch.randn(count, self.model.generator.config.variety_width, generator=torch.Generator().manual_seed(seed))
        features = feature.repeat(count, 1)
        features[1::2] = apart
        return self.model.generator(features, torch.linspace(*_NOISE, count)[:, None] * noise)


def chosen_candidates(joints: Tensor, scores: Tensor, count: int) -> Tensor:
    """Rows (count,) of bodies with joints (P, 22, 3): the best, then each time the one whose score and difference from those chosen together are
    most; in the order of their scores."""
    chosen = [int(scores.argmax())]
    nearest = torch.full_like(scores, torch.inf)
    while len(chosen) < min(count, len(joints)):
        nearest = torch.minimum(nearest, (joints - joints[chosen[-1]]).norm(dim=-1).mean(-1))
        value = scores + _DIFFERENCE * nearest.clamp(max=_ENOUGH)
        value[chosen] = -torch.inf
        chosen.append(int(value.argmax()))
    rows = torch.tensor(chosen)
    return rows[scores[rows].argsort(descending=True)]


def _notes(familiarity: float) -> tuple[str, ...]:
    if familiarity >= _STRANGE:
        return ()
    return ("No pose is known by words like these. Say what arms, legs and head do, for example: kneeling, hands on the hips.",)
