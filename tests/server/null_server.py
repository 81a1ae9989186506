"""The real server process around models that need no weights: they answer by what the prompt says.

A prompt of "slow" takes 20 ms a step and "hold" 100 ms, "crash" and "memory" raise, "broken" returns nothing; any other is
done at once. "unreachable" is a completion, a pose, a sequence or a style that is refused. Of a sequence, the first prompt says this, of a
style the descriptor; "nowhere" learns with a loss that is no number.
MOTION_PROMPT_NULL says whose model loads how: "generate:", "complete:", "pose:", "sequence:" or "invert:", then "slow", "fail", "slow-fail" or
"crash". "disk:full" lets no style be saved, "disk:stuck" none be finished.
"""
from __future__ import annotations

import errno
import os
import time

import numpy as np

from models import rotation
from models.completion.request import Completion, CompletionError, PinError
from models.inversion.request import Learned, StyleError
from models.inversion.style import Style, StyleInfo
from models.motion import Motion
from models.pose.request import PoseCandidates, PoseError
from models.sequence.request import SequenceError, SequenceResult
from server.__main__ import run
from server.completion import Completer
from server.engine import LoadError
from server.exemplars import Inversion
from server.inversion import Inverter
from server.pose import Poser
from server.schemas import CompletionRequest, GenerationRequest, PoseRequest, SequenceRequest
from server.sequence import Sequencer

SECONDS_A_STEP = {"slow": 0.02, "hold": 0.1}
#: Steps of the null completion: another number than the server guesses.
COMPLETION_STEPS = 25
#: The same of the null poses.
POSE_STEPS = 20
#: The same of the null sequences, a block.
SEQUENCE_STEPS = 10
#: The same of the null styles.
INVERSION_STEPS = 12
#: The model that they belong to.
FINGERPRINT = "0123456789abcdef"


def take_steps(prompt: str, steps: int, on_step, cancelled) -> None:
    """The course of a job, as its prompt says."""
    if prompt == "crash":
        raise RuntimeError("a secret path: /home/someone")
    if prompt == "memory":
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory")
    for step in range(steps):
        if cancelled():
            raise InterruptedError
        time.sleep(SECONDS_A_STEP.get(prompt, 0))
        on_step(step + 1, steps)


class NullPipeline:
    """Stands still at x = seed, z = number of the take; y rises with the strengths of the styles."""

    provenance = {"name": "null", "text_encoder": "none", "licence": "GPL-3.0-or-later", "trained_on": "nothing"}

    def __init__(self, library):
        self.library = library
        library.model = FINGERPRINT

    def __call__(self, request, on_step, cancelled):
        self.library.require([request.prompt])
        take_steps(request.prompt, request.steps, on_step, cancelled)
        if request.prompt == "broken":
            return None
        return [stand(request, take) for take in range(request.takes)]


def stand(request, take: int) -> Motion:
    frames = round(request.duration * 30)
    rotations = np.zeros((frames, 22, 4), np.float32)
    rotations[..., 0] = 1
    height = 0.93 + sum(request.style_strengths.values())
    return Motion(np.tile(np.float32([request.seed, height, take]), (frames, 1)), rotations)


class NullCompletion:
    """Interpolates between the pins and meets them exactly; how far it sways between them says the seed and the take."""

    def __call__(self, request, on_step, cancelled):
        take_steps(request.prompt, COMPLETION_STEPS, on_step, cancelled)
        if request.prompt == "unreachable":
            raise CompletionError("No body reaches both poses in this time. Move the pins apart.")
        motions = [] if request.prompt == "broken" else [interpolated(request, take) for take in range(request.takes)]
        errors = tuple(PinError(pin.frame, 0.0, 0.0) for pin in request.constraints)
        return Completion(motions, errors, (f"{len(request.constraints)} pins are met.",))


def interpolated(request, take: int) -> Motion:
    pins = sorted(request.constraints, key=lambda pin: pin.frame)
    frames, known = np.arange(request.frames), np.array([pin.frame for pin in pins])
    before = np.clip(np.searchsorted(known, frames, "right") - 1, 0, None)
    after = np.minimum(before + 1, len(pins) - 1)
    weight = np.clip((frames - known[before]) / np.maximum(known[after] - known[before], 1), 0, 1)[:, None]
    poses, places = (np.stack([getattr(pin, name) for pin in pins]) for name in ("joint_rotations", "root_translation"))
    rotations = rotation.slerp(poses[before], poses[after], weight).astype(np.float32)
    rotations[known] = poses
    sway = weight * (1 - weight) * (request.seed + take)
    return Motion(places[before] * (1 - weight) + places[after] * weight + sway, rotations, request.fps)


class NullPoses:
    """Turns of the whole body about +Y that grow from pose to pose; the height says the seed, the scores fall."""

    def __call__(self, request, on_step, cancelled):
        take_steps(request.text, POSE_STEPS, on_step, cancelled)
        if request.text == "unreachable":
            raise PoseError("No body can do this. Describe another pose.")
        count = 0 if request.text == "broken" else request.count
        rotations = np.zeros((count, 22, 4), np.float32)
        rotations[..., 0] = 1
        rotations[:, 0] = rotation.yaw(np.arange(count) / 10)
        heights = np.full(count, 0.9 + request.seed / 100, np.float32)
        return PoseCandidates(rotations, heights, np.linspace(1, 0, count, dtype=np.float32), (f"{count} poses were found.",))


class NullSequence:
    """Each block stands still at x = its seed, gaps at x = −1; what stays stays. z is the number of the take."""

    def __call__(self, request, on_step, cancelled):
        asked = [block for block in request.blocks if not block.stays]
        take_steps(asked[0].prompt, SEQUENCE_STEPS * len(request.blocks), on_step, cancelled)
        if asked[0].prompt == "unreachable":
            raise SequenceError("Nobody can do this. Move the blocks apart.")
        motions = [] if asked[0].prompt == "broken" else [one_after_another(request, take) for take in range(request.takes)]
        transitions = tuple((other.first - 9, other.first + 8) for other in request.blocks[1:])
        return SequenceResult(motions, transitions, (f"{len(asked)} blocks were made.",))


def one_after_another(request, take: int) -> Motion:
    places = np.tile(np.float32([-1, 0.93, take]), (request.frames, 1))
    rotations = np.zeros((request.frames, 22, 4), np.float32)
    rotations[..., 0] = 1
    for block in request.blocks:
        frames = slice(block.first, block.end)
        places[frames, 0] = block.seed
        if block.stays:
            places[frames], rotations[frames] = block.motion.root_translation, block.motion.joint_rotations
    return Motion(places, rotations, request.fps)


class NullInversion:
    """Learns the first frame's place of each clip; the loss halves with each step."""

    def __call__(self, request, on_step, cancelled):
        unit = float("nan") if request.descriptor == "nowhere" else 1.0
        take_steps(request.descriptor, INVERSION_STEPS, lambda step, steps: on_step(step, steps, unit / 2**step), cancelled)
        if request.descriptor == "unreachable":
            raise StyleError("These clips have no style in common. Choose others.")
        if request.descriptor == "broken":
            return None
        clips = [{"name": clip.name, "does": clip.does, "seconds": round(clip.seconds, 3)} for clip in request.exemplars]
        provenance = {"clips": clips, "seed": request.seed}
        places = np.stack([clip.motion.root_translation[0] for clip in request.exemplars])
        info = StyleInfo(request.name, request.descriptor, request.strong, FINGERPRINT, provenance)
        return Learned(Style(info, places, np.zeros_like(places)), 1.0, 0.5, (f"{len(clips)} clips were learned from.",))


def break_disk(how: str) -> None:
    """Let no file reach the disk: refused where it is "full", never done where it is "stuck"."""
    def fsync(descriptor: int) -> None:
        if how == "full":
            raise OSError(errno.ENOSPC, "No space left on device")
        time.sleep(600)

    os.fsync = fsync


def outcome(task: str, file: str, model):
    """The model; or what keeps it from loading."""
    whose, _, how = os.environ.get("MOTION_PROMPT_NULL", "generate:").partition(":")
    if whose != task:
        return model
    if how.startswith("slow"):
        time.sleep(2)
    if how.endswith("fail"):
        raise LoadError(f"The file {file} is damaged.", "Download it again.")
    if how == "crash":
        raise ImportError("no torch")
    return model


def loads(weights, library):
    return {
        GenerationRequest: lambda loaded: outcome("generate", "lead.safetensors", NullPipeline(library)),
        CompletionRequest: lambda loaded: outcome("complete", "completion.safetensors", Completer(NullCompletion())),
        PoseRequest: lambda loaded: outcome("pose", "pose.safetensors", Poser(NullPoses())),
        SequenceRequest: lambda loaded: outcome("sequence", "completion.safetensors", Sequencer(NullSequence())),
        Inversion: lambda loaded: outcome("invert", "lead.safetensors", Inverter(NullInversion(), library)),
    }


if __name__ == "__main__":
    broken, _, how = os.environ.get("MOTION_PROMPT_NULL", "").partition(":")
    if broken == "disk":
        break_disk(how)
    run(loads)
