"""The manner of clips, apart from what they show: how the body is held, how far and how fast it swings, beside what the model makes of the same
action in no particular manner. Carried over to other actions, it is what a style learns of them.

A few clips never show everything that the token will be asked for. That style lies largely in posture and timing is old knowledge of character
animation (Unuma, Anjyo and Takeuchi 1995; Amaya, Bruderlin and Calvert 1996); here the neutral counterpart is not recorded but generated.
Each limb is told by the clips in which it does what it will have to do: of a walking arm, a clip that waves with the other one says more than a run.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from models.features import SLICES, encode
from models.inversion.posing import posed
from models.motion import FPS, Motion
from models.skeleton import JOINT_INDEX, JOINT_NAMES

#: What is carried over loses some of its effect on the way. Chosen as everything here on ten styles whose walks were hidden, none of them
#: among those that `python -m models.evaluation inversion` reports.
_EXAGGERATED = 1.3
#: A clip's word on a limb counts half at about this distance of its action from the wanted one (radians; see `_apart`).
_NEAR = 0.8
#: Trunk and arms are held as in the clip itself, the legs as much otherwise as in it; of a clip whose action holds that limb this much otherwise than the
#: wanted one (radians, over its joints), the first counts 0.6. How a model makes people run or wave is no posture that a style would keep its distance to.
_AS_HELD = 1.1
#: What a short clip shows may be an accident: no swing gets smaller or larger, nothing slower or faster than this.
_AMPLITUDES, _TEMPOS = (0.4, 2.0), (0.6, 1.6)
#: A joint that turns less than this in the neutral motions (mean squared angle, radians²) tells nothing of amplitudes.
_STILL = 1e-3
#: Below this mean speed of the joints (radians a second, root mean square) nothing is done that could be done faster.
_RESTING = 0.15


def _joints(*names: str) -> list[int]:
    return [JOINT_INDEX[name] for name in names]


#: What moves together, and is told together.
_TRUNK = _joints("pelvis", "spine1", "spine2", "spine3", "neck", "head")
_LEGS, _ARMS = ([_joints(*(f"{side}_{part}" for part in parts)) for side in ("left", "right")]
                for parts in (("hip", "knee", "ankle", "foot"), ("collar", "shoulder", "elbow", "wrist")))
_LIMBS = (_TRUNK, *_LEGS, *_ARMS)


@dataclass(frozen=True, eq=False)
class Manner:
    """turns: (22, 3, 3) rotations, in each joint's parent's frame (the pelvis's: the heading frame), that take a neutral posture to this
    manner's. amplitudes: (22,) how far each joint moves about its posture, times neutral. tempo: times as fast as neutral."""

    turns: np.ndarray
    amplitudes: np.ndarray
    tempo: float

    @classmethod
    def of(cls, shown: Sequence[Comparison], neutral: Sequence[Motion]) -> Manner:
        """The manner of clips for an action, of which `neutral` are motions."""
        wanted = Posture.of(neutral)
        turns, amplitudes = np.zeros((len(JOINT_NAMES), 3)), np.ones(len(JOINT_NAMES))
        for limb in _LIMBS:
            weights = np.array([np.exp(-0.5 * (_apart(each.theirs, wanted, limb) / _NEAR) ** 2) for each in shown]) + 1e-9
            turns[limb] = np.average([_turns(each, wanted, limb) for each in shown], axis=0, weights=weights)
            # Spreads are pooled before they are compared, so that a limb's swing is told by those that swing it.
            mine, theirs = (np.average(spreads, axis=0, weights=weights)
                            for spreads in ([each.mine.spread[limb] for each in shown], [each.theirs.spread[limb] for each in shown]))
            amplitudes[limb] = np.where(theirs > _STILL, np.sqrt(mine / np.maximum(theirs, _STILL)), 1.0)
        tempo = np.average([np.log(each.tempo) for each in shown], weights=[_alike(each.theirs, wanted) for each in shown])
        return cls(Rotation.from_rotvec(_EXAGGERATED * turns).as_matrix(), np.clip(amplitudes, *_AMPLITUDES),
                   float(np.clip(np.exp(tempo), *_TEMPOS)))

    def carried_over(self, motion: Motion) -> Motion:
        """A neutral motion in this manner, soles on the floor, feet still while they stand."""
        matrices = _matrices(encode(motion)[0])
        mean = _nearest_rotations(matrices.mean(axis=0))
        swings = Rotation.from_matrix((mean.transpose(0, 2, 1) @ matrices).reshape(-1, 3, 3)).as_rotvec().reshape(len(matrices), -1, 3)
        swung = Rotation.from_rotvec((swings * self.amplitudes[:, None]).reshape(-1, 3)).as_matrix().reshape(matrices.shape)
        return posed(motion, self.turns @ mean @ swung, self.tempo)


@dataclass(frozen=True, eq=False)
class Comparison:
    """A clip beside neutral motions of its own action. turns: (22, 3) from neutral to the clip's mean, rotation vectors (radians).
    tempo: times as fast as neutral, the size of the swings set aside."""

    mine: Posture
    theirs: Posture
    turns: np.ndarray
    tempo: float

    @classmethod
    def of(cls, clip: Motion, neutral: Sequence[Motion]) -> Comparison:
        """All at the models' frame rate."""
        mine, theirs = Posture.of([clip]), Posture.of(neutral)
        turns = Rotation.from_matrix(mine.mean @ theirs.mean.transpose(0, 2, 1)).as_rotvec()
        # Who stands shows no tempo.
        resting = min(mine.speed, theirs.speed) < _RESTING
        return cls(mine, theirs, turns, 1.0 if resting else mine.frequency / theirs.frequency)


@dataclass(frozen=True, eq=False)
class Posture:
    """mean: (22, 3, 3) mean local rotation of each joint, the pelvis's relative to the heading. spread: (22,) mean squared angle from it
    (radians²). quickness: (22,) mean squared angular speed (radians² a second²)."""

    mean: np.ndarray
    spread: np.ndarray
    quickness: np.ndarray

    @classmethod
    def of(cls, motions: Sequence[Motion]) -> Posture:
        each = [_matrices(encode(motion)[0]) for motion in motions]
        together = np.concatenate(each)
        mean = _nearest_rotations(together.mean(axis=0))
        steps = np.concatenate([_angles(matrices[1:], matrices[:-1]) for matrices in each])
        quickness = (steps * FPS) ** 2
        return cls(mean, (_angles(mean, together) ** 2).mean(axis=0), quickness.mean(axis=0) if len(steps) else np.zeros(len(mean)))

    @property
    def speed(self) -> float:
        """Radians a second, root mean square over joints and time."""
        return float(np.sqrt(self.quickness.mean()))

    @property
    def frequency(self) -> float:
        """How often the body swings (radians a second of phase): that of a sine with this speed and this spread."""
        return float(np.sqrt(self.quickness.sum() / max(self.spread.sum(), _STILL)))


def _turns(clip: Comparison, wanted: Posture, limb: list[int]) -> np.ndarray:
    """Rotation vectors (k, 3) that take a limb from the wanted action's neutral posture to this manner's, by what one clip says."""
    if limb in _LEGS:
        return clip.turns[limb]
    held = np.linalg.norm(_angles(clip.theirs.mean[limb], wanted.mean[limb]))
    as_held = Rotation.from_matrix(clip.mine.mean[limb] @ wanted.mean[limb].transpose(0, 2, 1)).as_rotvec()
    share = np.exp(-0.5 * (held / _AS_HELD) ** 2)
    return share * as_held + (1 - share) * clip.turns[limb]


def _apart(one: Posture, other: Posture, limb: list[int]) -> float:
    """How differently a limb is used: the distance of its joints' mean rotations and of how far they swing, radians."""
    held = _angles(one.mean[limb], other.mean[limb])
    swung = np.sqrt(one.spread[limb]) - np.sqrt(other.spread[limb])
    return float(np.sqrt((held**2).sum() + (swung**2).sum()))


def _alike(one: Posture, other: Posture) -> float:
    """0 … 1: whether the same joints do the moving."""
    mine, theirs = np.sqrt(one.spread), np.sqrt(other.spread)
    return float((mine @ theirs / max(np.linalg.norm(mine) * np.linalg.norm(theirs), _STILL)) ** 2) + 1e-9


def _matrices(features: np.ndarray) -> np.ndarray:
    """Local rotations (T, 22, 3, 3) of features (T, 269)."""
    columns = features[:, SLICES["rotations"]].reshape(len(features), len(JOINT_NAMES), 2, 3).astype(np.float64)
    return np.stack([columns[:, :, 0], columns[:, :, 1], np.cross(columns[:, :, 0], columns[:, :, 1])], axis=-1)


def _angles(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Angles (...) between rotations (..., 3, 3), radians."""
    return np.arccos(np.clip((np.einsum("...ab,...ab->...", one, other) - 1) / 2, -1, 1))


def _nearest_rotations(matrices: np.ndarray) -> np.ndarray:
    """The rotations (..., 3, 3) nearest to matrices (the mean rotation in the chordal sense: Moakher 2002, section 3.1)."""
    left, _, right = np.linalg.svd(matrices)
    left[..., -1] *= np.linalg.det(left @ right)[..., None]
    return left @ right
