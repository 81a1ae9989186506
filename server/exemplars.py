"""The clips that teach a style, as they arrive: motions and BVH files of any humanoid, read into the models' own motions."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from models.inversion.request import MOST_SECONDS, Exemplar, InversionRequest, StyleError, check_descriptor, check_name
from models.io.bvh import MotionFileError, SkeletonMotion, parse_bvh
from models.io.humanoid import humanoid_map
from models.motion import FPS, Motion
from models.skeleton import JOINT_NAMES
from server import schemas
from server.limits import INVERSION_STEPS, RANGES, STRONG_INVERSION_STEPS
from server.schemas import MotionData, Task

#: A quaternion whose length is farther than this from one does not come from a rotation.
_UNIT_TOLERANCE = 1e-2


@dataclass(frozen=True, eq=False)
class Inversion:
    """A style to be learned, on its way through the queue. replace: whether a style of this name may be replaced."""

    task: ClassVar[Task] = "invert"

    request: InversionRequest
    replace: bool

    @property
    def steps(self) -> int:
        """An estimate; the model tells its own."""
        return STRONG_INVERSION_STEPS if self.request.strong else INVERSION_STEPS

    @property
    def summary(self) -> str:
        """What is asked, for the log; nothing of the names."""
        seconds = sum(exemplar.seconds for exemplar in self.request.exemplars)
        return f"{len(self.request.exemplars)} clips, {seconds:.1f} s, {'strong' if self.request.strong else 'fast'}"

    def without_clips(self) -> Inversion:
        """The same for the record: a job that has ended needs no megabytes of motion."""
        return replace(self, request=replace(self.request, exemplars=()))


def read(body: schemas.InversionRequest) -> Inversion:
    """The request in the model's own words. Raises StyleError with a sentence where it cannot be done, or a clip not be read."""
    check_name(body.name)
    check_descriptor(body.descriptor)
    labels = [f"“{clip.name}”" if clip.name else f"clip {number}" for number, clip in enumerate(body.exemplars, 1)]
    clips: list[Motion | SkeletonMotion] = []
    for clip, label in zip(body.exemplars, labels, strict=True):
        clips.append(_motion(clip.motion, label) if clip.motion else _skeleton_motion(clip.bvh or "", label))
    _require_length(clips)
    motions = _on_smpl(clips, labels)
    for motion, label in zip(motions, labels, strict=True):
        _require_near(motion, label)
    exemplars = tuple(
        Exemplar(motion, clip.does, clip.name or label)
        for motion, clip, label in zip(motions, body.exemplars, labels, strict=True)
    )
    request = InversionRequest(body.name, body.descriptor, exemplars, body.strong, body.seed)
    request.check()
    # Waiting jobs stay small: the models read motion at this rate.
    resampled = tuple(replace(exemplar, motion=exemplar.motion.resampled(FPS)) for exemplar in request.exemplars)
    return Inversion(replace(request, exemplars=resampled), body.replace)


def _motion(data: MotionData, label: str) -> Motion:
    try:
        places, turns = data.root_translation.unpacked(), data.joint_rotations.unpacked()
    except ValueError:
        raise StyleError(f"The numbers of {label} arrived damaged. Add the clip again.") from None
    frames = places.shape[:1]
    if places.shape != (*frames, 3) or turns.shape != (*frames, len(JOINT_NAMES), 4):
        raise StyleError(f"{label} does not hold a place and {len(JOINT_NAMES)} rotations for each frame. Add the clip again.")
    if not len(places):
        raise StyleError(f"{label} holds no frames. Choose a clip with keys.")
    if not (np.isfinite(places).all() and np.isfinite(turns).all()):
        raise StyleError(f"{label} holds a number that is none. Correct its keys, then add it again.")
    if (np.abs(np.linalg.norm(turns, axis=-1) - 1) > _UNIT_TOLERANCE).any():
        raise StyleError(f"{label} holds a bone that is scaled or not a rotation. Clear its scale, then add the clip again.")
    return Motion(places, turns, data.fps)


def _skeleton_motion(text: str, label: str) -> SkeletonMotion:
    try:
        return parse_bvh(text, label.strip("“”"))
    except MotionFileError as error:
        raise StyleError(str(error)) from error
    except MemoryError:
        raise StyleError(f"{label} is too large for this computer's memory. Choose a shorter clip.") from None
    except Exception:
        raise StyleError(_damaged(label)) from None


def _require_length(clips: Sequence[Motion | SkeletonMotion]) -> None:
    # Before anything is resampled: a file may say that each of its frames lasts a year.
    seconds = sum(_frames(clip) / clip.fps if clip.fps > 0 else np.inf for clip in clips)
    if seconds > MOST_SECONDS:
        length = "{:.0f} min {:.0f} s".format(*divmod(seconds, 60)) if seconds < 36_000 else "many hours"
        raise StyleError(f"The clips last {length} together. Choose the most telling {MOST_SECONDS / 60:.0f} minutes of them.")


def _require_near(motion: Motion, label: str) -> None:
    if np.abs(motion.root_translation).max() > RANGES["start_position"][1]:
        raise StyleError(f"{label} is more than 100 km from the middle of the scene. Move it closer, then add it again.")


def _frames(clip: Motion | SkeletonMotion) -> int:
    return len(clip.translations) if isinstance(clip, SkeletonMotion) else len(clip)


def _on_smpl(clips: Sequence[Motion | SkeletonMotion], labels: Sequence[str]) -> list[Motion]:
    """Every clip as SMPL motion; files that share a skeleton share one calibration."""
    motions = {number: clip for number, clip in enumerate(clips) if isinstance(clip, Motion)}
    skeletons = defaultdict(list)
    for number, clip in enumerate(clips):
        if isinstance(clip, SkeletonMotion):
            skeletons[_skeleton(clip)].append(number)
    for numbers in skeletons.values():
        label = labels[numbers[0]]
        try:
            skeleton_map = humanoid_map([clips[number] for number in numbers], label)
            for number in numbers:
                label = labels[number]
                motions[number] = skeleton_map.to_smpl(clips[number])
        except MotionFileError as error:
            raise StyleError(str(error)) from error
        except Exception:
            raise StyleError(_damaged(label)) from None
    return [motions[number] for number in range(len(clips))]


def _skeleton(clip: SkeletonMotion) -> tuple:
    """What two files of one actor's skeleton share: the joints, and the bones' lengths to two digits."""
    return clip.names, clip.parents, tuple(f"{length:.2g}" for length in np.linalg.norm(clip.offsets, axis=-1)[1:])


def _damaged(label: str) -> str:
    return f"{label} is damaged and cannot be read as BVH. Export it again."
