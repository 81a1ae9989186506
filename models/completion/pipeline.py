"""Pinned poses to motion: wires LEAD, the completion networks and the exactness together."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from models import rotation
from models.cleanup import settle_all
from models.completion.config import STEPS, CompletionConfig
from models.completion.exact import meet, side_angle
from models.completion.feasibility import notes
from models.completion.networks import CompletionNetworks
from models.completion.prompt import MotionPrompt
from models.completion.request import Completion, CompletionRequest, PinError, PoseConstraint
from models.features import Anchor, decode
from models.lead.denoiser import Condition
from models.lead.pipeline import LeadPipeline
from models.lead.sampling import sample
from models.motion import Motion, forward_kinematics
from models.skeleton import JOINT_NAMES
from models.weights_file import WeightsError, load_weights

#: Few steps draw calmer motion than people make (energy 0.77 with one pin); a little more noise to begin with makes up for it.
TEMPERATURE = 1.05


@dataclass
class CompletionModel:
    """The trained completion networks, on top of a LEAD model."""

    networks: CompletionNetworks
    provenance: dict

    @classmethod
    def load(cls, path: Path, lead: LeadPipeline) -> CompletionModel:
        """Raises WeightsError with a sentence where the file is missing, damaged or of another version."""
        tensors, header = load_weights(path)
        try:
            config = CompletionConfig.from_dict(header["config"])
            networks = CompletionNetworks(config, lead.model.config, lead.model.denoiser)
            networks.load_trained_state(tensors)
        except (KeyError, TypeError, RuntimeError) as error:
            raise WeightsError(f"The motion model “{path.name}” belongs to another version. Install Motion Prompt again.") from error
        networks.eval().requires_grad_(False)
        networks.prior.merge()
        return cls(networks, header.get("provenance", {}))


class CompletionPipeline:
    """`pipeline(request)` gives motions that have the request's pins; see `CompletionRequest`."""

    def __init__(self, model: CompletionModel, lead: LeadPipeline):
        self.model = model
        self.lead = lead
        self.provenance = model.provenance

    @classmethod
    def load(cls, folder: Path, lead: LeadPipeline) -> CompletionPipeline:
        """The pipeline with the weights of `folder` (`models.weights_file.WEIGHTS`: the shipped ones). Raises WeightsError."""
        return cls(CompletionModel.load(Path(folder) / "completion.safetensors", lead), lead)

    def __call__(
        self,
        request: CompletionRequest,
        on_step: Callable[[int, int], None] = lambda done, steps: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Completion:
        """Raises CompletionError or StyleError with a sentence where the request cannot be done, Cancelled soon after `cancelled()` turns true."""
        raw = settle_all(self.raw(request, on_step, cancelled))
        motions = [meet(_at_rate(motion, request), request.constraints) for motion in raw]
        return Completion(motions, _pin_errors(motions, request.constraints), notes(request))

    @torch.inference_mode()
    def raw(
        self,
        request: CompletionRequest,
        on_step: Callable[[int, int], None] = lambda done, steps: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Motion]:
        """What the networks alone make of the pins: motions at 30 fps, standing as a whole where the first pinned place is."""
        request.check()
        prompt = motion_prompt(request)
        with self.lead.styled(request.prompt, request.style_strengths, self.model.networks.prior.denoiser):
            latents = self._latents(request, prompt, on_step, cancelled)
            features = self._features(latents, prompt, request.takes)
        return [_placed(decode(take.numpy(), Anchor()), request) for take in features]

    def _latents(self, request: CompletionRequest, prompt: MotionPrompt, on_step, cancelled) -> Tensor:
        lead, prior = self.lead.model, self.model.networks.prior
        count = lead.vae.latent_count(request.model_frames)
        # A generator a take: take i of a seed is the same however many takes are asked for.
        noise = torch.stack([
            torch.randn(count, lead.config.vae.latent_width, generator=torch.Generator().manual_seed(request.seed * 64 + take))
            for take in range(request.takes)
        ])
        condition, guidance = self._condition(request)
        known = self.model.networks.knowledge(prompt)

        def informed(noisy, step, frames, told, real):
            return prior(noisy, step, frames, told, real, known.expanded(len(noisy)))

        turns = self.lead.turns(request.prompt.strip(), request.style_strengths)
        predict = informed if turns is None else turns.of(informed, prior.denoiser)
        frames = torch.full((request.takes,), request.model_frames)
        return sample(predict, lead.config, TEMPERATURE * noise, frames, condition, guidance, STEPS, on_step, cancelled,
                      timestep_spacing="trailing")

    def _condition(self, request: CompletionRequest) -> tuple[Condition, float]:
        """What the text says, once a take, and how hard it pulls. Without text there is nothing to pull towards."""
        if request.prompt.strip():
            return self.lead.condition(request.prompt.strip(), request.takes, request.style_strengths), request.guidance_scale
        silence = torch.zeros(request.takes, self.lead.model.config.text_width)
        return Condition(silence, None, None, torch.zeros(request.takes, dtype=torch.bool)), 1.0

    def _features(self, latents: Tensor, prompt: MotionPrompt, takes: int) -> Tensor:
        """Features (takes, T, 269) in their own units."""
        lead, networks = self.lead.model, self.model.networks
        prompts = prompt.of_rows(torch.zeros(takes, dtype=torch.long))
        decoded = lead.features(latents, prompt.yaw.shape[1])
        masked = networks.masked_motion(prompt).expand(takes, -1, -1)
        normalised = networks.decoder(lead.normalization.apply(decoded), masked, prompts.disagreement(decoded))
        return lead.normalization.undo(normalised)


def motion_prompt(request: CompletionRequest) -> MotionPrompt:
    """The request's pins at 30 fps (a batch of one). Pins that fall on one frame are taken together, the later one first."""
    count, joints = request.model_frames, len(JOINT_NAMES)
    translation, rotations = np.zeros((count, 3)), np.tile(np.array([1.0, 0, 0, 0]), (count, joints, 1))
    joint_mask, root_mask = np.zeros((count, joints), dtype=bool), np.zeros(count, dtype=bool)
    for constraint in request.in_order:
        frame = request.model_frame(constraint)
        mask = constraint.joint_mask
        rotations[frame, mask] = rotation.normalize(constraint.joint_rotations[mask].astype(np.float64))
        joint_mask[frame] |= mask
        if constraint.root_mask:
            translation[frame], root_mask[frame] = constraint.root_translation, True
    return _prompt(translation, rotations, joint_mask, root_mask)


def _prompt(translation: np.ndarray, rotations: np.ndarray, joint_mask: np.ndarray, root_mask: np.ndarray) -> MotionPrompt:
    yaw = np.where(joint_mask[:, 0], side_angle(rotations[:, 0]), 0.0)
    local = rotations.copy()
    local[:, 0] = rotation.multiply(rotation.yaw(-yaw), rotations[:, 0])
    height = translation[:, 1]
    positions = forward_kinematics(height[:, None] * np.array([0.0, 1.0, 0.0]), local)[0][:, 1:]
    arrays = (rotation.to_6d(local), positions.reshape(len(yaw), -1), height, yaw, translation[:, [0, 2]])
    floats = [torch.from_numpy(np.ascontiguousarray(array)).float()[None] for array in arrays]
    return MotionPrompt(*floats, torch.from_numpy(joint_mask)[None], torch.from_numpy(root_mask)[None], torch.tensor([len(yaw)]))


def _placed(motion: Motion, request: CompletionRequest) -> Motion:
    """The motion turned and moved as a whole to the first pinned place, or to where the request says that the character stands."""
    placed = [pin for pin in request.in_order if pin.root_mask]
    if not placed:
        return _facing(motion.placed(request.start_position, request.start_heading), request)
    pin = next((pin for pin in placed if pin.joint_mask[0]), placed[0])
    if not pin.joint_mask[0]:
        motion = motion.placed((0.0, 0.0), request.start_heading)
    motion = _facing(motion, request)
    shift = (pin.root_translation - motion.root_translation[request.model_frame(pin)]) * np.array([1, 0, 1], dtype=np.float32)
    return Motion(motion.root_translation + shift, motion.joint_rotations, motion.fps)


def _facing(motion: Motion, request: CompletionRequest) -> Motion:
    """Turned on the spot so that the pelvis faces as the first pin that holds it says, if one does."""
    pins = [pin for pin in request.in_order if pin.joint_mask[0]]
    if not pins:
        return motion
    # Where a pin holds both, the way and the body turn together; else whichever comes first.
    pin = next((pin for pin in pins if pin.root_mask), pins[0])
    frame = request.model_frame(pin)
    return motion.turned(float(side_angle(pin.joint_rotations[0]) - side_angle(motion.joint_rotations[frame, 0])))


def _at_rate(motion: Motion, request: CompletionRequest) -> Motion:
    return motion.resampled(request.fps)[: request.frames]


def _pin_errors(motions: list[Motion], constraints: tuple[PoseConstraint, ...]) -> tuple[PinError, ...]:
    return tuple(_pin_error(motions, constraint) for constraint in constraints)


def _pin_error(motions: list[Motion], constraint: PoseConstraint) -> PinError:
    mask, degrees, centimetres = constraint.joint_mask, 0.0, 0.0
    for motion in motions:
        if mask.any():
            made = motion.joint_rotations[constraint.frame, mask].astype(np.float64)
            asked = rotation.normalize(constraint.joint_rotations[mask].astype(np.float64))
            degrees = max(degrees, float(np.degrees(rotation.angle_between(rotation.normalize(made), asked)).max()))
        if constraint.root_mask:
            apart = motion.root_translation[constraint.frame] - constraint.root_translation
            centimetres = max(centimetres, 100 * float(np.linalg.norm(apart)))
    return PinError(constraint.frame, degrees, centimetres)

